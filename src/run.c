/*
 * run.c - the birth, reuse and death of what a worker carries.
 *
 * One table lists the vectors with their element types: a new list is one line
 * here and one field in run.h. Init takes no memory, so it cannot fail and free
 * can always follow, whatever happened in between.
 */
#include "run.h"

/* A vector of the run and the size of what it holds. */
struct list {
    size_t at;   /* of the struct ng_vector in struct ng_run */
    size_t size; /* bytes of an element */
};

/* Every list of a run, with the type of its elements. */
static const struct list lists[] = {
    {offsetof(struct ng_run, text.tokens), sizeof(struct ng_token)},
    {offsetof(struct ng_run, text.sentences), sizeof(struct ng_sentence)},
    {offsetof(struct ng_run, paragraphs), sizeof(struct ng_paragraph)},
    {offsetof(struct ng_run, entities), sizeof(nutgraf_entity)},
    {offsetof(struct ng_run, hints), sizeof(struct ng_entity_hint)},
    {offsetof(struct ng_run, mentions), sizeof(struct ng_mention)},
    {offsetof(struct ng_run, quotes), sizeof(nutgraf_quote)},
    {offsetof(struct ng_run, dates), sizeof(nutgraf_date)},
    {offsetof(struct ng_run, figures), sizeof(nutgraf_figure)},
    {offsetof(struct ng_run, dropped), sizeof(nutgraf_dropped)},
    {offsetof(struct ng_run, diagnostics), sizeof(nutgraf_diagnostic)},
};

#define LIST_COUNT (sizeof lists / sizeof *lists)

/* The i-th vector of a run. The offset comes from the table above, so the cast
 * back is to what was there. */
static struct ng_vector *list_at(struct ng_run *run, size_t i)
{
    return (struct ng_vector *)(void *)((char *)run + lists[i].at);
}

/* The page lies in scratch: it is given back when the text is built. */
void ng_run_init(struct ng_run *run, const nutgraf_model *model,
                 const nutgraf_allocator *alloc)
{
    *run = (struct ng_run){.model = model, .alloc = alloc};
    ng_arena_init(&run->settings, alloc);
    ng_arena_init(&run->doc, alloc);
    ng_arena_init(&run->scratch, alloc);
    ng_pattern_set_init(&run->patterns, alloc);
    ng_page_init(&run->page, alloc, &run->scratch);
    ng_buffer_init(&run->body, alloc);
    for (size_t i = 0; i < LIST_COUNT; i++)
        ng_vector_init(list_at(run, i), alloc, lists[i].size);
    run->text.lexicon = &model->lexicon;
    run->html_known.arena = run->text_known.arena = &run->settings;
}

/* Order does not matter: nothing here looks at anything else. What modules keep
 * in `state` lies in the arena that is reset, so it is forgotten too. */
void ng_run_clear(struct ng_run *run)
{
    for (size_t i = 0; i < LIST_COUNT; i++)
        ng_vector_clear(list_at(run, i));
    ng_page_clear(&run->page);
    ng_buffer_clear(&run->body);
    ng_arena_reset(&run->doc);
    ng_arena_reset(&run->scratch);
    memset(run->state, 0, sizeof run->state);
    run->metadata = (struct ng_metadata){0};
    run->article = (nutgraf_article){0};
    run->text.bytes = (struct ng_slice){"", 0};
    run->anchor_date = run->saved = NULL;
    run->anchor_from = NUTGRAF_ANCHOR_NONE;
    run->patterns.failed = false;
}

/* The arenas go last: lists and reader hold pointers into them. */
void ng_run_free(struct ng_run *run)
{
    for (size_t i = 0; i < LIST_COUNT; i++)
        ng_vector_free(list_at(run, i));
    ng_reader_free(run->reader);
    ng_page_free(&run->page);
    ng_buffer_free(&run->body);
    ng_pattern_set_free(&run->patterns);
    ng_arena_free(&run->doc);
    ng_arena_free(&run->scratch);
    ng_arena_free(&run->settings);
}
