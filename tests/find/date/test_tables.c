/*
 * test_tables.c - the date tables are sound: every class is known, every rule
 * compiles, and all its literal words stand in the date tables.
 */
#include <stdio.h>

#include "cmocka_all.h"

#include "find/date/kit.h"

static const struct ng_lexicon *lexicon;

static void test_words(void **state)
{
    static const unsigned tables[] = {NG_TABLE_DATE_WORDS, NG_TABLE_DATE_LINKS};

    (void)state;
    for (size_t t = 0; t < 2; t++)
        for (size_t i = 0; i < ng_table_count(lexicon, tables[t]); i++) {
            struct ng_row row = ng_table_row(lexicon, tables[t], i);
            bool known = false;
            for (int c = 0; c < NG_DC_COUNT; c++)
                known |= strcmp(ng_date_class_name((enum ng_date_class)c),
                                ng_row_text(row, 1)) == 0;
            if (!known)
                fail_msg("%s: no such class: %s", ng_row_text(row, 0),
                         ng_row_text(row, 1));
        }
}

static void test_rules(void **state)
{
    size_t count = ng_table_count(lexicon, NG_TABLE_DATE_RULES);

    (void)state;
    assert_true(count > 100);
    assert_true(count <= 64 * NG_RULE_WORDS);
    for (size_t i = 0; i < count; i++) {
        struct ng_row row = ng_table_row(lexicon, NG_TABLE_DATE_RULES, i);
        struct ng_date_rule rule;
        if (!ng_date_rule_compile(lexicon, ng_row_text(row, 0),
                                  ng_row_text(row, 1), &rule))
            fail_msg("not a rule: %s", ng_row_text(row, 0));
        for (unsigned e = 0; e < rule.element_count; e++)
            for (unsigned n = 0; n < NG_RULE_LITERALS &&
                                 rule.elements[e].literals[n]; n++) {
                const struct ng_packed_entry *entry = ng_lexicon_entry(
                    lexicon, rule.elements[e].literals[n]);
                if (!((entry->tables | entry->starts) &
                      (NG_BIT(NG_TABLE_DATE_WORDS) |
                       NG_BIT(NG_TABLE_DATE_LINKS))))
                    fail_msg("%s: \"%s\" is in no date table",
                             ng_row_text(row, 0),
                             lexicon->strings + entry->key);
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_rules),
    };
    nutgraf_model *model;
    int failed;

    if (nutgraf_model_open(NULL, &model) != NUTGRAF_OK)
        return 1;
    lexicon = &((const struct nutgraf_model *)model)->lexicon;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    nutgraf_model_free(model);
    return failed;
}
