/*
 * out.h - what the writers share: a buffered way to the caller's sink, and the
 * conversion of byte offsets to code points.
 */
#ifndef NG_WRITE_OUT_H
#define NG_WRITE_OUT_H

#include <nutgraf/nutgraf.h>

#define NG_OUT_ROOM 8192

/* Collects small pieces; the first failure of the sink sticks. */
struct ng_out {
    nutgraf_sink sink;
    void *user;
    nutgraf_status status;
    size_t len;
    char bytes[NG_OUT_ROOM];
};

void ng_out_begin(struct ng_out *out, nutgraf_sink sink, void *user);
void ng_out_put(struct ng_out *out, const char *bytes, size_t len);
void ng_out_text(struct ng_out *out, const char *text);
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
