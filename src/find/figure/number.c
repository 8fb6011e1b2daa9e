/* number.c - ordinals, fractions and vague numbers around the cardinals. */
#include "find/figure/number.h"

#include <math.h>

#include "find/figure/reading.h"

/* ---------------------------------------------- ordinals and denominators */

/* "st", "nd", "rd", "th" right behind digits. */
static bool over_ordinal_suffix(struct ng_reading *r)
{
    static const char *const suffixes[] = {"st", "nd", "rd", "th"};

    if (ng_kind_at(r, r->at) != NG_TOKEN_WORD || ng_spaced(r, r->at) ||
        r->at >= r->end)
        return false;
    for (size_t i = 0; i < 4; i++)
        if (ng_token_is(r->text, r->at, suffixes[i])) {
            r->at++;
            return true;
        }
    return false;
}

static bool is_ordinal(enum ng_word_class class)
{
    return class >= ORDINAL_DIGIT && class <= ORDINAL_SCALE;
}

/* The ordinal word that may end the cardinal read so far: "twenty" + "first",
 * "two hundred" + "and" + "fifth", "three" + "millionth". */
static bool read_ordinal_end(struct ng_reading *r)
{
    size_t i = r->at;
    struct ng_word word = ng_next_word(r, &i);
    bool big = r->last == HUNDRED || r->last == SCALE;

    if (word.class == AND && big) {
        i++;
        word = ng_word_at(r->text, i, r->end);
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
static double denominator(struct ng_word word, bool one)
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
static bool read_denominator(struct ng_reading *r)
{
    size_t i = r->at;
    struct ng_word word = ng_next_word(r, &i);
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
        own = ng_read_scales(r, &times); /* "and three quarters million" */
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
static void read_of_scale(struct ng_reading *r)
{
    struct ng_reading s = *r;
    double times = 1;
    int power;

    if (s.at < s.end && ng_token_is(s.text, s.at, "of"))
        s.at++;
    s.at = ng_over_hyphen(&s, s.at);
    if (ng_word_at(s.text, s.at, s.end).class == ARTICLE)
        s.at++;
    s.at = ng_over_hyphen(&s, s.at);
    s.digits = false;
    power = ng_read_scales(&s, &times);
    if (!power && times == 1)
        return;
    s.digits = r->digits;
    s.scale = ng_power_of_ten(power) * times;
    s.value *= s.scale;
    *r = s;
}

/* True when what follows "a third" shows that it is a share, not "a third
 * man". */
static bool share_follows(const struct ng_reading *r)
{
    static const char *const words[] = {"of", "more", "less", "as", "to", "in",
                                        "are", "is", "were", "was", "have",
                                        "and", "or", "from", "lower", "higher"};

    if (ng_over_hyphen(r, r->at) > r->at)
        return false; /* "a third-party app" */
    if (r->at >= r->end || ng_kind_at(r, r->at) != NG_TOKEN_WORD)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ng_token_is(r->text, r->at, words[i]))
            return true;
    return false;
}

/* "a third of", "a quarter", "half a million", "half of": fractions that no
 * cardinal begins. `mixed`: they follow "two and". */
static bool read_bare_fraction(struct ng_reading *r, bool mixed)
{
    struct ng_reading s = *r;
    struct ng_word word = ng_word_at(s.text, s.at, s.end);
    bool article = word.class == ARTICLE;
    double under, whole;

    if (article) {
        s.at++;
        word = ng_word_at(s.text, s.at, s.end);
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
static bool read_mixed(struct ng_reading *r)
{
    struct ng_reading s = *r;
    double sign, over, under;

    if (r->point)
        return false;
    sign = ng_fraction_sign(r, r->at);
    if (sign > 0 && r->digits) {
        r->value += sign;
        r->at++;
        return true;
    }
    if (r->digits && ng_whole_at(r, r->at, 2, &over) &&
        ng_slash_at(r, r->at + 1) &&
        ng_whole_at(r, r->at + 2, 3, &under) && over < under && over > 0) {
        r->value += over / under;
        r->at += 3;
        return true;
    }
    if (!ng_over_and(&s))
        return false;
    s.digits = false;
    s.before_and = 0;
    s.before_ten = NAN;
    if (!read_bare_fraction(&s, true) &&
        (!ng_read_word_part(&s, false, &s.value) || !read_denominator(&s)))
        return false;
    if (s.value >= 1 || (s.scale == 1 && s.value <= 0))
        return false;
    r->value += s.value * (r->scale >= 1000 ? r->scale : 1);
    r->at = s.at;
    return true;
}

/* ---------------------------------------------------------------- reading */

static size_t finish(const struct ng_reading *r, size_t first,
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
static bool read_vague(struct ng_reading *r)
{
    struct ng_word word = ng_word_at(r->text, r->at, r->end), next;
    size_t i;

    if (word.class != VAGUE && word.class != VAGUE_DOZEN)
        return false;
    r->value = word.class == VAGUE ? ng_power_of_ten((int)word.value)
                                   : word.value;
    i = ++r->at;
    if (i < r->end && ng_token_is(r->text, i, "of")) {
        next = ng_word_at(r->text, i + 1, r->end);
        if (next.class == VAGUE && next.value > 1) {
            r->value *= ng_power_of_ten((int)next.value);
            r->at = i + 2;
        }
    }
    return word.value > 1 || r->at > i;
}

/* After the cardinal: is it more than that? */
static enum ng_number_kind read_rest(struct ng_reading *r)
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
    if (r->digits && !r->point && ng_slash_at(r, r->at) &&
        ng_whole_at(r, r->at + 1, 9, &under) && under > 0) {
        r->value /= under;
        r->at += 2;
        return NG_NUMBER_FRACTION;
    }
    if (read_mixed(r)) {
        if (r->scale == 1) {
            power = ng_read_scales(r, &times);
            r->scale = ng_power_of_ten(power) * times;
            r->value *= r->scale;
        }
        return NG_NUMBER_FRACTION;
    }
    return NG_NUMBER_CARDINAL;
}

/* "a hundred", "a dozen", "a couple of", "a trillionth". */
static size_t read_after_article(struct ng_reading *r, size_t first,
                                 struct ng_number *number)
{
    struct ng_word word = ng_word_at(r->text, r->at + 1, r->end);

    number->article = true;
    if (read_bare_fraction(r, false))
        return finish(r, first, NG_NUMBER_FRACTION, number);
    r->at++;
    if (word.class == COUPLE || word.class == FEW) {
        double times = 1;
        int power;
        r->at++;
        power = ng_read_scales(r, &times);
        r->scale = ng_power_of_ten(power) * times;
        r->value = word.value * r->scale;
        return finish(r, first, NG_NUMBER_VAGUE, number);
    }
    if ((word.class == HUNDRED || word.class == SCALE ||
         word.class == DOZEN) && ng_read_cardinal(r, 0)) {
        enum ng_number_kind kind = read_rest(r);
        return finish(r, first, kind, number);
    }
    return 0;
}

static size_t read(struct ng_reading *r, size_t skip, struct ng_number *number)
{
    size_t first = r->at;
    struct ng_word word = {NO_NUMBER, 0};
    double sign;

    *number = (struct ng_number){0};
    if (ng_kind_at(r, first) == NG_TOKEN_WORD && !skip)
        word = ng_word_at(r->text, first, r->end);
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
        ng_read_point(r, &r->value);
        return finish(r, first, NG_NUMBER_CARDINAL, number);
    }
    sign = ng_fraction_sign(r, first);
    if (sign > 0) {
        r->value = sign;
        r->digits = true;
        r->at++;
        return finish(r, first, NG_NUMBER_FRACTION, number);
    }
    if (!ng_read_cardinal(r, skip))
        return 0;
    return finish(r, first, read_rest(r), number);
}

size_t ng_number_read_inside(const struct ng_text *text, size_t first,
                             size_t skip, size_t end, struct ng_number *number)
{
    struct ng_reading r = {.text = text, .at = first, .scale = 1};

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
