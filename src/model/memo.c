/*
 * memo.c - a cache in sets of two rows: each key has one set where it may
 * stand.
 *
 * A key that finds neither of its rows takes the one that was asked for longer
 * ago. Nothing is searched and nothing grows: the cost of a text is linear even
 * if all of its keys share one set. Keys are 64-bit hashes and compared whole;
 * two keys for different things that are equal are as rare as everywhere else
 * in the library (base/map.c).
 */
#include "model/memo.h"

#include "base/hash.h"

/* Keys are cleared, rows are not. */
ng_status ng_memo_init(struct ng_memo *memo, size_t sets, size_t size,
                       struct ng_arena *arena)
{
    size_t room = sets * NG_MEMO_WAYS;

    memo->size = size;
    memo->set_mask = sets - 1;
    memo->keys = ng_arena_array(arena, room, sizeof *memo->keys);
    memo->newest = ng_arena_array(arena, sets, 1);
    memo->rows = ng_arena_alloc(arena, room * size);
    return memo->keys && memo->newest && memo->rows ? NUTGRAF_OK
                                                    : NUTGRAF_NO_MEMORY;
}

/* Key 0 becomes 1, since 0 marks empty rows. */
void *ng_memo_row(struct ng_memo *memo, uint64_t key, bool *known)
{
    size_t set = (size_t)ng_hash_mix(key) & memo->set_mask, way;
    uint64_t *keys = memo->keys + set * NG_MEMO_WAYS;

    key += !key;
    way = keys[0] == key ? 0 : keys[1] == key ? 1 : !memo->newest[set];
    *known = keys[way] == key;
    keys[way] = key;
    memo->newest[set] = (uint8_t)way;
    return memo->rows + (set * NG_MEMO_WAYS + way) * memo->size;
}
