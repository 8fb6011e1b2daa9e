/*
 * inputs.h - from operands, folders and lists to one input after another.
 */
#ifndef NG_CLI_INPUTS_H
#define NG_CLI_INPUTS_H

#include "cli/options.h"

/* One thing to read. */
struct input {
    char *path;    /* owned, as messages and records name it */
    bool is_stdin;
    int error;     /* errno of a folder that cannot be read, or 0 */
};

struct inputs;

/* Begins the walk over the operands, then over the list of --files-from. A list
 * that cannot be opened is told on standard error and gives NULL. */
struct inputs *cli_inputs_begin(const struct cli_options *options);

/* The next input, in order; false at the end. Folders are walked in the byte
 * order of the paths: files of the known suffixes, no hidden ones, no links to
 * folders, no "X_files" beside a page X.html (a browser's pictures and frames).
 * Only one folder per level is in memory. Not for two threads at a time. */
bool cli_inputs_next(struct inputs *inputs, struct input *input);

void cli_inputs_end(struct inputs *inputs);

/* True when there may be more than one input. */
bool cli_inputs_many(const struct cli_options *options);

/* The suffixes of files that are read in folders, for help texts. */
const char *const *cli_suffixes(void);

#endif
