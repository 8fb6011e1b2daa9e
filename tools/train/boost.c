/*
 * boost.c - gradient boosting by oblivious trees.
 *
 * With margins F and targets y in {0, 1}, a row's loss is log(1 + exp(-F)) or
 * log(1 + exp(F)); its slope and curvature times its weight:
 *
 *     g = w (p - y)    h = w p (1 - p)    p = 1 / (1 + exp(-F))
 *
 * A tree grows level by level. Each level takes the one test (measure > limit)
 * that gains most, summed over both halves of all leaves so far:
 *
 *     gain = sum over halves of  G^2 / (H + l2)
 *
 * and a leaf's value is -rate G / (H + l2). Values of a column are put into at
 * most BINS bins of like many rows first, so a level costs one look at each row
 * per measure.
 */
#include "train/boost.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"

/* Different values of a column that are told apart. */
enum { BINS = 64 };

/* Sums of slope and curvature. */
struct sums {
    float g, h;
};

/* What training needs beside the data. */
struct boost {
    const struct boost_data *data;
    const struct boost_options *options;
    uint8_t *bins;              /* like the table's bytes */
    uint8_t (*limits)[BINS];    /* [columns] value above which a bin is left */
    uint8_t *bin_count;         /* [columns] */
    uint32_t *rows;             /* examples */
    size_t row_count;
    float *margins;             /* [row_count], with all below */
    struct sums *slopes;
    uint8_t *leaves;
    uint32_t *sample;           /* numbers of `rows` that the tree sees */
    size_t sample_count;
    uint64_t seed;
};

/* Memory or the end of the program. */
static void *room(size_t count, size_t size)
{
    void *memory = calloc(count + 1, size);

    if (!memory) {
        fprintf(stderr, "boost: out of memory\n");
        exit(1);
    }
    return memory;
}

/* A number in [0, 1), by splitmix64. */
static double draw(struct boost *b)
{
    b->seed += 0x9E3779B97F4A7C15u;
    return (double)(ng_hash_mix(b->seed) >> 11) * 0x1p-53;
}

/* Finds a column's limits: where the examples' values are cut into BINS parts.
 * Each value that many rows have gets a bin of its own. */
static void find_limits(struct boost *b, size_t column)
{
    const uint8_t *values = ng_column(b->data->table, column);
    size_t counts[256] = {0}, sum = 0, bins = 0;
    size_t part = b->row_count / BINS + 1;

    for (size_t r = 0; r < b->row_count; r++)
        for (int shift = -1; shift <= 1; shift++)
            counts[values[(ptrdiff_t)b->rows[r] + shift]]++;
    for (size_t v = 0; v < 255; v++) {
        sum += counts[v];
        /* A limit above `v`, when enough rows lie between it and the last. */
        if (counts[v] && (sum >= 2 * part || v == 254 || v < 12) &&
            bins < BINS - 2) {
            b->limits[column][bins++] = (uint8_t)v;
            sum = 0;
        }
    }
    /* What lies around a page is told from all values. */
    if (counts[255] && (!bins || b->limits[column][bins - 1] != 254))
        b->limits[column][bins++] = 254;
    b->bin_count[column] = (uint8_t)(bins + 1);
}

/* Puts all values of a column, those around pages included, into bins. */
static void fill_bins(struct boost *b, size_t column)
{
    const struct ng_columns *t = b->data->table;
    const uint8_t *from = t->bytes + column * t->stride;
    uint8_t *to = b->bins + column * t->stride, bin_of[256];

    for (unsigned v = 0, bin = 0; v < 256; v++) {
        bin_of[v] = (uint8_t)bin;
        if (bin + 1u < b->bin_count[column] && b->limits[column][bin] == v)
            bin++;
    }
    for (size_t i = 0; i < t->stride; i++)
        to[i] = bin_of[from[i]];
}

/* Lists the examples and bins their columns. */
static void prepare(struct boost *b)
{
    const struct boost_data *d = b->data;

    b->rows = room(d->table->count, sizeof *b->rows);
    for (size_t i = 0; i < d->table->count; i++)
        if (d->weights[i] > 0)
            b->rows[b->row_count++] = (uint32_t)i;
    b->bins = room(d->column_count, d->table->stride);
    b->limits = room(d->column_count, sizeof *b->limits);
    b->bin_count = room(d->column_count, 1);
    for (size_t c = 0; c < d->column_count; c++) {
        find_limits(b, c);
        fill_bins(b, c);
    }
    b->margins = room(b->row_count, sizeof *b->margins);
    b->slopes = room(b->row_count, sizeof *b->slopes);
    b->leaves = room(b->row_count, 1);
    b->sample = room(b->row_count, sizeof *b->sample);
}

/* Slopes of all rows under the margins so far. */
static void find_slopes(struct boost *b)
{
    for (size_t r = 0; r < b->row_count; r++) {
        float w = b->data->weights[b->rows[r]];
        float p = 1 / (1 + expf(-b->margins[r]));
        b->slopes[r].g = w * (p - (float)b->data->targets[b->rows[r]]);
        b->slopes[r].h = w * p * (1 - p);
    }
}

/* Draws the rows of the next tree. */
static void take_sample(struct boost *b)
{
    b->sample_count = 0;
    for (size_t r = 0; r < b->row_count; r++)
        if (draw(b) < b->options->row_share)
            b->sample[b->sample_count++] = (uint32_t)r;
}

/* The bins of a measure; entry i is that of row i. */
static const uint8_t *bins_of(const struct boost *b,
                              const struct boost_measure *m)
{
    return b->bins + m->column * b->data->table->stride + NG_TREE_SHIFT +
           m->shift;
}

/* The square of G over H. */
static float gain_of(const struct boost *b, float g, float h)
{
    return g * g / (h + (float)b->options->l2);
}

/* The best limit of one measure, and its gain. */
static float try_measure(const struct boost *b, const struct boost_measure *m,
                         size_t leaf_count, unsigned *limit)
{
    struct sums hist[NG_TREE_LEAVES][BINS];
    const uint8_t *bins = bins_of(b, m);
    size_t bin_count = b->bin_count[m->column];
    float gains[BINS] = {0}, best = 0;

    memset(hist, 0, leaf_count * sizeof *hist);
    for (size_t n = 0; n < b->sample_count; n++) {
        size_t r = b->sample[n];
        struct sums *s = &hist[b->leaves[r]][bins[b->rows[r]]];
        s->g += b->slopes[r].g;
        s->h += b->slopes[r].h;
    }
    for (size_t leaf = 0; leaf < leaf_count; leaf++) {
        struct sums all = {0, 0}, left = {0, 0};
        for (size_t k = 0; k < bin_count; k++) {
            all.g += hist[leaf][k].g;
            all.h += hist[leaf][k].h;
        }
        for (size_t k = 0; k + 1 < bin_count; k++) {
            left.g += hist[leaf][k].g;
            left.h += hist[leaf][k].h;
            gains[k] += gain_of(b, left.g, left.h) +
                        gain_of(b, all.g - left.g, all.h - left.h);
        }
    }
    for (size_t k = 0; k + 1 < bin_count; k++)
        if (gains[k] > best) {
            best = gains[k];
            *limit = (unsigned)k;
        }
    return best;
}

/* Grows the tree by a level: finds the best test and moves the rows on. */
static void grow(struct boost *b, struct ng_tree *tree, size_t level)
{
    const struct boost_data *d = b->data;
    const struct boost_measure *chosen = &d->measures[0];
    const uint8_t *bins;
    unsigned limit = 0;
    float best = 0;

    for (size_t n = 0; n < d->measure_count; n++) {
        unsigned at = 0;
        float gain;
        if (draw(b) >= b->options->measure_share)
            continue;
        gain = try_measure(b, &d->measures[n], (size_t)1 << level, &at);
        if (gain > best) {
            best = gain;
            limit = at;
            chosen = &d->measures[n];
        }
    }
    tree->column[level] = chosen->column;
    tree->shift[level] = chosen->shift;
    tree->limit[level] = b->limits[chosen->column][limit];
    bins = bins_of(b, chosen);
    for (size_t r = 0; r < b->row_count; r++)
        if (bins[b->rows[r]] > limit)
            b->leaves[r] |= (uint8_t)(1u << level);
}

/* The values of the leaves, from the sample; then all margins. */
static void settle(struct boost *b, struct ng_tree *tree)
{
    struct sums sums[NG_TREE_LEAVES] = {{0, 0}};

    for (size_t n = 0; n < b->sample_count; n++) {
        size_t r = b->sample[n];
        sums[b->leaves[r]].g += b->slopes[r].g;
        sums[b->leaves[r]].h += b->slopes[r].h;
    }
    for (size_t leaf = 0; leaf < NG_TREE_LEAVES; leaf++)
        tree->leaves[leaf] = (int16_t)lrint(
            -b->options->rate * NG_TREE_UNIT * (double)sums[leaf].g /
            ((double)sums[leaf].h + b->options->l2));
    for (size_t r = 0; r < b->row_count; r++)
        b->margins[r] += (float)tree->leaves[b->leaves[r]] / NG_TREE_UNIT;
}

/* The log of the odds of all rows: what the trees begin with. */
static int32_t find_bias(const struct boost *b)
{
    double all = 1, ones = 0.5;

    for (size_t r = 0; r < b->row_count; r++) {
        all += (double)b->data->weights[b->rows[r]];
        ones += (double)b->data->weights[b->rows[r]] *
                b->data->targets[b->rows[r]];
    }
    return (int32_t)lrint(NG_TREE_UNIT * log(ones / (all - ones)));
}

/* Writes a part of the file, or ends the program. */
static void put(FILE *file, const void *bytes, size_t size)
{
    if (fwrite(bytes, size, 1, file) != 1) {
        fprintf(stderr, "boost: the trees cannot be written\n");
        exit(1);
    }
}

/* Tree by tree into the file. */
void boost_train(const struct boost_data *data,
                 const struct boost_options *options, const char *path)
{
    struct boost b = {.data = data, .options = options, .seed = options->seed};
    struct ng_trees_head head = {.tree_count = options->trees};
    FILE *file = fopen(path, "wb");

    if (!file) {
        fprintf(stderr, "boost: %s cannot be written\n", path);
        exit(1);
    }
    prepare(&b);
    memcpy(head.magic, NG_TREES_MAGIC, sizeof head.magic);
    head.column_count = (uint32_t)data->column_count;
    head.bias = find_bias(&b);
    put(file, &head, sizeof head);
    for (size_t r = 0; r < b.row_count; r++)
        b.margins[r] = (float)head.bias / NG_TREE_UNIT;
    for (unsigned n = 0; n < options->trees; n++) {
        struct ng_tree tree = {0};
        find_slopes(&b);
        take_sample(&b);
        memset(b.leaves, 0, b.row_count);
        for (size_t level = 0; level < NG_TREE_DEPTH; level++)
            grow(&b, &tree, level);
        settle(&b, &tree);
        put(file, &tree, sizeof tree);
    }
    fclose(file);
    free(b.bins);
    free(b.limits);
    free(b.bin_count);
    free(b.rows);
    free(b.margins);
    free(b.slopes);
    free(b.leaves);
    free(b.sample);
}
