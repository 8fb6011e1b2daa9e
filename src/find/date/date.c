/*
 * date.c - the dates module: the two phases over the article.
 *
 *     paragraph  scan.c finds spans and what their words say
 *     finish     anchor.c, then resolve.c and timex.c for each, in order
 *
 * State lives in the document arena, the compiled tables with the worker.
 */
#include "find/date/date.h"

#include "find/module.h"

/* A new article: an empty list, the cache of items, and the worker's tables,
 * which the first article compiles. */
static ng_status begin(struct ng_run *run)
{
    struct ng_date_state *state = ng_arena_array(&run->doc, 1, sizeof *state);

    if (!state)
        return NUTGRAF_NO_MEMORY;
    run->state[NG_MODULE_DATE] = state;
    state->items = ng_arena_alloc(&run->doc, sizeof *state->items);
    if (!state->items)
        return NUTGRAF_NO_MEMORY;
    state->before = ng_arena_mark(&run->scratch);
    return ng_date_kit_get(run, &state->kit);
}

/* Spans are ready after each paragraph, for the figures module gives way to
 * them; values wait for the whole article. */
static ng_status paragraph(struct ng_run *run, const struct ng_paragraph *par)
{
    return ng_date_scan(run, run->state[NG_MODULE_DATE], par);
}

/* Walks the blocks of the list. The position is the caller's, so that
 * several walks (anchor, survey, resolution) need no state here. */
struct ng_when *ng_date_next(const struct ng_date_state *state,
                             struct ng_when_block **block, size_t *at)
{
    if (*at >= state->count)
        return NULL;
    if (*at % NG_WHEN_BLOCK == 0)
        *block = *block ? (*block)->next : state->first;
    return &(*block)->whens[(*at)++ % NG_WHEN_BLOCK];
}

/* A narrative names so many years far from its anchor's, and so many times as
 * many as words of the news. Narratives on dev have shares from 8 on, portraits
 * and analyses in newspapers up to 5. */
#define NARRATIVE_YEARS 6
#define NARRATIVE_SHARE 5

/* What kind of text it is. Many years far from the anchor's and few weekdays
 * make a narrative, in which "October 5" belongs to the year last told; a
 * quarter anywhere makes "a year ago" the same quarter of the year before. */
static void survey(const struct ng_date_state *state,
                   struct ng_date_story *story)
{
    struct ng_when_block *block = NULL;
    const struct ng_when *when;
    size_t at = 0, far = 0, near = 0, named[5] = {0};

    while ((when = ng_date_next(state, &block, &at)) != NULL) {
        int32_t gap = when->year - story->anchor.date.year;
        story->quarters |= when->quarter != 0 || when->unit == 'Q';
        if (when->quarter && ++named[when->quarter] > named[story->theme])
            story->theme = when->quarter;
        if (when->kind != NG_WHEN_DATE)
            continue;
        /* Weekdays and "last week" are the words of news. */
        if (when->weekday || ((when->said & NG_SAID_SHIFT) && when->unit))
            near++;
        else if ((when->said & NG_SAID_YEAR) && when->digits == 4)
            (gap < -1 || gap > 1 ? &far : &near)[0]++;
    }
    story->narrative = far >= NARRATIVE_YEARS && far > NARRATIVE_SHARE * near;
}

/* The second phase: anchor first, then each date in document order, for
 * every one may count from those before it. */
static ng_status finish(struct ng_run *run)
{
    struct ng_date_state *state = run->state[NG_MODULE_DATE];
    struct ng_date_story story = {0};
    struct ng_when_block *block = NULL;
    struct ng_when *when;
    size_t at = 0;

    ng_date_find_anchor(run, state, &story.anchor);
    NG_TRY(ng_date_set_anchor(run, &story.anchor));
    survey(state, &story);
    while ((when = ng_date_next(state, &block, &at)) != NULL) {
        ng_date_resolve(&story, when);
        NG_TRY(ng_date_format(&run->doc, when,
                              NG_AT(&run->dates, nutgraf_date, at - 1)));
    }
    ng_arena_rewind(&run->scratch, state->before);
    return NUTGRAF_OK;
}

const struct ng_module ng_module_date = {
    .name = "dates",
    .option = NUTGRAF_DATES,
    .begin = begin,
    .paragraph = paragraph,
    .finish = finish,
};
