/*
 * features.h - what the labeller is told of a block: hashes of small facts.
 *
 * The trainer and the classifier call the same functions, so what was learned
 * is what is seen.
 */
#ifndef NG_STRIP_FEATURES_H
#define NG_STRIP_FEATURES_H

#include "strip/view.h"

/* More than any block or element has. */
enum { NG_MAX_FEATURES = 96 };

/* The features of one block or element. `named` is true for those made of words
 * (of a class or of the text), which training leaves out now and then: they are
 * what a classifier learns by heart. */
struct ng_features {
    size_t count;
    uint64_t list[NG_MAX_FEATURES];
    bool named[NG_MAX_FEATURES];
};

/* The features of block `i` and its neighbours, but for the elements above. */
void ng_block_features(const struct ng_view *view, size_t i,
                       struct ng_features *out);

/* The features of one element: its tag and the words of its class and id. A
 * block has those of every element above it. */
void ng_element_features(const struct ng_view *view, uint32_t element,
                         struct ng_features *out);

#endif
