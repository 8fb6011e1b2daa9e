/*
 * frame.c - who says what by one cue, decided by trained weights.
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

/* Weights for another set of labels are refused. */
bool ng_frame_open(struct ng_frame_model *model, const struct nutgraf_model *m)
{
    struct ng_slice section;

    *model = (struct ng_frame_model){0};
    if (!ng_model_section(m, "quote", &section) ||
        !ng_labeller_open(&model->labeller, section) ||
        model->labeller.label_count != NG_FRAME_LABELS)
        return false;
    model->has_clusters = ng_model_section(m, "clusters", &section) &&
                          ng_clusters_open(&model->clusters, section);
    return true;
}

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
static void fill_token(const struct ng_frame_window *window,
                       struct ng_frame_item *item, uint32_t i)
{
    const struct ng_quote_work *w = window->work;
    const struct ng_token *t = ng_work_token(w, i);
    struct ng_slice text = ng_token_text(w->text, i);
    char folded[NG_KEY_MAX];
    size_t len;

    *item = (struct ng_frame_item){.first = i, .end = i + 1,
                                   .class = w->word[i]};
    if (window->clusters && t->kind == NG_TOKEN_WORD) {
        struct ng_word_class class =
            ng_clusters_find(window->clusters, ng_hash(text.ptr, text.len));
        item->coarse = (uint8_t)class.coarse;
        item->middle = (uint8_t)class.middle;
    }
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
    uint64_t path, outline;
    uint8_t last, commas, cues;
};

static void go_over(struct way *way, const struct ng_frame_item *item)
{
    way->path = (way->path + item->class + 1) * 0x9E3779B97F4A7C15u;
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
        item->path = way.path;
        item->outline = way.outline;
        item->commas = way.commas;
        item->cues = way.cues;
        go_over(&way, item);
    }
    way = (struct way){0};
    for (uint32_t i = window->cue; i-- > 0;) {
        struct ng_frame_item *item = &window->items[i];
        item->path = way.path;
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
            fill_token(window, item, i);
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
    window->second = window->cue_end + 1 < window->count
                        ? window->items[window->cue_end + 1].class : ITEM_EDGE;
    window->next_word = window->cue_end < window->count
                        ? window->items[window->cue_end].word : 0;
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

size_t ng_frame_features(const struct ng_frame_window *v, uint32_t i,
                         uint64_t out[NG_FRAME_FEATURES])
{
    const struct ng_frame_item *item = &v->items[i];
    const struct ng_frame_item *a = neighbour(v, i, -1);
    const struct ng_frame_item *aa = neighbour(v, i, -2);
    const struct ng_frame_item *z = neighbour(v, i, 1);
    const struct ng_frame_item *zz = neighbour(v, i, 2);
    uint64_t side = i < v->cue ? 0 : i < v->cue_end ? 2 : 1;
    uint32_t away = i < v->cue ? v->cue - i
                    : i < v->cue_end ? 0 : i - v->cue_end + 1;
    uint64_t where = side * 16 + bucket(away);
    size_t n = 0;
    unsigned kind = 0;

#define ADD(x, y, z) out[n++] = feature(kind++, (x), (y), (z))
    ADD(where, item->class, 0);
    ADD(side, item->class, a->class * 64u + z->class);
    ADD(side, item->class, a->class * 64u + aa->class);
    ADD(side, item->class, z->class * 64u + zz->class);
    ADD(side, item->word, 0);
    ADD(side, a->word, item->class);
    ADD(side, z->word, item->class);
    ADD(side, a->word, item->word);
    ADD(side, z->word, item->word);
    ADD(side, item->coarse * 64u + a->coarse, item->class);
    ADD(side, item->middle, a->class);
    ADD(v->lemma, side, away < 3 ? item->class : 63);
    ADD(v->cue_class, where, item->class);
    ADD(item->path, side * 64 + item->class, 0);
    ADD(item->outline, side, 0);
    ADD(item->outline, side * 64 + item->class, v->cue_class);
    ADD(v->lemma, side, v->after);
    ADD(v->cue_class, side * 64 + v->before, v->after);
    ADD(item->mention, where, 0);
    ADD(item->mention, a->mention * 32u + z->mention, side);
    ADD(item->rule, side * 64 + item->class, a->rule * 8u + z->rule);
    ADD(item->rule, v->lemma, a->rule);
    ADD(item->rule, v->cue_class, item->class);
    ADD(item->rule, v->after, v->before * 8u + a->rule);
    ADD(v->runs, side, item->class);
    ADD(item->commas * 4u + item->cues, where, a->class);
    ADD(side, a->word, a->commas * 64u + z->class);
    ADD(v->runs, item->outline, side);
    ADD(v->cue_class * 8u + v->form, side * 64 + v->after, v->last_word);
#undef ADD
    return n;
}

/* --------------------------------------------------------------- the decision */

/* Scores every item. */
static void score_items(struct ng_quote_work *w, const struct ng_labeller *l)
{
    uint64_t features[NG_FRAME_FEATURES];

    for (uint32_t i = 0; i < w->window->count; i++) {
        size_t n = ng_frame_features(w->window, i, features);
        int32_t sums[NG_MAX_LABELS] = {0};
        ng_labeller_prepare(l, features, n);
        ng_labeller_sum(l, features, n, sums);
        ng_labeller_scores(l, sums, w->scores + i * l->label_count);
    }
}

/* Without stops and commas at its end; runs stay whole. */
static uint32_t trimmed_end(const struct ng_quote_work *w,
                            struct ng_range range)
{
    uint32_t end = range.end;

    while (end > range.first && !ng_run_at(w, end - 1) &&
           (w->word[end - 1] == NG_WORD_STOP ||
            w->word[end - 1] == NG_WORD_COMMA ||
            w->word[end - 1] == NG_WORD_DASH ||
            w->word[end - 1] == NG_WORD_QUOTE))
        end--;
    return end;
}

/* The tokens of items [first, end). */
static struct ng_range span_of(const struct ng_frame_window *v, uint32_t first,
                               uint32_t end)
{
    struct ng_range range = {v->items[first].first, v->items[end - 1].end};

    range.end = trimmed_end(v->work, range);
    return range;
}

/* Adds a span of what is said; the third part and later ones are dropped. */
static void add_said(struct ng_cue *cue, struct ng_range range)
{
    if (ng_range_empty(cue->said))
        cue->said = range;
    else if (ng_range_empty(cue->more))
        cue->more = range;
}

/* The speaker, and the first two parts of what is said. Of two speakers the one
 * before the cue counts. The decoder gives only legal sequences: each Last has
 * its Begin. */
static void read_labels(struct ng_cue *cue, const struct ng_frame_window *v,
                        const uint8_t *labels)
{
    struct ng_range speaker = {0, 0}, range;
    uint32_t first = 0;

    cue->said = cue->more = speaker;
    for (uint32_t i = 0; i < v->count; i++) {
        switch ((enum ng_frame_label)labels[i]) {
        case NG_FRAME_SPEAKER_BEGIN:
        case NG_FRAME_SAID_BEGIN: first = i; break;
        case NG_FRAME_SPEAKER_UNIT:
        case NG_FRAME_SPEAKER_LAST:
            first = labels[i] == NG_FRAME_SPEAKER_UNIT ? i : first;
            range = span_of(v, first, i + 1);
            if (ng_range_empty(speaker) || range.first <= cue->at.first)
                speaker = range;
            break;
        case NG_FRAME_SAID_UNIT:
        case NG_FRAME_SAID_LAST:
            first = labels[i] == NG_FRAME_SAID_UNIT ? i : first;
            add_said(cue, span_of(v, first, i + 1));
            break;
        case NG_FRAME_OUTSIDE:
        case NG_FRAME_SPEAKER_INSIDE:
        case NG_FRAME_SAID_INSIDE:
        case NG_FRAME_LABELS: break;
        }
    }
    cue->speaker = speaker;
}

/* Tells the runs inside a part which cue says them; true when there are any. */
static bool claim_runs(struct ng_quote_work *w, uint32_t cue,
                       struct ng_range part, bool mixed)
{
    bool any = false;

    for (uint32_t i = part.first; i < part.end; i++) {
        uint32_t n = ng_run_at(w, i);
        struct ng_quoted *q = n ? &w->quoted[n - 1] : NULL;
        if (!q)
            continue;
        any = true;
        if (q->cue == NG_QUOTE_NONE) {
            q->cue = cue;
            q->mixed = mixed;
        }
        i = q->at.end - 1;
    }
    return any;
}

/* Are there words outside marks in the part? */
static bool has_plain(const struct ng_quote_work *w, struct ng_range part)
{
    for (uint32_t i = part.first; i < part.end; i++)
        if (!ng_run_at(w, i) && w->word[i] != NG_WORD_QUOTE &&
            w->word[i] != NG_WORD_COMMA && w->word[i] != NG_WORD_STOP)
            return true;
    return false;
}

/* "said", "told" with a subject: verbs that hardly ever do anything but report.
 * Where the weights see nothing said by them, the rules decide. */
static bool must_say(const struct ng_cue *cue)
{
    return !cue->doubtful && !ng_range_empty(cue->speaker) &&
           (cue->class == NG_CUE_TELL || ng_row_text(cue->row, 4)[0] == '*');
}

ng_status ng_quote_frames(struct ng_quote_work *w, uint32_t first_cue)
{
    uint8_t labels[NG_FRAME_ITEMS];

    if (!w->model)
        return NUTGRAF_OK;
    w->window->clusters = w->model->has_clusters ? &w->model->clusters : NULL;
    for (uint32_t c = first_cue; c < w->cue_count; c++) {
        struct ng_cue *cue = &w->cues[c];
        struct ng_range guess = cue->speaker;
        bool mixed;
        cue->framed = true;
        if (!ng_frame_window(w->window, w, cue))
            continue;
        score_items(w, &w->model->labeller);
        NG_TRY(ng_labeller_decode(&w->model->labeller, w->scores,
                                  w->window->count, labels,
                                  &w->run->scratch));
        read_labels(cue, w->window, labels);
        if (!ng_noun_can_speak(w, cue->speaker)) {
            cue->speaker = guess;
            cue->speaker = ng_cue_speaker(w, cue);
        }
        if (ng_range_empty(cue->said) && must_say(cue) &&
            !ng_clause_guess(w, cue, &cue->said, &cue->more))
            cue->said = cue->more = (struct ng_range){0, 0};
        mixed = has_plain(w, cue->said) || has_plain(w, cue->more);
        cue->mixed = claim_runs(w, c, cue->said, mixed);
        cue->mixed |= claim_runs(w, c, cue->more, mixed);
    }
    return NUTGRAF_OK;
}
