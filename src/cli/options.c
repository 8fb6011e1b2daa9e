/*
 * options.c - the table of flags and the parser that walks it.
 *
 * A flag is a row: how it is written, what it does (its kind), to which field
 * of struct cli_options, and what is said about it. The parser knows kinds, not
 * flags; a new flag is a new row, and a line in find_conflict if it excludes
 * another one.
 *
 * The usual GNU rules hold: flags and operands in any order, "--" ends the
 * flags, letters can be joined ("-sd"), values stand beside the flag ("-j4",
 * "--jobs=4") or after it. Long names are not abbreviated: an abbreviation in
 * somebody's script would break when a flag is added.
 */
#include "cli/options.h"

#include <ctype.h>
#include <errno.h>
#include <nutgraf/nutgraf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELD(name) offsetof(struct cli_options, name)

/* The choices' order is that of the enums they stand for. */
static const char *const format_choices[] = {"auto", "html", "text", "mhtml",
                                             "warc", NULL};
static const char *const model_choices[] = {"default", "open", NULL};
static const char *const color_choices[] = {"auto", "always", "never", NULL};
static const char *const generate_choices[] = {
    "nothing",      "man", "complete-bash", "complete-zsh",
    "complete-fish", NULL};

static const struct flag flags[] = {
    {'e', "entities", NULL, GROUP_WHAT, FLAG_BITS, FIELD(kinds),
     NUTGRAF_WRITE_ENTITIES, NULL,
     "persons, organizations, places and other names",
     "One row per entity, at its first mention."},
    {'s', "said", NULL, GROUP_WHAT, FLAG_BITS, FIELD(kinds),
     NUTGRAF_WRITE_QUOTES, NULL, "who said what: direct and indirect quotes",
     NULL},
    {'d', "dates", NULL, GROUP_WHAT, FLAG_BITS, FIELD(kinds),
     NUTGRAF_WRITE_DATES, NULL, "dates, times and durations",
     "Their value is TIMEX3: ISO 8601 with TimeML's extensions."},
    {'f', "figures", NULL, GROUP_WHAT, FLAG_BITS, FIELD(kinds),
     NUTGRAF_WRITE_FIGURES, NULL, "numbers with their unit and noun", NULL},
    {'m', "meta", NULL, GROUP_WHAT, FLAG_BITS, FIELD(kinds),
     NUTGRAF_WRITE_META, NULL, "title, byline, date, site, language", NULL},
    {'t', "text", NULL, GROUP_WHAT, FLAG_TRUE, FIELD(text), 0, NULL,
     "the clean text of the article instead of rows",
     "With several inputs each text is headed by \"==> PATH <==\". With "
     "--json: text and metadata only; the modules do not run, and the "
     "anchor is there only if the page or --anchor-date tells it."},
    {0, "dropped", NULL, GROUP_WHAT, FLAG_TRUE, FIELD(dropped), 0, NULL,
     "also what was left out of the article, and why", NULL},
    {0, "who", "NAME", GROUP_WHAT, FLAG_TEXT, FIELD(who), 0, NULL,
     "only what is about NAME, said by or about it",
     "NAME is matched in whole words, whatever its case and accents. Kept are "
     "entities one of whose names has these words; quotes that such an entity "
     "speaks, or that name it; dates and figures in the same sentence or in "
     "words that it speaks; metadata with the words in it."},
    {0, "mentions", NULL, GROUP_WHAT, FLAG_TRUE, FIELD(mentions), 0, NULL,
     "a row for every mention of an entity", NULL},

    {0, "json", NULL, GROUP_HOW, FLAG_TRUE, FIELD(json), 0, NULL,
     "JSON Lines: one object per article",
     "An input that could not be read gives an object with \"error\" in its "
     "place, so that inputs and objects stay one to one."},
    {0, "timeline", NULL, GROUP_HOW, FLAG_TRUE, FIELD(timeline), 0, NULL,
     "the dated sentences of all inputs, by day",
     "Four columns: first day, last day, path, sentence. Rows of the same days "
     "stay in the order of the inputs. They are printed at the end."},
    {0, "fields", "LIST", GROUP_HOW, FLAG_TEXT, FIELD(fields), 0, NULL,
     "these columns of the rows, separated by commas",
     "Of path, kind, start, end, type, value, text, more."},
    {0, "color", "WHEN", GROUP_HOW, FLAG_CHOICE, FIELD(color), 0,
     color_choices, "color rows: auto, always or never",
     "auto: when standard output is a terminal, NO_COLOR is unset or empty and "
     "TERM is not \"dumb\"."},

    {0, "input", "FORMAT", GROUP_INPUT, FLAG_CHOICE, FIELD(format), 0,
     format_choices, "auto, html, text, mhtml or warc",
     "auto looks at the first bytes and at the name. Any of them may be "
     "compressed by gzip."},
    {0, "charset", "NAME", GROUP_INPUT, FLAG_TEXT, FIELD(charset), 0, NULL,
     "the character encoding, instead of finding it out", NULL},
    {0, "url", "URL", GROUP_INPUT, FLAG_TEXT, FIELD(url), 0, NULL,
     "where the page came from", NULL},
    {0, "anchor-date", "DATE", GROUP_INPUT, FLAG_TEXT, FIELD(anchor_date), 0,
     NULL, "the day, YYYY-MM-DD, that \"today\" means",
     "Otherwise it is found in the page's metadata, its dateline or its body."},
    {0, "no-strip", NULL, GROUP_INPUT, FLAG_TRUE, FIELD(no_strip), 0, NULL,
     "keep every paragraph of the input", NULL},
    {0, "model", "NAME", GROUP_INPUT, FLAG_CHOICE, FIELD(model), 0,
     model_choices, "names by the default weights or the open ones",
     "default learned from all data, some of it for non-commercial use; open "
     "from openly licensed data alone, and finds less outside the West."},
    {0, "max-bytes", "N", GROUP_INPUT, FLAG_BYTES, FIELD(max_bytes), 0, NULL,
     "refuse larger documents; K, M or G may follow",
     "Counted after unpacking. The default, and the most, is 256M."},

    {0, "files-from", "LIST", GROUP_MANY, FLAG_TEXT, FIELD(files_from), 0,
     NULL, "also read the files and folders named in LIST",
     "One name a line, after the operands; - is standard input. Names are "
     "taken as they are: - in the list is a file of that name."},
    {'0', "null", NULL, GROUP_MANY, FLAG_TRUE, FIELD(null), 0, NULL,
     "names in LIST end with a zero byte", "As find -print0 writes them."},
    {'j', "jobs", "N", GROUP_MANY, FLAG_COUNT, FIELD(jobs), 0, NULL,
     "analyze N inputs at a time; 0: as many as processors",
     "Output stays in the order of the inputs, the same bytes for any N. The "
     "default is 1."},

    {0, "ignore-errors", NULL, GROUP_ERRORS, FLAG_TRUE, FIELD(ignore_errors),
     0, NULL, "exit as if all inputs had been read",
     "Messages and error objects stay."},
    {0, "fail-fast", NULL, GROUP_ERRORS, FLAG_TRUE, FIELD(fail_fast), 0, NULL,
     "stop at the first input that cannot be read", NULL},
    {'q', "quiet", NULL, GROUP_ERRORS, FLAG_TRUE, FIELD(quiet), 0, NULL,
     "no warnings; errors are still told", NULL},
    {'h', "help", NULL, GROUP_ERRORS, FLAG_TRUE, FIELD(help), 0, NULL,
     "print this help", NULL},
    {'V', "version", NULL, GROUP_ERRORS, FLAG_TRUE, FIELD(version), 0, NULL,
     "print the version", NULL},

    {0, "generate", "WHAT", GROUP_HIDDEN, FLAG_CHOICE, FIELD(generate), 0,
     generate_choices, "print the man page or a shell's completions", NULL},
};

/* The table itself, for help texts and completions. */
const struct flag *cli_flags(size_t *count)
{
    *count = sizeof flags / sizeof *flags;
    return flags;
}

/* As it stands in --help and the man page. */
const char *cli_group_title(enum flag_group group)
{
    static const char *const titles[GROUP_COUNT] = {
        [GROUP_WHAT] = "What to print", [GROUP_HOW] = "How to print it",
        [GROUP_INPUT] = "Input", [GROUP_MANY] = "Many inputs",
        [GROUP_ERRORS] = "Errors and others", [GROUP_HIDDEN] = ""};

    return titles[group];
}

/* ---------------------------------------------------------------- mistakes */

/* Says what is wrong with a flag. Returns false, for `return complain(...)`. */
static bool complain(const struct flag *flag, const char *what,
                     const char *value)
{
    fprintf(stderr, "nutgraf: --%s %s", flag->name, what);
    if (value)
        fprintf(stderr, ": '%s'", value);
    if (flag->kind == FLAG_CHOICE) {
        fputs(" (", stderr);
        for (size_t i = 0; flag->choices[i]; i++)
            fprintf(stderr, "%s%s", i ? ", " : "", flag->choices[i]);
        fputc(')', stderr);
    }
    fputc('\n', stderr);
    return false;
}

/* How many characters two names have in common at their beginning. Enough for a
 * suggestion: "--entites" has five letters in common with "--entities" and
 * fewer with all others. */
static size_t common_prefix(const char *a, const char *b)
{
    size_t n = 0;

    while (a[n] && a[n] == b[n])
        n++;
    return n;
}

/* Says that there is no such flag, and which one may have been meant. */
static bool complain_unknown(const char *argument)
{
    const char *name = argument + 2;
    size_t best = 1;
    const struct flag *near = NULL;

    fprintf(stderr, "nutgraf: unknown option '%s'", argument);
    for (size_t i = 0; argument[1] == '-' && i < sizeof flags / sizeof *flags;
         i++)
        if (common_prefix(flags[i].name, name) > best &&
            flags[i].group != GROUP_HIDDEN) {
            best = common_prefix(flags[i].name, name);
            near = &flags[i];
        }
    if (near)
        fprintf(stderr, "; is it '--%s'?", near->name);
    fputs("\nTry 'nutgraf --help'.\n", stderr);
    return false;
}

/* ------------------------------------------------------------------ values */

/* Reads a whole number, with K, M or G after it if `scaled`. "10M" is a number
 * with scale, "10MB" and "-1" are none. Overflow is refused and not cut. */
static bool parse_count(const char *text, bool scaled, size_t *count)
{
    static const char scales[] = "KMG";
    unsigned long long number;
    const char *scale;
    char *end;

    /* strtoull takes signs and white space: what is counted has neither. */
    errno = 0;
    number = strtoull(text, &end, 10);
    if (!isdigit((unsigned char)*text) || errno)
        return false;
    scale = scaled && *end
                ? strchr(scales, toupper((unsigned char)*end)) : NULL;
    if (scale) {
        unsigned shift = 10 * (unsigned)(scale - scales + 1);
        if (number > SIZE_MAX >> shift)
            return false;
        number <<= shift;
        end++;
    }
    *count = (size_t)number;
    return !*end && number <= SIZE_MAX;
}

/* Stores the index of a choice, which is the value of the enum it stands for.
 */
static bool set_choice(const struct flag *flag, const char *value, int *field)
{
    for (int i = 0; flag->choices[i]; i++)
        if (strcmp(flag->choices[i], value) == 0) {
            *field = i;
            return true;
        }
    return complain(flag, "takes none of that name", value);
}

/* Does what a flag does; `value` is NULL where it takes none. A text is not
 * copied: argv lives as long as the program. Of a flag that is given twice the
 * last one counts, bits add up. */
static bool set_flag(const struct flag *flag, const char *value,
                     struct cli_options *options)
{
    void *field = (char *)options + flag->field;

    switch (flag->kind) {
    case FLAG_BITS:
        *(unsigned *)field |= flag->value;
        break;
    case FLAG_TRUE:
        *(bool *)field = true;
        break;
    case FLAG_TEXT:
        if (!*value)
            return complain(flag, "needs a value that is not empty", NULL);
        *(const char **)field = value;
        break;
    case FLAG_COUNT:
    case FLAG_BYTES:
        if (!parse_count(value, flag->kind == FLAG_BYTES, field))
            return complain(flag, "needs a whole number", value);
        break;
    case FLAG_CHOICE:
        return set_choice(flag, value, field);
    }
    return true;
}

/* ------------------------------------------------------------------ parser */

/* The arguments that are still to be read. */
struct arguments {
    char **argv;
    int argc, at;
};

/* A flag's value: what stands `beside` it, else the next argument. */
static bool take_value(struct arguments *args, const struct flag *flag,
                       const char *beside, const char **value)
{
    *value = beside;
    if (!beside && args->at < args->argc)
        *value = args->argv[args->at++];
    return *value || complain(flag, "needs a value", NULL);
}

/* "--name", "--name=value" or "--name value". */
static bool parse_long(struct arguments *args, const char *argument,
                       struct cli_options *options)
{
    const char *name = argument + 2, *value = NULL;
    size_t len = strcspn(name, "=");

    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        const struct flag *flag = &flags[i];
        const char *beside = name[len] ? name + len + 1 : NULL;
        if (strlen(flag->name) != len || memcmp(flag->name, name, len) != 0)
            continue;
        if (!flag->argument && beside)
            return complain(flag, "takes no value", beside);
        if (flag->argument && !take_value(args, flag, beside, &value))
            return false;
        return set_flag(flag, value, options);
    }
    return complain_unknown(argument);
}

/* The flag with this letter; NULL when there is none. A letter of 0 is asked
 * for by nobody: arguments end there. */
static const struct flag *flag_of_letter(char letter)
{
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (flags[i].letter == letter)
            return &flags[i];
    return NULL;
}

/* "-sd", "-j4" or "-j 4". A flag with a value takes the rest of its argument:
 * "-dj4" is -d and -j 4. */
static bool parse_letters(struct arguments *args, const char *argument,
                          struct cli_options *options)
{
    for (const char *at = argument + 1; *at; at++) {
        const struct flag *flag = flag_of_letter(*at);
        const char *value = NULL;
        if (!flag)
            return complain_unknown(argument);
        if (flag->argument &&
            !take_value(args, flag, at[1] ? at + 1 : NULL, &value))
            return false;
        if (!set_flag(flag, value, options))
            return false;
        /* The rest of the argument was its value. */
        if (flag->argument)
            break;
    }
    return true;
}

/* Finds what one flag forbids another. The sentence names the flags and what to
 * do; NULL when all go together. Only what would silently ignore a flag is a
 * conflict. */
static const char *find_conflict(const struct cli_options *o)
{
    if (o->text && !o->json && (o->kinds || o->dropped || o->mentions ||
                                o->who || o->fields))
        return "-t prints text, no rows: leave it out, or add --json";
    /* A timeline has its own columns and its own kind of item. */
    if (o->timeline && (o->json || o->text || o->fields || o->mentions ||
                        (o->kinds & ~NUTGRAF_WRITE_DATES)))
        return "--timeline goes with --who and the options for input only";
    if (o->json && o->fields)
        return "--fields is for rows, not for --json";
    if (o->json && o->mentions)
        return "--mentions is for rows: --json always has all mentions";
    if (o->null && !o->files_from)
        return "-0 needs --files-from";
    for (size_t i = 0; o->files_from && i < o->operand_count; i++)
        if (strcmp(o->files_from, "-") == 0 && strcmp(o->operands[i], "-") == 0)
            return "standard input cannot be both an input and the list";
    return NULL;
}

/* Operands move to the front of argv while it is read: there is always room,
 * since each came from a place at or behind its new one. */
bool cli_parse(int argc, char **argv, struct cli_options *options)
{
    struct arguments args = {argv, argc, 1};
    bool only_operands = false;
    const char *conflict;

    *options = (struct cli_options){.jobs = 1, .operands = argv};
    while (args.at < argc) {
        char *argument = argv[args.at++];
        bool good = true;
        /* A lone dash is standard input, an operand. */
        if (only_operands || argument[0] != '-' || !argument[1])
            argv[options->operand_count++] = argument;
        else if (strcmp(argument, "--") == 0)
            only_operands = true;
        else if (argument[1] == '-')
            good = parse_long(&args, argument, options);
        else
            good = parse_letters(&args, argument, options);
        if (!good)
            return false;
    }
    conflict = find_conflict(options);
    if (conflict)
        fprintf(stderr, "nutgraf: %s\n", conflict);
    return !conflict;
}
