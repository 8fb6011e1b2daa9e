/* classify.c - scores of elements, handed down to blocks, then Viterbi. */
#include "strip/classify.h"

/* A labeller and the scores that features are added to. */
struct sum {
    const struct ng_labeller *labeller;
    float *scores; /* [Y] */
};

static void add_feature(void *user, uint64_t feature)
{
    const struct sum *sum = user;

    ng_labeller_add(sum->labeller, feature, sum->scores);
}

/* Every element's scores include those of the elements above it. */
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
