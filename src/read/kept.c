/*
 * kept.c - which attributes may go round libxml2, and the way back.
 *
 * In: the attributes that markup.c passes on. Out: a number for them; they, for
 * the number. What libxml2 would change is left to it: references to
 * characters, and control characters. It may hold tags back for long (it looks
 * for the ends of things before it reads them), so none is overwritten before
 * it came back: with a full ring attributes go the long way.
 */
#include "read/kept.h"

#include "base/swar.h"

/* True when libxml2 would give the value back as it is. */
static bool is_plain(struct ng_slice value)
{
    size_t i = 0;

    if (value.len > NG_KEPT_BYTES)
        return false;
    for (; value.len - i >= 8; i += 8) {
        uint64_t w = ng_eight(value.ptr + i);
        if (ng_below(w, ' ') | ng_equal(w, '&'))
            return false;
    }
    for (; i < value.len; i++)
        if ((unsigned char)value.ptr[i] < ' ' || value.ptr[i] == '&')
            return false;
    return true;
}

/* The values lie in the page, which outlives the ring. A tag that turns out to
 * go the long way leaves its place to the next. */
uint32_t ng_kept_add(struct ng_kept_ring *ring, uint32_t wanted,
                     const struct ng_attributes *attributes)
{
    struct ng_kept *kept = &ring->tags[(ring->last + 1) % NG_KEPT_ROOM];
    size_t count = 0;

    if (ring->last - ring->found >= NG_KEPT_ROOM)
        return 0;
    for (uint32_t bits = wanted; bits; bits &= bits - 1) {
        struct ng_slice value = attributes->value[__builtin_ctz(bits)];
        if (count == NG_KEPT_VALUES || !is_plain(value))
            return 0;
        kept->value[count++] = value;
    }
    kept->has = wanted;
    kept->number = ++ring->last;
    return kept->number;
}

/* Tags come back in their order; those before this one are gone. */
void ng_kept_find(struct ng_kept_ring *ring, uint32_t number,
                  struct ng_attributes *attributes)
{
    const struct ng_kept *kept = &ring->tags[number % NG_KEPT_ROOM];
    size_t count = 0;

    ring->found = number;
    attributes->has = kept->number == number ? kept->has : 0;
    for (uint32_t bits = attributes->has; bits; bits &= bits - 1)
        attributes->value[__builtin_ctz(bits)] = kept->value[count++];
}
