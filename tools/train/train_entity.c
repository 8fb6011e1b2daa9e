/*
 * train_entity.c - gold records -> the weights of the name tagger.
 *
 *     train_entity [--clusters FILE] [--senses FILE] [--epochs N] [--l1 X]
 *                  [--rate X] [--min N] [--dropout X] [--averaged N]
 *                  [--seed N] OUT RECORDS...
 *
 * Texts are read and cut by the library itself, so that tokens are the same;
 * features come from the tagger's own code. A people that a set does not mark
 * is left open (see `schemes`), never taught as "outside".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article.h"
#include "base/utf8.h"
#include "find/entity/tagger.h"
#include "train/crf.h"
#include "train/records.h"

/* Sentences of a set without articles that are read as one text: half of them
 * are, so that the weights know both texts with and without company. */
#define GROUP 8

/* What is shared by all files of records: the sequences so far, the
 * library's own reader, and the group of records that is being put together
 * to one text. */
struct trainer {
    struct crf crf;
    struct crf_options options;
    nutgraf_model *model;
    nutgraf_worker *worker;
    struct ng_arena arena;
    struct ng_memo words; /* in `arena` */
    struct ng_clusters clusters, senses;
    bool has_clusters, has_senses;
    void *bytes[2]; /* of the files of classes */
    const char *out;
    size_t misaligned, spans, outside;
    struct ng_buffer text;      /* of the group */
    struct ng_vector gold;      /* of struct mark */
    char scheme[RECORD_NAME];
    size_t grouped, records;
};

/* A gold span in squeezed offsets (white space not counted). */
struct mark {
    uint32_t start, end;
    uint64_t types; /* bit per type that the mark may mean */
};

/* Ends the program with a message: half a training is of no use. */
static _Noreturn void die(const char *what)
{
    fprintf(stderr, "train_entity: %s\n", what);
    exit(1);
}

/* ------------------------------------------------------------ the schemes */

#define T(name) (UINT64_C(1) << NUTGRAF_##name)
#define ALL_TYPES ((UINT64_C(1) << NG_ENTITY_TYPES) - 1)
#define OTHERS                                                                \
    (T(GROUP) | T(EVENT) | T(PRODUCT) | T(WORK) | T(LAW) | T(MISC))

/* What a label of a set means in our types; a row without a label holds the
 * types that the set does not mark and that its words may have all the same.
 * These are peoples only. To leave events, products, works and laws of tweets
 * open made them take whatever was a name and not marked, more in each pass. */
struct scheme {
    const char *name, *label;
    uint64_t types;
};

/* Labels that are not here mean the type of their name ("person"). */
static const struct scheme schemes[] = {
    {"worldwide", "misc", T(EVENT) | T(WORK) | T(LAW) | T(MISC)},
    {"conll", "place", T(PLACE) | T(FACILITY)},
    {"conll", "misc", OTHERS},
    {"uner", "place", T(PLACE) | T(FACILITY)},
    {"uner", NULL, T(GROUP)},
    {"btc", "place", T(PLACE) | T(FACILITY)},
    {"btc", NULL, T(GROUP)},
    {"wnut", "place", T(PLACE) | T(FACILITY)},
    {"wnut", NULL, T(GROUP)},
    {"politics", "place", T(PLACE) | T(FACILITY)},
    {"politics", "event", T(EVENT) | T(LAW)},
    {"politics", "misc", T(PRODUCT) | T(WORK) | T(MISC)},
    {"politics", NULL, T(GROUP)},
};

/* The types that a label of a scheme may mean: those of `schemes`, else the one
 * of our types that has this name; with NULL the types that the set does not
 * mark. 0 for a label that means nothing to us: its tokens are left open. */
static uint64_t types_of(const char *scheme, const char *label)
{
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strcmp(schemes[i].name, scheme) == 0 &&
            (label && schemes[i].label ? strcmp(schemes[i].label, label) == 0
                                       : label == schemes[i].label))
            return schemes[i].types;
    for (int t = 0; label && t < NG_ENTITY_TYPES; t++)
        if (strcmp(nutgraf_entity_type_name(t), label) == 0)
            return UINT64_C(1) << t;
    return 0;
}

/* The labels of these types with one of these parts, both given as bits: what a
 * token may be according to the gold. */
static uint64_t labels_of(uint64_t types, unsigned parts)
{
    uint64_t labels = 0;

    for (unsigned t = 0; t < NG_ENTITY_TYPES; t++)
        for (unsigned p = 0; p < 4; p++)
            if ((types >> t & 1) && (parts >> p & 1))
                labels |= UINT64_C(1) << ng_label(t, (enum ng_bilou)p);
    return labels;
}

/* ------------------------------------------------------- gold onto tokens */

/* Appends a record to the group: its text, its marks. Offsets are counted in
 * characters that are no white space, over all the group: reading may change
 * white space, but nothing else, and so the marks still fit. */
static void add_record(struct trainer *t, const struct record *r)
{
    struct ng_slice text = ng_buffer_slice(&r->text);
    uint32_t *squeezed = calloc(text.len + 2, sizeof *squeezed);
    uint32_t place = 0, cp = 0;
    struct ng_slice before = ng_buffer_slice(&t->text);

    if (!squeezed)
        die("out of memory");
    for (size_t at = 0; at < before.len;)
        place += !ng_char_is_space(ng_utf8_next(before, &at));
    for (size_t at = 0; at < text.len;) {
        squeezed[cp++] = place;
        place += !ng_char_is_space(ng_utf8_next(text, &at));
    }
    squeezed[cp] = place;
    for (size_t i = 0; i < r->spans.count; i++) {
        const struct record_span *s =
            NG_AT(&r->spans, struct record_span, i);
        struct mark *m = ng_vector_push(&t->gold);
        if (!m || s->end > cp)
            die("a bad span");
        *m = (struct mark){squeezed[s->start], squeezed[s->end],
                           types_of(r->scheme, s->type)};
    }
    if (t->text.len)
        ng_buffer_append(&t->text, "\n\n", 2);
    ng_buffer_append(&t->text, text.ptr, text.len);
    free(squeezed);
}

/* In text order, as fill_allowed walks through the tokens. */
static int by_start(const void *a, const void *b)
{
    const struct mark *x = a, *y = b;

    return x->start < y->start ? -1 : x->start > y->start;
}

/* Fills allowed[] with what the gold lets each token be. First each token gets
 * its place in squeezed offsets and what an unmarked token may be: outside, or
 * what the set does not mark where a table knows it; then each mark narrows its
 * tokens. A mark that does not begin and end with tokens is
 * left wholly open: neither a name nor "outside" is taught there. A final point
 * that our token took along ("Corp.") still fits. */
static void fill_allowed(struct trainer *t, const struct ng_text *text,
                         uint64_t *allowed)
{
    uint64_t open = 1 | labels_of(types_of(t->scheme, NULL), 15);
    uint32_t place = 0, byte = 0;
    size_t n = text->tokens.count, m = 0;
    uint32_t *starts = calloc(n + 1, sizeof *starts);
    uint32_t *ends = calloc(n + 1, sizeof *ends);

    if (!starts || !ends)
        die("out of memory");
    for (size_t i = 0; i < n; i++) {
        const struct ng_token *token = ng_text_token(text, i);
        for (size_t at = byte; at < token->start; byte = (uint32_t)at)
            place += !ng_char_is_space(ng_utf8_next(text->bytes, &at));
        byte = token->start;
        starts[i] = place;
        for (size_t at = byte; at < token->end; byte = (uint32_t)at)
            place += !ng_char_is_space(ng_utf8_next(text->bytes, &at));
        byte = token->end;
        ends[i] = place;
        allowed[i] = ng_token_tables(text, i) & NG_BIT(NG_TABLE_GROUPS)
                         ? open : 1;
    }
    if (t->gold.count)
        qsort(t->gold.items, t->gold.count, sizeof(struct mark), by_start);
    /* Marks and tokens are both sorted: `m` only moves forward. */
    for (size_t g = 0; g < t->gold.count; g++) {
        const struct mark *mark = NG_AT(&t->gold, struct mark, g);
        size_t first, last;
        bool fits;
        while (m < n && ends[m] <= mark->start)
            m++;
        first = m;
        last = first;
        while (last + 1 < n && starts[last + 1] < mark->end)
            last++;
        if (first >= n)
            break;
        /* Both ends of the mark must be ends of tokens. */
        fits = starts[first] == mark->start &&
               (ends[last] == mark->end ||
                (ends[last] == mark->end + 1 &&
                 (ng_text_token(text, last)->flags & NG_TOKEN_ABBREVIATION)));
        t->spans++;
        t->misaligned += !fits;
        for (size_t i = first; i <= last; i++) {
            unsigned part = first == last ? NG_LABEL_U
                            : i == first  ? NG_LABEL_B
                            : i == last   ? NG_LABEL_L
                                          : NG_LABEL_I;
            allowed[i] = fits && mark->types
                             ? labels_of(mark->types, 1u << part)
                             : (UINT64_C(1) << NG_ENTITY_LABELS) - 1;
        }
    }
    free(starts);
    free(ends);
}

/* --------------------------------------------------------------- training */

/* Adds the segments of one sentence as sequences. A name that a segment cuts is
 * left open there. Counts the tokens of names that lie in no segment: what the
 * tagger cannot find, however good the weights. */
static void add_segments(struct trainer *t, struct ng_features *f,
                         const struct ng_sentence *s, const uint64_t *allowed)
{
    uint64_t all = (UINT64_C(1) << NG_ENTITY_LABELS) - 1;
    uint64_t begins =
        1 | labels_of(ALL_TYPES, 1 << NG_LABEL_B | 1 << NG_LABEL_U);
    uint64_t ends =
        1 | labels_of(ALL_TYPES, 1 << NG_LABEL_L | 1 << NG_LABEL_U);
    size_t at = s->first_token, first, end;

    for (size_t i = at; i < s->token_end; i++)
        t->outside += !(allowed[i] & 1);
    while (ng_segment_next(f->text, &at, s->token_end, &first, &end)) {
        struct ng_item items[NG_WINDOW_MAX];
        struct ng_window w = ng_window_of(f->text, first, end, s, items);
        ng_features_read(f, &w);
        for (size_t i = first; i < end; i++) {
            uint64_t features[NG_FEATURES_MAX];
            size_t count = ng_features_of(&w, i, features);
            uint64_t may = allowed[i];
            t->outside -= !(may & 1);
            /* A label that cannot begin or end a sequence has no legal path:
             * the name reaches beyond the segment, and its token here is left
             * open. */
            if ((i == first && !(may & begins)) ||
                (i + 1 == end && !(may & ends)))
                may = all;
            for (size_t n = 0; n < count; n++)
                crf_feature(&t->crf, features[n]);
            crf_token(&t->crf, may);
        }
        crf_sequence_end(&t->crf);
    }
}

/* Analyses the group's text and turns it into sequences, with the run's own
 * tokens, sentences and evidence, as the tagger will see them. */
static void finish_group(struct trainer *t)
{
    struct ng_run *run = &t->worker->run;
    const nutgraf_article *article;
    struct ng_features f = {.text = &run->text,
                            .clusters = t->has_clusters ? &t->clusters : NULL,
                            .senses = t->has_senses ? &t->senses : NULL,
                            .words = &t->words,
                            .evidence = {&run->doc}};
    uint64_t *allowed;

    if (!t->text.len)
        return;
    if (nutgraf_analyze(t->worker, t->text.ptr, t->text.len, &article) !=
        NUTGRAF_OK)
        die("a text cannot be analysed");
    allowed = calloc(run->text.tokens.count + 1, sizeof *allowed);
    if (!allowed || ng_features_collect(&f) != NUTGRAF_OK)
        die("out of memory");
    fill_allowed(t, &run->text, allowed);
    for (size_t i = 0; i < run->text.sentences.count; i++)
        add_segments(t, &f, NG_AT(&run->text.sentences, struct ng_sentence, i),
                     allowed);
    free(allowed);
    ng_buffer_clear(&t->text);
    ng_vector_clear(&t->gold);
    t->grouped = 0;
}

/* True for sets whose records are neighbouring sentences, which may be put
 * together to a text as an article has it. */
static bool is_sentences(const char *scheme)
{
    return strcmp(scheme, "voa") == 0 || strcmp(scheme, "conll") == 0;
}

/* Reads a file of records. Every other GROUP records of a set of sentences are
 * joined to one text, the rest stay alone, so both kinds of evidence are
 * learned. */
static void read_file(struct trainer *t, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct record r;
    size_t n = 0;

    if (!file)
        die("a file of records cannot be opened");
    record_init(&r);
    while (record_next(&r, file)) {
        /* The first GROUP records stay alone, the next are joined, and so
         * on. */
        bool grouped = is_sentences(r.scheme) && n / GROUP % 2;
        if (!grouped || t->grouped == GROUP || strcmp(t->scheme, r.scheme))
            finish_group(t);
        snprintf(t->scheme, sizeof t->scheme, "%s", r.scheme);
        add_record(t, &r);
        t->grouped++;
        t->records++;
        n++;
    }
    finish_group(t);
    record_free(&r);
    fclose(file);
}

/* After B-x and I-x only I-x and L-x; after all others only O, B and U. A
 * sequence begins outside a name and ends so too: what the decoder can then
 * give out is always a list of whole names. */
static void set_transitions(struct crf *crf)
{
    for (unsigned x = 0; x < NG_ENTITY_LABELS; x++) {
        enum ng_bilou part = x ? ng_label_part(x) : NG_LABEL_U;
        bool open = part == NG_LABEL_B || part == NG_LABEL_I;
        for (unsigned y = 0; y < NG_ENTITY_LABELS; y++) {
            bool inner = y >= NG_LABEL_INNER;
            bool same = x && y && ng_label_type(x) == ng_label_type(y);
            crf_legal(crf, x, y, open ? inner && same : !inner);
        }
        crf_legal(crf, CRF_EDGE, x, x < NG_LABEL_INNER);
        crf_legal(crf, x, CRF_EDGE, !open);
    }
}

/* Names the labels: "O", "B-person", "I-person" ... in the order of their
 * numbers. */
static void name_labels(char store[][RECORD_NAME], const char **names)
{
    snprintf(store[0], RECORD_NAME, "O");
    for (unsigned t = 0; t < NG_ENTITY_TYPES; t++)
        for (unsigned p = 0; p < 4; p++)
            snprintf(store[ng_label(t, (enum ng_bilou)p)], RECORD_NAME,
                     "%c-%s", "BILU"[p],
                     nutgraf_entity_type_name((nutgraf_entity_type)t));
    for (size_t y = 0; y < NG_ENTITY_LABELS; y++)
        names[y] = store[y];
}

/* Reads a file of classes into `*bytes`, which the caller frees. */
static struct ng_slice read_whole(const char *path, void **bytes)
{
    FILE *file = fopen(path, "rb");
    long size;

    if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
        die("the clusters cannot be read");
    rewind(file);
    free(*bytes);
    *bytes = malloc((size_t)size + 1);
    if (!*bytes || fread(*bytes, 1, (size_t)size, file) != (size_t)size)
        die("the clusters cannot be read");
    fclose(file);
    return (struct ng_slice){*bytes, (size_t)size};
}

/* Opens a file of classes, or ends the program. An option that is given twice
 * counts the second time. */
static bool open_clusters(struct ng_clusters *clusters, const char *path,
                          void **bytes)
{
    if (!ng_clusters_open(clusters, read_whole(path, bytes)))
        die("these are no word classes");
    return true;
}

/* Reads the options; returns the index of the first operand. The defaults are
 * those of the weights that the project ships (docs/design.md tells what else
 * was tried). */
static int read_options(struct trainer *t, int argc, char **argv)
{
    int i = 1;

    t->options = (struct crf_options){
        .epochs = 14, .rate = 0.07, .l1 = 0.000005, .min_count = 2, .seed = 1,
        .averaged = 6, .dropout = 0.4};
    for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
        const char *value = argv[i + 1];
        if (strcmp(argv[i], "--clusters") == 0)
            t->has_clusters = open_clusters(&t->clusters, value, &t->bytes[0]);
        else if (strcmp(argv[i], "--senses") == 0)
            t->has_senses = open_clusters(&t->senses, value, &t->bytes[1]);
        else if (!crf_option(&t->options, argv[i], value))
            die("an unknown option");
    }
    return i;
}

/* Analyses with all modules off and without stripping: only tokens and
 * sentences are wanted, of the text as it stands. */
int main(int argc, char **argv)
{
    nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;
    char store[NG_ENTITY_LABELS][RECORD_NAME];
    const char *names[NG_ENTITY_LABELS];
    struct trainer t = {0};
    int i = read_options(&t, argc, argv);

    if (argc - i < 2)
        die("usage: train_entity [--clusters FILE] [--senses FILE] OUT "
            "RECORDS...");
    t.out = argv[i++];
    options.modules = 0;
    options.format = NUTGRAF_FORMAT_TEXT;
    options.no_strip = true;
    name_labels(store, names);
    crf_init(&t.crf, names, NG_ENTITY_LABELS);
    set_transitions(&t.crf);
    ng_buffer_init(&t.text, &ng_alloc_default);
    ng_vector_init(&t.gold, &ng_alloc_default, sizeof(struct mark));
    ng_arena_init(&t.arena, &ng_alloc_default);
    if (nutgraf_model_open(NULL, &t.model) != NUTGRAF_OK ||
        nutgraf_worker_new(t.model, &options, &t.worker) != NUTGRAF_OK ||
        ng_words_init(&t.words, &t.arena) != NUTGRAF_OK)
        die("out of memory");
    for (; i < argc; i++)
        read_file(&t, argv[i]);
    fprintf(stderr,
            "train_entity: %zu records, %zu spans, %zu of them not on "
            "tokens, %zu tokens in %zu segments, %zu of names outside\n",
            t.records, t.spans, t.misaligned, t.crf.tokens.count,
            t.crf.sequences.count, t.outside);
    crf_train(&t.crf, &t.options);
    printf("%zu bytes\n", crf_write(&t.crf, t.out, 0.02));
    crf_free(&t.crf);
    free(t.bytes[0]);
    free(t.bytes[1]);
    ng_buffer_free(&t.text);
    ng_vector_free(&t.gold);
    ng_arena_free(&t.arena);
    nutgraf_worker_free(t.worker);
    nutgraf_model_free(t.model);
    return 0;
}
