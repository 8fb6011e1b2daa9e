/*
 * trees.c - the sum of many small trees, for many items at once.
 *
 * In: a table of bytes, a column per measure. Out: a whole number per item.
 * Items are taken PART at a time: the outcomes of a tree's tests are gathered
 * bit by bit in PART bytes, which compilers turn into vectors, then each item
 * takes its leaf. Whole numbers: the same on every machine.
 *
 * The section is used where it lies; every number in it that leads to an
 * address is checked when it is opened.
 *
 * Cost: six compares and one look-up per tree and item, no branch.
 */
#include "model/trees.h"

/* Items judged together. */
enum { PART = 16 };
/* After each so many trees a part is done with when all of it is clear, and from
 * which score on an item is. */
enum { SOME_TREES = 25, CLEAR = 7 * NG_TREE_UNIT / 4 };

/* The last column's rest of a part is read too, hence the room. */
ng_status ng_columns_init(struct ng_columns *table, struct ng_arena *arena,
                          size_t columns, size_t count)
{
    *table = (struct ng_columns){.stride = count + 2 * NG_TREE_SHIFT,
                                 .count = count};
    table->bytes = ng_arena_array(arena, columns + 1, table->stride + PART);
    if (!table->bytes)
        return NUTGRAF_NO_MEMORY;
    for (size_t c = 0; c < columns; c++) {
        memset(ng_column(table, c) - NG_TREE_SHIFT, NG_NO_ITEM, NG_TREE_SHIFT);
        memset(ng_column(table, c) + count, NG_NO_ITEM, NG_TREE_SHIFT);
    }
    return NUTGRAF_OK;
}

/* True when all of a tree's tests stay in the table. */
static bool is_sound(const struct ng_tree *tree, size_t columns)
{
    for (size_t k = 0; k < NG_TREE_DEPTH; k++)
        if (tree->column[k] >= columns || tree->shift[k] > NG_TREE_SHIFT ||
            tree->shift[k] < -NG_TREE_SHIFT)
            return false;
    return true;
}

/* Nothing is copied. */
bool ng_trees_open(struct ng_trees *trees, struct ng_slice section)
{
    const struct ng_trees_head *head =
        ng_slice_take(&section, 1, sizeof *head);

    if (!head || memcmp(head->magic, NG_TREES_MAGIC, sizeof head->magic) != 0)
        return false;
    *trees = (struct ng_trees){.tree_count = head->tree_count,
                               .column_count = head->column_count,
                               .bias = head->bias};
    trees->trees =
        ng_slice_take(&section, head->tree_count, sizeof *trees->trees);
    if (!trees->trees)
        return false;
    for (size_t n = 0; n < trees->tree_count; n++)
        if (!is_sound(&trees->trees[n], trees->column_count))
            return false;
    return true;
}

/* Adds a tree's leaves for the items from `first` on. The loops run over whole
 * parts, so that their length is a constant. */
static void add_tree(const struct ng_tree *tree,
                     const struct ng_columns *table, size_t first,
                     int32_t *sums)
{
    uint8_t leaf[PART] = {0};

    for (size_t k = 0; k < NG_TREE_DEPTH; k++) {
        const uint8_t *values =
            ng_column(table, tree->column[k]) + first + tree->shift[k];
        uint8_t limit = tree->limit[k], bit = (uint8_t)(1u << k);
        for (size_t i = 0; i < PART; i++)
            leaf[i] |= values[i] > limit ? bit : 0;
    }
    for (size_t i = 0; i < PART; i++)
        sums[i] += tree->leaves[leaf[i]];
}

/* True when no later tree is likely to turn an item. */
static bool is_clear(const int32_t *sums, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (sums[i] > -CLEAR && sums[i] < CLEAR)
            return false;
    return true;
}

/* Part by part, so that a part's columns stay in the cache. */
void ng_trees_score(const struct ng_trees *trees,
                    const struct ng_columns *table, int32_t *scores)
{
    for (size_t first = 0; first < table->count; first += PART) {
        size_t count = table->count - first < PART ? table->count - first
                                                   : PART;
        int32_t sums[PART];
        for (size_t i = 0; i < PART; i++)
            sums[i] = trees->bias;
        for (size_t n = 0; n < trees->tree_count; n++) {
            if (n % SOME_TREES == 0 && is_clear(sums, count))
                break;
            add_tree(&trees->trees[n], table, first, sums);
        }
        memcpy(scores + first, sums, count * sizeof *scores);
    }
}
