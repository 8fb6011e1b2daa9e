/*
 * decode.c - bytes of a known charset -> valid UTF-8 without NULs.
 *
 * In: bytes, a charset. Out: text in the arena, or the bytes themselves when
 * they are clean UTF-8 or ASCII already, which is the usual case: then the cost
 * is a check at some GB a second, and no memory.
 *
 * Single-byte charsets come from tables of our own, the East Asian ones and
 * UTF-16 from ICU, which libxml2 has loaded anyway. A broken sequence becomes
 * one U+FFFD and is counted. NULs go: no text has them, C strings end at them,
 * and browsers drop most of them too.
 *
 * Tried: libxml2's own decoding loses the text from the first bad byte on;
 * glibc's iconv reads modules and the environment.
 */
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

#include "base/utf8.h"
#include "read/charset.h"

/* ICU's output is taken in pieces of this many UTF-16 units. */
#define PIECE 2048

/* No byte of any charset becomes more bytes of UTF-8 than this. */
#define GROWTH 3

/* A count of all ones means "that many or more". */
static void count_bad(struct ng_decoded *d)
{
    if (d->bad < UINT32_MAX)
        d->bad++;
}

/* Room for what `len` bytes may become in the worst case. What is not used is
 * never touched, so it costs addresses and no memory; the arena gives large
 * pieces back at the next document. */
static char *make_room(struct ng_arena *arena, size_t len)
{
    return len > SIZE_MAX / GROWTH - 8
               ? NULL
               : ng_arena_alloc(arena, len * GROWTH + 4);
}

/* The length of the start that is ASCII without NUL, eight bytes at a time: a
 * byte is zero when subtracting one from each borrows into its top bit
 * (Hacker's Delight, 6-1), and not ASCII when that bit is set. */
static size_t ascii_length(struct ng_slice bytes)
{
    size_t i = 0;

    for (; i + 8 <= bytes.len; i += 8) {
        uint64_t w;
        memcpy(&w, bytes.ptr + i, 8);
        if ((w | (w - UINT64_C(0x0101010101010101))) &
            UINT64_C(0x8080808080808080))
            break;
    }
    while (i < bytes.len && bytes.ptr[i] > 0)
        i++;
    return i;
}

/* How many bytes of a broken sequence one U+FFFD stands for: as many as a valid
 * one could begin with (the standard's "maximal subpart"). */
static size_t bad_length(const unsigned char *b, size_t len)
{
    unsigned char low = 0x80, high = 0xBF;
    size_t need, i = 1;

    if (b[0] < 0xC2 || b[0] > 0xF4)
        return 1;
    need = b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
    if (b[0] == 0xE0)
        low = 0xA0;
    else if (b[0] == 0xED)
        high = 0x9F;
    else if (b[0] == 0xF0)
        low = 0x90;
    else if (b[0] == 0xF4)
        high = 0x8F;
    for (; i < len && i < need && b[i] >= low && b[i] <= high; i++) {
        low = 0x80;
        high = 0xBF;
    }
    return i;
}

/* The length of the start that is valid UTF-8 without NUL: ASCII in words,
 * then the characters beyond it one by one, in turns. */
static size_t clean_length(struct ng_slice bytes)
{
    const unsigned char *b = (const unsigned char *)bytes.ptr;
    size_t i = 0;

    for (;;) {
        size_t step;
        i += ascii_length(ng_slice_sub(bytes, i, bytes.len));
        if (i == bytes.len || !b[i])
            return i;
        while (i < bytes.len && b[i] >= 0x80) {
            step = ng_utf8_valid_at(b + i, bytes.len - i);
            if (!step)
                return i;
            i += step;
        }
    }
}

/* Copies only when something must be repaired, and then in clean runs. */
static ng_status decode_utf8(struct ng_arena *arena, struct ng_slice bytes,
                             struct ng_decoded *d)
{
    size_t at = clean_length(bytes), len = 0;
    char *out;

    d->text = bytes;
    if (at == bytes.len)
        return NUTGRAF_OK;
    out = make_room(arena, bytes.len);
    if (!out)
        return NUTGRAF_NO_MEMORY;
    for (size_t start = 0;; start = at) {
        at = start + clean_length(ng_slice_sub(bytes, start, bytes.len));
        memcpy(out + len, bytes.ptr + start, at - start);
        len += at - start;
        if (at == bytes.len)
            break;
        if (!bytes.ptr[at]) {
            at++;
            continue;
        }
        len += ng_utf8_put(out + len, NG_REPLACEMENT);
        count_bad(d);
        at += bad_length((const unsigned char *)bytes.ptr + at,
                         bytes.len - at);
    }
    d->text = (struct ng_slice){out, len};
    return NUTGRAF_OK;
}

/* Table charsets and x-user-defined (`table` NULL), which maps the upper half
 * to private characters. A byte that the table lacks is a bad one. */
static ng_status decode_single(struct ng_arena *arena, const uint16_t *table,
                               struct ng_slice bytes, struct ng_decoded *d)
{
    size_t len = 0;
    char *out;

    d->text = bytes;
    if (ascii_length(bytes) == bytes.len)
        return NUTGRAF_OK;
    out = make_room(arena, bytes.len);
    if (!out)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char b = (unsigned char)bytes.ptr[i];
        uint32_t c = b;
        if (b >= 0x80)
            c = table ? table[b - 0x80] : 0xF700u + b;
        if (b >= 0x80 && !c) {
            c = NG_REPLACEMENT;
            count_bad(d);
        }
        if (c)
            len += ng_utf8_put(out + len, c);
    }
    d->text = (struct ng_slice){out, len};
    return NUTGRAF_OK;
}

/* ICU's callback for bytes that are no character. */
static void U_CALLCONV on_bad(const void *context,
                              UConverterToUnicodeArgs *args,
                              const char *units, int32_t len,
                              UConverterCallbackReason reason,
                              UErrorCode *error)
{
    static const UChar replacement = NG_REPLACEMENT;

    (void)units;
    (void)len;
    if (reason > UCNV_IRREGULAR)
        return;
    *error = U_ZERO_ERROR;
    count_bad(*(struct ng_decoded *const *)context);
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, error);
}

/* Writes UTF-16 as UTF-8. A lead surrogate at the end is left for the next
 * piece: returns how many units are left over. Surrogates without a partner
 * become U+FFFD in ng_utf8_put. NULs go here as well; the room is enough
 * because a unit of UTF-16 comes from at least one byte and gives at most
 * three. */
static int32_t put_units(const UChar *units, int32_t count, char *out,
                         size_t *len)
{
    for (int32_t i = 0; i < count;) {
        uint32_t c = units[i];
        if (c < 0x80) {
            if (c)
                out[(*len)++] = (char)c;
            i++;
            continue;
        }
        if (U16_IS_LEAD(c) && i + 1 == count)
            return 1;
        U16_NEXT(units, i, count, c);
        *len += ng_utf8_put(out + *len, c);
    }
    return 0;
}

/* Runs ICU over the bytes, piece by piece: the UTF-16 in between stays in a few
 * kilobytes of stack. A pair of surrogates may straddle two pieces; its first
 * half waits at the front of the next. ICU is told that this is all of the
 * input, so a sequence that the end cuts comes to on_bad like any other. */
static UErrorCode convert(UConverter *converter, struct ng_slice bytes,
                          char *out, size_t *len)
{
    const char *in = bytes.ptr, *end = bytes.ptr + bytes.len;
    UChar piece[PIECE];
    int32_t left = 0;
    UErrorCode error;

    do {
        UChar *to = piece + left;
        int32_t count;
        error = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &to, piece + PIECE, &in, end, NULL, true,
                       &error);
        count = (int32_t)(to - piece);
        left = put_units(piece, count, out, len);
        if (left)
            piece[0] = piece[count - 1];
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    if (left)
        *len += ng_utf8_put(out + *len, NG_REPLACEMENT);
    return error;
}

/* One converter per document. Opening it reads ICU's built-in tables; the only
 * way to fail is memory, since the names are ours. */
static ng_status decode_icu(struct ng_arena *arena,
                            const struct ng_charset *charset,
                            struct ng_slice bytes, struct ng_decoded *d)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(charset->icu, &error);
    char *out = make_room(arena, bytes.len);
    size_t len = 0;

    if (!converter || !out) {
        ucnv_close(converter);
        return NUTGRAF_NO_MEMORY; /* its data are part of the library */
    }
    ucnv_setToUCallBack(converter, on_bad, &d, NULL, NULL, &error);
    if (U_SUCCESS(error))
        error = convert(converter, bytes, out, &len);
    ucnv_close(converter);
    d->text = (struct ng_slice){out, len};
    return U_SUCCESS(error) ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* East Asian text that is all ASCII needs no ICU, unless an escape shifts it
 * (ISO-2022-JP). */
ng_status ng_charset_decode(struct ng_arena *arena,
                            const struct ng_charset *charset,
                            struct ng_slice bytes, struct ng_decoded *decoded)
{
    *decoded = (struct ng_decoded){.charset = charset};
    switch ((enum ng_charset_kind)charset->kind) {
    case NG_CHARSET_SINGLE:
        return decode_single(arena, ng_charset_table(charset), bytes, decoded);
    case NG_CHARSET_USER: return decode_single(arena, NULL, bytes, decoded);
    case NG_CHARSET_MULTI:
        if (memchr(bytes.ptr, 0x1B, bytes.len) == NULL &&
            ascii_length(bytes) == bytes.len)
            break;
        return decode_icu(arena, charset, bytes, decoded);
    case NG_CHARSET_WIDE: return decode_icu(arena, charset, bytes, decoded);
    case NG_CHARSET_REPLACEMENT:
    case NG_CHARSET_UTF8: break;
    }
    return decode_utf8(arena, bytes, decoded);
}
