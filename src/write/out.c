/*
 * out.c - see out.h.
 *
 * Writers make many small pieces (a quotation mark, a key, an offset); a sink
 * is called once per 8 KiB. A piece never ends inside a character, so that a
 * sink may look at what it gets.
 *
 * Code points: counting from the beginning for each offset would be quadratic.
 * The index holds the count before every STEP-th byte: 4 bytes of memory per
 * 64 of text, and at most 63 bytes to look at for an offset, in any order.
 */
#include "write/out.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Bytes between two entries of the code point index. */
#define STEP 64

/* Every whole number below is a double: 2^53. */
#define EXACT 9007199254740992.0

/* The buffer itself needs no clearing. */
void ng_out_begin(struct ng_out *out, nutgraf_sink sink, void *user)
{
    out->sink = sink;
    out->user = user;
    out->status = NUTGRAF_OK;
    out->len = 0;
}

/* Hands the sink what was collected. A piece never ends inside a character:
 * what is cut off stays for the next. After a failure nothing more is handed
 * on, but the buffer is emptied, so writing can go on at no cost. */
static void flush(struct ng_out *out)
{
    if (out->status == NUTGRAF_OK && out->len)
        out->status = out->sink(out->user, out->bytes, out->len);
    out->len = 0;
}

/* The largest prefix of at most `room` bytes that ends between characters.
 * Where no character begins in `room` bytes (not UTF-8) it cuts anyway, or
 * nothing would ever leave. */
static size_t whole_prefix(const char *bytes, size_t len, size_t room)
{
    size_t cut = room;

    if (len <= room)
        return len;
    while (cut && ((unsigned char)bytes[cut] & 0xC0) == 0x80)
        cut--;
    return cut ? cut : room;
}

/* Goes on after a failure as if nothing was. Whatever comes in, some room is
 * left at the end. */
void ng_out_put_large(struct ng_out *out, const char *bytes, size_t len)
{
    while (len && out->status == NUTGRAF_OK) {
        size_t part = whole_prefix(bytes, len, NG_OUT_ROOM - out->len);
        memcpy(out->bytes + out->len, bytes, part);
        out->len += part;
        bytes += part;
        len -= part;
        if (len)
            flush(out);
    }
    if (NG_OUT_ROOM - out->len <= NG_OUT_SPARE)
        flush(out);
}

/* Decimal digits, two at a time from the last to the first, zero-terminated.
 * Records are full of offsets, and printf would take a tenth of the time of a
 * whole run. Returns the length. 2^64 has 20 digits: the room is enough for any
 * value. */
static size_t put_digits(char text[NG_NUMBER_ROOM], uint64_t value)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324"
        "25262728293031323334353637383940414243444546474849"
        "50515253545556575859606162636465666768697071727374"
        "75767778798081828384858687888990919293949596979899";
    char digits[24];
    size_t at = sizeof digits;

    for (; value >= 100; value /= 100)
        memcpy(digits + (at -= 2), pairs + 2 * (value % 100), 2);
    if (value >= 10)
        memcpy(digits + (at -= 2), pairs + 2 * value, 2);
    else
        digits[--at] = (char)('0' + value);
    memcpy(text, digits + at, sizeof digits - at);
    text[sizeof digits - at] = '\0';
    return sizeof digits - at;
}

/* A number with at most three digits after its point, as most are that have one
 * ("3.5", "0.25"). The quotient is the double next to such a decimal, so when
 * it is the value, the decimal is what shortest printing gives. Returns 0 for
 * any other number. */
static size_t put_decimal(char text[NG_NUMBER_ROOM], double value)
{
    uint64_t thousandths = (uint64_t)(value * 1000 + 0.5);
    unsigned rest = (unsigned)(thousandths % 1000);
    size_t len;

    if ((double)thousandths / 1000 != value)
        return 0;
    len = put_digits(text, thousandths / 1000);
    text[len++] = '.';
    for (unsigned unit = 100; rest; rest %= unit, unit /= 10)
        text[len++] = (char)('0' + rest / unit);
    text[len] = '\0';
    return len;
}

/* Decimal digits of a count or an offset. */
void ng_out_count(struct ng_out *out, uint64_t value)
{
    char text[NG_NUMBER_ROOM];

    ng_out_put(out, text, put_digits(text, value));
}

/* printf's point depends on the locale only if the program set one; a comma is
 * mended all the same. Whole numbers have no exponent and no point up to 1e21;
 * of other numbers the shortest text of six digits or more that reads back as
 * the same double. */
size_t ng_number_text(double value, char text[NG_NUMBER_ROOM])
{
    size_t len;
    char *comma;

    if (value >= 0 && value < EXACT && value == floor(value))
        return put_digits(text, (uint64_t)value);
    if (value >= 0.001 && value < 1e12 &&
        (len = put_decimal(text, value)) > 0)
        return len;
    if (fabs(value) < 1e21 && value == floor(value)) {
        snprintf(text, NG_NUMBER_ROOM, "%.0f", value);
    } else {
        for (int precision = 6; precision <= 17; precision++) {
            snprintf(text, NG_NUMBER_ROOM, "%.*g", precision, value);
            if (strtod(text, NULL) == value)
                break;
        }
    }
    comma = strchr(text, ',');
    if (comma)
        *comma = '.';
    return strlen(text);
}

/* See ng_number_text. */
void ng_out_number(struct ng_out *out, double value)
{
    char text[NG_NUMBER_ROOM];

    ng_out_put(out, text, ng_number_text(value, text));
}

/* The length of the control character that stands at `at`: C0, DEL or C1. A
 * terminal would obey them, a line or column would end. C1 controls are two
 * bytes of UTF-8, 0xC2 0x80 to 0xC2 0x9F. */
static size_t control_at(const char *text, size_t len, size_t at)
{
    unsigned char c = (unsigned char)text[at];

    if (c < 0x20 || c == 0x7F)
        return 1;
    if (c == 0xC2 && at + 1 < len && (unsigned char)text[at + 1] < 0xA0)
        return 2;
    return 0;
}

/* Copies the stretches between control characters whole. Each control character
 * becomes one space, so a tab or line end inside a field cannot be taken for a
 * border. */
void ng_out_clean(struct ng_out *out, const char *text, size_t len)
{
    size_t done = 0;

    for (size_t i = 0; i < len; i++) {
        size_t control = control_at(text, len, i);
        if (!control)
            continue;
        ng_out_put(out, text + done, i - done);
        ng_out_put(out, " ", 1);
        done = i + control;
        i = done - 1;
    }
    ng_out_put(out, text + done, len - done);
}

/* A WARC holds many articles under one path: the record's name tells them
 * apart, and makes the first column a key. */
void ng_out_path(struct ng_out *out, const nutgraf_source *source)
{
    const char *path = source->path && *source->path ? source->path : "-";

    ng_out_clean(out, path, strlen(path));
    if (source->format != NUTGRAF_FORMAT_WARC || !source->record)
        return;
    ng_out_put(out, "#", 1);
    ng_out_clean(out, source->record, strlen(source->record));
}

/* The last piece may be empty: then the sink is not called. */
nutgraf_status ng_out_end(struct ng_out *out)
{
    flush(out);
    return out->status;
}

/* True when bytes and code points are the same, as in most English articles:
 * then there is no index to make. */
static bool is_ascii(const char *text, size_t len)
{
    unsigned char all = 0;

    for (size_t i = 0; i < len; i++)
        all |= (unsigned char)text[i];
    return all < 0x80;
}

/* A number of eight equal bytes. */
#define EACH_BYTE(x) (UINT64_C(0x0101010101010101) * (x))

/* Characters that begin in these bytes: all but continuation bytes, which have
 * the top bit and not the next. Eight at a time; the product's top byte is the
 * sum of all bytes. */
static uint32_t count_starts(const char *text, size_t len)
{
    uint32_t count = (uint32_t)len;
    size_t at = 0;

    for (; len - at >= 8; at += 8) {
        uint64_t w;
        memcpy(&w, text + at, sizeof w);
        w = w >> 7 & ~(w >> 6) & EACH_BYTE(1);
        count -= (uint32_t)(w * EACH_BYTE(1) >> 56);
    }
    for (; at < len; at++)
        count -= ((unsigned char)text[at] & 0xC0) == 0x80;
    return count;
}

/* One pass over the text. 32 bits are enough: an article's text is below 4 GiB.
 */
nutgraf_status ng_cp_index_init(struct ng_cp_index *index,
                                const nutgraf_article *article)
{
    size_t entries = article->text_len / STEP + 1;
    uint32_t total = 0;

    *index = (struct ng_cp_index){article->text, article->text_len, NULL};
    if (is_ascii(index->text, index->len))
        return NUTGRAF_OK;
    index->counts = malloc(entries * sizeof *index->counts);
    if (!index->counts)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < entries; i++) {
        size_t rest = index->len - i * STEP;
        index->counts[i] = total;
        total += count_starts(index->text + i * STEP,
                              rest < STEP ? rest : STEP);
    }
    return NUTGRAF_OK;
}

/* NULL for ASCII text. */
void ng_cp_index_free(struct ng_cp_index *index)
{
    free(index->counts);
    index->counts = NULL;
}

/* The count at the block's start, and at most STEP - 1 bytes after it. */
size_t ng_cp_index_at(const struct ng_cp_index *index, size_t offset)
{
    size_t block = offset / STEP;

    if (!index->counts)
        return offset;
    return index->counts[block] +
           count_starts(index->text + block * STEP, offset - block * STEP);
}
