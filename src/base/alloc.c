/* alloc.c - the default allocator and thin calls through the caller's. */
#include "base/alloc.h"

#include <stdlib.h>

static void *default_malloc(void *ctx, size_t size)
{
    (void)ctx;
    return malloc(size);
}

static void *default_realloc(void *ctx, void *ptr, size_t size)
{
    (void)ctx;
    return realloc(ptr, size);
}

static void default_free(void *ctx, void *ptr)
{
    (void)ctx;
    free(ptr);
}

const nutgraf_allocator ng_alloc_default = {
    default_malloc, default_realloc, default_free, NULL};

/* A size of 0 is asked for as 1, so that NULL always means failure. */
void *ng_malloc(const nutgraf_allocator *alloc, size_t size)
{
    return alloc->malloc_fn(alloc->ctx, size ? size : 1);
}

void *ng_realloc(const nutgraf_allocator *alloc, void *ptr, size_t size)
{
    return alloc->realloc_fn(alloc->ctx, ptr, size ? size : 1);
}

void ng_free(const nutgraf_allocator *alloc, void *ptr)
{
    if (ptr)
        alloc->free_fn(alloc->ctx, ptr);
}

bool ng_size_mul(size_t a, size_t b, size_t *product)
{
    return !__builtin_mul_overflow(a, b, product);
}
