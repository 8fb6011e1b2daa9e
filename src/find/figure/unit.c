/*
 * unit.c - units, currencies and percent signs behind a number.
 *
 *     "5 kg", "20 (kg)", "5%", "300 square miles"    units and symbols
 *     "5 dollars", "40p", "10 euros"                 currencies
 *     "5m people"                                    a scale after all
 *     "$5 a barrel", "60 miles per hour"             what stands below the line
 *
 * In comes a quantity that has its number, out goes the same one with unit,
 * kind, value and end as the unit says. Names are data/units.tsv, symbols
 * data/unit-symbols.tsv with the condition under which each counts, money
 * data/currencies.tsv and data/currency-signs.tsv. The longest phrase wins, of
 * unit or currency.
 *
 * Symbols are the hard part, for "m", "in" and "t" are ordinary letters and
 * words: they count behind digits only, some only when glued, some only at the
 * end of a phrase. Units are codes of UCUM, so that 5 feet and 5 ft print the
 * same. The cost is a look at a few phrases behind the number.
 */
#include "find/figure/scan.h"

#include "find/number/digits.h"

/* "pounds" are money from this amount on, when nothing else tells. */
#define MONEY_POUNDS 1e6

/* A row of one of the unit tables and the tokens it takes. */
struct unit {
    struct ng_row row;
    size_t first, end;
    bool symbol;
};

/* Does the row have this text in the column? */
static bool is_text(struct ng_row row, unsigned column, const char *text)
{
    return strcmp(ng_row_text(row, column), text) == 0;
}

/* "in" as inches: at the end of a phrase, before "of", "thick" and the like,
 * or behind feet ("5 ft 2 in"). Before any other word or number it is the
 * preposition: "won 5 in March". */
static bool inches_fit(const struct ng_figure_scan *scan,
                       const struct ng_quantity *q, size_t next)
{
    static const char *const words[] = {"of",   "thick", "wide", "long",
                                        "tall", "high",  "deep", "by"};
    size_t before = ng_scan_back(q->first, scan->first, 1);
    struct ng_row row;

    if (ng_scan_kind(scan, next) == NG_TOKEN_NUMBER)
        return false;
    if (ng_scan_kind(scan, next) != NG_TOKEN_WORD)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ng_scan_is(scan, next, words[i]))
            return true;
    ng_phrase_before(scan, before, q->first, NG_TABLE_UNITS, &row);
    if (!row.row)
        ng_phrase_before(scan, before, q->first, NG_TABLE_UNIT_SYMBOLS, &row);
    return row.row && strcmp(ng_row_text(row, 1), "[ft_i]") == 0;
}

/* May the symbol stand here? Never behind number words; glued where the table
 * asks for that; not at all where it says "degree". A single letter with space
 * before it and a capital behind is rather part of a name: "5 C Street". */
static bool symbol_fits(const struct ng_figure_scan *scan,
                        const struct ng_quantity *q, const struct unit *unit)
{
    bool tight = !ng_scan_spaced(scan, unit->first);
    enum ng_token_kind next = ng_scan_kind(scan, unit->end);
    size_t len = strlen(ng_row_text(unit->row, 0));

    if (!q->number.digits || (is_text(unit->row, 3, "attached") && !tight) ||
        (is_text(unit->row, 3, "apart") && tight) ||
        is_text(unit->row, 3, "degree"))
        return false;
    if (is_text(unit->row, 3, "final"))
        return inches_fit(scan, q, unit->end);
    if (len == 1 && !tight && next == NG_TOKEN_WORD &&
        ng_text_token(scan->text, unit->end)->shape != NG_SHAPE_LOWER)
        return false;
    return true;
}

/* "5m people", "5m of the votes": a glued "m" before a plural or "of the" is
 * the scale, not metres. */
static bool is_millions(const struct ng_figure_scan *scan,
                        const struct ng_quantity *q, const struct unit *unit)
{
    return q->number.scale == 1 && is_text(unit->row, 0, "m") &&
           !ng_scan_spaced(scan, unit->first) &&
           ng_scan_kind(scan, unit->end) == NG_TOKEN_WORD &&
           (ng_noun_is_plural(scan->text, unit->end) ||
            (ng_scan_is(scan, unit->end, "of") &&
             ng_scan_kind(scan, unit->end + 1) == NG_TOKEN_WORD &&
             ng_noun_class(scan->text, unit->end + 1) == NG_NOUN_DET));
}

/* "8 B people", "5 M users": a capital apart, before a plural. */
static bool is_spaced_scale(const struct ng_figure_scan *scan,
                            const struct ng_quantity *q)
{
    size_t i = q->end;
    char letter;

    if (!q->number.digits || q->number.scale != 1 ||
        ng_scan_kind(scan, i) != NG_TOKEN_WORD || !ng_scan_spaced(scan, i) ||
        ng_scan_kind(scan, i + 1) != NG_TOKEN_WORD ||
        ng_text_token(scan->text, i + 1)->shape != NG_SHAPE_LOWER ||
        ng_token_text(scan->text, i).len != 1)
        return false;
    letter = *ng_token_text(scan->text, i).ptr;
    return (letter == 'B' || letter == 'M') &&
           ng_noun_is_plural(scan->text, i + 1);
}

/* The longest unit at token `at`, name or symbol. A symbol that is as long as
 * a name is tried first; when it may not stand here, the name still counts.
 * False leaves `unit` without a meaning. */
static bool find_unit(const struct ng_figure_scan *scan,
                      const struct ng_quantity *q, size_t at,
                      struct unit *unit)
{
    struct ng_row row;
    size_t names, symbols;

    if (at >= scan->end)
        return false;
    names = ng_phrase_find(scan->text, at, scan->end, NG_TABLE_UNITS,
                           &unit->row);
    symbols = ng_phrase_find(scan->text, at, scan->end, NG_TABLE_UNIT_SYMBOLS,
                             &row);
    unit->first = at;
    unit->symbol = symbols > names || (symbols && symbols == names);
    if (unit->symbol) {
        struct unit symbol = {row, at, at + symbols, true};
        if (symbol_fits(scan, q, &symbol)) {
            *unit = symbol;
            return true;
        }
    }
    unit->symbol = false;
    unit->end = at + names;
    return names > 0 && (!is_text(unit->row, 3, "alone") ||
                         ng_scan_kind(scan, unit->end) != NG_TOKEN_WORD ||
                         !ng_noun_is_plural(scan->text, unit->end));
}

/* Is the token's first byte one of the brackets? */
static bool is_bracket(const struct ng_figure_scan *scan, size_t i,
                       const char *brackets)
{
    return i < scan->end &&
           strchr(brackets,
                  scan->text->bytes.ptr[ng_text_token(scan->text, i)->start]);
}

/* "20 (kg)", as in the headings of tables: a unit alone in brackets behind the
 * number, closed right behind it. Which bracket closes is not compared. */
static bool find_bracketed_unit(const struct ng_figure_scan *scan,
                                const struct ng_quantity *q, struct unit *unit)
{
    if (!is_bracket(scan, q->end, "([{<"))
        return false;
    if (!find_unit(scan, q, q->end + 1, unit) ||
        !is_bracket(scan, unit->end, ")]}>"))
        return false;
    unit->end++;
    return true;
}

/* A currency's name or a sign that follows: "dollars", a euro sign, "p". Signs
 * that stand before their number do not count, attached ones only glued to
 * digits without a scale ("40p"), and a sign glued to the next number belongs
 * to that: "10-$20". */
static bool find_currency(const struct ng_figure_scan *scan,
                          const struct ng_quantity *q, size_t at,
                          struct unit *unit)
{
    struct ng_row row;
    size_t taken;

    if (at >= scan->end)
        return false;
    unit->first = at;
    taken = ng_phrase_find(scan->text, at, scan->end, NG_TABLE_CURRENCIES,
                           &unit->row);
    unit->end = at + taken;
    unit->symbol = false;
    if (taken)
        return true;
    taken = ng_phrase_find(scan->text, at, scan->end, NG_TABLE_CURRENCY_SIGNS,
                           &row);
    if (!taken || is_text(row, 3, "before") ||
        is_text(row, 3, "attached-before"))
        return false;
    if (is_text(row, 3, "attached") &&
        (ng_scan_spaced(scan, at) || !q->number.digits ||
         q->number.scale != 1))
        return false;
    if (ng_scan_kind(scan, at) == NG_TOKEN_CURRENCY && at + taken < scan->end &&
        !ng_scan_spaced(scan, at + taken) &&
        ng_number_may_begin(scan->text, at + taken))
        return false; /* "10-$20": the sign is the next one's */
    unit->row = row;
    unit->symbol = true;
    unit->end = at + taken;
    return true;
}

/* Makes it money in the currency's main unit. The third column is what one of
 * the name is worth in it: 0.01 of cents, 10 and a million for names that
 * count more than one. `hundredth` is for compound.c. */
static void set_money(struct ng_quantity *q, const struct unit *unit)
{
    const char *worth = ng_row_text(unit->row, 2);

    if (strcmp(worth, "0.01") == 0)
        q->value /= 100;
    else if (strcmp(worth, "10") == 0)
        q->value *= 10;
    else if (strcmp(worth, "1000000") == 0)
        q->value *= 1e6;
    q->hundredth = strcmp(worth, "0.01") == 0;
    q->kind = NUTGRAF_MONEY;
    q->unit = ng_row_text(unit->row, 1);
    q->end = unit->end;
}

/* "a year ago", "a week earlier": a date and nothing below a line. */
static bool tells_when(const struct ng_figure_scan *scan, size_t at)
{
    return ng_scan_is(scan, at, "ago") || ng_scan_is(scan, at, "earlier") ||
           ng_scan_is(scan, at, "before") || ng_scan_is(scan, at, "later") ||
           ng_scan_is(scan, at, "old");
}

/* What stands below the line: a unit, or any one word after "per" or a slash.
 * An article counts only before a unit, since "$5 a ..." is otherwise a new
 * phrase. A measure gets time or a symbol into its own ("km/h", "mg/dL"). The
 * tokens are not part of the figure's span. Status: NO_MEMORY. */
static ng_status read_per(struct ng_figure_scan *scan, struct ng_quantity *q)
{
    size_t at = ng_scan_over_hyphen(scan, q->end), first;
    bool per = ng_scan_is(scan, at, "per") || ng_scan_is(scan, at, "/");
    bool article = ng_scan_is(scan, at, "a") || ng_scan_is(scan, at, "an") ||
                   ng_scan_is(scan, at, "each") ||
                   ng_scan_is(scan, at, "every");
    struct unit unit;
    struct ng_row row;
    bool symbol = false;

    if (!per && !article)
        return NUTGRAF_OK;
    first = ng_scan_over_hyphen(scan, at + 1);
    if (ng_scan_kind(scan, first) != NG_TOKEN_WORD)
        return NUTGRAF_OK;
    unit.end = first + ng_phrase_find(scan->text, first, scan->end,
                                      NG_TABLE_UNITS, &row);
    if (unit.end == first && per) { /* "90 mg/dL" */
        unit.end = first + ng_phrase_find(scan->text, first, scan->end,
                                          NG_TABLE_UNIT_SYMBOLS, &row);
        symbol = unit.end > first;
    }
    if ((unit.end == first || tells_when(scan, unit.end)) && !per)
        return NUTGRAF_OK;
    if (unit.end == first)
        unit.end = first + 1;
    if (row.row && q->kind == NUTGRAF_MEASURE &&
        (symbol || is_text(row, 2, "time"))) {
        q->unit = ng_arena_printf(&scan->run->doc, "%s/%s", q->unit,
                                  ng_row_text(row, 1));
        if (!q->unit)
            return NUTGRAF_NO_MEMORY;
    }
    q->per = ng_arena_copy(&scan->run->doc,
                           ng_tokens_text(scan->text, first, unit.end));
    return q->per ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* "5 degrees below zero", "below freezing": a negative temperature in words.
 * Only behind units of temperature, so "fell 5 metres below zero" stays. */
static void read_below_zero(struct ng_figure_scan *scan, struct ng_quantity *q)
{
    if (strcmp(q->unit, "deg") != 0 && strcmp(q->unit, "Cel") != 0 &&
        strcmp(q->unit, "[degF]") != 0)
        return;
    if (ng_scan_is(scan, q->end, "below") &&
        (ng_scan_is(scan, q->end + 1, "zero") ||
         ng_scan_is(scan, q->end + 1, "freezing"))) {
        q->value = -q->value;
        q->end += 2;
    }
}

/* The class of the row decides the kind: percent, time (a duration, which
 * becomes a figure only as an age) or else a measure. */
static void set_unit(struct ng_figure_scan *scan, struct ng_quantity *q,
                     const struct unit *unit)
{
    const char *class = ng_row_text(unit->row, 2);

    q->unit = ng_row_text(unit->row, 1);
    q->end = unit->end;
    if (strcmp(class, "percent") == 0) {
        q->kind = NUTGRAF_PERCENT;
    } else if (strcmp(class, "time") == 0) {
        q->duration = true;
    } else {
        q->kind = NUTGRAF_MEASURE;
        read_below_zero(scan, q);
    }
}

/* "pounds" are money or weight with the same word, "lb" never is money. From a
 * million on nobody weighs in pounds; below that, weight is what the table
 * says. */
static bool pounds_are_money(const struct ng_figure_scan *scan,
                             const struct ng_quantity *q,
                             const struct unit *unit)
{
    return strcmp(ng_row_text(unit->row, 1), "[lb_av]") == 0 &&
           !unit->symbol && q->value >= MONEY_POUNDS &&
           (ng_scan_is(scan, unit->first, "pounds") ||
            ng_scan_is(scan, unit->first, "pound"));
}

/* "three quarters of a mile", "half a mile", "dozens of miles": after a
 * fraction or a vague number an "of" and an article may stand before the unit.
 * Returns where the unit begins; behind other numbers that is `at` itself. */
static size_t over_of(const struct ng_figure_scan *scan,
                      const struct ng_quantity *q, size_t at)
{
    size_t i = at;

    if (q->number.kind != NG_NUMBER_FRACTION &&
        q->number.kind != NG_NUMBER_VAGUE)
        return at;
    if (ng_scan_is(scan, i, "of"))
        i++;
    if (ng_scan_is(scan, i, "a") || ng_scan_is(scan, i, "an"))
        i++;
    return i;
}

/* Looks for both a currency and a unit at the place behind the number, over a
 * hyphen but not over a dash, and lets the longer phrase win. Money that has
 * its sign already takes in a name or its own sign ("$5 dollars", "$5 US").
 * When "m" has turned out as millions, both are looked for again behind it. */
ng_status ng_unit_read(struct ng_figure_scan *scan, struct ng_quantity *q)
{
    size_t at = ng_scan_over_hyphen(scan, q->end);
    struct unit unit, money;
    bool has_unit, has_money;

    if (at == q->end && ng_scan_kind(scan, at) == NG_TOKEN_DASH)
        return NUTGRAF_OK;
    at = over_of(scan, q, at);
    if (is_spaced_scale(scan, q)) {
        q->number.scale = ng_scan_is(scan, at, "b") ? 1e9 : 1e6;
        q->value *= q->number.scale;
        q->end = q->number_end = ++at;
    }
    has_money = find_currency(scan, q, at, &money);
    if (q->kind == NUTGRAF_MONEY) { /* "$5 US", "£5 sterling" */
        if (has_money && (!money.symbol || is_text(money.row, 1, q->unit)))
            q->end = money.end;
        return read_per(scan, q);
    }
    has_unit = find_unit(scan, q, at, &unit) ||
               find_bracketed_unit(scan, q, &unit);
    if (has_unit && is_millions(scan, q, &unit)) {
        q->value *= 1e6;
        q->number.scale = 1e6;
        q->end = q->number_end = at = unit.end;
        has_money = find_currency(scan, q, at, &money);
        has_unit = find_unit(scan, q, at, &unit);
    }
    if (has_money && (!has_unit || money.end > unit.end)) {
        set_money(q, &money);
        return read_per(scan, q);
    }
    if (!has_unit)
        return NUTGRAF_OK;
    if (pounds_are_money(scan, q, &unit)) {
        q->kind = NUTGRAF_MONEY;
        q->unit = "GBP";
        q->end = unit.end;
        return read_per(scan, q);
    }
    set_unit(scan, q, &unit);
    return q->duration ? NUTGRAF_OK : read_per(scan, q);
}
