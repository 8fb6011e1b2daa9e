/*
 * byline.h - authors' lines -> names.
 */
#ifndef NG_STRIP_BYLINE_H
#define NG_STRIP_BYLINE_H

#include "strip/title.h"

#define NG_MAX_AUTHORS 24

struct ng_byline {
    struct ng_slice names[NG_MAX_AUTHORS]; /* pieces of the lines given */
    size_t count;
    const struct ng_lexicon *lexicon;
    struct ng_slice site; /* the site's name */
    size_t persons;       /* of the names, those that look like a person's */
};

/* Adds the names of one line: without "By", roles, addresses and doubles. The
 * line must live as long as the names. */
void ng_byline_add(struct ng_byline *byline, struct ng_slice line);

/* The same for a visible line: all of it must look like names. */
void ng_byline_try(struct ng_byline *byline, struct ng_slice line);

/* Looks for a visible byline: "By Jane Roe" near the headline, or "More from
 * Jane Roe" below the article. */
void ng_byline_visible(struct ng_byline *byline, const struct ng_view *view,
                       const struct ng_title *title,
                       const struct ng_verdict *verdicts);

#endif
