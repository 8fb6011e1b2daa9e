/*
 * trees.h - boosted decision trees over bytes: measures in, a score out.
 *
 *     score(i) = bias + sum over trees of leaves[ bits of the tree's tests ]
 *     test k   = columns[column_k][i + shift_k] > limit_k      // bit k
 *
 * All nodes of one level ask the same question ("oblivious" trees, Kohavi 1994;
 * boosted as in CatBoost, Prokhorenkova et al. 2018): a tree is a row of six
 * tests, and items are judged many at a time without a branch. A shift looks at
 * the item's neighbours. The trainer is tools/train/boost.c.
 */
#ifndef NG_MODEL_TREES_H
#define NG_MODEL_TREES_H

#include "base/arena.h"

#define NG_TREES_MAGIC "ngtrees1"
#define NG_TREE_DEPTH 6
#define NG_TREE_LEAVES (1 << NG_TREE_DEPTH)
/* How far a test may look to either side. */
#define NG_TREE_SHIFT 3

/* The section's head; `tree_count` trees follow. */
struct ng_trees_head {
    char magic[8];
    uint32_t tree_count;
    uint32_t column_count; /* that the trees were made for */
    int32_t bias;          /* in the unit of the leaves */
    uint32_t reserved;
};

struct ng_tree {
    uint16_t column[NG_TREE_DEPTH];
    int8_t shift[NG_TREE_DEPTH];
    uint8_t limit[NG_TREE_DEPTH];
    int16_t leaves[NG_TREE_LEAVES]; /* in 1/NG_TREE_UNIT of a logit */
};
#define NG_TREE_UNIT 1024

/* Pointers into a section; read-only, shared by threads. */
struct ng_trees {
    size_t tree_count; /* 0: there are none */
    size_t column_count;
    int32_t bias;
    const struct ng_tree *trees;
};

/* A table of bytes, column by column, with NG_TREE_SHIFT bytes before the first
 * item and room after the last, so that neighbours can be asked for. */
struct ng_columns {
    uint8_t *bytes;
    size_t stride; /* of a column */
    size_t count;  /* of items */
};

/* What stands where there is no item. */
#define NG_NO_ITEM 255

/* Room for `columns` columns of `count` items; zeros, and NG_NO_ITEM around
 * them. Status: NO_MEMORY. */
ng_status ng_columns_init(struct ng_columns *table, struct ng_arena *arena,
                          size_t columns, size_t count);

/* A column; [count], and NG_TREE_SHIFT more to either side. */
static inline uint8_t *ng_column(const struct ng_columns *table, size_t column)
{
    return table->bytes + column * table->stride + NG_TREE_SHIFT;
}

/* Lays the struct over a section of the model. False when it is not one, or
 * when a test asks for what no table has. */
bool ng_trees_open(struct ng_trees *trees, struct ng_slice section);

/* The score of every item, in 1/NG_TREE_UNIT of a logit. // [count] */
void ng_trees_score(const struct ng_trees *trees,
                    const struct ng_columns *table, int32_t *scores);

#endif
