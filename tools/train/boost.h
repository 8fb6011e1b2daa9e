/*
 * boost.h - training the trees of model/trees.h.
 *
 *     a table of bytes, a target and a weight per row -> trees
 *
 * Gradient boosting of the logistic loss (Friedman 2001) by oblivious trees,
 * each on a sample of rows and tests; the same data and seed give the same
 * trees.
 */
#ifndef NG_TRAIN_BOOST_H
#define NG_TRAIN_BOOST_H

#include "model/trees.h"

/* A measure that a tree may ask for: a column, seen from `shift` rows away. */
struct boost_measure {
    uint16_t column;
    int8_t shift;
};

struct boost_data {
    const struct ng_columns *table; /* of NG_TREE_SHIFT rows around each page */
    size_t column_count;
    const uint8_t *targets; /* [rows] 0 or 1 */
    const float *weights;   /* [rows] 0: the row is no example */
    const struct boost_measure *measures;
    size_t measure_count;
};

struct boost_options {
    unsigned trees;
    double rate;          /* what a tree's leaves are multiplied by */
    double l2;            /* added to a leaf's weight */
    double row_share;     /* of the rows that a tree sees */
    double measure_share; /* of the measures that a level of it may ask for */
    uint64_t seed;
};

/* Trains and writes the trees to a file, or ends the program. */
void boost_train(const struct boost_data *data,
                 const struct boost_options *options, const char *path);

#endif
