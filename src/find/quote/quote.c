/*
 * quote.c - the quotes module: who said what.
 *
 * All the work is done at the end, when the entities are known.
 *
 * reserve counts first and allocates once, so no later stage can run out of
 * memory but the last, which writes into the document's arena. Paragraph by
 * paragraph everything happens in the order in which certainty falls: runs with
 * a cue of their own, then clauses around the remaining cues, then runs that
 * nobody claimed. Speakers and days follow over the whole article, for both may
 * stand in another paragraph.
 */
#include "find/quote/frame.h"

/* Nothing to do yet: entities come later. */
static ng_status paragraph(struct ng_run *run, const struct ng_paragraph *par)
{
    (void)run;
    (void)par;
    return NUTGRAF_OK;
}

/* Room for as many runs as there are marks, cues as there are cue words. These
 * bounds are far above what is found and the lists are not cleared, so that
 * most of their memory is never touched. */
static ng_status reserve(struct ng_quote_work *w)
{
    size_t tokens = w->text->tokens.count, marks = 0, cues = 0;
    struct ng_arena *arena = &w->run->scratch;

    for (size_t i = 0; i < tokens; i++) {
        const struct ng_token *t = ng_text_token(w->text, i);
        const struct ng_packed_entry *entry =
            ng_lexicon_entry(w->text->lexicon, t->lex);
        marks += t->kind == NG_TOKEN_QUOTE;
        cues += ((entry->tables | entry->starts) & NG_BIT(NG_TABLE_CUES)) != 0;
    }
    w->word = ng_arena_array(arena, tokens + 1, sizeof *w->word);
    w->inside = ng_arena_array(arena, tokens / 64 + 1, sizeof *w->inside);
    w->run_of = ng_arena_room(arena, tokens + 1, sizeof *w->run_of);
    w->quoted = ng_arena_room(arena, marks + 1, sizeof *w->quoted);
    w->cues = ng_arena_room(arena, cues + marks + 1, sizeof *w->cues);
    w->sayings =
        ng_arena_room(arena, 2 * marks + cues + 1, sizeof *w->sayings);
    return w->word && w->inside && w->run_of && w->quoted && w->cues &&
                   w->sayings
               ? NUTGRAF_OK
               : NUTGRAF_NO_MEMORY;
}

/* From the first token's start to the last one's end, in bytes. */
static nutgraf_span span_of(const struct ng_quote_work *w,
                            struct ng_range range)
{
    if (ng_range_empty(range))
        return (nutgraf_span){0, 0};
    return (nutgraf_span){ng_work_token(w, range.first)->start,
                          ng_work_token(w, range.end - 1)->end};
}

/* The saying's pieces as spans in the doc arena, `*count` of them. */
static nutgraf_span *pieces(struct ng_quote_work *w, const struct ng_saying *s,
                            uint32_t saying, size_t *count)
{
    nutgraf_span *list = ng_arena_array(&w->run->doc, s->runs + 2,
                                        sizeof *list);

    *count = 0;
    if (!list)
        return NULL;
    if (!ng_range_empty(s->content)) {
        list[(*count)++] = span_of(w, s->content);
        if (!ng_range_empty(s->more))
            list[(*count)++] = span_of(w, s->more);
        return list;
    }
    for (uint32_t n = s->first_run; n <= s->last_run; n++)
        if (w->quoted[n].owner == saying)
            list[(*count)++] = span_of(w, w->quoted[n].at);
    return list;
}

/* What the marks say of the content. */
static nutgraf_quote_kind kind_of(const struct ng_quote_work *w,
                                  const struct ng_saying *s)
{
    bool inside = false, outside = false;

    if (ng_range_empty(s->content))
        return NUTGRAF_QUOTE_DIRECT;
    if (s->fragment)
        return NUTGRAF_QUOTE_MIXED;
    for (uint32_t i = s->content.first; i < s->content.end; i++) {
        inside |= ng_run_at(w, i) != 0;
        outside |= !ng_run_at(w, i);
    }
    for (uint32_t i = s->more.first; i < s->more.end; i++) {
        inside |= ng_run_at(w, i) != 0;
        outside |= !ng_run_at(w, i);
    }
    return !inside    ? NUTGRAF_QUOTE_INDIRECT
           : !outside ? NUTGRAF_QUOTE_DIRECT
                      : NUTGRAF_QUOTE_MIXED;
}

/* Writes a saying into the run's results. */
static ng_status emit(struct ng_quote_work *w, const struct ng_saying *s)
{
    size_t count;
    struct ng_arena_mark mark = ng_arena_mark(&w->run->doc);
    nutgraf_span *list = pieces(w, s, s->number, &count);
    nutgraf_quote *q = list ? ng_vector_push(&w->run->quotes) : NULL;

    if (!q)
        return NUTGRAF_NO_MEMORY;
    q->span = (nutgraf_span){list[0].start, list[count - 1].end};
    if (count == 1) /* as nearly all: the span says it */
        ng_arena_rewind(&w->run->doc, mark);
    q->kind = kind_of(w, s);
    if (count > 1) {
        q->parts = list;
        q->part_count = count;
    }
    q->speaker = span_of(w, s->speaker);
    q->speaker_entity = s->entity;
    if (s->cue != NG_QUOTE_NONE)
        q->cue = span_of(w, w->cues[s->cue].at);
    q->date = s->date;
    return NUTGRAF_OK;
}

/* What a worker keeps from article to article, in the arena of its settings. */
struct kept {
    const uint8_t *classes;
    const struct ng_cue_form *forms;
    struct ng_frame_kept frames;
};

/* Lends the worker's tables and memos, made when the first article needs
 * them. */
static ng_status get_kept(struct ng_quote_work *w)
{
    struct ng_arena *arena = &w->run->settings;
    struct kept *kept = w->run->kept[NG_MODULE_QUOTE];

    if (!kept) {
        kept = ng_arena_alloc(arena, sizeof *kept);
        if (!kept)
            return NUTGRAF_NO_MEMORY;
        kept->classes = ng_quote_word_classes(w->text->lexicon, arena);
        kept->forms = ng_cue_forms(w->text->lexicon, arena);
        if (!kept->classes || !kept->forms)
            return NUTGRAF_NO_MEMORY;
        NG_TRY(ng_frame_keep(&kept->frames, arena));
        w->run->kept[NG_MODULE_QUOTE] = kept;
    }
    w->classes = kept->classes;
    w->forms = kept->forms;
    w->kept = &kept->frames;
    return NUTGRAF_OK;
}

/* What must be there before the first paragraph. */
ng_status ng_quote_prepare(struct ng_quote_work *w)
{
    NG_TRY(get_kept(w));
    NG_TRY(reserve(w));
    ng_quote_classify(w);
    return NUTGRAF_OK;
}

/* What a paragraph says by its marks and words, before anything is decided. */
void ng_quote_read(struct ng_quote_work *w, uint32_t paragraph)
{
    ng_quote_marks(w, paragraph);
    ng_quote_cues(w, paragraph);
}

/* The stages of quote.h, in order. */
static ng_status find_quotes(struct ng_quote_work *w)
{
    NG_TRY(ng_quote_prepare(w));
    for (uint32_t p = 0; p < w->run->paragraphs.count; p++) {
        uint32_t first_run = w->quoted_count, first_cue = w->cue_count;
        ng_quote_read(w, p);
        ng_quote_frames(w, first_cue);
        ng_quote_direct(w, first_run);
        ng_quote_clauses(w, first_cue);
        ng_quote_leftovers(w, first_run);
    }
    for (uint32_t i = 0; i < w->saying_count; i++)
        w->sayings[i].number = i;
    ng_quote_resolve(w);
    NG_TRY(ng_quote_days(w));
    for (uint32_t i = 0; i < w->saying_count; i++)
        NG_TRY(emit(w, &w->sayings[i]));
    return NUTGRAF_OK;
}

/* Working memory is scratch; results are in the doc arena. */
static ng_status finish(struct ng_run *run)
{
    struct ng_arena_mark mark = ng_arena_mark(&run->scratch);
    struct ng_quote_work work = {.run = run, .text = &run->text};
    struct ng_frame_model model;
    ng_status status;

    if (ng_frame_open(&model, run->model))
        work.model = &model;
    status = find_quotes(&work);

    ng_arena_rewind(&run->scratch, mark);
    return status;
}

const struct ng_module ng_module_quote = {
    .name = "quotes",
    .option = NUTGRAF_QUOTES,
    .paragraph = paragraph,
    .finish = finish,
};
