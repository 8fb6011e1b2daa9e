/*
 * words.c - bits for bytes, and hashes of words.
 *
 * In: a text. Out: which of 64 bytes belong to words; a hash for a word.
 *
 * Byte by byte, a word costs a branch that the processor guesses wrong at its
 * end and another one behind the space. As bits, both are counts of zeros, and
 * the loop that makes the bits has no branch: the compiler turns it into
 * vectors. Hashes take eight bytes a step, which is one for most words.
 *
 * Cost: linear; about a byte a cycle.
 */
#include "strip/words.h"

#include "base/swar.h"

/* A bit for each of eight bytes that are 0 or 1: the product moves the n-th to
 * bit 56 + n, and no two others meet there. */
static uint64_t bits_of(const uint8_t bytes[8])
{
    return ng_eight((const char *)bytes) * UINT64_C(0x0102040810204080) >> 56;
}

/* The last bytes of a text are copied, since nothing behind it may be read. */
void ng_words_look(struct ng_words *words, size_t at)
{
    size_t base = at & ~(size_t)63, left = words->text.len - base;
    const char *bytes = words->text.ptr + base;
    char copy[64];
    uint8_t is[64];

    if (left < sizeof copy) {
        memset(copy, ' ', sizeof copy);
        memcpy(copy, bytes, left);
        bytes = copy;
    }
    for (size_t i = 0; i < sizeof is; i++) {
        uint8_t c = (uint8_t)bytes[i], small = c | 0x20, n = (uint8_t)(c - '0');
        small = (uint8_t)(small - 'a');
        is[i] = (uint8_t)((small < 26) | (n < 10) | (c >> 7));
    }
    words->base = base;
    words->bits = 0;
    for (size_t i = 0; i < sizeof is; i += 8)
        words->bits |= bits_of(is + i) << i;
}

/* Eight bytes from `at` on, zeros behind the end of the text. */
static inline uint64_t load(struct ng_slice text, size_t at)
{
    size_t left = text.len - at;
    uint64_t w = 0;

    if (left >= sizeof w)
        return ng_eight(text.ptr + at);
    if (text.len >= sizeof w)
        return ng_eight(text.ptr + text.len - sizeof w) >> 8 * (8 - left);
    for (size_t i = text.len; i-- > at;)
        w = w << 8 | (unsigned char)text.ptr[i];
    return w;
}

/* Letters are folded by the bit that tells small ones. */
uint64_t ng_words_hash(struct ng_slice text, size_t start, size_t end)
{
    uint64_t hash = 0;

    for (; start < end; start += 8) {
        uint64_t w = load(text, start);
        if (end - start < 8)
            w &= (UINT64_C(1) << 8 * (end - start)) - 1;
        w |= ng_letters(w) >> 2;
        hash = (hash ^ w) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    return hash + (hash == 0);
}
