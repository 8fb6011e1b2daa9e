/* plain.h - a worker for tests that analyse plain texts as they are. */
#ifndef NG_TESTS_PLAIN_H
#define NG_TESTS_PLAIN_H

#include "cmocka_all.h"

#include <nutgraf/nutgraf.h>
#include <string.h>

/* The model built in, and a worker for it. */
struct plain {
    nutgraf_model *model;
    nutgraf_worker *worker;
};

/* A worker with these modules on (NUTGRAF_ENTITIES ...), nothing stripped. */
static inline void open_plain(struct plain *plain, unsigned modules)
{
    nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;

    options.modules = modules;
    options.format = NUTGRAF_FORMAT_TEXT;
    options.no_strip = true;
    assert_int_equal(nutgraf_model_open(NULL, &plain->model), NUTGRAF_OK);
    assert_int_equal(
        nutgraf_worker_new(plain->model, &options, &plain->worker), NUTGRAF_OK);
}

/* The text's article; it lives until the next one or close_plain. */
static inline const nutgraf_article *analyze_plain(struct plain *plain,
                                                   const char *text)
{
    const nutgraf_article *article;

    assert_int_equal(
        nutgraf_analyze(plain->worker, text, strlen(text), &article),
        NUTGRAF_OK);
    return article;
}

static inline void close_plain(struct plain *plain)
{
    nutgraf_worker_free(plain->worker);
    nutgraf_model_free(plain->model);
}

#endif
