/*
 * memo.h - results that are kept, to be found again by a key.
 *
 *     if (!ng_memo_has_room(&memo, 10))
 *         ng_memo_forget(&memo);
 *     ... up to ten times:
 *     bool known;
 *     uint32_t number = ng_memo_find(&memo, key, &known);
 *     if (!known)
 *         ... write what belongs to this key to ng_memo_row(&memo, number) ...
 *
 * Words come back: what the features of "President" sum to need not be summed
 * each time. A row is a function of its key, so what is kept, and what was
 * forgotten, changes the time only and never a result. A row stays where it is
 * until everything is forgotten: between two looks at the room rows can be
 * pointed to. One memo belongs to one thread.
 */
#ifndef NG_MODEL_MEMO_H
#define NG_MODEL_MEMO_H

#include <stdint.h>

#include "base/arena.h"
#include "base/hash.h"

#define NG_MEMO_ROOM 0xFFFEu /* rows at most */
#define NG_MEMO_ALIGN 64u    /* a line of the cache */

struct ng_memo {
    size_t size;         /* bytes of a row */
    size_t room, count;  /* rows */
    size_t slot_mask;
    uint64_t *slots; /* upper bits of a mixed key, lower ones its row + 1 */
    char *rows;      /* [room][size] */
};

/* Takes all its memory at once, for as long as `arena` lives: `room` rows, at
 * most NG_MEMO_ROOM, of `size` bytes. Rows begin at a line of the cache if
 * their size is a multiple of one; they are not touched before they are used,
 * so a short text costs little. */
ng_status ng_memo_init(struct ng_memo *memo, size_t room, size_t size,
                       struct ng_arena *arena);

/* True when `count` more rows can be added. */
static inline bool ng_memo_has_room(const struct ng_memo *memo, size_t count)
{
    return memo->room - memo->count >= count;
}

/* Makes all rows free. */
void ng_memo_forget(struct ng_memo *memo);

/* Asks for the place where a key is looked for. */
static inline void ng_memo_prefetch(const struct ng_memo *memo, uint64_t key)
{
    __builtin_prefetch(&memo->slots[ng_hash_mix(key) & memo->slot_mask]);
}

/* The row of `key`, a new one when `*known` is false: it is the caller's to
 * fill before anybody reads it. There must be room. */
uint32_t ng_memo_find(struct ng_memo *memo, uint64_t key, bool *known);

/* A new row that no key leads to. There must be room. */
static inline uint32_t ng_memo_add(struct ng_memo *memo)
{
    return (uint32_t)memo->count++;
}

static inline void *ng_memo_row(const struct ng_memo *memo, uint32_t number)
{
    return memo->rows + number * memo->size;
}

#endif
