/*
 * features.c - the words of blocks and elements, hashed.
 *
 * In: the measured page (view.c). Out: a list with one 64-bit number for each
 * fact that holds.
 *
 * A feature is a template with up to three small values, such as "begins with
 * read, more". Words are what this is for: those of classes and ids, those that
 * a block begins with. Measures are the trees' matter (columns.c); the dozen
 * that are here give words something to be weighed against, for "share" on a button
 * says more than on a paragraph in the midst of prose. Values that are joined
 * are made coarser (size / 3), or each combination would be too rare to be
 * learned.
 *
 * The trainer calls the same code, so a change here makes a trained model
 * wrong until it is trained again.
 *
 * Cost: some twenty features per block, two or three per word of an element.
 */
#include "strip/features.h"

#include "base/hash.h"
#include "strip/words.h"

/* Words of an element beyond these are noise: style sheets' utility classes. */
enum { MAX_WORDS = 24 };

/* Templates; a feature is a template and up to three values. */
enum feature {
    F_BIAS, F_SIZE, F_FURNITURE, F_WORD1, F_WORD2, F_WORD3, F_WHOLE,
    F_TAG_RELATION_SIZE, F_TAG_ENDING_SIZE, F_SIZE_LINKS,
    F_RUN_RELATION_PROSE, F_SINCE_UNTIL_SIZE, F_BODY_SIZE,
    F_FURNITURE_RELATION, F_PARENT, F_ELEMENT_TAG, F_ELEMENT_WORD,
    F_ELEMENT_CLASS, F_GROUPS, F_CORE, F_TOPIC_PLACE
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

/* What the block itself is like, wherever it stands. */
static void own_features(struct ng_features *out, const struct ng_block *block,
                         const struct ng_block_view *b)
{
    emit(out, F_BIAS, 0, 0, 0);
    emit(out, F_SIZE, b->size, 0, 0);
    emit(out, F_SIZE_LINKS, b->size / 2, b->links, 0);
    emit(out, F_TAG_ENDING_SIZE, block->tag, b->ending, b->size / 3);
    emit(out, F_BODY_SIZE, b->body, b->size / 3, 0);
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
 * nearest prose, the topic. */
static void place_features(struct ng_features *out, const struct ng_view *view,
                           size_t i)
{
    const struct ng_block *block = ng_page_block(view->page, i);
    const struct ng_block_view *b = &view->blocks[i];

    emit(out, F_TAG_RELATION_SIZE, block->tag, b->relation, b->size / 3);
    emit(out, F_RUN_RELATION_PROSE, b->in_run, b->relation, b->prose);
    emit(out, F_SINCE_UNTIL_SIZE, b->since * 8u + b->until, b->size / 4,
         b->in_run);
    emit(out, F_TOPIC_PLACE, b->topic, b->in_run * 2u + b->prose,
         b->relation);
}

/* The tags right above, as a short path such as P in DIV in ARTICLE, and the
 * whole class of the innermost element. */
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
}

/* The groups it belongs to: their shares of the page's prose, and how far the
 * largest is. */
static void group_features(struct ng_features *out, const struct ng_view *view,
                           size_t i)
{
    const struct ng_block_view *b = &view->blocks[i];
    unsigned core = b->core * 2u + b->prose;

    emit(out, F_GROUPS, b->cluster, b->signature, core);
    emit(out, F_CORE, b->since_core, b->until_core, core);
}

/* All groups for one block. Plain text has no elements, so no path. */
void ng_block_features(const struct ng_view *view, size_t i,
                       struct ng_features *out)
{
    out->count = 0;
    own_features(out, ng_page_block(view->page, i), &view->blocks[i]);
    word_features(out, &view->blocks[i]);
    place_features(out, view, i);
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
