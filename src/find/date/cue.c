/*
 * cue.c - which way a clause looks, and what a year says of its text.
 *
 * In: an expression and the tokens around it. Out: the cues that resolve.c
 * needs to choose between the last and the next Friday, and the evidence that
 * anchor.c needs to tell the text's own year from history. Windows are bounded,
 * so a paragraph of dates stays linear; the words are in data/date-cues.tsv.
 */
#include "find/date/filter.h"

/* Words before and after an expression that may tell its tense. */
#define CUE_BEFORE 14
#define CUE_AFTER 8
/* Words between a year and the event that it names. */
#define EVENT_AFTER 4
/* Words between a year and a verb of the present. */
#define PRESENT_AFTER 4
/* A month so early, named with its year, is probably the text's own year's. */
#define EARLY_MONTH 3
/* A first paragraph that is shorter is a headline. */
#define HEADLINE_BYTES 140
/* Words between an amount of money and the year it is compared with. */
#define COMPARED_BEFORE 10

/* A shorter name; this file asks for little else. */
static const struct ng_token *token(const struct ng_text *text, uint32_t i)
{
    return ng_text_token(text, i);
}

/* "decided to admit", "agreed to buy": what was settled lies perhaps ahead. */
static bool is_resolve(const struct ng_text *text, uint32_t i)
{
    static const char *const verbs[] = {"agreed",   "decided",  "intended",
                                        "pledged",  "promised", "vowed",
                                        "proposed", NULL};

    return i + 1 < text->tokens.count && ng_token_is(text, i + 1, "to") &&
           ng_date_any(text, i, verbs);
}

/* "would be traveling": said of what is on its way. */
static bool is_progressive(const struct ng_text *text, uint32_t i)
{
    struct ng_slice word;

    if (i + 2 >= text->tokens.count || !ng_token_is(text, i, "would") ||
        !ng_token_is(text, i + 1, "be"))
        return false;
    word = ng_token_text(text, i + 2);
    return word.len > 4 && memcmp(word.ptr + word.len - 3, "ing", 3) == 0;
}

/* What one word says of the tense: -1 past, 0 nothing, +1 perhaps ahead, +2
 * ahead. The table knows auxiliaries and irregular verbs, the ending -ed the
 * rest. After "be" a participle says nothing: "will be held", "to be
 * published". */
static int word_cue(const struct ng_text *text, uint32_t i)
{
    static const char *const firm[] = {"set", "going", NULL};
    struct ng_slice word = ng_token_text(text, i);
    struct ng_row row;

    if (token(text, i)->kind != NG_TOKEN_WORD)
        return 0;
    if (ng_token_tables(text, i) & NG_BIT(NG_TABLE_DATE_CUES)) {
        row = ng_lexicon_row(text->lexicon, token(text, i)->lex,
                             NG_TABLE_DATE_CUES, 0);
        switch (ng_row_text(row, 1)[0]) {
        case 'p': return i && ng_token_is(text, i - 1, "be") ? 0 : -1;
        case 'm': /* "set to resume Monday", "going to rain" */
            return ng_date_any(text, i, firm) && i + 1 < text->tokens.count &&
                           ng_token_is(text, i + 1, "to")
                       ? 2
                       : 1 + is_progressive(text, i);
        case 'a': /* "housing starts" are a noun */
            return i && ng_token_is(text, i - 1, "housing") ? 0 : 2;
        default: break;
        }
    }
    if (word.len == 2)
        return i && ng_token_is(text, i, "be") &&
               ng_token_is(text, i - 1, "to");
    if (token(text, i)->shape == NG_SHAPE_LOWER && word.len > 4 &&
        word.ptr[word.len - 1] == 'd' && word.ptr[word.len - 2] == 'e')
        return i && ng_token_is(text, i - 1, "be") ? 0
               : is_resolve(text, i)               ? 1
                                                   : -1;
    return 0;
}

/* Cues do not reach over a full stop or a semicolon. Commas do not end them:
 * "On Friday, the minister said". */
static bool ends_clause(const struct ng_text *text, uint32_t i)
{
    return token(text, i)->kind == NG_TOKEN_STOP ||
           (token(text, i)->kind == NG_TOKEN_MARK &&
            ng_token_is(text, i, ";"));
}

/* The verb behind a quotation tells when it was said, not what it looks at:
 * "I leave at 4 a.m. Thursday,'' he said". */
static bool ends_speech(const struct ng_text *text, uint32_t i)
{
    return token(text, i)->kind == NG_TOKEN_QUOTE &&
           i && (token(text, i - 1)->kind == NG_TOKEN_STOP ||
                 ng_token_is(text, i - 1, ","));
}

/* The nearest word that tells the tense, first to the left, where the verb
 * usually stands ("will meet on Friday"), then to the right ("On Friday they
 * met"). Bounded to both sides, so that a paragraph of dates stays linear. */
static int find_cue(const struct ng_text *text, const struct ng_paragraph *par,
                const struct ng_date_found *found)
{
    int cue;

    /* The verb before the date is nearer to it in sense than one after it:
     * "he said on Friday they will meet". */
    for (uint32_t n = 1; n <= CUE_BEFORE; n++) {
        uint32_t i = found->first - n;
        if (found->first < par->first_token + n || ends_clause(text, i))
            break;
        cue = word_cue(text, i);
        if (cue)
            return cue;
    }
    for (uint32_t i = found->end;
         i < par->token_end && i < found->end + CUE_AFTER; i++) {
        if (ends_clause(text, i) || ends_speech(text, i))
            break;
        cue = word_cue(text, i);
        if (cue)
            return cue;
    }
    return 0;
}

/* The word before token i is one of the list and lies in the same paragraph. */
static bool follows(const struct ng_text *text, const struct ng_paragraph *par,
                    uint32_t i, const char *const *words)
{
    return i > par->first_token && ng_date_any(text, i - 1, words);
}

/* "the 2016 presidential race", "campaign 2016", "the debates of 2016": a
 * year names its event. News does so with the event of its own days. */
static bool names_event(const struct ng_text *text,
                        const struct ng_paragraph *par,
                        const struct ng_date_found *found)
{
    static const char *const of[] = {"in", "of", "for", "the", NULL};
    uint32_t end = found->end + EVENT_AFTER, i = found->first;

    while (i > par->first_token && found->first - i < EVENT_AFTER &&
           ng_date_any(text, i - 1, of))
        i--;
    if (i > par->first_token && ng_date_event(text, i - 1))
        return true;
    for (i = found->end; i < end && i < par->token_end; i++) {
        if (ng_date_event(text, i))
            return true;
        if (ng_token_is(text, i, "["))
            continue;
        if (token(text, i)->kind != NG_TOKEN_WORD || ng_date_stopword(text, i))
            return false;
    }
    return false;
}

/* "after his 2004 campaign", "during the 2012 race", "unlike in 2012": an event
 * that is told of from later on. */
static bool is_earlier(const struct ng_text *text,
                       const struct ng_paragraph *par, uint32_t i)
{
    static const char *const since[] = {"since",  "after", "following",
                                        "unlike", "like",  NULL};
    static const char *const between[] = {"the", "his", "her",   "their",
                                          "its", "in",  NULL};

    if (follows(text, par, i, between))
        i--;
    return follows(text, par, i, since);
}

/* "But in 2016, he has found": a verb of the present close behind. */
static bool is_present(const struct ng_text *text,
                       const struct ng_paragraph *par, uint32_t i)
{
    static const char *const now[] = {"is", "are", "has", "have", "'s", NULL};

    for (uint32_t end = i + PRESENT_AFTER; i < end && i < par->token_end; i++) {
        if (ng_date_any(text, i, now))
            return true;
        if (token(text, i)->kind == NG_TOKEN_STOP)
            return false;
    }
    return false;
}

/* "rose 3% from a year earlier": a rate is compared. */
static bool is_rated(const struct ng_text *text,
                     const struct ng_paragraph *par, uint32_t first)
{
    static const char *const rates[] = {"%", "percent", "percentage", NULL};

    for (uint32_t n = 1; n <= COMPARED_BEFORE; n++) {
        if (first < par->first_token + n || ends_clause(text, first - n))
            return false;
        if (ng_date_any(text, first - n, rates))
            return true;
    }
    return false;
}

/* "$2.5 million a year ago": an amount of money is compared, which business
 * news do quarter by quarter. */
static bool is_compared(const struct ng_text *text,
                        const struct ng_paragraph *par,
                        const struct ng_date_found *found)
{
    static const char *const amounts[] = {"million", "billion", NULL};

    for (uint32_t n = 1; n <= COMPARED_BEFORE; n++) {
        uint32_t i = found->first - n;
        if (found->first < par->first_token + n || ends_clause(text, i))
            break;
        if (token(text, i)->kind == NG_TOKEN_CURRENCY ||
            (n == 1 && ng_date_any(text, i, amounts)))
            return true;
    }
    for (uint32_t i = found->end;
         i < par->token_end && i < found->end + COMPARED_BEFORE; i++) {
        if (ends_clause(text, i))
            return false;
        if (token(text, i)->kind == NG_TOKEN_CURRENCY)
            return true;
    }
    return false;
}

/* "the 1991 settlement": the year stands before a noun, behind no
 * preposition of its own. Such years are history as often as not. */
static bool is_attribute(const struct ng_text *text,
                         const struct ng_paragraph *par,
                         const struct ng_date_found *found)
{
    static const char *const before[] = {"in",  "of",     "for",    "during",
                                         "by",  "until",  "through", "to",
                                         "and", "before", "after",  NULL};

    return !follows(text, par, found->first, before) &&
           found->end < par->token_end &&
           token(text, found->end)->kind == NG_TOKEN_WORD &&
           !ng_date_stopword(text, found->end);
}

/* "by 2030", "until at least 2030", "payable Dec. 1": the end of something
 * that is still going on. */
static bool is_bound(const struct ng_text *text,
                     const struct ng_paragraph *par, uint32_t i)
{
    static const char *const until[] = {"by",      "until",     "till",
                                        "through", "effective", "payable",
                                        "due",     NULL};

    if (i > par->first_token + 2 && ng_token_is(text, i - 1, "least"))
        i -= 2;
    return follows(text, par, i, until);
}

/* Is token `i` the first of its sentence? "Until Thursday, they had not
 * called". */
static bool opens_sentence(const struct ng_text *text,
                           const struct ng_paragraph *par, uint32_t i)
{
    return i == par->first_token || token(text, i - 1)->kind == NG_TOKEN_STOP;
}

/* Is the year spoken of as the text's own? Surely so when it names an event,
 * stands in the headline, with a verb of the present, with its end or half,
 * behind a copyright sign, or with a quarter or month that leaves most of it to
 * come; perhaps so without any sign of the past. The plain latest year would be
 * right more often, but invents one for nearly every second article that does
 * not name its own. */
static enum ng_own own_year(const struct ng_text *text,
                            const struct ng_paragraph *par,
                            const struct ng_date_found *found)
{
    static const char *const now[] = {"is", "are", "has", "have", NULL};
    static const char *const from[] = {"from", NULL};
    static const char *const rights[] = {"copyright", "\302\251", NULL};
    const struct ng_when *when = &found->when;
    uint32_t i = found->first;

    if (is_earlier(text, par, i))
        return NG_OWN_NOT;
    if (names_event(text, par, found) || when->half || when->mod ||
        (par->start == 0 && par->end < HEADLINE_BYTES &&
         par->end < text->bytes.len) ||
        follows(text, par, i, rights) || is_present(text, par, found->end) ||
        (i > par->first_token && ng_token_is(text, i - 1, "in") &&
         follows(text, par, i - 1, now)) ||
        (when->quarter && when->quarter < 4) ||
        (when->month && when->month <= EARLY_MONTH))
        return NG_OWN_SURELY;
    return when->cue == 0 && !follows(text, par, i, from) &&
                   !is_attribute(text, par, found)
               ? NG_OWN_PERHAPS
               : NG_OWN_NOT;
}

/* Is the paragraph the expression and at most a preposition before it? Such a
 * line announces: "Doors open\n\n3 a.m." */
static bool is_alone(const struct ng_paragraph *par,
                     const struct ng_date_found *found)
{
    return found->first <= par->first_token + 1 &&
           found->end + 1 >= par->token_end;
}

/* "9/11", "the Sept. 11 attacks": not this year's. */
static bool is_attack(const struct ng_text *text,
                      const struct ng_paragraph *par,
                      const struct ng_date_found *found)
{
    static const char *const attacks[] = {"attack", "attacks", "terror",
                                          "terrorist", "hijackers", NULL};
    const struct ng_when *when = &found->when;
    bool digits = token(text, found->first)->kind == NG_TOKEN_NUMBER &&
                  found->end - found->first == 3;

    return when->kind == NG_WHEN_DATE && when->month == NG_ATTACK_MONTH &&
           when->day == NG_ATTACK_DAY &&
           !(when->said & (NG_SAID_YEAR | NG_SAID_SHIFT)) &&
           (digits || (found->end < par->token_end &&
                       ng_date_any(text, found->end, attacks)));
}

/* Tense matters to every expression, the evidence for the anchor only to
 * those with a year. */
void ng_date_read_cues(const struct ng_text *text,
                       const struct ng_paragraph *par,
                       struct ng_date_found *found)
{
    static const char *const before[] = {"of", "for", "before", "into", NULL};
    struct ng_when *when = &found->when;
    bool bound = is_bound(text, par, found->first);

    when->paragraph = par->first_token;
    when->first = found->first;
    when->alone = is_alone(par, found);
    when->cue = (int8_t)find_cue(text, par, found);
    if (bound &&
        !(when->cue < 0 && opens_sentence(text, par, found->first - 1)))
        when->cue = when->cue < 0 && ng_token_is(text, found->first - 1,
                                                 "through")
                        ? 1
                        : 2;
    /* "ahead of the weekend" */
    if (when->how == 'w' && follows(text, par, found->first, before))
        when->cue = 2;
    /* "will report first-quarter results": they are of a quarter gone */
    if (when->quarter && when->cue > 0 && is_attribute(text, par, found))
        when->cue = 0;
    when->event = when->cue == 0 && when->month && !when->day &&
                  names_event(text, par, found);
    if (when->kind == NG_WHEN_OFFSET && when->unit == 'Y') {
        when->compared |= is_compared(text, par, found);
        when->rated = is_rated(text, par, found->first);
    }
    if (is_attack(text, par, found)) {
        when->cue = 2; /* no evidence of the text's own day */
        when->year = NG_ATTACK_YEAR;
        when->digits = 4;
        when->said |= NG_SAID_YEAR;
    }
    if (when->kind != NG_WHEN_DATE || !(when->said & NG_SAID_YEAR))
        return;
    when->ahead = bound || (when->cue > 0 && !names_event(text, par, found));
    when->own = when->ahead ? NG_OWN_NOT : (uint8_t)own_year(text, par, found);
}
