/*
 * test_values.c - phrases through the whole library: which words are dates,
 * what they mean. Besides the table: every weekday from every weekday, years'
 * ends, and that every value is TIMEX3.
 */
#include <stdio.h>
#include <string.h>

#include "cmocka_all.h"

#include "base/calendar.h"
#include "find/date/rows.h"
#include "find/date/timex.h"
#include <nutgraf/nutgraf.h>

static nutgraf_model *model;

/* Analyses `text` with the anchor; calls `check` for the article. */
static void analyse(const char *text, const char *anchor,
                    void (*check)(const nutgraf_article *, void *), void *user)
{
    nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;
    const nutgraf_article *article;
    nutgraf_worker *worker;

    options.modules = NUTGRAF_DATES;
    options.format = NUTGRAF_FORMAT_TEXT;
    options.anchor_date = anchor;
    options.no_strip = true;
    assert_int_equal(nutgraf_worker_new(model, &options, &worker), NUTGRAF_OK);
    assert_int_equal(nutgraf_analyze(worker, text, strlen(text), &article),
                     NUTGRAF_OK);
    check(article, user);
    nutgraf_worker_free(worker);
}

/* Writes the dates of an article as rows.h spells them; checks each value. */
static void spell(const nutgraf_article *a, void *user)
{
    char *out = user;

    for (size_t i = 0; i < a->date_count; i++) {
        const nutgraf_date *d = &a->dates[i];
        bool set = d->type == NUTGRAF_DATE_SET;
        assert_non_null(d->value);
        if (!is_timex(d->value, d->type))
            fail_msg("\"%s\" is no TIMEX3 value in: %s", d->value, a->text);
        assert_true(!d->from == !d->to);
        if (d->from)
            assert_true(strcmp(d->from, d->to) <= 0);
        out += sprintf(out, "%s%.*s=%s%s%s", i ? "; " : "",
                       (int)(d->span.end - d->span.start),
                       a->text + d->span.start, set ? "{" : "", d->value,
                       set ? "}" : "");
    }
}

static int run_rows(const struct row *rows, size_t count, const char *anchor)
{
    int failed = 0;

    for (size_t i = 0; i < count; i++) {
        char got[1024] = "";
        analyse(rows[i].text, anchor, spell, got);
        if (strcmp(got, rows[i].want) == 0)
            continue;
        print_error("%s\n    wanted: %s\n    got:    %s\n", rows[i].text,
                    rows[i].want, got);
        failed++;
    }
    return failed;
}

static void test_phrases(void **state)
{
    (void)state;
    assert_int_equal(
        run_rows(may_rows, sizeof may_rows / sizeof *may_rows, "2024-05-15"),
        0);
    assert_int_equal(run_rows(november_rows,
                              sizeof november_rows / sizeof *november_rows,
                              "2019-11-20"),
                     0);
}

/* "2024-05-15" of a day. */
static void print_day(char *out, int64_t day)
{
    struct ng_ymd date = ng_ymd_of(day);

    sprintf(out, "%04d-%02d-%02d", (int)date.year, date.month, date.day);
}

/* Every weekday named on every weekday, across leap days and years' ends: in
 * the past tense the anchor's day or the last one before it, with "will" the
 * anchor's or the next, with "last" strictly before. */
static void test_weekdays(void **state)
{
    static const char *const names[] = {"Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday",
                                        "Sunday"};
    static const struct ng_ymd starts[] = {
        {2024, 2, 26}, {2023, 2, 26}, {2020, 12, 28}, {1999, 12, 29}};

    (void)state;
    for (size_t s = 0; s < sizeof starts / sizeof *starts; s++)
        for (int at = 0; at < 7; at++)
            for (int w = 0; w < 7; w++) {
                int64_t anchor = ng_day_of(starts[s]) + at;
                int ahead = (w + 1 - ng_weekday(anchor) + 7) % 7;
                char day[16], past[16], next[16], last[16];
                char text[128], want[128], got[1024] = "";
                print_day(day, anchor);
                print_day(past, anchor + (ahead ? ahead - 7 : 0));
                print_day(next, anchor + ahead);
                print_day(last, anchor + ahead - 7);
                sprintf(text, "He left on %s. He will go on %s. He left last "
                        "%s.", names[w], names[w], names[w]);
                sprintf(want, "%s=%s; %s=%s; last %s=%s", names[w], past,
                        names[w], next, names[w], last);
                analyse(text, day, spell, got);
                assert_string_equal(got, want);
            }
}

/* Periods around the ends of years: weeks 52, 53 and 1, February. */
static void test_borders(void **state)
{
    static const struct {
        const char *anchor, *text, *want;
    } rows[] = {
        {"2021-01-01", "It fell this week.", "this week=2020-W53"},
        {"2021-01-04", "It fell last week.", "last week=2020-W53"},
        {"2020-12-31", "It ends next week.", "next week=2021-W01"},
        {"2019-12-30", "It ends this week.", "this week=2020-W01"},
        {"2022-01-02", "It fell this week.", "this week=2021-W52"},
        {"2024-01-15", "It fell last month.", "last month=2023-12"},
        {"2023-12-15", "It ends next month.", "next month=2024-01"},
        {"2024-03-31", "It fell last month.", "last month=2024-02"},
        {"2024-03-01", "It fell yesterday.", "yesterday=2024-02-29"},
        {"2023-03-01", "It fell yesterday.", "yesterday=2023-02-28"},
        {"2023-12-31", "It ends tomorrow.", "tomorrow=2024-01-01"},
        {"2024-01-20", "It fell last quarter.", "last quarter=2023-Q4"},
        {"2025-03-22", "It fell on Feb. 29.", "Feb. 29=2024-02-29"},
        {"2000-01-01", "It fell a decade ago.", "a decade ago=1990"},
        {"2024-02-29", "It fell a year ago.", "a year ago=2023"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char got[1024] = "";
        analyse(rows[i].text, rows[i].anchor, spell, got);
        assert_string_equal(got, rows[i].want);
    }
}

static void spell_anchor(const nutgraf_article *a, void *user)
{
    const char *from = nutgraf_anchor_from_name(a->anchor_from);

    sprintf(user, "%s %s", a->anchor_date ? a->anchor_date : "-",
            from ? from : "-");
}

/* The article's own day, from its text alone. */
static void test_anchor(void **state)
{
    static const struct row rows[] = {
        {"It rained.\n\nHe left on Friday.", "- -"},
        {"Bridge closed\n\nMay 3, 2021\n\nThe bridge was closed. It was built "
         "on June 1, 1970.", "2021-05-03 dateline"},
        {"The bridge was closed on May 3, 2021. It was built on June 1, 1970.",
         "2021-05-03 body"},
        {"On Jan. 13, 2020, they met. On Saturday, Feb. 15, they met again. "
         "They talked today.", "2020-02-16 weekday"},
        {"The bridge will open on May 3, 2031. It was begun on June 1, 2019.",
         "2019-06-01 body"},
        {"She leads the field of the 2016 presidential race.", "2016 body"},
        {"He founded the firm in 1972.", "- -"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char got[64];
        analyse(rows[i].text, NULL, spell_anchor, got);
        assert_string_equal(got, rows[i].want);
    }
}

/* Without an anchor, relative dates stay under-specified. */
static void test_no_anchor(void **state)
{
    static const struct row rows[] = {
        {"He left on Friday.", "Friday=XXXX-WXX-5"},
        {"He left on March 3.", "March 3=XXXX-03-03"},
        {"He left in March.", "March=XXXX-03"},
        {"He left last week.", "last week=XXXX-WXX"},
        {"He left today.", "today=XXXX-XX-XX"},
        {"He left last year.", "last year=XXXX"},
        {"He left in the summer.", "the summer=XXXX-SU"},
        {"He left at 10:30.", "10:30=XXXX-XX-XXT10:30"},
    };

    (void)state;
    assert_int_equal(run_rows(rows, sizeof rows / sizeof *rows, NULL), 0);
}

/* The checker itself must refuse. */
static void test_checker(void **state)
{
    (void)state;
    assert_true(is_timex("2020-02-14", NUTGRAF_DATE_DATE));
    assert_true(is_timex("PT1.5H", NUTGRAF_DATE_DURATION));
    assert_false(is_timex("2020-13-14", NUTGRAF_DATE_DATE));
    assert_false(is_timex("2020-2-14", NUTGRAF_DATE_DATE));
    assert_false(is_timex("P3", NUTGRAF_DATE_DURATION));
    assert_false(is_timex("", NUTGRAF_DATE_DATE));
    assert_false(is_timex("2020-W54", NUTGRAF_DATE_DATE));
    assert_false(is_timex("2020-02-14T25", NUTGRAF_DATE_TIME));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_checker),  cmocka_unit_test(test_phrases),
        cmocka_unit_test(test_weekdays), cmocka_unit_test(test_borders),
        cmocka_unit_test(test_anchor),   cmocka_unit_test(test_no_anchor),
    };
    int failed;

    if (nutgraf_model_open(NULL, &model) != NUTGRAF_OK)
        return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    nutgraf_model_free(model);
    return failed;
}
