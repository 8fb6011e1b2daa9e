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

/* Sorted by name, but for the first, which stands for all others: custom
 * elements are inline until a style sheet says otherwise. Media elements hold
 * only a notice for old browsers. */
static const struct ng_tag_info tags[] = {
    {"span", NG_TAG_INLINE, 0},
    {"a", NG_TAG_A, 0},
    {"abbr", NG_TAG_INLINE, 0},
    {"address", NG_TAG_ADDRESS, K},
    {"area", NG_TAG_INLINE, V},
    {"article", NG_TAG_ARTICLE, B},
    {"aside", NG_TAG_ASIDE, B},
    {"audio", NG_TAG_INLINE, S},
    {"b", NG_TAG_INLINE, 0},
    {"base", NG_TAG_INLINE, V},
    {"basefont", NG_TAG_INLINE, V},
    {"blockquote", NG_TAG_BLOCKQUOTE, K},
    {"body", NG_TAG_BODY, B | O},
    {"br", NG_TAG_BR, V | P},
    {"button", NG_TAG_BUTTON, K},
    {"canvas", NG_TAG_INLINE, S},
    {"caption", NG_TAG_CAPTION, K},
    {"center", NG_TAG_OTHER, B},
    {"col", NG_TAG_INLINE, V},
    {"datalist", NG_TAG_INLINE, S},
    {"dd", NG_TAG_DD, K},
    {"details", NG_TAG_OTHER, B},
    {"dialog", NG_TAG_OTHER, B},
    {"dir", NG_TAG_UL, B},
    {"div", NG_TAG_DIV, B},
    {"dl", NG_TAG_DL, B},
    {"dt", NG_TAG_DT, K},
    {"em", NG_TAG_INLINE, 0},
    {"embed", NG_TAG_INLINE, V},
    {"fieldset", NG_TAG_OTHER, B},
    {"figcaption", NG_TAG_FIGCAPTION, K},
    {"figure", NG_TAG_FIGURE, B},
    {"font", NG_TAG_INLINE, 0},
    {"footer", NG_TAG_FOOTER, B},
    {"form", NG_TAG_FORM, B},
    {"frame", NG_TAG_INLINE, V},
    {"frameset", NG_TAG_OTHER, B},
    {"h1", NG_TAG_H1, K},
    {"h2", NG_TAG_H2, K},
    {"h3", NG_TAG_H3, K},
    {"h4", NG_TAG_H4, K},
    {"h5", NG_TAG_H5, K},
    {"h6", NG_TAG_H6, K},
    {"head", NG_TAG_OTHER, B},
    {"header", NG_TAG_HEADER, B},
    {"hgroup", NG_TAG_OTHER, B},
    {"hr", NG_TAG_HR, BV | P},
    {"html", NG_TAG_HTML, B | O},
    {"i", NG_TAG_INLINE, 0},
    {"iframe", NG_TAG_INLINE, S},
    {"img", NG_TAG_IMG, V},
    {"input", NG_TAG_INLINE, V},
    {"keygen", NG_TAG_INLINE, V},
    {"label", NG_TAG_INLINE, 0},
    {"legend", NG_TAG_OTHER, B},
    {"li", NG_TAG_LI, K},
    {"link", NG_TAG_INLINE, V | P},
    {"listing", NG_TAG_PRE, K},
    {"main", NG_TAG_MAIN, B},
    {"map", NG_TAG_INLINE, 0},
    {"menu", NG_TAG_UL, B},
    {"meta", NG_TAG_INLINE, V | P},
    {"nav", NG_TAG_NAV, B},
    {"noembed", NG_TAG_INLINE, S},
    {"noframes", NG_TAG_OTHER, B},
    {"noscript", NG_TAG_INLINE, S},
    {"object", NG_TAG_INLINE, 0},
    {"ol", NG_TAG_OL, B},
    {"optgroup", NG_TAG_OTHER, B},
    {"option", NG_TAG_OTHER, B},
    {"p", NG_TAG_P, K},
    {"param", NG_TAG_INLINE, V},
    {"pre", NG_TAG_PRE, K},
    {"script", NG_TAG_INLINE, S},
    {"search", NG_TAG_OTHER, B},
    {"section", NG_TAG_SECTION, B},
    {"select", NG_TAG_INLINE, S},
    {"source", NG_TAG_INLINE, V},
    {"span", NG_TAG_SPAN, 0},
    {"strong", NG_TAG_INLINE, 0},
    {"style", NG_TAG_INLINE, S},
    {"summary", NG_TAG_OTHER, B},
    {"svg", NG_TAG_INLINE, SN},
    {"table", NG_TAG_TABLE, B},
    {"tbody", NG_TAG_OTHER, B},
    {"td", NG_TAG_TD, K},
    {"template", NG_TAG_INLINE, SN},
    {"textarea", NG_TAG_INLINE, S},
    {"tfoot", NG_TAG_OTHER, B},
    {"th", NG_TAG_TH, K},
    {"thead", NG_TAG_OTHER, B},
    {"time", NG_TAG_TIME, 0},
    {"title", NG_TAG_TITLE, R},
    {"tr", NG_TAG_TR, B},
    {"track", NG_TAG_INLINE, V},
    {"u", NG_TAG_INLINE, 0},
    {"ul", NG_TAG_UL, B},
    {"video", NG_TAG_INLINE, S},
    {"wbr", NG_TAG_INLINE, V},
    {"xmp", NG_TAG_PRE, K | R},
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
