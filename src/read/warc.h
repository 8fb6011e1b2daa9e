/*
 * warc.h - WARC records in push form, one document per saved page.
 *
 *     header block | body of Content-Length bytes | two line ends | next record
 *
 * Responses, resources and conversions of text types become documents; all
 * other records are skipped without being kept. A broken record becomes one
 * error and the parser looks for the next line that begins with "WARC/".
 * Source: ISO 28500:2017.
 */
#ifndef NG_READ_WARC_H
#define NG_READ_WARC_H

#include "base/buffer.h"
#include "read/document.h"

enum ng_warc_state {
    NG_WARC_SEEK,   /* between records, or lost */
    NG_WARC_HEADER, /* inside a header block */
    NG_WARC_BODY,   /* collecting a body */
    NG_WARC_SKIP    /* stepping over a body of no interest */
};

struct ng_warc {
    const nutgraf_allocator *alloc;
    ng_document_fn each;
    void *user;
    size_t max_bytes; /* of one record's body */
    enum ng_warc_state state;
    struct ng_buffer header, body;  /* of the current record */
    struct ng_buffer chunks, plain; /* of its HTTP body */
    uint64_t missing;   /* bytes of the body still to come */
    uint64_t offset;    /* of the next byte in the unpacked stream */
    uint64_t record_at; /* where the current record began */
    unsigned matched;   /* of "WARC/" at a line's start; SEEK only */
    bool line_start;    /* the next byte begins a line; SEEK only */
    unsigned ends;      /* bytes of the empty line that were seen; HEADER */
};

void ng_warc_init(struct ng_warc *warc, const nutgraf_allocator *alloc);
void ng_warc_free(struct ng_warc *warc);
void ng_warc_begin(struct ng_warc *warc, size_t max_bytes, ng_document_fn each,
                   void *user);
ng_status ng_warc_feed(struct ng_warc *warc, const char *bytes, size_t len);

/* Inside `each`: the record's body has been read. */
void ng_warc_release(struct ng_warc *warc);

/* Bytes were lost here (a broken gzip member): gives the current record up. */
ng_status ng_warc_gap(struct ng_warc *warc);
ng_status ng_warc_end(struct ng_warc *warc);

#endif
