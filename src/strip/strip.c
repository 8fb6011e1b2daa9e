/*
 * strip.c - from blocks to the article.
 *
 *   facts (head) -> title -> view (measures) -> classify -> refine -> metadata
 *
 * In: a page as a list of blocks. Out: a verdict per block, and the metadata.
 *
 * The labeller decides; this file puts guards around it. It was trained on
 * news pages, and pages are not always that: a fragment of five lines, a page
 * without prose, a model without the section. So tiny pages are kept whole,
 * slips inside of the article's own container are filled, and a page that has
 * anything but furniture never comes out empty: that would be of no use to
 * anybody.
 *
 * Order is forced: the title needs the site's claims, the view needs the
 * title's place, the classifier the view; in plain text the headline is a line
 * above the article, so it is looked for again once the article is known.
 *
 * Cost: linear in the page; memory from its arena.
 */
#include "strip/strip.h"

#include "base/hash.h"
#include "strip/classify.h"
#include "strip/furniture.h"
#include "strip/metadata.h"
#include "strip/refine.h"
#include "strip/saver.h"
#include "strip/title.h"
#include "strip/wordset.h"

/* What the steps hand on. */
struct work {
    const struct ng_page *page;
    const struct ng_strip_input *input;
    struct ng_facts facts;
    struct ng_title title;
    struct ng_view view;
    bool *keep;
};

/* The first steps alone, as the trainer needs them. The host is left empty: it
 * only helps to cut the site's name off a claimed title. */
ng_status ng_strip_view(const struct ng_page *page,
                        const struct ng_lexicon *lexicon, struct ng_view *view)
{
    struct ng_facts facts;
    struct ng_title title;
    ng_status status = ng_facts_gather(&facts, page, lexicon);

    if (status == NUTGRAF_OK)
        status = ng_title_find(&title, page, &facts, (struct ng_slice){"", 0});
    if (status == NUTGRAF_OK)
        status = ng_view_build(view, page, lexicon, title.block);
    if (status == NUTGRAF_OK)
        status = ng_view_compare(view, ng_facts_text(&facts, NG_FIELD_BODY),
                                 ng_facts_text(&facts, NG_FIELD_DESCRIPTION));
    ng_facts_free(&facts);
    return status;
}

/* Pages of so few blocks are notes and fragments: all of it was meant. */
enum { FEW_BLOCKS = 6 };
/* Paragraphs of so many bytes are not repeated on purpose. */
enum { COPY_BYTES = 60 };

/* Keeps everything but plain furniture: what is hidden, and what consists of a
 * phrase such as "Share" alone. */
static void keep_all(struct work *w)
{
    for (size_t i = 0; i < w->page->blocks.count; i++)
        w->keep[i] = !(w->view.blocks[i].furniture & NG_FURNITURE_WHOLE) &&
                     !w->view.blocks[i].hidden;
}

/* Keeps the prose of the page's densest run. The classic answer where nothing
 * was learned; it loses short paragraphs, headings and lists. */
static void keep_dense(struct work *w)
{
    for (size_t i = 0; i < w->page->blocks.count; i++)
        w->keep[i] = w->view.blocks[i].prose && w->view.blocks[i].in_run == 1;
}

/* True when any block is kept. Each step of choose_blocks asks anew. */
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
    const struct ng_classifier *classifier =
        w->page->markup ? &w->input->html : &w->input->text;

    if (ng_classifier_is_whole(classifier))
        return ng_classify(&w->view, classifier, w->keep);
    keep_dense(w);
    return NUTGRAF_OK;
}

/* Takes back prose that was dropped before the last kept prose, in a container
 * whose prose was kept more than twice as often: the labeller's slips, a
 * paragraph that opens like a newsletter's. Per container the kept and dropped
 * prose is counted once, so the cost stays linear. Only <p> without a
 * furniture phrase comes back. */
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
    /* Up to the last kept prose only: below the article the same container
     * often goes on with notes and teasers. */
    for (size_t i = 0; last != SIZE_MAX && i < last; i++) {
        const struct ng_block_view *b = &w->view.blocks[i];
        if (!w->keep[i] && b->prose && b->container != NG_NO_ELEMENT &&
            !b->furniture && ng_page_block(w->page, i)->tag == NG_TAG_P &&
            kept[b->container] > 2 * dropped[b->container])
            w->keep[i] = true;
    }
    return NUTGRAF_OK;
}

/* Drops the second copy of a kept paragraph: some pages hold the article twice,
 * once for a narrow screen or cut into other paragraphs, and some lift sentences
 * out of it. Short lines may well be repeated, as "Yes." in an interview; and
 * whoever wrote a plain text meant every line of it, but for a whole one that
 * stands there twice. */
static ng_status drop_copies(struct work *w)
{
    struct ng_wordset seen;
    size_t count = w->page->blocks.count, bytes = 0;

    for (size_t i = 0; i < count; i++)
        if (w->keep[i])
            bytes += ng_page_block(w->page, i)->text.len;
    NG_TRY(ng_wordset_init(&seen, w->page->arena,
                           count + (w->page->markup ? bytes / 2 : 0)));
    for (size_t i = 0; i < count; i++) {
        struct ng_slice text = ng_page_block(w->page, i)->text;
        if (!w->keep[i])
            continue;
        if (w->view.blocks[i].repeated && text.len >= COPY_BYTES)
            w->keep[i] = !ng_wordset_add(&seen, ng_hash(text.ptr, text.len));
        if (w->page->markup && ng_wordset_repeats(&seen, text))
            w->keep[i] = false;
    }
    return NUTGRAF_OK;
}

/* A step whose memory is given back: what it finds is in `keep`. */
static ng_status brief(struct work *w, ng_status (*step)(struct work *w))
{
    struct ng_arena_mark mark = ng_arena_mark(w->page->arena);
    ng_status status = step(w);

    ng_arena_rewind(w->page->arena, mark);
    return status;
}

/* Decides which blocks are the article's, before the fine work. A page with
 * text always has some: the labeller's, else the densest run, else all but
 * plain furniture. */
static ng_status choose_blocks(struct work *w)
{
    w->keep = ng_arena_array(w->page->arena, w->page->blocks.count + 1,
                             sizeof *w->keep);
    if (!w->keep)
        return NUTGRAF_NO_MEMORY;
    /* Lines that are all kept have no furniture to be told from, and no kinds
     * that depend on it. */
    if (w->page->blocks.count > FEW_BLOCKS &&
        (w->page->markup || !w->input->no_strip)) {
        NG_TRY(ng_view_compare(
            &w->view, ng_facts_text(&w->facts, NG_FIELD_BODY),
            ng_facts_text(&w->facts, NG_FIELD_DESCRIPTION)));
        NG_TRY(label_blocks(w));
        NG_TRY(brief(w, fill_gaps));
        NG_TRY(brief(w, drop_copies));
        if (!has_any(w))
            keep_dense(w);
    }
    if (!has_any(w))
        keep_all(w);
    return NUTGRAF_OK;
}

/* All steps, once the facts are there. Without stripping the blocks are chosen
 * all the same, since refine gives kinds; only then every verdict becomes
 * "keep". Plain text looks for its headline above what was kept, so not in
 * that case. */
static ng_status run_steps(struct work *w, struct ng_verdict *verdicts,
                           struct ng_metadata *metadata)
{
    const struct ng_lexicon *lexicon = w->input->lexicon;
    struct ng_slice url = ng_metadata_url(&w->facts, w->input);

    NG_TRY(ng_title_find(&w->title, w->page, &w->facts,
                         ng_metadata_host(url)));
    NG_TRY(ng_view_build(&w->view, w->page, lexicon, w->title.block));
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

/* Completes the document by what the program that saved it wrote into it; what
 * the container says goes first. The day is copied, for the anchor of dates is
 * found long after. */
static ng_status add_saver(const struct ng_page *page,
                           const struct ng_strip_input *input,
                           struct ng_document *document,
                           struct ng_metadata *metadata)
{
    struct ng_saver saver;

    ng_saver_read(&saver, page, input->lexicon);
    if (!document->url.len)
        document->url = saver.url;
    if (!document->saved.len)
        document->saved = ng_slice_of(saver.day);
    if (!document->saved.len)
        return NUTGRAF_OK;
    metadata->saved = ng_arena_copy(input->arena, document->saved);
    if (!metadata->saved)
        return NUTGRAF_NO_MEMORY;
    document->saved = ng_slice_of(metadata->saved);
    return NUTGRAF_OK;
}

/* Frame of the work: the facts' list is the one thing outside the arena, so it
 * is freed here whatever the steps said. */
ng_status ng_strip(const struct ng_page *page,
                   const struct ng_strip_input *input,
                   struct ng_verdict *verdicts, struct ng_metadata *metadata)
{
    struct ng_document document = *input->document;
    struct ng_strip_input completed = *input;
    struct work work = {.page = page, .input = &completed};
    ng_status status = ng_facts_gather(&work.facts, page, input->lexicon);

    completed.document = &document;
    if (status == NUTGRAF_OK)
        status = add_saver(page, input, &document, metadata);
    if (status == NUTGRAF_OK)
        status = run_steps(&work, verdicts, metadata);
    ng_facts_free(&work.facts);
    return status;
}
