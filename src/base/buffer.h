/*
 * buffer.h - bytes of a length not known yet.
 *
 * A failed append leaves the content as it was and sets `failed`, so a run of
 * appends can be checked once at its end.
 */
#ifndef NG_BASE_BUFFER_H
#define NG_BASE_BUFFER_H

#include "base/alloc.h"
#include "base/slice.h"

struct ng_buffer {
    const nutgraf_allocator *alloc;
    char *ptr;    /* owned; zero-terminated whenever len > 0 */
    size_t len;   /* bytes, the terminator not counted */
    size_t room;  /* bytes allocated */
    bool failed;  /* an append ran out of memory */
};

void ng_buffer_init(struct ng_buffer *b, const nutgraf_allocator *alloc);
void ng_buffer_free(struct ng_buffer *b);

/* Empties it and forgets a failure. Keeps the memory unless it is large. */
void ng_buffer_clear(struct ng_buffer *b);

/* Room for `more` bytes and a terminator beyond `len`. */
bool ng_buffer_reserve(struct ng_buffer *b, size_t more);
bool ng_buffer_append(struct ng_buffer *b, const char *bytes, size_t len);
bool ng_buffer_put(struct ng_buffer *b, char c);

static inline struct ng_slice ng_buffer_slice(const struct ng_buffer *b)
{
    return (struct ng_slice){b->ptr ? b->ptr : "", b->len};
}

#endif
