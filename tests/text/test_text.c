/* test_text.c - look-ups, abbreviations, sentences, phrases. */
#include "cmocka_all.h"

#include <stdio.h>

#include "model/model.h"
#include "text/text.h"

static int open_model(void **state)
{
    nutgraf_model *model;

    if (nutgraf_model_open(NULL, &model) != NUTGRAF_OK)
        return -1;
    *state = model;
    return 0;
}

static int close_model(void **state)
{
    nutgraf_model_free(*state);
    return 0;
}

/* Tokenises `bytes` as one paragraph; free with free_text. */
static struct ng_text text_of(void **state, const char *bytes,
                              struct ng_paragraph *par)
{
    const struct nutgraf_model *model = *state;
    struct ng_text text = {.lexicon = &model->lexicon,
                           .bytes = ng_slice_of(bytes)};

    ng_vector_init(&text.tokens, &ng_alloc_default, sizeof(struct ng_token));
    ng_vector_init(&text.sentences, &ng_alloc_default,
                   sizeof(struct ng_sentence));
    *par = (struct ng_paragraph){.end = (uint32_t)text.bytes.len};
    assert_int_equal(ng_text_paragraph(&text, par), NUTGRAF_OK);
    return text;
}

static void free_text(struct ng_text *text)
{
    ng_vector_free(&text->tokens);
    ng_vector_free(&text->sentences);
}

/* "|" stands where a sentence ends. */
static void test_sentences(void **state)
{
    static const char *const rows[] = {
        "He left.| She stayed.",
        "He left?| She stayed!| Why?",
        "On Feb. 14 the army moved.| It rained.",
        "On Feb. 14, Gen. Smith met Dr. Lee in St. Paul.| They ate.",
        "He works for the U.S. Army.| He likes it.",
        "It was made in the U.S.| The rest came later.",
        "Lockheed Martin Corp. shares fell.| Others rose.",
        "Apple Inc. said so.| It denied the rest.",
        "It closed at 4.5 percent.| No. 1 seed Ann Roe lost.",
        "J. K. Rowling wrote it.| J.K. Rowling signed it.",
        "“We left,” he said.| “It was late.”",
        "“We left.”| “It was late.”| He sighed.",
        "(He left.)| She stayed.",
        "He left...| She stayed.",
        "He left … and she stayed.",
        "“Are you there?” she asked.| Nobody was.",
        "It cost $4.50.| That was much.",
        "He met Mr. Roe at 5 p.m. on Friday.| They spoke.",
        "He came at 5 p.m.| The train was late.",
        "Read more at www.a.example.| It is free.",
        "no end at all",
        "Dashes — like this.| – And this.",
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char plain[200], got[200];
        struct ng_paragraph par;
        struct ng_text text;
        size_t len = 0, out = 0;
        for (const char *c = rows[i]; *c; c++)
            if (*c != '|')
                plain[len++] = *c;
        plain[len] = '\0';
        text = text_of(state, plain, &par);
        for (size_t s = par.first_sentence; s < par.sentence_end; s++) {
            const struct ng_sentence *sentence =
                NG_AT(&text.sentences, struct ng_sentence, s);
            size_t start = ng_text_token(&text, sentence->first_token)->start;
            size_t end = ng_text_token(&text, sentence->token_end - 1)->end;
            out += (size_t)snprintf(got + out, sizeof got - out, "%s%.*s",
                                    s ? "| " : "", (int)(end - start),
                                    plain + start);
            assert_true(ng_text_token(&text, sentence->first_token)->flags &
                        NG_TOKEN_SENTENCE_START);
        }
        free_text(&text);
        assert_string_equal(got, rows[i]);
    }
}

/* The sentences of a paragraph cover its tokens without a gap. */
static void test_cover(void **state)
{
    struct ng_paragraph par;
    struct ng_text text = text_of(state, "One. Two! \"Three?\" Four", &par);
    uint32_t next = par.first_token;

    for (size_t s = par.first_sentence; s < par.sentence_end; s++) {
        const struct ng_sentence *sentence =
            NG_AT(&text.sentences, struct ng_sentence, s);
        assert_int_equal(sentence->first_token, next);
        assert_true(sentence->token_end > next);
        next = sentence->token_end;
    }
    assert_int_equal(next, par.token_end);
    free_text(&text);
}

/* Which words take their full stop along, and which stand first. */
static void test_flags(void **state)
{
    static const struct {
        const char *text;
        const char *word;
        unsigned flags; /* of ABBREVIATION and FIRST_WORD */
    } rows[] = {
        {"Gen. Smith left.", "Gen.", 0x0C},
        {"Gen. Smith left.", "Smith", 0},
        {"Gen. Smith left.", "left", 0},
        {"In the U.S. he", "U.S.", NG_TOKEN_ABBREVIATION},
        {"He said: Go now", "Go", NG_TOKEN_FIRST_WORD},
        {"He said “Go now”", "Go", NG_TOKEN_FIRST_WORD},
        {"He said “Go now”", "now", 0},
        {"5 Men left", "Men", 0},
        {"Ann B. Roe", "B.", NG_TOKEN_ABBREVIATION},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_paragraph par;
        struct ng_text text = text_of(state, rows[i].text, &par);
        bool found = false;
        for (size_t t = 0; t < text.tokens.count; t++) {
            if (!ng_slice_eq(ng_token_text(&text, t),
                             ng_slice_of(rows[i].word)))
                continue;
            found = true;
            assert_int_equal(ng_text_token(&text, t)->flags &
                                 (NG_TOKEN_ABBREVIATION | NG_TOKEN_FIRST_WORD),
                             rows[i].flags);
        }
        if (!found)
            fail_msg("%s: no token %s", rows[i].text, rows[i].word);
        free_text(&text);
    }
}

/* Words are found however they are spelt; the fast way of short ASCII words
 * and the general one agree. */
static void test_look_up(void **state)
{
    static const struct {
        const char *text;
        bool stop;
    } rows[] = {
        {"the", true},     {"The", true},   {"THE", true},  {"thee", false},
        {"[", false},      {"@", false},    {"`", false},   {"{", false},
        {"although", true}, {"Although", true}, {"Zyxwvutsrqponmlk", false},
        {"Zyxwvutsrqponmlkj", false},       {"thé", false},
        {"the and some more bytes behind it", true},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_paragraph par;
        struct ng_text text = text_of(state, rows[i].text, &par);
        bool is_stop = ng_token_tables(&text, 0) & NG_BIT(NG_TABLE_STOPWORDS);
        if (is_stop != rows[i].stop)
            fail_msg("%s: %d", rows[i].text, is_stop);
        free_text(&text);
    }
}

/* Bytes beyond a paragraph's end are never read as part of it. */
static void test_short_of_the_end(void **state)
{
    struct ng_paragraph par, second = {0};
    struct ng_text text = text_of(state, "the end", &par);

    second.end = 2; /* "th" */
    assert_int_equal(ng_text_paragraph(&text, &second), NUTGRAF_OK);
    assert_int_equal(second.token_end - second.first_token, 1);
    assert_false(ng_token_tables(&text, second.first_token) &
                 NG_BIT(NG_TABLE_STOPWORDS));
    free_text(&text);
}

static void test_token_is(void **state)
{
    struct ng_paragraph par;
    struct ng_text text = text_of(state, "Said Gen. Roe of the U.S.", &par);

    assert_true(ng_token_is(&text, 0, "said"));
    assert_false(ng_token_is(&text, 0, "sai"));
    assert_true(ng_token_is(&text, 1, "gen"));
    assert_false(ng_token_is(&text, 2, "gen"));
    assert_true(ng_token_is(&text, 5, "u.s."));
    assert_true(ng_slice_eq(ng_tokens_text(&text, 1, 3),
                            ng_slice_of("Gen. Roe")));
    free_text(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_cover),
        cmocka_unit_test(test_flags),
        cmocka_unit_test(test_look_up),
        cmocka_unit_test(test_short_of_the_end),
        cmocka_unit_test(test_token_is),
    };

    return cmocka_run_group_tests(tests, open_model, close_model);
}
