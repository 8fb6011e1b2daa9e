/* cardinal.c - cardinals in digits and words: parts of falling size. */
#include "find/figure/reading.h"

#include <math.h>

/* "seven", "seventeen", "seventy", "seventy-seven", and read aloud "nineteen
 * eighty-four", "one twenty-two". False when there is none. */
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

/* "and" before the rest of a number; steps over it when `r` stands on it. */
bool ng_over_and(struct ng_reading *r)
{
    if (ng_word_at(r->text, r->at, r->end).class != AND)
        return false;
    r->at++;
    return true;
}

/* What may follow "hundred": "and five", "twenty-one". Digits follow digits
 * only: "3 hundred and 21". */
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

/* "^10", "^-1" behind digits. */
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

/* A part that begins with digits: "2.5 million", "3 hundred". */
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

/* After a number below a hundred, another one of two digits. */
static void read_aloud(struct ng_reading *r, double *value)
{
    size_t i = r->at;
    struct ng_word word = ng_next_word(r, &i);
    double more;

    if (i != r->at || (word.class != TEN && word.class != TEEN) || !*value)
        return;
    r->before_ten = *value;
    if (read_tens(r, &more)) {
        *value = *value * 100 + more;
        if (r->last != TEN)
            r->before_ten = NAN;
    }
}

/* A part that begins with a word: "three hundred and five thousand". With
 * `bare` a scale word alone will do. */
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
    if (power || times > 1)
        r->scale = ng_power_of_ten(power) * times;
    *value *= ng_power_of_ten(power) * times;
    return true;
}

/* "point five", "point zero three", "point seventy-one", "point 1". */
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
    if (!d.power) {
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

/* May the part that would begin at r->at follow, after "and"? Digits with a
 * scale word of their own, or words. */
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

/* A cardinal: parts of falling size. */
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
    if (r->scale == 1 || r->scale == 100)
        ng_read_point(r, &r->value);
    while (r->scale >= 100 && r->value < 1e18) {
        double limit = r->scale, value = r->value;
        if (!read_next_part(r, limit, &part))
            break;
        r->value = value + part;
    }
    return true;
}
