/*
 * about.c - see about.h.
 *
 * A name is folded once (case, accents, apostrophes); the text is folded while
 * it is compared, from each beginning of a word, so that nothing of the text's
 * size is allocated. Where it stands are the "spots": every mention of an
 * entity one of whose names has the name's words, and the bare words anywhere.
 * Thus "Lavrov" also finds "the minister" where both are one entity, and finds
 * something where the text has no such entity at all.
 *
 * Spots are sorted; whether a sentence, a quote or a speaker has one is a
 * binary search.
 *
 * The rule is that of nutgraf.h; here is only how to answer it fast. A query
 * costs a logarithm of the spots, preparing it one pass over the text.
 */
#include "write/about.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* ----------------------------------------------------------------- folding */

/* The next folded character of zero-terminated or `len`-bounded UTF-8, 0 at
 * its end: lower case, no accents, straight apostrophe. Steps over marks.
 * ASCII takes a short way round utf8proc, which is most of an English text.
 * Broken UTF-8 gives U+FFFD and one byte of progress, so the loop ends on
 * any bytes. */
static uint32_t next_folded(const char *text, size_t len, size_t *at)
{
    const int how = UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK;

    while (*at < len) {
        utf8proc_int32_t c, folded[8];
        utf8proc_ssize_t step;
        int boundary = 0;
        unsigned char first = (unsigned char)text[*at];
        if (first < 0x80) {
            ++*at;
            return first >= 'A' && first <= 'Z' ? first | 0x20u : first;
        }
        step = utf8proc_iterate((const utf8proc_uint8_t *)text + *at,
                                (utf8proc_ssize_t)(len - *at), &c);
        *at += step > 0 ? (size_t)step : 1;
        if (step <= 0)
            return 0xFFFD;
        if (c == 0x2019 || c == 0x2018)
            return '\'';
        /* Of what folds to several (a ligature) the first stands for all: the
         * name is folded in the same way. */
        step = utf8proc_decompose_char(c, folded, 8, how, &boundary);
        if (step > 0 && folded[0])
            return (uint32_t)folded[0];
    }
    return 0;
}

/* True for what words are made of. Marks are gone by now, as folding strips
 * them. */
static bool is_word(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
        return true;
    default:
        return false;
    }
}

/* Folds the name: no white space around it, one space inside. A name of white
 * space alone has length 0 and is found nowhere. */
static nutgraf_status fold_name(struct ng_about *about, const char *who)
{
    size_t len = strlen(who), at = 0;
    uint32_t c;

    about->name = malloc((len + 1) * sizeof *about->name);
    if (!about->name)
        return NUTGRAF_NO_MEMORY;
    while ((c = next_folded(who, len, &at)) != 0) {
        bool space = c <= ' ' || c == 0xA0;
        if (!space)
            about->name[about->name_len++] = c;
        else if (about->name_len && about->name[about->name_len - 1] != ' ')
            about->name[about->name_len++] = ' ';
    }
    if (about->name_len && about->name[about->name_len - 1] == ' ')
        about->name_len--;
    return NUTGRAF_OK;
}

/* True when the name stands at byte `at`, whole; `*end` is where it ends. A
 * name that ends with a mark ("Yahoo!") needs no border after it. */
static bool name_at(const struct ng_about *about, const char *text, size_t len,
                    size_t at, size_t *end)
{
    uint32_t c;

    for (size_t i = 0; i < about->name_len; i++)
        if (next_folded(text, len, &at) != about->name[i])
            return false;
    *end = at;
    c = next_folded(text, len, &at);
    return !is_word(c) || !is_word(about->name[about->name_len - 1]);
}

/* The first place at or after `*from` where the name stands in the text. Found
 * places do not overlap: the search goes on behind the last one. */
static bool find_name(const struct ng_about *about, const char *text,
                      size_t len, size_t *from, nutgraf_span *found)
{
    bool inside = false; /* a word was going on before `at` */
    size_t at = *from, end;

    while (about->name_len && at < len) {
        size_t start = at;
        uint32_t c = next_folded(text, len, &at);
        /* Only where a word begins: the name is compared at most once per
         * word, which keeps the search linear. */
        if (!inside && c == about->name[0] &&
            name_at(about, text, len, start, &end)) {
            *found = (nutgraf_span){(uint32_t)start, (uint32_t)end};
            *from = end;
            return true;
        }
        inside = is_word(c);
    }
    return false;
}

/* Without a name everything is about it. */
bool ng_about_words(const struct ng_about *about, const char *words)
{
    nutgraf_span found;
    size_t from = 0;

    return !about->name ||
           (words && find_name(about, words, strlen(words), &from, &found));
}

/* ------------------------------------------------------------------- spots */

/* Appends a place where the name stands; the list doubles. */
static nutgraf_status add_spot(struct ng_about *about, nutgraf_span span)
{
    if (about->spot_count == about->spot_room) {
        size_t room = about->spot_room ? about->spot_room * 2 : 64;
        nutgraf_span *spots = realloc(about->spots, room * sizeof *spots);
        if (!spots)
            return NUTGRAF_NO_MEMORY;
        about->spots = spots;
        about->spot_room = room;
    }
    about->spots[about->spot_count++] = span;
    return NUTGRAF_OK;
}

/* Is one of the entity's names the one we look for? "Merkel" is found in the
 * entity's name "Angela Merkel" or in any of its mentions, so an entity whose
 * longest name lacks the word is found as well. */
static bool entity_has_name(const struct ng_about *about,
                            const nutgraf_entity *e)
{
    const char *text = about->article->text;
    nutgraf_span found;

    if (ng_about_words(about, e->name))
        return true;
    for (size_t i = 0; i < e->mention_count; i++) {
        size_t from = 0;
        if (find_name(about, text + e->mentions[i].start,
                      e->mentions[i].end - e->mentions[i].start, &from, &found))
            return true;
    }
    return false;
}

/* Marks the entities that are meant; their mentions are spots. */
static nutgraf_status mark_entities(struct ng_about *about)
{
    const nutgraf_article *a = about->article;

    about->entities = calloc(a->entity_count + 1, sizeof *about->entities);
    if (!about->entities)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < a->entity_count; i++) {
        const nutgraf_entity *e = &a->entities[i];
        about->entities[i] = entity_has_name(about, e);
        for (size_t m = 0; about->entities[i] && m < e->mention_count; m++)
            if (add_spot(about, e->mentions[m]) != NUTGRAF_OK)
                return NUTGRAF_NO_MEMORY;
    }
    return NUTGRAF_OK;
}

/* Every place where the text has the name is a spot, entity or not. */
static nutgraf_status mark_words(struct ng_about *about)
{
    nutgraf_span found;
    size_t from = 0;

    while (find_name(about, about->article->text, about->article->text_len,
                     &from, &found))
        if (add_spot(about, found) != NUTGRAF_OK)
            return NUTGRAF_NO_MEMORY;
    return NUTGRAF_OK;
}

/* qsort order of spots. Spots may overlap: a mention and the name inside it. */
static int by_start(const void *a, const void *b)
{
    const nutgraf_span *x = a, *y = b;

    return x->start < y->start ? -1 : x->start > y->start;
}

/* True when a spot begins inside the span. The first spot that does not begin
 * before the span is the only one to look at, since spots are sorted by their
 * start. */
static bool has_spot(const struct ng_about *about, nutgraf_span span)
{
    size_t low = 0, high = about->spot_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (about->spots[middle].start < span.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < about->spot_count && about->spots[low].start < span.end;
}

/* Is the quote's speaker the one we look for, as an entity or by the words that
 * name the speaker? */
static bool is_speaker(const struct ng_about *about, const nutgraf_quote *q)
{
    return (q->speaker_entity >= 0 && about->entities[q->speaker_entity]) ||
           has_spot(about, q->speaker);
}

/* Collects the quotes that the name speaks; they come sorted. */
static nutgraf_status mark_said(struct ng_about *about)
{
    const nutgraf_article *a = about->article;

    about->said = malloc((a->quote_count + 1) * sizeof *about->said);
    if (!about->said)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < a->quote_count; i++)
        if (is_speaker(about, &a->quotes[i]))
            about->said[about->said_count++] = a->quotes[i].span;
    return NUTGRAF_OK;
}

/* Spots come from two sides, mentions of the entities that have the name and
 * the bare words; sorted once, each question is a binary search. */
nutgraf_status ng_about_init(struct ng_about *about,
                             const nutgraf_article *article, const char *who)
{
    nutgraf_status status;

    *about = (struct ng_about){.article = article};
    if (!who || article->error != NUTGRAF_OK)
        return NUTGRAF_OK;
    status = fold_name(about, who);
    if (status == NUTGRAF_OK)
        status = mark_entities(about);
    if (status == NUTGRAF_OK)
        status = mark_words(about);
    if (status == NUTGRAF_OK) {
        if (about->spot_count)
            qsort(about->spots, about->spot_count, sizeof *about->spots,
                  by_start);
        status = mark_said(about);
    }
    if (status != NUTGRAF_OK)
        ng_about_free(about);
    return status;
}

/* Safe after a failed or trivial ng_about_init too. */
void ng_about_free(struct ng_about *about)
{
    free(about->name);
    free(about->entities);
    free(about->spots);
    free(about->said);
    *about = (struct ng_about){0};
}

/* ------------------------------------------------------------------- items */

/* The last of `count` sorted spans that begins at or before `offset`; NULL when
 * it is over by then. Spans that overlap none of their neighbours are assumed,
 * as sentences and quotes are. */
static const nutgraf_span *span_around(const nutgraf_span *spans, size_t count,
                                       uint32_t offset)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spans[middle].start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low && offset < spans[low - 1].end ? &spans[low - 1] : NULL;
}

/* An article made by hand may have no sentences; an answer that is too wide
 * keeps an item rather than losing it. */
nutgraf_span ng_sentence_around(const nutgraf_article *article,
                                uint32_t offset)
{
    const nutgraf_span *found =
        span_around(article->sentences, article->sentence_count, offset);

    if (found)
        return *found;
    for (size_t i = 0; i < article->paragraph_count; i++)
        if (article->paragraphs[i].span.start <= offset &&
            offset < article->paragraphs[i].span.end)
            return article->paragraphs[i].span;
    return (nutgraf_span){0, (uint32_t)article->text_len};
}

/* The rule for dates and figures. A date in the same sentence as the name
 * counts, and one inside what the name says anywhere in the article. */
static bool is_near(const struct ng_about *about, nutgraf_span span)
{
    return !about->name ||
           has_spot(about, ng_sentence_around(about->article, span.start)) ||
           span_around(about->said, about->said_count, span.start);
}

/* See nutgraf.h for the rule. */
bool ng_about_entity(const struct ng_about *about, size_t i)
{
    return !about->name || about->entities[i];
}

/* Said by the name, or with the name in it. */
bool ng_about_quote(const struct ng_about *about, size_t i)
{
    const nutgraf_quote *q = &about->article->quotes[i];

    return !about->name || is_speaker(about, q) || has_spot(about, q->span);
}

/* In a sentence with the name, or in its words. */
bool ng_about_date(const struct ng_about *about, size_t i)
{
    return is_near(about, about->article->dates[i].span);
}

/* As for dates. */
bool ng_about_figure(const struct ng_about *about, size_t i)
{
    return is_near(about, about->article->figures[i].span);
}
