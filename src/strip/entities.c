/*
 * entities.c - undoes JSON escapes and character references.
 *
 * In: raw text of metadata, such as a JSON string's body or a <meta>'s
 * content. Out: plain text with white space collapsed, zero-terminated, in the
 * arena.
 *
 * The steps are passes over one buffer:
 *
 *     JSON escapes -> references and tags (twice) -> white space
 *
 * Publishers nest these at will: a headline may come as "Tom &amp;amp; Jerry",
 * as "\u0026quot;", or with <em> inside. Two passes over references undo what
 * is met in practice; more would begin to eat text that is meant ("how to
 * write &lt;"). A reference or tag that does not read as one stays as it is:
 * nothing fails.
 *
 * Cost: linear; the searches for ";" and ">" are bounded by constants.
 */
#include "strip/entities.h"

#include "base/utf8.h"
#include "read/entity.h"

/* Longest character reference that is looked at, with its "&" and ";". */
#define MAX_REFERENCE (NG_ENTITY_MAX + 2)
/* Longest run that is taken for a tag. */
#define MAX_TAG 200

/* The value of a hexadecimal digit in either case, or -1. Not strtol, which
 * would take signs and white space. */
static int hex_value(char c)
{
    if (ng_is_digit(c))
        return c - '0';
    c = ng_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four hexadecimal digits at `at`, or UINT32_MAX: also at the end of the text,
 * where a string was cut in the middle of an escape. */
static uint32_t read_hex4(struct ng_slice raw, size_t at)
{
    uint32_t code = 0;

    if (at + 4 > raw.len)
        return UINT32_MAX;
    for (size_t i = at; i < at + 4; i++) {
        int digit = hex_value(raw.ptr[i]);
        if (digit < 0)
            return UINT32_MAX;
        code = code << 4 | (uint32_t)digit;
    }
    return code;
}

/* The character of the \u escape whose digits begin at `*at`; steps behind it,
 * and behind the second half of a surrogate pair ("\ud83d\ude00" is one face).
 * A half without its other half becomes the replacement character; so does an
 * escape without digits, of which nothing is stepped over. */
static uint32_t unicode_escape(struct ng_slice raw, size_t *at)
{
    uint32_t code = read_hex4(raw, *at), low;

    if (code == UINT32_MAX)
        return NG_REPLACEMENT;
    *at += 4;
    if (code < 0xD800 || code > 0xDFFF)
        return code;
    if (*at + 6 > raw.len || raw.ptr[*at] != '\\' || raw.ptr[*at + 1] != 'u')
        return NG_REPLACEMENT;
    low = read_hex4(raw, *at + 2);
    if (code > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
        return NG_REPLACEMENT;
    *at += 6;
    return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
}

/* Undoes JSON's escapes and returns the length. Line ends, tabs and their like
 * become spaces, for white space is collapsed later. An unknown escape stands
 * for its second character, as in "\'", which is no JSON but published. */
static size_t undo_escapes(struct ng_slice raw, char *out)
{
    size_t len = 0, at = 0;

    while (at < raw.len) {
        char c = raw.ptr[at++];
        /* A backslash at the very end escapes nothing and is kept. */
        if (c != '\\' || at == raw.len) {
            out[len++] = c;
            continue;
        }
        c = raw.ptr[at++];
        if (c == 'u')
            len += ng_utf8_put(out + len, unicode_escape(raw, &at));
        else
            out[len++] = strchr("nrtbf", c) ? ' ' : c;
    }
    return len;
}

/* The character a named reference stands for, or 0. The no-break space becomes
 * a plain one; the few names that stand for two characters are left as they
 * are. */
static uint32_t named_reference(struct ng_slice name)
{
    uint32_t codes[2];

    if (!ng_entity_find(name, codes) || codes[1])
        return 0;
    return codes[0] == 0xA0 ? ' ' : codes[0];
}

/* The number of "#8217" or "#x2019", or 0 when it is none. The no-break space
 * becomes a plain one, as with its name. The range is tested before
 * each step, so that a long row of digits cannot overflow. */
static uint32_t numeric_reference(struct ng_slice digits)
{
    bool hex = digits.len > 1 && ng_lower(digits.ptr[1]) == 'x';
    uint32_t code = 0;

    for (size_t i = hex ? 2 : 1; i < digits.len; i++) {
        int digit = hex_value(digits.ptr[i]);
        if (digit < 0 || (!hex && digit > 9) || code > 0x10FFFF)
            return 0;
        code = code * (hex ? 16 : 10) + (uint32_t)digit;
    }
    return code == 0xA0 ? ' ' : code;
}

/* The character of the reference at `*at` (an ampersand), which is stepped
 * over; 0 when there is none, with `*at` unmoved. The semicolon is required:
 * "AT&T" and "?a=1&lt=2" have none and stay. */
static uint32_t take_reference(struct ng_slice text, size_t *at)
{
    size_t end = *at + 1;
    uint32_t code;
    struct ng_slice name;

    while (end < text.len && end - *at < MAX_REFERENCE && text.ptr[end] != ';')
        end++;
    if (end == text.len || text.ptr[end] != ';' || end == *at + 1)
        return 0;
    name = ng_slice_sub(text, *at + 1, end);
    code = name.ptr[0] == '#' ? numeric_reference(name) : named_reference(name);
    if (code)
        *at = end + 1;
    return code;
}

/* The end of the tag that begins at `at`, or `at` when there is none: "<3" and
 * "a < b" are text. The search for ">" is bounded, so a page of "<a<a<a" costs
 * linear time. */
static size_t skip_tag(struct ng_slice text, size_t at)
{
    size_t end = at + 1;

    if (end == text.len || !(ng_is_alpha(text.ptr[end]) || text.ptr[end] == '/'))
        return at;
    while (end < text.len && end - at < MAX_TAG && text.ptr[end] != '>')
        end++;
    return end < text.len && text.ptr[end] == '>' ? end + 1 : at;
}

/* Decodes references and drops tags in place; returns the new length. A tag
 * leaves a space behind, as "one<br>two" are two words. A reference is never
 * shorter than the UTF-8 it stands for, so writing does not overtake reading.
 */
static size_t clean_up(char *bytes, size_t len)
{
    struct ng_slice text = {bytes, len};
    size_t out = 0, at = 0;

    while (at < len) {
        uint32_t code = 0;
        if (bytes[at] == '&')
            code = take_reference(text, &at);
        else if (bytes[at] == '<') {
            size_t end = skip_tag(text, at);
            code = end > at ? ' ' : 0;
            at = end;
        }
        if (code)
            out += ng_utf8_put(bytes + out, code);
        else
            bytes[out++] = bytes[at++];
    }
    return out;
}

/* Collapses runs of white space in place, no-break spaces included, and trims.
 * Zeros, byte order marks and zero-width spaces count as white space: they
 * come from careless exports and would make equal names differ. */
static size_t collapse(char *bytes, size_t len)
{
    size_t out = 0, at = 0;
    struct ng_slice text = {bytes, len};

    while (at < len) {
        size_t start = at;
        uint32_t c = ng_utf8_next(text, &at);
        if (!ng_char_is_space(c) && c != 0 && c != 0xFEFF && c != 0x200B) {
            memmove(bytes + out, bytes + start, at - start);
            out += at - start;
        } else if (out && bytes[out - 1] != ' ') {
            bytes[out++] = ' ';
        }
    }
    return out && bytes[out - 1] == ' ' ? out - 1 : out;
}

/* The passes that both entry points share. Two of clean_up: a reference may
 * hide another one, as in "&amp;#39;". */
static void finish(char *bytes, size_t len, struct ng_slice *text)
{
    len = clean_up(bytes, len);
    len = clean_up(bytes, len);
    len = collapse(bytes, len);
    bytes[len] = '\0';
    *text = (struct ng_slice){bytes, len};
}

/* The buffer is half as large again as the text: an escape without digits
 * ("\u", two bytes) becomes a replacement character of three. Nothing else
 * grows. */
ng_status ng_decode_json(struct ng_arena *arena, struct ng_slice raw,
                         struct ng_slice *text)
{
    char *bytes = ng_arena_alloc(arena, raw.len + raw.len / 2 + 1);

    if (!bytes)
        return NUTGRAF_NO_MEMORY;
    finish(bytes, undo_escapes(raw, bytes), text);
    return NUTGRAF_OK;
}

/* Works on a copy in the arena: the raw text belongs to the page and may be
 * asked for again. */
ng_status ng_decode_text(struct ng_arena *arena, struct ng_slice raw,
                         struct ng_slice *text)
{
    char *bytes = ng_arena_alloc(arena, raw.len + 1);

    if (!bytes)
        return NUTGRAF_NO_MEMORY;
    memcpy(bytes, raw.ptr, raw.len);
    finish(bytes, raw.len, text);
    return NUTGRAF_OK;
}
