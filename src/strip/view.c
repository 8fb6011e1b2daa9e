/*
 * view.c - measures blocks and containers.
 *
 * In: a page's blocks and its tree. Out: for each block a row of small
 * numbers, from which features.c makes what the labeller sees.
 *
 *     per block    size, share of links, how it begins and ends, first words
 *     per element  prose right below, and a weight from what is deeper
 *     place        in the main container, near it or far; before, in or after
 *                  the densest run of prose; distance to the nearest prose
 *
 * "Prose" (long enough, few links, ends like a sentence, is not in capitals)
 * is the one notion behind all places. The main container is the element with
 * the largest weight, where prose counts less for every level that it lies
 * deeper: so the article's <div> wins over <body>, unless its paragraphs are
 * spread over many. Measures are binned, on a logarithmic scale for sizes: the
 * labeller's features are names, not numbers.
 *
 * Groups of blocks that stand alike (groups.c) and shared words (topic.c) are
 * measured last, from these.
 *
 * Floats are sums of whole bytes and of products in a fixed order: same page,
 * same numbers.
 *
 * Cost: linear; every pass goes once over blocks or elements.
 */
#include "strip/view.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "strip/furniture.h"
#include "strip/groups.h"
#include "strip/topic.h"
#include "strip/words.h"
#include "strip/wordset.h"

/* Prose has at least this many bytes and at most this share of link text. */
enum { PROSE_BYTES = 80, LINK_PERCENT = 30 };
/* A container's prose counts this much less for the element above it. */
static const float DECAY = 0.6f;
/* Steps from a block up to the element that groups it with others. */
enum { MAX_CLIMB = 8 };
/* Texts up to this length are recognised as a whole. */
enum { WHOLE_BYTES = 48 };
/* What a block that is no prose costs the densest run, in bytes. */
static const float RUN_COST = 32.0f;

/* True for elements that hold one paragraph or item, not several. */
static bool is_leaf(uint16_t tag)
{
    switch ((enum ng_tag)tag) {
    case NG_TAG_P: case NG_TAG_H1: case NG_TAG_H2: case NG_TAG_H3:
    case NG_TAG_H4: case NG_TAG_H5: case NG_TAG_H6: case NG_TAG_LI:
    case NG_TAG_UL: case NG_TAG_OL: case NG_TAG_BLOCKQUOTE: case NG_TAG_PRE:
    case NG_TAG_FIGURE: case NG_TAG_FIGCAPTION: case NG_TAG_SPAN:
    case NG_TAG_INLINE: case NG_TAG_A: case NG_TAG_DT: case NG_TAG_DD:
        return true;
    case NG_TAG_OTHER: case NG_TAG_HTML: case NG_TAG_BODY: case NG_TAG_DIV:
    case NG_TAG_SECTION: case NG_TAG_ARTICLE: case NG_TAG_MAIN:
    case NG_TAG_ASIDE: case NG_TAG_NAV: case NG_TAG_HEADER:
    case NG_TAG_FOOTER: case NG_TAG_FORM: case NG_TAG_DL: case NG_TAG_TABLE:
    case NG_TAG_TR: case NG_TAG_TD: case NG_TAG_TH: case NG_TAG_CAPTION:
    case NG_TAG_ADDRESS: case NG_TAG_BUTTON: case NG_TAG_TIME: case NG_TAG_BR:
    case NG_TAG_HR: case NG_TAG_IMG: case NG_TAG_TITLE: case NG_TAG_COUNT:
        return false;
    }
    return false;
}

/* The element that groups a block with others: the nearest that is no leaf. A
 * paragraph's <p> is one of many in a <div>; the <div> is what counts. The
 * climb is bounded for pages that nest a thousand spans. */
static uint32_t container_of(const struct ng_view *view, uint32_t element)
{
    for (int i = 0; i < MAX_CLIMB && element != NG_NO_ELEMENT; i++) {
        const struct ng_element *e = ng_view_element(view, element);
        if (!is_leaf(e->tag))
            return element;
        element = e->parent;
    }
    return element;
}

/* A bin of a size: 0, then about two for each doubling above 8, at most `max`:
 * 8, 12, 16, 24, 32 ... in whole numbers, the same on every machine. */
static uint8_t size_bin(size_t bytes, uint8_t max)
{
    uint8_t bin = 0;

    for (size_t limit = 8; bytes >= limit && bin < max; bin++)
        limit = bin % 2 ? limit * 4 / 3 : limit * 3 / 2;
    return bin;
}

/* A bin of a share: 0 for nothing at all, else 1..`bins`. That a block has no
 * link tells more than how many it has, hence the bin of its own. */
static uint8_t share_bin(double part, double whole, unsigned bins)
{
    double share = whole > 0 ? part / whole : 0;

    if (part <= 0)
        return 0;
    return (uint8_t)(1 + (share >= 1 ? bins - 1 : share * (double)bins));
}

/* How the text ends; closing marks after the stop are looked through, as in
 * 'he said."' or "(see above.)". Stops of other scripts count: 。 । ؟ and so
 * on. At most four characters are looked at. */
static enum ng_ending ending_of(struct ng_slice text)
{
    size_t at = text.len;
    uint32_t c = 0;

    for (int steps = 0; steps < 4 && at; steps++) {
        c = ng_utf8_prev(text, &at);
        if (!strchr("\"')]*", c < 128 ? (int)c : 1) && c != 0x201D &&
            c != 0x2019 && c != 0xBB && c != 0xAB && c != 0x201C &&
            c != 0x300D && c != 0xA0 && c != ' ')
            break;
    }
    if (c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 ||
        c == 0xFF1F || c == 0x0964 || c == 0x061F || c == 0x06D4)
        return NG_END_STOP;
    if (c == ':' || c == 0xFF1A)
        return NG_END_COLON;
    if (c == 0x2026)
        return NG_END_DOTS;
    return c < 128 && c && !ng_is_alpha((char)c) && !ng_is_digit((char)c)
               ? NG_END_MARK
               : NG_END_NONE;
}

/* What the text begins with, as the number that view.h lists. An article's
 * paragraph begins with a capital or a quotation mark, a counter with a digit.
 */
static uint8_t start_of(struct ng_slice text)
{
    size_t at = 0;
    uint32_t c = ng_utf8_next(text, &at);

    if (ng_char_is_upper(c))
        return 1;
    if (ng_char_is_lower(c))
        return 2;
    if (ng_char_is_digit(c))
        return 3;
    if (c == '"' || c == 0x201C || c == 0x201E || c == 0xAB || c == 0x2018 ||
        c == '\'')
        return 4;
    return c < 128 ? 5 : 0;
}

/* Counts of one block. */
struct letters {
    size_t upper, lower, commas;
};

/* Bytes that are counted in bytes: fewer than 256. The loop has no branch, so
 * that the compiler makes vectors of it, of bytes. */
enum { COUNT_BYTES = 192 };

/* Adds the counts of at most COUNT_BYTES bytes. */
static void count_part(const char *bytes, size_t len, struct letters *letters)
{
    uint8_t upper = 0, lower = 0, commas = 0;

    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        upper = (uint8_t)(upper + ((unsigned char)(c - 'A') < 26));
        lower = (uint8_t)(lower + ((unsigned char)(c - 'a') < 26 || c >= 0x80));
        commas = (uint8_t)(commas + (c == ','));
    }
    letters->upper += upper;
    letters->lower += lower;
    letters->commas += commas;
}

/* Counts ASCII capitals and commas; enough for shares. Bytes beyond ASCII
 * count as small letters. Lines in capitals are headings or buttons, commas
 * are a sign of sentences. */
static void count_letters(struct ng_slice text, struct ng_block_view *b)
{
    struct letters n = {0};

    for (size_t at = 0; at < text.len; at += COUNT_BYTES)
        count_part(text.ptr + at,
                   text.len - at < COUNT_BYTES ? text.len - at : COUNT_BYTES,
                   &n);
    b->capitals = n.upper * 10 > (n.upper + n.lower) * 8   ? 3
                  : n.upper * 10 > (n.upper + n.lower) * 3 ? 2
                  : n.upper * 10 > n.upper + n.lower       ? 1
                                                           : 0;
    b->commas = (uint8_t)(n.commas > 3 ? 3 : n.commas);
}

/* A byte as it is hashed: ASCII in small letters, each digit a zero, so that
 * "12 comments" and "34 comments" are one. */
static char plain(char c)
{
    return ng_is_digit(c) ? '0' : ng_lower(c);
}

/* Hashes the first three words and short texts as a whole. A word longer than
 * WHOLE_BYTES is cut there; its rest counts as the next. */
static void hash_words(struct ng_slice text, struct ng_block_view *b)
{
    char folded[WHOLE_BYTES];
    size_t at = 0;

    b->whole = 0;
    if (text.len <= WHOLE_BYTES) {
        for (size_t i = 0; i < text.len; i++)
            folded[i] = plain(text.ptr[i]);
        b->whole = ng_hash(folded, text.len);
    }
    for (int w = 0; w < 3; w++) {
        size_t len = 0;
        while (at < text.len && !ng_is_word_byte(text.ptr[at]))
            at++;
        while (at < text.len && ng_is_word_byte(text.ptr[at]) &&
               len < WHOLE_BYTES)
            folded[len++] = plain(text.ptr[at++]);
        b->words[w] = len ? ng_hash(folded, len) : 0;
    }
}

/* Measures what a block has of its own. Prose is decided here, from the
 * others. Link text may be counted longer than the text, which was trimmed. */
static void measure_block(const struct ng_block *block,
                          struct ng_block_view *b)
{
    struct ng_slice text = block->text;
    size_t link = block->link_bytes < text.len ? block->link_bytes : text.len;

    b->size = size_bin(text.len, 15);
    b->links = share_bin((double)link, (double)text.len, 5);
    b->ending = (uint8_t)ending_of(text);
    b->start = start_of(text);
    count_letters(text, b);
    hash_words(text, b);
    b->prose = text.len >= PROSE_BYTES && link * 100 < text.len * LINK_PERCENT &&
               b->ending != NG_END_NONE && b->capitals < 2;
}

/* Sums the prose of every container and finds the main one. Children come
 * after their parents in the list, so backwards each weight is complete when
 * it is handed up. Among equals the outer one wins, as the later visited. */
static void weigh_elements(struct ng_view *view)
{
    size_t count = view->page->elements.count;
    float best = 0;

    for (size_t i = 0; i < view->page->blocks.count; i++) {
        const struct ng_block *block = ng_page_block(view->page, i);
        const struct ng_block_view *b = &view->blocks[i];
        if (b->container != NG_NO_ELEMENT && b->prose)
            view->elements[b->container].prose +=
                (float)(block->text.len - block->link_bytes);
    }
    for (size_t e = count; e-- > 0;) {
        struct ng_element_view *v = &view->elements[e];
        uint32_t parent = ng_view_element(view, (uint32_t)e)->parent;
        v->weight += v->prose;
        if (parent != NG_NO_ELEMENT)
            view->elements[parent].weight += DECAY * v->weight;
        if (v->weight >= best && v->weight > 0) {
            best = v->weight;
            view->main = (uint32_t)e;
        }
    }
}

/* Marks what lies in the main container and near it: below its grandparent,
 * where headline, lead picture and author's box stand. Parents come first, so
 * each element only asks its parent. */
static void mark_main(struct ng_view *view)
{
    uint32_t near = view->main;

    for (int i = 0; i < 2 && near != NG_NO_ELEMENT; i++) {
        uint32_t parent = ng_view_element(view, near)->parent;
        near = parent == NG_NO_ELEMENT ? near : parent;
    }
    for (size_t e = 0; e < view->page->elements.count; e++) {
        struct ng_element_view *v = &view->elements[e];
        uint32_t parent = ng_view_element(view, (uint32_t)e)->parent;
        const struct ng_element_view *up =
            parent == NG_NO_ELEMENT ? NULL : &view->elements[parent];
        v->in_main = e == view->main || (up && up->in_main);
        v->near_main = e == near || (up && up->near_main);
    }
}

/* Finds the run of blocks with the largest sum, where prose counts its length
 * and everything else costs: the classic scan for the best subarray. A heading
 * or a caption inside an article costs less than the next paragraph brings
 * back. */
static void find_run(const struct ng_view *view, size_t *start, size_t *end)
{
    float sum = 0, best = 0;
    size_t from = 0;

    *start = *end = 0;
    for (size_t i = 0; i < view->page->blocks.count; i++) {
        sum += view->blocks[i].prose
                   ? (float)ng_page_block(view->page, i)->text.len
                   : -RUN_COST;
        if (sum <= 0) {
            sum = 0;
            from = i + 1;
        }
        if (sum > best) {
            best = sum;
            *start = from;
            *end = i + 1;
        }
    }
}

/* Where block `i` stands. Without a main container (plain text, no prose) only
 * before and after are left. */
static enum ng_relation relation_of(const struct ng_view *view, size_t i,
                                    bool after)
{
    uint32_t container = view->blocks[i].container;

    if (view->main == NG_NO_ELEMENT || container == NG_NO_ELEMENT)
        return after ? NG_FAR_AFTER : NG_FAR_BEFORE;
    if (container == view->main)
        return NG_IN_MAIN;
    if (view->elements[container].in_main)
        return NG_BELOW_MAIN;
    if (view->elements[container].near_main)
        return after ? NG_NEAR_AFTER : NG_NEAR_BEFORE;
    return after ? NG_FAR_AFTER : NG_FAR_BEFORE;
}

/* Fills what a block has by its place. Two passes, forwards for the distance
 * to the last prose and backwards for that to the next; both stop at 7. */
static void place_blocks(struct ng_view *view)
{
    size_t start, end, count = view->page->blocks.count;
    float largest = 1;
    uint8_t since = 7;

    find_run(view, &start, &end);
    for (size_t e = 0; e < view->page->elements.count; e++)
        if (view->elements[e].prose > largest)
            largest = view->elements[e].prose;
    for (size_t i = 0; i < count; i++) {
        struct ng_block_view *b = &view->blocks[i];
        float prose = b->container == NG_NO_ELEMENT
                          ? 0
                          : view->elements[b->container].prose;
        b->in_run = i < start ? 0 : i < end ? 1 : 2;
        b->relation = (uint8_t)relation_of(view, i, i >= end);
        b->siblings = size_bin((size_t)prose / 8, 15);
        b->share = share_bin((double)prose, (double)largest, 4);
        b->after_title = view->title != SIZE_MAX && i > view->title;
        b->since = since;
        since = b->prose ? 0 : since < 7 ? (uint8_t)(since + 1) : 7;
    }
    for (size_t i = count, until = 7; i-- > 0;) {
        struct ng_block_view *b = &view->blocks[i];
        b->until = (uint8_t)until;
        until = b->prose ? 0 : until < 7 ? until + 1 : 7;
    }
}

/* Marks blocks whose text stands on the page twice: teasers and menus. One
 * pass from each end, so that both the first and the last of them are marked.
 */
static ng_status mark_repeated(struct ng_view *view)
{
    struct ng_wordset seen;
    size_t count = view->page->blocks.count;

    NG_TRY(ng_wordset_init(&seen, view->page->arena, count));
    for (int pass = 0; pass < 2; pass++) {
        ng_wordset_clear(&seen);
        for (size_t n = 0; n < count; n++) {
            size_t i = pass ? count - 1 - n : n;
            struct ng_slice text = ng_page_block(view->page, i)->text;
            view->blocks[i].repeated |=
                ng_wordset_add(&seen, ng_hash(text.ptr, text.len));
        }
    }
    return NUTGRAF_OK;
}

/* Compares the blocks with the text that JSON-LD gives, by pairs of words: 1
 * for blocks that share nothing, 4 for those found whole. A short body is a
 * summary and says nothing of the blocks: all stay 0. */
static ng_status match_body(struct ng_view *view, struct ng_slice body)
{
    struct ng_wordset pairs;

    if (body.len < 2 * PROSE_BYTES)
        return NUTGRAF_OK;
    NG_TRY(ng_wordset_pairs(&pairs, view->page->arena, body));
    for (size_t i = 0; i < view->page->blocks.count; i++)
        view->blocks[i].body =
            ng_wordset_thirds(&pairs, ng_page_block(view->page, i)->text);
    return NUTGRAF_OK;
}

/* Blocks first, then elements, then what needs both. Arrays come cleared and
 * with one spare element, for pages without any. Furniture needs the lexicon
 * and is looked up here, once. */
ng_status ng_view_build(struct ng_view *view, const struct ng_page *page,
                        const struct ng_lexicon *lexicon, size_t title)
{
    size_t count = page->blocks.count;

    *view = (struct ng_view){.page = page, .main = NG_NO_ELEMENT,
                             .title = title};
    view->elements = ng_arena_array(page->arena, page->elements.count + 1,
                                    sizeof *view->elements);
    view->blocks = ng_arena_array(page->arena, count + 1,
                                  sizeof *view->blocks);
    if (!view->elements || !view->blocks)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const struct ng_block *block = ng_page_block(page, i);
        struct ng_block_view *b = &view->blocks[i];
        const struct ng_element *e = ng_view_element(view, block->element);
        measure_block(block, b);
        b->container = container_of(view, block->element);
        b->hidden = e && e->hidden;
        b->furniture = ng_furniture_class(lexicon, block->text);
    }
    weigh_elements(view);
    mark_main(view);
    place_blocks(view);
    return mark_repeated(view);
}

/* Groups first: the topic is that of the densest run, which they do not
 * change. */
ng_status ng_view_compare(struct ng_view *view, struct ng_slice body,
                          struct ng_slice description)
{
    NG_TRY(ng_view_group(view));
    NG_TRY(ng_view_topic(view, description));
    return match_body(view, body);
}
