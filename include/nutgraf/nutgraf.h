/*
 * nutgraf.h - the whole public interface of libnutgraf.
 *
 * A saved news article goes in (HTML, MHTML, webarchive, plain text, WARC, gzip
 * of any of them); who and what is named, who said what, when, and how many come out.
 *
 *     nutgraf_model *model;
 *     nutgraf_worker *worker;
 *     const nutgraf_article *article;
 *
 *     nutgraf_model_open(NULL, &model);
 *     nutgraf_worker_new(model, NULL, &worker);
 *     if (nutgraf_analyze(worker, bytes, len, &article) == NUTGRAF_OK)
 *         for (size_t i = 0; i < article->date_count; i++)
 *             puts(article->dates[i].value);
 *     nutgraf_worker_free(worker);
 *     nutgraf_model_free(model);
 *
 * Conventions of the whole header:
 *
 * - Every string handed out is UTF-8, zero-terminated, valid, and NULL where
 *   it does not apply. Strings handed in are UTF-8 too.
 * - A span is a half-open range of *byte* offsets into `nutgraf_article.text`.
 *   nutgraf_cp_offset() turns one into the code points that JSON records use.
 * - A model is immutable: share it between threads. A worker belongs to one
 *   thread at a time. Nothing is global, nothing depends on the locale, the
 *   environment or the clock; the library never prints, exits or aborts.
 * - Structs handed out grow at their end only; nutgraf_options starts with its
 *   own size, so programs built against an older header go on working.
 */
#ifndef NUTGRAF_NUTGRAF_H
#define NUTGRAF_NUTGRAF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(NUTGRAF_STATIC)
#define NUTGRAF_API
#elif defined(__GNUC__)
#define NUTGRAF_API __attribute__((visibility("default")))
#else
#define NUTGRAF_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define NUTGRAF_VERSION "0.1.0"
#define NUTGRAF_SCHEMA "nutgraf/1"

/* What became of a call. 0 is success; the others are few, because a caller
 * would treat each of them differently. */
typedef enum nutgraf_status {
    NUTGRAF_OK = 0,
    NUTGRAF_NO_MEMORY,    /* the allocator gave NULL; the worker stays usable */
    NUTGRAF_IO,           /* reading failed (callers' own files; model files) */
    NUTGRAF_UNSUPPORTED,  /* a format or model version we do not read */
    NUTGRAF_MALFORMED,    /* a container or model that is broken */
    NUTGRAF_LIMIT,        /* larger or deeper than an option or a cap allows */
    NUTGRAF_BAD_ARGUMENT, /* the caller's mistake: NULL, a bad date, a range */
    NUTGRAF_STOPPED       /* a sink or callback asked to stop */
} nutgraf_status;

/* The code's name in lower case with underscores, as error records print it
 * ("no_memory"). Never NULL; static. */
NUTGRAF_API const char *nutgraf_status_name(nutgraf_status status);

/* ------------------------------------------------------------------ model */

/* The knowledge: tables, word lists, learned weights. Immutable once open. */
typedef struct nutgraf_model nutgraf_model;

/* Opens a model. `path` names a file made by the pack tool; NULL takes the one
 * that is linked into the library, which costs microseconds. On success
 * `*model` is the caller's, to be freed after every worker that uses it.
 * Statuses: NO_MEMORY, IO, UNSUPPORTED (other version or byte order),
 * MALFORMED (checksum). `*model` is NULL unless OK.
 * Also initialises libxml2 once: make the first call from the main thread. */
NUTGRAF_API nutgraf_status nutgraf_model_open(const char *path,
                                              nutgraf_model **model);

/* Frees a model; NULL is allowed. */
NUTGRAF_API void nutgraf_model_free(nutgraf_model *model);

/* ---------------------------------------------------------------- options */

/* What form an input has. AUTO looks at the bytes and the path. */
typedef enum nutgraf_format {
    NUTGRAF_FORMAT_AUTO = 0,
    NUTGRAF_FORMAT_HTML,
    NUTGRAF_FORMAT_TEXT,
    NUTGRAF_FORMAT_MHTML,
    NUTGRAF_FORMAT_WARC
} nutgraf_format;

/* The format's name as `source.format` prints it; static. */
NUTGRAF_API const char *nutgraf_format_name(nutgraf_format format);

/* The modules, for nutgraf_options.modules. Metadata and text always come. */
#define NUTGRAF_ENTITIES 0x01u
#define NUTGRAF_QUOTES 0x02u
#define NUTGRAF_DATES 0x04u
#define NUTGRAF_FIGURES 0x08u
#define NUTGRAF_ALL_MODULES 0x0fu

/* A caller's allocator. The three calls follow malloc, realloc and free, with
 * `ctx` before their arguments; any of them may fail by returning NULL. They
 * are called from the worker's thread only. */
typedef struct nutgraf_allocator {
    void *(*malloc_fn)(void *ctx, size_t size);
    void *(*realloc_fn)(void *ctx, void *ptr, size_t size);
    void (*free_fn)(void *ctx, void *ptr);
    void *ctx;
} nutgraf_allocator;

/* How to analyse. Start from NUTGRAF_OPTIONS_DEFAULT and change fields. The
 * strings need only live until nutgraf_worker_new returns. */
typedef struct nutgraf_options {
    size_t size;           /* sizeof(nutgraf_options) of the caller */
    unsigned modules;      /* NUTGRAF_ENTITIES | ...; 0 gives text only */
    nutgraf_format format; /* AUTO: sniff */
    const char *charset;   /* overrides detection; any WHATWG label, or NULL */
    const char *url;       /* where the page came from, or NULL */
    const char *anchor_date; /* "YYYY-MM-DD": relative dates' anchor, or NULL */
    bool no_strip;         /* keep every paragraph of the input */
    bool keep_dropped;     /* fill nutgraf_article.dropped */
    size_t max_bytes;      /* of one document, unpacked; 0: 256 MiB */
    const nutgraf_allocator *allocator; /* NULL: malloc and friends */
    bool open_weights;     /* names by the weights whose data's licences are
                              all open; the default ones find more */
} nutgraf_options;

#define NUTGRAF_OPTIONS_DEFAULT                                               \
    {                                                                         \
        sizeof(nutgraf_options), NUTGRAF_ALL_MODULES, NUTGRAF_FORMAT_AUTO,    \
            NULL, NULL, NULL, false, false, 0, NULL, false                    \
    }

/* ---------------------------------------------------------------- article */

/* A half-open range of byte offsets into the article's text. An absent span
 * has start == end. */
typedef struct nutgraf_span {
    uint32_t start, end;
} nutgraf_span;

typedef enum nutgraf_paragraph_kind {
    NUTGRAF_PARAGRAPH_TEXT,
    NUTGRAF_PARAGRAPH_HEADING,
    NUTGRAF_PARAGRAPH_LIST,
    NUTGRAF_PARAGRAPH_QUOTE,
    NUTGRAF_PARAGRAPH_CAPTION,
    NUTGRAF_PARAGRAPH_TABLE
} nutgraf_paragraph_kind;

typedef struct nutgraf_paragraph {
    nutgraf_span span;
    nutgraf_paragraph_kind kind;
} nutgraf_paragraph;

typedef enum nutgraf_entity_type {
    NUTGRAF_PERSON,
    NUTGRAF_ORGANIZATION,
    NUTGRAF_PLACE,
    NUTGRAF_FACILITY,
    NUTGRAF_GROUP,
    NUTGRAF_EVENT,
    NUTGRAF_PRODUCT,
    NUTGRAF_WORK,
    NUTGRAF_LAW,
    NUTGRAF_MISC
} nutgraf_entity_type;

/* One real-world thing and every place where the text names it. */
typedef struct nutgraf_entity {
    nutgraf_entity_type type;
    const char *name;    /* the fullest name in the text */
    const char *role;    /* a person's title as the text gives it, or NULL */
    const char *country; /* ISO 3166-1 alpha-2, or NULL */
    const nutgraf_span *mentions; /* in text order, at least one */
    size_t mention_count;
} nutgraf_entity;

typedef enum nutgraf_quote_kind {
    NUTGRAF_QUOTE_DIRECT,
    NUTGRAF_QUOTE_INDIRECT,
    NUTGRAF_QUOTE_MIXED
} nutgraf_quote_kind;

/* Who said what. */
typedef struct nutgraf_quote {
    nutgraf_span span;   /* the content; marks included for a direct quote */
    nutgraf_quote_kind kind;
    const nutgraf_span *parts; /* of an interrupted quote, in order; or NULL */
    size_t part_count;   /* 0 or at least 2 */
    nutgraf_span speaker; /* the words that name the speaker, or absent */
    int32_t speaker_entity; /* index into article.entities, or -1 */
    nutgraf_span cue;    /* "said", "according to", or absent */
    const char *date;    /* the day it was said, ISO, or NULL */
} nutgraf_quote;

typedef enum nutgraf_date_type {
    NUTGRAF_DATE_DATE,
    NUTGRAF_DATE_TIME,
    NUTGRAF_DATE_DURATION,
    NUTGRAF_DATE_SET
} nutgraf_date_type;

/* A TIMEX3. */
typedef struct nutgraf_date {
    nutgraf_span span;
    nutgraf_date_type type;
    const char *value; /* TIMEX3 value: "2020-02-14", "P3D", "PAST_REF" */
    const char *mod;   /* TIMEX3 mod: "APPROX", "END" ..., or NULL */
    const char *from;  /* first calendar day covered, ISO, or NULL */
    const char *to;    /* last calendar day covered, ISO, or NULL */
} nutgraf_date;

typedef enum nutgraf_figure_kind {
    NUTGRAF_CARDINAL,
    NUTGRAF_ORDINAL,
    NUTGRAF_PERCENT,
    NUTGRAF_MONEY,
    NUTGRAF_MEASURE,
    NUTGRAF_AGE,
    NUTGRAF_RATIO,
    NUTGRAF_SCORE
} nutgraf_figure_kind;

/* Which of a figure's numbers are there: nutgraf_figure.has. */
#define NUTGRAF_HAS_VALUE 0x1u
#define NUTGRAF_HAS_LOW 0x2u
#define NUTGRAF_HAS_HIGH 0x4u
#define NUTGRAF_HAS_PARTS 0x8u

typedef enum nutgraf_change {
    NUTGRAF_CHANGE_NONE,
    NUTGRAF_CHANGE_UP,
    NUTGRAF_CHANGE_DOWN
} nutgraf_change;

/* A number with its meaning. Numbers are finite. */
typedef struct nutgraf_figure {
    nutgraf_span span;
    nutgraf_figure_kind kind;
    unsigned has;       /* NUTGRAF_HAS_... */
    double value;       /* after scale words: "2.5 million" is 2500000 */
    double low, high;   /* of a range */
    double parts[2];    /* of a score or ratio */
    const char *bound;  /* "~" "<" ">" "<=" ">=", or NULL for "=" */
    const char *unit;   /* ISO 4217, "%", UCUM, or NULL */
    const char *per;    /* below the line: "barrel", or NULL */
    const char *noun;   /* what is counted or measured, or NULL */
    nutgraf_change change;
} nutgraf_figure;

/* A piece of the page that is not the article, and why. */
typedef struct nutgraf_dropped {
    const char *text;
    const char *reason;
} nutgraf_dropped;

typedef enum nutgraf_level {
    NUTGRAF_NOTE,   /* something was assumed */
    NUTGRAF_WARNING /* something may be wrong or missing */
} nutgraf_level;

/* Soft trouble: what was repaired or assumed, and where. */
typedef struct nutgraf_diagnostic {
    nutgraf_level level;
    size_t offset;       /* byte offset in the input, or SIZE_MAX */
    const char *message; /* one sentence, no full stop */
} nutgraf_diagnostic;

/* Where an article came from. */
typedef struct nutgraf_source {
    const char *path;      /* as the caller named it, or NULL */
    nutgraf_format format; /* what it turned out to be; never AUTO */
    const char *charset;   /* WHATWG name, lower case, that it was decoded from */
    uint64_t bytes;        /* size of the document as read */
    const char *record;    /* inside a container: URI or offset; or NULL */
} nutgraf_source;

/* Where the anchor date comes from. */
typedef enum nutgraf_anchor_from {
    NUTGRAF_ANCHOR_NONE,
    NUTGRAF_ANCHOR_OPTION,
    NUTGRAF_ANCHOR_METADATA,
    NUTGRAF_ANCHOR_DATELINE,
    NUTGRAF_ANCHOR_WEEKDAY,
    NUTGRAF_ANCHOR_BODY
} nutgraf_anchor_from;

/* One analysed article: read-only, the worker's, valid until the worker's next
 * call (nutgraf_article_copy keeps it). Dates, figures and quotes are sorted by
 * start; entities by their first mention. `error` is OK, or says why the input
 * could not be analysed: then `text` is NULL and all lists are empty. */
typedef struct nutgraf_article {
    nutgraf_source source;
    nutgraf_status error;
    const char *error_message; /* NULL when error is OK */
    uint64_t error_offset;     /* bytes into the input */

    const char *title, *published, *modified, *site, *url, *language;
    const char *section, *description;
    const char *const *byline; /* names only */
    size_t byline_count;
    const char *anchor_date; /* "2020-02-16", or NULL */
    nutgraf_anchor_from anchor_from;

    const char *text; /* paragraphs joined by "\n\n" */
    size_t text_len;  /* bytes; below 4 GiB */
    const nutgraf_paragraph *paragraphs;
    size_t paragraph_count;
    const nutgraf_entity *entities;
    size_t entity_count;
    const nutgraf_quote *quotes;
    size_t quote_count;
    const nutgraf_date *dates;
    size_t date_count;
    const nutgraf_figure *figures;
    size_t figure_count;
    const nutgraf_dropped *dropped; /* empty unless options.keep_dropped */
    size_t dropped_count;
    const nutgraf_diagnostic *diagnostics;
    size_t diagnostic_count;
    const nutgraf_span *sentences; /* in text order, without overlap */
    size_t sentence_count;
} nutgraf_article;

/* The names that records print for an enum's value ("organization", "direct",
 * "duration", "money", "up", "dateline" ...). Static; NULL for *_NONE. */
NUTGRAF_API const char *nutgraf_paragraph_kind_name(nutgraf_paragraph_kind k);
NUTGRAF_API const char *nutgraf_entity_type_name(nutgraf_entity_type type);
NUTGRAF_API const char *nutgraf_quote_kind_name(nutgraf_quote_kind kind);
NUTGRAF_API const char *nutgraf_date_type_name(nutgraf_date_type type);
NUTGRAF_API const char *nutgraf_figure_kind_name(nutgraf_figure_kind kind);
NUTGRAF_API const char *nutgraf_change_name(nutgraf_change change);
NUTGRAF_API const char *nutgraf_anchor_from_name(nutgraf_anchor_from from);

/* The number of code points in the article's text before byte `offset`, which
 * must not exceed text_len. Linear in `offset`: writers that need many convert
 * in one forward pass instead. */
NUTGRAF_API size_t nutgraf_cp_offset(const nutgraf_article *article,
                                     size_t offset);

/* ----------------------------------------------------------------- worker */

/* Analyses one document after another; keeps its memory between them. */
typedef struct nutgraf_worker nutgraf_worker;

/* Makes a worker. `options` may be NULL for the defaults; it is copied. The
 * model must outlive the worker. Statuses: NO_MEMORY, BAD_ARGUMENT (a charset
 * label nobody knows, a date that is none). `*worker` is NULL unless OK. */
NUTGRAF_API nutgraf_status nutgraf_worker_new(const nutgraf_model *model,
                                              const nutgraf_options *options,
                                              nutgraf_worker **worker);

/* Frees a worker and every article it handed out; NULL is allowed. */
NUTGRAF_API void nutgraf_worker_free(nutgraf_worker *worker);

/* What went wrong in the worker's last call, as one sentence without a full
 * stop; "" after a success. Lives until the next call. */
NUTGRAF_API const char *nutgraf_worker_error(const nutgraf_worker *worker);

/* Analyses one document in memory: its first article, if it is a container.
 * `bytes` may be NULL when `len` is 0 and need not be valid in any charset.
 * On success `*article` is the worker's until its next call. A document that
 * cannot be analysed gives its status; malformed text never does. Linear in
 * `len`. */
NUTGRAF_API nutgraf_status nutgraf_analyze(nutgraf_worker *worker,
                                           const void *bytes, size_t len,
                                           const nutgraf_article **article);

/* Called once per article of a stream, error records included (look at
 * article->error). The article lives until the callback returns. A status
 * other than OK stops the stream and comes back from the feeding call. */
typedef nutgraf_status (*nutgraf_article_fn)(void *user,
                                             const nutgraf_article *article);

/* Push form, containers too: begin, feed any chunks, end. `path` (may be NULL)
 * is copied; it names the source in records and its suffix helps sniffing.
 * Chunk borders change nothing in what comes out. Each article reaches `each`
 * as soon as its last byte was fed; a single document at nutgraf_end.
 * nutgraf_end must be called even after a failed feed; it is then a no-op that
 * returns the first failure. Broken documents do not fail these calls: they
 * give an article with `error` set. Statuses: NO_MEMORY, STOPPED and whatever
 * `each` returned, BAD_ARGUMENT (feed without begin). */
NUTGRAF_API nutgraf_status nutgraf_begin(nutgraf_worker *worker,
                                         const char *path,
                                         nutgraf_article_fn each, void *user);
NUTGRAF_API nutgraf_status nutgraf_feed(nutgraf_worker *worker,
                                        const void *bytes, size_t len);
NUTGRAF_API nutgraf_status nutgraf_end(nutgraf_worker *worker);

/* A deep copy of an article that outlives its worker, in one block that malloc
 * gave; free it with nutgraf_article_free (NULL is allowed). `*copy` is NULL
 * unless OK. Linear in the article. Status: NO_MEMORY. */
NUTGRAF_API nutgraf_status nutgraf_article_copy(const nutgraf_article *article,
                                                nutgraf_article **copy);
NUTGRAF_API void nutgraf_article_free(nutgraf_article *copy);

/* ---------------------------------------------------------------- writers */

/* Takes `len` bytes of output; anything but OK stops the writer and comes back
 * from it. Calls come in order; a call never splits a code point. */
typedef nutgraf_status (*nutgraf_sink)(void *user, const char *bytes,
                                       size_t len);

/* Which kinds of items a writer prints. */
#define NUTGRAF_WRITE_ENTITIES 0x01u
#define NUTGRAF_WRITE_QUOTES 0x02u
#define NUTGRAF_WRITE_DATES 0x04u
#define NUTGRAF_WRITE_FIGURES 0x08u
#define NUTGRAF_WRITE_META 0x10u
#define NUTGRAF_WRITE_DROPPED 0x20u
#define NUTGRAF_WRITE_DEFAULT 0x1fu

/* How writers print. Zero-initialise and set fields; the strings are only read
 * during the call. */
typedef struct nutgraf_write_options {
    unsigned kinds;     /* NUTGRAF_WRITE_...; 0: NUTGRAF_WRITE_DEFAULT */
    const char *who;    /* keep only items about this name; NULL: all */
    const char *fields; /* text rows: columns to print, "path,type,value"; NULL:
                           all eight in order */
    bool color;         /* text rows: ANSI colours */
    bool mentions;      /* text rows: an entity has a row per mention */
} nutgraf_write_options;

/* What is about a name (options.who), whatever its case, accents and
 * apostrophes, words whole:
 *
 * - an entity one of whose names has the name's words in a row;
 * - a quote whose speaker is such an entity, or in whose speaker's or own words
 *   such an entity or the name itself stands;
 * - a date or figure in a sentence with such an entity or the name, or inside a
 *   quote whose speaker it is;
 * - metadata with the name in its words. */

/* One article as one JSON line (see the record's schema, nutgraf/1). An article
 * whose `error` is set gives an error record. `options` may be NULL.
 * Statuses: NO_MEMORY and whatever the sink returned. Linear in the article. */
NUTGRAF_API nutgraf_status nutgraf_write_json(
    const nutgraf_article *article, const nutgraf_write_options *options,
    nutgraf_sink sink, void *user);

/* One article as tab-separated rows of eight columns: path, kind, start, end,
 * type, value, text, more. They are sorted by kind (meta, entity, quote, date,
 * figure, dropped), then by start; offsets count code points of the article's
 * text. A tab, a line end or another control character inside a field becomes a
 * space, an empty field is "-". An article inside a WARC has "#" and its record's
 * name after the path. An article with `error` set has no rows. `options` may be
 * NULL; `*rows` (may be NULL) receives the number of rows.
 * Statuses: NO_MEMORY, BAD_ARGUMENT (an unknown or no column in options.fields)
 * and whatever the sink returned. Linear in the article. */
NUTGRAF_API nutgraf_status nutgraf_write_rows(
    const nutgraf_article *article, const nutgraf_write_options *options,
    nutgraf_sink sink, void *user, size_t *rows);

/* A timeline: a row of four tab-separated columns for each sentence with a date
 * whose days are known: first day, last day, path, sentence; sorted by first,
 * then last day, then place in the text. A sentence has a row for each of its
 * dates, but the same days only once. Of `options` (may be NULL) `who` and
 * `color` count. To merge the timelines of several articles, sort the rows by
 * their first two columns. An article with `error` set has no rows. `*rows` (may
 * be NULL) receives their number. Statuses: NO_MEMORY and whatever the sink
 * returned. Cost: n log n in the dates. */
NUTGRAF_API nutgraf_status nutgraf_write_timeline(
    const nutgraf_article *article, const nutgraf_write_options *options,
    nutgraf_sink sink, void *user, size_t *rows);

/* The clean text: the title and an empty line, if there is a title, then the
 * paragraphs with an empty line between them. Nothing for an article with
 * `error` set. Status: whatever the sink returned. */
NUTGRAF_API nutgraf_status nutgraf_write_text(const nutgraf_article *article,
                                              nutgraf_sink sink, void *user);

#ifdef __cplusplus
}
#endif

#endif
