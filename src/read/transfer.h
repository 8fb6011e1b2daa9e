/*
 * transfer.h - undoing what mail and HTTP wrap a body in.
 *
 * Each call appends the decoded bytes to `out` and gives NO_MEMORY, or LIMIT
 * when more than `max` bytes would come out. Broken input is read as far as it
 * makes sense, as browsers and mail programs do.
 */
#ifndef NG_READ_TRANSFER_H
#define NG_READ_TRANSFER_H

#include "base/buffer.h"

/* RFC 2045, 6.7. An "=" that begins no escape stays. */
ng_status ng_decode_quoted_printable(struct ng_slice in, struct ng_buffer *out);

/* RFC 2045, 6.8. Foreign characters are skipped. */
ng_status ng_decode_base64(struct ng_slice in, struct ng_buffer *out);

/* RFC 9112, 7.1. Stops at the first chunk that is broken. */
ng_status ng_decode_chunked(struct ng_slice in, struct ng_buffer *out);

/* gzip, zlib or raw deflate (RFC 1950-1952), all members. MALFORMED when the
 * data are broken; what came out before stays in `out`. */
ng_status ng_decode_deflate(struct ng_slice in, struct ng_buffer *out,
                            size_t max);

#endif
