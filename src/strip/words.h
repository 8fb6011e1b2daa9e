/*
 * words.h - the words of a text, one after the other, fast.
 *
 *     struct ng_words words = ng_words_of(text);
 *     size_t start, end = 0;
 *     while (ng_words_next(&words, &start, &end))
 *         ... ng_words_hash(text, start, end) ...
 *
 * A word is a run of letters and digits of ASCII and of bytes beyond it, so a
 * Chinese clause is one word: it is compared as a whole. 64 bytes are looked at
 * together and become 64 bits; a word is then two counts of zeros.
 */
#ifndef NG_STRIP_WORDS_H
#define NG_STRIP_WORDS_H

#include <stdint.h>

#include "base/slice.h"

/* A text and which of 64 of its bytes belong to words. */
struct ng_words {
    struct ng_slice text;
    size_t base;   /* a multiple of 64; SIZE_MAX: none were looked at */
    uint64_t bits; /* of bytes base .. base + 63; 0 beyond the text */
};

/* Letters and digits of ASCII, and every byte beyond it. */
static inline bool ng_is_word_byte(char c)
{
    return ng_is_alpha(c) || ng_is_digit(c) || (unsigned char)c >= 0x80;
}

static inline struct ng_words ng_words_of(struct ng_slice text)
{
    return (struct ng_words){text, SIZE_MAX, 0};
}

/* Looks at the 64 bytes around byte `at`. */
void ng_words_look(struct ng_words *words, size_t at);

/* The bits from byte `at` on to the next multiple of 64, that of `at` lowest. */
static inline uint64_t ng_words_bits(struct ng_words *words, size_t at)
{
    if ((at & ~(size_t)63) != words->base)
        ng_words_look(words, at);
    return words->bits >> (at & 63);
}

/* The first word at or after byte `*end`, which then is its end; false behind
 * the last one. */
static inline bool ng_words_next(struct ng_words *words, size_t *start,
                                 size_t *end)
{
    size_t at = *end;
    uint64_t bits = 0;

    for (; at < words->text.len; at = (at | 63) + 1)
        if ((bits = ng_words_bits(words, at)) != 0)
            break;
    if (!bits)
        return false;
    *start = at += (size_t)__builtin_ctzll(bits);
    do {
        bits = ~ng_words_bits(words, at);
        at += bits ? (size_t)__builtin_ctzll(bits) : 64;
    } while (!(at & 63) && at < words->text.len &&
             (ng_words_bits(words, at) & 1));
    *end = at;
    return true;
}

/* Equal words have equal hashes, whatever their case in ASCII; never 0. */
uint64_t ng_words_hash(struct ng_slice text, size_t start, size_t end);

#endif
