/*
 * slice.c - searching and comparing pieces of text.
 *
 * Case is ignored for ASCII only: these functions serve tags, attributes,
 * suffixes and charset labels, which are ASCII by their standards. Words of the
 * article are folded by utf8.c instead. Needles are a few bytes long, so plain
 * search does.
 */
#include "base/slice.h"

#include <stdint.h>

/* Lengths first: most comparisons end there. */
bool ng_slice_eq_nocase(struct ng_slice a, struct ng_slice b)
{
    return a.len == b.len && ng_slice_starts_nocase(a, b);
}

/* A prefix longer than the text is none. */
bool ng_slice_starts_nocase(struct ng_slice text, struct ng_slice prefix)
{
    if (text.len < prefix.len)
        return false;
    for (size_t i = 0; i < prefix.len; i++)
        if (ng_lower(text.ptr[i]) != ng_lower(prefix.ptr[i]))
            return false;
    return true;
}

/* For suffixes of file names: ".HTML" is ".html". */
bool ng_slice_ends_nocase(struct ng_slice text, struct ng_slice suffix)
{
    if (text.len < suffix.len)
        return false;
    return ng_slice_starts_nocase(
        ng_slice_sub(text, text.len - suffix.len, text.len), suffix);
}

/* memchr for the first byte does nearly all of the work at memory speed; only
 * where it stops are the rest compared. An empty needle is found at once. */
size_t ng_slice_find(struct ng_slice text, struct ng_slice needle, size_t from)
{
    const char *at;

    if (from > text.len || needle.len > text.len - from)
        return SIZE_MAX;
    if (!needle.len)
        return from;
    for (at = text.ptr + from;
         (at = memchr(at, needle.ptr[0],
                      (size_t)(text.ptr + text.len - at))) != NULL;
         at++) {
        if ((size_t)(text.ptr + text.len - at) < needle.len)
            break;
        if (memcmp(at, needle.ptr, needle.len) == 0)
            return (size_t)(at - text.ptr);
    }
    return SIZE_MAX;
}

/* The plain double loop: headers and attributes are short. Do not use it on
 * whole pages. */
size_t ng_slice_find_nocase(struct ng_slice text, struct ng_slice needle,
                            size_t from)
{
    for (size_t i = from; i <= text.len && text.len - i >= needle.len; i++)
        if (ng_slice_starts_nocase(ng_slice_sub(text, i, text.len), needle))
            return i;
    return SIZE_MAX;
}

/* ASCII white space only; no-break spaces are the reader's business. */
struct ng_slice ng_slice_trim(struct ng_slice s)
{
    while (s.len && ng_is_space(s.ptr[s.len - 1]))
        s.len--;
    while (s.len && ng_is_space(s.ptr[0]))
        s.ptr++, s.len--;
    return s;
}

/* A lone \r ends a line too, as old Macs and some mail gateways write it. The
 * last line needs no end; an empty rest is not one more line. */
bool ng_slice_next_line(struct ng_slice *rest, struct ng_slice *line)
{
    size_t end = 0;

    if (!rest->len)
        return false;
    while (end < rest->len && rest->ptr[end] != '\n' && rest->ptr[end] != '\r')
        end++;
    *line = ng_slice_sub(*rest, 0, end);
    if (end < rest->len)
        end += end + 1 < rest->len && rest->ptr[end] == '\r' &&
                       rest->ptr[end + 1] == '\n'
                   ? 2
                   : 1;
    *rest = ng_slice_sub(*rest, end, rest->len);
    return true;
}

/* The division cannot overflow as the product could. */
const void *ng_slice_take(struct ng_slice *rest, size_t count, size_t size)
{
    const char *at = rest->ptr;

    if (count > rest->len / size)
        return NULL;
    *rest = ng_slice_sub(*rest, count * size, rest->len);
    return at;
}
