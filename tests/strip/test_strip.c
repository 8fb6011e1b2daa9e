/* test_strip.c - whole pages of our own: body, captions, metadata. */
#include "cmocka_all.h"

#include <nutgraf/nutgraf.h>
#include <string.h>

/* What the tests share. */
struct bench {
    nutgraf_model *model;
    nutgraf_worker *worker;
};

#define PROSE                                                                 \
    "The harbour board voted on Monday to close the old ferry terminal, "     \
    "ending a dispute that had divided the town for almost three years."
#define MORE_PROSE                                                            \
    "Members said the building was unsafe, and that repairs would cost more " \
    "than the council could borrow before the end of the decade."
#define LAST_PROSE                                                            \
    "A new landing stage will open in the spring, according to the plan, "    \
    "with room for two boats and a small waiting hall for passengers."

#define FOURTH_PROSE                                                          \
    "Fishermen had asked for a longer quay and were told on Monday that "     \
    "their wish will be taken up again when the money for it is found."

static const char page[] =
    "<html lang=\"en-US\"><head><title>Board closes ferry terminal | The "
    "Tern</title><meta property=\"og:site_name\" content=\"The Tern\">"
    "<meta property=\"og:title\" content=\"Board closes ferry terminal\">"
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\","
    "\"headline\":\"Board closes ferry terminal\",\"datePublished\":"
    "\"2021-03-01T08:00:00Z\",\"author\":[{\"@type\":\"Person\",\"name\":"
    "\"Ada Quill\"},{\"@type\":\"Person\",\"name\":\"Ben Strand\"}]}</script>"
    "</head><body><nav><ul><li><a href=\"/\">Home</a></li><li><a "
    "href=\"/n\">News</a></li></ul></nav><div class=\"article-body\">"
    "<h1>Board closes ferry terminal</h1><p>" PROSE "</p><figure><img>"
    "<figcaption>The terminal in winter.</figcaption></figure><p>" MORE_PROSE
    "</p><p>" LAST_PROSE "</p></div><div class=\"related\"><h3>Related "
    "articles</h3><ul><li><a href=\"/1\">Ferry runs late</a></li><li><a "
    "href=\"/2\">Island school reopens</a></li></ul></div><footer><p>All "
    "rights reserved</p></footer></body></html>";

static const nutgraf_article *analyze(struct bench *b, const char *text,
                                      nutgraf_format format, bool no_strip)
{
    nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;
    const nutgraf_article *article;

    nutgraf_worker_free(b->worker);
    options.format = format;
    options.modules = 0;
    options.no_strip = no_strip;
    options.keep_dropped = true;
    assert_int_equal(nutgraf_worker_new(b->model, &options, &b->worker),
                     NUTGRAF_OK);
    assert_int_equal(nutgraf_analyze(b->worker, text, strlen(text), &article),
                     NUTGRAF_OK);
    return article;
}

static void test_page(void **state)
{
    const nutgraf_article *a =
        analyze(*state, page, NUTGRAF_FORMAT_HTML, false);

    assert_string_equal(a->text, PROSE "\n\nThe terminal in winter.\n\n"
                                       MORE_PROSE "\n\n" LAST_PROSE);
    assert_int_equal(a->paragraphs[1].kind, NUTGRAF_PARAGRAPH_CAPTION);
    assert_string_equal(a->title, "Board closes ferry terminal");
    assert_string_equal(a->site, "The Tern");
    assert_string_equal(a->published, "2021-03-01T08:00:00Z");
    assert_string_equal(a->language, "en");
    assert_int_equal(a->byline_count, 2);
    assert_string_equal(a->byline[0], "Ada Quill");
    assert_string_equal(a->byline[1], "Ben Strand");
    for (size_t i = 0; i < a->dropped_count; i++)
        if (strcmp(a->dropped[i].text, "Related articles") == 0)
            assert_string_equal(a->dropped[i].reason, "related");
}

/* A gallery's picture in two sizes, its controls and credits, and the names at
 * the foot of a report: one caption is left. */
static void test_captions(void **state)
{
    static const char gallery[] =
        "<html><body><div class=\"article-body\"><h1>Board closes ferry "
        "terminal</h1><p>" PROSE "</p><figure><img><figcaption>The terminal in "
        "winter.</figcaption><div>Image 1 of 3</div><div class=\"credit\">Ann "
        "Roe / The Tern</div><div>Close</div></figure><figure><figcaption>The "
        "terminal in winter.</figcaption></figure><p>" MORE_PROSE "</p><p>"
        LAST_PROSE "</p><p>Ann Roe and Lee Fox contributed to "
        "this report.</p></div></body></html>";
    const nutgraf_article *a =
        analyze(*state, gallery, NUTGRAF_FORMAT_HTML, false);
    size_t repeated = 0, credits = 0;

    assert_string_equal(a->text, PROSE "\n\nThe terminal in winter.\n\n"
                                       MORE_PROSE "\n\n" LAST_PROSE);
    for (size_t i = 0; i < a->dropped_count; i++) {
        repeated += strcmp(a->dropped[i].reason, "repeated") == 0;
        credits += strcmp(a->dropped[i].reason, "credit") == 0;
    }
    assert_int_equal(repeated, 1);
    assert_int_equal(credits, 3);
}

/* The article stands there twice, the second time cut into other paragraphs;
 * below it is a notice that reads like prose. */
static void test_copies(void **state)
{
    static const char twice[] =
        "<html><body><h1>Board closes ferry terminal</h1><div class=\"text\">"
        "<p>" PROSE "</p><p>" MORE_PROSE "</p><p>" LAST_PROSE "</p><p>"
        FOURTH_PROSE "</p></div><div class=\"text narrow\"><p>" PROSE " "
        MORE_PROSE "</p><p>" LAST_PROSE " " FOURTH_PROSE "</p></div>"
        "<div class=\"layer\"><div><p>We use cookies and other techniques to "
        "improve your visit, to count our readers, and to show you what you "
        "may want to buy.</p></div></div></body></html>";
    const nutgraf_article *a =
        analyze(*state, twice, NUTGRAF_FORMAT_HTML, false);

    assert_string_equal(a->text, PROSE "\n\n" MORE_PROSE "\n\n" LAST_PROSE
                                       "\n\n" FOURTH_PROSE);
}

static void test_no_strip(void **state)
{
    const nutgraf_article *a = analyze(*state, page, NUTGRAF_FORMAT_HTML, true);

    assert_non_null(strstr(a->text, "Island school reopens"));
    assert_non_null(strstr(a->text, "All rights reserved"));
    assert_int_equal(a->dropped_count, 0);
}

static void test_text(void **state)
{
    const nutgraf_article *a = analyze(
        *state, "Skip to main content\n\nBoard closes ferry terminal in "
        "winter\n\n" PROSE "\n\n" MORE_PROSE "\n\n" LAST_PROSE "\n\n"
        FOURTH_PROSE "\n\nMore from Ada Quill\n\nRecommended Articles\n",
        NUTGRAF_FORMAT_TEXT, false);

    assert_string_equal(a->text, PROSE "\n\n" MORE_PROSE "\n\n" LAST_PROSE
                                       "\n\n" FOURTH_PROSE);
    assert_string_equal(a->title, "Board closes ferry terminal in winter");
    assert_int_equal(a->byline_count, 1);
    assert_string_equal(a->byline[0], "Ada Quill");
}

/* Phrases and other short texts stay whole, and English. */
static void test_phrases(void **state)
{
    static const char *const phrases[] = {
        "Putin met Xi in Moscow on Monday",
        "3 de mayo",
        "Angela Merkel",
    };

    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        const nutgraf_article *a =
            analyze(*state, phrases[i], NUTGRAF_FORMAT_TEXT, false);
        assert_string_equal(a->text, phrases[i]);
        assert_string_equal(a->language, "en");
        assert_null(a->title);
    }
}

static void test_languages(void **state)
{
    static const struct {
        const char *text, *language;
    } rows[] = {
        {"Der Hafen wird im Winter geschlossen, und die Fähre fährt nicht mehr "
         "zu der Insel, weil das Eis zu dick ist. Die Stadt hat mit dem Land "
         "über eine Brücke gesprochen, aber das Geld ist nicht da.", "de"},
        {"Le port est fermé pour la saison et les bateaux ne sont plus dans la "
         "baie, mais la ville a une idée pour les habitants qui ont besoin "
         "de se rendre sur le continent avec leurs voitures.", "fr"},
        {"Гавань закрыта на зиму, и паром не ходит на остров.", "ru"},
        {"港は冬の間閉鎖され、フェリーは島に行きません。", "ja"},
        {"Порт закрыт на зиму, паром «ア» не ходит на остров.", "ru"},
        {"항구는 겨울 동안 닫혀 있으며 배는 섬에 가지 않습니다.", "ko"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(
            analyze(*state, rows[i].text, NUTGRAF_FORMAT_TEXT, false)->language,
            rows[i].language);
}

int main(void)
{
    struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page),     cmocka_unit_test(test_no_strip),
        cmocka_unit_test(test_text),     cmocka_unit_test(test_phrases),
        cmocka_unit_test(test_languages), cmocka_unit_test(test_captions),
        cmocka_unit_test(test_copies),
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
