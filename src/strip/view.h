/*
 * view.h - a page's blocks measured: what the classifier looks at.
 *
 *     ng_page -> per element: prose below it; per block: length, links, marks,
 *     place in the tree and in the run of prose -> features.c
 */
#ifndef NG_STRIP_VIEW_H
#define NG_STRIP_VIEW_H

#include "strip/facts.h"

/* Where a block stands, seen from the container with the most prose. */
enum ng_relation {
    NG_IN_MAIN,     /* the container is its own */
    NG_BELOW_MAIN,  /* deeper inside the container */
    NG_NEAR_BEFORE, /* outside, but under the container's grandparent */
    NG_NEAR_AFTER,
    NG_FAR_BEFORE,
    NG_FAR_AFTER
};

/* How a block ends. */
enum ng_ending { NG_END_NONE, NG_END_STOP, NG_END_COLON, NG_END_DOTS,
                 NG_END_MARK };

/* An element's share in the page's prose. */
struct ng_element_view {
    float prose;   /* bytes of prose right below */
    float weight;  /* the same with what is deeper, decaying */
    float bytes;   /* of all text below, with the next two */
    float links;   /* of link text */
    float below;   /* of prose */
    uint8_t up;    /* elements from the main container up to the way here */
    uint8_t down;  /* and down from there */
    bool in_main;  /* is the main container or lies in it */
    bool near_main; /* lies under its grandparent */
};

/* A block measured; small numbers are bins of a logarithmic scale. */
struct ng_block_view {
    uint32_t container; /* nearest element that groups blocks */
    uint8_t size;       /* of the text, 0..15 */
    uint8_t links;      /* share of link text, 0..5 */
    uint8_t ending;     /* enum ng_ending */
    uint8_t start;      /* first character: 0 other 1 upper 2 lower 3 digit
                           4 quotation mark 5 mark */
    uint8_t capitals;   /* share of capitals among letters, 0..3 */
    uint8_t commas;     /* 0..3 */
    uint8_t relation;   /* enum ng_relation */
    uint8_t in_run;     /* of dense prose: 0 before 1 inside 2 after */
    uint8_t siblings;   /* prose in the container, 0..10 */
    uint8_t share;      /* that of the page's largest, 0..4 */
    uint8_t body;       /* words found in JSON-LD's body: 0 no body, 1..4 */
    uint8_t since;      /* blocks since the last prose, 0..7 */
    uint8_t until;      /* blocks until the next prose, 0..7 */
    uint8_t cluster;    /* share of prose in container and tag, 0..5 */
    uint8_t signature;  /* the same of blocks with equal tags and classes */
    uint8_t since_core; /* blocks since prose of the largest such group, 0..7 */
    uint8_t until_core;
    uint8_t density;    /* share of link text in the container, 0..5 */
    uint8_t density_above; /* in the element above it */
    uint8_t mass;       /* share of prose below the container, 0..5 */
    uint8_t mass_above;
    uint8_t up, down;   /* the way from the main container, 0..15 */
    uint8_t topic;      /* long words shared with the run: 0 none, 1..5 */
    uint8_t shorts;     /* share of short words: 0 no words, 1..5 */
    uint8_t described;  /* words found in the description: 0 none, 1..4 */
    bool core;          /* in the group with the most prose */
    bool prose;         /* long, few links, ends a sentence */
    bool repeated;      /* its text stands elsewhere on the page */
    bool after_title;
    bool hidden;
    uint16_t furniture; /* class of the phrase it begins with, or 0 */
    uint64_t words[3];  /* hashes of its first words, 0 past the end */
    uint64_t whole;     /* hash of a short text, else 0 */
};

struct ng_view {
    const struct ng_page *page;
    struct ng_element_view *elements; /* [page->elements] */
    struct ng_block_view *blocks;     /* [page->blocks] */
    uint32_t main;                    /* the main container, NG_NO_ELEMENT */
    size_t title;                     /* block that holds it, or SIZE_MAX */
};

/* Measures a page's blocks and elements one by one; memory from its arena.
 * Linear. Status: NO_MEMORY. */
ng_status ng_view_build(struct ng_view *view, const struct ng_page *page,
                        const struct ng_lexicon *lexicon, size_t title);

/* Compares blocks with one another and with what the page says of itself, which
 * only those who label them ask for. `body` is the article's text that JSON-LD
 * gives, `description` a line about it, both may be empty. Linear. Status:
 * NO_MEMORY. */
ng_status ng_view_compare(struct ng_view *view, struct ng_slice body,
                          struct ng_slice description);

/* The element of block `i`'s surroundings with index `element`, or NULL. */
static inline const struct ng_element *ng_view_element(
    const struct ng_view *view, uint32_t element)
{
    return element == NG_NO_ELEMENT
               ? NULL
               : NG_AT(&view->page->elements, struct ng_element, element);
}

#endif
