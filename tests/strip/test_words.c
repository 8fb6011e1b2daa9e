/* test_words.c - words of a text by bits, against a walk byte by byte. */
#include "cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "strip/words.h"

/* The end of the first word at or after `*at`, the slow way; its start in `*at`.
 * The text's length when there is none. */
static size_t slow_end(struct ng_slice text, size_t *at)
{
    size_t end;

    while (*at < text.len && !ng_is_word_byte(text.ptr[*at]))
        (*at)++;
    for (end = *at; end < text.len && ng_is_word_byte(text.ptr[end]);)
        end++;
    return end;
}

/* Both walks find the same words. */
static void check(struct ng_slice text)
{
    struct ng_words words = ng_words_of(text);
    size_t start = 0, end = 0, at = 0;

    while (ng_words_next(&words, &start, &end)) {
        size_t want = slow_end(text, &at);
        assert_int_equal(start, at);
        assert_int_equal(end, want);
        at = want;
    }
    slow_end(text, &at);
    assert_int_equal(at, text.len);
}

/* Words and gaps of every length around 64 bytes, at every offset, the text
 * cut everywhere. */
static void test_borders(void **state)
{
    char text[400];

    (void)state;
    for (size_t word = 0; word < 70; word += word < 3 ? 1 : 13)
        for (size_t gap = 1; gap < 67; gap += gap < 3 ? 1 : 21) {
            for (size_t i = 0; i < sizeof text; i++)
                text[i] = i % (word + gap) < gap ? " -\n"[i % 3]
                                                 : "aZ0\xC3\xA9"[i % 5];
            for (size_t len = 0; len <= sizeof text; len += len < 200 ? 1 : 25)
                check((struct ng_slice){text, len});
        }
}

/* Equal words have equal hashes wherever they stand; others do not. */
static void test_hashes(void **state)
{
    static const char *const texts[] = {"Harbour", "x harbour y", "HARBOUR.",
                                        "(hArbour) and more words behind"};
    struct ng_slice longer = ng_slice_of("superintendents, Superintendent");
    uint64_t first = 0;
    char letter[2] = "a";

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct ng_slice text = ng_slice_of(texts[i]);
        size_t start = ng_slice_find_nocase(text, NG_LIT("harbour"), 0);
        uint64_t hash = ng_words_hash(text, start, start + 7);
        first = i ? first : hash;
        assert_true(hash == first);
        assert_true(ng_words_hash(text, start, start + 6) != first);
    }
    assert_true(ng_words_hash(longer, 0, 14) == ng_words_hash(longer, 17, 31));
    assert_true(ng_words_hash(longer, 0, 15) != ng_words_hash(longer, 17, 31));
    for (; letter[0] <= 'z'; letter[0]++)
        assert_true(ng_words_hash(ng_slice_of(letter), 0, 1) != first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_borders),
                                       cmocka_unit_test(test_hashes)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
