/*
 * classify.h - which blocks are the article's: the labeller over the page.
 */
#ifndef NG_STRIP_CLASSIFY_H
#define NG_STRIP_CLASSIFY_H

#include "model/labeller.h"
#include "strip/features.h"
#include "strip/strip.h"

/* Label numbers of the trained sections. */
enum ng_strip_label { NG_STRIP_DROP, NG_STRIP_KEEP, NG_STRIP_LABELS };

/* Labels every block; `keep[i]` is true for the article's. `known` keeps
 * weights of one labeller from page to page. Memory from the page's arena. Linear.
 * Status: NO_MEMORY. */
ng_status ng_classify(const struct ng_view *view,
                      const struct ng_labeller *labeller,
                      struct ng_strip_known *known, bool *keep);

#endif
