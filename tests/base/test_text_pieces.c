/* test_text_pieces.c - slices, UTF-8, patterns, hashes. */
#include "cmocka_all.h"

#include "base/hash.h"
#include "base/pattern.h"
#include "base/swar.h"
#include "base/utf8.h"

static void test_lines(void **state)
{
    static const char *const want[] = {"a", "", "b", "c", "", "d"};
    struct ng_slice rest = ng_slice_of("a\n\nb\r\nc\r\rd"), line;
    size_t count = 0;

    (void)state;
    while (ng_slice_next_line(&rest, &line)) {
        assert_true(count < 6);
        assert_true(ng_slice_eq(line, ng_slice_of(want[count++])));
    }
    assert_int_equal(count, 6);
}

static void test_find(void **state)
{
    struct ng_slice text = ng_slice_of("abcabcABC");

    (void)state;
    assert_int_equal(ng_slice_find(text, ng_slice_of("ca"), 0), 2);
    assert_int_equal(ng_slice_find(text, ng_slice_of("abc"), 1), 3);
    assert_int_equal(ng_slice_find(text, ng_slice_of("abc"), 4), SIZE_MAX);
    assert_int_equal(ng_slice_find(text, ng_slice_of("abcabcABCd"), 0),
                     SIZE_MAX);
    assert_int_equal(ng_slice_find(text, ng_slice_of("C"), 9), SIZE_MAX);
    assert_int_equal(ng_slice_find_nocase(text, ng_slice_of("Abc"), 4), 6);
    assert_true(ng_slice_starts_nocase(text, ng_slice_of("ABC")));
    assert_true(ng_slice_ends_nocase(text, ng_slice_of("abc")));
    assert_false(ng_slice_ends_nocase(ng_slice_of("c"), text));
    assert_true(ng_slice_eq(ng_slice_trim(ng_slice_of(" \t x y\n")),
                            ng_slice_of("x y")));
    assert_int_equal(ng_slice_trim(ng_slice_of(" \n")).len, 0);
}

/* Unicode 15, table 3-7, at its borders. */
static void test_valid(void **state)
{
    static const struct {
        const char *bytes;
        size_t len; /* of the valid sequence at the start */
    } rows[] = {
        {"a", 1},
        {"\x7F", 1},
        {"\x80", 0},
        {"\xC1\xBF", 0},
        {"\xC2\x80", 2},
        {"\xDF\xBF", 2},
        {"\xC2", 0},
        {"\xE0\x9F\xBF", 0},
        {"\xE0\xA0\x80", 3},
        {"\xED\x9F\xBF", 3},
        {"\xED\xA0\x80", 0},
        {"\xEF\xBF\xBF", 3},
        {"\xE2\x80", 0},
        {"\xF0\x8F\xBF\xBF", 0},
        {"\xF0\x90\x80\x80", 4},
        {"\xF4\x8F\xBF\xBF", 4},
        {"\xF4\x90\x80\x80", 0},
        {"\xF5\x80\x80\x80", 0},
        {"\xFF", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_slice s = ng_slice_of(rows[i].bytes);
        assert_int_equal(
            ng_utf8_valid_at((const unsigned char *)s.ptr, s.len),
            rows[i].len);
        assert_int_equal(ng_utf8_valid(s), rows[i].len == s.len);
    }
    assert_int_equal(ng_utf8_valid_at((const unsigned char *)"", 0), 0);
}

/* Every code point is written and read back, forwards and backwards. */
static void test_round_trip(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        uint32_t want = c >= 0xD800 && c < 0xE000 ? NG_REPLACEMENT : c;
        char bytes[4];
        struct ng_slice s = {bytes, ng_utf8_put(bytes, c)};
        size_t at = 0;
        if (ng_utf8_next(s, &at) != want || at != s.len ||
            ng_utf8_prev(s, &at) != want || at != 0 || !ng_utf8_valid(s))
            fail_msg("U+%04X", c);
    }
}

static void test_characters(void **state)
{
    char out[16];

    (void)state;
    assert_true(ng_char_is_letter(0xE9) && ng_char_is_letter(0x0416));
    assert_false(ng_char_is_letter(0x2019) || ng_char_is_letter('5'));
    assert_true(ng_char_is_upper(0x0416) && ng_char_is_lower(0xDF));
    assert_true(ng_char_is_space(0xA0) && ng_char_is_space(0x2003));
    assert_false(ng_char_is_space(0x200B));
    assert_true(ng_char_is_digit(0x0663) && ng_char_is_cjk(0x6771));
    assert_int_equal(ng_char_lower(0xC9), 0xE9);
    assert_int_equal(ng_utf8_count(ng_slice_of("aé東😀")), 4);
    assert_int_equal(ng_utf8_fold(ng_slice_of("A’É"), out, sizeof out), 4);
    assert_memory_equal(out, "a'é", 4);
    assert_int_equal(ng_utf8_fold(ng_slice_of("éé"), out, 3), SIZE_MAX);
}

static void test_patterns(void **state)
{
    static const struct ng_pattern clock = {"(\\d\\d?):(\\d\\d)( pm)?", 0};
    static const struct ng_pattern word = {"ÉTÉ", NG_PATTERN_NOCASE};
    static const struct ng_pattern start = {"b", NG_PATTERN_ANCHORED};
    static const struct ng_pattern slow = {"(a+)+$", 0};
    struct ng_slice text = ng_slice_of("at 10:30, été ab");
    struct ng_slice bad = ng_slice_of("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab");
    struct ng_pattern_set set;
    struct ng_match m;

    (void)state;
    ng_pattern_set_init(&set, &ng_alloc_default);
    assert_true(ng_pattern_search(&set, &clock, text, 0, &m));
    assert_int_equal(m.group[0].start, 3);
    assert_true(ng_slice_eq(ng_match_group(&m, text, 2), ng_slice_of("30")));
    assert_int_equal(m.group[3].start, SIZE_MAX);
    assert_int_equal(m.group[9].end, SIZE_MAX);
    assert_int_equal(ng_match_group(&m, text, 3).len, 0);
    assert_false(ng_pattern_search(&set, &clock, text, 9, &m));
    assert_false(ng_pattern_search(&set, &clock, text, 99, &m));
    assert_true(ng_pattern_search(&set, &word, text, 0, &m));
    assert_false(ng_pattern_search(&set, &start, text, 0, &m));
    assert_true(ng_pattern_search(&set, &start, text, text.len - 1, &m));
    assert_false(ng_pattern_search(&set, &slow, bad, 0, &m));
    assert_false(set.failed);
    ng_pattern_set_free(&set);
}

/* The first byte that a mask names is always right, and so is "none". */
static void test_eight(void **state)
{
    uint64_t seed = 7;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char bytes[8];
        size_t below = 8, equal = 8, at;
        uint64_t w, mask;
        for (at = 0; at < 8; at++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            bytes[at] = (char)(i % 2 ? 0x20 + (seed >> 60) : seed >> 56);
        }
        for (at = 8; at-- > 0;) {
            below = (unsigned char)bytes[at] < 0x25 ? at : below;
            equal = bytes[at] == '!' ? at : equal;
        }
        w = ng_eight(bytes);
        mask = ng_below(w, 0x25);
        assert_int_equal(mask ? (size_t)__builtin_ctzll(mask) / 8 : 8, below);
        mask = ng_equal(w, '!');
        assert_int_equal(mask ? (size_t)__builtin_ctzll(mask) / 8 : 8, equal);
    }
}

/* Short keys that differ in one place hash apart. */
static void test_hash(void **state)
{
    static char bytes[40];

    (void)state;
    for (size_t len = 1; len <= sizeof bytes; len++)
        for (size_t i = 0; i < len; i++) {
            uint64_t before = ng_hash(bytes, len), after;
            bytes[i] = 1;
            after = ng_hash(bytes, len);
            bytes[i] = 0;
            assert_true(before != after);
            assert_true(before != ng_hash(bytes, len - 1));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),      cmocka_unit_test(test_find),
        cmocka_unit_test(test_valid),      cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_characters), cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_eight),
        cmocka_unit_test(test_hash),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
