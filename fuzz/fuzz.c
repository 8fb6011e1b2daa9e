/* fuzz.c - one worker for the whole run, as a long batch has it. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

/* Stops the run in a way that libFuzzer takes for a crash. */
static void require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "fuzz: %s\n", what);
    abort();
}

/* A worker per format, made once and kept until the program ends. The only
 * state between inputs: so reuse of memory is fuzzed too. */
static nutgraf_worker *worker_for(nutgraf_format format)
{
    static nutgraf_model *model;
    static nutgraf_worker *workers[NUTGRAF_FORMAT_WARC + 1];
    nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;

    if (!model)
        require(nutgraf_model_open(NULL, &model) == NUTGRAF_OK, "no model");
    if (!workers[format]) {
        options.format = format;
        options.keep_dropped = true;
        options.max_bytes = 1u << 20;
        require(nutgraf_worker_new(model, &options, &workers[format]) ==
                    NUTGRAF_OK, "no worker");
    }
    return workers[format];
}

/* A span must lie in the text and cut no character. */
static void check_span(const nutgraf_article *a, nutgraf_span span)
{
    require(span.start <= span.end && span.end <= a->text_len,
            "a span leaves the text");
    require(((unsigned char)a->text[span.start] & 0xC0) != 0x80 &&
                ((unsigned char)a->text[span.end] & 0xC0) != 0x80,
            "a span cuts a character");
}

static void check_quote(const nutgraf_article *a, const nutgraf_quote *q)
{
    check_span(a, q->span);
    check_span(a, q->speaker);
    check_span(a, q->cue);
    for (size_t i = 0; i < q->part_count; i++)
        check_span(a, q->parts[i]);
    require(q->speaker_entity < 0 ||
                (size_t)q->speaker_entity < a->entity_count,
            "a speaker is no entity");
}

static void check_article(const nutgraf_article *a)
{
    for (size_t i = 0; i < a->paragraph_count; i++)
        check_span(a, a->paragraphs[i].span);
    for (size_t i = 0; i < a->entity_count; i++) {
        require(a->entities[i].mention_count > 0, "an entity without mention");
        for (size_t m = 0; m < a->entities[i].mention_count; m++)
            check_span(a, a->entities[i].mentions[m]);
    }
    for (size_t i = 0; i < a->quote_count; i++)
        check_quote(a, &a->quotes[i]);
    for (size_t i = 0; i < a->date_count; i++)
        check_span(a, a->dates[i].span);
    for (size_t i = 0; i < a->figure_count; i++)
        check_span(a, a->figures[i].span);
}

static nutgraf_status to_nowhere(void *user, const char *bytes, size_t len)
{
    (void)bytes;
    *(size_t *)user += len;
    return NUTGRAF_OK;
}

static nutgraf_status each(void *user, const nutgraf_article *article)
{
    size_t written = 0;

    (void)user;
    if (article->error == NUTGRAF_OK)
        check_article(article);
    require(nutgraf_write_json(article, NULL, to_nowhere, &written) ==
                NUTGRAF_OK, "the JSON writer failed");
    require(written > 0, "the JSON writer wrote nothing");
    return NUTGRAF_OK;
}

void ng_fuzz_document(nutgraf_format format, const uint8_t *bytes, size_t len)
{
    nutgraf_worker *worker = worker_for(format);

    require(nutgraf_begin(worker, "fuzz", each, NULL) == NUTGRAF_OK, "begin");
    nutgraf_feed(worker, bytes, len);
    nutgraf_end(worker);
}
