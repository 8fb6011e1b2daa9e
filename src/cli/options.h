/*
 * options.h - the command line: one table of flags behind the parser, --help,
 * the man page and the completions.
 */
#ifndef NG_CLI_OPTIONS_H
#define NG_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* What a flag does to its field of struct cli_options. */
enum flag_kind {
    FLAG_BITS,   /* ors `value` into an unsigned */
    FLAG_TRUE,   /* sets a bool */
    FLAG_TEXT,   /* takes a string */
    FLAG_COUNT,  /* takes a whole number: size_t */
    FLAG_BYTES,  /* the same with K, M or G after it */
    FLAG_CHOICE  /* takes one of `choices`: its index goes into an int */
};

/* The headings of --help and the man page, in order. */
enum flag_group {
    GROUP_WHAT,
    GROUP_HOW,
    GROUP_INPUT,
    GROUP_MANY,
    GROUP_ERRORS,
    GROUP_HIDDEN, /* for builders only: not shown */
    GROUP_COUNT
};

struct flag {
    char letter;          /* 0: none */
    const char *name;     /* without its dashes */
    const char *argument; /* "FILE" as help shows it; NULL: takes none */
    enum flag_group group;
    enum flag_kind kind;
    size_t field;    /* offset in struct cli_options */
    unsigned value;  /* of FLAG_BITS */
    const char *const *choices; /* of FLAG_CHOICE, ends with NULL */
    const char *help; /* one line, no full stop */
    const char *more; /* sentences that only the man page has, or NULL */
};

/* The values of --color and --generate, in the order of their choices. */
enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum generated {
    GENERATE_NOTHING,
    GENERATE_MAN,
    GENERATE_BASH,
    GENERATE_ZSH,
    GENERATE_FISH
};

/* --model */
enum model_choice { MODEL_DEFAULT, MODEL_OPEN };

/* What the command line asks for. */
struct cli_options {
    unsigned kinds; /* NUTGRAF_WRITE_...; 0: none was named */
    bool text, json, timeline, mentions;
    const char *who, *fields;
    int color; /* enum color_when */

    int format; /* nutgraf_format */
    const char *charset, *url, *anchor_date;
    bool no_strip, dropped;
    size_t max_bytes; /* 0: the library's own limit */
    int model;        /* enum model_choice */

    const char *files_from;
    bool null;   /* names in files_from end with a zero byte */
    size_t jobs; /* 0: one per processor */

    bool ignore_errors, fail_fast, quiet;
    bool help, version;
    int generate; /* enum generated */

    char **operands; /* the arguments that are no flags, in order */
    size_t operand_count;
};

/* The table; `*count` receives its length. */
const struct flag *cli_flags(size_t *count);

/* A group's heading: "What to print". */
const char *cli_group_title(enum flag_group group);

/* Reads the command line. Operands are gathered at the front of `argv`, which
 * they borrow. On a mistake prints a sentence to standard error and returns
 * false. */
bool cli_parse(int argc, char **argv, struct cli_options *options);

#endif
