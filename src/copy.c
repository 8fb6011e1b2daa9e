/*
 * copy.c - an article that outlives its worker, in one block.
 *
 * The same walk runs twice: without a block it only counts bytes, with one it
 * copies. Both passes take the same steps by construction, so the second cannot
 * overrun what the first counted. Then article and everything that it points to
 * are freed at once.
 *
 * Arrays are aligned for any type; strings follow each other without gaps.
 *
 * What it costs: two walks and one allocation, with the default allocator,
 * since a worker's own may be gone when the copy is freed. A pointer that is
 * added to the public article must be added to put_article, or the copy would
 * point into the worker.
 */
#include <stdalign.h>
#include <string.h>

#include "base/alloc.h"

/* The block being filled; `base` is NULL while bytes are counted. */
struct block {
    char *base;
    size_t used;
};

/* Copies `size` bytes to the block; NULL while counting, or for none. Types
 * with less alignment waste a few bytes; nobody needs to know here what is
 * copied. */
static void *put(struct block *b, const void *from, size_t size)
{
    const size_t align = alignof(max_align_t);
    char *place;

    if (!size)
        return NULL;
    b->used = (b->used + align - 1) / align * align;
    place = b->base ? b->base + b->used : NULL;
    if (place)
        memcpy(place, from, size);
    b->used += size;
    return place;
}

/* `len` bytes and a zero after them; NULL stays NULL. The text's length is
 * given because it may be large, and a walk over it is saved; the zero behind
 * it is not counted in the length. */
static const char *put_text(struct block *b, const char *text, size_t len)
{
    char *place = b->base ? b->base + b->used : NULL;

    if (!text)
        return NULL;
    if (place) {
        memcpy(place, text, len);
        place[len] = '\0';
    }
    b->used += len + 1;
    return place;
}

/* A zero-terminated string; NULL stays NULL. */
static const char *put_string(struct block *b, const char *text)
{
    return put_text(b, text, text ? strlen(text) : 0);
}

/* The entities, their strings and the places of their mentions. Structs are
 * copied one by one into the new list, their pointers already turned to the
 * block. */
static void put_entities(struct block *b, nutgraf_article *a)
{
    nutgraf_entity *list =
        put(b, a->entities, a->entity_count * sizeof *list);

    for (size_t i = 0; i < a->entity_count; i++) {
        nutgraf_entity e = a->entities[i];
        e.name = put_string(b, e.name);
        e.role = put_string(b, e.role);
        e.country = put_string(b, e.country);
        e.mentions = put(b, e.mentions, e.mention_count * sizeof *e.mentions);
        if (list)
            list[i] = e;
    }
    a->entities = list;
}

/* The quotes and the parts of interrupted ones. Speakers are indices: they stay
 * right in a copy. */
static void put_quotes(struct block *b, nutgraf_article *a)
{
    nutgraf_quote *list = put(b, a->quotes, a->quote_count * sizeof *list);

    for (size_t i = 0; i < a->quote_count; i++) {
        nutgraf_quote q = a->quotes[i];
        q.parts = put(b, q.parts, q.part_count * sizeof *q.parts);
        q.date = put_string(b, q.date);
        if (list)
            list[i] = q;
    }
    a->quotes = list;
}

/* The dates and their strings. A date without calendar days has NULL there, and
 * so has its copy. */
static void put_dates(struct block *b, nutgraf_article *a)
{
    nutgraf_date *list = put(b, a->dates, a->date_count * sizeof *list);

    for (size_t i = 0; i < a->date_count; i++) {
        nutgraf_date d = a->dates[i];
        d.value = put_string(b, d.value);
        d.mod = put_string(b, d.mod);
        d.from = put_string(b, d.from);
        d.to = put_string(b, d.to);
        if (list)
            list[i] = d;
    }
    a->dates = list;
}

/* The figures and their strings. */
static void put_figures(struct block *b, nutgraf_article *a)
{
    nutgraf_figure *list = put(b, a->figures, a->figure_count * sizeof *list);

    for (size_t i = 0; i < a->figure_count; i++) {
        nutgraf_figure f = a->figures[i];
        f.bound = put_string(b, f.bound);
        f.unit = put_string(b, f.unit);
        f.per = put_string(b, f.per);
        f.noun = put_string(b, f.noun);
        if (list)
            list[i] = f;
    }
    a->figures = list;
}

/* What is not of the article itself: dropped pieces and diagnostics. A
 * diagnostic's level and offset came along with the array; only its sentence is
 * copied. */
static void put_remarks(struct block *b, nutgraf_article *a)
{
    nutgraf_dropped *dropped =
        put(b, a->dropped, a->dropped_count * sizeof *dropped);
    nutgraf_diagnostic *remarks =
        put(b, a->diagnostics, a->diagnostic_count * sizeof *remarks);

    for (size_t i = 0; i < a->dropped_count; i++) {
        nutgraf_dropped d = {put_string(b, a->dropped[i].text),
                             put_string(b, a->dropped[i].reason)};
        if (dropped)
            dropped[i] = d;
    }
    for (size_t i = 0; i < a->diagnostic_count; i++) {
        const char *message = put_string(b, a->diagnostics[i].message);
        if (remarks)
            remarks[i].message = message;
    }
    a->dropped = dropped;
    a->diagnostics = remarks;
}

/* The byline is an array of strings, the rest are strings. */
static void put_metadata(struct block *b, nutgraf_article *a)
{
    const char **byline = put(b, a->byline, a->byline_count * sizeof *byline);

    for (size_t i = 0; i < a->byline_count; i++) {
        const char *name = put_string(b, a->byline[i]);
        if (byline)
            byline[i] = name;
    }
    a->byline = byline;
    a->title = put_string(b, a->title);
    a->published = put_string(b, a->published);
    a->modified = put_string(b, a->modified);
    a->site = put_string(b, a->site);
    a->url = put_string(b, a->url);
    a->language = put_string(b, a->language);
    a->section = put_string(b, a->section);
    a->description = put_string(b, a->description);
    a->anchor_date = put_string(b, a->anchor_date);
}

/* Walks over all of an article; `a` is a shallow copy whose pointers are turned
 * to the block. */
static void put_article(struct block *b, nutgraf_article *a)
{
    a->source.path = put_string(b, a->source.path);
    a->source.charset = put_string(b, a->source.charset);
    a->source.record = put_string(b, a->source.record);
    a->error_message = put_string(b, a->error_message);
    put_metadata(b, a);
    a->text = put_text(b, a->text, a->text_len);
    a->paragraphs =
        put(b, a->paragraphs, a->paragraph_count * sizeof *a->paragraphs);
    put_entities(b, a);
    put_quotes(b, a);
    put_dates(b, a);
    put_figures(b, a);
    put_remarks(b, a);
    a->sentences =
        put(b, a->sentences, a->sentence_count * sizeof *a->sentences);
}

/* The counting pass works on a shallow copy, whose pointers it spoils. */
nutgraf_status nutgraf_article_copy(const nutgraf_article *article,
                                    nutgraf_article **copy)
{
    struct block b = {NULL, sizeof *article};
    nutgraf_article counted = *article;

    put_article(&b, &counted);
    *copy = ng_malloc(&ng_alloc_default, b.used);
    if (!*copy)
        return NUTGRAF_NO_MEMORY;
    **copy = *article;
    b = (struct block){(char *)*copy, sizeof *article};
    put_article(&b, *copy);
    return NUTGRAF_OK;
}

/* One block: nothing inside is freed by itself. */
void nutgraf_article_free(nutgraf_article *copy)
{
    ng_free(&ng_alloc_default, copy);
}
