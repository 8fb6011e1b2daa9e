/* test_groups.c - groups of features: what a key promises, and kept sums. */
#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "find/entity/features.h"
#include "model/memo.h"
#include "model/model.h"

/* Words of all kinds, to be strung together in many orders: so each stands in
 * many contexts. */
static const char *const words[] = {
    "President", "president", "New",   "York",  "Lagos", ",",  "the",
    "said",      "NATO",      "iPhone", "Anna",  "Berg",  ".",  "of",
    "in",        "Bank",      "-",     "2016",  "École", "(",
    "Mr",        "May",       "may",   "United", "States", "!", "'s",
};

#define WORDS (sizeof words / sizeof *words)
#define TOKENS 6000

/* The features of one group of one token, and their key. */
struct seen {
    uint64_t key;
    size_t count;
    uint64_t features[NG_GROUP_MAX];
};

/* A text of TOKENS words in a random order that is always the same. */
static char *make_text(void)
{
    char *text = malloc(TOKENS * 12 + 1);
    size_t len = 0;

    assert_non_null(text);
    for (uint64_t i = 0; i < TOKENS; i++) {
        const char *word = words[ng_hash_mix(i) % WORDS];
        memcpy(text + len, word, strlen(word));
        len += strlen(word);
        if (ng_hash_mix(i) >> 60 != 3)
            text[len++] = ' ';
    }
    text[len] = '\0';
    return text;
}

/* Remembers the features of each key in an open table, and compares. */
static void check_token(const struct ng_window *w, size_t i,
                        struct seen *table, size_t room, size_t *again)
{
    for (unsigned g = 0; g < NG_GROUP_JOINED; g++) {
        uint64_t key = ng_features_key(w, i, (enum ng_feature_group)g);
        size_t at = (size_t)ng_hash_mix(key) % room;
        struct seen now = {.key = key};
        now.count = ng_features_group(w, i, (enum ng_feature_group)g,
                                      now.features);
        if (!key) {
            assert_int_equal(now.count, 0);
            continue;
        }
        while (table[at].key && table[at].key != key)
            at = (at + 1) % room;
        if (table[at].key) {
            assert_int_equal(table[at].count, now.count);
            assert_memory_equal(table[at].features, now.features,
                                now.count * sizeof *now.features);
            again[g]++;
        }
        table[at] = now;
    }
}

/* What all tests look at: a model, the text cut into tokens, its evidence. */
struct fixture {
    nutgraf_model *model;
    struct ng_arena arena;
    struct ng_features features;
    struct ng_memo words;
    char *bytes;
};

static struct ng_text text;
static struct ng_clusters clusters;

/* Walks over all segments of the text; `each` sees every token of one. */
static void walk(struct ng_features *f,
                 void (*each)(const struct ng_window *w, size_t i, void *user),
                 void *user)
{
    for (size_t n = 0; n < text.sentences.count; n++) {
        const struct ng_sentence *s =
            NG_AT(&text.sentences, struct ng_sentence, n);
        size_t at = s->first_token, first, end;
        while (ng_segment_next(&text, &at, s->token_end, &first, &end)) {
            struct ng_item items[NG_WINDOW_MAX];
            struct ng_window w = ng_window_of(&text, first, end, s, items);
            ng_features_read(f, &w);
            for (size_t i = first; i < end; i++)
                each(&w, i, user);
        }
    }
}

struct check {
    struct seen *table;
    size_t room, again[NG_GROUP_COUNT], tokens;
};

static void check(const struct ng_window *w, size_t i, void *user)
{
    struct check *c = user;

    check_token(w, i, c->table, c->room, c->again);
    c->tokens++;
}

/* Tokens with equal keys have equal features, whatever stands around them; and
 * keys do come back. */
static void test_keys(void **state)
{
    struct fixture *x = *state;
    struct check c = {.room = 1 << 17};

    c.table = calloc(c.room, sizeof *c.table);
    assert_non_null(c.table);
    walk(&x->features, check, &c);
    assert_true(c.tokens > TOKENS / 3);
    for (unsigned g = 0; g < NG_GROUP_JOINED; g++)
        assert_true(c.again[g] > 100);
    free(c.table);
}

/* All groups together are all features: none is lost and none comes twice. */
static void check_whole(const struct ng_window *w, size_t i, void *user)
{
    uint64_t all[NG_FEATURES_MAX], some[NG_GROUP_MAX];
    size_t count = ng_features_of(w, i, all), sum = 0;
    uint64_t left = 0;

    (void)user;
    for (unsigned g = 0; g < NG_GROUP_COUNT; g++) {
        size_t n = ng_features_group(w, i, (enum ng_feature_group)g, some);
        assert_true(n < NG_GROUP_MAX); /* none was dropped */
        for (size_t k = 0; k < n; k++)
            left += some[k];
        sum += n;
    }
    for (size_t k = 0; k < count; k++)
        left -= all[k];
    assert_int_equal(sum, count);
    assert_int_equal(left, 0);
    assert_true(count > 15);
}

static void test_whole(void **state)
{
    struct fixture *x = *state;

    walk(&x->features, check_whole, NULL);
}

/* A word from the memo is the word that is read afresh, also when a memo
 * forgets all the time; rows are kept where phrases of tables do not count. */
struct fresh {
    struct ng_features features;
    size_t rows, phrases;
};

static void check_word(const struct ng_window *w, size_t i, void *user)
{
    struct fresh *fresh = user;
    struct ng_item items[NG_WINDOW_MAX];
    struct ng_sentence s = {(uint32_t)w->first, (uint32_t)w->end};
    struct ng_window again = ng_window_of(&text, i, i + 1, &s, items);
    const struct ng_item *item = &w->items[i - w->first];
    const struct ng_word *a = item->word, *b;
    uint16_t *row = ng_features_row(w, i, NG_GROUP_WORD);

    ng_memo_forget(fresh->features.words);
    ng_features_read(&fresh->features, &again);
    b = items[i - again.first].word;
    assert_ptr_not_equal(a, b);
    assert_memory_equal(&a->class, &b->class, sizeof a->class);
    assert_memory_equal(a, b, offsetof(struct ng_word, class));
    assert_int_equal(a->match_count, b->match_count);
    assert_memory_equal(a->match, b->match, a->match_count * sizeof *a->match);
    assert_int_equal(item->evidence, items[i - again.first].evidence);
    if (row) {
        assert_ptr_equal(row, a->rows + NG_GROUP_WORD);
        assert_ptr_equal(item->match, a->match);
        fresh->rows++;
    } else {
        fresh->phrases++;
    }
}

static void test_words(void **state)
{
    struct fixture *x = *state;
    struct fresh fresh = {x->features, 0, 0};
    struct ng_memo other;

    assert_int_equal(ng_words_init(&other, &x->arena), NUTGRAF_OK);
    fresh.features.words = &other;
    walk(&x->features, check_word, &fresh);
    assert_true(fresh.rows > 1000);
    assert_true(fresh.phrases > 5);
}

/* A row's number and what is in it stay until all is forgotten, and every key
 * finds its own. */
static void test_memo(void **state)
{
    struct ng_arena arena;
    struct ng_memo memo;
    size_t hits = 0, forgotten = 0;

    (void)state;
    ng_arena_init(&arena, &ng_alloc_default);
    assert_int_equal(ng_memo_init(&memo, 4096, 64, &arena), NUTGRAF_OK);
    for (uint64_t i = 0; i < 200000; i++) {
        uint64_t key = ng_hash_mix(i) % (i % 3 ? 500 : 40000);
        bool known;
        uint64_t *row;
        if (!ng_memo_has_room(&memo, 1)) {
            ng_memo_forget(&memo);
            forgotten++;
        }
        row = ng_memo_row(&memo, ng_memo_find(&memo, key, &known));
        assert_int_equal((uintptr_t)row % NG_MEMO_ALIGN, 0);
        if (known) {
            hits++;
            assert_int_equal(row[0], key);
            assert_int_equal(row[7], ~key);
        }
        row[0] = key;
        row[7] = ~key;
    }
    assert_true(hits > 100000);
    assert_true(forgotten > 5);
    ng_arena_free(&arena);
}

/* Keys that all want one slot: each search is short, and right. Rows without a
 * key are nobody's. */
static void test_memo_crowd(void **state)
{
    struct ng_arena arena;
    struct ng_memo memo;
    size_t count = 0;

    (void)state;
    ng_arena_init(&arena, &ng_alloc_default);
    assert_int_equal(ng_memo_init(&memo, 200, 64, &arena), NUTGRAF_OK);
    assert_int_equal(ng_memo_add(&memo), 0);
    for (uint64_t key = 1; count < 100; key++) {
        bool known;
        uint64_t *row;
        if ((ng_hash_mix(key) & memo.slot_mask) != 5)
            continue;
        row = ng_memo_row(&memo, ng_memo_find(&memo, key, &known));
        assert_false(known);
        *row = key;
        assert_ptr_equal(
            ng_memo_row(&memo, ng_memo_find(&memo, key, &known)), row);
        assert_true(known);
        count++;
    }
    assert_int_equal(memo.count, 101);
    ng_arena_free(&arena);
}

static void open_fixture(struct fixture *x)
{
    struct ng_paragraph par = {0};
    struct ng_slice section;

    assert_int_equal(nutgraf_model_open(NULL, &x->model), NUTGRAF_OK);
    ng_arena_init(&x->arena, &ng_alloc_default);
    ng_vector_init(&text.tokens, &ng_alloc_default, sizeof(struct ng_token));
    ng_vector_init(&text.sentences, &ng_alloc_default,
                   sizeof(struct ng_sentence));
    x->bytes = make_text();
    text.lexicon = &x->model->lexicon;
    text.bytes = ng_slice_of(x->bytes);
    par.end = (uint32_t)text.bytes.len;
    assert_int_equal(ng_text_paragraph(&text, &par), NUTGRAF_OK);
    assert_true(ng_model_section(x->model, "clusters", &section));
    assert_true(ng_clusters_open(&clusters, section));
    assert_int_equal(ng_words_init(&x->words, &x->arena), NUTGRAF_OK);
    x->features = (struct ng_features){.text = &text,
                                       .clusters = &clusters,
                                       .senses = &clusters,
                                       .words = &x->words,
                                       .evidence = {&x->arena}};
    assert_int_equal(ng_features_collect(&x->features), NUTGRAF_OK);
}

static int set_up(void **state)
{
    struct fixture *x = malloc(sizeof *x);

    assert_non_null(x);
    open_fixture(x);
    *state = x;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *x = *state;

    ng_arena_free(&x->arena);
    ng_vector_free(&text.tokens);
    ng_vector_free(&text.sentences);
    nutgraf_model_free(x->model);
    free(x->bytes);
    free(x);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_memo),
        cmocka_unit_test(test_memo_crowd),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
