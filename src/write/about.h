/*
 * about.h - which items are about a name: the rules of options.who, shared by
 * the writers (nutgraf.h states them).
 */
#ifndef NG_WRITE_ABOUT_H
#define NG_WRITE_ABOUT_H

#include <nutgraf/nutgraf.h>

/* A name to look for, folded, and where it stands. All-NULL: no name was given
 * and everything is kept. */
struct ng_about {
    const nutgraf_article *article;
    uint32_t *name; /* owned: folded characters; NULL: keep everything */
    size_t name_len;
    bool *entities; /* owned: is the i-th entity meant? */
    nutgraf_span *spots; /* owned: where it is named, by start */
    size_t spot_count, spot_room;
    nutgraf_span *said; /* owned: quotes that it speaks, by start */
    size_t said_count;
};

/* Looks for `who` (NULL: keep everything) in the article. Linear in the text.
 * Status: NO_MEMORY; then there is nothing to free. */
nutgraf_status ng_about_init(struct ng_about *about,
                             const nutgraf_article *article, const char *who);
void ng_about_free(struct ng_about *about);

/* Is the i-th item kept? */
bool ng_about_entity(const struct ng_about *about, size_t i);
bool ng_about_quote(const struct ng_about *about, size_t i);
bool ng_about_date(const struct ng_about *about, size_t i);
bool ng_about_figure(const struct ng_about *about, size_t i);

/* Do these words have the name in them? */
bool ng_about_words(const struct ng_about *about, const char *words);

/* The sentence around byte `offset`: else the paragraph, else the text. */
nutgraf_span ng_sentence_around(const nutgraf_article *article,
                                uint32_t offset);

#endif
