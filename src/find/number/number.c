/*
 * number.c - ordinals, fractions and vague numbers around the cardinals.
 *
 *     "25" "th", "twenty-fifth"                  ordinals
 *     "two thirds", "3/4", "two and a half"      fractions
 *     "dozens", "tens of thousands"              vague, from 12, from 10000
 *
 * In comes a token, out go a number and how many tokens it takes; 0 for none.
 * First what begins with a word of its own class is tried (article, "half",
 * "dozens", ordinals, "point", a fraction sign); all else begins with a
 * cardinal, and read_rest() looks whether it is more than that. Signs,
 * currencies and units are the callers' business.
 *
 * English says ordinals and denominators with the same words: "a third" may be
 * a share or a rank. An article before it makes it a denominator only when the
 * words behind it speak of a share (share_follows); the plural always is one.
 * No backtracking beyond one copy of the reading, and at most NG_NUMBER_TOKENS
 * tokens.
 */
#include "find/number/number.h"

#include <math.h>

#include "find/number/reading.h"

/* ---------------------------------------------- ordinals and denominators */

/* "st", "nd", "rd", "th" right behind digits, as a token of its own: "25"
 * "th". That it fits the last digit is not asked; "22th" is a slip, not a
 * unit. */
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

/* The ordinal classes stand together in the enum. */
static bool is_ordinal(enum ng_word_class class)
{
    return class >= ORDINAL_DIGIT && class <= ORDINAL_SCALE;
}

/* The ordinal word that may end the cardinal read so far: "twenty" + "first",
 * "two hundred" + "and" + "fifth", "three" + "millionth". Behind "hundred" or
 * a scale any ordinal may follow, behind a ten only a digit's: "twenty first".
 * Digits take suffixes and not words: "20 first graders" are twenty. */
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

/* The value of a denominator word, 0 for none. Plurals ("thirds", "quarters")
 * always are denominators; ordinals and "quarter" only when the number above
 * is `one`: "two third" is none. "second" never is, as halves have a word of
 * their own. Of parts the table gives the fraction (0.5, 0.25), hence the
 * reciprocal. */
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
    case SEVERAL:
    case SUFFIX:
    case ATTACHED:
    case MONEY:
    case MULTIPLE:
    case MULTIPLE_BASE:
    case FOLD:
    case ARTICLE:
    case AND:
    case POINT: return 0;
    }
    return 0;
}

/* "one one-hundredth", "two one hundred and fifths": a denominator that begins
 * with a "one" of its own. It is read ahead in a copy, which must come out as
 * an ordinal or a plural denominator of more than a hundred. */
static bool read_one_denominator(struct ng_reading *r)
{
    struct ng_reading s = *r;
    size_t i = s.at;
    struct ng_word word = ng_next_word(r, &i);
    bool plural;

    if (r->digits || r->scale != 1 || word.class != DIGIT || word.value != 1)
        return false;
    s.at = i;
    s.before_and = 0;
    s.before_ten = NAN;
    if (!ng_read_word_part(&s, false, &s.value))
        return false;
    i = s.at;
    word = ng_next_word(&s, &i);
    if (word.class == AND && s.value >= 100) {
        i++;
        word = ng_word_at(s.text, i, s.end);
    }
    plural = word.class >= FRACTION_DIGIT && word.class <= FRACTION_SCALE;
    if (!is_ordinal(word.class) && !plural)
        return false;
    if (word.class == ORDINAL_SCALE || word.class == FRACTION_SCALE)
        s.value *= ng_power_of_ten((int)word.value);
    else
        s.value += word.value;
    if (s.value < 100)
        return false;
    r->value /= s.value;
    r->at = i + 1;
    return true;
}

/* A denominator after the cardinal read so far, which becomes a fraction: "two
 * thirds", "three twenty-firsts", "two and fifty-four hundredths". Here the
 * cardinal may have to be split again: a final ten can belong to the
 * denominator ("three twenty-firsts" was read as a value with a ten at its
 * end), and what stood before an "and" is whole. */
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
        /* "two million and three quarters": quarters of the whole part's
         * scale, as "two and three quarters million" says. */
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
 * a million", "half dozen". Goes ahead in a copy; without a scale word at its
 * end ("half a loaf") nothing is taken and the "of" stays outside. */
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
 * man". Prepositions, comparatives and verbs do, and so does the end of the
 * clause; any other word is counted by an ordinal. */
static bool share_follows(const struct ng_reading *r)
{
    static const char *const words[] = {"of", "more", "less", "as", "to", "in",
                                        "are", "is", "were", "was", "have",
                                        "and", "or", "from", "lower", "higher",
                                        "point", "percentage", "percent",
                                        "mile"};

    if (ng_over_hyphen(r, r->at) > r->at) /* "a third-party app" */
        return ng_token_is(r->text, r->at + 1, "point") ||
               ng_token_is(r->text, r->at + 1, "mile");
    if (r->at >= r->end || ng_kind_at(r, r->at) != NG_TOKEN_WORD)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ng_token_is(r->text, r->at, words[i]))
            return true;
    return false;
}

/* "a third of", "a quarter", "half a million", "half of": fractions that no
 * cardinal begins. Without an article only "half" will do. `mixed`: they
 * follow "two and", where "a half" needs no share behind it and takes no scale
 * of its own ("two and a half million" has its scale later). */
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

/* "1/2" behind a whole number in digits, a hyphen between them or not: "2 1/2",
 * "5-1/2". Returns its tokens and value. */
static size_t mixed_digits(const struct ng_reading *r, double *value)
{
    size_t at = r->at;
    double over, under;

    if (!r->digits)
        return 0;
    if (ng_kind_at(r, at) == NG_TOKEN_DASH && at + 1 < r->end &&
        !ng_spaced(r, at) && !ng_spaced(r, at + 1))
        at++;
    if (!ng_whole_at(r, at, 2, &over) || !ng_slash_at(r, at + 1) ||
        !ng_whole_at(r, at + 2, 3, &under) || over >= under || over <= 0)
        return 0;
    *value = over / under;
    return at + 3 - r->at;
}

/* The fraction behind a whole number: "and a half", "and three quarters",
 * "1/2" and the sign of a half glued to it. It must be less than one, else the
 * "and" joins two numbers: "five and three halves". Behind a scale it counts
 * in that scale: "two million and a half" is 2500000. */
static bool read_mixed(struct ng_reading *r)
{
    struct ng_reading s = *r;
    double sign, part;
    size_t tokens;

    if (r->point)
        return false;
    sign = ng_fraction_sign(r, r->at);
    if (sign > 0 && r->digits) {
        r->value += sign;
        r->at++;
        return true;
    }
    tokens = mixed_digits(r, &part);
    if (tokens) {
        r->value += part;
        r->at += tokens;
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

/* Copies what the reading has found into the interface's struct. A value
 * beyond a double ("1e999") makes it no number at all, so no caller has to ask
 * for infinity. */
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

/* "dozens", "hundreds", "tens of thousands": an open number of them, its value
 * the lower end. A second scale behind "of" multiplies. A row worth no more
 * than one ten takes part only in such a pair: "tens" alone is no number. */
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

/* After the cardinal: is it more than that? A suffix makes an ordinal, a
 * denominator a fraction, an ordinal word an ordinal, a slash between whole
 * numbers a fraction, an "and a half" a mixed number. Denominators come before
 * ordinals, since only they may split the value again. */
static enum ng_number_kind read_rest(struct ng_reading *r)
{
    double under, times = 1;
    int power;

    if (r->digits && over_ordinal_suffix(r))
        return NG_NUMBER_ORDINAL;
    if (r->whole)
        return read_ordinal_end(r) ? NG_NUMBER_ORDINAL : NG_NUMBER_CARDINAL;
    if (read_one_denominator(r))
        return NG_NUMBER_FRACTION;
    if (read_denominator(r)) {
        read_of_scale(r);
        return NG_NUMBER_FRACTION;
    }
    if (read_ordinal_end(r))
        return NG_NUMBER_ORDINAL;
    /* Glued "3/4" only; that it is a date or a score is for the callers to
     * know. */
    if (r->digits && !r->point && ng_slash_at(r, r->at) &&
        ng_whole_at(r, r->at + 1, 9, &under) && under > 0) {
        r->value /= under;
        r->at += 2;
        return NG_NUMBER_FRACTION;
    }
    if (read_mixed(r)) {
        /* "two and a half million": the scale stands behind the fraction and
         * counts for both. */
        if (r->scale == 1) {
            power = ng_read_scales(r, &times);
            r->scale = ng_power_of_ten(power) * times;
            r->value *= r->scale;
        }
        return NG_NUMBER_FRACTION;
    }
    return NG_NUMBER_CARDINAL;
}

/* "a few hundred", "several thousand", "a couple of" from the word behind the
 * article on: so many of a scale, "hundred" included. */
static void read_some(struct ng_reading *r, double count)
{
    double times = 1;
    size_t i = ++r->at;
    bool hundred = ng_word_at(r->text, i, r->end).class == HUNDRED;

    r->at += hundred;
    r->scale = (hundred ? 100 : 1) * ng_power_of_ten(ng_read_scales(r, &times));
    r->scale *= times;
    r->value = count * r->scale;
}

/* What "a" may begin: fractions ("a third of"), vague numbers ("a couple of",
 * "a few hundred"), and one of a scale ("a hundred and five", "a dozen"). All
 * are marked `article`, as "a million" is weaker than "one million" for
 * callers. Any other "a" is just an article and gives 0. */
static size_t read_after_article(struct ng_reading *r, size_t first,
                                 struct ng_number *number)
{
    struct ng_word word = ng_word_at(r->text, r->at + 1, r->end);

    number->article = true;
    if (read_bare_fraction(r, false))
        return finish(r, first, NG_NUMBER_FRACTION, number);
    r->at++;
    if (word.class == COUPLE || word.class == FEW) {
        read_some(r, word.value);
        return finish(r, first, NG_NUMBER_VAGUE, number);
    }
    if ((word.class == HUNDRED || word.class == SCALE ||
         word.class == DOZEN) && ng_read_cardinal(r, 0)) {
        enum ng_number_kind kind = read_rest(r);
        return finish(r, first, kind, number);
    }
    return 0;
}

/* One number from token r->at on, by the class of its first word; the tokens
 * it takes. With `skip` bytes of letters before the digits the word has no
 * class and a cardinal must follow. What no class decides goes on to the
 * cardinal. */
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
    if (word.class == SEVERAL) {
        read_some(r, word.value);
        return r->scale > 1 ? finish(r, first, NG_NUMBER_VAGUE, number) : 0;
    }
    if (read_vague(r))
        return finish(r, first, NG_NUMBER_VAGUE, number);
    if (is_ordinal(word.class)) {
        r->value = word.class == ORDINAL_SCALE
                       ? ng_power_of_ten((int)word.value)
                       : word.value;
        r->at++;
        return finish(r, first, NG_NUMBER_ORDINAL, number);
    }
    if (word.class >= MULTIPLE && word.class <= FOLD) {
        r->value = word.value;
        r->at++;
        return finish(r, first, word.class == FOLD ? NG_NUMBER_FOLD
                                                   : NG_NUMBER_MULTIPLE,
                      number);
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

/* Sets up the reading: NG_NUMBER_TOKENS tokens at most, so that a sentence of
 * a million number words is read in pieces of bounded cost. */
size_t ng_number_read_inside(const struct ng_text *text, size_t first,
                             size_t skip, size_t end, struct ng_number *number)
{
    struct ng_reading r = {.text = text, .at = first, .scale = 1};

    r.end = end - first > NG_NUMBER_TOKENS ? first + NG_NUMBER_TOKENS : end;
    r.before_ten = NAN;
    return first < end ? read(&r, skip, number) : 0;
}

/* What begins neither a cardinal nor an ordinal is none here, so that "half"
 * and "dozens" stay words. */
size_t ng_number_read_whole(const struct ng_text *text, size_t first,
                            size_t end, struct ng_number *number)
{
    struct ng_reading r = {.text = text, .at = first, .scale = 1};
    size_t taken;

    r.end = end - first > NG_NUMBER_TOKENS ? first + NG_NUMBER_TOKENS : end;
    r.before_ten = NAN;
    r.whole = true;
    if (first >= end || !ng_number_may_begin(text, first))
        return 0;
    taken = read(&r, 0, number);
    return number->kind == NG_NUMBER_CARDINAL ||
                   number->kind == NG_NUMBER_ORDINAL
               ? taken
               : 0;
}

/* The cheap test first: callers may ask at every token. */
size_t ng_number_read(const struct ng_text *text, size_t first, size_t end,
                      struct ng_number *number)
{
    if (first >= end || !ng_number_may_begin(text, first))
        return 0;
    return ng_number_read_inside(text, first, 0, end, number);
}

/* ".5": a full stop right before digits, with white space, a dash or a
 * currency sign before it. A stop at the end of a sentence has its space
 * behind it, so "ends here.5" with nothing between stays text. */
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

/* Digits, a word of the table, a point before digits, or a mark beyond ASCII,
 * among which are the fraction signs. Looks at one token, two for a stop; a no
 * is final, a yes means "try". */
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
