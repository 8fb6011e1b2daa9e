/* test_html.c - pages of our own -> blocks and metas, written as lines. */
#include "cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "read/html.h"
#include "read/plaintext.h"
#include "read/textrun.h"

struct reading {
    struct ng_arena arena;
    struct ng_page page;
    char text[8192];
};

static void open_reading(struct reading *r)
{
    ng_arena_init(&r->arena, &ng_alloc_default);
    ng_page_init(&r->page, &ng_alloc_default, &r->arena);
}

static void close_reading(struct reading *r)
{
    ng_page_free(&r->page);
    ng_arena_free(&r->arena);
}

/* The blocks' texts, joined by '|'. */
static const char *blocks(struct reading *r, struct ng_slice text, bool markup)
{
    size_t len = 0;

    ng_page_clear(&r->page);
    assert_int_equal(markup ? ng_html_parse(&r->page, text)
                            : ng_plaintext_parse(&r->page, text),
                     NUTGRAF_OK);
    r->text[0] = '\0';
    for (size_t i = 0; i < r->page.blocks.count; i++) {
        struct ng_slice t = ng_page_block(&r->page, i)->text;
        len += (size_t)snprintf(r->text + len, sizeof r->text - len, "%s%.*s",
                                i ? "|" : "", (int)t.len, t.ptr);
    }
    return r->text;
}

struct row {
    const char *in, *out;
};

static void check_rows(const struct row *rows, size_t count, bool markup)
{
    struct reading r;

    open_reading(&r);
    for (size_t i = 0; i < count; i++) {
        const char *got = blocks(&r, ng_slice_of(rows[i].in), markup);
        if (strcmp(got, rows[i].out) != 0)
            fail_msg("%s\n  gives    %s\n  expected %s", rows[i].in, got,
                     rows[i].out);
    }
    close_reading(&r);
}

static void test_blocks(void **state)
{
    static const struct row rows[] = {
        {"<p>One<p>Two", "One|Two"},
        {"just text", "just text"},
        {"<p>a <b>bold</b> word</p>", "a bold word"},
        {"<p>no<b>space</b>here", "nospacehere"},
        {"<p>a\n\t b&nbsp;&nbsp;c\xE2\x80\x89" "d</p>", "a b c d"},
        {"<p>soft\xC2\xAD" "hy\xE2\x80\x8Bphen", "softhyphen"},
        {"<p>one<br>two<br><br>three", "one two|three"},
        {"<table><tr><td>a<td>b<tr><td>c</table>", "a|b|c"},
        {"<ul><li>x<li>y</ul>z", "x|y|z"},
        {"<div>before<p>in</p>after</div>", "before|in|after"},
        {"a &lt; b &amp; c &#8220;q&#8221; &#146;", "a < b & c “q” ’"},
        {"AT&amp T &copy 2020 caf&eacute, q&a=1 &notin;&notit &am",
         "AT& T © 2020 café, q&a=1 ∉¬it &am"},
        {"end&period; &lpar;x&rpar; &LT;b&GT; &Auml;&auml; &apos;&AMP;",
         "end. (x) <b> Ää '&"},
        {"&NotEqualTilde;&CounterClockwiseContourIntegral;&zwnj;&AElig;",
         "\u2242\u0338\u2233\u200c\u00c6"},
        {"&nosuch; &CounterClockwiseContourIntegralx; &lpa; &; &",
         "&nosuch; &CounterClockwiseContourIntegralx; &lpa; &; &"},
        {"1 < 2 and <3", "1 < 2 and <3"},
        {"<p>a<script>var x='<p>no';</script>b<style>p{}</style>c", "abc"},
        {"<p>a<!-- <p>no --!> x --> b<!-->c<!--->d", "a x --> bcd"},
        {"<p>a<!-- never <p>ends", "a|ends"},
        {"<p>a<script>never ends <p>x", "a"},
        {"<p>a<noscript>js off</noscript>b<svg><title>t</title><svg></svg>"
         "<text>no</text></svg>c<template><template></template>no</template>d",
         "abcd"},
        {"<p>a<select><option>x</select>b<textarea>no</textarea>c", "abc"},
        {"<template shadowrootmode=open><p>shown</template>", "shown"},
        {"<p title=\"a > b\">x", "x"},
        {"<p title='a > b>x <p>y", "b>x|y"},
        {"<pre>one\ntwo\n\nthree</pre>", "one two|three"},
        {"<p>x<span style='display:none'>no</span>y", "xy"},
        {"<title>T</title><p>x</body></html><p>after", "x|after"},
        {"<title>never <p>one</p>", "one"},
        {"<custom-tag>a<p>b</custom-tag>", "a|b"},
        {"a</p>b", "a|b"},
        {"<?php echo 1 ?><![CDATA[ x ]]><p>y", "y"},
        {"", ""},
    };

    (void)state;
    check_rows(rows, sizeof rows / sizeof *rows, true);
}

static void test_paragraphs(void **state)
{
    static const struct row rows[] = {
        {"one\n\ntwo\nthree", "one|two|three"},
        {"a\r\nb\rc\fd\xC2\x85" "e\xE2\x80\xA8" "f", "a|b|c|d|e|f"},
        {" \t\n\n", ""},
        {"a\xC2\xA0\xC2\xA0 b", "a b"},
        {"<b>not</b> markup", "<b>not</b> markup"},
        /* wrapped at 52 columns */
        {"The council of the small town by the sea met again\n"
         "on the first evening of spring to talk about the\n"
         "harbour wall, and as always nobody could agree on\n"
         "who ought to pay for it or for how long a time.\n"
         "\n"
         "A second meeting was held in the week that follow-\n"
         "ed, with more people and fewer chairs than before,\n"
         "and ended late.\n"
         "Next item\n",
         "The council of the small town by the sea met again on the first "
         "evening of spring to talk about the harbour wall, and as always "
         "nobody could agree on who ought to pay for it or for how long a "
         "time.|A second meeting was held in the week that followed, with more "
         "people and fewer chairs than before, and ended late.|Next item"},
        /* a list of headlines is not wrapped */
        {"Mayor opens the new bridge across the river at last\n"
         "Rain expected\n"
         "Schools close for a week because of the long strike\n"
         "Harvest begins early this year in the northern towns\n"
         "Sports in brief\n",
         "Mayor opens the new bridge across the river at last|Rain expected|"
         "Schools close for a week because of the long strike|"
         "Harvest begins early this year in the northern towns|"
         "Sports in brief"},
    };

    (void)state;
    check_rows(rows, sizeof rows / sizeof *rows, false);
}

/* The characters that white space, controls and hidden ones leave, one by one. */
static size_t plain_way(const char *text, size_t len, char *out)
{
    size_t n = 0;
    bool space = false;

    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            space = true;
        } else if (c >= ' ' && c != 0x7F) {
            if (space && n)
                out[n++] = ' ';
            space = false;
            out[n++] = (char)c;
        }
    }
    return n;
}

/* Text is copied in runs, eight bytes at a time where it can be: whatever stands
 * where, the result is that of the plain way, in one piece and in two. */
static void test_runs(void **state)
{
    static const char pool[] = "aB,. .  \t\n\x01\x7F \xD0\xB6zz";
    uint64_t seed = 3;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct ng_textrun run = {.unseen = i % 2};
        char text[40], want[40];
        size_t len = (size_t)i % sizeof text, cut, count;
        for (size_t at = 0; at < len; at++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            text[at] = seed >> 61 ? 'e' : pool[(seed >> 40) % 15];
        }
        count = plain_way(text, len, want);
        ng_buffer_init(&run.text, &ng_alloc_default);
        cut = len ? (seed >> 33) % len : 0;
        assert_true(ng_textrun_add(&run, text, cut));
        assert_true(ng_textrun_add(&run, text + cut, len - cut));
        assert_int_equal(run.text.len, count);
        if (count)
            assert_memory_equal(run.text.ptr, want, count);
        ng_buffer_free(&run.text);
    }
}

/* C1 controls: of a page what windows-1252 has, of plain text only marks. */
static void test_c1(void **state)
{
    static const struct {
        bool plain;
        const char *text, *want;
    } rows[] = {
        {false, "It\xC2\x92s \xC2\x8Aibenik", "It\xE2\x80\x99s \xC5\xA0ibenik"},
        {true, "It\xC2\x92s \xC2\x80 5", "It\xE2\x80\x99s \xE2\x82\xAC 5"},
        {true, "Fran\xC3\x83\xC2\x83ois", "Fran\xC3\x83\xC2\x83ois"},
        {false, "a\xC2\x81" "b", "ab"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_textrun run = {.unseen = rows[i].plain};
        ng_buffer_init(&run.text, &ng_alloc_default);
        assert_true(ng_textrun_add(&run, rows[i].text, strlen(rows[i].text)));
        assert_int_equal(run.text.len, strlen(rows[i].want));
        assert_memory_equal(run.text.ptr, rows[i].want, run.text.len);
        ng_buffer_free(&run.text);
    }
}

/* A line end is seen wherever it stands. */
static void test_line_ends(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\v", "\xC2\x85",
                                       "\xE2\x80\xA9"};
    struct reading r;

    (void)state;
    open_reading(&r);
    for (size_t at = 1; at < 30; at++)
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
            char text[80], want[80];
            snprintf(text, sizeof text, "%.*s%sand %.*s", (int)at,
                     "abcdefghijklmnopqrstuvwxyzabcdef", ends[i], 7, "so on it");
            snprintf(want, sizeof want, "%.*s|and so on i", (int)at,
                     "abcdefghijklmnopqrstuvwxyzabcdef");
            assert_string_equal(blocks(&r, ng_slice_of(text), false), want);
        }
    close_reading(&r);
}

/* Kinds, links, elements of blocks. */
static void test_block_fields(void **state)
{
    struct reading r;
    const struct ng_block *b;
    const struct ng_element *e;

    (void)state;
    open_reading(&r);
    blocks(&r, NG_LIT("<body><div class='Story  Body' id=main hidden>"
                      "<h2>Head</h2><ul><li><div>See <a href=x>this page</a>"
                      "</div></ul>text<br><br>more</div>"), true);
    assert_int_equal(r.page.blocks.count, 4);
    assert_int_equal(ng_page_block(&r.page, 0)->tag, NG_TAG_H2);
    b = ng_page_block(&r.page, 1);
    assert_int_equal(b->tag, NG_TAG_LI);
    assert_int_equal(b->links, 1);
    assert_int_equal(b->link_bytes, strlen("this page"));
    assert_int_equal(ng_page_block(&r.page, 2)->br_before, 0);
    b = ng_page_block(&r.page, 3);
    assert_int_equal(b->br_before, 2);
    assert_int_equal(b->links, 0);
    e = NG_AT(&r.page.elements, struct ng_element, b->element);
    assert_int_equal(e->tag, NG_TAG_DIV);
    assert_true(e->hidden);
    assert_true(ng_slice_eq(e->words, NG_LIT("story body main")));
    close_reading(&r);
}

/* The value of the first meta of a source under a key; "" without one. */
static struct ng_slice meta(const struct reading *r, enum ng_meta_source source,
                            const char *key)
{
    for (size_t i = 0; i < r->page.metas.count; i++) {
        const struct ng_meta *m = NG_AT(&r->page.metas, struct ng_meta, i);
        if (m->source == source && ng_slice_eq(m->key, ng_slice_of(key)))
            return m->value;
    }
    return (struct ng_slice){"", 0};
}

static void test_metas(void **state)
{
    static const struct {
        enum ng_meta_source source;
        const char *key, *value;
    } rows[] = {
        {NG_META_LANG, "lang", "en-GB"},
        {NG_META_TITLE, "title", "A & B"},
        {NG_META_NAME, "og:title", "say \"x\""},
        {NG_META_NAME, "description", "two lines"},
        {NG_META_LINK, "canonical", "http://news.example/a"},
        {NG_META_JSONLD, "application/ld+json", "{\"a\": \"</b>\"}"},
        {NG_META_COMMENT, "saved from",
         "saved from url=(0021)http://news.example/b"},
        {NG_META_TIME, "posted head", "2020-02-14"},
        {NG_META_ITEMPROP, "headline", "Big news"},
        {NG_META_ITEMPROP, "datePublished", "2020-02-13"},
        {NG_META_AUTHOR, "author", "Jane Roe"},
        {NG_META_AUTHOR, "c-byline", "By Jo Bloggs"},
    };
    static const char page[] =
        "<!-- saved from url=(0021)http://news.example/b -->"
        "<html lang=en-GB><head><title>A &amp;\n B</title>"
        "<meta property=og:title content='say \"x\"'>"
        "<meta name=description content=\"two\nlines\">"
        "<link rel=canonical href=http://news.example/a>"
        "<script type='application/ld+json'>{\"a\": \"</b>\"}</script>"
        "<body><div class=head><time class=posted datetime=2020-02-14>Feb 14"
        "</time></div><h1 itemprop=headline>Big <b>news</b></h1>"
        "<span itemprop=datePublished content=2020-02-13>13 Feb</span>"
        "<a rel=author href=x>Jane Roe</a><p class=C-Byline>By Jo Bloggs</p>";
    struct reading r;

    (void)state;
    open_reading(&r);
    blocks(&r, ng_slice_of(page), true);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_slice value = meta(&r, rows[i].source, rows[i].key);
        if (!ng_slice_eq(value, ng_slice_of(rows[i].value)))
            fail_msg("%s: \"%.*s\", expected \"%s\"", rows[i].key,
                     (int)value.len, value.ptr, rows[i].value);
    }
    close_reading(&r);
}

/* Depth and the number of attributes are bounded; text below is still read. */
static void test_bounds(void **state)
{
    static char page[400000];
    struct reading r;
    size_t len = 0;

    (void)state;
    open_reading(&r);
    for (int i = 0; i < 20000; i++)
        len += (size_t)sprintf(page + len, "<div>");
    len += (size_t)sprintf(page + len, "deep");
    for (int i = 0; i < 20000; i++)
        len += (size_t)sprintf(page + len, "</div>");
    len += (size_t)sprintf(page + len, "<p>after");
    assert_string_equal(blocks(&r, (struct ng_slice){page, len}, true),
                        "deep|after");
    assert_true(NG_AT(&r.page.elements, struct ng_element,
                      ng_page_block(&r.page, 1)->element)->depth < 5);
    len = (size_t)sprintf(page, "<p ");
    for (int i = 0; i < 20000; i++)
        len += (size_t)sprintf(page + len, "a%d=1 ", i);
    len += (size_t)sprintf(page + len, "class=last>text");
    assert_string_equal(blocks(&r, (struct ng_slice){page, len}, true), "text");
    close_reading(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),       cmocka_unit_test(test_paragraphs),
        cmocka_unit_test(test_block_fields), cmocka_unit_test(test_metas),
        cmocka_unit_test(test_runs),
        cmocka_unit_test(test_c1),         cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_bounds)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
