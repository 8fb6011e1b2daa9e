/*
 * out.h - what the writers share: a buffered way to the caller's sink, and the
 * conversion of byte offsets to code points.
 */
#ifndef NG_WRITE_OUT_H
#define NG_WRITE_OUT_H

#include <nutgraf/nutgraf.h>

#include <string.h>

#define NG_OUT_ROOM 8192
/* Fewer bytes than this are never left: a character always fits. */
#define NG_OUT_SPARE 8

/* Collects small pieces; the first failure of the sink sticks. */
struct ng_out {
    nutgraf_sink sink;
    void *user;
    nutgraf_status status;
    size_t len;
    char bytes[NG_OUT_ROOM];
};

void ng_out_begin(struct ng_out *out, nutgraf_sink sink, void *user);

/* Hands on what was collected, and the piece after it as far as need be. */
void ng_out_put_large(struct ng_out *out, const char *bytes, size_t len);

/* Appends a piece. After a failure nothing happens, so the writers need not
 * look at every piece: ng_out_end tells. */
static inline void ng_out_put(struct ng_out *out, const char *bytes, size_t len)
{
    if (len > NG_OUT_ROOM - NG_OUT_SPARE - out->len) {
        ng_out_put_large(out, bytes, len);
        return;
    }
    memcpy(out->bytes + out->len, bytes, len);
    out->len += len;
}

/* One byte of ASCII. */
static inline void ng_out_byte(struct ng_out *out, char c)
{
    if (out->len >= NG_OUT_ROOM - NG_OUT_SPARE)
        ng_out_put_large(out, "", 0);
    out->bytes[out->len++] = c;
}

/* A zero-terminated string. */
static inline void ng_out_text(struct ng_out *out, const char *text)
{
    ng_out_put(out, text, strlen(text));
}

void ng_out_number(struct ng_out *out, double value);
void ng_out_count(struct ng_out *out, uint64_t value);

/* A field of a row: control characters become spaces. */
void ng_out_clean(struct ng_out *out, const char *text, size_t len);

/* A row's first field: the path, "-" for none; of an article inside a WARC
 * "#" and its record too. */
void ng_out_path(struct ng_out *out, const nutgraf_source *source);

/* Flushes; returns the first failure. */
nutgraf_status ng_out_end(struct ng_out *out);

/* A number as every writer prints it: an integer below 1e21 whole, all else
 * with the fewest digits that read back to the same double. Returns the
 * length. */
#define NG_NUMBER_ROOM 64
size_t ng_number_text(double value, char text[NG_NUMBER_ROOM]);

/* Code points before every STEP-th byte. */
struct ng_cp_index {
    const char *text;
    size_t len;
    uint32_t *counts; /* owned; NULL when the text is ASCII */
};

nutgraf_status ng_cp_index_init(struct ng_cp_index *index,
                                const nutgraf_article *article);
void ng_cp_index_free(struct ng_cp_index *index);
size_t ng_cp_index_at(const struct ng_cp_index *index, size_t offset);

#endif
