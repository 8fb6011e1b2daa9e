/* test_agree.c - one name, one type. */
#include "plain.h"

#include <stdio.h>
#include <string.h>

#include "article.h"
#include "find/entity/key.h"

#define UNIT NG_ODDS_UNIT

/* A name as the labeller read it: its best type, and one other type whose odds
 * are `less` below; all the others are hopeless. Then the type that it must
 * have in the end. */
struct reading {
    const char *name;
    int type, other, less, expected;
};

static const struct row {
    const char *text;
    struct reading names[5]; /* in text order */
} rows[] = {
    /* two clear readings outvote one */
    {"Xarru came. Then Xarru went. Later Xarru slept.",
     {{"Xarru", NUTGRAF_PERSON, NUTGRAF_PLACE, -4 * UNIT, NUTGRAF_PERSON},
      {"Xarru", NUTGRAF_PLACE, NUTGRAF_PERSON, -4 * UNIT, NUTGRAF_PERSON},
      {"Xarru", NUTGRAF_PERSON, NUTGRAF_PLACE, -4 * UNIT, NUTGRAF_PERSON}}},
    /* one clear reading outvotes two that hung in the balance */
    {"Xarru came. Then Xarru went. Later Xarru slept.",
     {{"Xarru", NUTGRAF_PERSON, NUTGRAF_PLACE, -UNIT / 2, NUTGRAF_PLACE},
      {"Xarru", NUTGRAF_PLACE, NUTGRAF_PERSON, -4 * UNIT, NUTGRAF_PLACE},
      {"Xarru", NUTGRAF_PERSON, NUTGRAF_PLACE, -UNIT / 2, NUTGRAF_PLACE}}},
    /* at a tie each stays as it is */
    {"Xarru came. Then Xarru went.",
     {{"Xarru", NUTGRAF_PERSON, NUTGRAF_PLACE, -UNIT, NUTGRAF_PERSON},
      {"Xarru", NUTGRAF_PLACE, NUTGRAF_PERSON, -UNIT, NUTGRAF_PLACE}}},
    /* neighbours in a list, also before "and the" */
    {"It rained in Xarru, Yollem and the Zatteks.",
     {{"Xarru", NUTGRAF_PLACE, NUTGRAF_PERSON, -8 * UNIT, NUTGRAF_PLACE},
      {"Yollem", NUTGRAF_PERSON, NUTGRAF_PLACE, -UNIT, NUTGRAF_PLACE},
      {"Zatteks", NUTGRAF_PLACE, NUTGRAF_PERSON, -8 * UNIT, NUTGRAF_PLACE}}},
    /* a neighbour does not outvote a clear reading */
    {"It rained in Xarru and Yollem.",
     {{"Xarru", NUTGRAF_PLACE, NUTGRAF_PERSON, -8 * UNIT, NUTGRAF_PLACE},
      {"Yollem", NUTGRAF_PERSON, NUTGRAF_PLACE, -2 * UNIT, NUTGRAF_PERSON}}},
    /* no list: an article alone, a verb */
    {"It rained. Xarru the Yollem saw Zattek.",
     {{"Xarru", NUTGRAF_PLACE, NUTGRAF_PERSON, -8 * UNIT, NUTGRAF_PLACE},
      {"Yollem", NUTGRAF_PERSON, NUTGRAF_PLACE, -UNIT, NUTGRAF_PERSON},
      {"Zattek", NUTGRAF_PLACE, NUTGRAF_PERSON, -8 * UNIT, NUTGRAF_PLACE}}},
    /* the surname of somebody named in full */
    {"Then Anna Xarru came. Later Xarru slept.",
     {{"Anna Xarru", NUTGRAF_PERSON, NUTGRAF_PLACE, -8 * UNIT, NUTGRAF_PERSON},
      {"Xarru", NUTGRAF_PLACE, NUTGRAF_PERSON, -2 * UNIT, NUTGRAF_PERSON}}},
    /* which is no place of the tables */
    {"Then Anna Nairobi came. Later Nairobi slept.",
     {{"Anna Nairobi", NUTGRAF_PERSON, NUTGRAF_PLACE, -8 * UNIT,
       NUTGRAF_PERSON},
      {"Nairobi", NUTGRAF_PLACE, NUTGRAF_PERSON, -2 * UNIT, NUTGRAF_PLACE}}},
    /* tables know the whole name; a last word tells the type */
    {"They went to Kenya with the Xarru Accords.",
     {{"Kenya", NUTGRAF_PERSON, NUTGRAF_PLACE, -2 * UNIT, NUTGRAF_PLACE},
      {"Xarru Accords", NUTGRAF_ORGANIZATION, NUTGRAF_LAW, -2 * UNIT,
       NUTGRAF_LAW}}},
    /* small letters before a capital: no person */
    {"In time XarruYoll came.",
     {{"XarruYoll", NUTGRAF_PERSON, NUTGRAF_ORGANIZATION, -2 * UNIT,
       NUTGRAF_ORGANIZATION}}},
    /* an acronym and its expansion vote together */
    {"The Xarru Yollem Zattek (XYZ) met.",
     {{"Xarru Yollem Zattek", NUTGRAF_EVENT, NUTGRAF_ORGANIZATION, -UNIT,
       NUTGRAF_ORGANIZATION},
      {"XYZ", NUTGRAF_ORGANIZATION, NUTGRAF_EVENT, -4 * UNIT,
       NUTGRAF_ORGANIZATION}}},
};

/* Adds the reading at its next place at or after byte `*at`. */
static void add_reading(struct ng_names *names, const struct reading *r,
                        size_t *at)
{
    const struct ng_text *text = &names->run->text;
    size_t first = 0, end;
    struct ng_name *name;

    while (ng_text_token(text, first)->start < *at ||
           strncmp(text->bytes.ptr + ng_text_token(text, first)->start,
                   r->name, strlen(r->name)) != 0)
        assert_true(++first < text->tokens.count);
    *at = ng_text_token(text, first)->start + strlen(r->name);
    for (end = first; end < text->tokens.count &&
                      ng_text_token(text, end)->end <= *at;)
        end++;
    assert_int_equal(ng_names_add(names, first, end,
                                  (nutgraf_entity_type)r->type),
                     NUTGRAF_OK);
    name = &names->items[names->count - 1];
    name->hash = ng_key_whole(text, first, end);
    for (int t = 0; t < NG_ENTITY_TYPES; t++)
        name->odds[t] = t == r->type    ? 0
                        : t == r->other ? (int16_t)r->less
                                        : NG_ODDS_LEAST;
}

/* Prints the rows that differ, so that all of them are seen at once. */
static int check_row(const struct row *row, struct ng_run *run)
{
    struct ng_names names = {run};
    size_t at = 0;
    int failed = 0;

    for (size_t n = 0; n < 5 && row->names[n].name; n++)
        add_reading(&names, &row->names[n], &at);
    assert_int_equal(ng_agree_types(&names), NUTGRAF_OK);
    for (size_t n = 0; n < names.count; n++)
        if (names.items[n].type != row->names[n].expected) {
            print_error("%s: %s: expected %s, got %s\n", row->text,
                        row->names[n].name,
                        nutgraf_entity_type_name(
                            (nutgraf_entity_type)row->names[n].expected),
                        nutgraf_entity_type_name(
                            (nutgraf_entity_type)names.items[n].type));
            failed++;
        }
    return failed;
}

static void test_types(void **state)
{
    struct plain plain;
    int failed = 0;

    (void)state;
    open_plain(&plain, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        analyze_plain(&plain, rows[i].text);
        failed += check_row(&rows[i], &plain.worker->run);
    }
    assert_int_equal(failed, 0);
    close_plain(&plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_types)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
