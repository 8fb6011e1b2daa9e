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

/* Keys are cleared, half a hundred kilobytes; rows are not. */
ng_status ng_memo_init(struct ng_memo *memo, size_t width,
                       struct ng_arena *arena)
{
    memo->width = width;
    memo->keys = ng_arena_array(arena, NG_MEMO_ROOM, sizeof *memo->keys);
    memo->newest = ng_arena_array(arena, NG_MEMO_SETS, 1);
    memo->rows =
        ng_arena_alloc(arena, NG_MEMO_ROOM * width * sizeof *memo->rows);
    return memo->keys && memo->newest && memo->rows ? NUTGRAF_OK
                                                    : NUTGRAF_NO_MEMORY;
}

/* Key 0 becomes 1, since 0 marks empty rows. */
int32_t *ng_memo_row(struct ng_memo *memo, uint64_t key, bool *known)
{
    size_t set = (size_t)ng_hash_mix(key) & (NG_MEMO_SETS - 1);
    uint64_t *keys = memo->keys + set * NG_MEMO_WAYS;
    size_t way;

    key += !key;
    way = keys[0] == key ? 0 : keys[1] == key ? 1 : !memo->newest[set];
    *known = keys[way] == key;
    keys[way] = key;
    memo->newest[set] = (uint8_t)way;
    return memo->rows + (set * NG_MEMO_WAYS + way) * memo->width;
}
