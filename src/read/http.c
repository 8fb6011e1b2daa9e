/*
 * http.c - an HTTP response, as a WARC record holds it -> the page in it.
 *
 * Archives differ in what they store: the bytes of the wire (chunked, gzip), or
 * the body as the crawler unpacked it, under the old head. So a coding is
 * undone only when the body looks coded; a body that begins with '<' is a page
 * already, and one that does not begin with a chunk's size is not chunked.
 */
#include "read/http.h"

#include "read/header.h"
#include "read/transfer.h"

/* "HTTP/1.1 200 OK" -> 200. */
static int status_code(struct ng_slice head)
{
    const char *space = memchr(head.ptr, ' ', head.len);
    size_t at = space ? (size_t)(space - head.ptr) + 1 : head.len;

    if (!ng_slice_starts_nocase(head, NG_LIT("HTTP/")) || head.len - at < 3)
        return 0;
    for (size_t i = at; i < at + 3; i++)
        if (!ng_is_digit(head.ptr[i]))
            return 0;
    return (head.ptr[at] - '0') * 100 + (head.ptr[at + 1] - '0') * 10 +
           (head.ptr[at + 2] - '0');
}

/* Undoes Content-Encoding. "br" and "zstd" are told as unsupported: their bytes
 * would be read as a page of nonsense. */
static ng_status decode_content(struct ng_slice encoding, size_t max,
                                struct ng_buffer *plain, struct ng_slice *body)
{
    ng_status status;

    if (!encoding.len || ng_slice_eq_nocase(encoding, NG_LIT("identity")) ||
        !body->len || body->ptr[0] == '<')
        return NUTGRAF_OK; /* '<': stored unpacked, under its old head */
    if (!ng_slice_eq_nocase(encoding, NG_LIT("gzip")) &&
        !ng_slice_eq_nocase(encoding, NG_LIT("x-gzip")) &&
        !ng_slice_eq_nocase(encoding, NG_LIT("deflate")))
        return NUTGRAF_UNSUPPORTED;
    status = ng_decode_deflate(*body, plain, max);
    *body = ng_buffer_slice(plain);
    return status;
}

/* Head, then transfer coding, then content coding: the reverse of the order in
 * which a server applied them. What is broken half way gives what came before,
 * with a status that says so. */
ng_status ng_http_read(struct ng_slice bytes, size_t max,
                       struct ng_buffer *chunks, struct ng_buffer *plain,
                       struct ng_response *response)
{
    size_t end = ng_header_block(bytes);
    struct ng_slice head, type;

    *response = (struct ng_response){0};
    ng_buffer_clear(chunks);
    ng_buffer_clear(plain);
    if (end == SIZE_MAX) { /* some servers send a head alone, and no more */
        if (!status_code(bytes))
            return NUTGRAF_MALFORMED;
        end = bytes.len;
    }
    head = ng_slice_sub(bytes, 0, end);
    type = ng_header_find(head, "Content-Type");
    response->code = status_code(head);
    response->type = ng_header_first(type);
    response->charset = ng_header_param(type, "charset");
    response->body = ng_slice_sub(bytes, end, bytes.len);
    if (ng_slice_eq_nocase(ng_header_find(head, "Transfer-Encoding"),
                           NG_LIT("chunked"))) {
        NG_TRY(ng_decode_chunked(response->body, chunks));
        if (chunks->len) /* some crawlers store the body without its chunks */
            response->body = ng_buffer_slice(chunks);
    }
    return decode_content(ng_header_find(head, "Content-Encoding"), max, plain,
                          &response->body);
}
