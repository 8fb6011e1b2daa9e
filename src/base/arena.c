/*
 * arena.c - a list of chunks, bump allocation, mark and rewind.
 *
 *     first -> [chunk] -> [chunk] -> [chunk]        used: bytes of `current`
 *                         ^current      ^kept from a larger article before
 *
 * An allocation is an addition; freeing is moving `current` back. Chunks after
 * `current` are kept for reuse until a reset finds more than KEEP_BYTES of
 * them. A block larger than a chunk gets a chunk of its own size. Under the
 * address sanitizer everything beyond `used` is poisoned, so that a pointer
 * kept past a rewind is found at its first use.
 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>

#if defined(__SANITIZE_ADDRESS__)
#define NG_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define NG_ASAN 1
#endif
#endif
#ifdef NG_ASAN
#include <sanitizer/asan_interface.h>
#define poison(ptr, len) __asan_poison_memory_region(ptr, len)
#define unpoison(ptr, len) __asan_unpoison_memory_region(ptr, len)
#else
#define poison(ptr, len) ((void)(ptr), (void)(len))
#define unpoison(ptr, len) ((void)(ptr), (void)(len))
#endif

/* Chunk size: large enough that a usual article (30 KB) needs one or two. */
#define CHUNK_BYTES ((size_t)256 * 1024)
/* What reset keeps; above it chunks are freed. */
#define KEEP_BYTES ((size_t)16 * 1024 * 1024)

struct ng_arena_chunk {
    struct ng_arena_chunk *next;
    size_t size; /* of data */
    alignas(max_align_t) char data[];
};

/* Takes no memory: a worker that never reads an article costs no chunk. */
void ng_arena_init(struct ng_arena *arena, const nutgraf_allocator *alloc)
{
    *arena = (struct ng_arena){.alloc = alloc};
}

/* Frees `chunk` and all after it. */
static void free_chunks(struct ng_arena *arena, struct ng_arena_chunk *chunk)
{
    while (chunk) {
        struct ng_arena_chunk *next = chunk->next;
        unpoison(chunk->data, chunk->size);
        ng_free(arena->alloc, chunk);
        chunk = next;
    }
}

/* The arena can be used again afterwards, as after init. */
void ng_arena_free(struct ng_arena *arena)
{
    free_chunks(arena, arena->first);
    arena->first = arena->current = NULL;
    arena->used = 0;
}

/* Keeps chunks from the front while their sum stays within KEEP_BYTES. A first
 * chunk that alone is larger goes too: it came from one huge block. */
void ng_arena_reset(struct ng_arena *arena)
{
    size_t kept = 0;

    for (struct ng_arena_chunk *c = arena->first; c; c = c->next) {
        kept += c->size;
        if (c->next && kept + c->next->size > KEEP_BYTES) {
            free_chunks(arena, c->next);
            c->next = NULL;
        }
    }
    if (arena->first && arena->first->size > KEEP_BYTES) {
        free_chunks(arena, arena->first);
        arena->first = NULL;
    }
    ng_arena_rewind(arena, (struct ng_arena_mark){arena->first, 0});
}

/* A mark of an empty arena has chunk NULL and means "its very beginning", even
 * when chunks come later. */
struct ng_arena_mark ng_arena_mark(const struct ng_arena *arena)
{
    return (struct ng_arena_mark){arena->current, arena->used};
}

/* Poisons what is given back: the rest of the current chunk and all chunks
 * after it. */
void ng_arena_rewind(struct ng_arena *arena, struct ng_arena_mark mark)
{
    arena->current = mark.chunk ? mark.chunk : arena->first;
    arena->used = mark.chunk ? mark.used : 0;
    if (!arena->current)
        return;
    poison(arena->current->data + arena->used,
           arena->current->size - arena->used);
    for (struct ng_arena_chunk *c = arena->current->next; c; c = c->next)
        poison(c->data, c->size);
}

/* Moves to a chunk with room for `size`: the next one, or a new one put after
 * the current. */
static bool next_chunk(struct ng_arena *arena, size_t size)
{
    struct ng_arena_chunk *current = arena->current;
    struct ng_arena_chunk *next = current ? current->next : arena->first;

    if (!next || next->size < size) {
        size_t room = size > CHUNK_BYTES ? size : CHUNK_BYTES;
        struct ng_arena_chunk *chunk =
            room > SIZE_MAX - sizeof *chunk
                ? NULL
                : ng_malloc(arena->alloc, sizeof *chunk + room);
        if (!chunk)
            return false;
        chunk->size = room;
        chunk->next = next;
        poison(chunk->data, room);
        if (current)
            current->next = chunk;
        else
            arena->first = chunk;
        next = chunk;
    }
    arena->current = next;
    arena->used = 0;
    return true;
}

/* Rounded up to the strictest alignment, so that any struct can stand anywhere.
 * The rest of a chunk that is too short for the block is lost until the
 * reset. */
void *ng_arena_alloc(struct ng_arena *arena, size_t size)
{
    const size_t align = alignof(max_align_t);
    char *ptr;

    if (size > SIZE_MAX - align)
        return NULL;
    size = (size + align - 1) / align * align;
    if (!arena->current || arena->current->size - arena->used < size)
        if (!next_chunk(arena, size))
            return NULL;
    ptr = arena->current->data + arena->used;
    unpoison(ptr, size);
    arena->used += size;
    return ptr;
}

/* Cleared, because half of the callers count in it and none is hot. */
void *ng_arena_array(struct ng_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    void *ptr = ng_size_mul(count, size, &bytes) ? ng_arena_alloc(arena, bytes)
                                                 : NULL;

    return ptr ? memset(ptr, 0, bytes) : NULL;
}

/* A slice may hold zero bytes; the copy then looks shorter to strlen. */
char *ng_arena_copy(struct ng_arena *arena, struct ng_slice text)
{
    char *copy = ng_arena_alloc(arena, text.len + 1);

    if (!copy)
        return NULL;
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    return copy;
}

/* Formats twice: once for the length, once into the block of that length. */
char *ng_arena_printf(struct ng_arena *arena, const char *format, ...)
{
    va_list args, again;
    char *text = NULL;
    int len;

    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    if (len >= 0)
        text = ng_arena_alloc(arena, (size_t)len + 1);
    if (text)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}
