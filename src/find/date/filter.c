/*
 * filter.c - what looks like a date and is none.
 *
 * In: a match of a rule and the tokens around it. Out: yes or no. All tests are
 * local, with bounded windows; the words they ask for stand in the function
 * where they belong to its logic, those that a reader might want to add to in
 * the tables.
 */
#include "find/date/filter.h"

#include <stdlib.h>

/* Words between a number and the end of what it counts. */
#define COUNT_BEFORE 4
/* Words around a half of a year that may be of business. */
#define HALF_AROUND 12
/* Words between "-old" and the end of what is so old. */
#define LASTING_AFTER 3

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

/* A capitalised word that is not merely the first of its sentence: "Theresa"
 * in "when Theresa May spoke". */
static bool is_name_word(const struct ng_text *text, uint32_t i)
{
    const struct ng_token *t = token(text, i);

    return t->kind == NG_TOKEN_WORD && t->shape == NG_SHAPE_TITLE &&
           !(t->flags & (NG_TOKEN_FIRST_WORD | NG_TOKEN_ABBREVIATION)) &&
           !ng_date_stopword(text, i);
}

/* Months that are names of people too. */
static bool is_first_name(const struct ng_text *text, uint32_t i)
{
    static const char *const names[] = {"may", "april", "june", "august", NULL};

    return ng_date_any(text, i, names);
}

/* A capitalised word that no date begins with, be it the first of its
 * sentence: "Theresa May spoke", but "Late May". */
static bool is_capital(const struct ng_text *text, uint32_t i)
{
    return token(text, i)->shape == NG_SHAPE_TITLE &&
           !ng_date_stopword(text, i) &&
           !(ng_token_tables(text, i) & (NG_BIT(NG_TABLE_DATE_WORDS) |
                                         NG_BIT(NG_TABLE_DATE_LINKS)));
}

/* "Smith" behind "June": a capital inside its sentence that no title is. */
static bool is_surname(const struct ng_text *text, uint32_t i)
{
    return i < text->tokens.count && is_capital(text, i) &&
           token(text, i)->kind == NG_TOKEN_WORD &&
           (token(text, i)->flags & NG_TOKEN_SPACE_BEFORE) &&
           !(ng_token_tables(text, i) & NG_BIT(NG_TABLE_TITLES));
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
    static const char *const before[] = {"in",    "by",    "since", "until",
                                         "till",  "from",  "of",    "to",
                                         "and",   "or",    "early", "late",
                                         "mid",   "last",  "next",  "this",
                                         "every", "through", "the",  NULL};
    const struct ng_token *t = token(text, i);
    bool ambiguous = ng_token_is(text, i, "may") ||
                     ng_token_is(text, i, "march") ||
                     ng_token_is(text, i, "august");

    if (t->end - t->start <= 3 && !ng_token_is(text, i, "may"))
        return false;
    if (t->shape == NG_SHAPE_LOWER && ambiguous)
        return i && ng_token_is(text, i - 1, "in") &&
               !(i + 1 < text->tokens.count && is_lower_word(text, i + 1));
    if (ng_token_is(text, i, "may") && (t->flags & NG_TOKEN_FIRST_WORD))
        return false;
    if (t->shape == NG_SHAPE_UPPER && t->end - t->start <= 4)
        return false;
    if (is_first_name(text, i) && !(i && ng_date_any(text, i - 1, before)) &&
        is_surname(text, i + 1))
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
    return i && ng_date_any(text, i - 1, before);
}

/* A noun in the plural, as far as its letters show: "1500 people", "2000
 * pieces" are amounts, "1978 resolution" is a year. */
static bool is_plural(const struct ng_text *text, uint32_t i)
{
    static const char *const odd[] = {"people", "men", "women", "children",
                                      NULL};
    struct ng_slice word = ng_token_text(text, i);

    return ng_date_any(text, i, odd) ||
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
    bool led = i && (ng_date_any(text, i - 1, before) ||
                     token(text, i - 1)->kind == NG_TOKEN_POSSESSIVE);
    uint32_t next = i + 1;

    if (t->kind == NG_TOKEN_NUMBER && (year < 1000 || year > 2199))
        return false;
    /* "$1999", "some 2000 sheep", "1999%" */
    if (i && (token(text, i - 1)->kind == NG_TOKEN_CURRENCY ||
              ng_date_any(text, i - 1, some)))
        return i > 2 && ng_token_is(text, i - 1, "least") &&
               ng_date_any(text, i - 3, until);
    if (next < end && ng_token_is(text, next, "%"))
        return false;
    /* "in 1990 prices" is a year all the same, "1990 people" is none */
    if (next < end && is_lower_word(text, next) &&
        !ng_date_stopword(text, next) &&
        is_plural(text, next) && !ng_date_event(text, next) &&
        ng_date_cue_kind(text, next) != 'y')
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

/* "-old" behind "8-month". */
bool ng_date_is_age(const struct ng_text *text, uint32_t end, uint32_t limit)
{
    return end + 1 < limit && token(text, end)->kind == NG_TOKEN_DASH &&
           ng_token_is(text, end + 1, "old");
}

/* "truce", "civil war", "trade embargo": no person, so that "8-month-old"
 * before it is how long it lasts. */
static bool is_lasting(const struct ng_text *text, uint32_t i, uint32_t limit)
{
    for (uint32_t end = i + LASTING_AFTER; i < end && i < limit; i++) {
        if (!is_lower_word(text, i))
            return false;
        if (ng_date_cue_kind(text, i) == 'l')
            return true;
    }
    return false;
}

/* "the days after the vote", "his first days": of days, not how many. */
static bool is_determined(const struct ng_text *text, uint32_t i)
{
    static const char *const words[] = {
        "the",   "these", "those", "his",  "her",   "its",   "their", "our",
        "first", "last",  "final", "few",  "early", "later", "of",    "and",
        "on",    "at",    "from",  "most", "all",   "closing", NULL};

    return i && ng_date_any(text, i - 1, words);
}

/* A duration that is one. Ages are not marked ("22-year-old", "30 years
 * old"), "a second" and "three quarters" are no times, and a bare unit needs
 * a plural and a preposition: "for years". */
static bool is_span(const struct ng_text *text, uint32_t first, uint32_t end,
                    const struct ng_when *when, uint32_t limit)
{
    static const char *const before[] = {"for", "in", "within", "over",
                                         "took", "takes", "take", "after",
                                         "spent", "spend", "spends", "lasted",
                                         "lasts", NULL};
    static const char *const behind[] = {"after", "before", NULL};

    /* "a 12W lamp": watts */
    if (token(text, end - 1)->shape != NG_SHAPE_LOWER &&
        ng_token_is(text, end - 1, "w") && end < limit &&
        token(text, end)->kind == NG_TOKEN_WORD)
        return false;
    if (end - first == 1)
        return when->units && first &&
               (ng_date_any(text, first - 1, before) ||
                (end < limit && ng_date_any(text, end, behind) &&
                 is_lower_word(text, first) &&
                 !is_determined(text, first)));
    /* Ages */
    if (end < limit && ng_token_is(text, end, "old"))
        return false;
    if (ng_date_is_age(text, end, limit))
        return is_lasting(text, end + 2, limit);
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

/* A capital that goes on with a name and begins no date: "Easter Island", but
 * "Easter Monday". */
static bool is_named_after(const struct ng_text *text, uint32_t end,
                           uint32_t limit)
{
    return end < limit && is_surname(text, end);
}

/* "The Daily Mail", "Breitbart News Daily", "Annual Reviews". */
static bool is_named(const struct ng_text *text, uint32_t i, uint32_t end,
                     uint32_t limit)
{
    return token(text, i)->shape == NG_SHAPE_TITLE &&
           (!(token(text, i)->flags & NG_TOKEN_FIRST_WORD) ||
            is_named_after(text, end, limit));
}

/* "first-half profit", "sales in the first half": of a year only in business;
 * elsewhere a half is of a match or a number. */
static bool is_business_half(const struct ng_text *text, uint32_t first,
                             uint32_t end, uint32_t limit)
{
    static const char *const amounts[] = {
        "percent", "million", "billion", "profit", "revenue", "growth",
        "loss",    "income",  "output",  "economy", NULL};
    uint32_t from = first > HALF_AROUND ? first - HALF_AROUND : 0;

    if (ng_token_is(text, end - 1, "half") && end < limit &&
        ng_token_is(text, end, "of"))
        return false;
    for (uint32_t i = from; i < limit && i < end + HALF_AROUND; i++)
        if (token(text, i)->kind == NG_TOKEN_CURRENCY ||
            ng_token_is(text, i, "%") || ng_date_any(text, i, amounts) ||
            ng_date_cue_kind(text, i) == 'y')
            return true;
    return false;
}

/* "the overnight rate": what banks lend from one day to the next. */
static bool is_overnight_rate(const struct ng_text *text, uint32_t first,
                              uint32_t end, uint32_t limit)
{
    static const char *const nouns[] = {
        "rate",     "rates", "lending",   "loan",    "loans",     "lend",
        "deposit",  "deposits", "borrowing", "index", "indexed",  "funding",
        "interest", "money", "repo",      "unsecured", "interbank", "cash",
        "benchmark", "bank", NULL};

    return ng_token_is(text, first, "overnight") && end < limit &&
           ng_date_any(text, end, nouns);
}

/* Rules know only the words of an expression; this looks around it.
 * Expressions of several words speak for themselves, except the few cases
 * above. */
bool ng_date_plausible(const struct ng_text *text,
                       const struct ng_date_match *match,
                       const struct ng_date_found *found, uint32_t end)
{
    static const char *const owners[] = {"his", "her", "their", "my", "your",
                                         "our", NULL};
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
    /* "the overnight losses": the article is the noun's. */
    if (match->count == 2 && match->classes[1] == NG_DC_REL &&
        ng_token_is(text, match->end - 1, "overnight"))
        return false;
    if (match->classes[match->count - 1] == NG_DC_HALF &&
        (found->single ||
         (match->count == 2 && match->classes[0] == NG_DC_LITERAL)))
        return is_business_half(text, i, match->end, end);
    if (!found->single)
        return true;
    /* One item alone: the classes that other words and numbers share. */
    switch ((unsigned)match->classes[0]) {
    case NG_DC_MONTH: return is_month(text, i);
    case NG_DC_WEEKDAY:
        return is_weekday(text, i) && !is_title(text, i, i + 1, end);
    case NG_DC_SEASON: return is_season(text, i);
    case NG_DC_DECADE: /* "in his sixties" */
        return !(i && ng_date_any(text, i - 1, owners));
    case NG_DC_YEAR: return is_year(text, i, end);
    case NG_DC_SETADV: return !is_named(text, i, match->end, end);
    case NG_DC_HOLIDAY: return !is_named_after(text, match->end, end);
    case NG_DC_REL: return !is_overnight_rate(text, i, match->end, end);
    case NG_DC_NUMMD: /* alone, or behind "since" */
        return match->rule->element_count > 1 ||
               (found->when.month == NG_ATTACK_MONTH &&
                found->when.day == NG_ATTACK_DAY);
    }
    return true;
}
