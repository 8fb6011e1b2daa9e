/*
 * utf8.h - walking UTF-8, repairing it, and what kind of character it is.
 *
 * Inside the library all text is valid UTF-8: read/charset.c repairs it once.
 * Properties beyond ASCII come from utf8proc (the Unicode tables).
 */
#ifndef NG_BASE_UTF8_H
#define NG_BASE_UTF8_H

#include <stdint.h>

#include "base/slice.h"

#define NG_REPLACEMENT 0xFFFDu

/* Decodes the character at byte `*at` and steps over it. The text must be valid
 * from there on; a bad byte gives U+FFFD and a step of one. */
uint32_t ng_utf8_next(struct ng_slice text, size_t *at);

/* Decodes the character that ends before byte `*at` and steps back to its
 * start; 0 at the beginning. */
uint32_t ng_utf8_prev(struct ng_slice text, size_t *at);

/* Writes `c` to `out` (room for 4) and returns the bytes written; surrogates
 * and numbers out of range are written as U+FFFD. */
size_t ng_utf8_put(char *out, uint32_t c);

/* The number of bytes of the valid sequence at the start, or 0. Follows
 * Unicode 15, table 3-7: no overlong forms, no surrogates. */
size_t ng_utf8_valid_at(const unsigned char *bytes, size_t len);

/* True when all of it is valid UTF-8. */
bool ng_utf8_valid(struct ng_slice text);

/* Code points in valid text. */
size_t ng_utf8_count(struct ng_slice text);

bool ng_char_is_letter(uint32_t c); /* letters and the marks on them */
bool ng_char_is_upper(uint32_t c);  /* upper or title case */
bool ng_char_is_lower(uint32_t c);
bool ng_char_is_digit(uint32_t c);  /* decimal digits of any script */
bool ng_char_is_space(uint32_t c);  /* all white space, U+00A0 too */
bool ng_char_is_cjk(uint32_t c);    /* Han, kana: written without spaces */
uint32_t ng_char_lower(uint32_t c);

/* Folds valid text for look-ups: lower case, curly apostrophe made straight.
 * Writes at most `room` bytes to `out` and returns the length, or SIZE_MAX when
 * it does not fit. No terminator. */
size_t ng_utf8_fold(struct ng_slice text, char *out, size_t room);

#endif
