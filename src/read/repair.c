/*
 * repair.c - undoes UTF-8 that was encoded twice.
 *
 * Somewhere on its way the page's UTF-8 was taken for windows-1252 and written
 * as UTF-8 again, so that an apostrophe reads as three characters: a
 * circumflexed a, a euro sign, a trade mark sign. Seen the other way: a run of
 * characters whose windows-1252 bytes are one valid UTF-8 sequence. Such a run
 * of three or four is never meant; one of two nearly never, so two of them are
 * asked for before the text is touched, and pairs that writing does produce (a
 * capital with tilde before a closing mark) do not count.
 */
#include "base/utf8.h"
#include "read/charset.h"
#include "read/textrun.h"

/* The windows-1252 byte of a character, or -1. */
static int byte_of(uint32_t c)
{
    if (c < 0x100)
        return (int)c; /* C1 controls: bytes that the charset leaves free */
    for (int b = 0x80; b < 0xA0; b++)
        if (ng_windows_1252((unsigned char)b) == c)
            return b;
    return -1;
}

/* How many characters at byte `at` are the bytes of one UTF-8 sequence: 2 to 4,
 * which are written to `bytes`; 0 when they are not. `*end` is behind them. */
static size_t double_at(struct ng_slice text, size_t at,
                        unsigned char bytes[4], size_t *end)
{
    uint32_t c = ng_utf8_next(text, &at);
    size_t need = c < 0xC2 || c > 0xF4 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

    if (!need)
        return 0;
    bytes[0] = (unsigned char)c;
    for (size_t i = 1; i < need; i++) {
        int b = at < text.len ? byte_of(ng_utf8_next(text, &at)) : -1;
        if (b < 0x80 || b > 0xBF)
            return 0;
        bytes[i] = (unsigned char)b;
    }
    *end = at;
    return ng_utf8_valid_at(bytes, need);
}

/* Bytes that stand for quotation marks, dashes and the no-break space, which
 * may follow a capital letter by right. */
static bool is_mark(unsigned char b)
{
    return b == 0xA0 || b == 0xAB || b == 0xBB || b == 0x85 ||
           (b >= 0x91 && b <= 0x97);
}

/* The next byte at or after `at` where a run may begin: all of U+00C2..U+00F4
 * begin with 0xC3 in UTF-8. */
static size_t next_lead(struct ng_slice text, size_t at)
{
    const char *hit =
        at < text.len ? memchr(text.ptr + at, 0xC3, text.len - at) : NULL;

    return hit ? (size_t)(hit - text.ptr) : text.len;
}

/* Is there enough of it to be sure? Stops at the first proof. */
static bool is_double(struct ng_slice text)
{
    size_t at = 0, pairs = 0;

    while ((at = next_lead(text, at)) < text.len) {
        unsigned char bytes[4];
        size_t len = double_at(text, at, bytes, &at);
        if (len > 2)
            return true;
        if (len == 2 && !is_mark(bytes[1]) && ++pairs == 2)
            return true;
        at += len ? 0 : 2;
    }
    return false;
}

/* Runs between two leads are copied whole. A lead that begins no such run is
 * copied with its second byte, as it is a character of two bytes. */
ng_status ng_charset_repair(struct ng_arena *arena, struct ng_decoded *decoded)
{
    struct ng_slice text = decoded->text;
    size_t at = 0, len = 0;
    char *out;

    if (!is_double(text))
        return NUTGRAF_OK;
    out = ng_arena_alloc(arena, text.len + 1); /* it only gets shorter */
    if (!out)
        return NUTGRAF_NO_MEMORY;
    while (at < text.len) {
        size_t lead = next_lead(text, at), more, end;
        unsigned char bytes[4];
        memcpy(out + len, text.ptr + at, lead - at);
        len += lead - at;
        at = lead;
        if (at == text.len)
            break;
        more = double_at(text, at, bytes, &end);
        if (more) {
            memcpy(out + len, bytes, more);
        } else {
            memcpy(out + len, text.ptr + at, more = 2);
            end = at + 2;
        }
        len += more;
        at = end;
    }
    decoded->text = (struct ng_slice){out, len};
    decoded->repaired = true;
    return NUTGRAF_OK;
}
