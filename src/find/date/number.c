/*
 * number.c - numbers as dates need them: a value, how many tokens it takes, and
 * its form: digits, words, ordinal, year ("nineteen eighty-four").
 *
 * The reading is find/number's, which figures share; here is only what it means
 * for a date.
 */
#include "find/date/item.h"
#include "find/number/digits.h"
#include "find/number/number.h"

/* Digits beyond this belong to no date. */
#define DIGITS_MAX 1e12

/* The number word at token `i`, of class NUM or ORD; NULL when it is none. */
static const struct ng_date_word *number_word(const struct ng_date_kit *kit,
                                              const struct ng_text *text,
                                              size_t i)
{
    for (size_t n = 0;; n++) {
        struct ng_row row = ng_lexicon_row(
            text->lexicon, ng_text_token(text, i)->lex, NG_TABLE_DATE_LINKS, n);
        const struct ng_date_word *word;
        if (!row.row)
            return NULL;
        word = ng_date_word_of(kit, row);
        if (word->classes & (NG_DC(NUM) | NG_DC(ORD)))
            return word;
    }
}

/* A glued "st", "nd", "rd", "th" after the number in digits? */
static bool has_ordinal_ending(const struct ng_text *text, size_t i, size_t end)
{
    struct ng_slice word;

    if (i >= end || !ng_date_glued(text, i))
        return false;
    word = ng_token_text(text, i);
    return word.len == 2 && (ng_slice_eq_nocase(word, NG_LIT("th")) ||
                             ng_slice_eq_nocase(word, NG_LIT("st")) ||
                             ng_slice_eq_nocase(word, NG_LIT("nd")) ||
                             ng_slice_eq_nocase(word, NG_LIT("rd")));
}

/* "5", "1,200.5", "22nd". Digits with points or commas are never years or
 * days: `digits` stays 0 for them. */
static void read_digits(const struct ng_text *text, size_t at, size_t end,
                        struct ng_date_number *number)
{
    struct ng_slice digits = ng_token_text(text, at);
    struct ng_decimal decimal;

    if (!ng_digits_read(digits, &decimal))
        return;
    number->value = ng_decimal_value(&decimal);
    if (number->value > DIGITS_MAX)
        return;
    if (!decimal.point && !decimal.grouped)
        number->digits = (uint8_t)(digits.len < 255 ? digits.len : 255);
    number->tokens = 1;
    if (has_ordinal_ending(text, at + 1, end)) {
        number->ordinal = true;
        number->tokens = 2;
    }
}

/* A number in words, with the reader that figures have. What that knows as no
 * cardinal ("second" alone is an ordinal) has its value from the table. */
static void read_words(const struct ng_text *text, size_t at, size_t end,
                       const struct ng_date_word *word,
                       struct ng_date_number *number)
{
    struct ng_number read;

    number->spelled = true;
    number->tokens = ng_number_read_whole(text, at, end, &read);
    if (!number->tokens) {
        number->tokens = 1;
        number->value = word->code;
        number->ordinal = word->classes & NG_DC(ORD);
        return;
    }
    number->value = read.value;
    number->ordinal = read.kind == NG_NUMBER_ORDINAL;
    /* "two thousand seven" is a year as often as a count; rules decide. */
    number->year = number->value >= 1100 && number->value < 2100 &&
                   number->tokens > 1;
}

/* The words are those of date-links, whose classes the rules ask for; their
 * reading is the figures'. */
void ng_date_number_read(const struct ng_date_kit *kit,
                         const struct ng_text *text, size_t at, size_t end,
                         struct ng_date_number *number)
{
    const struct ng_date_word *word;

    *number = (struct ng_date_number){0};
    if (ng_text_token(text, at)->kind == NG_TOKEN_NUMBER) {
        read_digits(text, at, end, number);
        return;
    }
    word = number_word(kit, text, at);
    if (word)
        read_words(text, at, end, word, number);
}
