/*
 * features.h - what the labeller is told of a block: hashes of small facts.
 *
 * The trainer and the classifier call the same functions, so what was learned
 * is what is seen.
 */
#ifndef NG_STRIP_FEATURES_H
#define NG_STRIP_FEATURES_H

#include "strip/view.h"

/* Receives a feature; `named` is true for those made of words (of a class or of
 * the text), which training leaves out now and then: they are what a classifier
 * learns by heart. */
typedef void ng_feature_fn(void *user, uint64_t feature, bool named);

/* The features of block `i` and its neighbours, but for the elements above. */
void ng_block_features(const struct ng_view *view, size_t i,
                       ng_feature_fn *add, void *user);

/* The features of one element: its tag and the words of its class and id. A
 * block has those of every element above it. */
void ng_element_features(const struct ng_view *view, uint32_t element,
                         ng_feature_fn *add, void *user);

#endif
