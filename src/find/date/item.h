/*
 * item.h - tokens as dates see them: one or more tokens with classes and
 * values. "twenty-three", "Christmas Eve" and "2020-02-14" are one item each.
 */
#ifndef NG_FIND_DATE_ITEM_H
#define NG_FIND_DATE_ITEM_H

#include "find/date/kit.h"

/* Rows that one word may have in both tables, and the end. */
#define NG_ITEM_WORDS 5

/* Not cleared between uses: `classes` says which fields count. */
struct ng_date_item {
    uint32_t first, end; /* tokens */
    uint64_t classes;    /* NG_DC() bits; 0: nothing a rule could use */
    uint32_t lex;        /* lexicon entry of a single token, for literals */
    const struct ng_date_word *words[NG_ITEM_WORDS]; /* its rows, NULL-ended */
    double number;       /* NUM, ORD, ART, VAGUE, DAY, YEAR, YY, HOUR ... */
    bool possessive;     /* the token 's */
    uint8_t spelled;     /* the number is in words */
    int32_t year;        /* NUMDATE, NUMYM, DECADE */
    uint8_t month, day;  /* NUMDATE, NUMMD, NUMYM; QUARTER, HALF in `month` */
    int8_t hour, minute, second; /* TIME, POINTTIME; -1: not said */
};

/* Reads the item that begins at token `at`; never past token `end`. */
void ng_date_item_read(const struct ng_date_kit *kit,
                       const struct ng_text *text, size_t at, size_t end,
                       struct ng_date_item *item);

/* The row of the item's word that has the class; an empty one for none. */
const struct ng_date_word *ng_date_item_word(const struct ng_date_item *item,
                                             enum ng_date_class class);

/* numeric.c: forms made of digits and marks, over the bytes from the number
 * token `at`. True when one was found. */
bool ng_date_numeric(const struct ng_text *text, size_t at, size_t end,
                     struct ng_date_item *item);

/* Is the number part of a chain like "133-03-03-2020" or "1.2.3.4"? */
bool ng_date_in_chain(const struct ng_text *text, size_t at);

/* number.c: a number in digits or words. */
struct ng_date_number {
    size_t tokens; /* 0: none */
    double value;
    bool ordinal, spelled, year; /* year: "nineteen eighty-four" */
    uint8_t digits; /* of a number in digits without point or comma */
};

void ng_date_number_read(const struct ng_date_kit *kit,
                         const struct ng_text *text, size_t at, size_t end,
                         struct ng_date_number *number);

/* "5-1/2" at token `at`: a number, no date. */
bool ng_date_is_mixed(const struct ng_text *text, size_t at, size_t end);

/* True when token `i` follows the one before it without white space. */
static inline bool ng_date_glued(const struct ng_text *text, size_t i)
{
    return !(ng_text_token(text, i)->flags & NG_TOKEN_SPACE_BEFORE);
}

#endif
