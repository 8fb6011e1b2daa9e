/*
 * wordset.h - a set of hashes: which word pairs a text has, which lines a page
 * repeats.
 */
#ifndef NG_STRIP_WORDSET_H
#define NG_STRIP_WORDSET_H

#include "base/arena.h"

struct ng_wordset {
    uint64_t *slots; /* 0: empty; in the arena */
    size_t mask;     /* slots - 1; slots are a power of two */
};

/* Room for `count` hashes. Status: NO_MEMORY. */
ng_status ng_wordset_init(struct ng_wordset *set, struct ng_arena *arena,
                          size_t count);
void ng_wordset_clear(struct ng_wordset *set);

/* Adds a hash; true when it was there already. */
bool ng_wordset_add(struct ng_wordset *set, uint64_t hash);

/* All pairs of neighbouring words of a text. Status: NO_MEMORY. */
ng_status ng_wordset_pairs(struct ng_wordset *set, struct ng_arena *arena,
                           struct ng_slice text);

/* Adds the pairs of another text, for which there must be room: half of its
 * bytes. True when it has many and nearly all were there before. */
bool ng_wordset_repeats(struct ng_wordset *set, struct ng_slice text);

/* The share of a text's pairs that are in the set, in thirds: 1 for none (and
 * for a text of one word), 4 for all. */
uint8_t ng_wordset_thirds(const struct ng_wordset *set, struct ng_slice text);

#endif
