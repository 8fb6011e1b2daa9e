/*
 * utf8.c - walking, checking and folding UTF-8; what kind of character it is.
 *
 * Text inside the library is valid, but decoding never trusts it: a bad byte
 * gives U+FFFD and a step of one, so that no walk can run past the end or stand
 * still. Answers for ASCII come from comparisons, all others from utf8proc's
 * tables of the Unicode categories: no locale, the same on every machine.
 */
#include "base/utf8.h"

#include <utf8proc.h>

/* The second byte has its own range after E0, ED, F0 and F4: that is what keeps
 * out overlong forms, surrogates and numbers beyond U+10FFFF. */
size_t ng_utf8_valid_at(const unsigned char *b, size_t len)
{
    unsigned char low = 0x80, high = 0xBF;
    size_t need;

    if (!len)
        return 0;
    if (b[0] < 0x80)
        return 1;
    if (b[0] < 0xC2 || b[0] > 0xF4)
        return 0;
    need = b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
    switch (b[0]) {
    case 0xE0: low = 0xA0; break;
    case 0xED: high = 0x9F; break;
    case 0xF0: low = 0x90; break;
    case 0xF4: high = 0x8F; break;
    }
    if (len < need || b[1] < low || b[1] > high)
        return 0;
    for (size_t i = 2; i < need; i++)
        if ((b[i] & 0xC0) != 0x80)
            return 0;
    return need;
}

/* Character by character; the reader checks a page once. */
bool ng_utf8_valid(struct ng_slice text)
{
    const unsigned char *bytes = (const unsigned char *)text.ptr;

    for (size_t i = 0; i < text.len;) {
        size_t step = ng_utf8_valid_at(bytes + i, text.len - i);
        if (!step)
            return false;
        i += step;
    }
    return true;
}

/* Counts the bytes that begin a character: continuation bytes are 10xxxxxx. */
size_t ng_utf8_count(struct ng_slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return count;
}

/* Assembles the bits by the length that was verified. */
uint32_t ng_utf8_next(struct ng_slice text, size_t *at)
{
    const unsigned char *b = (const unsigned char *)text.ptr + *at;
    size_t step;

    if (*b < 0x80) {
        ++*at;
        return *b;
    }
    step = ng_utf8_valid_at(b, text.len - *at);
    *at += step ? step : 1;
    switch (step) {
    case 2: return (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
    case 3:
        return (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
    case 4:
        return (b[0] & 0x07u) << 18 | (b[1] & 0x3Fu) << 12 |
               (b[2] & 0x3Fu) << 6 | (b[3] & 0x3Fu);
    default: return NG_REPLACEMENT;
    }
}

/* Steps back over at most three continuation bytes, then decodes forward. */
uint32_t ng_utf8_prev(struct ng_slice text, size_t *at)
{
    size_t start = *at;

    if (!start)
        return 0;
    do
        start--;
    while (start && *at - start < 4 &&
           ((unsigned char)text.ptr[start] & 0xC0) == 0x80);
    *at = start;
    return ng_utf8_next(text, &start);
}

/* What is no scalar value becomes U+FFFD, so the output is always valid. */
size_t ng_utf8_put(char *out, uint32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        c = NG_REPLACEMENT;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* utf8proc takes signed numbers. */
static utf8proc_category_t category(uint32_t c)
{
    return utf8proc_category((utf8proc_int32_t)c);
}

/* Marks count: "é" may be "e" with U+0301, and must stay one word. LU to ME
 * are neighbours in utf8proc's enum. */
bool ng_char_is_letter(uint32_t c)
{
    utf8proc_category_t cat;

    if (c < 0x80)
        return ng_is_alpha((char)c);
    cat = category(c);
    return cat >= UTF8PROC_CATEGORY_LU && cat <= UTF8PROC_CATEGORY_ME;
}

/* Title case letters ("ǅ") begin words like capitals. */
bool ng_char_is_upper(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    return category(c) == UTF8PROC_CATEGORY_LU ||
           category(c) == UTF8PROC_CATEGORY_LT;
}

/* Letters without case (Han, Arabic) are neither upper nor lower. */
bool ng_char_is_lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    return category(c) == UTF8PROC_CATEGORY_LL;
}

/* Decimal digits of every script: "٣" and "３", but not "½" or "³". */
bool ng_char_is_digit(uint32_t c)
{
    if (c < 0x80)
        return c >= '0' && c <= '9';
    return category(c) == UTF8PROC_CATEGORY_ND;
}

/* White_Space of Unicode 15. U+200B is no space there, and none here. */
bool ng_char_is_space(uint32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    return c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Han and kana blocks; their words are not divided by spaces. */
bool ng_char_is_cjk(uint32_t c)
{
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x2FA1F);
}

/* Simple case mapping: one character stays one, so offsets could be kept. */
uint32_t ng_char_lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

/* The ASCII prefix, nearly always all of it, goes in one tight loop. The curly
 * apostrophe becomes straight: "don’t" and "don't" are one key. */
size_t ng_utf8_fold(struct ng_slice text, char *out, size_t room)
{
    size_t fits = text.len < room ? text.len : room, at = 0, len;

    while (at < fits && (unsigned char)text.ptr[at] < 0x80) {
        out[at] = ng_lower(text.ptr[at]);
        at++;
    }
    len = at;
    while (at < text.len) {
        uint32_t c;
        if (room - len < 4)
            return SIZE_MAX;
        c = ng_utf8_next(text, &at);
        len += ng_utf8_put(out + len, c == 0x2019 ? '\'' : ng_char_lower(c));
    }
    return len;
}
