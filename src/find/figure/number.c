/* number.c - the grammar of numbers in digits and words. */
#include "find/figure/number.h"

#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "find/figure/digits.h"

/* The classes of data/number-words.tsv. */
enum word_class {
    NO_NUMBER,
    DIGIT,
    TEEN,
    TEN,
    HUNDRED,
    SCALE,
    DOZEN,
    SUFFIX_DOZEN,
    VAGUE,
    VAGUE_DOZEN,
    COUPLE,
    FEW,
    SUFFIX,
    ATTACHED,
    MONEY,
    ORDINAL_DIGIT,
    ORDINAL_TEEN,
    ORDINAL_TEN,
    ORDINAL_SCALE,
    FRACTION_DIGIT,
    FRACTION_TEEN,
    FRACTION_TEN,
    FRACTION_SCALE,
    PART,
    PARTS,
    ARTICLE,
    AND,
    POINT
};

static const char *const class_names[] = {
    "",             "digit",         "teen",          "ten",
    "hundred",      "scale",         "dozen",         "suffix-dozen",
    "vague",        "vague-dozen",   "couple",        "few",
    "suffix",       "attached",      "money",         "ordinal-digit",
    "ordinal-teen", "ordinal-ten",   "ordinal-scale", "fraction-digit",
    "fraction-teen", "fraction-ten", "fraction-scale", "part",
    "parts",        "article",       "and",           "point",
};

struct word {
    enum word_class class;
    double value;
};

/* A number in the reading. */
struct reading {
    const struct ng_text *text;
    size_t end; /* tokens end here */
    size_t at;  /* the next token */
    double value;
    double scale;      /* of the last part: 1e6 after "million"; 1: none */
    double before_and; /* value of what stood before the last "and" */
    double before_ten; /* value before a final "twenty"; or NAN */
    enum word_class last; /* class of the last word; NO_NUMBER: digits */
    bool digits, point, grouped;
};

static struct word word_at(const struct ng_text *text, size_t i, size_t end)
{
    struct word word = {NO_NUMBER, 0};
    const char *name;
    struct ng_row row;

    if (i >= end ||
        !(ng_token_tables(text, i) & NG_BIT(NG_TABLE_NUMBER_WORDS)))
        return word;
    row = ng_lexicon_row(text->lexicon, ng_text_token(text, i)->lex,
                         NG_TABLE_NUMBER_WORDS, 0);
    name = ng_row_text(row, 1);
    for (size_t n = 1; n < sizeof class_names / sizeof *class_names; n++)
        if (strcmp(name, class_names[n]) == 0)
            word.class = (enum word_class)n;
    name = ng_row_text(row, 2);
    if (strcmp(name, "0.5") == 0 || strcmp(name, "0.25") == 0)
        word.value = name[2] == '5' ? 0.5 : 0.25;
    else
        for (; ng_is_digit(*name); name++)
            word.value = word.value * 10 + (*name - '0');
    return word;
}

static enum ng_token_kind kind_at(const struct reading *r, size_t i)
{
    return i < r->end ? (enum ng_token_kind)ng_text_token(r->text, i)->kind
                      : NG_TOKEN_MARK;
}

static bool spaced(const struct reading *r, size_t i)
{
    return i >= r->end ||
           (ng_text_token(r->text, i)->flags & NG_TOKEN_SPACE_BEFORE);
}

static bool is_char(const struct reading *r, size_t i, char c)
{
    struct ng_slice s;

    if (i >= r->end)
        return false;
    s = ng_token_text(r->text, i);
    return s.len == 1 && *s.ptr == c;
}

/* Over a hyphen between two words: "twenty-one". A dash with white space on
 * both sides does not join. */
static size_t over_hyphen(const struct reading *r, size_t i)
{
    return kind_at(r, i) == NG_TOKEN_DASH && !spaced(r, i) &&
                   !spaced(r, i + 1) && i + 1 < r->end
               ? i + 1
               : i;
}

static struct word next_word(const struct reading *r, size_t *i)
{
    *i = over_hyphen(r, *i);
    return word_at(r->text, *i, r->end);
}

/* ---------------------------------------------------------------- digits */

/* "½" and its like; 0 when the token is none. */
static double sign_of_fraction(const struct reading *r, size_t i)
{
    static const struct {
        uint32_t sign;
        uint8_t over, under;
    } signs[] = {{0xBC, 1, 4},   {0xBD, 1, 2},   {0xBE, 3, 4},
                 {0x2150, 1, 7}, {0x2151, 1, 9}, {0x2152, 1, 10},
                 {0x2153, 1, 3}, {0x2154, 2, 3}, {0x2155, 1, 5},
                 {0x2156, 2, 5}, {0x2157, 3, 5}, {0x2158, 4, 5},
                 {0x2159, 1, 6}, {0x215A, 5, 6}, {0x215B, 1, 8},
                 {0x215C, 3, 8}, {0x215D, 5, 8}, {0x215E, 7, 8}};
    struct ng_slice s;
    size_t at = 0;
    uint32_t c;

    if (kind_at(r, i) != NG_TOKEN_MARK || i >= r->end)
        return 0;
    s = ng_token_text(r->text, i);
    if (s.len < 2)
        return 0;
    c = ng_utf8_next(s, &at);
    for (size_t n = 0; n < sizeof signs / sizeof *signs; n++)
        if (signs[n].sign == c)
            return (double)signs[n].over / signs[n].under;
    return 0;
}

/* A plain whole number in one token, of at most `max` digits. */
static bool whole_at(const struct reading *r, size_t i, size_t max,
                     double *value)
{
    struct ng_slice s;
    struct ng_decimal d;

    if (kind_at(r, i) != NG_TOKEN_NUMBER)
        return false;
    s = ng_token_text(r->text, i);
    if (s.len > max || !ng_digits_read(s, &d) || d.point || d.grouped)
        return false;
    *value = ng_decimal_value(&d);
    return true;
}

/* "/ 4" or a fraction slash after a numerator. */
static bool slash_at(const struct reading *r, size_t i)
{
    struct ng_slice s;

    if (i + 1 >= r->end || kind_at(r, i) != NG_TOKEN_MARK)
        return false;
    s = ng_token_text(r->text, i);
    return !spaced(r, i) && !spaced(r, i + 1) &&
           (ng_slice_eq(s, NG_LIT("/")) ||
            ng_slice_eq(s, NG_LIT("\xE2\x81\x84")));
}

/* Digits that still leave room for a group and decimals. */
#define DIGITS_ROOM UINT64_C(1000000000000)

/* Whole groups of three digits after spaces: "1 234 567.89". */
static void read_space_groups(struct reading *r, struct ng_decimal *d,
                              struct ng_slice first)
{
    while (first.len <= 3 && first.ptr[0] != '0' && !d->point &&
           kind_at(r, r->at) == NG_TOKEN_NUMBER) {
        struct ng_slice s = ng_token_text(r->text, r->at);
        struct ng_decimal group;
        if (ng_text_token(r->text, r->at)->start !=
                ng_text_token(r->text, r->at - 1)->end + 1 ||
            s.len < 3 || !ng_digits_read(s, &group) || group.grouped ||
            s.len > 8 || d->digits >= DIGITS_ROOM ||
            (group.point ? s.ptr[3] != '.' : s.len != 3))
            return;
        while (group.power < 0 && d->power > group.power) {
            d->digits *= 10;
            d->power--;
        }
        d->digits = d->digits * 1000 + group.digits;
        d->point = group.point;
        d->grouped = true;
        r->at++;
    }
}

/* "x10^-4", "x 10^8", "\u00d710\u22124" at token `*i`; sets the power. */
static bool read_times_ten(const struct reading *r, size_t *i, double *power)
{
    struct ng_slice s = ng_token_text(r->text, *i);
    bool caret, minus;

    if (ng_slice_eq_nocase(s, NG_LIT("x10")))
        ++*i;
    else if ((ng_slice_eq_nocase(s, NG_LIT("x")) ||
              ng_slice_eq(s, NG_LIT("\u00d7"))) &&
             *i + 1 < r->end &&
             ng_slice_eq(ng_token_text(r->text, *i + 1), NG_LIT("10")))
        *i += 2;
    else
        return false;
    caret = is_char(r, *i, '^');
    *i += caret;
    minus = kind_at(r, *i) == NG_TOKEN_DASH && !spaced(r, *i);
    *i += minus;
    if ((!caret && !minus) || !whole_at(r, *i, 4, power))
        return false;
    ++*i;
    *power = minus ? -*power : *power;
    return true;
}

/* "e10", "e-3" at token `*i`. */
static bool read_e_power(const struct reading *r, size_t *i, double *power)
{
    struct ng_slice s = ng_token_text(r->text, *i);

    if (ng_lower(*s.ptr) != 'e' || spaced(r, *i))
        return false;
    if (s.len == 1) {
        if (kind_at(r, *i + 1) != NG_TOKEN_DASH || spaced(r, *i + 1) ||
            spaced(r, *i + 2) || !whole_at(r, *i + 2, 4, power))
            return false;
        *power = -*power;
        *i += 3;
        return true;
    }
    for (size_t n = 1; n < s.len; n++) {
        if (!ng_is_digit(s.ptr[n]))
            return false;
        if (*power < NG_POWER_MAX)
            *power = *power * 10 + (s.ptr[n] - '0');
    }
    ++*i;
    return true;
}

/* A power of ten after digits. */
static void read_exponent(struct reading *r, struct ng_decimal *d)
{
    double power = 0;
    size_t i = r->at;

    if (i >= r->end || (kind_at(r, i) != NG_TOKEN_WORD &&
                        kind_at(r, i) != NG_TOKEN_MARK))
        return;
    if (!read_e_power(r, &i, &power) && !read_times_ten(r, &i, &power))
        return;
    d->power += (int)power;
    r->at = i;
}

/* The digits that begin at byte `skip` of the token; within a word ("Dh5" ","
 * "000") they may run on over marks into further tokens. */
static struct ng_slice digits_text(struct reading *r, size_t skip)
{
    const struct ng_token *token = ng_text_token(r->text, r->at);
    uint32_t start = token->start + (uint32_t)skip, end = token->end;

    r->at++;
    if (token->kind == NG_TOKEN_STOP) { /* ".5" */
        end = ng_text_token(r->text, r->at++)->end;
    } else if (token->kind == NG_TOKEN_WORD) {
        while (r->at + 1 < r->end && !spaced(r, r->at) &&
               !spaced(r, r->at + 1) &&
               kind_at(r, r->at + 1) == NG_TOKEN_NUMBER &&
               (is_char(r, r->at, ',') || is_char(r, r->at, '.'))) {
            end = ng_text_token(r->text, r->at + 1)->end;
            r->at += 2;
        }
    }
    return ng_slice_sub(r->text->bytes, start, end);
}

/* A scale word or suffix that follows; the sum of their powers of ten. A dozen
 * counts in `*times`. */
static int read_scales(struct reading *r, double *times)
{
    int power = 0;

    while (r->at < r->end && power < NG_POWER_MAX / 2) {
        size_t i = r->at;
        struct word word = next_word(r, &i);
        bool tight = !spaced(r, i);
        bool suffix = r->digits && r->last == NO_NUMBER && power == 0;
        if (word.class == SCALE || (word.class == VAGUE && word.value > 1) ||
            (word.class == HUNDRED && r->digits && power == 0) ||
            (suffix && word.class == SUFFIX) ||
            (suffix && tight && i == r->at &&
             (word.class == ATTACHED || is_char(r, i, 'M'))))
            power += (int)word.value;
        else if (word.class == DOZEN || word.class == VAGUE_DOZEN ||
                 word.class == SUFFIX_DOZEN)
            *times *= word.value;
        else
            break;
        r->last = word.class;
        r->at = i + 1;
    }
    return power;
}

/* ----------------------------------------------------------------- parts */

/* "seven", "seventeen", "seventy", "seventy-seven", and read aloud "nineteen
 * eighty-four", "one twenty-two". False when there is none. */
static bool read_tens(struct reading *r, double *value)
{
    struct word word = word_at(r->text, r->at, r->end), next;
    size_t i;

    if (word.class != DIGIT && word.class != TEEN && word.class != TEN)
        return false;
    *value = word.value;
    r->last = word.class;
    i = ++r->at;
    next = next_word(r, &i);
    if (word.class == TEN && next.class == DIGIT && next.value > 0) {
        *value += next.value;
        r->last = DIGIT;
        r->at = i + 1;
    }
    return true;
}

/* "and" before the rest of a number; steps over it when `r` stands on it. */
static bool over_and(struct reading *r)
{
    if (word_at(r->text, r->at, r->end).class != AND)
        return false;
    r->at++;
    return true;
}

/* What may follow "hundred": "and five", "twenty-one". Digits follow digits
 * only: "3 hundred and 21". */
static void read_below_hundred(struct reading *r, double *value)
{
    size_t back = r->at;
    double before = *value, more;
    enum word_class last = r->last;
    bool and = over_and(r);

    if (r->digits && and && whole_at(r, r->at, 2, &more) && more > 0) {
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
static void read_power(struct reading *r, double *value)
{
    double power, result;
    size_t i = r->at;
    bool minus;

    if (!is_char(r, i, '^') || spaced(r, i))
        return;
    minus = kind_at(r, ++i) == NG_TOKEN_DASH;
    i += minus;
    if (!whole_at(r, i, 4, &power))
        return;
    result = pow(*value, minus ? -power : power);
    if (!isfinite(result))
        return;
    *value = result;
    r->at = i + 1;
}

/* A part that begins with digits: "2.5 million", "3 hundred". */
static bool read_digit_part(struct reading *r, size_t skip, double *value)
{
    struct ng_decimal d;
    struct ng_slice s = digits_text(r, skip);
    double times = 1;
    int power;

    r->digits = true;
    r->last = NO_NUMBER;
    if (!ng_digits_read(s, &d))
        return false;
    read_space_groups(r, &d, s);
    read_exponent(r, &d);
    r->point = d.point;
    r->grouped = d.grouped;
    power = read_scales(r, &times);
    d.power += power;
    r->scale = ng_power_of_ten(power) * times;
    *value = ng_decimal_value(&d) * times;
    read_power(r, value);
    if (r->last == HUNDRED)
        read_below_hundred(r, value);
    return true;
}

/* After a number below a hundred, another one of two digits. */
static void read_aloud(struct reading *r, double *value)
{
    size_t i = r->at;
    struct word word = next_word(r, &i);
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
static bool read_word_part(struct reading *r, bool bare, double *value)
{
    size_t i;
    struct word word;
    double times = 1;
    int power;

    r->scale = 1;
    if (read_tens(r, value)) {
        read_aloud(r, value);
    } else {
        word = word_at(r->text, r->at, r->end);
        if (!bare || (word.class != HUNDRED && word.class != SCALE &&
                      word.class != DOZEN))
            return false;
        *value = 1;
    }
    i = r->at;
    word = next_word(r, &i);
    if (word.class == HUNDRED && *value < 100) {
        r->at = i + 1;
        r->last = HUNDRED;
        *value *= 100;
        r->scale = 100;
        read_below_hundred(r, value);
    }
    power = read_scales(r, &times);
    if (power || times > 1)
        r->scale = ng_power_of_ten(power) * times;
    *value *= ng_power_of_ten(power) * times;
    return true;
}

/* "point five", "point zero three", "point seventy-one", "point 1". */
static void read_point(struct reading *r, double *value)
{
    size_t back = r->at;
    struct ng_decimal d = {0};
    double v;
    enum word_class last = r->last;

    if (word_at(r->text, r->at, r->end).class != POINT)
        return;
    r->at++;
    if (whole_at(r, r->at, 9, &v)) {
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
        int power = read_scales(r, &times);
        d.power += power;
        if (power)
            r->scale = ng_power_of_ten(power);
        *value = ng_decimal_value(&d) * times;
    }
}

/* May the part that would begin at r->at follow, after "and"? Digits with a
 * scale word of their own, or words. */
static bool read_next_part(struct reading *r, double limit, double *value)
{
    struct reading part = *r;
    bool and = over_and(&part);

    part.digits = false;
    part.at = over_hyphen(&part, part.at);
    if (kind_at(&part, part.at) == NG_TOKEN_NUMBER) {
        if (!r->digits || !read_digit_part(&part, 0, value) || part.scale == 1)
            return false;
    } else if (!read_word_part(&part, false, value)) {
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
static bool read_cardinal(struct reading *r, size_t skip)
{
    double part;
    enum ng_token_kind kind = kind_at(r, r->at);

    if (kind == NG_TOKEN_NUMBER || kind == NG_TOKEN_STOP || skip) {
        if (!read_digit_part(r, skip, &r->value))
            return false;
    } else if (!read_word_part(r, true, &r->value)) {
        return false;
    }
    if (r->scale == 1 || r->scale == 100)
        read_point(r, &r->value);
    while (r->scale >= 100 && r->value < 1e18) {
        double limit = r->scale, value = r->value;
        if (!read_next_part(r, limit, &part))
            break;
        r->value = value + part;
    }
    return true;
}

/* ---------------------------------------------- ordinals and denominators */

/* "st", "nd", "rd", "th" right behind digits. */
static bool over_ordinal_suffix(struct reading *r)
{
    static const char *const suffixes[] = {"st", "nd", "rd", "th"};

    if (kind_at(r, r->at) != NG_TOKEN_WORD || spaced(r, r->at) ||
        r->at >= r->end)
        return false;
    for (size_t i = 0; i < 4; i++)
        if (ng_token_is(r->text, r->at, suffixes[i])) {
            r->at++;
            return true;
        }
    return false;
}

static bool is_ordinal(enum word_class class)
{
    return class >= ORDINAL_DIGIT && class <= ORDINAL_SCALE;
}

/* The ordinal word that may end the cardinal read so far: "twenty" + "first",
 * "two hundred" + "and" + "fifth", "three" + "millionth". */
static bool read_ordinal_end(struct reading *r)
{
    size_t i = r->at;
    struct word word = next_word(r, &i);
    bool big = r->last == HUNDRED || r->last == SCALE;

    if (word.class == AND && big) {
        i++;
        word = word_at(r->text, i, r->end);
    }
    if (!is_ordinal(word.class) || r->digits)
        return false;
    if (word.class == ORDINAL_SCALE)
        r->value *= ng_power_of_ten((int)word.value);
    else if (big || (r->last == TEN && word.class == ORDINAL_DIGIT))
        r->value += word.value;
    else
        return false;
    r->at = i + 1;
    return true;
}

/* The value of a denominator word, 0 for none. */
static double denominator(struct word word, bool one)
{
    switch (word.class) {
    case FRACTION_DIGIT:
    case FRACTION_TEEN:
    case FRACTION_TEN: return word.value;
    case FRACTION_SCALE: return ng_power_of_ten((int)word.value);
    case PART: return one ? 1 / word.value : 0;
    case PARTS: return 1 / word.value;
    case ORDINAL_DIGIT: return one && word.value > 2 ? word.value : 0;
    case ORDINAL_TEEN:
    case ORDINAL_TEN: return one ? word.value : 0;
    case ORDINAL_SCALE: return one ? ng_power_of_ten((int)word.value) : 0;
    case NO_NUMBER:
    case DIGIT:
    case TEEN:
    case TEN:
    case HUNDRED:
    case SCALE:
    case DOZEN:
    case SUFFIX_DOZEN:
    case VAGUE:
    case VAGUE_DOZEN:
    case COUPLE:
    case FEW:
    case SUFFIX:
    case ATTACHED:
    case MONEY:
    case ARTICLE:
    case AND:
    case POINT: return 0;
    }
    return 0;
}

/* A denominator after the cardinal read so far, which becomes a fraction:
 * "two thirds", "three twenty-firsts", "two and fifty-four hundredths". */
static bool read_denominator(struct reading *r)
{
    size_t i = r->at;
    struct word word = next_word(r, &i);
    double under = denominator(word, r->value == 1), over = r->value;
    double times = 1;
    int own;

    if (!under || r->point)
        return false;
    if (r->value == 2 && word.class == PARTS)
        return false; /* "the last two quarters" */
    if (word.class == FRACTION_DIGIT && r->last == TEN &&
        !isnan(r->before_ten)) {
        under += fmod(r->value, 100);
        over = r->before_ten;
    } else if (r->before_and > 0 && over - r->before_and < under) {
        double scale = 1;
        while (fmod(r->before_and, scale * 1000) == 0)
            scale *= 1000;
        over -= r->before_and;
        r->at = i + 1;
        own = read_scales(r, &times); /* "and three quarters million" */
        if (own)
            scale = ng_power_of_ten(own);
        r->value = r->before_and + over / under * scale;
        return true;
    }
    r->value = over / under;
    r->at = i + 1;
    return true;
}

/* After a fraction, what it is a part of: "half a million", "three quarters of
 * a million", "half dozen". */
static void read_of_scale(struct reading *r)
{
    struct reading s = *r;
    double times = 1;
    int power;

    if (s.at < s.end && ng_token_is(s.text, s.at, "of"))
        s.at++;
    s.at = over_hyphen(&s, s.at);
    if (word_at(s.text, s.at, s.end).class == ARTICLE)
        s.at++;
    s.at = over_hyphen(&s, s.at);
    s.digits = false;
    power = read_scales(&s, &times);
    if (!power && times == 1)
        return;
    s.digits = r->digits;
    s.scale = ng_power_of_ten(power) * times;
    s.value *= s.scale;
    *r = s;
}

/* True when what follows "a third" shows that it is a share, not "a third
 * man". */
static bool share_follows(const struct reading *r)
{
    static const char *const words[] = {"of", "more", "less", "as", "to", "in",
                                        "are", "is", "were", "was", "have",
                                        "and", "or", "from", "lower", "higher"};

    if (over_hyphen(r, r->at) > r->at)
        return false; /* "a third-party app" */
    if (r->at >= r->end || kind_at(r, r->at) != NG_TOKEN_WORD)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ng_token_is(r->text, r->at, words[i]))
            return true;
    return false;
}

/* "a third of", "a quarter", "half a million", "half of": fractions that no
 * cardinal begins. `mixed`: they follow "two and". */
static bool read_bare_fraction(struct reading *r, bool mixed)
{
    struct reading s = *r;
    struct word word = word_at(s.text, s.at, s.end);
    bool article = word.class == ARTICLE;
    double under, whole;

    if (article) {
        s.at++;
        word = word_at(s.text, s.at, s.end);
    }
    under = denominator(word, true);
    if (!under || (!article && word.class != PART) ||
        (!article && word.value != 0.5) || word.class == PARTS)
        return false;
    s.at++;
    s.value = 1 / under;
    s.scale = 1;
    whole = s.value;
    if (!mixed && (article || word.class == PART))
        read_of_scale(&s);
    if (s.value == whole && !mixed && article && !share_follows(&s))
        return false;
    *r = s;
    return true;
}

/* "and a half", "and three quarters", "1/2" and "½" behind a whole number. */
static bool read_mixed(struct reading *r)
{
    struct reading s = *r;
    double sign, over, under;

    if (r->point)
        return false;
    sign = sign_of_fraction(r, r->at);
    if (sign > 0 && r->digits) {
        r->value += sign;
        r->at++;
        return true;
    }
    if (r->digits && whole_at(r, r->at, 2, &over) && slash_at(r, r->at + 1) &&
        whole_at(r, r->at + 2, 3, &under) && over < under && over > 0) {
        r->value += over / under;
        r->at += 3;
        return true;
    }
    if (!over_and(&s))
        return false;
    s.digits = false;
    s.before_and = 0;
    s.before_ten = NAN;
    if (!read_bare_fraction(&s, true) &&
        (!read_word_part(&s, false, &s.value) || !read_denominator(&s)))
        return false;
    if (s.value >= 1 || (s.scale == 1 && s.value <= 0))
        return false;
    r->value += s.value * (r->scale >= 1000 ? r->scale : 1);
    r->at = s.at;
    return true;
}

/* ---------------------------------------------------------------- reading */

static size_t finish(const struct reading *r, size_t first,
                     enum ng_number_kind kind, struct ng_number *number)
{
    number->kind = kind;
    number->value = r->value;
    number->scale = r->scale;
    number->digits = r->digits;
    number->decimal = r->point;
    number->grouped = r->grouped;
    if (isfinite(r->value) && isfinite(r->scale))
        return r->at - first;
    *number = (struct ng_number){0};
    return 0;
}

/* "dozens", "tens of thousands", "a few hundred": an open number of them. */
static bool read_vague(struct reading *r)
{
    struct word word = word_at(r->text, r->at, r->end), next;
    size_t i;

    if (word.class != VAGUE && word.class != VAGUE_DOZEN)
        return false;
    r->value = word.class == VAGUE ? ng_power_of_ten((int)word.value)
                                   : word.value;
    i = ++r->at;
    if (i < r->end && ng_token_is(r->text, i, "of")) {
        next = word_at(r->text, i + 1, r->end);
        if (next.class == VAGUE && next.value > 1) {
            r->value *= ng_power_of_ten((int)next.value);
            r->at = i + 2;
        }
    }
    return word.value > 1 || r->at > i;
}

/* After the cardinal: is it more than that? */
static enum ng_number_kind read_rest(struct reading *r)
{
    double under, times = 1;
    int power;

    if (r->digits && over_ordinal_suffix(r))
        return NG_NUMBER_ORDINAL;
    if (read_denominator(r)) {
        read_of_scale(r);
        return NG_NUMBER_FRACTION;
    }
    if (read_ordinal_end(r))
        return NG_NUMBER_ORDINAL;
    if (r->digits && !r->point && slash_at(r, r->at) &&
        whole_at(r, r->at + 1, 9, &under) && under > 0) {
        r->value /= under;
        r->at += 2;
        return NG_NUMBER_FRACTION;
    }
    if (read_mixed(r)) {
        if (r->scale == 1) {
            power = read_scales(r, &times);
            r->scale = ng_power_of_ten(power) * times;
            r->value *= r->scale;
        }
        return NG_NUMBER_FRACTION;
    }
    return NG_NUMBER_CARDINAL;
}

/* "a hundred", "a dozen", "a couple of", "a trillionth". */
static size_t read_after_article(struct reading *r, size_t first,
                                 struct ng_number *number)
{
    struct word word = word_at(r->text, r->at + 1, r->end);

    number->article = true;
    if (read_bare_fraction(r, false))
        return finish(r, first, NG_NUMBER_FRACTION, number);
    r->at++;
    if (word.class == COUPLE || word.class == FEW) {
        double times = 1;
        int power;
        r->at++;
        power = read_scales(r, &times);
        r->scale = ng_power_of_ten(power) * times;
        r->value = word.value * r->scale;
        return finish(r, first, NG_NUMBER_VAGUE, number);
    }
    if ((word.class == HUNDRED || word.class == SCALE ||
         word.class == DOZEN) && read_cardinal(r, 0)) {
        enum ng_number_kind kind = read_rest(r);
        return finish(r, first, kind, number);
    }
    return 0;
}

static size_t read(struct reading *r, size_t skip, struct ng_number *number)
{
    size_t first = r->at;
    struct word word = {NO_NUMBER, 0};
    double sign;

    *number = (struct ng_number){0};
    if (kind_at(r, first) == NG_TOKEN_WORD && !skip)
        word = word_at(r->text, first, r->end);
    if (word.class == ARTICLE)
        return read_after_article(r, first, number);
    if (word.class == PART && read_bare_fraction(r, false))
        return finish(r, first, NG_NUMBER_FRACTION, number);
    if (read_vague(r))
        return finish(r, first, NG_NUMBER_VAGUE, number);
    if (is_ordinal(word.class)) {
        r->value = word.class == ORDINAL_SCALE
                       ? ng_power_of_ten((int)word.value)
                       : word.value;
        r->at++;
        return finish(r, first, NG_NUMBER_ORDINAL, number);
    }
    if (word.class == POINT) {
        read_point(r, &r->value);
        return finish(r, first, NG_NUMBER_CARDINAL, number);
    }
    sign = sign_of_fraction(r, first);
    if (sign > 0) {
        r->value = sign;
        r->digits = true;
        r->at++;
        return finish(r, first, NG_NUMBER_FRACTION, number);
    }
    if (!read_cardinal(r, skip))
        return 0;
    return finish(r, first, read_rest(r), number);
}

size_t ng_number_read_inside(const struct ng_text *text, size_t first,
                             size_t skip, size_t end, struct ng_number *number)
{
    struct reading r = {.text = text, .at = first, .scale = 1};

    r.end = end - first > NG_NUMBER_TOKENS ? first + NG_NUMBER_TOKENS : end;
    r.before_ten = NAN;
    return first < end ? read(&r, skip, number) : 0;
}

size_t ng_number_read(const struct ng_text *text, size_t first, size_t end,
                      struct ng_number *number)
{
    if (first >= end || !ng_number_may_begin(text, first))
        return 0;
    return ng_number_read_inside(text, first, 0, end, number);
}

/* ".5": a full stop right before digits, with white space before it. */
static bool is_leading_point(const struct ng_text *text, size_t i)
{
    const struct ng_token *stop = ng_text_token(text, i);

    return stop->end - stop->start == 1 && i + 1 < text->tokens.count &&
           stop[1].kind == NG_TOKEN_NUMBER && stop[1].start == stop->end &&
           text->bytes.ptr[stop->start] == '.' &&
           ((stop->flags & NG_TOKEN_SPACE_BEFORE) ||
            (i && (stop[-1].kind == NG_TOKEN_DASH ||
                   stop[-1].kind == NG_TOKEN_CURRENCY)));
}

bool ng_number_may_begin(const struct ng_text *text, size_t token)
{
    const struct ng_token *t = ng_text_token(text, token);

    switch ((enum ng_token_kind)t->kind) {
    case NG_TOKEN_NUMBER: return true;
    case NG_TOKEN_WORD:
        return ng_token_tables(text, token) & NG_BIT(NG_TABLE_NUMBER_WORDS);
    case NG_TOKEN_STOP: return is_leading_point(text, token);
    case NG_TOKEN_MARK:
        return (unsigned char)text->bytes.ptr[t->start] >= 0x80;
    case NG_TOKEN_POSSESSIVE:
    case NG_TOKEN_ADDRESS:
    case NG_TOKEN_QUOTE:
    case NG_TOKEN_DASH:
    case NG_TOKEN_CURRENCY: return false;
    }
    return false;
}
