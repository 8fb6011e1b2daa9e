/* test_trees.c - training trees, and asking them many at a time. */
#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "model/trees.h"
#include "train/boost.h"

enum { COLUMNS = 3, ROWS = 2000, TREES = 80 };

/* What the tests share: a table of noise, and trees that learned from it. */
struct fixture {
    struct ng_arena arena;
    struct ng_columns table;
    uint8_t targets[ROWS];
    char *file;
    size_t len;
};

/* Reads a whole file. */
static char *read_all(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(1 << 20);

    assert_non_null(file);
    assert_non_null(bytes);
    *len = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    return bytes;
}

/* The target is 1 where two things hold: column 0 is above 99, and column 1 of
 * the next row above 79. Column 2 is noise. */
static int set_up(void **state)
{
    static const struct boost_measure measures[] = {
        {0, 0}, {1, 0}, {1, 1}, {1, -1}, {2, 0}};
    const struct boost_options options = {.trees = TREES, .rate = 0.2, .l2 = 1,
                                          .row_share = 0.7,
                                          .measure_share = 0.7, .seed = 1};
    struct fixture *f = calloc(1, sizeof *f);
    struct boost_data data = {.table = &f->table, .column_count = COLUMNS,
                              .targets = f->targets, .measures = measures,
                              .measure_count = 5};
    float *weights = calloc(ROWS, sizeof *weights);
    char path[] = "test_trees_XXXXXX";
    int handle = mkstemp(path);

    assert_true(handle >= 0);
    close(handle);
    ng_arena_init(&f->arena, &ng_alloc_default);
    assert_int_equal(ng_columns_init(&f->table, &f->arena, COLUMNS, ROWS),
                     NUTGRAF_OK);
    for (size_t i = 0; i < COLUMNS * ROWS; i++)
        ng_column(&f->table, i % COLUMNS)[i / COLUMNS] =
            (uint8_t)(ng_hash_mix(i + 1) % 255);
    for (size_t i = 0; i < ROWS; i++) {
        weights[i] = i % 2 ? 1.0f : 0.0f; /* learned from every other row */
        f->targets[i] = ng_column(&f->table, 0)[i] > 99 &&
                        ng_column(&f->table, 1)[i + 1] > 79;
    }
    data.weights = weights;
    boost_train(&data, &options, path);
    f->file = read_all(path, &f->len);
    remove(path);
    free(weights);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    ng_arena_free(&f->arena);
    free(f->file);
    free(f);
    return 0;
}

/* Rows that were not learned from are told apart too. */
static void test_learned(void **state)
{
    struct fixture *f = *state;
    struct ng_trees trees;
    int32_t scores[ROWS];
    size_t right = 0;

    assert_true(ng_trees_open(&trees, (struct ng_slice){f->file, f->len}));
    assert_int_equal(trees.tree_count, TREES);
    ng_trees_score(&trees, &f->table, scores);
    for (size_t i = 0; i < ROWS; i += 2)
        right += (scores[i] > 0) == f->targets[i];
    assert_true(right > ROWS / 2 * 95 / 100);
}

/* One row after the other, test by test. */
static int32_t slow_score(const struct ng_trees *trees,
                          const struct ng_columns *table, size_t row)
{
    int32_t sum = trees->bias;

    for (size_t n = 0; n < trees->tree_count; n++) {
        const struct ng_tree *tree = &trees->trees[n];
        unsigned leaf = 0;
        for (unsigned k = 0; k < NG_TREE_DEPTH; k++)
            leaf |= (unsigned)(ng_column(table, tree->column[k])[
                                   (ptrdiff_t)row + tree->shift[k]] >
                               tree->limit[k])
                    << k;
        sum += tree->leaves[leaf];
    }
    return sum;
}

/* Tables of any length give each row what it gets alone; what is clear after
 * the first trees may lack the rest, but not its side. */
static void test_parts(void **state)
{
    struct fixture *f = *state;
    struct ng_trees trees;

    assert_true(ng_trees_open(&trees, (struct ng_slice){f->file, f->len}));
    for (size_t count = 0; count < 70; count++) {
        struct ng_columns table;
        int32_t scores[70];
        assert_int_equal(
            ng_columns_init(&table, &f->arena, COLUMNS, count), NUTGRAF_OK);
        for (size_t c = 0; c < COLUMNS; c++)
            memcpy(ng_column(&table, c), ng_column(&f->table, c), count);
        ng_trees_score(&trees, &table, scores);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(scores[i] > 0,
                             slow_score(&trees, &table, i) > 0);
    }
}

/* Sections that are cut, misnamed or ask for columns that are not there. */
static void test_broken(void **state)
{
    struct fixture *f = *state;
    struct ng_trees trees;
    char *copy = malloc(f->len);

    for (size_t len = 0; len < f->len; len += 37)
        assert_false(ng_trees_open(&trees, (struct ng_slice){f->file, len}));
    memcpy(copy, f->file, f->len);
    copy[0] = 'x';
    assert_false(ng_trees_open(&trees, (struct ng_slice){copy, f->len}));
    memcpy(copy, f->file, f->len);
    ((struct ng_tree *)(copy + sizeof(struct ng_trees_head)))[3].column[5] =
        COLUMNS;
    assert_false(ng_trees_open(&trees, (struct ng_slice){copy, f->len}));
    memcpy(copy, f->file, f->len);
    ((struct ng_tree *)(copy + sizeof(struct ng_trees_head)))[3].shift[5] =
        NG_TREE_SHIFT + 1;
    assert_false(ng_trees_open(&trees, (struct ng_slice){copy, f->len}));
    free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_learned, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_parts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_broken, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
