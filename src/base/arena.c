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

/* Chunk size: large enough that a usual article (30 KB) needs one or two. Each
 * is twice the one before it, up to a limit: large blocks go back to the system
 * when they are freed, small ones an allocator keeps in between others. */
#define CHUNK_BYTES ((size_t)256 * 1024)
#define MAX_CHUNK_BYTES ((size_t)4 * 1024 * 1024)
/* What reset keeps; above it chunks are freed. */
#define KEEP_BYTES ((size_t)4 * 1024 * 1024)

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

/* Chunks in use stay. Of those behind them the first are kept while their sum
 * stays within KEEP_BYTES; so a huge one goes, and all behind it. */
void ng_arena_trim(struct ng_arena *arena)
{
    struct ng_arena_chunk **link =
        arena->current ? &arena->current->next : &arena->first;
    size_t kept = 0;

    while (*link && (kept += (*link)->size) <= KEEP_BYTES)
        link = &(*link)->next;
    free_chunks(arena, *link);
    *link = NULL;
}

/* No chunk is in use while the others are weighed: a first one that came from a
 * huge block goes too. */
void ng_arena_reset(struct ng_arena *arena)
{
    arena->current = NULL;
    ng_arena_trim(arena);
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

/* The size of a new chunk that must hold a block of `size` bytes. */
static size_t chunk_size(const struct ng_arena *arena, size_t size)
{
    size_t room = arena->current ? arena->current->size : CHUNK_BYTES / 2;

    room = room < MAX_CHUNK_BYTES / 2 ? 2 * room : MAX_CHUNK_BYTES;
    return size > room ? size : room;
}

/* Moves to a chunk with room for `size`: the next one, or a new one put after
 * the current. */
static bool next_chunk(struct ng_arena *arena, size_t size)
{
    struct ng_arena_chunk *current = arena->current;
    struct ng_arena_chunk *next = current ? current->next : arena->first;

    if (!next || next->size < size) {
        size_t room = chunk_size(arena, size);
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

/* Fresh memory is not touched: the system gives it page by page as it is
 * filled. */
void *ng_arena_room(struct ng_arena *arena, size_t count, size_t size)
{
    size_t bytes;

    return ng_size_mul(count, size, &bytes) ? ng_arena_alloc(arena, bytes)
                                            : NULL;
}

/* Cleared, because half of the callers count in it and none is hot. */
void *ng_arena_array(struct ng_arena *arena, size_t count, size_t size)
{
    void *ptr = ng_arena_room(arena, count, size);

    return ptr ? memset(ptr, 0, count * size) : NULL;
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
