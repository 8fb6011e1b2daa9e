/*
 * window.c - what the labeller sees of a cue's sentence: items and features.
 *
 * Items are built from the cue's sentence, and from a run that touches it. All
 * walks are bounded by NG_FRAME_ITEMS, so a cue costs the same in a sentence of
 * any length.
 */
#include "find/quote/frame.h"

#include "base/hash.h"

/* Classes finer than enum ng_word, for items. */
enum {
    ITEM_RUN = NG_WORD_QUOTE + 1, /* inside marks */
    ITEM_TITLE,                   /* a title inside marks */
    ITEM_PAST,                    /* "briefed" */
    ITEM_PARTICIPLE,              /* "calling" */
    ITEM_PLURAL,                  /* "prices", "rises" */
    ITEM_EDGE                     /* beyond the window */
};

/* What the rules take an item for. */
enum { RULE_NONE, RULE_SPEAKER, RULE_SAID, RULE_REFUSED, RULE_CUE };

/* ---------------------------------------------------------------- the items */

/* A lower-case content word by its ending. */
static uint8_t class_by_ending(struct ng_slice word)
{
    const char *end = word.ptr + word.len;

    if (word.len > 4 && memcmp(end - 2, "ed", 2) == 0)
        return ITEM_PAST;
    if (word.len > 4 && memcmp(end - 3, "ing", 3) == 0)
        return ITEM_PARTICIPLE;
    return word.len > 3 && end[-1] == 's' ? ITEM_PLURAL : NG_WORD_PLAIN;
}

/* The item of a token outside marks. Function words and marks are known by what
 * is written, in lower case; so are all words of lower case. A capitalised
 * content word is any name. */
static void fill_token(const struct ng_quote_work *w,
                       struct ng_frame_item *item, uint32_t i)
{
    const struct ng_token *t = ng_work_token(w, i);
    struct ng_slice text = ng_token_text(w->text, i);
    char folded[NG_KEY_MAX];
    size_t len;

    *item = (struct ng_frame_item){.first = i, .end = i + 1,
                                   .class = w->word[i]};
    if (item->class == NG_WORD_NAME || item->class == NG_WORD_NUMBER) {
        item->word = item->class;
        return;
    }
    if (item->class == NG_WORD_PLAIN)
        item->class = class_by_ending(text);
    if (t->shape == NG_SHAPE_LOWER || t->kind != NG_TOKEN_WORD) {
        item->word = ng_hash(text.ptr, text.len);
        return;
    }
    len = ng_token_fold(text, folded, sizeof folded);
    item->word = len == SIZE_MAX ? 0 : ng_hash(folded, len);
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
        .class = q->title ? ITEM_TITLE : ITEM_RUN};
    item->word = words * 64 +
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
            if (window->items[i].class < ITEM_RUN ||
                window->items[i].class > ITEM_TITLE)
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
            item->rule = RULE_CUE;
        else if (i >= cue->speaker.first && i < cue->speaker.end)
            item->rule = RULE_SPEAKER;
        else if ((i >= said.first && i < said.end) ||
                 (i >= more.first && i < more.end))
            item->rule = takes ? RULE_SAID : RULE_REFUSED;
    }
}

/* Does the class part clauses? */
static bool is_parting(uint8_t class)
{
    return class == NG_WORD_COMMA || class == NG_WORD_THAT ||
           class == NG_WORD_CONJ || class == NG_WORD_REL ||
           class == NG_WORD_SUB || class == NG_WORD_DASH ||
           class == NG_WORD_COLON || class == NG_WORD_SEMICOLON ||
           class == NG_WORD_CUE || class == NG_WORD_STOP ||
           class == NG_WORD_OPEN || class == NG_WORD_CLOSE ||
           class == NG_WORD_WHETHER || class == ITEM_RUN ||
           class == NG_WORD_PRONOUN || class == NG_WORD_AUX;
}

/* Adds an item's class to what lies between the cue and the next item. */
struct way {
    uint64_t outline;
    uint8_t last, commas, cues;
};

static void go_over(struct way *way, const struct ng_frame_item *item)
{
    if (is_parting(item->class) && item->class != way->last) {
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

    for (uint32_t i = window->cue_end; i < window->count; i++) {
        struct ng_frame_item *item = &window->items[i];
        item->outline = way.outline;
        item->commas = way.commas;
        item->cues = way.cues;
        go_over(&way, item);
    }
    way = (struct way){0};
    for (uint32_t i = window->cue; i-- > 0;) {
        struct ng_frame_item *item = &window->items[i];
        item->outline = way.outline;
        item->commas = way.commas;
        item->cues = way.cues;
        go_over(&way, item);
    }
}

/* The first token of the window: at most NG_FRAME_BEFORE items before the cue,
 * from the start of its sentence or of the run that reaches into it or touches
 * it. */
static uint32_t window_first(const struct ng_quote_work *w,
                             const struct ng_cue *cue)
{
    const struct ng_sentence *s =
        NG_AT(&w->text->sentences, struct ng_sentence, cue->sentence);
    uint32_t i = cue->at.first, n = 0;

    while (i > s->first_token && n++ < NG_FRAME_BEFORE) {
        const struct ng_quoted *q = run_at(w, i - 1);
        i = q ? q->at.first : i - 1;
    }
    if (i == s->first_token && i > 0) {
        const struct ng_quoted *q = run_at(w, i - 1);
        const struct ng_quoted *own = run_at(w, cue->at.first);
        if (q && q != own && q->paragraph == cue->paragraph)
            i = q->at.first;
    }
    return i;
}

/* The cue's lemma as a hash; a verb that no table knows has none. */
static uint64_t lemma_of(const struct ng_cue *cue)
{
    const char *lemma = cue->row.row ? ng_row_text(cue->row, 2) : "";

    return ng_hash(lemma, strlen(lemma));
}

/* Left to right from window_first; then the names, the rules' answer and the
 * ways to the cue are noted on the items. */
bool ng_frame_window(struct ng_frame_window *window,
                     const struct ng_quote_work *w, const struct ng_cue *cue)
{
    const struct ng_sentence *s =
        NG_AT(&w->text->sentences, struct ng_sentence, cue->sentence);
    const struct ng_paragraph *par = ng_run_paragraph(w->run, cue->paragraph);
    uint32_t i = window_first(w, cue), end = s->token_end;

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
    window->lemma = lemma_of(cue) * 2 + cue->doubtful;
    window->before = window->cue ? window->items[window->cue - 1].class
                                 : ITEM_EDGE;
    window->after = window->cue_end < window->count
                        ? window->items[window->cue_end].class : ITEM_EDGE;
    window->last_word = window->cue ? window->items[window->cue - 1].word : 0;
    window->form = class_by_ending(ng_token_text(w->text, cue->at.first)) % 8;
    return true;
}

/* ------------------------------------------------------------- the features */

/* Distances that are told apart. */
static unsigned bucket(uint32_t distance)
{
    return distance < 5    ? distance
           : distance < 7  ? 5
           : distance < 10 ? 6
           : distance < 15 ? 7
           : distance < 23 ? 8
                           : 9;
}

/* A feature of a kind with up to three values; the labeller mixes the bits. */
static uint64_t feature(unsigned kind, uint64_t a, uint64_t b, uint64_t c)
{
    return ng_hash_mix(kind * 0x9E3779B97F4A7C15u + a) * 0xD6E8FEB86659FD93u +
           b * 0xA0761D6478BD642Fu + c * 0xE7037ED1A0B428DBu;
}

/* Neighbours of item i; beyond the window an edge. */
static const struct ng_frame_item *neighbour(const struct ng_frame_window *v,
                                             uint32_t i, int by)
{
    static const struct ng_frame_item edge = {.class = ITEM_EDGE, .word = 1};
    int64_t at = (int64_t)i + by;

    return at < 0 || at >= v->count ? &edge : &v->items[at];
}

/* Which side of the cue an item is on. */
enum ng_frame_side ng_frame_side_of(const struct ng_frame_window *v, uint32_t i)
{
    return i < v->cue       ? NG_FRAME_LEFT
           : i < v->cue_end ? NG_FRAME_CUE
                            : NG_FRAME_RIGHT;
}

/* The cue itself: the verb with what follows it, its form with what stands
 * before. The same for all items of a side. */
size_t ng_frame_side_features(const struct ng_frame_window *v,
                              enum ng_frame_side side,
                              uint64_t out[NG_FRAME_FEATURES])
{
    out[0] = feature(1, v->lemma, side, v->after);
    out[1] = feature(2, v->cue_class * 8u + v->form, side * 64 + v->after,
                     v->last_word);
    return 2;
}

/* Class and place; classes around; words around; the way to the cue; names; the
 * rules' answer. */
size_t ng_frame_features(const struct ng_frame_window *v, uint32_t i,
                         uint64_t out[NG_FRAME_FEATURES])
{
    const struct ng_frame_item *item = &v->items[i];
    const struct ng_frame_item *a = neighbour(v, i, -1);
    const struct ng_frame_item *z = neighbour(v, i, 1);
    uint64_t side = ng_frame_side_of(v, i);
    uint32_t away = side == NG_FRAME_LEFT ? v->cue - i
                    : side == NG_FRAME_CUE ? 0 : i - v->cue_end + 1;
    uint64_t where = side * 16 + bucket(away);
    uint64_t place = side * 64 + item->class;

    out[0] = feature(3, where, item->class, 0);
    out[1] = feature(4, place, a->class, z->class);
    out[2] = feature(5, side, item->word, 0);
    out[3] = feature(6, place, a->word, 0);
    out[4] = feature(7, place, z->word, 0);
    out[5] = feature(8, v->lemma, side, away < 3 ? item->class : 63);
    out[6] = feature(9, item->outline, place, v->cue_class);
    out[7] = feature(10, item->mention, where, 0);
    out[8] = feature(11, item->rule, place, a->rule * 8u + z->rule);
    out[9] = feature(12, item->rule, v->lemma, a->rule);
    out[10] = feature(13, item->rule, v->after, v->before * 8u + a->rule);
    out[11] = feature(14, item->commas * 4u + item->cues, where, a->class);
    out[12] = feature(15, v->runs, item->outline, side);
    out[13] = feature(16, place, z->class, neighbour(v, i, 2)->class);
    return 14;
}
