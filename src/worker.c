/*
 * worker.c - a worker's birth and death.
 *
 * A worker is one block and what its run grows. Options are copied, strings and
 * allocator too, so the caller's may die at once. Mistakes in options are told
 * here, once, and not at the first article.
 */
#include <string.h>

#include "article.h"

/* A copy of an option's string; NULL stays NULL, false without memory. An empty
 * string is copied like any other; it is not the same as none. The settings'
 * arena lives as long as the worker. */
static bool keep_string(struct ng_run *run, const char **text)
{
    if (!*text)
        return true;
    *text = ng_arena_copy(&run->settings, ng_slice_of(*text));
    return *text != NULL;
}

/* Copies what the caller's header knew of the options and checks it. An older
 * header's struct is shorter: what it does not have keeps its default. The
 * limit is cut to what the library can hold. */
static ng_status set_options(struct ng_run *run, const nutgraf_options *options)
{
    static const nutgraf_options defaults = NUTGRAF_OPTIONS_DEFAULT;
    struct ng_ymd day;

    run->options = defaults;
    if (options)
        memcpy(&run->options, options,
               options->size < sizeof run->options ? options->size
                                                   : sizeof run->options);
    if (!keep_string(run, &run->options.charset) ||
        !keep_string(run, &run->options.url) ||
        !keep_string(run, &run->options.anchor_date))
        return NUTGRAF_NO_MEMORY;
    if (run->options.anchor_date &&
        (strlen(run->options.anchor_date) != 10 ||
         !ng_parse_ymd(ng_slice_of(run->options.anchor_date), &day)))
        return NUTGRAF_BAD_ARGUMENT;
    if (run->options.charset && !ng_charset_known(run->options.charset))
        return NUTGRAF_BAD_ARGUMENT;
    if (!run->options.max_bytes || run->options.max_bytes > NG_MAX_DOCUMENT)
        run->options.max_bytes = NG_MAX_DOCUMENT;
    return NUTGRAF_OK;
}

/* From the second statement on every failure goes through nutgraf_worker_free,
 * which knows how to free a half-made worker. */
nutgraf_status nutgraf_worker_new(const nutgraf_model *model,
                                  const nutgraf_options *options,
                                  nutgraf_worker **worker)
{
    const nutgraf_allocator *alloc = options && options->allocator
                                         ? options->allocator
                                         : &ng_alloc_default;
    nutgraf_worker *w;
    ng_status status;

    if (!worker)
        return NUTGRAF_BAD_ARGUMENT;
    *worker = NULL;
    if (!model)
        return NUTGRAF_BAD_ARGUMENT;
    w = ng_malloc(alloc, sizeof *w);
    if (!w)
        return NUTGRAF_NO_MEMORY;
    memset(w, 0, sizeof *w);
    w->alloc = *alloc;
    ng_run_init(&w->run, model, &w->alloc);
    status = set_options(&w->run, options);
    if (status == NUTGRAF_OK)
        status = ng_reader_new(&w->alloc, &w->run.reader);
    if (status != NUTGRAF_OK) {
        nutgraf_worker_free(w);
        return status;
    }
    *worker = w;
    return NUTGRAF_OK;
}

/* The allocator lies in the block that it frees: a copy outlives it. */
void nutgraf_worker_free(nutgraf_worker *worker)
{
    nutgraf_allocator alloc;

    if (!worker)
        return;
    alloc = worker->alloc; /* outlives the block that holds it */
    ng_run_free(&worker->run);
    ng_free(&alloc, worker->path);
    ng_free(&alloc, worker);
}

/* "" after a success, because every call begins by clearing it. The text lies
 * in the worker and changes with its next call. */
const char *nutgraf_worker_error(const nutgraf_worker *worker)
{
    return worker->run.error.message;
}
