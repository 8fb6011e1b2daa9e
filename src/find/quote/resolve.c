/*
 * resolve.c - who the speakers are.
 *
 * A name stands for its entity; a pronoun for the nearest person of its sex who
 * can be meant, the last speaker first; "the centre" for the nearest entity
 * with that word in its name or role. What stays open stays without an entity.
 */
#include <stdlib.h>

#include "find/quote/quote.h"

/* How many mentions back a pronoun or description is looked for. */
#define MAX_BACK 60

static int by_start(const void *a, const void *b)
{
    const struct ng_saying *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->content.first < y->content.first ? -1
                                               : x->content.first > y->content.first;
}

/* Mentions that begin before byte `at`. */
static size_t mentions_before(const struct ng_quote_work *w, uint32_t at)
{
    size_t low = 0, high = w->run->mentions.count;

    while (low < high) {
        size_t mid = (low + high) / 2;
        if (NG_AT(&w->run->mentions, struct ng_mention, mid)->start < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static const nutgraf_entity *entity_at(const struct ng_quote_work *w,
                                       uint32_t i)
{
    return NG_AT(&w->run->entities, nutgraf_entity, i);
}

static struct ng_entity_hint hint_at(const struct ng_quote_work *w, uint32_t i)
{
    if (i < w->run->hints.count)
        return *NG_AT(&w->run->hints, struct ng_entity_hint, i);
    return (struct ng_entity_hint){0};
}

/* What a pronoun asks of its entity. */
struct wanted {
    enum ng_gender gender;
    bool plural;
    bool thing; /* "it" */
};

/* How well the entity fits: 0 not at all, 1 perhaps, 2 surely. */
static int fits(const struct ng_quote_work *w, uint32_t entity,
                const struct wanted *want)
{
    nutgraf_entity_type type = entity_at(w, entity)->type;
    struct ng_entity_hint hint = hint_at(w, entity);
    bool group = type == NUTGRAF_ORGANIZATION || type == NUTGRAF_GROUP;

    if (want->thing)
        return group || type == NUTGRAF_FACILITY;
    if (want->plural)
        return hint.plural ? 2 : group;
    if (type != NUTGRAF_PERSON)
        return 0;
    if (hint.gender == NG_GENDER_UNKNOWN)
        return 1;
    return hint.gender == want->gender ? 2 : 0;
}

static struct wanted wanted_by(const struct ng_quote_work *w, uint32_t token)
{
    struct wanted want = {NG_GENDER_UNKNOWN, false, false};

    if (ng_token_is(w->text, token, "he"))
        want.gender = NG_GENDER_MALE;
    else if (ng_token_is(w->text, token, "she"))
        want.gender = NG_GENDER_FEMALE;
    else if (ng_token_is(w->text, token, "they"))
        want.plural = true;
    else
        want.thing = true;
    return want;
}

/* The entity that the pronoun at `token` stands for, or -1. `last` is the
 * entity of the speaker before. */
static int32_t resolve_pronoun(const struct ng_quote_work *w, uint32_t token,
                               int32_t last)
{
    struct wanted want = wanted_by(w, token);
    size_t n = mentions_before(w, ng_work_token(w, token)->start);
    int32_t best = -1;
    int best_score = 0;

    for (size_t back = 0; back < n && back < MAX_BACK; back++) {
        const struct ng_mention *m =
            NG_AT(&w->run->mentions, struct ng_mention, n - 1 - back);
        int fit = fits(w, m->entity, &want), score;
        if (!fit)
            continue;
        score = 100 * fit - 6 * (int)back;
        if (w->run_of[m->first_token])
            score -= 80;
        if ((int32_t)m->entity == last)
            score += 40;
        if (ng_work_token(w, m->first_token)->flags & NG_TOKEN_SENTENCE_START)
            score += 20;
        if (score > best_score) {
            best_score = score;
            best = (int32_t)m->entity;
        }
    }
    return best;
}

/* True when `text` has the word, as a whole word, any case. */
static bool has_word(const char *text, struct ng_slice word)
{
    struct ng_slice all = ng_slice_of(text);

    for (size_t at = ng_slice_find_nocase(all, word, 0); at != SIZE_MAX;
         at = ng_slice_find_nocase(all, word, at + 1)) {
        size_t end = at + word.len;
        if ((at == 0 || !ng_is_alpha(all.ptr[at - 1])) &&
            (end == all.len || !ng_is_alpha(all.ptr[end])))
            return true;
    }
    return false;
}

/* "the centre": the nearest entity before it with the word in name or role. */
static int32_t resolve_description(const struct ng_quote_work *w,
                                   struct ng_range noun)
{
    struct ng_slice head = ng_token_text(w->text, ng_noun_head(w, noun));
    size_t n = mentions_before(w, ng_work_token(w, noun.first)->start);

    if (w->word[noun.first] != NG_WORD_DET || noun.end - noun.first > 4)
        return -1;
    for (size_t back = 0; back < n && back < MAX_BACK; back++) {
        const struct ng_mention *m =
            NG_AT(&w->run->mentions, struct ng_mention, n - 1 - back);
        const nutgraf_entity *e = entity_at(w, m->entity);
        if (has_word(e->name, head) || (e->role && has_word(e->role, head)))
            return (int32_t)m->entity;
    }
    return -1;
}

/* "Smith, who said": the mention right before the pronoun. */
static int32_t resolve_relative(const struct ng_quote_work *w, uint32_t token)
{
    for (uint32_t i = token; i > 0 && token - i < 3; i--) {
        const struct ng_mention *m = ng_mention_at(w, i - 1);
        if (m)
            return (int32_t)m->entity;
    }
    return -1;
}

static int32_t resolve_one(const struct ng_quote_work *w,
                           struct ng_range speaker, int32_t last)
{
    const struct ng_mention *m;

    if (ng_range_empty(speaker))
        return -1;
    if (w->word[speaker.first] == NG_WORD_PRONOUN) {
        if (ng_token_is(w->text, speaker.first, "who"))
            return resolve_relative(w, speaker.first);
        if (ng_token_is(w->text, speaker.first, "i") ||
            ng_token_is(w->text, speaker.first, "we") ||
            ng_token_is(w->text, speaker.first, "you"))
            return -1;
        return resolve_pronoun(w, speaker.first, last);
    }
    m = ng_mention_at(w, ng_noun_head(w, speaker));
    if (m)
        return (int32_t)m->entity;
    return resolve_description(w, speaker);
}

static uint32_t paragraph_of(const struct ng_quote_work *w,
                             const struct ng_saying *s)
{
    return s->runs ? w->quoted[s->first_run].paragraph : NG_QUOTE_NONE;
}

/* A quote without a cue takes its speaker from the saying before it, or from
 * the one after it in its own paragraph when none came before there. */
static void carry(struct ng_quote_work *w, uint32_t i)
{
    struct ng_saying *s = &w->sayings[i];
    const struct ng_saying *from = i ? s - 1 : NULL;

    if (i + 1 < w->saying_count && !s[1].carried &&
        paragraph_of(w, s) == paragraph_of(w, s + 1) &&
        (!from || paragraph_of(w, from) != paragraph_of(w, s)))
        from = s + 1;
    if (!from || ng_range_empty(from->speaker))
        return;
    s->speaker = from->speaker;
    s->entity = from->entity;
}

void ng_quote_resolve(struct ng_quote_work *w)
{
    int32_t last = -1;

    if (w->saying_count)
        qsort(w->sayings, w->saying_count, sizeof *w->sayings, by_start);
    for (uint32_t i = 0; i < w->saying_count; i++) {
        struct ng_saying *s = &w->sayings[i];
        if (s->carried)
            continue;
        s->entity = resolve_one(w, s->speaker, last);
        if (s->entity >= 0)
            last = s->entity;
    }
    for (uint32_t i = 0; i < w->saying_count; i++)
        if (w->sayings[i].carried)
            carry(w, i);
}
