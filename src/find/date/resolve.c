/*
 * resolve.c - under-specified dates -> calendar fields, one after another in
 * document order, against the anchor and the date that the story is at.
 *
 * In: struct ng_when with holes. Out: the same struct with the holes filled as
 * far as anything tells; timex.c prints it. The order of the sources: the words
 * themselves, the period around them, the story so far (narratives), the
 * anchor. Each date costs constant time; solving a weekday for its month or
 * year tries a fixed number of candidates.
 */
#include "find/date/fields.h"

/* How many days ahead something that returns every year may be and still be
 * this year's when nothing is said of the direction: a day, a month. Best on
 * the news sets of the benchmark. */
#define NEAR_DAYS 182
#define NEAR_DAYS_PAST 60 /* "called for the redemption on Dec. 7" */
#define DAYS_OF_YEAR 365
#define NEAR_MONTHS 35
/* "the November election" is the coming one up to so many days ahead. */
#define EVENT_DAYS 240
#define NEAR_QUARTERS 75
/* Gone for more days, it may be next year's when the clause may look ahead. */
#define FAR_DAYS 120
/* A day that was so few days before the anchor is news, whatever is pinned. */
#define PIN_NEAR 21
/* Over the end of a year a story goes on for so many days. */
#define PIN_OVER_YEAR 110
/* The hours of the night that follow midnight. */
#define SMALL_HOURS 5
/* A month that ended so few days ago is not called "last May". */
#define LAST_DAYS 5
/* TIMEX3 years have four digits. */
#define LAST_YEAR 9999
/* Months to look for a weekday with a day of the month. */
#define SOLVE_MONTHS 14

/* A bare weekday: the anchor's day or the last one before, unless the clause
 * clearly looks ahead. Of 165 on the news sets of the benchmark 161 are the
 * anchor's day or earlier, so "would" and "expected" do not count. "last
 * Friday" and "next Friday" are left to ng_weekday_from, which knows the ways
 * of counting; "two Fridays ago" steps back in weeks from there. */
static void resolve_weekday(const struct ng_date_story *story,
                            const struct ng_date_anchor *anchor,
                            struct ng_when *when)
{
    int ahead = (when->weekday - ng_weekday(anchor->day) + 7) % 7;
    int64_t told = story->last.year ? ng_day_of(story->last) : 0;

    /* "Monday through Friday" */
    if (when->range && story->last.year && !when->said &&
        told > anchor->day - 7 && told <= anchor->day + 7) {
        ng_when_set_day(when,
                        told + (when->weekday - ng_weekday(told) + 7) % 7);
        return;
    }
    /* "on Friday ... from the previous Friday" */
    if (when->how == 'p' && story->last.year &&
        ng_weekday(told) == when->weekday) {
        ng_when_set_day(when, told - 7);
        return;
    }
    if (when->said & NG_SAID_SHIFT) {
        int64_t day = ng_weekday_from(anchor->day, when->weekday, when->shift,
                                  when->how);
        if (when->shift < 0 && when->amount > 1 && when->amount < 1000)
            day -= 7 * ((int64_t)when->amount - 1);
        ng_when_set_day(when, day);
        return;
    }
    if (when->cue > 1 || !ahead || (!when->cue && when->hour >= 0))
        ng_when_set_day(when, anchor->day + ahead);
    else
        ng_when_set_day(when, anchor->day + ahead - 7);
}

/* The number of years between the anchor's year and the one that is meant, for
 * something that returns every year and lies `ahead` days after the anchor in
 * its year (negative: before it). Without a word or cue the past one is meant,
 * unless the coming one is much nearer. The result is -1, 0 or 1, or 2 for
 * "next June" said in a way that skips the coming one. */
static int32_t year_shift(const struct ng_when *when, int64_t ahead)
{
    bool day = when->day || when->holiday;
    bool part = when->quarter || when->half;
    int64_t near = when->event ? EVENT_DAYS
                   : day       ? NEAR_DAYS
                   : part      ? NEAR_QUARTERS
                               : NEAR_MONTHS;
    int64_t far;

    if (when->said & NG_SAID_SHIFT) {
        /* The month just gone is "last month": "last May" is farther away. */
        if (when->shift < 0)
            return ahead >= (when->month && !day ? -LAST_DAYS : 0) ? -1 : 0;
        if (when->shift > 0)
            return (ahead <= 0 ? 1 : 0) + (when->how == 'n');
        return 0;
    }
    /* "retired in September" is never the coming one; a day may be. */
    if (when->cue < 0)
        near = day ? NEAR_DAYS_PAST : 0;
    /* Holidays without a verb are announced rather than remembered. */
    if (when->holiday && !when->cue)
        return ahead < 0 ? 1 : 0;
    if (ahead > 0)
        return when->cue > 0 || ahead <= near ? 0 : -1;
    /* The coming one, over the end of the year. */
    if (when->cue >= 0 && DAYS_OF_YEAR + ahead <= near)
        return 1;
    far = when->cue > 1 ? NEAR_MONTHS : FAR_DAYS;
    return when->cue > 0 && -ahead > far ? 1 : 0;
}

/* Days from the anchor to a period of `months` months of the anchor's year that
 * begins with month `first`; 0 inside it, negative when it is over. Winter runs
 * into the next year and is measured as a whole. */
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
        return days_to_months(anchor, ng_season_month(when->season), 3);
    if (when->quarter)
        return days_to_months(anchor, when->quarter * 3 - 2, 3);
    if (when->half)
        return days_to_months(anchor, when->half * 6 - 5, 6);
    if (when->holiday &&
        ng_date_holiday(when->holiday, anchor->date.year, &date))
        return ng_day_of(date) - anchor->day;
    return 0;
}

/* Gives a date that comes back every year its year. February 29 goes back to
 * the last leap year. */
static void choose_year(const struct ng_date_anchor *anchor,
                        struct ng_when *when)
{
    int64_t ahead = days_ahead(anchor, when);

    ng_when_set_year(when, anchor->date.year + year_shift(when, ahead));
    ng_when_set_holiday(when);
    if (when->month == 2 && when->day == 29)
        while (!ng_ymd_valid((struct ng_ymd){when->year, 2, 29}) &&
               when->year > 4)
            when->year--;
}

/* The year nearest to `year` in which the day falls on the weekday: a weekday
 * that does not fit ("Tuesday, March 7") is stronger than the nearest year.
 * Within six years to either side every day of the year meets every weekday at
 * least once, but for February 29; if nothing fits, the year stays. */
static void solve_weekday_year(struct ng_when *when, int32_t year)
{
    /* 0, -1, +1, -2, +2 ...: the past of two equally near years. */
    for (int step = 0; step <= 12; step++) {
        int32_t y = year + (step % 2 ? -(step + 1) / 2 : step / 2);
        struct ng_ymd date = {y, when->month, when->day};
        if (ng_ymd_valid(date) &&
            ng_weekday(ng_day_of(date)) == when->weekday) {
            ng_when_set_year(when, y);
            return;
        }
    }
}

/* In a narrative the year last told holds on. A month far before the last one
 * is the next year's: "In November 1941 ... in January". Eight months make the
 * difference: from September to January a story goes on, from June to May it
 * looks back. */
static bool take_story_year(const struct ng_date_story *story,
                            struct ng_when *when)
{
    if (!story->narrative || !story->year ||
        (when->said & NG_SAID_SHIFT))
        return false;
    ng_when_set_year(when, story->year);
    if (when->month && story->month && when->month + 8 <= story->month)
        when->year++;
    return true;
}

/* In the news a date of the past with its year pins the days that follow in its
 * paragraph, as long as none counts from the anchor: "He was shot on Oct. 23,
 * 1998. On Nov. 4 an arrest warrant was issued". */
static bool take_pinned_year(const struct ng_date_story *story,
                             struct ng_when *when)
{
    const struct ng_ymd *pinned = &story->pinned;
    struct ng_ymd date = {pinned->year, when->month,
                          when->day ? when->day : 28};
    int64_t away = days_ahead(&story->anchor, when);
    int64_t after;

    if (!pinned->year || when->paragraph != story->pin_paragraph ||
        !when->month || when->weekday || when->cue > 0 ||
        (when->said & NG_SAID_SHIFT) || (away <= 0 && away > -PIN_NEAR))
        return false;
    /* Forward only, and not far over the end of a year. */
    after = ng_day_of(date) -
            ng_day_of((struct ng_ymd){pinned->year, pinned->month,
                                      pinned->day ? pinned->day : 1});
    if (after < 0 && after + DAYS_OF_YEAR > PIN_OVER_YEAR)
        return false;
    ng_when_set_year(when, pinned->year + (after < 0));
    return true;
}

/* "Tuesday the 19th": the month nearest to the anchor's in which the day is
 * that weekday. */
static void solve_weekday_month(const struct ng_date_anchor *anchor,
                                struct ng_when *when)
{
    int64_t months = (int64_t)anchor->date.year * 12 + anchor->date.month - 1;

    for (int step = 0; step <= 2 * SOLVE_MONTHS; step++) {
        struct ng_when there = *when;
        int64_t away = step % 2 ? -(step + 1) / 2 : step / 2;
        struct ng_ymd date;
        ng_when_set_month(&there, months + away);
        date = (struct ng_ymd){there.year, there.month, there.day};
        if (ng_ymd_valid(date) &&
            ng_weekday(ng_day_of(date)) == when->weekday) {
            *when = there;
            return;
        }
    }
}

/* A day of the month without month: with a weekday solved for it, else of the
 * month last told, else this month's or the last one's. "the 31st" in a month
 * that has none keeps the month alone. */
static void resolve_monthday(const struct ng_date_story *story,
                             struct ng_when *when)
{
    const struct ng_date_anchor *anchor = &story->anchor;
    int64_t months = (int64_t)anchor->date.year * 12 + anchor->date.month - 1;

    if (when->weekday && anchor->known) {
        solve_weekday_month(anchor, when);
    } else if (story->year && story->month) {
        ng_when_set_year(when, story->year);
        when->month = (uint8_t)story->month;
    } else if (anchor->known) {
        ng_when_set_month(when, months - (when->day > anchor->date.day &&
                                  when->cue <= 0));
    }
    if (when->month && (when->said & NG_SAID_YEAR) &&
        when->day > ng_month_days(when->year, when->month))
        when->day = 0;
}

/* What "the next month" and "this year" count from: in a narrative the date
 * that the story is at, else the anchor. "today" is always the anchor's. A
 * story without month or day counts from January or from the first. */
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

/* The small hours of the anchor's day are over: "opens at 3 a.m." is tomorrow,
 * "died at 3 a.m." today. */
static bool is_coming_night(const struct ng_when *when)
{
    return when->hour >= 0 && when->hour < SMALL_HOURS &&
           (!when->part || strcmp(when->part, "MO") == 0) &&
           (when->cue > 0 || when->alone);
}

/* Calendar fields with holes. What is said stays as it is; the rest comes,
 * in this order, from the period around it, the story, the anchor. Without
 * an anchor the holes stay: XXXX-WXX-5 rather than a wrong day. */
static void resolve_date(const struct ng_date_story *story,
                         struct ng_when *when)
{
    const struct ng_date_anchor base = base_of(story, when);
    const struct ng_date_anchor *anchor = &base;
    bool yearly = when->month || when->season || when->quarter || when->half ||
                  when->holiday;

    /* "at night" is any night */
    if ((when->said & NG_SAID_YEAR) || when->how == 'g') {
        ng_when_set_holiday(when);
        return;
    }
    if (when->week && anchor->known) {
        ng_when_set_year(when, anchor->date.year);
        return;
    }
    if (when->unit && (when->said & NG_SAID_SHIFT)) {
        if (when->how == 'r' && story->reported)
            ng_when_set_quarter(when, story->reported);
        else if (anchor->known)
            ng_when_resolve_inside(anchor, when);
        return;
    }
    if (yearly && take_story_year(story, when)) {
        ng_when_set_holiday(when);
        return;
    }
    if (take_pinned_year(story, when))
        return;
    if (when->day && !when->month) {
        resolve_monthday(story, when);
    } else if (anchor->known && yearly) {
        int weekday = when->weekday;
        choose_year(anchor, when);
        when->weekday = (uint8_t)weekday;
        if (weekday && when->day)
            solve_weekday_year(when, when->year);
    } else if (anchor->known && when->weekday) {
        resolve_weekday(story, anchor, when);
    } else if (anchor->known && (when->hour >= 0 || when->part)) {
        ng_when_set_day(when,
                        story->last.year && story->day && when->cue < 0 &&
                                story->last_paragraph == when->paragraph
                            ? ng_day_of(story->last)
                            : anchor->day + is_coming_night(when));
    }
}

/* "two years ago" counts from the anchor, "three days later" from the date last
 * told, "2 weeks before May 13" from what follows. An unknown or senseless
 * amount is a reference: "years ago" -> PAST_REF. What the words said of the
 * target ("May 13") is cleared before the result is filled in, or the two would
 * mix. */
static void resolve_offset(const struct ng_date_story *story,
                           struct ng_when *when)
{
    struct ng_ymd base = story->anchor.date;
    bool known = story->anchor.known, has_day = known;
    struct ng_when target = *when;

    /* "a few minutes later": on the same day, as far as anybody can tell. */
    if (when->amount < 0 && strchr("snh", when->unit))
        when->amount = 0;
    if (when->amount < 0 || when->amount > NG_MOST_UNITS) {
        when->kind = NG_WHEN_REF;
        when->ref = when->direction > 0 ? "FUTURE_REF" : "PAST_REF";
        return;
    }
    /* What it counts from: a date behind it, the story's, the anchor's. */
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
        ng_when_offset(base, has_day, when, story);
    if (when->year > LAST_YEAR || when->year < -LAST_YEAR) {
        when->kind = NG_WHEN_REF;
        when->ref = when->direction > 0 ? "FUTURE_REF" : "PAST_REF";
    }
}

/* The n-th weekday, day or week of a month or year; negative n count from
 * its end. Weeks of a year are ISO weeks, weeks of a month begin with its
 * first day. */
static void resolve_nth(const struct ng_date_story *story,
                        struct ng_when *when)
{
    struct ng_when box = *when;
    int64_t first, last;
    int n = when->nth;

    /* The month, year or period that it lies in is a date of its own. */
    box.kind = NG_WHEN_DATE;
    box.weekday = 0;
    if (!when->cue && story->anchor.known && !story->narrative && box.month &&
        !(box.said & (NG_SAID_YEAR | NG_SAID_SHIFT)))
        ng_when_set_year(&box, story->anchor.date.year);
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
        ng_when_set_day(when, day);
    } else if (when->unit2 == 'D') {
        ng_when_set_day(when, n > 0 ? first + n - 1 : last + n + 1);
    } else if (when->unit2 == 'W' && !box.month) {
        int64_t week = ng_iso_week_start(box.year, 1);
        if (n < 0)
            week = ng_iso_week_start(box.year + 1, 1);
        ng_when_set_week(when, week + 7 * (n > 0 ? n - 1 : n));
    } else if (when->unit2 == 'W') {
        ng_when_set_week(when, n > 0 ? first + 7 * (n - 1) + 3
                                     : last - 3 + 7 * (n + 1));
        when->month = 0;
    } else if (when->unit2 == 'Q' && !box.month) {
        when->quarter = (uint8_t)(n > 0 ? n : 5 + n);
    } else if (when->unit2 == 'M' && !box.month) {
        when->month = (uint8_t)(n > 0 ? n : 13 + n);
    }
}

/* What "that day" and "the following year" count from: the last date that is
 * fine enough for the unit, else the one last told, else the anchor. */
static struct ng_date_anchor told_base(const struct ng_date_story *story,
                                       const struct ng_when *when)
{
    struct ng_date_anchor base = story->anchor;
    bool day = strchr("DNWKF", when->unit) != NULL;
    bool fine = day ? story->day : when->unit == 'M' ? story->month : true;

    /* "the full year" beside bonds that will fall due in ten years */
    if (when->how == 's' && when->unit == 'Y' && base.known &&
        story->year > base.date.year)
        return base;
    if (!fine && story->last.year > 0)
        base.date = story->last;
    else if (story->year > 0)
        base.date = (struct ng_ymd){story->year,
                                    story->month ? story->month : 1,
                                    story->day ? story->day : 1};
    else
        return base;
    base.day = ng_day_of(base.date);
    base.known = true;
    return base;
}

/* "that day", "the following month": the date last told, moved by a shift.
 * "that quarter" is the quarter last told. */
static void resolve_same(const struct ng_date_story *story,
                         struct ng_when *when)
{
    struct ng_date_anchor base = told_base(story, when);

    /* "at that time" behind nothing but durations */
    if (!story->year && !when->shift && !when->how) {
        when->kind = NG_WHEN_REF;
        when->ref = "PAST_REF";
        return;
    }
    when->kind = NG_WHEN_DATE;
    when->said |= NG_SAID_SHIFT;
    if (when->unit == 'Q' && story->quarter) {
        ng_when_set_quarter(when, story->quarter + when->shift);
        return;
    }
    /* A day of a date that has none: as much as is known. */
    if (story->year && !story->day && !story->last.year &&
        strchr("DNWKF", when->unit)) {
        ng_when_set_year(when, story->year);
        when->month = (uint8_t)story->month;
        when->part = NULL;
        return;
    }
    /* "by that time": the date as it was told. */
    if (!when->unit && story->year) {
        ng_when_set_year(when, story->year);
        when->month = (uint8_t)story->month;
        when->day = (uint8_t)story->day;
    } else if (base.known) {
        ng_when_resolve_inside(&base, when);
    }
}

/* Hour 24 is the next day's first. "24:00 on Dec. 31" is the first minute of
 * the new year. */
static void carry_midnight(struct ng_when *when)
{
    if (when->hour != 24)
        return;
    when->hour = 0;
    if (when->day && (when->said & NG_SAID_YEAR) && when->year > 0)
        ng_when_set_day(when, ng_day_of((struct ng_ymd){when->year, when->month,
                                                when->day}) + 1);
}

/* "ET" is an hour nearer to Greenwich in summer: from the second Sunday of
 * March to the first of November, before 2007 from April's first to October's
 * last. */
static void set_summer_time(struct ng_when *when)
{
    bool late = when->year < 2007;
    struct ng_ymd start, end;
    int64_t day;

    if (!when->american || !(when->said & NG_SAID_YEAR) || !when->day)
        return;
    day = ng_day_of((struct ng_ymd){when->year, when->month, when->day});
    if (ng_date_holiday(late ? "04w7n1" : "03w7n2", when->year, &start) &&
        ng_date_holiday(late ? "10w7n-1" : "11w7n1", when->year, &end) &&
        day >= ng_day_of(start) && day < ng_day_of(end))
        when->zone = (int16_t)(when->zone + 60);
}

/* Every kind becomes calendar fields or stays what it is; then the story
 * moves on. */
void ng_date_resolve(struct ng_date_story *story, struct ng_when *when)
{
    ng_date_pin(story, when);
    switch ((enum ng_when_kind)when->kind) {
    case NG_WHEN_DATE: resolve_date(story, when); break;
    case NG_WHEN_OFFSET: resolve_offset(story, when); break;
    case NG_WHEN_NTH: resolve_nth(story, when); break;
    case NG_WHEN_SAME: resolve_same(story, when); break;
    case NG_WHEN_SPAN:
    case NG_WHEN_SET:
    case NG_WHEN_REF: return;
    }
    /* "the week of June 3" */
    if (when->unit == 'W' && when->kind == NG_WHEN_DATE && when->month &&
        when->day && (when->said & NG_SAID_YEAR) && when->year > 0) {
        struct ng_ymd date = {when->year, when->month, when->day};
        when->month = when->day = 0;
        ng_when_set_week(when, ng_day_of(date));
    }
    if (when->month && when->day)
        when->weekday = 0;
    carry_midnight(when);
    set_summer_time(when);
    ng_date_follow(story, when);
}
