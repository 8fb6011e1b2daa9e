/* test_token.c - cutting text, shapes, folding. */
#include "cmocka_all.h"

#include <stdio.h>

#include "text/token.h"

/* A letter for each kind, as the rows below write them. */
static char letter_of(const struct ng_token *token)
{
    static const char letters[] = "WNPAQDSCM";

    return letters[token->kind];
}

/* Cuts `text` and writes "K:word " for each token. */
static void cut(const char *text, char *out, size_t room)
{
    struct ng_slice all = ng_slice_of(text);
    struct ng_token token;
    size_t at = 0, len = 0;

    out[0] = '\0';
    while (ng_token_scan(all, at, &token)) {
        len += (size_t)snprintf(out + len, room - len, "%s%c:%.*s",
                                len ? " " : "", letter_of(&token),
                                (int)(token.end - token.start),
                                text + token.start);
        assert_true(len < room);
        assert_true(token.start >= at && token.end > token.start);
        assert_int_equal((token.flags & NG_TOKEN_SPACE_BEFORE) != 0,
                         at == 0 || token.start > at);
        at = token.end;
    }
}

static void test_kinds(void **state)
{
    static const struct {
        const char *text, *tokens;
    } rows[] = {
        {"", ""},
        {" \t\n", ""},
        {"He said so.", "W:He W:said W:so S:."},
        {"don't", "W:don't"},
        {"don’t O’Neill", "W:don’t W:O’Neill"},
        {"Turkey's", "W:Turkey P:'s"},
        {"Turkey’s army", "W:Turkey P:’s W:army"},
        {"countries’ aid", "W:countries P:’ W:aid"},
        {"the 'man' here", "W:the Q:' W:man Q:' W:here"},
        {"'sup", "Q:' W:sup"},
        {"1,200.5 tons", "N:1,200.5 W:tons"},
        {"5.", "N:5 S:."},
        {"1,2,3", "N:1,2,3"},
        {"22-year-old", "N:22 D:- W:year D:- W:old"},
        {"10:30", "N:10 M:: N:30"},
        {"$4.5bn", "C:$ N:4.5 W:bn"},
        {"£420 €3 US$5", "C:£ N:420 C:€ N:3 W:US C:$ N:5"},
        {"63%", "N:63 M:%"},
        {"G20", "W:G20"},
        {"the U.S. Army", "W:the W:U.S. W:Army"},
        {"U.S.The", "W:U.S. W:The"},
        {"U.S.-led", "W:U.S. D:- W:led"},
        {"U.S", "W:U.S"},
        {"e.g. this", "W:e.g. W:this"},
        {"end.Then", "W:end S:. W:Then"},
        {"wait... what?!", "W:wait S:... W:what S:?!"},
        {"so—and–so", "W:so D:— W:and D:– W:so"},
        {"a -- b", "W:a D:-- W:b"},
        {"“Yes,” he", "Q:“ W:Yes M:, Q:” W:he"},
        {"«Нет»", "Q:« W:Нет Q:»"},
        {"see https://a.example/b?c=1, now",
         "W:see A:https://a.example/b?c=1 M:, W:now"},
        {"(www.a.example)", "M:( A:www.a.example M:)"},
        {"www then", "W:www W:then"},
        {"http then", "W:http W:then"},
        {"jo.doe@mail.example.", "A:jo.doe@mail.example S:."},
        {"a@b", "A:a@b"},
        {"a@ b", "W:a M:@ W:b"},
        {"@mayor #storm2024!", "A:@mayor A:#storm2024 S:!"},
        {"# 5", "M:# N:5"},
        {"Ångström naïve", "W:Ångström W:naïve"},
        {"a\xC2\xA0z", "W:a W:z"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char got[400];
        cut(rows[i].text, got, sizeof got);
        assert_string_equal(got, rows[i].tokens);
    }
}

static void test_shapes(void **state)
{
    static const struct {
        const char *word;
        enum ng_shape shape;
    } rows[] = {
        {"said", NG_SHAPE_LOWER},   {"Turkey", NG_SHAPE_TITLE},
        {"A", NG_SHAPE_TITLE},      {"NATO", NG_SHAPE_UPPER},
        {"U.S.", NG_SHAPE_UPPER},   {"iPhone", NG_SHAPE_MIXED},
        {"McCain", NG_SHAPE_MIXED}, {"G20", NG_SHAPE_TITLE},
        {"COVIDs", NG_SHAPE_MIXED}, {"Österreich", NG_SHAPE_TITLE},
        {"ÖVP", NG_SHAPE_UPPER},    {"élan", NG_SHAPE_LOWER},
        {"O'Neill", NG_SHAPE_MIXED}, {"don't", NG_SHAPE_LOWER},
        {"5", NG_SHAPE_NONE},       {",", NG_SHAPE_NONE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_token token;
        assert_true(ng_token_scan(ng_slice_of(rows[i].word), 0, &token));
        if (token.shape != rows[i].shape)
            fail_msg("%s has shape %d", rows[i].word, token.shape);
    }
}

static void test_fold(void **state)
{
    static const struct {
        const char *word, *folded;
    } rows[] = {
        {"Said", "said"},      {"U.S.", "u.s"},   {"O’Neill", "o'neill"},
        {"ÉLAN", "élan"},      {".", "."},        {"...", "..."},
        {"5.", "5."},
    };
    char out[32];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t len = ng_token_fold(ng_slice_of(rows[i].word), out, sizeof out);
        assert_int_equal(len, strlen(rows[i].folded));
        assert_memory_equal(out, rows[i].folded, len);
    }
    assert_int_equal(ng_token_fold(ng_slice_of("abcdef"), out, 5), SIZE_MAX);
}

/* What begins in the middle of a text keeps its own idea of a beginning. */
static void test_scan_from(void **state)
{
    struct ng_slice text = ng_slice_of("one two");
    struct ng_token token;

    (void)state;
    assert_true(ng_token_scan(text, 3, &token));
    assert_int_equal(token.start, 4);
    assert_true(token.flags & NG_TOKEN_SPACE_BEFORE);
    assert_true(ng_token_scan(text, 5, &token));
    assert_false(token.flags & NG_TOKEN_SPACE_BEFORE);
    assert_false(ng_token_scan(text, 7, &token));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_fold),
        cmocka_unit_test(test_scan_from),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
