/*
 * sample.h - an article made by hand, for the writers' tests.
 */
#ifndef NG_TESTS_WRITE_SAMPLE_H
#define NG_TESTS_WRITE_SAMPLE_H

#include <nutgraf/nutgraf.h>

/* Two paragraphs, three sentences. The dash and the curly quotation marks are
 * three bytes each, the breve g is two. */
#define SAMPLE_TEXT                                                           \
    "Mayor Ana Erdo\xC4\x9F" "an spoke\tto TASS on Friday \xE2\x80\x94 "      \
    "briefly. Fares rose 3.5%."                                               \
    "\n\n\xE2\x80\x9CWe pay 2 to 4 euros,\xE2\x80\x9D Erdo\xC4\x9F" "an said."

/* Fills `article`; it points to static tables only. */
static inline void sample_article(nutgraf_article *article)
{
    static const char *const byline[] = {"Jo Reed", "Li Wen"};
    static const nutgraf_paragraph paragraphs[] = {
        {{0, 72}, NUTGRAF_PARAGRAPH_TEXT}, {{74, 115}, NUTGRAF_PARAGRAPH_TEXT}};
    static const nutgraf_span sentences[] = {{0, 55}, {56, 72}, {74, 115}};
    static const nutgraf_span ana[] = {{6, 18}, {101, 109}};
    static const nutgraf_span tass[] = {{28, 32}};
    static const nutgraf_entity entities[] = {
        {NUTGRAF_PERSON, "Ana Erdo\xC4\x9F" "an", "Mayor", "TR", ana, 2},
        {NUTGRAF_ORGANIZATION, "TASS", NULL, NULL, tass, 1}};
    static const nutgraf_quote quotes[] = {
        {{74, 100}, NUTGRAF_QUOTE_DIRECT, NULL, 0, {101, 109}, 0, {110, 114},
         "2024-05-10"}};
    static const nutgraf_date dates[] = {
        {{36, 42}, NUTGRAF_DATE_DATE, "2024-05-10", "APPROX", "2024-05-10",
         "2024-05-10"}};
    static const nutgraf_figure figures[] = {
        {{67, 71}, NUTGRAF_PERCENT, NUTGRAF_HAS_VALUE, 3.5, 0, 0, {0, 0}, NULL,
         "%", NULL, "Fares", NUTGRAF_CHANGE_UP},
        {{84, 96}, NUTGRAF_MONEY, NUTGRAF_HAS_LOW | NUTGRAF_HAS_HIGH, 0, 2, 4,
         {0, 0}, "~", "EUR", "ride", NULL, NUTGRAF_CHANGE_NONE}};
    static const nutgraf_dropped dropped[] = {{"Read more", "link"}};
    static const nutgraf_diagnostic diagnostics[] = {
        {NUTGRAF_WARNING, 7, "something was odd"}};

    *article = (nutgraf_article){
        .source = {"a.html", NUTGRAF_FORMAT_HTML, "utf-8", 400, NULL},
        .title = "Fares\tup",
        .published = "2024-05-11",
        .language = "en",
        .byline = byline,
        .byline_count = 2,
        .anchor_date = "2024-05-11",
        .anchor_from = NUTGRAF_ANCHOR_METADATA,
        .text = SAMPLE_TEXT,
        .text_len = sizeof SAMPLE_TEXT - 1,
        .paragraphs = paragraphs,
        .paragraph_count = 2,
        .entities = entities,
        .entity_count = 2,
        .quotes = quotes,
        .quote_count = 1,
        .dates = dates,
        .date_count = 1,
        .figures = figures,
        .figure_count = 2,
        .dropped = dropped,
        .dropped_count = 1,
        .diagnostics = diagnostics,
        .diagnostic_count = 1,
        .sentences = sentences,
        .sentence_count = 3};
}

#endif
