/*
 * site.h - what the publication is called.
 */
#ifndef NG_STRIP_SITE_H
#define NG_STRIP_SITE_H

#include "strip/title.h"

/* What the name is chosen from. */
struct ng_site_input {
    const struct ng_lexicon *lexicon;
    const struct ng_facts *facts;
    struct ng_slice title; /* the headline, or empty */
    struct ng_slice host;  /* without "www.", or empty */
};

/* The name, in the model's, the facts' or the host's memory; empty when nobody
 * knows. A constant number of look-ups and comparisons. */
struct ng_slice ng_site_find(const struct ng_site_input *input);

#endif
