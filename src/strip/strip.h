/*
 * strip.h - blocks of a page -> the article: its paragraphs and its metadata.
 */
#ifndef NG_STRIP_STRIP_H
#define NG_STRIP_STRIP_H

#include "base/pattern.h"
#include "model/labeller.h"
#include "model/lexicon.h"
#include "model/trees.h"
#include "read/document.h"

/* What stripping decided of one block. */
struct ng_verdict {
    bool keep;
    nutgraf_paragraph_kind kind; /* when kept */
    const char *reason; /* when dropped: static, "navigation", "share" ... */
};

/* The article's metadata; NULL where unknown. */
struct ng_metadata {
    const char *title, *published, *modified, *site, *url, *language;
    const char *section, *description;
    const char *saved; /* the day the copy was made, "YYYY-MM-DD" */
    const char **byline;
    size_t byline_count;
};

/* Weights of features that were asked for on earlier pages: classify.c. */
struct ng_strip_known {
    struct ng_arena *arena;        /* for `rows`: outlives the pages */
    struct ng_known_weights *rows; /* NULL in the beginning */
};

/* What was trained for pages, or for plain text; borrowed from the model. */
struct ng_classifier {
    const struct ng_labeller *labeller; /* of words */
    struct ng_strip_known *known;       /* of this labeller */
    const struct ng_trees *trees;       /* of all measures */
};

/* What stripping needs besides the page. */
struct ng_strip_input {
    const struct ng_lexicon *lexicon;
    struct ng_pattern_set *patterns;
    const struct ng_document *document;
    const char *url; /* the caller's, or NULL */
    bool no_strip;   /* keep every block */
    bool reasons;    /* say why blocks were dropped */
    /* Trained to tell the article from the page; with parts that are NULL or
     * empty by length alone. */
    struct ng_classifier html, text;
    struct ng_arena *arena; /* for the metadata: they outlive the page */
};

struct ng_view;

/* Fills `verdicts` (as many as the page has blocks, cleared by the caller) and
 * `metadata` (cleared by the caller). Linear in the page. Status: NO_MEMORY. */
ng_status ng_strip(const struct ng_page *page,
                   const struct ng_strip_input *input,
                   struct ng_verdict *verdicts, struct ng_metadata *metadata);

/* The page as the classifier sees it: what the trainer learns from. Status:
 * NO_MEMORY. */
ng_status ng_strip_view(const struct ng_page *page,
                        const struct ng_lexicon *lexicon, struct ng_view *view);

#endif
