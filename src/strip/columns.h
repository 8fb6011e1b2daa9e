/*
 * columns.h - a page's measures as a table of bytes, for the trees.
 *
 *     ng_view -> a column per measure, a row per block -> model/trees.h
 */
#ifndef NG_STRIP_COLUMNS_H
#define NG_STRIP_COLUMNS_H

#include "model/trees.h"
#include "strip/view.h"

/* Blocks that stand alike, three ways. */
enum ng_kin { NG_KIN_CONTAINER, NG_KIN_ABOVE, NG_KIN_SIGNATURE, NG_KINS };

/* Measures of a group of kin. */
enum ng_kin_column {
    NG_KIN_BLOCKS, NG_KIN_BYTES, NG_KIN_LINKS, NG_KIN_PROSE, NG_KIN_SHARE,
    NG_KIN_MEAN, NG_KIN_FIRST, NG_KIN_SPREAD,
    /* What its words lean to: all of it, the others, its part in the kept. */
    NG_KIN_LEAN, NG_KIN_LEAN_OTHERS, NG_KIN_KEPT, NG_KIN_COLUMNS
};

/* The table's columns. The trained trees name them by number: whoever changes
 * this list trains anew. */
enum ng_strip_column {
    /* What the block is like. */
    NG_COL_SIZE, NG_COL_LINKS, NG_COL_LINK_COUNT, NG_COL_ENDING, NG_COL_START,
    NG_COL_CAPITALS, NG_COL_COMMAS, NG_COL_FURNITURE, NG_COL_PHRASE,
    NG_COL_HIDDEN, NG_COL_REPEATED, NG_COL_PROSE, NG_COL_BREAKS,
    /* The elements it stands in. */
    NG_COL_TAG, NG_COL_TAG_1, NG_COL_TAG_2, NG_COL_TAG_3, NG_COL_DEPTH,
    NG_COL_DEPTH_MAIN, NG_COL_SAME,
    /* Where it stands. */
    NG_COL_PLACE, NG_COL_NUMBER, NG_COL_NUMBER_BACK, NG_COL_COUNT_ALL,
    NG_COL_TITLE, NG_COL_AFTER_TITLE, NG_COL_RELATION, NG_COL_RUN,
    NG_COL_SINCE, NG_COL_UNTIL, NG_COL_SINCE_CORE, NG_COL_UNTIL_CORE,
    NG_COL_UP, NG_COL_DOWN,
    /* Its groups. */
    NG_COL_SIBLINGS, NG_COL_SHARE, NG_COL_CLUSTER, NG_COL_SIGNATURE,
    NG_COL_CORE, NG_COL_DENSITY, NG_COL_DENSITY_ABOVE, NG_COL_MASS,
    NG_COL_MASS_ABOVE,
    /* What it says. */
    NG_COL_TOPIC, NG_COL_SHORTS, NG_COL_DESCRIBED, NG_COL_BODY,
    /* Its surroundings, whatever elements they are in. */
    NG_COL_NEAR_PROSE, NG_COL_NEAR_SIZE, NG_COL_NEAR_LINKS, NG_COL_WIDE_PROSE,
    NG_COL_WIDE_SIZE, NG_COL_WIDE_LINKS,
    /* What words lean to: the block's, its elements', those around. */
    NG_COL_LEAN, NG_COL_LEAN_OWN, NG_COL_LEAN_ELEMENTS, NG_COL_NEAR_LEAN,
    NG_COL_WIDE_LEAN, NG_COL_LEAN_MOST, NG_COL_KEPT_BEFORE, NG_COL_KEPT_ALL, NG_COL_SINCE_KEPT,
    NG_COL_UNTIL_KEPT,
    /* Kin. */
    NG_COL_KIN,
    NG_COL_COUNT = NG_COL_KIN + NG_KINS * NG_KIN_COLUMNS
};

/* What the words of a block speak for: above 0 for the article. */
struct ng_lean {
    float all;      /* with what the prose around it leans to */
    float own;      /* with its elements' */
    float elements; /* these alone */
};

/* Fills the table from the measured and compared page and what its words lean
 * to ([blocks]); memory from the page's arena. Linear. Status: NO_MEMORY. */
ng_status ng_columns_fill(struct ng_columns *table, const struct ng_view *view,
                          const struct ng_lean *leans);

/* The scores of the trees for every block, as of that table, which is never
 * whole in memory. // scores[blocks] */
ng_status ng_columns_score(const struct ng_trees *trees,
                           const struct ng_view *view,
                           const struct ng_lean *leans, int32_t *scores);

#endif
