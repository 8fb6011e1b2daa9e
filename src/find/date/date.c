/* date.c - the dates module: the two phases over the article. */
#include "find/date/date.h"

#include "find/module.h"

static ng_status begin(struct ng_run *run)
{
    struct ng_date_state *state = ng_arena_array(&run->doc, 1, sizeof *state);

    if (!state)
        return NUTGRAF_NO_MEMORY;
    run->state[NG_MODULE_DATE] = state;
    state->items = ng_arena_alloc(&run->doc, sizeof *state->items);
    if (!state->items)
        return NUTGRAF_NO_MEMORY;
    return ng_date_kit_get(run, &state->kit);
}

static ng_status paragraph(struct ng_run *run, const struct ng_paragraph *par)
{
    return ng_date_scan(run, run->state[NG_MODULE_DATE], par);
}

struct ng_when *ng_date_next(const struct ng_date_state *state,
                             struct ng_when_block **block, size_t *at)
{
    if (*at >= state->count)
        return NULL;
    if (*at % NG_WHEN_BLOCK == 0)
        *block = *block ? (*block)->next : state->first;
    return &(*block)->whens[(*at)++ % NG_WHEN_BLOCK];
}

/* Publishes the anchor in the run. */
static ng_status set_anchor(struct ng_run *run,
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

/* What kind of text it is: years far from the anchor make a narrative, business
 * quarters make "a year ago" a quarter. */
static void survey(const struct ng_date_state *state,
                   struct ng_date_story *story)
{
    struct ng_when_block *block = NULL;
    const struct ng_when *when;
    size_t at = 0, far = 0, near = 0;

    while ((when = ng_date_next(state, &block, &at)) != NULL) {
        int32_t gap = when->year - story->anchor.date.year;
        story->quarters |= when->quarter != 0;
        if (when->kind != NG_WHEN_DATE)
            continue;
        if (when->weekday || ((when->said & NG_SAID_SHIFT) && when->unit))
            near++;
        else if ((when->said & NG_SAID_YEAR) && when->digits == 4)
            (gap < -1 || gap > 1 ? &far : &near)[0]++;
    }
    story->narrative = far >= 4 && far > 2 * near;
}

static ng_status finish(struct ng_run *run)
{
    struct ng_date_state *state = run->state[NG_MODULE_DATE];
    struct ng_date_story story = {0};
    struct ng_when_block *block = NULL;
    struct ng_when *when;
    size_t at = 0;

    ng_date_find_anchor(run, state, &story.anchor);
    NG_TRY(set_anchor(run, &story.anchor));
    survey(state, &story);
    while ((when = ng_date_next(state, &block, &at)) != NULL) {
        ng_date_resolve(&story, when);
        NG_TRY(ng_date_format(&run->doc, when,
                              NG_AT(&run->dates, nutgraf_date, at - 1)));
    }
    return NUTGRAF_OK;
}

const struct ng_module ng_module_date = {
    .name = "dates",
    .option = NUTGRAF_DATES,
    .begin = begin,
    .paragraph = paragraph,
    .finish = finish,
};
