/*
 * compound.c - amounts in two units: "5 feet 2 inches", "20 dollars 43 cents".
 *
 *     5 [ft_i], then 2 [in_i]    -> 5.1667 [ft_i]
 *     20 USD, then 0.43 USD      -> 20.43 USD
 *     15 GBP, then a bare 50.    -> 15.50 GBP
 *
 * In comes a quantity whose unit is known, out goes the same one with its
 * value and end moved over the smaller units that follow. The figure keeps the
 * first unit, since that is what a reader would compare with other figures.
 *
 * Units add up only within one family and only downwards, and the smaller
 * amount must be less than one of the larger: "5 feet 20 inches" stays two
 * figures. The table of families stands here and not in data/, because a
 * family is arithmetic and not vocabulary. Each turn reads one more quantity,
 * so the cost is linear in the tokens taken.
 */
#include "find/figure/scan.h"

/* A unit that adds up with the others of its family. */
struct member {
    const char *code;
    char family;
    double size; /* in the family's smallest */
};

/* All of them; a family stands together, the larger unit first. Units of time
 * are not here: durations are the dates module's. */
static const struct member units[] = {
    {"[mi_i]", 'i', 63360}, {"[yd_i]", 'i', 36}, {"[ft_i]", 'i', 12},
    {"[in_i]", 'i', 1},     {"km", 'm', 1e6},    {"m", 'm', 1e3},
    {"cm", 'm', 1e1},    {"mm", 'm', 1},
    {"[stone_av]", 'o', 224}, {"[lb_av]", 'o', 16}, {"[oz_av]", 'o', 1},
    {"t", 'g', 1e6},        {"kg", 'g', 1e3},    {"g", 'g', 1},
};
#define UNITS (sizeof units / sizeof *units)

/* The unit's place in the table by its code, or UNITS when it adds up with
 * nothing ("Cel", "bit"). Fourteen rows, and asked only when two quantities
 * follow each other: a plain loop will do. */
static size_t unit_number(const char *code)
{
    size_t i = 0;

    while (i < UNITS && strcmp(units[i].code, code) != 0)
        i++;
    return i;
}

/* "3 pounds and 50 pence": pounds that were taken for a weight. */
static bool is_pounds_and_pence(const struct ng_quantity *q,
                                const struct ng_quantity *second)
{
    return q->kind == NUTGRAF_MEASURE && strcmp(q->unit, "[lb_av]") == 0 &&
           second->kind == NUTGRAF_MONEY && second->hundredth &&
           strcmp(second->unit, "GBP") == 0 && second->value < 1;
}

/* The factor from the second unit to the first: 1/12 for feet and inches; 0
 * when the two are not of one family, not in falling order or too much ("5
 * feet 20 inches"). Of money the second must be a hundredth ("43 cents"),
 * already worth 0.43 there, hence 1. */
static double smaller(const struct ng_quantity *q,
                      const struct ng_quantity *second)
{
    size_t a, b;

    if (is_pounds_and_pence(q, second))
        return 1;
    if (q->kind == NUTGRAF_MONEY)
        return second->hundredth && !q->hundredth && second->value < 1 ? 1 : 0;
    if (second->kind != NUTGRAF_MEASURE)
        return 0;
    a = unit_number(q->unit);
    b = unit_number(second->unit);
    if (a >= UNITS || b >= UNITS || units[a].family != units[b].family ||
        units[a].size <= units[b].size)
        return 0;
    return second->value * units[b].size < units[a].size
               ? units[b].size / units[a].size
               : 0;
}

/* The hundredths left unsaid: "15 dollars 50.", "3 GBP and one." Two digits at
 * most, and the sentence or clause must end right there; else "15 dollars 50
 * people paid" would cost 15.50. Nothing of it may have a decimal point or a
 * scale word. */
static bool is_bare_minor(const struct ng_figure_scan *scan,
                          const struct ng_quantity *q,
                          const struct ng_quantity *second)
{
    enum ng_token_kind next = ng_scan_kind(scan, second->end);

    return q->kind == NUTGRAF_MONEY && !second->unit && !q->number.decimal &&
           q->number.scale == 1 && second->value >= 1 && second->value < 100 &&
           second->number.kind == NG_NUMBER_CARDINAL &&
           !second->number.decimal && next == NG_TOKEN_STOP &&
           second->number_end - second->number_first <= 3;
}

/* A foot or inch mark glued behind the token before: "'", U+2019 or a prime; or
 * the same twice. */
static bool is_prime(const struct ng_figure_scan *scan, size_t i, bool twice)
{
    static const char *const one[] = {"'", "\u2019", "\u2032"};
    static const char *const two[] = {"\"", "\u201d", "\u2033"};
    struct ng_slice mark;

    if (i >= scan->end || ng_scan_spaced(scan, i))
        return false;
    mark = ng_token_text(scan->text, i);
    for (size_t n = 0; n < 3; n++)
        if (ng_slice_eq(mark, ng_slice_of(twice ? two[n] : one[n])))
            return true;
    return false;
}

/* The inches behind feet: a number below twelve glued to what stands before
 * it. */
static bool read_inches(const struct ng_figure_scan *scan,
                        struct ng_quantity *q, size_t at)
{
    struct ng_number inches;
    size_t taken;

    if (at >= scan->end || ng_scan_kind(scan, at) != NG_TOKEN_NUMBER ||
        ng_scan_spaced(scan, at))
        return false;
    taken = ng_number_read(scan->text, at, scan->end, &inches);
    if (!taken || inches.value >= 12 || inches.kind == NG_NUMBER_ORDINAL)
        return false;
    q->value += inches.value / 12;
    q->kind = NUTGRAF_MEASURE;
    q->unit = "[ft_i]";
    q->end = at + taken;
    return true;
}

/* Heights of people: "6'1\"", "6-foot-1". */
static void read_height(const struct ng_figure_scan *scan,
                        struct ng_quantity *q)
{
    if (q->number.decimal || !q->number.digits || q->value >= 10)
        return;
    if (!q->unit && q->kind == NUTGRAF_CARDINAL &&
        is_prime(scan, q->end, false) && read_inches(scan, q, q->end + 1))
        q->end += is_prime(scan, q->end, true);
    else if (q->unit && strcmp(q->unit, "[ft_i]") == 0 &&
             ng_scan_over_hyphen(scan, q->end) > q->end)
        read_inches(scan, q, q->end + 1);
}

/* Adds one smaller unit after the other: "6 stone 3 pounds 2 ounces" would
 * take two turns. Money ends with its first hundredth. A comma may part
 * measures ("5 feet, 2 inches") but not money, where a comma rather begins the
 * next item of a list. What does not fit is left for the caller to read as a
 * figure of its own. Status: NO_MEMORY, from the unit that the second quantity
 * may have built. */
ng_status ng_compound_read(struct ng_figure_scan *scan, struct ng_quantity *q)
{
    read_height(scan, q);
    while (q->unit && !q->hundredth && !q->number.decimal &&
           (q->kind == NUTGRAF_MONEY || q->kind == NUTGRAF_MEASURE)) {
        struct ng_figure_scan inner = *scan;
        struct ng_quantity second;
        size_t i = q->end;
        double factor;
        bool found, comma = ng_scan_is(scan, i, ",");
        i += comma && q->kind == NUTGRAF_MEASURE;
        i += ng_scan_is(scan, i, "and");
        if (i >= scan->end || !ng_number_may_begin(scan->text, i))
            return NUTGRAF_OK;
        /* The second quantity must not look for a sign or a bound in the first
         * one's tokens. */
        inner.floor = i;
        NG_TRY(ng_quantity_read(&inner, i, &second, &found));
        if (!found || second.first != i || second.sign_before)
            return NUTGRAF_OK;
        factor = smaller(q, &second);
        if (!factor && is_bare_minor(scan, q, &second))
            factor = 0.01;
        if (!factor)
            return NUTGRAF_OK;
        if (second.kind == NUTGRAF_MONEY) {
            q->kind = NUTGRAF_MONEY;
            q->unit = second.unit;
        }
        q->value += second.value * factor;
        q->end = second.end;
        q->number.decimal = second.number.decimal;
        q->hundredth = q->kind == NUTGRAF_MONEY;
    }
    return NUTGRAF_OK;
}
