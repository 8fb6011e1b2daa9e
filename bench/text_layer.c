/*
 * text_layer.c - speed of tokens, look-ups and sentences alone.
 *
 *     text_layer FILE [ROUNDS]      each line of FILE is a paragraph
 *
 * Prints megabytes per CPU second, tokens and sentences of one round.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buffer.h"
#include "model/model.h"
#include "text/text.h"

static bool read_file(struct ng_buffer *b, const char *path)
{
    FILE *file = fopen(path, "rb");
    char chunk[65536];
    size_t len;

    if (!file)
        return false;
    while ((len = fread(chunk, 1, sizeof chunk, file)) > 0)
        ng_buffer_append(b, chunk, len);
    fclose(file);
    return !b->failed;
}

/* One pass over all lines. */
static ng_status run_round(struct ng_text *text, struct ng_slice whole)
{
    struct ng_slice rest = whole, line;

    ng_vector_clear(&text->tokens);
    ng_vector_clear(&text->sentences);
    text->bytes = whole;
    while (ng_slice_next_line(&rest, &line)) {
        struct ng_paragraph par = {0};
        par.start = (uint32_t)(line.ptr - whole.ptr);
        par.end = par.start + (uint32_t)line.len;
        NG_TRY(ng_text_paragraph(text, &par));
    }
    return NUTGRAF_OK;
}

int main(int argc, char **argv)
{
    int rounds = argc > 2 ? atoi(argv[2]) : 10;
    struct ng_buffer bytes;
    struct ng_text text = {0};
    nutgraf_model *model;
    clock_t start;

    ng_buffer_init(&bytes, &ng_alloc_default);
    if (argc < 2 || nutgraf_model_open(NULL, &model) != NUTGRAF_OK ||
        !read_file(&bytes, argv[1]))
        return 2;
    text.lexicon = &model->lexicon;
    ng_vector_init(&text.tokens, &ng_alloc_default, sizeof(struct ng_token));
    ng_vector_init(&text.sentences, &ng_alloc_default,
                   sizeof(struct ng_sentence));
    start = clock();
    for (int i = 0; i < rounds; i++)
        if (run_round(&text, ng_buffer_slice(&bytes)) != NUTGRAF_OK)
            return 2;
    printf("%.1f MB/s, %zu tokens, %zu sentences\n",
           (double)bytes.len * rounds / 1e6 /
               ((double)(clock() - start) / CLOCKS_PER_SEC),
           text.tokens.count, text.sentences.count);
    ng_vector_free(&text.tokens);
    ng_vector_free(&text.sentences);
    ng_buffer_free(&bytes);
    nutgraf_model_free(model);
    return 0;
}
