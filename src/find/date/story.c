/*
 * story.c - what is carried from one date of an article to the next.
 *
 * In: a date, before and after it is resolved. Out: the story's place: the day,
 * month and year last told, the quarter and the month that figures are of, the
 * year that holds for the days behind it. resolve.c counts from these.
 */
#include "find/date/date.h"

/* A quarter that ended so many quarters ago may still be reported on. */
#define RECENT_QUARTERS 4

/* Notes which year holds for the days that follow; a weekday or "last week"
 * leads back to the anchor. */
void ng_date_pin(struct ng_date_story *story, const struct ng_when *when)
{
    if (when->kind != NG_WHEN_DATE)
        return;
    if ((when->said & NG_SAID_YEAR) && when->digits == 4 && when->month) {
        story->pinned = (struct ng_ymd){when->year, when->month, when->day};
        story->pin_paragraph = when->paragraph;
        if (story->anchor.known && when->year >= story->anchor.date.year)
            story->pinned.year = 0;
    } else if (when->weekday || (when->unit && (when->said & NG_SAID_SHIFT))) {
        story->pinned.year = 0;
    }
}

/* A quarter was told. The one that a text reports on is the latest of those it
 * names most often, and not long gone: "After a flat second quarter" leaves
 * the third. */
static void follow_quarter(struct ng_date_story *story, int64_t quarter)
{
    int64_t now = (int64_t)story->anchor.date.year * 4 +
                  (story->anchor.date.month - 1) / 3;

    story->quarter = quarter;
    if (quarter % 4 + 1 == story->theme && quarter > story->reported &&
        (!story->anchor.known ||
         (quarter <= now && quarter >= now - RECENT_QUARTERS)))
        story->reported = quarter;
}

/* Remembers the date that the story is at, and the quarter last mentioned.
 * Durations, sets and references are at no point of the story, decades are too
 * coarse to be one. */
void ng_date_follow(struct ng_date_story *story, const struct ng_when *when)
{
    if (!(when->said & NG_SAID_YEAR) || when->digits != 4 ||
        when->kind == NG_WHEN_SPAN || when->kind == NG_WHEN_SET ||
        when->kind == NG_WHEN_REF)
        return;
    story->pinned.month = when->month ? when->month : story->pinned.month;
    if (when->quarter && when->kind != NG_WHEN_OFFSET)
        follow_quarter(story, (int64_t)when->year * 4 + when->quarter - 1);
    if (when->month && !when->day && !when->week) {
        story->figures = (int64_t)when->year * 12 + when->month - 1;
        story->figures_first = when->first;
    }
    story->year = when->year;
    story->month = when->month;
    story->day = when->month ? when->day : 0;
    if ((story->day || when->week) && when->year > 0)
        story->last_paragraph = when->paragraph;
    if (story->day && when->year > 0)
        story->last = (struct ng_ymd){story->year, story->month, story->day};
    else if (when->week && when->year > 0)
        story->last = ng_ymd_of(ng_iso_week_start(when->year, when->week));
}
