/*
 * header.c - "Name: value" lines, as WARC, HTTP and MIME have them.
 *
 * Lenient where programs are careless: a bare LF ends a line, names match in
 * any case, a continuation line belongs to its value, quotes around a parameter
 * may be missing. A look-up is one pass over the block; blocks are bounded by
 * who cuts them out.
 */
#include "read/header.h"

#include <stdint.h>

/* The first empty line, CR or not. */
size_t ng_header_block(struct ng_slice bytes)
{
    size_t line = 0; /* bytes of the current line, \r left out */

    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.ptr[i] == '\n') {
            if (!line)
                return i + 1;
            line = 0;
        } else if (bytes.ptr[i] != '\r') {
            line++;
        }
    }
    return SIZE_MAX;
}

/* End of the header line that begins at `at`, its continuations included. A
 * continuation begins with a space or tab: "Content-Type: text/html;" and "
 * charset=x" on the next line are one value. */
static size_t line_end(struct ng_slice block, size_t at)
{
    for (;;) {
        const char *end = memchr(block.ptr + at, '\n', block.len - at);
        if (!end)
            return block.len;
        at = (size_t)(end - block.ptr) + 1;
        if (at == block.len || (block.ptr[at] != ' ' && block.ptr[at] != '\t'))
            return at;
    }
}

/* The first line of the name counts, as in most programs: a second
 * Content-Length is an attack on a server, and here only noise. */
struct ng_slice ng_header_find(struct ng_slice block, const char *name)
{
    struct ng_slice want = ng_slice_of(name);

    for (size_t at = 0; at < block.len;) {
        size_t end = line_end(block, at);
        struct ng_slice line = ng_slice_sub(block, at, end);
        if (line.len > want.len && line.ptr[want.len] == ':' &&
            ng_slice_starts_nocase(line, want))
            return ng_slice_trim(ng_slice_sub(line, want.len + 1, line.len));
        at = end;
    }
    return (struct ng_slice){"", 0};
}

/* "text/html; charset=x" -> "text/html". */
struct ng_slice ng_header_first(struct ng_slice value)
{
    const char *end = value.len ? memchr(value.ptr, ';', value.len) : NULL;

    return ng_slice_trim(
        end ? ng_slice_sub(value, 0, (size_t)(end - value.ptr)) : value);
}

/* The parameter's value, which begins at byte `at`. */
static struct ng_slice param_value(struct ng_slice value, size_t at)
{
    size_t end = at;

    if (at < value.len && value.ptr[at] == '"') {
        const char *close = memchr(value.ptr + at + 1, '"', value.len - at - 1);
        end = close ? (size_t)(close - value.ptr) : value.len;
        return ng_slice_sub(value, at + 1, end);
    }
    while (end < value.len && value.ptr[end] != ';' &&
           !ng_is_space(value.ptr[end]))
        end++;
    return ng_slice_sub(value, at, end);
}

/* A parameter's value: boundary="a;b" may hold the very character that ends
 * other values, so quotes are respected. */
struct ng_slice ng_header_param(struct ng_slice value, const char *name)
{
    struct ng_slice want = ng_slice_of(name);

    for (size_t at = 0; at < value.len; at++) {
        struct ng_slice rest;
        const char *semicolon = memchr(value.ptr + at, ';', value.len - at);
        if (!semicolon)
            break;
        at = (size_t)(semicolon - value.ptr);
        rest = ng_slice_trim(ng_slice_sub(value, at + 1, value.len));
        if (rest.len > want.len && rest.ptr[want.len] == '=' &&
            ng_slice_starts_nocase(rest, want))
            return param_value(rest, want.len + 1);
    }
    return (struct ng_slice){"", 0};
}
