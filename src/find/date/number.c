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

/* "5-1/2" from token `at` on, as in "a 5-1/2-year low": a whole number and a
 * fraction, no day. */
bool ng_date_is_mixed(const struct ng_text *text, size_t at, size_t end)
{
    static const char *const under[] = {"2", "3", "4", "5", "8", NULL};

    if (at + 4 >= end || ng_text_token(text, at + 1)->kind != NG_TOKEN_DASH ||
        !ng_token_is(text, at + 3, "/"))
        return false;
    for (size_t i = at + 1; i < at + 5; i++)
        if (!ng_date_glued(text, i))
            return false;
    for (size_t n = 0; under[n]; n++)
        if (ng_token_is(text, at + 4, under[n]))
            return at + 5 == end || !ng_token_is(text, at + 5, "/");
    return false;
}

/* May a fraction or a scale stand behind the number in digits at token `at`?
 * One look spares most numbers the whole reading. */
static bool is_longer(const struct ng_text *text, size_t at, size_t end)
{
    const struct ng_token *next;

    if (at + 1 >= end)
        return false;
    next = ng_text_token(text, at + 1);
    if (next->kind == NG_TOKEN_DASH)
        return ng_date_is_mixed(text, at, end);
    if (next->kind == NG_TOKEN_NUMBER)
        return at + 2 < end && ng_token_is(text, at + 2, "/");
    return (ng_token_tables(text, at + 1) & NG_BIT(NG_TABLE_NUMBER_WORDS)) ||
           (signed char)text->bytes.ptr[next->start] < 0;
}

/* "2 1/2", "5-1/2", "3 and a half", "65 million": what figures read as one. */
static void read_longer(const struct ng_text *text, size_t at, size_t end,
                        struct ng_date_number *number)
{
    struct ng_number read;
    size_t tokens = ng_number_read(text, at, end, &read);

    if (tokens < 2 || (read.kind != NG_NUMBER_CARDINAL &&
                       read.kind != NG_NUMBER_FRACTION) ||
        (read.scale <= 1 && read.value == number->value))
        return;
    number->tokens = tokens;
    number->value = read.value;
    number->digits = 0;
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
    } else if (is_longer(text, at, end)) {
        read_longer(text, at, end, number);
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
