/* test_features.c - which windows are labelled: segments round capitals. */
#include "cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "find/entity/features.h"
#include "model/model.h"

/* A text and its segments, joined by " | ". */
static const struct row {
    const char *text, *segments;
} rows[] = {
    {"nothing here has a capital.", ""},
    {"The man went home.", ""},
    {"He left on Monday.", ""},
    {"then the Bank of England cut rates.", "the Bank of England"},
    {"many al-Qaida men", "al-Qaida"},
    {"since Covid-19 began", "Covid-19"},
    {"saw Yoon Suk-yeol speak", "Yoon Suk-yeol"},
    {"saw Anna yesterday with Berta", "Anna | Berta"},
    {"the Ministry of Agriculture, Fisheries and Forests",
     "the Ministry of Agriculture, Fisheries and Forests"},
};

/* Writes the segments of one line. */
static void list_segments(const struct ng_text *text, char *out, size_t room)
{
    out[0] = '\0';
    for (size_t n = 0; n < text->sentences.count; n++) {
        const struct ng_sentence *s =
            NG_AT(&text->sentences, struct ng_sentence, n);
        size_t at = s->first_token, first, end;
        while (ng_segment_next(text, &at, s->token_end, &first, &end)) {
            struct ng_slice part = ng_tokens_text(text, first, end);
            size_t len = strlen(out);
            snprintf(out + len, room - len, "%s%.*s", len ? " | " : "",
                     (int)part.len, part.ptr);
        }
    }
}

static void test_segments(void **state)
{
    struct ng_text text = {0};
    nutgraf_model *model;
    int failed = 0;

    (void)state;
    assert_int_equal(nutgraf_model_open(NULL, &model), NUTGRAF_OK);
    text.lexicon = &model->lexicon;
    ng_vector_init(&text.tokens, &ng_alloc_default, sizeof(struct ng_token));
    ng_vector_init(&text.sentences, &ng_alloc_default,
                   sizeof(struct ng_sentence));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_paragraph par = {.end = (uint32_t)strlen(rows[i].text)};
        char got[200];
        ng_vector_clear(&text.tokens);
        ng_vector_clear(&text.sentences);
        text.bytes = ng_slice_of(rows[i].text);
        assert_int_equal(ng_text_paragraph(&text, &par), NUTGRAF_OK);
        list_segments(&text, got, sizeof got);
        if (strcmp(got, rows[i].segments) == 0)
            continue;
        printf("row %zu: \"%s\", expected \"%s\"\n", i, got, rows[i].segments);
        failed++;
    }
    assert_int_equal(failed, 0);
    ng_vector_free(&text.tokens);
    ng_vector_free(&text.sentences);
    nutgraf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_segments)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
