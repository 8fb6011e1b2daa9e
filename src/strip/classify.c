/*
 * classify.c - what words lean to, then what the trees make of all measures.
 *
 * In: the measured page, a labeller and trees trained for its kind (markup or
 * plain text). Out: for each block whether it is the article's.
 *
 * First the labeller: a linear model of words, those that a block begins with
 * and those of classes and ids around it. A block's score is the sum of the
 * weights of its own features and of those of every element above it:
 * "comments" in a class ten levels up speaks for all that is below. Summing
 * along each path anew would be quadratic on pages that nest deeply, so an
 * element's sum starts from its parent's. Then the blocks of one container are
 * drawn towards each other. What comes out is a leaning, not yet a decision:
 * words are learned from sites, and the next site has others.
 *
 * The trees decide (columns.c, model/trees.c). They see the leanings of a
 * block, its neighbours and its groups as some of a hundred measures, all
 * others of which mean the same on any site.
 *
 * Cost: linear in features, blocks and elements; memory some fifty bytes per
 * block, given back at the end.
 */
#include "strip/classify.h"

/* How much the others of a container move a block of prose, and another one;
 * the bytes of prose that have a vote at least; a score's bound in it. Chosen on
 * the folds of the training. */
static const float PROSE_PULL = 2.0f, OTHER_PULL = 0.5f;
static const float MIN_VOTE = 80.0f, MAX_LEAN = 4.0f;
/* Elements above the container that are asked when it has no other prose, and
 * what each step up leaves of their pull. */
enum { MAX_UP = 2 };
static const float CLIMB = 0.5f;

/* What the prose below an element leans to. */
struct vote {
    float sum, bytes;
};

/* Rows of weights that are known. Pages are made of some thousand facts, and
 * the labeller's table is far larger than the nearest cache. */
enum { KNOWN_BITS = 13 };

/* A feature's weights. Row and feature are 0 in the beginning. */
struct ng_known_weights {
    uint64_t feature;
    float weights[NG_STRIP_LABELS];
};

/* Takes the rows when there are none. They outlive the page. */
static ng_status begin_known(struct ng_strip_known *known)
{
    if (!known->rows)
        known->rows = ng_arena_array(known->arena, (size_t)1 << KNOWN_BITS,
                                     sizeof *known->rows);
    return known->rows ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* Adds the weights of features, in their order. A feature has one row where it
 * may be known; one that finds another there takes its place, after a look into
 * the labeller. Features without weights have zeros. */
static void add_features(const struct ng_labeller *labeller,
                         const struct ng_strip_known *known,
                         const struct ng_features *features, float *scores)
{
    float drop = scores[NG_STRIP_DROP], keep = scores[NG_STRIP_KEEP];

    for (size_t n = 0; n < features->count; n++) {
        uint64_t feature = features->list[n];
        struct ng_known_weights *row =
            &known->rows[feature * 0x9E3779B97F4A7C15u >> (64 - KNOWN_BITS)];
        if (row->feature != feature) {
            *row = (struct ng_known_weights){.feature = feature};
            ng_labeller_add(labeller, feature, row->weights);
        }
        drop += row->weights[NG_STRIP_DROP];
        keep += row->weights[NG_STRIP_KEEP];
    }
    scores[NG_STRIP_DROP] = drop;
    scores[NG_STRIP_KEEP] = keep;
}

/* Every element's scores include those of the elements above it. Parents come
 * before their children in the page's list, so a parent's sum is complete when
 * a child copies it. */
static void score_elements(const struct ng_view *view,
                           const struct ng_labeller *labeller,
                           const struct ng_strip_known *known, float *scores)
{
    struct ng_features features;
    size_t Y = NG_STRIP_LABELS;

    for (size_t e = 0; e < view->page->elements.count; e++) {
        uint32_t parent = ng_view_element(view, (uint32_t)e)->parent;
        if (parent != NG_NO_ELEMENT)
            memcpy(scores + e * Y, scores + parent * Y, Y * sizeof *scores);
        ng_element_features(view, (uint32_t)e, &features);
        add_features(labeller, known, &features, scores + e * Y);
    }
}

/* How far a block's score speaks for keeping it; bounded, so that one block
 * that is very sure does not decide for its whole container. */
static float lean_of(const float *row)
{
    float lean = row[NG_STRIP_KEEP] - row[NG_STRIP_DROP];

    return lean > MAX_LEAN ? MAX_LEAN : lean < -MAX_LEAN ? -MAX_LEAN : lean;
}

/* Sums the leanings of the prose below each element, weighted by its bytes.
 * Children come after their parents, so backwards each sum is complete when it
 * is handed up. */
static void poll(const struct ng_view *view, const float *scores,
                 struct vote *votes)
{
    for (size_t t = 0; t < view->page->blocks.count; t++) {
        const struct ng_block_view *b = &view->blocks[t];
        float bytes = (float)ng_page_block(view->page, t)->text.len;
        if (b->container == NG_NO_ELEMENT || !b->prose)
            continue;
        votes[b->container].sum +=
            bytes * lean_of(scores + t * NG_STRIP_LABELS);
        votes[b->container].bytes += bytes;
    }
    for (size_t e = view->page->elements.count; e-- > 0;) {
        uint32_t parent = ng_view_element(view, (uint32_t)e)->parent;
        if (parent == NG_NO_ELEMENT)
            continue;
        votes[parent].sum += votes[e].sum;
        votes[parent].bytes += votes[e].bytes;
    }
}

/* What the prose around a block leans to: that of its container, or of the
 * first of the few elements above it that has any besides the block, which
 * counts less: a box in the article is no paragraph of it. `own` is the block's
 * part in the votes. */
static float pull_of(const struct ng_view *view, const struct vote *votes,
                     uint32_t element, struct vote own)
{
    float weight = 1;

    for (int up = 0; up <= MAX_UP && element != NG_NO_ELEMENT; up++) {
        float bytes = votes[element].bytes - own.bytes;
        if (bytes >= MIN_VOTE)
            return weight * (votes[element].sum - own.sum) / bytes;
        element = ng_view_element(view, element)->parent;
        weight *= CLIMB;
    }
    return 0;
}

/* Moves every block towards what the other prose of its container leans to:
 * among the paragraphs of one <div> few are of another kind than the rest. A
 * paragraph that opens like a promo stays in the article that way, and one that
 * reads like prose goes with the sidebar around it. */
static ng_status agree(const struct ng_view *view, float *scores)
{
    struct vote *votes = ng_arena_array(
        view->page->arena, view->page->elements.count + 1, sizeof *votes);

    if (!votes)
        return NUTGRAF_NO_MEMORY;
    poll(view, scores, votes);
    for (size_t t = 0; t < view->page->blocks.count; t++) {
        const struct ng_block_view *b = &view->blocks[t];
        float *row = scores + t * NG_STRIP_LABELS;
        struct vote own = {0, 0};
        if (b->prose) {
            own.bytes = (float)ng_page_block(view->page, t)->text.len;
            own.sum = own.bytes * lean_of(row);
        }
        row[NG_STRIP_KEEP] += (b->prose ? PROSE_PULL : OTHER_PULL) *
                              pull_of(view, votes, b->container, own);
    }
    return NUTGRAF_OK;
}

/* One row of scores per block, begun with the row of its element (plain text
 * has none: the row stays zero); leanings are differences of the two labels.
 * The arrays have a spare element, so that an empty page asks for no empty
 * allocation. */
static ng_status lean(const struct ng_view *view,
                      const struct ng_classifier *classifier,
                      struct ng_lean *leans)
{
    const struct ng_page *page = view->page;
    const struct ng_labeller *labeller = classifier->labeller;
    struct ng_features features;
    size_t T = page->blocks.count, Y = NG_STRIP_LABELS;
    float *elements = ng_arena_array(page->arena, page->elements.count + 1,
                                     Y * sizeof *elements);
    float *scores = ng_arena_array(page->arena, T + 1, Y * sizeof *scores);

    if (!elements || !scores)
        return NUTGRAF_NO_MEMORY;
    score_elements(view, labeller, classifier->known, elements);
    for (size_t t = 0; t < T; t++) {
        float *row = scores + t * Y;
        uint32_t element = ng_page_block(page, t)->element;
        if (element != NG_NO_ELEMENT)
            memcpy(row, elements + element * Y, Y * sizeof *row);
        leans[t].elements = row[NG_STRIP_KEEP] - row[NG_STRIP_DROP];
        ng_block_features(view, t, &features);
        add_features(labeller, classifier->known, &features, row);
        leans[t].own = row[NG_STRIP_KEEP] - row[NG_STRIP_DROP];
    }
    NG_TRY(agree(view, scores));
    for (size_t t = 0; t < T; t++)
        leans[t].all = scores[t * Y + NG_STRIP_KEEP] -
                       scores[t * Y + NG_STRIP_DROP];
    return NUTGRAF_OK;
}

/* The scores are given back. */
ng_status ng_classify_lean(const struct ng_view *view,
                           const struct ng_classifier *classifier,
                           struct ng_lean *leans)
{
    struct ng_arena_mark mark;
    ng_status status = begin_known(classifier->known);

    if (status != NUTGRAF_OK)
        return status;
    mark = ng_arena_mark(view->page->arena);
    status = lean(view, classifier, leans);
    ng_arena_rewind(view->page->arena, mark);
    return status;
}

/* The scores of all blocks, above zero for more likely than not. */
static ng_status score(const struct ng_view *view,
                       const struct ng_classifier *classifier, bool *keep)
{
    size_t count = view->page->blocks.count;
    struct ng_arena *arena = view->page->arena;
    int32_t *scores = ng_arena_array(arena, count + 1, sizeof *scores);
    struct ng_lean *leans = ng_arena_array(arena, count + 1, sizeof *leans);

    if (!scores || !leans)
        return NUTGRAF_NO_MEMORY;
    NG_TRY(ng_classify_lean(view, classifier, leans));
    NG_TRY(ng_columns_score(classifier->trees, view, leans, scores));
    for (size_t i = 0; i < count; i++)
        keep[i] = scores[i] > 0;
    return NUTGRAF_OK;
}

/* Leanings, the table, the trees. What they need is given back. */
ng_status ng_classify(const struct ng_view *view,
                      const struct ng_classifier *classifier, bool *keep)
{
    struct ng_arena_mark mark = ng_arena_mark(view->page->arena);
    ng_status status = score(view, classifier, keep);

    ng_arena_rewind(view->page->arena, mark);
    return status;
}
