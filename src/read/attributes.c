/*
 * attributes.c - attributes as the HTML standard reads them (13.2.5.32 on).
 *
 * In: the page and the byte behind a tag's name. Out: the first value of each
 * attribute that reading asks for, as slices of the page, and the byte behind
 * the tag. Nothing is decoded here: entities stay for libxml2.
 *
 * A tag may hold a hundred thousand attributes; each is stepped over once and
 * compared with the few of nineteen names that begin alike, so the cost is that
 * of its bytes. The danger is a quote that never closes: it would swallow the
 * page, and looking for it again from every later tag would be quadratic. The
 * memo that all tags of a page share remembers that no such quote comes any
 * more.
 */
#include "read/attributes.h"

#include <stdlib.h>

static const char *const names[NG_ATTR_COUNT] = {
    "aria-hidden", "charset", "class",    "content",  "datetime",
    "hidden",      "href",    "http-equiv", "id",     "itemprop",
    "lang",        "name",    "property", "rel",      "role",
    "shadowrootmode", "style", "type",    "xml:lang"};

/* The names are written out again when the tag is passed on, so the spelling
 * here is the one that libxml2 and html.c see: lower case. */
const char *ng_attribute_name(enum ng_attribute attribute)
{
    return names[attribute];
}

/* The attributes whose names begin with a letter: from the first of them to the
 * one behind the last. */
static void range_of(char letter, unsigned *first, unsigned *end)
{
    *first = 0;
    *end = 0;
    switch (letter) {
    case 'a': *first = NG_ATTR_ARIA_HIDDEN; *end = NG_ATTR_CHARSET; break;
    case 'c': *first = NG_ATTR_CHARSET; *end = NG_ATTR_DATETIME; break;
    case 'd': *first = NG_ATTR_DATETIME; *end = NG_ATTR_HIDDEN; break;
    case 'h': *first = NG_ATTR_HIDDEN; *end = NG_ATTR_ID; break;
    case 'i': *first = NG_ATTR_ID; *end = NG_ATTR_LANG; break;
    case 'l': *first = NG_ATTR_LANG; *end = NG_ATTR_NAME; break;
    case 'n': *first = NG_ATTR_NAME; *end = NG_ATTR_PROPERTY; break;
    case 'p': *first = NG_ATTR_PROPERTY; *end = NG_ATTR_REL; break;
    case 'r': *first = NG_ATTR_REL; *end = NG_ATTR_SHADOWROOTMODE; break;
    case 's': *first = NG_ATTR_SHADOWROOTMODE; *end = NG_ATTR_TYPE; break;
    case 't': *first = NG_ATTR_TYPE; *end = NG_ATTR_XML_LANG; break;
    case 'x': *first = NG_ATTR_XML_LANG; *end = NG_ATTR_COUNT; break;
    default: break;
    }
}

/* Most attributes of a real page (src, data-...) fail at their first letter or
 * their length. */
unsigned ng_attribute_find(struct ng_slice name)
{
    unsigned i, end;

    range_of(name.len ? ng_lower(name.ptr[0]) : ' ', &i, &end);
    for (; i < end; i++)
        if (strlen(names[i]) == name.len &&
            ng_slice_eq_nocase((struct ng_slice){names[i], name.len}, name))
            return i;
    return NG_ATTR_COUNT;
}

/* The first '>' or '<' from `at` on: where a tag that never ends is cut. The
 * first may well lie inside a quoted value; the second begins the next tag. */
static size_t cut_tag(struct ng_slice page, size_t at)
{
    for (; at < page.len; at++) {
        if (page.ptr[at] == '>')
            return at + 1;
        if (page.ptr[at] == '<')
            return at;
    }
    return at;
}

/* The closing quote from `at` on, or SIZE_MAX; looks to the page's end at most
 * once for each kind of quote. */
static size_t find_quote(struct ng_slice page, size_t at, char quote,
                         struct ng_quote_memo *memo)
{
    bool *none = quote == '"' ? &memo->no_double : &memo->no_single;
    const char *end =
        *none ? NULL : memchr(page.ptr + at, quote, page.len - at);

    if (end)
        return (size_t)(end - page.ptr);
    *none = true;
    return SIZE_MAX;
}

/* Other bytes, quotes and '<' among them, belong to the name, as in
 * browsers. */
static bool ends_name(char c)
{
    return ng_is_space(c) || c == '/' || c == '>' || c == '=';
}

/* Stops at the page's end. */
static size_t skip_space(struct ng_slice page, size_t at)
{
    while (at < page.len && ng_is_space(page.ptr[at]))
        at++;
    return at;
}

/* Reads "= value" at `at`, if it is there: quoted either way, or bare up to
 * white space or '>'. Returns the byte behind it; SIZE_MAX when a quote never
 * ends. */
static size_t read_value(struct ng_slice page, size_t at,
                         struct ng_quote_memo *memo, struct ng_slice *value)
{
    size_t next = skip_space(page, at), end;

    *value = (struct ng_slice){"", 0};
    if (next >= page.len || page.ptr[next] != '=')
        return at;
    next = end = skip_space(page, next + 1);
    if (next >= page.len)
        return next;
    if (page.ptr[next] == '"' || page.ptr[next] == '\'') {
        end = find_quote(page, next + 1, page.ptr[next], memo);
        if (end == SIZE_MAX)
            return SIZE_MAX;
        *value = ng_slice_sub(page, next + 1, end);
        return end + 1;
    }
    while (end < page.len && !ng_is_space(page.ptr[end]) &&
           page.ptr[end] != '>')
        end++;
    *value = ng_slice_sub(page, next, end);
    return end;
}

/* The loop of the standard's "before attribute name" state. Slashes are white
 * space; a name may begin with '='; of two attributes with one name the first
 * counts. When a quote never closes, or the page ends inside the tag, the tag
 * is read again as `<div title="...` -> up to its first '>', without
 * attributes, and so are all later ones: after the point where quoting is
 * broken nobody knows what is inside and what outside. */
size_t ng_attributes_read(struct ng_slice page, size_t at,
                          struct ng_quote_memo *memo,
                          struct ng_attributes *attributes)
{
    const size_t begin = at;

    attributes->has = 0;
    if (memo->naive)
        return cut_tag(page, at);
    while (at < page.len) {
        size_t start;
        unsigned found;
        struct ng_slice value;
        if (page.ptr[at] == '>')
            return at + 1;
        if (ng_is_space(page.ptr[at]) || page.ptr[at] == '/') {
            at++;
            continue;
        }
        start = at++; /* a '=' may begin a name */
        while (at < page.len && !ends_name(page.ptr[at]))
            at++;
        found = ng_attribute_find(ng_slice_sub(page, start, at));
        at = read_value(page, at, memo, &value);
        if (at == SIZE_MAX)
            break;
        if (found < NG_ATTR_COUNT && !(attributes->has & NG_ATTR_BIT(found))) {
            attributes->has |= NG_ATTR_BIT(found);
            attributes->value[found] = value;
        }
    }
    memo->naive = true;
    return cut_tag(page, begin);
}

/* Looks for "display:none" and "visibility:hidden" in a style attribute. Only
 * the first place of each property is looked at: a second one that overrides
 * the first is an error in practice. Style sheets are not read at all. */
bool ng_style_hides(struct ng_slice style)
{
    static const struct {
        const char *property, *value;
    } hiding[] = {{"display", "none"}, {"visibility", "hidden"}};

    for (size_t i = 0; i < sizeof hiding / sizeof *hiding; i++) {
        struct ng_slice property = ng_slice_of(hiding[i].property);
        size_t at = ng_slice_find_nocase(style, property, 0);
        if (at == SIZE_MAX)
            continue;
        at = skip_space(style, at + property.len);
        if (at >= style.len || style.ptr[at] != ':')
            continue;
        at = skip_space(style, at + 1);
        if (ng_slice_starts_nocase(ng_slice_sub(style, at, style.len),
                                   ng_slice_of(hiding[i].value)))
            return true;
    }
    return false;
}
