/*
 * warc.c - a WARC file (ISO 28500), cut into its records while it is pushed.
 *
 *     SEEK -> HEADER -> BODY -> a document -> SEEK
 *                    -> SKIP (requests, pictures, logs) -> SEEK
 *
 * In: unpacked bytes in any pieces. Out: a document per record that may hold an
 * article; an error in place of one that cannot be had.
 *
 * Memory is that of the largest record kept, at most max_bytes. A length that
 * lies costs its record: SEEK then looks for a line that begins with "WARC/",
 * so the good records behind a broken one are found again.
 */
#include "read/warc.h"

#include <stdio.h>

#include "read/header.h"
#include "read/http.h"

/* A header block longer than this is no WARC header. */
#define MAX_HEADER ((size_t)64 * 1024)

static const char mark[] = "WARC/";
#define MARK_LEN (sizeof mark - 1)

/* Four buffers that keep their memory from record to record. */
void ng_warc_init(struct ng_warc *w, const nutgraf_allocator *alloc)
{
    *w = (struct ng_warc){.alloc = alloc};
    ng_buffer_init(&w->header, alloc);
    ng_buffer_init(&w->body, alloc);
    ng_buffer_init(&w->chunks, alloc);
    ng_buffer_init(&w->plain, alloc);
}

/* Frees them. */
void ng_warc_free(struct ng_warc *w)
{
    ng_buffer_free(&w->header);
    ng_buffer_free(&w->body);
    ng_buffer_free(&w->chunks);
    ng_buffer_free(&w->plain);
}

/* The header stays: the record's name lies in it. */
void ng_warc_release(struct ng_warc *w)
{
    ng_buffer_clear(&w->body);
    ng_buffer_clear(&w->chunks);
    ng_buffer_clear(&w->plain);
}

/* Goes back to looking for a record. */
static void seek(struct ng_warc *w)
{
    w->state = NG_WARC_SEEK;
    w->matched = 0;
    w->line_start = true;
}

/* A new file; the buffers stay. */
void ng_warc_begin(struct ng_warc *w, size_t max_bytes, ng_document_fn each,
                   void *user)
{
    w->max_bytes = max_bytes;
    w->each = each;
    w->user = user;
    w->offset = 0;
    seek(w);
}

/* --------------------------------------------------------- a whole record */

/* Content types that an article comes in. */
static bool is_text_type(struct ng_slice type)
{
    return ng_slice_eq_nocase(type, NG_LIT("text/html")) ||
           ng_slice_eq_nocase(type, NG_LIT("application/xhtml+xml")) ||
           ng_slice_eq_nocase(type, NG_LIT("text/plain"));
}

/* What names the record: its URI, else where it begins. Some crawlers write the
 * URI in angle brackets, as the first grammar of the standard had it. */
static struct ng_slice record_name(const struct ng_warc *w, char *room,
                                   size_t size)
{
    struct ng_slice uri = ng_header_find(ng_buffer_slice(&w->header),
                                         "WARC-Target-URI");

    if (uri.len >= 2 && uri.ptr[0] == '<' && uri.ptr[uri.len - 1] == '>')
        uri = ng_slice_sub(uri, 1, uri.len - 1);
    if (uri.len)
        return uri;
    snprintf(room, size, "offset %llu", (unsigned long long)w->record_at);
    return ng_slice_of(room);
}

/* The document without its bytes: what the header tells. The slices point into
 * the header buffer or `room`, both of which outlive the call of `each`. */
static struct ng_document describe(const struct ng_warc *w, char *room,
                                   size_t size)
{
    struct ng_slice header = ng_buffer_slice(&w->header);
    struct ng_slice date = ng_header_find(header, "WARC-Date");
    struct ng_document doc = {.format = NUTGRAF_FORMAT_WARC};

    doc.record = record_name(w, room, size);
    if (ng_header_find(header, "WARC-Target-URI").len)
        doc.url = doc.record;
    if (date.len >= 10)
        doc.saved = ng_slice_sub(date, 0, 10);
    doc.size = w->body.len;
    return doc;
}

/* Hands the caller an error in the record's place. The run goes on: the next
 * record is a document of its own. */
static ng_status fail(struct ng_warc *w, ng_status status, const char *what)
{
    struct ng_error error;
    char room[40];
    struct ng_document doc = describe(w, room, sizeof room);

    ng_error_set(&error, status, w->record_at, "%s", what);
    return w->each(w->user, &doc, &error);
}

/* The message for a failure inside the HTTP response. Each sentence is about
 * the record; its name stands before it in what the program prints. */
static const char *http_message(ng_status status)
{
    switch (status) {
    case NUTGRAF_UNSUPPORTED:
        return "the HTTP content encoding is not supported";
    case NUTGRAF_LIMIT: return "the unpacked page is larger than the limit";
    case NUTGRAF_OK:
    case NUTGRAF_NO_MEMORY:
    case NUTGRAF_IO:
    case NUTGRAF_MALFORMED:
    case NUTGRAF_BAD_ARGUMENT:
    case NUTGRAF_STOPPED: break;
    }
    return "the HTTP response is broken";
}

/* A "response" record: HTTP head and body. Other than pages of success are
 * passed over in silence. Redirects, error pages and pictures are most of an
 * archive and no mistake of anybody, so they give no error. The order of the
 * tests matters: a broken picture is not worth a message. */
static ng_status emit_response(struct ng_warc *w)
{
    struct ng_response response;
    char room[40];
    struct ng_document doc = describe(w, room, sizeof room);
    ng_status status = ng_http_read(ng_buffer_slice(&w->body), w->max_bytes,
                                    &w->chunks, &w->plain, &response);

    if (status == NUTGRAF_NO_MEMORY)
        return status;
    if (response.code && (response.code < 200 || response.code > 299))
        return NUTGRAF_OK;
    if (response.type.len && !is_text_type(response.type))
        return NUTGRAF_OK;
    if (status != NUTGRAF_OK)
        return fail(w, status, http_message(status));
    doc.bytes = response.body;
    doc.charset = response.charset;
    doc.markup = !ng_slice_eq_nocase(response.type, NG_LIT("text/plain"));
    doc.size = response.body.len;
    return w->each(w->user, &doc, NULL);
}

/* A "resource" or "conversion" record: the body is the page. No HTTP head here:
 * the record's own Content-Type tells type and charset. */
static ng_status emit_resource(struct ng_warc *w, struct ng_slice type)
{
    char room[40];
    struct ng_document doc = describe(w, room, sizeof room);

    doc.bytes = ng_buffer_slice(&w->body);
    doc.charset = ng_header_param(type, "charset");
    doc.markup = !ng_slice_eq_nocase(ng_header_first(type),
                                     NG_LIT("text/plain"));
    return w->each(w->user, &doc, NULL);
}

/* The body is complete. The state is set back first, for `each` may end the
 * run. */
static ng_status end_record(struct ng_warc *w)
{
    struct ng_slice header = ng_buffer_slice(&w->header);
    struct ng_slice type = ng_header_find(header, "Content-Type");

    seek(w);
    if (ng_slice_eq_nocase(ng_header_find(header, "WARC-Type"),
                           NG_LIT("response")))
        return emit_response(w);
    return emit_resource(w, type);
}

/* ----------------------------------------------------------- record headers */

/* Could the record hold a page? Requests, metadata, revisits and "dns:"
 * responses hold no page. The test costs two look-ups in the header; the body
 * of what is not wanted is never stored. */
static bool is_wanted(struct ng_slice header)
{
    struct ng_slice kind = ng_header_find(header, "WARC-Type");
    struct ng_slice type = ng_header_find(header, "Content-Type");

    if (ng_slice_eq_nocase(kind, NG_LIT("response")))
        return ng_slice_starts_nocase(type, NG_LIT("application/http"));
    return (ng_slice_eq_nocase(kind, NG_LIT("resource")) ||
            ng_slice_eq_nocase(kind, NG_LIT("conversion"))) &&
           is_text_type(ng_header_first(type));
}

/* A number of bytes that is nothing but digits; false otherwise. 18 digits fit
 * in 64 bits, so there is no overflow to test. */
static bool read_length(struct ng_slice text, uint64_t *length)
{
    if (!text.len || text.len > 18)
        return false;
    *length = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!ng_is_digit(text.ptr[i]))
            return false;
        *length = *length * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    return true;
}

/* The header block is complete: decides what becomes of the body. A record
 * without a length cannot be stepped over, so the search begins again right
 * behind its header. One of length 0 is over at once. */
static ng_status end_header(struct ng_warc *w)
{
    struct ng_slice header = ng_buffer_slice(&w->header);

    ng_buffer_clear(&w->body);
    if (!read_length(ng_header_find(header, "Content-Length"), &w->missing)) {
        seek(w);
        return fail(w, NUTGRAF_MALFORMED,
                    "the WARC record has no valid Content-Length");
    }
    w->state = is_wanted(header) ? NG_WARC_BODY : NG_WARC_SKIP;
    if (w->state == NG_WARC_BODY && w->missing > w->max_bytes) {
        w->state = NG_WARC_SKIP;
        NG_TRY(fail(w, NUTGRAF_LIMIT,
                    "the WARC record is larger than the limit"));
    }
    if (w->missing)
        return NUTGRAF_OK;
    if (w->state == NG_WARC_BODY)
        return end_record(w);
    seek(w);
    return NUTGRAF_OK;
}

/* ------------------------------------------------------------------- bytes */

/* Looks for "WARC/" at the start of a line; returns the bytes used. `matched`
 * may be reached over several calls: the mark is not copied until it is
 * complete. Text that merely begins a line with "WARC/" inside a lying record
 * is a risk that is taken. */
static size_t feed_seek(struct ng_warc *w, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (w->line_start && bytes[i] == mark[w->matched]) {
            if (++w->matched < MARK_LEN)
                continue;
            ng_buffer_clear(&w->header);
            ng_buffer_append(&w->header, mark, MARK_LEN);
            w->record_at = w->offset + i + 1 - MARK_LEN;
            w->state = NG_WARC_HEADER;
            w->ends = 0;
            return i + 1;
        }
        w->line_start = bytes[i] == '\n';
        w->matched = 0;
    }
    return len;
}

/* Collects header bytes up to the empty line; `*used` is what was taken.
 * Empty lines are counted by `ends`: two line ends with nothing but CR
 * between them. */
static ng_status feed_header(struct ng_warc *w, const char *bytes, size_t len,
                             size_t *used)
{
    size_t i = 0;

    while (i < len && w->ends < 2 && w->header.len + i < MAX_HEADER) {
        if (bytes[i] == '\n')
            w->ends++;
        else if (bytes[i] != '\r')
            w->ends = 0;
        i++;
    }
    *used = i;
    if (!ng_buffer_append(&w->header, bytes, i))
        return NUTGRAF_NO_MEMORY;
    if (w->ends == 2)
        return end_header(w);
    if (w->header.len < MAX_HEADER)
        return NUTGRAF_OK;
    seek(w);
    return fail(w, NUTGRAF_LIMIT, "the WARC header is longer than 64 KiB");
}

/* Collects or skips body bytes. Pieces are copied once, into a buffer that is
 * kept from record to record. */
static ng_status feed_body(struct ng_warc *w, const char *bytes, size_t len,
                           size_t *used)
{
    *used = len < w->missing ? len : (size_t)w->missing;
    if (w->state == NG_WARC_BODY && !ng_buffer_append(&w->body, bytes, *used))
        return NUTGRAF_NO_MEMORY;
    w->missing -= *used;
    if (w->missing)
        return NUTGRAF_OK;
    if (w->state == NG_WARC_BODY)
        return end_record(w);
    seek(w);
    return NUTGRAF_OK;
}

/* Each state takes what it can of the bytes and says how much it took. */
ng_status ng_warc_feed(struct ng_warc *w, const char *bytes, size_t len)
{
    while (len) {
        ng_status status = NUTGRAF_OK;
        size_t used = 0;
        switch (w->state) {
        case NG_WARC_SEEK: used = feed_seek(w, bytes, len); break;
        case NG_WARC_HEADER:
            status = feed_header(w, bytes, len, &used);
            break;
        case NG_WARC_BODY:
        case NG_WARC_SKIP: status = feed_body(w, bytes, len, &used); break;
        }
        if (status != NUTGRAF_OK)
            return status;
        w->offset += used;
        bytes += used;
        len -= used;
    }
    return NUTGRAF_OK;
}

/* Gives the record up that is under way, if there is one worth a word. */
static ng_status lose_record(struct ng_warc *w, const char *why)
{
    bool inside = w->state == NG_WARC_HEADER || w->state == NG_WARC_BODY;

    seek(w);
    return inside ? fail(w, NUTGRAF_MALFORMED, why) : NUTGRAF_OK;
}

/* A gzip member was broken: the record in it is lost, and said to be. */
ng_status ng_warc_gap(struct ng_warc *w)
{
    return lose_record(w,
                       "the compressed data of the WARC record are broken");
}

/* A file that ends inside a record was cut. */
ng_status ng_warc_end(struct ng_warc *w)
{
    return lose_record(w, "the WARC record is cut short");
}
