/*
 * test_values.c - phrases through the whole library: which words are dates,
 * what they mean. The rows are those of the document tests/spec/date-values.md.
 * Besides them: every weekday from every weekday, the days of 28 years, zones;
 * and that every value is TIMEX3 and its days agree with it.
 */
#include <stdio.h>
#include <string.h>

#include "cmocka_all.h"

#include "base/calendar.h"
#include "find/date/timex.h"
#include <nutgraf/nutgraf.h>

static nutgraf_model *model;
static const char *document; /* tests/spec/date-values.md */

/* Longest line of the document, and longest list of dates. */
#define LINE_MAX 2048

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

/* The value is TIMEX3, its first and last day are those that it names. */
static void check_date(const nutgraf_article *a, const nutgraf_date *d)
{
    char from[16], to[16];

    assert_non_null(d->value);
    if (!is_timex(d->value, d->type))
        fail_msg("\"%s\" is no TIMEX3 value in: %s", d->value, a->text);
    if (!timex_range(d->value, d->type, from, to)) {
        assert_null(d->from);
        assert_null(d->to);
        return;
    }
    assert_non_null(d->from);
    assert_non_null(d->to);
    if (strcmp(d->from, from) != 0 || strcmp(d->to, to) != 0)
        fail_msg("%s is %s..%s, not %s..%s", d->value, from, to, d->from,
                 d->to);
}

/* Writes the dates of an article as the document spells them. */
static void spell(const nutgraf_article *a, void *user)
{
    char *out = user;

    if (!a->date_count)
        sprintf(out, "none");
    for (size_t i = 0; i < a->date_count; i++) {
        const nutgraf_date *d = &a->dates[i];
        check_date(a, d);
        out += sprintf(out, "%s%.*s = %s %s%s%s", i ? "; " : "",
                       (int)(d->span.end - d->span.start),
                       a->text + d->span.start,
                       nutgraf_date_type_name(d->type), d->value,
                       d->mod ? " " : "", d->mod ? d->mod : "");
    }
}

/* Cuts "| a | b | c |" into its cells; false when it is no row of three, or the
 * head of a table. */
static bool cut_row(char *line, char *cells[3])
{
    char *at = line;

    if (strncmp(line, "| ", 2) != 0 || strncmp(line, "| anchor", 8) == 0 ||
        strncmp(line, "| --", 4) == 0)
        return false;
    for (size_t i = 0; i < 3; i++) {
        char *end = strstr(at + 1, " |");
        if (!end)
            return false;
        cells[i] = at + 2;
        *end = 0;
        at = end + 1;
    }
    return true;
}

/* Every row of the document; at least as many as issue 4 asks for. */
static void test_document(void **state)
{
    char line[LINE_MAX], *cells[3];
    size_t rows = 0, failed = 0;
    FILE *in = fopen(document, "r");

    (void)state;
    assert_non_null(in);
    while (fgets(line, sizeof line, in)) {
        char got[LINE_MAX];
        if (!cut_row(line, cells))
            continue;
        rows++;
        analyse(cells[1], strcmp(cells[0], "-") ? cells[0] : NULL, spell, got);
        if (strcmp(got, cells[2]) == 0)
            continue;
        print_error("%s: %s\n    wanted: %s\n    got:    %s\n", cells[0],
                    cells[1], cells[2], got);
        failed++;
    }
    fclose(in);
    assert_true(rows >= 400);
    assert_int_equal(failed, 0);
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
                char text[128], want[128], got[LINE_MAX];
                print_day(day, anchor);
                print_day(past, anchor + (ahead ? ahead - 7 : 0));
                print_day(next, anchor + ahead);
                print_day(last, anchor + ahead - 7);
                sprintf(text, "He left on %s. He will go on %s. He left last "
                        "%s.", names[w], names[w], names[w]);
                sprintf(want,
                        "%s = date %s; %s = date %s; last %s = date %s",
                        names[w], past, names[w], next, names[w], last);
                analyse(text, day, spell, got);
                assert_string_equal(got, want);
            }
}

/* Every day of 28 years, which see every form of year: "today" and "yesterday"
 * in words and digits, this week and last month. */
static void test_calendar(void **state)
{
    (void)state;
    for (int64_t day = ng_day_of((struct ng_ymd){1999, 12, 28});
         day < ng_day_of((struct ng_ymd){2028, 1, 4}); day += 3) {
        char anchor[16], before[16], text[128], want[256], got[LINE_MAX];
        struct ng_ymd date = ng_ymd_of(day);
        int32_t year;
        int week = ng_iso_week(day, &year);
        int months = (int)date.year * 12 + date.month - 2;
        print_day(anchor, day);
        print_day(before, day - 1);
        sprintf(text, "It was dry today, yesterday, this week, last month, on "
                "%d/%d/%d.", date.month, date.day, (int)date.year);
        sprintf(want, "today = date %s; yesterday = date %s; this week = date "
                "%04d-W%02d; last month = date %04d-%02d; %d/%d/%d = date %s",
                anchor, before, (int)year, week, months / 12, months % 12 + 1,
                date.month, date.day, (int)date.year, anchor);
        /* Days up to the twelfth read alike in both orders. */
        analyse(text, anchor, spell, got);
        assert_string_equal(got, want);
    }
}

/* Every zone of the table, east and west, behind a clock. */
static void test_zones(void **state)
{
    static const struct {
        const char *zone, *offset;
    } zones[] = {
        {"GMT", "Z"},      {"UTC", "Z"},      {"EST", "-05:00"},
        {"EDT", "-04:00"}, {"CST", "-06:00"}, {"CDT", "-05:00"},
        {"MST", "-07:00"}, {"MDT", "-06:00"}, {"PST", "-08:00"},
        {"PDT", "-07:00"}, {"BST", "+01:00"}, {"CET", "+01:00"},
        {"CEST", "+02:00"}, {"EET", "+02:00"}, {"MSK", "+03:00"},
        {"IST", "+05:30"}, {"JST", "+09:00"}, {"AEST", "+10:00"},
        {"AEDT", "+11:00"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        char text[128], want[128], got[LINE_MAX];
        sprintf(text, "It began at 10:30 p.m. %s.", zones[i].zone);
        sprintf(want, "10:30 p.m. %s = time 2024-02-29T22:30%s", zones[i].zone,
                zones[i].offset);
        analyse(text, "2024-02-29", spell, got);
        assert_string_equal(got, want);
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
    static const struct {
        const char *text, *want;
    } rows[] = {
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

/* The checker itself must refuse. */
static void test_checker(void **state)
{
    char from[16], to[16];

    (void)state;
    assert_true(is_timex("2020-02-14", NUTGRAF_DATE_DATE));
    assert_true(is_timex("PT1.5H", NUTGRAF_DATE_DURATION));
    assert_false(is_timex("2020-13-14", NUTGRAF_DATE_DATE));
    assert_false(is_timex("2020-2-14", NUTGRAF_DATE_DATE));
    assert_false(is_timex("P3", NUTGRAF_DATE_DURATION));
    assert_false(is_timex("", NUTGRAF_DATE_DATE));
    assert_false(is_timex("2020-W54", NUTGRAF_DATE_DATE));
    assert_false(is_timex("2020-02-14T25", NUTGRAF_DATE_TIME));
    assert_true(timex_range("2020-W53-WE", NUTGRAF_DATE_DATE, from, to));
    assert_string_equal(from, "2021-01-02");
    assert_string_equal(to, "2021-01-03");
    assert_true(timex_range("2019-WI", NUTGRAF_DATE_DATE, from, to));
    assert_string_equal(to, "2020-02-29");
    assert_false(timex_range("XXXX-03", NUTGRAF_DATE_DATE, from, to));
    assert_false(timex_range("P3D", NUTGRAF_DATE_DURATION, from, to));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_checker),  cmocka_unit_test(test_document),
        cmocka_unit_test(test_weekdays), cmocka_unit_test(test_calendar),
        cmocka_unit_test(test_zones),    cmocka_unit_test(test_anchor),
    };
    int failed;

    if (argc != 2 || nutgraf_model_open(NULL, &model) != NUTGRAF_OK)
        return 1;
    document = argv[1];
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    nutgraf_model_free(model);
    return failed;
}
