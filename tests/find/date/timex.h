/*
 * timex.h - is a string a TIMEX3 value of its type, and which days does it
 * name? A grammar in shapes: 9 a digit or X, other characters themselves; then
 * the ranges of the numbers.
 */
#ifndef NG_TESTS_DATE_TIMEX_H
#define NG_TESTS_DATE_TIMEX_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include <nutgraf/nutgraf.h>

/* Matches `shape` at the start of `text`; returns its length or 0. */
static size_t fits_shape(const char *text, const char *shape)
{
    size_t i = 0;

    for (; shape[i]; i++) {
        bool digit = (text[i] >= '0' && text[i] <= '9') || text[i] == 'X';
        if (shape[i] == '9' ? !digit : text[i] != shape[i])
            return 0;
    }
    return i;
}

/* The longest of the shapes that fits. */
static size_t fits_any(const char *text, const char *const *shapes)
{
    size_t best = 0;

    for (; *shapes; shapes++) {
        size_t len = fits_shape(text, *shapes);
        best = len > best ? len : best;
    }
    return best;
}

/* A number of two digits at `text` inside its range? X is always. */
static bool in_range(const char *text, int low, int high)
{
    int n = atoi(text);

    return text[0] == 'X' || (n >= low && n <= high);
}

static bool is_timex_time(const char *text)
{
    static const char *const parts[] = {"TMO", "TAF", "TEV", "TNI", "TDT",
                                        "TMI", NULL};
    static const char *const times[] = {"T99", "T99:99", "T99:99:99", NULL};
    static const char *const zones[] = {"Z", "-99:99", "+99:99", NULL};
    size_t len = fits_any(text, parts);

    if (len)
        return !text[len];
    len = fits_any(text, times);
    if (!len || !in_range(text + 1, 0, 23) ||
        (len > 3 && !in_range(text + 4, 0, 59)))
        return false;
    return !text[len] || (fits_any(text + len, zones) &&
                          !text[len + fits_any(text + len, zones)]);
}

static bool is_timex_date(const char *text)
{
    static const char *const shapes[] = {
        "9999", "9999-99", "9999-99-99", "9999-W99", "9999-W99-9",
        "9999-W99-WE", "9999-Q9", "9999-H9", "9999-SP", "9999-SU", "9999-FA",
        "9999-WI", "BC9999", "BC9999-99", "BC9999-99-99", "BC99", "BC9999-SP",
        "BC9999-SU", "BC9999-FA", "BC9999-WI", NULL};
    size_t len = fits_any(text, shapes), head = text[0] == 'B' ? 7 : 5;

    if (!len)
        return false;
    if (len >= head + 2 && fits_shape(text + head, "99") &&
        (!in_range(text + head, 1, 12) ||
         (len == head + 5 && !in_range(text + head + 3, 1, 31))))
        return false;
    if (text[head] == 'W' && fits_shape(text + head + 1, "99") &&
        !in_range(text + head + 1, 1, 53))
        return false;
    return !text[len] || is_timex_time(text + len);
}

static bool is_timex_span(const char *text)
{
    size_t i = 1, digits;

    if (text[0] != 'P')
        return false;
    i += text[i] == 'T';
    digits = strspn(text + i, "0123456789.X");
    return digits && text[i + digits] &&
           strchr("YMWDHSQEL", text[i + digits]) &&
           (!text[i + digits + 1] || strcmp(text + i + digits, "WE") == 0);
}

static bool is_timex(const char *text, nutgraf_date_type type)
{
    if (type == NUTGRAF_DATE_DURATION)
        return is_timex_span(text);
    if (type == NUTGRAF_DATE_SET)
        return is_timex_span(text) || is_timex_date(text);
    return strcmp(text, "PAST_REF") == 0 || strcmp(text, "FUTURE_REF") == 0 ||
           strcmp(text, "PRESENT_REF") == 0 || is_timex_date(text);
}

/* A calendar day as from and to print it. */
static void print_ymd(char *out, struct ng_ymd date)
{
    sprintf(out, "%04d-%02d-%02d", (int)date.year, date.month, date.day);
}

/* The months [first, last] of a year; those above 12 are the next year's. */
static void month_span(int year, int first, int last, struct ng_ymd span[2])
{
    int end = year + (last > 12);

    last = last > 12 ? last - 12 : last;
    span[0] = (struct ng_ymd){year, first, 1};
    span[1] = (struct ng_ymd){end, last, ng_month_days(end, last)};
}

/* The span of what follows the year of a value: "", "-02-14", "-W07-WE". */
static void rest_span(int year, const char *rest, struct ng_ymd span[2])
{
    static const char *const seasons[] = {"-SP", "-SU", "-FA", "-WI"};
    int n = atoi(rest + (rest[0] ? 2 : 0));

    month_span(year, 1, 12, span);
    if (rest[0] && rest[1] == 'W' && rest[2] != 'I') {
        int64_t monday = ng_iso_week_start(year, n);
        bool end = strncmp(rest + 4, "-WE", 3) == 0;
        span[0] = ng_ymd_of(monday + (end ? 5 : 0));
        span[1] = ng_ymd_of(monday + 6);
    } else if (rest[0] && rest[1] == 'Q') {
        month_span(year, 3 * n - 2, 3 * n, span);
    } else if (rest[0] && rest[1] == 'H') {
        month_span(year, 6 * n - 5, 6 * n, span);
    } else if (rest[0] && rest[1] >= '0' && rest[1] <= '9') {
        month_span(year, atoi(rest + 1), atoi(rest + 1), span);
        if (rest[3] == '-')
            span[0].day = span[1].day = atoi(rest + 4);
    }
    for (int s = 0; s < 4; s++)
        if (strncmp(rest, seasons[s], 3) == 0)
            month_span(year, 3 * s + 3, 3 * s + 5, span);
}

/* The first and last day that a value names; false when it names none: no year,
 * one before our era, an open day or week, a duration, set or reference. */
static bool timex_range(const char *text, nutgraf_date_type type, char *from,
                        char *to)
{
    struct ng_ymd span[2];
    int year = atoi(text);

    if (type == NUTGRAF_DATE_DURATION || type == NUTGRAF_DATE_SET ||
        text[0] < '0' || text[0] > '9' || strstr(text + 4, "X"))
        return false;
    if (text[2] == 'X') {
        month_span(year * 100, 1, 12, span);
        span[0].year += year == 0;
        span[1].year = year * 100 + (year ? 99 : 100);
    } else if (text[3] == 'X') {
        month_span(year * 10, 1, 12, span);
        span[1].year = year * 10 + 9;
    } else {
        rest_span(year, text + 4, span);
    }
    print_ymd(from, span[0]);
    print_ymd(to, span[1]);
    return true;
}

#endif
