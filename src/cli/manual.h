/*
 * manual.h - what the program says about itself, made from the flag table.
 */
#ifndef NG_CLI_MANUAL_H
#define NG_CLI_MANUAL_H

#include <stdio.h>

#include "cli/options.h"

/* Without an operand and a terminal to read from. */
void cli_short_help(FILE *out);

/* --help. */
void cli_help(FILE *out);

/* --generate: docs/nutgraf.1, or completions for a shell. */
void cli_generate(FILE *out, enum generated what);

#endif
