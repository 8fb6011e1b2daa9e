/*
 * output.h - the way to standard output and standard error, in whole lines.
 */
#ifndef NG_CLI_OUTPUT_H
#define NG_CLI_OUTPUT_H

#include <signal.h>

#include "cli/analyze.h"

/* What became of a run. Zero-initialise. */
struct output {
    bool found;        /* an item was printed */
    bool failed;       /* an input could not be read */
    int error;         /* errno of writing to standard output, or 0 */
    bool inside_line;  /* a long record has partly left: signals still wait */
    sigset_t before;   /* the signals that do not wait otherwise */
    bool hold;         /* keep what comes until cli_output_sorted */
    struct bytes held; /* owned */
};

/* Writes a result's bytes and empties them; signals that would end the program
 * wait until the line is whole. */
void cli_output_put(struct output *output, struct result *result);

/* Writes the lines that were held, sorted by their first two columns; lines
 * that are equal in them stay in order. Frees them. */
void cli_output_sorted(struct output *output);

/* Lets SIGINT, SIGTERM and SIGHUP wait for this thread; `before` receives what
 * to give pthread_sigmask afterwards. */
void cli_hold_signals(sigset_t *before);

#endif
