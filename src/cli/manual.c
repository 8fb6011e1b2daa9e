/*
 * manual.c - see manual.h.
 *
 * Flags come from the table in options.c: what --help, the man page and three
 * shells know of a flag cannot differ. Only the prose of the man page is here.
 * A flag's `help` is a line without a full stop; the man page makes a sentence
 * of it and adds `more`.
 */
#include "cli/manual.h"

#include <nutgraf/nutgraf.h>
#include <string.h>

#include "cli/inputs.h"

/* The column in which --help's explanations begin. */
#define HELP_COLUMN 24

/* ------------------------------------------------------------------- prose */

/* A section of the man page; a line that begins with a space is an example. */
struct section {
    const char *title;
    const char *const *paragraphs; /* ends with NULL */
};

static const char *const description[] = {
    "nutgraf reads saved news articles and prints who and what is named in "
    "them, who said what, when, and how many: a line per item, or a JSON "
    "object per article. It reads web pages (HTML), what a browser's \"select "
    "all\" and \"copy\" leave (plain text), MHTML, web archives of Safari and "
    "WARC, each also "
    "compressed by gzip. Menus, advertisements and recommended stories are "
    "left out. The modules know English; of an article in another language "
    "the text and the metadata are printed, with a warning.",
    "Operands are files, folders and - (standard input), in any order; "
    "without any, standard input is read unless it is a terminal. -- ends the "
    "options.",
    NULL};

static const char *const rows[] = {
    "A row has eight columns with a tab between them: path, kind, start, end, "
    "type, value, text, more. New columns may be added at the end only. Rows "
    "are sorted by kind (meta, entity, quote, date, figure, dropped), then by "
    "start.",
    "start and end count code points in the article's text (as --json has it), "
    "the end exclusive. In a field, a tab, a line end and any other control "
    "character is a space; an empty field is -. The path of an article inside "
    "a WARC goes on with # and the name of its record.",
    "meta: type is title, byline (a row per name), published, modified, site, "
    "url, language, section, description or anchor (the day from which "
    "relative dates count; more has where it comes from). Dates, addresses and "
    "languages stand in value, words in text.",
    "entity: type is person, organization, place, facility, group, event, "
    "product, work, law or misc; value is the fullest name; more has n= (how "
    "often it is mentioned), role= and country= (ISO 3166-1).",
    "quote: type is direct, indirect or mixed; value is the speaker: the "
    "entity's name where it is known, else the words of the text; more has "
    "cue= (\"said\") and date= (the day on which it was said).",
    "date: type is date, time, duration or set; value is TIMEX3; more has the "
    "first and the last day, 2020-02-01..2020-02-29, and mod=.",
    "figure: type is cardinal, ordinal, percent, money, measure, age, ratio or "
    "score; value is the number; more has low= and high= of a range, parts= "
    "of a score, bound= (~ < > <= >=), unit= (ISO 4217, % or UCUM), per=, "
    "noun= and change= (up or down).",
    NULL};

static const char *const folders[] = {
    "A folder is walked in the byte order of the paths. Read are files whose "
    "names end in one of the suffixes that --help lists, with or without .gz; "
    "hidden names, links to folders and a folder X_files beside a page X.html "
    "are passed over. A file that is an operand or stands in a list is read "
    "whatever its name.",
    NULL};

static const char *const status[] = {
    "0: something was found. With --json also when nothing was.",
    "1: nothing was found, and there was no error.",
    "2: an input could not be read, the output could not be written, or the "
    "command line is wrong. One bad input does not stop the others: there is a "
    "line \"nutgraf: PATH: reason\" on standard error, and with --json an "
    "object with \"error\" in its place.",
    NULL};

static const char *const environment[] = {
    "NO_COLOR and TERM, as under --color. The locale changes nothing: input "
    "and output do not depend on it.",
    NULL};

static const char *const examples[] = {
    "Who said what in a page:",
    " nutgraf -s page.html",
    "What is said by and about one person, in a folder:",
    " nutgraf --who Lavrov news/",
    "Speakers by number of quotes:",
    " nutgraf -s --fields value news/ | sort | uniq -c | sort -rn",
    "All troops that were counted:",
    " nutgraf -f news/ | grep 'noun=.*troops'",
    "What happened when, over many articles:",
    " nutgraf --timeline news/",
    "One JSON object per article, four at a time:",
    " find . -name '*.html' -print0 | nutgraf -0 --files-from - -j4 --json",
    NULL};

static const struct section sections[] = {
    {"TEXT ROWS", rows},     {"FOLDERS", folders},
    {"EXIT STATUS", status}, {"ENVIRONMENT", environment},
    {"EXAMPLES", examples},
};

/* -------------------------------------------------------------------- help */

/* The line that begins every help text. */
static void put_usage(FILE *out)
{
    fputs("Usage: nutgraf [OPTION]... [FILE | FOLDER | -]...\n", out);
}

/* Somebody typed the bare name: one sentence and the way on, no wall of flags.
 */
void cli_short_help(FILE *out)
{
    put_usage(out);
    fputs("Prints who is named, who said what, dates and figures of saved "
          "news articles.\n"
          "Try 'nutgraf --help', or: nutgraf page.html\n",
          out);
}

/* A flag's line of --help; its explanation goes to the next line where the flag
 * itself is too long. */
static void put_flag_help(FILE *out, const struct flag *flag)
{
    int width;

    if (flag->letter)
        width = fprintf(out, "  -%c, --%s", flag->letter, flag->name);
    else
        width = fprintf(out, "      --%s", flag->name);
    if (flag->argument)
        width += fprintf(out, " %s", flag->argument);
    if (width >= HELP_COLUMN - 1)
        width = fprintf(out, "\n") - 1;
    fprintf(out, "%*s%s\n", HELP_COLUMN - width, "", flag->help);
}

/* Fits a terminal of 80 columns; what needs more words is in the man page. */
void cli_help(FILE *out)
{
    size_t count;
    const struct flag *flags = cli_flags(&count);

    put_usage(out);
    fputs("Prints who is named, who said what, dates and figures of saved "
          "news articles:\na tab-separated row per item (path, kind, start, "
          "end, type, value, text, more),\nor a JSON object per article.\n",
          out);
    for (int group = 0; group < GROUP_HIDDEN; group++) {
        fprintf(out, "\n%s:\n", cli_group_title((enum flag_group)group));
        for (size_t i = 0; i < count; i++)
            if ((int)flags[i].group == group)
                put_flag_help(out, &flags[i]);
    }
    fputs("\nWithout -e -s -d -f -m: all five. In folders, files with these "
          "suffixes are read,\nalso with .gz:",
          out);
    for (const char *const *suffix = cli_suffixes(); *suffix; suffix++)
        fprintf(out, " %s", *suffix);
    fputs("\nExit status: 0 something found, 1 nothing found (rows only), "
          "2 an error.\n",
          out);
}

/* ---------------------------------------------------------------- man page */

/* Text for roff: no request at a line's start, dashes that can be searched.
 * A "-" would come out as a hyphen that no search finds, a quote as a curly
 * one. */
static void put_roff(FILE *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", out);
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", out);
        else if (*text == '-')
            fputs("\\-", out);
        else if (*text == '~')
            fputs("\\(ti", out);
        else if (*text == '\'')
            fputs("\\(aq", out);
        else
            fputc(*text, out);
    }
}

/* A flag's paragraph in the man page: the line of --help as a sentence, then
 * what only the man page says. */
static void put_roff_flag(FILE *out, const struct flag *flag)
{
    fputs(".TP\n", out);
    if (flag->letter)
        fprintf(out, "\\fB\\-%c\\fR, ", flag->letter);
    fputs("\\fB\\-\\-", out);
    put_roff(out, flag->name);
    fputs("\\fR", out);
    if (flag->argument)
        fprintf(out, " \\fI%s\\fR", flag->argument);
    fputc('\n', out);
    put_roff(out, flag->help);
    fputs(".\n", out);
    if (!flag->more)
        return;
    put_roff(out, flag->more);
    fputc('\n', out);
}

/* A section of prose. Examples are set as they are, indented. */
static void put_roff_section(FILE *out, const char *title,
                             const char *const *paragraphs)
{
    fprintf(out, ".SH %s\n", title);
    for (size_t i = 0; paragraphs[i]; i++) {
        bool example = paragraphs[i][0] == ' ';
        fputs(example ? ".RS\n.nf\n" : i ? ".PP\n" : "", out);
        put_roff(out, paragraphs[i] + example);
        fputs(example ? "\n.fi\n.RE\n" : "\n", out);
    }
}

/* The whole page. It has no date: the same program gives the same page, so that
 * a test can compare the committed one. */
static void put_man(FILE *out)
{
    size_t count;
    const struct flag *flags = cli_flags(&count);

    fputs(".\\\" Generated by \"nutgraf --generate man\" from src/cli.\n"
          ".TH NUTGRAF 1 \"\" \"nutgraf " NUTGRAF_VERSION "\" "
          "\"User Commands\"\n"
          ".SH NAME\n"
          "nutgraf \\- who said what, when and how many, from saved news "
          "articles\n"
          ".SH SYNOPSIS\n"
          ".B nutgraf\n"
          "[\\fIOPTION\\fR]... [\\fIFILE\\fR | \\fIFOLDER\\fR | \\-]...\n",
          out);
    put_roff_section(out, "DESCRIPTION", description);
    fputs(".SH OPTIONS\n", out);
    for (int group = 0; group < GROUP_HIDDEN; group++) {
        fprintf(out, ".SS %s\n", cli_group_title((enum flag_group)group));
        for (size_t i = 0; i < count; i++)
            if ((int)flags[i].group == group)
                put_roff_flag(out, &flags[i]);
    }
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        put_roff_section(out, sections[i].title, sections[i].paragraphs);
}

/* ------------------------------------------------------------- completions */

/* Does the flag's value name a file, so that the shell completes paths? */
static bool takes_file(const struct flag *flag)
{
    return strcmp(flag->name, "files-from") == 0;
}

/* A flag's choices, separated by spaces. The table's order is kept, since it is
 * that of the help text. */
static void put_choices(FILE *out, const struct flag *flag)
{
    for (size_t i = 0; flag->choices[i]; i++)
        fprintf(out, "%s%s", i ? " " : "", flag->choices[i]);
}

/* A function that looks at the word before the cursor: a flag with choices
 * offers them, another flag with a value offers nothing, else flags or paths
 * follow. */
static void put_bash(FILE *out)
{
    size_t count;
    const struct flag *flags = cli_flags(&count);

    fputs("# Generated by \"nutgraf --generate complete-bash\".\n"
          "_nutgraf()\n{\n"
          "    local now=${COMP_WORDS[COMP_CWORD]}\n"
          "    local before=${COMP_WORDS[COMP_CWORD-1]}\n"
          "    case $before in\n",
          out);
    for (size_t i = 0; i < count; i++) {
        if (flags[i].group == GROUP_HIDDEN || !flags[i].argument ||
            takes_file(&flags[i]))
            continue;
        fprintf(out, "    --%s) COMPREPLY=(", flags[i].name);
        if (flags[i].choices) {
            fputs("$(compgen -W '", out);
            put_choices(out, &flags[i]);
            fputs("' -- \"$now\")", out);
        }
        fputs("); return ;;\n", out);
    }
    fputs("    esac\n"
          "    if [[ $now == -* ]]; then\n"
          "        COMPREPLY=($(compgen -W '",
          out);
    for (size_t i = 0; i < count; i++)
        if (flags[i].group != GROUP_HIDDEN)
            fprintf(out, "--%s ", flags[i].name);
    fputs("' -- \"$now\"))\n"
          "    else\n"
          "        COMPREPLY=($(compgen -f -- \"$now\"))\n"
          "    fi\n}\n"
          "complete -o filenames -F _nutgraf nutgraf\n",
          out);
}

/* Text inside [] and '' of a zsh specification. */
static void put_zsh_text(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (strchr("[]:\\", *text))
            fputc('\\', out);
        fputs(*text == '\'' ? "'\\''" : (char[]){*text, '\0'}, out);
    }
}

/* One specification of _arguments. A flag with a letter excludes itself from
 * being offered again under its other name. */
static void put_zsh_flag(FILE *out, const struct flag *flag)
{
    fputs("    ", out);
    if (flag->letter)
        fprintf(out, "'(-%c --%s)'{-%c%s,--%s%s}", flag->letter, flag->name,
                flag->letter, flag->argument ? "+" : "", flag->name,
                flag->argument ? "=" : "");
    else
        fprintf(out, "'--%s%s'", flag->name, flag->argument ? "=" : "");
    fputs("'[", out);
    put_zsh_text(out, flag->help);
    fputc(']', out);
    if (flag->argument)
        fprintf(out, ":%s:", flag->argument);
    if (flag->choices) {
        fputc('(', out);
        put_choices(out, flag);
        fputc(')', out);
    } else if (takes_file(flag)) {
        fputs("_files", out);
    }
    fputs("' \\\n", out);
}

/* zsh does the work: the file is a list of specifications. */
static void put_zsh(FILE *out)
{
    size_t count;
    const struct flag *flags = cli_flags(&count);

    fputs("#compdef nutgraf\n"
          "# Generated by \"nutgraf --generate complete-zsh\".\n"
          "_arguments -s -S \\\n",
          out);
    for (size_t i = 0; i < count; i++)
        if (flags[i].group != GROUP_HIDDEN)
            put_zsh_flag(out, &flags[i]);
    fputs("    '*:file or folder:_files'\n", out);
}

/* fish reads one command per flag. */
static void put_fish(FILE *out)
{
    size_t count;
    const struct flag *flags = cli_flags(&count);

    fputs("# Generated by \"nutgraf --generate complete-fish\".\n", out);
    for (size_t i = 0; i < count; i++) {
        const struct flag *flag = &flags[i];
        if (flag->group == GROUP_HIDDEN)
            continue;
        fputs("complete -c nutgraf", out);
        if (flag->letter)
            fprintf(out, " -s %c", flag->letter);
        fprintf(out, " -l %s", flag->name);
        if (flag->argument)
            fputs(takes_file(flag) ? " -r" : " -x", out);
        if (flag->choices) {
            fputs(" -a '", out);
            put_choices(out, flag);
            fputc('\'', out);
        }
        fputs(" -d '", out);
        for (const char *c = flag->help; *c; c++)
            fputs(*c == '\'' ? "\\'" : (char[]){*c, '\0'}, out);
        fputs("'\n", out);
    }
}

/* What `nutgraf --generate` prints. */
void cli_generate(FILE *out, enum generated what)
{
    switch (what) {
    case GENERATE_NOTHING:
        break;
    case GENERATE_MAN:
        put_man(out);
        break;
    case GENERATE_BASH:
        put_bash(out);
        break;
    case GENERATE_ZSH:
        put_zsh(out);
        break;
    case GENERATE_FISH:
        put_fish(out);
        break;
    }
}
