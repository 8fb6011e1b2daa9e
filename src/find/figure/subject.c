/*
 * subject.c - what an amount is an amount of, and what it is that changed.
 *
 *     "$4 billion in farm goods", "15% tariffs"      the words behind
 *     "a fine of $5 million", "the price was $80"    the words before
 *     "car sales in Ohio rose 3%"                    the subject of the verb
 *     "a 3% drop in sales", "a 9% funding increase"  beside the noun of change
 *     "cut the rate by 3%"                           the object of the verb
 *
 * Counts find their noun in noun.c; money, shares and measures count nothing
 * by themselves and are told of something, often far away. In comes a
 * quantity, out goes a noun phrase as a span of tokens, or an empty one: none
 * is better than a wrong one.
 *
 * There is no parser. A phrase is a run of words that may stand in one; over
 * "in Ohio", "of a new car" the walk goes on to the phrase that these words
 * belong to, and a clause between two commas is stepped over. Each walk is
 * bounded by a constant and ends at scan->floor, where the last figure ended.
 */
#include "find/figure/scan.h"

/* How far before a verb its subject is looked for, over adverbs and verbs. */
#define SUBJECT_TOKENS 24
/* Words of a phrase before a verb at most. */
#define SUBJECT_WORDS 8
/* A clause between commas at most. */
#define CLAUSE_TOKENS 16
/* Phrases that hang on the subject: "of cars in Ohio". */
#define TAILS 3
/* How far before "by 3%" its verb may stand. */
#define OBJECT_TOKENS 12
/* How far behind an amount its noun of change may stand: "year-on-year
 * rise". */
#define BESIDE_TOKENS 7
/* Words that may stand between "of" or "was" and the amount: "of about $50". */
#define AMOUNT_LEAD 3

static const struct ng_noun none;

/* Is the token one of the words, which end with NULL? */
static bool is_one_of(const struct ng_figure_scan *scan, size_t i,
                      const char *const *words)
{
    for (; *words; words++)
        if (ng_scan_is(scan, i, *words))
            return true;
    return false;
}

/* Prepositions that hang a phrase on the noun before them. */
static bool is_preposition(const struct ng_figure_scan *scan, size_t i)
{
    static const char *const words[] = {"of",   "in",    "for",     "at",
                                        "on",   "from",  "to",      "by",
                                        "with", "among", "between", "across",
                                        "against", "over", "under", "into",
                                        "before",  "after", NULL};

    return is_one_of(scan, i, words);
}

/* "Wednesday", "October" with its capital: it says when, and belongs to no
 * phrase. */
static bool is_day(const struct ng_figure_scan *scan, size_t i)
{
    return ng_text_token(scan->text, i)->shape == NG_SHAPE_TITLE &&
           (ng_token_tables(scan->text, i) & NG_BIT(NG_TABLE_DATE_WORDS));
}

/* Can the token stand in a phrase before `end`, given that it is no word of
 * one: a possessive, a hyphen, the "&" of "S&P", the number of "FTSE 100"? */
static bool is_joint(const struct ng_figure_scan *scan, size_t i, size_t end)
{
    if (ng_scan_kind(scan, i) == NG_TOKEN_NUMBER)
        return i > scan->floor &&
               ng_scan_kind(scan, i - 1) == NG_TOKEN_WORD &&
               ng_text_token(scan->text, i - 1)->shape != NG_SHAPE_LOWER &&
               ng_noun_is_word(scan, i - 1);
    return i + 1 < end && (ng_scan_kind(scan, i) == NG_TOKEN_POSSESSIVE ||
                           ng_scan_is(scan, i, "&") ||
                           ng_scan_over_hyphen(scan, i) > i);
}

/* "Apple reported | revenue", "shops cut | prices": a verb between a phrase
 * and its own subject, whose end is at token `i`. */
static bool is_finite(const struct ng_figure_scan *scan, size_t i)
{
    nutgraf_change change;

    if (i <= scan->floor || !ng_noun_is_word(scan, i - 1) ||
        ng_scan_over_hyphen(scan, i - 1) == i ||
        ng_text_token(scan->text, i)->shape != NG_SHAPE_LOWER ||
        (ng_text_token(scan->text, i - 1)->shape == NG_SHAPE_LOWER &&
         !ng_noun_is_plural(scan->text, i - 1)))
        return false; /* "new financed | vehicles" */
    return (ng_noun_is_participle(scan->text, i) &&
            ng_slice_ends_nocase(ng_token_text(scan->text, i),
                                 NG_LIT("ed"))) ||
           (ng_is_change(scan, i,
                         NG_CHANGE_VERB | NG_CHANGE_SOME | NG_CHANGE_BY,
                         &change) &&
            !ng_is_change(scan, i, NG_CHANGE_NOUN, &change));
}

/* The run of phrase words, hyphens and possessives that ends before token
 * `end`. */
static struct ng_noun run_before(const struct ng_figure_scan *scan, size_t end)
{
    size_t first = end;

    while (first > scan->floor && end - first < SUBJECT_WORDS &&
           (ng_noun_is_word(scan, first - 1) ||
            is_joint(scan, first - 1, end)) &&
           !(first < end && is_finite(scan, first - 1)))
        first--;
    while (first < end && !ng_noun_is_word(scan, first))
        first++; /* a possessive or hyphen with nothing before it */
    if (first + 1 < end && ng_scan_is(scan, first, "s") &&
        !ng_scan_spaced(scan, first))
        first++; /* "2006's | level" */
    if (first + 1 < end && first > scan->floor &&
        ng_scan_kind(scan, first - 1) == NG_TOKEN_WORD &&
        ng_noun_class(scan->text, first - 1) == NG_NOUN_PRONOUN)
        first++; /* "it earned | revenue" */
    return (struct ng_noun){first, end, false};
}

/* Over determiners before token `at`. */
static size_t over_determiners(const struct ng_figure_scan *scan, size_t at)
{
    while (at > scan->floor && ng_scan_kind(scan, at - 1) == NG_TOKEN_WORD &&
           ng_noun_class(scan->text, at - 1) == NG_NOUN_DET)
        at--;
    return at;
}

/* The place of the preposition that the phrase beginning at `first` hangs on,
 * "in" of "in the US, Germany and Japan"; `first` when there is none. Commas
 * list names only: "without the effect of currency, sales". */
static size_t preposition_before(const struct ng_figure_scan *scan,
                                 size_t first)
{
    size_t at = over_determiners(scan, first);
    size_t floor = ng_scan_back(first, scan->floor, SUBJECT_WORDS);
    bool names = ng_text_token(scan->text, first)->shape != NG_SHAPE_LOWER;

    while (at > floor && !is_preposition(scan, at - 1)) {
        bool joint = ng_scan_is(scan, at - 1, "and") ||
                     ng_scan_is(scan, at - 1, "or") ||
                     (names && ng_scan_is(scan, at - 1, ","));
        bool word = ng_noun_is_word(scan, at - 1) ||
                    over_determiners(scan, at) < at;
        if (!joint && !(at < first && word))
            return first;
        at--;
    }
    return at > floor && is_preposition(scan, at - 1) ? at - 1 : first;
}

/* Over what may part a noun from its preposition: "a car sold locally in
 * Ohio", "goods imported from China". */
static size_t over_participle(const struct ng_figure_scan *scan, size_t at)
{
    static const char *const words[] = {"sold", "made", "built", "bought",
                                        "paid", "held", NULL};
    size_t floor = ng_scan_back(at, scan->floor, 2);

    while (at > floor && ng_scan_kind(scan, at - 1) == NG_TOKEN_WORD &&
           (is_one_of(scan, at - 1, words) ||
            ng_noun_is_adverb(scan->text, at - 1) ||
            (ng_noun_is_participle(scan->text, at - 1) &&
             ng_slice_ends_nocase(ng_token_text(scan->text, at - 1),
                                  NG_LIT("ed")))))
        at--;
    return at;
}

/* From "Ohio" in "sales of cars in Ohio" to "sales": the phrase that the
 * others hang on. Where nothing stands before the preposition ("in May sales
 * rose") the phrase itself is the answer. */
static struct ng_noun over_tails(const struct ng_figure_scan *scan,
                                 struct ng_noun noun)
{
    for (size_t n = 0; n < TAILS; n++) {
        size_t at = preposition_before(scan, noun.first);
        struct ng_noun head;
        if (at == noun.first)
            break;
        head = run_before(scan, over_participle(scan, at));
        if (head.first == head.end ||
            ng_scan_is(scan, head.end - 1, "number") ||
            ng_scan_is(scan, head.end - 1, "total"))
            break; /* "the number of deaths rose by 12": deaths */
        noun = head;
    }
    return noun;
}

/* The comma that opens the clause which ends with the comma before token
 * `end`: "sales, which had slumped, |". `end` when there is none. */
static size_t over_clause(const struct ng_figure_scan *scan, size_t end)
{
    size_t floor = ng_scan_back(end, scan->floor, CLAUSE_TOKENS);

    for (size_t at = end - 1; at > floor; at--)
        if (ng_scan_is(scan, at - 1, ","))
            return at - 1;
    return end;
}

/* Before the bracket that opens what ends before token `end`: "IBM ( IBM.N )".
 * `end` when there is none near. */
static size_t over_brackets(const struct ng_figure_scan *scan, size_t end)
{
    size_t floor = ng_scan_back(end, scan->floor, SUBJECT_WORDS);

    for (size_t at = end; at > floor; at--)
        if (ng_scan_is(scan, at - 1, "("))
            return at - 1;
    return end;
}

/* "was revised", "had slumped": a participle behind a verb. */
static bool is_passive(const struct ng_figure_scan *scan, size_t i)
{
    return i > scan->floor && ng_scan_kind(scan, i - 1) == NG_TOKEN_WORD &&
           ng_noun_class(scan->text, i - 1) == NG_NOUN_VERB &&
           ng_noun_is_participle(scan->text, i);
}

/* The subject of what stands at token `at`, mostly a verb: back over words that
 * are in no phrase (auxiliaries, adverbs) and over one clause between commas,
 * then the phrase with its possessives, then over what hangs on it. Empty when
 * another mark or the floor comes first. */
static struct ng_noun subject_before(const struct ng_figure_scan *scan,
                                     size_t at)
{
    size_t floor = ng_scan_back(at, scan->floor, SUBJECT_TOKENS);
    size_t end = at;
    struct ng_noun noun;
    bool clause = false;

    while (end > floor &&
           ((!ng_noun_is_word(scan, end - 1) &&
             !is_joint(scan, end - 1, end)) ||
            is_day(scan, end - 1) || is_passive(scan, end - 1) ||
            ng_noun_is_adverb(scan->text, end - 1))) {
        if (ng_scan_is(scan, end - 1, ",") && !clause && end < at &&
            (ng_scan_is(scan, end, "which") || ng_scan_is(scan, end, "who") ||
             ng_scan_is(scan, end, "whose"))) {
            clause = true; /* "the stock, which is down 30%" */
            end--;
        } else if (ng_scan_is(scan, end - 1, ",") && !clause) {
            size_t comma = over_clause(scan, end);
            if (comma == end)
                return none;
            clause = true;
            end = comma;
        } else if (ng_scan_is(scan, end - 1, ")") &&
                   over_brackets(scan, end) < end) {
            end = over_brackets(scan, end);
        } else if (ng_scan_kind(scan, end - 1) != NG_TOKEN_WORD) {
            return none;
        } else {
            end--;
        }
    }
    if (end <= floor)
        return none;
    noun = run_before(scan, end);
    while (noun.end > noun.first + 1 && /* "the index closed | up 3%" */
           (ng_noun_is_participle(scan->text, noun.end - 1) &&
            ng_slice_ends_nocase(ng_token_text(scan->text, noun.end - 1),
                                 NG_LIT("ed"))))
        noun.end--;
    if (noun.end == noun.first + 1 &&
        ng_text_token(scan->text, noun.first)->shape == NG_SHAPE_LOWER &&
        ng_noun_is_participle(scan->text, noun.first) &&
        ng_slice_ends_nocase(ng_token_text(scan->text, noun.first),
                             NG_LIT("ed")))
        return none; /* "OPEC decided to cut" */
    return noun.first < noun.end ? over_tails(scan, noun) : none;
}

/* Does the phrase end in a common noun? "April" and "London" behind an amount
 * say when and where, not what. */
static bool is_common(const struct ng_figure_scan *scan, struct ng_noun noun)
{
    return noun.end > noun.first &&
           ng_text_token(scan->text, noun.end - 1)->shape == NG_SHAPE_LOWER &&
           !ng_noun_is_participle(scan->text, noun.first) &&
           !ng_noun_is_adverb(scan->text, noun.first);
}

/* What an amount is an amount of: "$156 billion in Chinese consumer goods",
 * "25% of the workers", "15% tariffs". Behind "in" and "of" any common noun
 * will do; a noun that only follows must look like one ("$5 million last year"
 * must not count "last"). */
static struct ng_noun noun_behind(const struct ng_figure_scan *scan, size_t at)
{
    bool in = ng_scan_is(scan, at, "in") || ng_scan_is(scan, at, "worth");
    bool of = ng_scan_is(scan, at, "of");
    struct ng_noun noun = none;

    if (in && ng_scan_is(scan, at + 1, "of"))
        at++;
    if (in || of)
        noun = ng_noun_after(scan, in ? at + 1 : at, 2);
    else if (ng_noun_is_word(scan, at) && ng_scan_spaced(scan, at) &&
             !(ng_token_tables(scan->text, at) &
               NG_BIT(NG_TABLE_FIGURE_CHANGES))) /* "6% higher" */
        noun = ng_noun_after(scan, at, 2);
    if (!is_common(scan, noun) ||
        !(in || of || noun.plural || noun.end == noun.first + 1))
        return none;
    while (!in && !of && !noun.plural && ng_noun_is_word(scan, noun.end) &&
           ng_text_token(scan->text, noun.end)->shape == NG_SHAPE_LOWER &&
           !ng_noun_is_participle(scan->text, noun.end) &&
           !ng_noun_is_adverb(scan->text, noun.end) &&
           noun.end - noun.first < AMOUNT_LEAD)
        noun.end++; /* "$3 billion tender | offer": what the amount describes */
    return noun;
}

/* Verbs that set a subject equal to an amount. */
static bool is_equal_verb(const struct ng_figure_scan *scan, size_t i)
{
    static const char *const words[] = {
        "is",      "was",   "are",    "were",      "averaged", "totaled",
        "totalled", "cost", "costs",  "reached",   "hit",      "hits",
        "remained", "stood", "stands", "stayed",   "exceeded", "topped",
        "remains",  "came",  NULL};

    return is_one_of(scan, i, words);
}

/* "valued at", "estimated at", "set at": a participle before an amount. */
static bool is_valued(const struct ng_figure_scan *scan, size_t i)
{
    static const char *const words[] = {"valued", "estimated", "priced",
                                        "set",    "put",       "pegged",
                                        "capped", NULL};

    return is_one_of(scan, i, words);
}

/* What an amount tells of the words before it: "a fine of $5 million", "the
 * average price was nearly $39,014", "an order valued at $8 billion". Empty
 * when no such word leads up to it. */
static struct ng_noun noun_before(const struct ng_figure_scan *scan, size_t at)
{
    for (size_t i = at; i > scan->floor && at - i <= AMOUNT_LEAD; i--) {
        struct ng_noun noun = none;
        if (ng_scan_is(scan, i - 1, "of")) {
            noun = run_before(scan, i - 1);
            return is_common(scan, noun) ? noun : none;
        }
        if (is_equal_verb(scan, i - 1) || is_valued(scan, i - 1)) {
            noun = subject_before(scan, i - 1);
            return is_common(scan, noun) ? noun : none;
        }
        if (ng_scan_kind(scan, i - 1) != NG_TOKEN_WORD ||
            ng_noun_class(scan->text, i - 1) != NG_NOUN_STOP)
            break;
    }
    return none;
}

/* "slashed from $47 billion to $8 billion", "rose to $84": the level that a
 * verb of change left or reached. */
static struct ng_noun noun_of_level(const struct ng_figure_scan *scan,
                                    size_t at)
{
    nutgraf_change change;
    struct ng_row row;
    size_t i = ng_phrase_before(
        scan, ng_scan_back(at, scan->floor, AMOUNT_LEAD), at,
        NG_TABLE_FIGURE_BOUNDS, &row); /* "to about $84"; not "up to $84" */

    if (i <= scan->floor + 1)
        return none;
    if (row.row && (ng_scan_is(scan, i, "above") ||
                    ng_scan_is(scan, i, "below")) &&
        ng_is_change(scan, i - 1, NG_CHANGE_VERB, &change))
        return subject_before(scan, i - 1);
    if (!ng_scan_is(scan, i - 1, "from") && !ng_scan_is(scan, i - 1, "to"))
        return none;
    i--;
    while (i > scan->floor && ng_scan_kind(scan, i - 1) == NG_TOKEN_WORD &&
           ng_noun_is_adverb(scan->text, i - 1))
        i--;
    return ng_is_change(scan, i - 1, NG_CHANGE_VERB | NG_CHANGE_SOME,
                        &change)
               ? subject_before(scan, i - 1)
               : none;
}

/* The words behind come first, as they are nearer and say it more often. */
struct ng_noun ng_amount_noun(const struct ng_figure_scan *scan,
                              const struct ng_quantity *q)
{
    struct ng_noun noun = none;

    if (q->kind == NUTGRAF_MONEY || q->kind == NUTGRAF_PERCENT ||
        (q->kind == NUTGRAF_MEASURE && ng_scan_is(scan, q->end, "of")))
        noun = noun_behind(scan, q->end);
    if (noun.first == noun.end &&
        (q->kind == NUTGRAF_MONEY || q->kind == NUTGRAF_PERCENT))
        noun = noun_before(scan, q->first);
    if (noun.first == noun.end)
        noun = noun_of_level(scan, q->first);
    return noun;
}

/* The object between a verb at `verb` and the "by" at `by`: "boosted school
 * spending by", "cut the price of oil by". Adverbs and days are none: "rose
 * sharply by". */
static struct ng_noun object_between(const struct ng_figure_scan *scan,
                                     size_t verb, size_t by)
{
    size_t first = verb + 1, end;
    bool one = ng_scan_is(scan, first, "a") || ng_scan_is(scan, first, "an") ||
               ng_scan_is(scan, first, "another");

    while (first < by && ng_scan_kind(scan, first) == NG_TOKEN_WORD &&
           ng_noun_class(scan->text, first) == NG_NOUN_DET)
        first++;
    if (first >= by || !ng_noun_is_word(scan, first) || is_day(scan, first) ||
        ng_noun_is_adverb(scan->text, first))
        return none;
    for (end = first; end < by && end - first < SUBJECT_WORDS; end++)
        if (!ng_noun_is_word(scan, end) && !is_day(scan, end) &&
            ng_scan_kind(scan, end) != NG_TOKEN_POSSESSIVE &&
            ng_scan_over_hyphen(scan, end) == end)
            break;
    if (one && end == by)
        return none; /* "fell an unexpected | 3%" */
    return (struct ng_noun){first, end, false};
}

/* Beside a noun of change behind the figure: what follows "in" or "of" ("a 3%
 * drop in sales"), or the words between ("a 9% funding increase"). `*found`
 * tells whether there is such a noun. */
static struct ng_noun beside_change(const struct ng_figure_scan *scan,
                                    const struct ng_quantity *q, bool *found)
{
    nutgraf_change change;

    *found = true;
    for (size_t i = q->end; i < q->end + BESIDE_TOKENS; i++) {
        if (!ng_is_change(scan, i, NG_CHANGE_NOUN, &change))
            continue;
        if (ng_scan_is(scan, i + 1, "in") || ng_scan_is(scan, i + 1, "of"))
            return ng_noun_phrase(scan, i + 2);
        for (size_t n = q->end; n < i; n++)
            if (!ng_noun_is_word(scan, n) ||
                ng_noun_is_adverb(scan->text, n))
                return none;
        return (struct ng_noun){q->end, i, false};
    }
    *found = false;
    return none;
}

/* "an increase in sales of 3%", "a drop of 3% in sales": with the "of" at
 * token `of`. */
static struct ng_noun around_of(const struct ng_figure_scan *scan,
                                const struct ng_quantity *q, size_t of)
{
    nutgraf_change change;
    struct ng_noun noun;

    if (ng_scan_is(scan, q->end, "in"))
        return ng_noun_phrase(scan, q->end + 1);
    if (ng_is_change(scan, of - 1, NG_CHANGE_NOUN, &change))
        return none;
    noun = run_before(scan, of);
    return noun;
}

/* A noun of change comes first, then the verb: its object where the figure
 * stands behind "by", else its subject. Without a verb of the table the phrase
 * before whatever stands there: "the index closed 3% up". Empty when nothing
 * is found, which is no failure. */
struct ng_noun ng_change_subject(const struct ng_figure_scan *scan,
                                 const struct ng_quantity *q)
{
    size_t floor = ng_scan_back(q->first, scan->floor, OBJECT_TOKENS);
    nutgraf_change change;
    struct ng_noun noun;
    struct ng_row row;
    size_t lead = ng_phrase_before(
        scan, ng_scan_back(q->first, scan->floor, AMOUNT_LEAD), q->first,
        NG_TABLE_FIGURE_BOUNDS, &row);
    bool found;

    if (q->number.kind == NG_NUMBER_MULTIPLE) { /* "doubled its output" */
        noun = object_between(scan, q->end - 1, q->end + SUBJECT_WORDS);
        return noun.first < noun.end ? noun : subject_before(scan, lead);
    }
    for (size_t i = q->first; i > floor && q->first - i < AMOUNT_LEAD; i--)
        if (ng_scan_is(scan, i - 1, "of"))
            return around_of(scan, q, i - 1);
    noun = beside_change(scan, q, &found);
    if (found)
        return noun;
    for (size_t i = lead; i > floor; i--) {
        if (!ng_is_change(scan, i - 1,
                          NG_CHANGE_VERB | NG_CHANGE_SOME | NG_CHANGE_BY,
                          &change))
            continue;
        noun = object_between(scan, i - 1, lead);
        return noun.first < noun.end ? noun : subject_before(scan, i - 1);
    }
    return subject_before(scan, q->first);
}

/* "five sales: two to Biman and three to Ghana", "12 cars in May and 9 in
 * June": a further count, with a preposition where its noun would be. */
static bool is_further_count(const struct ng_figure_scan *scan,
                             const struct ng_quantity *q,
                             const nutgraf_figure *last)
{
    return q->kind == NUTGRAF_CARDINAL && last->kind == NUTGRAF_CARDINAL &&
           !q->unit && !last->unit && q->first > scan->floor &&
           q->first - scan->floor <= OBJECT_TOKENS &&
           is_preposition(scan, q->end) && !ng_scan_is(scan, q->end, "of") &&
           (ng_scan_is(scan, q->first - 1, ":") ||
            ng_scan_is(scan, q->first - 1, ",") ||
            ng_scan_is(scan, q->first - 1, "and"));
}

/* "rose 3% in May and 5% in June": the same unit again behind "and", with
 * nothing like a verb between. */
bool ng_is_listed(const struct ng_figure_scan *scan,
                  const struct ng_quantity *q, const nutgraf_figure *last)
{
    size_t i = q->first;

    if (!q->unit || !last->unit || q->kind != last->kind ||
        strcmp(q->unit, last->unit) != 0 || i <= scan->floor ||
        i - scan->floor > SUBJECT_WORDS || !ng_scan_is(scan, i - 1, "and"))
        return false;
    for (i = scan->floor; i + 1 < q->first; i++)
        if (ng_scan_kind(scan, i) != NG_TOKEN_WORD ||
            (ng_noun_class(scan->text, i) == NG_NOUN_VERB &&
             ng_text_token(scan->text, i)->shape == NG_SHAPE_LOWER) ||
            (ng_token_tables(scan->text, i) & NG_BIT(NG_TABLE_FIGURE_CHANGES)))
            return false;
    return true;
}

/* "X rose 3% to $84", "was $39, up from $38 a year ago and from $34 in 2015",
 * "460 cars, compared with 63": a further amount of what `last` is told of.
 * Only with the same unit, but for the level reached. */
bool ng_same_subject(const struct ng_figure_scan *scan,
                     const struct ng_quantity *q, const nutgraf_figure *last)
{
    static const char *const after[] = {"up",      "down",   "lower", "higher",
                                        "compared", "versus", "and",  "fell",
                                        "rose",     NULL};
    size_t i = q->first;
    bool unit = q->kind == last->kind &&
                (q->unit == last->unit ||
                 (q->unit && last->unit && strcmp(q->unit, last->unit) == 0));

    if (is_further_count(scan, q, last) || ng_is_listed(scan, q, last))
        return true;
    if (q->kind == NUTGRAF_PERCENT && last->unit && i == scan->floor + 2 &&
        (ng_scan_is(scan, i - 1, "or") || ng_scan_is(scan, i - 1, "up") ||
         ng_scan_is(scan, i - 1, "down")))
        return ng_scan_is(scan, i - 2, ","); /* "$5 billion, up 4%" */
    while (i > scan->floor && ng_scan_kind(scan, i - 1) == NG_TOKEN_WORD &&
           (ng_token_tables(scan->text, i - 1) &
            NG_BIT(NG_TABLE_FIGURE_BOUNDS)))
        i--; /* "to about $84" */
    if (i <= scan->floor)
        return false;
    if (ng_scan_is(scan, i - 1, "to") && i - scan->floor <= 5)
        return unit ? last->change != NUTGRAF_CHANGE_NONE ||
                          i - 1 == scan->floor ||
                          i - 1 == scan->noun_end /* "220 votes to 210" */
                    : last->change != NUTGRAF_CHANGE_NONE &&
                          (last->kind == NUTGRAF_PERCENT ||
                           last->kind == NUTGRAF_RATIO);
    if (!unit || i - scan->floor > OBJECT_TOKENS)
        return false;
    if (ng_scan_is(scan, i - 1, "including") ||
        ng_scan_is(scan, i - 1, "versus"))
        return true;
    if (ng_scan_is(scan, i - 1, "from") || ng_scan_is(scan, i - 1, "with") ||
        ng_scan_is(scan, i - 1, "to"))
        return i - 1 > scan->floor && is_one_of(scan, i - 2, after);
    return false;
}
