/*
 * labeller.c - feature weights and Viterbi: a linear chain over tokens.
 *
 *     score(y[1..T]) = start[y1] + sum_t (w . f(t))[yt] + sum_t T[y(t-1)][yt]
 *                      + final[yT]
 *
 * (Lafferty, McCallum, Pereira 2001, section 3.) A feature is a 64-bit hash;
 * its weights are 16-bit numbers times one scale: pairs of label and weight
 * when few labels have one, else a row of all labels. Keys in the table are
 * 32-bit fingerprints: a feature that training never saw is taken for another
 * one once in some billion look-ups.
 *
 * The section is used where it lies, be it in a mapped file: nothing is copied
 * or allocated, so opening costs the same for any size, and threads share it.
 * It is trusted no further than its lengths: every part must fit
 * (ng_labeller_open); the numbers inside are covered by the model's checksum.
 *
 * Sums are of whole numbers (ng_labeller_sum), which makes them exact: the
 * result does not depend on the order of features or on how a compiler
 * vectorises.
 */
#include "model/labeller.h"

#include <assert.h>

#include "base/hash.h"

/* Finds the Y names, each with its zero; false when one of them has no end. */
static bool read_names(struct ng_labeller *l, struct ng_slice names)
{
    for (size_t y = 0; y < l->label_count; y++) {
        const char *end = memchr(names.ptr, '\0', names.len);
        if (!end)
            return false;
        l->names[y] = names.ptr;
        names = ng_slice_sub(names, (size_t)(end - names.ptr) + 1, names.len);
    }
    return true;
}

/* True for a legal step. */
static bool is_legal(float gain)
{
    return gain > NG_FORBIDDEN / 2;
}

/* Finds the legal columns of a row of T; an empty range when it has none. */
static void legal_range(const float *row, size_t Y, size_t *first, size_t *end)
{
    *first = *end = 0;
    for (size_t y = 0; y < Y; y++)
        if (is_legal(row[y])) {
            *first = *end ? *first : y;
            *end = y + 1;
        }
}

/* Added to what a row gains at most, so that rounding cannot make a label lose
 * that would win, or tie. */
#define MARGIN 0.01f

/* Enters a row with the range of row 0, with the least and the most that it
 * gains on that row. The range may hold illegal columns as well, their score
 * keeps them out; labels are numbered so that it is short. */
static void add_open(struct ng_labeller *l, size_t x)
{
    const float *row = l->transitions + x * l->label_count;
    struct ng_label_open *open = &l->open[l->open_count++];

    open->label = (uint8_t)x;
    open->least = -NG_FORBIDDEN;
    open->most = NG_FORBIDDEN;
    for (size_t y = l->open_first; y < l->open_end; y++) {
        float gain = row[y] - l->transitions[y];
        open->least = gain < open->least ? gain : open->least;
        open->most = gain > open->most ? gain : open->most;
    }
    open->most += MARGIN;
}

/* Enters a legal step from x to y: as the second of a join that has one, or
 * else as a new join. False when there are too many. */
static bool add_join(struct ng_labeller *l, size_t x, size_t y, float gain)
{
    for (size_t n = 0; n < l->join_count; n++) {
        struct ng_label_join *join = &l->joins[n];
        if (join->to != y || join->from[0] != join->from[1])
            continue;
        join->from[1] = (uint8_t)x;
        join->gain[1] = gain;
        return true;
    }
    if (l->join_count == NG_LABEL_JOINS)
        return false;
    l->joins[l->join_count++] = (struct ng_label_join){
        (uint8_t)y, {(uint8_t)x, (uint8_t)x}, {gain, gain}};
    return true;
}

/* Sorts the rows of T: most have the range of row 0; of the others each legal
 * step is noted. */
static bool find_legal(struct ng_labeller *l)
{
    size_t Y = l->label_count;

    legal_range(l->transitions, Y, &l->open_first, &l->open_end);
    for (size_t x = 0; x < Y; x++) {
        const float *row = l->transitions + x * Y;
        size_t first, end;
        legal_range(row, Y, &first, &end);
        if (first == l->open_first && end == l->open_end) {
            add_open(l, x);
            continue;
        }
        for (size_t y = first; y < end; y++)
            if (is_legal(row[y]) && !add_join(l, x, y, row[y]))
                return false;
    }
    return true;
}

/* Lays the struct over the section; nothing is copied. After a part that does
 * not fit the later ones are taken from the same rest, which is harmless: all
 * are tested together at the end. */
bool ng_labeller_open(struct ng_labeller *l, struct ng_slice section)
{
    const struct ng_labeller_head *head =
        ng_slice_take(&section, 1, sizeof *head);
    size_t Y = head ? head->label_count : 0;

    if (!head || memcmp(head->magic, NG_LABELLER_MAGIC, sizeof head->magic) ||
        !Y || Y > NG_MAX_LABELS || !head->slot_count ||
        (head->slot_count & (head->slot_count - 1)))
        return false;
    *l = (struct ng_labeller){.label_count = Y,
                              .width = ng_labeller_width_of(Y),
                              .slot_mask = head->slot_count - 1,
                              .filter_mask =
                                  head->slot_count * NG_LABELLER_FILTER - 1,
                              .scale = head->scale};
    l->filter = ng_slice_take(&section,
                              ng_labeller_filter_size(head->slot_count), 1);
    l->slots = ng_slice_take(&section, head->slot_count, sizeof *l->slots);
    l->rows = ng_slice_take(&section, head->row_count,
                            l->width * sizeof *l->rows);
    l->pairs = ng_slice_take(&section, head->pair_count, sizeof *l->pairs);
    l->start = ng_slice_take(&section, Y, sizeof(float));
    l->final = ng_slice_take(&section, Y, sizeof(float));
    l->transitions = ng_slice_take(&section, Y * Y, sizeof(float));
    return l->start && l->final && l->transitions && l->filter && l->slots &&
           l->rows && l->pairs && find_legal(l) &&
           head->name_bytes <= section.len &&
           read_names(l, ng_slice_sub(section, 0, head->name_bytes));
}

/* Low bits choose the slot, high bits are the fingerprint (never 0, which marks
 * an empty slot). */
static uint32_t fingerprint(uint64_t mixed)
{
    uint32_t high = (uint32_t)(mixed >> 32);

    return high ? high : 1;
}

/* All slots are asked for before the first of them is looked at: the cache
 * misses overlap. */
void ng_labeller_prepare(const struct ng_labeller *l, uint64_t *features,
                         size_t count)
{
    for (size_t n = 0; n < count; n++) {
        features[n] = ng_hash_mix(features[n]);
        __builtin_prefetch(&l->slots[(uint32_t)features[n] & l->slot_mask]);
    }
}

/* The slot of a mixed feature; an empty one when it has no weights. The table
 * is at most three quarters full, so the walk ends soon at an empty slot. */
static const struct ng_label_slot *find_slot(const struct ng_labeller *l,
                                             uint64_t mixed)
{
    uint32_t key = fingerprint(mixed);
    uint32_t slot = (uint32_t)mixed & l->slot_mask;

    while (l->slots[slot].key && l->slots[slot].key != key)
        slot = (slot + 1) & l->slot_mask;
    return &l->slots[slot];
}

/* The byte of the filter with a feature's bit. */
static const uint8_t *filter_byte(const struct ng_labeller *l, uint64_t mixed)
{
    return &l->filter[(fingerprint(mixed) & l->filter_mask) / 8];
}

/* Asks for the filter, which is often at hand. */
void ng_labeller_mix(const struct ng_labeller *l, uint64_t *features,
                     size_t count)
{
    for (size_t n = 0; n < count; n++) {
        features[n] = ng_hash_mix(features[n]);
        __builtin_prefetch(filter_byte(l, features[n]));
    }
}

/* Kept without a branch: no guess at what the filter says can be good. */
size_t ng_labeller_select(const struct ng_labeller *l, const uint64_t *mixed,
                          size_t count, uint64_t *selected)
{
    size_t kept = 0;

    for (size_t n = 0; n < count; n++) {
        uint64_t feature = mixed[n];
        selected[kept] = feature;
        kept += *filter_byte(l, feature) >> fingerprint(feature) % 8 & 1u;
    }
    for (size_t n = 0; n < kept; n++)
        __builtin_prefetch(&l->slots[(uint32_t)selected[n] & l->slot_mask]);
    return kept;
}

/* A weight that stands in its place itself. */
static int32_t single_weight(uint32_t place)
{
    return (int16_t)(place / NG_LABEL_PLACE / 64);
}

static size_t single_label(uint32_t place)
{
    return place / NG_LABEL_PLACE % 64;
}

/* For few labels; a row is added number by number too, since the scores have no
 * room for more than Y. */
void ng_labeller_add(const struct ng_labeller *l, uint64_t feature,
                     float *scores)
{
    const struct ng_label_slot *slot = find_slot(l, ng_hash_mix(feature));
    const struct ng_label_pair *pair =
        l->pairs + slot->place / NG_LABEL_PLACE;
    const int16_t *row = l->rows + slot->place / NG_LABEL_PLACE * l->width;
    uint32_t count = slot->place % NG_LABEL_PLACE;

    if (!slot->key)
        return;
    if (count == 1)
        scores[single_label(slot->place)] +=
            l->scale * (float)single_weight(slot->place);
    for (uint32_t i = 0; count > 1 && i < count; i++)
        scores[pair[i].label] += l->scale * pair[i].weight;
    for (size_t y = 0; !count && y < l->label_count; y++)
        scores[y] += l->scale * row[y];
}

/* Asks for the weights at a place, two lines of the cache at most. */
static void prefetch_weights(const struct ng_labeller *l, uint32_t place)
{
    const int16_t *row = l->rows + place / NG_LABEL_PLACE * l->width;
    uint32_t count = place % NG_LABEL_PLACE;

    if (count > 1)
        __builtin_prefetch(&l->pairs[place / NG_LABEL_PLACE]);
    if (count)
        return;
    __builtin_prefetch(row);
    __builtin_prefetch(row + l->width - 1);
}

/* Adds a row. Its width is a multiple of eight, which lets the compiler add it
 * in vectors. */
static void add_row(const int16_t *restrict row, size_t width,
                    int32_t *restrict sums)
{
    for (size_t at = 0; at < width; at += 8)
        for (size_t k = 0; k < 8; k++)
            sums[at + k] += row[at + k];
}

/* Adds the weights at a place. */
static void add_weights(const struct ng_labeller *l, uint32_t place,
                        int32_t *restrict sums)
{
    const struct ng_label_pair *pair = l->pairs + place / NG_LABEL_PLACE;
    uint32_t count = place % NG_LABEL_PLACE;

    if (count == 1)
        sums[single_label(place)] += single_weight(place);
    else if (count)
        for (uint32_t i = 0; i < count; i++)
            sums[pair[i].label] += pair[i].weight;
    else
        add_row(l->rows + place / NG_LABEL_PLACE * l->width, l->width, sums);
}

/* The place of a feature without weights: one weight of 0. */
#define NOWHERE ng_label_single(0, 0)

/* Unknown features keep their turn, so that callers can count. */
void ng_labeller_find(const struct ng_labeller *l, uint64_t *prepared,
                      size_t count)
{
    for (size_t n = 0; n < count; n++) {
        const struct ng_label_slot *slot = find_slot(l, prepared[n]);
        uint32_t place = slot->key ? slot->place : NOWHERE;
        prepared[n] = place;
        prefetch_weights(l, place);
    }
}

/* 32 bits are enough: a token has far fewer than 2^16 features of 16 bits. */
void ng_labeller_sum_found(const struct ng_labeller *l, const uint64_t *places,
                           size_t count, int32_t *sums)
{
    for (size_t n = 0; n < count; n++)
        add_weights(l, (uint32_t)places[n], sums);
}

/* Features that are looked up before their weights are touched. */
#define BATCH 64

/* A batch of features is found before the first weight is added. */
void ng_labeller_sum(const struct ng_labeller *l, const uint64_t *prepared,
                     size_t count, int32_t *sums)
{
    uint64_t places[BATCH];

    for (size_t n = 0; n < count; n += BATCH) {
        size_t part = count - n < BATCH ? count - n : BATCH;
        memcpy(places, prepared + n, part * sizeof *places);
        ng_labeller_find(l, places, part);
        ng_labeller_sum_found(l, places, part, sums);
    }
}

/* Four numbers at once. */
typedef int32_t quad __attribute__((vector_size(16)));
typedef float real_quad __attribute__((vector_size(16)));

/* Sixteen labels at a time: their sums stay in registers while all rows
 * pass. */
void ng_labeller_total(const struct ng_labeller *l, const int32_t *const *rows,
                       size_t count, int32_t *sums)
{
    for (size_t at = 0; at < l->width; at += 16) {
        quad total[4] = {{0}};
        for (size_t n = 0; n < count; n++) {
            const quad *row = (const quad *)(const void *)(rows[n] + at);
            for (size_t k = 0; k < 4; k++)
                total[k] += row[k];
        }
        memcpy(sums + at, total, sizeof total);
    }
}

/* Scaled once, so that rounding happens once. */
void ng_labeller_scores(const struct ng_labeller *l, const int32_t *sums,
                        float *scores)
{
    for (size_t y = 0; y < l->label_count; y++)
        scores[y] = l->scale * (float)sums[y];
}

/* The best values of all labels after a step, and the labels before them. */
struct step {
    _Alignas(16) float value[NG_MAX_LABELS];
    _Alignas(16) int32_t from[NG_MAX_LABELS];
};

/* What every column y of the open range gets from one label at least, T[0][y]
 * aside: the largest before[x] + min (T[x][y] - T[0][y]) of the open rows. */
static float least_gain(const struct ng_labeller *l, const float *before)
{
    float least = NG_FORBIDDEN;

    for (size_t n = 0; n < l->open_count; n++) {
        float gain = before[l->open[n].label] + l->open[n].least;
        least = gain > least ? gain : least;
    }
    return least;
}

/* Four times: from = sum > value ? x : from; value = the larger one. */
static inline void keep_larger(const float *row, float before, int32_t x,
                               float *value, int32_t *from)
{
    real_quad sum, old;
    quad last, larger;

    memcpy(&sum, row, sizeof sum);
    memcpy(&old, value, sizeof old);
    memcpy(&last, from, sizeof last);
    sum += before;
    larger = (quad)(sum > old);
    last = (larger & x) | (~larger & last);
    sum = (real_quad)((larger & (quad)sum) | (~larger & (quad)old));
    memcpy(value, &sum, sizeof sum);
    memcpy(from, &last, sizeof last);
}

/* Takes label x before each label of the open range into account. */
static void try_row(const struct ng_labeller *l, float before, size_t x,
                    struct step *s)
{
    const float *row = l->transitions + x * l->label_count;
    size_t y = l->open_first;

    for (; y + 4 <= l->open_end; y += 4)
        keep_larger(row + y, before, (int32_t)x, s->value + y, s->from + y);
    for (; y < l->open_end; y++)
        if (before + row[y] > s->value[y]) {
            s->value[y] = before + row[y];
            s->from[y] = (int32_t)x;
        }
}

/* Few labels come near the best one. The others are passed over: they cannot be
 * reached, or each label of the range has a better one before it. */
static void try_open(const struct ng_labeller *l, const float *before,
                     struct step *s)
{
    float least = least_gain(l, before);

    for (size_t n = 0; n < l->open_count; n++) {
        const struct ng_label_open *open = &l->open[n];
        float value = before[open->label];
        if (value + open->most >= least && value > NG_FORBIDDEN / 2)
            try_row(l, value, open->label, s);
    }
}

/* The steps that only two labels can take: no branch depends on the text. */
static void try_joins(const struct ng_labeller *l, const float *before,
                      struct step *s)
{
    for (size_t n = 0; n < l->join_count; n++) {
        const struct ng_label_join *join = &l->joins[n];
        float one = before[join->from[0]] + join->gain[0];
        float two = before[join->from[1]] + join->gain[1];
        float sum = two > one ? two : one;
        int32_t from = join->from[two > one];
        float *value = &s->value[join->to];
        s->from[join->to] = sum > *value ? from : s->from[join->to];
        *value = sum > *value ? sum : *value;
    }
}

/* One step: value[y] = scores[y] + max over x of before[x] + T[x][y]; the
 * argument of the maximum goes to back[y]. */
static void take_step(const struct ng_labeller *l, float *values,
                      const float *scores, uint8_t *back)
{
    size_t Y = l->label_count;
    struct step s;

    for (size_t y = 0; y < NG_LABELLER_ROOM(Y); y++) {
        s.value[y] = NG_FORBIDDEN;
        s.from[y] = 0;
    }
    try_open(l, values, &s);
    try_joins(l, values, &s);
    for (size_t y = 0; y < Y; y++) {
        values[y] = s.value[y] + scores[y];
        back[y] = (uint8_t)s.from[y];
    }
}

/* The label that ends best: the first of the largest. */
static size_t best_end(const struct ng_labeller *l, float *values)
{
    float best = NG_FORBIDDEN;
    size_t end = 0;

    for (size_t y = 0; y < l->label_count; y++)
        values[y] += l->final[y];
    for (size_t y = 0; y < l->label_count; y++)
        best = values[y] > best ? values[y] : best;
    while (end + 1 < l->label_count && values[end] < best)
        end++;
    return end;
}

/* Viterbi; back pointers of one byte. Of labels with equal sums the first one
 * wins, and one of the open range before others: so the result does not depend
 * on anything else. */
ng_status ng_labeller_decode(const struct ng_labeller *l, const float *scores,
                             size_t T, uint8_t *best, struct ng_arena *scratch)
{
    size_t Y = l->label_count, y;
    float values[NG_MAX_LABELS];
    struct ng_arena_mark mark = ng_arena_mark(scratch);
    uint8_t *back = NULL; /* [T][Y] */

    assert(Y > 0);
    if (!T)
        return NUTGRAF_OK;
    if (T > 1 && !(back = ng_arena_room(scratch, T, Y)))
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < Y; i++)
        values[i] = l->start[i] + scores[i];
    for (size_t t = 1; t < T; t++)
        take_step(l, values, scores + t * Y, back + t * Y);
    y = best_end(l, values);
    for (size_t t = T; t-- > 0; y = t ? back[t * Y + y] : y)
        best[t] = (uint8_t)y;
    ng_arena_rewind(scratch, mark);
    return NUTGRAF_OK;
}

/* For tests and tools; the tagger knows its numbers. Searched one by one. */
size_t ng_labeller_label(const struct ng_labeller *l, const char *name)
{
    size_t y = 0;

    while (y < l->label_count && strcmp(l->names[y], name) != 0)
        y++;
    return y;
}
