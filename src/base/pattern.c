/*
 * pattern.c - lazily compiled PCRE2 patterns with a match limit.
 *
 * A pattern is found again by the address of its constant, in a list of a few
 * dozen: cheaper than a hash of its text. Code and match block live as long as
 * the worker. The match limit bounds the steps of the backtracker, so a pattern
 * that explodes on some page ("(a+)+$") gives "no match" after so many steps.
 * JIT is not used: few patterns run, and on short texts.
 */
#include "base/pattern.h"

#include <assert.h>
#include <stdint.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Steps of the matcher before it gives up: a date pattern takes tens. */
#define MATCH_LIMIT 100000

struct compiled {
    const struct ng_pattern *pattern; /* borrowed: a constant */
    pcre2_code *code;                 /* owned */
};

/* PCRE2 hands its context last; ours comes first. */
static void *pattern_malloc(size_t size, void *alloc)
{
    return ng_malloc(alloc, size);
}

/* The same for free. */
static void pattern_free(void *ptr, void *alloc)
{
    ng_free(alloc, ptr);
}

/* PCRE2's own objects are made at the first search. */
void ng_pattern_set_init(struct ng_pattern_set *set,
                         const nutgraf_allocator *alloc)
{
    *set = (struct ng_pattern_set){0};
    ng_vector_init(&set->compiled, alloc, sizeof(struct compiled));
}

/* All of PCRE2's functions take NULL for what was never made. */
void ng_pattern_set_free(struct ng_pattern_set *set)
{
    for (size_t i = 0; i < set->compiled.count; i++)
        pcre2_code_free(NG_AT(&set->compiled, struct compiled, i)->code);
    ng_vector_free(&set->compiled);
    pcre2_match_data_free(set->match_data);
    pcre2_match_context_free(set->match_context);
    pcre2_general_context_free(set->general);
    set->general = set->match_data = set->match_context = NULL;
}

/* The block and the limit that all matches share. */
static bool prepare(struct ng_pattern_set *set)
{
    if (!set->general)
        set->general = pcre2_general_context_create(
            pattern_malloc, pattern_free,
            (void *)(uintptr_t)set->compiled.alloc);
    if (!set->general)
        return false;
    if (!set->match_data)
        set->match_data =
            pcre2_match_data_create(NG_MATCH_GROUPS, set->general);
    if (!set->match_context) {
        set->match_context = pcre2_match_context_create(set->general);
        if (set->match_context)
            pcre2_set_match_limit(set->match_context, MATCH_LIMIT);
    }
    return set->match_data && set->match_context;
}

/* Compiles a pattern; NULL without memory. */
static pcre2_code *compile(struct ng_pattern_set *set,
                           const struct ng_pattern *pattern)
{
    pcre2_compile_context *context = pcre2_compile_context_create(set->general);
    uint32_t options = PCRE2_UTF | PCRE2_NO_UTF_CHECK;
    pcre2_code *code;
    PCRE2_SIZE where;
    int error;

    if (!context)
        return NULL;
    if (pattern->flags & NG_PATTERN_NOCASE)
        options |= PCRE2_CASELESS;
    if (pattern->flags & NG_PATTERN_ANCHORED)
        options |= PCRE2_ANCHORED;
    code = pcre2_compile((PCRE2_SPTR)pattern->source, PCRE2_ZERO_TERMINATED,
                         options, &error, &where, context);
    pcre2_compile_context_free(context);
    assert(code || error == PCRE2_ERROR_HEAP_FAILED);
    return code;
}

/* The compiled form, made at first use; NULL without memory. */
static pcre2_code *code_of(struct ng_pattern_set *set,
                           const struct ng_pattern *pattern)
{
    struct compiled *c;

    for (size_t i = 0; i < set->compiled.count; i++) {
        c = NG_AT(&set->compiled, struct compiled, i);
        if (c->pattern == pattern)
            return c->code;
    }
    c = prepare(set) ? ng_vector_push(&set->compiled) : NULL;
    if (!c)
        return NULL;
    c->pattern = pattern;
    c->code = compile(set, pattern);
    if (c->code)
        return c->code;
    set->compiled.count--;
    return NULL;
}

/* PCRE2 sets the offsets of groups up to the highest one that matched and
 * never touches what lies beyond the pattern's last: these are filled here. A
 * match limit that is hit is a "no": half a match would be worse. */
bool ng_pattern_search(struct ng_pattern_set *set,
                       const struct ng_pattern *pattern, struct ng_slice text,
                       size_t from, struct ng_match *match)
{
    pcre2_code *code = code_of(set, pattern);
    const PCRE2_SIZE *ovector;
    int pairs;

    if (!code) {
        set->failed = true;
        return false;
    }
    if (from > text.len)
        return false;
    pairs = pcre2_match(code, (PCRE2_SPTR)text.ptr, text.len, from,
                        PCRE2_NO_UTF_CHECK, set->match_data,
                        set->match_context);
    if (pairs == PCRE2_ERROR_NOMEMORY)
        set->failed = true;
    if (pairs < 0)
        return false;
    if (pairs == 0) /* the pattern has more groups than we keep */
        pairs = NG_MATCH_GROUPS;
    ovector = pcre2_get_ovector_pointer(set->match_data);
    for (int i = 0; i < NG_MATCH_GROUPS; i++) {
        match->group[i].start = i < pairs ? ovector[2 * i] : SIZE_MAX;
        match->group[i].end = i < pairs ? ovector[2 * i + 1] : SIZE_MAX;
    }
    return true;
}

/* An optional group that took no part is an empty slice, not an error. */
struct ng_slice ng_match_group(const struct ng_match *match,
                               struct ng_slice text, int group)
{
    if (match->group[group].start == SIZE_MAX)
        return (struct ng_slice){text.ptr, 0};
    return ng_slice_sub(text, match->group[group].start,
                        match->group[group].end);
}
