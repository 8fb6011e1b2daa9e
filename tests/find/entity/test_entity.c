/* test_entity.c - from a text to its entities: types, roles, identity. */
#include "plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A text, a name, and what its entity must be: "type|role|country|mentions",
 * with "-" for what is absent. */
static const struct row {
    const char *text, *name, *expected;
} rows[] = {
    /* roles before the name */
    {"On Friday, Turkish Foreign Ministry spokesman Hami Aksoy told reporters.",
     "Hami Aksoy", "person|Turkish Foreign Ministry spokesman|TR|1"},
    {"In Moscow, Kremlin spokesman Dmitry Peskov told reporters.",
     "Dmitry Peskov", "person|Kremlin spokesman|RU|1"},
    {"It angered President Emmanuel Macron on Monday.", "Emmanuel Macron",
     "person|President|-|1"},
    {"A letter from Mr. Peter Jones arrived.", "Peter Jones", "person|-|-|1"},
    {"High school math teacher Anna Brook stayed.", "Anna Brook",
     "person|High school math teacher|-|1"},
    {"They heard the CEO and co-founder Anna Brook.", "Anna Brook",
     "person|CEO and co-founder|-|1"},
    {"They asked the editor-in-chief Anna Brook.", "Anna Brook",
     "person|editor-in-chief|-|1"},
    {"He met then-Russian Ambassador to Turkey Andrey Karlov.",
     "Andrey Karlov", "person|then-Russian Ambassador to Turkey|RU|1"},
    {"They asked former British finance minister Anna Brook.", "Anna Brook",
     "person|former British finance minister|GB|1"},
    {"They asked Minister of Trade and Industry Anna Brook.", "Anna Brook",
     "person|Minister of Trade and Industry|-|1"},
    {"They called the president's lawyer Anna Brook.", "Anna Brook",
     "person|president's lawyer|-|1"},
    {"They asked U.S. Secretary of State Anna Brook.", "Anna Brook",
     "person|U.S. Secretary of State|US|1"},
    /* what is no role: verbs, complements, other people */
    {"They want to investigate rival Anna Brook.", "Anna Brook",
     "person|-|-|1"},
    {"He is an ally of Anna Brook.", "Anna Brook", "person|-|-|1"},
    {"He was a manager for Republican Anna Brook.", "Anna Brook",
     "person|-|US|1"},
    {"Her chief critic Anna Brook came.", "Anna Brook",
     "person|chief critic|-|1"},
    {"Doctors told Anna Brook so.", "Anna Brook", "person|-|-|1"},
    {"They met one of its founders Anna Brook there.", "Anna Brook",
     "person|-|-|1"},
    {"They came at 5 pm. Anna Brook did not.", "Anna Brook", "person|-|-|1"},
    {"They saw the Oscar-winner Anna Brook there.", "Anna Brook",
     "person|Oscar-winner|-|1"},
    /* before a comma */
    {"The ministry's spokesman, George Smith, denied it.", "George Smith",
     "person|ministry's spokesman|-|1"},
    {"The head of the Turkish bank, Anna Brook, left.", "Anna Brook",
     "person|head of the Turkish bank|TR|1"},
    {"They asked George Smith, the spokesman, Anna Brook, and others.",
     "Anna Brook", "person|-|-|1"},
    /* plurals are shared */
    {"They saw Senators Anna Brook and George Smith.", "George Smith",
     "person|Senators|-|1"},
    {"Anna Brook and George Smith, both professors at the school, came.",
     "Anna Brook", "person|professors at the school|-|1"},
    /* roles after the name */
    {"They saw Anna Brook, a nurse in Leeds, on Monday.", "Anna Brook",
     "person|nurse in Leeds|-|1"},
    {"They saw Anna Brook, 34, a nurse in Leeds.", "Anna Brook",
     "person|nurse in Leeds|-|1"},
    {"So said Anna Brook, senior fellow at the Anvil Institute in Leeds.",
     "Anna Brook", "person|senior fellow at the Anvil Institute|-|1"},
    {"Anna Brook, a China scholar, left.", "Anna Brook",
     "person|China scholar|-|1"},
    {"Anna Brook, the mother of two, left.", "Anna Brook", "person|-|-|1"},
    {"According to Anna Brook, the president will stay.", "Anna Brook",
     "person|-|-|1"},
    {"Anna Brook, who consults with managers, left.", "Anna Brook",
     "person|-|-|1"},
    {"Anna Brook, a labour and civil rights activist, left.", "Anna Brook",
     "person|labour and civil rights activist|-|1"},
    {"Anna Brook, an in-house market strategist, left.", "Anna Brook",
     "person|in-house market strategist|-|1"},
    {"Anna Brook, a 19th-century American painter, left.", "Anna Brook",
     "person|19th-century American painter|US|1"},
    {"Anna Brook, grand chief of the Anvil Nation, left.", "Anna Brook",
     "person|grand chief of the Anvil Nation|-|1"},
    /* said of the person */
    {"Anna Brook is the director of the museum.", "Anna Brook",
     "person|director of the museum|-|1"},
    {"Anna Brook, who was a teacher, left.", "Anna Brook",
     "person|teacher|-|1"},
    {"They think Anna Brook is the better candidate.", "Anna Brook",
     "person|-|-|1"},
    /* elsewhere in the article; the fuller one; with a surname */
    {"Then Anna Brook came. So said Brook, a Leeds nurse, on Monday.",
     "Anna Brook", "person|Leeds nurse|-|2"},
    {"Then President Anna Brook came. In May US President Anna Brook left.",
     "Anna Brook", "person|US President|US|2"},
    {"Then Joe Brook and Anna Brook came. So said Minister Brook.",
     "Joe Brook", "person|Minister|-|2"},
    {"On Monday Dmitry Peskov, the Kremlin's spokesman, denied it.",
     "Dmitry Peskov", "person|Kremlin's spokesman|RU|1"},
    /* surname joins the full name, and upgrades an earlier surname */
    {"Then Angela Merkel spoke. The others heard Merkel in silence.",
     "Angela Merkel", "person|-|-|2"},
    /* one country, two names; the demonym stays apart */
    {"They left the United States for France. The U.S. said that American "
     "troops stay.", "United States", "place|-|US|2"},
    {"They left Germany in May. Some German troops stay.", "German",
     "group|-|DE|1"},
    /* acronym and expansion */
    {"He heard the World Health Organization in Geneva. Later the WHO agreed.",
     "World Health Organization", "organization|-|-|2"},
    /* spelling variants */
    {"They met Sergei Lavrov in May. In June Sergey Lavrov came back.",
     "Sergei Lavrov", "person|-|-|2"},
    /* a surname of two people means the one named last */
    {"Then George Smith met Anna Smith. They thanked Smith for it.",
     "Anna Smith", "person|-|-|2"},
    {"Then George Smith met Anna Smith. They thanked Smith for it.",
     "George Smith", "person|-|-|1"},
    /* nicknames, initials, "Jr.", "Mac" */
    {"They met William Brook in May. In June Bill Brook came back.",
     "William Brook", "person|-|-|2"},
    {"They met Katherine Brook in May. In June Kate Brook came back.",
     "Katherine Brook", "person|-|-|2"},
    {"They met J.K. Rowling in May. In June Joanne Rowling came back.",
     "J.K. Rowling", "person|-|-|2"},
    {"They met George Smith Jr. in May. In June Mr. Smith came back.",
     "George Smith Jr.", "person|-|-|2"},
    {"They met Anna McDonald in May. In June Anna MacDonald came back.",
     "Anna McDonald", "person|-|-|2"},
    /* surnames that sound alike: long ones are one, short ones two */
    {"They met Anna Linetzky in May. In June Ms. Linetsky came back.",
     "Anna Linetzky", "person|-|-|2"},
    {"They met Mr. Lee in May. In June Mr. Lai came back.", "Lee",
     "person|-|-|1"},
    /* a surname in the middle */
    {"They met Gabriel Garcia Marquez in May. In June Marquez came back.",
     "Gabriel Garcia Marquez", "person|-|-|2"},
    /* a people's forms are one, and named without the plural */
    {"They saw the Israelis in May. In June some Israeli troops came back.",
     "Israeli", "group|-|IL|2"},
    {"They saw many Turks in May. In June some Turkish troops came back.",
     "Turkish", "group|-|TR|2"},
    {"They saw many English fans. In June some British troops came back.",
     "English", "group|-|GB|1"},
    /* called by a part of the name */
    {"They asked the UN Security Council. In June the Security Council "
     "answered.", "UN Security Council", "organization|-|-|2"},
    {"He works for Toyota Motor Corp in Japan. In June Toyota said so.",
     "Toyota Motor Corp", "organization|-|-|2"},
    {"They asked the White House. In June the House of Representatives "
     "answered.", "White House", "organization|-|US|1"},
    /* typing slips, names in capitals */
    {"He asked the Russian Foreign Ministry. Then the Russian Foreign Minsitry "
     "answered.", "Russian Foreign Ministry", "organization|-|RU|2"},
    {"DUBAI, United Arab Emirates (AP) - They met in Dubai.", "Dubai",
     "place|-|AE|2"},
    {"DUBAI, United Arab Emirates (AP) - They met in Dubai.",
     "United Arab Emirates", "place|-|AE|1"},
    /* pieces of what is read as one name */
    {"The Turkish Foreign Ministers left.", "Turkish", "group|-|TR|1"},
    {"They fought in the 1967 Six-Day War there.", "Six-Day War",
     "event|-|-|1"},
    {"They left Idlib in May, but the Idlib province is quiet.", "Idlib",
     "place|-|SY|2"},
    /* countries of organizations and people */
    {"She is at the American University of Kabul now.",
     "American University of Kabul", "organization|-|AF|1"},
    /* a town that has a club of its name */
    {"He lives in Aberdeen.", "Aberdeen", "place|-|-|1"},
    {"They freed the American Anna Brook on Monday.", "Anna Brook",
     "person|-|US|1"},
    /* a country by its long name */
    {"They left the State of Israel. In June they left Israel again.",
     "State of Israel", "place|-|IL|2"},
};

static const char *or_dash(const char *text)
{
    return text ? text : "-";
}

/* Writes what became of the entity with this name. */
static void describe(const nutgraf_article *article, const char *name,
                     char *out, size_t room)
{
    snprintf(out, room, "no such entity");
    for (size_t i = 0; i < article->entity_count; i++) {
        const nutgraf_entity *e = &article->entities[i];
        if (strcmp(e->name, name) != 0)
            continue;
        snprintf(out, room, "%s|%s|%s|%zu", nutgraf_entity_type_name(e->type),
                 or_dash(e->role), or_dash(e->country), e->mention_count);
        return;
    }
}

static void test_rows(void **state)
{
    struct plain plain;
    int failed = 0;

    (void)state;
    open_plain(&plain, NUTGRAF_ENTITIES);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const nutgraf_article *article =
            analyze_plain(&plain, rows[i].text);
        char got[200];
        describe(article, rows[i].name, got, sizeof got);
        if (strcmp(got, rows[i].expected) == 0)
            continue;
        printf("row %zu (%s): %s, expected %s\n", i, rows[i].name, got,
               rows[i].expected);
        failed++;
    }
    assert_int_equal(failed, 0);
    close_plain(&plain);
}

/* Many different names in one article cost linear time and keep apart. */
static void test_many_names(void **state)
{
    enum { NAMES = 20000 };
    nutgraf_model *model;
    nutgraf_worker *worker;
    const nutgraf_article *article;
    char *text = malloc(NAMES * 40);
    size_t len = 0;

    (void)state;
    assert_non_null(text);
    for (int i = 0; i < NAMES; i++)
        len += (size_t)snprintf(text + len, 40, "then B%dk Q%dk left. ", i, i);
    assert_int_equal(nutgraf_model_open(NULL, &model), NUTGRAF_OK);
    assert_int_equal(nutgraf_worker_new(model, NULL, &worker), NUTGRAF_OK);
    assert_int_equal(nutgraf_analyze(worker, text, len, &article), NUTGRAF_OK);
    assert_in_range(article->entity_count, 0, NAMES * 2);
    for (size_t i = 1; i < article->entity_count; i++)
        assert_true(article->entities[i - 1].mentions[0].start <
                    article->entities[i].mentions[0].start);
    nutgraf_worker_free(worker);
    nutgraf_model_free(model);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_many_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
