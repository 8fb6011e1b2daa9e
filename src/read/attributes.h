/*
 * attributes.h - the attributes of one tag that reading asks for.
 */
#ifndef NG_READ_ATTRIBUTES_H
#define NG_READ_ATTRIBUTES_H

#include <stdint.h>

#include "base/slice.h"

/* Sorted like the names in attributes.c. */
enum ng_attribute {
    NG_ATTR_ARIA_HIDDEN,
    NG_ATTR_CHARSET,
    NG_ATTR_CLASS,
    NG_ATTR_CONTENT,
    NG_ATTR_DATETIME,
    NG_ATTR_HIDDEN,
    NG_ATTR_HREF,
    NG_ATTR_HTTP_EQUIV,
    NG_ATTR_ID,
    NG_ATTR_ITEMPROP,
    NG_ATTR_LANG,
    NG_ATTR_NAME,
    NG_ATTR_PROPERTY,
    NG_ATTR_REL,
    NG_ATTR_ROLE,
    NG_ATTR_SHADOWROOTMODE,
    NG_ATTR_STYLE,
    NG_ATTR_TYPE,
    NG_ATTR_XML_LANG,
    NG_ATTR_COUNT
};

#define NG_ATTR_BIT(a) (UINT32_C(1) << (a))

/* The first value of each attribute that was there; slices of the page. */
struct ng_attributes {
    uint32_t has; /* NG_ATTR_BIT()s */
    struct ng_slice value[NG_ATTR_COUNT];
};

/* Which kind of quote is known not to come any more, so that an unclosed one
 * is looked for only once. */
struct ng_quote_memo {
    bool no_double, no_single, naive;
};

/* Reads attributes from byte `at` of `page`, just behind a tag's name, to the
 * tag's end. Returns the byte behind its '>'. A tag that never ends is cut at
 * the first '>' or '<'. Linear over all the calls that share `memo`. */
size_t ng_attributes_read(struct ng_slice page, size_t at,
                          struct ng_quote_memo *memo,
                          struct ng_attributes *attributes);

/* The attribute of a name in any case, or NG_ATTR_COUNT. */
unsigned ng_attribute_find(struct ng_slice name);
const char *ng_attribute_name(enum ng_attribute attribute);

/* True when a style attribute keeps the element from being seen. */
bool ng_style_hides(struct ng_slice style);

#endif
