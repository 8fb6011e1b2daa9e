/*
 * main.c - the program.
 *
 *     command line -> session -> inputs -> workers -> standard output
 *     options.c                  inputs.c  jobs.c     output.c
 *                                          analyze.c
 *
 * It sees of the library what everybody sees, <nutgraf/nutgraf.h>: what it
 * cannot do with that, the library lacks. The environment is read here only
 * (NO_COLOR, TERM), the locale nowhere.
 */
#include <errno.h>
#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <nutgraf/nutgraf.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/jobs.h"
#include "cli/manual.h"

enum { EXIT_FOUND = 0, EXIT_NOTHING = 1, EXIT_ERROR = 2 };

/* Fills closed standard streams with one that fails, so that no input gets
 * their number; restores what a closed pipe does by default. */
static void prepare_streams(void)
{
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
            open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd)
            exit(EXIT_ERROR);
    signal(SIGPIPE, SIG_DFL);
}

/* Blocks of a megabyte and more go back to the system as soon as they are
 * freed. By itself glibc stops doing so after the first huge file, and the
 * next ones need their sum. */
static void prepare_memory(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 32 << 20);
#endif
}

/* Output was lost: the one error that --ignore-errors does not forgive. */
static int complain_output(int error)
{
    fprintf(stderr, "nutgraf: standard output: %s\n", strerror(error));
    return EXIT_ERROR;
}

/* Prints help and the like. */
static int print_about(const struct cli_options *options)
{
    if (options->help)
        cli_help(stdout);
    else if (options->version)
        puts("nutgraf " NUTGRAF_VERSION);
    else
        cli_generate(stdout, (enum generated)options->generate);
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return EXIT_FOUND;
    return complain_output(errno ? errno : EIO);
}

/* ----------------------------------------------------------------- session */

/* --color, then the two conventions of terminal programs: NO_COLOR set to
 * anything, and TERM=dumb, mean no. An empty NO_COLOR counts as unset, as its
 * convention has it. */
static bool wants_color(int when)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

    if (when != COLOR_AUTO)
        return when == COLOR_ALWAYS;
    return isatty(STDOUT_FILENO) && (!no_color || !*no_color) &&
           (!term || strcmp(term, "dumb") != 0);
}

/* The modules that must run for these kinds of items: "about a name" asks all
 * of them who it is; the anchor among the metadata is found with the dates.
 * Kinds and modules have the same bits in the public header, so most of it is a
 * mask. Text needs no module at all and costs only reading. */
static unsigned modules_for(const struct cli_options *options, unsigned kinds)
{
    unsigned modules = kinds & NUTGRAF_ALL_MODULES;

    if (options->text)
        return 0;
    if (options->timeline)
        modules = NUTGRAF_DATES;
    if (kinds & NUTGRAF_WRITE_META)
        modules |= NUTGRAF_DATES;
    return options->who ? NUTGRAF_ALL_MODULES : modules;
}

/* Translates flags into the library's two option structs. */
static void set_session(struct session *session,
                        const struct cli_options *options)
{
    unsigned kinds = options->kinds;

    if (options->text)
        kinds |= NUTGRAF_WRITE_META;
    else if (!kinds)
        kinds = NUTGRAF_WRITE_DEFAULT;
    *session = (struct session){.options = options,
                                .analysis = NUTGRAF_OPTIONS_DEFAULT,
                                .many = cli_inputs_many(options)};
    session->analysis.modules = modules_for(options, kinds);
    session->analysis.format = (nutgraf_format)options->format;
    session->analysis.charset = options->charset;
    session->analysis.url = options->url;
    session->analysis.anchor_date = options->anchor_date;
    session->analysis.no_strip = options->no_strip;
    session->analysis.keep_dropped = options->dropped;
    session->analysis.max_bytes = options->max_bytes;
    session->analysis.open_weights = options->model == MODEL_OPEN;
    session->writing.kinds =
        kinds | (options->dropped ? NUTGRAF_WRITE_DROPPED : 0);
    session->writing.who = options->who;
    session->writing.fields = options->fields;
    session->writing.color = wants_color(options->color);
    session->writing.mentions = options->mentions;
}

/* ----------------------------------------------------------------- workers */

/* A sink that keeps nothing. */
static nutgraf_status to_nowhere(void *user, const char *bytes, size_t len)
{
    (void)user, (void)bytes, (void)len;
    return NUTGRAF_OK;
}

/* Asks the library whether it likes the columns. An article without text is
 * written to nowhere; what the library says of the columns is the answer, and
 * the list of names stays in one place. */
static bool check_fields(const struct session *session)
{
    nutgraf_article empty = {.text = ""};

    if (nutgraf_write_rows(&empty, &session->writing, to_nowhere, NULL, NULL) !=
        NUTGRAF_BAD_ARGUMENT)
        return true;
    fprintf(stderr,
            "nutgraf: --fields knows path, kind, start, end, type, value, "
            "text, more: '%s'\n",
            session->options->fields);
    return false;
}

/* Tells why there is no worker: which option it refuses. */
static void complain_worker(const struct session *session,
                            const nutgraf_model *model, nutgraf_status status)
{
    nutgraf_options rest = session->analysis;
    nutgraf_worker *worker = NULL;

    /* The library says that something is wrong, not what: without the charset
     * it either is content, or it is the date. */
    rest.charset = NULL;
    if (status != NUTGRAF_BAD_ARGUMENT)
        fprintf(stderr, "nutgraf: %s\n", nutgraf_status_name(status));
    else if (nutgraf_worker_new(model, &rest, &worker) == NUTGRAF_BAD_ARGUMENT)
        fprintf(stderr, "nutgraf: --anchor-date needs a day, YYYY-MM-DD: "
                        "'%s'\n", rest.anchor_date ? rest.anchor_date : "");
    else
        fprintf(stderr, "nutgraf: --charset is not known: '%s'\n",
                session->analysis.charset);
    nutgraf_worker_free(worker);
}

/* How many workers there are to be. 0 asks the system; an absurd number is cut
 * to what the table of workers holds. */
static size_t count_jobs(const struct cli_options *options)
{
    size_t jobs = options->jobs;

    if (!jobs) {
        long processors = sysconf(_SC_NPROCESSORS_ONLN);
        jobs = processors > 0 ? (size_t)processors : 1;
    }
    return jobs < CLI_MAX_JOBS ? jobs : CLI_MAX_JOBS;
}

/* 0, 1 and 2 are grep's; with --json, "nothing found" is success, because an
 * article without items is a record like any other. */
static int exit_status(const struct cli_options *options,
                       const struct output *output)
{
    if (output->error)
        return complain_output(output->error);
    if (output->failed && !options->ignore_errors)
        return EXIT_ERROR;
    return output->found || options->json ? EXIT_FOUND : EXIT_NOTHING;
}

/* Runs over all inputs with workers that live that long. */
static int run_inputs(const struct session *session, const nutgraf_model *model)
{
    size_t wanted = count_jobs(session->options), count = 0;
    nutgraf_worker *workers[CLI_MAX_JOBS];
    nutgraf_status status = NUTGRAF_OK;
    struct inputs *inputs = NULL;
    int code = EXIT_ERROR;

    /* All before the first input: what is wrong with the options is told
     * once, and before anything is printed. */
    while (count < wanted && status == NUTGRAF_OK) {
        status =
            nutgraf_worker_new(model, &session->analysis, &workers[count]);
        count += status == NUTGRAF_OK;
    }
    if (status != NUTGRAF_OK)
        complain_worker(session, model, status);
    else
        inputs = cli_inputs_begin(session->options);
    if (inputs) {
        struct output output = {.hold = session->options->timeline};
        cli_run(session, inputs, workers, count, &output);
        if (output.hold)
            cli_output_sorted(&output);
        code = exit_status(session->options, &output);
        cli_inputs_end(inputs);
    }
    while (count)
        nutgraf_worker_free(workers[--count]);
    return code;
}

/* Everything between a command line that is right and the exit status. The
 * model is opened after the cheap checks, before any thread. */
static int run(const struct cli_options *options)
{
    struct session session;
    nutgraf_status status;
    nutgraf_model *model;
    int code;

    set_session(&session, options);
    if (!check_fields(&session))
        return EXIT_ERROR;
    status = nutgraf_model_open(NULL, &model);
    if (status != NUTGRAF_OK) {
        fprintf(stderr, "nutgraf: %s\n", nutgraf_status_name(status));
        return EXIT_ERROR;
    }
    code = run_inputs(&session, model);
    nutgraf_model_free(model);
    return code;
}

/* Help needs neither model nor worker: it costs no more than starting the
 * process. */
int main(int argc, char **argv)
{
    char standard_input[] = "-", *fallback[] = {standard_input};
    struct cli_options options;

    /* Before anything is opened or printed. */
    prepare_streams();
    prepare_memory();
    if (!cli_parse(argc, argv, &options))
        return EXIT_ERROR;
    if (options.help || options.version || options.generate)
        return print_about(&options);
    if (!options.operand_count && !options.files_from) {
        /* At a terminal this would wait for somebody to type an article. */
        if (isatty(STDIN_FILENO)) {
            cli_short_help(stderr);
            return EXIT_ERROR;
        }
        options.operands = fallback;
        options.operand_count = 1;
    }
    return run(&options);
}
