/*
 * resolve.c - under-specified dates -> calendar fields, one after another in
 * document order, against the anchor and the date that the story is at.
 */
#include "find/date/date.h"

/* How many days ahead something that returns every year may be and still be
 * this year's when nothing is said of the direction: a day, a month. Best on
 * the news sets of the benchmark. */
#define NEAR_DAYS 110
#define NEAR_MONTHS 35
#define NEAR_QUARTERS 75
/* Gone for more days, it may be next year's when the clause may look ahead. */
#define FAR_DAYS 120
/* Months to look for a weekday with a day of the month. */
#define SOLVE_MONTHS 14

/* The fields that make up a calendar day. */
static void set_day(struct ng_when *when, int64_t day)
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

static void set_year(struct ng_when *when, int32_t year)
{
    when->year = year;
    when->digits = 4;
    when->said |= NG_SAID_YEAR;
}

static void set_week(struct ng_when *when, int64_t day)
{
    int32_t year;

    when->week = (uint8_t)ng_iso_week(day, &year);
    set_year(when, year);
}

/* Month `count` after January of year 0, back into fields. */
static void set_month(struct ng_when *when, int64_t count)
{
    int64_t year = (count >= 0 ? count : count - 11) / 12;

    set_year(when, (int32_t)year);
    when->month = (uint8_t)(count - year * 12 + 1);
}

static void set_quarter(struct ng_when *when, int64_t count)
{
    int64_t year = (count >= 0 ? count : count - 3) / 4;

    set_year(when, (int32_t)year);
    when->quarter = (uint8_t)(count - year * 4 + 1);
}

/* The day of a weekday counted from `base`: the last one before (-1), the next
 * one after (+1), or the one of the same week (0). */
static int64_t weekday_day(int64_t base, int weekday, int shift, char how)
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

/* A bare weekday: the anchor's day or the last one before, unless the clause
 * looks ahead. */
static void resolve_weekday(const struct ng_date_anchor *anchor,
                            struct ng_when *when)
{
    int ahead = (when->weekday - ng_weekday(anchor->day) + 7) % 7;

    if (when->said & NG_SAID_SHIFT) {
        int64_t day = weekday_day(anchor->day, when->weekday, when->shift,
                                  when->how);
        if (when->shift < 0 && when->amount > 1 && when->amount < 1000)
            day -= 7 * ((int64_t)when->amount - 1);
        set_day(when, day);
        return;
    }
    if (when->cue > 1 || !ahead || (!when->cue && when->hour >= 0))
        set_day(when, anchor->day + ahead);
    else
        set_day(when, anchor->day + ahead - 7);
}

/* A period relative to the anchor: "last week", "next month", "this year". */
static void resolve_period(const struct ng_date_anchor *anchor,
                           struct ng_when *when)
{
    int64_t months = (int64_t)anchor->date.year * 12 + anchor->date.month - 1;
    double amount = when->said & NG_SAID_AMOUNT && when->amount > 0
                        ? when->amount : 1;
    int64_t shift = (int64_t)(when->shift * amount);

    switch (when->unit) {
    case 'D':
    case 'N':
        set_day(when, anchor->day + shift);
        if (when->unit == 'N')
            when->part = "NI";
        break;
    case 'K':
    case 'W':
        if (when->how == 'w' && when->cue < 0 && ng_weekday(anchor->day) < 6)
            shift--;
        set_week(when, anchor->day + 7 * shift);
        break;
    case 'F':
        set_week(when, anchor->day + 14 * shift);
        break;
    case 'M':
        set_month(when, months + shift);
        break;
    case 'Q':
        set_quarter(when, (int64_t)anchor->date.year * 4 +
                              (anchor->date.month - 1) / 3 + shift);
        break;
    case 'Y':
        set_year(when, anchor->date.year + (int32_t)shift);
        break;
    case 'E':
        set_year(when, (anchor->date.year / 10 + (int32_t)shift) * 10);
        when->digits = 3;
        break;
    case 'C':
        set_year(when, (anchor->date.year / 100 + (int32_t)shift) * 100);
        when->digits = 2;
        break;
    }
}

/* Fields inside a period: "Monday of next week", "the 15th of next month". */
static void resolve_inside(const struct ng_date_anchor *anchor,
                           struct ng_when *when)
{
    struct ng_when inner = *when;
    struct ng_ymd date;

    when->month = when->day = when->quarter = when->half = 0;
    resolve_period(anchor, when);
    if (inner.weekday && when->week) {
        set_day(when, ng_iso_week_start(when->year, when->week) +
                          inner.weekday - 1);
        when->unit = 'D';
        return;
    }
    if (inner.holiday && ng_date_holiday(inner.holiday, when->year, &date)) {
        set_day(when, ng_day_of(date));
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

/* The number of years between the anchor's year and the one that is meant, for
 * something that returns every year and whose place in this year lies `ahead`
 * days after the anchor (negative: before it). Without a word or cue the past
 * one is meant, unless the coming one is much nearer. */
static int32_t year_shift(const struct ng_when *when, int64_t ahead)
{
    bool day = when->day || when->holiday;
    bool part = when->quarter || when->half;
    int64_t near = day ? NEAR_DAYS : part ? NEAR_QUARTERS : NEAR_MONTHS;

    if (when->said & NG_SAID_SHIFT) {
        if (when->shift < 0)
            return ahead >= 0 ? -1 : 0;
        if (when->shift > 0)
            return (ahead <= 0 ? 1 : 0) + (when->how == 'n');
        return 0;
    }
    if (when->cue < 0 && !day)
        near = 0;
    if (when->holiday && !when->cue)
        return ahead < 0 ? 1 : 0;
    if (ahead > 0)
        return when->cue > 0 || ahead <= near ? 0 : -1;
    return ahead < 0 && when->cue > 0 && -ahead > (when->cue > 1 ? NEAR_MONTHS : FAR_DAYS)
               ? 1
               : 0;
}

/* The first month of a season; winter belongs to the year it begins in. */
static int season_month(const char *season)
{
    return season[0] == 'W'                       ? 12
           : season[0] == 'F'                     ? 9
           : season[0] == 'S' && season[1] == 'P' ? 3
                                                  : 6;
}

/* Days from the anchor to a period of `months` months of the anchor's year that
 * begins with month `first`; 0 inside it. */
static int64_t days_to_months(const struct ng_date_anchor *anchor, int first,
                              int months)
{
    int last = first + months - 1;
    int32_t year = anchor->date.year;
    int64_t start = ng_day_of((struct ng_ymd){year, first, 1});
    int64_t end;

    if (last > 12) {
        last -= 12;
        year++;
    }
    end = ng_day_of((struct ng_ymd){year, last, ng_month_days(year, last)});
    return anchor->day < start ? start - anchor->day
           : anchor->day > end ? end - anchor->day
                               : 0;
}

/* Days from the anchor to what the fields name in the anchor's year. */
static int64_t days_ahead(const struct ng_date_anchor *anchor,
                          const struct ng_when *when)
{
    struct ng_ymd date = {anchor->date.year, when->month, when->day};

    if (when->month && when->day)
        return ng_day_of(date) - anchor->day;
    if (when->month)
        return days_to_months(anchor, when->month, 1);
    if (when->season)
        return days_to_months(anchor, season_month(when->season), 3);
    if (when->quarter)
        return days_to_months(anchor, when->quarter * 3 - 2, 3);
    if (when->half)
        return days_to_months(anchor, when->half * 6 - 5, 6);
    if (when->holiday &&
        ng_date_holiday(when->holiday, anchor->date.year, &date))
        return ng_day_of(date) - anchor->day;
    return 0;
}

/* Puts a holiday of a known year on its day, or on the weekend next to it. */
static void set_holiday(struct ng_when *when)
{
    struct ng_ymd date;

    if (!when->holiday || !ng_date_holiday(when->holiday, when->year, &date))
        return;
    if (when->unit == 'K')
        set_week(when, ng_day_of(date) - 3);
    else
        set_day(when, ng_day_of(date));
}

/* Gives a date that comes back every year its year. */
static void choose_year(const struct ng_date_anchor *anchor,
                        struct ng_when *when)
{
    int64_t ahead = days_ahead(anchor, when);

    set_year(when, anchor->date.year + year_shift(when, ahead));
    set_holiday(when);
    if (when->month == 2 && when->day == 29)
        while (!ng_ymd_valid((struct ng_ymd){when->year, 2, 29}) &&
               when->year > 4)
            when->year--;
}

/* The year nearest to `year` in which the day falls on the weekday. */
static void solve_weekday_year(struct ng_when *when, int32_t year)
{
    for (int step = 0; step <= 12; step++) {
        int32_t y = year + (step % 2 ? -(step + 1) / 2 : step / 2);
        struct ng_ymd date = {y, when->month, when->day};
        if (ng_ymd_valid(date) && ng_weekday(ng_day_of(date)) == when->weekday) {
            set_year(when, y);
            return;
        }
    }
}

/* Takes the year from what the story told last. */
static bool take_story_year(const struct ng_date_story *story,
                            struct ng_when *when)
{
    if (!story->narrative || !story->year ||
        (when->said & NG_SAID_SHIFT))
        return false;
    set_year(when, story->year);
    if (when->month && story->month && when->month + 8 <= story->month)
        when->year++;
    return true;
}

/* The month nearest to the anchor's in which the day is that weekday. */
static void solve_weekday_month(const struct ng_date_anchor *anchor,
                                struct ng_when *when)
{
    int64_t months = (int64_t)anchor->date.year * 12 + anchor->date.month - 1;

    for (int step = 0; step <= 2 * SOLVE_MONTHS; step++) {
        struct ng_when there = *when;
        struct ng_ymd date;
        set_month(&there, months + (step % 2 ? -(step + 1) / 2 : step / 2));
        date = (struct ng_ymd){there.year, there.month, there.day};
        if (ng_ymd_valid(date) &&
            ng_weekday(ng_day_of(date)) == when->weekday) {
            *when = there;
            return;
        }
    }
}

/* A day of the month without month: this month's, or the last one's. */
static void resolve_monthday(const struct ng_date_story *story,
                             struct ng_when *when)
{
    const struct ng_date_anchor *anchor = &story->anchor;
    int64_t months = (int64_t)anchor->date.year * 12 + anchor->date.month - 1;

    if (when->weekday && anchor->known) {
        solve_weekday_month(anchor, when);
    } else if (story->year && story->month) {
        set_year(when, story->year);
        when->month = (uint8_t)story->month;
    } else if (anchor->known) {
        set_month(when, months - (when->day > anchor->date.day &&
                                  when->cue <= 0));
    }
    if (when->month && (when->said & NG_SAID_YEAR) &&
        when->day > ng_month_days(when->year, when->month))
        when->day = 0;
}

/* What "the next month" and "this year" count from: in a narrative the date
 * that the story is at, else the anchor. */
static struct ng_date_anchor base_of(const struct ng_date_story *story,
                                     const struct ng_when *when)
{
    struct ng_date_anchor base = story->anchor;

    if (!story->narrative || story->year < 1 ||
        (when->unit == 'D' && (when->said & NG_SAID_SHIFT) && !when->how))
        return base;
    base.date = (struct ng_ymd){story->year, story->month ? story->month : 1,
                                story->day ? story->day : 1};
    base.day = ng_day_of(base.date);
    base.known = true;
    return base;
}

static void resolve_date(const struct ng_date_story *story,
                         struct ng_when *when)
{
    const struct ng_date_anchor base = base_of(story, when);
    const struct ng_date_anchor *anchor = &base;
    bool yearly = when->month || when->season || when->quarter || when->half ||
                  when->holiday;

    if (when->said & NG_SAID_YEAR) {
        set_holiday(when);
        return;
    }
    if (when->week && anchor->known) {
        set_year(when, anchor->date.year);
        return;
    }
    if (when->unit && (when->said & NG_SAID_SHIFT)) {
        if (anchor->known)
            resolve_inside(anchor, when);
        return;
    }
    if (yearly && take_story_year(story, when)) {
        set_holiday(when);
        return;
    }
    if (when->day && !when->month) {
        resolve_monthday(story, when);
    } else if (anchor->known && yearly) {
        int weekday = when->weekday;
        choose_year(anchor, when);
        when->weekday = (uint8_t)weekday;
        if (weekday && when->day)
            solve_weekday_year(when, when->year);
    } else if (anchor->known && when->weekday) {
        resolve_weekday(anchor, when);
    } else if (anchor->known && (when->hour >= 0 || when->part)) {
        set_day(when, anchor->day);
    }
}

/* The day of the month, or the month's last if it is shorter. */
static int clamp_day(const struct ng_when *when, int day)
{
    int days = ng_month_days(when->year, when->month);

    return day < days ? day : days;
}

/* Moves a day by an amount of units; the granularity is the unit's. */
static void offset_from(struct ng_ymd base, bool has_day, struct ng_when *when,
                        const struct ng_date_story *story)
{
    int64_t day = ng_day_of(base);
    int64_t months = (int64_t)base.year * 12 + base.month - 1;
    int64_t amount = (int64_t)when->amount * when->direction;

    switch (when->unit) {
    case 's':
    case 'n':
    case 'h':
    case 'D':
    case 'N':
        set_day(when, when->unit == 'D' || when->unit == 'N' ? day + amount
                                                             : day);
        break;
    case 'K':
    case 'W':
    case 'F':
        amount *= when->unit == 'F' ? 14 : 7;
        if (has_day && (when->exact || when->from == NG_FROM_NEXT))
            set_day(when, day + amount);
        else
            set_week(when, day + amount);
        break;
    case 'M':
        set_month(when, months + amount);
        if ((when->exact || when->from == NG_FROM_NEXT) && has_day)
            when->day = (uint8_t)clamp_day(when, base.day);
        break;
    case 'Q':
        set_quarter(when, (int64_t)base.year * 4 + (base.month - 1) / 3 +
                              amount);
        break;
    case 'Y':
        if ((story->quarters || when->compared) && when->amount == 1 &&
            when->from != NG_FROM_NEXT)
            set_quarter(when,
                        amount * 4 +
                            (story->quarter ? story->quarter
                                            : (int64_t)base.year * 4 +
                                                  (base.month - 1) / 3 - 1));
        else
            set_year(when, base.year + (int32_t)amount);
        if (when->from == NG_FROM_NEXT && has_day) {
            when->month = (uint8_t)base.month;
            when->day = (uint8_t)clamp_day(when, base.day);
        }
        break;
    case 'E':
        set_year(when, base.year + 10 * (int32_t)amount);
        break;
    case 'C':
        set_year(when, base.year + 100 * (int32_t)amount);
        break;
    }
}

/* "two years ago", "three days later", "2 weeks before May 13". */
static void resolve_offset(const struct ng_date_story *story,
                           struct ng_when *when)
{
    struct ng_ymd base = story->anchor.date;
    bool known = story->anchor.known, has_day = known;
    struct ng_when target = *when;

    if (when->amount < 0 || when->amount > 5000) {
        when->kind = NG_WHEN_REF;
        when->ref = when->direction > 0 ? "FUTURE_REF" : "PAST_REF";
        return;
    }
    if (when->from == NG_FROM_NEXT) {
        target.kind = NG_WHEN_DATE;
        target.unit = when->unit2;
        resolve_date(story, &target);
        base = (struct ng_ymd){target.year, target.month ? target.month : 1,
                               target.day ? target.day : 1};
        known = target.said & NG_SAID_YEAR;
        has_day = target.day != 0;
    } else if (when->from == NG_FROM_STORY && story->year > 0) {
        base = (struct ng_ymd){story->year, story->month ? story->month : 1,
                               story->day ? story->day : 1};
        known = true;
        has_day = story->day != 0;
    }
    when->month = when->day = when->weekday = when->week = 0;
    when->season = when->holiday = NULL;
    when->said &= (uint8_t)~NG_SAID_YEAR;
    if (known)
        offset_from(base, has_day, when, story);
}

/* The n-th weekday, day or week of a month or year. */
static void resolve_nth(const struct ng_date_story *story,
                        struct ng_when *when)
{
    struct ng_when box = *when;
    int64_t first, last;
    int n = when->nth;

    box.kind = NG_WHEN_DATE;
    box.weekday = 0;
    if (!when->cue && story->anchor.known && !story->narrative && box.month &&
        !(box.said & (NG_SAID_YEAR | NG_SAID_SHIFT)))
        set_year(&box, story->anchor.date.year);
    resolve_date(story, &box);
    when->said |= box.said;
    when->year = box.year;
    when->digits = 4;
    when->month = box.month;
    if (!(box.said & NG_SAID_YEAR) || box.year < 1)
        return;
    first = ng_day_of((struct ng_ymd){box.year, box.month ? box.month : 1, 1});
    last = box.month
               ? first + ng_month_days(box.year, box.month) - 1
               : ng_day_of((struct ng_ymd){box.year, 12, 31});
    if (when->weekday) {
        int64_t day = first + (when->weekday - ng_weekday(first) + 7) % 7;
        if (n > 0)
            day += 7 * (n - 1);
        else
            day = last - (ng_weekday(last) - when->weekday + 7) % 7 +
                  7 * (n + 1);
        set_day(when, day);
    } else if (when->unit2 == 'D') {
        set_day(when, n > 0 ? first + n - 1 : last + n + 1);
    } else if (when->unit2 == 'W' && !box.month) {
        int64_t week = ng_iso_week_start(box.year, 1);
        if (n < 0)
            week = ng_iso_week_start(box.year + 1, 1);
        set_week(when, week + 7 * (n > 0 ? n - 1 : n));
    } else if (when->unit2 == 'W') {
        set_week(when, n > 0 ? first + 7 * (n - 1) + 3 : last - 3 + 7 * (n + 1));
        when->month = 0;
    } else if (when->unit2 == 'M' && !box.month) {
        when->month = (uint8_t)(n > 0 ? n : 13 + n);
    }
}

/* "that day", "the next month": the date last told, moved by a shift. */
static void resolve_same(const struct ng_date_story *story,
                         struct ng_when *when)
{
    struct ng_date_anchor base = story->anchor;

    if (story->year > 0) {
        base.date = (struct ng_ymd){story->year,
                                    story->month ? story->month : 1,
                                    story->day ? story->day : 1};
        base.day = ng_day_of(base.date);
        base.known = true;
    }
    when->kind = NG_WHEN_DATE;
    when->said |= NG_SAID_SHIFT;
    if (base.known)
        resolve_inside(&base, when);
}

/* Remembers the date that the story is at. */
static void follow(struct ng_date_story *story, const struct ng_when *when)
{
    if (!(when->said & NG_SAID_YEAR) || when->digits != 4 ||
        when->kind == NG_WHEN_SPAN || when->kind == NG_WHEN_SET ||
        when->kind == NG_WHEN_REF)
        return;
    if (when->quarter && when->kind != NG_WHEN_OFFSET)
        story->quarter = (int64_t)when->year * 4 + when->quarter - 1;
    story->year = when->year;
    story->month = when->month;
    story->day = when->month ? when->day : 0;
}

/* Hour 24 is the next day's first. */
static void carry_midnight(struct ng_when *when)
{
    if (when->hour != 24)
        return;
    when->hour = 0;
    if (when->day && (when->said & NG_SAID_YEAR) && when->year > 0)
        set_day(when, ng_day_of((struct ng_ymd){when->year, when->month,
                                                when->day}) + 1);
}

void ng_date_resolve(struct ng_date_story *story, struct ng_when *when)
{
    switch ((enum ng_when_kind)when->kind) {
    case NG_WHEN_DATE: resolve_date(story, when); break;
    case NG_WHEN_OFFSET: resolve_offset(story, when); break;
    case NG_WHEN_NTH: resolve_nth(story, when); break;
    case NG_WHEN_SAME: resolve_same(story, when); break;
    case NG_WHEN_SPAN:
    case NG_WHEN_SET:
    case NG_WHEN_REF: return;
    }
    if (when->month && when->day)
        when->weekday = 0;
    carry_midnight(when);
    follow(story, when);
}
