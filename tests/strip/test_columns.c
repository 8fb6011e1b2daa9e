/* test_columns.c - a page's measures side by side. */
#include "cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "model/model.h"
#include "strip/columns.h"
#include "strip/strip.h"

/* What the tests share. */
struct bench {
    nutgraf_model *model;
    struct ng_arena arena;
    struct ng_page page;
    struct ng_view view;
    struct ng_columns table;
};

#define PROSE                                                                 \
    "The harbour board voted on Monday to close the old ferry terminal, "     \
    "ending a dispute that had divided the town for almost three years."
#define MORE_PROSE                                                            \
    "Members said the building was unsafe, and that repairs would cost more " \
    "than the council could borrow before the end of the decade."

static const char html[] =
    "<html><head><title>Board closes ferry terminal</title></head><body>"
    "<nav><ul><li><a href=\"/\">Home</a></li><li><a "
    "href=\"/n\">News</a></li></ul></nav><div class=\"text\"><h1>Board closes "
    "ferry terminal</h1><p>" PROSE "</p><p>" MORE_PROSE "</p></div><div "
    "class=\"box\"><p>Read <a href=\"/m\">more</a></p></div></body></html>";

/* The blocks of the page above. */
enum { HOME, NEWS, TITLE, FIRST, SECOND, MORE, BLOCKS };

static int set_up(void **state)
{
    static struct bench bench;

    assert_int_equal(nutgraf_model_open(NULL, &bench.model), NUTGRAF_OK);
    ng_arena_init(&bench.arena, &ng_alloc_default);
    ng_page_init(&bench.page, &ng_alloc_default, &bench.arena);
    *state = &bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;

    ng_page_free(&b->page);
    ng_arena_free(&b->arena);
    nutgraf_model_free(b->model);
    return 0;
}

/* Measures a text, with leanings of all blocks. */
static void fill(struct bench *b, const char *text, bool markup,
                 const float *leans)
{
    struct ng_document doc = {.bytes = ng_slice_of(text), .markup = markup};
    struct ng_parsed parsed = {0};
    struct ng_error error = {0};
    struct ng_lean *all;

    ng_page_clear(&b->page);
    ng_arena_reset(&b->arena);
    doc.format = markup ? NUTGRAF_FORMAT_HTML : NUTGRAF_FORMAT_TEXT;
    doc.size = doc.bytes.len;
    assert_int_equal(
        ng_document_parse(&b->page, &doc, NULL, &parsed, &error), NUTGRAF_OK);
    assert_int_equal(ng_strip_view(&b->page, &b->model->lexicon, &b->view),
                     NUTGRAF_OK);
    all = ng_arena_array(&b->arena, b->page.blocks.count + 1, sizeof *all);
    assert_non_null(all);
    for (size_t i = 0; leans && i < b->page.blocks.count; i++)
        all[i] = (struct ng_lean){leans[i], leans[i] / 2, leans[i] / 4};
    assert_int_equal(ng_columns_fill(&b->table, &b->view, all), NUTGRAF_OK);
}

/* A measure of a block. */
static int at(const struct bench *b, size_t column, size_t block)
{
    return ng_column(&b->table, column)[block];
}

/* A measure of a block's kin. */
static int of_kin(const struct bench *b, enum ng_kin sort,
                  enum ng_kin_column column, size_t block)
{
    return at(b, NG_COL_KIN + sort * NG_KIN_COLUMNS + column, block);
}

/* Own measures, place, kin: paragraphs of one container against a menu. */
static void test_page(void **state)
{
    struct bench *b = *state;

    fill(b, html, true, NULL);
    assert_int_equal(b->table.count, BLOCKS);
    assert_int_equal(at(b, NG_COL_LINKS, HOME), 100);
    assert_int_equal(at(b, NG_COL_LINKS, FIRST), 0);
    assert_true(at(b, NG_COL_LINKS, MORE) > 30);
    assert_true(at(b, NG_COL_LINKS, MORE) < 60);
    assert_int_equal(at(b, NG_COL_TAG, TITLE), NG_TAG_H1);
    assert_int_equal(at(b, NG_COL_TITLE, TITLE), 100);
    assert_int_equal(at(b, NG_COL_TITLE, SECOND), 102);
    assert_int_equal(at(b, NG_COL_TITLE, NEWS), 99);
    assert_int_equal(at(b, NG_COL_SAME, SECOND), 1);
    assert_int_equal(at(b, NG_COL_SAME, MORE), 0);
    assert_int_equal(at(b, NG_COL_PLACE, SECOND), SECOND * 200 / BLOCKS);
    /* Headline and paragraphs share a container, only these a signature. */
    assert_int_equal(of_kin(b, NG_KIN_CONTAINER, NG_KIN_BLOCKS, FIRST), 3);
    assert_int_equal(of_kin(b, NG_KIN_SIGNATURE, NG_KIN_BLOCKS, FIRST), 2);
    assert_int_equal(of_kin(b, NG_KIN_SIGNATURE, NG_KIN_BLOCKS, TITLE), 1);
    assert_int_equal(of_kin(b, NG_KIN_SIGNATURE, NG_KIN_SHARE, FIRST), 100);
    assert_int_equal(of_kin(b, NG_KIN_CONTAINER, NG_KIN_SHARE, MORE), 0);
    assert_int_equal(of_kin(b, NG_KIN_CONTAINER, NG_KIN_LINKS, HOME), 100);
    /* Nothing stands around the page. */
    assert_int_equal(ng_column(&b->table, NG_COL_SIZE)[-1], NG_NO_ITEM);
    assert_int_equal(ng_column(&b->table, NG_COL_SIZE)[BLOCKS], NG_NO_ITEM);
}

/* Leanings: of the block, of its group, of those before and behind it. */
static void test_leans(void **state)
{
    static const float leans[BLOCKS] = {-9, -4, 0, 4, 2, -4};
    struct bench *b = *state;
    int none;

    fill(b, html, true, leans);
    none = at(b, NG_COL_LEAN, TITLE);
    assert_true(at(b, NG_COL_LEAN, HOME) < at(b, NG_COL_LEAN, NEWS));
    assert_true(at(b, NG_COL_LEAN, NEWS) < none);
    assert_true(at(b, NG_COL_LEAN, SECOND) > none);
    assert_int_equal(at(b, NG_COL_LEAN_OWN, FIRST), at(b, NG_COL_LEAN, SECOND));
    assert_int_equal(at(b, NG_COL_LEAN_MOST, HOME), at(b, NG_COL_LEAN, FIRST));
    assert_int_equal(at(b, NG_COL_KEPT_BEFORE, FIRST), 0);
    assert_int_equal(at(b, NG_COL_KEPT_BEFORE, MORE), 100);
    assert_int_equal(at(b, NG_COL_UNTIL_KEPT, NEWS), 1);
    assert_int_equal(at(b, NG_COL_SINCE_KEPT, MORE), 0);
    assert_int_equal(of_kin(b, NG_KIN_SIGNATURE, NG_KIN_KEPT, FIRST), 100);
    assert_int_equal(
        of_kin(b, NG_KIN_SIGNATURE, NG_KIN_LEAN_OTHERS, FIRST),
        at(b, NG_COL_LEAN, SECOND));
    assert_int_equal(of_kin(b, NG_KIN_SIGNATURE, NG_KIN_LEAN_OTHERS, TITLE),
                     254);
}

/* Plain text has no elements: all lines are one group. */
static void test_text(void **state)
{
    struct bench *b = *state;

    fill(b, "Home\n\nNews\n\n" PROSE "\n\n" MORE_PROSE "\n\nShare\n", false,
         NULL);
    assert_int_equal(b->table.count, 5);
    for (size_t i = 0; i < 5; i++)
        for (enum ng_kin sort = 0; sort < NG_KINS; sort++)
            assert_int_equal(of_kin(b, sort, NG_KIN_BLOCKS, i), 5);
    assert_true(at(b, NG_COL_NEAR_PROSE, 2) > 90);
    assert_int_equal(at(b, NG_COL_WIDE_PROSE, 0), at(b, NG_COL_WIDE_PROSE, 4));
}

/* A page without a block has a table without a row. */
static void test_empty(void **state)
{
    fill(*state, "<html><body></body></html>", true, NULL);
    assert_int_equal(((struct bench *)*state)->table.count, 0);
}

/* Pages about as long as the table that goes along with them, and twice that:
 * the scores are those of the whole table. */
static void test_pieces(void **state)
{
    struct bench *b = *state;
    static char text[1 << 18];
    static float leans[2060];

    for (size_t i = 0; i < 2060; i++)
        leans[i] = (float)((int)(i * 7919 % 13) - 6);
    for (size_t blocks = 1019; blocks < 2056; blocks += blocks == 1030 ? 1013 : 1) {
        const struct ng_trees *trees = &b->model->trees_text;
        int32_t *whole, *pieces;
        struct ng_lean *all;
        size_t len = 0;
        for (size_t i = 0; i < blocks; i++)
            len += (size_t)snprintf(text + len, sizeof text - len, "%.*s\n\n",
                                    (int)(1 + i * 31 % 90), PROSE);
        fill(b, text, false, leans);
        assert_int_equal(b->table.count, blocks);
        whole = ng_arena_array(&b->arena, blocks, sizeof *whole);
        pieces = ng_arena_array(&b->arena, blocks, sizeof *pieces);
        all = ng_arena_array(&b->arena, blocks, sizeof *all);
        assert_true(whole && pieces && all);
        for (size_t i = 0; i < blocks; i++)
            all[i] = (struct ng_lean){leans[i], leans[i] / 2, leans[i] / 4};
        ng_trees_score(trees, &b->table, whole);
        assert_int_equal(ng_columns_score(trees, &b->view, all, pieces),
                         NUTGRAF_OK);
        assert_memory_equal(whole, pieces, blocks * sizeof *whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page),
        cmocka_unit_test(test_leans),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_pieces),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
