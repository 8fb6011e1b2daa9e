/* test_metadata.c - each source of each field, on small pages of our own. */
#include "cmocka_all.h"

#include <nutgraf/nutgraf.h>
#include <stdio.h>
#include <string.h>

#define PROSE                                                                 \
    "<p>The harbour board voted on Monday to close the old ferry terminal, "  \
    "ending a dispute that had divided the town for almost three years.</p>"  \
    "<p>Members said the building was unsafe, and that repairs would cost "   \
    "more than the council could borrow before the end of the decade.</p>"

/* What the tests share. */
struct bench {
    nutgraf_model *model;
    nutgraf_worker *worker;
};

/* A page with what stands in its head, above and instead of its headline. */
static const nutgraf_article *analyze(struct bench *b, const char *head,
                                      const char *top)
{
    nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;
    const nutgraf_article *article;
    char page[4096];
    int len = snprintf(page, sizeof page,
                       "<html><head>%s</head><body><article>%s%s</article>"
                       "</body></html>", head, top, PROSE);

    assert_in_range(len, 1, sizeof page - 1);
    nutgraf_worker_free(b->worker);
    options.format = NUTGRAF_FORMAT_HTML;
    options.modules = 0;
    assert_int_equal(nutgraf_worker_new(b->model, &options, &b->worker),
                     NUTGRAF_OK);
    assert_int_equal(nutgraf_analyze(b->worker, page, (size_t)len, &article),
                     NUTGRAF_OK);
    return article;
}

/* A head, a top, and what one field must be; NULL for nothing. */
struct row {
    const char *head, *top, *expected;
};

static void check(const char *got, const struct row *row)
{
    if (!row->expected && got)
        fail_msg("%s%s: \"%s\" instead of nothing", row->head, row->top, got);
    if (row->expected && (!got || strcmp(got, row->expected) != 0))
        fail_msg("%s%s: \"%s\" instead of \"%s\"", row->head, row->top,
                 got ? got : "(nothing)", row->expected);
}

static void test_titles(void **state)
{
    static const struct row rows[] = {
        {"<title>Board closes ferry terminal - The Tern</title>",
         "<h1>Board closes ferry terminal</h1>",
         "Board closes ferry terminal"},
        /* The visible headline, where the head has other words. */
        {"<meta property='og:title' content='Why the ferry terminal closes'>",
         "<h1>Board closes ferry terminal</h1>",
         "Board closes ferry terminal"},
        /* The logo is a heading too. */
        {"<title>Board closes ferry terminal</title>",
         "<h1>The Daily Tern</h1><h1>Board closes ferry terminal</h1>",
         "Board closes ferry terminal"},
        {"<meta property='og:title' content='Board closes old ferry terminal'>",
         "<h1>Harbour: Board closes old ferry terminal</h1>",
         "Board closes old ferry terminal"},
        /* A long first half is no kicker. */
        {"<meta property='og:title' content='Board closes old ferry terminal'>",
         "<h1>After three years of dispute in town: Board closes old ferry "
         "terminal</h1>",
         "After three years of dispute in town: Board closes old ferry "
         "terminal"},
        {"<title>Harbour Board closes ferry terminal</title>",
         "<h1><span>Harbour</span><span>Board closes ferry terminal</span>"
         "</h1>", "Harbour Board closes ferry terminal"},
        /* Nobody names the site, but two claims end with it. */
        {"<title>“Closed again” - The New Daily Tern</title><meta "
         "property='og:title' content='“Closed again” - The New Daily Tern'>",
         "<h1>“Closed again”</h1>", "“Closed again”"},
        {"<meta property='og:site_name' content='The Tern'><title>The Tern - "
         "Board closes ferry terminal</title>", "",
         "Board closes ferry terminal"},
        {"<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
         "\"headline\":\"Board closes terminal\"}</script>", "",
         "Board closes terminal"},
        {"", "", NULL},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(analyze(*state, rows[i].head, rows[i].top)->title, &rows[i]);
}

static void test_sites(void **state)
{
#define FROM(host) "<link rel='canonical' href='https://" host "/a'>"
#define NAMED(name) "<meta property='og:site_name' content='" name "'>"
    static const struct row rows[] = {
        {NAMED("The Tern"), "", "The Tern"},
        {NAMED("The Tern") FROM("stone-post.example"), "", "The Tern"},
        /* A domain is a poorer name than words. */
        {NAMED("tern.org") "<meta name='application-name' "
         "content='The Tern'>", "", "The Tern"},
        {NAMED("STN") "<meta name='publisher' content='Stone Post'>"
         FROM("stone-post.example"), "", "Stone Post"},
        /* Known by its host, which stands for its subdomains. */
        {NAMED("Mail Online") FROM("www.dailymail.co.uk"), "", "Daily Mail"},
        {FROM("politics.theguardian.com"), "", "The Guardian"},
        {NAMED("Island Weekly") FROM("island.theguardian.com"), "",
         "Island Weekly"},
        /* Papers of one house share an address. */
        {NAMED("Le Monde") FROM("lefigaro.fr"), "", "Le Monde"},
        {"<title>Board closes ferry terminal - The Tern</title>",
         "<h1>Board closes ferry terminal</h1>", "The Tern"},
        {"<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
         "\"publisher\":{\"name\":\"The Tern\"}}</script>", "", "The Tern"},
        {"<meta name='copyright' content='Copyright The Tern'>"
         FROM("tern.example"), "", "tern.example"},
        {"", "", NULL},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(analyze(*state, rows[i].head, rows[i].top)->site, &rows[i]);
}

/* Names are joined by "; " for the comparison. */
static void test_authors(void **state)
{
#define BY(line) "<meta name='author' content='" line "'>"
    static const struct row rows[] = {
        {BY("By Ada Quill and Ben Strand"), "", "Ada Quill; Ben Strand"},
        {BY("Ada Quill (Image: Reed, Press), Ben Strand"), "",
         "Ada Quill; Ben Strand"},
        {BY("Ada Quill, (Image: Reed)"), "", "Ada Quill"},
        {BY("Ada Quill Feb 6, 2023"), "", "Ada Quill"},
        {BY("Ada Quill 6 February 2023"), "", "Ada Quill"},
        {BY("104711"), "", NULL},
        {BY("https://tern.example/ada"), "", NULL},
        /* The person's name was left empty. */
        {BY(", The Daily Tern"), "<p class='byline'>By Ada Quill</p>",
         "Ada Quill"},
        {"<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
         "\"author\":[{\"name\":\"Ada Quill\"},{\"@id\":\"#b\"}]}</script>"
         "<script type='application/ld+json'>{\"@id\":\"#b\",\"@type\":"
         "\"Person\",\"name\":\"Ben Strand\"}</script>", "",
         "Ada Quill; Ben Strand"},
        {"", "<h1>Board closes terminal</h1><div>By Ada Quill</div>",
         "Ada Quill"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const nutgraf_article *a =
            analyze(*state, rows[i].head, rows[i].top);
        char names[256] = "";
        for (size_t n = 0; n < a->byline_count; n++)
            snprintf(names + strlen(names), sizeof names - strlen(names),
                     "%s%s", n ? "; " : "", a->byline[n]);
        check(names[0] ? names : NULL, &rows[i]);
    }
}

static void test_published(void **state)
{
#define AT(time) \
    "<meta property='article:published_time' content='" time "'>"
    static const struct row rows[] = {
        {AT("2021-03-01T08:00:00Z"), "", "2021-03-01T08:00:00Z"},
        /* The publisher's day, where the address has it. */
        {AT("2021-03-02T02:10:00Z") FROM("tern.example/2021/03/01"), "",
         "2021-03-01"},
        {AT("2021-03-02T02:10:00-05:00") FROM("tern.example/2021/03/01"), "",
         "2021-03-02T02:10:00-05:00"},
        {AT("2021-03-09T02:10:00Z") FROM("tern.example/2021/03/01"), "",
         "2021-03-09T02:10:00Z"},
        {FROM("tern.example/2021/03/01"), "", "2021-03-01"},
        {"<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
         "\"datePublished\":\"2021-03-01\"}</script>"
         AT("2021-03-01T08:00:00Z"), "", "2021-03-01T08:00:00Z"},
        {"", "<h1>Board closes terminal</h1><p>1 March 2021</p>",
         "2021-03-01"},
        {"", "<h1>Board closes terminal</h1>", NULL},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(analyze(*state, rows[i].head, rows[i].top)->published, &rows[i]);
}

/* Comments of programs that save pages: whence, and no date after the save. */
static void test_savers(void **state)
{
#define SINGLE(day)                                                           \
    "<!--\n Page saved with SingleFile \n url: https://tern.example/a \n "     \
    "saved date: " day " 12:07:32 GMT+0100 (CET)\n-->"
    static const struct row urls[] = {
        {SINGLE("Mon Mar 01 2021"), "", "https://tern.example/a"},
        {"<!-- saved from url=(0022)https://tern.example/a -->", "",
         "https://tern.example/a"},
        {"<!-- saved from url=(0014)about:internet -->", "", NULL},
        {SINGLE("Mon Mar 01 2021") FROM("other.example"), "",
         "https://other.example/a"},
    };
    static const struct row days[] = {
        {SINGLE("Mon Mar 01 2021"), "<p>Posted 27 February 2021</p>",
         "2021-02-27"},
        {SINGLE("Mon Mar 01 2021"), "<p>Closes 27 April 2021</p>", NULL},
        {SINGLE("Mon Mar 01 2021") AT("2021-04-01T08:00:00Z"), "", NULL},
    };

    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++)
        check(analyze(*state, urls[i].head, urls[i].top)->url, &urls[i]);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        check(analyze(*state, days[i].head, days[i].top)->published, &days[i]);
}

int main(void)
{
    struct CMUnitTest tests[] = {
        cmocka_unit_test(test_titles),
        cmocka_unit_test(test_sites),
        cmocka_unit_test(test_authors),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_savers),
    };
    struct bench bench = {0};
    int failed;

    if (nutgraf_model_open(NULL, &bench.model) != NUTGRAF_OK)
        return 1;
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tests[i].initial_state = &bench;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    nutgraf_worker_free(bench.worker);
    nutgraf_model_free(bench.model);
    return failed;
}
