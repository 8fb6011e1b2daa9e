/*
 * window.c - what the labeller sees of a cue's sentence: items.
 *
 * Items are built from the cue's sentence, and from a run that touches it. All
 * walks are bounded by NG_FRAME_ITEMS, so a cue costs the same in a sentence of
 * any length.
 */
#include "find/quote/frame.h"

#include "base/hash.h"

/* Bytes of a word that tell it from others. */
#define MAX_WORD 16

/* ---------------------------------------------------------------- the items */

/* A lower-case content word by its ending. */
static uint8_t class_by_ending(struct ng_slice word)
{
    const char *end = word.ptr + word.len;

    if (word.len > 4 && memcmp(end - 2, "ed", 2) == 0)
        return NG_ITEM_PAST;
    if (word.len > 4 && memcmp(end - 3, "ing", 3) == 0)
        return NG_ITEM_PARTICIPLE;
    return word.len > 3 && end[-1] == 's' ? NG_ITEM_PLURAL : NG_WORD_PLAIN;
}

/* A word by its small letters, as a number beyond all classes and marks. Not its
 * place in the lexicon: that moves with every row of a table, the weights would
 * be another word's. */
static uint32_t number_of(struct ng_slice word)
{
    char small[MAX_WORD];
    size_t len = 0;

    for (; len < word.len && len < MAX_WORD; len++) {
        char c = word.ptr[len];
        small[len] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    return (uint32_t)(ng_hash(small, len) >> 32) | UINT32_C(1) << 31;
}

/* What is written, as a number: a word of the lexicon, a mark by its first
 * letter, else the class. Names and numbers are all alike. */
static uint32_t word_of(const struct ng_quote_work *w, uint32_t i,
                        uint8_t class)
{
    const struct ng_token *t = ng_work_token(w, i);

    if (class == NG_WORD_NAME || class == NG_WORD_NUMBER)
        return class;
    if (t->kind != NG_TOKEN_WORD)
        return 128u + (uint8_t)w->text->bytes.ptr[t->start];
    return t->lex ? number_of(ng_token_text(w->text, i)) : class;
}

/* The item of a token outside marks. */
static void fill_token(const struct ng_quote_work *w,
                       struct ng_frame_item *item, uint32_t i)
{
    *item = (struct ng_frame_item){.first = i, .end = i + 1,
                                   .class = w->word[i]};
    if (item->class == NG_WORD_PLAIN)
        item->class = class_by_ending(ng_token_text(w->text, i));
    item->word = word_of(w, i, item->class);
}

/* The item of a run: its length, how it begins and how it ends. */
static void fill_run(const struct ng_quote_work *w, struct ng_frame_item *item,
                     const struct ng_quoted *q)
{
    uint32_t first = ng_quoted_first(w, q), last = ng_quoted_last(w, q);
    uint32_t words = q->words > 5 ? 6 : q->words > 3 ? 4 : q->words;
    uint8_t end = w->word[last];

    *item = (struct ng_frame_item){
        .first = q->at.first, .end = q->at.end,
        .class = q->title ? NG_ITEM_TITLE : NG_ITEM_RUN};
    item->word = 512u + words * 64 +
                 (end == NG_WORD_COMMA ? 1 : end == NG_WORD_STOP ? 2 : 0) * 2 +
                 (ng_work_token(w, first)->shape == NG_SHAPE_LOWER);
}

/* The run that covers the token, or NULL. */
static const struct ng_quoted *run_at(const struct ng_quote_work *w, uint32_t i)
{
    return ng_run_at(w, i) ? &w->quoted[ng_run_at(w, i) - 1] : NULL;
}

/* Notes which items are inside names: the type, and whether a name begins. */
static void mark_mentions(struct ng_frame_window *window)
{
    const struct ng_quote_work *w = window->work;
    const struct ng_vector *mentions = &w->run->mentions;
    uint32_t first = window->items[0].first;
    size_t m = ng_mentions_before(w, ng_work_token(w, first)->start), n = 0;

    for (; m < mentions->count; m++) {
        const struct ng_mention *mention =
            NG_AT(mentions, struct ng_mention, m);
        const nutgraf_entity *e =
            NG_AT(&w->run->entities, nutgraf_entity, mention->entity);
        while (n < window->count &&
               window->items[n].end <= mention->first_token)
            n++;
        if (n == window->count)
            break;
        for (size_t i = n; i < window->count &&
                           window->items[i].first < mention->token_end; i++)
            if (window->items[i].class < NG_ITEM_RUN ||
                window->items[i].class > NG_ITEM_TITLE)
                window->items[i].mention =
                    (uint8_t)(2 + 2 * (unsigned)e->type + (i == n));
    }
}

/* The rules' answer for the cue, as a hint. */
static void mark_rules(struct ng_frame_window *window, const struct ng_cue *cue)
{
    const struct ng_quote_work *w = window->work;
    struct ng_range said, more;
    bool takes = ng_clause_guess(w, cue, &said, &more);

    for (uint32_t n = 0; n < window->count; n++) {
        struct ng_frame_item *item = &window->items[n];
        uint32_t i = item->first;
        if (i >= cue->at.first && i < cue->at.end)
            item->rule = NG_RULE_CUE;
        else if (i >= cue->speaker.first && i < cue->speaker.end)
            item->rule = NG_RULE_SPEAKER;
        else if ((i >= said.first && i < said.end) ||
                 (i >= more.first && i < more.end))
            item->rule = takes ? NG_RULE_SAID : NG_RULE_REFUSED;
    }
}

/* What parts clauses, by class; 0 for all else. */
static const uint8_t parting[NG_ITEM_CLASSES] = {
    [NG_WORD_COMMA] = 1, [NG_WORD_THAT] = 2,      [NG_WORD_WHETHER] = 2,
    [NG_WORD_SUB] = 2,   [NG_WORD_REL] = 2,       [NG_WORD_CONJ] = 3,
    [NG_WORD_DASH] = 4,  [NG_WORD_COLON] = 4,     [NG_WORD_SEMICOLON] = 4,
    [NG_WORD_OPEN] = 4,  [NG_WORD_CLOSE] = 4,     [NG_WORD_CUE] = 5,
    [NG_WORD_STOP] = 6,  [NG_ITEM_RUN] = 7,       [NG_WORD_PRONOUN] = 8,
    [NG_WORD_AUX] = 9,
};

/* Partings that are told apart; what is farther away is just far. */
#define MAX_PARTINGS 5

/* What lies between the cue and the next item. */
struct way {
    uint64_t outline;
    uint8_t last, partings, trace, commas, cues;
};

/* Tells an item its way, then adds it to the way of the next one. */
static void go_over(struct way *way, struct ng_frame_item *item)
{
    item->outline = way->outline;
    item->trace = way->trace;
    item->commas = way->commas;
    item->cues = way->cues;
    if (parting[item->class])
        way->trace = way->trace % 10u * 10u + parting[item->class];
    if (parting[item->class] && item->class != way->last &&
        way->partings < MAX_PARTINGS) {
        way->partings++;
        way->outline =
            (way->outline + item->class + 1) * 0xD6E8FEB86659FD93u;
        way->last = item->class;
    }
    if (item->class == NG_WORD_COMMA && way->commas < 3)
        way->commas++;
    if (item->class == NG_WORD_CUE && way->cues < 3)
        way->cues++;
}

/* Walks from the cue to both sides. */
static void mark_ways(struct ng_frame_window *window)
{
    struct way way = {0};

    for (uint32_t i = window->cue_end; i < window->count; i++)
        go_over(&way, &window->items[i]);
    way = (struct way){0};
    for (uint32_t i = window->cue; i-- > 0;)
        go_over(&way, &window->items[i]);
}

/* The first token of the window: at most NG_FRAME_BEFORE items before the cue,
 * from the start of its sentence or of the run that reaches into it or touches
 * it. */
static uint32_t window_first(const struct ng_quote_work *w,
                             const struct ng_cue *cue)
{
    uint32_t i = cue->at.first, n = 0;

    while (i > cue->within.first && n++ < NG_FRAME_BEFORE) {
        const struct ng_quoted *q = run_at(w, i - 1);
        i = q ? q->at.first : i - 1;
    }
    if (i == cue->within.first && i > 0) {
        const struct ng_quoted *q = run_at(w, i - 1);
        const struct ng_quoted *own = run_at(w, cue->at.first);
        if (q && q != own && q->paragraph == cue->paragraph)
            i = q->at.first;
    }
    return i;
}

/* Left to right from window_first; then the names, the rules' answer and the
 * ways to the cue are noted on the items. */
bool ng_frame_window(struct ng_frame_window *window,
                     const struct ng_quote_work *w, const struct ng_cue *cue)
{
    const struct ng_paragraph *par = ng_run_paragraph(w->run, cue->paragraph);
    uint32_t i = window_first(w, cue), end = cue->within.end;

    window->work = w;
    window->count = window->cue = window->cue_end = window->runs = 0;
    while (window->count < NG_FRAME_ITEMS && i < par->token_end) {
        struct ng_frame_item *item = &window->items[window->count];
        const struct ng_quoted *q = run_at(w, i);
        if (i >= end && (!q || i != end))
            break;
        if (i == cue->at.first)
            window->cue = window->count;
        if (q)
            fill_run(w, item, q);
        else
            fill_token(w, item, i);
        if (q && !q->title)
            window->runs |= i < cue->at.first ? 1 : 2;
        i = item->end;
        window->count++;
        if (i == cue->at.end)
            window->cue_end = window->count;
    }
    if (cue->class == NG_CUE_THINK && !window->runs)
        return false;
    mark_mentions(window);
    mark_rules(window, cue);
    mark_ways(window);
    window->cue_class = cue->class;
    window->lemma = (cue->form ? cue->form->lemma : 0) * 2 + cue->doubtful;
    window->before = window->cue ? window->items[window->cue - 1].class
                                 : NG_ITEM_EDGE;
    window->after = window->cue_end < window->count
                        ? window->items[window->cue_end].class : NG_ITEM_EDGE;
    window->last_word = window->cue ? window->items[window->cue - 1].word : 0;
    window->form = class_by_ending(ng_token_text(w->text, cue->at.first)) % 8;
    return true;
}
