/* test_furniture.c - pages of our own with one piece of furniture each: it is
 * dropped, with its reason, and the article around it stays whole. */
#include "cmocka_all.h"

#include <nutgraf/nutgraf.h>
#include <stdio.h>
#include <string.h>

/* What the tests share. */
struct bench {
    nutgraf_model *model;
    nutgraf_worker *worker;
};

static const char *const prose[] = {
    "The harbour board voted on Monday to close the old ferry terminal, ending "
    "a dispute that had divided the town for almost three years.",
    "Members said the building was unsafe, and that repairs would cost more "
    "than the council could borrow before the end of the decade.",
    "\"We have looked at every plan that was put to us,\" said the board's "
    "chairwoman, Ada Quill, after the vote. \"None of them adds up.\"",
    "Fishermen who use the pier were told that they could stay until the "
    "autumn, when the cranes are to be moved to the northern quay.",
    "A new landing stage will open in the spring, according to the plan, with "
    "room for two boats and a small waiting hall for passengers.",
};

/* A piece of furniture: where it stands, what must not be in the article, and
 * the reasons that would do. */
struct piece {
    enum { INSIDE, BELOW, ABOVE } place;
    const char *markup, *words, *reasons;
};

static const struct piece pieces[] = {
    {INSIDE, "<p><strong>READ MORE: <a href=\"/2\">Island school reopens after "
     "the storm</a></strong></p>", "Island school", "related"},
    {INSIDE, "<p><a href=\"/3\"><strong>HARBOUR CHIEF TO STEP DOWN AFTER TEN "
     "YEARS IN OFFICE</strong></a></p>", "STEP DOWN", "related navigation"},
    {INSIDE, "<p>Related: <a href=\"/4\">What the ferry means to the "
     "island</a></p>", "ferry means", "related"},
    {INSIDE, "<div class=\"newsletter-signup\"><h3>Get our morning newsletter"
     "</h3><p>Sign up for our newsletter to get the day's stories from the "
     "coast in your inbox.</p></div>", "your inbox", "promo"},
    {INSIDE, "<aside class=\"promo-box\"><p>Subscribe now and read every story "
     "of the coast for one coin a week.</p></aside>", "one coin", "promo"},
    {BELOW, "<ul class=\"tags\"><li><a href=\"/t/1\">Ferries</a></li><li><a "
     "href=\"/t/2\">Harbour board</a></li></ul>", "Ferries",
     "navigation related furniture"},
    {BELOW, "<div class=\"share-buttons\"><a href=\"#\">Share on Facebook</a> "
     "<a href=\"#\">Tweet</a></div>", "Facebook", "share"},
    {BELOW, "<div class=\"author-bio\"><p>Ben Strand covers the coast for The "
     "Tern. He has reported from the islands since 2009.</p></div>",
     "since 2009", "byline"},
    {BELOW, "<section id=\"comments\" class=\"comments\"><h3>2 comments</h3>"
     "<div class=\"comment\"><p>My grandfather built that terminal, and it is "
     "a shame to see it go like this.</p></div></section>", "My grandfather",
     "comment"},
    {BELOW, "<div class=\"related-articles\"><h3>More from the coast</h3><ul>"
     "<li><a href=\"/5\">Ferry runs late</a></li><li><a href=\"/6\">New boats "
     "ordered</a></li></ul></div>", "New boats", "related"},
    {BELOW, "<footer><p>Copyright The Tern. All rights reserved.</p></footer>",
     "Copyright", "footer"},
    {ABOVE, "<div class=\"cookie-consent\"><p>We use cookies to show you the "
     "site and to measure how it is used. By continuing you agree to "
     "this.</p><button>Accept all</button></div>", "cookies", "cookie"},
    {ABOVE, "<nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/w\">Weather"
     "</a></li></ul></nav>", "Weather", "navigation"},
};

/* Writes the page around a piece. */
static void write_page(const struct piece *piece, char *page, size_t size)
{
    size_t len = (size_t)snprintf(
        page, size, "<html><head><title>Board closes ferry terminal</title>"
        "</head><body>%s<div class=\"site\"><div class=\"story\"><h1>Board "
        "closes ferry terminal</h1>", piece->place == ABOVE ? piece->markup
                                                            : "");

    for (size_t i = 0; i < sizeof prose / sizeof *prose; i++)
        len += (size_t)snprintf(page + len, size - len, "<p>%s</p>%s", prose[i],
                                i == 1 && piece->place == INSIDE
                                    ? piece->markup
                                    : "");
    snprintf(page + len, size - len, "</div>%s</div></body></html>",
             piece->place == BELOW ? piece->markup : "");
}

/* Each piece on a page of its own. */
static void test_pieces(void **state)
{
    struct bench *b = *state;
    nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;

    options.format = NUTGRAF_FORMAT_HTML;
    options.modules = 0;
    options.keep_dropped = true;
    for (size_t n = 0; n < sizeof pieces / sizeof *pieces; n++) {
        const nutgraf_article *a;
        char page[8192];
        bool explained = false;
        nutgraf_worker_free(b->worker);
        assert_int_equal(nutgraf_worker_new(b->model, &options, &b->worker),
                         NUTGRAF_OK);
        write_page(&pieces[n], page, sizeof page);
        assert_int_equal(nutgraf_analyze(b->worker, page, strlen(page), &a),
                         NUTGRAF_OK);
        if (strstr(a->text, pieces[n].words))
            fail_msg("kept: %s", pieces[n].words);
        for (size_t i = 0; i < sizeof prose / sizeof *prose; i++)
            if (!strstr(a->text, prose[i]))
                fail_msg("with %s lost: %s", pieces[n].words, prose[i]);
        for (size_t i = 0; i < a->dropped_count; i++)
            if (strstr(a->dropped[i].text, pieces[n].words)) {
                explained = strstr(pieces[n].reasons, a->dropped[i].reason);
                if (!explained)
                    fail_msg("%s: %s", pieces[n].words, a->dropped[i].reason);
            }
        if (!explained)
            fail_msg("not listed: %s", pieces[n].words);
    }
}

int main(void)
{
    struct CMUnitTest tests[] = {cmocka_unit_test(test_pieces)};
    struct bench bench = {0};
    int failed;

    if (nutgraf_model_open(NULL, &bench.model) != NUTGRAF_OK)
        return 1;
    tests[0].initial_state = &bench;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    nutgraf_worker_free(bench.worker);
    nutgraf_model_free(bench.model);
    return failed;
}
