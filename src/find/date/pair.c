/*
 * pair.c - two dates that share their words: ranges and lists.
 *
 * In: an expression and the tokens around it. Out: its twin, which borrows what
 * stands only once:
 *
 *     April 24 and [25]      Feb. 3-[5], 2020      1915-[17]
 *     the [second] and fourth quarters      between [60] and 90 days
 *     [Monday] and Tuesday nights
 *
 * Every look is at a fixed number of tokens.
 */
#include "find/date/pair.h"

/* Words before a quarter in which a habit may be told. */
#define HABIT_BEFORE 10

/* Is there a year at token `at`? */
static bool item_is_year(struct ng_date_items *items, uint32_t at)
{
    return ng_date_items_at(items, at)->classes & NG_DC(YEAR);
}

/* Takes ", 2020" after the second day of a range into both. Nothing happens
 * where the first day has a year of its own. */
static void take_year(struct ng_date_items *items, struct ng_date_found *a,
                      struct ng_date_found *b)
{
    uint32_t at = b->end;

    if (at < items->end && ng_token_is(items->text, at, ","))
        at++;
    if ((a->when.said & NG_SAID_YEAR) || at >= items->end ||
        !item_is_year(items, at))
        return;
    b->end = b->taken = ng_date_items_at(items, at)->end;
    a->when.year = b->when.year =
        (int32_t)ng_date_items_at(items, at)->number;
    a->when.digits = b->when.digits = 4;
    a->when.said |= NG_SAID_YEAR;
    b->when.said |= NG_SAID_YEAR;
}

/* Marks between the ends of a range or the members of a list. */
static bool is_range_mark(const struct ng_text *text, uint32_t i)
{
    return ng_text_token(text, i)->kind == NG_TOKEN_DASH ||
           ng_token_is(text, i, "to") || ng_token_is(text, i, "and") ||
           ng_token_is(text, i, "or");
}

/* "Feb. 3-5, 2020", "April 24 and 25": the second day, which borrows the
 * month; the first borrows the second's year. What follows must not claim
 * the number for itself: "April 24 and 25 people". */
static bool second_day(struct ng_date_items *items, struct ng_date_found *a,
                       struct ng_date_found *b)
{
    uint32_t at = a->end + 1;
    const struct ng_date_item *item;

    if (a->when.kind != NG_WHEN_DATE || !a->when.month || !a->when.day ||
        a->when.hour >= 0 || a->op != NG_OP_DATE || at >= items->end ||
        !is_range_mark(items->text, a->end))
        return false;
    item = ng_date_items_at(items, at);
    if (!(item->classes & NG_DC(DAY)) || (item->spelled && !item->number))
        return false;
    *b = *a;
    b->first = at;
    b->end = b->taken = item->end;
    b->when.day = (uint8_t)item->number;
    b->when.weekday = 0;
    /* "April 24 and 25 days", "at 24 and 25 p.m." */
    if (b->end < items->end &&
        (ng_date_items_at(items, b->end)->classes &
         (NG_DC(UNIT) | NG_DC(MONTH) | NG_DC(AMPM) | NG_DC(NUM))))
        return false;
    if (b->end < items->end &&
        ng_text_token(items->text, b->end)->kind == NG_TOKEN_WORD &&
        !(ng_token_tables(items->text, b->end) & NG_BIT(NG_TABLE_STOPWORDS)) &&
        !item_is_year(items, b->end) && ng_token_is(items->text, a->end, "and"))
        return false;
    take_year(items, a, b);
    return b->when.day <= ng_month_days(2000, b->when.month);
}

/* "1915-17", "2007-08": the second year, in the century of the first. */
static bool second_year(struct ng_date_items *items,
                        const struct ng_date_found *a, struct ng_date_found *b)
{
    uint32_t at = a->end + 1;
    const struct ng_date_item *item;

    if (a->when.kind != NG_WHEN_DATE || a->when.digits != 4 || !a->single ||
        at >= items->end || a->when.year < 1000 ||
        ng_text_token(items->text, a->end)->kind != NG_TOKEN_DASH ||
        !ng_date_glued(items->text, a->end) || !ng_date_glued(items->text, at))
        return false;
    /* The second must lie after the first: "1915-17", not "1999-12". */
    item = ng_date_items_at(items, at);
    if (!(item->classes & NG_DC(YY)) ||
        item->number <= a->when.year % 100)
        return false;
    *b = *a;
    b->first = at;
    b->end = b->taken = item->end;
    b->when.year = a->when.year / 100 * 100 + (int32_t)item->number;
    return true;
}

/* The second date of a pair that `a` begins. */
bool ng_date_second_of(struct ng_date_items *items, struct ng_date_found *a,
                       struct ng_date_found *b)
{
    return second_day(items, a, b) || second_year(items, a, b);
}

/* "sales usually fall in the second and fourth quarters": of every year. */
static bool is_habit(const struct ng_text *text, uint32_t first)
{
    static const char *const words[] = {"usually",  "typically", "generally",
                                        "normally", "always",    "often",
                                        "traditionally", NULL};

    for (uint32_t n = 1; n <= HABIT_BEFORE && n <= first; n++) {
        if (ng_text_token(text, first - n)->kind == NG_TOKEN_STOP)
            return false;
        if (ng_date_any(text, first - n, words))
            return true;
    }
    return false;
}

/* The first of two quarters or spans whose noun stands only behind the second:
 * "the second and fourth quarters", "between 60 and 90 days". It must not
 * begin before token `from`. */
bool ng_date_first_of(struct ng_date_items *items, uint32_t from,
                      struct ng_date_found *b, struct ng_date_found *a)
{
    static const char *const between[] = {"between", NULL};
    const struct ng_text *text = items->text;
    const struct ng_date_item *item;
    uint32_t at = b->first - 2;

    if (b->first < from + 3 || !ng_token_is(text, b->first - 1, "and"))
        return false;
    item = ng_date_items_at(items, at);
    *a = *b;
    a->first = at;
    a->end = a->taken = at + 1;
    if (b->op == NG_OP_SPAN && (item->classes & NG_DC(NUM)) &&
        ng_date_any(text, at - 1, between)) {
        a->when.amount = item->number;
        return true;
    }
    if (!b->when.quarter || !(item->classes & NG_DC(ORD)) ||
        item->number < 1 || item->number > 4 ||
        b->when.kind != NG_WHEN_DATE)
        return false;
    a->when.quarter = (uint8_t)item->number;
    if (!(b->when.said & NG_SAID_YEAR) && is_habit(text, at))
        a->when.kind = b->when.kind = NG_WHEN_SET;
    return true;
}

/* "Monday and Tuesday nights": the first weekday, just found, repeats with the
 * second. */
void ng_date_share_part(const struct ng_text *text,
                        const struct ng_date_found *b, struct ng_when *a)
{
    static const char *const links[] = {"and", "or", NULL};

    if (b->when.kind != NG_WHEN_SET || !b->when.plural || !b->when.part ||
        a->kind != NG_WHEN_DATE || !a->weekday || a->said || a->part ||
        a->month || a->hour >= 0 || !b->first ||
        !ng_date_any(text, b->first - 1, links))
        return;
    a->kind = NG_WHEN_SET;
    a->part = b->when.part;
    a->plural = true;
}
