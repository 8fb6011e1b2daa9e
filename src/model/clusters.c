/*
 * clusters.c - look-ups in the packed word classes.
 *
 * In: the hash of a word's exact spelling. Out: its fine, middle and coarse
 * class, or 0 three times for an unknown word. The section is used where it
 * lies, like that of the labeller.
 *
 * The table is open addressing with linear probing, at most three quarters
 * full; a word is kept as a fingerprint of 32 bits, not as text: less than a
 * megabyte for 60,000 words. An unknown word is taken for a known one once in
 * about a billion look-ups, which costs a feature, not a name.
 */
#include "model/clusters.h"

#include "base/hash.h"

/* The number of slots must be a power of two, since look-ups mask by it. Class
 * numbers are not checked here but where they are used: that needs no walk over
 * the table. */
bool ng_clusters_open(struct ng_clusters *c, struct ng_slice section)
{
    const struct ng_clusters_head *head =
        ng_slice_take(&section, 1, sizeof *head);

    if (!head || memcmp(head->magic, NG_CLUSTERS_MAGIC, sizeof head->magic) ||
        !head->slot_count || (head->slot_count & (head->slot_count - 1)) ||
        !head->class_count)
        return false;
    *c = (struct ng_clusters){head->slot_count - 1, head->class_count};
    c->keys = ng_slice_take(&section, head->slot_count, sizeof *c->keys);
    c->fine = ng_slice_take(&section, head->slot_count, sizeof *c->fine);
    c->middle = ng_slice_take(&section, head->class_count, sizeof *c->middle);
    c->coarse = ng_slice_take(&section, head->class_count, sizeof *c->coarse);
    return c->keys && c->fine && c->middle && c->coarse;
}

/* The high half of the mixed hash; the low half chooses the slot, so the two
 * say different things. 0 is kept for empty slots. */
uint32_t ng_clusters_fingerprint(uint64_t hash)
{
    uint32_t high = (uint32_t)(ng_hash_mix(hash) >> 32);

    return high ? high : 1;
}

/* A class number beyond class_count is passed over, as if the word were
 * another: a damaged section cannot make us read beyond `middle`. */
struct ng_word_class ng_clusters_find(const struct ng_clusters *c,
                                      uint64_t hash)
{
    uint32_t key = ng_clusters_fingerprint(hash);
    uint32_t slot = (uint32_t)ng_hash_mix(hash) & c->slot_mask;

    for (; c->keys[slot]; slot = (slot + 1) & c->slot_mask)
        if (c->keys[slot] == key && c->fine[slot] < c->class_count)
            return (struct ng_word_class){c->fine[slot],
                                          c->middle[c->fine[slot]],
                                          c->coarse[c->fine[slot]]};
    return (struct ng_word_class){0};
}
