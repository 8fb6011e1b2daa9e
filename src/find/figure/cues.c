/* cues.c - words beside a figure: bounds ("at least") and changes ("fell"). */
#include "find/figure/scan.h"

/* The longest bound phrase in tokens. */
#define BOUND_TOKENS 7
/* How far a verb of change may stand before "by 3%". */
#define CHANGE_TOKENS 12

/* The table's text as a string of the program, so that the same bound is the
 * same pointer; NULL for "=". */
static const char *bound_of(const char *text)
{
    static const char *const bounds[] = {"~", "<", ">", "<=", ">="};

    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
        if (strcmp(text, bounds[i]) == 0)
            return bounds[i];
    return NULL;
}

/* The bound phrase that ends before token `end`; returns its first token. */
static size_t bound_before(const struct ng_figure_scan *scan, size_t end,
                           struct ng_row *row)
{
    size_t first = ng_phrase_before(scan, end, scan->floor, BOUND_TOKENS,
                                    NG_TABLE_FIGURE_BOUNDS, row);

    if (row->row && strcmp(ng_row_text(*row, 2), "after") == 0)
        row->row = NULL;
    return row->row ? first : end;
}

/* ">" followed by "=" and a space are one sign; so is the bound phrase behind
 * the figure. */
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
        ng_scan_is(scan, at + taken, "than") ||
        ng_scan_is(scan, at + taken, "as"))
        return false;
    *bound = bound_of(ng_row_text(row, 1));
    return true;
}

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
    bound_before(scan, end, &row);
    if (row.row)
        figure->bound = bound_of(ng_row_text(row, 1));
}

/* Is the word at `i` a change word of a class? Sets its direction. */
static bool is_change(const struct ng_figure_scan *scan, size_t i,
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

/* The nearest verb or noun of change in the tokens before `at`, within the
 * clause. */
static bool find_back(const struct ng_figure_scan *scan, size_t at,
                      const char *class, nutgraf_change *change)
{
    size_t floor = at - scan->floor > CHANGE_TOKENS ? at - CHANGE_TOKENS
                                                    : scan->floor;

    for (; at > floor; at--) {
        if (is_change(scan, at - 1, class, change))
            return true;
        if (ng_scan_kind(scan, at - 1) == NG_TOKEN_STOP)
            return false;
    }
    return false;
}

bool ng_change_before(const struct ng_figure_scan *scan, size_t at)
{
    nutgraf_change change;

    return find_back(scan, at, "verb", &change) ||
           find_back(scan, at, "noun", &change);
}

/* Does a verb tell a change of this figure when it stands right before it? Of
 * verbs that take other objects too ("lost", "raised"; class "some") only with
 * percents, money and points. */
static bool changes_directly(const struct ng_figure_scan *scan, size_t verb,
                             const struct ng_quantity *q,
                             nutgraf_change *change)
{
    if (is_change(scan, verb, "verb", change))
        return true;
    if (q->kind != NUTGRAF_PERCENT && q->kind != NUTGRAF_MONEY &&
        !ng_scan_is(scan, q->end, "points") &&
        !ng_scan_is(scan, q->end, "point"))
        return false;
    return is_change(scan, verb, "some", change);
}

struct ng_noun ng_change_subject(const struct ng_figure_scan *scan,
                                 const struct ng_quantity *q)
{
    size_t floor = q->first - scan->floor > CHANGE_TOKENS
                       ? q->first - CHANGE_TOKENS
                       : scan->floor;
    nutgraf_change change;

    for (size_t i = q->end; i < q->end + 4; i++) {
        if (!is_change(scan, i, "noun", &change))
            continue;
        if (ng_scan_is(scan, i + 1, "in") || ng_scan_is(scan, i + 1, "of"))
            return ng_noun_after(scan, i + 2, 1);
        return (struct ng_noun){q->end, q->end, false};
    }
    for (size_t i = q->first; i > floor; i--)
        if (is_change(scan, i - 1, "verb", &change) ||
            is_change(scan, i - 1, "some", &change))
            return ng_noun_before(scan, i - 1);
    return (struct ng_noun){q->end, q->end, false};
}

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
    i += ng_scan_is(scan, i, ",");
    if (ng_scan_is(scan, i, "or") && q->first <= i + 2 &&
        figure->change == NUTGRAF_CHANGE_NONE)
        figure->change = last->change;
}

/* "+3%", "-0.5%" of a share's price. */
static bool change_by_sign(const struct ng_figure_scan *scan,
                           const struct ng_quantity *q, nutgraf_figure *figure)
{
    if (q->kind != NUTGRAF_PERCENT || !ng_scan_is(scan, q->first, "+"))
        return false;
    figure->change = NUTGRAF_CHANGE_UP;
    return true;
}

/* "3% higher", "a 3% drop", "a 3 per cent pay rise". */
static bool change_after(const struct ng_figure_scan *scan,
                         const struct ng_quantity *q, nutgraf_figure *figure)
{
    size_t i = q->end;

    if (is_change(scan, i, "after", &figure->change) &&
        !ng_number_may_begin(scan->text, i + 1))
        return true;
    figure->change = NUTGRAF_CHANGE_NONE;
    if (q->kind != NUTGRAF_PERCENT && q->kind != NUTGRAF_MONEY)
        return false;
    for (size_t n = 0; n < 3 && ng_scan_kind(scan, i) == NG_TOKEN_WORD; n++) {
        if (is_change(scan, i, "noun", &figure->change))
            return true;
        if (ng_noun_class(scan->text, i) != NG_NOUN_OPEN)
            break;
        i++;
    }
    figure->change = NUTGRAF_CHANGE_NONE;
    return false;
}

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
            if (!find_back(scan, at, "verb", &figure->change))
                find_back(scan, at, "some", &figure->change);
            return;
        }
    }
    if (at > scan->floor && ng_scan_is(scan, at - 1, "of")) {
        if (at - 1 > scan->floor)
            is_change(scan, at - 2, "noun", &figure->change);
        return;
    }
    if (at > scan->floor)
        changes_directly(scan, at - 1, q, &figure->change);
}
