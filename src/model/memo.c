/*
 * memo.c - rows that fill up, with an open table of where each key's row is.
 *
 * When there is no room everything is forgotten: nothing is moved or pushed
 * out, and what comes back often is back soon. Twice as many slots as rows. A
 * search ends after PROBES slots and then takes the last of them, so the cost
 * of a text is linear even if all of its keys wanted one place; the row that
 * was there is found no more, and made anew.
 *
 * A slot holds the upper 48 bits of a mixed key, its place the lower ones: two
 * keys for different things that look equal are as rare as everywhere else in
 * the library (base/map.c).
 */
#include "model/memo.h"

#define PROBES 16

/* Slots are cleared, rows are not. */
ng_status ng_memo_init(struct ng_memo *memo, size_t room, size_t size,
                       struct ng_arena *arena)
{
    size_t slots = 1;
    char *rows;

    while (slots < 2 * room)
        slots *= 2;
    *memo = (struct ng_memo){.size = size, .room = room};
    memo->slot_mask = slots - 1;
    memo->slots = ng_arena_array(arena, slots, sizeof *memo->slots);
    rows = ng_arena_alloc(arena, room * size + NG_MEMO_ALIGN);
    if (!memo->slots || !rows)
        return NUTGRAF_NO_MEMORY;
    memo->rows = rows + (-(uintptr_t)rows & (NG_MEMO_ALIGN - 1));
    return NUTGRAF_OK;
}

/* The cost is that of the slots, hence a few bytes for each row that was
 * used. */
void ng_memo_forget(struct ng_memo *memo)
{
    memset(memo->slots, 0, (memo->slot_mask + 1) * sizeof *memo->slots);
    memo->count = 0;
}

/* The lowest 16 bits of a slot are the number + 1, so that 0 is free. */
uint32_t ng_memo_find(struct ng_memo *memo, uint64_t key, bool *known)
{
    uint64_t mixed = ng_hash_mix(key);
    size_t at = (size_t)mixed & memo->slot_mask;

    for (size_t n = 1; n < PROBES && memo->slots[at]; n++) {
        if ((memo->slots[at] ^ mixed) >> 16 == 0)
            break;
        at = (at + 1) & memo->slot_mask;
    }
    *known = memo->slots[at] && (memo->slots[at] ^ mixed) >> 16 == 0;
    if (!*known)
        memo->slots[at] = (mixed & ~UINT64_C(0xFFFF)) | (memo->count++ + 1);
    return (uint32_t)(memo->slots[at] & 0xFFFF) - 1;
}
