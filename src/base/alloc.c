/*
 * alloc.c - the default allocator and thin calls through the caller's.
 *
 * Nothing else in the library calls malloc: so a program that hands over its
 * own three functions sees every block, and a test can make the n-th call fail.
 * What libxml2, ICU, uchardet and utf8proc take for themselves does not come
 * this way: they have no allocator per object, and their global hooks are not
 * ours to set.
 */
#include "base/alloc.h"

#include <stdlib.h>

/* malloc without a context. */
static void *default_malloc(void *ctx, size_t size)
{
    (void)ctx;
    return malloc(size);
}

/* realloc without a context. */
static void *default_realloc(void *ctx, void *ptr, size_t size)
{
    (void)ctx;
    return realloc(ptr, size);
}

/* free without a context. */
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

/* The old block stays valid when NULL comes back: callers keep their pointer
 * until they have the new one. */
void *ng_realloc(const nutgraf_allocator *alloc, void *ptr, size_t size)
{
    return alloc->realloc_fn(alloc->ctx, ptr, size ? size : 1);
}

/* Not every caller's free takes NULL; ours never passes it on. */
void ng_free(const nutgraf_allocator *alloc, void *ptr)
{
    if (ptr)
        alloc->free_fn(alloc->ctx, ptr);
}

/* Counts come from inputs: count * size is checked before it is asked for. */
bool ng_size_mul(size_t a, size_t b, size_t *product)
{
    return !__builtin_mul_overflow(a, b, product);
}
