/* wordset.c - a hash set without removal, linear probing. */
#include "strip/wordset.h"

#include "base/hash.h"

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

void ng_wordset_clear(struct ng_wordset *set)
{
    memset(set->slots, 0, (set->mask + 1) * sizeof *set->slots);
}

/* The slot that holds the hash, or the empty one where it belongs. */
static uint64_t *slot_of(const struct ng_wordset *set, uint64_t hash)
{
    size_t i = (size_t)ng_hash_mix(hash) & set->mask;

    while (set->slots[i] && set->slots[i] != hash)
        i = (i + 1) & set->mask;
    return &set->slots[i];
}

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

/* Cuts the next word's hash; false at the end. Words longer than a line (texts
 * without spaces) are cut at every third byte character's sake: by marks only.
 */
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

static uint64_t pair_of(uint64_t first, uint64_t second)
{
    uint64_t pair = ng_hash_mix(first) + second * 3;

    return pair + (pair == 0);
}

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

double ng_wordset_share(const struct ng_wordset *set, struct ng_slice text)
{
    uint64_t before, word;
    size_t at = 0, found = 0, all = 0;

    if (!next_word(text, &at, &before))
        return 0;
    for (; next_word(text, &at, &word); before = word) {
        all++;
        found += *slot_of(set, pair_of(before, word)) != 0;
    }
    return all ? (double)found / (double)all : 0;
}
