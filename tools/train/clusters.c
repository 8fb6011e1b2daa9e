/*
 * clusters.c - plain text -> word classes (section "clusters").
 *
 *     clusters OUT [--classes C] [--vocabulary V] [--passes N] < TEXT
 *
 * Classes maximise the likelihood of a two-sided class bigram model, words
 * being moved one by one to the class that gains most: the exchange algorithm
 * (Martin, Liermann, Ney, Speech Communication 1998), whose objective is that
 * of Brown et al. 1992. With N(c,d) the bigrams of classes and h(x) = x log x:
 *
 *     L = sum over c,d of h(N(c,d)) - 2 * sum over c of h(N(c))
 *
 * The classes are then merged in pairs, least loss first, into middle and
 * coarse ones. Words keep their case; numbers become one word per length. Only
 * statistics of the text are kept. No randomness: same text, same bytes.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/clusters.h"
#include "train/stream.h"

#define MIDDLE 128
#define COARSE 32
#define MIN_COUNT 4
#define H_TABLE (1 << 22)

/* A bigram of two words' numbers. */
struct bigram {
    uint32_t left, right, count;
};

/* Everything: the text as numbers, the vocabulary, bigrams sorted both ways,
 * and the counts of classes that the exchange keeps up to date. */
struct trainer {
    uint32_t C, V, passes;
    struct stream text; /* its words' `class` is the class now */
    struct bigram *by_left, *by_right;
    size_t bigrams;
    size_t *left_at, *right_at; /* [V+1] first bigram of each word */
    double *N;      /* [C][C] */
    double *total;  /* [C] */
    double *h;      /* h(x) of small integers */
};

/* ---------------------------------------------------------------- bigrams */

/* By the left word, then the right one: all right neighbours of a word
 * together. */
static int by_left(const void *a, const void *b)
{
    const struct bigram *x = a, *y = b;

    if (x->left != y->left)
        return x->left < y->left ? -1 : 1;
    return x->right < y->right ? -1 : x->right > y->right;
}

/* By the right word, then the left one: all left neighbours of a word
 * together. */
static int by_right(const void *a, const void *b)
{
    const struct bigram *x = a, *y = b;

    if (x->right != y->right)
        return x->right < y->right ? -1 : 1;
    return x->left < y->left ? -1 : x->left > y->left;
}

/* For pairs packed into one number: sorting numbers is quicker. */
static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

/* Counts the pairs of neighbours and sorts them both ways; left_at and right_at
 * tell where a word's pairs begin, so that a word's neighbours are read in one
 * run. */
static void count_bigrams(struct trainer *t)
{
    size_t n = t->text.numbers.count - 1, kept = 0;
    uint64_t *pairs = stream_zeros(n, sizeof *pairs);

    for (size_t i = 0; i < n; i++)
        pairs[i] = (uint64_t)*NG_AT(&t->text.numbers, uint32_t, i) << 32 |
                   *NG_AT(&t->text.numbers, uint32_t, i + 1);
    qsort(pairs, n, sizeof *pairs, by_value);
    t->by_left = stream_zeros(n, sizeof *t->by_left);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && pairs[end] == pairs[i];)
            end++;
        t->by_left[kept++] =
            (struct bigram){(uint32_t)(pairs[i] >> 32), (uint32_t)pairs[i],
                            (uint32_t)(end - i)};
    }
    free(pairs);
    t->bigrams = kept;
    t->by_right = stream_zeros(kept, sizeof *t->by_right);
    memcpy(t->by_right, t->by_left, kept * sizeof *t->by_right);
    qsort(t->by_left, kept, sizeof *t->by_left, by_left);
    qsort(t->by_right, kept, sizeof *t->by_right, by_right);
    t->left_at = stream_zeros(t->V + 2, sizeof *t->left_at);
    t->right_at = stream_zeros(t->V + 2, sizeof *t->right_at);
    for (size_t i = 0; i < kept; i++) {
        t->left_at[t->by_left[i].left + 1]++;
        t->right_at[t->by_right[i].right + 1]++;
    }
    for (size_t i = 1; i <= t->V; i++) {
        t->left_at[i] += t->left_at[i - 1];
        t->right_at[i] += t->right_at[i - 1];
    }
}

/* ---------------------------------------------------------------- exchange */

/* h(x) = x log x, 0 at 0; looked up for small numbers, which most are: counts
 * are whole. */
static double h(const struct trainer *t, double x)
{
    return x < H_TABLE ? t->h[(size_t)x] : x * log(x);
}

/* Begins with the words dealt out in turn, by frequency, so the classes start
 * alike in size; the line's end has class 0 to itself and never moves. Fills N
 * and the totals. */
static void init_classes(struct trainer *t)
{
    t->h = stream_zeros(H_TABLE, sizeof *t->h);
    for (size_t i = 2; i < H_TABLE; i++)
        t->h[i] = (double)i * log((double)i);
    for (uint32_t w = 0; w < t->V; w++)
        stream_word(&t->text, w)->class = w == 0 ? 0 : 1 + (w - 1) % (t->C - 1);
    t->N = stream_zeros((size_t)t->C * t->C, sizeof *t->N);
    t->total = stream_zeros(t->C, sizeof *t->total);
    for (size_t i = 0; i < t->bigrams; i++) {
        uint32_t c = stream_word(&t->text, t->by_left[i].left)->class;
        uint32_t d = stream_word(&t->text, t->by_left[i].right)->class;
        t->N[(size_t)c * t->C + d] += t->by_left[i].count;
        t->total[d] += t->by_left[i].count;
    }
}

/* A word's neighbours by class. */
struct neighbours {
    uint32_t *right_classes, *left_classes; /* with a count, in order met */
    double *right, *left;                   /* [C] */
    size_t rights, lefts;
    double self, total;
};

/* Finds how often the word has each class to its right and left. The lists of
 * classes that have a count make the next call's clearing, and the sums over
 * neighbours, cost what the word has and not C. Pairs of the word with itself
 * are kept apart. */
static void gather(struct trainer *t, uint32_t w, struct neighbours *n)
{
    for (size_t i = 0; i < n->rights; i++)
        n->right[n->right_classes[i]] = 0;
    for (size_t i = 0; i < n->lefts; i++)
        n->left[n->left_classes[i]] = 0;
    n->rights = n->lefts = 0;
    n->self = n->total = 0;
    for (size_t i = t->left_at[w]; i < t->left_at[w + 1]; i++) {
        const struct bigram *b = &t->by_left[i];
        uint32_t c = stream_word(&t->text, b->right)->class;
        if (b->right == w) {
            n->self += b->count;
            continue;
        }
        if (n->right[c] == 0)
            n->right_classes[n->rights++] = c;
        n->right[c] += b->count;
    }
    for (size_t i = t->right_at[w]; i < t->right_at[w + 1]; i++) {
        const struct bigram *b = &t->by_right[i];
        uint32_t c = stream_word(&t->text, b->left)->class;
        n->total += b->count;
        if (b->left == w)
            continue;
        if (n->left[c] == 0)
            n->left_classes[n->lefts++] = c;
        n->left[c] += b->count;
    }
}

/* Puts the word into class c (sign 1) or takes it out (sign -1). */
static void place(struct trainer *t, const struct neighbours *n, uint32_t c,
                  double sign)
{
    for (size_t i = 0; i < n->rights; i++)
        t->N[(size_t)c * t->C + n->right_classes[i]] +=
            sign * n->right[n->right_classes[i]];
    for (size_t i = 0; i < n->lefts; i++)
        t->N[(size_t)n->left_classes[i] * t->C + c] +=
            sign * n->left[n->left_classes[i]];
    t->N[(size_t)c * t->C + c] += sign * n->self;
    t->total[c] += sign * n->total;
}

/* What L gains when the word, in no class now, joins class c. */
static double gain(const struct trainer *t, const struct neighbours *n,
                   uint32_t c)
{
    const double *row = t->N + (size_t)c * t->C;
    double sum = 0, inner = n->self + n->right[c] + n->left[c];

    for (size_t i = 0; i < n->rights; i++) {
        uint32_t d = n->right_classes[i];
        if (d != c)
            sum += h(t, row[d] + n->right[d]) - h(t, row[d]);
    }
    for (size_t i = 0; i < n->lefts; i++) {
        uint32_t d = n->left_classes[i];
        double before = t->N[(size_t)d * t->C + c];
        if (d != c)
            sum += h(t, before + n->left[d]) - h(t, before);
    }
    sum += h(t, row[c] + inner) - h(t, row[c]);
    return sum - 2 * (h(t, t->total[c] + n->total) - h(t, t->total[c]));
}

/* One pass over the vocabulary, frequent words first; returns how many words
 * moved. A word is taken out of its class, and put into the one that gains
 * most; its own wins a tie. */
static size_t exchange(struct trainer *t, struct neighbours *n)
{
    size_t moved = 0;

    for (uint32_t w = 1; w < t->V; w++) {
        uint32_t from = stream_word(&t->text, w)->class, best = from;
        double best_gain;
        gather(t, w, n);
        place(t, n, from, -1);
        best_gain = gain(t, n, from);
        for (uint32_t c = 1; c < t->C; c++) {
            double g = c == from ? best_gain : gain(t, n, c);
            /* The margin keeps words from wandering between classes of equal
             * gain for ever. */
            if (g > best_gain + 1e-9) {
                best_gain = g;
                best = c;
            }
        }
        place(t, n, best, 1);
        stream_word(&t->text, w)->class = best;
        moved += best != from;
    }
    return moved;
}

/* All passes, with a line each; few words move after the first ones. */
static void run_exchange(struct trainer *t)
{
    struct neighbours n = {
        .right_classes = stream_zeros(t->C, sizeof(uint32_t)),
        .left_classes = stream_zeros(t->C, sizeof(uint32_t)),
        .right = stream_zeros(t->C, sizeof(double)),
        .left = stream_zeros(t->C, sizeof(double))};

    for (uint32_t pass = 1; pass <= t->passes; pass++)
        fprintf(stderr, "clusters: pass %u: %zu words moved\n", pass,
                exchange(t, &n));
    free(n.right_classes);
    free(n.left_classes);
    free(n.right);
    free(n.left);
}

/* ----------------------------------------------------------------- merging */

/* What L loses when classes a and b become one: the terms of their rows and
 * columns, of the four cells among themselves, and of their totals. */
static double loss(const struct trainer *t, const uint8_t *gone, uint32_t a,
                   uint32_t b)
{
    size_t C = t->C;
    double sum = 0;

    for (uint32_t d = 0; d < C; d++) {
        double ra = t->N[a * C + d], rb = t->N[b * C + d];
        double la = t->N[d * C + a], lb = t->N[d * C + b];
        if (gone[d] || d == a || d == b)
            continue;
        sum += h(t, ra) + h(t, rb) - h(t, ra + rb);
        sum += h(t, la) + h(t, lb) - h(t, la + lb);
    }
    sum += h(t, t->N[a * C + a]) + h(t, t->N[b * C + b]) +
           h(t, t->N[a * C + b]) + h(t, t->N[b * C + a]) -
           h(t, t->N[a * C + a] + t->N[b * C + b] + t->N[a * C + b] +
                    t->N[b * C + a]);
    return sum + 2 * (h(t, t->total[a] + t->total[b]) - h(t, t->total[a]) -
                      h(t, t->total[b]));
}

/* Adds class b's row, column and total to those of a. The row comes first, so
 * the cell (b, b) reaches (a, a) by way of (a, b). */
static void merge(struct trainer *t, uint32_t a, uint32_t b)
{
    size_t C = t->C;

    for (uint32_t d = 0; d < C; d++)
        t->N[a * C + d] += t->N[b * C + d];
    for (uint32_t d = 0; d < C; d++)
        t->N[d * C + a] += t->N[d * C + b];
    t->total[a] += t->total[b];
}

/* Numbers the surviving classes 1, 2, ... and writes each fine class's. */
static void note_level(const uint32_t *root, size_t C, uint16_t *level)
{
    uint16_t next = 1;

    for (size_t c = 0; c < C; c++)
        if (root[c] == c)
            level[c] = next++;
    for (size_t c = 0; c < C; c++)
        level[c] = level[root[c]];
}

/* Merges until MIDDLE and then COARSE classes are left. Of the pairs, those of
 * a class with its cheapest partner are kept up to date only roughly: a class's
 * row is scanned again when it or its partner changed. To follow every loss
 * exactly would cost C^3 for each merge; in a class that keeps its partner the
 * loss is a little old, which is taken as good enough. */
static void merge_all(struct trainer *t, uint16_t *middle, uint16_t *coarse)
{
    size_t C = t->C, left = C;
    uint8_t *gone = stream_zeros(C, 1);
    uint32_t *root = stream_zeros(C, sizeof *root);
    uint32_t *partner = stream_zeros(C, sizeof *partner);
    double *cost = stream_zeros(C, sizeof *cost);

    for (uint32_t c = 0; c < C; c++) {
        root[c] = c;
        cost[c] = -1;
    }
    for (; left > COARSE; left--) {
        uint32_t a = 0;
        double best = INFINITY;
        /* On the way down: the middle classes are the coarse ones' parts. */
        if (left == MIDDLE)
            note_level(root, C, middle);
        for (uint32_t c = 1; c < C; c++) {
            if (gone[c])
                continue;
            /* Out of date, or never computed: looks for the cheapest partner
             * anew. */
            if (cost[c] < 0 || gone[partner[c]]) {
                cost[c] = INFINITY;
                for (uint32_t d = 1; d < C; d++) {
                    double l = d == c || gone[d] ? INFINITY
                                                 : loss(t, gone, c, d);
                    if (l < cost[c]) {
                        cost[c] = l;
                        partner[c] = d;
                    }
                }
            }
            if (cost[c] < best) {
                best = cost[c];
                a = c;
            }
        }
        /* Class a takes in its partner; every class that had either of them as
         * its partner must look again. */
        merge(t, a, partner[a]);
        gone[partner[a]] = 1;
        for (size_t c = 0; c < C; c++)
            if (root[c] == partner[a])
                root[c] = a;
        for (size_t c = 0; c < C; c++)
            if (partner[c] == a)
                cost[c] = -1;
        cost[a] = -1;
    }
    note_level(root, C, coarse);
    free(gone);
    free(root);
    free(partner);
    free(cost);
}

/* ----------------------------------------------------------------- writing */

/* Merges, then writes. */
static void write_out(struct trainer *t, const char *path)
{
    uint16_t *levels = stream_zeros(2 * (t->C + 1), sizeof *levels);

    merge_all(t, levels + 1, levels + t->C + 2);
    if (!stream_write_classes(&t->text, path, t->C, levels))
        fprintf(stderr, "clusters: %s cannot be written\n", path);
    free(levels);
}

/* C must exceed MIDDLE, or there would be nothing to merge, and fit 16 bits. */
int main(int argc, char **argv)
{
    struct trainer t = {.C = 512, .V = 60000, .passes = 5};

    for (int i = 2; i + 1 < argc; i += 2) {
        uint32_t value = (uint32_t)strtoul(argv[i + 1], NULL, 10);
        if (strcmp(argv[i], "--classes") == 0)
            t.C = value;
        else if (strcmp(argv[i], "--vocabulary") == 0)
            t.V = value;
        else if (strcmp(argv[i], "--passes") == 0)
            t.passes = value;
    }
    if (argc < 2 || t.C <= MIDDLE || t.C > 60000) {
        fprintf(stderr, "usage: clusters OUT [--classes C] [--vocabulary V] "
                        "[--passes N] < TEXT\n");
        return 2;
    }
    stream_init(&t.text, false, false);
    stream_read(&t.text, stdin);
    t.V = stream_choose(&t.text, t.V, MIN_COUNT);
    count_bigrams(&t);
    fprintf(stderr, "clusters: %zu tokens, %u words, %zu bigrams\n",
            t.text.numbers.count, t.V, t.bigrams);
    init_classes(&t);
    run_exchange(&t);
    write_out(&t, argv[1]);
    return 0;
}
