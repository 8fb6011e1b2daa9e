/*
 * alloc.h - the caller's allocator, and sizes that cannot overflow.
 */
#ifndef NG_BASE_ALLOC_H
#define NG_BASE_ALLOC_H

#include "base/status.h"

/* malloc, realloc and free themselves, for options.allocator == NULL. */
extern const nutgraf_allocator ng_alloc_default;

void *ng_malloc(const nutgraf_allocator *alloc, size_t size);
void *ng_realloc(const nutgraf_allocator *alloc, void *ptr, size_t size);
void ng_free(const nutgraf_allocator *alloc, void *ptr);

/* `*product` = a * b, or false when that does not fit a size_t. */
bool ng_size_mul(size_t a, size_t b, size_t *product);

#endif
