/*
 * anchor.c - the day that relative dates count from, in this order: the
 * caller's, the page's metadata, a dateline, a weekday with month and day, the
 * latest full date of the text.
 */
#include "find/date/date.h"

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

/* The latest full date of the text, not after `limit`. */
static bool latest_date(const struct ng_date_state *state, int64_t limit,
                        int64_t *latest)
{
    struct ng_when_block *block = NULL;
    const struct ng_when *when;
    size_t at = 0;
    bool found = false;

    while ((when = ng_date_next(state, &block, &at)) != NULL) {
        int64_t day;
        if (when->kind != NG_WHEN_DATE || !(when->said & NG_SAID_YEAR) ||
            when->year < 1 || !when->day || !when->month || when->cue > 0)
            continue;
        day = ng_day_of((struct ng_ymd){when->year, when->month, when->day});
        if (day <= limit && (!found || day > *latest)) {
            *latest = day;
            found = true;
        }
    }
    return found;
}

void ng_date_find_anchor(const struct ng_run *run,
                         const struct ng_date_state *state,
                         struct ng_date_anchor *anchor)
{
    struct ng_ymd saved;
    int64_t limit = INT64_MAX, latest = 0;

    *anchor = (struct ng_date_anchor){.from = NUTGRAF_ANCHOR_NONE};
    if (run->saved && ng_parse_ymd(ng_slice_of(run->saved), &saved))
        limit = ng_day_of(saved);
    if (take_text(anchor, run->options.anchor_date, NUTGRAF_ANCHOR_OPTION))
        return;
    if (take_text(anchor, run->metadata.published, NUTGRAF_ANCHOR_METADATA) &&
        anchor->day <= limit)
        return;
    *anchor = (struct ng_date_anchor){.from = NUTGRAF_ANCHOR_NONE};
    if (latest_date(state, limit, &latest))
        set_anchor(anchor, latest, NUTGRAF_ANCHOR_BODY);
}
