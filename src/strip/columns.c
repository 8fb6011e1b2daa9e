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
 * Cost: linear; about a hundred bytes per block.
 */
#include "strip/columns.h"

#include "strip/furniture.h"
#include "strip/groups.h"

/* Blocks to either side that are near, and those that are around. */
enum { NEAR = 4, WIDE = 12 };

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

/* What the passes share. */
struct fill {
    const struct ng_view *view;
    struct ng_columns *table;
    struct kin *kin[NG_KINS];    /* of each sort its groups */
    uint32_t *place[NG_KINS];    /* [count] the group of each block */
    const struct ng_lean *leans; /* [count] */
    float prose, kept;           /* of the page, in bytes */
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

/* Shorthand for a byte of the table. */
static inline void put(const struct fill *f, size_t column, size_t i,
                       uint8_t value)
{
    ng_column(f->table, column)[i] = value;
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
static void put_leans(struct fill *f)
{
    size_t count = f->table->count, since = MOST, until = MOST;
    float most = -MAX_LEAN, before = 0;

    f->kept = 0;
    for (size_t i = 0; i < count; i++) {
        const struct ng_lean *lean = &f->leans[i];
        most = lean->all > most ? lean->all : most;
        if (lean->all > 0)
            f->kept += (float)ng_page_block(f->view->page, i)->text.len;
    }
    for (size_t i = 0; i < count; i++) {
        const struct ng_lean *lean = &f->leans[i];
        put(f, NG_COL_LEAN, i, byte_of_lean(lean->all));
        put(f, NG_COL_LEAN_OWN, i, byte_of_lean(lean->own));
        put(f, NG_COL_LEAN_ELEMENTS, i, byte_of_lean(lean->elements));
        put(f, NG_COL_LEAN_MOST, i, byte_of_lean(most));
        put(f, NG_COL_KEPT_BEFORE, i, percent(before, f->kept));
        put(f, NG_COL_KEPT_ALL, i, scale_of((size_t)f->kept));
        put(f, NG_COL_SINCE_KEPT, i, byte_of(since));
        since = lean->all > 0 ? 0 : since + 1;
        if (lean->all > 0)
            before += (float)ng_page_block(f->view->page, i)->text.len;
    }
    for (size_t i = count; i-- > 0;) {
        put(f, NG_COL_UNTIL_KEPT, i, byte_of(until));
        until = f->leans[i].all > 0 ? 0 : until + 1;
    }
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

/* Sums over the blocks around each, by a window that moves along: share of
 * prose, mean length, share of links. */
static void put_window(const struct fill *f, size_t reach, size_t column,
                       size_t lean_column)
{
    size_t count = f->table->count;
    double bytes = 0, links = 0, prose = 0, lean = 0;

    for (size_t at = 0; at < count + reach; at++) {
        size_t i = at - reach, from = at > 2 * reach ? at - 2 * reach : 0;
        if (at < count) {
            const struct ng_block *b = ng_page_block(f->view->page, at);
            bytes += (double)b->text.len;
            links += (double)link_bytes(b);
            prose += f->view->blocks[at].prose ? (double)b->text.len : 0;
            lean += (double)b->text.len *
                    (double)bounded(f->leans[at].all);
        }
        if (at > 2 * reach) {
            const struct ng_block *b =
                ng_page_block(f->view->page, from - 1);
            bytes -= (double)b->text.len;
            links -= (double)link_bytes(b);
            prose -= f->view->blocks[from - 1].prose ? (double)b->text.len : 0;
            lean -= (double)b->text.len *
                    (double)bounded(f->leans[from - 1].all);
        }
        if (at < reach)
            continue;
        put(f, column, i, percent((float)prose, (float)bytes));
        put(f, column + 1, i,
            scale_of((size_t)bytes /
                     ((at < count ? at + 1 : count) - from)));
        put(f, column + 2, i, percent((float)links, (float)bytes));
        put(f, lean_column, i,
            byte_of_lean(bytes > 0 ? (float)(lean / bytes) : 0));
    }
}

/* Enters every block into its group of one sort. */
static void sum_kin(struct fill *f, enum ng_kin sort)
{
    for (size_t i = 0; i < f->table->count; i++) {
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

/* Gives every block what its group has. */
static void put_kin(const struct fill *f, enum ng_kin sort)
{
    size_t first = NG_COL_KIN + sort * NG_KIN_COLUMNS;

    for (size_t i = 0; i < f->table->count; i++) {
        const struct kin *kin = &f->kin[sort][f->place[sort][i]];
        put(f, first + NG_KIN_BLOCKS, i, scale_of(kin->blocks));
        put(f, first + NG_KIN_BYTES, i, scale_of((size_t)kin->bytes));
        put(f, first + NG_KIN_LINKS, i, percent(kin->links, kin->bytes));
        put(f, first + NG_KIN_PROSE, i, percent(kin->prose, kin->bytes));
        put(f, first + NG_KIN_SHARE, i, percent(kin->prose, f->prose));
        put(f, first + NG_KIN_MEAN, i,
            scale_of((size_t)kin->bytes / kin->blocks));
        put(f, first + NG_KIN_FIRST, i,
            (uint8_t)(kin->first * (size_t)200 / f->table->count));
        put(f, first + NG_KIN_SPREAD, i,
            scale_of((kin->last - kin->first + 1) * (size_t)4 / kin->blocks));
        put_kin_leans(f, first, i, kin);
    }
}

/* Room for the groups of one sort, and each block's place among them. */
static ng_status kin_init(struct fill *f, enum ng_kin sort, size_t groups)
{
    struct ng_arena *arena = f->view->page->arena;

    f->kin[sort] = ng_arena_array(arena, groups, sizeof **f->kin);
    f->place[sort] =
        ng_arena_array(arena, f->table->count + 1, sizeof **f->place);
    return f->kin[sort] && f->place[sort] ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* Finds the groups of each block. What stands in no element is one group, the
 * last. */
static ng_status find_kin(struct fill *f)
{
    const struct ng_view *view = f->view;
    size_t none = view->page->elements.count;

    NG_TRY(kin_init(f, NG_KIN_CONTAINER, none + 1));
    NG_TRY(kin_init(f, NG_KIN_ABOVE, none + 1));
    NG_TRY(kin_init(f, NG_KIN_SIGNATURE, f->table->count + 1));
    for (size_t i = 0; i < f->table->count; i++) {
        uint32_t e = view->blocks[i].container;
        uint32_t up = e == NG_NO_ELEMENT ? e : ng_view_element(view, e)->parent;
        f->place[NG_KIN_CONTAINER][i] = e == NG_NO_ELEMENT ? (uint32_t)none : e;
        f->place[NG_KIN_ABOVE][i] = up == NG_NO_ELEMENT ? (uint32_t)none : up;
    }
    return ng_group_numbers(view, f->place[NG_KIN_SIGNATURE]);
}

/* All columns, block by block, then by group. */
ng_status ng_columns_fill(struct ng_columns *table, const struct ng_view *view,
                          const struct ng_lean *leans)
{
    struct fill f = {.view = view, .table = table, .leans = leans};
    size_t count = view->page->blocks.count;

    NG_TRY(ng_columns_init(table, view->page->arena, NG_COL_COUNT, count));
    NG_TRY(find_kin(&f));
    for (size_t i = 0; i < count; i++) {
        const struct ng_block *block = ng_page_block(view->page, i);
        if (view->blocks[i].prose)
            f.prose += (float)(block->text.len - link_bytes(block));
        put_own(&f, i);
        put_path(&f, i);
        put_place(&f, i);
        put_groups(&f, i);
    }
    put_leans(&f);
    put_window(&f, NEAR, NG_COL_NEAR_PROSE, NG_COL_NEAR_LEAN);
    put_window(&f, WIDE, NG_COL_WIDE_PROSE, NG_COL_WIDE_LEAN);
    for (enum ng_kin sort = 0; sort < NG_KINS; sort++) {
        sum_kin(&f, sort);
        put_kin(&f, sort);
    }
    return NUTGRAF_OK;
}
