/*
 * speaker.c - the noun phrase that speaks.
 *
 * There is no parser: a noun phrase is a stretch of names, content words,
 * determiners and possessives, with "of ..." phrases inside; appositions and
 * relative clauses between commas are stepped over. Every search is bounded.
 */
#include "find/quote/quote.h"

/* Longest noun phrase, and longest apposition between commas, in tokens. */
#define MAX_NOUN 24
#define MAX_APPOSITION 45
#define MAX_APPOSITIONS 4

/* Words that make up a noun phrase. */
static bool is_inside(uint8_t word)
{
    return word == NG_WORD_NAME || word == NG_WORD_PLAIN ||
           word == NG_WORD_NUMBER || word == NG_WORD_HYPHEN ||
           word == NG_WORD_POSSESSIVE;
}

/* "the", "some": begins a phrase. */
static bool is_determiner(uint8_t word)
{
    return word == NG_WORD_DET || word == NG_WORD_QUANT;
}

/* "of" and the like, "and": may join two phrases. */
static bool is_joint(const struct ng_quote_work *w, uint32_t i)
{
    return w->word[i] == NG_WORD_PREP ||
           (w->word[i] == NG_WORD_CONJ && !ng_token_is(w->text, i, "but"));
}

/* Steps left over names and content words to the phrase's first word; stops
 * after a determiner. Prepositions and runs end it. It may go back MAX_NOUN
 * words: titles before names are long. */
static uint32_t chunk_left(const struct ng_quote_work *w, uint32_t low,
                           uint32_t end)
{
    uint32_t i = end;

    while (i > low && end - i < MAX_NOUN) {
        uint8_t word = w->word[i - 1];
        if (word == NG_WORD_DET || word == NG_WORD_QUANT)
            return i - 1;
        if (!is_inside(word) || ng_run_at(w, i - 1))
            return i;
        /* a cue's noun use ("report") may stand inside, never first */
        i--;
    }
    return i;
}

/* True when the token is a noun phrase's last word. */
static bool ends_noun(const struct ng_quote_work *w, uint32_t i)
{
    uint8_t word = w->word[i];

    return (word == NG_WORD_NAME || word == NG_WORD_PLAIN ||
            word == NG_WORD_NUMBER || word == NG_WORD_QUANT) &&
           !ng_run_at(w, i);
}

/* Chunk by chunk, while "of", "and" and the like join them. */
struct ng_range ng_noun_left(const struct ng_quote_work *w, uint32_t low,
                             uint32_t end)
{
    uint32_t first, i;

    if (end <= low)
        return (struct ng_range){0, 0};
    if (w->word[end - 1] == NG_WORD_PRONOUN)
        return (struct ng_range){end - 1, end};
    if (w->word[end - 1] == NG_WORD_CUE)
        /* "the report said" */
        first = chunk_left(w, low, end - 1);
    else if (ends_noun(w, end - 1) || w->word[end - 1] == NG_WORD_CLOSE)
        first = chunk_left(w, low, end);
    else
        return (struct ng_range){0, 0};
    /* "the head of the council": joints need a noun on both sides. */
    for (i = first; i > low + 1 && end - i < MAX_NOUN && is_joint(w, i - 1);) {
        uint32_t left;
        if (!ends_noun(w, i - 2))
            break;
        left = chunk_left(w, low, i - 1);
        if (left == i - 1)
            break;
        if (w->word[i - 1] == NG_WORD_CONJ && w->word[i] == NG_WORD_PLAIN)
            break;
        first = i = left;
    }
    return (struct ng_range){first, end};
}

/* Steps right over a determiner, names and content words. */
static uint32_t chunk_right(const struct ng_quote_work *w, uint32_t first,
                            uint32_t high)
{
    uint32_t i = first;

    while (i < high && i - first < MAX_NOUN) {
        uint8_t word = w->word[i];
        bool second = i == first + 1 && is_determiner(w->word[first]);
        if (ng_run_at(w, i))
            break;
        if (is_determiner(word) ? i > first && !second : !is_inside(word))
            break;
        i++;
    }
    return i;
}

/* The chunk, with "of ..." phrases and a coordinated name. */
struct ng_range ng_noun_right(const struct ng_quote_work *w, uint32_t first,
                              uint32_t high)
{
    uint32_t i, end;

    if (first >= high)
        return (struct ng_range){0, 0};
    if (w->word[first] == NG_WORD_PRONOUN || w->word[first] == NG_WORD_OBJECT)
        return (struct ng_range){first, first + 1};
    end = chunk_right(w, first, high);
    if (end == first)
        return (struct ng_range){0, 0};
    for (i = end; i + 1 < high && end - first < MAX_NOUN;) {
        bool of = ng_token_is(w->text, i, "of") ||
                  ng_token_is(w->text, i, "for");
        bool and = w->word[i] == NG_WORD_CONJ &&
                   w->word[i + 1] == NG_WORD_NAME;
        if (!of && !and)
            break;
        i = chunk_right(w, i + 1, high);
        if (i <= end + 1)
            break;
        end = i;
    }
    return (struct ng_range){first, end};
}

/* Steps left over what may stand between a subject and its verb. */
static uint32_t skip_helpers(const struct ng_quote_work *w, uint32_t low,
                             uint32_t verb)
{
    while (verb > low) {
        uint8_t word = w->word[verb - 1];
        if (word != NG_WORD_ADV && word != NG_WORD_AUX && word != NG_WORD_NEG &&
            word != NG_WORD_TIME)
            break;
        verb--;
        if (word == NG_WORD_TIME && verb > low &&
            w->word[verb - 1] == NG_WORD_PREP)
            verb--; /* "Smith on Tuesday said" */
    }
    return verb;
}

/* What may begin an apposition or an inserted clause. */
static bool begins_apposition(const struct ng_quote_work *w, uint32_t i)
{
    uint8_t word = w->word[i];

    return word == NG_WORD_DET || word == NG_WORD_QUANT ||
           word == NG_WORD_REL ||
           word == NG_WORD_NUMBER || word == NG_WORD_NAME ||
           word == NG_WORD_PLAIN || word == NG_WORD_PREP ||
           word == NG_WORD_CUE || word == NG_WORD_SUB || word == NG_WORD_ADV ||
           (word == NG_WORD_PRONOUN && ng_token_is(w->text, i, "who"));
}

/* The mark that opens what the mark before `end` closes; NONE if there is
 * none near enough. */
static uint32_t apposition_open(const struct ng_quote_work *w, uint32_t low,
                                uint32_t end)
{
    uint8_t close = w->word[end - 1];
    uint8_t open = close == NG_WORD_CLOSE ? NG_WORD_OPEN : close;

    for (uint32_t i = end - 1; i > low && end - i < MAX_APPOSITION; i--)
        if (w->word[i - 1] == open)
            return i - 1;
    return NG_QUOTE_NONE;
}

/* Commas, dashes and brackets before the verb close an apposition or a relative
 * clause: the subject is the phrase before its opening. Each round steps over
 * one pair of marks, four at most. "Smith, 45, a lawyer from Leeds, said" takes
 * two. */
struct ng_range ng_subject_left(const struct ng_quote_work *w, uint32_t low,
                                uint32_t verb)
{
    uint32_t end = skip_helpers(w, low, verb);
    struct ng_range best = ng_noun_left(w, low, end);

    for (int n = 0; n < MAX_APPOSITIONS && end > low; n++) {
        struct ng_range outer;
        uint32_t open;
        uint8_t mark = w->word[end - 1];
        if (mark != NG_WORD_COMMA && mark != NG_WORD_DASH &&
            mark != NG_WORD_CLOSE)
            break;
        open = apposition_open(w, low, end);
        if (open == NG_QUOTE_NONE || open == low ||
            (mark != NG_WORD_CLOSE && !begins_apposition(w, open + 1)))
            break;
        outer = ng_noun_left(w, low, open);
        if (ng_range_empty(outer)) {
            /* "X, 45, a lawyer, said": go on from the next comma */
            end = open;
            continue;
        }
        best = outer;
        if (outer.first == low || w->word[outer.first - 1] != NG_WORD_COMMA)
            break;
        end = outer.first;
    }
    return best;
}

/* Mentions are sorted and do not overlap: binary search. */
const struct ng_mention *ng_mention_at(const struct ng_quote_work *w,
                                       uint32_t token)
{
    const struct ng_vector *mentions = &w->run->mentions;
    uint32_t at = ng_work_token(w, token)->start;
    size_t low = 0, high = mentions->count;

    while (low < high) {
        size_t mid = (low + high) / 2;
        const struct ng_mention *m = NG_AT(mentions, struct ng_mention, mid);
        if (m->end <= at)
            low = mid + 1;
        else
            high = mid;
    }
    if (low < mentions->count) {
        const struct ng_mention *m = NG_AT(mentions, struct ng_mention, low);
        if (m->start <= at)
            return m;
    }
    return NULL;
}

/* True when the phrase's core ends before token i: a preposition, a comma, a
 * clause ("who", "that") or a participle ("people briefed on it") begins. */
static bool ends_core(const struct ng_quote_work *w, struct ng_range noun,
                      uint32_t i)
{
    uint8_t word = w->word[i];
    struct ng_slice text;

    if (i == noun.first)
        return false;
    if (word != NG_WORD_PLAIN)
        return word == NG_WORD_PREP || word == NG_WORD_COMMA ||
               word == NG_WORD_REL || word == NG_WORD_SUB ||
               word == NG_WORD_TO || word == NG_WORD_AUX ||
               word == NG_WORD_THAT || word == NG_WORD_OPEN ||
               word == NG_WORD_DASH || word == NG_WORD_CONJ ||
               (word == NG_WORD_PRONOUN && ng_token_is(w->text, i, "who"));
    text = ng_token_text(w->text, i);
    return text.len > 4 && memcmp(text.ptr + text.len - 2, "ed", 2) == 0 &&
           i + 1 < noun.end && w->word[i + 1] == NG_WORD_PREP;
}

/* The last content word of the phrase's core. */
uint32_t ng_noun_head(const struct ng_quote_work *w, struct ng_range noun)
{
    uint32_t head = noun.first;

    for (uint32_t i = noun.first; i < noun.end && !ends_core(w, noun, i);
         i++) {
        uint8_t word = w->word[i];
        if (word == NG_WORD_NAME || word == NG_WORD_PLAIN ||
            word == NG_WORD_CUE || word == NG_WORD_PRONOUN)
            head = i;
    }
    return head;
}

/* The phrase up to its first apposition or relative clause. */
static struct ng_range before_comma(const struct ng_quote_work *w,
                                    struct ng_range noun)
{
    uint32_t i = noun.first + 1;

    while (i < noun.end && w->word[i] != NG_WORD_COMMA &&
           w->word[i] != NG_WORD_OPEN && w->word[i] != NG_WORD_DASH)
        i++;
    return (struct ng_range){noun.first, i < noun.end ? i : noun.end};
}

/* "Smith and Jones", "the mayor and leaders of the council": two speak. */
bool ng_noun_is_joint(const struct ng_quote_work *w, struct ng_range noun)
{
    struct ng_range core = before_comma(w, noun);
    const struct ng_mention *m;

    for (uint32_t i = core.first + 1; i + 1 < core.end; i++) {
        if (w->word[i] != NG_WORD_CONJ || !ng_token_is(w->text, i, "and"))
            continue;
        m = ng_mention_at(w, i);
        if (!m)
            return true;
    }
    return false;
}

/* The person in apposition right behind the core: "the prime minister, Ada
 * Brook,". NULL when there is none. */
static const struct ng_mention *in_apposition(const struct ng_quote_work *w,
                                              struct ng_range noun,
                                              struct ng_range core)
{
    struct ng_range next = {core.end + 1, noun.end};
    const struct ng_mention *m;

    if (ng_range_empty(next) || w->word[core.end] != NG_WORD_COMMA)
        return NULL;
    next = before_comma(w, next);
    m = ng_mention_at(w, ng_noun_head(w, next));
    return m && NG_AT(&w->run->entities, nutgraf_entity, m->entity)->type ==
                    NUTGRAF_PERSON ? m : NULL;
}

/* "Secretary of State Ada Brook", "Speaker of the House Ada Brook": the person
 * with whom a core of capitals ends. NULL when there is none. */
static const struct ng_mention *after_office(const struct ng_quote_work *w,
                                             struct ng_range core)
{
    uint32_t head = ng_noun_head(w, core);
    const struct ng_mention *m;

    if (w->word[head] != NG_WORD_NAME || head + 2 >= core.end ||
        !ng_token_is(w->text, head + 1, "of"))
        return NULL;
    m = ng_mention_at(w, core.end - 1);
    return m && m->first_token > head + 2 &&
           w->word[m->first_token - 1] == NG_WORD_NAME &&
           NG_AT(&w->run->entities, nutgraf_entity, m->entity)->type ==
               NUTGRAF_PERSON ? m : NULL;
}

/* "Kremlin spokesman Dmitry Peskov, 45," speaks as "Dmitry Peskov", "the
 * centre" as it stands; a nationality or party is no name of a speaker. */
struct ng_range ng_speaker_words(const struct ng_quote_work *w,
                                 struct ng_range noun)
{
    const struct ng_mention *m;
    struct ng_range core;

    if (ng_range_empty(noun))
        return noun;
    core = before_comma(w, noun);
    if (ng_noun_is_joint(w, core))
        return core;
    m = after_office(w, core);
    if (!m)
        m = ng_mention_at(w, ng_noun_head(w, core));
    if (!m)
        m = in_apposition(w, noun, core);
    if (m && NG_AT(&w->run->entities, nutgraf_entity, m->entity)->type !=
                 NUTGRAF_GROUP)
        return (struct ng_range){m->first_token, m->token_end};
    return core;
}
