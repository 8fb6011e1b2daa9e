/*
 * text.c - the clean text: what a reader wants, and what other tools take.
 *
 * No wrapping and no marks: a paragraph is a line, an empty line separates, so
 * that the text can be fed to this program again.
 *
 * The title stands above the text because the body does not repeat it. An
 * article that could not be read gives no bytes and no failure: its error is
 * the caller's to tell.
 */
#include "write/out.h"

/* The paragraphs are already joined by empty lines: the text goes out in one
 * piece. */
nutgraf_status nutgraf_write_text(const nutgraf_article *article,
                                  nutgraf_sink sink, void *user)
{
    struct ng_out out;

    if (article->error != NUTGRAF_OK)
        return NUTGRAF_OK;
    ng_out_begin(&out, sink, user);
    if (article->title) {
        ng_out_text(&out, article->title);
        ng_out_text(&out, article->text_len ? "\n\n" : "\n");
    }
    ng_out_put(&out, article->text, article->text_len);
    if (article->text_len)
        ng_out_put(&out, "\n", 1);
    return ng_out_end(&out);
}
