/* test_referent.c - whom the words of the last quote's speaker mean. */
#include "plain.h"

/* A text, the name of the entity that its last quote's speaker stands for, ""
 * for none. */
struct row {
    const char *text, *name;
};

static const struct row rows[] = {
    /* the subject of the sentence before, not who spoke last */
    {"\"It was late,\" Maria Lopez said.\n\nSusan Miller waited all "
     "night.\n\n\"I slept well,\" she said.", "Susan Miller"},
    /* the subject of the clause before, in the same sentence */
    {"\"We are ready,\" Peter Novak said.\n\nWhen Robert Miller first announced "
     "the plan, he said that it was cheap.", "Robert Miller"},
    /* of two in one sentence, the one who is no owner and not quoted */
    {"Robert Miller met Peter Novak's brother. He said that it was cheap.",
     "Robert Miller"},
    {"Robert Miller frowned. \"Peter Novak is our best man,\" he said.",
     "Robert Miller"},
    /* her sex tells */
    {"Susan Miller met Robert Novak. She said that it was cheap.",
     "Susan Miller"},
    /* a description that is nobody's role: the subject at hand */
    {"Peter Novak scored in the last minute.\n\n\"I will sleep well,\" said the "
     "rookie goalkeeper.", "Peter Novak"},
    /* but not who was introduced without a name */
    {"A goalkeeper was hurt. Peter Novak scored.\n\n\"I will sleep well,\" said "
     "the goalkeeper.", ""},
    /* an organization by a common noun, unless the phrase has a name or an
     * owner of its own */
    {"Toyota will close two plants. The company said that sales fell.",
     "Toyota"},
    {"Toyota will close two plants. The city's biggest company said that sales "
     "fell.", ""},
    /* but a name right before the noun is its own */
    {"London and Reuters knew. It is over, the Guardian newspaper said.",
     "Guardian"},
    /* what a dateline names is not meant by what follows */
    {"ABERDEEN - Work will begin in May, the council said.", ""},
    /* the head of a commission is not the commission */
    {"Susan Miller, head of the commission, left. \"It is over,\" the commission "
     "said.", ""},
    /* who: the name before it, not one inside its noun */
    {"They met Susan Miller, who said that it was cheap.", "Susan Miller"},
    {"They met a Toyota engineer who said that it was cheap.", ""},
    /* the speaker of the same paragraph goes on, even a text */
    {"\"We are ready,\" Peter Novak said.\n\n\"Winters are hard in the north,\" "
     "says a white paper. \"Trains freeze to the rails there.\"", ""},
};

/* The name behind the last quote's speaker. */
static const char *last_name(struct plain *plain, const char *text)
{
    const nutgraf_article *a = analyze_plain(plain, text);
    int32_t entity;

    assert_true(a->quote_count > 0);
    entity = a->quotes[a->quote_count - 1].speaker_entity;
    return entity < 0 ? "" : a->entities[entity].name;
}

static void test_rows(void **state)
{
    struct plain plain;
    int wrong = 0;

    (void)state;
    open_plain(&plain, NUTGRAF_ENTITIES | NUTGRAF_QUOTES);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *name = last_name(&plain, rows[i].text);
        if (strcmp(name, rows[i].name) != 0) {
            print_error("row %zu: \"%s\" instead of \"%s\"\n", i, name,
                        rows[i].name);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    close_plain(&plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
