/*
 * http.h - an HTTP response as crawlers store it: head and wrapped body.
 */
#ifndef NG_READ_HTTP_H
#define NG_READ_HTTP_H

#include "base/buffer.h"

struct ng_response {
    int code;                /* 200; 0 when there is no status line */
    struct ng_slice type;    /* "text/html" */
    struct ng_slice charset; /* or empty */
    struct ng_slice body;    /* as stored, or in the caller's buffers */
};

/* Reads head and body; undoes chunks and compression into `chunks` and `plain`
 * (both cleared first; the answer's slices point into `bytes` or them).
 * Statuses: MALFORMED (no end of the head, broken compression), UNSUPPORTED
 * (a content encoding we cannot undo), LIMIT (body larger than `max`),
 * NO_MEMORY. `response->type` is set whenever the head could be read. */
ng_status ng_http_read(struct ng_slice bytes, size_t max,
                       struct ng_buffer *chunks, struct ng_buffer *plain,
                       struct ng_response *response);

#endif
