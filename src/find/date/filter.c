/*
 * filter.c - context tests for expressions: what looks like a date and is none,
 * and which way a clause looks.
 *
 * In: a match of a rule and the tokens around it. Out: yes or no; the cues that
 * resolve.c needs to choose between the last and the next Friday, and the
 * evidence that anchor.c needs to tell the text's own year from history. All
 * tests are local, with bounded windows; the words they ask for are in
 * data/date-cues.tsv where a reader might want to add some, in the function
 * where they belong to its logic.
 */
#include "find/date/filter.h"

#include <stdlib.h>

/* Words before and after an expression that may tell its tense. */
#define CUE_BEFORE 14
#define CUE_AFTER 8
/* Words between a year and the event that it names. */
#define EVENT_AFTER 4
/* The one day that newspapers name without its year. */
#define ATTACK_YEAR 2001
#define ATTACK_MONTH 9
#define ATTACK_DAY 11
/* A first paragraph that is shorter is a headline. */
#define HEADLINE_BYTES 140
/* Words between an amount of money and the year it is compared with. */
#define COMPARED_BEFORE 10
/* Words between a year and a verb of the present. */
#define PRESENT_AFTER 4
/* A month so early, named with its year, is probably the text's own year's. */
#define EARLY_MONTH 3
/* Words between a number and the end of what it counts. */
#define COUNT_BEFORE 4

/* True when the token is one of the words of a NULL-ended list. */
static bool is_any(const struct ng_text *text, uint32_t i,
                   const char *const *words)
{
    for (; *words; words++)
        if (ng_token_is(text, i, *words))
            return true;
    return false;
}

/* A shorter name; this file asks for little else. */
static const struct ng_token *token(const struct ng_text *text, uint32_t i)
{
    return ng_text_token(text, i);
}

/* A common word, as far as its letters show. */
static bool is_lower_word(const struct ng_text *text, uint32_t i)
{
    return token(text, i)->kind == NG_TOKEN_WORD &&
           token(text, i)->shape == NG_SHAPE_LOWER;
}

/* "The", "In": capitals of these name nothing. */
static bool is_stopword(const struct ng_text *text, uint32_t i)
{
    return ng_token_tables(text, i) & NG_BIT(NG_TABLE_STOPWORDS);
}

/* A capitalised word that is not merely the first of its sentence: "Theresa"
 * in "when Theresa May spoke". */
static bool is_name_word(const struct ng_text *text, uint32_t i)
{
    const struct ng_token *t = token(text, i);

    return t->kind == NG_TOKEN_WORD && t->shape == NG_SHAPE_TITLE &&
           !(t->flags & (NG_TOKEN_FIRST_WORD | NG_TOKEN_ABBREVIATION)) &&
           !is_stopword(text, i);
}

/* Months that are names of people too. */
static bool is_first_name(const struct ng_text *text, uint32_t i)
{
    static const char *const names[] = {"may", "april", "june", "august", NULL};

    return is_any(text, i, names);
}

/* A capitalised word that no date begins with, be it the first of its
 * sentence: "Theresa May spoke", but "Late May". */
static bool is_capital(const struct ng_text *text, uint32_t i)
{
    return token(text, i)->shape == NG_SHAPE_TITLE && !is_stopword(text, i) &&
           !(ng_token_tables(text, i) & (NG_BIT(NG_TABLE_DATE_WORDS) |
                                         NG_BIT(NG_TABLE_DATE_LINKS)));
}

/* "this may help", "they march": small letters make a verb of it. Only asked
 * where nothing else in the expression speaks for a month. */
static bool is_verb_month(const struct ng_text *text, uint32_t i)
{
    return token(text, i)->shape == NG_SHAPE_LOWER &&
           (ng_token_is(text, i, "may") || ng_token_is(text, i, "march"));
}

/* A month alone. "Mar" and "Dec" without more are other words; "May" at the
 * beginning of a sentence is the verb more often than the month; a name
 * before it makes it a surname. */
static bool is_month(const struct ng_text *text, uint32_t i)
{
    const struct ng_token *t = token(text, i);
    bool ambiguous = ng_token_is(text, i, "may") ||
                     ng_token_is(text, i, "march") ||
                     ng_token_is(text, i, "august");

    if (t->end - t->start <= 3 && !ng_token_is(text, i, "may"))
        return false;
    if (t->shape == NG_SHAPE_LOWER && ambiguous)
        return false;
    if (ng_token_is(text, i, "may") && (t->flags & NG_TOKEN_FIRST_WORD))
        return false;
    if (t->shape == NG_SHAPE_UPPER && t->end - t->start <= 4)
        return false;
    return !(i && (is_name_word(text, i - 1) ||
                   (is_first_name(text, i) && is_capital(text, i - 1))));
}

/* A weekday alone: "sun", "sat" and "wed" are other words unless a full stop
 * shows the abbreviation. "Tue" and "Thu" mean nothing else. */
static bool is_weekday(const struct ng_text *text, uint32_t i)
{
    const struct ng_token *t = token(text, i);

    return t->end - t->start > 4 || (t->flags & NG_TOKEN_ABBREVIATION) ||
           (t->shape == NG_SHAPE_TITLE &&
            (ng_token_is(text, i, "tue") || ng_token_is(text, i, "tues") ||
             ng_token_is(text, i, "thu") || ng_token_is(text, i, "thur")));
}

/* A season alone. Capitals are names ("Prague Spring"); "fall" and "spring"
 * are verbs and more, so they need a preposition before them. */
static bool is_season(const struct ng_text *text, uint32_t i)
{
    static const char *const before[] = {"in", "by", "during", "until",
                                         "since", "through", "of",
                                         "into", "over", "throughout", NULL};
    const struct ng_token *t = token(text, i);

    if (t->shape != NG_SHAPE_LOWER)
        return false;
    if (!ng_token_is(text, i, "fall") && !ng_token_is(text, i, "spring"))
        return true;
    if (i > 1 && ng_token_is(text, i - 1, "the"))
        i--; /* "in the fall", not "the fall hurt" */
    return i && is_any(text, i - 1, before);
}

/* A noun that a year before it dates: "race", "season", "front-runner". */
static bool is_event(const struct ng_text *text, uint32_t i)
{
    struct ng_row row;

    return ng_phrase_find(text, i, text->tokens.count, NG_TABLE_DATE_CUES,
                          &row) &&
           ng_row_text(row, 1)[0] == 'e';
}

/* A noun in the plural, as far as its letters show: "1500 people", "2000
 * pieces" are amounts, "1978 resolution" is a year. */
static bool is_plural(const struct ng_text *text, uint32_t i)
{
    static const char *const odd[] = {"people", "men", "women", "children",
                                      NULL};
    struct ng_slice word = ng_token_text(text, i);

    return is_any(text, i, odd) ||
           (word.len > 3 && word.ptr[word.len - 1] == 's' &&
            word.ptr[word.len - 2] != 's');
}

/* "(1778-1783)": brackets and dashes around make an old year plausible that
 * would be an amount elsewhere. */
static bool is_range(const struct ng_text *text, uint32_t i, uint32_t end)
{
    return (i && (token(text, i - 1)->kind == NG_TOKEN_DASH ||
                  ng_token_is(text, i - 1, "("))) ||
           (i + 1 < end && (token(text, i + 1)->kind == NG_TOKEN_DASH ||
                            ng_token_is(text, i + 1, ")")));
}

/* Four digits that are a year, not an amount: a preposition before them
 * decides for the year, a currency sign, a per cent sign, "some" or a noun
 * in the plural against it; without either, only years near ours are
 * believed. */
static bool is_year(const struct ng_text *text, uint32_t i, uint32_t end)
{
    static const char *const before[] = {
        "in",     "since",  "by",   "of",     "from",   "until", "till",
        "through", "during", "to",  "before", "after",  "the",   "early",
        "late",   "mid",    "for",  "fiscal", "around", "circa", "about",
        "year",   "and",    "or",   "between", "than",  "ended", "ending",
        "summer", "spring", "winter", "autumn", "its",   "his",   "her",
        "their",  "our",    "that", "this",   NULL};
    static const char *const until[] = {"until", "till", "through", "since",
                                        "to",    "by",   NULL};
    static const char *const some[] = {"some", "nearly", "almost", "over",
                                       "least", "approximately", NULL};
    const struct ng_token *t = token(text, i);
    double year = strtod(text->bytes.ptr + t->start, NULL);
    bool led = i && (is_any(text, i - 1, before) ||
                     token(text, i - 1)->kind == NG_TOKEN_POSSESSIVE);
    uint32_t next = i + 1;

    if (t->kind == NG_TOKEN_NUMBER && (year < 1000 || year > 2199))
        return false;
    /* "$1999", "some 2000 sheep", "1999%" */
    if (i && (token(text, i - 1)->kind == NG_TOKEN_CURRENCY ||
              is_any(text, i - 1, some)))
        return i > 2 && ng_token_is(text, i - 1, "least") &&
               is_any(text, i - 3, until);
    if (next < end && ng_token_is(text, next, "%"))
        return false;
    /* "in 1990 prices" is a year all the same, "1990 people" is none */
    if (next < end && is_lower_word(text, next) && !is_stopword(text, next) &&
        is_plural(text, next) && !is_event(text, next))
        return led && year >= 1900 && year < 2100;
    return led || (year >= 1900 && year < 2100) || is_range(text, i, end);
}

/* A number or a word of one within COUNT_BEFORE tokens left of token `i`: "four
 * daily flights", "dozens of interviews". */
static bool is_counted(const struct ng_text *text, uint32_t i)
{
    for (uint32_t n = 1; n <= COUNT_BEFORE && n <= i; n++) {
        const struct ng_token *t = token(text, i - n);
        if (t->kind == NG_TOKEN_STOP)
            return false;
        if (t->kind == NG_TOKEN_NUMBER ||
            ((ng_token_tables(text, i - n) & NG_BIT(NG_TABLE_NUMBER_WORDS)) &&
             !ng_token_is(text, i - n, "a") &&
             !ng_token_is(text, i - n, "and")))
            return true;
    }
    return false;
}

/* "$14.95 a month", "two million euros a year", "four flights a week": how
 * often or how much in each, not how long. */
bool ng_date_is_rate(const struct ng_text *text, uint32_t first)
{
    uint64_t amounts = NG_BIT(NG_TABLE_CURRENCIES) | NG_BIT(NG_TABLE_UNITS) |
                       NG_BIT(NG_TABLE_NUMBER_WORDS);
    const struct ng_token *before;

    if (!first || (!ng_token_is(text, first, "a") &&
                   !ng_token_is(text, first, "an")))
        return false;
    before = token(text, first - 1);
    if (before->kind == NG_TOKEN_WORD)
        return ((ng_token_tables(text, first - 1) & amounts) &&
                !ng_token_is(text, first - 1, "and") &&
                !ng_token_is(text, first - 1, "half")) ||
               (is_plural(text, first - 1) && is_counted(text, first - 1));
    return before->kind == NG_TOKEN_NUMBER ||
           before->kind == NG_TOKEN_CURRENCY ||
           ng_token_is(text, first - 1, "%");
}

/* A duration that is one. Ages are not marked ("22-year-old", "30 years
 * old"), "a second" and "three quarters" are no times, and a bare unit needs
 * a plural and a preposition: "for years". */
static bool is_span(const struct ng_text *text, uint32_t first, uint32_t end,
                    const struct ng_when *when, uint32_t limit)
{
    static const char *const before[] = {"for", "in", "within", "over",
                                         "took", "takes", "take", "after",
                                         NULL};

    if (end - first == 1)
        return when->units && first && is_any(text, first - 1, before);
    /* Ages */
    if (end < limit && ng_token_is(text, end, "old"))
        return false;
    if (end + 1 < limit && token(text, end)->kind == NG_TOKEN_DASH &&
        ng_token_is(text, end + 1, "old"))
        return false;
    /* "about a quarter of the voters", "a second" */
    if (when->unit == 's' || when->unit == 'Q' || when->unit == 'K')
        return !ng_token_is(text, end - 2, "a") &&
               !(when->unit == 'Q' && when->amount == 3);
    return true;
}

/* "The Sunday Times", "Friday Night Lights": a weekday between the article, or
 * with a part of the day in capitals, and another capital is a name's. */
static bool is_title(const struct ng_text *text, uint32_t i, uint32_t next,
                     uint32_t end)
{
    return next < end && token(text, next)->shape == NG_SHAPE_TITLE &&
           token(text, next - 1)->shape == NG_SHAPE_TITLE &&
           ((i && ng_token_is(text, i - 1, "the")) || next - i > 1);
}

/* "the year" that belongs to an adjective or a name: "the quarter-to-quarter
 * comparison", "the year-long talks", "Person of the Year". */
static bool is_name_part(const struct ng_text *text,
                         const struct ng_date_match *match, uint32_t end)
{
    if (match->end < end &&
        token(text, match->end)->kind == NG_TOKEN_DASH &&
        ng_date_glued(text, match->end))
        return true;
    return token(text, match->end - 1)->shape == NG_SHAPE_TITLE &&
           match->first && ng_token_is(text, match->first - 1, "of");
}

/* Rules know only the words of an expression; this looks around it.
 * Expressions of several words speak for themselves, except the few cases
 * above. */
bool ng_date_plausible(const struct ng_text *text,
                       const struct ng_date_match *match,
                       const struct ng_date_found *found, uint32_t end)
{
    uint32_t i = match->first;

    if (found->op == NG_OP_SPAN)
        return is_span(text, i, match->end, &found->when, end);
    if (match->count == 2 && match->classes[0] == NG_DC_SHIFT &&
        match->classes[1] == NG_DC_MONTH &&
        is_verb_month(text, match->end - 1))
        return false;
    /* "this second bankruptcy" */
    if (found->op == NG_OP_SHIFT && found->when.unit == 's')
        return false;
    if (match->count == 2 && match->classes[0] == NG_DC_LITERAL &&
        match->classes[1] == NG_DC_LITERAL && is_name_part(text, match, end))
        return false;
    /* "the fall", which may be one from a horse */
    if (match->count == 2 && match->classes[1] == NG_DC_SEASON &&
        match->classes[0] == NG_DC_LITERAL)
        return is_season(text, i + 1);
    if (match->count == 2 && match->classes[0] == NG_DC_WEEKDAY &&
        match->classes[1] == NG_DC_PART)
        return !is_title(text, i, match->end, end);
    if (!found->single)
        return true;
    /* One item alone: the classes that other words and numbers share. */
    switch ((unsigned)match->classes[0]) {
    case NG_DC_MONTH: return is_month(text, i);
    case NG_DC_WEEKDAY:
        return is_weekday(text, i) && !is_title(text, i, i + 1, end);
    case NG_DC_SEASON: return is_season(text, i);
    case NG_DC_YEAR: return is_year(text, i, end);
    case NG_DC_NUMMD: /* alone, or behind "since" */
        return match->rule->element_count > 1 ||
               (found->when.month == ATTACK_MONTH &&
                found->when.day == ATTACK_DAY);
    }
    return true;
}

/* What one word says of the tense: -1 past, 0 nothing, +1 perhaps ahead, +2
 * ahead. The table knows auxiliaries and irregular verbs, the ending -ed the
 * rest. After "be" a participle says nothing: "will be held", "to be
 * published". */
static int word_cue(const struct ng_text *text, uint32_t i)
{
    struct ng_slice word = ng_token_text(text, i);
    struct ng_row row;

    if (token(text, i)->kind != NG_TOKEN_WORD)
        return 0;
    if (ng_token_tables(text, i) & NG_BIT(NG_TABLE_DATE_CUES)) {
        row = ng_lexicon_row(text->lexicon, token(text, i)->lex,
                             NG_TABLE_DATE_CUES, 0);
        switch (ng_row_text(row, 1)[0]) {
        case 'p': return i && ng_token_is(text, i - 1, "be") ? 0 : -1;
        case 'm': /* "set to resume Monday" */
            return ng_token_is(text, i, "set") && i + 1 < text->tokens.count &&
                           ng_token_is(text, i + 1, "to")
                       ? 2
                       : 1;
        case 'a': return 2;
        default: break;
        }
    }
    if (word.len == 2)
        return i && ng_token_is(text, i, "be") &&
               ng_token_is(text, i - 1, "to");
    if (token(text, i)->shape == NG_SHAPE_LOWER && word.len > 4 &&
        word.ptr[word.len - 1] == 'd' && word.ptr[word.len - 2] == 'e')
        return i && ng_token_is(text, i - 1, "be") ? 0 : -1;
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
        if (ends_clause(text, i))
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
    return i > par->first_token && is_any(text, i - 1, words);
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
           is_any(text, i - 1, of))
        i--;
    if (i > par->first_token && is_event(text, i - 1))
        return true;
    for (i = found->end; i < end && i < par->token_end; i++) {
        if (is_event(text, i))
            return true;
        if (ng_token_is(text, i, "["))
            continue;
        if (token(text, i)->kind != NG_TOKEN_WORD || is_stopword(text, i))
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
        if (is_any(text, i, now))
            return true;
        if (token(text, i)->kind == NG_TOKEN_STOP)
            return false;
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
            (n == 1 && is_any(text, i, amounts)))
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
           !is_stopword(text, found->end);
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

    return when->kind == NG_WHEN_DATE && when->month == ATTACK_MONTH &&
           when->day == ATTACK_DAY &&
           !(when->said & (NG_SAID_YEAR | NG_SAID_SHIFT)) &&
           (digits || (found->end < par->token_end &&
                       is_any(text, found->end, attacks)));
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
    when->alone = is_alone(par, found);
    when->cue = (int8_t)find_cue(text, par, found);
    if (bound &&
        !(when->cue < 0 && opens_sentence(text, par, found->first - 1)))
        when->cue = 2;
    /* "ahead of the weekend" */
    if (when->how == 'w' && follows(text, par, found->first, before))
        when->cue = 2;
    /* "will report first-quarter results": they are of a quarter gone */
    if (when->quarter && when->cue > 0 && is_attribute(text, par, found))
        when->cue = 0;
    when->compared |= is_compared(text, par, found);
    if (is_attack(text, par, found)) {
        when->year = ATTACK_YEAR;
        when->digits = 4;
        when->said |= NG_SAID_YEAR;
    }
    if (when->kind != NG_WHEN_DATE || !(when->said & NG_SAID_YEAR))
        return;
    when->ahead = bound || (when->cue > 0 && !names_event(text, par, found));
    when->own = when->ahead ? NG_OWN_NOT : (uint8_t)own_year(text, par, found);
}
