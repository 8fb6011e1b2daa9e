/*
 * output.c - see output.h.
 *
 * write(2) without stdio: a failure is noticed where it happens, a record goes
 * out when it is whole, and no buffer is left to be flushed at exit. Three
 * signals wait while a line is being written, so that Ctrl-C leaves whole lines
 * behind. A record that is too large to be held leaves in pieces; the signals
 * then wait until its line ends.
 *
 * Comes in: results in the order in which they are to be printed, from one
 * thread. Goes out: standard output and standard error, and what the exit
 * status needs to know. With --timeline lines are held until the last input and
 * sorted by their two days; memory is then that of all rows, which is why
 * nothing else is sorted here.
 */
#include "cli/output.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Those three end the program and come from people (Ctrl-C, kill, a closed
 * window). SIGPIPE is not among them: it comes from the write itself and must
 * end the program at once. */
void cli_hold_signals(sigset_t *before)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &set, before);
}

/* A buffer that one huge record made larger than this is given back. */
#define KEEP_ROOM ((size_t)4 << 20)

/* Notes whether what goes out ends in the middle of a line. With nothing to
 * write the answer is the one from before. */
static bool ends_inside_line(const struct bytes *bytes, bool before)
{
    return bytes->len ? bytes->ptr[bytes->len - 1] != '\n' : before;
}

/* Writes all of it and empties the buffer; returns 0 or an errno. A pipe may
 * take a part of it only, so it goes on until all is out. The buffer is emptied
 * after a failure as well: nobody reads any more. */
static int write_bytes(int fd, struct bytes *bytes)
{
    size_t done = 0;
    int error = 0;

    while (done < bytes->len && !error) {
        ssize_t n = write(fd, bytes->ptr + done, bytes->len - done);
        if (n >= 0)
            done += (size_t)n;
        else if (errno != EINTR)
            error = errno;
    }
    bytes->len = 0;
    if (bytes->room > KEEP_ROOM)
        cli_bytes_free(bytes);
    return error;
}

/* Keeps a result's lines for later. */
static void hold(struct output *output, struct bytes *out)
{
    if (!cli_bytes_add(&output->held, out->ptr, out->len))
        output->error = ENOMEM;
    out->len = 0;
}

/* Standard error is written in any case, and may fail: nobody can be told.
 * Errors stick: after the first nothing more is written to standard output, and
 * the run ends soon. */
void cli_output_put(struct output *output, struct result *result)
{
    /* Inside a line they are being held since its first piece. */
    if (!output->inside_line)
        cli_hold_signals(&output->before);
    if (output->hold)
        hold(output, &result->out);
    output->inside_line = ends_inside_line(&result->out, output->inside_line);
    if (!output->error)
        output->error = write_bytes(STDOUT_FILENO, &result->out);
    write_bytes(STDERR_FILENO, &result->err);
    if (output->error)
        output->inside_line = false; /* there is nothing left to protect */
    if (!output->inside_line)
        pthread_sigmask(SIG_SETMASK, &output->before, NULL);
    output->found |= result->found;
    output->failed |= result->failed;
}

/* A line among those that are held. */
struct line {
    const char *ptr; /* owned by the bytes */
    size_t len, key; /* with its line end; bytes of the first two columns */
};

/* By the key's bytes, then by place, which makes it stable. */
static int by_key(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    size_t len = x->key < y->key ? x->key : y->key;
    int order = memcmp(x->ptr, y->ptr, len);

    if (order)
        return order;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->ptr < y->ptr ? -1 : x->ptr > y->ptr;
}

/* The length of a line's first two columns. A line with fewer than two tabs is
 * its own key. */
static size_t key_length(const char *line, size_t len)
{
    const char *tab = memchr(line, '\t', len);

    if (tab)
        tab = memchr(tab + 1, '\t', (size_t)(line + len - tab - 1));
    return tab ? (size_t)(tab - line) : len;
}

/* Cuts text that ends with a line end into lines; returns how many. With
 * `lines` NULL it only counts; so the array is made once and in the right
 * size. */
static size_t cut_lines(const struct bytes *text, struct line *lines)
{
    size_t count = 0;

    for (size_t at = 0; at < text->len;) {
        const char *line = text->ptr + at;
        const char *end = memchr(line, '\n', text->len - at);
        size_t len = end ? (size_t)(end - line) + 1 : text->len - at;
        if (lines)
            lines[count] = (struct line){line, len, key_length(line, len)};
        count++;
        at += len;
    }
    return count;
}

/* Goes out like one more result, so that signals wait for it as well. */
void cli_output_sorted(struct output *output)
{
    size_t count = cut_lines(&output->held, NULL);
    struct line *lines = cli_alloc((count + 1) * sizeof *lines);
    struct result sorted = {0};

    cut_lines(&output->held, lines);
    qsort(lines, count, sizeof *lines, by_key);
    for (size_t i = 0; i < count; i++)
        if (!cli_bytes_add(&sorted.out, lines[i].ptr, lines[i].len))
            output->error = ENOMEM;
    output->hold = false;
    cli_output_put(output, &sorted);
    cli_bytes_free(&sorted.out);
    cli_bytes_free(&output->held);
    free(lines);
}
