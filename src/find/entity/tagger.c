/*
 * tagger.c - names by the trained labeller.
 *
 * The article is read twice: for evidence on its words, then to decide, window
 * by window. A decision is the best sequence of labels of one segment, found
 * by Viterbi over the sums of feature weights; the BILOU labels let a name's
 * last token and a name of one token have weights of their own.
 *
 * A token has some seventy features, each in another place of a table of
 * megabytes. Hence what the features of one word sum to is kept with the word,
 * what other small groups of features sum to under their keys, and the rest is
 * asked for together before it is added. What is kept belongs to the worker. It
 * is a function of its key, so an article's result does not depend on what came
 * before it.
 *
 *     batch of segments -> words -> rows of sums, some to be filled, and
 *     features of no row -> places -> weights -> scores -> labels -> names
 *
 * A segment has at most NG_SEGMENT_MAX tokens, so the cost is linear in the
 * text and the scores fit a buffer that is allocated once per worker.
 */
#include "find/entity/tagger.h"

/* Rows of sums that are kept: 3 MB, of which a text touches what it needs. */
#define ROWS 16384

/* Segments that are read together, and their tokens. */
#define BATCH_SEGMENTS 16
#define BATCH_TOKENS NG_SEGMENT_MAX
#define BATCH_ITEMS (BATCH_TOKENS + 2 * NG_CONTEXT * BATCH_SEGMENTS)

/* Tokens that are scored together: their weights come while the others have
 * their turn. */
#define TOGETHER 16

#define ROW_NUMBERS NG_LABELLER_ROOM(NG_ENTITY_LABELS)

/* Features that are summed up into one place. */
struct task {
    int32_t *sums;     /* a row; NULL: those of a token */
    size_t first, end; /* in `features` */
};

/* A token on its way. */
struct pending {
    const struct ng_window *window;
    size_t i;
    uint64_t keys[NG_GROUP_JOINED]; /* of groups whose row no word knows */
    const int32_t *rows[NG_GROUP_JOINED]; /* of its groups that have features */
    size_t row_count;
    size_t task; /* of the features that belong to no row */
};

struct segment {
    size_t first, end;
    struct ng_window window;
};

/* What a worker keeps from article to article, and where it works. */
struct kept {
    struct ng_tagger tagger;
    struct ng_memo rows;  /* int32_t [ROW_NUMBERS] */
    struct ng_memo words; /* struct ng_word */
    struct segment segments[BATCH_SEGMENTS];
    struct ng_item items[BATCH_ITEMS];
    float scores[BATCH_TOKENS * NG_ENTITY_LABELS];
    struct pending pending[TOGETHER];
    struct task tasks[TOGETHER * NG_GROUP_COUNT];
    uint64_t features[TOGETHER * NG_FEATURES_MAX];
    size_t task_count, feature_count;
};

/* What the decision works with. */
struct pass {
    const struct ng_labeller *labeller;
    struct ng_features features;
    struct ng_names *names;
    struct kept *kept;
    size_t segments, tokens, items; /* of the batch */
};

/* Weights of another set of labels are refused: they were trained for another
 * version. Clusters may be missing, weights may not. */
bool ng_tagger_open(struct ng_tagger *tagger, const struct nutgraf_model *m,
                    bool open)
{
    struct ng_slice section;

    *tagger = (struct ng_tagger){0};
    if (!ng_model_section(m, open ? "entity-open" : "entity", &section) ||
        !ng_labeller_open(&tagger->labeller, section) ||
        tagger->labeller.label_count != NG_ENTITY_LABELS)
        return false;
    tagger->has_clusters = ng_model_section(m, "clusters", &section) &&
                           ng_clusters_open(&tagger->clusters, section);
    tagger->has_senses = ng_model_section(m, "senses", &section) &&
                         ng_clusters_open(&tagger->senses, section);
    return true;
}

/* The row of a group: that of its word, or else found by its key. NULL when the
 * group has no features; `*known` is false when the row is new. */
static int32_t *find_row(struct kept *k, const struct pending *now,
                         enum ng_feature_group group, bool *known)
{
    uint64_t key = now->keys[group];
    uint16_t *number;

    if (key)
        return ng_memo_row(&k->rows, ng_memo_find(&k->rows, key, known));
    if (group >= NG_WORD_GROUPS)
        return NULL;
    number = ng_features_row(now->window, now->i, group);
    *known = *number != 0;
    if (!*known)
        *number = (uint16_t)(ng_memo_add(&k->rows) + 1);
    return ng_memo_row(&k->rows, *number - 1u);
}

/* Makes the keys of a token's groups, and asks for where they are looked up. A
 * word knows the rows of its own groups. */
static void make_keys(struct kept *k, struct pending *now)
{
    for (unsigned g = 0; g < NG_GROUP_JOINED; g++) {
        enum ng_feature_group group = (enum ng_feature_group)g;
        now->keys[g] = 0;
        if (g < NG_WORD_GROUPS && ng_features_row(now->window, now->i, group))
            continue;
        now->keys[g] = ng_features_key(now->window, now->i, group);
        if (now->keys[g])
            ng_memo_prefetch(&k->rows, now->keys[g]);
    }
}

/* Asks for all lines of a row. */
static void prefetch_row(const int32_t *row)
{
    for (size_t at = 0; at < ROW_NUMBERS; at += NG_MEMO_ALIGN / sizeof *row)
        __builtin_prefetch(row + at);
}

/* Appends the features of a group, to be added to `sums`. */
static void add_task(struct kept *k, const struct ng_labeller *l,
                     const struct pending *now, enum ng_feature_group group,
                     int32_t *sums)
{
    uint64_t *features = k->features + k->feature_count;
    size_t count = ng_features_group(now->window, now->i, group, features);

    ng_labeller_mix(l, features, count);
    k->tasks[k->task_count++] = (struct task){
        sums, k->feature_count, k->feature_count + count};
    k->feature_count += count;
}

/* Finds the rows of a token. New ones become tasks, and so does what has no
 * row. */
static void prepare_token(struct kept *k, const struct ng_labeller *l,
                          struct pending *now)
{
    now->row_count = 0;
    for (unsigned g = 0; g < NG_GROUP_JOINED; g++) {
        enum ng_feature_group group = (enum ng_feature_group)g;
        bool known;
        int32_t *row = find_row(k, now, group, &known);
        if (!row)
            continue;
        now->rows[now->row_count++] = row;
        prefetch_row(row);
        if (!known)
            add_task(k, l, now, group, row);
    }
    now->task = k->task_count;
    add_task(k, l, now, NG_GROUP_JOINED, NULL);
}

/* Leaves those features of the tasks that may have weights, one behind
 * another. */
static void select_features(struct kept *k, const struct ng_labeller *l)
{
    size_t kept = 0;

    for (size_t n = 0; n < k->task_count; n++) {
        struct task *task = &k->tasks[n];
        size_t first = kept;
        kept += ng_labeller_select(l, k->features + task->first,
                                   task->end - task->first,
                                   k->features + kept);
        task->first = first;
        task->end = kept;
    }
    k->feature_count = kept;
}

/* Fills the new rows of all tokens, before any of them is added up. */
static void fill_rows(struct kept *k, const struct ng_labeller *l)
{
    for (size_t n = 0; n < k->task_count; n++) {
        const struct task *task = &k->tasks[n];
        if (!task->sums)
            continue;
        memset(task->sums, 0, ROW_NUMBERS * sizeof *task->sums);
        ng_labeller_sum_found(l, k->features + task->first,
                              task->end - task->first, task->sums);
    }
}

/* Adds up what the rows of a token hold and what belongs to none. */
static void sum_token(const struct kept *k, const struct ng_labeller *l,
                      const struct pending *now, float *scores)
{
    _Alignas(NG_MEMO_ALIGN) int32_t sums[NG_MAX_LABELS];
    const struct task *task = &k->tasks[now->task];

    ng_labeller_total(l, now->rows, now->row_count, sums);
    ng_labeller_sum_found(l, k->features + task->first,
                          task->end - task->first, sums);
    ng_labeller_scores(l, sums, scores);
}

/* Scores the tokens that wait, step by step: while what one of them
 * needs is on its way, the others have their turn. */
static void score_pending(struct kept *k, const struct ng_labeller *l,
                          size_t count, float *scores)
{
    for (size_t n = 0; n < count; n++)
        prepare_token(k, l, &k->pending[n]);
    select_features(k, l);
    ng_labeller_find(l, k->features, k->feature_count);
    fill_rows(k, l);
    for (size_t n = 0; n < count; n++)
        sum_token(k, l, &k->pending[n], scores + n * NG_ENTITY_LABELS);
    k->task_count = k->feature_count = 0;
}

/* Scores all tokens of the batch. */
static void score_batch(struct pass *p)
{
    struct kept *k = p->kept;
    size_t count = 0;
    float *scores = k->scores;

    for (size_t n = 0; n < p->segments; n++)
        for (size_t i = k->segments[n].first; i < k->segments[n].end; i++) {
            k->pending[count].window = &k->segments[n].window;
            k->pending[count].i = i;
            make_keys(k, &k->pending[count]);
            if (++count < TOGETHER)
                continue;
            score_pending(k, p->labeller, count, scores);
            scores += count * NG_ENTITY_LABELS;
            count = 0;
        }
    score_pending(k, p->labeller, count, scores);
}

/* The odds of each type for the segment's tokens [begin, end), which are one
 * name: how much its labels would score less if it had that type. */
static void read_odds(const float *scores, const uint8_t *labels,
                      size_t begin, size_t end, int16_t *odds)
{
    float sums[NG_ENTITY_TYPES] = {0}, best = -1e30f;

    for (size_t t = begin; t < end; t++)
        for (unsigned type = 0; type < NG_ENTITY_TYPES; type++)
            sums[type] += scores[t * NG_ENTITY_LABELS +
                                 ng_label(type, ng_label_part(labels[t]))];
    for (unsigned type = 0; type < NG_ENTITY_TYPES; type++)
        best = sums[type] > best ? sums[type] : best;
    for (unsigned type = 0; type < NG_ENTITY_TYPES; type++) {
        float less = (sums[type] - best) * NG_ODDS_UNIT;
        odds[type] = (int16_t)(less > NG_ODDS_LEAST ? less : NG_ODDS_LEAST);
    }
}

/* Reads the names out of a segment's labels. The decoder gives only legal
 * sequences, so every Last has its Begin, of the same type; names come out in
 * text order. */
static ng_status read_labels(struct pass *p, const float *scores,
                             const uint8_t *labels, size_t first,
                             size_t count)
{
    size_t begin = 0;

    for (size_t t = 0; t < count; t++) {
        enum ng_bilou part;
        if (!labels[t])
            continue;
        part = ng_label_part(labels[t]);
        if (part == NG_LABEL_B || part == NG_LABEL_U)
            begin = t;
        if (part != NG_LABEL_L && part != NG_LABEL_U)
            continue;
        NG_TRY(ng_names_add(p->names, first + begin, first + t + 1,
                            (nutgraf_entity_type)ng_label_type(labels[t])));
        read_odds(scores, labels, begin, t + 1,
                  p->names->items[p->names->count - 1].odds);
    }
    return NUTGRAF_OK;
}

/* When there may be no room for the batch's words and rows, all are forgotten:
 * words know the numbers of rows. */
static void make_room(struct pass *p)
{
    struct kept *k = p->kept;

    if (ng_memo_has_room(&k->words, p->items) &&
        ng_memo_has_room(&k->rows, p->tokens * NG_GROUP_JOINED))
        return;
    ng_memo_forget(&k->words);
    ng_memo_forget(&k->rows);
}

/* The segments of the batch through all steps. The back pointers of the decoder
 * are scratch memory and are given back by it. */
static ng_status tag_batch(struct pass *p)
{
    struct kept *k = p->kept;
    const float *scores = k->scores;
    uint8_t labels[NG_SEGMENT_MAX];

    make_room(p);
    for (size_t n = 0; n < p->segments; n++)
        ng_features_read(&p->features, &k->segments[n].window);
    score_batch(p);
    for (size_t n = 0; n < p->segments; n++) {
        const struct segment *s = &k->segments[n];
        size_t count = s->end - s->first;
        NG_TRY(ng_labeller_decode(p->labeller, scores, count, labels,
                                  &p->names->run->scratch));
        NG_TRY(read_labels(p, scores, labels, s->first, count));
        scores += count * NG_ENTITY_LABELS;
    }
    p->segments = p->tokens = p->items = 0;
    return NUTGRAF_OK;
}

/* Adds a segment to the batch, which is worked off first when it is full. */
static ng_status add_segment(struct pass *p, size_t first, size_t end,
                             const struct ng_sentence *sentence)
{
    struct segment *s;

    if (p->segments == BATCH_SEGMENTS ||
        p->tokens + end - first > BATCH_TOKENS)
        NG_TRY(tag_batch(p));
    s = &p->kept->segments[p->segments++];
    *s = (struct segment){first, end,
                          ng_window_of(p->features.text, first, end, sentence,
                                       p->kept->items + p->items)};
    p->tokens += end - first;
    p->items += s->window.end - s->window.first;
    return NUTGRAF_OK;
}

/* The worker's memory, made when the first article needs it. It stays void
 * until all of it is there. */
static ng_status make_kept(struct ng_run *run, const struct ng_tagger *tagger)
{
    struct kept *kept = ng_arena_alloc(&run->settings, sizeof *kept);

    if (!kept)
        return NUTGRAF_NO_MEMORY;
    kept->tagger = *tagger;
    kept->task_count = kept->feature_count = 0;
    NG_TRY(ng_memo_init(&kept->rows, ROWS, ROW_NUMBERS * sizeof(int32_t),
                        &run->settings));
    NG_TRY(ng_words_init(&kept->words, &run->settings));
    run->kept[NG_MODULE_ENTITY] = kept;
    return NUTGRAF_OK;
}

/* Names never cross a sentence's end, since segments do not. */
static ng_status tag_all(struct pass *p)
{
    const struct ng_text *text = p->features.text;

    NG_TRY(ng_features_collect(&p->features));
    for (size_t i = 0; i < text->sentences.count; i++) {
        const struct ng_sentence *s =
            NG_AT(&text->sentences, struct ng_sentence, i);
        size_t at = s->first_token, first, end;
        while (ng_segment_next(text, &at, s->token_end, &first, &end))
            NG_TRY(add_segment(p, first, end, s));
    }
    return tag_batch(p);
}

/* Finds the weights once in a worker's life, which keeps its model and its
 * options. `*kept` is NULL when there are none. */
static ng_status get_kept(struct ng_run *run, struct kept **kept)
{
    struct ng_tagger tagger;

    if (!run->kept[NG_MODULE_ENTITY] &&
        ng_tagger_open(&tagger, run->model, run->options.open_weights))
        NG_TRY(make_kept(run, &tagger));
    *kept = run->kept[NG_MODULE_ENTITY];
    return NUTGRAF_OK;
}

/* What the work needs lies in the worker's memory rather than on the stack,
 * which may be small in a thread. */
ng_status ng_tag_by_weights(struct ng_names *names, bool *tagged)
{
    struct ng_run *run = names->run;
    struct pass p = {.names = names};
    const struct ng_tagger *tagger;

    NG_TRY(get_kept(run, &p.kept));
    *tagged = p.kept != NULL;
    if (!p.kept)
        return NUTGRAF_OK;
    tagger = &p.kept->tagger;
    p.labeller = &tagger->labeller;
    p.features = (struct ng_features){
        .text = &run->text,
        .clusters = tagger->has_clusters ? &tagger->clusters : NULL,
        .senses = tagger->has_senses ? &tagger->senses : NULL,
        .words = &p.kept->words,
        .evidence = {&run->doc}};
    return tag_all(&p);
}
