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
#include "strip/words.h"

/* Pairs from which a text that repeats others does so in earnest. */
enum { MANY_PAIRS = 30 };

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

/* The hash of two words in this order: "dog bites" is not "bites dog". Never
 * zero, so that it can be looked for without ng_wordset_add. */
static uint64_t pair_of(uint64_t first, uint64_t second)
{
    uint64_t pair = ng_hash_mix(first) + second * 3;

    return pair + (pair == 0);
}

/* A text's pairs of neighbouring words, one after another. */
struct pairs {
    struct ng_slice text;
    struct ng_words words;
    uint64_t before; /* the last word's hash, 0 at the beginning */
    size_t start, end;
};

static struct pairs pairs_of(struct ng_slice text)
{
    return (struct pairs){.text = text, .words = ng_words_of(text)};
}

/* The next pair's hash; false when there is none. */
static bool next_pair(struct pairs *p, uint64_t *pair)
{
    while (ng_words_next(&p->words, &p->start, &p->end)) {
        uint64_t first = p->before;
        p->before = ng_words_hash(p->text, p->start, p->end);
        if (!first)
            continue;
        *pair = pair_of(first, p->before);
        return true;
    }
    return false;
}

/* A word and what parts it from the next are two bytes at least, so half the
 * text's length is room enough. */
ng_status ng_wordset_pairs(struct ng_wordset *set, struct ng_arena *arena,
                           struct ng_slice text)
{
    struct pairs pairs = pairs_of(text);
    uint64_t pair;

    NG_TRY(ng_wordset_init(set, arena, text.len / 2 + 1));
    while (next_pair(&pairs, &pair))
        ng_wordset_add(set, pair);
    return NUTGRAF_OK;
}

/* A pair in sixteen, and one more, may be new: where two paragraphs were made
 * one, the words at the joint are. */
bool ng_wordset_repeats(struct ng_wordset *set, struct ng_slice text)
{
    struct pairs pairs = pairs_of(text);
    uint64_t pair;
    size_t found = 0, all = 0;

    for (; next_pair(&pairs, &pair); all++)
        found += ng_wordset_add(set, pair);
    return found >= MANY_PAIRS && all - found <= 1 + all / 16;
}

/* Counts every pair of the text, also those that it repeats: the share is of
 * words read, not of different ones. */
uint8_t ng_wordset_thirds(const struct ng_wordset *set, struct ng_slice text)
{
    struct pairs pairs = pairs_of(text);
    uint64_t pair;
    size_t found = 0, all = 0;

    for (; next_pair(&pairs, &pair); all++)
        found += *slot_of(set, pair) != 0;
    return all ? (uint8_t)(1 + (int)(3.0 * ((double)found / (double)all))) : 1;
}
