/*
 * number.h - one reading of numbers, for figures and dates alike.
 *
 *     tokens "2.5" "million"            -> 2500000
 *     "one hundred and five"            -> 105
 *     "two" "-" "thirds", "3" "/" "4"   -> 0.666..., 0.75
 *     "twenty" "-" "fifth", "25" "th"   -> 25, an ordinal
 *     "dozens", "tens of thousands"     -> vague, from 12, from 10000
 *
 * Signs, currencies, units and ranges are none of its business. Reads at most
 * NG_NUMBER_TOKENS tokens, so callers may try it at every token.
 */
#ifndef NG_FIND_NUMBER_NUMBER_H
#define NG_FIND_NUMBER_NUMBER_H

#include "text/text.h"

/* The longest number in tokens; "nine hundred and ninety-nine thousand ..." up
 * to 10^15 takes 39. */
#define NG_NUMBER_TOKENS 64

enum ng_number_kind {
    NG_NUMBER_CARDINAL,
    NG_NUMBER_ORDINAL,
    NG_NUMBER_FRACTION, /* of a denominator: "half", "3/4", "two and a half" */
    NG_NUMBER_VAGUE,    /* "dozens", "hundreds of thousands": a lower end */
    NG_NUMBER_MULTIPLE, /* "doubled", "halved": what a verb multiplies by */
    NG_NUMBER_FOLD      /* "threefold" */
};

struct ng_number {
    enum ng_number_kind kind;
    double value;   /* finite, never negative; of VAGUE the lower end */
    double scale;   /* of the last scale words: 1e6 of "2.5 million"; or 1 */
    bool digits;    /* begins with digits or a fraction sign, not a word */
    bool decimal;   /* has a decimal point */
    bool grouped;   /* has grouping commas, points or spaces */
    bool article;   /* begins with "a": "a million", "a third" */
};

/* Reads the number that begins at token `first` and ends at or before token
 * `end`. Returns how many tokens it takes, 0 for none: not a number, broken
 * grouping ("1,2,3"), or beyond a double. */
size_t ng_number_read(const struct ng_text *text, size_t first, size_t end,
                      struct ng_number *number);

/* The same for a number whose digits begin `skip` bytes into token `first`
 * ("Rs500", "Dh5,000"). */
size_t ng_number_read_inside(const struct ng_text *text, size_t first,
                             size_t skip, size_t end,
                             struct ng_number *number);

/* Only a cardinal or an ordinal: "two and a half years" are two and a rest. */
size_t ng_number_read_whole(const struct ng_text *text, size_t first,
                            size_t end, struct ng_number *number);

/* True when a number may begin at the token: a cheap test. */
bool ng_number_may_begin(const struct ng_text *text, size_t token);

#endif
