/*
 * cues.c - words beside a figure: bounds ("at least") and changes ("fell").
 *
 * In come a quantity and the tokens around it, out go figure->bound, a string
 * such as ">=" or NULL, and figure->change, up or down. The words and what
 * they mean are data/figure-bounds.tsv and data/figure-changes.tsv; here is
 * only where they may stand:
 *
 *     at least 40 people / 40 people or more     bound before, bound behind
 *     rose 3% / rose sharply by 3%               verb before, "by" reaches back
 *     a 3% drop / a drop of 3% / 3% higher       noun behind or before, adverb
 *
 * Changes come in classes in the table: "verb" always tells one, "some" only
 * with amounts that change ("lost 5%" but not "lost two sons"), "noun", and
 * "after" for words behind the figure.
 *
 * All searches are bounded by BOUND_TOKENS or CHANGE_TOKENS and do not go back
 * beyond scan->floor, the end of the figure before, so that one verb is not
 * used for two figures. Caveat: without a stop between them, "by" may find a
 * verb that governs something else; twelve tokens keep that rare.
 */
#include "find/figure/scan.h"

/* The longest bound phrase in tokens. */
#define BOUND_TOKENS 7
/* How far a verb of change may stand before "by 3%". */
#define CHANGE_TOKENS 12

/* The table's text as a string of the program, so that the same bound is the
 * same pointer in every figure and outlives the lexicon. NULL for "=", which
 * says what a figure without a bound says: "exactly 40". */
static const char *bound_of(const char *text)
{
    static const char *const bounds[] = {"~", "<", ">", "<=", ">="};

    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
        if (strcmp(text, bounds[i]) == 0)
            return bounds[i];
    return NULL;
}

/* The longest bound phrase that ends right before token `end`: "at least" in
 * "at least 40". Rows marked "after" ("or more") mean nothing there and are
 * dropped. Returns the phrase's first token, or `end` when there is none, so
 * that callers can go on from it either way. */
static size_t bound_before(const struct ng_figure_scan *scan, size_t end,
                           struct ng_row *row)
{
    size_t first = ng_phrase_before(
        scan, ng_scan_back(end, scan->floor, BOUND_TOKENS), end,
        NG_TABLE_FIGURE_BOUNDS, row);

    if (row->row && strcmp(ng_row_text(*row, 2), "after") == 0)
        row->row = NULL;
    return row->row ? first : end;
}

/* "and below" in "above 40 and below 60": the bound of the number behind it.
 * A capital makes a name: "the 737 Max". */
static bool is_next_bound(const struct ng_figure_scan *scan, size_t at,
                          size_t end)
{
    if (ng_text_token(scan->text, at)->shape == NG_SHAPE_TITLE)
        return true;
    return ng_scan_is(scan, at, "and") && end < scan->end &&
           ng_number_may_begin(scan->text, end);
}

/* The bound phrase right behind the figure or its noun phrase: "40 or more",
 * "40 people at most". Rows marked "before" do not count, nor does a phrase
 * that goes on with "than" or "as": in "40 more than last year" the comparison
 * is not a bound. Leaves *bound alone when false. */
static bool bound_after(const struct ng_figure_scan *scan, size_t at,
                        const char **bound)
{
    struct ng_row row;
    size_t taken;

    if (at >= scan->end)
        return false;
    taken = ng_phrase_find(scan->text, at, scan->end, NG_TABLE_FIGURE_BOUNDS,
                           &row);
    if (!taken || strcmp(ng_row_text(row, 2), "before") == 0 ||
        is_next_bound(scan, at, at + taken) ||
        ng_scan_is(scan, at + taken, "than") ||
        ng_scan_is(scan, at + taken, "as"))
        return false;
    *bound = bound_of(ng_row_text(row, 1));
    return true;
}

/* A bound behind the figure wins over one before it, as it is the more
 * explicit: "about 40 or more". It may stand behind the number or behind the
 * noun counted (`after`). A range made of two bounds has used them up and
 * takes none. Without any phrase, what a vague number has set ("dozens": ">=")
 * stays. */
void ng_figure_bound(const struct ng_figure_scan *scan,
                     const struct ng_quantity *q, size_t after,
                     nutgraf_figure *figure)
{
    struct ng_row row;
    size_t end = q->first;
    const char *bound = figure->bound;

    if (q->bounded)
        return;
    if (bound_after(scan, q->end, &bound) || bound_after(scan, after, &bound)) {
        figure->bound = bound;
        return;
    }
    if (end > scan->floor && ng_scan_is(scan, end - 1, "a"))
        end--; /* "around a 3% drop" */
    if (q->kind == NUTGRAF_ORDINAL && end > scan->floor &&
        ng_scan_is(scan, end - 1, "the"))
        end--; /* "below the tenth" */
    bound_before(scan, end, &row);
    if (row.row)
        figure->bound = bound_of(ng_row_text(row, 1));
}

/* The classes of a row, by their first letters. */
static unsigned change_classes(const char *names)
{
    unsigned classes = 0;

    for (; *names; names++) {
        switch (*names) {
        case 'v': classes |= NG_CHANGE_VERB; break;
        case 's': classes |= NG_CHANGE_SOME; break;
        case 'b': classes |= NG_CHANGE_BY; break;
        case 'n': classes |= NG_CHANGE_NOUN; break;
        case 'a': classes |= NG_CHANGE_AFTER; break;
        default: break;
        }
        names = strchr(names, ',');
        if (!names)
            break;
    }
    return classes;
}

/* The row of the change word that ends with token `i`: of two words first, so
 * that "gave up" is not "up"; row NULL for none. */
static struct ng_row change_row(const struct ng_figure_scan *scan, size_t i)
{
    const struct ng_lexicon *lexicon = scan->text->lexicon;
    struct ng_row row = {lexicon, NULL};

    if (i > scan->first &&
        (ng_lexicon_entry(lexicon, ng_text_token(scan->text, i - 1)->lex)
             ->starts &
         NG_BIT(NG_TABLE_FIGURE_CHANGES)) &&
        ng_phrase_find(scan->text, i - 1, i + 1, NG_TABLE_FIGURE_CHANGES,
                       &row) == 2)
        return row;
    row.row = NULL;
    return ng_token_tables(scan->text, i) & NG_BIT(NG_TABLE_FIGURE_CHANGES)
               ? ng_lexicon_row(lexicon, ng_text_token(scan->text, i)->lex,
                                NG_TABLE_FIGURE_CHANGES, 0)
               : row;
}

/* Is the word at token `i` a change word of one of the classes? Sets its
 * direction only when it is. Safe at any index. */
bool ng_is_change(const struct ng_figure_scan *scan, size_t i, unsigned classes,
                  nutgraf_change *change)
{
    struct ng_row row;

    if (i < scan->first || i >= scan->end)
        return false;
    row = change_row(scan, i);
    if (!row.row || !(change_classes(ng_row_text(row, 2)) & classes))
        return false;
    *change = strcmp(ng_row_text(row, 1), "up") == 0 ? NUTGRAF_CHANGE_UP
                                                     : NUTGRAF_CHANGE_DOWN;
    return true;
}

/* The nearest change word of the classes among the CHANGE_TOKENS tokens before
 * `at`; a stop ends the clause and the search. For places where the verb is
 * often far away: "fell, for the third month, by 3%". Ordinals are stepped
 * over, other figures are not. */
static bool find_back(const struct ng_figure_scan *scan, size_t at,
                      unsigned classes, nutgraf_change *change)
{
    size_t floor = ng_scan_back(at, scan->change_floor, CHANGE_TOKENS);

    for (; at > floor; at--) {
        if (ng_is_change(scan, at - 1, classes, change))
            return true;
        if (ng_scan_kind(scan, at - 1) == NG_TOKEN_STOP)
            return false;
    }
    return false;
}

/* Is a level changing here at all, told by verb or noun, in whichever
 * direction? range.c asks before it makes "from 200 to 150" a range. */
bool ng_change_before(const struct ng_figure_scan *scan, size_t at)
{
    nutgraf_change change;

    return find_back(scan, at, NG_CHANGE_VERB | NG_CHANGE_NOUN, &change);
}

/* Does the verb right before the figure tell its change? Class "verb" does so
 * for every kind ("rose 40 places"). Verbs that take other objects too, class
 * "some", count only with percents, money and points: "lost 5%" and "lost 12
 * points" change, "lost 12 soldiers" does not. */
static bool changes_directly(const struct ng_figure_scan *scan, size_t verb,
                             const struct ng_quantity *q,
                             nutgraf_change *change)
{
    if (ng_is_change(scan, verb, NG_CHANGE_VERB, change))
        return true;
    if (q->kind != NUTGRAF_PERCENT && q->kind != NUTGRAF_MONEY &&
        !ng_scan_is(scan, q->end, "points") &&
        !ng_scan_is(scan, q->end, "point"))
        return false;
    return ng_is_change(scan, verb, NG_CHANGE_SOME, change);
}

/* What a figure takes from the one before. In brackets or behind a slash it is
 * the same amount in another unit, so it has the same bound: "more than 100 km
 * (60 miles)". Behind "or" it restates the change: "lost 190 points, or 0.6%";
 * in a list it goes on with it: "rose 3% in May and 5% in June".
 * scan->floor is where the last figure ended, so one token there tells both
 * cases. */
void ng_figure_inherit(const struct ng_figure_scan *scan,
                       const struct ng_quantity *q, nutgraf_figure *figure)
{
    const nutgraf_figure *last;
    size_t i = scan->floor;

    if (!scan->last)
        return;
    last = NG_AT(&scan->run->figures, nutgraf_figure, scan->last - 1);
    if ((ng_scan_is(scan, i, "(") || ng_scan_is(scan, i, "/")) &&
        q->first == i + 1) {
        if (!figure->bound && last->unit && figure->unit != last->unit)
            figure->bound = last->bound;
        return;
    }
    while (i < scan->floor + 4 && ng_scan_kind(scan, i) == NG_TOKEN_WORD &&
           ng_noun_class(scan->text, i) != NG_NOUN_STOP &&
           ng_noun_class(scan->text, i) != NG_NOUN_VERB)
        i++; /* the noun of the one before */
    i += ng_scan_is(scan, i, ",");
    if (((ng_scan_is(scan, i, "or") && q->first <= i + 2) ||
         ng_is_listed(scan, q, last)) &&
        figure->change == NUTGRAF_CHANGE_NONE)
        figure->change = last->change;
}

/* "+3%" is a change by its sign alone. A minus is not: negative percents are
 * as often levels (interest, growth) as changes, and the value has the sign
 * anyway. */
static bool change_by_sign(const struct ng_figure_scan *scan,
                           const struct ng_quantity *q, nutgraf_figure *figure)
{
    if (q->kind != NUTGRAF_PERCENT || !ng_scan_is(scan, q->first, "+"))
        return false;
    figure->change = NUTGRAF_CHANGE_UP;
    return true;
}

/* Over a word and what hyphens join to it: "year-on-year". */
static size_t over_compound(const struct ng_figure_scan *scan, size_t i)
{
    size_t end = i + CHANGE_TOKENS;

    while (i < end && ng_scan_over_hyphen(scan, i + 1) > i + 1)
        i += 2;
    return i + 1;
}

/* Change words behind the figure: "3% higher", "a 3% drop", "a 3 per cent pay
 * rise". An adverb must be the next word, and no number may follow it: in "3%
 * up 12 points" the adverb is the second figure's. A noun may stand behind two
 * open words, only with percents and money. Resets the change when false, as
 * ng_is_change may have set it. */
static bool change_after(const struct ng_figure_scan *scan,
                         const struct ng_quantity *q, nutgraf_figure *figure)
{
    size_t i = q->end;

    if (ng_is_change(scan, i, NG_CHANGE_AFTER, &figure->change) &&
        !ng_number_may_begin(scan->text, i + 1))
        return true;
    figure->change = NUTGRAF_CHANGE_NONE;
    if (q->kind != NUTGRAF_PERCENT && q->kind != NUTGRAF_MONEY &&
        q->number.kind != NG_NUMBER_FOLD)
        return false;
    /* "pay rise", "share price fall": open words may stand between; any
     * word of the noun table ends the search. */
    for (size_t n = 0; n < 3 && ng_scan_kind(scan, i) == NG_TOKEN_WORD; n++) {
        if (ng_is_change(scan, i, NG_CHANGE_NOUN, &figure->change))
            return true;
        if (ng_noun_class(scan->text, i) != NG_NOUN_OPEN)
            break;
        i = over_compound(scan, i);
    }
    figure->change = NUTGRAF_CHANGE_NONE;
    return false;
}

/* "fell a seasonally adjusted 3%", "slid an additional 5%": over the words
 * between an article and the amount, back to the article; `at` itself when
 * there is none. */
static size_t over_adjectives(const struct ng_figure_scan *scan, size_t at)
{
    size_t floor = ng_scan_back(at, scan->floor, 4);

    for (size_t i = at; i > floor; i--) {
        if (ng_scan_is(scan, i - 1, "a") || ng_scan_is(scan, i - 1, "an") ||
            ng_scan_is(scan, i - 1, "another"))
            return i - 1;
        if (ng_scan_kind(scan, i - 1) != NG_TOKEN_WORD ||
            ng_text_token(scan->text, i - 1)->shape != NG_SHAPE_LOWER ||
            ng_noun_class(scan->text, i - 1) == NG_NOUN_STOP ||
            ng_noun_class(scan->text, i - 1) == NG_NOUN_VERB)
            break;
    }
    return at;
}

/* Over what may stand between the verb and the amount: bounds ("rose about
 * 3%"), articles and adjectives, adverbs ("rose sharply by a further 3%"). */
static size_t over_lead(const struct ng_figure_scan *scan, size_t at)
{
    struct ng_row row;
    size_t first = bound_before(scan, at, &row);

    first = over_adjectives(scan, first);
    while (first > scan->floor && ng_scan_kind(scan, first - 1) ==
                                      NG_TOKEN_WORD &&
           (ng_scan_is(scan, first - 1, "some") ||
            ng_scan_is(scan, first - 1, "further") ||
            (ng_noun_is_adverb(scan->text, first - 1) && first + 4 > at)))
        first--;
    return first;
}

/* "an increase in sales of 5%", "a drop of 3%": a noun of change before the
 * "of" at token `of`, at most a short phrase away. */
static bool change_before_of(const struct ng_figure_scan *scan, size_t of,
                             nutgraf_change *change)
{
    size_t floor = ng_scan_back(of, scan->floor, 5);

    if (of <= scan->floor)
        return false;
    if (ng_is_change(scan, of - 1, NG_CHANGE_NOUN, change))
        return true;
    for (size_t i = of; i > floor; i--) {
        if (ng_scan_is(scan, i - 1, "in"))
            return i - 1 > floor &&
                   ng_is_change(scan, i - 2, NG_CHANGE_NOUN, change);
        if (!ng_noun_is_word(scan, i - 1) && !ng_scan_is(scan, i - 1, "the"))
            break;
    }
    return false;
}

/* "raised prices 3%", "cut its output 5%": a verb whose object stands between
 * it and a share. */
static bool change_over_object(const struct ng_figure_scan *scan, size_t at,
                               const struct ng_quantity *q,
                               nutgraf_change *change)
{
    size_t floor = ng_scan_back(at, scan->floor, 5), i = at;

    if (q->kind != NUTGRAF_PERCENT)
        return false;
    while (i > floor && ng_scan_kind(scan, i - 1) == NG_TOKEN_WORD &&
           (ng_noun_is_word(scan, i - 1) ||
            ng_noun_class(scan->text, i - 1) == NG_NOUN_DET)) {
        if (i < at && !ng_scan_is(scan, i - 1, "off") &&
            ng_is_change(scan, i - 1, NG_CHANGE_BY | NG_CHANGE_SOME, change))
            return true;
        i--;
    }
    return false;
}

/* "jumped above $61", "fell below 5%": the bound says that a level was passed,
 * and the amount is no change. */
static bool is_level(const struct ng_figure_scan *scan, size_t first)
{
    return ng_scan_is(scan, first, "above") ||
           ng_scan_is(scan, first, "below") ||
           ng_scan_is(scan, first, "past") ||
           ng_scan_is(scan, first, "beyond");
}

/* Tries the places in the order of how sure they are: a sign, words behind,
 * then before. At "by" the verb may be far off; behind "of" only a noun counts
 * ("a drop of 3%"); else the word right there, or a verb before its object. */
void ng_figure_change(const struct ng_figure_scan *scan,
                      const struct ng_quantity *q, nutgraf_figure *figure)
{
    size_t at = q->first;

    if (q->kind == NUTGRAF_SCORE)
        return; /* "5-0 down" */
    if (q->number.kind == NG_NUMBER_MULTIPLE) {
        figure->change = q->value > 1 ? NUTGRAF_CHANGE_UP : NUTGRAF_CHANGE_DOWN;
        return;
    }
    if (change_by_sign(scan, q, figure) || change_after(scan, q, figure))
        return;
    if (q->kind == NUTGRAF_MEASURE && at > scan->floor &&
        ng_scan_is(scan, at - 1, "a"))
        return; /* "added a 30 degree turn" */
    at = over_lead(scan, at);
    if (at <= scan->floor || is_level(scan, at))
        return;
    if (ng_scan_is(scan, at - 1, "by")) {
        find_back(scan, at - 1, NG_CHANGE_VERB | NG_CHANGE_SOME | NG_CHANGE_BY,
                  &figure->change);
        return;
    }
    if (ng_scan_is(scan, at - 1, "of")) {
        change_before_of(scan, at - 1, &figure->change);
        return;
    }
    if (!changes_directly(scan, at - 1, q, &figure->change))
        change_over_object(scan, at, q, &figure->change);
}
