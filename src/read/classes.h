/*
 * classes.h - what an element's class, id, role, itemprop and rel say, as
 * words.
 *
 * A page writes the same few lists over and over: their words are made once and
 * shared by all elements that have them.
 */
#ifndef NG_READ_CLASSES_H
#define NG_READ_CLASSES_H

#include "base/arena.h"
#include "read/attributes.h"

/* Words of an element beyond this are cut: 512 bytes hold any honest list of
 * classes. */
#define NG_WORDS_MAX 512

/* The words of one element. */
struct ng_classes {
    uint64_t key;          /* hash of the values; 0: none yet */
    struct ng_slice words; /* lower case, single spaces; in the page's arena */
    bool spoken; /* its text is for screen readers: "sr-only" */
    bool author; /* names an author's line: "c-byline__name" */
};

#define NG_CLASSES_KNOWN 256

/* The lists that a page has had lately. Cleared in the beginning. */
struct ng_classes_memo {
    struct ng_classes known[NG_CLASSES_KNOWN];
};

/* The words of attributes; valid until the next call. NULL without memory. */
const struct ng_classes *ng_classes_read(struct ng_classes_memo *memo,
                                         struct ng_arena *arena,
                                         const struct ng_attributes *attributes);

/* Appends `value` to words in lower case, with a space behind them: "Story
 * Body" -> "story body ". Cut at NG_WORDS_MAX. Returns the new length. */
size_t ng_classes_append(char words[NG_WORDS_MAX], size_t len,
                         struct ng_slice value);

#endif
