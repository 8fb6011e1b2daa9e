/*
 * hash.h - a fast hash of short keys, for tables in memory and in the model.
 *
 * Sixteen bytes a step, zeros after the last: so a word of up to sixteen bytes
 * that a caller already has in two registers costs one ng_hash_pair.
 */
#ifndef NG_BASE_HASH_H
#define NG_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/swar.h"

#define NG_HASH_START 0xCBF29CE484222325u

/* Spreads the bits (splitmix64's finish). */
static inline uint64_t ng_hash_mix(uint64_t h)
{
    h = (h ^ h >> 30) * 0xBF58476D1CE4E5B9u;
    h = (h ^ h >> 27) * 0x94D049BB133111EBu;
    return h ^ h >> 31;
}

/* One step: sixteen bytes as two numbers. Multiplication by odd constants, as
 * in splitmix64 and wyhash, mixes each; the finish spreads the sum. */
static inline uint64_t ng_hash_pair(uint64_t hash, uint64_t a, uint64_t b)
{
    return ng_hash_mix(hash + a * 0x9E3779B97F4A7C15u +
                       (b ^ b >> 29) * 0xD6E8FEB86659FD93u);
}

/* Goes on with a hash; the borders between the pieces count. */
static inline uint64_t ng_hash_more(uint64_t hash, const char *bytes,
                                    size_t len)
{
    uint64_t pair[2];

    do {
        size_t part = len < sizeof pair ? len : sizeof pair;
        pair[0] = pair[1] = 0;
        memcpy(pair, bytes, part);
        hash = ng_hash_pair(hash ^ part, pair[0], pair[1]);
        bytes += part;
        len -= part;
    } while (len);
    return hash;
}

static inline uint64_t ng_hash(const char *bytes, size_t len)
{
    return ng_hash_more(NG_HASH_START, bytes, len);
}

/* The same number, sooner, of a word inside of a text: `room` bytes can be read
 * from its start, and nearly always that is sixteen at least. */
static inline uint64_t ng_hash_near(const char *bytes, size_t len, size_t room)
{
    uint64_t pair[2];

    if (len - 1 >= sizeof pair || room < sizeof pair)
        return ng_hash(bytes, len);
    memcpy(pair, bytes, sizeof pair);
    pair[0] = ng_keep_bytes(pair[0], len);
    pair[1] = len > 8 ? ng_keep_bytes(pair[1], len - 8) : 0;
    return ng_hash_pair(NG_HASH_START ^ len, pair[0], pair[1]);
}

#endif
