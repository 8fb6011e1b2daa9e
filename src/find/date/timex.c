/*
 * timex.c - TIMEX3 strings of a resolved date (ISO-TimeML 2.1): "2020-02-14",
 * "2020-W07", "2020-Q1", "P3D", "XXXX-WXX-5T18:30", and the first and last
 * calendar day that it covers.
 *
 * In: calendar fields, with holes where nothing told. Out: value, mod, from, to
 * in the result. The finest known field decides the form; holes above it become
 * X. from and to come from the same fields as the value, so they cannot
 * disagree with it.
 *
 * The schema knows more forms than a newspaper uses; those that are printed
 * here are the ones that the words of data/date-rules.tsv can lead to. Values
 * are short and of bounded length, so they are built on the stack and copied
 * once; a date without calendar days (a duration, "now", a Friday that no
 * anchor placed) has no from and no to rather than guessed ones.
 */
#include <stdarg.h>
#include <stdio.h>

#include "find/date/date.h"

/* Longest value: a full date, a time with seconds and a zone. */
#define VALUE_MAX 64

struct value {
    char text[VALUE_MAX];
    size_t len;
};

static void put(struct value *v, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Appends to a value; what does not fit is cut, which no value reaches. */
static void put(struct value *v, const char *format, ...)
{
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(v->text + v->len, sizeof v->text - v->len, format, args);
    va_end(args);
    if (n > 0)
        v->len += (size_t)n < sizeof v->text - v->len
                      ? (size_t)n
                      : sizeof v->text - v->len - 1;
}

/* "1989", "198X", "19XX", "BC0146", or "XXXX" when the year is not known. A
 * century BC has its two digits alone: BC04. */
static void put_year(struct value *v, const struct ng_when *when)
{
    int year = (int)(when->year < 0 ? -when->year : when->year);

    if (!(when->said & NG_SAID_YEAR)) {
        put(v, "XXXX");
        return;
    }
    if (when->year < 0)
        put(v, "BC");
    if (when->digits == 3)
        put(v, "%03dX", year / 10);
    else if (when->digits == 2)
        put(v, when->year < 0 ? "%02d" : "%02dXX", year / 100);
    else
        put(v, "%04d", year);
}

/* The calendar part, down to the finest field that is known; unknown fields
 * above it are X: "XXXX-WXX-5" is a Friday that no anchor has placed. Order of
 * the branches: from the field that leaves least open to the one that leaves
 * most. */
static void put_date(struct value *v, const struct ng_when *when)
{
    bool month = when->month != 0;

    put_year(v, when);
    /* Week before month: a resolved week has no month of its own. */
    if (when->week) {
        put(v, "-W%02d", when->week);
        if (when->unit == 'K')
            put(v, "-WE");
    } else if (month) {
        put(v, "-%02d", when->month);
        if (when->day)
            put(v, "-%02d", when->day);
    } else if (when->weekday) {
        put(v, "-WXX-%d", when->weekday);
    } else if (when->unit == 'K') {
        put(v, "-WXX-WE");
    } else if (when->day) {
        put(v, "-XX-%02d", when->day);
    } else if (when->quarter) {
        put(v, "-Q%d", when->quarter);
    } else if (when->half) {
        put(v, "-H%d", when->half);
    } else if (when->season) {
        put(v, "-%s", when->season);
        /* A time or a day that nothing placed in the calendar. */
    } else if (when->hour >= 0 || when->part ||
               (when->unit == 'D' && !(when->said & NG_SAID_YEAR))) {
        put(v, "-XX-XX");
    } else if (!(when->said & NG_SAID_YEAR) && when->unit == 'W') {
        put(v, "-WXX");
    } else if (!(when->said & NG_SAID_YEAR) && when->unit == 'M') {
        put(v, "-XX");
    } else if (!(when->said & NG_SAID_YEAR) && when->unit == 'Q') {
        put(v, "-QX");
    }
}

/* "T10:30", "TNI", with "Z" or the zone's distance from Greenwich. A part of
 * the day and an hour exclude each other: "3 in the afternoon" has become 15 by
 * now. Minutes are printed only when somebody named them. */
static void put_time(struct value *v, const struct ng_when *when)
{
    if (when->hour < 0) {
        if (when->part)
            put(v, "T%s", when->part);
        return;
    }
    put(v, "T%02d", when->hour);
    if (when->minute >= 0)
        put(v, ":%02d", when->minute);
    if (when->second >= 0)
        put(v, ":%02d", when->second);
    /* The clock's own time is kept; its zone says how far from Greenwich. */
    if (!(when->said & NG_SAID_ZONE))
        return;
    if (when->zone == 0)
        put(v, "Z");
    else
        put(v, "%c%02d:%02d", when->zone < 0 ? '-' : '+',
            (when->zone < 0 ? -when->zone : when->zone) / 60,
            (when->zone < 0 ? -when->zone : when->zone) % 60);
}

/* "P3D", "PT1.5H", "PXW". Decades and centuries are given in years and quarters
 * in months when their number is known, for few readers know P2E. Fortnights
 * become weeks, quarters months: "P2W", "P9M". Nights are counted as days. The
 * number has at most ten digits, so 1.5 stays 1.5. */
static void put_span(struct value *v, double amount, char unit)
{
    bool time = unit == 's' || unit == 'n' || unit == 'h';
    const char *letters = unit == 's'   ? "S"
                          : unit == 'n' ? "M"
                          : unit == 'h' ? "H"
                          : unit == 'K' ? "WE"
                          : unit == 'N' ? "D"
                          : unit == 'F' ? "W"
                          : unit == 'E' ? "E"
                          : unit == 'C' ? "CE"
                          : unit == 'L' ? "L"
                                        : NULL;
    char single[2] = {unit, 0};

    /* Units that TIMEX3 has not, or that readers seldom know. */
    if (unit == 'F' && amount > 0)
        amount *= 2;
    if (unit == 'Q' && amount > 0) {
        amount *= 3;
        single[0] = 'M';
    }
    if (unit == 'E' && amount > 0) {
        amount *= 10;
        letters = "Y";
    }
    if (unit == 'C' && amount > 0) {
        amount *= 100;
        letters = "Y";
    }
    put(v, "P%s", time ? "T" : "");
    /* "several" */
    if (amount < 0)
        put(v, "X");
    else
        put(v, "%.10g", amount);
    put(v, "%s", letters ? letters : single);
}

/* "every Monday" is XXXX-WXX-1; other sets are the length of their period.
 * "every Friday" is XXXX-WXX-5; what has no place in the calendar ("biweekly")
 * is a period, P2W. The frequency itself has an attribute of its own in TIMEX3,
 * which the record does not carry. */
static void put_set(struct value *v, const struct ng_when *when)
{
    if (when->weekday) {
        put(v, "XXXX-WXX-%d", when->weekday);
        put_time(v, when);
    } else if (when->unit == 'K' && !(when->said & NG_SAID_AMOUNT)) {
        put(v, "XXXX-WXX-WE");
    } else if (when->month) {
        put(v, "XXXX-%02d", when->month);
    } else if (when->quarter) {
        put(v, "XXXX-Q%d", when->quarter);
    } else if (when->season) {
        put(v, "XXXX-%s", when->season);
    } else if (when->part) {
        put(v, "XXXX-XX-XX");
        put_time(v, when);
    } else {
        put_span(v, when->said & NG_SAID_AMOUNT ? when->amount : 1, when->unit);
    }
}

/* A resolved offset, n-th day or "that day" has become calendar fields. */
static void put_value(struct value *v, const struct ng_when *when)
{
    switch ((enum ng_when_kind)when->kind) {
    case NG_WHEN_DATE:
    case NG_WHEN_OFFSET:
    case NG_WHEN_NTH:
    case NG_WHEN_SAME:
        put_date(v, when);
        put_time(v, when);
        break;
    case NG_WHEN_SPAN:
        put_span(v, when->amount, when->unit);
        break;
    case NG_WHEN_SET:
        put_set(v, when);
        break;
    case NG_WHEN_REF:
        put(v, "%s", when->ref ? when->ref : "PRESENT_REF");
        break;
    }
}

/* A part of the day makes a TIME, as TempEval-3 types "Friday night". */
static nutgraf_date_type type_of(const struct ng_when *when)
{
    switch ((enum ng_when_kind)when->kind) {
    case NG_WHEN_SPAN: return NUTGRAF_DATE_DURATION;
    case NG_WHEN_SET: return NUTGRAF_DATE_SET;
    case NG_WHEN_REF:
        return when->ref && when->ref[0] == 'P' && when->ref[1] == 'X'
                   ? NUTGRAF_DATE_DURATION
                   : NUTGRAF_DATE_DATE;
    case NG_WHEN_DATE:
    case NG_WHEN_OFFSET:
    case NG_WHEN_NTH:
    case NG_WHEN_SAME: break;
    }
    return when->hour >= 0 || when->part ? NUTGRAF_DATE_TIME
                                         : NUTGRAF_DATE_DATE;
}

/* The first month of a season; winter is named after the year it begins in. The
 * letters are SP, SU, FA and WI; anything else counts as summer. */
static void season_months(const char *season, int *first)
{
    *first = season[0] == 'W'                       ? 12
             : season[0] == 'F'                     ? 9
             : season[0] == 'S' && season[1] == 'P' ? 3
                                                    : 6;
}

/* The days that a period of whole months covers; it may run into the next year.
 * First is 1 to 12; winter, which begins with 12, ends in February of the year
 * after. */
static void month_range(int32_t year, int first, int months,
                        struct ng_ymd range[2])
{
    int last = first + months - 1;
    int32_t end = year + (last - 1) / 12;

    last = (last - 1) % 12 + 1;
    range[0] = (struct ng_ymd){year, first, 1};
    range[1] = (struct ng_ymd){end, last, ng_month_days(end, last)};
}

/* The first and last day covered; false when the value names none: no year,
 * years before our era, durations, sets and references. A decade covers ten
 * years and a century a hundred, a weekend the last two days of its ISO
 * week. */
static bool find_range(const struct ng_when *when, struct ng_ymd range[2])
{
    int32_t year = when->year;
    int first;

    if (type_of(when) > NUTGRAF_DATE_TIME || when->kind == NG_WHEN_REF ||
        !(when->said & NG_SAID_YEAR) || year < 1)
        return false;
    if (when->week) {
        int64_t day = ng_iso_week_start(year, when->week);
        range[0] = ng_ymd_of(day + (when->unit == 'K' ? 5 : 0));
        range[1] = ng_ymd_of(day + 6);
    } else if (when->month && when->day) {
        range[0] = range[1] = (struct ng_ymd){year, when->month, when->day};
    } else if (when->month) {
        month_range(year, when->month, 1, range);
        /* A weekday or a day that has no month covers no known day. */
    } else if (when->weekday || when->day) {
        return false;
    } else if (when->quarter) {
        month_range(year, when->quarter * 3 - 2, 3, range);
    } else if (when->half) {
        month_range(year, when->half * 6 - 5, 6, range);
    } else if (when->season) {
        season_months(when->season, &first);
        month_range(year, first, 3, range);
    } else {
        int years = when->digits == 3 ? 10 : when->digits == 2 ? 100 : 1;
        range[0] = (struct ng_ymd){year, 1, 1};
        range[1] = (struct ng_ymd){year + years - 1, 12, 31};
    }
    return true;
}

/* A calendar day as from and to print it. Years have four digits, so such days
 * sort as their bytes do. */
static const char *day_text(struct ng_arena *arena, struct ng_ymd day)
{
    return ng_arena_printf(arena, "%04d-%02d-%02d", (int)day.year, day.month,
                           day.day);
}

/* Values are built in a small buffer and sealed into the arena once. */
ng_status ng_date_format(struct ng_arena *arena, const struct ng_when *when,
                         nutgraf_date *date)
{
    struct value v = {"", 0};
    struct ng_ymd range[2];

    put_value(&v, when);
    date->type = type_of(when);
    date->mod = when->mod;
    date->value = ng_arena_copy(arena, (struct ng_slice){v.text, v.len});
    if (!date->value)
        return NUTGRAF_NO_MEMORY;
    if (!find_range(when, range))
        return NUTGRAF_OK;
    date->from = day_text(arena, range[0]);
    date->to = day_text(arena, range[1]);
    return date->from && date->to ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}
