/*
 * token.h - cutting text into tokens.
 *
 * A token is a word (letters, with inner apostrophes: "don't", "O'Neill"), a
 * number (digits with inner points and commas: "1,200.5"), a web address, or
 * one mark. Hyphens, slashes and colons stand alone: "22-year-old" has five
 * tokens, "10:30" three; whether white space stood before a token is a flag.
 * "U.S." keeps its points. A possessive 's is a token of its own.
 */
#ifndef NG_TEXT_TOKEN_H
#define NG_TEXT_TOKEN_H

#include <stdint.h>

#include "base/slice.h"

enum ng_token_kind {
    NG_TOKEN_WORD,    /* letters; may hold digits after the first: "G20" */
    NG_TOKEN_NUMBER,  /* begins with a digit: "5", "1,200.5", "0.5" */
    NG_TOKEN_POSSESSIVE, /* 's, or the lone apostrophe after a final s */
    NG_TOKEN_ADDRESS, /* http://..., www..., a@b.c, @name, #tag */
    NG_TOKEN_QUOTE,   /* any quotation mark; an apostrophe outside words */
    NG_TOKEN_DASH,    /* hyphen, en and em dash, minus; runs are one token */
    NG_TOKEN_STOP,    /* . ! ? and the ellipsis; runs are one token */
    NG_TOKEN_CURRENCY, /* a currency sign */
    NG_TOKEN_MARK     /* any other single character */
};

enum ng_shape {
    NG_SHAPE_NONE,  /* not a word */
    NG_SHAPE_LOWER, /* "said" */
    NG_SHAPE_TITLE, /* "Turkey"; a single capital too: "A" */
    NG_SHAPE_UPPER, /* "NATO", "U.S." (at least two capitals, no lower case) */
    NG_SHAPE_MIXED  /* "iPhone", "McCain" */
};

#define NG_TOKEN_SPACE_BEFORE 0x01u   /* white space, or the paragraph begins */
#define NG_TOKEN_SENTENCE_START 0x02u /* first token of its sentence */
#define NG_TOKEN_ABBREVIATION 0x04u   /* a word that took its full stop along */
#define NG_TOKEN_FIRST_WORD 0x08u     /* first word of its sentence, or right
                                         after an opening mark or colon: its
                                         capital proves nothing */

/* 12 bytes: an article of 50 MB has some 15 million. The lexicon has fewer than
 * 2^20 entries (NG_SLOT_BITS). */
struct ng_token {
    uint32_t start, end; /* bytes into the article's text */
    uint32_t lex : 20;   /* lexicon entry of the folded word, or 0 */
    uint32_t kind : 4;   /* enum ng_token_kind */
    uint32_t shape : 3;  /* enum ng_shape */
    uint32_t flags : 5;  /* NG_TOKEN_... */
};

/* Cuts the token at or after byte `at` (white space is stepped over) out of
 * valid text; false at the end. Sets start, end (bytes into `text`), kind,
 * shape and SPACE_BEFORE; `lex` is 0. Linear in the token's length. */
bool ng_token_scan(struct ng_slice text, size_t at, struct ng_token *token);

/* The folded form that keys of the lexicon have: lower case, straight
 * apostrophe, no final full stop. Returns its length, SIZE_MAX when it does not
 * fit into `room`. */
size_t ng_token_fold(struct ng_slice word, char *out, size_t room);

#endif
