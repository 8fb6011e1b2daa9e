/* compound.c - amounts in two units: "5 feet 2 inches", "20 dollars 43 cents". */
#include "find/figure/scan.h"

/* Units that add up, the larger one first in each family. */
static const struct {
    const char *code;
    char family;
    double size; /* in the family's smallest */
} units[] = {
    {"[mi_i]", 'i', 63360}, {"[yd_i]", 'i', 36}, {"[ft_i]", 'i', 12},
    {"[in_i]", 'i', 1},     {"km", 'm', 1e6},    {"m", 'm', 1e3},
    {"cm", 'm', 1e1},    {"mm", 'm', 1},
    {"[stone_av]", 'o', 224}, {"[lb_av]", 'o', 16}, {"[oz_av]", 'o', 1},
    {"t", 'g', 1e6},        {"kg", 'g', 1e3},    {"g", 'g', 1},
};
#define UNITS (sizeof units / sizeof *units)

static size_t unit_number(const char *code)
{
    size_t i = 0;

    while (i < UNITS && strcmp(units[i].code, code) != 0)
        i++;
    return i;
}

/* The factor from the second unit to the first, if it is a smaller one of the
 * same family; else 0. */
static double smaller(const struct ng_quantity *q,
                      const struct ng_quantity *second)
{
    size_t a, b;

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

/* "15 dollars 50.", "3 GBP and one": two digits at most, nothing behind. */
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

ng_status ng_compound_read(struct ng_figure_scan *scan, struct ng_quantity *q)
{
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
        inner.floor = i;
        NG_TRY(ng_quantity_read(&inner, i, &second, &found));
        if (!found || second.first != i || second.sign_before)
            return NUTGRAF_OK;
        factor = smaller(q, &second);
        if (!factor && is_bare_minor(scan, q, &second))
            factor = 0.01;
        if (!factor)
            return NUTGRAF_OK;
        q->value += second.value * factor;
        q->end = second.end;
        q->number.decimal = second.number.decimal;
        q->hundredth = q->kind == NUTGRAF_MONEY;
    }
    return NUTGRAF_OK;
}
