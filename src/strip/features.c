/*
 * features.c - facts about blocks and elements, hashed.
 *
 * In: the measured page (view.c). Out: a list with one 64-bit number for each
 * fact that holds.
 *
 * A feature is a template with up to three small values, such as "tag LI, ends
 * without a stop, size bin 2". Single measures come first; then pairs and
 * triples where one measure changes what another means: a short line without a
 * stop is a heading inside the run of prose and a menu's entry outside of it.
 * Values that are joined are made coarser (size / 3), or each combination
 * would be too rare to be learned.
 *
 * The trainer calls the same code, so a change here makes a trained model
 * wrong until it is trained again; new templates go to the end of the enum.
 *
 * Cost: some fifty features per block, two or three per word of an element.
 */
#include "strip/features.h"

#include "base/hash.h"
#include "strip/words.h"

/* Words of an element beyond these are noise: style sheets' utility classes. */
enum { MAX_WORDS = 24 };

/* Templates; a feature is a template and up to three values. */
enum feature {
    F_BIAS, F_SIZE, F_LINKS, F_ENDING, F_START, F_CAPITALS, F_COMMAS, F_TAG,
    F_RELATION, F_RUN, F_SIBLINGS, F_SHARE, F_BODY, F_SINCE, F_TITLE, F_HIDDEN,
    F_REPEATED, F_FURNITURE, F_WORD1, F_WORD2, F_WORD3, F_WHOLE, F_BR,
    F_TAG_RELATION_SIZE, F_TAG_LINKS, F_TAG_ENDING_SIZE, F_SIZE_LINKS,
    F_RUN_RELATION_PROSE, F_SINCE_UNTIL_SIZE, F_BODY_SIZE, F_SHARE_RELATION,
    F_RELATION_LINKS_TAG, F_SIBLINGS_RUN, F_SAME_BEFORE, F_SAME_AFTER,
    F_FURNITURE_RELATION, F_NEIGHBOUR, F_SIZES, F_DEPTH, F_LINK_COUNT,
    F_PARENT, F_POSITION, F_TITLE_RUN, F_START_END,
    F_ELEMENT_TAG, F_ELEMENT_WORD, F_ELEMENT_CLASS,
    F_CLUSTER, F_SIGNATURE, F_GROUPS, F_CORE, F_CORE_SIZE, F_DENSITY,
    F_DENSITY_ABOVE, F_MASS, F_WAY, F_WAY_SIZE, F_TOPIC, F_TOPIC_PLACE,
    F_SHORTS, F_DESCRIBED, F_CORE_BEFORE, F_CORE_AFTER, F_MASS_PLACE
};

/* True for templates whose values are hashes of words. */
static inline bool is_named(enum feature f)
{
    return (f >= F_WORD1 && f <= F_WHOLE) || f == F_ELEMENT_WORD ||
           f == F_ELEMENT_CLASS;
}

/* Makes the feature's number: template and values are digits of a number to a
 * large odd base, so their order counts. The template is one more than its
 * place, or the first with zeros would be zero. */
static inline void emit(struct ng_features *out, enum feature f, uint64_t a,
                        uint64_t b, uint64_t c)
{
    uint64_t hash = (uint64_t)f + 1;

    hash = (hash * 0x9E3779B97F4A7C15u + a) * 0x9E3779B97F4A7C15u;
    hash = (hash + b) * 0x9E3779B97F4A7C15u + c;
    out->list[out->count] = hash;
    out->named[out->count++] = is_named(f);
}

/* What the block itself is like, wherever it stands: its size, links,
 * beginning, end and tag. Shares (capitals, commas) only mean something
 * together with the size they were taken of. */
static void own_features(struct ng_features *out, const struct ng_block *block,
                         const struct ng_block_view *b)
{
    emit(out, F_BIAS, 0, 0, 0);
    emit(out, F_SIZE, b->size, 0, 0);
    emit(out, F_LINKS, b->links, 0, 0);
    emit(out, F_ENDING, b->ending, 0, 0);
    emit(out, F_START, b->start, 0, 0);
    emit(out, F_CAPITALS, b->capitals, b->size / 3, 0);
    emit(out, F_COMMAS, b->commas, b->size / 3, 0);
    emit(out, F_TAG, block->tag, 0, 0);
    emit(out, F_BODY, b->body, 0, 0);
    emit(out, F_HIDDEN, b->hidden, 0, 0);
    emit(out, F_REPEATED, b->repeated, b->size / 4, 0);
    emit(out, F_BR, block->br_before > 1 ? 2 : block->br_before, 0, 0);
    emit(out, F_LINK_COUNT, block->links > 3 ? 3 : block->links, b->links, 0);
    emit(out, F_SIZE_LINKS, b->size / 2, b->links, 0);
    emit(out, F_TAG_LINKS, block->tag, b->links, 0);
    emit(out, F_TAG_ENDING_SIZE, block->tag, b->ending, b->size / 3);
    emit(out, F_BODY_SIZE, b->body, b->size / 3, 0);
    emit(out, F_START_END, b->start, b->ending, b->size / 4);
}

/* What it says: the furniture phrase it begins with and its first words, as
 * "read more" or "image source". Large blocks have their own features for the
 * same word: "Share" begins a button and "Share prices fell ..." a paragraph.
 */
static void word_features(struct ng_features *out,
                          const struct ng_block_view *b)
{
    uint64_t large = b->size > 9;

    emit(out, F_FURNITURE, b->furniture, large, 0);
    emit(out, F_FURNITURE_RELATION, b->furniture, b->relation, 0);
    emit(out, F_WORD1, b->words[0], large, 0);
    emit(out, F_WORD2, b->words[0], b->words[1], 0);
    if (b->words[2])
        emit(out, F_WORD3, b->words[0], b->words[1], b->words[2]);
    if (b->whole)
        emit(out, F_WHOLE, b->whole, 0, 0);
}

/* Where it stands: relative to the main container, the run of prose, the
 * headline, the nearest prose, and to the page as a whole in tenths. */
static void place_features(struct ng_features *out, const struct ng_view *view,
                           size_t i)
{
    const struct ng_block *block = ng_page_block(view->page, i);
    const struct ng_block_view *b = &view->blocks[i];
    size_t count = view->page->blocks.count;

    emit(out, F_RELATION, b->relation, 0, 0);
    emit(out, F_RUN, b->in_run, b->after_title, 0);
    emit(out, F_SIBLINGS, b->siblings, 0, 0);
    emit(out, F_SHARE, b->share, 0, 0);
    emit(out, F_SINCE, b->since, b->until, 0);
    emit(out, F_TITLE, i == view->title, 0, 0);
    emit(out, F_TITLE_RUN, view->title == SIZE_MAX, b->after_title, b->in_run);
    emit(out, F_POSITION, i * 10 / count, 0, 0);
    emit(out, F_TAG_RELATION_SIZE, block->tag, b->relation, b->size / 3);
    emit(out, F_RUN_RELATION_PROSE, b->in_run, b->relation, b->prose);
    emit(out, F_SINCE_UNTIL_SIZE, b->since * 8u + b->until, b->size / 4,
         b->in_run);
    emit(out, F_SHARE_RELATION, b->share, b->relation, b->in_run);
    emit(out, F_RELATION_LINKS_TAG, b->relation, b->links, block->tag);
    emit(out, F_SIBLINGS_RUN, b->siblings, b->in_run, b->size / 4);
}

/* What stands around it, up to two blocks away. Beyond the ends of the page a
 * value of its own stands for "nothing", since first and last blocks are
 * special. */
static void neighbour_features(struct ng_features *out,
                               const struct ng_view *view, size_t i)
{
    static const int steps[] = {-2, -1, 1, 2};
    const struct ng_block_view *b = &view->blocks[i];
    size_t count = view->page->blocks.count;
    unsigned sizes = 0;

    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
        /* Steps before block 0 wrap to huge numbers, which are past the end
         * too. */
        size_t at = i + (size_t)steps[s];
        const struct ng_block_view *n = at < count ? &view->blocks[at] : NULL;
        unsigned kind = n ? n->size / 2 * 8u + n->links : 0xFF;
        emit(out, F_NEIGHBOUR, s, kind, 0);
        emit(out, F_NEIGHBOUR, s + 4,
             n ? ng_page_block(view->page, at)->tag : 0xFF, n ? n->ending : 0);
        sizes = sizes * 4 + (n ? n->prose + (n->links > 3 ? 2u : 0) : 1);
        /* Only the two next to it are compared in detail: whether they share
         * its container, and what phrase they begin with. */
        if (n && (steps[s] == -1 || steps[s] == 1)) {
            bool same = n->container == b->container;
            emit(out, steps[s] < 0 ? F_SAME_BEFORE : F_SAME_AFTER, same,
                 n->prose, b->size / 3);
            emit(out, F_NEIGHBOUR, s + 8, n->furniture, b->size / 4);
        }
    }
    emit(out, F_SIZES, sizes, b->prose, b->links > 3);
}

/* The tags right above, as a short path such as P in DIV in ARTICLE, the whole
 * class of the innermost element, and how deep it lies below the main one. */
static void path_features(struct ng_features *out, const struct ng_view *view,
                          size_t i)
{
    const struct ng_block *block = ng_page_block(view->page, i);
    const struct ng_element *e = ng_view_element(view, block->element);
    const struct ng_element *up = e ? ng_view_element(view, e->parent) : NULL;
    const struct ng_element *top = up ? ng_view_element(view, up->parent) : NULL;

    emit(out, F_PARENT, e ? e->tag : 0xFF, up ? up->tag : 0xFF,
         top ? top->tag : 0xFF);
    if (e && e->words.len)
        emit(out, F_ELEMENT_CLASS, ng_hash(e->words.ptr, e->words.len), 1, 0);
    if (view->main != NG_NO_ELEMENT && e) {
        int depth = (int)e->depth -
                    (int)ng_view_element(view, view->main)->depth;
        depth = depth < -2 ? -2 : depth > 5 ? 5 : depth;
        emit(out, F_DEPTH, (uint64_t)(depth + 2),
             view->blocks[i].relation, block->tag);
    }
}

/* The groups it belongs to: their shares of the page's prose and how far the
 * largest is. These speak of any site alike. */
static void group_features(struct ng_features *out, const struct ng_view *view,
                           size_t i)
{
    const struct ng_block *block = ng_page_block(view->page, i);
    const struct ng_block_view *b = &view->blocks[i];
    size_t count = view->page->blocks.count;
    unsigned since = b->since_core < 3 ? b->since_core : 3;
    unsigned until = b->until_core < 3 ? b->until_core : 3;
    unsigned core = b->core * 2u + b->prose;

    emit(out, F_CLUSTER, b->cluster, b->size / 3, b->links > 2);
    emit(out, F_SIGNATURE, b->signature, b->size / 3, b->links > 2);
    emit(out, F_GROUPS, b->cluster, b->signature, core);
    emit(out, F_CORE, b->since_core, b->until_core, core);
    emit(out, F_CORE_SIZE, since * 4 + until, b->size / 3, b->links > 2);
    emit(out, F_DENSITY, b->density, b->size / 3, b->links > 2);
    emit(out, F_DENSITY_ABOVE, b->density, b->density_above, b->links > 2);
    emit(out, F_MASS, b->mass, b->mass_above, b->prose);
    emit(out, F_MASS_PLACE, b->mass, b->relation, since * 4 + until);
    emit(out, F_WAY, b->up < 6 ? b->up : 6, b->down < 6 ? b->down : 6, 0);
    emit(out, F_WAY_SIZE, b->up < 4 ? b->up : 4, block->tag, b->size / 4);
    emit(out, F_CORE_BEFORE, i ? b[-1].core * 2u + b[-1].prose : 4, core,
         b->size / 4);
    emit(out, F_CORE_AFTER, i + 1 < count ? b[1].core * 2u + b[1].prose : 4,
         core, b->size / 4);
}

/* Whether its words are the article's. */
static void topic_features(struct ng_features *out,
                           const struct ng_block_view *b)
{
    emit(out, F_TOPIC, b->topic, b->size / 3, 0);
    emit(out, F_TOPIC_PLACE, b->topic, b->in_run * 2u + b->prose,
         b->relation);
    emit(out, F_SHORTS, b->shorts, b->size / 3, b->links > 2);
    emit(out, F_DESCRIBED, b->described, b->size / 4, b->in_run);
}

/* All groups for one block. Plain text has no elements, so no path. */
void ng_block_features(const struct ng_view *view, size_t i,
                       struct ng_features *out)
{
    out->count = 0;
    own_features(out, ng_page_block(view->page, i), &view->blocks[i]);
    word_features(out, &view->blocks[i]);
    place_features(out, view, i);
    neighbour_features(out, view, i);
    topic_features(out, &view->blocks[i]);
    if (view->page->markup) {
        group_features(out, view, i);
        path_features(out, view, i);
    }
}

/* Cuts the next word off the words of an element: letters only, so that
 * "article-body__2" gives "article" and "body". */
static bool next_word(struct ng_slice words, size_t *at, uint64_t *hash)
{
    size_t start;

    while (*at < words.len && !ng_is_alpha(words.ptr[*at]))
        (*at)++;
    start = *at;
    while (*at < words.len && ng_is_alpha(words.ptr[*at]))
        (*at)++;
    *hash = ng_hash(words.ptr + start, *at - start);
    return *at > start;
}

/* Cuts the next name (between spaces) off the words of an element: whole names
 * of classes tell sites' systems apart, "entry-content" from "content". */
static bool next_name(struct ng_slice words, size_t *at, uint64_t *hash)
{
    size_t start;

    while (*at < words.len && words.ptr[*at] == ' ')
        (*at)++;
    start = *at;
    while (*at < words.len && words.ptr[*at] != ' ')
        (*at)++;
    *hash = ng_hash(words.ptr + start, *at - start);
    return *at > start;
}

/* The tag, the words of class and id, and the whole names; each word also
 * together with whether prose lies below: "sidebar" around the article's text
 * is a layout, not a sidebar. */
void ng_element_features(const struct ng_view *view, uint32_t element,
                         struct ng_features *out)
{
    const struct ng_element *e = ng_view_element(view, element);
    bool in_main = view->elements[element].in_main;
    bool above = view->elements[element].weight > 0;
    uint64_t hash;
    size_t at = 0;

    out->count = 0;
    emit(out, F_ELEMENT_TAG, e->tag, in_main, 0);
    for (int n = 0; n < MAX_WORDS && next_word(e->words, &at, &hash); n++) {
        emit(out, F_ELEMENT_WORD, hash, in_main, 0);
        emit(out, F_ELEMENT_WORD, hash, 2, above);
    }
    at = 0;
    for (int n = 0; n < MAX_WORDS && next_name(e->words, &at, &hash); n++)
        emit(out, F_ELEMENT_CLASS, hash, 0, 0);
}
