/*
 * memo.h - results that are kept, to be found again by a key.
 *
 *     bool known;
 *     int32_t *row = ng_memo_row(&memo, key, &known);
 *     if (!known)
 *         ... write what belongs to this key to row ...
 *
 * Words come back: what the features of "President" sum to need not be summed
 * each time. A row is a function of its key, so what is kept, and what was
 * pushed out by something else, changes the time only and never a result. One
 * memo belongs to one thread.
 */
#ifndef NG_MODEL_MEMO_H
#define NG_MODEL_MEMO_H

#include <stdint.h>

#include "base/arena.h"

#define NG_MEMO_WAYS 2u /* rows of a set, where a key may stand */

struct ng_memo {
    size_t size;     /* bytes of a row */
    size_t set_mask; /* sets - 1 */
    uint64_t *keys;  /* [sets][NG_MEMO_WAYS] 0: the row is empty */
    char *rows;      /* [sets][NG_MEMO_WAYS][size] */
    uint8_t *newest; /* [sets] the way that was asked for last */
};

/* Takes all its memory at once, for as long as `arena` lives: `sets`, a power
 * of two, of rows of `size` bytes, a multiple of 8. Rows are not touched before
 * they are used, so a short text costs little. */
ng_status ng_memo_init(struct ng_memo *memo, size_t sets, size_t size,
                       struct ng_arena *arena);

/* The row of `key`. When `*known` is false it holds something else, or nothing,
 * and is the caller's to fill before anybody reads it. */
void *ng_memo_row(struct ng_memo *memo, uint64_t key, bool *known);

#endif
