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

/* Is the word at token `i` a change word of `class`? Sets its direction only
 * when it is. A row may name several classes, hence the search for the
 * substring: "rise" is a verb and a noun. Safe at any index. */
bool ng_is_change(const struct ng_figure_scan *scan, size_t i,
                  const char *class, nutgraf_change *change)
{
    struct ng_row row;

    if (i < scan->first || i >= scan->end ||
        !(ng_token_tables(scan->text, i) & NG_BIT(NG_TABLE_FIGURE_CHANGES)))
        return false;
    row = ng_lexicon_row(scan->text->lexicon, ng_text_token(scan->text, i)->lex,
                         NG_TABLE_FIGURE_CHANGES, 0);
    if (!strstr(ng_row_text(row, 2), class))
        return false;
    *change = strcmp(ng_row_text(row, 1), "up") == 0 ? NUTGRAF_CHANGE_UP
                                                     : NUTGRAF_CHANGE_DOWN;
    return true;
}

/* The nearest change word of `class` among the CHANGE_TOKENS tokens before
 * `at`; a stop ends the clause and the search. For places where the verb is
 * often far away: "fell over the past year by 3%". */
static bool find_back(const struct ng_figure_scan *scan, size_t at,
                      const char *class, nutgraf_change *change)
{
    size_t floor = ng_scan_back(at, scan->floor, CHANGE_TOKENS);

    for (; at > floor; at--) {
        if (ng_is_change(scan, at - 1, class, change))
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

    return find_back(scan, at, "verb", &change) ||
           find_back(scan, at, "noun", &change);
}

/* Does the verb right before the figure tell its change? Class "verb" does so
 * for every kind ("rose 40 places"). Verbs that take other objects too, class
 * "some", count only with percents, money and points: "lost 5%" and "lost 12
 * points" change, "lost 12 soldiers" does not. */
static bool changes_directly(const struct ng_figure_scan *scan, size_t verb,
                             const struct ng_quantity *q,
                             nutgraf_change *change)
{
    if (ng_is_change(scan, verb, "verb", change))
        return true;
    if (q->kind != NUTGRAF_PERCENT && q->kind != NUTGRAF_MONEY &&
        !ng_scan_is(scan, q->end, "points") &&
        !ng_scan_is(scan, q->end, "point"))
        return false;
    return ng_is_change(scan, verb, "some", change);
}

/* What a figure takes from the one before. In brackets or behind a slash it is
 * the same amount in another unit, so it has the same bound: "more than 100 km
 * (60 miles)". Behind "or" it restates the change: "lost 190 points, or 0.6%".
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
    if (ng_scan_is(scan, i, "or") && q->first <= i + 2 &&
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

/* Change words behind the figure: "3% higher", "a 3% drop", "a 3 per cent pay
 * rise". An adverb must be the next word, and no number may follow it: in "3%
 * up 12 points" the adverb is the second figure's. A noun may stand behind two
 * open words, only with percents and money. Resets the change when false, as
 * ng_is_change may have set it. */
static bool change_after(const struct ng_figure_scan *scan,
                         const struct ng_quantity *q, nutgraf_figure *figure)
{
    size_t i = q->end;

    if (ng_is_change(scan, i, "after", &figure->change) &&
        !ng_number_may_begin(scan->text, i + 1))
        return true;
    figure->change = NUTGRAF_CHANGE_NONE;
    if (q->kind != NUTGRAF_PERCENT && q->kind != NUTGRAF_MONEY)
        return false;
    /* "pay rise", "share price fall": open words may stand between; any
     * word of the noun table ends the search. */
    for (size_t n = 0; n < 3 && ng_scan_kind(scan, i) == NG_TOKEN_WORD; n++) {
        if (ng_is_change(scan, i, "noun", &figure->change))
            return true;
        if (ng_noun_class(scan->text, i) != NG_NOUN_OPEN)
            break;
        i++;
    }
    figure->change = NUTGRAF_CHANGE_NONE;
    return false;
}

/* Tries the places in the order of how sure they are: a sign, words behind,
 * then before. Going backwards it steps over the bound phrase ("rose about
 * 3%") and over small words ("rose by a further 3%"). At "by" the verb may be
 * far off; behind "of" only a noun directly before counts ("a drop of 3%");
 * else only the word right there. */
void ng_figure_change(const struct ng_figure_scan *scan,
                      const struct ng_quantity *q, nutgraf_figure *figure)
{
    struct ng_row row;
    size_t at = q->first;

    if (change_by_sign(scan, q, figure) || change_after(scan, q, figure))
        return;
    at = bound_before(scan, at, &row);
    if (q->kind == NUTGRAF_MEASURE && at > scan->floor &&
        ng_scan_is(scan, at - 1, "a"))
        return; /* "added a 30 degree turn" */
    while (at > scan->floor &&
           (ng_scan_is(scan, at - 1, "a") || ng_scan_is(scan, at - 1, "an") ||
            ng_scan_is(scan, at - 1, "another") ||
            ng_scan_is(scan, at - 1, "further") ||
            ng_scan_is(scan, at - 1, "some") ||
            ng_scan_is(scan, at - 1, "by") ||
            ng_scan_is(scan, at - 1, "sharply"))) {
        at--;
        if (ng_scan_is(scan, at, "by")) {
            if (!find_back(scan, at, "verb", &figure->change) &&
                !find_back(scan, at, "some", &figure->change))
                find_back(scan, at, "by", &figure->change);
            return;
        }
    }
    /* "a drop of 3%", and never "one of 3%": the word before "of" must be the
     * noun of change itself. */
    if (at > scan->floor && ng_scan_is(scan, at - 1, "of")) {
        if (at - 1 > scan->floor)
            ng_is_change(scan, at - 2, "noun", &figure->change);
        return;
    }
    if (at > scan->floor)
        changes_directly(scan, at - 1, q, &figure->change);
}
