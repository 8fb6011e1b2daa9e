/*
 * vectors.c - plain text -> senses of words (section "senses").
 *
 *     vectors OUT [--classes K] [--passes N] < TEXT
 *
 * Each word gets a vector that predicts the words round it (skip-grams with
 * negative sampling, Mikolov et al. 2013, NIPS, section 2); words whose
 * vectors point the same way are put into one class (spherical k-means). Where
 * the classes of clusters.c say what a word does in a sentence ("a town after
 * a preposition"), these say what it is about ("Nairobi" with "Kenya" and
 * "Safari"): the tagger profits from both, most of all on kinds of text that
 * training lacks. Case does not count here.
 *
 * One thread, an own generator of numbers, sums in a fixed order: same text,
 * same bytes.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/stream.h"

#define DIMENSIONS 48 /* a multiple of LANES */
#define LANES 8
#define WINDOW 4
#define NEGATIVES 3
#define RATE 0.025
#define SAMPLE 1e-5  /* frequent words are left out more often than not */
#define MIN_COUNT 3
#define ROOM 200000  /* words */
#define SENTENCE 1000
#define DRAWS (1u << 18)
#define ROUNDS 12    /* of k-means */

struct trainer {
    struct stream text;
    uint32_t V, K, passes;
    float *in, *out;   /* [V][DIMENSIONS]: of the word, of its neighbours */
    uint32_t *draws;   /* [DRAWS] words, as often as they are drawn */
    double *keep;      /* [V] chance that a word is kept */
    uint64_t random;
    float rate;
};

/* 31 random bits, from the high half of a linear congruence. */
static uint32_t next_random(struct trainer *t)
{
    t->random = t->random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(t->random >> 33);
}

/* Sums by lanes, so that the compiler may use wide registers without being
 * allowed to change the order of a sum. */
static float dot(const float *a, const float *b)
{
    float lanes[LANES] = {0}, sum = 0;

    for (size_t d = 0; d < DIMENSIONS; d += LANES)
        for (size_t l = 0; l < LANES; l++)
            lanes[l] += a[d + l] * b[d + l];
    for (size_t l = 0; l < LANES; l++)
        sum += lanes[l];
    return sum;
}

/* a += factor * b */
static void add(float *a, float factor, const float *b)
{
    for (size_t d = 0; d < DIMENSIONS; d++)
        a[d] += factor * b[d];
}

/* ---------------------------------------------------------------- vectors */

/* Small random vectors of words, zeros for neighbours; the table of draws has a
 * word as often as its count to the power of 3/4 says; a word of frequency f
 * is kept with a chance of (sqrt(f / s) + 1) * s / f. "Rare" and the break are
 * neither drawn nor kept. */
static void prepare(struct trainer *t)
{
    double all = 0, weights = 0, sum = 0;
    uint32_t place = 0;

    t->in = stream_zeros((size_t)t->V * DIMENSIONS, sizeof *t->in);
    t->out = stream_zeros((size_t)t->V * DIMENSIONS, sizeof *t->out);
    t->draws = stream_zeros(DRAWS, sizeof *t->draws);
    t->keep = stream_zeros(t->V, sizeof *t->keep);
    for (size_t i = 0; i < (size_t)t->V * DIMENSIONS; i++)
        t->in[i] = ((float)(next_random(t) & 0xFFFF) / 65536.0f - 0.5f) /
                   DIMENSIONS;
    for (uint32_t w = 1; w + 1 < t->V; w++) {
        all += stream_word(&t->text, w)->count;
        weights += pow(stream_word(&t->text, w)->count, 0.75);
    }
    for (uint32_t w = 1; w + 1 < t->V; w++) {
        double f = stream_word(&t->text, w)->count / all;
        t->keep[w] = (sqrt(f / SAMPLE) + 1) * SAMPLE / f;
        sum += pow(stream_word(&t->text, w)->count, 0.75);
        while (place < DRAWS && place < sum / weights * DRAWS)
            t->draws[place++] = w;
    }
    while (place < DRAWS)
        t->draws[place++] = 1;
}

/* One step: word `w` is to predict its neighbour and not NEGATIVES words that
 * were drawn. g = rate * (label - sigmoid(v . u)) for each of them. */
static void learn_pair(struct trainer *t, uint32_t w, uint32_t neighbour)
{
    float *v = t->in + (size_t)w * DIMENSIONS;
    float change[DIMENSIONS] = {0};

    for (unsigned n = 0; n <= NEGATIVES; n++) {
        uint32_t other =
            n ? t->draws[next_random(t) & (DRAWS - 1)] : neighbour;
        float *u = t->out + (size_t)other * DIMENSIONS, g;
        if (n && other == neighbour)
            continue;
        g = t->rate * ((n == 0) - 1.0f / (1.0f + expf(-dot(v, u))));
        add(change, g, u);
        add(u, g, v);
    }
    add(v, 1, change);
}

/* All pairs of a piece of text that lie within a window; its width is drawn for
 * each word, so that near neighbours count more. */
static void learn_sentence(struct trainer *t, const uint32_t *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t width = 1 + next_random(t) % WINDOW;
        size_t first = i > width ? i - width : 0;
        for (size_t j = first; j < n && j <= i + width; j++)
            if (j != i)
                learn_pair(t, words[i], words[j]);
    }
}

/* One pass over the text. The rate falls in a straight line to 0 over all
 * passes. */
static void learn_pass(struct trainer *t, uint32_t pass)
{
    size_t n = t->text.numbers.count, count = 0;
    uint32_t words[SENTENCE];

    for (size_t i = 0; i < n; i++) {
        uint32_t w = *NG_AT(&t->text.numbers, uint32_t, i);
        if ((next_random(t) & 0xFFFF) / 65536.0 < t->keep[w])
            words[count++] = w;
        if (w != 0 && count < SENTENCE)
            continue;
        t->rate = (float)(RATE * (1 - ((double)pass + (double)i / (double)n) /
                                          t->passes) + 1e-5);
        learn_sentence(t, words, count);
        count = 0;
    }
}

/* ----------------------------------------------------------------- classes */

/* Makes a vector one of length 1; one of zeros stays. */
static void normalise(float *v)
{
    float square = dot(v, v);
    float factor = square > 0 ? 1.0f / sqrtf(square) : 0;

    for (size_t d = 0; d < DIMENSIONS; d++)
        v[d] *= factor;
}

/* The centre that points most the way of `v`; the first one wins a tie. */
static uint32_t nearest(const float *centres, uint32_t K, const float *v)
{
    uint32_t best = 0;
    float most = -2;

    for (uint32_t k = 0; k < K; k++) {
        float cosine = dot(centres + (size_t)k * DIMENSIONS, v);
        if (cosine > most) {
            most = cosine;
            best = k;
        }
    }
    return best;
}

/* Spherical k-means of n vectors, from the first K of them (words come in the
 * order of their frequency, so these are well known). Fills the class of each
 * and the centres; a class that loses all its words keeps its centre.
 * // centres [K][DIMENSIONS] */
static void cluster(const float *vectors, size_t n, uint32_t K,
                    float *centres, uint32_t *classes)
{
    size_t bytes = (size_t)K * DIMENSIONS * sizeof(float);
    float *sums = stream_zeros((size_t)K * DIMENSIONS, sizeof *sums);

    memcpy(centres, vectors, bytes);
    for (unsigned round = 0; round < ROUNDS; round++) {
        memset(sums, 0, bytes);
        for (size_t i = 0; i < n; i++) {
            const float *v = vectors + i * DIMENSIONS;
            classes[i] = nearest(centres, K, v);
            add(sums + (size_t)classes[i] * DIMENSIONS, 1, v);
        }
        for (uint32_t k = 0; k < K; k++) {
            float *sum = sums + (size_t)k * DIMENSIONS;
            normalise(sum);
            if (dot(sum, sum) > 0)
                memcpy(centres + (size_t)k * DIMENSIONS, sum,
                       DIMENSIONS * sizeof *sum);
        }
    }
    free(sums);
}

/* The classes of words, then those of the classes' centres: a fourth and a
 * sixteenth as many. Writes class numbers of level `level` plus 1. */
static void merge(const float *centres, uint32_t K, uint32_t smaller,
                  uint16_t *level)
{
    float *outer = stream_zeros((size_t)smaller * DIMENSIONS, sizeof *outer);
    uint32_t *classes = stream_zeros(K, sizeof *classes);

    cluster(centres, K, smaller, outer, classes);
    for (uint32_t k = 0; k < K; k++)
        level[k + 1] = (uint16_t)(classes[k] + 1);
    free(outer);
    free(classes);
}

/* Puts the words, those but "rare", into classes and writes them. */
static bool write_out(struct trainer *t, const char *path)
{
    size_t n = t->V - 2;
    float *centres = stream_zeros((size_t)t->K * DIMENSIONS, sizeof *centres);
    uint32_t *classes = stream_zeros(n, sizeof *classes);
    uint16_t *levels = stream_zeros(2 * (t->K + 1), sizeof *levels);
    bool written;

    for (uint32_t w = 1; w < t->V; w++)
        normalise(t->in + (size_t)w * DIMENSIONS);
    cluster(t->in + DIMENSIONS, n, t->K, centres, classes);
    for (size_t i = 0; i < n; i++)
        stream_word(&t->text, i + 1)->class = classes[i];
    merge(centres, t->K, t->K / 4, levels);
    merge(centres, t->K, t->K / 16, levels + t->K + 1);
    written = stream_write_classes(&t->text, path, t->K, levels);
    free(centres);
    free(classes);
    free(levels);
    return written;
}

/* Reads the options; false when the command line makes no sense. */
static bool read_options(struct trainer *t, int argc, char **argv)
{
    for (int i = 2; i + 1 < argc; i += 2) {
        uint32_t value = (uint32_t)strtoul(argv[i + 1], NULL, 10);
        if (strcmp(argv[i], "--classes") == 0)
            t->K = value;
        else if (strcmp(argv[i], "--passes") == 0)
            t->passes = value;
        else
            return false;
    }
    return argc >= 2 && t->K >= 16 && t->K <= 60000 && t->passes;
}

/* Reads, learns, classes, writes. There must be more words than classes. */
int main(int argc, char **argv)
{
    struct trainer t = {.K = 512, .passes = 2, .random = 1};

    if (!read_options(&t, argc, argv)) {
        fprintf(stderr, "usage: vectors OUT [--classes K] [--passes N]"
                        " < TEXT\n");
        return 2;
    }
    stream_init(&t.text, true, true);
    stream_read(&t.text, stdin);
    t.V = stream_choose(&t.text, ROOM, MIN_COUNT);
    fprintf(stderr, "vectors: %zu tokens, %u words\n", t.text.numbers.count,
            t.V);
    if (t.V < t.K + 2) {
        fprintf(stderr, "vectors: too little text\n");
        return 1;
    }
    prepare(&t);
    for (uint32_t pass = 0; pass < t.passes; pass++) {
        learn_pass(&t, pass);
        fprintf(stderr, "vectors: pass %u of %u\n", pass + 1, t.passes);
    }
    if (!write_out(&t, argv[1])) {
        fprintf(stderr, "vectors: %s cannot be written\n", argv[1]);
        return 1;
    }
    free(t.in);
    free(t.out);
    free(t.draws);
    free(t.keep);
    stream_free(&t.text);
    return 0;
}
