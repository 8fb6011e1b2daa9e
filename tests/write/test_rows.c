/* test_rows.c - text rows and clean text of an article made by hand. */
#include "cmocka_all.h"
#include "write/collect.h"
#include "write/sample.h"

#define G "\xC4\x9F"
#define TITLE "a.html\tmeta\t-\t-\ttitle\t-\tFares up\t-\n"
#define JO "a.html\tmeta\t-\t-\tbyline\t-\tJo Reed\t-\n"
#define LI "a.html\tmeta\t-\t-\tbyline\t-\tLi Wen\t-\n"
#define DAY "a.html\tmeta\t-\t-\tpublished\t2024-05-11\t-\t-\n"
#define LANG "a.html\tmeta\t-\t-\tlanguage\ten\t-\t-\n"
#define ANCHOR "a.html\tmeta\t-\t-\tanchor\t2024-05-11\t-\tfrom=metadata\n"
#define ANA                                                                   \
    "a.html\tentity\t6\t17\tperson\tAna Erdo" G "an\tAna Erdo" G              \
    "an\tn=2; role=Mayor; country=TR\n"
#define ANA2                                                                  \
    "a.html\tentity\t94\t101\tperson\tAna Erdo" G "an\tErdo" G                \
    "an\tn=2; role=Mayor; country=TR\n"
#define TASS "a.html\tentity\t27\t31\torganization\tTASS\tTASS\tn=1\n"
#define QUOTE                                                                 \
    "a.html\tquote\t71\t93\tdirect\tAna Erdo" G                               \
    "an\t\xE2\x80\x9CWe pay 2 to 4 euros,\xE2\x80\x9D\t"                      \
    "cue=said; date=2024-05-10\n"
#define DATE                                                                  \
    "a.html\tdate\t35\t41\tdate\t2024-05-10\tFriday\t"                        \
    "2024-05-10..2024-05-10; mod=APPROX\n"
#define FARES                                                                 \
    "a.html\tfigure\t64\t68\tpercent\t3.5\t3.5%\t"                            \
    "unit=%; noun=Fares; change=up\n"
#define EUROS                                                                 \
    "a.html\tfigure\t79\t91\tmoney\t-\t2 to 4 euros\t"                        \
    "low=2; high=4; bound=~; unit=EUR; per=ride\n"
#define DROPPED "a.html\tdropped\t-\t-\tlink\t-\tRead more\t-\n"

struct row_case {
    nutgraf_write_options options;
    size_t rows;
    const char *want;
};

#define E NUTGRAF_WRITE_ENTITIES

static const struct row_case cases[] = {
    {{0}, 12, TITLE JO LI DAY LANG ANCHOR ANA TASS QUOTE DATE FARES EUROS},
    {{.kinds = E}, 2, ANA TASS},
    {{.kinds = E, .mentions = true}, 3, ANA TASS ANA2},
    {{.kinds = NUTGRAF_WRITE_QUOTES}, 1, QUOTE},
    {{.kinds = NUTGRAF_WRITE_DATES | NUTGRAF_WRITE_FIGURES}, 3,
     DATE FARES EUROS},
    {{.kinds = NUTGRAF_WRITE_DROPPED}, 1, DROPPED},
    {{.kinds = E, .fields = "value,path"}, 2,
     "Ana Erdo" G "an\ta.html\nTASS\ta.html\n"},
    {{.kinds = E, .who = "tass", .color = true, .fields = "value,text"}, 1,
     "\033[1mTASS\033[0m\tTASS\n"},
    /* The fare is in a sentence of its own; the euros are said by her. */
    {{.who = "erdogan"}, 4, ANA QUOTE DATE EUROS},
    {{.who = " ANA  ERDO" G "AN "}, 4, ANA QUOTE DATE EUROS},
    {{.who = "Tass"}, 2, TASS DATE},
    {{.who = "Tas"}, 0, ""},
    {{.who = "ass"}, 0, ""},
    {{.who = "fares"}, 2, TITLE FARES},
    {{.who = "jo reed"}, 1, JO},
    {{.who = "pay"}, 2, QUOTE EUROS},
};

static void test_rows(void **state)
{
    nutgraf_article a;

    (void)state;
    sample_article(&a);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct collected out = {0};
        size_t rows = 99;
        nutgraf_status status = nutgraf_write_rows(&a, &cases[i].options,
                                                   collect, &out, &rows);
        if (strcmp(out.text, cases[i].want) != 0 || rows != cases[i].rows)
            fail_msg("case %zu: %zu rows:\n%swanted %zu:\n%s", i, rows,
                     out.text, cases[i].rows, cases[i].want);
        assert_int_equal(status, NUTGRAF_OK);
    }
}

static void test_fields_are_checked(void **state)
{
    static const char *const bad[] = {
        "", "paths", "path,", ",path", "path,,kind", "PATH", "path kind"};
    nutgraf_article a;

    (void)state;
    sample_article(&a);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        nutgraf_write_options options = {.fields = bad[i]};
        struct collected out = {0};
        assert_int_equal(nutgraf_write_rows(&a, &options, collect, &out, NULL),
                         NUTGRAF_BAD_ARGUMENT);
        assert_int_equal(out.len, 0);
    }
}

/* Control characters, C1 too, end up as spaces; other bytes stay. */
static void test_controls(void **state)
{
    nutgraf_article a = {.text = "", .title = "a\x1b[31m\r\n\x7f\xC2\x9B"
                                              "b\xC2\xA0\xE2\x80\xA8"};
    struct collected out = {0};

    (void)state;
    assert_int_equal(nutgraf_write_rows(&a, NULL, collect, &out, NULL),
                     NUTGRAF_OK);
    assert_string_equal(out.text, "-\tmeta\t-\t-\ttitle\t-\ta [31m    b\xC2\xA0"
                                  "\xE2\x80\xA8\t-\n");
}

static void test_warc_path(void **state)
{
    nutgraf_article a = {.text = "", .title = "T"};
    nutgraf_write_options options = {.fields = "path"};
    struct collected out = {0};

    (void)state;
    a.source = (nutgraf_source){.path = "x.warc", .record = "http://a/",
                                .format = NUTGRAF_FORMAT_WARC};
    nutgraf_write_rows(&a, &options, collect, &out, NULL);
    a.source.format = NUTGRAF_FORMAT_MHTML;
    nutgraf_write_rows(&a, &options, collect, &out, NULL);
    assert_string_equal(out.text, "x.warc#http://a/\nx.warc\n");
}

static void test_failing_sink(void **state)
{
    nutgraf_article a;
    struct collected out = {.limit = 10};

    (void)state;
    sample_article(&a);
    assert_int_equal(nutgraf_write_rows(&a, NULL, collect, &out, NULL),
                     NUTGRAF_STOPPED);
    assert_int_equal(nutgraf_write_text(&a, collect, &out), NUTGRAF_STOPPED);
}

static void test_error_has_no_rows(void **state)
{
    nutgraf_article a = {.error = NUTGRAF_IO, .error_message = "gone"};
    struct collected out = {0};
    size_t rows = 9;

    (void)state;
    assert_int_equal(nutgraf_write_rows(&a, NULL, collect, &out, &rows),
                     NUTGRAF_OK);
    assert_int_equal(nutgraf_write_text(&a, collect, &out), NUTGRAF_OK);
    assert_int_equal(rows + out.len, 0);
}

static void test_text(void **state)
{
    nutgraf_article a;
    struct collected out = {0};

    (void)state;
    sample_article(&a);
    assert_int_equal(nutgraf_write_text(&a, collect, &out), NUTGRAF_OK);
    assert_string_equal(out.text, "Fares\tup\n\n" SAMPLE_TEXT "\n");
    a.title = NULL;
    out.len = 0;
    nutgraf_write_text(&a, collect, &out);
    assert_string_equal(out.text, SAMPLE_TEXT "\n");
}

/* Sorted by day, one row for the same days of one sentence. */
static void test_timeline(void **state)
{
    static const nutgraf_span sentences[] = {{0, 6}, {7, 12}};
    static const nutgraf_date dates[] = {
        {{0, 1}, NUTGRAF_DATE_DATE, "2024", NULL, "2024-01-01", "2024-12-31"},
        {{2, 3}, NUTGRAF_DATE_DATE, "2023-05-01", NULL, "2023-05-01",
         "2023-05-01"},
        {{3, 4}, NUTGRAF_DATE_DURATION, "P3D", NULL, NULL, NULL},
        {{4, 5}, NUTGRAF_DATE_DATE, "2024", NULL, "2024-01-01", "2024-12-31"},
        {{7, 8}, NUTGRAF_DATE_TIME, "2024-01-01T08:00", NULL, "2024-01-01",
         NULL}};
    nutgraf_article a = {.text = "a\tb c. D e f.", .text_len = 13,
                         .sentences = sentences, .sentence_count = 2,
                         .dates = dates, .date_count = 5,
                         .source.path = "x"};
    nutgraf_write_options options = {.who = "D"};
    struct collected out = {0};
    size_t rows = 0;

    (void)state;
    assert_int_equal(nutgraf_write_timeline(&a, NULL, collect, &out, &rows),
                     NUTGRAF_OK);
    assert_string_equal(out.text, "2023-05-01\t2023-05-01\tx\ta b c.\n"
                                  "2024-01-01\t-\tx\tD e f\n"
                                  "2024-01-01\t2024-12-31\tx\ta b c.\n");
    assert_int_equal(rows, 3);
    out.len = 0;
    nutgraf_write_timeline(&a, &options, collect, &out, &rows);
    assert_string_equal(out.text, "2024-01-01\t-\tx\tD e f\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_fields_are_checked),
        cmocka_unit_test(test_controls),
        cmocka_unit_test(test_warc_path),
        cmocka_unit_test(test_failing_sink),
        cmocka_unit_test(test_error_has_no_rows),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_timeline),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
