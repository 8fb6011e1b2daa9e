/*
 * numeral.c - the tokens that numbers are made of.
 *
 * The lowest layer of number reading: what one or two tokens mean, without any
 * grammar. Words come from data/number-words.tsv as a class and a value;
 * digits go to digits.c; here are what lies between: fraction signs, groups
 * behind spaces, powers of ten and scale words.
 *
 *     "1" "234" "567"       groups behind single spaces
 *     "6" "x" "10" "^" "23" a power of ten, and "6e23", "6" "e" "-" "3"
 *     "5" "million", "5bn"  scales: words anywhere, letters behind digits only
 *
 * Functions that read move r->at over what they take and leave it alone
 * otherwise. The class names of the table are compared as strings for each
 * number word, first letters first; only tokens that are in the table get that
 * far.
 */
#include "base/utf8.h"
#include "find/number/reading.h"

/* The names of the table's second column, in the order of enum
 * ng_word_class. */
static const char *const class_names[] = {
    "",             "digit",         "teen",          "ten",
    "hundred",      "scale",         "dozen",         "suffix-dozen",
    "vague",        "vague-dozen",   "couple",        "few",
    "several",
    "suffix",       "attached",      "money",         "ordinal-digit",
    "ordinal-teen", "ordinal-ten",   "ordinal-scale", "fraction-digit",
    "fraction-teen", "fraction-ten", "fraction-scale", "part",
    "parts",        "multiple",      "multiple-base", "fold",
    "article",       "and",           "point",
};

/* Class and value of the number word at token `i`; NO_NUMBER for other tokens
 * and at `end`. Values are whole numbers, of scales the power of ten, but for
 * "0.5" and "0.25" of the parts, which need no general reader. */
struct ng_word ng_word_at(const struct ng_text *text, size_t i, size_t end)
{
    struct ng_word word = {NO_NUMBER, 0};
    const char *name;
    struct ng_row row;

    if (i >= end ||
        !(ng_token_tables(text, i) & NG_BIT(NG_TABLE_NUMBER_WORDS)))
        return word;
    row = ng_lexicon_row(text->lexicon, ng_text_token(text, i)->lex,
                         NG_TABLE_NUMBER_WORDS, 0);
    name = ng_row_text(row, 1);
    /* "a" is common and far down the list: the first letters come first. */
    for (size_t n = 1; n < sizeof class_names / sizeof *class_names; n++)
        if (*name == *class_names[n] && strcmp(name, class_names[n]) == 0) {
            word.class = (enum ng_word_class)n;
            break;
        }
    name = ng_row_text(row, 2);
    if (strcmp(name, "0.5") == 0 || strcmp(name, "0.25") == 0)
        word.value = name[2] == '5' ? 0.5 : 0.25;
    else
        for (; ng_is_digit(*name); name++)
            word.value = word.value * 10 + (*name - '0');
    return word;
}

/* The next word of a number that may be hyphenated: "twenty-one". `*i` moves
 * onto the word even when it is none; callers work on a copy of their place. */
struct ng_word ng_next_word(const struct ng_reading *r, size_t *i)
{
    *i = ng_over_hyphen(r, *i);
    return ng_word_at(r->text, *i, r->end);
}

/* A fraction sign of Unicode and its value. */
struct sign {
    uint32_t sign;
    uint8_t over, under;
};

/* The value of a sign such as U+00BD, one half; 0 when the token is none.
 * Other marks beyond ASCII (dots, arrows) cost one decoded character and a
 * walk over the eighteen signs; ASCII stops at its length. */
double ng_fraction_sign(const struct ng_reading *r, size_t i)
{
    static const struct sign signs[] = {
        {0xBC, 1, 4}, {0xBD, 1, 2}, {0xBE, 3, 4},
        {0x2150, 1, 7}, {0x2151, 1, 9}, {0x2152, 1, 10},
        {0x2153, 1, 3}, {0x2154, 2, 3}, {0x2155, 1, 5},
        {0x2156, 2, 5}, {0x2157, 3, 5}, {0x2158, 4, 5},
        {0x2159, 1, 6}, {0x215A, 5, 6}, {0x215B, 1, 8},
        {0x215C, 3, 8}, {0x215D, 5, 8}, {0x215E, 7, 8},
    };
    struct ng_slice s;
    size_t at = 0;
    uint32_t c;

    if (ng_kind_at(r, i) != NG_TOKEN_MARK || i >= r->end)
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

/* A plain whole number in one token, of at most `max` digits: numerators,
 * exponents, the 21 of "3 hundred and 21". Neither point nor grouping, since
 * "1,000/3" is no fraction that anybody writes. */
bool ng_whole_at(const struct ng_reading *r, size_t i, size_t max,
                     double *value)
{
    struct ng_slice s;
    struct ng_decimal d;

    if (ng_kind_at(r, i) != NG_TOKEN_NUMBER)
        return false;
    s = ng_token_text(r->text, i);
    if (s.len > max || !ng_digits_read(s, &d) || d.point || d.grouped)
        return false;
    *value = ng_decimal_value(&d);
    return true;
}

/* "/" or U+2044, glued on both sides, as in "3/4"; with white space around it,
 * it does not make a fraction. */
bool ng_slash_at(const struct ng_reading *r, size_t i)
{
    struct ng_slice s;

    if (i + 1 >= r->end || ng_kind_at(r, i) != NG_TOKEN_MARK)
        return false;
    s = ng_token_text(r->text, i);
    return !ng_spaced(r, i) && !ng_spaced(r, i + 1) &&
           (ng_slice_eq(s, NG_LIT("/")) ||
            ng_slice_eq(s, NG_LIT("\xE2\x81\x84")));
}

/* Digits that still leave room for a group and decimals. */
#define DIGITS_ROOM UINT64_C(1000000000000)

/* Does a capitalized word behind token `i` make it a name: the "737" of "400
 * 737 Max jets"? A unit or a currency does not: "48 500 MW". */
static bool begins_name(const struct ng_reading *r, size_t i)
{
    uint64_t units = NG_BIT(NG_TABLE_UNIT_SYMBOLS) | NG_BIT(NG_TABLE_UNITS) |
                     NG_BIT(NG_TABLE_CURRENCY_SIGNS) |
                     NG_BIT(NG_TABLE_CURRENCIES) |
                     NG_BIT(NG_TABLE_NUMBER_WORDS);

    return ng_kind_at(r, i + 1) == NG_TOKEN_WORD &&
           ng_text_token(r->text, i + 1)->shape != NG_SHAPE_LOWER &&
           !(ng_token_tables(r->text, i + 1) & units);
}

/* Whole groups of three digits after single spaces: "1 234 567.89". The first
 * group has one to three digits and no leading zero, the last may have
 * decimals. Exactly one byte of white space may part them, so columns of a
 * table do not run together. What does not fit is left: "20 100" is one
 * number, "20 1000" two, and so are two before a name. */
void ng_read_space_groups(struct ng_reading *r, struct ng_decimal *d,
                          struct ng_slice first)
{
    if (begins_name(r, r->at))
        return;
    while (first.len <= 3 && first.ptr[0] != '0' && !d->point &&
           ng_kind_at(r, r->at) == NG_TOKEN_NUMBER) {
        struct ng_slice s = ng_token_text(r->text, r->at);
        struct ng_decimal group;
        if (ng_text_token(r->text, r->at)->start !=
                ng_text_token(r->text, r->at - 1)->end + 1 ||
            s.len < 3 || !ng_digits_read(s, &group) || group.grouped ||
            s.len > 8 || d->digits >= DIGITS_ROOM ||
            (group.point ? s.ptr[3] != '.' : s.len != 3))
            return;
        /* Brings both to the same power of ten before they are added. */
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

/* "x10^-4", "x 10^8", with a multiplication sign too, at token `*i`; sets the
 * power. Caret or minus must be there: "3 x 10" is a format or a product. `*i`
 * may have moved when false; the caller works on a copy. */
static bool read_times_ten(const struct ng_reading *r, size_t *i, double *power)
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
    caret = ng_is_char(r, *i, '^');
    *i += caret;
    minus = ng_kind_at(r, *i) == NG_TOKEN_DASH && !ng_spaced(r, *i);
    *i += minus;
    if ((!caret && !minus) || !ng_whole_at(r, *i, 4, power))
        return false;
    ++*i;
    *power = minus ? -*power : *power;
    return true;
}

/* "e10", "e-3" at token `*i`, glued behind the digits; the letters and what
 * follows them are a word token. The power stops growing at NG_POWER_MAX, so a
 * megabyte of digits behind the "e" does not overflow it. */
static bool read_e_power(const struct ng_reading *r, size_t *i, double *power)
{
    struct ng_slice s = ng_token_text(r->text, *i);

    if (ng_lower(*s.ptr) != 'e' || ng_spaced(r, *i))
        return false;
    if (s.len == 1) {
        if (ng_kind_at(r, *i + 1) != NG_TOKEN_DASH || ng_spaced(r, *i + 1) ||
            ng_spaced(r, *i + 2) || !ng_whole_at(r, *i + 2, 4, power))
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

/* A power of ten after digits, in either spelling, added to that of the
 * decimal. Moves r->at only when there is one. */
void ng_read_exponent(struct ng_reading *r, struct ng_decimal *d)
{
    double power = 0;
    size_t i = r->at;

    if (i >= r->end || (ng_kind_at(r, i) != NG_TOKEN_WORD &&
                        ng_kind_at(r, i) != NG_TOKEN_MARK))
        return;
    if (!read_e_power(r, &i, &power) && !read_times_ten(r, &i, &power))
        return;
    d->power += (int)power;
    r->at = i;
}

/* The digits that begin at byte `skip` of the token. A stop before digits
 * belongs to them (".5"). The tokens keep "5,000" together, but not behind
 * letters ("Dh5" "," "000"), where the digits may run on over glued commas and
 * points into further tokens. */
struct ng_slice ng_digits_text(struct ng_reading *r, size_t skip)
{
    const struct ng_token *token = ng_text_token(r->text, r->at);
    uint32_t start = token->start + (uint32_t)skip, end = token->end;

    r->at++;
    if (token->kind == NG_TOKEN_STOP) { /* ".5" */
        end = ng_text_token(r->text, r->at++)->end;
    } else if (token->kind == NG_TOKEN_WORD) {
        while (r->at + 1 < r->end && !ng_spaced(r, r->at) &&
               !ng_spaced(r, r->at + 1) &&
               ng_kind_at(r, r->at + 1) == NG_TOKEN_NUMBER &&
               (ng_is_char(r, r->at, ',') || ng_is_char(r, r->at, '.'))) {
            end = ng_text_token(r->text, r->at + 1)->end;
            r->at += 2;
        }
    }
    return ng_slice_sub(r->text->bytes, start, end);
}

/* Scale words and suffixes that follow; the sum of their powers of ten:
 * "hundred thousand" is 5, "million million" 12. A dozen is no power and goes
 * into `*times`. Suffixes ("bn", "k") need digits before them and come first;
 * attached ones ("b", "M") must be glued too, since alone they are something
 * else. */
int ng_read_scales(struct ng_reading *r, double *times)
{
    int power = 0;

    while (r->at < r->end && power < NG_POWER_MAX / 2) {
        size_t i = r->at;
        struct ng_word word = ng_next_word(r, &i);
        bool tight = !ng_spaced(r, i);
        /* Only the first word behind the digits may be a suffix: "5bn", never
         * "5 million bn". */
        bool suffix = r->digits && r->last == NO_NUMBER && power == 0;
        if (word.class == SCALE || (word.class == VAGUE && word.value > 1) ||
            (word.class == HUNDRED && r->digits && power == 0) ||
            (suffix && word.class == SUFFIX && /* "300 K" are kelvins */
             (tight || !ng_is_char(r, i, 'K'))) ||
            (suffix && tight && i == r->at &&
             !ng_slash_at(r, i + 1) && /* "12b/d" */
             (word.class == ATTACHED || ng_is_char(r, i, 'M'))))
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
