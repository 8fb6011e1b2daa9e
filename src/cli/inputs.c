/*
 * inputs.c - see inputs.h.
 *
 *     operands | names in a list --stat--> a file: offered as it is
 *                                    +---> a folder: read, sorted, pushed
 *     top folder's next entry -----------> a file: offered
 *                                    +---> a folder: pushed on top
 *
 * The stack of sorted folders is the whole state: the walk is lazy, and a tree
 * of a million files needs the memory of one folder per level.
 *
 * Sorting a folder's entries as if folders' names ended in "/" gives the byte
 * order of the whole paths, that of `find | LC_ALL=C sort`: "a-b" comes before
 * "a/x" because "-" comes before "/".
 *
 * What cannot be read is offered too: the one who opens it gets the error, so
 * that a dangling link or a folder without permission has a message and a
 * record like any other input.
 */
#include "cli/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli/bytes.h"

/* A name in a folder. */
struct entry {
    char *name; /* owned */
    bool is_folder;
};

/* A folder that is being walked. */
struct folder {
    char *path; /* owned */
    struct entry *entries;
    size_t count, at;
};

struct inputs {
    const struct cli_options *options;
    size_t operand; /* the next one */
    FILE *list;     /* of --files-from, or NULL */
    struct folder *stack;
    size_t depth, room;
};

/* What a browser, a mail program or a crawler saves an article as. Everything
 * else in a folder (pictures, styles, scripts, databases) is no article; a file
 * that is named by itself is read all the same. */
const char *const *cli_suffixes(void)
{
    static const char *const suffixes[] = {
        ".html", ".htm", ".xhtml", ".shtml",      ".mhtml", ".mht",
        ".txt",  ".text", ".warc", ".webarchive", NULL};

    return suffixes;
}

/* Does the name end so, whatever its case, and not consist of the suffix alone?
 * ".html" alone is a hidden file without a name, not a page. */
static bool ends_with(const char *name, size_t len, const char *suffix)
{
    size_t n = strlen(suffix);

    return len > n && strncasecmp(name + len - n, suffix, n) == 0;
}

/* Does a folder's file look like something to read? "page.html.gz" counts as
 * "page.html"; ".gz" alone says nothing. */
static bool is_known(const char *name)
{
    size_t len = strlen(name);

    if (ends_with(name, len, ".gz"))
        len -= 3;
    for (const char *const *s = cli_suffixes(); *s; s++)
        if (ends_with(name, len, *s))
            return true;
    return false;
}

/* ----------------------------------------------------------------- folders */

/* Byte order of the paths below: a folder's name goes on with a slash. The end
 * of a name sorts before everything, as the end of a string does; no two
 * entries of a folder are equal. */
static int by_path(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    const char *p = x->name, *q = y->name;
    int c, d;

    while (*p && *p == *q)
        p++, q++;
    c = *p ? (unsigned char)*p : x->is_folder ? '/' : 0;
    d = *q ? (unsigned char)*q : y->is_folder ? '/' : 0;
    return c - d;
}

/* The path of a name in a folder, owned by the caller. The folder's spelling is
 * kept, so that records show the paths that `find` would. */
static char *join_path(const char *folder, const char *name)
{
    size_t len = strlen(folder);
    bool slash = len && folder[len - 1] != '/';
    char *path = cli_alloc(len + strlen(name) + 2);

    sprintf(path, "%s%s%s", folder, slash ? "/" : "", name);
    return path;
}

/* What an entry is: 'd' a folder to walk, 'f' a file to read, 0 neither. A link
 * is followed to files only; one that leads nowhere is read, to be told. */
static char entry_kind(const char *folder, const struct dirent *d)
{
    struct stat st;
    bool is_link = d->d_type == DT_LNK, gone;
    char *path;

    /* d_type saves a stat per file; some file systems do not tell. */
    if (d->d_name[0] == '.')
        return 0;
    if (d->d_type == DT_DIR)
        return 'd';
    if (d->d_type != DT_UNKNOWN && d->d_type != DT_REG && !is_link)
        return 0;
    if (d->d_type == DT_REG || (is_link && !is_known(d->d_name)))
        return is_known(d->d_name) ? 'f' : 0;
    path = join_path(folder, d->d_name);
    if (!is_link && lstat(path, &st) == 0)
        is_link = S_ISLNK(st.st_mode);
    gone = stat(path, &st) != 0;
    free(path);
    if (!gone && S_ISDIR(st.st_mode))
        return is_link ? 0 : 'd';
    return (gone || S_ISREG(st.st_mode)) && is_known(d->d_name) ? 'f' : 0;
}

/* Appends a copy of a name. The list doubles at each power of two, so it needs
 * no field for its room. */
static void add_entry(struct folder *folder, const char *name, bool is_folder)
{
    size_t n = folder->count;

    if ((n & (n - 1)) == 0) /* full at each power of two */
        folder->entries = cli_realloc(
            folder->entries, (n ? 2 * n : 1) * sizeof *folder->entries);
    folder->entries[n].name = cli_alloc(strlen(name) + 1);
    strcpy(folder->entries[n].name, name);
    folder->entries[n].is_folder = is_folder;
    folder->count++;
}

/* Is this the "X_files" that a browser saved with X.html or X.htm? */
static bool is_page_parts(const struct folder *folder, const struct entry *e)
{
    static const char *const ends[] = {".html", ".htm", ".HTML", ".HTM"};
    size_t len = strlen(e->name);
    bool found = false;

    if (!e->is_folder || !ends_with(e->name, len, "_files"))
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends && !found; i++) {
        struct entry page = {cli_alloc(len + 1), false};
        memcpy(page.name, e->name, len - 6);
        strcpy(page.name + len - 6, ends[i]);
        found = bsearch(&page, folder->entries, folder->count, sizeof page,
                        by_path) != NULL;
        free(page.name);
    }
    return found;
}

/* Opens a folder and puts it, sorted, on the stack; takes `path`. Returns 0 or
 * an errno; `path` is still the caller's then. A folder that cannot be read to
 * its end is walked as far as it was listed and is told as an error too. Its
 * path then has two owners, hence the copy. */
static int push_folder(struct inputs *inputs, char *path)
{
    struct folder folder = {.path = path};
    const struct dirent *d;
    DIR *dir = opendir(path);
    int error;

    if (!dir)
        return errno;
    while (errno = 0, (d = readdir(dir)) != NULL) {
        char kind = entry_kind(path, d);
        if (kind)
            add_entry(&folder, d->d_name, kind == 'd');
    }
    error = errno;
    closedir(dir);
    if (folder.count)
        qsort(folder.entries, folder.count, sizeof *folder.entries, by_path);
    if (inputs->depth == inputs->room) {
        inputs->room = inputs->room ? 2 * inputs->room : 8;
        inputs->stack = cli_realloc(inputs->stack,
                                    inputs->room * sizeof *inputs->stack);
    }
    inputs->stack[inputs->depth++] = folder;
    if (error) /* walk what was listed, then give the path back for a message */
        inputs->stack[inputs->depth - 1].path = cli_copy(path);
    return error;
}

/* Frees the folder on top: all that was in it has been offered. The path goes
 * as well: entries are joined with it at the time when they are offered. */
static void pop_folder(struct inputs *inputs)
{
    struct folder *folder = &inputs->stack[--inputs->depth];

    for (size_t i = 0; i < folder->count; i++)
        free(folder->entries[i].name);
    free(folder->entries);
    free(folder->path);
}

/* ---------------------------------------------------------------- the walk */

/* Turns a path into an input; false when it became a folder on the stack. A
 * folder that cannot be opened comes back as an input with its errno. */
static bool offer(struct inputs *inputs, char *path, bool is_folder,
                  struct input *input)
{
    *input = (struct input){.path = path};
    if (!is_folder)
        return true;
    input->error = push_folder(inputs, path);
    return input->error != 0;
}

/* The next entry of the top folder; false when it became a folder, was skipped
 * or there was none left. */
static bool next_entry(struct inputs *inputs, struct input *input)
{
    struct folder *folder = &inputs->stack[inputs->depth - 1];
    const struct entry *entry;

    if (folder->at == folder->count) {
        pop_folder(inputs);
        return false;
    }
    entry = &folder->entries[folder->at++];
    if (is_page_parts(folder, entry))
        return false;
    return offer(inputs, join_path(folder->path, entry->name),
                 entry->is_folder, input);
}

/* A name from the command line or a list. What is named by itself is read
 * whatever its suffix. A name that stat cannot find is offered as a file, so
 * that opening it gives the message. */
static bool offer_name(struct inputs *inputs, const char *name,
                       struct input *input)
{
    struct stat st;

    return offer(inputs, cli_copy(name),
                 stat(name, &st) == 0 && S_ISDIR(st.st_mode), input);
}

/* The next argument of the command line; "-" is standard input. */
static bool next_operand(struct inputs *inputs, struct input *input)
{
    const char *name = inputs->options->operands[inputs->operand++];

    if (strcmp(name, "-") != 0)
        return offer_name(inputs, name, input);
    *input = (struct input){cli_copy("-"), true, 0};
    return true;
}

/* The next name of the list; closes it at its end. An empty line is no name; a
 * list may well end with some. */
static bool next_listed(struct inputs *inputs, struct input *input)
{
    bool null = inputs->options->null, found = false;
    char *name = NULL;
    size_t room = 0;
    ssize_t len = getdelim(&name, &room, null ? '\0' : '\n', inputs->list);

    if (len <= 0) {
        fclose(inputs->list);
        inputs->list = NULL;
    } else {
        /* The last name may lack its end. Lists from Windows have CR LF; a
         * name that really ends with CR needs -0. */
        if (name[len - 1] == (null ? '\0' : '\n'))
            name[--len] = '\0';
        if (!null && len && name[len - 1] == '\r')
            name[--len] = '\0';
        found = len && offer_name(inputs, name, input);
    }
    free(name);
    return found;
}

/* Only the list is opened here: a folder is read when its turn comes, so the
 * first output does not wait for the walk over the last folder. */
struct inputs *cli_inputs_begin(const struct cli_options *options)
{
    struct inputs *inputs = cli_alloc(sizeof *inputs);
    const char *list = options->files_from;

    *inputs = (struct inputs){.options = options};
    if (list)
        inputs->list = strcmp(list, "-") == 0 ? stdin : fopen(list, "rb");
    if (list && !inputs->list) {
        fprintf(stderr, "nutgraf: %s: %s\n", list, strerror(errno));
        free(inputs);
        return NULL;
    }
    return inputs;
}

/* Deepest first: what a folder holds comes before the operand after it. A
 * source that has nothing (a folder that was pushed, an empty line) is asked
 * again. */
bool cli_inputs_next(struct inputs *inputs, struct input *input)
{
    for (;;) {
        bool found;
        if (inputs->depth)
            found = next_entry(inputs, input);
        else if (inputs->operand < inputs->options->operand_count)
            found = next_operand(inputs, input);
        else if (inputs->list)
            found = next_listed(inputs, input);
        else
            return false;
        if (found)
            return true;
    }
}

/* Also in the middle of a walk, when output failed. */
void cli_inputs_end(struct inputs *inputs)
{
    while (inputs->depth)
        pop_folder(inputs);
    free(inputs->stack);
    if (inputs->list)
        fclose(inputs->list);
    free(inputs);
}

/* A folder with one file counts as many: whether a text has a heading must not
 * depend on what happens to be in the folder. */
bool cli_inputs_many(const struct cli_options *options)
{
    struct stat st;

    return options->operand_count > 1 || options->files_from ||
           (options->operand_count == 1 &&
            stat(options->operands[0], &st) == 0 && S_ISDIR(st.st_mode));
}
