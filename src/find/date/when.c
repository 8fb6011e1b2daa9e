/*
 * when.c - items of a match -> an under-specified date.
 *
 * In: a match: the rule, its items, the class each was taken for. Out: a struct
 * ng_when that holds what the words say and nothing more. An item knows by its
 * class which field it fills; a rule adds what its words imply ("noon",
 * "the latest quarter") as arguments. No anchor is known here.
 *
 * The four take_ functions look at every item, each for its own group of
 * classes, so an item that brings a day and a time is read by two of them.
 * Order within a match hardly matters: a field is filled by what names it. The
 * exceptions are numbers and units, of which the first and the second mean
 * different things. Cost: a fixed number of comparisons for each item.
 */
#include "find/date/when.h"

#include <stdlib.h>

/* "nights": the number before a part's letters. */
#define PLURAL_PART 2

/* The letters of a value behind its digits: "0NI" -> "NI"; NULL for none. "-1"
 * and "24" have none. What comes back points into the table's row, which lives
 * as long as the model. */
static const char *letters_of(const char *value)
{
    while (*value == '-' || *value == '+' || *value == '.' ||
           ng_is_digit(*value))
        value++;
    return *value ? value : NULL;
}

/* "last" -1, "this" 0, "next" +1; "previous" and "coming" count in their own
 * way: the previous Friday is last week's, the coming one the nearest. A code
 * from the table is either a number, -1 to +1, or one of the letters, whose
 * values lie far above. */
static void set_shift(struct ng_when *when, int code)
{
    when->said |= NG_SAID_SHIFT;
    when->how = 0;
    if (code == 'p' || code == 'c') {
        when->how = (char)code;
        when->shift = code == 'p' ? -1 : 1;
    } else {
        when->shift = (int8_t)code;
    }
}

/* The first number is the amount, a second one belongs to a second unit. "two
 * years and three months" has both, "3 years ago" only the first. */
static void set_amount(struct ng_when *when, double amount)
{
    if (when->said & NG_SAID_AMOUNT) {
        when->amount2 = amount;
        return;
    }
    when->amount = amount;
    when->said |= NG_SAID_AMOUNT;
}

/* In "the last week of the month" the first unit is what is counted, the second
 * what it lies in; elsewhere the first is the unit itself. "two years and three
 * months" gives 'Y' and 'M'. */
static void set_unit(struct ng_when *when, int unit, enum ng_rule_op op)
{
    if (op == NG_OP_NTH && !when->unit2 && !when->weekday)
        when->unit2 = (char)unit;
    else if (!when->unit)
        when->unit = (char)unit;
    else
        when->unit2 = (char)unit;
}

/* A year with its precision: 4 digits, 3 for a decade, 2 for a century. The
 * digits decide later how many X the value has: "the 1980s" is 198X. */
static void set_year(struct ng_when *when, int32_t year, unsigned digits)
{
    when->year = year;
    when->digits = (uint8_t)digits;
    when->said |= NG_SAID_YEAR;
}

/* "the 1980s" are ten years, "the 1800s" a hundred; "the 2000s" have not lasted
 * so long yet. */
static void set_decade(struct ng_when *when, int32_t year)
{
    set_year(when, year, year % 100 == 0 && year < 2000 ? 2 : 3);
}

/* '82 and '12: years of two digits, 1940 to 2039. Which numbers may be such a
 * year is the rules' affair: here "90" would be 1990 anywhere. */
static int32_t short_year(double number)
{
    int32_t year = (int32_t)number;

    return year < 40 ? 2000 + year : 1900 + year;
}

/* A time of the day. "15 past noon" has its minutes already. */
static void set_time(struct ng_when *when, const struct ng_date_item *item)
{
    when->hour = item->hour;
    if (item->minute >= 0 || when->minute < 0)
        when->minute = item->minute;
    when->second = item->second;
}

/* Noon and midnight need no correction by "pm"; 12 am is midnight. "12 pm" is
 * 12 already; hours above 12 ("15 pm") stay as they are. */
static void set_half_day(struct ng_when *when, int code)
{
    if (code == 'p' && when->hour < 12)
        when->hour = (int8_t)(when->hour + 12);
    else if (code == 'a' && when->hour == 12)
        when->hour = 0;
}

/* "BC" turns the year around; year 1 BC is -1 here, there is no year 0. Called
 * last, so a century BC is turned around as a whole. */
static void set_era(struct ng_when *when, int code)
{
    if (code == 'B' && when->year > 0)
        when->year = -when->year;
}

/* "daily": "1D". "biweekly" has the amount 2 and the unit W; a value without a
 * letter counts days. */
static void set_rate(struct ng_when *when, const char *value)
{
    const char *unit = letters_of(value);

    when->amount = atof(value);
    when->said |= NG_SAID_AMOUNT;
    when->unit = unit ? unit[0] : 'D';
}

/* Numbers, units and directions, for spans of time and offsets. A unit that
 * a rule spells out ("the latest quarter") counts as one. */
static void take_amount(struct ng_when *when, enum ng_date_class class,
                        const struct ng_date_item *item, enum ng_rule_op op)
{
    const struct ng_date_word *word = ng_date_item_word(item, class);
    const char *value = word->value;
    int code = word->code;

    if (class == NG_DC_NUM || class == NG_DC_ART || class == NG_DC_VAGUE)
        set_amount(when, item->number);
    else if (class == NG_DC_ORD)
        when->nth = (int8_t)(item->number <= 120 ? item->number : 120);
    else if (class == NG_DC_UNIT || class == NG_DC_SHORTUNIT)
        set_unit(when, code, op);
    else if (class == NG_DC_SETADV)
        set_rate(when, value);
    when->units |= class == NG_DC_UNIT && value[0] && value[1] == 's';
    if (class == NG_DC_AGO ||
             (class == NG_DC_LITERAL && (item->classes & NG_DC(AGO))))
        when->direction =
            (int8_t)ng_date_item_word(item, NG_DC_AGO)->code;
    else if (class == NG_DC_LITERAL && (item->classes & NG_DC(UNIT)) &&
             op != NG_OP_CENTURY && !when->day)
        set_unit(when, ng_date_item_word(item, NG_DC_UNIT)->code, op);
}

/* Fields of the calendar. A weekday's code of more than ten is its plural:
 * "Fridays". A decade has its year in the item when it was written in digits
 * ("1980s"), in the row when in letters ("the eighties"). */
static void take_field(struct ng_when *when, enum ng_date_class class,
                       const struct ng_date_item *item)
{
    const struct ng_date_word *word = ng_date_item_word(item, class);
    int code = word->code;

    if (class == NG_DC_MONTH)
        when->month = (uint8_t)code;
    else if (class == NG_DC_WEEKDAY)
        when->weekday = (uint8_t)(code % 10);
    else if (class == NG_DC_DAY)
        when->day = (uint8_t)item->number;
    else if (class == NG_DC_YEAR || class == NG_DC_BYEAR)
        set_year(when, (int32_t)item->number, 4);
    else if (class == NG_DC_YY)
        set_year(when, short_year(item->number), 4);
    else if (class == NG_DC_DECADE)
        set_decade(when, item->year ? item->year : code);
    else if (class == NG_DC_QUARTER)
        when->quarter = item->month ? item->month : (uint8_t)code;
    else if (class == NG_DC_HALF)
        when->half = item->month ? item->month : (uint8_t)code;
    /* Forms in digits bring several fields at once. */
    if (class == NG_DC_NUMDATE || class == NG_DC_NUMYM)
        set_year(when, item->year, 4);
    if (class == NG_DC_NUMDATE || class == NG_DC_NUMYM ||
        class == NG_DC_NUMMD) {
        when->month = item->month;
        when->day = item->day;
    }
    if (class == NG_DC_NUMDATE && item->hour >= 0)
        set_time(when, item);
    when->plural |= class == NG_DC_WEEKDAY && code > 10;
}

/* Times of the day. "pm" changes the hour that stands before it, so it relies
 * on the order of the items. */
static void take_time(struct ng_when *when, enum ng_date_class class,
                      const struct ng_date_item *item)
{
    const struct ng_date_word *word = ng_date_item_word(item, class);
    int code = word->code;

    if (class == NG_DC_TIME || class == NG_DC_POINTTIME)
        set_time(when, item);
    else if (class == NG_DC_HOUR)
        when->hour = (int8_t)item->number;
    else if (class == NG_DC_MINUTE)
        when->minute = (int8_t)item->number;
    else if (class == NG_DC_AMPM)
        set_half_day(when, code);
    /* "1140 a.m." */
    if (class == NG_DC_HHMM) {
        when->hour = (int8_t)(item->number / 100);
        when->minute = (int8_t)((int)item->number % 100);
    }
    if (class == NG_DC_ZONE) {
        when->zone = (int16_t)code;
        when->american = letters_of(word->value) != NULL;
        when->said |= NG_SAID_ZONE;
    }
}

/* Words with a meaning of their own: parts of the day, seasons, holidays,
 * mods, references, shifts. "tonight" is a day unless an hour stands with
 * it. */
static void take_word(struct ng_when *when, enum ng_date_class class,
                      const struct ng_date_item *item)
{
    const struct ng_date_word *word = ng_date_item_word(item, class);
    const char *value = word->value;
    int code = word->code;

    if (class == NG_DC_PART) {
        when->part = letters_of(value);
        when->plural |= code == PLURAL_PART;
    }
    if (class == NG_DC_SEASON) {
        when->season = letters_of(value);
        when->plural |= value[0] == '2';
    }
    else if (class == NG_DC_HOLIDAY)
        when->holiday = value;
    else if (class == NG_DC_EARLY || class == NG_DC_EDGE ||
             class == NG_DC_APPROX)
        when->mod = value[0] ? value : NULL;
    else if (class == NG_DC_REF)
        when->ref = value;
    else if (class == NG_DC_SHIFT)
        set_shift(when, code);
    /* Days counted from the anchor are periods of a day, shifted. */
    if (class == NG_DC_REL) {
        when->said |= NG_SAID_SHIFT;
        when->shift = (int8_t)code;
        when->unit = 'D';
        when->part = letters_of(value);
        if (when->part && when->part[0] == 'n') {
            when->evening = true; /* "tonight" is a day, unless timed */
            when->part = NULL;
        }
    }
}

/* One "name=value" of a rule's arguments, after the items: it overrules
 * them. */
static void apply_argument(struct ng_when *when, struct ng_slice name,
                           const char *value)
{
    int number = atoi(value);

    /* Units and directions, for words that imply them: "hence", "quarter". */
    if (ng_slice_eq(name, NG_LIT("unit")))
        when->unit = value[0];
    else if (ng_slice_eq(name, NG_LIT("unit2")))
        when->unit2 = value[0];
    else if (ng_slice_eq(name, NG_LIT("dir")))
        when->direction = (int8_t)number;
    else if (ng_slice_eq(name, NG_LIT("nth")))
        when->nth = (int8_t)number;
    else if (ng_slice_eq(name, NG_LIT("from")))
        when->from = (uint8_t)(value[0] == 's' ? NG_FROM_STORY
                                               : NG_FROM_ANCHOR);
    else if (ng_slice_eq(name, NG_LIT("minute")))
        when->minute = (int8_t)number;
    else if (ng_slice_eq(name, NG_LIT("half")))
        when->half = (uint8_t)number;
    else if (ng_slice_eq(name, NG_LIT("plural")))
        when->plural = true;
    else if (ng_slice_eq(name, NG_LIT("quarter")))
        when->quarter = (uint8_t)number;
    else if (ng_slice_eq(name, NG_LIT("month")))
        when->month = (uint8_t)number;
    else if (ng_slice_eq(name, NG_LIT("day")))
        when->day = (uint8_t)number;
    else if (ng_slice_eq(name, NG_LIT("exact")))
        when->exact = true;
    else if (ng_slice_eq(name, NG_LIT("like")))
        when->compared = true;
    /* "the 3rd last week": n counts from the end. */
    if (ng_slice_eq(name, NG_LIT("from")) && value[0] == 'e')
        when->nth = (int8_t)-when->nth;
    if (ng_slice_eq(name, NG_LIT("how")))
        when->how = value[0];
    if (ng_slice_eq(name, NG_LIT("pm")))
        set_half_day(when, 'p');
    /* "a quarter to three": the hour before, its last minutes. */
    if (ng_slice_eq(name, NG_LIT("to")) && when->hour > 0) {
        when->hour--;
        when->minute = (int8_t)(60 - number);
    }
    /* The amount: X is "several". */
    if (ng_slice_eq(name, NG_LIT("n"))) {
        when->said |= NG_SAID_AMOUNT;
        when->amount = value[0] == 'X' ? NG_MANY : atof(value);
    }
    if (ng_slice_eq(name, NG_LIT("add")))
        when->amount += atof(value);
    if (ng_slice_eq(name, NG_LIT("shift"))) {
        when->said |= NG_SAID_SHIFT;
        when->shift = (int8_t)number;
    }
}

/* Finds the static spelling of a mod or reference that a rule names: the rule's
 * own text has no end of its own. A rule's arguments stand in one string,
 * separated by spaces, so a pointer into it would show the rest of them as
 * well. */
static const char *static_name(struct ng_slice value)
{
    static const char *const names[] = {
        "START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN",
        "PAST_REF", "PRESENT_REF", "FUTURE_REF", "MO", "AF", "EV", "NI",
        "EQUAL_OR_LESS", "EQUAL_OR_MORE", "DT"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ng_slice_eq(value, ng_slice_of(names[i])))
            return names[i];
    return NULL;
}

/* Walks the arguments, which single spaces separate. */
static void apply_arguments(struct ng_when *when, const char *arguments)
{
    while (*arguments) {
        size_t name = strcspn(arguments, "=");
        const char *value = arguments + name + (arguments[name] == '=');
        size_t len = strcspn(value, " ");
        struct ng_slice key = {arguments, name};
        const char *text = static_name((struct ng_slice){value, len});
        if (ng_slice_eq(key, NG_LIT("mod")))
            when->mod = text;
        else if (ng_slice_eq(key, NG_LIT("ref")))
            when->ref = text;
        else if (ng_slice_eq(key, NG_LIT("part")))
            when->part = text;
        else
            apply_argument(when, key, value);
        arguments = value + len + (value[len] == ' ');
    }
}

/* What kind of value an op makes; all that is not listed are calendar dates.
 * Shifts and clocks are dates with holes, which resolve.c fills. */
static enum ng_when_kind kind_of(enum ng_rule_op op)
{
    switch (op) {
    case NG_OP_OFFSET:
    case NG_OP_FROM: return NG_WHEN_OFFSET;
    case NG_OP_NTH: return NG_WHEN_NTH;
    case NG_OP_SPAN: return NG_WHEN_SPAN;
    case NG_OP_SET: return NG_WHEN_SET;
    case NG_OP_REF: return NG_WHEN_REF;
    case NG_OP_SAME: return NG_WHEN_SAME;
    case NG_OP_DATE:
    case NG_OP_CLOCK:
    case NG_OP_REL:
    case NG_OP_SHIFT:
    case NG_OP_CENTURY:
    case NG_OP_NONE: break;
    }
    return NG_WHEN_DATE;
}

/* "the 19th century" is 18XX, "the 5th century BC" 04XX before; the first
 * begins with the year 1. */
static void set_century(struct ng_when *when)
{
    int century = when->nth ? when->nth : 1;

    set_year(when, century > 1 ? (century - 1) * 100 : 1, 2);
    when->nth = 0;
    when->unit = 0;
}

/* A month has such a day; February 29 is left to the year. */
static bool is_possible(const struct ng_when *when)
{
    if (when->hour > 24 || when->minute > 59)
        return false;
    /* Without both fields there is nothing to contradict. */
    if (!when->month || !when->day)
        return true;
    if ((when->said & NG_SAID_YEAR) && when->year > 0)
        return ng_ymd_valid((struct ng_ymd){when->year, when->month,
                                            when->day});
    return when->day <= ng_month_days(2000, when->month);
}

/* "3 in the afternoon", "8 tonight": the hours after noon; 12 in the evening is
 * midnight, 12 in the afternoon noon. Without a word for the part of the day
 * nothing is assumed: "at 3" stays 03. */
static bool is_later_half(const struct ng_when *when)
{
    const char *part = when->part ? when->part : "";
    bool evening = when->evening || strcmp(part, "EV") == 0 ||
                   strcmp(part, "NI") == 0;

    return when->hour == 12 ? evening : evening || strcmp(part, "AF") == 0;
}

/* Items fill fields by the class that they were taken for, in their order;
 * then the rule's arguments, then what needs all of it: centuries, eras,
 * week numbers, periods without number ("the coming years" -> PXY), hours
 * after noon. */
bool ng_when_fill(const struct ng_date_match *match, struct ng_when *when)
{
    enum ng_rule_op op = (enum ng_rule_op)match->rule->op;
    int era = 0;

    *when = (struct ng_when){.hour = -1, .minute = -1, .second = -1};
    when->kind = (uint8_t)kind_of(op);
    for (unsigned i = 0; i < match->count; i++) {
        const struct ng_date_item *item = &match->items[i];
        take_amount(when, match->classes[i], item, op);
        take_field(when, match->classes[i], item);
        take_time(when, match->classes[i], item);
        take_word(when, match->classes[i], item);
        if (match->classes[i] == NG_DC_ERA)
            era = ng_date_item_word(item, NG_DC_ERA)->code;
    }
    apply_arguments(when, match->rule->arguments);
    /* What needs all the fields: order matters from here on. */
    if (op == NG_OP_CENTURY)
        set_century(when);
    /* "the June quarter" ends with June. */
    if (op == NG_OP_DATE && when->month && !when->day && when->unit == 'Q') {
        when->quarter = (uint8_t)((when->month + 2) / 3);
        when->month = 0;
        when->unit = 0;
    }
    if (op == NG_OP_DATE && when->unit == 'W' && when->amount >= 1 &&
        when->amount <= 53)
        when->week = (uint8_t)when->amount; /* "week 23" */
    /* A period in the plural without a number has no place in the calendar. */
    if ((op == NG_OP_SHIFT || op == NG_OP_SAME) && when->units &&
        when->shift && !when->weekday && !(when->said & NG_SAID_AMOUNT)) {
        when->kind = NG_WHEN_SPAN; /* "the coming years" */
        when->amount = NG_MANY;
    }
    /* "Mondays", "Tuesday nights", "her summers"; "every third day" */
    if (when->plural && op == NG_OP_DATE && !(when->said & NG_SAID_YEAR))
        when->kind = NG_WHEN_SET;
    if (op == NG_OP_SET && when->nth > 0 && !when->weekday)
        set_amount(when, when->nth);
    if (era)
        set_era(when, era);
    if (when->hour > 0 && when->hour <= 12 && is_later_half(when))
        when->hour = (int8_t)(when->hour + 12);
    if (op == NG_OP_FROM)
        when->from = NG_FROM_NEXT;
    return is_possible(when);
}

/* Offsets in days and weeks are days too: "three days ago at 10:30". */
bool ng_when_is_day(const struct ng_when *when)
{
    if (when->kind == NG_WHEN_NTH)
        return when->weekday || when->unit2 == 'D';
    if (when->kind == NG_WHEN_OFFSET)
        return when->unit == 'D' || when->unit == 'W';
    if (when->kind == NG_WHEN_SAME)
        return when->unit == 'D' && !when->part;
    return when->kind == NG_WHEN_DATE && when->hour < 0 &&
           (when->day || when->weekday || when->holiday ||
            (when->unit == 'D' && (when->said & NG_SAID_SHIFT)));
}

/* A time or part of the day that stands alone and waits for its day. */
bool ng_when_is_clock(const struct ng_when *when)
{
    return when->kind == NG_WHEN_DATE && (when->hour >= 0 || when->part) &&
           !when->day && !when->weekday && !when->month && !when->holiday &&
           !(when->said & NG_SAID_SHIFT);
}
