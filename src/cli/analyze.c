/*
 * analyze.c - see analyze.h.
 *
 *     open -> read a chunk -> nutgraf_feed -> ... -> nutgraf_end
 *                                |                      |
 *                                +---- on_article ------+
 *                                          |
 *                       a writer -> result.out, messages -> result.err
 *
 * The input is read, never mapped: it may be a FIFO, and it may be cut short by
 * somebody else while it is read. A container gives one call of on_article per
 * article, a page gives one.
 *
 * Every failure ends up as an article with `error` set, whoever noticed it: the
 * library (a broken container, a limit), the system (no such file) or memory.
 * So there is one place that prints a record and a message, and with --json
 * each input has its record.
 */
#include "cli/analyze.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Bytes read at a time. */
#define CHUNK 65536

/* A record that grows beyond this leaves in pieces: an article of 50 MB may
 * give one of a gigabyte. */
#define LARGE_RECORD ((size_t)1 << 20)

/* One input while it is read. */
struct reading {
    const struct session *session;
    struct result *result;
    const char *path;
    size_t articles; /* so far, error records included */
    bool broken;     /* reading failed: the rest is no article */
    bool in_pieces;  /* the record in hand has partly left */
};

/* The library's writers append to a result through this sink. STOPPED makes the
 * library end the input early and without a message: who takes the output has
 * failed or wants no more. */
static nutgraf_status to_result(void *user, const char *bytes, size_t len)
{
    struct reading *r = user;
    struct result *result = r->result;

    if (!cli_bytes_add(&result->out, bytes, len))
        return NUTGRAF_NO_MEMORY;
    if (result->out.len < LARGE_RECORD)
        return NUTGRAF_OK;
    r->in_pieces = true;
    return result->take(result->user, result) ? NUTGRAF_OK : NUTGRAF_STOPPED;
}

/* ---------------------------------------------------------------- messages */

/* Appends text to a line for a terminal: no control characters. A path comes
 * from the file system and may hold an escape sequence that a terminal would
 * obey. Bytes beyond ASCII pass as they are. */
static void add_visible(struct bytes *line, const char *text)
{
    for (; *text; text++) {
        bool control = (unsigned char)*text < 0x20 || *text == 0x7F;
        cli_bytes_add(line, control ? "?" : text, 1);
    }
}

/* "nutgraf: PATH#RECORD: warning: sentence" A failed append loses a part of the
 * message and nothing else, so its result is not looked at. The level "" is an
 * error. */
static void add_message(struct bytes *err, const nutgraf_source *source,
                        const char *level, const char *sentence)
{
    cli_bytes_add(err, "nutgraf: ", 9);
    add_visible(err, source->path);
    if (source->format == NUTGRAF_FORMAT_WARC && source->record) {
        cli_bytes_add(err, "#", 1);
        add_visible(err, source->record);
    }
    cli_bytes_add(err, ": ", 2);
    add_visible(err, level);
    add_visible(err, sentence ? sentence : "unknown error");
    cli_bytes_add(err, "\n", 1);
}

/* Soft trouble of an article. Notes, which say what was assumed where that is
 * harmless, are for --json's readers of the library only. */
static void add_warnings(const struct reading *r, const nutgraf_article *a)
{
    if (r->session->options->quiet)
        return;
    for (size_t i = 0; i < a->diagnostic_count; i++)
        if (a->diagnostics[i].level == NUTGRAF_WARNING)
            add_message(&r->result->err, &a->source, "warning: ",
                        a->diagnostics[i].message);
}

/* ----------------------------------------------------------------- records */

/* The clean text, under a heading if there are several. An article that could
 * not be read has no text and leaves only its message. The heading is that of
 * head(1) and tail(1), so tools that know it can cut the stream again. */
static nutgraf_status add_text(struct reading *r, const nutgraf_article *a)
{
    struct bytes *out = &r->result->out;
    nutgraf_status status;
    bool good = true;

    if (a->error != NUTGRAF_OK)
        return NUTGRAF_OK;
    r->result->found |= a->text_len > 0;
    if (r->session->many) {
        good = cli_bytes_add(out, "==> ", 4) &&
               cli_bytes_add(out, r->path, strlen(r->path)) &&
               cli_bytes_add(out, " <==\n", 5);
    }
    if (!good)
        return NUTGRAF_NO_MEMORY;
    status = nutgraf_write_text(a, to_result, r);
    if (r->session->many && status == NUTGRAF_OK &&
        !cli_bytes_add(out, "\n", 1))
        return NUTGRAF_NO_MEMORY;
    return status;
}

/* What is printed for an article or an error record. With JSON every article
 * counts as found; with rows only one that gave at least one row does, which is
 * what the exit status 1 tells a script. */
static nutgraf_status add_record(struct reading *r, const nutgraf_article *a)
{
    const struct session *session = r->session;
    nutgraf_status status;
    size_t rows = 0;

    if (session->options->json) {
        r->result->found = true;
        return nutgraf_write_json(a, &session->writing, to_result, r);
    }
    if (session->options->text)
        return add_text(r, a);
    if (session->options->timeline)
        status =
            nutgraf_write_timeline(a, &session->writing, to_result, r, &rows);
    else
        status = nutgraf_write_rows(a, &session->writing, to_result, r, &rows);
    r->result->found |= rows > 0;
    return status;
}

/* Undoes a record that failed half-way. What has left cannot be called back: at
 * least its line ends, so that the next record has its own. `mark` is the
 * length of the output before the record began; it counts only as long as no
 * piece has left, for then the buffer was emptied. */
static void drop_record(struct reading *r, size_t mark)
{
    struct bytes *out = &r->result->out;

    out->len = r->in_pieces ? 0 : mark;
    if (r->in_pieces)
        cli_bytes_add(out, "\n", 1);
}

/* Prints an article, whole or not at all, and its messages. The library
 * calls it for each article of a WARC, so records and messages of one input
 * come in its order. A stop by --fail-fast comes after the record, never
 * instead of it. */
static nutgraf_status on_article(void *user, const nutgraf_article *a)
{
    struct reading *r = user;
    size_t mark = r->result->out.len;
    nutgraf_status status;

    /* The end of an input that broke off; its error record comes next. */
    if (r->broken)
        return NUTGRAF_OK;
    r->articles++;
    r->in_pieces = false;
    status = add_record(r, a);
    if (status != NUTGRAF_OK) {
        drop_record(r, mark);
        return status;
    }
    add_warnings(r, a);
    if (a->error != NUTGRAF_OK) {
        add_message(&r->result->err, &a->source, "", a->error_message);
        r->result->failed = true;
        if (r->session->options->fail_fast)
            return NUTGRAF_STOPPED;
    }
    return r->result->take(r->result->user, r->result) ? NUTGRAF_OK
                                                       : NUTGRAF_STOPPED;
}

/* The record and message of an input that failed as a whole. It takes the way
 * of every other article, so that --json, --text and rows each print what they
 * print for an error. */
static void fail(struct reading *r, nutgraf_status status, const char *sentence)
{
    nutgraf_article a = {.source.path = r->path, .error = status};

    a.error_message = sentence;
    r->broken = false;
    if (on_article(r, &a) != NUTGRAF_OK)
        r->result->failed = true;
}

/* ----------------------------------------------------------------- reading */

/* Feeds a file to the worker; returns 0 or an errno. A signal that interrupts
 * read (EINTR) is no failure. The chunk lies on the stack: several threads read
 * at a time. */
static int feed_file(int fd, nutgraf_worker *worker)
{
    char chunk[CHUNK];

    for (;;) {
        ssize_t len = read(fd, chunk, sizeof chunk);
        if (len == 0)
            return 0;
        if (len < 0 && errno != EINTR)
            return errno;
        if (len > 0 &&
            nutgraf_feed(worker, chunk, (size_t)len) != NUTGRAF_OK)
            return 0; /* nutgraf_end tells why */
    }
}

/* Begins, feeds and ends an input. When reading breaks off, what the worker has
 * is half an article: nutgraf_end would print it, so the callback is told to
 * drop it and an error record takes its place. */
static void read_file(struct reading *r, int fd, nutgraf_worker *worker)
{
    nutgraf_status status;
    int error = 0;

    status = nutgraf_begin(worker, r->path, on_article, r);
    if (status == NUTGRAF_OK)
        error = feed_file(fd, worker);
    r->broken = error != 0;
    if (status == NUTGRAF_OK)
        status = nutgraf_end(worker);
    if (error)
        fail(r, NUTGRAF_IO, strerror(error));
    else if (status != NUTGRAF_OK && status != NUTGRAF_STOPPED)
        fail(r, status, nutgraf_worker_error(worker));
    else if (!r->articles && !r->session->options->quiet)
        add_message(&r->result->err, &(nutgraf_source){.path = r->path},
                    "warning: ", "there is no article in it");
}

/* O_NOCTTY: a terminal's device as operand must not become the controlling one.
 * A FIFO is opened like a file and waits for its writer. */
void cli_analyze(const struct session *session, nutgraf_worker *worker,
                 const struct input *input, struct result *result)
{
    struct reading r = {session, result, input->path, 0, false, false};
    int fd = STDIN_FILENO;

    if (!input->error && !input->is_stdin)
        fd = open(input->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (input->error || fd < 0) {
        fail(&r, NUTGRAF_IO, strerror(input->error ? input->error : errno));
        return;
    }
    read_file(&r, fd, worker);
    if (!input->is_stdin)
        close(fd);
}
