/*
 * referent.c - whom a speaker's words mean.
 *
 * A name stands for its entity; a pronoun for the nearest person of its sex who
 * can be meant; "the minister" for the person with that role, "the centre" for
 * the nearest entity with that word in its name. A description that fits
 * nobody's role ("the rookie defenceman", "the company") is read like a
 * pronoun, but only the subject at hand or the last speaker can be meant.
 *
 * What is open is decided by a sum of a few weights over the last MAX_BACK
 * mentions: sex and number, who spoke last, who is the subject of its sentence,
 * who is only quoted or owns something. That is no coreference, but in news the
 * speaker is mostly one of the last few named. The cost is MAX_BACK steps for a
 * saying, whatever the article's length.
 */
#include "find/entity/describe.h"
#include "find/entity/office.h"
#include "find/quote/quote.h"

/* How many mentions back a pronoun or description is looked for. */
#define MAX_BACK 60
/* How far, in tokens, the start of a mention's sentence is looked for. */
#define MAX_SENTENCE 80
/* How far back, in tokens, a description may have been introduced. */
#define MAX_INTRODUCED 400

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

/* What a pronoun or description asks of its entity. */
struct wanted {
    enum ng_gender gender; /* unknown: any person */
    bool plural;
    bool thing; /* "it", "the company" */
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
    if (hint.gender == NG_GENDER_UNKNOWN ||
        want->gender == NG_GENDER_UNKNOWN)
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
    FOR_SEX = 60,     /* the sex is known to fit */
    FOR_SUBJECT = 60, /* the first who fits in this sentence or the one before */
    FOR_SAME = 40,    /* the same, of the sentence that the quote follows */
    FOR_SPEAKER = 55, /* who spoke last */
    FOR_STEP = 20,    /* against each fitting mention in between */
    FOR_QUOTED = 10,  /* against a mention inside marks */
    FOR_OWNER = 5,    /* against "Smith's" and "of Smith" */
    FOR_ANY = 2000
};

/* A pronoun or description whose entity is sought. */
struct open_speaker {
    struct wanted want;
    int32_t last;  /* the entity that spoke before, or -1 */
    uint32_t token;
    uint32_t same; /* where its sentence begins */
    uint32_t near; /* where the sentence before that begins */
};

/* The beginnings of two sentences, not counting what is inside marks: in Smith
 * sat down. "I am tired," he said. the first one is Smith's. Runs are passed in
 * one step. */
static void find_near(const struct ng_quote_work *w, struct open_speaker *p)
{
    uint32_t next = p->token + 1;
    int starts = 0;

    for (int steps = 0; steps < 2 * MAX_SENTENCE && next && starts < 2;
         steps++) {
        uint32_t i = next - 1, run = ng_run_at(w, i);
        if (run)
            i = w->quoted[run - 1].at.first;
        p->near = next = i;
        if (starts == 0)
            p->same = i;
        if (!run && ng_work_token(w, i)->flags & NG_TOKEN_SENTENCE_START)
            starts++;
    }
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
                    const struct open_speaker *p)
{
    const struct ng_mention *m = NG_AT(&w->run->mentions, struct ng_mention, n);
    int fit = fits(w, m->entity, &p->want), score = FOR_ANY;
    uint32_t after = m->token_end;

    if (!fit || w->word[m->first_token] == NG_WORD_OTHER)
        return 0; /* of a dateline: see cue.c */
    if (fit == 2)
        score += FOR_SEX;
    if ((int32_t)m->entity == p->last)
        score += FOR_SPEAKER;
    if (ng_run_at(w, m->first_token))
        return score - FOR_QUOTED;
    if ((after < w->text->tokens.count &&
         w->word[after] == NG_WORD_POSSESSIVE) ||
        (m->first_token && w->word[m->first_token - 1] == NG_WORD_PREP))
        return score - FOR_OWNER;
    if (m->first_token < p->near || !is_first(w, n, &p->want))
        return score;
    return score + FOR_SUBJECT + (m->first_token >= p->same ? FOR_SAME : 0);
}

/* The entity that is meant, or -1, and in `*score` what speaks for it. Each
 * fitting mention that is passed costs FOR_STEP, others cost nothing: distance
 * is counted in rivals and not in words. */
static int32_t rank(const struct ng_quote_work *w,
                    const struct open_speaker *p, int *score)
{
    size_t n = ng_mentions_before(w, ng_work_token(w, p->token)->start);
    int32_t best = -1;
    int steps = 0;

    *score = 0;
    for (size_t back = 0; back < n && back < MAX_BACK; back++) {
        const struct ng_mention *m =
            NG_AT(&w->run->mentions, struct ng_mention, n - 1 - back);
        int fit = score_of(w, n - 1 - back, p);
        if (!fit)
            continue;
        fit -= FOR_STEP * steps++;
        if (fit > *score) {
            *score = fit;
            best = (int32_t)m->entity;
        }
    }
    return best;
}

/* The entity that the pronoun at `token` stands for, or -1. `last` is the
 * entity of the speaker before. */
static int32_t resolve_pronoun(const struct ng_quote_work *w, uint32_t token,
                               int32_t last)
{
    struct open_speaker p = {.want = wanted_by(w, token), .last = last,
                             .token = token};
    int score;

    find_near(w, &p);
    return rank(w, &p, &score);
}

/* "Smith, who said": the mention that ends right before the pronoun; not "Army"
 * in "an Army officer who said". */
static int32_t resolve_relative(const struct ng_quote_work *w, uint32_t token)
{
    const struct ng_mention *m;
    uint32_t end = token;

    if (end && w->word[end - 1] == NG_WORD_COMMA)
        end--;
    m = end ? ng_mention_at(w, end - 1) : NULL;
    return m ? (int32_t)m->entity : -1;
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

/* "the Guardian newspaper": the body that its name names, or -1. */
static int32_t resolve_named_body(const struct ng_quote_work *w,
                                  struct ng_range noun)
{
    uint32_t head = ng_noun_head(w, noun);
    const struct ng_mention *m;

    if (head == noun.first ||
        !(ng_token_tables(w->text, head) & NG_BIT(NG_TABLE_BODY_NOUNS)))
        return -1;
    m = ng_mention_at(w, head - 1);
    return m && entity_at(w, m->entity)->type == NUTGRAF_ORGANIZATION
               ? (int32_t)m->entity : -1;
}

/* True when the word of token `head` stands in the text before, so that
 * somebody without a name was introduced by it: "A neighbour heard the shots.
 * "It was loud," the neighbour said." */
static bool is_introduced(const struct ng_quote_work *w, uint32_t first,
                          uint32_t head)
{
    for (uint32_t i = first; i > 0 && first - i < MAX_INTRODUCED; i--)
        if (ng_office_same(w->text, i - 1, head))
            return true;
    return false;
}

/* True when the phrase has an owner or a name of its own, a country's apart, or
 * goes on behind its head: "the Daily News website", "the party's chairman",
 * "the captain of the ship". */
static bool has_more(const struct ng_quote_work *w, struct ng_range noun,
                     uint32_t head)
{
    for (uint32_t i = noun.first; i < head; i++) {
        const struct ng_mention *m = ng_mention_at(w, i);
        if (w->word[i] == NG_WORD_POSSESSIVE)
            return true;
        if (m && !entity_at(w, m->entity)->country)
            return true;
    }
    return head + 1 != noun.end;
}

/* What a description with that head asks; false when the word is neither one
 * person's nor a body's. */
static bool wanted_by_noun(const struct ng_quote_work *w, uint32_t head,
                           struct wanted *want)
{
    struct ng_office office = ng_office_read(w->text, head);

    *want = (struct wanted){NG_GENDER_UNKNOWN, false, false};
    want->thing =
        ng_token_tables(w->text, head) & NG_BIT(NG_TABLE_BODY_NOUNS);
    if (want->thing)
        return true;
    want->gender = office.gender;
    return !office.plural && ng_office_is_role(office.class);
}

/* "the rookie defenceman", "the company": the subject at hand or the last
 * speaker, or -1. Not "the defenceman" after "a defenceman". */
static int32_t resolve_definite(const struct ng_quote_work *w,
                                struct ng_range noun, int32_t last)
{
    uint32_t head = ng_noun_head(w, noun);
    struct open_speaker p = {.last = last, .token = noun.first};
    int32_t entity;
    int score;

    if (!ng_token_is(w->text, noun.first, "the") ||
        !wanted_by_noun(w, head, &p.want) || has_more(w, noun, head) ||
        is_introduced(w, noun.first, head))
        return -1;
    find_near(w, &p);
    entity = rank(w, &p, &score);
    return score >= FOR_ANY + FOR_SUBJECT || entity == last ? entity : -1;
}

/* The kinds of words in turn: pronoun, name, text, description. */
int32_t ng_quote_referent(const struct ng_quote_work *w,
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
    if (entity < 0)
        entity = resolve_named_body(w, speaker);
    if (entity < 0)
        entity = ng_entity_described(w->run, speaker.first, speaker.end);
    return entity < 0 ? resolve_definite(w, speaker, last) : entity;
}
