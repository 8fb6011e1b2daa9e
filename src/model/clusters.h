/*
 * clusters.h - classes of words that stand in like places ("Lagos", "Nairobi").
 *
 * Made by tools/train/clusters.c from the statistics of much text. A word has
 * a fine class; each fine class lies in a middle and a coarse one. Class 0 is
 * that of unknown words.
 */
#ifndef NG_MODEL_CLUSTERS_H
#define NG_MODEL_CLUSTERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/slice.h"

#define NG_CLUSTERS_MAGIC "ngclust1"

/* The section's head; after it, in this order:
 *     uint32_t keys[slot_count]     fingerprint of the word, 0: empty
 *     uint16_t fine[slot_count]
 *     uint16_t middle[class_count], coarse[class_count]  of a fine class */
struct ng_clusters_head {
    char magic[8];
    uint32_t slot_count; /* a power of two */
    uint32_t class_count;
};

struct ng_clusters {
    uint32_t slot_mask, class_count;
    const uint32_t *keys;
    const uint16_t *fine, *middle, *coarse;
};

/* The three classes of a word. */
struct ng_word_class {
    uint16_t fine, middle, coarse;
};

/* Lays the struct over a section of the model; false when it is not one. */
bool ng_clusters_open(struct ng_clusters *clusters, struct ng_slice section);

/* Asks for the place where a word is looked for. */
static inline void ng_clusters_prefetch(const struct ng_clusters *clusters,
                                        uint64_t hash)
{
    uint32_t slot = (uint32_t)ng_hash_mix(hash) & clusters->slot_mask;

    __builtin_prefetch(&clusters->keys[slot]);
    __builtin_prefetch(&clusters->fine[slot]);
}

/* The classes of the word whose exact spelling hashes (ng_hash) to `hash`. */
struct ng_word_class ng_clusters_find(const struct ng_clusters *clusters,
                                      uint64_t hash);

/* What a word's hash is stored under; never 0. */
uint32_t ng_clusters_fingerprint(uint64_t hash);

#endif
