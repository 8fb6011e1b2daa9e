/*
 * strip.c - trains the classifier that tells the article from the page.
 *
 *     train_strip blocks FILE...         prints each file's blocks, a line each
 *     train_strip learn LIST OUT PASSES MEAN   words, from all of a list
 *     train_strip cross LIST OUT PASSES MEAN   words, without fold 0 (into
 *                                              OUT0), 1, 2, 3, 4
 *     train_strip boost LIST OUT TREES MODEL0 ... MODEL4    trees, from all
 *     train_strip cross-boost LIST OUT TREES MODEL0 ... MODEL4    trees by fold
 *     train_strip print MODEL LIST FOLD  the records of a fold's pages, as JSON
 *
 * The weights of words are the means of what the last MEAN passes ended with.
 * A line of LIST: path, labels (one of K, D, ? per block), fold, group; divided
 * by tabs. A feature must be seen in MIN_GROUPS groups (sites), one made of
 * words in MIN_NAMED, so that nothing is learned of a few sites alone; a group's
 * pages stand together. Text files are told by their suffix ".txt".
 *
 * The trees see what words lean to. They would trust words too much had these
 * been learned from the same pages, so the leanings of a page are those of
 * MODELn, whose words were learned without the page's fold n.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "model/model.h"
#include "strip/strip.h"
#include "strip/classify.h"
#include "strip/title.h"
#include "strip/columns.h"
#include "train/boost.h"
#include "train/crf.h"

/* Sites that must show a feature; one of words, such as a class. */
enum { MIN_GROUPS = 3, MIN_NAMED = 8 };
/* Blocks around a labelled one that are learned with it. */
enum { NEAR = 8 };
enum { FOLDS = 5, LINE_ROOM = 1 << 20 };
/* Skips no fold. */
#define NO_FOLD UINT32_MAX

/* A page that was read: where its blocks end in the list of all blocks. */
struct lesson {
    uint32_t group, fold;
    size_t end;
};

/* A block of a lesson: where its features end, and what it may be. */
struct example {
    size_t end;
    uint64_t allowed;
};

/* A block's measures, one byte each. */
struct row {
    uint8_t bytes[NG_COL_COUNT];
};

/* What is known of a row: its label, its page's fold, its weight. */
struct mark {
    float weight;
    uint32_t fold;
    uint8_t keep;
};

/* What the commands share: one page at a time, and what was read to learn. */
struct trainer {
    nutgraf_model *model;
    struct ng_arena arena;
    struct ng_page page;
    struct ng_view view;
    struct ng_vector lessons;  /* of struct lesson */
    struct ng_vector examples; /* of struct example */
    struct ng_vector features; /* of uint32_t: numbers of kinds, block by block */
    struct ng_vector kinds;    /* of struct kind */
    nutgraf_model *folds[FOLDS]; /* words learned without a fold; or NULL */
    struct ng_vector rows;     /* of struct row, with some around each page */
    struct ng_vector marks;    /* of struct mark, row by row */
    uint32_t *slots;           /* open addressing: number of a kind + 1 */
    unsigned passes, mean;     /* over all, or trees; what is averaged */
};

/* A feature that was read, and in how many groups of the lessons at hand. */
struct kind {
    uint64_t hash;
    uint32_t group; /* the last that showed it */
    uint16_t groups;
    bool named;
};

/* Slots for kinds. */
enum { SLOTS = 1 << 22 };

/* Ends the program, naming the file that is to blame. */
static _Noreturn void die(const char *what, const char *path)
{
    fprintf(stderr, "train_strip: %s: %s\n", path, what);
    exit(1);
}

/* Reads a whole file into the arena. */
static struct ng_slice read_file(struct ng_arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct ng_slice bytes;
    char *room;
    long size;

    if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
        die("cannot be read", path);
    rewind(file);
    room = ng_arena_alloc(arena, (size_t)size + 1);
    if (!room || fread(room, 1, (size_t)size, file) != (size_t)size)
        die("cannot be read", path);
    fclose(file);
    bytes = (struct ng_slice){room, (size_t)size};
    return bytes;
}

/* Parses a file and measures its blocks. */
static void view_file(struct trainer *t, const char *path)
{
    struct ng_document doc = {0};
    struct ng_parsed parsed = {0};
    struct ng_error error = {0};

    ng_page_clear(&t->page);
    ng_arena_reset(&t->arena);
    doc.bytes = read_file(&t->arena, path);
    doc.markup = !ng_slice_ends_nocase(ng_slice_of(path), NG_LIT(".txt"));
    doc.format = doc.markup ? NUTGRAF_FORMAT_HTML : NUTGRAF_FORMAT_TEXT;
    doc.size = doc.bytes.len;
    if (ng_document_parse(&t->page, &doc, NULL, &parsed, &error) !=
            NUTGRAF_OK ||
        ng_strip_view(&t->page, &t->model->lexicon, &t->view) != NUTGRAF_OK)
        die("cannot be parsed", path);
}

/* The next item of a vector; the program ends without memory. */
static void *push(struct ng_vector *vector)
{
    void *item = ng_vector_push(vector);

    if (!item)
        die("out of memory", "-");
    return item;
}

/* Gives a feature of a block its number. */
static void add_feature(struct trainer *t, uint64_t feature, bool named)
{
    size_t i = (size_t)ng_hash_mix(feature) % SLOTS;

    while (t->slots[i] &&
           NG_AT(&t->kinds, struct kind, t->slots[i] - 1)->hash != feature)
        i = (i + 1) % SLOTS;
    if (!t->slots[i]) {
        struct kind *kind = push(&t->kinds);
        if (t->kinds.count * 2 > SLOTS)
            die("too many features", "-");
        *kind = (struct kind){.hash = feature, .named = named};
        t->slots[i] = (uint32_t)t->kinds.count;
    }
    *(uint32_t *)push(&t->features) = t->slots[i] - 1;
}

/* Adds the features of a block or an element. */
static void add_features(struct trainer *t, const struct ng_features *features)
{
    for (size_t n = 0; n < features->count; n++)
        add_feature(t, features->list[n], features->named[n]);
}

/* All features of one block, those of the elements above it included. */
static void add_block(struct trainer *t, size_t i)
{
    struct ng_features features;
    uint32_t e = ng_page_block(&t->page, i)->element;

    /* Features of an element count for every block below it. */
    for (; e != NG_NO_ELEMENT; e = ng_view_element(&t->view, e)->parent) {
        ng_element_features(&t->view, e, &features);
        add_features(t, &features);
    }
    ng_block_features(&t->view, i, &features);
    add_features(t, &features);
}

/* The labels that a letter allows: K keep, D drop, anything else both. */
static uint64_t allowed_by(char label)
{
    if (label == 'K')
        return 1u << NG_STRIP_KEEP;
    if (label == 'D')
        return 1u << NG_STRIP_DROP;
    return (1u << NG_STRIP_LABELS) - 1;
}

/* Rows between pages: nothing stands there. */
static void push_gap(struct trainer *t)
{
    for (size_t n = 0; n < NG_TREE_SHIFT; n++) {
        memset(push(&t->rows), NG_NO_ITEM, sizeof(struct row));
        *(struct mark *)push(&t->marks) = (struct mark){0};
    }
}

/* A block counts by the root of its length, all blocks of a page together as
 * much as those of any other page. */
static float weight_of(const struct ng_block *block, char label)
{
    size_t len = block->text.len > 10 ? block->text.len : 10;

    return label == 'K' || label == 'D' ? sqrtf((float)len) : 0;
}

/* Measures the page that was read last, by the words that were learned without
 * its fold. */
static void measure(struct trainer *t, uint32_t fold, struct ng_columns *table)
{
    const struct nutgraf_model *model = t->folds[fold % FOLDS];
    struct ng_strip_known known = {&t->arena, NULL};
    const struct ng_classifier words = {
        t->page.markup ? &model->strip_html : &model->strip_text, &known,
        NULL};
    struct ng_lean *leans = ng_arena_array(
        &t->arena, t->page.blocks.count + 1, sizeof *leans);

    if (!leans ||
        ng_classify_lean(&t->view, &words, leans) != NUTGRAF_OK ||
        ng_columns_fill(table, &t->view, leans) != NUTGRAF_OK)
        die("out of memory", "-");
}

/* Adds the rows of the page that was read last. */
static void add_rows(struct trainer *t, const char *labels, uint32_t fold)
{
    struct ng_columns table;
    size_t count = t->page.blocks.count, first = t->marks.count;
    float sum = 0;

    measure(t, fold, &table);
    for (size_t i = 0; i < count; i++) {
        struct row *row = push(&t->rows);
        struct mark *mark = push(&t->marks);
        for (size_t c = 0; c < NG_COL_COUNT; c++)
            row->bytes[c] = ng_column(&table, c)[i];
        *mark = (struct mark){
            weight_of(ng_page_block(&t->page, i), labels[i]), fold,
            labels[i] == 'K'};
        sum += mark->weight;
    }
    for (size_t i = first; i < first + count; i++)
        if (sum > 0)
            NG_AT(&t->marks, struct mark, i)->weight /= sum;
    push_gap(t);
}

/* Adds the examples of the page that was read last. */
static void add_examples(struct trainer *t, const char *labels, uint32_t fold,
                         const char *group)
{
    struct lesson *lesson;

    for (size_t i = 0; i < t->page.blocks.count; i++) {
        struct example *example = push(&t->examples);
        add_block(t, i);
        *example = (struct example){t->features.count, allowed_by(labels[i])};
    }
    lesson = push(&t->lessons);
    *lesson = (struct lesson){(uint32_t)ng_hash(group, strlen(group)) | 1,
                              fold, t->examples.count};
}

/* Adds one line of the list: rows when there are models to measure by, else
 * examples. */
static void add_line(struct trainer *t, char *line)
{
    char *path = strtok(line, "\t"), *labels = strtok(NULL, "\t");
    char *fold = strtok(NULL, "\t"), *group = strtok(NULL, "\t\n");

    if (!path || !labels || !fold || !group)
        die("a line with less than four fields", "LIST");
    view_file(t, path);
    if (strlen(labels) != t->page.blocks.count)
        die("labels and blocks differ in number", path);
    if (t->folds[0])
        add_rows(t, labels, (uint32_t)atoi(fold));
    else
        add_examples(t, labels, (uint32_t)atoi(fold), group);
}

/* Hands each line to add_line, which cuts it up. */
static void read_list(struct trainer *t, const char *list)
{
    FILE *file = fopen(list, "r");
    char *line = malloc(LINE_ROOM);

    if (!file || !line)
        die("cannot be read", list);
    while (fgets(line, LINE_ROOM, file))
        add_line(t, line);
    free(line);
    fclose(file);
}

/* Where the features of example `b` begin: at the end of those before it. */
static size_t features_before(const struct trainer *t, size_t b)
{
    return b ? NG_AT(&t->examples, struct example, b - 1)->end : 0;
}

/* The kind of feature `k` of the list of all. */
static struct kind *kind_at(const struct trainer *t, size_t k)
{
    return NG_AT(&t->kinds, struct kind, *NG_AT(&t->features, uint32_t, k));
}

/* Where the examples of lesson `p` begin. */
static size_t examples_before(const struct trainer *t, size_t p)
{
    return p ? NG_AT(&t->lessons, struct lesson, p - 1)->end : 0;
}

/* Counts anew in how many groups each feature is seen outside of fold `skip`. */
static void count_groups(struct trainer *t, uint32_t skip)
{
    for (size_t n = 0; n < t->kinds.count; n++) {
        NG_AT(&t->kinds, struct kind, n)->group = 0;
        NG_AT(&t->kinds, struct kind, n)->groups = 0;
    }
    for (size_t p = 0; p < t->lessons.count; p++) {
        const struct lesson *lesson = NG_AT(&t->lessons, struct lesson, p);
        size_t end = features_before(t, lesson->end);
        for (size_t k = features_before(t, examples_before(t, p));
             lesson->fold != skip && k < end; k++) {
            struct kind *kind = kind_at(t, k);
            kind->groups += kind->group != lesson->group;
            kind->group = lesson->group;
        }
    }
}

/* True when a block near example `b` has a label. Of pages with few labels the
 * rest teaches nothing and costs most of the time. */
static bool is_near_label(const struct trainer *t, size_t b, size_t first,
                          size_t end)
{
    size_t from = b > first + NEAR ? b - NEAR : first;

    for (size_t n = from; n < end && n <= b + NEAR; n++)
        if (NG_AT(&t->examples, struct example, n)->allowed != allowed_by('?'))
            return true;
    return false;
}

/* Hands a lesson's blocks to the CRF, with the features of enough groups. */
static void add_lesson(const struct trainer *t, size_t p, struct crf *crf)
{
    size_t first = examples_before(t, p);
    size_t end = NG_AT(&t->lessons, struct lesson, p)->end;

    for (size_t b = first; b < end; b++) {
        const struct example *example = NG_AT(&t->examples, struct example, b);
        if (!is_near_label(t, b, first, end))
            continue;
        for (size_t k = features_before(t, b); k < example->end; k++) {
            const struct kind *kind = kind_at(t, k);
            if (kind->groups >= (kind->named ? MIN_NAMED : MIN_GROUPS))
                crf_feature(crf, kind->hash);
        }
        crf_token(crf, example->allowed);
    }
    crf_sequence_end(crf);
}

/* Trains on all lessons but those of fold `skip`, and writes the weights. */
static void learn(struct trainer *t, const char *out, uint32_t skip)
{
    static const char *const names[] = {"drop", "keep"};
    struct crf_options options = {.epochs = t->passes, .rate = 0.1,
                                  .l1 = 0.0003, .min_count = 3, .seed = 1,
                                  .averaged = t->mean, .quiet = true};
    struct crf crf;

    crf_init(&crf, names, NG_STRIP_LABELS);
    count_groups(t, skip);
    for (size_t p = 0; p < t->lessons.count; p++)
        if (NG_AT(&t->lessons, struct lesson, p)->fold != skip)
            add_lesson(t, p, &crf);
    crf_train(&crf, &options);
    fprintf(stderr, "%zu features, %zu bytes\n", crf.F,
            crf_write(&crf, out, 0.01));
    crf_free(&crf);
}

/* All measures as they are, and some of the neighbours'. */
static size_t list_measures(struct boost_measure *m)
{
    static const uint16_t near[] = {
        NG_COL_SIZE, NG_COL_LINKS, NG_COL_ENDING, NG_COL_TAG, NG_COL_PROSE,
        NG_COL_CORE, NG_COL_TOPIC, NG_COL_FURNITURE, NG_COL_RELATION,
        NG_COL_SAME, NG_COL_START, NG_COL_LEAN};
    size_t count = 0;

    for (uint16_t c = 0; c < NG_COL_COUNT; c++)
        m[count++] = (struct boost_measure){c, 0};
    for (size_t n = 0; n < sizeof near / sizeof *near; n++)
        for (int8_t s = -NG_TREE_SHIFT; s <= NG_TREE_SHIFT; s++)
            if (s)
                m[count++] = (struct boost_measure){near[n], s};
    return count;
}

/* Turns the rows into columns, without what stands around all pages, which the
 * table has of itself. */
static void fill_table(struct trainer *t, struct ng_columns *table)
{
    size_t count = t->rows.count - 2 * NG_TREE_SHIFT;

    if (ng_columns_init(table, &t->arena, NG_COL_COUNT, count) != NUTGRAF_OK)
        die("out of memory", "-");
    for (size_t i = 0; i < count; i++) {
        const struct row *row = NG_AT(&t->rows, struct row, i + NG_TREE_SHIFT);
        for (size_t c = 0; c < NG_COL_COUNT; c++)
            ng_column(table, c)[i] = row->bytes[c];
    }
}

/* Trains trees on all rows but those of fold `skip`. Weights are made one in
 * the mean, which the options' l2 counts on. */
static void boost(struct trainer *t, const char *out, uint32_t skip)
{
    const struct boost_options options = {.trees = t->passes, .rate = 0.08,
                                          .l2 = 10, .row_share = 0.5,
                                          .measure_share = 0.25, .seed = 1};
    struct boost_measure measures[NG_COL_COUNT + 6 * NG_COL_COUNT];
    struct ng_columns table;
    struct boost_data data = {.table = &table, .column_count = NG_COL_COUNT,
                              .measures = measures};
    uint8_t *targets = calloc(t->rows.count, 1);
    float *weights = calloc(t->rows.count, sizeof *weights), used = 0, sum = 0;

    ng_arena_reset(&t->arena);
    fill_table(t, &table);
    if (!targets || !weights)
        die("out of memory", "-");
    for (size_t i = 0; i < table.count; i++) {
        const struct mark *mark =
            NG_AT(&t->marks, struct mark, i + NG_TREE_SHIFT);
        targets[i] = mark->keep;
        weights[i] = mark->fold == skip ? 0 : mark->weight;
        used += weights[i] > 0;
        sum += weights[i];
    }
    for (size_t i = 0; i < table.count; i++)
        weights[i] *= used / sum;
    data.targets = targets;
    data.weights = weights;
    data.measure_count = list_measures(measures);
    boost_train(&data, &options, out);
    free(targets);
    free(weights);
}

/* Trains once without each fold; the number of the fold ends the file's name. */
static void train_folds(struct trainer *t, const char *out,
                        void (*train)(struct trainer *, const char *, uint32_t))
{
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        char path[4096];
        if (snprintf(path, sizeof path, "%s%u", out, (unsigned)fold) >=
            (int)sizeof path)
            die("too long a name", out);
        train(t, path, fold);
    }
}

/* Prints the blocks of a file, a line each, and an empty line. */
static void print_blocks(struct trainer *t, const char *path)
{
    view_file(t, path);
    printf("= %s\n", path);
    for (size_t i = 0; i < t->page.blocks.count; i++) {
        struct ng_slice text = ng_page_block(&t->page, i)->text;
        putchar('+');
        for (size_t k = 0; k < text.len; k++)
            putchar(text.ptr[k] == '\n' ? ' ' : text.ptr[k]);
        putchar('\n');
    }
}

/* The sink of nutgraf_write_json: a file. */
static nutgraf_status write_bytes(void *user, const char *bytes, size_t len)
{
    return fwrite(bytes, 1, len, user) == len ? NUTGRAF_OK : NUTGRAF_IO;
}

/* One article as JSON, on a line of its own. */
static nutgraf_status write_record(void *user, const nutgraf_article *article)
{
    nutgraf_status status = nutgraf_write_json(article, NULL, write_bytes, user);

    fputc('\n', user);
    return status;
}

/* Prints what a packed model makes of the pages of one fold: with the model of
 * the other folds, the honest figure. */
static void print_fold(struct trainer *t, const char *model_path,
                       const char *list, const char *fold)
{
    nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;
    nutgraf_model *model;
    FILE *file = fopen(list, "r");
    char *line = malloc(LINE_ROOM);

    options.modules = 0;
    if (!file || !line || nutgraf_model_open(model_path, &model) != NUTGRAF_OK)
        die("cannot be read", list);
    while (fgets(line, LINE_ROOM, file)) {
        char *path = strtok(line, "\t"), *labels = strtok(NULL, "\t");
        char *of = strtok(NULL, "\t");
        nutgraf_worker *worker;
        struct ng_slice bytes;
        /* Another fold's page: the model at hand has learned from it. */
        if (!labels || !of || strcmp(of, fold) != 0)
            continue;
        ng_arena_reset(&t->arena);
        bytes = read_file(&t->arena, path);
        options.format = strstr(path, ".txt") ? NUTGRAF_FORMAT_TEXT
                                              : NUTGRAF_FORMAT_HTML;
        if (nutgraf_worker_new(model, &options, &worker) != NUTGRAF_OK ||
            nutgraf_begin(worker, path, write_record, stdout) != NUTGRAF_OK ||
            nutgraf_feed(worker, bytes.ptr, bytes.len) != NUTGRAF_OK ||
            nutgraf_end(worker) != NUTGRAF_OK)
            die("cannot be analysed", path);
        nutgraf_worker_free(worker);
    }
    nutgraf_model_free(model);
    free(line);
    fclose(file);
}

/* Makes what the trainer keeps ready. */
static void begin(struct trainer *t)
{
    if (nutgraf_model_open(NULL, &t->model) != NUTGRAF_OK)
        die("cannot be opened", "model");
    ng_arena_init(&t->arena, &ng_alloc_default);
    ng_page_init(&t->page, &ng_alloc_default, &t->arena);
    t->slots = calloc(SLOTS, sizeof *t->slots);
    if (!t->slots)
        die("out of memory", "-");
    ng_vector_init(&t->lessons, &ng_alloc_default, sizeof(struct lesson));
    ng_vector_init(&t->examples, &ng_alloc_default, sizeof(struct example));
    ng_vector_init(&t->features, &ng_alloc_default, sizeof(uint32_t));
    ng_vector_init(&t->kinds, &ng_alloc_default, sizeof(struct kind));
    ng_vector_init(&t->rows, &ng_alloc_default, sizeof(struct row));
    ng_vector_init(&t->marks, &ng_alloc_default, sizeof(struct mark));
    push_gap(t);
}

/* Gives everything back. */
static void end(struct trainer *t)
{
    ng_vector_free(&t->lessons);
    ng_vector_free(&t->examples);
    ng_vector_free(&t->features);
    ng_vector_free(&t->kinds);
    ng_vector_free(&t->rows);
    ng_vector_free(&t->marks);
    free(t->slots);
    ng_page_free(&t->page);
    ng_arena_free(&t->arena);
    nutgraf_model_free(t->model);
    for (size_t fold = 0; fold < FOLDS; fold++)
        nutgraf_model_free(t->folds[fold]);
}

/* The commands that learn: of words, or of trees when models follow. True when
 * the arguments were such a command. */
static bool train(struct trainer *t, int argc, char **argv)
{
    bool words = argc == 6, trees = argc == 5 + FOLDS;
    const char *command = argc > 1 ? argv[1] : "";

    if (!(words && (!strcmp(command, "learn") || !strcmp(command, "cross"))) &&
        !(trees &&
          (!strcmp(command, "boost") || !strcmp(command, "cross-boost"))))
        return false;
    t->passes = (unsigned)atoi(argv[4]);
    t->mean = words ? (unsigned)atoi(argv[5]) : 0;
    for (int fold = 0; trees && fold < FOLDS; fold++)
        if (nutgraf_model_open(argv[5 + fold], &t->folds[fold]) != NUTGRAF_OK)
            die("cannot be opened", argv[5 + fold]);
    read_list(t, argv[2]);
    if (command[0] == 'c')
        train_folds(t, argv[3], words ? learn : boost);
    else
        (words ? learn : boost)(t, argv[3], NO_FOLD);
    return true;
}

/* Chooses the command; the model that is built in gives the tables that
 * features ask. */
int main(int argc, char **argv)
{
    struct trainer t = {0};

    begin(&t);
    if (argc > 2 && strcmp(argv[1], "blocks") == 0)
        for (int i = 2; i < argc; i++)
            print_blocks(&t, argv[i]);
    else if (argc > 4 && strcmp(argv[1], "print") == 0)
        print_fold(&t, argv[2], argv[3], argv[4]);
    else if (!train(&t, argc, argv))
        die("see the head of tools/train/strip.c", "usage");
    end(&t);
    return 0;
}
