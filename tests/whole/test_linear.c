/*
 * test_linear.c - linear time as a promise: each unit, repeated into one long
 * paragraph, must cost about twice the time at twice the length.
 */
#include "cmocka_all.h"

#include <stdio.h>
#include <time.h>

#include "whole/support.h"

/* Bytes of the shorter input. */
#define SHORT_BYTES ((size_t)12 * 1024)
/* Twice the input may cost three times the time, plus what a clock tick and a
 * busy machine add; quadratic would be four times, of something large. */
#define MAX_RATIO 3.0
#define SLACK_SECONDS 0.2
#define TRIES 3

static const struct {
    nutgraf_format format;
    const char *unit;
} rows[] = {
    {NUTGRAF_FORMAT_TEXT, "\" "},
    {NUTGRAF_FORMAT_TEXT, " \""},
    {NUTGRAF_FORMAT_TEXT, "“"},
    {NUTGRAF_FORMAT_TEXT, "“a” "},
    {NUTGRAF_FORMAT_TEXT, "“We go,” he said. "},
    {NUTGRAF_FORMAT_TEXT, "'"},
    {NUTGRAF_FORMAT_TEXT, "s' "},
    {NUTGRAF_FORMAT_TEXT, "( "},
    {NUTGRAF_FORMAT_TEXT, "["},
    {NUTGRAF_FORMAT_TEXT, ". "},
    {NUTGRAF_FORMAT_TEXT, ".\" "},
    {NUTGRAF_FORMAT_TEXT, "- "},
    {NUTGRAF_FORMAT_TEXT, "-"},
    {NUTGRAF_FORMAT_TEXT, ", "},
    {NUTGRAF_FORMAT_TEXT, "1"},
    {NUTGRAF_FORMAT_TEXT, "1 "},
    {NUTGRAF_FORMAT_TEXT, "1,"},
    {NUTGRAF_FORMAT_TEXT, "1-"},
    {NUTGRAF_FORMAT_TEXT, "1/"},
    {NUTGRAF_FORMAT_TEXT, "$1 "},
    {NUTGRAF_FORMAT_TEXT, "$"},
    {NUTGRAF_FORMAT_TEXT, "five "},
    {NUTGRAF_FORMAT_TEXT, "million "},
    {NUTGRAF_FORMAT_TEXT, "hundred and "},
    {NUTGRAF_FORMAT_TEXT, "5 percent of "},
    {NUTGRAF_FORMAT_TEXT, "more than "},
    {NUTGRAF_FORMAT_TEXT, "Monday "},
    {NUTGRAF_FORMAT_TEXT, "May 5, 2020 "},
    {NUTGRAF_FORMAT_TEXT, "the first quarter of "},
    {NUTGRAF_FORMAT_TEXT, "a.a"},
    {NUTGRAF_FORMAT_TEXT, "a."},
    {NUTGRAF_FORMAT_TEXT, "A. "},
    {NUTGRAF_FORMAT_TEXT, "A"},
    {NUTGRAF_FORMAT_TEXT, "Ab "},
    {NUTGRAF_FORMAT_TEXT, "Ab, "},
    {NUTGRAF_FORMAT_TEXT, "Ab of the "},
    {NUTGRAF_FORMAT_TEXT, "President "},
    {NUTGRAF_FORMAT_TEXT, "Mr. Smith "},
    {NUTGRAF_FORMAT_TEXT, "said "},
    {NUTGRAF_FORMAT_TEXT, "he said "},
    {NUTGRAF_FORMAT_TEXT, "according to "},
    {NUTGRAF_FORMAT_TEXT, "a@"},
    {NUTGRAF_FORMAT_TEXT, "a-"},
    {NUTGRAF_FORMAT_TEXT, "#"},
    {NUTGRAF_FORMAT_TEXT, "www."},
    {NUTGRAF_FORMAT_TEXT, "é"},
    {NUTGRAF_FORMAT_TEXT, "\xE2\x80"},
    {NUTGRAF_FORMAT_TEXT, "x\n\n"},
    {NUTGRAF_FORMAT_TEXT, "x\n"},
    {NUTGRAF_FORMAT_HTML, "<p>x"},
    {NUTGRAF_FORMAT_HTML, "<div>"},
    {NUTGRAF_FORMAT_HTML, "</div>"},
    {NUTGRAF_FORMAT_HTML, "<b>x "},
    {NUTGRAF_FORMAT_HTML, "<a href=x>x</a> "},
    {NUTGRAF_FORMAT_HTML, "<"},
    {NUTGRAF_FORMAT_HTML, "&"},
    {NUTGRAF_FORMAT_HTML, "<!--"},
    {NUTGRAF_FORMAT_HTML, "<script>"},
    {NUTGRAF_FORMAT_HTML, "<table><tr><td>"},
    {NUTGRAF_FORMAT_HTML, "<meta name=a content=b>"},
    {NUTGRAF_FORMAT_HTML, "<script type=application/ld+json>{"},
};

/* Takes the article and drops it. */
static nutgraf_status drop(void *user, const nutgraf_article *article)
{
    (void)user;
    (void)article;
    return NUTGRAF_OK;
}

/* CPU seconds for `len` bytes of the repeated unit. */
static double seconds_for(nutgraf_worker *worker, const char *unit, size_t len)
{
    struct ng_buffer bytes;
    clock_t start;

    ng_buffer_init(&bytes, &ng_alloc_default);
    while (bytes.len < len)
        assert_true(ng_buffer_append(&bytes, unit, strlen(unit)));
    start = clock();
    assert_int_equal(nutgraf_begin(worker, NULL, drop, NULL), NUTGRAF_OK);
    nutgraf_feed(worker, bytes.ptr, bytes.len);
    nutgraf_end(worker);
    ng_buffer_free(&bytes);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void test_growth(void **state)
{
    nutgraf_model *model;

    (void)state;
    assert_int_equal(nutgraf_model_open(NULL, &model), NUTGRAF_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;
        nutgraf_worker *worker;
        bool linear = false;
        double once = 0, twice = 0;
        options.format = rows[i].format;
        assert_int_equal(nutgraf_worker_new(model, &options, &worker),
                         NUTGRAF_OK);
        for (int try = 0; try < TRIES && !linear; try++) {
            once = seconds_for(worker, rows[i].unit, SHORT_BYTES);
            twice = seconds_for(worker, rows[i].unit, 2 * SHORT_BYTES);
            linear = twice <= MAX_RATIO * once + SLACK_SECONDS;
        }
        if (!linear)
            print_error("\"%s\" again and again: %.3f s, then %.3f s\n",
                        rows[i].unit, once, twice);
        assert_true(linear);
        nutgraf_worker_free(worker);
    }
    nutgraf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_growth)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
