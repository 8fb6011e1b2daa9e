/*
 * hash.h - FNV-1a, 64 bits: it goes on byte by byte, so the hash of "new york"
 * is that of "new" continued. Source: Fowler, Noll, Vo (public domain).
 */
#ifndef NG_BASE_HASH_H
#define NG_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define NG_HASH_START 0xCBF29CE484222325u

static inline uint64_t ng_hash_more(uint64_t hash, const char *bytes,
                                    size_t len)
{
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3u;
    return hash;
}

static inline uint64_t ng_hash(const char *bytes, size_t len)
{
    return ng_hash_more(NG_HASH_START, bytes, len);
}

/* Spreads the bits before the low ones choose a slot (splitmix64's finish). */
static inline uint64_t ng_hash_mix(uint64_t h)
{
    h = (h ^ h >> 30) * 0xBF58476D1CE4E5B9u;
    h = (h ^ h >> 27) * 0x94D049BB133111EBu;
    return h ^ h >> 31;
}

#endif
