/*
 * columns.c - measures, one byte each, side by side.
 *
 * In: the measured page (view.c, groups.c, topic.c). Out: the table that the
 * trees ask. Most columns are measures as they are; what is added here are
 * finer scales (a tree finds its own limits, so nothing is gained by coarse
 * bins), what surrounds a block whatever elements it stands in, and for each of
 * its three sorts of kin (same container, same element above the container,
 * same signature) how many they are, how long, how much link, how much prose,
 * where they begin and how scattered they stand.
 *
 * No column names a word, a class or a site: what words lean to comes in as
 * numbers (classify.c), all else means the same on any page.
 *
 * Rows are made one after another, by sums that move along, so that the table
 * need not hold the whole page: ng_columns_score has a thousand rows of it at a
 * time.
 *
 * Cost: linear; twelve bytes per block and forty per group.
 */
#include "strip/columns.h"

#include "strip/furniture.h"
#include "strip/groups.h"

/* Blocks to either side that are near, and those that are around. */
enum { NEAR = 4, WIDE = 12 };

/* Rows that are judged together: a table of a hundred kilobytes. A multiple of
 * the parts of model/trees.c, so that the scores are those of the whole. */
enum { ROWS = 1024 };

/* What a number is at most in a byte: NG_NO_ITEM is no measure. */
enum { MOST = 254 };

/* Bound of a leaning. */
static const float MAX_LEAN = 8.0f;

/* Sums over a group. */
struct kin {
    uint32_t blocks, first, last;
    float bytes, links, prose;
    float lean, kept; /* times bytes; bytes that lean to the article */
};

/* Sums over the blocks within `reach` of the row at work; `at` is the next block
 * to enter. */
struct window {
    size_t reach, at;
    double bytes, links, prose, lean;
};

/* What the rows share, and what moves along with them. */
struct fill {
    const struct ng_view *view;
    struct ng_columns *table;
    size_t count, base;          /* of blocks; the table's first row */
    struct kin *kin[NG_KINS];    /* of each sort its groups */
    uint32_t *place[NG_KINS];    /* [count] the group of each block */
    const struct ng_lean *leans; /* [count] */
    float prose, kept;           /* of the page, in bytes */
    float most, before;          /* leaning of all; kept before the row */
    size_t since, next;          /* blocks since a kept one; the next one */
    struct window near, wide;
};

/* A number as a byte. */
static uint8_t byte_of(size_t number)
{
    return (uint8_t)(number < MOST ? number : MOST);
}

/* A number on a logarithmic scale, four steps to a doubling, in whole numbers:
 * 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20 ... */
static uint8_t scale_of(size_t number)
{
    unsigned doublings = 0;

    while (number >= 8) {
        number = number / 2;
        doublings++;
    }
    return (uint8_t)(doublings * 4 + number);
}

/* A share in hundredths. */
static uint8_t percent(float part, float whole)
{
    if (!(part > 0) || !(whole > 0))
        return 0;
    return part >= whole ? 100 : (uint8_t)(1.0f + 99.0f * part / whole);
}

/* Shorthand for a byte of the table; `i` is a block of the page. */
static inline void put(const struct fill *f, size_t column, size_t i,
                       uint8_t value)
{
    ng_column(f->table, column)[i - f->base] = value;
}

/* The length of link text, which was counted before the text was trimmed. */
static size_t link_bytes(const struct ng_block *block)
{
    return block->link_bytes < block->text.len ? block->link_bytes
                                               : block->text.len;
}

/* What the block itself is like, and what it says. */
static void put_own(const struct fill *f, size_t i)
{
    const struct ng_block *block = ng_page_block(f->view->page, i);
    const struct ng_block_view *b = &f->view->blocks[i];

    put(f, NG_COL_SIZE, i, scale_of(block->text.len));
    put(f, NG_COL_LINKS, i, percent((float)link_bytes(block),
                                    (float)block->text.len));
    put(f, NG_COL_LINK_COUNT, i, byte_of(block->links));
    put(f, NG_COL_ENDING, i, b->ending);
    put(f, NG_COL_START, i, b->start);
    put(f, NG_COL_CAPITALS, i, b->capitals);
    put(f, NG_COL_COMMAS, i, b->commas);
    put(f, NG_COL_FURNITURE, i, (uint8_t)ng_furniture_kind(b->furniture));
    put(f, NG_COL_PHRASE, i, (b->furniture & NG_FURNITURE_WHOLE) != 0);
    put(f, NG_COL_HIDDEN, i, b->hidden);
    put(f, NG_COL_REPEATED, i, b->repeated);
    put(f, NG_COL_PROSE, i, b->prose);
    put(f, NG_COL_BREAKS, i, byte_of(block->br_before));
    put(f, NG_COL_TOPIC, i, b->topic);
    put(f, NG_COL_SHORTS, i, b->shorts);
    put(f, NG_COL_DESCRIBED, i, b->described);
    put(f, NG_COL_BODY, i, b->body);
}

/* Tags of the elements above it, and how deep they lie. */
static void put_path(const struct fill *f, size_t i)
{
    const struct ng_view *view = f->view;
    uint32_t e = ng_page_block(view->page, i)->element;
    uint32_t main = view->main;

    put(f, NG_COL_TAG, i, byte_of(ng_page_block(view->page, i)->tag));
    put(f, NG_COL_SAME, i, i && view->blocks[i - 1].container ==
                                    view->blocks[i].container);
    if (e != NG_NO_ELEMENT) {
        int depth = ng_view_element(view, e)->depth;
        int base = main == NG_NO_ELEMENT ? depth
                                         : ng_view_element(view, main)->depth;
        put(f, NG_COL_DEPTH, i, byte_of((size_t)depth));
        put(f, NG_COL_DEPTH_MAIN, i,
            depth + 100 < base ? 0 : byte_of((size_t)(depth + 100 - base)));
    }
    for (size_t n = 0; n < 3; n++) {
        const struct ng_element *element = ng_view_element(view, e);
        put(f, NG_COL_TAG_1 + n, i, element ? byte_of(element->tag) : MOST);
        e = element ? element->parent : NG_NO_ELEMENT;
    }
}

/* Where it stands on the page, seen from its ends, the headline, the prose. */
static void put_place(const struct fill *f, size_t i)
{
    const struct ng_view *view = f->view;
    const struct ng_block_view *b = &view->blocks[i];
    size_t count = view->page->blocks.count, title = view->title;

    put(f, NG_COL_PLACE, i, (uint8_t)(i * 200 / count));
    put(f, NG_COL_NUMBER, i, scale_of(i));
    put(f, NG_COL_NUMBER_BACK, i, scale_of(count - i));
    put(f, NG_COL_COUNT_ALL, i, scale_of(count));
    put(f, NG_COL_TITLE, i,
        title == SIZE_MAX ? MOST
        : i < title       ? (uint8_t)(100 - scale_of(title - i))
                          : (uint8_t)(100 + scale_of(i - title)));
    put(f, NG_COL_AFTER_TITLE, i, b->after_title);
    put(f, NG_COL_RELATION, i, b->relation);
    put(f, NG_COL_RUN, i, b->in_run);
    put(f, NG_COL_SINCE, i, b->since);
    put(f, NG_COL_UNTIL, i, b->until);
    put(f, NG_COL_SINCE_CORE, i, b->since_core);
    put(f, NG_COL_UNTIL_CORE, i, b->until_core);
    put(f, NG_COL_UP, i, b->up);
    put(f, NG_COL_DOWN, i, b->down);
}

/* A leaning, bounded: one that is very sure says no more than others. */
static float bounded(float lean)
{
    return lean > MAX_LEAN ? MAX_LEAN : lean < -MAX_LEAN ? -MAX_LEAN : lean;
}

/* A leaning as a byte, 120 for none. */
static uint8_t byte_of_lean(float lean)
{
    return (uint8_t)(120.0f + 15.0f * bounded(lean));
}

/* What the words lean to: of the block and its elements, the page's most, and
 * how far it is to the next blocks that lean to the article. */
static void put_leans(struct fill *f, size_t i)
{
    const struct ng_lean *lean = &f->leans[i];

    while (f->next < f->count && (f->next <= i || !(f->leans[f->next].all > 0)))
        f->next++;
    put(f, NG_COL_LEAN, i, byte_of_lean(lean->all));
    put(f, NG_COL_LEAN_OWN, i, byte_of_lean(lean->own));
    put(f, NG_COL_LEAN_ELEMENTS, i, byte_of_lean(lean->elements));
    put(f, NG_COL_LEAN_MOST, i, byte_of_lean(f->most));
    put(f, NG_COL_KEPT_BEFORE, i, percent(f->before, f->kept));
    put(f, NG_COL_KEPT_ALL, i, scale_of((size_t)f->kept));
    put(f, NG_COL_SINCE_KEPT, i, byte_of(f->since));
    put(f, NG_COL_UNTIL_KEPT, i,
        f->next < f->count ? byte_of(f->next - i - 1) : MOST);
    f->since = lean->all > 0 ? 0 : f->since + 1;
    if (lean->all > 0)
        f->before += (float)ng_page_block(f->view->page, i)->text.len;
}

/* Its groups as groups.c measured them. */
static void put_groups(const struct fill *f, size_t i)
{
    const struct ng_block_view *b = &f->view->blocks[i];

    put(f, NG_COL_SIBLINGS, i, b->siblings);
    put(f, NG_COL_SHARE, i, b->share);
    put(f, NG_COL_CLUSTER, i, b->cluster);
    put(f, NG_COL_SIGNATURE, i, b->signature);
    put(f, NG_COL_CORE, i, b->core);
    put(f, NG_COL_DENSITY, i, b->density);
    put(f, NG_COL_DENSITY_ABOVE, i, b->density_above);
    put(f, NG_COL_MASS, i, b->mass);
    put(f, NG_COL_MASS_ABOVE, i, b->mass_above);
}

/* Adds block n to the window's sums, `sign` times. */
static void enter(const struct fill *f, struct window *w, size_t n, double sign)
{
    const struct ng_block *b = ng_page_block(f->view->page, n);
    double bytes = sign * (double)b->text.len;

    w->bytes += bytes;
    w->links += sign * (double)link_bytes(b);
    w->prose += f->view->blocks[n].prose ? bytes : 0;
    w->lean += bytes * (double)bounded(f->leans[n].all);
}

/* Moves the window to row i, the next one: the blocks that come within its
 * reach enter, the one that falls behind leaves. Then share of prose, mean
 * length, share of links. */
static void put_window(const struct fill *f, struct window *w, size_t i,
                       size_t column, size_t lean_column)
{
    size_t from = i > w->reach ? i - w->reach : 0, end;

    for (; w->at <= i + w->reach; w->at++) {
        if (w->at < f->count)
            enter(f, w, w->at, 1);
        if (w->at > 2 * w->reach)
            enter(f, w, w->at - 2 * w->reach - 1, -1);
    }
    end = w->at < f->count ? w->at : f->count;
    put(f, column, i, percent((float)w->prose, (float)w->bytes));
    put(f, column + 1, i, scale_of((size_t)w->bytes / (end - from)));
    put(f, column + 2, i, percent((float)w->links, (float)w->bytes));
    put(f, lean_column, i,
        byte_of_lean(w->bytes > 0 ? (float)(w->lean / w->bytes) : 0));
}

/* Enters every block into its group of one sort. */
static void sum_kin(struct fill *f, enum ng_kin sort)
{
    for (size_t i = 0; i < f->count; i++) {
        const struct ng_block *block = ng_page_block(f->view->page, i);
        struct kin *kin = &f->kin[sort][f->place[sort][i]];
        if (!kin->blocks)
            kin->first = (uint32_t)i;
        kin->last = (uint32_t)i;
        kin->blocks++;
        kin->bytes += (float)block->text.len;
        kin->links += (float)link_bytes(block);
        kin->lean += (float)block->text.len * bounded(f->leans[i].all);
        if (f->leans[i].all > 0)
            kin->kept += (float)block->text.len;
        if (f->view->blocks[i].prose)
            kin->prose += (float)(block->text.len - link_bytes(block));
    }
}

/* What the words of a block's group lean to. Alone in its group it gets what no
 * leaning gives. */
static void put_kin_leans(const struct fill *f, size_t first, size_t i,
                          const struct kin *kin)
{
    float own = (float)ng_page_block(f->view->page, i)->text.len;
    float others = kin->bytes - own;

    put(f, first + NG_KIN_LEAN, i, byte_of_lean(kin->lean / kin->bytes));
    put(f, first + NG_KIN_LEAN_OTHERS, i,
        kin->blocks < 2
            ? MOST
            : byte_of_lean((kin->lean - own * bounded(f->leans[i].all)) /
                           others));
    put(f, first + NG_KIN_KEPT, i, percent(kin->kept, f->kept));
}

/* Gives a block what its group has. */
static void put_kin(const struct fill *f, enum ng_kin sort, size_t i)
{
    size_t first = NG_COL_KIN + sort * NG_KIN_COLUMNS;
    const struct kin *kin = &f->kin[sort][f->place[sort][i]];

    put(f, first + NG_KIN_BLOCKS, i, scale_of(kin->blocks));
    put(f, first + NG_KIN_BYTES, i, scale_of((size_t)kin->bytes));
    put(f, first + NG_KIN_LINKS, i, percent(kin->links, kin->bytes));
    put(f, first + NG_KIN_PROSE, i, percent(kin->prose, kin->bytes));
    put(f, first + NG_KIN_SHARE, i, percent(kin->prose, f->prose));
    put(f, first + NG_KIN_MEAN, i,
        scale_of((size_t)kin->bytes / kin->blocks));
    put(f, first + NG_KIN_FIRST, i,
        (uint8_t)(kin->first * (size_t)200 / f->count));
    put(f, first + NG_KIN_SPREAD, i,
        scale_of((kin->last - kin->first + 1) * (size_t)4 / kin->blocks));
    put_kin_leans(f, first, i, kin);
}

/* Room for a sort's groups: as many as the places of its blocks tell. */
static ng_status kin_init(struct fill *f, enum ng_kin sort)
{
    uint32_t groups = 0;

    for (size_t i = 0; i < f->count; i++)
        if (f->place[sort][i] >= groups)
            groups = f->place[sort][i] + 1;
    f->kin[sort] = ng_arena_array(f->view->page->arena, groups + 1,
                                  sizeof **f->kin);
    return f->kin[sort] ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* The element that makes a block one of a sort; what stands in none is one
 * group. */
static uint32_t element_of(const struct ng_view *view, enum ng_kin sort,
                           size_t i)
{
    uint32_t e = view->blocks[i].container;

    return sort == NG_KIN_CONTAINER || e == NG_NO_ELEMENT
               ? e : ng_view_element(view, e)->parent;
}

/* Numbers the groups of a sort made by elements as they come; `numbers` holds a
 * number + 1 for every element, and for none. */
static void number_kin(struct fill *f, enum ng_kin sort, uint32_t *numbers)
{
    size_t none = f->view->page->elements.count;
    uint32_t next = 0;

    memset(numbers, 0, (none + 1) * sizeof *numbers);
    for (size_t i = 0; i < f->count; i++) {
        uint32_t e = element_of(f->view, sort, i);
        uint32_t *number = &numbers[e == NG_NO_ELEMENT ? none : e];
        if (!*number)
            *number = ++next;
        f->place[sort][i] = *number - 1;
    }
}

/* Finds the groups of each block. */
static ng_status find_kin(struct fill *f)
{
    struct ng_arena *arena = f->view->page->arena;
    uint32_t *numbers = ng_arena_array(
        arena, f->view->page->elements.count + 1, sizeof *numbers);

    if (!numbers)
        return NUTGRAF_NO_MEMORY;
    for (enum ng_kin sort = 0; sort < NG_KINS; sort++) {
        f->place[sort] = ng_arena_array(arena, f->count + 1, sizeof **f->place);
        if (!f->place[sort])
            return NUTGRAF_NO_MEMORY;
        if (sort == NG_KIN_SIGNATURE)
            NG_TRY(ng_group_numbers(f->view, f->place[sort]));
        else
            number_kin(f, sort, numbers);
        NG_TRY(kin_init(f, sort));
        sum_kin(f, sort);
    }
    return NUTGRAF_OK;
}

/* What must be known of the whole page before the first row. */
static ng_status begin(struct fill *f)
{
    f->since = MOST;
    f->most = -MAX_LEAN;
    f->near.reach = NEAR;
    f->wide.reach = WIDE;
    for (size_t i = 0; i < f->count; i++) {
        const struct ng_block *block = ng_page_block(f->view->page, i);
        float lean = f->leans[i].all;
        f->most = lean > f->most ? lean : f->most;
        if (lean > 0)
            f->kept += (float)block->text.len;
        if (f->view->blocks[i].prose)
            f->prose += (float)(block->text.len - link_bytes(block));
    }
    return find_kin(f);
}

/* All columns of row i, the next one. */
static void put_row(struct fill *f, size_t i)
{
    put_own(f, i);
    put_path(f, i);
    put_place(f, i);
    put_groups(f, i);
    put_leans(f, i);
    put_window(f, &f->near, i, NG_COL_NEAR_PROSE, NG_COL_NEAR_LEAN);
    put_window(f, &f->wide, i, NG_COL_WIDE_PROSE, NG_COL_WIDE_LEAN);
    for (enum ng_kin sort = 0; sort < NG_KINS; sort++)
        put_kin(f, sort, i);
}

/* Row after row. */
ng_status ng_columns_fill(struct ng_columns *table, const struct ng_view *view,
                          const struct ng_lean *leans)
{
    struct fill f = {.view = view, .table = table, .leans = leans,
                     .count = view->page->blocks.count};

    NG_TRY(ng_columns_init(table, view->page->arena, NG_COL_COUNT, f.count));
    NG_TRY(begin(&f));
    for (size_t i = 0; i < f.count; i++)
        put_row(&f, i);
    return NUTGRAF_OK;
}

/* Moves the table on by ROWS: its last rows, which the first tests look back at
 * and those that were made ahead, come to its beginning. */
static void move_on(struct fill *f)
{
    for (size_t c = 0; c < NG_COL_COUNT; c++) {
        uint8_t *column = ng_column(f->table, c);
        memcpy(column - NG_TREE_SHIFT, column + ROWS - NG_TREE_SHIFT,
               (size_t)2 * NG_TREE_SHIFT);
    }
    f->base += ROWS;
}

/* Ends the columns behind the page's last row, as far as they reach. */
static void end_columns(const struct fill *f)
{
    size_t from = f->count - f->base, room = ROWS + NG_TREE_SHIFT - from;

    for (size_t c = 0; c < NG_COL_COUNT; c++)
        memset(ng_column(f->table, c) + from, NG_NO_ITEM,
               room < NG_TREE_SHIFT ? room : NG_TREE_SHIFT);
}

/* A thousand rows and NG_TREE_SHIFT ahead, which the tests of the last ones ask
 * for, then their scores. */
ng_status ng_columns_score(const struct ng_trees *trees,
                           const struct ng_view *view,
                           const struct ng_lean *leans, int32_t *scores)
{
    struct ng_columns table;
    struct fill f = {.view = view, .table = &table, .leans = leans,
                     .count = view->page->blocks.count};
    size_t row = 0;

    NG_TRY(ng_columns_init(&table, view->page->arena, NG_COL_COUNT, ROWS));
    NG_TRY(begin(&f));
    for (; f.base < f.count; move_on(&f)) {
        for (; row < f.count && row < f.base + ROWS + NG_TREE_SHIFT; row++)
            put_row(&f, row);
        if (row == f.count)
            end_columns(&f);
        if (f.count < f.base + ROWS)
            table.count = f.count - f.base;
        ng_trees_score(trees, &table, scores + f.base);
    }
    return NUTGRAF_OK;
}
