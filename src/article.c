/*
 * article.c - from a run's vectors to the public, read-only article.
 *
 * Nothing is copied: the article points into the run's lists and arenas, and is
 * valid until the worker's next call. Quotes, dates and figures are sorted by
 * their place here, because modules that look at the whole article add late
 * finds.
 *
 * Cost: one pass over each list, and a sort where a list came out of order. The
 * lists of entities and mentions are left as the module made them, since quotes
 * refer to entities by their place.
 */
#include "article.h"

#include <stdlib.h>

#include "base/utf8.h"

/* qsort order of anything that begins with a nutgraf_span. Of two that start
 * together the shorter comes first. */
static int by_start(const void *a, const void *b)
{
    const nutgraf_span *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

/* Modules work in text order, so the lists are mostly sorted as they come: then
 * nothing is moved. */
static void sort_spans(struct ng_vector *v)
{
    bool sorted = true;

    for (size_t i = 1; i < v->count && sorted; i++)
        sorted = by_start((char *)v->items + (i - 1) * v->size,
                          (char *)v->items + i * v->size) <= 0;
    if (!sorted)
        qsort(v->items, v->count, v->size, by_start);
}

/* The paragraphs in their public form: spans without the token ranges. The list
 * is rebuilt rather than shown as it is, for what a paragraph has inside is
 * nobody's business outside. */
static ng_status fill_paragraphs(struct ng_run *run)
{
    size_t count = run->paragraphs.count;
    nutgraf_paragraph *list =
        ng_arena_array(&run->doc, count + 1, sizeof *list);

    if (!list)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const struct ng_paragraph *par = ng_run_paragraph(run, i);
        list[i].span = (nutgraf_span){par->start, par->end};
        list[i].kind = (nutgraf_paragraph_kind)par->kind;
    }
    run->article.paragraphs = list;
    run->article.paragraph_count = count;
    return NUTGRAF_OK;
}

/* The sentences as spans of bytes. A sentence has at least one token, so its
 * last one exists. */
static ng_status fill_sentences(struct ng_run *run)
{
    size_t count = run->text.sentences.count;
    nutgraf_span *list = ng_arena_array(&run->doc, count + 1, sizeof *list);

    if (!list)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const struct ng_sentence *s =
            NG_AT(&run->text.sentences, struct ng_sentence, i);
        list[i].start = ng_text_token(&run->text, s->first_token)->start;
        list[i].end = ng_text_token(&run->text, s->token_end - 1)->end;
    }
    run->article.sentences = list;
    run->article.sentence_count = count;
    return NUTGRAF_OK;
}

/* The strings belong to the run's document arena, as the article does. */
static void fill_metadata(nutgraf_article *a, const struct ng_metadata *m)
{
    a->title = m->title;
    a->published = m->published;
    a->modified = m->modified;
    a->site = m->site;
    a->url = m->url;
    a->language = m->language;
    a->section = m->section;
    a->description = m->description;
    a->byline = m->byline;
    a->byline_count = m->byline_count;
}

/* Lists without elements have NULL or unused memory; their count is 0. */
ng_status ng_article_fill(struct ng_run *run)
{
    nutgraf_article *a = &run->article;

    sort_spans(&run->quotes);
    sort_spans(&run->dates);
    sort_spans(&run->figures);
    NG_TRY(fill_paragraphs(run));
    NG_TRY(fill_sentences(run));
    fill_metadata(a, &run->metadata);
    a->text = run->body.ptr ? run->body.ptr : "";
    a->text_len = run->body.len;
    a->anchor_date = run->anchor_date;
    a->anchor_from = run->anchor_from;
    a->entities = run->entities.items;
    a->entity_count = run->entities.count;
    a->quotes = run->quotes.items;
    a->quote_count = run->quotes.count;
    a->dates = run->dates.items;
    a->date_count = run->dates.count;
    a->figures = run->figures.items;
    a->figure_count = run->figures.count;
    a->dropped = run->dropped.items;
    a->dropped_count = run->dropped.count;
    a->diagnostics = run->diagnostics.items;
    a->diagnostic_count = run->diagnostics.count;
    return NUTGRAF_OK;
}

/* A walk from the beginning: for one offset, not for a thousand. */
size_t nutgraf_cp_offset(const nutgraf_article *article, size_t offset)
{
    return ng_utf8_count((struct ng_slice){article->text, offset});
}
