/* test_jsonld.c - JSON-LD as people publish it. */
#include "cmocka_all.h"

#include "strip/jsonld.h"

/* Scans one script and gives the text of `key` in the first object that is an
 * article; "" for none. */
static void check(const char *json, enum ng_ld_key key, const char *expected)
{
    struct ng_arena arena;
    struct ng_ld ld;
    struct ng_slice text = {"", 0};

    ng_arena_init(&arena, &ng_alloc_default);
    ng_ld_init(&ld, &arena);
    assert_int_equal(ng_ld_scan(&ld, ng_slice_of(json)), NUTGRAF_OK);
    for (uint32_t i = 0; i < ld.objects.count && !text.len; i++)
        if (NG_AT(&ld.objects, struct ng_ld_object, i)->types & NG_LD_ARTICLE)
            text = ng_ld_text(&ld, i, key);
    if (!ng_slice_eq(text, ng_slice_of(expected)))
        fail_msg("%s: \"%.*s\"", json, (int)text.len, text.ptr ? text.ptr : "");
    ng_ld_free(&ld);
    ng_arena_free(&arena);
}

/* Five replacement characters. */
#define BAD5 \
    "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"

static void test_scan(void **state)
{
    static const struct {
        const char *json, *headline;
    } rows[] = {
        {"{\"@type\":\"NewsArticle\",\"headline\":\"Ferry sinks\"}",
         "Ferry sinks"},
        {"{\"headline\":\"Late type\",\"@type\":[\"Article\",\"X\"]}",
         "Late type"},
        {"[{\"@type\":\"WebSite\",\"headline\":\"No\"},"
         "{\"@type\":\"Article\",\"headline\":\"Yes\"}]", "Yes"},
        {"{\"@graph\":[{\"@type\":\"Article\",\"headline\":\"In graph\"}]}",
         "In graph"},
        {"<!-- {\"@type\":\"Article\",\"headline\":\"Comment\",} -->",
         "Comment"},
        {"{\"@type\":\"Article\",\"headline\":\"A \"raw\" mark\"}",
         "A \"raw\" mark"},
        {"{\"@type\":\"Article\",\"headline\":\"cut", "cut"},
        {"{\"@type\":\"Article\",\"headline\":\"a\\u00e9 &amp;amp; \\/b"
         "\\ud83d\\ude00\"}", "a\xC3\xA9 & /b\xF0\x9F\x98\x80"},
        {"{\"@type\":\"Article\",\"headline\":\"line\nend <b>x</b>\"}",
         "line end x"},
        /* Escapes without digits grow; the next text must not touch them. */
        {"{\"@type\":\"Article\",\"headline\":\""
         "\\u\\u\\u\\u\\u\\u\\u\\u\\u\\u\\u\\u\\u\\u\\u\\u\\u\\u\\u\\u\","
         "\"description\":\"the text behind, long enough to reach\"}",
         BAD5 BAD5 BAD5 BAD5},
        {"]]}}", ""},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(rows[i].json, NG_LD_HEADLINE, rows[i].headline);
}

/* Brackets beyond every limit neither crash nor cost more than their length. */
static void test_depth(void **state)
{
    static char json[100000];

    (void)state;
    memset(json, '[', sizeof json - 1);
    check(json, NG_LD_HEADLINE, "");
    for (size_t i = 0; i + 5 < sizeof json; i += 5)
        memcpy(json + i, "{\"a\":", 5);
    check(json, NG_LD_HEADLINE, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scan),
        cmocka_unit_test(test_depth),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
