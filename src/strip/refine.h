/*
 * refine.h - the last look at the chosen blocks: captions, titles, teasers
 * inside the body; and why each other block was dropped.
 */
#ifndef NG_STRIP_REFINE_H
#define NG_STRIP_REFINE_H

#include "strip/title.h"

/* Turns the classifier's choice into verdicts; with `reasons`, says why blocks
 * were dropped. */
void ng_refine(const struct ng_view *view, const struct ng_title *title,
               const bool *keep, bool reasons,
               struct ng_verdict *verdicts);

/* Keeps every block, with the kinds that ng_refine gave. */
void ng_refine_keep_all(const struct ng_view *view,
                        struct ng_verdict *verdicts);

#endif
