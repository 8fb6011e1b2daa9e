/*
 * capture.h - the text of elements that are metadata: titles, bylines,
 * itemprops, times.
 */
#ifndef NG_READ_CAPTURE_H
#define NG_READ_CAPTURE_H

#include "read/page.h"
#include "read/textrun.h"

/* A value longer than this is cut: metadata is short, and an itemprop
 * "articleBody" would copy the page. */
#define NG_CAPTURE_MAX 1024
/* Captures open at a time; more are not begun. */
#define NG_CAPTURES 16

struct ng_capture {
    enum ng_meta_source source;
    size_t depth;       /* open elements, it included */
    size_t start;       /* its first byte in the run */
    size_t key_len;
    char key[128];
};

struct ng_captures {
    struct ng_textrun run; /* text since the outermost began */
    size_t count;
    struct ng_capture list[NG_CAPTURES]; /* outermost first */
};

void ng_captures_init(struct ng_captures *c, const nutgraf_allocator *alloc);
void ng_captures_free(struct ng_captures *c);

/* Begins a capture of the element that is the `depth`-th open one. False
 * without memory, as all below. */
bool ng_captures_begin(struct ng_captures *c, enum ng_meta_source source,
                       struct ng_slice key, size_t depth);

/* Text, or a border that reads as white space, inside all open captures. */
bool ng_captures_add(struct ng_captures *c, struct ng_page *page,
                     struct ng_slice text);
void ng_captures_space(struct ng_captures *c);

/* Ends the captures of the `depth`-th open element: each with text is a meta of
 * the page. */
bool ng_captures_end(struct ng_captures *c, struct ng_page *page,
                     size_t depth);

#endif
