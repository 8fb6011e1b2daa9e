/*
 * markup.h - HTML made small and harmless, before libxml2 sees it.
 *
 *     decoded page -> tags, attributes and text that matter -> sink.feed
 *
 * Half of a usual page is scripts, styles, comments, drawings and attributes
 * that no reader sees; they are stepped over at memchr speed. What goes on is
 * well-formed in the small (quoted attributes, no attribute twice, no stray
 * '<'), so that the parser behind never meets its slow paths: the number of
 * attributes of a tag is bounded by the list of those that are kept, the depth
 * by NG_MAX_DEPTH, and end tags without a start are not passed on.
 */
#ifndef NG_READ_MARKUP_H
#define NG_READ_MARKUP_H

#include "base/status.h"
#include "base/slice.h"
#include "read/kept.h"

/* Elements deeper than this are read as if they were not nested: the cost of
 * an end tag grows with the number of open elements. Real pages stay far below;
 * browsers stop at 512. */
#define NG_MAX_DEPTH 512

/* Where the small page goes. All calls come in document order. */
struct ng_markup_sink {
    void *user;
    /* Cleaned HTML; any chunking. */
    ng_status (*feed)(void *user, const char *bytes, size_t len);
    /* How many elements are open after all that was fed. */
    size_t (*depth)(void *user);
    /* The text of a JSON-LD script; of a comment. They live as the input. */
    ng_status (*json)(void *user, struct ng_slice text);
    ng_status (*comment)(void *user, struct ng_slice text);
    /* Where attributes wait for the handler of their tag. */
    struct ng_kept_ring *kept;
};

/* Runs over `page` (valid UTF-8). Linear. Returns the sink's first failure.
 * `*offset` is kept at the place in `page` up to which has been fed. */
ng_status ng_markup_squeeze(struct ng_slice page,
                            const struct ng_markup_sink *sink, size_t *offset);

#endif
