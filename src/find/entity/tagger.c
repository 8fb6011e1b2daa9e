/*
 * tagger.c - names by the trained labeller.
 *
 * The article is read twice: for evidence on its words, then to decide, window
 * by window. A decision is the best sequence of labels of one segment, found
 * by Viterbi over the sums of feature weights; the BILOU labels let a name's
 * last token and a name of one token have weights of their own.
 *
 * Most of the time would go into waiting for memory: a token has some seventy
 * features, each in another place of a table of megabytes. Hence what the
 * features of one word sum to is kept with the word, what other small groups of
 * features sum to under their keys, and the rest of some tokens is asked for
 * together before it is added. What is kept belongs to the worker. It is a
 * function of its key, so an article's result does not depend on what came
 * before it.
 *
 * A segment has at most NG_SEGMENT_MAX tokens, so the cost is linear in the
 * text and the scores fit a buffer that is allocated once per article.
 */
#include "find/entity/tagger.h"

/* Sets of the two memos: 0.4 MB of sums and 5 MB of words with their sums, of
 * which a text touches what it has words for. */
#define SUM_SETS 1024
#define WORD_SETS 2048

/* Tokens of a segment that are scored together. */
#define BATCH 4

/* A token on its way: the rows of its groups, NULL when nothing is kept of
 * one, and the features of those groups that have to be summed. The last group
 * is never kept, its features come last. */
struct pending {
    int32_t *rows[NG_GROUP_JOINED];
    bool known[NG_GROUP_COUNT];
    uint32_t ends[NG_GROUP_COUNT]; /* of each group's features */
    uint64_t features[NG_FEATURES_MAX];
};

/* What a worker keeps from article to article. */
struct kept {
    struct ng_memo sums;  /* rows of groups that are not of one word */
    struct ng_memo words; /* struct ng_kept_word */
    struct pending batch[BATCH];
};

/* What the decision works with. */
struct pass {
    const struct ng_labeller *labeller;
    struct ng_features *features;
    struct ng_names *names;
    float *scores; /* [NG_SEGMENT_MAX][Y] */
    struct kept *kept;
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

/* The row of a group: with its word, or else in the memo. */
static int32_t *find_row(struct pass *p, size_t i, enum ng_feature_group group,
                         bool *known)
{
    uint64_t key = ng_features_key(p->features, i, group);
    struct ng_kept_word *word;

    if (group >= NG_WORD_GROUPS)
        return ng_memo_row(&p->kept->sums, key, known);
    word = ng_features_kept(p->features, i, group);
    if (!word)
        return NULL;
    *known = word->keys[group] == key;
    word->keys[group] = key;
    return word->sums + group * p->labeller->width;
}

/* Finds the token's rows and makes the features of those that hold something
 * else. A row is written when the token is summed, and tokens are summed in the
 * order in which they were prepared: until then it holds what the tokens before
 * want of it. */
static void prepare_token(struct pass *p, size_t i, struct pending *now)
{
    uint32_t count = 0;

    for (unsigned g = 0; g < NG_GROUP_COUNT; g++) {
        enum ng_feature_group group = (enum ng_feature_group)g;
        now->known[g] = false;
        if (group != NG_GROUP_JOINED)
            now->rows[g] = find_row(p, i, group, &now->known[g]);
        if (!now->known[g])
            count += (uint32_t)ng_features_group(p->features, i, group,
                                                 now->features + count);
        now->ends[g] = count;
    }
    ng_labeller_prepare(p->labeller, now->features, count);
}

/* Adds a row of sums to another. The width is a multiple of eight. */
static void add_row(int32_t *restrict sums, const int32_t *restrict row,
                    size_t width)
{
    for (size_t at = 0; at < width; at += 8)
        for (size_t k = 0; k < 8; k++)
            sums[at + k] += row[at + k];
}

/* Fills the rows that were not known and adds all of them up; what has no row
 * is added at once. */
static void sum_token(struct pass *p, const struct pending *now, float *scores)
{
    int32_t sums[NG_MAX_LABELS] = {0};
    size_t width = p->labeller->width;
    uint32_t first = 0;

    for (unsigned g = 0; g < NG_GROUP_COUNT; first = now->ends[g++]) {
        int32_t *row = g == NG_GROUP_JOINED ? NULL : now->rows[g];
        if (row && !now->known[g])
            memset(row, 0, width * sizeof *row);
        if (!now->known[g])
            ng_labeller_sum_found(p->labeller, now->features + first,
                                  now->ends[g] - first, row ? row : sums);
        if (row)
            add_row(sums, row, width);
    }
    ng_labeller_scores(p->labeller, sums, scores);
}

/* Scores tokens [first, end), at most BATCH of them, in three steps: while the
 * weights of one token are on their way, the others have their turn. */
static void score_batch(struct pass *p, size_t first, size_t end,
                        float *scores)
{
    struct pending *batch = p->kept->batch;

    for (size_t i = first; i < end; i++)
        prepare_token(p, i, &batch[i - first]);
    for (size_t i = first; i < end; i++)
        ng_labeller_find(p->labeller, batch[i - first].features,
                         batch[i - first].ends[NG_GROUP_JOINED]);
    for (size_t i = first; i < end; i++)
        sum_token(p, &batch[i - first],
                  scores + (i - first) * p->labeller->label_count);
}

/* Scores tokens [first, end). */
static void score_segment(struct pass *p, size_t first, size_t end)
{
    for (size_t i = first; i < end; i += BATCH)
        score_batch(p, i, end - i < BATCH ? end : i + BATCH,
                    p->scores + (i - first) * p->labeller->label_count);
}

/* Reads the names out of a segment's labels. The decoder gives only legal
 * sequences, so every Last has its Begin, of the same type; names come out in
 * text order. */
static ng_status read_labels(struct pass *p, const uint8_t *labels,
                             size_t first, size_t count)
{
    size_t begin = first;

    for (size_t t = 0; t < count; t++) {
        enum ng_bilou part;
        if (!labels[t])
            continue;
        part = ng_label_part(labels[t]);
        if (part == NG_LABEL_B || part == NG_LABEL_U)
            begin = first + t;
        if (part == NG_LABEL_L || part == NG_LABEL_U)
            NG_TRY(ng_names_add(
                p->names, begin, first + t + 1,
                (nutgraf_entity_type)ng_label_type(labels[t])));
    }
    return NUTGRAF_OK;
}

/* One window through all steps. The back pointers of the decoder are scratch
 * memory and are given back by it. */
static ng_status tag_segment(struct pass *p, size_t first, size_t end,
                             const struct ng_sentence *sentence)
{
    uint8_t labels[NG_SEGMENT_MAX];

    ng_features_window(p->features, first, end, sentence);
    score_segment(p, first, end);
    NG_TRY(ng_labeller_decode(p->labeller, p->scores, end - first, labels,
                              &p->names->run->scratch));
    return read_labels(p, labels, first, end - first);
}

/* The worker's memory of words, made when the first article needs it. */
static ng_status get_kept(struct ng_run *run, struct pass *p)
{
    struct kept *kept = run->kept[NG_MODULE_ENTITY];

    p->kept = kept;
    if (kept)
        return NUTGRAF_OK;
    p->kept = kept = ng_arena_alloc(&run->settings, sizeof *kept);
    if (!kept)
        return NUTGRAF_NO_MEMORY;
    NG_TRY(ng_memo_init(&kept->sums, SUM_SETS,
                        p->labeller->width * sizeof(int32_t),
                        &run->settings));
    NG_TRY(ng_memo_init(&kept->words, WORD_SETS,
                        sizeof(struct ng_kept_word) +
                            NG_WORD_GROUPS * p->labeller->width *
                                sizeof(int32_t),
                        &run->settings));
    run->kept[NG_MODULE_ENTITY] = kept;
    return NUTGRAF_OK;
}

/* Features (some 20 kB) and scores lie in the arena rather than on the stack,
 * which may be small in a thread. Names never cross a sentence's end, since
 * segments do not. */
ng_status ng_tag_by_weights(struct ng_names *names,
                            const struct ng_tagger *tagger)
{
    struct ng_run *run = names->run;
    struct pass p = {&tagger->labeller, NULL, names, NULL, NULL};

    p.features = ng_arena_alloc(&run->doc, sizeof *p.features);
    p.scores = ng_arena_array(&run->doc, NG_SEGMENT_MAX * NG_ENTITY_LABELS,
                              sizeof *p.scores);
    if (!p.features || !p.scores)
        return NUTGRAF_NO_MEMORY;
    ng_features_init(p.features, &run->text,
                     tagger->has_clusters ? &tagger->clusters : NULL,
                     tagger->has_senses ? &tagger->senses : NULL,
                     &run->doc);
    NG_TRY(ng_features_collect(p.features));
    NG_TRY(get_kept(run, &p));
    p.features->words = &p.kept->words;
    for (size_t i = 0; i < run->text.sentences.count; i++) {
        const struct ng_sentence *s =
            NG_AT(&run->text.sentences, struct ng_sentence, i);
        size_t at = s->first_token, first, end;
        while (ng_segment_next(&run->text, &at, s->token_end, &first, &end))
            NG_TRY(tag_segment(&p, first, end, s));
    }
    return NUTGRAF_OK;
}
