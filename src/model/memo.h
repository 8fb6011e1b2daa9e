/*
 * memo.h - sums of weights that are kept, to be found again by a key.
 *
 *     bool known;
 *     int32_t *row = ng_memo_row(&memo, key, &known);
 *     if (!known)
 *         ... write the sums of this key to row ...
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

#define NG_MEMO_SETS 4096u /* places of a key; a power of two */
#define NG_MEMO_WAYS 2u    /* rows of a place */
#define NG_MEMO_ROOM (NG_MEMO_SETS * NG_MEMO_WAYS)

struct ng_memo {
    size_t width;   /* numbers in a row */
    uint64_t *keys;  /* [NG_MEMO_ROOM] 0: the row is empty */
    int32_t *rows;   /* [NG_MEMO_ROOM][width] */
    uint8_t *newest; /* [NG_MEMO_SETS] the way that was asked for last */
};

/* Takes all its memory at once, for as long as `arena` lives. Rows are not
 * touched before they are used, so a short text costs little. */
ng_status ng_memo_init(struct ng_memo *memo, size_t width,
                       struct ng_arena *arena);

/* The row of `key`. When `*known` is false it holds something else, and the
 * caller must fill it before the next call. Valid until the next call. */
int32_t *ng_memo_row(struct ng_memo *memo, uint64_t key, bool *known);

#endif
