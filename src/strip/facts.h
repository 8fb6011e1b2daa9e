/*
 * facts.h - what a page's machine-readable parts say about the article.
 *
 *     page->metas + JSON-LD -> per field the claims, best source first
 *
 * Which key of which source means what, and how far it is trusted, stands in
 * data/meta-keys.tsv.
 */
#ifndef NG_STRIP_FACTS_H
#define NG_STRIP_FACTS_H

#include "strip/strip.h"

enum ng_field {
    NG_FIELD_TITLE,
    NG_FIELD_AUTHOR,
    NG_FIELD_PUBLISHED,
    NG_FIELD_MODIFIED,
    NG_FIELD_SITE,
    NG_FIELD_URL,
    NG_FIELD_LANGUAGE,
    NG_FIELD_SECTION,
    NG_FIELD_DESCRIPTION,
    NG_FIELD_BODY, /* JSON-LD's articleBody */
    NG_FIELD_COUNT
};

/* One source's word for one field. */
struct ng_claim {
    uint8_t field; /* enum ng_field */
    uint8_t rank;  /* the lower, the more trusted; see meta-keys.tsv */
    struct ng_slice text; /* decoded, never empty */
    uint32_t block; /* of the page, where it stands (0 in the head) */
    uint32_t order; /* among all claims as found */
};

struct ng_facts {
    struct ng_vector claims; /* of struct ng_claim, by field, then rank, then
                                order in the page */
};

/* Gathers all claims; texts go to the page's arena. `facts` must be freed
 * whatever the status. Status: NO_MEMORY. */
ng_status ng_facts_gather(struct ng_facts *facts, const struct ng_page *page,
                          const struct ng_lexicon *lexicon);
void ng_facts_free(struct ng_facts *facts);

/* The `n`th claim of a field, best first, or NULL. */
const struct ng_claim *ng_facts_claim(const struct ng_facts *facts,
                                      enum ng_field field, size_t n);

/* The best claim's text, or an empty slice. */
struct ng_slice ng_facts_text(const struct ng_facts *facts,
                              enum ng_field field);

#endif
