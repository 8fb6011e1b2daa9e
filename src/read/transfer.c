/*
 * transfer.c - encodings that bytes travel in: quoted-printable, base64,
 * chunked, gzip and deflate.
 *
 * Each is undone as far as it goes: in a saved page a broken escape is a
 * character or two, and no reason to lose the article. All are linear and write
 * at most what they read, but for deflate, which has a limit.
 */
#include "read/transfer.h"

#include "read/gunzip.h"

/* The value of a hexadecimal digit, or -1. */
static int hex_value(char c)
{
    if (ng_is_digit(c))
        return c - '0';
    c = ng_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Length of the soft line break after the "=" at `at`, or 0. White space
 * between them is allowed. The "=" may be the last byte of the part: then the
 * rest is empty. */
static size_t soft_break(struct ng_slice in, size_t at)
{
    size_t i = at + 1;

    while (i < in.len && (in.ptr[i] == ' ' || in.ptr[i] == '\t' ||
                          in.ptr[i] == '\r'))
        i++;
    if (i < in.len && in.ptr[i] != '\n')
        return 0;
    return (i < in.len ? i + 1 : i) - at;
}

/* RFC 2045, 6.7: "=E2=80=99" is bytes, "=" at a line's end joins lines. A '='
 * that begins neither stays as it is. */
ng_status ng_decode_quoted_printable(struct ng_slice in, struct ng_buffer *out)
{
    if (!ng_buffer_reserve(out, in.len))
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < in.len;) {
        size_t gap;
        if (in.ptr[i] != '=') {
            ng_buffer_put(out, in.ptr[i++]);
        } else if (i + 2 < in.len && hex_value(in.ptr[i + 1]) >= 0 &&
                   hex_value(in.ptr[i + 2]) >= 0) {
            ng_buffer_put(out, (char)(hex_value(in.ptr[i + 1]) * 16 +
                                      hex_value(in.ptr[i + 2])));
            i += 3;
        } else if ((gap = soft_break(in, i)) != 0) {
            i += gap;
        } else {
            ng_buffer_put(out, in.ptr[i++]);
        }
    }
    return NUTGRAF_OK;
}

/* The value of a base64 digit, the URL alphabet too; -1 for all else. */
static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (ng_is_digit(c))
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* What is no digit is passed over: line ends, padding, damage. */
ng_status ng_decode_base64(struct ng_slice in, struct ng_buffer *out)
{
    uint32_t bits = 0;
    unsigned count = 0;

    if (!ng_buffer_reserve(out, in.len / 4 * 3 + 3))
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < in.len; i++) {
        int value = base64_value(in.ptr[i]);
        if (value < 0)
            continue;
        bits = bits << 6 | (uint32_t)value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            ng_buffer_put(out, (char)(bits >> count & 0xFF));
        }
    }
    return NUTGRAF_OK;
}

/* Reads a chunk's size line at `*at` and steps over it; false when there is no
 * sensible size. Extensions behind the number (";name=value") are passed over
 * with the line. More than fifteen digits would be a petabyte. */
static bool chunk_size(struct ng_slice in, size_t *at, size_t *size)
{
    size_t i = *at, digits = 0;
    const char *end;

    for (*size = 0; i < in.len && hex_value(in.ptr[i]) >= 0; i++, digits++)
        if (digits < 15)
            *size = *size * 16 + (size_t)hex_value(in.ptr[i]);
    end = i < in.len ? memchr(in.ptr + i, '\n', in.len - i) : NULL;
    if (!digits || digits > 15 || !end)
        return false;
    *at = (size_t)(end - in.ptr) + 1;
    return true;
}

/* RFC 9112, 7.1. The last chunk may be cut; a size that makes no sense ends the
 * body. Nothing appended means that the body was not chunked. */
ng_status ng_decode_chunked(struct ng_slice in, struct ng_buffer *out)
{
    size_t at = 0, size;

    while (chunk_size(in, &at, &size) && size) {
        if (size > in.len - at)
            size = in.len - at;
        if (!ng_buffer_append(out, in.ptr + at, size))
            return NUTGRAF_NO_MEMORY;
        at += size;
        while (at < in.len && (in.ptr[at] == '\r' || in.ptr[at] == '\n'))
            at++;
    }
    return NUTGRAF_OK;
}

/* Where ng_decode_deflate's output goes. */
struct target {
    struct ng_buffer *out;
    size_t max;
};

/* Takes unpacked bytes up to the limit. Unpacked pieces are small, so the limit
 * is met within one piece of it. */
static ng_status take_inflated(void *user, const char *bytes, size_t len)
{
    struct target *target = user;

    if (len > target->max || target->out->len > target->max - len)
        return NUTGRAF_LIMIT;
    return ng_buffer_append(target->out, bytes, len) ? NUTGRAF_OK
                                                     : NUTGRAF_NO_MEMORY;
}

/* One stream with any wrapper. What was unpacked before an error stays in
 * `out`. */
ng_status ng_decode_deflate(struct ng_slice in, struct ng_buffer *out,
                            size_t max)
{
    struct target target = {out, max};
    struct ng_gunzip z;
    ng_status status;

    ng_gunzip_init(&z, out->alloc, take_inflated, &target);
    z.any_wrapper = true;
    status = ng_gunzip_feed(&z, in.ptr, in.len);
    if (status == NUTGRAF_OK)
        status = ng_gunzip_end(&z);
    ng_gunzip_free(&z);
    return status;
}
