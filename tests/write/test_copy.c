/* test_copy.c - a copy prints the same bytes and shares nothing. */
#include "cmocka_all.h"
#include "write/collect.h"
#include "write/sample.h"

/* All that an article prints, in one string. */
static void print_all(const nutgraf_article *a, struct collected *out)
{
    nutgraf_write_options options = {.kinds = NUTGRAF_WRITE_DEFAULT |
                                              NUTGRAF_WRITE_DROPPED};

    *out = (struct collected){0};
    nutgraf_write_json(a, &options, collect, out);
    nutgraf_write_rows(a, &options, collect, out, NULL);
}

static void test_copy(void **state)
{
    static struct collected before, after;
    char text[] = SAMPLE_TEXT, title[] = "Fares\tup";
    nutgraf_article a, *copy;

    (void)state;
    sample_article(&a);
    a.text = text;
    a.title = title;
    print_all(&a, &before);
    assert_int_equal(nutgraf_article_copy(&a, &copy), NUTGRAF_OK);
    memset(text, 'x', sizeof text - 1);
    memset(title, 'x', sizeof title - 1);
    print_all(copy, &after);
    assert_string_equal(after.text, before.text);
    assert_string_equal(copy->diagnostics[0].message, "something was odd");
    assert_int_equal(copy->diagnostics[0].offset, 7);
    assert_int_equal(copy->sentences[1].start, 56);
    assert_int_equal(copy->text[copy->text_len], '\0');
    assert_ptr_not_equal(copy->quotes, a.quotes);
    assert_ptr_not_equal(copy->entities[0].mentions, a.entities[0].mentions);
    nutgraf_article_free(copy);
}

static void test_copy_of_error(void **state)
{
    nutgraf_article a = {.source.path = "x", .error = NUTGRAF_LIMIT,
                         .error_message = "too large"}, *copy;

    (void)state;
    assert_int_equal(nutgraf_article_copy(&a, &copy), NUTGRAF_OK);
    assert_string_equal(copy->error_message, "too large");
    assert_null(copy->text);
    assert_null(copy->entities);
    nutgraf_article_free(copy);
    nutgraf_article_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copy),
        cmocka_unit_test(test_copy_of_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
