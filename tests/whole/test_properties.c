/*
 * test_properties.c - what must hold for every input: each file named on the
 * command line is one case.
 */
#include "cmocka_all.h"

#include <jansson.h>
#include <stdio.h>

#include "base/utf8.h"
#include "whole/support.h"

#define MAX_FILES 200

/* A case: one file, and a model that all share. */
struct subject {
    const nutgraf_model *model;
    const char *path;
    struct ng_buffer bytes;
};

static nutgraf_worker *new_worker(const struct subject *s,
                                  const nutgraf_options *options)
{
    nutgraf_worker *worker;

    assert_int_equal(nutgraf_worker_new(s->model, options, &worker),
                     NUTGRAF_OK);
    return worker;
}

static struct ng_buffer json_of(nutgraf_worker *worker,
                                const struct subject *s, size_t piece)
{
    struct ng_buffer out;

    ng_buffer_init(&out, &ng_alloc_default);
    assert_int_equal(analyse_pieces(worker, ng_buffer_slice(&s->bytes), piece,
                                    &out),
                     NUTGRAF_OK);
    assert_true(out.len > 0);
    return out;
}

/* The first difference, told with the file's name. */
static void assert_same(const struct subject *s, const struct ng_buffer *a,
                        const struct ng_buffer *b, const char *what)
{
    size_t i = 0;

    while (i < a->len && i < b->len && a->ptr[i] == b->ptr[i])
        i++;
    if (i < a->len || i < b->len)
        fail_msg("%s: %s changes the output at byte %zu: \"%.60s\" / "
                 "\"%.60s\"", s->path, what, i, a->ptr + i, b->ptr + i);
}

/* Any chunking gives the same bytes, and so does a worker that has seen another
 * document before. */
static void test_chunking(void **state)
{
    static const size_t pieces[] = {1, 7, 4096, 0};
    struct subject *s = *state;
    nutgraf_worker *worker = new_worker(s, NULL);
    struct ng_buffer whole = json_of(worker, s, 0);

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct ng_buffer again = json_of(worker, s, pieces[i]);
        assert_same(s, &whole, &again, pieces[i] ? "chunking" : "reuse");
        ng_buffer_free(&again);
    }
    ng_buffer_free(&whole);
    nutgraf_worker_free(worker);
}

/* Code points [start, end) of the text. */
static struct ng_slice cut(const char *text, size_t start, size_t end)
{
    struct ng_slice all = ng_slice_of(text);
    size_t at = 0, count = 0, first;

    for (; count < start && at < all.len; count++)
        ng_utf8_next(all, &at);
    first = at;
    for (; count < end && at < all.len; count++)
        ng_utf8_next(all, &at);
    assert_int_equal(count, end);
    return ng_slice_sub(all, first, at);
}

/* Every object below `value` with start, end and text quotes the article. */
static void check_spans(const struct subject *s, const char *text,
                        json_t *value)
{
    json_t *start = json_object_get(value, "start"), *item;
    json_t *quoted = json_object_get(value, "text");
    const char *key;
    size_t i;

    if (json_is_integer(start) && json_is_string(quoted)) {
        struct ng_slice span =
            cut(text, (size_t)json_integer_value(start),
                (size_t)json_integer_value(json_object_get(value, "end")));
        if (!ng_slice_eq(span, ng_slice_of(json_string_value(quoted))))
            fail_msg("%s: a span quotes \"%s\" for \"%.*s\"", s->path,
                     json_string_value(quoted), (int)span.len, span.ptr);
    }
    json_object_foreach(value, key, item)
        check_spans(s, text, item);
    json_array_foreach(value, i, item)
        check_spans(s, text, item);
}

/* Each line is valid UTF-8 and JSON, and its spans are true. jansson checks the
 * UTF-8 of strings itself. */
static void test_json(void **state)
{
    struct subject *s = *state;
    nutgraf_worker *worker = new_worker(s, NULL);
    struct ng_buffer out = json_of(worker, s, 0);
    struct ng_slice rest = ng_buffer_slice(&out), line;

    assert_true(ng_utf8_valid(rest));
    while (ng_slice_next_line(&rest, &line)) {
        json_error_t error;
        json_t *record = json_loadb(line.ptr, line.len, 0, &error);
        json_t *text;
        if (!record)
            fail_msg("%s: %s", s->path, error.text);
        text = json_object_get(record, "text");
        if (json_is_string(text))
            check_spans(s, json_string_value(text), record);
        else
            assert_non_null(json_object_get(record, "error"));
        json_decref(record);
    }
    ng_buffer_free(&out);
    nutgraf_worker_free(worker);
}

/* A copy outlives its worker and writes the same record. */
static void test_copy(void **state)
{
    struct subject *s = *state;
    nutgraf_worker *worker = new_worker(s, NULL);
    const nutgraf_article *article;
    nutgraf_article *copy;
    struct ng_buffer before, after;

    ng_buffer_init(&before, &ng_alloc_default);
    ng_buffer_init(&after, &ng_alloc_default);
    if (nutgraf_analyze(worker, s->bytes.ptr, s->bytes.len, &article) ==
        NUTGRAF_OK) {
        assert_int_equal(append_json(&before, article), NUTGRAF_OK);
        assert_int_equal(nutgraf_article_copy(article, &copy), NUTGRAF_OK);
        nutgraf_worker_free(worker);
        worker = NULL;
        assert_int_equal(append_json(&after, copy), NUTGRAF_OK);
        assert_same(s, &before, &after, "copying");
        nutgraf_article_free(copy);
    }
    ng_buffer_free(&before);
    ng_buffer_free(&after);
    nutgraf_worker_free(worker);
}

/* Dates and figures of an article, one a line. */
static void list_facts(const nutgraf_article *a, struct ng_buffer *out)
{
    char line[200];

    for (size_t i = 0; i < a->date_count; i++) {
        const nutgraf_date *d = &a->dates[i];
        snprintf(line, sizeof line, "date %u %u %s\n", d->span.start,
                 d->span.end, d->value);
        assert_true(ng_buffer_append(out, line, strlen(line)));
    }
    for (size_t i = 0; i < a->figure_count; i++) {
        const nutgraf_figure *f = &a->figures[i];
        snprintf(line, sizeof line, "figure %u %u %.17g\n", f->span.start,
                 f->span.end, f->value);
        assert_true(ng_buffer_append(out, line, strlen(line)));
    }
}

/* Analysing the clean text again, with the same anchor, changes nothing: not
 * the text, not its dates and figures. */
static void test_again(void **state)
{
    struct subject *s = *state;
    nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;
    nutgraf_worker *first, *second;
    const nutgraf_article *a, *b;
    struct ng_buffer before, after;

    ng_buffer_init(&before, &ng_alloc_default);
    ng_buffer_init(&after, &ng_alloc_default);
    options.anchor_date = "2024-05-14";
    first = new_worker(s, &options);
    options.no_strip = true;
    options.format = NUTGRAF_FORMAT_TEXT;
    options.charset = "utf-8";
    second = new_worker(s, &options);
    if (nutgraf_analyze(first, s->bytes.ptr, s->bytes.len, &a) == NUTGRAF_OK &&
        (!a->language || strncmp(a->language, "en", 2) == 0) && a->text_len) {
        assert_int_equal(nutgraf_analyze(second, a->text, a->text_len, &b),
                         NUTGRAF_OK);
        assert_true(ng_buffer_append(&before, a->text, a->text_len));
        assert_true(ng_buffer_append(&after, b->text, b->text_len));
        assert_same(s, &before, &after, "a second analysis");
        list_facts(a, &before);
        list_facts(b, &after);
        assert_same(s, &before, &after, "a second analysis");
    }
    ng_buffer_free(&before);
    ng_buffer_free(&after);
    nutgraf_worker_free(first);
    nutgraf_worker_free(second);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        CMUnitTestFunction function;
    } properties[] = {
        {"chunking", test_chunking},
        {"json", test_json},
        {"copy", test_copy},
        {"again", test_again},
    };
    enum { COUNT = sizeof properties / sizeof *properties };
    struct CMUnitTest *tests = calloc(MAX_FILES * COUNT, sizeof *tests);
    struct subject *subjects = calloc(MAX_FILES, sizeof *subjects);
    nutgraf_model *model;
    int failed, files = argc - 1 < MAX_FILES ? argc - 1 : MAX_FILES;

    if (!tests || !subjects || nutgraf_model_open(NULL, &model) != NUTGRAF_OK)
        return 2;
    for (int i = 0; i < files; i++) {
        subjects[i] =
            (struct subject){model, argv[i + 1], read_file(argv[i + 1])};
        for (int p = 0; p < COUNT; p++)
            tests[i * COUNT + p] = (struct CMUnitTest){
                properties[p].name, properties[p].function, NULL, NULL,
                &subjects[i]};
    }
    failed = _cmocka_run_group_tests("properties", tests,
                                     (size_t)(files * COUNT), NULL, NULL);
    for (int i = 0; i < files; i++)
        ng_buffer_free(&subjects[i].bytes);
    nutgraf_model_free(model);
    free(subjects);
    free(tests);
    return failed;
}
