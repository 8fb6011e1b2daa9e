/* digits.c - grouping rules and decimal arithmetic. */
#include "find/figure/digits.h"

#include <math.h>

#define DIGITS_MAX 18 /* fit into 64 bits */

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
 * Indian way, 1 or 2 digits, then 2, and 3 at the end? */
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

/* Counts the marks; false when there is anything but ASCII digits and marks. */
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
 * number. A lone comma before three digits groups, before others it is a
 * decimal comma; a lone point is always decimal. */
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

/* Takes one digit in, in front of or behind the decimal mark. */
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
