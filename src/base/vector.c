/*
 * vector.c - growth by a half.
 *
 * Elements are plain bytes that realloc may move: nothing in a vector points
 * into the same vector. The lists of a run stay allocated from article to
 * article, so after the first few a batch does not allocate here at all.
 */
#include "base/vector.h"

#include <stdint.h>
#include <string.h>

/* What clear keeps. */
#define KEEP_BYTES ((size_t)16 * 1024 * 1024)

/* No memory until the first element. */
void ng_vector_init(struct ng_vector *v, const nutgraf_allocator *alloc,
                    size_t size)
{
    *v = (struct ng_vector){.alloc = alloc, .size = size};
}

/* Keeps allocator and element size: usable again. */
void ng_vector_free(struct ng_vector *v)
{
    ng_free(v->alloc, v->items);
    v->items = NULL;
    v->count = v->room = 0;
}

/* As buffers do: much memory goes back, little stays. */
void ng_vector_clear(struct ng_vector *v)
{
    if (v->room * v->size > KEEP_BYTES)
        ng_vector_free(v);
    v->count = 0;
}

/* Every product is checked; a failure leaves the vector as it was. */
bool ng_vector_reserve(struct ng_vector *v, size_t more)
{
    size_t want, bytes;
    void *items;

    if (v->room - v->count >= more)
        return true;
    if (more > SIZE_MAX / 2 - v->count)
        return false;
    want = v->room + v->room / 2 + 16;
    if (want < v->count + more)
        want = v->count + more;
    if (!ng_size_mul(want, v->size, &bytes))
        return false;
    items = ng_realloc(v->alloc, v->items, bytes);
    if (!items)
        return false;
    v->items = items;
    v->room = want;
    return true;
}

/* Cleared: absent fields of results are zero by this line. */
void *ng_vector_push(struct ng_vector *v)
{
    if (v->count == v->room && !ng_vector_reserve(v, 1))
        return NULL;
    return memset((char *)v->items + v->count++ * v->size, 0, v->size);
}
