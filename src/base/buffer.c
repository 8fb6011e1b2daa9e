/* buffer.c - growth by a half. */
#include "base/buffer.h"

#include <stdint.h>

/* What clear keeps. */
#define KEEP_BYTES ((size_t)16 * 1024 * 1024)

void ng_buffer_init(struct ng_buffer *b, const nutgraf_allocator *alloc)
{
    *b = (struct ng_buffer){.alloc = alloc};
}

void ng_buffer_free(struct ng_buffer *b)
{
    ng_free(b->alloc, b->ptr);
    b->ptr = NULL;
    b->len = b->room = 0;
}

void ng_buffer_clear(struct ng_buffer *b)
{
    if (b->room > KEEP_BYTES)
        ng_buffer_free(b);
    b->len = 0;
    b->failed = false;
}

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

bool ng_buffer_put(struct ng_buffer *b, char c)
{
    return ng_buffer_append(b, &c, 1);
}
