/*
 * title.h - the headline: which words, and in which block it stands.
 */
#ifndef NG_STRIP_TITLE_H
#define NG_STRIP_TITLE_H

#include "strip/view.h"

struct ng_title {
    struct ng_slice text; /* in the page's arena; empty when unknown */
    size_t block;         /* where it stands, or SIZE_MAX */
};

/* The headline of a page with markup: the visible one where the head's claims
 * agree with it, otherwise the best claim without the site's name. `host` is
 * the site's host name or empty. Status: NO_MEMORY. */
ng_status ng_title_find(struct ng_title *title, const struct ng_page *page,
                        const struct ng_facts *facts, struct ng_slice host);

/* The headline of a plain text: the nearest line before the article's first
 * block that looks like one. */
void ng_title_above(struct ng_title *title, const struct ng_view *view,
                    const bool *keep);

/* What a claim of the title has behind the headline and a separator, the site's
 * name as a rule: of "Ferry closes - The Tern" and "Ferry closes" it is "The
 * Tern". Empty when it says more or something else. */
struct ng_slice ng_title_tail(struct ng_slice claim, struct ng_slice headline);

/* True when two texts have the same letters and digits (ASCII case folded). */
bool ng_same_words(struct ng_slice a, struct ng_slice b);

/* True when the letters and digits of `part` are found in those of `whole`.
 * Looks at the first 600 bytes of both. */
bool ng_has_words(struct ng_slice whole, struct ng_slice part);

#endif
