/*
 * segment.c - which tokens are labelled at all: runs round capitals.
 *
 * In: the tokens of a sentence. Out: half-open ranges of tokens, in order and
 * without overlap, that hold every capital and what can join capitals to one
 * name. Four fifths of the tokens of news lie in none and cost no more than a
 * look at their shape.
 *
 * The trainer cuts its sentences by this very function, so another constant
 * here asks for new training.
 */
#include "find/entity/entity.h"
#include "find/entity/features.h"

/* Tokens that need not have a capital before, between and after capitals of
 * one name: "al-Qaida", "Bank of the West", "Gulen movement", "Covid-19". */
#define MAX_LEAD 2
#define MAX_GAP 3
#define MAX_TAIL 2

/* True for a capital that can begin a segment. At a sentence's start "The" and
 * "But" do not, nor does a weekday anywhere; months do, for there are people
 * called "April". "THE" in capitals is let through: headlines. */
static bool is_candidate(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);
    uint64_t tables;

    if (!ng_is_capital(t))
        return false;
    tables = ng_token_tables(text, i);
    if ((tables & NG_BIT(NG_TABLE_STOPWORDS)) &&
        (t->flags & NG_TOKEN_FIRST_WORD) && t->shape == NG_SHAPE_TITLE)
        return false;
    return !(tables & NG_BIT(NG_TABLE_DATE_WORDS)) ||
           !ng_row_is(ng_lexicon_row(text->lexicon, t->lex,
                                     NG_TABLE_DATE_WORDS, 0), 1, "weekday");
}

/* True when a hyphen joins the word to its neighbour: "Suk-yeol", "al-qaida". A
 * dash between spaces is punctuation and joins nothing. */
static bool is_hyphened(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);

    if (!(t->flags & NG_TOKEN_SPACE_BEFORE) && i > 0 &&
        ng_text_token(text, i - 1)->kind == NG_TOKEN_DASH)
        return true;
    return i + 1 < text->tokens.count && t[1].kind == NG_TOKEN_DASH &&
           !(t[1].flags & NG_TOKEN_SPACE_BEFORE);
}

/* True for a token without a capital that can stand in a name: a number
 * ("Apollo 11"), a possessive ("Lord's Resistance Army"), a small word of names
 * ("of", "van", "movement"), a hyphen without a space before it, "&" and "/".
 * The switch has no default, so that a new kind of token is not forgotten. */
static bool can_join(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);

    switch ((enum ng_token_kind)t->kind) {
    case NG_TOKEN_NUMBER:
    case NG_TOKEN_POSSESSIVE: return true;
    case NG_TOKEN_WORD:
        return (ng_token_tables(text, i) & NG_BIT(NG_TABLE_NAME_WORDS)) ||
               is_hyphened(text, i);
    case NG_TOKEN_DASH: return !(t->flags & NG_TOKEN_SPACE_BEFORE);
    case NG_TOKEN_MARK: {
        char c = text->bytes.ptr[t->start];
        return c == '&' || c == '/';
    }
    case NG_TOKEN_ADDRESS:
    case NG_TOKEN_QUOTE:
    case NG_TOKEN_STOP:
    case NG_TOKEN_CURRENCY: return false;
    }
    return false;
}

/* A comma right between capitals: "Agriculture, Fisheries and Forests". It also
 * joins the parts of a list ("Turkey, Iran"), which the labeller then parts
 * again: too long a segment costs time, one that cuts a name costs the name. */
static bool is_comma_between(const struct ng_text *text, size_t i, size_t end)
{
    return i + 1 < end &&
           text->bytes.ptr[ng_text_token(text, i)->start] == ',' &&
           ng_is_capital(ng_text_token(text, i - 1)) &&
           ng_is_capital(ng_text_token(text, i + 1));
}

/* The end of the segment whose first capital is token `i`: up to the last
 * capital that is reached over at most MAX_GAP joining tokens, and then up to
 * MAX_TAIL more ("Gulen movement"). Bounded by NG_SEGMENT_MAX, so a line all in
 * capitals is cut into several segments rather than growing one. */
static size_t segment_end(const struct ng_text *text, size_t i, size_t end)
{
    size_t last = i, limit = i + NG_SEGMENT_MAX - MAX_LEAD - MAX_TAIL;

    if (end > limit)
        end = limit;
    for (i++; i < end && i - last <= MAX_GAP + 1; i++) {
        if (is_candidate(text, i))
            last = i;
        else if (!can_join(text, i) && !is_comma_between(text, i, end))
            break;
    }
    for (i = last + 1; i < end && i - last <= MAX_TAIL; i++)
        if (!can_join(text, i))
            break;
    return i;
}

/* Skips to the next capital and steps back over words that may lead it
 * ("al-Qaida", "von der Leyen"), but never behind `*at`: segments do not
 * overlap and every token is looked at a bounded number of times. */
bool ng_segment_next(const struct ng_text *text, size_t *at, size_t end,
                     size_t *first, size_t *stop)
{
    size_t i = *at;

    while (i < end && !is_candidate(text, i))
        i++;
    if (i == end)
        return false;
    for (*first = i; *first > *at && i - *first < MAX_LEAD; --*first)
        if (!can_join(text, *first - 1))
            break;
    *at = *stop = segment_end(text, i, end);
    return true;
}
