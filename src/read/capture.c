/*
 * capture.c - the text of elements that are metadata.
 *
 * In: "this element begins a title, a byline, an itemprop", the page's text as
 * it comes, "this element ends". Out: metas of the page.
 *
 * Captures nest (an itemprop "author" around a "name"), so all open ones share
 * one run of text and remember where theirs begins; the inner ends first. The
 * run is emptied when none is open. A capture that grows beyond
 * NG_CAPTURE_MAX is ended early, so that an itemprop "articleBody" costs a
 * kilobyte and not a second copy of the page.
 */
#include "read/capture.h"

/* The list lies in the struct itself: beginning a capture allocates nothing. */
void ng_captures_init(struct ng_captures *c, const nutgraf_allocator *alloc)
{
    c->count = 0;
    c->run = (struct ng_textrun){0};
    ng_buffer_init(&c->run.text, alloc);
}

/* The shared run is all that is owned. */
void ng_captures_free(struct ng_captures *c)
{
    ng_buffer_free(&c->run.text);
}

/* The key is copied, for it may lie in libxml2's memory, which is gone when the
 * element ends. More than NG_CAPTURES at once come from pages that mark up
 * every element; the outer ones are the ones that matter. */
bool ng_captures_begin(struct ng_captures *c, enum ng_meta_source source,
                       struct ng_slice key, size_t depth)
{
    struct ng_capture *one;

    if (c->count == NG_CAPTURES)
        return true;
    if (!c->count) {
        c->run.text.len = 0;
        c->run.space = false;
    }
    one = &c->list[c->count++];
    one->source = source;
    one->depth = depth;
    one->start = c->run.text.len;
    one->key_len = key.len < sizeof one->key ? key.len : sizeof one->key;
    memcpy(one->key, key.ptr, one->key_len);
    while (one->key_len < key.len && one->key_len &&
           ((unsigned char)key.ptr[one->key_len] & 0xC0) == 0x80)
        one->key_len--;
    return true;
}

/* The meta of a finished capture: its part of the run, cut between characters
 * when it is too long. One without text is no meta. */
static bool finish(struct ng_captures *c, struct ng_page *page,
                   const struct ng_capture *one)
{
    struct ng_slice text = ng_buffer_slice(&c->run.text);
    struct ng_slice value = ng_slice_sub(text, one->start, text.len);

    if (value.len > NG_CAPTURE_MAX) {
        value.len = NG_CAPTURE_MAX;
        while (value.len &&
               ((unsigned char)value.ptr[value.len] & 0xC0) == 0x80)
            value.len--;
    }
    value = ng_slice_trim(value);
    return !value.len ||
           ng_page_add_meta(page, one->source,
                            (struct ng_slice){one->key, one->key_len}, value);
}

/* Ends those that are full, so that the run stays short. The others stay in
 * order; their starts don't move, for the run is emptied only when none is
 * left. */
static bool drop_full(struct ng_captures *c, struct ng_page *page)
{
    size_t kept = 0;

    for (size_t i = 0; i < c->count; i++) {
        if (c->run.text.len - c->list[i].start <= NG_CAPTURE_MAX)
            c->list[kept++] = c->list[i];
        else if (!finish(c, page, &c->list[i]))
            return false;
    }
    c->count = kept;
    return true;
}

/* The text is cleaned like the blocks' text, white space and all. Only the
 * outermost capture can be the first to overflow, so one test guards the
 * walk over the others. */
bool ng_captures_add(struct ng_captures *c, struct ng_page *page,
                     struct ng_slice text)
{
    if (!c->count)
        return true;
    if (!ng_textrun_add(&c->run, text.ptr, text.len))
        return false;
    if (c->run.text.len - c->list[0].start <= NG_CAPTURE_MAX)
        return true;
    return drop_full(c, page);
}

/* A block border or <br>: "<h1>Big<br>news</h1>" is "Big news". */
void ng_captures_space(struct ng_captures *c)
{
    c->run.space = true;
}

/* An element may have begun several captures (byline and itemprop): all with
 * its depth end here. ">=" closes those that a broken nesting left open. */
bool ng_captures_end(struct ng_captures *c, struct ng_page *page, size_t depth)
{
    while (c->count && c->list[c->count - 1].depth >= depth)
        if (!finish(c, page, &c->list[--c->count]))
            return false;
    return true;
}
