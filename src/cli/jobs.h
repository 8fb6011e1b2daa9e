/*
 * jobs.h - all inputs, by one thread or several; output in input order.
 */
#ifndef NG_CLI_JOBS_H
#define NG_CLI_JOBS_H

#include "cli/analyze.h"
#include "cli/output.h"

/* The most that -j may ask for. */
#define CLI_MAX_JOBS 256

/* Analyses all inputs with `count` workers, a thread each if there are several,
 * and puts out what comes: the same bytes for any count. */
void cli_run(const struct session *session, struct inputs *inputs,
             nutgraf_worker **workers, size_t count, struct output *output);

#endif
