/*
 * analyze.h - one input, from its file to the bytes that are to be printed.
 */
#ifndef NG_CLI_ANALYZE_H
#define NG_CLI_ANALYZE_H

#include <nutgraf/nutgraf.h>

#include "cli/bytes.h"
#include "cli/inputs.h"

/* What all inputs have in common; read-only while threads run. */
struct session {
    const struct cli_options *options;
    nutgraf_options analysis;
    nutgraf_write_options writing;
    bool many; /* texts are headed by their paths */
};

/* What one input gives, until it is written out. */
struct result {
    struct bytes out; /* whole records */
    struct bytes err; /* whole lines for standard error */
    bool found;       /* there was an item */
    bool failed;      /* there was an error */

    /* Takes what there is so far, after each article: empties `out` and `err`
     * in time. False stops the input. */
    bool (*take)(void *user, struct result *result);
    void *user;
};

/* Reads and analyses an input. Errors become messages, and records with --json.
 * `result->take` is called after each article, not after the last message. */
void cli_analyze(const struct session *session, nutgraf_worker *worker,
                 const struct input *input, struct result *result);

#endif
