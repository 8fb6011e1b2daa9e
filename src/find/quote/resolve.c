/*
 * resolve.c - who the speakers are.
 *
 * A name stands for its entity; a pronoun for the nearest person of its sex who
 * can be meant, the last speaker first; "the centre" for the nearest entity
 * with that word in its name or role. What stays open stays without an entity.
 *
 * Comes in: sayings whose speakers are words; goes out: the same in text order,
 * with the index of an entity where one is known. Pronouns are decided by a sum
 * of a few weights over the last MAX_BACK mentions: sex and number, who spoke
 * last, who is the subject of its sentence, who is only quoted or owns
 * something. That is no coreference, but in news the speaker is mostly one of
 * the last few people named. The cost is MAX_BACK steps for a saying, whatever
 * the article's length.
 */
#include <stdlib.h>

#include "find/entity/describe.h"
#include "find/quote/quote.h"

/* How many mentions back a pronoun or description is looked for. */
#define MAX_BACK 60
/* How far, in tokens, the start of a mention's sentence is looked for. */
#define MAX_SENTENCE 80

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

/* Mentions that begin before byte `at`. */
size_t ng_mentions_before(const struct ng_quote_work *w, uint32_t at)
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

/* An entity by number. */
static const nutgraf_entity *entity_at(const struct ng_quote_work *w,
                                       uint32_t i)
{
    return NG_AT(&w->run->entities, nutgraf_entity, i);
}

/* Its sex and number, as far as known. An entity without hints (the list may be
 * shorter) is unknown in all. */
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

/* How well the entity fits: 0 not at all, 1 perhaps, 2 surely. "They" may mean
 * a company or a team, but a person only when the entity is known to be plural.
 * A person of unknown sex fits "he" and "she" alike, if less well. */
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

/* What the pronoun at `token` asks. */
static struct wanted wanted_by(const struct ng_quote_work *w, uint32_t token)
{
    struct wanted want = {NG_GENDER_UNKNOWN, false, false};

    if (ng_token_is(w->text, token, "he") || ng_token_is(w->text, token, "his"))
        want.gender = NG_GENDER_MALE;
    else if (ng_token_is(w->text, token, "she") ||
             ng_token_is(w->text, token, "her"))
        want.gender = NG_GENDER_FEMALE;
    else if (ng_token_is(w->text, token, "they"))
        want.plural = true;
    else
        want.thing = true;
    return want;
}

/* How much speaks for a mention as what a pronoun means, besides its distance:
 * the weights of a ranker fitted to the development articles, a fold of
 * articles left out each time, and rounded. */
enum {
    FOR_SEX = 65,     /* the sex is known to fit */
    FOR_SUBJECT = 75, /* the first who fits in this sentence or the one before */
    FOR_SPEAKER = 60, /* who spoke last */
    FOR_STEP = 18,    /* against each fitting mention in between */
    FOR_QUOTED = 15,  /* against a mention inside marks */
    FOR_OWNER = 5,    /* against "Smith's" and "of Smith" */
    FOR_ANY = 2000
};

/* A pronoun to be resolved. */
struct open_pronoun {
    struct wanted want;
    int32_t last;  /* the entity that spoke before, or -1 */
    uint32_t near; /* first token of the sentence before */
};

/* Where the sentence before that of token `token` begins, not counting what is
 * inside marks: in Smith sat down. "I am tired," he said. it is Smith's. Runs
 * are passed in one step. */
static uint32_t near_from(const struct ng_quote_work *w, uint32_t token)
{
    uint32_t i = token;

    for (int steps = 0, starts = 0; steps < 2 * MAX_SENTENCE; steps++) {
        uint32_t run = ng_run_at(w, i);
        if (run)
            i = w->quoted[run - 1].at.first;
        else if (ng_work_token(w, i)->flags & NG_TOKEN_SENTENCE_START)
            starts++;
        if (starts == 2 || i == 0)
            break;
        i--;
    }
    return i;
}

/* True when no other fitting mention stands before mention n in its sentence;
 * looks at the mention before only. */
static bool is_first(const struct ng_quote_work *w, size_t n,
                     const struct wanted *want)
{
    const struct ng_mention *m = NG_AT(&w->run->mentions, struct ng_mention, n);
    const struct ng_mention *before = m - 1;

    if (n == 0)
        return true;
    for (uint32_t i = m->first_token;
         i > before->first_token && m->first_token - i < MAX_SENTENCE; i--)
        if (ng_work_token(w, i)->flags & NG_TOKEN_SENTENCE_START)
            return true;
    return !fits(w, before->entity, want);
}

/* What speaks for mention n, distance apart; 0 when it does not fit. A mention
 * inside marks was named by somebody who speaks, so it is seldom who speaks
 * next. */
static int score_of(const struct ng_quote_work *w, size_t n,
                    const struct open_pronoun *p)
{
    const struct ng_mention *m = NG_AT(&w->run->mentions, struct ng_mention, n);
    int fit = fits(w, m->entity, &p->want), score = FOR_ANY;
    uint32_t after = m->token_end;

    if (!fit)
        return 0;
    if (fit == 2)
        score += FOR_SEX;
    if (ng_run_at(w, m->first_token))
        score -= FOR_QUOTED;
    if (m->first_token >= p->near && is_first(w, n, &p->want))
        score += FOR_SUBJECT;
    if ((int32_t)m->entity == p->last)
        score += FOR_SPEAKER;
    if ((after < w->text->tokens.count &&
         w->word[after] == NG_WORD_POSSESSIVE) ||
        (m->first_token && w->word[m->first_token - 1] == NG_WORD_PREP))
        score -= FOR_OWNER;
    return score;
}

/* The entity that the pronoun at `token` stands for, or -1. `last` is the
 * entity of the speaker before. Each fitting mention that is passed costs
 * FOR_STEP, others cost nothing: distance is counted in rivals and not in
 * words. */
static int32_t resolve_pronoun(const struct ng_quote_work *w, uint32_t token,
                               int32_t last)
{
    struct open_pronoun p = {wanted_by(w, token), last, near_from(w, token)};
    size_t n = ng_mentions_before(w, ng_work_token(w, token)->start);
    int32_t best = -1;
    int best_score = 0, steps = 0;

    for (size_t back = 0; back < n && back < MAX_BACK; back++) {
        const struct ng_mention *m =
            NG_AT(&w->run->mentions, struct ng_mention, n - 1 - back);
        int score = score_of(w, n - 1 - back, &p);
        if (!score)
            continue;
        score -= FOR_STEP * steps++;
        if (score > best_score) {
            best_score = score;
            best = (int32_t)m->entity;
        }
    }
    return best;
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

/* "her statement": what it says, she says. "Smith's letter" gives Smith, "the
 * report" nobody. */
static int32_t resolve_document(const struct ng_quote_work *w,
                                struct ng_range noun, int32_t last)
{
    uint32_t head = ng_noun_head(w, noun);

    if (!(ng_token_tables(w->text, head) & NG_BIT(NG_TABLE_DOCUMENT_NOUNS)))
        return -1;
    if (ng_token_is(w->text, noun.first, "his") ||
        ng_token_is(w->text, noun.first, "her"))
        return resolve_pronoun(w, noun.first, last);
    for (uint32_t i = noun.first; i + 1 < noun.end; i++) {
        const struct ng_mention *m = ng_mention_at(w, i);
        if (m && w->word[m->token_end] == NG_WORD_POSSESSIVE)
            return (int32_t)m->entity;
    }
    return -1;
}

/* The entity of one speaker by its words, or -1; `last` is that of the speaker
 * before. */
static int32_t resolve_one(const struct ng_quote_work *w,
                           struct ng_range speaker, int32_t last)
{
    const struct ng_mention *m;
    int32_t entity;

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
    if (ng_noun_is_joint(w, speaker))
        return -1;
    m = ng_mention_at(w, ng_noun_head(w, speaker));
    if (m)
        return (int32_t)m->entity;
    entity = resolve_document(w, speaker, last);
    return entity >= 0 ? entity
                       : ng_entity_described(w->run, speaker.first,
                                             speaker.end);
}

/* The paragraph of a direct saying, NONE for others. */
static uint32_t paragraph_of(const struct ng_quote_work *w,
                             const struct ng_saying *s)
{
    return s->runs ? w->quoted[s->first_run].paragraph : NG_QUOTE_NONE;
}

/* How many sayings back a quote without a cue looks for a person. */
#define MAX_CARRY 4

/* Can the saying's speaker go on speaking: a person, "he", "they"? */
static bool goes_on(const struct ng_quote_work *w, const struct ng_saying *s)
{
    if (ng_range_empty(s->speaker))
        return false;
    if (s->entity >= 0)
        return entity_at(w, (uint32_t)s->entity)->type == NUTGRAF_PERSON;
    return w->word[s->speaker.first] == NG_WORD_PRONOUN &&
           !ng_token_is(w->text, s->speaker.first, "who") &&
           !ng_token_is(w->text, s->speaker.first, "it");
}

/* A quote without a cue takes its speaker from the nearest person's saying
 * before it, or from the one after it in its own paragraph when none came
 * before there. */
static void carry(struct ng_quote_work *w, uint32_t i)
{
    struct ng_saying *s = &w->sayings[i];
    const struct ng_saying *from = i ? s - 1 : NULL;

    for (uint32_t back = 1; back <= i && back <= MAX_CARRY; back++)
        if (goes_on(w, s - back)) {
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
        s->entity = resolve_one(w, s->speaker, last);
        if (s->entity >= 0)
            last = s->entity;
    }
    for (uint32_t i = 0; i < w->saying_count; i++)
        if (w->sayings[i].carried)
            carry(w, i);
}
