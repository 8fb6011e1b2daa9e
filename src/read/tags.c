/*
 * tags.c - the elements of HTML, by name.
 *
 * A table, sorted, searched by halves: seven comparisons, most of which end at
 * the first letter. The number of an entry serves markup.c to count open
 * elements. Sources: the HTML standard's element index, section 15.3
 * (rendering) for what is a block, and its list of obsolete elements.
 *
 * In: a name of any case. Out: a constant entry, never NULL, so callers need no
 * test for unknown elements. Flags say what each file does with it: S and SN
 * are left out with all they hold, R holds text and no tags, O counts once per
 * page, P is passed on although it has no content. A perfect hash would save a
 * few comparisons, but the table would then have to be generated.
 */
#include "read/tags.h"

#define B NG_TAG_BLOCK
#define K (NG_TAG_BLOCK | NG_TAG_KIND)
#define V NG_TAG_VOID
#define BV (NG_TAG_BLOCK | NG_TAG_VOID)
#define S NG_TAG_SKIP
#define SN (NG_TAG_SKIP | NG_TAG_NESTS)
#define R NG_TAG_RAW
#define O NG_TAG_ONCE
#define P NG_TAG_PASS
#define T(name, tag, flags) {name, sizeof name - 1, tag, flags}

/* Sorted by name, but for the first, which stands for all others: custom
 * elements are inline until a style sheet says otherwise. Media elements hold
 * only a notice for old browsers. */
static const struct ng_tag_info tags[] = {
    T("span", NG_TAG_INLINE, 0),
    T("a", NG_TAG_A, 0),
    T("abbr", NG_TAG_INLINE, 0),
    T("address", NG_TAG_ADDRESS, K),
    T("area", NG_TAG_INLINE, V),
    T("article", NG_TAG_ARTICLE, B),
    T("aside", NG_TAG_ASIDE, B),
    T("audio", NG_TAG_INLINE, S),
    T("b", NG_TAG_INLINE, 0),
    T("base", NG_TAG_INLINE, V),
    T("basefont", NG_TAG_INLINE, V),
    T("blockquote", NG_TAG_BLOCKQUOTE, K),
    T("body", NG_TAG_BODY, B | O),
    T("br", NG_TAG_BR, V | P),
    T("button", NG_TAG_BUTTON, K),
    T("canvas", NG_TAG_INLINE, S),
    T("caption", NG_TAG_CAPTION, K),
    T("center", NG_TAG_OTHER, B),
    T("col", NG_TAG_INLINE, V),
    T("datalist", NG_TAG_INLINE, S),
    T("dd", NG_TAG_DD, K),
    T("details", NG_TAG_OTHER, B),
    T("dialog", NG_TAG_OTHER, B),
    T("dir", NG_TAG_UL, B),
    T("div", NG_TAG_DIV, B),
    T("dl", NG_TAG_DL, B),
    T("dt", NG_TAG_DT, K),
    T("em", NG_TAG_INLINE, 0),
    T("embed", NG_TAG_INLINE, V),
    T("fieldset", NG_TAG_OTHER, B),
    T("figcaption", NG_TAG_FIGCAPTION, K),
    T("figure", NG_TAG_FIGURE, B),
    T("font", NG_TAG_INLINE, 0),
    T("footer", NG_TAG_FOOTER, B),
    T("form", NG_TAG_FORM, B),
    T("frame", NG_TAG_INLINE, V),
    T("frameset", NG_TAG_OTHER, B),
    T("h1", NG_TAG_H1, K),
    T("h2", NG_TAG_H2, K),
    T("h3", NG_TAG_H3, K),
    T("h4", NG_TAG_H4, K),
    T("h5", NG_TAG_H5, K),
    T("h6", NG_TAG_H6, K),
    T("head", NG_TAG_OTHER, B),
    T("header", NG_TAG_HEADER, B),
    T("hgroup", NG_TAG_OTHER, B),
    T("hr", NG_TAG_HR, BV | P),
    T("html", NG_TAG_HTML, B | O),
    T("i", NG_TAG_INLINE, 0),
    T("iframe", NG_TAG_INLINE, S),
    T("img", NG_TAG_IMG, V),
    T("input", NG_TAG_INLINE, V),
    T("keygen", NG_TAG_INLINE, V),
    T("label", NG_TAG_INLINE, 0),
    T("legend", NG_TAG_OTHER, B),
    T("li", NG_TAG_LI, K),
    T("link", NG_TAG_INLINE, V | P | NG_TAG_LINK),
    T("listing", NG_TAG_PRE, K),
    T("main", NG_TAG_MAIN, B),
    T("map", NG_TAG_INLINE, 0),
    T("menu", NG_TAG_UL, B),
    T("meta", NG_TAG_INLINE, V | P | NG_TAG_META),
    T("nav", NG_TAG_NAV, B),
    T("noembed", NG_TAG_INLINE, S),
    T("noframes", NG_TAG_OTHER, B),
    T("noscript", NG_TAG_INLINE, S),
    T("object", NG_TAG_INLINE, 0),
    T("ol", NG_TAG_OL, B),
    T("optgroup", NG_TAG_OTHER, B),
    T("option", NG_TAG_OTHER, B),
    T("p", NG_TAG_P, K),
    T("param", NG_TAG_INLINE, V),
    T("pre", NG_TAG_PRE, K),
    T("script", NG_TAG_INLINE, S),
    T("search", NG_TAG_OTHER, B),
    T("section", NG_TAG_SECTION, B),
    T("select", NG_TAG_INLINE, S),
    T("source", NG_TAG_INLINE, V),
    T("span", NG_TAG_SPAN, 0),
    T("strong", NG_TAG_INLINE, 0),
    T("style", NG_TAG_INLINE, S),
    T("summary", NG_TAG_OTHER, B),
    T("svg", NG_TAG_INLINE, SN),
    T("table", NG_TAG_TABLE, B),
    T("tbody", NG_TAG_OTHER, B),
    T("td", NG_TAG_TD, K),
    T("template", NG_TAG_INLINE, SN),
    T("textarea", NG_TAG_INLINE, S),
    T("tfoot", NG_TAG_OTHER, B),
    T("th", NG_TAG_TH, K),
    T("thead", NG_TAG_OTHER, B),
    T("time", NG_TAG_TIME, 0),
    T("title", NG_TAG_TITLE, R),
    T("tr", NG_TAG_TR, B),
    T("track", NG_TAG_INLINE, V),
    T("u", NG_TAG_INLINE, 0),
    T("ul", NG_TAG_UL, B),
    T("video", NG_TAG_INLINE, S),
    T("wbr", NG_TAG_INLINE, V),
    T("xmp", NG_TAG_PRE, K | R),
};

_Static_assert(sizeof tags / sizeof *tags <= NG_TAG_INFO_MAX, "tag numbers");

/* Orders a name of any case against a table entry's. Returns the order of the
 * first byte that differs; a name that is the beginning of an entry comes
 * before it. */
static int compare(struct ng_slice name, const char *other)
{
    for (size_t i = 0; i < name.len; i++) {
        int difference = ng_lower(name.ptr[i]) - other[i];
        if (difference || !other[i])
            return difference ? difference : 1;
    }
    return other[name.len] ? -1 : 0;
}

/* Halving by hand, for the name is a slice of any case and bsearch would call
 * through a pointer for each comparison. The search begins at 1, because the
 * entry 0 is not in order; it is the answer for everything unknown. */
const struct ng_tag_info *ng_tag_find(struct ng_slice name)
{
    size_t low = 1, high = sizeof tags / sizeof *tags;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare(name, tags[middle].name);
        if (!order)
            return &tags[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return tags;
}

/* Its place in the table. */
unsigned ng_tag_number(const struct ng_tag_info *info)
{
    return (unsigned)(info - tags);
}
