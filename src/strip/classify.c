/*
 * classify.c - scores of elements, handed down to blocks, then Viterbi.
 *
 * In: the measured page and a trained labeller (one for markup, one for plain
 * text). Out: for each block whether it is the article's.
 *
 * A block's score for a label is the sum of the weights of its own features
 * and of those of every element above it: "comments" in a class ten levels up
 * speaks for all that is below. Summing along each path anew would be
 * quadratic on pages that nest deeply, so an element's sum starts from its
 * parent's. The best row of labels is then found for the page as a whole: the
 * labeller also weighs which label follows which.
 *
 * Cost: linear in features, blocks and elements; memory one float per label of
 * each block and element.
 */
#include "strip/classify.h"

/* A labeller and the scores that features are added to. */
struct sum {
    const struct ng_labeller *labeller;
    float *scores; /* [Y] */
};

/* The callback of both feature functions: adds one feature's weights at once,
 * so that no list of features is ever built. Unknown features weigh nothing. */
static void add_feature(void *user, uint64_t feature)
{
    const struct sum *sum = user;

    ng_labeller_add(sum->labeller, feature, sum->scores);
}

/* Every element's scores include those of the elements above it. Parents come
 * before their children in the page's list, so a parent's sum is complete when
 * a child copies it. */
static void score_elements(const struct ng_view *view,
                           const struct ng_labeller *labeller, float *scores)
{
    size_t Y = labeller->label_count;

    for (size_t e = 0; e < view->page->elements.count; e++) {
        struct sum sum = {labeller, scores + e * Y};
        uint32_t parent = ng_view_element(view, (uint32_t)e)->parent;
        if (parent != NG_NO_ELEMENT)
            memcpy(sum.scores, scores + parent * Y, Y * sizeof *scores);
        ng_element_features(view, (uint32_t)e, add_feature, &sum);
    }
}

/* One row of Y scores per block, begun with the row of its element (plain text
 * has none: the row stays zero), then decoded. The arrays have a spare
 * element, so that an empty page asks for no empty allocation. */
ng_status ng_classify(const struct ng_view *view,
                      const struct ng_labeller *labeller, bool *keep)
{
    const struct ng_page *page = view->page;
    size_t T = page->blocks.count, Y = labeller->label_count;
    float *elements = ng_arena_array(page->arena, page->elements.count + 1,
                                     Y * sizeof *elements);
    float *scores = ng_arena_array(page->arena, T + 1, Y * sizeof *scores);
    uint8_t *labels = ng_arena_array(page->arena, T + 1, 1);

    if (!elements || !scores || !labels)
        return NUTGRAF_NO_MEMORY;
    score_elements(view, labeller, elements);
    for (size_t t = 0; t < T; t++) {
        struct sum sum = {labeller, scores + t * Y};
        uint32_t element = ng_page_block(page, t)->element;
        if (element != NG_NO_ELEMENT)
            memcpy(sum.scores, elements + element * Y, Y * sizeof *scores);
        ng_block_features(view, t, add_feature, &sum);
    }
    NG_TRY(ng_labeller_decode(labeller, scores, T, labels, page->arena));
    for (size_t t = 0; t < T; t++)
        keep[t] = labels[t] == NG_STRIP_KEEP;
    return NUTGRAF_OK;
}
