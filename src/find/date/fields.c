/*
 * fields.c - calendar arithmetic on the fields of a date.
 *
 * In: a struct ng_when, a day or a base to count from. Out: its fields set as a
 * day, an ISO week, a month, a quarter, a period before or after. No context
 * and no choice here: resolve.c decides what is meant, this computes it. Months
 * and quarters are counted from January of year 0, so that a shift over the end
 * of a year is one addition.
 */
#include "find/date/fields.h"

/* The fields that make up a calendar day; a weekday or week that led to it
 * is done with. */
void ng_when_set_day(struct ng_when *when, int64_t day)
{
    struct ng_ymd date = ng_ymd_of(day);

    when->year = date.year;
    when->month = (uint8_t)date.month;
    when->day = (uint8_t)date.day;
    when->weekday = 0;
    when->week = 0;
    when->digits = 4;
    when->said |= NG_SAID_YEAR;
}

/* A year, with all four digits known. */
void ng_when_set_year(struct ng_when *when, int32_t year)
{
    when->year = year;
    when->digits = 4;
    when->said |= NG_SAID_YEAR;
}

/* The ISO week of a day; its year may differ from the day's (2021-01-01 lies
 * in 2020-W53). */
void ng_when_set_week(struct ng_when *when, int64_t day)
{
    int32_t year;

    when->week = (uint8_t)ng_iso_week(day, &year);
    ng_when_set_year(when, year);
}

/* Month `count` after January of year 0, back into fields; also for years
 * before our era. */
void ng_when_set_month(struct ng_when *when, int64_t count)
{
    int64_t year = (count >= 0 ? count : count - 11) / 12;

    ng_when_set_year(when, (int32_t)year);
    when->month = (uint8_t)(count - year * 12 + 1);
}

/* The same for quarters. */
void ng_when_set_quarter(struct ng_when *when, int64_t count)
{
    int64_t year = (count >= 0 ? count : count - 3) / 4;

    ng_when_set_year(when, (int32_t)year);
    when->quarter = (uint8_t)(count - year * 4 + 1);
}

/* The day of a weekday counted from `base`: the last one before (-1), next
 * week's (+1), this week's (0); 'p' last week's, 'c' the first one after,
 * 'n' the second. News writes "next Friday" on a Wednesday for the Friday of
 * next week. */
int64_t ng_weekday_from(int64_t base, int weekday, int shift, char how)
{
    int64_t monday = base - (ng_weekday(base) - 1);
    int ahead = (weekday - ng_weekday(base) + 7) % 7;

    if (how == 'p')
        return monday - 7 + weekday - 1;
    if (how == 'c')
        return base + (ahead ? ahead : 7);
    if (how == 'n')
        return base + (ahead ? ahead : 7) + 7;
    if (shift > 0)
        return monday + 7 + weekday - 1;
    if (shift < 0)
        return base + ahead - 7;
    return monday + weekday - 1;
}

/* A period relative to the anchor: "last week", "next month", "this year".
 * The fields of finer units are left for ng_when_resolve_inside(). */
static void resolve_period(const struct ng_date_anchor *anchor,
                           struct ng_when *when)
{
    int64_t months = (int64_t)anchor->date.year * 12 + anchor->date.month - 1;
    double amount = when->said & NG_SAID_AMOUNT && when->amount > 0
                        ? when->amount : 1;
    int64_t shift;

    if (amount > NG_MOST_UNITS)
        return; /* "the last 40000 years" name no calendar year */
    shift = (int64_t)(when->shift * amount);
    switch (when->unit) {
    case 'D':
    case 'N':
        ng_when_set_day(when, anchor->day + shift);
        if (when->unit == 'N')
            when->part = "NI";
        break;
    case 'K':
    case 'W':
        /* "over the weekend" on a Wednesday is the one before; "for the
         * weekend" the one to come. */
        if (when->how == 'w' && when->cue < 0 && ng_weekday(anchor->day) < 6)
            shift--;
        ng_when_set_week(when, anchor->day + 7 * shift);
        break;
    case 'F':
        ng_when_set_week(when, anchor->day + 14 * shift);
        break;
    case 'M':
        ng_when_set_month(when, months + shift);
        break;
    case 'Q':
        ng_when_set_quarter(when, (int64_t)anchor->date.year * 4 +
                              (anchor->date.month - 1) / 3 + shift);
        break;
    case 'Y':
        ng_when_set_year(when, anchor->date.year + (int32_t)shift);
        break;
    case 'E':
        ng_when_set_year(when, (anchor->date.year / 10 + (int32_t)shift) * 10);
        when->digits = 3;
        break;
    case 'C':
        ng_when_set_year(when,
                         (anchor->date.year / 100 + (int32_t)shift) * 100);
        when->digits = 2;
        break;
    }
}

/* Fields inside a period: "Monday of next week", "the 15th of next month",
 * "this year's third quarter". The period is resolved first, then the inner
 * fields are put back. */
void ng_when_resolve_inside(const struct ng_date_anchor *anchor,
                           struct ng_when *when)
{
    struct ng_when inner = *when;

    /* The period must not see the inner fields; they go back in below. */
    when->month = when->day = when->quarter = when->half = 0;
    resolve_period(anchor, when);
    if (inner.weekday && when->week) {
        ng_when_set_day(when, ng_iso_week_start(when->year, when->week) +
                          inner.weekday - 1);
        when->unit = 'D';
        return;
    }
    if (inner.holiday) {
        when->unit = 0;
        ng_when_set_holiday(when);
        return;
    }
    if (inner.month)
        when->month = inner.month;
    if (inner.day && when->month)
        when->day = inner.day;
    if (inner.quarter)
        when->quarter = inner.quarter;
    if (inner.half)
        when->half = inner.half;
}

/* The first month of a season; winter belongs to the year it begins in. */
int ng_season_month(const char *season)
{
    return season[0] == 'W'                       ? 12
           : season[0] == 'F'                     ? 9
           : season[0] == 'S' && season[1] == 'P' ? 3
                                                  : 6;
}

/* Puts a holiday of a known year on its day, or on the weekend next to it:
 * "Labor Day weekend" is the one before that Monday. */
void ng_when_set_holiday(struct ng_when *when)
{
    struct ng_ymd date;

    if (!when->holiday || !ng_date_holiday(when->holiday, when->year, &date))
        return;
    if (when->unit == 'K') {
        ng_when_set_week(when, ng_day_of(date) - 3);
    } else if (strcmp(when->holiday, NG_RAMADAN) == 0) {
        /* A month of 30 days: ours that most of it lies in. */
        date = ng_ymd_of(ng_day_of(date) + 14);
        ng_when_set_month(when, (int64_t)date.year * 12 + date.month - 1);
    } else {
        ng_when_set_day(when, ng_day_of(date));
    }
}

/* The day of the month, or the month's last if it is shorter: a month before
 * March 31 is February 28. */
static int clamp_day(const struct ng_when *when, int day)
{
    int days = ng_month_days(when->year, when->month);

    return day < days ? day : days;
}

/* Words from a month to the year that its figures are compared with. */
#define FIGURES_BEFORE 24

/* Years before or after. Beside figures of a month "a year ago" is that month;
 * beside those of a quarter that quarter: the one that the text reports on,
 * else the one before the anchor's. */
static void offset_years(struct ng_ymd base, int64_t amount,
                         struct ng_when *when,
                         const struct ng_date_story *story)
{
    int64_t quarter = story->reported
                          ? story->reported
                          : (int64_t)base.year * 4 + (base.month - 1) / 3 - 1;
    bool one = when->amount == 1 && when->from != NG_FROM_NEXT;

    if (one && (when->compared || when->rated) && story->figures &&
        story->figures_first >= when->paragraph &&
        when->first - story->figures_first < FIGURES_BEFORE)
        ng_when_set_month(when, story->figures + amount * 12);
    else if (one && (story->quarters || when->compared))
        ng_when_set_quarter(when, amount * 4 + quarter);
    else
        ng_when_set_year(when, base.year + (int32_t)amount);
}

/* Moves a day by an amount of units. The granularity is the unit's: two
 * years ago is a year, two days ago a day; "two weeks before May 13" is a
 * day again. */
void ng_when_offset(struct ng_ymd base, bool has_day, struct ng_when *when,
                        const struct ng_date_story *story)
{
    int64_t day = ng_day_of(base);
    int64_t months = (int64_t)base.year * 12 + base.month - 1;
    int64_t amount = (int64_t)when->amount * when->direction;

    /* Seconds to nights move by days at most; from weeks on the unit is what is
     * left of the date, unless the words count to the day. */
    switch (when->unit) {
    case 's':
    case 'n':
    case 'h':
    case 'D':
    case 'N':
        /* Hours ago are some time of the day that the hours began on. */
        if (when->unit == 'D' || when->unit == 'N')
            day += amount;
        ng_when_set_day(when, day);
        break;
    case 'K':
    case 'W':
    case 'F':
        amount *= when->unit == 'F' ? 14 : 7;
        if (has_day && (when->exact || when->from == NG_FROM_NEXT))
            ng_when_set_day(when, day + amount);
        else
            ng_when_set_week(when, day + amount);
        break;
    case 'M':
        ng_when_set_month(when, months + amount);
        if ((when->exact || when->from == NG_FROM_NEXT) && has_day)
            when->day = (uint8_t)clamp_day(when, base.day);
        break;
    case 'Q':
        ng_when_set_quarter(when, (int64_t)base.year * 4 +
                                      (base.month - 1) / 3 + amount);
        break;
    case 'Y':
        offset_years(base, amount, when, story);
        if (when->from == NG_FROM_NEXT && has_day) {
            when->month = (uint8_t)base.month;
            when->day = (uint8_t)clamp_day(when, base.day);
        }
        break;
    case 'E':
        ng_when_set_year(when, base.year + 10 * (int32_t)amount);
        break;
    case 'C':
        ng_when_set_year(when, base.year + 100 * (int32_t)amount);
        break;
    }
}
