/*
 * slice.h - a piece of somebody else's text: pointer and length, no copy.
 */
#ifndef NG_BASE_SLICE_H
#define NG_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Bytes owned by another object; not zero-terminated. */
struct ng_slice {
    const char *ptr;
    size_t len; /* bytes */
};

#define NG_LIT(text) ((struct ng_slice){"" text "", sizeof(text) - 1})

static inline struct ng_slice ng_slice_of(const char *text)
{
    return (struct ng_slice){text, text ? strlen(text) : 0};
}

static inline bool ng_slice_eq(struct ng_slice a, struct ng_slice b)
{
    return a.len == b.len && (!a.len || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* The part from byte `start` to byte `end`, which must lie inside. */
static inline struct ng_slice ng_slice_sub(struct ng_slice s, size_t start,
                                           size_t end)
{
    return (struct ng_slice){s.ptr + start, end - start};
}

/* Cuts `count` elements of `size` bytes off the front of `rest`, as packed files
 * are read; NULL, and `rest` unchanged, when it has too few. */
const void *ng_slice_take(struct ng_slice *rest, size_t count, size_t size);

/* Equal but for the case of ASCII letters. */
bool ng_slice_eq_nocase(struct ng_slice a, struct ng_slice b);
bool ng_slice_starts_nocase(struct ng_slice text, struct ng_slice prefix);
bool ng_slice_ends_nocase(struct ng_slice text, struct ng_slice suffix);

/* First place of `needle` at or after byte `from`, or SIZE_MAX. The second form
 * ignores the case of ASCII letters. Linear for news-sized needles. */
size_t ng_slice_find(struct ng_slice text, struct ng_slice needle, size_t from);
size_t ng_slice_find_nocase(struct ng_slice text, struct ng_slice needle,
                            size_t from);

/* Without ASCII white space at both ends. */
struct ng_slice ng_slice_trim(struct ng_slice s);

/* Cuts the first line (without its \n, \r\n or \r) off `*rest` into `*line`;
 * false at the end. */
bool ng_slice_next_line(struct ng_slice *rest, struct ng_slice *line);

static inline bool ng_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ng_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ng_is_alpha(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

static inline bool ng_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline char ng_lower(char c)
{
    return (char)(c + 32 * ng_is_upper(c));
}

#endif
