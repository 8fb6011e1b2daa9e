/*
 * page.h - a saved page as a flat list of blocks: what reading hands to
 * stripping.
 *
 *     bytes -> (charset) UTF-8 -> (html | plaintext) ng_page -> strip
 *
 * Blocks are in reading order; each is one paragraph-like run of text. The
 * element list keeps only what stripping asks of the tree above a block: tag,
 * parent, class words. All strings live in the arena that the page was given.
 */
#ifndef NG_READ_PAGE_H
#define NG_READ_PAGE_H

#include "base/arena.h"
#include "base/vector.h"

/* The tags that stripping tells apart; all others are OTHER (block level) or
 * INLINE. */
enum ng_tag {
    NG_TAG_OTHER,
    NG_TAG_INLINE,
    NG_TAG_HTML,
    NG_TAG_BODY,
    NG_TAG_P,
    NG_TAG_DIV,
    NG_TAG_SPAN,
    NG_TAG_SECTION,
    NG_TAG_ARTICLE,
    NG_TAG_MAIN,
    NG_TAG_ASIDE,
    NG_TAG_NAV,
    NG_TAG_HEADER,
    NG_TAG_FOOTER,
    NG_TAG_FORM,
    NG_TAG_H1,
    NG_TAG_H2,
    NG_TAG_H3,
    NG_TAG_H4,
    NG_TAG_H5,
    NG_TAG_H6,
    NG_TAG_UL,
    NG_TAG_OL,
    NG_TAG_LI,
    NG_TAG_DL,
    NG_TAG_DT,
    NG_TAG_DD,
    NG_TAG_BLOCKQUOTE,
    NG_TAG_PRE,
    NG_TAG_FIGURE,
    NG_TAG_FIGCAPTION,
    NG_TAG_TABLE,
    NG_TAG_TR,
    NG_TAG_TD,
    NG_TAG_TH,
    NG_TAG_CAPTION,
    NG_TAG_ADDRESS,
    NG_TAG_BUTTON,
    NG_TAG_A,
    NG_TAG_TIME,
    NG_TAG_BR,
    NG_TAG_HR,
    NG_TAG_IMG,
    NG_TAG_TITLE,
    NG_TAG_COUNT
};

#define NG_NO_ELEMENT UINT32_MAX

/* An open element above blocks. Inline elements are listed only when they carry
 * a class, id, itemprop or rel. */
struct ng_element {
    uint32_t parent; /* index, or NG_NO_ELEMENT */
    uint16_t tag;    /* enum ng_tag */
    uint16_t depth;  /* 0 for the root */
    struct ng_slice words; /* class, id, role, itemprop and rel, lower case,
                              joined by single spaces */
    bool hidden; /* hidden attribute, aria-hidden=true, display:none */
};

/* A run of text between two block borders. */
struct ng_block {
    struct ng_slice text; /* white space collapsed, trimmed, never empty */
    uint32_t element;     /* the innermost block-level element, or
                             NG_NO_ELEMENT */
    uint16_t tag;         /* of the nearest of P, H1-6, LI, TD, PRE ... */
    uint16_t br_before;   /* <br>s since the last text of the same element */
    uint32_t link_bytes;  /* bytes of text inside <a> */
    uint32_t links;       /* number of <a> begun in it */
    uint64_t offset;      /* bytes into the (decoded) input where it begins */
};

/* Where a piece of metadata was found. */
enum ng_meta_source {
    NG_META_NAME,    /* <meta name|property|itemprop|http-equiv=key content> */
    NG_META_JSONLD,  /* text of a script of type application/ld+json */
    NG_META_LINK,    /* <link rel=key href=value> */
    NG_META_TITLE,   /* text of <title> in the head */
    NG_META_LANG,    /* lang (or xml:lang) of <html> */
    NG_META_TIME,    /* <time datetime=value>, key: words of it and above */
    NG_META_ITEMPROP, /* text of an element with itemprop=key */
    NG_META_AUTHOR,  /* text of an element with rel=author or a byline class */
    NG_META_COMMENT  /* a comment that a saver left (SingleFile, "saved from") */
};

struct ng_meta {
    enum ng_meta_source source;
    struct ng_slice key, value; /* UTF-8, white space collapsed (not JSONLD) */
    uint32_t block; /* index of the block that follows it */
};

struct ng_page {
    struct ng_arena *arena;    /* borrowed: nothing in it outlives the page */
    struct ng_vector elements; /* of struct ng_element */
    struct ng_vector blocks;   /* of struct ng_block */
    struct ng_vector metas;    /* of struct ng_meta */
    bool markup; /* from HTML; otherwise blocks are a text's paragraphs */
};

void ng_page_init(struct ng_page *page, const nutgraf_allocator *alloc,
                  struct ng_arena *arena);
void ng_page_free(struct ng_page *page);
void ng_page_clear(struct ng_page *page);

/* Adds a meta: copies both strings, white space in the value collapsed. It
 * stands before the block that comes next. False without memory. */
bool ng_page_add_meta(struct ng_page *page, enum ng_meta_source source,
                      struct ng_slice key, struct ng_slice value);

static inline const struct ng_block *ng_page_block(const struct ng_page *page,
                                                   size_t i)
{
    return NG_AT(&page->blocks, struct ng_block, i);
}

#endif
