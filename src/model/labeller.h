/*
 * labeller.h - the project's one sequence labeller: a linear chain.
 *
 *     score(y | x) = sum over t of ( sum over features f at t of w[f][y_t] )
 *                                 + T[y_{t-1}][y_t],    best y by Viterbi
 *
 * A feature is a 64-bit hash that the caller makes; most features are unknown
 * to the weights and cost one probe. Weights come from tools/train/crf.c as a
 * section of the model. Forbidden transitions (an I- after an O) are -infinity
 * in T, so an illegal sequence cannot come out. Source: Lafferty, McCallum,
 * Pereira, ICML 2001; Viterbi 1967.
 */
#ifndef NG_MODEL_LABELLER_H
#define NG_MODEL_LABELLER_H

#include "base/arena.h"

#define NG_MAX_LABELS 64
#define NG_FORBIDDEN (-1e30f)
#define NG_LABELLER_MAGIC "nglabel3"

/* The section's head; after it, in this order:
 *     uint8_t filter[ng_labeller_filter_size(slot_count)]
 *     struct ng_label_slot slots[slot_count]
 *     int16_t rows[row_count][width]     all labels, in units of `scale`
 *     struct ng_label_pair pairs[pair_count]
 *     float start[Y], final[Y], transitions[Y][Y]   T from row to column
 *     char names[name_bytes]             Y zero-terminated names
 * As long as a line of the cache, so that slots do not straddle two. */
struct ng_labeller_head {
    char magic[8];
    uint32_t label_count; /* Y */
    uint32_t slot_count;  /* a power of two */
    uint32_t row_count, pair_count;
    uint32_t name_bytes;
    float scale;
    uint32_t reserved[8];
};

/* A feature in the open table: at most three quarters of the slots are full. */
struct ng_label_slot {
    uint32_t key;   /* fingerprint, 0 for an empty slot */
    uint32_t place; /* of its weights: see ng_label_place */
};

/* Where the weights of a feature are: `count` pairs from pair `first` on; for 0
 * pairs in row `first`. A single weight stands here itself. */
#define NG_LABEL_PLACE 128u
static inline uint32_t ng_label_place(uint32_t first, uint32_t count)
{
    return first * NG_LABEL_PLACE + count;
}

static inline uint32_t ng_label_single(uint32_t label, int16_t weight)
{
    return ng_label_place((uint32_t)(uint16_t)weight * 64 + label, 1);
}

/* Bits of the filter for each slot. A feature whose bit, the lower part of its
 * key, is not set has no weights: many have none, and the filter is small
 * enough to be at hand. */
#define NG_LABELLER_FILTER 4u

/* The bytes of the filter: whole lines of the cache, so that slots stay where
 * they do not straddle two. */
static inline size_t ng_labeller_filter_size(size_t slot_count)
{
    size_t bytes = slot_count * NG_LABELLER_FILTER / 8;

    return (bytes + 63) / 64 * 64;
}

/* One weight of a feature that has few. */
struct ng_label_pair {
    int16_t weight;
    uint16_t label;
};

/* A row of T with the legal columns of row 0, and the least and the most that
 * it has above that row. Of BILOU labels all that end a name or lie outside. */
struct ng_label_open {
    uint8_t label;
    float least, most;
};

/* A label and two that may stand before it, of all other rows: "Inside" after
 * "Begin" or "Inside". Where there is only one, it stands twice. */
struct ng_label_join {
    uint8_t to, from[2];
    float gain[2]; /* of T */
};
#define NG_LABEL_JOINS (NG_MAX_LABELS * 2)

/* Pointers into a section; read-only, shared by threads. */
struct ng_labeller {
    size_t label_count; /* Y */
    size_t width;       /* numbers in a row: Y, rounded up to whole vectors */
    uint32_t slot_mask, filter_mask;
    float scale;
    const float *start, *final, *transitions; /* [Y] [Y] [Y][Y] */
    const uint8_t *filter;
    const struct ng_label_slot *slots;
    const int16_t *rows; /* [][width] */
    const struct ng_label_pair *pairs;
    const char *names[NG_MAX_LABELS];
    size_t open_first, open_end; /* legal columns of row 0 of T, in between */
    size_t open_count, join_count;
    struct ng_label_open open[NG_MAX_LABELS];
    struct ng_label_join joins[NG_LABEL_JOINS];
};

/* The width of rows for Y labels: eight numbers are two vectors at least of
 * any machine. */
static inline size_t ng_labeller_width_of(size_t label_count)
{
    return (label_count + 7) / 8 * 8;
}

/* Numbers in a row of sums that ng_labeller_total reads. */
#define NG_LABELLER_ROOM(width) (((width) + 15) / 16 * 16)

/* Lays the struct over a section of the model. False when it is not one, or
 * when its parts do not fit its length. */
bool ng_labeller_open(struct ng_labeller *labeller, struct ng_slice section);

/* Adds the weights of one feature to a token's scores. // [Y] */
void ng_labeller_add(const struct ng_labeller *labeller, uint64_t feature,
                     float *scores);

/* In steps, each of which asks for what the next one looks at: what is done
 * between them hides the wait. Features are mixed, in place; those that may
 * have weights are copied to `selected` (which may begin where `mixed` does, or
 * before), and their number is returned; then ng_labeller_find. */
void ng_labeller_mix(const struct ng_labeller *labeller, uint64_t *features,
                     size_t count);
size_t ng_labeller_select(const struct ng_labeller *labeller,
                          const uint64_t *mixed, size_t count,
                          uint64_t *selected);

/* Makes all features ready to be summed, in place, and asks for what will be
 * looked at: what is done until then hides the wait. */
void ng_labeller_prepare(const struct ng_labeller *labeller,
                         uint64_t *features, size_t count);

/* Adds the weights of `count` prepared features to `sums`, in units of the
 * labeller's scale: whole numbers, hence the same in whatever order.
 * // [width] */
void ng_labeller_sum(const struct ng_labeller *labeller,
                     const uint64_t *prepared, size_t count, int32_t *sums);

/* The same in two steps, with time for something else between them: prepared
 * features become places of weights, which are asked for; the weights at these
 * places are added. */
void ng_labeller_find(const struct ng_labeller *labeller, uint64_t *prepared,
                      size_t count);
void ng_labeller_sum_found(const struct ng_labeller *labeller,
                           const uint64_t *places, size_t count,
                           int32_t *sums);

/* The total of `count` rows of sums, which begin at a multiple of 16 bytes, as
 * `sums` does. // [NG_MAX_LABELS], of which NG_LABELLER_ROOM(width) are used */
void ng_labeller_total(const struct ng_labeller *labeller,
                       const int32_t *const *rows, size_t count,
                       int32_t *sums);

/* The scores that `sums` stand for. // [Y] */
void ng_labeller_scores(const struct ng_labeller *labeller,
                        const int32_t *sums, float *scores);

/* The best label of each of T tokens. `scores` is [T][Y]; `best` receives T
 * label numbers. Working memory (T * Y bytes) comes from `scratch`. Cost
 * O(T * Y * Y) at worst, a small part of it where most labels may follow few
 * others and one label leads. Status: NO_MEMORY. */
ng_status ng_labeller_decode(const struct ng_labeller *labeller,
                             const float *scores, size_t T, uint8_t *best,
                             struct ng_arena *scratch);

/* The number of a label by name, or label_count. */
size_t ng_labeller_label(const struct ng_labeller *labeller, const char *name);

#endif
