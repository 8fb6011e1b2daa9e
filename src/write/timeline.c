/*
 * timeline.c - the sentences of an article that have a date, by day.
 *
 * An event is a date whose calendar days are known, with its sentence. Events
 * are sorted by their days; those of one sentence and the same days are one
 * ("On Friday, Feb. 14, ..." may be two dates). Durations and "now" have no
 * days and no row.
 *
 * Rows of one article come out sorted; the order over many inputs is the
 * program's affair, which sorts lines by their first two columns. Cost: the
 * sort, and a binary search for each date's sentence.
 */
#include <stdlib.h>
#include <string.h>

#include "write/about.h"
#include "write/out.h"

/* A dated sentence. */
struct event {
    const char *from, *to; /* ISO days; `to` may be "-" */
    nutgraf_span sentence;
};

/* By first day, then last, then place in the text. ISO days of four-digit years
 * are in the order of their bytes. Equal (0) means the same days in the same
 * sentence, which is how put_events finds duplicates. */
static int by_day(const void *a, const void *b)
{
    const struct event *x = a, *y = b;
    int order = strcmp(x->from, y->from);

    if (!order)
        order = strcmp(x->to, y->to);
    if (!order && x->sentence.start != y->sentence.start)
        order = x->sentence.start < y->sentence.start ? -1 : 1;
    return order;
}

/* The events of an article, sorted; returns how many. The sentence of a date is
 * that in which it begins. */
static size_t list_events(const struct ng_about *about, struct event *events)
{
    const nutgraf_article *a = about->article;
    size_t count = 0;

    for (size_t i = 0; i < a->date_count; i++) {
        const nutgraf_date *d = &a->dates[i];
        if (!d->from || !ng_about_date(about, i))
            continue;
        events[count++] =
            (struct event){d->from, d->to ? d->to : "-",
                           ng_sentence_around(a, d->span.start)};
    }
    qsort(events, count, sizeof *events, by_day);
    return count;
}

/* Prints a column, in colour if it is wanted. */
static void put_day(struct ng_out *out, const char *day, bool color)
{
    ng_out_text(out, color ? "\033[33m" : "");
    ng_out_clean(out, day, strlen(day));
    ng_out_text(out, color ? "\033[0m\t" : "\t");
}

/* A row: two days, path, sentence. */
static void put_event(struct ng_out *out, const nutgraf_article *a,
                      const struct event *event, bool color)
{
    put_day(out, event->from, color);
    put_day(out, event->to, color);
    ng_out_text(out, color ? "\033[35m" : "");
    ng_out_path(out, &a->source);
    ng_out_text(out, color ? "\033[0m\t" : "\t");
    ng_out_clean(out, a->text + event->sentence.start,
                 event->sentence.end - event->sentence.start);
    ng_out_put(out, "\n", 1);
}

/* Prints events, one of each that come twice. Returns the number of rows. */
static size_t put_events(struct ng_out *out, const nutgraf_article *a,
                         const struct event *events, size_t count, bool color)
{
    size_t rows = 0;

    for (size_t i = 0; i < count; i++) {
        if (i && by_day(&events[i - 1], &events[i]) == 0)
            continue;
        put_event(out, a, &events[i], color);
        rows++;
    }
    return rows;
}

/* Events are listed before anything is printed: dates come in the order of the
 * text, rows in that of the calendar. */
nutgraf_status nutgraf_write_timeline(const nutgraf_article *article,
                                      const nutgraf_write_options *options,
                                      nutgraf_sink sink, void *user,
                                      size_t *rows)
{
    struct ng_about about;
    struct ng_out out;
    struct event *events;
    size_t count, printed = 0;
    nutgraf_status status =
        ng_about_init(&about, article, options ? options->who : NULL);

    if (rows)
        *rows = 0;
    if (status != NUTGRAF_OK)
        return status;
    events = malloc((article->date_count + 1) * sizeof *events);
    if (events) {
        count = list_events(&about, events);
        ng_out_begin(&out, sink, user);
        printed = put_events(&out, article, events, count,
                             options && options->color);
        status = ng_out_end(&out);
    }
    if (rows)
        *rows = printed;
    ng_about_free(&about);
    free(events);
    return events ? status : NUTGRAF_NO_MEMORY;
}
