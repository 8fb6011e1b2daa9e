/* test_json.c - the record of an article made by hand, and error records. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmocka_all.h"

#include "write/collect.h"
#include "write/out.h"
#include "write/sample.h"

/* Does the record hold this piece? */
static void expect(const struct collected *out, const char *piece)
{
    if (!strstr(out->text, piece))
        fail_msg("no %s in\n%s", piece, out->text);
}

static void test_record(void **state)
{
    static const char *const pieces[] = {
        "{\"schema\":\"nutgraf/1\",\"source\":{\"path\":\"a.html\",\"format\":"
        "\"html\",\"charset\":\"utf-8\",\"bytes\":400},"
        "\"title\":\"Fares\\tup\","
        "\"byline\":[\"Jo Reed\",\"Li Wen\"],\"published\":\"2024-05-11\","
        "\"language\":\"en\",\"anchor\":{\"date\":\"2024-05-11\",\"from\":"
        "\"metadata\"},\"text\":\"Mayor ",
        "\"paragraphs\":[{\"start\":0,\"end\":69,\"kind\":\"text\"},"
        "{\"start\":71,\"end\":107,\"kind\":\"text\"}]",
        "{\"id\":\"e2\",\"type\":\"organization\",\"name\":\"TASS\","
        "\"mentions\":"
        "[{\"start\":27,\"end\":31,\"text\":\"TASS\"}]}]",
        "\"quotes\":[{\"id\":\"q1\",\"kind\":\"direct\",\"start\":71,"
        "\"end\":93,",
        "\"entity\":\"e1\"},\"cue\":{\"start\":102,\"end\":106,"
        "\"text\":\"said\"},"
        "\"date\":\"2024-05-10\"}]",
        "\"dates\":[{\"start\":35,\"end\":41,\"text\":\"Friday\","
        "\"type\":\"date\","
        "\"value\":\"2024-05-10\",\"mod\":\"APPROX\",\"from\":\"2024-05-10\","
        "\"to\":\"2024-05-10\"}]",
        "\"figures\":[{\"start\":64,\"end\":68,\"text\":\"3.5%\",\"kind\":"
        "\"percent\",\"value\":3.5,\"bound\":\"=\",\"unit\":\"%\",\"noun\":"
        "\"Fares\",\"change\":\"up\"},",
        "\"low\":2,\"high\":4,\"bound\":\"~\",\"unit\":\"EUR\","
        "\"per\":\"ride\"}]}"
        "\n"};
    struct collected out = {0};
    nutgraf_article a;

    (void)state;
    sample_article(&a);
    assert_int_equal(nutgraf_write_json(&a, NULL, collect, &out), NUTGRAF_OK);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        expect(&out, pieces[i]);
}

/* Lists that were not asked for are absent; entities keep their ids. */
static void test_selection(void **state)
{
    nutgraf_write_options options = {.kinds = NUTGRAF_WRITE_ENTITIES |
                                              NUTGRAF_WRITE_DROPPED,
                                     .who = "TASS"};
    struct collected out = {0};
    nutgraf_article a;

    (void)state;
    sample_article(&a);
    nutgraf_write_json(&a, &options, collect, &out);
    expect(&out, "\"entities\":[{\"id\":\"e2\",");
    expect(&out, "],\"dropped\":[{\"text\":\"Read more\","
    "\"reason\":\"link\"}]}");
    assert_null(strstr(out.text, "\"quotes\""));
}

static void test_error_record(void **state)
{
    nutgraf_article a = {.source.path = "\x01\"\\.html",
                         .error = NUTGRAF_IO,
                         .error_message = "gone"};
    struct collected out = {0};

    (void)state;
    nutgraf_write_json(&a, NULL, collect, &out);
    assert_string_equal(
        out.text, "{\"schema\":\"nutgraf/1\",\"source\":{\"path\":\"\\u0001\\\""
                  "\\\\.html\",\"bytes\":0},\"error\":{\"code\":\"io\","
                  "\"message\":\"gone\",\"offset\":0}}\n");
}

/* A file's name may be no UTF-8: each bad byte becomes U+FFFD. */
static void test_bad_name(void **state)
{
    nutgraf_article a = {.source.path = "\xFF\xC3\xA9\xE2\x82.txt\x80",
                         .error = NUTGRAF_IO,
                         .error_message = "gone"};
    struct collected out = {0};

    (void)state;
    nutgraf_write_json(&a, NULL, collect, &out);
    expect(&out, "\"path\":\"\xEF\xBF\xBD\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD"
                 ".txt\xEF\xBF\xBD\"");
}

static void test_numbers(void **state)
{
    static const struct {
        double value;
        const char *want;
    } cases[] = {
        {0, "0"},         {-0.0, "0"},     {2500000, "2500000"},
        {0.19, "0.19"},   {-3.5, "-3.5"},  {1e20, "100000000000000000000"},
        {1e21, "1e+21"},  {0.1 + 0.2, "0.30000000000000004"},
        {2.0 / 3, "0.6666666666666666"}, {1e-9, "1e-09"},
        {123456789.25, "123456789.25"}};
    char text[NG_NUMBER_ROOM];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(ng_number_text(cases[i].value, text),
                         strlen(cases[i].want));
        assert_string_equal(text, cases[i].want);
    }
}

/* Numbers with few digits take a shorter way: it prints what reading back needs
 * and no more, as the long one does. */
static void test_decimals(void **state)
{
    char text[NG_NUMBER_ROOM], want[NG_NUMBER_ROOM];
    uint64_t seed = 1;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        double value;
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        value = (double)(seed >> (20 + i % 43)) / 1000;
        if (i % 3 == 0)
            value = value * (1 + 1e-15) + 1e-4;
        if (value == (double)(uint64_t)value)
            continue;
        for (int digits = 6; digits <= 17; digits++) {
            snprintf(want, sizeof want, "%.*g", digits, value);
            if (strtod(want, NULL) == value)
                break;
        }
        assert_int_equal(ng_number_text(value, text), strlen(want));
        assert_string_equal(text, want);
    }
}

/* Strings break where the buffer or a step of the scan ends, never a character,
 * and every byte that needs an escape has one. */
static void test_escapes(void **state)
{
    char path[200], want[600];
    nutgraf_article a = {.source.path = path, .error = NUTGRAF_IO,
                         .error_message = "x"};

    (void)state;
    for (size_t at = 0; at < 24; at++) {
        struct collected out = {0};
        memset(path, 'a', sizeof path);
        memcpy(path + at, "\"\\\n\t\r\x01\x1F\x7F/\xC3\xA9", 11);
        path[40] = '\0';
        snprintf(want, sizeof want,
                 "\"path\":\"%.*s\\\"\\\\\\n\\t\\u000d\\u0001\\u001f\x7F/"
                 "\xC3\xA9%s\"",
                 (int)at, path, path + at + 11);
        nutgraf_write_json(&a, NULL, collect, &out);
        expect(&out, want);
    }
}

/* The index and the public function agree at each character. */
static void test_offsets(void **state)
{
    static char text[3000];
    nutgraf_article a = {.text = text, .text_len = sizeof text};
    struct ng_cp_index index;

    (void)state;
    for (size_t i = 0; i < sizeof text; i += 3)
        memcpy(text + i, i % 2 ? "abc" : "\xE2\x82\xAC", 3);
    assert_int_equal(ng_cp_index_init(&index, &a), NUTGRAF_OK);
    for (size_t i = 0; i < sizeof text; i += 3)
        assert_int_equal(ng_cp_index_at(&index, i), nutgraf_cp_offset(&a, i));
    assert_int_equal(ng_cp_index_at(&index, sizeof text), 2000);
    ng_cp_index_free(&index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_record),
        cmocka_unit_test(test_selection),
        cmocka_unit_test(test_error_record),
        cmocka_unit_test(test_bad_name),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_decimals),
        cmocka_unit_test(test_offsets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
