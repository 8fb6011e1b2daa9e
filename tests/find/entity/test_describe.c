/* test_describe.c - whom a description means. */
#include "plain.h"

#include <stdio.h>
#include <string.h>

#include "article.h"
#include "find/entity/describe.h"

/* A text, a description in its last sentence, and the entity that it must
 * mean, "-" for none. */
static const struct row {
    const char *text, *description, *expected;
} rows[] = {
    {"Then Gov. Anna Brook arrived. In time the governor spoke.",
     "the governor", "Anna Brook"},
    {"The Russian Foreign Minister Sergei Lavrov met Turkish Foreign Minister "
     "Mevlut Cavusoglu. In time the Russian minister spoke.",
     "the Russian minister", "Sergei Lavrov"},
    {"The Russian Foreign Minister Sergei Lavrov met Turkish Foreign Minister "
     "Mevlut Cavusoglu. In time the minister spoke.",
     "the minister", "Mevlut Cavusoglu"},
    {"Then Foreign Minister Anna Brook met Defense Minister George Smith. "
     "In time the foreign minister spoke.",
     "the foreign minister", "Anna Brook"},
    {"Then Defense Minister George Smith came. Later the foreign minister "
     "spoke.", "the foreign minister", "-"},
    {"Then President Anna Brook met Vice President George Smith. In time the "
     "president spoke.", "the president", "Anna Brook"},
    {"Then President Anna Brook came. In time the vice president spoke.",
     "the vice president", "-"},
    {"Then chairwoman Anna Brook came. In time the chair spoke.", "the chair",
     "Anna Brook"},
    {"Then spokesman George Smith came. In time the spokeswoman spoke.",
     "the spokeswoman", "-"},
    {"Then spokesman George Smith came. In time the spokesmen spoke.",
     "the spokesmen", "-"},
    {"In time the spokesman came. His name: spokesman George Smith.",
     "the spokesman", "George Smith"},
    {"They asked the Russian Foreign Ministry on Monday. In time the ministry "
     "answered.", "the ministry", "Russian Foreign Ministry"},
};

/* The tokens of the description's last place in the text. */
static void find_phrase(const struct ng_run *run, const char *phrase,
                        size_t *first, size_t *end)
{
    *first = *end = 0;
    for (size_t i = 0; i < run->text.tokens.count; i++)
        for (size_t n = i + 1; n <= run->text.tokens.count && n < i + 6; n++)
            if (ng_slice_eq(ng_tokens_text(&run->text, i, n),
                            ng_slice_of(phrase))) {
                *first = i;
                *end = n;
            }
    assert_true(*first < *end);
}

static void test_descriptions(void **state)
{
    struct plain plain;
    int failed = 0;

    (void)state;
    open_plain(&plain, NUTGRAF_ALL_MODULES);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const nutgraf_article *article =
            analyze_plain(&plain, rows[i].text);
        const char *got = "-";
        size_t first, end;
        int32_t entity;
        find_phrase(&plain.worker->run, rows[i].description, &first, &end);
        entity = ng_entity_described(&plain.worker->run, first, end);
        if (entity >= 0)
            got = article->entities[entity].name;
        if (strcmp(got, rows[i].expected) == 0)
            continue;
        printf("row %zu: %s, expected %s\n", i, got, rows[i].expected);
        failed++;
    }
    assert_int_equal(failed, 0);
    close_plain(&plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_descriptions)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
