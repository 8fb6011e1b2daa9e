/*
 * filter.h - what looks like a date and is none, and which way a clause looks.
 */
#ifndef NG_FIND_DATE_FILTER_H
#define NG_FIND_DATE_FILTER_H

#include "find/date/date.h"

/* An expression in the making. */
struct ng_date_found {
    uint32_t first, end; /* tokens */
    uint32_t taken;      /* with trailing context */
    uint8_t op;          /* enum ng_rule_op */
    bool single;         /* one item only */
    bool joined;         /* with a neighbour */
    struct ng_when when;
};

/* True when the token is one of the words of a NULL-ended list. The first
 * letter says no to most. */
static inline bool ng_date_any(const struct ng_text *text, uint32_t i,
                               const char *const *words)
{
    int first = text->bytes.ptr[ng_text_token(text, i)->start] | 0x20;

    for (; *words; words++)
        if ((**words | 0x20) == first && ng_token_is(text, i, *words))
            return true;
    return false;
}

/* "The", "In": capitals of these name nothing. */
static inline bool ng_date_stopword(const struct ng_text *text, uint32_t i)
{
    return ng_token_tables(text, i) & NG_BIT(NG_TABLE_STOPWORDS);
}

/* What the cues say of the word or phrase at token `i`, by its first letter; 0
 * for nothing. */
static inline char ng_date_cue_kind(const struct ng_text *text, uint32_t i)
{
    struct ng_row row;

    return ng_phrase_find(text, i, text->tokens.count, NG_TABLE_DATE_CUES,
                          &row)
               ? ng_row_text(row, 1)[0]
               : 0;
}

/* A noun that a year before it dates: "race", "season", "front-runner". */
static inline bool ng_date_event(const struct ng_text *text, uint32_t i)
{
    return ng_date_cue_kind(text, i) == 'e';
}

/* "9/11", "the Sept. 11 attacks": the one day that newspapers name without its
 * year. */
#define NG_ATTACK_YEAR 2001
#define NG_ATTACK_MONTH 9
#define NG_ATTACK_DAY 11

/* False for "may", "1500 people", "22-year-old" and the like. */
bool ng_date_plausible(const struct ng_text *text,
                       const struct ng_date_match *match,
                       const struct ng_date_found *found, uint32_t end);

/* Is there an "-old" at token `end`? */
bool ng_date_is_age(const struct ng_text *text, uint32_t end, uint32_t limit);

/* Is "a week" at token `first` a rate, as in "four flights a week"? */
bool ng_date_is_rate(const struct ng_text *text, uint32_t first);

/* cue.c: fills when.cue, ahead and own from the words around the expression. */
void ng_date_read_cues(const struct ng_text *text,
                       const struct ng_paragraph *par,
                       struct ng_date_found *found);

#endif
