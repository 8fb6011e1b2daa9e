/*
 * resolve.c - the sayings in order, each with the entity that speaks.
 *
 * Comes in: sayings whose speakers are words; goes out: the same in text order,
 * with the index of an entity where referent.c knows one. Quotes without words
 * for their speaker take that of a neighbour. What stays open stays without an
 * entity.
 */
#include <stdlib.h>

#include "find/quote/quote.h"

/* qsort order: by start, then by content. The number breaks ties, so that the
 * order does not depend on the sort of the C library. */
static int by_start(const void *a, const void *b)
{
    const struct ng_saying *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->content.first != y->content.first)
        return x->content.first < y->content.first ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* Sayings come nearly in order, often quite so: then the sort, and its copy of
 * the whole list, is saved. */
static void sort_sayings(struct ng_quote_work *w)
{
    bool sorted = true;

    for (uint32_t i = 1; i < w->saying_count && sorted; i++)
        sorted = by_start(&w->sayings[i - 1], &w->sayings[i]) < 0;
    if (!sorted)
        qsort(w->sayings, w->saying_count, sizeof *w->sayings, by_start);
}

/* An entity by number. */
static const nutgraf_entity *entity_at(const struct ng_quote_work *w,
                                       uint32_t i)
{
    return NG_AT(&w->run->entities, nutgraf_entity, i);
}

/* The paragraph of a direct saying, NONE for others. */
static uint32_t paragraph_of(const struct ng_quote_work *w,
                             const struct ng_saying *s)
{
    return s->runs ? w->quoted[s->first_run].paragraph : NG_QUOTE_NONE;
}

/* How many sayings back a quote without a cue looks for a person. */
#define MAX_CARRY 4

/* Words that speak now and then, but mean nobody in the article or somebody
 * else each time. */
static bool is_passing(const struct ng_quote_work *w, uint32_t i)
{
    return ng_token_is(w->text, i, "who") || ng_token_is(w->text, i, "it") ||
           ng_token_is(w->text, i, "you") || ng_token_is(w->text, i, "i") ||
           ng_token_is(w->text, i, "we");
}

/* Can the saying's speaker go on speaking: a person, "he", "they"? */
static bool goes_on(const struct ng_quote_work *w, const struct ng_saying *s)
{
    if (ng_range_empty(s->speaker))
        return false;
    if (s->entity >= 0)
        return entity_at(w, (uint32_t)s->entity)->type == NUTGRAF_PERSON;
    return w->word[s->speaker.first] == NG_WORD_PRONOUN &&
           !is_passing(w, s->speaker.first);
}

/* Does the saying stand in the same paragraph, with words for its speaker? They
 * go on whoever they are: "Winters are hard," says the white paper. "Trains
 * freeze." */
static bool is_beside(const struct ng_quote_work *w, const struct ng_saying *s,
                      const struct ng_saying *before)
{
    return !ng_range_empty(before->speaker) &&
           !is_passing(w, before->speaker.first) &&
           paragraph_of(w, s) == paragraph_of(w, before);
}

/* A quote without a cue takes its speaker from the saying before it in its
 * paragraph, from the nearest person's before that, or from the one after it in
 * its own paragraph when none came before there. */
static void carry(struct ng_quote_work *w, uint32_t i)
{
    struct ng_saying *s = &w->sayings[i];
    const struct ng_saying *from = i ? s - 1 : NULL;

    for (uint32_t back = 1; back <= i && back <= MAX_CARRY; back++)
        if (goes_on(w, s - back) || (back == 1 && is_beside(w, s, s - 1))) {
            from = s - back;
            break;
        }
    if (i + 1 < w->saying_count && !s[1].carried &&
        paragraph_of(w, s) == paragraph_of(w, s + 1) &&
        (!from || paragraph_of(w, from) != paragraph_of(w, s)))
        from = s + 1;
    if (!from || ng_range_empty(from->speaker))
        return;
    s->speaker = from->speaker;
    s->entity = from->entity;
}

/* Two passes: those with words of their own first, since a carried one may take
 * its speaker from the saying after it. */
void ng_quote_resolve(struct ng_quote_work *w)
{
    int32_t last = -1;

    sort_sayings(w);
    for (uint32_t i = 0; i < w->saying_count; i++) {
        struct ng_saying *s = &w->sayings[i];
        if (s->carried)
            continue;
        s->entity = ng_quote_referent(w, s->speaker, last);
        if (s->entity >= 0)
            last = s->entity;
    }
    for (uint32_t i = 0; i < w->saying_count; i++)
        if (w->sayings[i].carried)
            carry(w, i);
}
