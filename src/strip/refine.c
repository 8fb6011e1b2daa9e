/*
 * refine.c - captions, titles, teasers, reasons.
 *
 * In: the classifier's choice per block. Out: verdicts, with the paragraph's
 * kind for kept blocks and, when asked for, a reason for dropped ones.
 *
 * The classifier learned one thing, article or not. Rules take care of what
 * the markup or the place says for sure: the headline is metadata and no
 * paragraph, a byline at the head likewise, a caption inside the article is
 * kept as such even when it looks like furniture. Kinds come from the block's
 * tag.
 *
 * Reasons explain, they decide nothing: the phrase a block begins with, else a
 * word in the classes above it, else its tag or its links.
 *
 * Cost: a bounded climb of the tree per block. Reasons cost some twenty
 * searches of class words per block and are therefore made on request only.
 */
#include "strip/refine.h"

#include "strip/furniture.h"

/* Elements above a block that are asked for its kind. */
enum { MAX_ABOVE = 6 };
/* Blocks from the first kept one in which a byline or title may stand. */
enum { HEAD_BLOCKS = 4 };
/* Longest byline line in bytes, teaser, list of contributors. */
enum { MAX_BYLINE = 120, MAX_TEASER = 240, MAX_CONTRIBUTORS = 300 };
/* Bins of a block's links and capitals (view.h). */
enum { MOSTLY_LINK = 3, ALL_LINK = 5, IN_CAPITALS = 3 };

/* True when an element above the block (or the innermost itself) has the tag.
 * The climb is bounded: farther up, a tag says little about one block. */
static bool is_below(const struct ng_view *view, size_t i, enum ng_tag tag)
{
    uint32_t e = ng_page_block(view->page, i)->element;

    for (int n = 0; n < MAX_ABOVE && e != NG_NO_ELEMENT; n++) {
        const struct ng_element *element = ng_view_element(view, e);
        if (element->tag == tag)
            return true;
        e = element->parent;
    }
    return false;
}

/* True when the words (class, id, role ...) of one of the `levels` innermost
 * elements hold `word`, also inside of longer ones: "subscri" finds
 * "subscription-box". */
static bool has_class(const struct ng_view *view, size_t i, const char *word,
                      int levels)
{
    uint32_t e = ng_page_block(view->page, i)->element;

    for (int n = 0; n < levels && e != NG_NO_ELEMENT; n++) {
        const struct ng_element *element = ng_view_element(view, e);
        if (ng_slice_find(element->words, ng_slice_of(word), 0) != SIZE_MAX)
            return true;
        e = element->parent;
    }
    return false;
}

/* True for captions and credits that the markup names. "caption" may stand
 * three levels up, as in a wrapper; "credit" is too common in classes for
 * that. */
static bool is_caption(const struct ng_view *view, size_t i)
{
    return is_below(view, i, NG_TAG_FIGCAPTION) ||
           is_below(view, i, NG_TAG_FIGURE) ||
           has_class(view, i, "caption", 3) ||
           has_class(view, i, "credit", 2);
}

/* True when a plain text's line is a photograph's caption: "A man waits.
 * REUTERS/Jane Roe" has an agency's mark in its last 80 bytes, or it begins
 * with one and is short. A long paragraph with such a mark is the text: it may
 * well end with "(Reuters)". */
static bool is_credit_line(const struct ng_view *view, size_t i)
{
    struct ng_slice text = ng_page_block(view->page, i)->text;
    struct ng_slice tail =
        ng_slice_sub(text, text.len > 80 ? text.len - 80 : 0, text.len);
    static const char *const credits[] = {
        "via REUTERS", "/Reuters",     "/REUTERS",      "REUTERS/",
        "AP Photo",    "/AP)",         "Getty Images",  "/Getty",
        "/AFP",        "AFP/",         "(Photo by",     "/EPA",
        "/Pool",       "Photo: ",      "Photograph: ",  "/Associated Press",
        "Shutterstock", "(Reuters)",   "Photo by",      "Photo credit",
        "Image: ",     "/NPR",         "/AP",
    };

    if (ng_furniture_kind(view->blocks[i].furniture) == NG_FURNITURE_CREDIT &&
        view->blocks[i].size < 10)
        return true;
    for (size_t n = 0; n < sizeof credits / sizeof *credits; n++)
        if (ng_slice_find(tail, ng_slice_of(credits[n]), 0) != SIZE_MAX)
            return text.len < 600;
    return false;
}

/* The kind that a block's own tag gives; for the others (a <p>, a bare <div>)
 * a blockquote above makes it a quote. All tags are listed, so that a new one
 * has to be thought of. */
static nutgraf_paragraph_kind kind_of(const struct ng_view *view, size_t i)
{
    switch ((enum ng_tag)ng_page_block(view->page, i)->tag) {
    case NG_TAG_H1: case NG_TAG_H2: case NG_TAG_H3: case NG_TAG_H4:
    case NG_TAG_H5: case NG_TAG_H6:
        return NUTGRAF_PARAGRAPH_HEADING;
    case NG_TAG_LI: case NG_TAG_DT: case NG_TAG_DD:
        return NUTGRAF_PARAGRAPH_LIST;
    case NG_TAG_TD: case NG_TAG_TH: case NG_TAG_TR: case NG_TAG_CAPTION:
        return NUTGRAF_PARAGRAPH_TABLE;
    case NG_TAG_BLOCKQUOTE:
        return NUTGRAF_PARAGRAPH_QUOTE;
    case NG_TAG_FIGCAPTION:
        return NUTGRAF_PARAGRAPH_CAPTION;
    case NG_TAG_OTHER: case NG_TAG_INLINE: case NG_TAG_HTML: case NG_TAG_BODY:
    case NG_TAG_P: case NG_TAG_DIV: case NG_TAG_SPAN: case NG_TAG_SECTION:
    case NG_TAG_ARTICLE: case NG_TAG_MAIN: case NG_TAG_ASIDE: case NG_TAG_NAV:
    case NG_TAG_HEADER: case NG_TAG_FOOTER: case NG_TAG_FORM: case NG_TAG_UL:
    case NG_TAG_OL: case NG_TAG_DL: case NG_TAG_PRE: case NG_TAG_FIGURE:
    case NG_TAG_TABLE: case NG_TAG_ADDRESS: case NG_TAG_BUTTON: case NG_TAG_A:
    case NG_TAG_TIME: case NG_TAG_BR: case NG_TAG_HR: case NG_TAG_IMG:
    case NG_TAG_TITLE: case NG_TAG_COUNT:
        break;
    }
    return is_below(view, i, NG_TAG_BLOCKQUOTE) ? NUTGRAF_PARAGRAPH_QUOTE
                                                : NUTGRAF_PARAGRAPH_TEXT;
}

/* Why a block is no part of the article: what it says, then where it stands.
 * The first class of the table wins, so the specific words come before "nav"
 * and "header", which stand above half of a page. Texts are static. */
static const char *reason_of(const struct ng_view *view, size_t i)
{
    static const struct {
        const char *word, *reason;
    } classes[] = {
        {"comment", "comment"}, {"cookie", "cookie"},    {"consent", "cookie"},
        {"share", "share"},     {"social", "share"},     {"related", "related"},
        {"recommend", "related"}, {"trending", "related"}, {"teaser", "related"},
        {"promo", "promo"},     {"newsletter", "promo"}, {"subscri", "promo"},
        {"byline", "byline"},   {"author", "byline"},    {"footer", "footer"},
        {"nav", "navigation"},  {"menu", "navigation"},  {"header", "navigation"},
    };
    const struct ng_block_view *b = &view->blocks[i];

    if (ng_furniture_kind(b->furniture))
        return ng_furniture_name(ng_furniture_kind(b->furniture));
    for (size_t n = 0; n < sizeof classes / sizeof *classes; n++)
        if (has_class(view, i, classes[n].word, MAX_ABOVE))
            return classes[n].reason;
    if (is_below(view, i, NG_TAG_NAV))
        return "navigation";
    if (is_below(view, i, NG_TAG_FOOTER))
        return "footer";
    return b->links >= 4 ? "navigation" : "furniture";
}

/* True when a block near the article's head is its byline: it begins like one
 * ("By", "Updated"), is short and no sentence. "By noon the streets were
 * empty." ends with a stop. */
static bool is_byline(const struct ng_view *view, size_t i)
{
    const struct ng_block_view *b = &view->blocks[i];

    return ng_furniture_kind(b->furniture) == NG_FURNITURE_BYLINE &&
           ng_page_block(view->page, i)->text.len <= MAX_BYLINE &&
           b->ending != NG_END_STOP;
}

/* True for the names of those who helped, at the foot of a report: "Ann Roe and
 * Lee Fox contributed to this report." With a rule of underscores or stars
 * before it, or alone. */
static bool is_contributors(const struct ng_view *view, size_t i)
{
    static const char *const phrases[] = {
        "contributed to this report", "contributed to this story",
        "contributed to this article", "contributed reporting"};
    struct ng_slice text = ng_page_block(view->page, i)->text;

    if (text.len > MAX_CONTRIBUTORS)
        return false;
    for (size_t n = 0; n < sizeof phrases / sizeof *phrases; n++)
        if (ng_slice_find(text, ng_slice_of(phrases[n]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* True for a line inside the article that sells something else: it opens with
 * such a phrase and is mostly link or nothing but the phrase ("READ MORE: Island
 * school reopens", "Share this article"), or is a link in capitals ("HARBOUR
 * CHIEF TO STEP DOWN"). "Related costs rose." is neither. */
static bool is_teaser(const struct ng_view *view, size_t i)
{
    const struct ng_block_view *b = &view->blocks[i];

    if (ng_page_block(view->page, i)->text.len > MAX_TEASER)
        return false;
    switch (ng_furniture_kind(b->furniture)) {
    case NG_FURNITURE_RELATED: case NG_FURNITURE_SHARE:
    case NG_FURNITURE_PROMO: case NG_FURNITURE_COMMENT:
        return b->links >= MOSTLY_LINK ||
               (b->furniture & NG_FURNITURE_WHOLE);
    case NG_FURNITURE_NONE: case NG_FURNITURE_NAVIGATION:
    case NG_FURNITURE_FOOTER: case NG_FURNITURE_COOKIE:
    case NG_FURNITURE_BYLINE: case NG_FURNITURE_CREDIT:
    case NG_FURNITURE_COUNT:
        break;
    }
    return b->links == ALL_LINK && b->capitals == IN_CAPITALS;
}

/* True for a notice of cookies beside the article's paragraphs ("We use cookies
 * and other tracking technologies ..."), which reads like prose. An article on
 * cookies has them among its own. */
static bool is_notice(const struct ng_view *view, size_t i)
{
    const struct ng_block_view *b = &view->blocks[i];

    return view->page->markup && !b->core &&
           ng_furniture_kind(b->furniture) == NG_FURNITURE_COOKIE;
}

/* The first and the block after the last kept one; both `count` when none is.
 * What lies between is inside the article. */
static void find_span(const bool *keep, size_t count, size_t *first,
                      size_t *end)
{
    *first = *end = count;
    for (size_t i = 0; i < count; i++) {
        if (!keep[i])
            continue;
        if (*first == count)
            *first = i;
        *end = i + 1;
    }
}

/* Decides one block: the classifier's choice, but for the headline (also where
 * its words are repeated near the head) and the byline. `place` counts kept
 * blocks so far: beyond the head, a paragraph that equals the title is a quote
 * of it. */
static struct ng_verdict decide(const struct ng_view *view, size_t i,
                                const struct ng_title *title, bool keep,
                                size_t place)
{
    struct ng_slice text = ng_page_block(view->page, i)->text;
    struct ng_verdict v = {keep, kind_of(view, i), NULL};

    /* The length is tested before the words: most blocks are too long to be
     * the title, and comparing is dearer. */
    if (i == title->block ||
        (place <= HEAD_BLOCKS && title->text.len &&
         text.len < 2 * title->text.len + 8 && ng_same_words(text, title->text)))
        return (struct ng_verdict){false, v.kind, "title"};
    if (keep && ((place < HEAD_BLOCKS && is_byline(view, i)) ||
                 (place > 1 && is_contributors(view, i))))
        return (struct ng_verdict){false, v.kind, "byline"};
    if (keep && (is_teaser(view, i) || is_notice(view, i)))
        return (struct ng_verdict){
            false, v.kind,
            ng_furniture_kind(view->blocks[i].furniture)
                ? ng_furniture_name(
                      ng_furniture_kind(view->blocks[i].furniture))
                : "related"};
    return v;
}

/* True when a block is a caption that belongs to the article: one that was
 * kept, or one inside of it. In markup a dropped one must also lie in the main
 * container and not be made of links, or it is a teaser's picture. */
static bool belongs_as_caption(const struct ng_view *view, size_t i, bool keep,
                               bool inside)
{
    const struct ng_block_view *b = &view->blocks[i];

    if (!view->page->markup)
        return (keep || inside) && is_credit_line(view, i);
    if (!is_caption(view, i) || b->hidden)
        return false;
    return keep || (inside && b->relation <= NG_BELOW_MAIN && b->links < 3);
}

/* Words of a line that says nothing but who took a picture, at most. */
enum { MAX_CREDIT = 9 };
/* Captions before a caption with which it is compared. */
enum { CAPTIONS_BACK = 12 };

/* True when a caption describes no picture: a gallery's control ("Close",
 * "Image 1 of 9") or the photographer alone ("Photo: Ann Roe / Agency"). */
static bool is_bare(const struct ng_view *view, size_t i)
{
    struct ng_slice text = ng_page_block(view->page, i)->text;
    size_t words = 0;

    for (size_t at = 0; at < text.len && words <= MAX_CREDIT; at++)
        words += text.ptr[at] != ' ' && (at == 0 || text.ptr[at - 1] == ' ');
    if (words < 2 || text.ptr[text.len - 1] == '.')
        return words < 2;
    if (words == 4 && ng_slice_starts_nocase(text, ng_slice_of("image ")))
        return true;
    return words <= MAX_CREDIT &&
           (is_credit_line(view, i) || has_class(view, i, "credit", 1));
}

/* The captions kept last, a ring. */
struct captions {
    struct ng_slice text[CAPTIONS_BACK];
    size_t count;
};

/* Notes a caption; true when it stands among the last ones already, as in
 * galleries that hold a picture in two sizes. */
static bool is_repeated(struct captions *captions, struct ng_slice text)
{
    for (size_t n = 0; n < captions->count && n < CAPTIONS_BACK; n++)
        if (ng_slice_eq(captions->text[n], text))
            return true;
    captions->text[captions->count++ % CAPTIONS_BACK] = text;
    return false;
}

/* The verdict on a caption that belongs to the article. */
static struct ng_verdict on_caption(const struct ng_view *view, size_t i,
                                    struct captions *captions)
{
    const nutgraf_paragraph_kind kind = NUTGRAF_PARAGRAPH_CAPTION;

    if (is_bare(view, i))
        return (struct ng_verdict){false, kind, "credit"};
    if (is_repeated(captions, ng_page_block(view->page, i)->text))
        return (struct ng_verdict){false, kind, "repeated"};
    return (struct ng_verdict){true, kind, NULL};
}

/* Block by block in order, with the number of kept ones so far. The article
 * begins at the headline for this purpose: the lead picture stands between it
 * and the first paragraph. A caption overrules a drop of the classifier, but
 * no block that was kept and then found to be title or byline. */
void ng_refine(const struct ng_view *view, const struct ng_title *title,
               const bool *keep, bool reasons,
               struct ng_verdict *verdicts)
{
    size_t first, end, place = 0, count = view->page->blocks.count;
    struct captions captions = {.count = 0};

    find_span(keep, count, &first, &end);
    for (size_t i = 0; i < count; i++) {
        bool inside = i < end && (i >= first ||
                                  (title->block != SIZE_MAX &&
                                   i > title->block));
        verdicts[i] = decide(view, i, title, keep[i], place);
        if ((verdicts[i].keep || !keep[i]) && i != title->block &&
            belongs_as_caption(view, i, keep[i], inside))
            verdicts[i] = on_caption(view, i, &captions);
        if (reasons && !verdicts[i].keep && !verdicts[i].reason)
            verdicts[i].reason = reason_of(view, i);
        place += keep[i];
    }
}

/* Kinds stay, as `--no-strip` prints them too; verdicts become "keep". */
void ng_refine_keep_all(const struct ng_view *view, struct ng_verdict *verdicts)
{
    for (size_t i = 0; i < view->page->blocks.count; i++) {
        verdicts[i].keep = true;
        verdicts[i].reason = NULL;
    }
}
