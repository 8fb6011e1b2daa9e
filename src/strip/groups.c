/*
 * groups.c - which blocks stand alike, and how much of the page they are.
 *
 * In: measured blocks and the tree. Out: for each block how much of the page's
 * prose lies in its group, twice:
 *
 *     cluster     same container, same tag: the <p>s of one <div>
 *     signature   same tags and class words on the three innermost elements,
 *                 wherever they stand: the texts of all teasers
 *
 * An article's paragraphs are mostly one group, and its largest; that is so on
 * any site, whatever its classes are called. The group with the most prose is
 * the core; each block knows how far the core is before and behind it, and how
 * the path to it leads through the tree: up so many elements, down so many.
 *
 * Cost: linear; a table of twice as many slots as blocks.
 */
#include "strip/groups.h"

#include "base/hash.h"

/* The way to what lies under no element above the main container, and the
 * longest one that is told apart. */
enum { FAR = 15 };

/* Sums of prose by group: open addressing, at most half full. */
struct tally {
    uint64_t *keys; /* 0: empty */
    float *sums;
    size_t mask;
};

/* Room for `count` groups. */
static ng_status tally_init(struct tally *tally, struct ng_arena *arena,
                            size_t count)
{
    size_t room = 16;

    while (room < count * 2)
        room *= 2;
    tally->keys = ng_arena_array(arena, room, sizeof *tally->keys);
    tally->sums = ng_arena_array(arena, room, sizeof *tally->sums);
    tally->mask = room - 1;
    return tally->keys && tally->sums ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* The slot of a group, which it gets when it is new. Zero is no key. */
static size_t tally_slot(struct tally *tally, uint64_t key)
{
    size_t i;

    key += key == 0;
    i = (size_t)ng_hash_mix(key) & tally->mask;
    while (tally->keys[i] && tally->keys[i] != key)
        i = (i + 1) & tally->mask;
    tally->keys[i] = key;
    return i;
}

/* The sum of a group, 0 when it is new. */
static float *tally_sum(struct tally *tally, uint64_t key)
{
    return &tally->sums[tally_slot(tally, key)];
}

/* What an element is like: its tag and the letters of its class words. Digits
 * and marks are left out, as they number the items of a list. */
static uint64_t likeness(const struct ng_element *e)
{
    uint64_t hash = e->tag + 1;

    for (size_t i = 0; i < e->words.len; i++)
        if (ng_is_alpha(e->words.ptr[i]))
            hash = hash * 0x9E3779B97F4A7C15u + (uint8_t)e->words.ptr[i];
    return hash;
}

/* The likeness of each element with the two above it. */
static ng_status sign_elements(const struct ng_view *view,
                               const uint64_t **out)
{
    size_t count = view->page->elements.count;
    uint64_t *own = ng_arena_array(view->page->arena, count + 1, sizeof *own);
    uint64_t *signs =
        ng_arena_array(view->page->arena, count + 1, sizeof *signs);

    if (!own || !signs)
        return NUTGRAF_NO_MEMORY;
    for (size_t e = 0; e < count; e++) {
        uint32_t up = ng_view_element(view, (uint32_t)e)->parent, top;
        own[e] = likeness(ng_view_element(view, (uint32_t)e));
        signs[e] = own[e];
        if (up == NG_NO_ELEMENT)
            continue;
        top = ng_view_element(view, up)->parent;
        signs[e] += ng_hash_mix(own[up]) * 3;
        if (top != NG_NO_ELEMENT)
            signs[e] += ng_hash_mix(own[top] + 1) * 5;
    }
    *out = signs;
    return NUTGRAF_OK;
}

/* A block's cluster: its container and its tag. */
static uint64_t cluster_of(const struct ng_view *view, size_t i)
{
    return (uint64_t)view->blocks[i].container * NG_TAG_COUNT +
           ng_page_block(view->page, i)->tag;
}

/* A block's signature: its tag and the likeness of what is above. Lines of plain
 * text have nothing above them, and so share one. */
static uint64_t signature_of(const struct ng_view *view, const uint64_t *signs,
                             size_t i)
{
    const struct ng_block *block = ng_page_block(view->page, i);

    return block->element == NG_NO_ELEMENT
               ? 1
               : ng_hash_mix(signs[block->element]) + block->tag;
}

/* A bin of a share of the page's prose: none, up to 1/16, 1/8, 1/4, 1/2, more.
 */
static uint8_t mass_bin(float part, float whole)
{
    uint8_t bin = 0;

    for (float limit = 0; bin < 5 && part > limit * whole;
         limit = limit > 0 ? limit * 2 : 0.0625f)
        bin++;
    return bin;
}

/* A bin of the share of link text: none, up to a tenth, three, six, nine, more.
 */
static uint8_t density_bin(float links, float bytes)
{
    static const float limits[] = {0.0f, 0.1f, 0.3f, 0.6f, 0.9f};
    uint8_t bin = 0;

    while (bin < 5 && links > limits[bin] * bytes)
        bin++;
    return bin;
}

/* Sums what lies below each element: text, links, prose. Children come after
 * their parents, so backwards each sum is complete when it is handed up. */
static void sum_elements(struct ng_view *view)
{
    for (size_t i = 0; i < view->page->blocks.count; i++) {
        const struct ng_block *block = ng_page_block(view->page, i);
        struct ng_element_view *v;
        if (block->element == NG_NO_ELEMENT)
            continue;
        v = &view->elements[block->element];
        v->bytes += (float)block->text.len;
        v->links += (float)block->link_bytes;
        if (view->blocks[i].prose)
            v->below += (float)(block->text.len - block->link_bytes);
    }
    for (size_t e = view->page->elements.count; e-- > 0;) {
        const struct ng_element_view *v = &view->elements[e];
        uint32_t parent = ng_view_element(view, (uint32_t)e)->parent;
        if (parent == NG_NO_ELEMENT)
            continue;
        view->elements[parent].bytes += v->bytes;
        view->elements[parent].links += v->links;
        view->elements[parent].below += v->below;
    }
}

/* How many elements the way from the main container leads up until it can lead
 * down to the element. */
static void climb_from_main(struct ng_view *view)
{
    uint8_t up = 0;

    for (size_t e = 0; e < view->page->elements.count; e++)
        view->elements[e].up = UINT8_MAX;
    for (uint32_t e = view->main; e != NG_NO_ELEMENT;
         e = ng_view_element(view, e)->parent) {
        view->elements[e].up = up;
        up = up < FAR ? (uint8_t)(up + 1) : up;
    }
    for (size_t e = 0; e < view->page->elements.count; e++) {
        struct ng_element_view *v = &view->elements[e];
        uint32_t parent = ng_view_element(view, (uint32_t)e)->parent;
        if (v->up != UINT8_MAX)
            continue;
        v->up = parent == NG_NO_ELEMENT ? FAR : view->elements[parent].up;
        v->down = parent == NG_NO_ELEMENT || view->elements[parent].down >= FAR
                      ? FAR
                      : (uint8_t)(view->elements[parent].down + 1);
    }
}

/* Distances to the core, as those to prose: 7 is far or never. */
static void measure_core(struct ng_view *view, const uint64_t *signs,
                         uint64_t core)
{
    size_t count = view->page->blocks.count;
    uint8_t since = 7, until = 7;

    for (size_t i = 0; i < count; i++) {
        struct ng_block_view *b = &view->blocks[i];
        b->core = signature_of(view, signs, i) == core;
        b->since_core = since;
        since = b->core && b->prose ? 0
                : since < 7         ? (uint8_t)(since + 1)
                                    : 7;
    }
    for (size_t i = count; i-- > 0;) {
        struct ng_block_view *b = &view->blocks[i];
        b->until_core = until;
        until = b->core && b->prose ? 0
                : until < 7         ? (uint8_t)(until + 1)
                                    : 7;
    }
}

/* The sums of both groups and of all prose, and which signature has most. */
struct groups {
    struct tally clusters, signatures;
    const uint64_t *signs;
    uint64_t core;
    float prose;
};

/* Sums the prose of every group. The core is the signature that is first to
 * reach what turns out to be the largest sum. */
static void sum_groups(const struct ng_view *view, struct groups *g)
{
    float best = 0;

    for (size_t i = 0; i < view->page->blocks.count; i++) {
        const struct ng_block *block = ng_page_block(view->page, i);
        uint64_t signature = signature_of(view, g->signs, i);
        float part = (float)(block->text.len - block->link_bytes), *sum;
        if (!view->blocks[i].prose)
            continue;
        g->prose += part;
        *tally_sum(&g->clusters, cluster_of(view, i)) += part;
        sum = tally_sum(&g->signatures, signature);
        *sum += part;
        if (*sum > best) {
            best = *sum;
            g->core = signature;
        }
    }
}

/* Gives a block the shares of its groups, of its container and of the element
 * above that. */
static void share_out(struct ng_view *view, struct groups *g, size_t i)
{
    struct ng_block_view *b = &view->blocks[i];
    const struct ng_element_view *v;
    uint32_t above;

    b->cluster = mass_bin(*tally_sum(&g->clusters, cluster_of(view, i)),
                          g->prose);
    b->signature = mass_bin(
        *tally_sum(&g->signatures, signature_of(view, g->signs, i)), g->prose);
    b->up = b->down = FAR;
    if (b->container == NG_NO_ELEMENT)
        return;
    v = &view->elements[b->container];
    b->density = density_bin(v->links, v->bytes);
    b->mass = mass_bin(v->below, g->prose);
    b->up = v->up;
    b->down = v->down;
    above = ng_view_element(view, b->container)->parent;
    if (above == NG_NO_ELEMENT)
        return;
    v = &view->elements[above];
    b->density_above = density_bin(v->links, v->bytes);
    b->mass_above = mass_bin(v->below, g->prose);
}

/* Sums up groups and elements, then gives every block its shares. */
static ng_status group(struct ng_view *view)
{
    size_t count = view->page->blocks.count;
    struct groups g = {0};

    NG_TRY(tally_init(&g.clusters, view->page->arena, count));
    NG_TRY(tally_init(&g.signatures, view->page->arena, count));
    NG_TRY(sign_elements(view, &g.signs));
    sum_groups(view, &g);
    sum_elements(view);
    climb_from_main(view);
    measure_core(view, g.signs, g.core);
    for (size_t i = 0; i < count; i++)
        share_out(view, &g, i);
    return NUTGRAF_OK;
}

/* The sums are given back: what is found is in the blocks. */
ng_status ng_view_group(struct ng_view *view)
{
    struct ng_arena_mark mark = ng_arena_mark(view->page->arena);
    ng_status status = group(view);

    ng_arena_rewind(view->page->arena, mark);
    return status;
}

/* The slots of a tally are the places of the numbers; 0 is none yet. */
static ng_status number_signatures(const struct ng_view *view,
                                   uint32_t *numbers)
{
    size_t count = view->page->blocks.count;
    struct tally tally;
    const uint64_t *signs;
    uint32_t *of_slots, next = 0;

    NG_TRY(tally_init(&tally, view->page->arena, count));
    NG_TRY(sign_elements(view, &signs));
    of_slots =
        ng_arena_array(view->page->arena, tally.mask + 1, sizeof *of_slots);
    if (!of_slots)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        uint32_t *number =
            &of_slots[tally_slot(&tally, signature_of(view, signs, i))];
        if (!*number)
            *number = ++next;
        numbers[i] = *number - 1;
    }
    return NUTGRAF_OK;
}

/* The tally is given back. */
ng_status ng_group_numbers(const struct ng_view *view, uint32_t *numbers)
{
    struct ng_arena_mark mark = ng_arena_mark(view->page->arena);
    ng_status status = number_signatures(view, numbers);

    ng_arena_rewind(view->page->arena, mark);
    return status;
}
