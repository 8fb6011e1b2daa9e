/* test_labeller.c - training on toys, the packed form, Viterbi. */
#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "model/labeller.h"
#include "train/crf.h"

enum { O, B, I, LABELS };
static const char *const names[LABELS] = {"O", "B", "I"};

/* A toy sentence: words and their labels, '?' for an open one. */
struct toy {
    const char *words[6];
    const char *labels;
};

static const struct toy toys[] = {
    {{"the", "minister", "Anna", "Berg", "said"}, "OOBIO"},
    {{"Anna", "met", "Berg"}, "BOB"},
    {{"said", "Carl", "Dorn", "in", "Rome"}, "OBIOB"},
    {{"the", "city", "of", "Rome"}, "OOOB"},
    {{"Carl", "Dorn", "met", "the", "city"}, "BIOOO"},
    {{"the", "minister", "said", "Rome"}, "OO?B"},
};

static uint64_t word_feature(const char *word)
{
    return ng_hash_more(ng_hash("w=", 2), word, strlen(word));
}

static uint64_t shape_feature(const char *word)
{
    return ng_hash(word[0] < 'a' ? "s=A" : "s=a", 3);
}

/* The labels that a toy's letter allows, as bits. */
static uint64_t allowed_of(char label)
{
    return label == 'O' ? 1 : label == 'B' ? 2 : label == 'I' ? 4 : 7;
}

static void add_toy(struct crf *crf, const struct toy *toy)
{
    for (size_t i = 0; toy->labels[i]; i++) {
        crf_feature(crf, word_feature(toy->words[i]));
        crf_feature(crf, shape_feature(toy->words[i]));
        if (i)
            crf_feature(crf, ng_hash_mix(shape_feature(toy->words[i - 1])));
        crf_token(crf, allowed_of(toy->labels[i]));
    }
    crf_sequence_end(crf);
}

/* Trains on the toys and writes `path`; returns the file's bytes. */
static size_t train(const char *path, uint64_t seed)
{
    struct crf_options options = {
        .epochs = 20, .rate = 0.2, .l1 = 0.0001, .min_count = 1, .quiet = true};
    struct crf crf;
    size_t size;

    options.seed = seed;
    crf_init(&crf, names, LABELS);
    for (size_t i = 0; i < sizeof toys / sizeof *toys; i++)
        add_toy(&crf, &toys[i]);
    crf_legal(&crf, O, I, false);
    crf_legal(&crf, CRF_EDGE, I, false);
    crf_train(&crf, &options);
    size = crf_write(&crf, path, 0.001);
    crf_free(&crf);
    return size;
}

/* The whole file; the caller frees it. */
static char *slurp(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *bytes;

    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *len = (size_t)ftell(file);
    rewind(file);
    bytes = malloc(*len);
    assert_int_equal(fread(bytes, 1, *len, file), *len);
    fclose(file);
    return bytes;
}

/* Trains into a temporary file and reads it back as the packer packs it. */
static char *trained(uint64_t seed, size_t *len)
{
    char path[] = "labeller-XXXXXX";
    int handle = mkstemp(path);
    struct ng_buffer section;
    struct ng_slice file;
    char *bytes;

    assert_true(handle >= 0);
    close(handle);
    assert_true(train(path, seed) > 0);
    bytes = slurp(path, &file.len);
    file.ptr = bytes;
    remove(path);
    ng_buffer_init(&section, &ng_alloc_default);
    assert_true(weights_pack(file, &section));
    for (size_t cut = 0; cut < file.len; cut++)
        assert_false(
            weights_pack(ng_slice_sub(file, 0, cut), &section));
    free(bytes);
    *len = section.len;
    return section.ptr;
}

/* Decodes a toy with the weights in `section`; true when all labels agree. */
static bool decodes(struct ng_slice section, const struct toy *toy)
{
    struct ng_labeller l;
    struct ng_arena scratch;
    float scores[6 * LABELS] = {0};
    uint8_t best[6];
    size_t T = strlen(toy->labels);
    bool same = true;

    assert_true(ng_labeller_open(&l, section));
    ng_arena_init(&scratch, &ng_alloc_default);
    for (size_t t = 0; t < T; t++) {
        float *row = scores + t * LABELS;
        ng_labeller_add(&l, word_feature(toy->words[t]), row);
        ng_labeller_add(&l, shape_feature(toy->words[t]), row);
        if (t)
            ng_labeller_add(
                &l, ng_hash_mix(shape_feature(toy->words[t - 1])), row);
    }
    assert_int_equal(ng_labeller_decode(&l, scores, T, best, &scratch),
                     NUTGRAF_OK);
    for (size_t t = 0; t < T; t++)
        same &= (allowed_of(toy->labels[t]) >> best[t] & 1) != 0;
    ng_arena_free(&scratch);
    return same;
}

static void test_learns(void **state)
{
    static const struct toy unseen = {
        {"the", "minister", "Emil", "Dorn", "said"}, "OOBIO"};
    struct ng_slice section;
    char *bytes = trained(1, &section.len);

    (void)state;
    section.ptr = bytes;
    for (size_t i = 0; i < sizeof toys / sizeof *toys; i++)
        assert_true(decodes(section, &toys[i]));
    assert_true(decodes(section, &unseen));
    free(bytes);
}

/* The same data and seed give the same bytes; another seed, others. */
static void test_reproducible(void **state)
{
    size_t len[3];
    char *bytes[3] = {trained(7, &len[0]), trained(7, &len[1]),
                      trained(8, &len[2])};

    (void)state;
    assert_int_equal(len[0], len[1]);
    assert_memory_equal(bytes[0], bytes[1], len[0]);
    assert_true(len[2] != len[0] || memcmp(bytes[2], bytes[0], len[0]) != 0);
    for (int i = 0; i < 3; i++)
        free(bytes[i]);
}

/* FNV-1a, written out here: the project's own hash may change. */
static uint64_t fnv_hash(const char *bytes, size_t len)
{
    uint64_t hash = 0xCBF29CE484222325u;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3u;
    return hash;
}

/* The n-th sentence of a made language: a title or none, a name of one or two
 * words, a verb, a place; every seventh has its name open. */
static void add_sentence(struct crf *crf, unsigned n)
{
    static const char *const first[] = {"Anna", "Carl", "Emil", "Ines", "Olga"};
    static const char *const last[] = {"Berg", "Dorn", "Falk", "Lund"};
    static const char *const verbs[] = {"said", "met", "left"};
    static const char *const places[] = {"Rome", "Oslo", "Accra", "Lima",
                                         "Quito", "Perth", "Cairo"};
    struct toy toy = {{0}, NULL};
    size_t count = 0;
    char labels[8];

    if (n % 3 == 0)
        toy.words[count] = "minister", labels[count++] = 'O';
    toy.words[count] = first[n % 5], labels[count++] = n % 7 ? 'B' : '?';
    if (n % 2)
        toy.words[count] = last[n % 4], labels[count++] = n % 7 ? 'I' : '?';
    toy.words[count] = verbs[n / 2 % 3], labels[count++] = 'O';
    toy.words[count] = places[n % 7], labels[count++] = 'B';
    labels[count] = '\0';
    toy.labels = labels;
    add_toy(crf, &toy);
}

/* A hundred sentences give these very weights, as they did when the weights
 * that the project ships were trained: a trainer that has changed shows here,
 * and asks for new weights. */
static void test_known_weights(void **state)
{
    struct crf_options options = {.epochs = 16, .rate = 0.05, .l1 = 0.000005,
                                  .min_count = 2, .seed = 1, .quiet = true};
    char path[] = "labeller-XXXXXX";
    int handle = mkstemp(path);
    struct crf crf;
    size_t len;
    char *bytes;

    (void)state;
    assert_true(handle >= 0);
    close(handle);
    crf_init(&crf, names, LABELS);
    for (unsigned n = 0; n < 100; n++)
        add_sentence(&crf, n);
    crf_legal(&crf, O, I, false);
    crf_legal(&crf, CRF_EDGE, I, false);
    crf_train(&crf, &options);
    assert_true(crf_write(&crf, path, 0.02) > 0);
    crf_free(&crf);
    bytes = slurp(path, &len);
    remove(path);
    assert_int_equal(len, 0x225);
    assert_int_equal(fnv_hash(bytes, len), 0x18e39cee80292fe1u);
    free(bytes);
}

/* A forbidden label sequence cannot come out, whatever the scores say. */
static void test_forbidden(void **state)
{
    const float scores[2 * LABELS] = {0, -5, 9, 0, -5, 9};
    struct ng_slice section;
    char *bytes = trained(1, &section.len);
    struct ng_labeller l;
    struct ng_arena scratch;
    uint8_t best[2];

    (void)state;
    section.ptr = bytes;
    assert_true(ng_labeller_open(&l, section));
    ng_arena_init(&scratch, &ng_alloc_default);
    assert_int_equal(ng_labeller_decode(&l, scores, 2, best, &scratch),
                     NUTGRAF_OK);
    assert_int_not_equal(best[0], I);
    assert_false(best[0] == O && best[1] == I);
    assert_int_equal(ng_labeller_label(&l, "I"), I);
    assert_int_equal(ng_labeller_label(&l, "X"), LABELS);
    ng_arena_free(&scratch);
    free(bytes);
}

/* The score of a sequence of labels, by the formula. */
static float score_of(const struct ng_labeller *l, const float *scores,
                      const uint8_t *labels, size_t T)
{
    float sum = l->start[labels[0]] + scores[labels[0]];

    for (size_t t = 1; t < T; t++)
        sum = sum + l->transitions[labels[t - 1] * LABELS + labels[t]] +
              scores[t * LABELS + labels[t]];
    return sum + l->final[labels[T - 1]];
}

/* The best score of all sequences of T labels. */
static float best_score(const struct ng_labeller *l, const float *scores,
                        size_t T)
{
    float best = 10 * NG_FORBIDDEN;
    size_t count = 1;

    for (size_t t = 0; t < T; t++)
        count *= LABELS;
    for (size_t n = 0; n < count; n++) {
        uint8_t labels[8];
        size_t rest = n;
        for (size_t t = 0; t < T; t++, rest /= LABELS)
            labels[t] = (uint8_t)(rest % LABELS);
        if (score_of(l, scores, labels, T) > best)
            best = score_of(l, scores, labels, T);
    }
    return best;
}

/* No sequence beats the one that comes out, be the labels far apart or close:
 * labels that are passed over in a step could not have won. */
static void test_best_of_all(void **state)
{
    struct ng_slice section;
    char *bytes = trained(1, &section.len);
    struct ng_labeller l;
    struct ng_arena scratch;
    uint64_t seed = 5;

    (void)state;
    section.ptr = bytes;
    assert_true(ng_labeller_open(&l, section));
    ng_arena_init(&scratch, &ng_alloc_default);
    for (int round = 0; round < 400; round++) {
        float scores[6 * LABELS];
        uint8_t best[6];
        size_t T = 1 + (size_t)round % 6;
        for (size_t i = 0; i < T * LABELS; i++)
            scores[i] = (float)(ng_hash_mix(seed++) % 1000) *
                        (round % 4 == 0 ? 0.1f : 0.002f);
        assert_int_equal(ng_labeller_decode(&l, scores, T, best, &scratch),
                         NUTGRAF_OK);
        assert_float_equal(score_of(&l, scores, best, T),
                           best_score(&l, scores, T), 1e-3);
    }
    ng_arena_free(&scratch);
    free(bytes);
}

/* Ten labels, each with a word of its own, seven more words that come with any
 * label, and four that come with three at most. */
enum { MANY = 10 };

static char *train_many(size_t *len)
{
    static const char *const ten[MANY] = {"a", "b", "c", "d", "e",
                                          "f", "g", "h", "i", "j"};
    struct crf_options options = {.epochs = 5,
                                  .rate = 0.2,
                                  .l1 = 0.003,
                                  .min_count = 1,
                                  .quiet = true,
                                  .seed = 3};
    char path[] = "labeller-XXXXXX";
    int handle = mkstemp(path);
    struct crf crf;
    char *bytes;

    assert_true(handle >= 0);
    close(handle);
    crf_init(&crf, ten, MANY);
    for (size_t i = 0; i < 40 * MANY; i++) {
        crf_feature(&crf, i % MANY);
        crf_feature(&crf, 100 + i % 7);
        crf_feature(&crf, 200 + i % MANY / 3);
        crf_token(&crf, UINT64_C(1) << i % MANY);
        crf_sequence_end(&crf);
    }
    crf_train(&crf, &options);
    assert_true(crf_write(&crf, path, 0) > 0);
    crf_free(&crf);
    bytes = slurp(path, len);
    remove(path);
    return bytes;
}

/* Weights of many labels are rows in the section, those of few are pairs; both
 * give what the file says, by sum and by add, also beyond a batch. */
static void test_rows(void **state)
{
    struct ng_slice file;
    char *bytes = train_many(&file.len);
    struct ng_buffer section;
    struct ng_labeller_head head;
    struct ng_labeller l;
    float added[MANY] = {0}, summed[MANY];
    int32_t sums[NG_MAX_LABELS] = {0}, once[NG_MAX_LABELS] = {0};
    uint64_t features[170], selected[170], unknown[1000];
    size_t known = 0;

    (void)state;
    file.ptr = bytes;
    ng_buffer_init(&section, &ng_alloc_default);
    assert_true(weights_pack(file, &section));
    assert_true(ng_labeller_open(&l, ng_buffer_slice(&section)));
    assert_int_equal(l.width, 16);
    memcpy(&head, section.ptr, sizeof head);
    assert_true(head.row_count > 0);
    assert_true(head.pair_count > 0);
    for (uint64_t n = 0; n < 170; n++) {
        int32_t one[NG_MAX_LABELS] = {0};
        size_t kept;
        features[n] = n % 21 < MANY       ? n % 21
                      : n % 21 < MANY + 7 ? 90 + n % 21
                                          : 183 + n % 21;
        ng_labeller_add(&l, features[n], added);
        selected[n] = features[n];
        ng_labeller_mix(&l, &selected[n], 1);
        kept = ng_labeller_select(&l, &selected[n], 1, &selected[n]);
        ng_labeller_prepare(&l, &features[n], 1);
        assert_int_equal(features[n], selected[n]);
        ng_labeller_sum(&l, &features[n], 1, one);
        for (size_t y = 0; y < NG_MAX_LABELS && !kept; y++)
            assert_int_equal(one[y], 0);
        known += kept;
        for (size_t y = 0; y < NG_MAX_LABELS; y++)
            once[y] += one[y];
        for (size_t y = MANY; y < NG_MAX_LABELS; y++)
            assert_int_equal(one[y], 0);
    }
    ng_labeller_sum(&l, features, 170, sums);
    assert_memory_equal(sums, once, sizeof sums);
    ng_labeller_find(&l, features, 170);
    memset(sums, 0, sizeof sums);
    ng_labeller_sum_found(&l, features, 170, sums);
    assert_memory_equal(sums, once, sizeof sums);
    assert_true(known > 80);
    for (uint64_t n = 0; n < 1000; n++)
        unknown[n] = 1000 + n;
    ng_labeller_mix(&l, unknown, 1000);
    assert_true(ng_labeller_select(&l, unknown, 1000, unknown) < 500);
    ng_labeller_scores(&l, sums, summed);
    for (size_t y = 0; y < MANY; y++) {
        assert_int_not_equal(sums[y], 0);
        assert_float_equal(added[y], summed[y], 1e-3);
    }
    ng_buffer_free(&section);
    free(bytes);
}

/* Every cut of a good section is refused, and so is another magic. */
static void test_broken_section(void **state)
{
    struct ng_slice section;
    char *bytes = trained(1, &section.len);
    struct ng_labeller l;

    (void)state;
    section.ptr = bytes;
    for (size_t len = 0; len < section.len; len++)
        assert_false(ng_labeller_open(&l, (struct ng_slice){bytes, len}));
    bytes[0] ^= 1;
    assert_false(ng_labeller_open(&l, section));
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_learns),
        cmocka_unit_test(test_reproducible),
        cmocka_unit_test(test_known_weights),
        cmocka_unit_test(test_forbidden),
        cmocka_unit_test(test_best_of_all),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_broken_section),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
