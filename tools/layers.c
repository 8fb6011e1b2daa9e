/*
 * layers.c - fails the build when an include points the wrong way.
 *
 *     layers SRC_FOLDER FILE...
 *
 * Each FILE below SRC_FOLDER belongs to the layer of its first folder ("base",
 * "text" ...; files beside the folders are the layer "run"). The table below
 * says what a layer may include besides itself:
 *
 *     base <- model <- text <- find        base, model <- read <- strip
 *     run sees all of these; write and cli see only the public header
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define MAX_ALLOWED 6
#define MAX_LINE 1024
#define MAX_NAME 64

/* A folder and the folders that its files may include. */
struct layer {
    const char *name;
    const char *allowed[MAX_ALLOWED];
};

/* Lowest first. A folder that is not here fails the build, so that each new one
 * is thought about. */
static const struct layer layers[] = {
    {"base", {"nutgraf"}},
    {"model", {"nutgraf", "base"}},
    {"text", {"nutgraf", "base", "model"}},
    {"read", {"nutgraf", "base", "model"}},
    {"strip", {"nutgraf", "base", "model", "read"}},
    {"find", {"nutgraf", "base", "model", "text", "run"}},
    {"run", {"nutgraf", "base", "model", "text", "strip", "find"}},
    {"write", {"nutgraf"}},
    {"cli", {"nutgraf"}},
};

/* Headers of the build that belong to a layer without lying in its folder. */
static const char *const generated[][2] = {{"ng_tables.h", "model"}};

/* NULL for a folder that the table lacks. */
static const struct layer *find_layer(const char *name)
{
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        if (strcmp(layers[i].name, name) == 0)
            return &layers[i];
    return NULL;
}

/* The layer's name of a path relative to the source folder: that of its first
 * folder, "run" for a file beside the folders. Cut off at MAX_NAME, which no
 * folder's name reaches. */
static void layer_name(const char *path, char *name)
{
    const char *slash = strchr(path, '/');

    for (size_t i = 0; i < sizeof generated / sizeof *generated; i++)
        if (strcmp(generated[i][0], path) == 0) {
            snprintf(name, MAX_NAME, "%s", generated[i][1]);
            return;
        }
    if (slash)
        snprintf(name, MAX_NAME, "%.*s", (int)(slash - path), path);
    else
        snprintf(name, MAX_NAME, "run");
}

/* `run` reads pages, but only through the two headers of the border. */
static bool is_border(const struct layer *from, const char *path)
{
    return strcmp(from->name, "run") == 0 &&
           (strcmp(path, "read/document.h") == 0 ||
            strcmp(path, "read/page.h") == 0);
}

/* Decides by the include's text, without looking for the file: ours are written
 * relative to the source folder ("base/map.h"), never as "../map.h". */
static bool may_include(const struct layer *from, const char *path)
{
    char to[MAX_NAME];

    layer_name(path, to);
    if (strcmp(from->name, to) == 0 || is_border(from, path))
        return true;
    for (size_t i = 0; i < MAX_ALLOWED && from->allowed[i]; i++)
        if (strcmp(from->allowed[i], to) == 0)
            return true;
    return false;
}

/* The path of an #include of ours in `line`, or NULL; cuts the line off behind
 * it. What stands in angle brackets is a library's, but for our own public
 * header. */
static char *included(char *line)
{
    char *path = line + strspn(line, " \t"), *end;

    if (*path++ != '#')
        return NULL;
    path += strspn(path, " \t");
    if (strncmp(path, "include", 7) != 0)
        return NULL;
    path += 7 + strspn(path + 7, " \t");
    end = *path == '"'   ? strchr(path + 1, '"')
          : *path == '<' ? strchr(path + 1, '>')
                         : NULL;
    if (!end)
        return NULL;
    *end = '\0';
    if (*path == '<' && strncmp(path + 1, "nutgraf/", 8) != 0)
        return NULL;
    return path + 1;
}

/* Checks one file; returns the number of wrong includes. A file that cannot be
 * read or has no layer counts as one. Lines are tested one by one, so an
 * include inside a comment is taken for one: it would be a strange comment. */
static int check_file(const char *file, const char *relative)
{
    char line[MAX_LINE], name[MAX_NAME];
    const struct layer *layer;
    FILE *in = fopen(file, "r");
    int wrong = 0;

    layer_name(relative, name);
    layer = find_layer(name);
    if (!in || !layer) {
        fprintf(stderr, "%s: %s\n", file,
                in ? "belongs to no layer of tools/layers.c" : "cannot be read");
        if (in)
            fclose(in);
        return 1;
    }
    for (int number = 1; fgets(line, sizeof line, in); number++) {
        const char *path = included(line);
        if (!path || may_include(layer, path))
            continue;
        fprintf(stderr, "%s:%d: layer %s must not include \"%s\"\n", file,
                number, name, path);
        wrong++;
    }
    fclose(in);
    return wrong;
}

/* Files must lie below SRC_FOLDER, whose name is cut off them. Exit status 1: a
 * wrong include was found; 2: the command itself is wrong. */
int main(int argc, char **argv)
{
    size_t root = argc > 1 ? strlen(argv[1]) : 0;
    int wrong = 0;

    if (argc < 3) {
        fprintf(stderr, "usage: layers SRC_FOLDER FILE...\n");
        return 2;
    }
    for (int i = 2; i < argc; i++) {
        if (strncmp(argv[i], argv[1], root) != 0 || argv[i][root] != '/') {
            fprintf(stderr, "%s: not below %s\n", argv[i], argv[1]);
            return 2;
        }
        wrong += check_file(argv[i], argv[i] + root + 1);
    }
    return wrong ? 1 : 0;
}
