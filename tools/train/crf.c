/*
 * crf.c - see crf.h. T tokens, Y labels, F features; arrays carry their shape.
 *
 * First everything is collected: features of all tokens, in one vector, and
 * what each token may be. Then features are numbered, rare ones dropped, and
 * training goes over the sequences one by one, in an order that a seed
 * decides.
 *
 * A step takes two forward-backward passes over a sequence, once with all
 * labels and once with the allowed ones; the gradient is the difference of the
 * expected counts. Probabilities are scaled to a sum of 1 at each token
 * instead of being kept as logarithms: no logarithm in the inner loops.
 * Shrinkage by the L1 penalty is put off until a feature turns up again, so a
 * step costs what its sequence has, not what the model has. A step is T *
 * (features * Y + legal transitions); memory is F * Y numbers, twice.
 */
#include "train/crf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"

#define CRF_RARE UINT32_MAX

/* Gradients smaller than this leave a weight of 0 alone: most labels of most
 * tokens, once training has begun. */
#define CRF_TINY 1e-5f

/* Working memory of one sequence. */
struct lattice {
    size_t room;            /* tokens */
    uint32_t *ids;          /* of the sequence's features, some left out */
    size_t id_room;
    uint64_t random;        /* what is left out */
    float scale;            /* of those that stay */
    float *scores;          /* [T][Y] of the features alone */
    float *local;           /* [T][Y] exp of scores less their maximum */
    float *alpha, *beta;    /* [T][Y] scaled to a sum of 1 */
    float *gradient;        /* [T][Y] of the loss by the scores */
    float *chain_gradient;  /* like crf.chain */
    float *exp_chain;       /* exp of crf.chain, 0 where illegal */
    size_t first[NG_MAX_LABELS]; /* legal columns of T's row x lie in */
    size_t end[NG_MAX_LABELS];   /* [first, end): others are skipped */
};

/* Trainers exit when memory runs out. */
static void *must(void *ptr)
{
    if (!ptr) {
        fprintf(stderr, "crf: out of memory\n");
        exit(1);
    }
    return ptr;
}

/* Zeroed memory, at least one item, so that NULL always means failure. */
static void *zeros(size_t count, size_t size)
{
    return must(calloc(count ? count : 1, size));
}

/* Numbers in a chain: start [Y], final [Y], transitions [Y][Y], in this
 * order. */
static size_t chain_size(size_t Y)
{
    return 2 * Y + Y * Y;
}

/* ------------------------------------------------------------ collecting */

/* All transitions are legal at first. Names are borrowed until crf_write. */
void crf_init(struct crf *crf, const char *const *names, size_t Y)
{
    *crf = (struct crf){.Y = Y};
    for (size_t y = 0; y < Y; y++)
        crf->names[y] = names[y];
    ng_vector_init(&crf->hashes, &ng_alloc_default, sizeof(uint64_t));
    ng_vector_init(&crf->tokens, &ng_alloc_default, sizeof(struct crf_token));
    ng_vector_init(&crf->sequences, &ng_alloc_default, sizeof(uint32_t));
    crf->illegal = zeros(chain_size(Y), sizeof(bool));
}

/* Frees all that collecting and training made; the options are the caller's. */
void crf_free(struct crf *crf)
{
    ng_vector_free(&crf->hashes);
    ng_vector_free(&crf->tokens);
    ng_vector_free(&crf->sequences);
    free(crf->ids);
    free(crf->keys);
    free(crf->weights);
    free(crf->squares);
    free(crf->chain);
    free(crf->chain_squares);
    free(crf->illegal);
}

/* Features wait in one vector for the token that ends them. */
void crf_feature(struct crf *crf, uint64_t hash)
{
    *(uint64_t *)must(ng_vector_push(&crf->hashes)) = hash;
}

/* A token holds only where its features end: they begin at the end of the last
 * one's. */
void crf_token(struct crf *crf, uint64_t allowed)
{
    struct crf_token *token = must(ng_vector_push(&crf->tokens));

    token->feature_end = crf->hashes.count;
    token->allowed = allowed;
}

/* End of the last sequence so far: a token number. */
static uint32_t sequences_end(const struct crf *crf)
{
    size_t n = crf->sequences.count;

    return n ? *NG_AT(&crf->sequences, uint32_t, n - 1) : 0;
}

/* Without tokens since the last call nothing is added. */
void crf_sequence_end(struct crf *crf)
{
    if (crf->tokens.count > sequences_end(crf))
        *(uint32_t *)must(ng_vector_push(&crf->sequences)) =
            (uint32_t)crf->tokens.count;
}

/* Notes what is illegal in the layout of the chain: an edge before is a start,
 * one behind a final. */
void crf_legal(struct crf *crf, size_t from, size_t to, bool legal)
{
    size_t Y = crf->Y;
    size_t place = from == CRF_EDGE ? to
                   : to == CRF_EDGE ? Y + from
                                    : 2 * Y + from * Y + to;

    crf->illegal[place] = !legal;
}

/* Token `t` of all sequences. */
static const struct crf_token *token_at(const struct crf *crf, size_t t)
{
    return NG_AT(&crf->tokens, struct crf_token, t);
}

/* Where the features of token `t` begin: at the end of those before it. */
static size_t first_feature(const struct crf *crf, size_t t)
{
    return t ? token_at(crf, t - 1)->feature_end : 0;
}

/* ----------------------------------------------------------- the features */

/* For qsort; a difference of 64-bit numbers would not fit an
 * int. */
static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

/* Features and how often each occurs, then its number: open addressing, at most
 * half full. */
struct census {
    uint64_t *keys;
    uint32_t *counts; /* 0: empty slot */
    size_t mask, used;
};

/* The slot of a feature, or the empty one where it belongs. */
static size_t census_slot(const struct census *c, uint64_t hash)
{
    size_t i = (size_t)ng_hash_mix(hash) & c->mask;

    while (c->counts[i] && c->keys[i] != hash)
        i = (i + 1) & c->mask;
    return i;
}

/* An empty census of `room` slots, a power of two. */
static struct census census_of(size_t room)
{
    return (struct census){.keys = zeros(room, sizeof(uint64_t)),
                           .counts = zeros(room, sizeof(uint32_t)),
                           .mask = room - 1};
}

/* Twice the slots, with all that is in them. */
static void census_grow(struct census *c)
{
    struct census larger = census_of(2 * (c->mask + 1));

    larger.used = c->used;
    for (size_t i = 0; i <= c->mask; i++)
        if (c->counts[i]) {
            size_t slot = census_slot(&larger, c->keys[i]);
            larger.keys[slot] = c->keys[i];
            larger.counts[slot] = c->counts[i];
        }
    free(c->keys);
    free(c->counts);
    *c = larger;
}

/* Counts one occurrence. */
static void census_add(struct census *c, uint64_t hash)
{
    size_t slot = census_slot(c, hash);

    c->keys[slot] = hash;
    if (c->counts[slot] < CRF_RARE - 1)
        c->counts[slot]++;
    c->used += c->counts[slot] == 1;
    if (c->used * 2 > c->mask)
        census_grow(c);
}

/* Numbers the features that occur at least min_count times, in order of their
 * hashes, so that the numbering does not depend on anything else. Counts become
 * numbers less one, CRF_RARE for the others. */
static void number_features(struct crf *crf, struct census *c,
                            uint32_t min_count)
{
    uint64_t *sorted = zeros(c->used, sizeof *sorted);
    size_t kept = 0;

    for (size_t i = 0; i <= c->mask; i++)
        if (c->counts[i] && c->counts[i] >= min_count)
            sorted[kept++] = c->keys[i];
        else if (c->counts[i])
            c->counts[i] = CRF_RARE;
    qsort(sorted, kept, sizeof *sorted, by_number);
    for (size_t f = 0; f < kept; f++)
        c->counts[census_slot(c, sorted[f])] = (uint32_t)f + 1;
    crf->keys = sorted;
    crf->F = kept;
}

/* Replaces hashes by numbers and makes the weights, all 0. */
static void prepare(struct crf *crf, uint32_t min_count)
{
    size_t n = crf->hashes.count;
    struct census census = census_of(1024);

    for (size_t i = 0; i < n; i++)
        census_add(&census, *NG_AT(&crf->hashes, uint64_t, i));
    number_features(crf, &census, min_count);
    crf->ids = zeros(n, sizeof *crf->ids);
    for (size_t i = 0; i < n; i++) {
        uint32_t number = census.counts[census_slot(
            &census, *NG_AT(&crf->hashes, uint64_t, i))];
        crf->ids[i] = number == CRF_RARE ? CRF_RARE : number - 1;
    }
    free(census.keys);
    free(census.counts);
    crf->weights = zeros(crf->F * crf->Y, sizeof(float));
    crf->squares = zeros(crf->F * crf->Y, sizeof(float));
    crf->chain = zeros(chain_size(crf->Y), sizeof(float));
    crf->chain_squares = zeros(chain_size(crf->Y), sizeof(float));
}

/* ------------------------------------------------------- forward, backward */

/* Makes room for a sequence of T tokens; grows by half as much again, so that
 * few sequences make it grow. */
static void lattice_reserve(struct lattice *l, size_t T, size_t Y)
{
    float **rows[] = {&l->scores, &l->local, &l->alpha, &l->beta,
                      &l->gradient};

    if (T <= l->room)
        return;
    l->room = T + T / 2;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        *rows[i] = must(realloc(*rows[i], l->room * Y * sizeof(float)));
}

/* Frees what lattice_reserve and crf_train made. */
static void lattice_free(struct lattice *l)
{
    free(l->ids);
    free(l->scores);
    free(l->local);
    free(l->alpha);
    free(l->beta);
    free(l->gradient);
    free(l->chain_gradient);
    free(l->exp_chain);
}

/* Makes a row sum to 1; an all-zero row becomes even, which teaches nothing. */
static void normalise(float *row, size_t Y)
{
    float sum = 0;

    for (size_t y = 0; y < Y; y++)
        sum += row[y];
    for (size_t y = 0; y < Y; y++)
        row[y] = sum > 0 ? row[y] / sum : 1.0f / (float)Y;
}

/* local[t][y] = exp(score - max), 0 where y is not in `allowed`. The maximum is
 * taken off so that exp cannot overflow; the factor cancels out when rows are
 * normalised. */
static void fill_local(struct lattice *l, size_t t, size_t Y, uint64_t allowed)
{
    const float *scores = l->scores + t * Y;
    float *local = l->local + t * Y;
    float max = -INFINITY;

    for (size_t y = 0; y < Y; y++)
        if ((allowed >> y & 1) && scores[y] > max)
            max = scores[y];
    for (size_t y = 0; y < Y; y++)
        local[y] = allowed >> y & 1 ? expf(scores[y] - max) : 0;
}

/* alpha[t][y] ~ local[t][y] * sum over x of alpha[t-1][x] * exp T[x][y]. Walks
 * along the rows of T, over their legal range only, which the compiler can
 * vectorise. */
static void forward(struct lattice *l, size_t T, size_t Y)
{
    for (size_t t = 0; t < T; t++) {
        float *row = l->alpha + t * Y;
        for (size_t y = 0; y < Y; y++)
            row[y] = t ? 0 : l->exp_chain[y];
        for (size_t x = 0; t && x < Y; x++) {
            const float *T_row = l->exp_chain + 2 * Y + x * Y;
            float before = row[(ptrdiff_t)x - (ptrdiff_t)Y];
            for (size_t y = l->first[x]; y < l->end[x]; y++)
                row[y] += before * T_row[y];
        }
        for (size_t y = 0; y < Y; y++)
            row[y] *= l->local[t * Y + y];
        normalise(row, Y);
    }
}

/* beta[t][x] ~ sum over y of exp T[x][y] * local[t+1][y] * beta[t+1][y]. The
 * last row is that of the final weights. */
static void backward(struct lattice *l, size_t T, size_t Y)
{
    float ahead[NG_MAX_LABELS];

    for (size_t t = T; t-- > 0;) {
        float *row = l->beta + t * Y;
        if (t == T - 1) {
            memcpy(row, l->exp_chain + Y, Y * sizeof *row);
            normalise(row, Y);
            continue;
        }
        for (size_t y = 0; y < Y; y++)
            ahead[y] = l->local[(t + 1) * Y + y] * row[Y + y];
        for (size_t x = 0; x < Y; x++) {
            const float *T_row = l->exp_chain + 2 * Y + x * Y;
            float sum = 0;
            for (size_t y = l->first[x]; y < l->end[x]; y++)
                sum += T_row[y] * ahead[y];
            row[x] = sum;
        }
        normalise(row, Y);
    }
}

/* Adds `sign` times the expected counts of (x at t-1, y at t). Two walks: one
 * for the sum, one for the shares, since alpha and beta are scaled each in its
 * own way. */
static void add_pairs(struct lattice *l, size_t t, size_t Y, float sign)
{
    const float *before = l->alpha + (t - 1) * Y;
    float ahead[NG_MAX_LABELS], sum = 0;

    for (size_t y = 0; y < Y; y++)
        ahead[y] = l->local[t * Y + y] * l->beta[t * Y + y];
    for (size_t x = 0; x < Y; x++)
        for (size_t y = l->first[x]; y < l->end[x]; y++)
            sum += before[x] * l->exp_chain[2 * Y + x * Y + y] * ahead[y];
    if (!(sum > 0))
        return;
    for (size_t x = 0; x < Y; x++) {
        float *row = l->chain_gradient + 2 * Y + x * Y;
        float scale = sign * before[x] / sum;
        for (size_t y = l->first[x]; y < l->end[x]; y++)
            row[y] += scale * l->exp_chain[2 * Y + x * Y + y] * ahead[y];
    }
}

/* Adds `sign` times the expected counts under the local scores: of labels at
 * each token, of transitions, of the first and the last label. */
static void add_expectation(struct lattice *l, size_t T, size_t Y, float sign)
{
    float row[NG_MAX_LABELS];

    forward(l, T, Y);
    backward(l, T, Y);
    for (size_t t = 0; t < T; t++) {
        for (size_t y = 0; y < Y; y++)
            row[y] = l->alpha[t * Y + y] * l->beta[t * Y + y];
        normalise(row, Y);
        for (size_t y = 0; y < Y; y++) {
            l->gradient[t * Y + y] += sign * row[y];
            if (t == 0)
                l->chain_gradient[y] += sign * row[y];
            if (t == T - 1)
                l->chain_gradient[Y + y] += sign * row[y];
        }
        if (t)
            add_pairs(l, t, Y, sign);
    }
}

/* ---------------------------------------------------------------- updates */

/* One AdaGrad step of one weight. */
static void update(float *w, float *square, float g, float rate)
{
    *square += g * g;
    *w -= rate * g / (sqrtf(*square) + 1e-6f);
}

/* Moves the weights of all features of a sequence, for the labels whose
 * gradient is not tiny: a handful of the Y once training has begun, found once
 * per token. */
static void update_features(struct crf *crf, struct lattice *l, size_t first,
                            size_t T, const struct crf_options *o)
{
    size_t Y = crf->Y, labels[NG_MAX_LABELS];

    for (size_t t = 0; t < T; t++) {
        const float *gradient = l->gradient + t * Y;
        size_t end = token_at(crf, first + t)->feature_end, count = 0;
        for (size_t y = 0; y < Y; y++)
            if (fabsf(gradient[y]) > CRF_TINY)
                labels[count++] = y;
        for (size_t i = first_feature(crf, first + t); count && i < end; i++) {
            size_t f = l->ids[i - first_feature(crf, first)];
            if (f == CRF_RARE)
                continue;
            for (size_t n = 0; n < count; n++)
                update(&crf->weights[f * Y + labels[n]],
                       &crf->squares[f * Y + labels[n]], gradient[labels[n]],
                       (float)o->rate);
        }
    }
}

/* The L1 penalty of a whole pass of `steps` steps: every weight moves towards
 * 0, and no further than 0, which is what makes most of them vanish. A frequent
 * weight would pay in small sums and a rare one all at once; the sum is the
 * same. */
static void shrink(struct crf *crf, double l1, size_t steps)
{
    float debt = (float)(l1 * (double)steps);

    for (size_t i = 0; i < crf->F * crf->Y; i++) {
        float w = crf->weights[i];
        float pay = w ? debt / (sqrtf(crf->squares[i]) + 1e-6f) : 0;
        crf->weights[i] = w > pay ? w - pay : w < -pay ? w + pay : 0;
    }
}

/* Moves the transitions, without any penalty: there are few. Then refreshes
 * their exponentials, which the next passes use. */
static void update_chain(struct crf *crf, struct lattice *l,
                         const struct crf_options *o)
{
    for (size_t i = 0; i < chain_size(crf->Y); i++) {
        if (!crf->illegal[i] && l->chain_gradient[i] != 0)
            update(&crf->chain[i], &crf->chain_squares[i],
                   l->chain_gradient[i], (float)o->rate);
        l->exp_chain[i] = crf->illegal[i] ? 0 : expf(crf->chain[i]);
        l->chain_gradient[i] = 0;
    }
}

/* The sums of the weights of each token's features. // [T][Y] */
static void fill_scores(const struct crf *crf, struct lattice *l, size_t first,
                        size_t T)
{
    size_t Y = crf->Y;

    memset(l->scores, 0, T * Y * sizeof(float));
    for (size_t t = 0; t < T; t++) {
        size_t end = token_at(crf, first + t)->feature_end;
        for (size_t i = first_feature(crf, first + t); i < end; i++) {
            const float *w;
            uint32_t f = l->ids[i - first_feature(crf, first)];
            if (f == CRF_RARE)
                continue;
            w = crf->weights + (size_t)f * Y;
            for (size_t y = 0; y < Y; y++)
                l->scores[t * Y + y] += w[y] * l->scale;
        }
    }
}

/* Copies the features of a sequence and leaves some out by chance; those that
 * stay count the more. So no feature can rely on the others: a name is read by
 * its surroundings even if its words are known well. */
static void choose_features(const struct crf *crf, struct lattice *l,
                            size_t first, size_t T, double dropout)
{
    size_t begin = first_feature(crf, first);
    size_t count = token_at(crf, first + T - 1)->feature_end - begin;
    uint32_t limit = (uint32_t)(dropout * 4294967295.0);

    if (count > l->id_room) {
        l->id_room = count * 2;
        l->ids = must(realloc(l->ids, l->id_room * sizeof *l->ids));
    }
    memcpy(l->ids, crf->ids + begin, count * sizeof *l->ids);
    l->scale = 1.0f / (1.0f - (float)dropout);
    for (size_t i = 0; limit && i < count; i++) {
        l->random = l->random * 6364136223846793005u + 1442695040888963407u;
        if ((uint32_t)(l->random >> 32) < limit)
            l->ids[i] = CRF_RARE;
    }
}

/* One step on sequence `s`: the gradient of log Z(x) - log Z_C(x) is what is
 * expected with all labels less what is expected with the allowed ones. */
static void train_sequence(struct crf *crf, struct lattice *l, size_t s,
                           const struct crf_options *o)
{
    size_t first = s ? *NG_AT(&crf->sequences, uint32_t, s - 1) : 0;
    size_t T = *NG_AT(&crf->sequences, uint32_t, s) - first, Y = crf->Y;
    uint64_t all = Y == 64 ? UINT64_MAX : (UINT64_C(1) << Y) - 1;

    lattice_reserve(l, T, Y);
    choose_features(crf, l, first, T, o->dropout);
    fill_scores(crf, l, first, T);
    memset(l->gradient, 0, T * Y * sizeof(float));
    for (size_t t = 0; t < T; t++)
        fill_local(l, t, Y, all);
    add_expectation(l, T, Y, 1);
    for (size_t t = 0; t < T; t++)
        fill_local(l, t, Y, token_at(crf, first + t)->allowed & all);
    add_expectation(l, T, Y, -1);
    update_features(crf, l, first, T, o);
    update_chain(crf, l, o);
}

/* The order of the next pass: Fisher-Yates with splitmix64. */
static void shuffle(uint32_t *order, size_t n, uint64_t *seed)
{
    for (size_t i = n; i > 1; i--) {
        size_t j = (size_t)(ng_hash_mix(*seed += 0x9E3779B97F4A7C15u) % i);
        uint32_t swap = order[i - 1];
        order[i - 1] = order[j];
        order[j] = swap;
    }
}

/* How many weights are not 0. */
static size_t active(const struct crf *crf)
{
    size_t count = 0;

    for (size_t i = 0; i < crf->F * crf->Y; i++)
        count += crf->weights[i] != 0;
    return count;
}

/* Finds the range of legal columns in each row of T, like the labeller's. */
static void find_legal(const struct crf *crf, struct lattice *l)
{
    size_t Y = crf->Y;

    for (size_t x = 0; x < Y; x++) {
        l->first[x] = l->end[x] = 0;
        for (size_t y = Y; y-- > 0;)
            if (!crf->illegal[2 * Y + x * Y + y]) {
                l->first[x] = y;
                l->end[x] = l->end[x] ? l->end[x] : y + 1;
            }
    }
}

/* Adds what a pass ended with to the sums: weights first, then the chain. */
static void add_to(float *sums, const struct crf *crf)
{
    size_t F = crf->F * crf->Y;

    for (size_t i = 0; i < F; i++)
        sums[i] += crf->weights[i];
    for (size_t i = 0; i < chain_size(crf->Y); i++)
        sums[F + i] += crf->chain[i];
}

/* Replaces the weights by the means of what `passes` passes ended with: one pass
 * leans towards the sequences that it saw last. */
static void take_means(struct crf *crf, const float *sums, unsigned passes)
{
    size_t F = crf->F * crf->Y;

    for (size_t i = 0; i < F; i++)
        crf->weights[i] = sums[i] / (float)passes;
    for (size_t i = 0; i < chain_size(crf->Y); i++)
        crf->chain[i] = sums[F + i] / (float)passes;
}

/* From weights of 0, o->epochs passes over all sequences. Sequences are
 * shuffled before each pass by a generator of our own, so the same seed gives
 * the same weights everywhere. */
void crf_train(struct crf *crf, const struct crf_options *o)
{
    size_t n = crf->sequences.count;
    uint32_t *order = zeros(n, sizeof *order);
    struct lattice l = {0};
    uint64_t seed = o->seed;
    float *sums;

    prepare(crf, o->min_count);
    sums = zeros(crf->F * crf->Y + chain_size(crf->Y), sizeof *sums);
    find_legal(crf, &l);
    /* A first update without a gradient only fills exp_chain. */
    l.chain_gradient = zeros(chain_size(crf->Y), sizeof(float));
    l.exp_chain = zeros(chain_size(crf->Y), sizeof(float));
    update_chain(crf, &l, o);
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
    for (unsigned epoch = 1; epoch <= o->epochs; epoch++) {
        shuffle(order, n, &seed);
        for (size_t i = 0; i < n; i++)
            train_sequence(crf, &l, order[i], o);
        shrink(crf, o->l1 * o->rate, n);
        if (!o->quiet)
            fprintf(stderr, "crf: pass %u of %u: %zu features, %zu weights\n",
                    epoch, o->epochs, crf->F, active(crf));
        if (o->averaged > 1 && epoch + o->averaged > o->epochs)
            add_to(sums, crf);
    }
    if (o->averaged > 1)
        take_means(crf, sums, o->averaged < o->epochs ? o->averaged
                                                      : o->epochs);
    lattice_free(&l);
    free(sums);
    free(order);
}

/* ---------------------------------------------------------------- writing */

/* What the written file is made of. */
struct packed {
    uint32_t *keys, *places;
    uint32_t slots;
    struct ng_vector weights; /* of int16_t */
    struct ng_vector labels;  /* of uint8_t */
    float scale;
};

/* Largest absolute weight, for the scale; never 0, since it divides. */
static float largest(const struct crf *crf)
{
    float max = 1e-6f;

    for (size_t i = 0; i < crf->F * crf->Y; i++)
        if (fabsf(crf->weights[i]) > max)
            max = fabsf(crf->weights[i]);
    return max;
}

/* Appends the pairs of feature `f`; returns how many. */
static size_t pack_pairs(const struct crf *crf, struct packed *p, size_t f,
                         double threshold)
{
    size_t count = 0;

    for (size_t y = 0; y < crf->Y; y++) {
        float w = crf->weights[f * crf->Y + y];
        int16_t rounded = (int16_t)lrintf(w / p->scale);
        if (fabs((double)w) < threshold || !rounded)
            continue;
        *(int16_t *)must(ng_vector_push(&p->weights)) = rounded;
        *(uint8_t *)must(ng_vector_push(&p->labels)) = (uint8_t)y;
        count++;
    }
    return count;
}

/* Puts a feature into the first free slot after its own. */
static void pack_slot(struct packed *p, uint64_t hash, size_t first,
                      size_t count)
{
    uint64_t mixed = ng_hash_mix(hash);
    uint32_t high = (uint32_t)(mixed >> 32);
    uint32_t slot = (uint32_t)mixed & (p->slots - 1);

    while (p->keys[slot])
        slot = (slot + 1) & (p->slots - 1);
    p->keys[slot] = high ? high : 1;
    p->places[slot] = (uint32_t)(first * 64 + count - 1);
}

/* Counts the features that have a weight worth keeping, makes a table that they
 * fill to three quarters at most, and enters them in order of their hashes. */
static void pack(const struct crf *crf, struct packed *p, double threshold)
{
    size_t used = 0;

    for (size_t f = 0; f < crf->F; f++) {
        bool any = false;
        for (size_t y = 0; y < crf->Y && !any; y++)
            any = fabs((double)crf->weights[f * crf->Y + y]) >= threshold;
        used += any;
    }
    /* At most three quarters full, so that the labeller's walks are short and
     * always end. */
    for (p->slots = 16; p->slots < used + used / 3 + 1; p->slots *= 2)
        ;
    p->keys = zeros(p->slots, sizeof *p->keys);
    p->places = zeros(p->slots, sizeof *p->places);
    p->scale = largest(crf) / 32767.0f;
    ng_vector_init(&p->weights, &ng_alloc_default, sizeof(int16_t));
    ng_vector_init(&p->labels, &ng_alloc_default, sizeof(uint8_t));
    for (size_t f = 0; f < crf->F; f++) {
        size_t first = p->weights.count;
        size_t count = pack_pairs(crf, p, f, threshold);
        if (count)
            pack_slot(p, crf->keys[f], first, count);
    }
}

/* Writes items or ends the program. */
static void put(FILE *file, const void *bytes, size_t count, size_t size)
{
    if (count && fwrite(bytes, size, count, file) != count) {
        fprintf(stderr, "crf: the weights cannot be written\n");
        exit(1);
    }
}

/* Writes start, final and transitions; the illegal ones as NG_FORBIDDEN. */
static void put_chain(FILE *file, const struct crf *crf)
{
    for (size_t i = 0; i < chain_size(crf->Y); i++) {
        float w = crf->illegal[i] ? NG_FORBIDDEN : crf->chain[i];
        put(file, &w, 1, sizeof w);
    }
}

/* Numbers are read as far as they go, like those of any command line here. */
bool crf_option(struct crf_options *options, const char *name,
                const char *value)
{
    if (strcmp(name, "--epochs") == 0)
        options->epochs = (unsigned)atoi(value);
    else if (strcmp(name, "--l1") == 0)
        options->l1 = atof(value);
    else if (strcmp(name, "--rate") == 0)
        options->rate = atof(value);
    else if (strcmp(name, "--min") == 0)
        options->min_count = (uint32_t)atoi(value);
    else if (strcmp(name, "--dropout") == 0)
        options->dropout = atof(value);
    else if (strcmp(name, "--averaged") == 0)
        options->averaged = (unsigned)atoi(value);
    else if (strcmp(name, "--seed") == 0)
        options->seed = strtoull(value, NULL, 10);
    else
        return false;
    return true;
}

/* Writes the parts in the order of weights.h. Numbers are those
 * of the machine: the packer notes their byte order in the model. */
size_t crf_write(const struct crf *crf, const char *path, double threshold)
{
    struct weights_head head = {.label_count = (uint32_t)crf->Y};
    FILE *file = must(fopen(path, "wb"));
    struct packed p = {0};
    long size;

    pack(crf, &p, threshold);
    memcpy(head.magic, WEIGHTS_MAGIC, sizeof head.magic);
    head.slot_count = p.slots;
    head.pair_count = (uint32_t)p.weights.count;
    head.scale = p.scale;
    for (size_t y = 0; y < crf->Y; y++)
        head.name_bytes += (uint32_t)strlen(crf->names[y]) + 1;
    put(file, &head, 1, sizeof head);
    put_chain(file, crf);
    put(file, p.keys, p.slots, sizeof *p.keys);
    put(file, p.places, p.slots, sizeof *p.places);
    put(file, p.weights.items, p.weights.count, sizeof(int16_t));
    put(file, p.labels.items, p.labels.count, 1);
    for (size_t y = 0; y < crf->Y; y++)
        put(file, crf->names[y], strlen(crf->names[y]) + 1, 1);
    size = ftell(file);
    if (fclose(file) != 0)
        size = 0;
    free(p.keys);
    free(p.places);
    ng_vector_free(&p.weights);
    ng_vector_free(&p.labels);
    return size > 0 ? (size_t)size : 0;
}
