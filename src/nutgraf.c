/*
 * nutgraf.c - the run on one page.
 *
 *     pushed bytes -> reader -> document -> page -> strip -> paragraphs
 *                  -> text layer, modules -> finish -> article -> caller
 *
 * The reader calls on_document once per document of the input, be it one page
 * or the thousandth record of an archive; everything between two of these calls
 * belongs to one article and dies at the next. A document that cannot be read
 * becomes an article with `error` set, so that inputs and records stay one to
 * one; only memory and the caller's own wish end an input early.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "article.h"
#include "find/module.h"

/* Spans are 32 bits wide. */
#define MAX_TEXT ((size_t)UINT32_MAX - 16)

/* Formats into a fixed room first: the sentence is short by contract. Without
 * memory the remark is lost and the article is not: it is only a remark. */
void ng_diagnose(struct ng_run *run, nutgraf_level level, size_t offset,
                 const char *format, ...)
{
    nutgraf_diagnostic *d;
    char message[240];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    d = ng_vector_push(&run->diagnostics);
    if (!d)
        return;
    d->level = level;
    d->offset = offset;
    d->message = ng_arena_copy(&run->doc, ng_slice_of(message));
    if (!d->message)
        run->diagnostics.count--;
}

/* Notes what decoding had to repair, in one sentence each. A repair is a note,
 * since nothing was lost; replaced bytes are a warning, since something was. */
static void diagnose_parse(struct ng_run *run, const struct ng_parsed *parsed)
{
    if (parsed->bad_bytes)
        ng_diagnose(run, NUTGRAF_WARNING, SIZE_MAX,
                    "%u invalid bytes in %s were replaced by U+FFFD",
                    parsed->bad_bytes, parsed->charset);
    if (parsed->repaired)
        ng_diagnose(run, NUTGRAF_NOTE, SIZE_MAX,
                    "text encoded twice as UTF-8 was repaired");
}

/* Puts one dropped block on the list, if somebody wants it. The text is copied
 * as the reason must outlive the page. It costs a copy of the page's rest, so
 * it is done on demand only. */
static ng_status keep_dropped(struct ng_run *run, const struct ng_block *block,
                              const struct ng_verdict *verdict)
{
    nutgraf_dropped *d;

    if (!run->options.keep_dropped)
        return NUTGRAF_OK;
    d = ng_vector_push(&run->dropped);
    if (!d)
        return NUTGRAF_NO_MEMORY;
    d->text = ng_arena_copy(&run->doc, block->text);
    d->reason = verdict->reason ? verdict->reason : "furniture";
    return d->text ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* Reserves the whole text at once, so that modules may keep slices of it. Two
 * bytes for each block are those of the empty line between two. This is the
 * only place that can find a text too large. */
static ng_status reserve_body(struct ng_run *run,
                              const struct ng_verdict *verdicts)
{
    size_t total = 0;

    for (size_t i = 0; i < run->page.blocks.count; i++)
        if (verdicts[i].keep)
            total += ng_page_block(&run->page, i)->text.len + 2;
    if (total > MAX_TEXT)
        return ng_error_set(&run->error, NUTGRAF_LIMIT, 0,
                            "the text is larger than 4 GiB");
    return ng_buffer_reserve(&run->body, total) ? NUTGRAF_OK
                                                : NUTGRAF_NO_MEMORY;
}

/* Appends a kept block as a paragraph of the article and tokenises it. The room
 * was reserved, so bytes that tokens refer to never move. The slice of the text
 * grows with each paragraph, while its address stays the same. */
static ng_status add_paragraph(struct ng_run *run, const struct ng_block *block,
                               nutgraf_paragraph_kind kind)
{
    struct ng_paragraph *par;

    if (run->body.len)
        ng_buffer_append(&run->body, "\n\n", 2);
    par = ng_vector_push(&run->paragraphs);
    if (!par)
        return NUTGRAF_NO_MEMORY;
    par->start = (uint32_t)run->body.len;
    if (!ng_buffer_append(&run->body, block->text.ptr, block->text.len))
        return NUTGRAF_NO_MEMORY;
    par->end = (uint32_t)run->body.len;
    par->kind = kind;
    run->text.bytes = ng_buffer_slice(&run->body);
    return ng_text_paragraph(&run->text, par);
}

/* The kept blocks as the article's text, the others as what was dropped.
 * Dropped blocks keep the order of the page as well. Verdicts come from
 * stripping, one for each block; without stripping all blocks are kept. */
static ng_status build_text(struct ng_run *run,
                            const struct ng_verdict *verdicts)
{
    NG_TRY(reserve_body(run, verdicts));
    for (size_t i = 0; i < run->page.blocks.count; i++) {
        const struct ng_block *block = ng_page_block(&run->page, i);
        if (verdicts[i].keep)
            NG_TRY(add_paragraph(run, block, verdicts[i].kind));
        else
            NG_TRY(keep_dropped(run, block, &verdicts[i]));
    }
    return NUTGRAF_OK;
}

/* True when the modules know the article's language. A page that names none
 * is taken for English: better a try than nothing. "en", "en-GB" and "en_US"
 * all begin alike. Text and metadata of other languages are printed all the
 * same. */
static bool is_english(struct ng_run *run)
{
    const char *tag = run->metadata.language;

    if (!tag || strncmp(tag, "en", 2) == 0)
        return true;
    if (run->options.modules)
        ng_diagnose(run, NUTGRAF_WARNING, SIZE_MAX,
                    "the article's language is \"%s\": entities, quotes, dates "
                    "and figures are found in English only", tag);
    return false;
}

/* Runs the modules over the paragraphs, in document order. A paragraph knows
 * how many dates came before it, so that figures find its own. */
static ng_status find(struct ng_run *run)
{
    NG_TRY(ng_modules_begin(run));
    for (size_t i = 0; i < run->paragraphs.count; i++) {
        struct ng_paragraph *par =
            NG_AT(&run->paragraphs, struct ng_paragraph, i);
        par->first_date = (uint32_t)run->dates.count;
        NG_TRY(ng_modules_paragraph(run, par));
    }
    return ng_modules_finish(run);
}

/* Decodes and parses the document into blocks, and tells what it had to mend. */
static ng_status read_page(struct ng_run *run, const struct ng_document *doc)
{
    struct ng_parsed parsed = {0};

    NG_TRY(ng_document_parse(&run->page, doc, run->options.charset, &parsed,
                             &run->error));
    run->article.source.charset = parsed.charset;
    diagnose_parse(run, &parsed);
    if (doc->cut)
        ng_diagnose(run, NUTGRAF_WARNING, SIZE_MAX,
                    "the packed data are cut; this is their first part");
    return NUTGRAF_OK;
}

/* The article of the page: its text, tokens and metadata. What stripping looked
 * at is heavier than what it says, so it goes before the tokens come. */
static ng_status strip_page(struct ng_run *run, const struct ng_document *doc)
{
    struct ng_strip_input input = {&run->model->lexicon, &run->patterns, doc,
                                   run->options.url, run->options.no_strip,
                                   run->options.keep_dropped,
                                   {&run->model->strip_html, &run->html_known,
                                    &run->model->trees_html},
                                   {&run->model->strip_text, &run->text_known,
                                    &run->model->trees_text},
                                   &run->doc};
    struct ng_verdict *verdicts = ng_arena_array(
        &run->scratch, run->page.blocks.count + 1, sizeof *verdicts);
    struct ng_arena_mark mark = ng_arena_mark(&run->scratch);

    if (!verdicts)
        return NUTGRAF_NO_MEMORY;
    NG_TRY(ng_strip(&run->page, &input, verdicts, &run->metadata));
    run->saved = run->metadata.saved;
    ng_arena_rewind(&run->scratch, mark);
    ng_arena_trim(&run->scratch);
    return build_text(run, verdicts);
}

/* The text is built: what it was read from is not needed any more, and a page
 * of a million blocks is heavier than all that the modules will find in it. */
static void give_page_back(struct ng_run *run)
{
    ng_page_clear(&run->page);
    ng_arena_reset(&run->scratch);
    ng_reader_release(run->reader);
}

/* One document, from bytes to results in the run. A pattern that ran out of
 * memory said "no match" to its module: that is told here. The steps are those
 * of the picture above; each leaves its result in the run, where the next one
 * finds it. */
static ng_status analyse(struct ng_run *run, const struct ng_document *doc)
{
    NG_TRY(read_page(run, doc));
    NG_TRY(strip_page(run, doc));
    give_page_back(run);
    NG_TRY(ng_date_told_anchor(run));
    if (is_english(run))
        NG_TRY(find(run));
    return run->patterns.failed ? NUTGRAF_NO_MEMORY : NUTGRAF_OK;
}

/* Fills article.source; the strings outlive the document, whose slices die with
 * the callback. The path belongs to the worker, not to the document. */
static ng_status fill_source(struct ng_run *run, const struct ng_document *doc)
{
    nutgraf_source *source = &run->article.source;

    source->path = run->path;
    source->format = doc->format;
    source->bytes = doc->size;
    if (!doc->record.len)
        return NUTGRAF_OK;
    source->record = ng_arena_copy(&run->doc, doc->record);
    return source->record ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* Makes the article an error record; running out of memory stays a failure of
 * the call, so that no record is lost silently. The source stays: an error
 * record must tell whose it is. */
static ng_status fail_article(struct ng_run *run, const struct ng_error *error)
{
    nutgraf_source source = run->article.source;

    run->article = (nutgraf_article){.source = source, .error = error->status};
    run->article.error_offset = error->offset;
    run->article.error_message =
        ng_arena_copy(&run->doc, ng_slice_of(error->message));
    return run->article.error_message ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* The reader's callback: one document, one call of the caller's `each`. A
 * failure with a sentence is the document's; one without is memory, and the
 * call's. What `each` returns goes back through the reader, so a caller who has
 * seen enough ends the input with NUTGRAF_STOPPED. */
static ng_status on_document(void *user, const struct ng_document *raw,
                             const struct ng_error *error)
{
    struct ng_run *run = user;
    struct ng_document clean = *raw;
    const struct ng_document *doc = &clean;
    ng_status status;

    ng_run_clear(run);
    NG_TRY(ng_document_clean(&run->doc, &clean));
    NG_TRY(fill_source(run, doc));
    if (error) {
        NG_TRY(fail_article(run, error));
    } else {
        run->error = (struct ng_error){0};
        status = analyse(run, doc);
        if (status == NUTGRAF_OK)
            status = ng_article_fill(run);
        if (status != NUTGRAF_OK && !run->error.message[0])
            return status;
        if (status != NUTGRAF_OK)
            NG_TRY(fail_article(run, &run->error));
    }
    run->error = (struct ng_error){0};
    return run->each(run->user, &run->article);
}

/* Keeps the text of a failed call for nutgraf_worker_error. Callers may ask
 * for the sentence of any status, so one without text gets the name of its
 * status. */
static nutgraf_status finish_call(struct ng_run *run, ng_status status)
{
    if (status == NUTGRAF_OK)
        run->error = (struct ng_error){0};
    else if (!run->error.message[0])
        ng_error_set(&run->error, status, 0, "%s",
                     status == NUTGRAF_NO_MEMORY ? "out of memory"
                                                 : nutgraf_status_name(status));
    return status;
}

/* The path is copied first: records and sniffing look at it until the end. A
 * begin without an end before it simply starts anew. Bytes of an input that was
 * begun before and not ended are dropped. */
nutgraf_status nutgraf_begin(nutgraf_worker *worker, const char *path,
                             nutgraf_article_fn each, void *user)
{
    struct ng_run *run = &worker->run;
    struct ng_read_options options = {run->options.format, NULL,
                                      run->options.max_bytes};
    char *copy = NULL;

    if (!each)
        return NUTGRAF_BAD_ARGUMENT;
    ng_free(run->alloc, worker->path);
    worker->path = NULL;
    run->error = (struct ng_error){0};
    if (path) {
        copy = ng_malloc(run->alloc, strlen(path) + 1);
        if (!copy)
            return finish_call(run, NUTGRAF_NO_MEMORY);
        memcpy(copy, path, strlen(path) + 1);
    }
    run->path = options.path = worker->path = copy;
    run->each = each;
    run->user = user;
    worker->failed = ng_reader_begin(run->reader, &options, on_document, run);
    run->open = true;
    return finish_call(run, worker->failed);
}

/* After a failure further bytes are not looked at: the first status stays. */
nutgraf_status nutgraf_feed(nutgraf_worker *worker, const void *bytes,
                            size_t len)
{
    struct ng_run *run = &worker->run;

    if (!run->open)
        return NUTGRAF_BAD_ARGUMENT;
    if (worker->failed == NUTGRAF_OK && len)
        worker->failed = ng_reader_feed(run->reader, bytes, len);
    return finish_call(run, worker->failed);
}

/* A single document is analysed here, when its last byte is known. The run is
 * closed whatever comes out: a second call is a BAD_ARGUMENT. */
nutgraf_status nutgraf_end(nutgraf_worker *worker)
{
    struct ng_run *run = &worker->run;
    ng_status end;

    if (!run->open)
        return NUTGRAF_BAD_ARGUMENT;
    run->open = false;
    if (worker->failed != NUTGRAF_OK)
        return finish_call(run, worker->failed);
    end = ng_reader_end(run->reader);
    return finish_call(run, end);
}

/* nutgraf_analyze's callback: stops at the first article. */
static nutgraf_status first_article(void *user, const nutgraf_article *article)
{
    *(const nutgraf_article **)user = article;
    return NUTGRAF_STOPPED;
}

/* The push form with a callback that stops at the first article; STOPPED is
 * then the success. No article at all is an empty container: UNSUPPORTED. */
nutgraf_status nutgraf_analyze(nutgraf_worker *worker, const void *bytes,
                               size_t len, const nutgraf_article **article)
{
    ng_status status;

    if (!article)
        return NUTGRAF_BAD_ARGUMENT;
    *article = NULL;
    status = nutgraf_begin(worker, NULL, first_article, article);
    if (status == NUTGRAF_OK)
        status = nutgraf_feed(worker, bytes, len);
    if (worker->run.open) {
        ng_status end = nutgraf_end(worker);
        status = status == NUTGRAF_OK ? end : status;
    }
    if (!*article)
        return status == NUTGRAF_OK
                   ? finish_call(&worker->run, NUTGRAF_UNSUPPORTED)
                   : status;
    if ((*article)->error == NUTGRAF_OK)
        return finish_call(&worker->run, NUTGRAF_OK);
    return ng_error_set(&worker->run.error, (*article)->error,
                        (*article)->error_offset, "%s",
                        (*article)->error_message);
}
