/*
 * train_quote.c - marked quotes -> the weights that read a cue's sentence.
 *
 *     train_quote [--epochs N] [--l1 X] [--rate X] [--min N] OUT LOOK
 *         RECORDS...
 *
 * Articles are read by the library itself: tokens, names, runs and cues are
 * those of a later run, and windows and features come from the module's own
 * code. Each cue gives one sequence: the speaker and what is said of the marked
 * quote whose cue it meets, or nothing at all. Records are made by
 * tools/train/quote.py.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article.h"
#include "base/utf8.h"
#include "find/quote/frame.h"
#include "train/crf.h"
#include "train/records.h"

/* A marked span in squeezed offsets (white space not counted). */
struct mark {
    uint32_t start, end;
    uint32_t quote; /* number of the marked quote */
    char part;      /* c cue, s speaker, q what is said */
};

struct trainer {
    struct crf crf;  /* of the frames */
    struct crf look; /* of the first look */
    struct crf_options options;
    nutgraf_model *model;
    nutgraf_worker *worker;
    struct ng_vector marks;          /* of struct mark: of one article */
    uint32_t *starts, *ends;         /* [tokens] squeezed */
    struct ng_frame_window window;
    size_t records, cues, speech, quotes;
};

/* Ends the program with a message: half a training is of no use. */
static _Noreturn void die(const char *what)
{
    fprintf(stderr, "train_quote: %s\n", what);
    exit(1);
}

/* ---------------------------------------------------------------- the marks */

/* Fills the marks of a record, with white space left out: reading may change
 * white space, but nothing else. */
static void read_marks(struct trainer *t, const struct record *r)
{
    struct ng_slice text = ng_buffer_slice(&r->text);
    uint32_t *squeezed = calloc(text.len + 2, sizeof *squeezed);
    uint32_t place = 0, cp = 0;

    if (!squeezed)
        die("out of memory");
    for (size_t at = 0; at < text.len;) {
        squeezed[cp++] = place;
        place += !ng_char_is_space(ng_utf8_next(text, &at));
    }
    squeezed[cp] = place;
    ng_vector_clear(&t->marks);
    for (size_t i = 0; i < r->spans.count; i++) {
        const struct record_span *s = NG_AT(&r->spans, struct record_span, i);
        struct mark *m = ng_vector_push(&t->marks);
        if (!m || s->end > cp || s->type[0] == '\0')
            die("a bad span");
        *m = (struct mark){squeezed[s->start], squeezed[s->end],
                           (uint32_t)atoi(s->type + 2), s->type[0]};
    }
    free(squeezed);
}

/* The squeezed offsets of all tokens. */
static void place_tokens(struct trainer *t, const struct ng_text *text)
{
    size_t n = text->tokens.count;
    uint32_t place = 0;
    size_t at = 0;

    t->starts = calloc(n + 1, sizeof *t->starts);
    t->ends = calloc(n + 1, sizeof *t->ends);
    if (!t->starts || !t->ends)
        die("out of memory");
    for (size_t i = 0; i < n; i++) {
        const struct ng_token *token = ng_text_token(text, i);
        while (at < token->start)
            place += !ng_char_is_space(ng_utf8_next(text->bytes, &at));
        t->starts[i] = place;
        while (at < token->end)
            place += !ng_char_is_space(ng_utf8_next(text->bytes, &at));
        t->ends[i] = place;
    }
}

/* Squeezed characters that tokens [first, end) share with a mark. */
static uint32_t shared(const struct trainer *t, uint32_t first, uint32_t end,
                       const struct mark *m)
{
    uint32_t low = t->starts[first] > m->start ? t->starts[first] : m->start;
    uint32_t high = t->ends[end - 1] < m->end ? t->ends[end - 1] : m->end;

    return high > low ? high - low : 0;
}

/* The number of the marked quote whose cue meets this one, or NG_QUOTE_NONE. */
static uint32_t quote_of(const struct trainer *t, const struct ng_cue *cue)
{
    for (size_t i = 0; i < t->marks.count; i++) {
        const struct mark *m = NG_AT(&t->marks, struct mark, i);
        if (m->part == 'c' && shared(t, cue->at.first, cue->at.end, m))
            return m->quote;
    }
    return NG_QUOTE_NONE;
}

/* What an item is in the marked quote: 's', 'q' or 0. More than half of it must
 * be marked. */
static char part_of(const struct trainer *t, uint32_t quote,
                    const struct ng_frame_item *item)
{
    uint32_t length = t->ends[item->end - 1] - t->starts[item->first];

    for (size_t i = 0; i < t->marks.count; i++) {
        const struct mark *m = NG_AT(&t->marks, struct mark, i);
        if (m->quote == quote && m->part != 'c' &&
            2 * shared(t, item->first, item->end, m) > length)
            return m->part;
    }
    return 0;
}

/* ------------------------------------------------------------- the sequences */

/* The label of an item by what it and its neighbours are. */
static unsigned label_of(char before, char part, char after)
{
    bool first = before != part, last = after != part;

    if (part == 's')
        return first ? NG_FRAME_SPEAKER_BEGIN : NG_FRAME_SPEAKER_INSIDE;
    if (part == 'q')
        return first && last ? NG_FRAME_SAID_UNIT
               : first       ? NG_FRAME_SAID_BEGIN
               : last        ? NG_FRAME_SAID_LAST
                             : NG_FRAME_SAID_INSIDE;
    return NG_FRAME_OUTSIDE;
}

/* Hands a token's features to a CRF. */
static void add_token(struct crf *crf, const uint64_t *features, size_t count,
                      unsigned label)
{
    for (size_t n = 0; n < count; n++)
        crf_feature(crf, features[n]);
    crf_token(crf, UINT64_C(1) << label);
}

/* The sentence of one cue, one sequence. The cue itself is outside. */
static void add_frame(struct trainer *t, uint32_t quote)
{
    const struct ng_frame_window *v = &t->window;
    char parts[NG_FRAME_ITEMS + 2] = {0};
    uint64_t features[NG_FRAME_FEATURES];

    for (uint32_t i = 0; i < v->count && quote != NG_QUOTE_NONE; i++)
        if (ng_frame_side_of(v, i) != NG_FRAME_CUE)
            parts[i + 1] = part_of(t, quote, &v->items[i]);
    for (uint32_t i = 0; i < v->count; i++)
        add_token(&t->crf, features, ng_frame_features(v, i, features),
                  label_of(parts[i], parts[i + 1], parts[i + 2]));
    crf_sequence_end(&t->crf);
}

/* One cue: its frame, and the first look at it. */
static void add_cue(struct trainer *t, const struct ng_quote_work *w,
                    const struct ng_cue *cue)
{
    uint32_t quote = quote_of(t, cue);
    uint64_t features[NG_LOOK_FEATURES];

    if (!ng_frame_window(&t->window, w, cue))
        return;
    add_frame(t, quote);
    if (ng_look_applies(w, cue)) {
        add_token(&t->look, features, ng_look_features(w, cue, features),
                  quote == NG_QUOTE_NONE ? NG_LOOK_NOTHING
                                         : NG_LOOK_SOMETHING);
        crf_sequence_end(&t->look);
    }
    t->cues++;
    t->speech += quote != NG_QUOTE_NONE;
}

/* An article: what the module does before it decides, then its cues. */
static void add_article(struct trainer *t, const struct record *r)
{
    struct ng_run *run = &t->worker->run;
    static const struct ng_frame_model none;
    struct ng_quote_work w = {.run = run, .text = &run->text, .model = &none};
    struct ng_slice text = ng_buffer_slice(&r->text);
    const nutgraf_article *article;

    if (nutgraf_analyze(t->worker, text.ptr, text.len, &article) !=
            NUTGRAF_OK ||
        ng_quote_prepare(&w) != NUTGRAF_OK)
        die("a text cannot be analysed");
    read_marks(t, r);
    place_tokens(t, &run->text);
    for (uint32_t p = 0; p < run->paragraphs.count; p++) {
        uint32_t first = w.cue_count;
        ng_quote_read(&w, p);
        for (uint32_t c = first; c < w.cue_count; c++)
            add_cue(t, &w, &w.cues[c]);
    }
    free(t->starts);
    free(t->ends);
    t->records++;
}

/* Reads a file of records. */
static void read_file(struct trainer *t, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct record r;

    if (!file)
        die("a file of records cannot be opened");
    record_init(&r);
    while (record_next(&r, file))
        add_article(t, &r);
    record_free(&r);
    fclose(file);
}

/* What is said goes on from Begin and Inside to Inside or Last, and must; a
 * speaker goes on from Begin and Inside to Inside, and may. */
static void set_transitions(struct crf *crf)
{
    for (size_t x = 0; x < NG_FRAME_LABELS; x++) {
        bool open = x == NG_FRAME_SAID_BEGIN || x == NG_FRAME_SAID_INSIDE;
        bool speaks = x == NG_FRAME_SPEAKER_BEGIN ||
                      x == NG_FRAME_SPEAKER_INSIDE;
        for (size_t y = 0; y < NG_FRAME_LABELS; y++)
            crf_legal(crf, x, y,
                      y == NG_FRAME_SPEAKER_INSIDE ? speaks
                      : y > NG_FRAME_SPEAKER_INSIDE ? open : !open);
        crf_legal(crf, CRF_EDGE, x, x < NG_FRAME_SPEAKER_INSIDE);
        crf_legal(crf, x, CRF_EDGE, !open);
    }
}

/* Reads the options; returns the index of the first operand. The defaults are
 * those of the weights that the project ships. */
static int read_options(struct trainer *t, int argc, char **argv)
{
    int i = 1;

    t->options = (struct crf_options){
        .epochs = 12, .rate = 0.02, .l1 = 0.00003, .min_count = 3, .seed = 1,
        .averaged = 8};
    for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2)
        if (!crf_option(&t->options, argv[i], argv[i + 1]))
            die("an unknown option");
    return i;
}

int main(int argc, char **argv)
{
    static const char *const names[NG_FRAME_LABELS] = {
        "O",         "B-speaker", "B-said", "U-said",
        "I-speaker", "I-said",    "L-said"};
    static const char *const look_names[NG_LOOK_LABELS] = {"nothing",
                                                           "something"};
    static struct trainer t;
    nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;
    int i = read_options(&t, argc, argv);
    const char *out, *look;

    if (argc - i < 3)
        die("usage: train_quote OUT LOOK RECORDS...");
    out = argv[i++];
    look = argv[i++];
    options.modules = NUTGRAF_ENTITIES;
    options.format = NUTGRAF_FORMAT_TEXT;
    options.no_strip = true;
    crf_init(&t.crf, names, NG_FRAME_LABELS);
    crf_init(&t.look, look_names, NG_LOOK_LABELS);
    set_transitions(&t.crf);
    ng_vector_init(&t.marks, &ng_alloc_default, sizeof(struct mark));
    if (nutgraf_model_open(NULL, &t.model) != NUTGRAF_OK ||
        nutgraf_worker_new(t.model, &options, &t.worker) != NUTGRAF_OK)
        die("out of memory");
    for (; i < argc; i++)
        read_file(&t, argv[i]);
    fprintf(stderr, "train_quote: %zu articles, %zu cues, %zu of speech, "
            "%zu items\n", t.records, t.cues, t.speech, t.crf.tokens.count);
    crf_train(&t.crf, &t.options);
    printf("%zu bytes\n", crf_write(&t.crf, out, 0.02));
    crf_train(&t.look, &t.options);
    printf("%zu bytes\n", crf_write(&t.look, look, 0.02));
    ng_vector_free(&t.marks);
    crf_free(&t.look);
    crf_free(&t.crf);
    nutgraf_worker_free(t.worker);
    nutgraf_model_free(t.model);
    return 0;
}
