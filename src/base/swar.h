/*
 * swar.h - eight bytes at once, in a register.
 *
 *     uint64_t w = ng_eight(text + at);
 *     if (!(ng_below(w, ' ') | (w & NG_EACH_BYTE(0x80))))
 *         at += 8;   // eight printable characters of ASCII
 *
 * A mask has the top bit of each byte that the question is true of. Where bytes
 * beyond ASCII can occur only the lowest bit that is set is sure: what lies
 * above it may be an echo, so "any at all" and "the first" can be asked.
 */
#ifndef NG_BASE_SWAR_H
#define NG_BASE_SWAR_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A number of eight equal bytes. */
#define NG_EACH_BYTE(x) (UINT64_C(0x0101010101010101) * (x))

/* The eight bytes at `bytes`, the first of them lowest, on every machine. */
static inline uint64_t ng_eight(const char *bytes)
{
    uint64_t w;

    memcpy(&w, bytes, sizeof w);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    w = __builtin_bswap64(w);
#endif
    return w;
}

/* Bytes below `limit`, which is at most 0x80. */
static inline uint64_t ng_below(uint64_t w, unsigned char limit)
{
    return (w - NG_EACH_BYTE(limit)) & ~w & NG_EACH_BYTE(0x80);
}

/* Bytes equal to `byte`. */
static inline uint64_t ng_equal(uint64_t w, unsigned char byte)
{
    return ng_below(w ^ NG_EACH_BYTE(byte), 1);
}

/* Letters of ASCII. The sums of seven bits never reach the next byte, so every
 * bit of this mask and the next is sure. */
static inline uint64_t ng_letters(uint64_t w)
{
    uint64_t small = (w & NG_EACH_BYTE(0x7F)) | NG_EACH_BYTE(0x20);

    return (small + NG_EACH_BYTE(0x80 - 'a')) &
           ~(small + NG_EACH_BYTE(0x7F - 'z')) & ~w & NG_EACH_BYTE(0x80);
}

/* Digits of ASCII. */
static inline uint64_t ng_digits(uint64_t w)
{
    uint64_t low = w & NG_EACH_BYTE(0x7F);

    return (low + NG_EACH_BYTE(0x80 - '0')) &
           ~(low + NG_EACH_BYTE(0x7F - '9')) & ~w & NG_EACH_BYTE(0x80);
}

/* Lower-cases eight ASCII letters at once: adding to a byte carries into its
 * top bit from 'A' on, and from behind 'Z' on; between the two lie capitals. */
static inline uint64_t ng_lower_eight(uint64_t w)
{
    uint64_t from_a = w + NG_EACH_BYTE(0x80 - 'A');
    uint64_t behind_z = w + NG_EACH_BYTE(0x80 - 'Z' - 1);

    return w | ((from_a & ~behind_z & NG_EACH_BYTE(0x80)) >> 2);
}

/* The first `count` bytes of a number as it lies in memory; at least one. */
static inline uint64_t ng_keep_bytes(uint64_t w, size_t count)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return count >= 8 ? w : w & (UINT64_MAX >> (64 - 8 * count));
#else
    return count >= 8 ? w : w & ~(UINT64_MAX >> 8 * count);
#endif
}

#endif
