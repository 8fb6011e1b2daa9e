/* test_figure.c - the module as a whole: every unit and currency of the tables,
 * and inputs made to break it. Its behaviour row by row:
 * tests/spec/numbers.md. */
#include "cmocka_all.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <nutgraf/nutgraf.h>

#include "model/model.h"

struct fixture {
    nutgraf_model *model;
    nutgraf_worker *worker;
};

static void open_worker(struct fixture *f)
{
    nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;

    options.modules = NUTGRAF_FIGURES;
    options.format = NUTGRAF_FORMAT_TEXT;
    options.no_strip = true;
    assert_int_equal(nutgraf_model_open(NULL, &f->model), NUTGRAF_OK);
    assert_int_equal(nutgraf_worker_new(f->model, &options, &f->worker),
                     NUTGRAF_OK);
}

static void close_worker(struct fixture *f)
{
    nutgraf_worker_free(f->worker);
    nutgraf_model_free(f->model);
}

static const nutgraf_article *analyze(struct fixture *f, const char *text,
                                      size_t len)
{
    const nutgraf_article *article;

    assert_int_equal(nutgraf_analyze(f->worker, text, len, &article),
                     NUTGRAF_OK);
    return article;
}

/* The frames that every unit must be found in. */
static const char *const frames[] = {"The crew counted 12 %s.",
                                     "It was more than 3.5 %s, she said.",
                                     "They had 40 %s"};
#define FRAMES (sizeof frames / sizeof *frames)

/* Looks for one figure with this unit; of measures its span holds the unit. */
static bool finds_unit(const nutgraf_article *article, const char *unit)
{
    for (size_t i = 0; i < article->figure_count; i++)
        if (article->figures[i].unit &&
            strcmp(article->figures[i].unit, unit) == 0)
            return true;
    return false;
}

/* Walks a table; `skip` is a value of the column that is not asked for. */
static void walk_table(struct fixture *f, unsigned table, unsigned column,
                       const char *skip)
{
    const struct ng_lexicon *lexicon = &f->model->lexicon;
    char line[300];
    size_t missing = 0;

    for (size_t i = 0; i < ng_table_count(lexicon, table); i++) {
        struct ng_row row = ng_table_row(lexicon, table, i);
        if (strcmp(ng_row_text(row, column), skip) == 0 ||
            strcmp(ng_row_text(row, 3), "degree") == 0)
            continue;
        for (size_t n = 0; n < FRAMES; n++) {
            const nutgraf_article *article;
            snprintf(line, sizeof line, frames[n], ng_row_text(row, 0));
            article = analyze(f, line, strlen(line));
            if (finds_unit(article, ng_row_text(row, 1)))
                continue;
            print_message("\"%s\": no %s\n", line, ng_row_text(row, 1));
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

static void test_every_unit(void **state)
{
    struct fixture f;

    (void)state;
    open_worker(&f);
    walk_table(&f, NG_TABLE_UNITS, 2, "time");
    close_worker(&f);
}

static void test_every_currency(void **state)
{
    struct fixture f;

    (void)state;
    open_worker(&f);
    walk_table(&f, NG_TABLE_CURRENCIES, 2, "");
    close_worker(&f);
}

/* Symbols of units, whose case counts, behind digits: "12 MW", "1,200.5MW". */
static void test_every_symbol(void **state)
{
    static const char *const forms[] = {"It took 12%s then.",
                                        "It took 1,200.5%s of it.",
                                        "It took 3 million %s of it."};
    struct fixture f;
    char line[300];
    size_t missing = 0;

    (void)state;
    open_worker(&f);
    for (size_t i = 0;
         i < ng_table_count(&f.model->lexicon, NG_TABLE_UNIT_SYMBOLS); i++) {
        struct ng_row row =
            ng_table_row(&f.model->lexicon, NG_TABLE_UNIT_SYMBOLS, i);
        const char *rule = ng_row_text(row, 3);
        if (strcmp(rule, "degree") == 0 || strcmp(rule, "final") == 0 ||
            strcmp(ng_row_text(row, 2), "time") == 0)
            continue;
        for (size_t n = 0; n < sizeof forms / sizeof *forms; n++) {
            bool spaced = n == 2;
            if (spaced ? strcmp(rule, "attached") == 0
                       : strcmp(rule, "apart") == 0)
                continue;
            snprintf(line, sizeof line, forms[n], ng_row_text(row, 0));
            if (!finds_unit(analyze(&f, line, strlen(line)),
                            ng_row_text(row, 1))) {
                print_message("\"%s\": no %s\n", line, ng_row_text(row, 1));
                missing++;
            }
        }
    }
    assert_int_equal(missing, 0);
    close_worker(&f);
}

/* Signs before the number: "Rs 12", "Rs12", "Rs1,200.50". */
static void test_every_sign(void **state)
{
    static const char *const forms[] = {"It cost %s1,200.50 then.",
                                        "It cost %s450 million then.",
                                        "It cost (%s12,000), they said."};
    struct fixture f;
    char line[300];
    size_t missing = 0;

    (void)state;
    open_worker(&f);
    for (size_t i = 0;
         i < ng_table_count(&f.model->lexicon, NG_TABLE_CURRENCY_SIGNS); i++) {
        struct ng_row row =
            ng_table_row(&f.model->lexicon, NG_TABLE_CURRENCY_SIGNS, i);
        const char *place = ng_row_text(row, 3);
        if (strcmp(place, "after") == 0 || strcmp(place, "attached") == 0)
            continue;
        for (size_t n = 0; n < sizeof forms / sizeof *forms; n++) {
            snprintf(line, sizeof line, forms[n], ng_row_text(row, 0));
            if (!finds_unit(analyze(&f, line, strlen(line)),
                            ng_row_text(row, 1))) {
                print_message("\"%s\": no %s\n", line, ng_row_text(row, 1));
                missing++;
            }
        }
    }
    assert_int_equal(missing, 0);
    close_worker(&f);
}

/* Spans lie in order inside the text, numbers are finite. */
static void check(const nutgraf_article *article)
{
    uint32_t end = 0;

    for (size_t i = 0; i < article->figure_count; i++) {
        const nutgraf_figure *figure = &article->figures[i];
        assert_true(figure->span.start >= end);
        assert_true(figure->span.end > figure->span.start);
        assert_true(figure->span.end <= article->text_len);
        assert_true(isfinite(figure->value) && isfinite(figure->low));
        assert_true(isfinite(figure->high));
        if ((figure->has & NUTGRAF_HAS_LOW) && (figure->has & NUTGRAF_HAS_HIGH))
            assert_true(figure->low < figure->high);
        end = figure->span.end;
    }
}

/* One piece over and over, ending in the middle of it. */
static void test_hostile(void **state)
{
    static const char *const pieces[] = {
        "9",          "million ",     "$",          "one hundred and ",
        "1-",         "5 to ",        "1,",         "1.",
        "123 ",       "half a ",      "a ",         "1/2/",
        "US$",        "more than ",   "5 feet ",    "1% ",
        "rose 3% to ", "one of ",     "22-year-old ", "one in ",
        "1x10^-5",    "two thirds ",  "(5 ",        "between 5 and ",
        "1e99999 ",   "^9",           "9^9^",       "from $5 to ",
        "twenty-",    "\u0665",       "\u00bd",     "5\u2044",
        "minus-",     "one and a half ", "of the 5 ", "or 5 ",
        "1\u06623",   "\uff15",      "\u0967\u0968 ", "5\u00b2",
        "doubled ",   "10-fold ",     "3-to-",      "1:",
        "400 737 Max ", "up 5% to ",  ", which 5 ", "sold in 5 ",
    };
    static char text[60001];
    struct fixture f;

    (void)state;
    open_worker(&f);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t len = 0, piece = strlen(pieces[i]);
        while (len + piece < sizeof text - 1) {
            memcpy(text + len, pieces[i], piece);
            len += piece;
        }
        check(analyze(&f, text, len));
    }
    close_worker(&f);
}

/* Whether the article says that a value is not exact. */
static bool says_rounded(struct fixture *f, const char *text)
{
    const nutgraf_article *article = analyze(f, text, strlen(text));

    for (size_t i = 0; i < article->diagnostic_count; i++)
        if (strstr(article->diagnostics[i].message, "2^53"))
            return true;
    return false;
}

/* Up to 2^53 values are exact; beyond, the article says that they are rounded.
 * What no double holds is no figure, and says nothing. */
static void test_exact(void **state)
{
    struct fixture f;
    const nutgraf_article *article;

    (void)state;
    open_worker(&f);
    assert_false(says_rounded(&f, "We saw 9007199254740991 sheep."));
    assert_true(says_rounded(&f, "We saw 9007199254740993 sheep."));
    assert_true(says_rounded(&f, "We saw 5 to 12345678901234567890 sheep."));
    assert_false(says_rounded(&f, "We saw 1e999 sheep."));
    article = analyze(&f, "We saw 9007199254740991 sheep.", 30);
    assert_int_equal(article->figure_count, 1);
    assert_true(article->figures[0].value == 9007199254740991.0);
    article = analyze(&f, "We saw 1e999 sheep.", 19);
    assert_int_equal(article->figure_count, 0);
    close_worker(&f);
}

/* A million digits are one token and no number; the rest is read. */
static void test_million_digits(void **state)
{
    size_t len = 1000000;
    char *text = malloc(len + 40);
    struct fixture f;
    const nutgraf_article *article;

    (void)state;
    assert_non_null(text);
    memset(text, '7', len);
    strcpy(text + len, " and 12 sheep.");
    open_worker(&f);
    article = analyze(&f, text, strlen(text));
    check(article);
    assert_int_equal(article->figure_count, 1);
    assert_true(article->figures[0].value == 12);
    close_worker(&f);
    free(text);
}

/* Random walks over words that mean something to the module. */
static void test_random(void **state)
{
    static const char *const words[] = {
        "5",     "1,000", "2.5", "$",    "US$",   "one",  "twenty", "hundred",
        "million", "and", "a",   "half", "third", "of",   "to",     "from",
        "between", "-",   "/",   "%",    "km",    "dollars", "years", "old",
        "more",  "than",  "or",  "up",   "fell",  "by",   "in",     "point",
        ".",     ",",     "(",   ")",    "boats", "Rs500", "^",     "x10",
        "feet",  "inches", "cents", "~", "minus", "per",  "dozen",  "tens"};
    uint32_t seed = 16022020;
    char text[400];
    struct fixture f;

    (void)state;
    open_worker(&f);
    for (unsigned round = 0; round < 20000; round++) {
        *text = '\0';
        for (unsigned i = 0; i < 12; i++) {
            seed = seed * 1664525u + 1013904223u;
            strcat(text, words[(seed >> 16) % (sizeof words / sizeof *words)]);
            if (seed & 0x3000)
                strcat(text, " ");
        }
        check(analyze(&f, text, strlen(text)));
    }
    close_worker(&f);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_unit),
        cmocka_unit_test(test_every_currency),
        cmocka_unit_test(test_every_symbol),
        cmocka_unit_test(test_every_sign),
        cmocka_unit_test(test_exact),
        cmocka_unit_test(test_million_digits),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_random),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
