/*
 * digits.c - grouping rules and decimal arithmetic.
 *
 * In comes one slice of ASCII digits, commas and points, out goes an exact
 * decimal or a no. Count the marks, decide which one is decimal and whether
 * the others group, then add up the digits: each is a pass over one token's
 * bytes.
 *
 *     1,234.5   1.234,5   12,34,567     the last mark is decimal or all group
 *     1,234     0,125     1,5           one comma: groups of three, or decimal
 *     1,2,3     1.2.3     12,34.5,6     no numbers: lists, versions, nonsense
 *
 * Texts that group with points and texts that group with commas have to be
 * read without a locale, so the marks must tell by themselves. A lone point is
 * always decimal: in English "1.234" is far more often a bit over one than a
 * thousand. Eighteen digits are kept, more than a double holds; the rest goes
 * into the power. All is linear, so a megabyte of digits costs a megabyte.
 */
#include "find/number/digits.h"

#include <math.h>

#define DIGITS_MAX 18 /* fit into 64 bits */

/* Up to 10^22 a double holds the power exactly and the table has it: pow()
 * need not be exact to the last bit everywhere, and that would change the
 * bytes of the output from one system to the next. */
double ng_power_of_ten(int power)
{
    static const double exact[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,
                                   1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
                                   1e18, 1e19, 1e20, 1e21, 1e22};

    if (power >= 0 && (size_t)power < sizeof exact / sizeof *exact)
        return exact[power];
    return pow(10.0, power);
}

/* One multiplication or division, so the result is correctly rounded as long
 * as both sides are exact (see digits.h): "0.1" gives the double that a
 * compiler makes of 0.1. Powers below 10^-300 go in two steps, since 10^309 to
 * divide by would be infinite. */
double ng_decimal_value(const struct ng_decimal *d)
{
    if (!d->digits)
        return 0;
    if (d->power >= 0)
        return (double)d->digits * ng_power_of_ten(d->power);
    if (d->power < -300)
        return (double)d->digits / 1e18 * ng_power_of_ten(d->power + 18);
    return (double)d->digits / ng_power_of_ten(-d->power);
}

/* Are the groups between `sep` right: 1 to 3 digits, then always 3; or, the
 * Indian way, 1 or 2 digits, then 2, and 3 at the end ("12,34,567")? Counts
 * groups by length in one pass; the last group must have three digits either
 * way, which the loop sees at i == text.len, where the end stands for one more
 * separator. */
static bool groups_fit(struct ng_slice text, char sep)
{
    size_t first = 0, len = 0, groups = 0, threes = 0, twos = 0;

    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] != sep) {
            len++;
            continue;
        }
        if (!groups++)
            first = len;
        else {
            threes += len == 3;
            twos += len == 2 && i < text.len;
        }
        if (i == text.len && (len != 3 || !first || first > 3))
            return false;
        len = 0;
    }
    return threes == groups - 1 ||
           (first <= 2 && threes == 1 && twos == groups - 2);
}

/* What the marks in a string of digits are. */
struct marks {
    size_t commas, points;
    size_t last; /* place of the last one */
};

/* Counts the marks and notes the last one, the only one that can be decimal.
 * False when there is anything but ASCII digits and marks, so what follows
 * needs no more checks. */
static bool count_marks(struct ng_slice text, struct marks *marks)
{
    *marks = (struct marks){0, 0, SIZE_MAX};
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == ',')
            marks->commas++;
        else if (text.ptr[i] == '.')
            marks->points++;
        else if (!ng_is_digit(text.ptr[i]))
            return false;
        else
            continue;
        marks->last = i;
    }
    return true;
}

/* Finds the decimal mark (SIZE_MAX: none); false when the marks make no
 * number. With both marks the last one is decimal, must be the only one of its
 * kind, and the others must group. Several of one kind all group. A lone comma
 * groups before three digits, unless a zero leads ("0,125"), and is decimal
 * before any other number of digits ("1,5"). */
static bool find_decimal_mark(struct ng_slice text, const struct marks *m,
                              size_t *at)
{
    struct ng_slice whole;
    bool comma;

    *at = SIZE_MAX;
    if (!m->commas && !m->points)
        return true;
    comma = text.ptr[m->last] == ',';
    if (m->commas && m->points) {
        if ((comma ? m->commas : m->points) != 1)
            return false;
        *at = m->last;
        whole = ng_slice_sub(text, 0, m->last);
        return groups_fit(whole, comma ? '.' : ',');
    }
    if (m->commas + m->points > 1)
        return groups_fit(text, comma ? ',' : '.');
    if (comma && text.ptr[0] != '0' && groups_fit(text, ','))
        return true;
    *at = m->last;
    return !comma || text.len - m->last != 4 || text.ptr[0] == '0';
}

/* Takes one digit in, in front of or behind the decimal mark. Leading zeros do
 * not count towards DIGITS_MAX. Digits beyond it are dropped; in front of the
 * mark each of them still is a power of ten. NG_POWER_MAX keeps the power of a
 * megabyte of digits from overflowing. */
static void add_digit(struct ng_decimal *d, size_t *count, unsigned digit,
                      bool behind)
{
    if (*count < DIGITS_MAX) {
        d->digits = d->digits * 10 + digit;
        *count += d->digits != 0;
        if (behind && d->power > -NG_POWER_MAX)
            d->power--;
    } else if (!behind && d->power < NG_POWER_MAX) {
        d->power++;
    }
}

/* Marks first, so that nothing is added up for a string that is no number. The
 * decimal tells the caller whether grouping or a decimal mark was there: a
 * grouped number is no year, a decimal one no score. A mark at the end, "5.",
 * counts as a decimal one with nothing behind it. */
bool ng_digits_read(struct ng_slice text, struct ng_decimal *decimal)
{
    struct marks marks;
    size_t mark, count = 0;

    *decimal = (struct ng_decimal){0};
    if (!text.len || !count_marks(text, &marks) ||
        !find_decimal_mark(text, &marks, &mark))
        return false;
    decimal->point = mark != SIZE_MAX;
    decimal->grouped = marks.commas + marks.points > decimal->point;
    for (size_t i = 0; i < text.len; i++)
        if (ng_is_digit(text.ptr[i]))
            add_digit(decimal, &count, (unsigned)(text.ptr[i] - '0'), i > mark);
    return true;
}
