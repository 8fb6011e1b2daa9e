/*
 * jsonld.h - the few things metadata asks of a page's JSON-LD.
 *
 * A tolerant scanner: it never fails on what people publish (raw line ends in
 * strings, trailing commas, comments around the text, a cut end), keeps only
 * the keys listed below, allocates from the page's arena, and needs one pass
 * without recursion.
 */
#ifndef NG_STRIP_JSONLD_H
#define NG_STRIP_JSONLD_H

#include "base/arena.h"
#include "base/vector.h"

enum ng_ld_key {
    NG_LD_NONE, /* any other key */
    NG_LD_TYPE,
    NG_LD_ID,
    NG_LD_HEADLINE,
    NG_LD_NAME,
    NG_LD_AUTHOR,
    NG_LD_CREATOR,
    NG_LD_PUBLISHER,
    NG_LD_PUBLISHED,
    NG_LD_MODIFIED,
    NG_LD_CREATED,
    NG_LD_SECTION,
    NG_LD_LANGUAGE,
    NG_LD_DESCRIPTION,
    NG_LD_URL,
    NG_LD_MAIN_PAGE,
    NG_LD_BODY,
    NG_LD_KEY_COUNT
};

/* Kinds of object, as bits: an object may have several types. */
#define NG_LD_ARTICLE 0x01u
#define NG_LD_PERSON 0x02u
#define NG_LD_ORGANIZATION 0x04u
#define NG_LD_PAGE 0x08u
#define NG_LD_SITE 0x10u
#define NG_LD_POSTING 0x20u /* other things with a headline: video, event */

/* The parent of the objects that no other object holds. */
#define NG_LD_ROOT UINT32_MAX

struct ng_ld_object {
    uint32_t parent; /* index, or NG_LD_ROOT */
    uint8_t key;     /* enum ng_ld_key: what it is to its parent */
    uint8_t types;   /* NG_LD_... bits */
};

/* A text value of an object; those of arrays follow one another. */
struct ng_ld_value {
    uint32_t object;
    uint8_t key; /* enum ng_ld_key, never NONE */
    struct ng_slice text; /* decoded, white space collapsed, never empty */
};

struct ng_ld {
    struct ng_arena *arena;   /* borrowed; owns the texts */
    struct ng_vector objects; /* of struct ng_ld_object, parents first */
    struct ng_vector values;  /* of struct ng_ld_value, in reading order */
};

void ng_ld_init(struct ng_ld *ld, struct ng_arena *arena);
void ng_ld_free(struct ng_ld *ld);

/* Adds the content of one script element. Linear. Status: NO_MEMORY. */
ng_status ng_ld_scan(struct ng_ld *ld, struct ng_slice json);

/* The first value of `key` in `object`, or an empty slice. Linear in the
 * number of values: for a handful of questions per page. */
struct ng_slice ng_ld_text(const struct ng_ld *ld, uint32_t object,
                           enum ng_ld_key key);

#endif
