/*
 * wordset.c - a hash set without removal, linear probing.
 *
 * In: 64-bit hashes. Out: whether one was there. Two uses: lines that a page
 * repeats, and pairs of neighbouring words, which tell whether a block is part
 * of a longer text ("the body that JSON-LD gives") whatever its marks and
 * spaces.
 *
 * The set holds hashes, not texts: that two of a page collide in 64 bits can
 * be lived with, as it would change one measure of one block. Zero marks an
 * empty slot, so a hash of zero becomes one. The set never grows: callers know
 * how much goes in at most, and it is at most half full, which keeps probing
 * short.
 *
 * Cost: constant per hash on average; 16 to 32 bytes per hash of room.
 */
#include "strip/wordset.h"

#include "base/hash.h"

/* A power of two of at least twice `count` slots, so that probing always finds
 * an empty one. The arena's arrays are cleared: the set is empty. */
ng_status ng_wordset_init(struct ng_wordset *set, struct ng_arena *arena,
                          size_t count)
{
    size_t room = 16;

    while (room < count * 2)
        room *= 2;
    set->slots = ng_arena_array(arena, room, sizeof *set->slots);
    set->mask = room - 1;
    return set->slots ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* Empties the set for another use of the same room. */
void ng_wordset_clear(struct ng_wordset *set)
{
    memset(set->slots, 0, (set->mask + 1) * sizeof *set->slots);
}

/* The slot that holds the hash, or the empty one where it belongs. Hashes are
 * mixed again, since their low bits alone would be a poor place. */
static uint64_t *slot_of(const struct ng_wordset *set, uint64_t hash)
{
    size_t i = (size_t)ng_hash_mix(hash) & set->mask;

    while (set->slots[i] && set->slots[i] != hash)
        i = (i + 1) & set->mask;
    return &set->slots[i];
}

/* Adds a hash unless it is there; true when it was. Zero is taken for one. */
bool ng_wordset_add(struct ng_wordset *set, uint64_t hash)
{
    uint64_t *slot;

    hash += hash == 0;
    slot = slot_of(set, hash);
    if (*slot)
        return true;
    *slot = hash;
    return false;
}

/* Hashes the next word, ASCII in lower case; false at the end. Words end at
 * marks and spaces of ASCII only, so a Chinese clause is one word: it is
 * compared as a whole then. */
static bool next_word(struct ng_slice text, size_t *at, uint64_t *hash)
{
    while (*at < text.len && !ng_is_word_byte(text.ptr[*at]))
        (*at)++;
    if (*at == text.len)
        return false;
    *hash = NG_HASH_START;
    while (*at < text.len && ng_is_word_byte(text.ptr[*at])) {
        char c = ng_lower(text.ptr[(*at)++]);
        *hash = ng_hash_more(*hash, &c, 1);
    }
    return true;
}

/* The hash of two words in this order: "dog bites" is not "bites dog". Never
 * zero, so that it can be looked for without ng_wordset_add. */
static uint64_t pair_of(uint64_t first, uint64_t second)
{
    uint64_t pair = ng_hash_mix(first) + second * 3;

    return pair + (pair == 0);
}

/* A word and what parts it from the next are two bytes at least, so half the
 * text's length is room enough. */
ng_status ng_wordset_pairs(struct ng_wordset *set, struct ng_arena *arena,
                           struct ng_slice text)
{
    uint64_t before, word;
    size_t at = 0;

    NG_TRY(ng_wordset_init(set, arena, text.len / 2 + 1));
    if (!next_word(text, &at, &before))
        return NUTGRAF_OK;
    while (next_word(text, &at, &word)) {
        ng_wordset_add(set, pair_of(before, word));
        before = word;
    }
    return NUTGRAF_OK;
}

/* Counts every pair of the text, also those that it repeats: the share is of
 * words read, not of different ones. */
uint8_t ng_wordset_thirds(const struct ng_wordset *set, struct ng_slice text)
{
    uint64_t before, word;
    size_t at = 0, found = 0, all = 0;

    if (!next_word(text, &at, &before))
        return 1;
    for (; next_word(text, &at, &word); before = word) {
        all++;
        found += *slot_of(set, pair_of(before, word)) != 0;
    }
    return all ? (uint8_t)(1 + (int)(3.0 * ((double)found / (double)all))) : 1;
}
