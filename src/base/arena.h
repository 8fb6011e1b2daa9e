/*
 * arena.h - memory that dies all at once.
 *
 * A worker has two: `doc` lives until the next article, `scratch` is marked and
 * rewound around a paragraph. Reset keeps the chunks, so a steady run of
 * articles allocates nothing. Sanitizer builds poison what was given back.
 */
#ifndef NG_BASE_ARENA_H
#define NG_BASE_ARENA_H

#include "base/alloc.h"
#include "base/slice.h"

struct ng_arena_chunk;

struct ng_arena {
    const nutgraf_allocator *alloc;
    struct ng_arena_chunk *first, *current; /* owned, in order of use */
    size_t used;                            /* bytes used of `current` */
};

/* A place to rewind to. */
struct ng_arena_mark {
    struct ng_arena_chunk *chunk;
    size_t used;
};

void ng_arena_init(struct ng_arena *arena, const nutgraf_allocator *alloc);
void ng_arena_free(struct ng_arena *arena);

/* Gives everything back to the arena; chunks beyond the first few MiB go back
 * to the allocator, so that one huge article does not stay for ever. */
void ng_arena_reset(struct ng_arena *arena);

/* The chunks that a rewind left unused: what is beyond the first few MiB goes
 * back to the allocator. */
void ng_arena_trim(struct ng_arena *arena);

struct ng_arena_mark ng_arena_mark(const struct ng_arena *arena);
void ng_arena_rewind(struct ng_arena *arena, struct ng_arena_mark mark);

/* `size` bytes aligned for any type, not cleared; NULL when out of memory. */
void *ng_arena_alloc(struct ng_arena *arena, size_t size);

/* Room for `count` elements of `size` bytes, not cleared: for a list whose
 * bound is far above what it will hold. NULL on overflow or no memory. */
void *ng_arena_room(struct ng_arena *arena, size_t count, size_t size);

/* `count` cleared elements of `size` bytes; NULL on overflow or no memory. */
void *ng_arena_array(struct ng_arena *arena, size_t count, size_t size);

/* A zero-terminated copy; NULL when out of memory. */
char *ng_arena_copy(struct ng_arena *arena, struct ng_slice text);

/* printf into the arena, zero-terminated; NULL when out of memory. */
char *ng_arena_printf(struct ng_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
