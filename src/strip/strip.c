/*
 * strip.c - from blocks to the article.
 *
 *     facts (head) -> title -> view (measures) -> classify -> refine -> verdicts
 */
#include "strip/strip.h"

#include "strip/classify.h"
#include "strip/furniture.h"
#include "strip/metadata.h"
#include "strip/refine.h"
#include "strip/title.h"

/* What the steps hand on. */
struct work {
    const struct ng_page *page;
    const struct ng_strip_input *input;
    struct ng_facts facts;
    struct ng_title title;
    struct ng_view view;
    bool *keep;
};

ng_status ng_strip_view(const struct ng_page *page,
                        const struct ng_lexicon *lexicon, struct ng_view *view)
{
    struct ng_facts facts;
    struct ng_title title;
    ng_status status = ng_facts_gather(&facts, page, lexicon);

    if (status == NUTGRAF_OK)
        status = ng_title_find(&title, page, &facts, (struct ng_slice){"", 0});
    if (status == NUTGRAF_OK)
        status = ng_view_build(view, page, lexicon, title.block,
                               ng_facts_text(&facts, NG_FIELD_BODY));
    ng_facts_free(&facts);
    return status;
}

/* Pages of so few blocks are notes and fragments: all of it was meant. */
enum { FEW_BLOCKS = 6 };

/* Keeps everything but plain furniture. */
static void keep_all(struct work *w)
{
    for (size_t i = 0; i < w->page->blocks.count; i++)
        w->keep[i] = !(w->view.blocks[i].furniture & NG_FURNITURE_WHOLE) &&
                     !w->view.blocks[i].hidden;
}

/* Keeps the prose of the page's densest run. */
static void keep_dense(struct work *w)
{
    for (size_t i = 0; i < w->page->blocks.count; i++)
        w->keep[i] = w->view.blocks[i].prose && w->view.blocks[i].in_run == 1;
}

static bool has_any(const struct work *w)
{
    for (size_t i = 0; i < w->page->blocks.count; i++)
        if (w->keep[i])
            return true;
    return false;
}

/* Labels the blocks, or takes the dense prose where nothing was learned. */
static ng_status label_blocks(struct work *w)
{
    const struct ng_labeller *labeller = w->page->markup
                                             ? w->input->html_labeller
                                             : w->input->text_labeller;

    if (labeller && labeller->label_count == NG_STRIP_LABELS)
        return ng_classify(&w->view, labeller, w->keep);
    keep_dense(w);
    return NUTGRAF_OK;
}

/* Takes back prose that was dropped between kept blocks of the very container
 * that most of the article stands in: the labeller's slips. */
static ng_status fill_gaps(struct work *w)
{
    size_t count = w->page->blocks.count, last = SIZE_MAX;
    uint32_t *kept = ng_arena_array(w->page->arena,
                                    w->page->elements.count + 1, sizeof *kept);
    uint32_t *dropped = ng_arena_array(
        w->page->arena, w->page->elements.count + 1, sizeof *dropped);

    if (!kept || !dropped)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const struct ng_block_view *b = &w->view.blocks[i];
        if (b->container == NG_NO_ELEMENT || !b->prose)
            continue;
        if (w->keep[i])
            kept[b->container]++;
        else
            dropped[b->container]++;
        last = w->keep[i] ? i : last;
    }
    for (size_t i = 0; last != SIZE_MAX && i < last; i++) {
        const struct ng_block_view *b = &w->view.blocks[i];
        if (!w->keep[i] && b->prose && b->container != NG_NO_ELEMENT &&
            !b->furniture && ng_page_block(w->page, i)->tag == NG_TAG_P &&
            kept[b->container] > 2 * dropped[b->container])
            w->keep[i] = true;
    }
    return NUTGRAF_OK;
}

/* Decides which blocks are the article's, before the fine work. A page always
 * has some. */
static ng_status choose_blocks(struct work *w)
{
    w->keep = ng_arena_array(w->page->arena, w->page->blocks.count + 1,
                             sizeof *w->keep);
    if (!w->keep)
        return NUTGRAF_NO_MEMORY;
    if (w->page->blocks.count > FEW_BLOCKS) {
        NG_TRY(label_blocks(w));
        NG_TRY(fill_gaps(w));
        if (!has_any(w))
            keep_dense(w);
    }
    if (!has_any(w))
        keep_all(w);
    return NUTGRAF_OK;
}

/* All steps, once the facts are there. */
static ng_status run_steps(struct work *w, struct ng_verdict *verdicts,
                           struct ng_metadata *metadata)
{
    const struct ng_lexicon *lexicon = w->input->lexicon;
    struct ng_slice url = ng_metadata_url(&w->facts, w->input);

    NG_TRY(ng_title_find(&w->title, w->page, &w->facts,
                         ng_metadata_host(url)));
    NG_TRY(ng_view_build(&w->view, w->page, lexicon, w->title.block,
                         ng_facts_text(&w->facts, NG_FIELD_BODY)));
    NG_TRY(choose_blocks(w));
    if (!w->page->markup && !w->input->no_strip) {
        ng_title_above(&w->title, &w->view, w->keep);
        w->view.title = w->title.block;
    }
    ng_refine(&w->view, &w->title, w->keep, w->input->reasons, verdicts);
    if (w->input->no_strip)
        ng_refine_keep_all(&w->view, verdicts);
    return ng_metadata_fill(metadata, &w->view, &w->facts, &w->title, w->input,
                            verdicts);
}

ng_status ng_strip(const struct ng_page *page,
                   const struct ng_strip_input *input,
                   struct ng_verdict *verdicts, struct ng_metadata *metadata)
{
    struct work work = {.page = page, .input = input};
    ng_status status = ng_facts_gather(&work.facts, page, input->lexicon);

    if (status == NUTGRAF_OK)
        status = run_steps(&work, verdicts, metadata);
    ng_facts_free(&work.facts);
    return status;
}
