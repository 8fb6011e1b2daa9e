/* pattern.c - lazily compiled PCRE2 patterns with a match limit. */
#include "base/pattern.h"

#include <assert.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Steps of the matcher before it gives up: a date pattern takes tens. */
#define MATCH_LIMIT 100000

struct compiled {
    const struct ng_pattern *pattern; /* borrowed: a constant */
    pcre2_code *code;                 /* owned */
};

void ng_pattern_set_init(struct ng_pattern_set *set,
                         const nutgraf_allocator *alloc)
{
    *set = (struct ng_pattern_set){0};
    ng_vector_init(&set->compiled, alloc, sizeof(struct compiled));
}

void ng_pattern_set_free(struct ng_pattern_set *set)
{
    for (size_t i = 0; i < set->compiled.count; i++)
        pcre2_code_free(NG_AT(&set->compiled, struct compiled, i)->code);
    ng_vector_free(&set->compiled);
    pcre2_match_data_free(set->match_data);
    pcre2_match_context_free(set->match_context);
    set->match_data = set->match_context = NULL;
}

/* The block and the limit that all matches share. */
static bool prepare(struct ng_pattern_set *set)
{
    if (!set->match_data)
        set->match_data = pcre2_match_data_create(NG_MATCH_GROUPS, NULL);
    if (!set->match_context) {
        set->match_context = pcre2_match_context_create(NULL);
        if (set->match_context)
            pcre2_set_match_limit(set->match_context, MATCH_LIMIT);
    }
    return set->match_data && set->match_context;
}

/* The compiled form, made at first use; NULL without memory. */
static pcre2_code *code_of(struct ng_pattern_set *set,
                           const struct ng_pattern *pattern)
{
    uint32_t options = PCRE2_UTF | PCRE2_NO_UTF_CHECK;
    struct compiled *c;
    PCRE2_SIZE where;
    int error;

    for (size_t i = 0; i < set->compiled.count; i++) {
        c = NG_AT(&set->compiled, struct compiled, i);
        if (c->pattern == pattern)
            return c->code;
    }
    if (pattern->flags & NG_PATTERN_NOCASE)
        options |= PCRE2_CASELESS;
    if (pattern->flags & NG_PATTERN_ANCHORED)
        options |= PCRE2_ANCHORED;
    c = ng_vector_push(&set->compiled);
    if (!c)
        return NULL;
    c->pattern = pattern;
    c->code = pcre2_compile((PCRE2_SPTR)pattern->source, PCRE2_ZERO_TERMINATED,
                            options, &error, &where, NULL);
    assert(c->code || error == PCRE2_ERROR_HEAP_FAILED);
    return c->code;
}

bool ng_pattern_search(struct ng_pattern_set *set,
                       const struct ng_pattern *pattern, struct ng_slice text,
                       size_t from, struct ng_match *match)
{
    pcre2_code *code = prepare(set) ? code_of(set, pattern) : NULL;
    const PCRE2_SIZE *ovector;
    uint32_t pairs;

    if (!code || from > text.len)
        return false;
    if (pcre2_match(code, (PCRE2_SPTR)text.ptr, text.len, from,
                    PCRE2_NO_UTF_CHECK, set->match_data,
                    set->match_context) < 0)
        return false;
    ovector = pcre2_get_ovector_pointer(set->match_data);
    pairs = pcre2_get_ovector_count(set->match_data);
    for (uint32_t i = 0; i < NG_MATCH_GROUPS; i++) {
        match->group[i].start = i < pairs ? ovector[2 * i] : SIZE_MAX;
        match->group[i].end = i < pairs ? ovector[2 * i + 1] : SIZE_MAX;
    }
    return true;
}

struct ng_slice ng_match_group(const struct ng_match *match,
                               struct ng_slice text, int group)
{
    if (match->group[group].start == SIZE_MAX)
        return (struct ng_slice){text.ptr, 0};
    return ng_slice_sub(text, match->group[group].start,
                        match->group[group].end);
}
