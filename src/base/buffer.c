/*
 * buffer.c - growth by a half.
 *
 * By a half and not by two, so that the blocks given back add up to one that
 * can be reused. The terminator is always counted in: a buffer of `len` bytes
 * has room for `len + 1`, and `ptr` can be handed to C functions once something
 * was put.
 */
#include "base/buffer.h"

#include <stdint.h>

/* What clear keeps. */
#define KEEP_BYTES ((size_t)16 * 1024 * 1024)

/* No memory until the first byte. */
void ng_buffer_init(struct ng_buffer *b, const nutgraf_allocator *alloc)
{
    *b = (struct ng_buffer){.alloc = alloc};
}

/* Usable again, with the same allocator. */
void ng_buffer_free(struct ng_buffer *b)
{
    ng_free(b->alloc, b->ptr);
    b->ptr = NULL;
    b->len = b->room = 0;
}

/* Bytes stay allocated for the next use unless they are many: one page of
 * 200 MB must not be carried through the next 50,000. */
void ng_buffer_clear(struct ng_buffer *b)
{
    if (b->room > KEEP_BYTES)
        ng_buffer_free(b);
    b->len = 0;
    b->failed = false;
}

/* `more` near SIZE_MAX is refused before it can overflow; so is what the
 * allocator refuses. Both set `failed`, and content and length stay. */
bool ng_buffer_reserve(struct ng_buffer *b, size_t more)
{
    size_t want;
    char *ptr;

    if (b->room - b->len > more)
        return true;
    want = b->room + b->room / 2 + 64;
    if (more >= SIZE_MAX / 2 - b->len)
        goto failed;
    if (want < b->len + more + 1)
        want = b->len + more + 1;
    ptr = ng_realloc(b->alloc, b->ptr, want);
    if (!ptr)
        goto failed;
    b->ptr = ptr;
    b->room = want;
    return true;
failed:
    b->failed = true;
    return false;
}

/* `bytes` may be NULL when `len` is 0, which memcpy would not allow. */
bool ng_buffer_append(struct ng_buffer *b, const char *bytes, size_t len)
{
    if (!ng_buffer_reserve(b, len))
        return false;
    if (len)
        memcpy(b->ptr + b->len, bytes, len);
    b->len += len;
    b->ptr[b->len] = '\0';
    return true;
}

/* For the odd character; runs should be appended at once. */
bool ng_buffer_put(struct ng_buffer *b, char c)
{
    return ng_buffer_append(b, &c, 1);
}
