/*
 * cardinal.c - cardinals in digits and words: parts of falling size.
 *
 *     "two million three hundred and five"  2000000 + 305
 *     "1.5 million"                         digits, then a scale
 *     "three hundred and five thousand"     one part: (300 + 5) * 1000
 *
 * In comes a reading that stands on the first token, out go its value and the
 * place behind the number. A part is a number below a hundred, hundreds or
 * digits, times its scale words; the next part must be smaller than the scale
 * of the one before, which keeps "two thousand three million" from being one
 * number and makes the loop end after a handful of parts.
 *
 * Everything is left to right with one token of lookahead. Where a word may
 * belong to the number or to the text behind it ("and", "point"), the place is
 * put back or a copy of the reading goes ahead and replaces the real one only
 * on success. The fields before_and and before_ten are noted for number.c,
 * which may have to split "two and fifty-four hundredths" again. Cost: a few
 * table rows per token, at most NG_NUMBER_TOKENS tokens.
 */
#include "find/number/reading.h"

#include <math.h>

/* A whole part shifted left of its decimals stays below this. */
#define WHOLE_MAX 1e18

/* Reads below a hundred: "seven", "seventeen", "seventy" and "seventy-seven",
 * with or without the hyphen. Only a ten takes a digit, so "seventeen five"
 * stops after one word, and "seventy zero" too. r->last ends as the class of
 * the last word taken. False, with nothing taken, when no such word stands
 * there. */
static bool read_tens(struct ng_reading *r, double *value)
{
    struct ng_word word = ng_word_at(r->text, r->at, r->end), next;
    size_t i;

    if (word.class != DIGIT && word.class != TEEN && word.class != TEN)
        return false;
    *value = word.value;
    r->last = word.class;
    i = ++r->at;
    next = ng_next_word(r, &i);
    if (word.class == TEN && next.class == DIGIT && next.value > 0) {
        *value += next.value;
        r->last = DIGIT;
        r->at = i + 1;
    }
    return true;
}

/* Steps over an "and" that joins two parts of a number. The caller has to go
 * back by itself when no part follows: "five hundred and counting" ends before
 * the "and". */
bool ng_over_and(struct ng_reading *r)
{
    if (ng_word_at(r->text, r->at, r->end).class != AND)
        return false;
    r->at++;
    return true;
}

/* What may follow "hundred": "and five", "twenty-one". Digits follow digits
 * only, and only behind an "and": "3 hundred and 21". When nothing fits, place
 * and class are put back, so that the "and" of "two hundred and many more"
 * stays outside. Notes where the value may be split again: before the "and",
 * and before a final ten ("two hundred twenty-fifths" is 200/25). */
static void read_below_hundred(struct ng_reading *r, double *value)
{
    size_t back = r->at;
    double before = *value, more;
    enum ng_word_class last = r->last;
    bool and = ng_over_and(r);

    if (r->digits && and && ng_whole_at(r, r->at, 2, &more) && more > 0) {
        r->at++;
        r->last = NO_NUMBER;
    } else if (!read_tens(r, &more) || !more) {
        r->at = back;
        r->last = last;
        return;
    }
    *value += more;
    if (and)
        r->before_and = before;
    r->before_ten = !and && r->last == TEN ? before : NAN;
}

/* "10^6", "10^-1": a caret glued behind digits raises what was read. The
 * exponent has four digits at most; a result beyond a double leaves the number
 * without its power, and the caret to the text. */
static void read_power(struct ng_reading *r, double *value)
{
    double power, result;
    size_t i = r->at;
    bool minus;

    if (!ng_is_char(r, i, '^') || ng_spaced(r, i))
        return;
    minus = ng_kind_at(r, ++i) == NG_TOKEN_DASH;
    i += minus;
    if (!ng_whole_at(r, i, 4, &power))
        return;
    result = pow(*value, minus ? -power : power);
    if (!isfinite(result))
        return;
    *value = result;
    r->at = i + 1;
}

/* A part that begins with digits: "2.5 million", "3 hundred", "1 234 567",
 * "6e23". Digits and power of ten stay a decimal until all scale words are
 * known, so that 1.356 billion is a whole number. False when the marks group
 * wrongly ("1,2,3"); `skip` leaves out letters glued before the digits
 * ("Rs500"). */
static bool read_digit_part(struct ng_reading *r, size_t skip, double *value)
{
    struct ng_decimal d;
    struct ng_slice s = ng_digits_text(r, skip);
    double times = 1;
    int power;

    r->digits = true;
    r->last = NO_NUMBER;
    if (!ng_digits_read(s, &d))
        return false;
    ng_read_space_groups(r, &d, s);
    ng_read_exponent(r, &d);
    r->point = d.point;
    r->grouped = d.grouped;
    power = ng_read_scales(r, &times);
    d.power += power;
    r->scale = ng_power_of_ten(power) * times;
    *value = ng_decimal_value(&d) * times;
    read_power(r, value);
    if (r->last == HUNDRED)
        read_below_hundred(r, value);
    return true;
}

/* Numbers read aloud in pairs: "nineteen eighty-four" is 1984, "one
 * twenty-two" is 122. No hyphen may join the pairs. The second one must be a
 * ten or a teen; a digit would make 705 of "seven five". */
static void read_aloud(struct ng_reading *r, double *value)
{
    size_t i = r->at;
    struct ng_word word = ng_next_word(r, &i);
    double more;

    if (i != r->at || (word.class != TEN && word.class != TEEN) || !*value)
        return;
    if (r->whole && (*value < 11 || *value > 20))
        return; /* "six thirty" is a time */
    r->before_ten = *value;
    if (read_tens(r, &more)) {
        *value = *value * 100 + more;
        if (r->last != TEN)
            r->before_ten = NAN;
    }
}

/* A part that begins with a word: "three hundred and five thousand". Tens,
 * then "hundred" and what follows it, then scale words, which multiply the
 * whole part. With `bare` a scale word alone will do, counted once: "hundred",
 * "million", the way it stands behind "a". "hundred" goes with values below a
 * hundred: "twenty hundred" is 2000, of "three hundred hundred" the second one
 * is left. */
bool ng_read_word_part(struct ng_reading *r, bool bare, double *value)
{
    size_t i;
    struct ng_word word;
    double times = 1;
    int power;

    r->scale = 1;
    if (read_tens(r, value)) {
        read_aloud(r, value);
    } else {
        word = ng_word_at(r->text, r->at, r->end);
        if (!bare || (word.class != HUNDRED && word.class != SCALE &&
                      word.class != DOZEN))
            return false;
        *value = 1;
    }
    i = r->at;
    word = ng_next_word(r, &i);
    if (word.class == HUNDRED && *value < 100) {
        r->at = i + 1;
        r->last = HUNDRED;
        *value *= 100;
        r->scale = 100;
        read_below_hundred(r, value);
    }
    power = ng_read_scales(r, &times);
    if (times > 1 && !power && r->before_and >= 100 && r->before_and < *value) {
        /* "three hundred and two dozen": only the two are counted so. */
        *value = r->before_and + (*value - r->before_and) * times;
        return true;
    }
    if (power || times > 1)
        r->scale = ng_power_of_ten(power) * times;
    *value *= ng_power_of_ten(power) * times;
    return true;
}

/* A decimal point in words: "two point five", "point zero three", "point
 * seventy-one", "two point 1". Each word adds its one or two digits to an
 * exact decimal of at most 15 or 16 places; a scale word behind counts for all
 * of it ("two point five million"). With no digit behind it, "point" is an
 * ordinary word and nothing is taken. */
void ng_read_point(struct ng_reading *r, double *value)
{
    size_t back = r->at;
    struct ng_decimal d = {0};
    double v;
    enum ng_word_class last = r->last;

    if (ng_word_at(r->text, r->at, r->end).class != POINT)
        return;
    r->at++;
    if (ng_whole_at(r, r->at, 9, &v)) {
        d.digits = (uint64_t)v;
        d.power = -(int)ng_token_text(r->text, r->at).len;
        r->at++;
    } else {
        while (d.power > -15 && read_tens(r, &v)) {
            d.digits = d.digits * (v < 10 ? 10 : 100) + (uint64_t)v;
            d.power -= v < 10 ? 1 : 2;
        }
    }
    /* Whole part and decimals must fit into 64 bits together; "1e30 point
     * five" is left at 1e30. */
    if (!d.power || *value * ng_power_of_ten(-d.power) >= WHOLE_MAX) {
        r->at = back;
        r->last = last;
        return;
    }
    r->point = true;
    d.digits += (uint64_t)*value * (uint64_t)ng_power_of_ten(-d.power);
    {
        double times = 1;
        int power = ng_read_scales(r, &times);
        d.power += power;
        if (power)
            r->scale = ng_power_of_ten(power);
        *value = ng_decimal_value(&d) * times;
    }
}

/* Reads the part that may follow at r->at, with or without an "and", into a
 * copy, and takes it over when it is smaller than `limit`, the scale of the
 * part before. Digits need a scale word of their own and digits before them:
 * "2 million 300 thousand", but not "two million 300". An "and" here is where
 * a fraction may split the value later; before_ten is kept relative to the
 * whole value, not to the part. */
static bool read_next_part(struct ng_reading *r, double limit, double *value)
{
    struct ng_reading part = *r;
    bool and = ng_over_and(&part);

    part.digits = false;
    part.at = ng_over_hyphen(&part, part.at);
    if (ng_kind_at(&part, part.at) == NG_TOKEN_NUMBER) {
        if (!r->digits || !read_digit_part(&part, 0, value) || part.scale == 1)
            return false;
    } else if (!ng_read_word_part(&part, false, value)) {
        return false;
    }
    if (*value >= limit || !*value)
        return false;
    part.digits = r->digits;
    part.point |= r->point;
    /* "two thousand and five hundredths" may split before this "and"; a part
     * that brought its own "and" has set it. */
    part.before_and = and ? r->value : part.before_and;
    if (and && part.last == TEN)
        part.before_ten = NAN;
    else if (!isnan(part.before_ten))
        part.before_ten += r->value;
    else if (!and && part.last == TEN)
        part.before_ten = r->value;
    *r = part;
    return true;
}

/* A whole cardinal: the first part sets the kind (digits or words) and the
 * scale, then parts follow while they get smaller. "point" counts only where
 * no big scale has closed the part; "two million point five" is two million
 * and a word. False when no part begins here. */
bool ng_read_cardinal(struct ng_reading *r, size_t skip)
{
    double part;
    enum ng_token_kind kind = ng_kind_at(r, r->at);

    if (kind == NG_TOKEN_NUMBER || kind == NG_TOKEN_STOP || skip) {
        if (!read_digit_part(r, skip, &r->value))
            return false;
    } else if (!ng_read_word_part(r, true, &r->value)) {
        return false;
    }
    if ((r->scale == 1 || r->scale == 100) && !r->whole)
        ng_read_point(r, &r->value);
    /* Each turn needs a smaller scale than the last one, so this ends after a
     * handful of turns. */
    while (r->scale >= 100 && r->value < 1e18) {
        double limit = r->scale, value = r->value;
        if (!read_next_part(r, limit, &part))
            break;
        r->value = value + part;
    }
    return true;
}
