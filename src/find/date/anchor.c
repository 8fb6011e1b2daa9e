/*
 * anchor.c - the day that relative dates count from.
 *
 * In: the options, the page's metadata, the article's dates before they are
 * resolved. Out: a day and where it comes from, a year only, or nothing. The
 * sources, in order:
 *
 *     option     the caller's
 *     metadata   the page's, if not after the day it was saved
 *     dateline   a line near the top that is little more than a date
 *     weekday    "Saturday, Feb. 15", solved for the year that other dates name
 *     body       the latest past day, or the year that the text calls its own
 *
 * A wrong anchor spoils every "Friday" of an article, so silence is preferred:
 * years of history and of plans are no evidence. Two walks over the dates.
 */
#include "find/date/date.h"
#include "find/module.h"

/* A dateline stands among the first paragraphs and is short. */
#define DATELINE_PARAGRAPHS 8
#define DATELINE_BYTES 90
/* A month-day without year continues a full date at most so many days on. */
#define CONTINUES_DAYS 150
/* A weekday with month and day is solved within so many years. */
#define SOLVE_YEARS 3

/* A year that may be the text's own, so little later than one that surely is,
 * is a plan. */
#define NEXT_YEARS 3

/* What the text gives away; days are INT64_MIN when there are none. */
struct evidence {
    int64_t limit;    /* the day the page was saved, or INT64_MAX */
    int64_t dateline, full, solved;
    bool full_past;   /* the latest day was spoken of as gone */
    bool today;       /* the text says "today" */
    int32_t year;     /* latest year that is not ahead; 0: none */
    int32_t since;    /* no year before it is the text's own */
    /* The latest year of each enum ng_own; 0: none. */
    int32_t own[3];
};

/* The day number of a date whose three fields are all there; callers test
 * is_full() first. */
static int64_t day_of_when(const struct ng_when *when)
{
    return ng_day_of((struct ng_ymd){when->year, when->month, when->day});
}

/* Year, month and day are said: "January 13, 2020", "2020-01-13". Years
 * before our era are no evidence for a news article's day. */
static bool is_full(const struct ng_when *when)
{
    return when->kind == NG_WHEN_DATE && (when->said & NG_SAID_YEAR) &&
           when->year > 0 && when->month && when->day;
}

/* "Feb. 14" and "Saturday, Feb. 15": evidence only together with a year from
 * elsewhere. "last Feb. 14" is left out, it already counts from the anchor. */
static bool lacks_year(const struct ng_when *when)
{
    return when->kind == NG_WHEN_DATE && when->month && when->day &&
           !(when->said & (NG_SAID_YEAR | NG_SAID_SHIFT));
}

/* Takes a day as the anchor, with the place that it came from. */
static void set_anchor(struct ng_date_anchor *anchor, int64_t day,
                       nutgraf_anchor_from from)
{
    anchor->known = true;
    anchor->day = day;
    anchor->date = ng_ymd_of(day);
    anchor->from = from;
}

/* Takes an ISO date that somebody wrote for us, the caller or the page. More
 * may follow the day ("2020-02-14T10:30Z"); text that is no date is passed
 * over. */
static bool take_text(struct ng_date_anchor *anchor, const char *text,
                      nutgraf_anchor_from from)
{
    struct ng_ymd date;

    if (!text || !ng_parse_ymd(ng_slice_of(text), &date))
        return false;
    set_anchor(anchor, ng_day_of(date), from);
    return true;
}

/* "May 3, 2021" or "Published: May 3, 2021" as a paragraph of its own near
 * the top: the date must be a third of a short paragraph. A date in a long
 * first paragraph is as likely the date of an event. */
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

/* Notes a full date. Days after the page was saved are impossible; days that
 * the clause looks ahead to ("will open on May 3, 2031") are no evidence. Of
 * the others the latest counts, since a story tells of things before itself. */
static void note_full(const struct ng_run *run, const struct ng_when *when,
                      size_t index, struct evidence *e)
{
    nutgraf_span span = NG_AT(&run->dates, nutgraf_date, index)->span;
    int64_t day = day_of_when(when);

    if (day > e->limit)
        return;
    if (e->dateline == INT64_MIN && is_dateline(run, span))
        e->dateline = day;
    if (day > e->full && when->cue <= 1) {
        e->full = day;
        e->full_past = when->cue < 0;
    }
}

/* First walk over the dates: full dates, the latest year, the latest year
 * that the text calls its own, and whether there is a "today". One pass, no
 * memory. */
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
        /* Decades and plans say nothing of the text's own year. */
        if (when->kind != NG_WHEN_DATE || !(when->said & NG_SAID_YEAR) ||
            when->digits != 4 || when->ahead || when->year < 1)
            continue;
        if (when->year > e->year)
            e->year = when->year;
        if (when->year > e->own[when->own])
            e->own[when->own] = when->year;
    }
}

/* The year near `year` in which month and day fall on the weekday; 0: none.
 * A weekday returns to the same day every 5, 6 or 11 years, so looking a few
 * years on from a year that the text names is unambiguous. */
static int32_t solve_year(const struct ng_when *when, int32_t year)
{
    for (int step = 0; step <= SOLVE_YEARS; step++) {
        struct ng_ymd date = {year + step, when->month, when->day};
        if (ng_ymd_valid(date) && ng_weekday(ng_day_of(date)) == when->weekday)
            return date.year;
    }
    return 0;
}

/* A month-day without year that is spoken of as past: the day it means if it
 * follows the latest full date within some months, else INT64_MIN. "He was
 * hurt on Nov. 30, 2019 ... he died on Jan. 4" is January 2020. */
static int64_t continued_day(const struct ng_when *when, int64_t full)
{
    struct ng_ymd date = ng_ymd_of(full);

    date.month = when->month;
    date.day = when->day;
    /* This year's, or over the turn of the year the next one's. */
    for (int n = 0; n < 2; n++, date.year++) {
        int64_t day = ng_day_of(date);
        if (ng_ymd_valid(date) && day >= full && day - full <= CONTINUES_DAYS)
            return day;
    }
    return INT64_MIN;
}

/* Second walk: month-days without year, counted from what the first walk
 * found. A weekday makes the year certain; without one the tense must say
 * past. */
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
        /* The weekday decides; only without one does the tense. */
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

/* The latest day of the text, if no later year is spoken of. A text that
 * says "today" besides naming that day by weekday or in the past was written
 * after it: then the next day is taken, the first that fits. */
static bool take_body(const struct evidence *e, struct ng_date_anchor *anchor)
{
    bool solved = e->solved > e->full;
    int64_t day = solved ? e->solved : e->full;

    if (day == INT64_MIN || ng_ymd_of(day).year < e->year ||
        ng_ymd_of(day).year < e->since)
        return false;
    /* Who writes "today" calls the same day by no other name. */
    if (e->today && (solved || e->full_past) && day < e->limit)
        day++;
    set_anchor(anchor, day,
               solved ? NUTGRAF_ANCHOR_WEEKDAY : NUTGRAF_ANCHOR_BODY);
    return true;
}

/* The year that the text calls its own, 0 for none: the latest one that surely
 * is, else the latest that may be. Not one before a year of which it speaks as
 * past, nor before what it names was known. */
static int32_t own_year(const struct evidence *e)
{
    int32_t past = e->own[NG_OWN_NOT], sure = e->own[NG_OWN_SURELY];
    int32_t perhaps = e->own[NG_OWN_PERHAPS];

    if (past < e->since)
        past = e->since;
    if (sure && sure >= past && perhaps <= sure + NEXT_YEARS)
        return sure;
    return perhaps >= past ? perhaps : 0;
}

/* The last day that the page can be of, INT64_MAX when nothing tells. */
static int64_t limit_of(const struct ng_run *run)
{
    struct ng_ymd saved;

    return run->saved && ng_parse_ymd(ng_slice_of(run->saved), &saved)
               ? ng_day_of(saved)
               : INT64_MAX;
}

/* What somebody told, the caller or the page. The caller's word is never
 * doubted; the page's metadata only when it claims a day after the save. */
static bool is_told(const struct ng_run *run, struct ng_date_anchor *anchor)
{
    *anchor = (struct ng_date_anchor){.from = NUTGRAF_ANCHOR_NONE};
    if (take_text(anchor, run->options.anchor_date, NUTGRAF_ANCHOR_OPTION) ||
        (take_text(anchor, run->metadata.published, NUTGRAF_ANCHOR_METADATA) &&
         anchor->day <= limit_of(run)))
        return true;
    *anchor = (struct ng_date_anchor){.from = NUTGRAF_ANCHOR_NONE};
    return false;
}

/* A day, or only a year where the text gives no more away. */
ng_status ng_date_set_anchor(struct ng_run *run,
                             const struct ng_date_anchor *anchor)
{
    run->anchor_from = anchor->from;
    if (anchor->from == NUTGRAF_ANCHOR_NONE)
        return NUTGRAF_OK;
    run->anchor_date =
        anchor->known
            ? ng_arena_printf(&run->doc, "%04d-%02d-%02d",
                              (int)anchor->date.year, anchor->date.month,
                              anchor->date.day)
            : ng_arena_printf(&run->doc, "%04d", (int)anchor->date.year);
    return run->anchor_date ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* An anchor that was told is in the record even when nobody asks for dates. */
ng_status ng_date_told_anchor(struct ng_run *run)
{
    struct ng_date_anchor anchor;

    return is_told(run, &anchor) ? ng_date_set_anchor(run, &anchor)
                                 : NUTGRAF_OK;
}

/* Tries the sources in the order of the head of this file. */
void ng_date_find_anchor(const struct ng_run *run,
                         const struct ng_date_state *state,
                         struct ng_date_anchor *anchor)
{
    struct evidence e = {limit_of(run), INT64_MIN, INT64_MIN, INT64_MIN,
                         false,     false,     0,         state->since,
                         {0}};

    if (is_told(run, anchor))
        return;
    /* Nobody told: the text's own evidence. */
    note_all(run, state, &e);
    note_yearless(state, &e);
    if (e.dateline != INT64_MIN) {
        set_anchor(anchor, e.dateline, NUTGRAF_ANCHOR_DATELINE);
    } else if (!take_body(&e, anchor) && own_year(&e)) {
        anchor->date.year = own_year(&e);
        anchor->from = NUTGRAF_ANCHOR_BODY;
    }
}
