/* test_charset.c - a case per family of charset labels, and how a charset is
 * chosen when label, declaration and bytes disagree. */
#include "cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "read/charset.h"
#include "read/document.h"

/* Bytes under a label, and the text that must come out. */
static const struct {
    const char *label, *name, *bytes, *text;
} families[] = {
    {"utf8", "utf-8", "\xE2\x80\x9Chi\xE2\x80\x9D", "“hi”"},
    {"cp866", "ibm866", "\x8C\xA8\xE0", "Мир"},
    {"latin2", "iso-8859-2", "\xA3\xF3\x64\xBC", "Łódź"},
    {"l3", "iso-8859-3", "\xA6\xB6", "Ĥĥ"},
    {"latin4", "iso-8859-4", "\xD0\xF0", "Đđ"},
    {"cyrillic", "iso-8859-5", "\xBC\xD8\xE0", "Мир"},
    {"arabic", "iso-8859-6", "\xD3\xE4\xC7\xE5", "سلام"},
    {"greek", "iso-8859-7", "\xE5\xE9\xF1\xDE\xED\xE7", "ειρήνη"},
    {"visual", "iso-8859-8", "\xF9\xEC\xE5\xED", "שלום"},
    {"logical", "iso-8859-8-i", "\xF9\xEC\xE5\xED", "שלום"},
    {"l6", "iso-8859-10", "\xBF\xF0", "ŋð"},
    {"ISO8859-13", "iso-8859-13", "\xD0\xF0", "Šš"},
    {"iso885914", "iso-8859-14", "\xD0\xF0", "Ŵŵ"},
    {"l9", "iso-8859-15", "5 \xA4", "5 €"},
    {"iso-8859-16", "iso-8859-16", "\xAA\xBA", "Șș"},
    {"koi8", "koi8-r", "\xED\xC9\xD2", "Мир"},
    {"koi8-ru", "koi8-u", "\xA7\xA6\xAE", "їіў"},
    {"mac", "macintosh", "\xD2hi\xD3", "“hi”"},
    {"tis-620", "windows-874", "\xCA\xC7\xD1\xCA", "สวัส"},
    {"x-cp1250", "windows-1250", "\x84\xA3\xF3\x64\x9F\x94", "„Łódź”"},
    {"cp1251", "windows-1251", "\xCC\xE8\xF0", "Мир"},
    {"latin1", "windows-1252", "\x93It\x92s\x94 \x96 5 \x80", "“It’s” – 5 €"},
    {"us-ascii", "windows-1252", "caf\xE9\x85", "café…"},
    {"cp1253", "windows-1253", "\xE5\xE9\xF1\xDE\xED\xE7", "ειρήνη"},
    {"latin5", "windows-1254", "\xDDstanbul \xFE", "İstanbul ş"},
    {"cp1255", "windows-1255", "\xF9\xEC\xE5\xED", "שלום"},
    {"cp1256", "windows-1256", "\xD3\xE1\xC7\xE3", "سلام"},
    {"cp1257", "windows-1257", "\xD0\xF0", "Šš"},
    {"cp1258", "windows-1258", "\xD0\xF0", "Đđ"},
    {"x-mac-ukrainian", "x-mac-cyrillic", "\x8C\xE8\xF0", "Мир"},
    {"gb2312", "gbk", "\xB1\xB1\xBE\xA9", "北京"},
    {"gbk", "gbk", "\x96\x7C\x81\x40", "東丂"},
    {"gb18030", "gb18030", "\xB1\xB1\x81\x30\x81\x30", "北\xC2\x80"},
    {"big5-hkscs", "big5", "\xBB\x4F\xA5\x5F", "臺北"},
    {"x-euc-jp", "euc-jp", "\xC5\xEC\xB5\xFE", "東京"},
    {"csiso2022jp", "iso-2022-jp", "\x1B$BEl5~\x1B(B!", "東京!"},
    {"sjis", "shift_jis", "\x93\x8C\x8B\x9E\xB1", "東京ｱ"},
    {"ks_c_5601-1987", "euc-kr", "\xBC\xAD\xBF\xEF", "서울"},
    {"korean", "euc-kr", "\x8C\x63", "똠"},
    {"x-user-defined", "x-user-defined", "a\x80", "a\xEF\x9E\x80"},
};

static ng_status read_with(struct ng_arena *arena, struct ng_slice bytes,
                           const char *wish, const char *label, bool markup,
                           struct ng_decoded *decoded)
{
    struct ng_charset_hints hints = {wish, ng_slice_of(label), markup};

    return ng_charset_read(arena, bytes, &hints, decoded);
}

static void check(const char *row, const struct ng_decoded *d,
                  const char *name, const char *text)
{
    if (strcmp(d->charset->name, name) == 0 &&
        ng_slice_eq(d->text, ng_slice_of(text)))
        return;
    fail_msg("%s: %s \"%.*s\", expected %s \"%s\"", row, d->charset->name,
             (int)d->text.len, d->text.ptr, name, text);
}

static void test_families(void **state)
{
    struct ng_arena arena;

    (void)state;
    ng_arena_init(&arena, &ng_alloc_default);
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        struct ng_decoded d;
        assert_int_equal(read_with(&arena, ng_slice_of(families[i].bytes),
                                   families[i].label, "", false, &d),
                         NUTGRAF_OK);
        check(families[i].label, &d, families[i].name, families[i].text);
        assert_int_equal(d.bad, 0);
    }
    ng_arena_free(&arena);
}

#define BYTES(text) {"" text "", sizeof(text) - 1}

/* Label, declaration and bytes against each other. */
static const struct {
    const char *label; /* from HTTP or MIME, or NULL */
    struct ng_slice bytes;
    const char *name, *text;
} choices[] = {
    {NULL, BYTES("plain"), "utf-8", "plain"},
    {NULL, BYTES("\xEF\xBB\xBFhi"), "utf-8", "hi"},
    {"windows-1251", BYTES("\xEF\xBB\xBF\xC3\xA9"), "utf-8", "é"},
    {NULL, BYTES("\xFF\xFEh\0i\0"), "utf-16le", "hi"},
    {NULL, BYTES("\xFE\xFF\0h\0i"), "utf-16be", "hi"},
    {NULL, BYTES("\xFF\xFE\0\0h\0\0\0"), "utf-32le", "h"},
    {NULL, BYTES("\0\0\xFE\xFF\0\0\0h"), "utf-32be", "h"},
    {NULL, BYTES("<\0p\0>\0h\0e\0l\0l\0o\0"), "utf-16le", "<p>hello"},
    {NULL, BYTES("\0<\0p\0>\0h\0e\0l\0l\0o"), "utf-16be", "<p>hello"},
    {NULL, BYTES("\xFF\xFE" "a\0\x3D\xD8" "b\0"), "utf-16le",
     "a\xEF\xBF\xBD" "b"},
    /* UTF-8 that calls itself something else */
    {"iso-8859-1", BYTES("caf\xC3\xA9"), "utf-8", "café"},
    {NULL, BYTES("<meta charset=windows-1252>caf\xC3\xA9"), "utf-8",
     "<meta charset=windows-1252>café"},
    /* windows-1252 that calls itself UTF-8 */
    {"utf-8", BYTES("It\x92s a caf\xE9, he said, and the rest of it is plain"),
     "windows-1252", "It’s a café, he said, and the rest of it is plain"},
    /* the header's label goes before the page's */
    {"koi8-r", BYTES("<meta charset=windows-1251>\xED\xC9\xD2"), "koi8-r",
     "<meta charset=windows-1251>Мир"},
    {"nonsense", BYTES("<meta charset='windows-1251'>\xCC\xE8\xF0"),
     "windows-1251", "<meta charset='windows-1251'>Мир"},
    {NULL, BYTES("<?xml version='1.0' encoding='koi8-r'?>\xED\xC9\xD2"),
     "koi8-r", "<?xml version='1.0' encoding='koi8-r'?>Мир"},
    {NULL, BYTES("<meta http-equiv=Content-Type content='text/html; "
                 "charset=cp1251'>\xCC\xE8\xF0"),
     "windows-1251", "<meta http-equiv=Content-Type content='text/html; "
                     "charset=cp1251'>Мир"},
    /* a declaration in a comment, or of UTF-16 in plain ASCII, is none */
    {NULL, BYTES("<!-- <meta charset=koi8-r> --><meta charset=cp1251>\xCC"),
     "windows-1251", "<!-- <meta charset=koi8-r> --><meta charset=cp1251>М"},
    {NULL, BYTES("<meta charset=utf-16>\xC3\xA9"), "utf-8",
     "<meta charset=utf-16>é"},
    {"hz-gb-2312", BYTES("\xC3\xA9t\xC3\xA9"), "utf-8", "été"},
    /* cut in the middle of a character */
    {NULL, BYTES("\xC3\xA9 \xE2\x80"), "utf-8", "é \xEF\xBF\xBD"},
    {NULL, BYTES("a\0b"), "utf-8", "ab"},
};

static void test_choices(void **state)
{
    struct ng_arena arena;

    (void)state;
    ng_arena_init(&arena, &ng_alloc_default);
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        struct ng_decoded d;
        assert_int_equal(read_with(&arena, choices[i].bytes, NULL,
                                   choices[i].label, true, &d),
                         NUTGRAF_OK);
        check(choices[i].bytes.ptr, &d, choices[i].name, choices[i].text);
    }
    ng_arena_free(&arena);
}

/* Long enough texts without any label. */
static const struct {
    const char *bytes, *name, *word;
} detected[] = {
    {"\xCC\xE8\xED\xE8\xF1\xF2\xF0 \xE8\xED\xEE\xF1\xF2\xF0\xE0\xED\xED\xFB"
     "\xF5 \xE4\xE5\xEB \xE7\xE0\xFF\xE2\xE8\xEB \xE2\xF7\xE5\xF0\xE0 \xE2 "
     "\xCC\xEE\xF1\xEA\xE2\xE5",
     "windows-1251", "Министр"},
    {"\x93It\x92s five\x94, she said \x96 twice, near the caf\xE9",
     "windows-1252", "“It’s five”"},
    {"\x88\xC0\x94\x7B\x8E\xF1\x91\x8A\x82\xCD\x93\x8C\x8B\x9E\x82\xC5\x89\x89"
     "\x90\xE0\x82\xB5\x82\xBD\x81\x42",
     "shift_jis", "東京"},
};

static void test_detection(void **state)
{
    struct ng_arena arena;

    (void)state;
    ng_arena_init(&arena, &ng_alloc_default);
    for (size_t i = 0; i < sizeof detected / sizeof *detected; i++) {
        struct ng_decoded d;
        assert_int_equal(read_with(&arena, ng_slice_of(detected[i].bytes), NULL,
                                   NULL, false, &d),
                         NUTGRAF_OK);
        assert_string_equal(d.charset->name, detected[i].name);
        assert_true(ng_slice_find(d.text, ng_slice_of(detected[i].word), 0) !=
                    SIZE_MAX);
    }
    ng_arena_free(&arena);
}

/* Bad bytes are counted and become one U+FFFD for each broken sequence. */
static void test_bad_bytes(void **state)
{
    struct ng_arena arena;
    struct ng_decoded d;

    (void)state;
    ng_arena_init(&arena, &ng_alloc_default);
    read_with(&arena, ng_slice_of("a\x80" "b\xE2\x80" "c\xED\xA0\x80"), "utf-8",
              NULL, false, &d);
    assert_int_equal(d.bad, 5);
    check("utf-8", &d, "utf-8",
          "a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c\xEF\xBF\xBD\xEF\xBF\xBD"
          "\xEF\xBF\xBD");
    read_with(&arena, ng_slice_of("\xB1\xB1\xFF<p>"), "gbk", NULL, false, &d);
    assert_int_equal(d.bad, 1);
    check("gbk", &d, "gbk", "北\xEF\xBF\xBD<p>");
    ng_arena_free(&arena);
}

/* UTF-8 encoded twice is undone; text that only looks a little like it, not. */
static void test_repair(void **state)
{
    static const struct {
        const char *bytes, *text;
        bool repaired;
    } rows[] = {
        {"It\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s", "It’s", true},
        {"caf\xC3\x83\xC2\xA9 \xC3\x83\xC2\xA0", "caf\xC3\x83\xC2\xA9 "
         "\xC3\x83\xC2\xA0", false}, /* one sure pair is not enough */
        {"caf\xC3\x83\xC2\xA9 cr\xC3\x83\xC2\xA8me", "café crème", true},
        {"\xC3\x90\xC5\x93\xC3\x90\xC2\xB8\xC3\x91\xE2\x82\xAC", "Мир", true},
        {"AMANHÃ» e MAÇÃ» e IRMÃ»", "AMANHÃ» e MAÇÃ» e IRMÃ»", false},
        {"été à l’hôtel", "été à l’hôtel", false},
    };
    struct ng_arena arena;

    (void)state;
    ng_arena_init(&arena, &ng_alloc_default);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_decoded d;
        read_with(&arena, ng_slice_of(rows[i].bytes), NULL, NULL, false, &d);
        check(rows[i].bytes, &d, "utf-8", rows[i].text);
        assert_int_equal(d.repaired, rows[i].repaired);
    }
    ng_arena_free(&arena);
}

static void test_labels(void **state)
{
    (void)state;
    assert_true(ng_charset_known(" UTF-8 "));
    assert_true(ng_charset_known("Shift_JIS"));
    assert_true(ng_charset_known("iso_8859-1:1987"));
    assert_false(ng_charset_known("utf-7"));
    assert_false(ng_charset_known("ebcdic-cp-us"));
    assert_false(ng_charset_known(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_families),  cmocka_unit_test(test_choices),
        cmocka_unit_test(test_detection), cmocka_unit_test(test_bad_bytes),
        cmocka_unit_test(test_repair),    cmocka_unit_test(test_labels)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
