/*
 * day.c - the day on which something was said, where the sentence tells.
 *
 * Comes in: the sayings in text order, with speakers, and the dates that the
 * date module found. Goes out: for each saying an ISO day or nothing. The day
 * is that of the speaking ("Smith said on Tuesday"), not one that is spoken of,
 * so dates inside the content or inside marks do not count; of the others in
 * the cue's sentence the nearest wins. Weeks, months and vague dates name no
 * day and are passed over. Both lists are sorted, hence two binary searches and
 * at most 2 * MAX_DATES dates for a saying. A sentence without a day of its own
 * gives none: the article's day would be a guess.
 */
#include "find/quote/quote.h"

/* Length of "2020-02-14", what a value needs to be a day. */
#define DAY_LEN 10
/* How many dates on either side of a cue are looked at. */
#define MAX_DATES 8

/* The dates of the article that begin before byte `at`. Binary search; the date
 * module leaves its list in text order. */
static size_t dates_before(const struct ng_quote_work *w, uint32_t at)
{
    size_t low = 0, high = w->run->dates.count;

    while (low < high) {
        size_t mid = (low + high) / 2;
        if (NG_AT(&w->run->dates, nutgraf_date, mid)->span.start < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* A date that names one day; its value is ISO and has no open digits.
 * "2020-XX-14" and "2020-W07" fail at one of the three digits; a time of day
 * passes and is cut to its day by the caller. */
static bool is_day(const nutgraf_date *date)
{
    return (date->type == NUTGRAF_DATE_DATE ||
            date->type == NUTGRAF_DATE_TIME) &&
           date->value && strlen(date->value) >= DAY_LEN &&
           ng_is_digit(date->value[0]) && ng_is_digit(date->value[5]) &&
           ng_is_digit(date->value[9]);
}

/* True when byte `at` lies in the range of tokens. An empty range covers
 * nothing, and has no last token to ask. */
static bool covers(const struct ng_quote_work *w, struct ng_range range,
                   uint32_t at)
{
    return !ng_range_empty(range) &&
           ng_work_token(w, range.first)->start <= at &&
           at < ng_work_token(w, range.end - 1)->end;
}

/* The token at or after byte `at` within the range. Binary search over the
 * sentence; in.end when all tokens end before it. */
static uint32_t token_from(const struct ng_quote_work *w, struct ng_range in,
                           uint32_t at)
{
    uint32_t low = in.first, high = in.end;

    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (ng_work_token(w, mid)->end <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The nearest day to the cue in its sentence, outside what was said. Distance
 * is in bytes between the beginnings of date and cue. Dates come in order, so
 * the loop ends at the first one beyond the sentence or farther away than the
 * best. */
static const nutgraf_date *day_of(const struct ng_quote_work *w,
                                  const struct ng_saying *s)
{
    const struct ng_cue *cue = &w->cues[s->cue];
    const struct ng_sentence *sentence =
        NG_AT(&w->text->sentences, struct ng_sentence, cue->sentence);
    struct ng_range range = {sentence->first_token, sentence->token_end};
    uint32_t at = ng_work_token(w, cue->at.first)->start;
    uint32_t end = ng_work_token(w, range.end - 1)->end, nearest = UINT32_MAX;
    const nutgraf_date *best = NULL;
    size_t first = dates_before(w, ng_work_token(w, range.first)->start);
    size_t near = dates_before(w, at);

    /* A sentence may hold 10^5 dates: a window around the cue is enough. */
    if (near > first + MAX_DATES)
        first = near - MAX_DATES;
    for (size_t i = first; i < w->run->dates.count && i < near + MAX_DATES;
         i++) {
        const nutgraf_date *d = NG_AT(&w->run->dates, nutgraf_date, i);
        uint32_t start = d->span.start, away;
        if (start >= end || (start > at && start - at > nearest))
            break;
        if (!is_day(d) || covers(w, s->content, start) ||
            covers(w, s->more, start) ||
            ng_run_at(w, token_from(w, range, start)))
            continue;
        away = start > at ? start - at : at - start;
        if (away < nearest) {
            nearest = away;
            best = d;
        }
    }
    return best;
}

/* "she added", "he continues": goes on where the quote before it was. */
static bool goes_on(const struct ng_quote_work *w, const struct ng_saying *s)
{
    const struct ng_cue_form *form = w->cues[s->cue].form;

    return form && form->adds;
}

/* In text order: a quote that goes on takes the day of the one before. The
 * chain may pass a day on over many quotes, one step each. The copy is DAY_LEN
 * bytes long: "2020-02-14T09:00" becomes its day. */
ng_status ng_quote_days(struct ng_quote_work *w)
{
    for (uint32_t i = 0; i < w->saying_count; i++) {
        struct ng_saying *s = &w->sayings[i];
        const nutgraf_date *day;
        if (s->cue == NG_QUOTE_NONE) {
            if (s->carried && i)
                s->date = s[-1].date;
            continue;
        }
        day = day_of(w, s);
        if (!day) {
            if (i && goes_on(w, s))
                s->date = s[-1].date;
            continue;
        }
        s->date = ng_arena_copy(&w->run->doc,
                                (struct ng_slice){day->value, DAY_LEN});
        if (!s->date)
            return NUTGRAF_NO_MEMORY;
    }
    return NUTGRAF_OK;
}
