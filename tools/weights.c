/*
 * weights.c - trained weights, as the labeller likes to read them.
 *
 * The trainer writes a feature's key, its place, weights and labels into four
 * arrays; each look-up would wait for memory four times. Here keys and places
 * lie beside each other, features of few labels become pairs of four bytes, and
 * features of many labels rows of all Y weights, which are added without a look
 * at the labels. Slots keep their numbers, so the same features are found.
 */
#include "weights.h"

#include "model/labeller.h"

/* From so many labels on a feature gets a row: about where adding a row costs
 * as much as adding the pairs. */
#define ROW_LABELS 8

/* The parts of a file. */
struct weights {
    struct weights_head head;
    const void *chain;
    const uint32_t *keys, *places;
    const int16_t *weights;
    const uint8_t *labels;
    struct ng_slice names;
};

/* What the section is made of, as it grows. */
struct section {
    size_t width; /* of a row */
    struct ng_buffer filter, slots, rows, pairs;
};

/* The magic alone: other sections pass unchanged. */
bool weights_are(struct ng_slice file)
{
    return file.len >= sizeof(struct weights_head) &&
           memcmp(file.ptr, WEIGHTS_MAGIC, sizeof WEIGHTS_MAGIC - 1) == 0;
}

/* Finds the parts; false when they do not fit the file's length. */
static bool open_weights(struct ng_slice file, struct weights *w)
{
    const struct weights_head *head = ng_slice_take(&file, 1, sizeof *head);
    size_t Y = head ? head->label_count : 0;

    if (!Y || Y > NG_MAX_LABELS)
        return false;
    w->head = *head;
    w->chain = ng_slice_take(&file, 2 * Y + Y * Y, sizeof(float));
    w->keys = ng_slice_take(&file, head->slot_count, sizeof *w->keys);
    w->places = ng_slice_take(&file, head->slot_count, sizeof *w->places);
    w->weights = ng_slice_take(&file, head->pair_count, sizeof *w->weights);
    w->labels = ng_slice_take(&file, head->pair_count, 1);
    w->names = file;
    return w->chain && w->keys && w->places && w->weights && w->labels &&
           file.len == head->name_bytes;
}

/* Appends the row of `count` pairs from `first` on; returns its place. */
static uint32_t add_row(struct section *s, const struct weights *w,
                        size_t first, size_t count)
{
    size_t bytes = s->width * sizeof(int16_t);
    uint32_t place = ng_label_place((uint32_t)(s->rows.len / bytes), 0);
    int16_t row[NG_MAX_LABELS] = {0};

    for (size_t i = first; i < first + count; i++)
        row[w->labels[i] % NG_MAX_LABELS] = w->weights[i];
    ng_buffer_append(&s->rows, (const char *)row, bytes);
    return place;
}

/* Appends the pairs one by one; returns their place. */
static uint32_t add_pairs(struct section *s, const struct weights *w,
                          size_t first, size_t count)
{
    size_t at = s->pairs.len / sizeof(struct ng_label_pair);

    for (size_t i = first; i < first + count; i++) {
        struct ng_label_pair pair = {w->weights[i], w->labels[i]};
        ng_buffer_append(&s->pairs, (const char *)&pair, sizeof pair);
    }
    return ng_label_place((uint32_t)at, (uint32_t)count);
}

/* The weights of a feature, in the shape that suits their number. */
static uint32_t add_weights(struct section *s, const struct weights *w,
                            size_t first, size_t count)
{
    if (count == 1)
        return ng_label_single(w->labels[first] % NG_MAX_LABELS,
                               w->weights[first]);
    return count < ROW_LABELS ? add_pairs(s, w, first, count)
                              : add_row(s, w, first, count);
}

/* A bit for the key of each slot that is full. */
static void add_filter(struct section *s, const struct weights *w)
{
    size_t size = ng_labeller_filter_size(w->head.slot_count);
    size_t mask = (size_t)w->head.slot_count * NG_LABELLER_FILTER - 1;

    for (size_t n = 0; n < size; n++)
        ng_buffer_append(&s->filter, "", 1);
    for (size_t i = 0; !s->filter.failed && i < w->head.slot_count; i++) {
        size_t bit = w->keys[i] & mask;
        if (w->keys[i])
            s->filter.ptr[bit / 8] |= (char)(1u << bit % 8);
    }
}

/* Slot for slot; false when a feature's pairs lie outside of the file. */
static bool add_slots(struct section *s, const struct weights *w)
{
    for (size_t i = 0; i < w->head.slot_count; i++) {
        struct ng_label_slot slot = {w->keys[i], 0};
        size_t first = w->places[i] / 64, count = w->places[i] % 64 + 1;
        if (slot.key && first + count > w->head.pair_count)
            return false;
        if (slot.key)
            slot.place = add_weights(s, w, first, count);
        ng_buffer_append(&s->slots, (const char *)&slot, sizeof slot);
    }
    return true;
}

/* Head and parts, in the order of struct ng_labeller_head. */
static void append_all(const struct section *s, const struct weights *w,
                       struct ng_buffer *out)
{
    size_t Y = w->head.label_count;
    struct ng_labeller_head head = {
        .label_count = w->head.label_count,
        .slot_count = w->head.slot_count,
        .row_count = (uint32_t)(s->rows.len / (s->width * sizeof(int16_t))),
        .pair_count = (uint32_t)(s->pairs.len / sizeof(struct ng_label_pair)),
        .name_bytes = w->head.name_bytes,
        .scale = w->head.scale,
    };

    memcpy(head.magic, NG_LABELLER_MAGIC, sizeof head.magic);
    ng_buffer_append(out, (const char *)&head, sizeof head);
    ng_buffer_append(out, s->filter.ptr, s->filter.len);
    ng_buffer_append(out, s->slots.ptr, s->slots.len);
    ng_buffer_append(out, s->rows.ptr, s->rows.len);
    ng_buffer_append(out, s->pairs.ptr, s->pairs.len);
    ng_buffer_append(out, w->chain, (2 * Y + Y * Y) * sizeof(float));
    ng_buffer_append(out, w->names.ptr, w->names.len);
}

/* The file is one of a build's inputs, but nothing in it is trusted. */
bool weights_pack(struct ng_slice file, struct ng_buffer *out)
{
    struct weights w = {0};
    struct section s = {0};
    bool good = weights_are(file) && open_weights(file, &w);

    s.width = ng_labeller_width_of(w.head.label_count);
    ng_buffer_init(&s.filter, &ng_alloc_default);
    ng_buffer_init(&s.slots, &ng_alloc_default);
    ng_buffer_init(&s.rows, &ng_alloc_default);
    ng_buffer_init(&s.pairs, &ng_alloc_default);
    good = good && add_slots(&s, &w);
    if (good)
        add_filter(&s, &w);
    if (good)
        append_all(&s, &w, out);
    good = good && !s.filter.failed && !s.slots.failed && !s.rows.failed &&
           !s.pairs.failed && !out->failed;
    ng_buffer_free(&s.filter);
    ng_buffer_free(&s.slots);
    ng_buffer_free(&s.rows);
    ng_buffer_free(&s.pairs);
    return good;
}
