/*
 * jobs.h - all inputs, by one thread or several; output in input order.
 */
#ifndef NG_CLI_JOBS_H
#define NG_CLI_JOBS_H

#include "cli/analyze.h"

/* The most that -j may ask for. */
#define CLI_MAX_JOBS 256

/* What became of a run. */
struct outcome {
    bool found;  /* an item was printed */
    bool failed; /* an input could not be read */
    int error;   /* errno of writing to standard output, or 0 */
};

/* Analyses all inputs with `count` workers, a thread each if there are several,
 * and writes what comes out: the same bytes for any count. */
struct outcome cli_run(const struct session *session, struct inputs *inputs,
                       nutgraf_worker **workers, size_t count);

#endif
