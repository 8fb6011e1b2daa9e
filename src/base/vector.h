/*
 * vector.h - a growable array of one element type.
 *
 *     struct ng_vector dates;   // of nutgraf_date
 *     ng_vector_init(&dates, alloc, sizeof(nutgraf_date));
 *     nutgraf_date *date = ng_vector_push(&dates);   // cleared; NULL: no memory
 *     NG_AT(&dates, nutgraf_date, i)->value
 *
 * Pushing may move the elements: keep indexes, not pointers.
 */
#ifndef NG_BASE_VECTOR_H
#define NG_BASE_VECTOR_H

#include "base/alloc.h"

struct ng_vector {
    const nutgraf_allocator *alloc;
    void *items;   /* owned */
    size_t count;  /* elements */
    size_t room;   /* elements */
    size_t size;   /* bytes of one element */
};

#define NG_AT(vector, type, i) (&((type *)(vector)->items)[i])

void ng_vector_init(struct ng_vector *v, const nutgraf_allocator *alloc,
                    size_t size);
void ng_vector_free(struct ng_vector *v);

/* Empties it. Keeps the memory, unless it is large: one huge article must not
 * stay for ever. */
void ng_vector_clear(struct ng_vector *v);

/* A new cleared element at the end, or NULL when out of memory. */
void *ng_vector_push(struct ng_vector *v);

/* Room for `more` elements beyond `count`; false when out of memory. */
bool ng_vector_reserve(struct ng_vector *v, size_t more);

#endif
