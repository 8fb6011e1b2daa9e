/*
 * classify.h - which blocks are the article's: words first, then the trees.
 */
#ifndef NG_STRIP_CLASSIFY_H
#define NG_STRIP_CLASSIFY_H

#include "strip/columns.h"
#include "strip/features.h"
#include "strip/strip.h"

/* Label numbers of the trained sections. */
enum ng_strip_label { NG_STRIP_DROP, NG_STRIP_KEEP, NG_STRIP_LABELS };

/* False when the model lacks a part, or has one that was made for another
 * version of the measures. */
static inline bool ng_classifier_is_whole(const struct ng_classifier *c)
{
    return c->labeller && c->labeller->label_count == NG_STRIP_LABELS &&
           c->trees && c->trees->tree_count &&
           c->trees->column_count == NG_COL_COUNT;
}

/* What the words of every block lean to. // [blocks] The labeller's weights are
 * kept in `known` from page to page. Memory from the page's arena. Linear.
 * Status: NO_MEMORY. */
ng_status ng_classify_lean(const struct ng_view *view,
                           const struct ng_classifier *classifier,
                           struct ng_lean *leans);

/* Decides on every block, by a whole classifier; `keep[i]` is true for the
 * article's. Memory from the page's arena. Linear. Status: NO_MEMORY. */
ng_status ng_classify(const struct ng_view *view,
                      const struct ng_classifier *classifier, bool *keep);

#endif
