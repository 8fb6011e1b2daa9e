/*
 * reading.h - a number while it is being read; number.c's own parts.
 *
 *     numeral.c   tokens that make numbers: words of the table, digits, scales
 *     cardinal.c  parts of falling size: "two million three hundred and five"
 *     number.c    ordinals, fractions, vague numbers; the interface
 */
#ifndef NG_FIND_NUMBER_READING_H
#define NG_FIND_NUMBER_READING_H

#include "find/number/digits.h"
#include "find/number/number.h"

/* The classes of data/number-words.tsv. */
enum ng_word_class {
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
    SEVERAL,
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
    MULTIPLE,
    MULTIPLE_BASE,
    FOLD,
    ARTICLE,
    AND,
    POINT
};

struct ng_word {
    enum ng_word_class class;
    double value;
};

/* A number in the reading. */
struct ng_reading {
    const struct ng_text *text;
    size_t end; /* tokens end here */
    size_t at;  /* the next token */
    double value;
    double scale;      /* of the last part: 1e6 after "million"; 1: none */
    double before_and; /* value of what stood before the last "and" */
    double before_ten; /* value before a final "twenty"; or NAN */
    enum ng_word_class last; /* class of the last word; NO_NUMBER: digits */
    bool digits, point, grouped;
    bool whole; /* no fractions, no "point" */
};

/* numeral.c: the class and value of the word at token `i`, before `end`. */
struct ng_word ng_word_at(const struct ng_text *text, size_t i, size_t end);

/* The same over a hyphen, which `*i` steps over. */
struct ng_word ng_next_word(const struct ng_reading *r, size_t *i);

/* The value of "½" and its like at token `i`; 0 for none. */
double ng_fraction_sign(const struct ng_reading *r, size_t i);

/* A plain whole number in one token, of at most `max` digits. */
bool ng_whole_at(const struct ng_reading *r, size_t i, size_t max,
                 double *value);

/* A fraction's slash at token `i`. */
bool ng_slash_at(const struct ng_reading *r, size_t i);

/* The digits at r->at, from byte `skip` of the token; groups of three behind
 * spaces; a power of ten. Each steps r->at over what it takes. */
struct ng_slice ng_digits_text(struct ng_reading *r, size_t skip);
void ng_read_space_groups(struct ng_reading *r, struct ng_decimal *d,
                          struct ng_slice first);
void ng_read_exponent(struct ng_reading *r, struct ng_decimal *d);

/* Scale words and suffixes: the sum of their powers of ten; a dozen goes into
 * `*times`. */
int ng_read_scales(struct ng_reading *r, double *times);

/* cardinal.c: steps over an "and". */
bool ng_over_and(struct ng_reading *r);

/* A part in words, "three hundred thousand"; with `bare` a scale alone. */
bool ng_read_word_part(struct ng_reading *r, bool bare, double *value);

/* "point five" behind a number, or alone. */
void ng_read_point(struct ng_reading *r, double *value);

/* A whole cardinal into r->value, whose digits may begin at byte `skip`. */
bool ng_read_cardinal(struct ng_reading *r, size_t skip);

/* --------------------------------------------- small tests on tokens */

/* The kind of token `i`; a mark, which no number is made of, at the end. */
static inline enum ng_token_kind ng_kind_at(const struct ng_reading *r,
                                            size_t i)
{
    return i < r->end ? (enum ng_token_kind)ng_text_token(r->text, i)->kind
                      : NG_TOKEN_MARK;
}

/* White space before token `i`? The end counts as white space. */
static inline bool ng_spaced(const struct ng_reading *r, size_t i)
{
    return i >= r->end ||
           (ng_text_token(r->text, i)->flags & NG_TOKEN_SPACE_BEFORE);
}

/* Is token `i` this one byte: "^", ","? */
static inline bool ng_is_char(const struct ng_reading *r, size_t i, char c)
{
    struct ng_slice s;

    if (i >= r->end)
        return false;
    s = ng_token_text(r->text, i);
    return s.len == 1 && *s.ptr == c;
}

/* Over a hyphen between two words: "twenty-one". A dash with white space on
 * both sides does not join. */
static inline size_t ng_over_hyphen(const struct ng_reading *r, size_t i)
{
    return ng_kind_at(r, i) == NG_TOKEN_DASH && !ng_spaced(r, i) &&
                   !ng_spaced(r, i + 1) && i + 1 < r->end
               ? i + 1
               : i;
}

#endif
