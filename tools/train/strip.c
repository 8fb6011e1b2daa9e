/*
 * strip.c - trains the classifier that tells the article from the page.
 *
 *     train_strip blocks FILE...         prints each file's blocks, a line each
 *     train_strip learn LIST OUT [SKIP]  learns from a list, leaves fold SKIP out
 *     train_strip print MODEL LIST FOLD  the records of a fold's pages, as JSON
 *
 * A line of LIST: path, labels (one of K, D, ? per block), fold, group; divided
 * by tabs. A feature must be seen in MIN_GROUPS groups (sites), so that nothing
 * is learned of one site alone. Text files are told by their suffix ".txt".
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "model/model.h"
#include "strip/strip.h"
#include "strip/classify.h"
#include "strip/title.h"
#include "train/crf.h"

/* Sites that must show a feature. */
enum { MIN_GROUPS = 3, LINE_ROOM = 1 << 20 };

/* What the commands share: one page at a time, and while learning a table of
 * features with the number of groups that showed each. */
struct trainer {
    nutgraf_model *model;
    struct ng_arena arena;
    struct ng_page page;
    struct ng_view view;
    struct crf crf;
    uint64_t *keys;   /* open addressing: feature */
    uint32_t *groups; /* the last group that showed it, and how many did */
    uint8_t *counts;
    size_t mask, used;
    uint32_t group;
    bool counting;
};

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

/* The slot of a feature in the table of counts. */
static size_t slot_of(const struct trainer *t, uint64_t feature)
{
    size_t i = (size_t)ng_hash_mix(feature) & t->mask;

    while (t->keys[i] && t->keys[i] != feature)
        i = (i + 1) & t->mask;
    return i;
}

/* Called for every feature of a block, in both readings of the list: the first
 * counts in how many groups a feature is seen, the second hands those of
 * MIN_GROUPS to the CRF. Pages of a group must stand together in the list,
 * since only the last group is remembered. */
static void add_feature(void *user, uint64_t feature)
{
    struct trainer *t = user;
    size_t i = slot_of(t, feature);

    if (!t->counting) {
        if (t->counts[i] >= MIN_GROUPS)
            crf_feature(&t->crf, feature);
        return;
    }
    if (!t->keys[i]) {
        t->keys[i] = feature;
        if (++t->used * 2 > t->mask)
            die("too many features", "-");
    }
    if (t->groups[i] != t->group && t->counts[i] < 255)
        t->counts[i]++;
    t->groups[i] = t->group;
}

/* All features of one block, those of the elements above it included. */
static void add_block(struct trainer *t, size_t i)
{
    uint32_t e = ng_page_block(&t->page, i)->element;

    /* Features of an element count for every block below it. */
    for (; e != NG_NO_ELEMENT; e = ng_view_element(&t->view, e)->parent)
        ng_element_features(&t->view, e, add_feature, t);
    ng_block_features(&t->view, i, add_feature, t);
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

/* Adds one line of the list. */
static void add_line(struct trainer *t, char *line, const char *skip)
{
    char *path = strtok(line, "\t"), *labels = strtok(NULL, "\t");
    char *fold = strtok(NULL, "\t"), *group = strtok(NULL, "\t\n");

    if (!path || !labels || !fold || !group)
        die("a line with less than four fields", "LIST");
    if (skip && strcmp(fold, skip) == 0)
        return;
    view_file(t, path);
    if (strlen(labels) != t->page.blocks.count)
        die("labels and blocks differ in number", path);
    t->group = (uint32_t)ng_hash(group, strlen(group)) | 1;
    for (size_t i = 0; i < t->page.blocks.count; i++) {
        add_block(t, i);
        if (!t->counting)
            crf_token(&t->crf, allowed_by(labels[i]));
    }
    if (!t->counting)
        crf_sequence_end(&t->crf);
}

/* Hands each line to add_line, which cuts it up. */
static void read_list(struct trainer *t, const char *list, const char *skip)
{
    FILE *file = fopen(list, "r");
    char *line = malloc(LINE_ROOM);

    if (!file || !line)
        die("cannot be read", list);
    while (fgets(line, LINE_ROOM, file))
        add_line(t, line, skip);
    free(line);
    fclose(file);
}

/* Two readings of the list, then training: only the first reading tells which
 * features are seen in enough groups. */
static void learn(struct trainer *t, const char *list, const char *out,
                  const char *skip)
{
    static const char *const names[] = {"drop", "keep"};
    struct crf_options options = {.epochs = 8, .rate = 0.1, .l1 = 0.001,
                                  .min_count = 3, .seed = 1, .quiet = true};
    size_t room = (size_t)1 << 22;

    t->mask = room - 1;
    t->keys = calloc(room, sizeof *t->keys);
    t->groups = calloc(room, sizeof *t->groups);
    t->counts = calloc(room, 1);
    if (!t->keys || !t->groups || !t->counts)
        die("out of memory", list);
    crf_init(&t->crf, names, NG_STRIP_LABELS);
    t->counting = true;
    read_list(t, list, skip);
    t->counting = false;
    read_list(t, list, skip);
    crf_train(&t->crf, &options);
    fprintf(stderr, "%zu features, %zu bytes\n", t->crf.F,
            crf_write(&t->crf, out, 0.01));
    crf_free(&t->crf);
    free(t->keys);
    free(t->groups);
    free(t->counts);
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

/* Chooses the command; the model that is built in gives the tables that
 * features ask. */
int main(int argc, char **argv)
{
    struct trainer t = {0};

    if (nutgraf_model_open(NULL, &t.model) != NUTGRAF_OK)
        die("cannot be opened", "model");
    ng_arena_init(&t.arena, &ng_alloc_default);
    ng_page_init(&t.page, &ng_alloc_default, &t.arena);
    if (argc > 2 && strcmp(argv[1], "blocks") == 0)
        for (int i = 2; i < argc; i++)
            print_blocks(&t, argv[i]);
    else if (argc > 3 && strcmp(argv[1], "learn") == 0)
        learn(&t, argv[2], argv[3], argc > 4 ? argv[4] : NULL);
    else if (argc > 4 && strcmp(argv[1], "print") == 0)
        print_fold(&t, argv[2], argv[3], argv[4]);
    else
        die("see the head of tools/train/strip.c", "usage");
    ng_page_free(&t.page);
    ng_arena_free(&t.arena);
    nutgraf_model_free(t.model);
    return 0;
}
