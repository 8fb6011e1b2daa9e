/* entities.c - undoes JSON escapes and character references. */
#include "strip/entities.h"

#include "base/utf8.h"

/* Longest character reference that is looked at: "&thetasym;". */
#define MAX_REFERENCE 12
/* Longest run that is taken for a tag. */
#define MAX_TAG 200

static int hex_value(char c)
{
    if (ng_is_digit(c))
        return c - '0';
    c = ng_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four hexadecimal digits at `at`, or UINT32_MAX. */
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
 * and behind the second half of a surrogate pair. */
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

/* Undoes JSON's escapes; `out` has room for raw.len bytes. Returns the length.
 */
static size_t undo_escapes(struct ng_slice raw, char *out)
{
    size_t len = 0, at = 0;

    while (at < raw.len) {
        char c = raw.ptr[at++];
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

/* The character a named reference stands for, or 0. The few that headlines and
 * names need; a page's own text was decoded by the HTML parser. */
static uint32_t named_reference(struct ng_slice name)
{
    static const struct {
        const char *name;
        uint32_t code;
    } names[] = {
        {"amp", '&'}, {"quot", '"'}, {"apos", '\''}, {"lt", '<'},
        {"gt", '>'}, {"nbsp", ' '}, {"shy", 0xAD}, {"rsquo", 0x2019},
        {"lsquo", 0x2018}, {"rdquo", 0x201D}, {"ldquo", 0x201C},
        {"bdquo", 0x201E}, {"sbquo", 0x201A}, {"laquo", 0xAB},
        {"raquo", 0xBB}, {"ndash", 0x2013}, {"mdash", 0x2014},
        {"hellip", 0x2026}, {"euro", 0x20AC}, {"pound", 0xA3},
        {"eacute", 0xE9}, {"egrave", 0xE8}, {"agrave", 0xE0},
        {"aacute", 0xE1}, {"iacute", 0xED}, {"oacute", 0xF3},
        {"uacute", 0xFA}, {"ntilde", 0xF1}, {"ccedil", 0xE7},
        {"auml", 0xE4}, {"ouml", 0xF6}, {"uuml", 0xFC}, {"szlig", 0xDF},
        {"Auml", 0xC4}, {"Ouml", 0xD6}, {"Uuml", 0xDC}, {"ecirc", 0xEA},
        {"ocirc", 0xF4}, {"icirc", 0xEE}, {"acirc", 0xE2},
        {"aring", 0xE5}, {"oslash", 0xF8}, {"aelig", 0xE6},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ng_slice_eq(name, ng_slice_of(names[i].name)))
            return names[i].code;
    return 0;
}

/* The number of "#8217" or "#x2019", or 0. */
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
 * over; 0 when there is none. */
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

/* The end of the tag that begins at `at`, or `at` when there is none. */
static size_t skip_tag(struct ng_slice text, size_t at)
{
    size_t end = at + 1;

    if (end == text.len || !(ng_is_alpha(text.ptr[end]) || text.ptr[end] == '/'))
        return at;
    while (end < text.len && end - at < MAX_TAG && text.ptr[end] != '>')
        end++;
    return end < text.len && text.ptr[end] == '>' ? end + 1 : at;
}

/* Decodes references in place, drops tags, collapses white space. A reference
 * may hide another one ("&amp;#39;"), so the text is passed twice. */
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
 */
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

static void finish(char *bytes, size_t len, struct ng_slice *text)
{
    len = clean_up(bytes, len);
    len = clean_up(bytes, len);
    len = collapse(bytes, len);
    bytes[len] = '\0';
    *text = (struct ng_slice){bytes, len};
}

ng_status ng_decode_json(struct ng_arena *arena, struct ng_slice raw,
                         struct ng_slice *text)
{
    char *bytes = ng_arena_alloc(arena, raw.len + raw.len / 2 + 1);

    if (!bytes)
        return NUTGRAF_NO_MEMORY;
    finish(bytes, undo_escapes(raw, bytes), text);
    return NUTGRAF_OK;
}

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
