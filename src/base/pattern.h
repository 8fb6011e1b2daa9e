/*
 * pattern.h - the project's one door to PCRE2.
 *
 * A pattern is a constant of the module that uses it; a worker's pattern set
 * compiles it at its first use and keeps it, with one match block and a match
 * limit, so that no page can make a pattern run away.
 *
 *     static const struct ng_pattern clock = {"(\\d\\d?):(\\d\\d)", 0};
 *     struct ng_match m;
 *     if (ng_pattern_search(&run->patterns, &clock, text, 0, &m)) ...
 */
#ifndef NG_BASE_PATTERN_H
#define NG_BASE_PATTERN_H

#include "base/vector.h"
#include "base/slice.h"

#define NG_MATCH_GROUPS 12

/* Case-insensitive (ASCII and Unicode). */
#define NG_PATTERN_NOCASE 0x1u
/* Matches only where the search starts. */
#define NG_PATTERN_ANCHORED 0x2u

struct ng_pattern {
    const char *source; /* PCRE2 syntax; UTF is on, UCP off */
    unsigned flags;     /* NG_PATTERN_... */
};

/* Where groups matched, as byte offsets into the subject; group 0 is the
 * whole. A group that took no part has start == end == SIZE_MAX. */
struct ng_match {
    struct {
        size_t start, end;
    } group[NG_MATCH_GROUPS];
};

/* Compiled patterns of one worker; not thread-safe. */
struct ng_pattern_set {
    struct ng_vector compiled; /* of struct compiled, in order of first use */
    void *general;             /* pcre2_general_context: the allocator */
    void *match_data;          /* pcre2_match_data */
    void *match_context;       /* pcre2_match_context */
    bool failed; /* a search ran out of memory; its caller saw "no match". The
                    run looks here once per article. */
};

void ng_pattern_set_init(struct ng_pattern_set *set,
                         const nutgraf_allocator *alloc);
void ng_pattern_set_free(struct ng_pattern_set *set);

/* The first match in `text` (valid UTF-8) at or after byte `from`. False when
 * there is none, when the match limit is hit, or without memory (`failed`). */
bool ng_pattern_search(struct ng_pattern_set *set,
                       const struct ng_pattern *pattern, struct ng_slice text,
                       size_t from, struct ng_match *match);

/* The text of group `group`; empty when it took no part. */
struct ng_slice ng_match_group(const struct ng_match *match,
                               struct ng_slice text, int group);

#endif
