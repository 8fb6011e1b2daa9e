/*
 * textrun.c - the inner loop of reading.
 *
 * Every byte of text passes here once, so most are copied in runs: a class per
 * byte, taken from comparisons rather than a table, and only five lead bytes of
 * UTF-8 can begin a character that is white or unseen. White space is not
 * written when it is seen but before the next character, so a run never ends
 * with it and never begins with it, however the text was cut into pieces.
 */
#include "read/textrun.h"

#include "base/swar.h"
#include "base/utf8.h"

/* What a byte of text is. */
enum { PLAIN, SPACE, CONTROL, LEAD };

/* The class of a byte: LEAD begins a character that may be white or unseen
 * (U+0080..00BF, U+1680, U+20xx, U+3000, U+FEFF). */
static inline int class_of(unsigned char b)
{
    if (b > 0x20 && b < 0x7F)
        return PLAIN;
    if (b == ' ' || (b >= '\t' && b <= '\r'))
        return SPACE;
    if (b < 0x80)
        return CONTROL;
    return b == 0xC2 || b == 0xE1 || b == 0xE2 || b == 0xE3 || b == 0xEF
               ? LEAD
               : PLAIN;
}

/* "&#147;" means a quotation mark: so the HTML standard reads numeric
 * references to C1 controls, and so do we wherever one turns up. Five bytes of
 * windows-1252 are free and stand for themselves. */
uint32_t ng_windows_1252(unsigned char byte)
{
    static const uint16_t high[32] = {
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
        0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

    return byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
}

/* True for characters that have no width and no meaning for the reader: hints
 * where a word may be broken. Joiners are not among them: Persian and Indic
 * words and emoji are spelled with them. */
static bool is_unseen(uint32_t c)
{
    return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF ||
           (c >= 0x80 && c < 0xA0);
}

/* Appends `len` bytes, with the space that is due before them; at the beginning
 * of a run none is. */
static bool append(struct ng_textrun *run, const char *bytes, size_t len)
{
    if (run->space && run->text.len && !ng_buffer_append(&run->text, " ", 1))
        return false;
    run->space = false;
    return ng_buffer_append(&run->text, bytes, len);
}

/* Should the C1 control be read as windows-1252 has it? In plain text only where
 * that is a mark that people type: a letter's is what is left of a text encoded
 * twice or more, which a change would hide and not mend. */
static bool is_meant(const struct ng_textrun *run, uint32_t c)
{
    if (c < 0x80 || c >= 0xA0 || ng_windows_1252((unsigned char)c) == c)
        return false;
    return !run->unseen || c == 0x80 || c == 0x85 || c == 0x99 ||
           (c >= 0x91 && c <= 0x97);
}

/* Appends the one character at byte `*at`, which begins with a LEAD byte. */
static bool add_special(struct ng_textrun *run, struct ng_slice text,
                        size_t *at)
{
    size_t start = *at;
    uint32_t c = ng_utf8_next(text, at);
    char bytes[4];

    if (is_meant(run, c)) {
        size_t len = ng_utf8_put(bytes, ng_windows_1252((unsigned char)c));
        return append(run, bytes, len);
    }
    if (is_unseen(c) && !run->unseen)
        return true;
    if (ng_char_is_space(c)) {
        run->space = true;
        return true;
    }
    return append(run, text.ptr + start, *at - start);
}

/* The end of printable ASCII that begins at `at`, with no two spaces in a row and
 * none at the end: what can be copied as it is. Eight bytes at a time, so the
 * last few may stay for the caller. */
static size_t ascii_end(const char *bytes, size_t at, size_t len)
{
    uint64_t before = 0; /* the top bit: the byte before is a space */

    for (; len - at >= 8; at += 8) {
        uint64_t w = ng_eight(bytes + at), spaces = ng_equal(w, ' ');
        if ((w & NG_EACH_BYTE(0x80)) | ng_below(w, ' ') | ng_equal(w, 0x7F))
            break;
        if (spaces & (spaces << 8 | before >> 56))
            break;
        before = spaces;
    }
    return before >> 63 ? at - 1 : at;
}

/* The end of what can be copied from `at` on: plain bytes, and single spaces
 * between two of them. */
static size_t plain_end(const char *bytes, size_t at, size_t len)
{
    size_t looked = at; /* ascii_end gave up here */

    while (at < len) {
        int class = class_of((unsigned char)bytes[at]);
        if (class == PLAIN && at >= looked) {
            at = ascii_end(bytes, at, len);
            looked = at + 8;
        }
        if (at == len)
            break;
        class = class_of((unsigned char)bytes[at]);
        if (class != PLAIN &&
            (bytes[at] != ' ' || at + 1 == len ||
             class_of((unsigned char)bytes[at + 1]) != PLAIN))
            break;
        at++;
    }
    return at;
}

/* Runs of plain bytes, one special byte or character, and again. */
bool ng_textrun_add(struct ng_textrun *run, const char *bytes, size_t len)
{
    struct ng_slice text = {bytes, len};

    for (size_t at = 0; at < len;) {
        int class = class_of((unsigned char)bytes[at]);
        if (class == PLAIN) {
            size_t end = plain_end(bytes, at, len);
            if (!append(run, bytes + at, end - at))
                return false;
            at = end;
        } else if (class == LEAD) {
            if (!add_special(run, text, &at))
                return false;
        } else {
            run->space |= class == SPACE;
            at++;
        }
    }
    return true;
}
