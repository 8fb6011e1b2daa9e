/* main.c - the program (a first skeleton: --json over files). */
#include <nutgraf/nutgraf.h>
#include <stdio.h>
#include <string.h>

static nutgraf_status to_stdout(void *user, const char *bytes, size_t len)
{
    (void)user;
    return fwrite(bytes, 1, len, stdout) == len ? NUTGRAF_OK : NUTGRAF_IO;
}

static nutgraf_status each(void *user, const nutgraf_article *article)
{
    (void)user;
    return nutgraf_write_json(article, NULL, to_stdout, NULL);
}

int main(int argc, char **argv)
{
    nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;
    nutgraf_model *model;
    nutgraf_worker *worker;

    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--anchor-date") == 0)
            options.anchor_date = argv[i + 1];
        else if (strcmp(argv[i], "--no-strip") == 0)
            options.no_strip = true;
    if (nutgraf_model_open(NULL, &model) ||
        nutgraf_worker_new(model, &options, &worker))
        return 2;
    for (int i = 1; i < argc; i++) {
        char chunk[65536];
        size_t len;
        FILE *file;
        if (argv[i][0] == '-') {
            i += strcmp(argv[i], "--anchor-date") == 0 ||
                 strcmp(argv[i], "--input") == 0;
            continue;
        }
        file = fopen(argv[i], "rb");
        if (!file)
            return 2;
        nutgraf_begin(worker, argv[i], each, NULL);
        while ((len = fread(chunk, 1, sizeof chunk, file)) > 0)
            nutgraf_feed(worker, chunk, len);
        fclose(file);
        if (nutgraf_end(worker)) {
            fprintf(stderr, "%s\n", nutgraf_worker_error(worker));
            return 2;
        }
    }
    nutgraf_worker_free(worker);
    nutgraf_model_free(model);
    return 0;
}
