/*
 * charset.c - which charset the bytes are in.
 *
 * In: the bytes and what others say of them. Out: a charset, never none.
 *
 *     caller's wish -> BOM -> zeros of UTF-16 -> HTTP or MIME label
 *         -> declaration in the page -> weighed against the bytes -> detector
 *
 * Labels lie: old servers call everything ISO-8859-1, and pages copied into a
 * new system keep their old <meta>. UTF-8 can be recognised with near
 * certainty (random bytes rarely are), so it overrules a single-byte label; a
 * label "UTF-8" that the bytes contradict is dropped. A label of a legacy
 * charset that the bytes don't contradict is believed, for there is no proof
 * against it. Cost: one pass over the bytes, eight ASCII bytes at a time.
 */
#include "read/charset.h"

#include <uchardet/uchardet.h>

#include "base/utf8.h"

/* How many bytes the detector sees, from the first that is not ASCII. */
#define DETECT_BYTES ((size_t)64 * 1024)
/* So many letters beyond ASCII tell one Latin charset from another. */
#define LATIN_LETTERS 12
/* Of the beginning, where zeros betray UTF-16 and UTF-32. */
#define WIDE_BYTES 4096

/* For the names of this file, which the table has. */
static const struct ng_charset *named(const char *name)
{
    return ng_charset_find(ng_slice_of(name));
}

/* The charset of a byte order mark; `*skip` is its length. UTF-32LE's begins
 * with UTF-16LE's, so the longer ones are tried first. */
static const struct ng_charset *find_bom(struct ng_slice bytes, size_t *skip)
{
    static const struct {
        const char *mark;
        size_t len;
        const char *name;
    } marks[] = {{"\xEF\xBB\xBF", 3, "utf-8"},
                 {"\xFF\xFE\0\0", 4, "utf-32le"},
                 {"\0\0\xFE\xFF", 4, "utf-32be"},
                 {"\xFF\xFE", 2, "utf-16le"},
                 {"\xFE\xFF", 2, "utf-16be"}};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (bytes.len >= marks[i].len &&
            memcmp(bytes.ptr, marks[i].mark, marks[i].len) == 0) {
            *skip = marks[i].len;
            return named(marks[i].name);
        }
    *skip = 0;
    return NULL;
}

/* UTF-16 or UTF-32 without a mark. Of each four bytes, those of ASCII text are
 * zero at fixed places: "h\0i\0" is UTF-16LE, "\0h\0i" UTF-16BE. Seven in ten
 * must be; Chinese UTF-16 without a mark and without markup is not found, but
 * nobody saves that. */
static const struct ng_charset *find_wide(struct ng_slice bytes)
{
    size_t len = (bytes.len < WIDE_BYTES ? bytes.len : WIDE_BYTES) / 4 * 4;
    size_t zeros[4] = {0}, most = len / 4 * 7 / 10;

    if (len < 8)
        return NULL;
    for (size_t i = 0; i < len; i++)
        zeros[i % 4] += !bytes.ptr[i];
    if (zeros[1] > most && zeros[2] > most && zeros[3] > most && !zeros[0])
        return named("utf-32le");
    if (zeros[0] > most && zeros[1] > most && zeros[2] > most && !zeros[3])
        return named("utf-32be");
    if (zeros[1] > most && zeros[3] > most && zeros[0] + zeros[2] <= len / 50)
        return named("utf-16le");
    if (zeros[0] > most && zeros[2] > most && zeros[1] + zeros[3] <= len / 50)
        return named("utf-16be");
    return NULL;
}

/* How well bytes read as UTF-8. */
struct utf8_count {
    size_t good, bad; /* sequences of two bytes and more; bytes */
    size_t first;     /* of the first byte that is not ASCII */
};

/* Counts sequences and bad bytes in one pass. A sequence that the end of the
 * file cuts is neither: many saves are truncated. */
static struct utf8_count count_utf8(struct ng_slice bytes)
{
    const unsigned char *b = (const unsigned char *)bytes.ptr;
    struct utf8_count count = {0, 0, bytes.len};

    for (size_t i = 0; i < bytes.len;) {
        size_t step;
        uint64_t word;
        if (bytes.len - i >= 8) { /* eight ASCII bytes at once */
            memcpy(&word, b + i, 8);
            if (!(word & UINT64_C(0x8080808080808080))) {
                i += 8;
                continue;
            }
        }
        if (b[i] < 0x80) {
            i++;
            continue;
        }
        if (count.first == bytes.len)
            count.first = i;
        step = ng_utf8_valid_at(b + i, bytes.len - i);
        if (step)
            count.good++;
        else if (bytes.len - i > 3) /* else cut at the end */
            count.bad++;
        i += step ? step : 1;
    }
    return count;
}

/* The detector is fond of rare charsets: "caf\xE9" is windows-1250 to it. A
 * Latin one must show some letters before it is believed. */
static bool is_doubtful(const struct ng_charset *found, struct ng_slice sample)
{
    size_t letters = 0;

    if (found->kind != NG_CHARSET_SINGLE ||
        ng_charset_table(found)[0xE9 - 0x80] != 0xE9)
        return false;
    for (size_t i = 0; i < sample.len && letters < LATIN_LETTERS; i++)
        letters += (unsigned char)sample.ptr[i] > 0xA0;
    return letters < LATIN_LETTERS;
}

/* What the detector makes of the bytes from the first non-ASCII one on: markup
 * in front of it would only dilute the statistics. It knows two names that the
 * standard does not list. What it cannot tell, or what cannot be right here
 * (UTF-8 was tried before), is windows-1252: the web's default. */
static const struct ng_charset *detect(struct ng_slice bytes, size_t first)
{
    const struct ng_charset *found = NULL;
    uchardet_t detector = uchardet_new();
    size_t end = bytes.len - first < DETECT_BYTES ? bytes.len
                                                  : first + DETECT_BYTES;
    const char *name;

    if (!detector)
        return named("windows-1252");
    if (uchardet_handle_data(detector, bytes.ptr + first, end - first) == 0) {
        uchardet_data_end(detector);
        name = uchardet_get_charset(detector);
        found = strcmp(name, "UHC") == 0            ? named("euc-kr")
                : strcmp(name, "MAC-CYRILLIC") == 0 ? named("x-mac-cyrillic")
                                                    : named(name);
    }
    uchardet_delete(detector);
    if (!found || found->kind == NG_CHARSET_REPLACEMENT ||
        found->kind == NG_CHARSET_UTF8 || found->kind == NG_CHARSET_WIDE ||
        is_doubtful(found, ng_slice_sub(bytes, first, end)))
        return named("windows-1252");
    return found;
}

/* The declaration against the bytes. Examples: valid UTF-8 declared
 * "iso-8859-1" -> UTF-8; a windows-1252 page declared "utf-8" has nearly only
 * bad bytes -> detector; a UTF-8 page with a few broken characters -> UTF-8, a
 * U+FFFD for each. Two valid pairs in a GBK page may be an accident, so there
 * the label wins. */
static const struct ng_charset *weigh(struct ng_slice bytes,
                                      const struct ng_charset *declared)
{
    struct utf8_count count = count_utf8(bytes);
    const struct ng_charset *utf8 = named("utf-8");
    bool multi = declared && declared->kind == NG_CHARSET_MULTI;
    bool says_utf8 = declared && declared->kind == NG_CHARSET_UTF8;

    if (declared && declared->kind == NG_CHARSET_REPLACEMENT)
        declared = NULL;
    if (!count.good && !count.bad) /* ASCII, or ISO-2022-JP */
        return declared ? declared : utf8;
    if (!count.bad)
        return multi && count.good <= 2 ? declared : utf8;
    if (says_utf8 && count.good > count.bad)
        return utf8;
    if (declared && !says_utf8)
        return count.good > 10 && count.good > 10 * count.bad ? utf8
                                                              : declared;
    return count.good >= 4 * count.bad ? utf8 : detect(bytes, count.first);
}

/* The order of the standard, but for the caller, who may know better than a
 * BOM. UTF-16 as a label says nothing of the byte order; its mark does. */
const struct ng_charset *ng_charset_choose(
    struct ng_slice bytes, const struct ng_charset_hints *hints, size_t *skip)
{
    const struct ng_charset *mark = find_bom(bytes, skip), *found = NULL;

    if (hints->wish)
        found = named(hints->wish);
    if (found && mark && found != mark && found->kind == NG_CHARSET_WIDE &&
        mark->kind == NG_CHARSET_WIDE)
        found = mark;
    if (found) {
        *skip = found == mark ? *skip : 0;
        return found;
    }
    if (mark)
        return mark;
    found = find_wide(bytes);
    if (found)
        return found;
    found = ng_charset_find(hints->label);
    if ((!found || found->kind == NG_CHARSET_WIDE) && hints->markup)
        found = ng_charset_declared(bytes);
    return weigh(bytes, found);
}

/* Only UTF-8 is looked at for double encoding: a page that was damaged this way
 * is written as UTF-8 by definition. */
ng_status ng_charset_read(struct ng_arena *arena, struct ng_slice bytes,
                          const struct ng_charset_hints *hints,
                          struct ng_decoded *decoded)
{
    size_t skip;
    const struct ng_charset *charset = ng_charset_choose(bytes, hints, &skip);

    NG_TRY(ng_charset_decode(arena, charset,
                             ng_slice_sub(bytes, skip, bytes.len), decoded));
    return charset->kind == NG_CHARSET_UTF8 ? ng_charset_repair(arena, decoded)
                                            : NUTGRAF_OK;
}
