/* clusters.c - look-ups in the packed word classes. */
#include "model/clusters.h"

#include "base/hash.h"

/* Takes `count` elements of `size` bytes off `rest`; NULL when too few. */
static const void *take(struct ng_slice *rest, size_t count, size_t size)
{
    const char *at = rest->ptr;

    if (count > rest->len / size)
        return NULL;
    *rest = ng_slice_sub(*rest, count * size, rest->len);
    return at;
}

bool ng_clusters_open(struct ng_clusters *c, struct ng_slice section)
{
    const struct ng_clusters_head *head = take(&section, 1, sizeof *head);

    if (!head || memcmp(head->magic, NG_CLUSTERS_MAGIC, sizeof head->magic) ||
        !head->slot_count || (head->slot_count & (head->slot_count - 1)) ||
        !head->class_count)
        return false;
    *c = (struct ng_clusters){head->slot_count - 1, head->class_count};
    c->keys = take(&section, head->slot_count, sizeof *c->keys);
    c->fine = take(&section, head->slot_count, sizeof *c->fine);
    c->middle = take(&section, head->class_count, sizeof *c->middle);
    c->coarse = take(&section, head->class_count, sizeof *c->coarse);
    return c->keys && c->fine && c->middle && c->coarse;
}

uint32_t ng_clusters_fingerprint(uint64_t hash)
{
    uint32_t high = (uint32_t)(ng_hash_mix(hash) >> 32);

    return high ? high : 1;
}

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
