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

/* Finds the range of legal columns in each row of T, and its least and largest
 * number. The range may hold illegal ones as well, their score keeps them out;
 * labels are numbered so that it is short. A row without any has an empty
 * range. */
static void find_legal(struct ng_labeller *l)
{
    size_t Y = l->label_count;

    for (size_t x = 0; x < Y; x++) {
        const float *row = l->transitions + x * Y;
        size_t first = Y, end = 0;
        for (size_t y = 0; y < Y; y++)
            if (row[y] > NG_FORBIDDEN / 2) {
                first = first < y ? first : y;
                end = y + 1;
            }
        l->legal_first[x] = (uint8_t)(end ? first : 0);
        l->legal_end[x] = (uint8_t)end;
        l->is_open[x] = l->legal_first[x] == l->legal_first[0] &&
                        l->legal_end[x] == l->legal_end[0];
        l->least[x] = l->most[x] = end ? row[first] : 0;
        for (size_t y = l->legal_first[x]; y < end; y++) {
            l->least[x] = row[y] < l->least[x] ? row[y] : l->least[x];
            l->most[x] = row[y] > l->most[x] ? row[y] : l->most[x];
        }
    }
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
                              .scale = head->scale};
    l->slots = ng_slice_take(&section, head->slot_count, sizeof *l->slots);
    l->rows = ng_slice_take(&section, head->row_count,
                            l->width * sizeof *l->rows);
    l->pairs = ng_slice_take(&section, head->pair_count, sizeof *l->pairs);
    l->start = ng_slice_take(&section, Y, sizeof(float));
    l->final = ng_slice_take(&section, Y, sizeof(float));
    l->transitions = ng_slice_take(&section, Y * Y, sizeof(float));
    if (l->transitions)
        find_legal(l);
    return l->start && l->final && l->transitions && l->slots && l->rows &&
           l->pairs && head->name_bytes <= section.len &&
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

/* The slot of a mixed feature; an empty one when it has no weights. The table is
 * at most three quarters full, so the walk ends soon at an empty slot. */
static const struct ng_label_slot *find_slot(const struct ng_labeller *l,
                                             uint64_t mixed)
{
    uint32_t key = fingerprint(mixed);
    uint32_t slot = (uint32_t)mixed & l->slot_mask;

    while (l->slots[slot].key && l->slots[slot].key != key)
        slot = (slot + 1) & l->slot_mask;
    return &l->slots[slot];
}

/* For few labels; a row is added pair by pair too, since the scores have no
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
    for (uint32_t i = 0; i < count; i++)
        scores[pair[i].label] += l->scale * pair[i].weight;
    for (size_t y = 0; !count && y < l->label_count; y++)
        scores[y] += l->scale * row[y];
}

/* Asks for the weights at a place, two lines of the cache at most. */
static void prefetch_weights(const struct ng_labeller *l, uint32_t place)
{
    const int16_t *row = l->rows + place / NG_LABEL_PLACE * l->width;

    if (place % NG_LABEL_PLACE) {
        __builtin_prefetch(&l->pairs[place / NG_LABEL_PLACE]);
        return;
    }
    __builtin_prefetch(row);
    __builtin_prefetch(row + l->width - 1);
}

/* Adds the weights at a place. The width of a row is a multiple of eight, which
 * lets the compiler add it in vectors. */
static void add_weights(const struct ng_labeller *l, uint32_t place,
                        int32_t *restrict sums)
{
    const struct ng_label_pair *pair = l->pairs + place / NG_LABEL_PLACE;
    const int16_t *row = l->rows + place / NG_LABEL_PLACE * l->width;
    uint32_t count = place % NG_LABEL_PLACE;

    for (uint32_t i = 0; i < count; i++)
        sums[pair[i].label] += pair[i].weight;
    for (size_t at = 0; !count && at < l->width; at += 8)
        for (size_t k = 0; k < 8; k++)
            sums[at + k] += row[at + k];
}

/* The place of a feature without weights. */
#define NOWHERE UINT64_MAX

/* Unknown features keep their turn, so that callers can count. */
void ng_labeller_find(const struct ng_labeller *l, uint64_t *prepared,
                      size_t count)
{
    for (size_t n = 0; n < count; n++) {
        const struct ng_label_slot *slot = find_slot(l, prepared[n]);
        prepared[n] = slot->key ? slot->place : NOWHERE;
        if (slot->key)
            prefetch_weights(l, slot->place);
    }
}

/* 32 bits are enough: a token has far fewer than 2^16 features of 16 bits. */
void ng_labeller_sum_found(const struct ng_labeller *l, const uint64_t *places,
                           size_t count, int32_t *sums)
{
    for (size_t n = 0; n < count; n++)
        if (places[n] != NOWHERE)
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

/* Scaled once, so that rounding happens once. */
void ng_labeller_scores(const struct ng_labeller *l, const int32_t *sums,
                        float *scores)
{
    for (size_t y = 0; y < l->label_count; y++)
        scores[y] = l->scale * (float)sums[y];
}

/* What every column of row 0's range gets from one label at least: the largest
 * before[x] + min T[x] of the rows with that range. All labels of BILOU that
 * end a name or lie outside of one have it. */
static float least_gain(const struct ng_labeller *l, const float *before)
{
    float least = NG_FORBIDDEN;

    for (size_t x = 0; x < l->label_count; x++)
        if (l->is_open[x] && before[x] + l->least[x] > least)
            least = before[x] + l->least[x];
    return least;
}

/* True when label x can be the best one before no label: it cannot be reached,
 * or each label of its range has a better one. Rounding keeps the order of
 * sums, so nothing that could win, or tie, is lost. */
static bool is_beaten(const struct ng_labeller *l, const float *before,
                      size_t x, float least)
{
    return before[x] <= NG_FORBIDDEN / 2 ||
           (l->is_open[x] && before[x] + l->most[x] < least);
}

/* One step: value[y] = scores[y] + max over x of before[x] + T[x][y]; the
 * argument of the maximum goes to back[y]. Few labels come near the best one,
 * all others are beaten and cost nothing; of the rest only the legal range of y
 * is tried. */
static void step(const struct ng_labeller *l, const float *before,
                 const float *scores, float *value, uint8_t *back)
{
    size_t Y = l->label_count;
    float least = least_gain(l, before);

    for (size_t y = 0; y < Y; y++) {
        value[y] = NG_FORBIDDEN;
        back[y] = 0;
    }
    for (size_t x = 0; x < Y; x++) {
        const float *row = l->transitions + x * Y;
        if (is_beaten(l, before, x, least))
            continue;
        for (size_t y = l->legal_first[x]; y < l->legal_end[x]; y++) {
            float sum = before[x] + row[y];
            if (sum > value[y]) {
                value[y] = sum;
                back[y] = (uint8_t)x;
            }
        }
    }
    for (size_t y = 0; y < Y; y++)
        value[y] += scores[y];
}

/* Viterbi in T * Y^2 steps; two rows of values, and back pointers of one
 * byte. The first label wins a tie, so the result does not depend on
 * anything else. */
ng_status ng_labeller_decode(const struct ng_labeller *l, const float *scores,
                             size_t T, uint8_t *best, struct ng_arena *scratch)
{
    size_t Y = l->label_count;
    float rows[2][NG_MAX_LABELS];
    float *before = rows[0], *value = rows[1];
    struct ng_arena_mark mark = ng_arena_mark(scratch);
    uint8_t *back; /* [T][Y] */
    size_t y = 0;

    if (!T)
        return NUTGRAF_OK;
    back = ng_arena_array(scratch, T, Y);
    if (!back)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < Y; i++)
        before[i] = l->start[i] + scores[i];
    for (size_t t = 1; t < T; t++) {
        float *swap = before;
        step(l, before, scores + t * Y, value, back + t * Y);
        before = value;
        value = swap;
    }
    for (size_t i = 0; i < Y; i++)
        if (before[i] + l->final[i] > before[y] + l->final[y])
            y = i;
    for (size_t t = T; t-- > 0; y = back[t * Y + y])
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
