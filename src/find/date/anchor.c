/*
 * anchor.c - the day that relative dates count from, in this order: the
 * caller's; the page's metadata; a line that is little more than a date; the
 * latest past day that the text names, where a weekday with month and day is
 * solved for its year; the year that the text speaks of as its own; else none.
 */
#include "find/date/date.h"

/* A dateline stands among the first paragraphs and is short. */
#define DATELINE_PARAGRAPHS 8
#define DATELINE_BYTES 90
/* A month-day without year continues a full date at most so many days on. */
#define CONTINUES_DAYS 150
/* A weekday with month and day is solved within so many years. */
#define SOLVE_YEARS 3

/* What the text gives away; days are INT64_MIN when there are none. */
struct evidence {
    int64_t limit;    /* the day the page was saved, or INT64_MAX */
    int64_t dateline, full, solved;
    bool full_past;   /* the latest day was spoken of as gone */
    bool today;       /* the text says "today" */
    int32_t year;     /* latest year that is not ahead; 0: none */
    int32_t own_year; /* latest year spoken of as the present one; 0: none */
};

static int64_t day_of_when(const struct ng_when *when)
{
    return ng_day_of((struct ng_ymd){when->year, when->month, when->day});
}

static bool is_full(const struct ng_when *when)
{
    return when->kind == NG_WHEN_DATE && (when->said & NG_SAID_YEAR) &&
           when->year > 0 && when->month && when->day;
}

static bool lacks_year(const struct ng_when *when)
{
    return when->kind == NG_WHEN_DATE && when->month && when->day &&
           !(when->said & (NG_SAID_YEAR | NG_SAID_SHIFT));
}

static void set_anchor(struct ng_date_anchor *anchor, int64_t day,
                       nutgraf_anchor_from from)
{
    anchor->known = true;
    anchor->day = day;
    anchor->date = ng_ymd_of(day);
    anchor->from = from;
}

static bool take_text(struct ng_date_anchor *anchor, const char *text,
                      nutgraf_anchor_from from)
{
    struct ng_ymd date;

    if (!text || !ng_parse_ymd(ng_slice_of(text), &date))
        return false;
    set_anchor(anchor, ng_day_of(date), from);
    return true;
}

/* True when the date at `span` is most of an early short paragraph. */
static bool is_dateline(const struct ng_run *run, nutgraf_span span)
{
    for (size_t i = 0; i < run->paragraphs.count && i < DATELINE_PARAGRAPHS;
         i++) {
        const struct ng_paragraph *par = ng_run_paragraph(run, i);
        if (span.start >= par->start && span.end <= par->end)
            return par->end - par->start < DATELINE_BYTES &&
                   (span.end - span.start) * 3 >= par->end - par->start;
    }
    return false;
}

/* Notes a full date. */
static void note_full(const struct ng_run *run, const struct ng_when *when,
                      size_t index, struct evidence *e)
{
    nutgraf_span span = NG_AT(&run->dates, nutgraf_date, index)->span;
    int64_t day = day_of_when(when);

    if (day > e->limit)
        return;
    if (e->dateline == INT64_MIN && is_dateline(run, span))
        e->dateline = day;
    if (day > e->full && when->cue <= 0) {
        e->full = day;
        e->full_past = when->cue < 0;
    }
}

/* First walk: full dates, years, "today". */
static void note_all(const struct ng_run *run,
                     const struct ng_date_state *state, struct evidence *e)
{
    struct ng_when_block *block = NULL;
    const struct ng_when *when;
    size_t at = 0;

    while ((when = ng_date_next(state, &block, &at)) != NULL) {
        if (is_full(when))
            note_full(run, when, at - 1, e);
        e->today |= when->unit == 'D' && when->shift == 0 &&
                    when->kind == NG_WHEN_DATE &&
                    (when->said & NG_SAID_SHIFT);
        if (when->kind != NG_WHEN_DATE || !(when->said & NG_SAID_YEAR) ||
            when->digits != 4 || when->ahead || when->year < 1)
            continue;
        if (when->year > e->year)
            e->year = when->year;
        if (when->year > e->own_year && when->own)
            e->own_year = when->year;
    }
}

/* The year near `year` in which month and day fall on the weekday; 0: none. */
static int32_t solve_year(const struct ng_when *when, int32_t year)
{
    for (int step = 0; step <= SOLVE_YEARS; step++) {
        struct ng_ymd date = {year + step, when->month, when->day};
        if (ng_ymd_valid(date) && ng_weekday(ng_day_of(date)) == when->weekday)
            return date.year;
    }
    return 0;
}

/* A month-day without year, spoken of as past: the day it means if it follows
 * the latest full date closely, else INT64_MIN. */
static int64_t continued_day(const struct ng_when *when, int64_t full)
{
    struct ng_ymd date = ng_ymd_of(full);

    date.month = when->month;
    date.day = when->day;
    for (int n = 0; n < 2; n++, date.year++) {
        int64_t day = ng_day_of(date);
        if (ng_ymd_valid(date) && day >= full && day - full <= CONTINUES_DAYS)
            return day;
    }
    return INT64_MIN;
}

/* Second walk: month-days without year, counted from what the first found. */
static void note_yearless(const struct ng_date_state *state,
                          struct evidence *e)
{
    struct ng_when_block *block = NULL;
    const struct ng_when *when;
    size_t at = 0;
    int32_t base = e->full != INT64_MIN ? ng_ymd_of(e->full).year : e->year;

    while ((when = ng_date_next(state, &block, &at)) != NULL) {
        int64_t day = INT64_MIN;
        int32_t year = 0;
        if (!lacks_year(when) || when->cue > 0 || !base)
            continue;
        if (when->weekday)
            year = solve_year(when, base);
        if (year)
            day = ng_day_of((struct ng_ymd){year, when->month, when->day});
        else if (e->full != INT64_MIN && when->cue < 0 && !when->weekday)
            day = continued_day(when, e->full);
        if (day <= e->limit && day > e->solved)
            e->solved = day;
    }
}

/* The latest day; one more when it is past and the text has a "today". */
static bool take_body(const struct evidence *e, struct ng_date_anchor *anchor)
{
    bool solved = e->solved > e->full;
    int64_t day = solved ? e->solved : e->full;

    if (day == INT64_MIN || ng_ymd_of(day).year < e->year)
        return false;
    if (e->today && (solved || e->full_past) && day < e->limit)
        day++;
    set_anchor(anchor, day,
               solved ? NUTGRAF_ANCHOR_WEEKDAY : NUTGRAF_ANCHOR_BODY);
    return true;
}

void ng_date_find_anchor(const struct ng_run *run,
                         const struct ng_date_state *state,
                         struct ng_date_anchor *anchor)
{
    struct evidence e = {INT64_MAX, INT64_MIN, INT64_MIN, INT64_MIN,
                         false,     false,     0,         0};
    struct ng_ymd saved;

    *anchor = (struct ng_date_anchor){.from = NUTGRAF_ANCHOR_NONE};
    if (run->saved && ng_parse_ymd(ng_slice_of(run->saved), &saved))
        e.limit = ng_day_of(saved);
    if (take_text(anchor, run->options.anchor_date, NUTGRAF_ANCHOR_OPTION) ||
        (take_text(anchor, run->metadata.published, NUTGRAF_ANCHOR_METADATA) &&
         anchor->day <= e.limit))
        return;
    *anchor = (struct ng_date_anchor){.from = NUTGRAF_ANCHOR_NONE};
    note_all(run, state, &e);
    note_yearless(state, &e);
    if (e.dateline != INT64_MIN) {
        set_anchor(anchor, e.dateline, NUTGRAF_ANCHOR_DATELINE);
    } else if (!take_body(&e, anchor) && e.own_year && e.own_year == e.year) {
        anchor->date.year = e.own_year;
        anchor->from = NUTGRAF_ANCHOR_BODY;
    }
}
