/*
 * number.c - numbers in digits and words, as far as dates need them: cardinals
 * and ordinals below a million, and years in words ("nineteen eighty-four").
 *
 * In: a token. Out: the value, how many tokens it takes, and its form: digits,
 * words, ordinal. The sum is kept in two parts, below and above "thousand";
 * every word either multiplies or adds, or does not belong to the number.
 */
#include "find/date/item.h"

/* Words that a number in words may have at most. */
#define MAX_WORDS 8

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
    double scale = 0;

    number->digits = (uint8_t)(digits.len < 255 ? digits.len : 255);
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i];
        if (c == '.') {
            scale = 1;
        } else if (ng_is_digit(c)) {
            number->value = number->value * 10 + (c - '0');
            scale *= 10;
        }
        if (!ng_is_digit(c))
            number->digits = 0;
        if (number->value > 1e12)
            return;
    }
    /* Commas group and points divide, as English has it. */
    if (scale > 0)
        number->value /= scale;
    number->tokens = 1;
    if (has_ordinal_ending(text, at + 1, end)) {
        number->ordinal = true;
        number->tokens = 2;
    }
}

/* What is known while words are read: "two hundred thousand five". */
struct sum {
    double total, group; /* group: below the next "thousand" */
    double last;         /* the last word's value */
    bool year;           /* "nineteen" + "eighty-four" */
};

/* Takes one more number word; false when it cannot belong to the number.
 * Scale words multiply, units follow tens ("twenty three"), and tens behind
 * a number from 11 to 20 make a year: "nineteen eighty-four" is 1984, not
 * 103. */
static bool add_word(struct sum *sum, double value, size_t count)
{
    /* "two hundred thousand": the group so far counts thousands. */
    if (value == 1000) {
        sum->total = (sum->group ? sum->group : 1) * 1000;
        sum->group = 0;
    } else if (value == 100) {
        if (sum->group >= 100)
            return false;
        sum->group = (sum->group ? sum->group : 1) * 100;
    } else if (!count || sum->last >= 100) {
        sum->group += value;
    } else if (sum->last >= 20 && sum->last <= 90 && value < 10) {
        sum->group += value;
    } else if (sum->group >= 11 && sum->group <= 20 && !sum->total &&
               value >= 10) {
        sum->group = sum->group * 100 + value;
        sum->year = true;
    } else {
        return false;
    }
    sum->last = value;
    return true;
}

/* Steps over a hyphen or "and" that may join number words: "twenty-one",
 * "two hundred and five", but not "two and five". */
static size_t skip_joint(const struct ng_text *text, size_t i, size_t end,
                         double last)
{
    if (i + 1 >= end)
        return i;
    if (ng_text_token(text, i)->kind == NG_TOKEN_DASH)
        return ng_date_glued(text, i) && ng_date_glued(text, i + 1) ? i + 1 : i;
    return last >= 100 && ng_token_is(text, i, "and") ? i + 1 : i;
}

/* Adds up words until one does not fit. An ordinal ends the number: "twenty-
 * first century". */
static void read_words(const struct ng_date_kit *kit,
                       const struct ng_text *text, size_t at, size_t end,
                       struct ng_date_number *number)
{
    struct sum sum = {0};
    size_t i = at;

    for (size_t count = 0; count < MAX_WORDS && i < end; count++) {
        size_t next = count ? skip_joint(text, i, end, sum.last) : i;
        const struct ng_date_word *word = number_word(kit, text, next);
        if (!word || !add_word(&sum, word->code, count))
            break;
        i = next + 1;
        if (word->classes & NG_DC(ORD)) {
            number->ordinal = true;
            break;
        }
    }
    number->tokens = i - at;
    number->value = sum.total + sum.group;
    number->spelled = true;
    /* "two thousand seven" is a year as often as a count; rules decide. */
    number->year = sum.year || (number->value >= 1100 &&
                                number->value < 2100 && number->tokens > 1);
}

/* The figures module has a reader of its own for its larger
 * numbers; dates need years in words. */
void ng_date_number_read(const struct ng_date_kit *kit,
                         const struct ng_text *text, size_t at, size_t end,
                         struct ng_date_number *number)
{
    *number = (struct ng_date_number){0};
    if (ng_text_token(text, at)->kind == NG_TOKEN_NUMBER)
        read_digits(text, at, end, number);
    else if (number_word(kit, text, at))
        read_words(kit, text, at, end, number);
}
