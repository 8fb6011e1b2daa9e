/* test_quote.c - who said what, sentence by sentence. */
#include "plain.h"

/* A text, and its quotes as "kind|content|speaker|cue", one a line; the parts
 * of an interrupted quote are joined by " + ". */
struct row {
    const char *text, *expected;
};

static const struct row rows[] = {
    /* the cue after the marks, before them, turned round */
    {"\"The bridge is safe,\" Ada Brook said.",
     "direct|\"The bridge is safe,\"|Ada Brook|said\n"},
    {"\"The bridge is safe,\" said the engineer.",
     "direct|\"The bridge is safe,\"|the engineer|said\n"},
    {"The engineer told reporters on Monday: \"The bridge is safe.\"",
     "direct|\"The bridge is safe.\"|The engineer|told\n"},
    {"\"The bridge is safe,\" according to the engineer.",
     "direct|\"The bridge is safe,\"|the engineer|according to\n"},
    {"\"Safe,\" the firm, which built the bridge in a year, said.",
     "direct|\"Safe,\"|the firm|said\n"},
    /* a dateline is nobody's words */
    {"GENEVA (Agency) - The talks have failed, according to two diplomats.",
     "indirect|The talks have failed|two diplomats|according to\n"},
    {"PARIS: Trains will stop at noon, officials said.",
     "indirect|Trains will stop at noon|officials|said\n"},
    {"Ada Brook - the mayor - said the bridge was safe.",
     "indirect|the bridge was safe|Ada Brook|said\n"},
    /* a verb that ends its sentence reports what stands before it */
    {"Prices rose 5% in May, data showed on Friday.",
     "indirect|Prices rose 5% in May|data|showed\n"},
    {"The bridge is unsafe, a report by the council concluded.",
     "indirect|The bridge is unsafe|a report by the council|concluded\n"},
    {"The driver, whom nobody had found, slept.", ""},
    /* one quote in two parts */
    {"\"The bridge,\" she said, \"is safe.\"",
     "direct|\"The bridge,\" + \"is safe.\"|she|said\n"},
    {"\"We built it,\" he said. \"We know it well.\"",
     "direct|\"We built it,\" + \"We know it well.\"|he|said\n"},
    {"\xE2\x80\x9CWe built it, and we know.\n\n"
     "\xE2\x80\x9CIt is safe,\xE2\x80\x9D he said.",
     "direct|\xE2\x80\x9CWe built it, and we know. + "
     "\xE2\x80\x9CIt is safe,\xE2\x80\x9D|he|said\n"},
    /* marks as they come: mismatched, reversed, doubled, guillemets */
    {"\xE2\x80\x9CIt is safe enough,\" he said.",
     "direct|\xE2\x80\x9CIt is safe enough,\"|he|said\n"},
    {"\xE2\x80\x9D" "Fear is all they have,\xE2\x80\x9C he said.",
     "direct|\xE2\x80\x9D" "Fear is all they have,\xE2\x80\x9C|he|said\n"},
    {"''It is safe enough,'' he said.",
     "direct|''It is safe enough,''|he|said\n"},
    {"``It is safe enough,'' he said.",
     "direct|``It is safe enough,''|he|said\n"},
    {"\xC2\xABIt is safe enough,\xC2\xBB he said.",
     "direct|\xC2\xABIt is safe enough,\xC2\xBB|he|said\n"},
    /* a mark that is never closed ends with its paragraph */
    {"\"We shall see what comes of it.\n\nNothing came.",
     "direct|\"We shall see what comes of it.||\n"},
    /* announced in the paragraph before, introduced without a cue */
    {"Ada Brook went on:\n\n\"It is as safe as a house.\"",
     "direct|\"It is as safe as a house.\"|Ada Brook|went on\n"},
    {"Ada Brook is blunt: \"It is as safe as a house.\"",
     "direct|\"It is as safe as a house.\"|Ada Brook|\n"},
    {"\"It is safe,\" he confessed.",
     "direct|\"It is safe,\"|he|confessed\n"},
    {"\"It is safe,\" Ada Brook blurted out.",
     "direct|\"It is safe,\"|Ada Brook|blurted\n"},
    /* single marks, the British way; apostrophes open nothing */
    {"'It is not safe,' the engineer said. 'We know it.'",
     "direct|'It is not safe,' + 'We know it.'|the engineer|said\n"},
    {"The 'em dash' and the boys' toys were lost, as '90s fans know.", ""},
    /* a name behind a dash, a label in capitals inside the marks */
    {"\"It is as safe as a house.\" -- Ada Brook",
     "direct|\"It is as safe as a house.\"|Ada Brook|\n"},
    {"\"BROOK: The bridge is as safe as a house.\"",
     "direct|The bridge is as safe as a house.\"|BROOK|\n"},
    /* who speaks: the core of the phrase, an apposition, an office, two */
    {"\"It is safe,\" said Secretary of State Ada Brook.",
     "direct|\"It is safe,\"|Ada Brook|said\n"},
    {"The mayor, Ada Brook, said that the bridge was safe.",
     "indirect|that the bridge was safe|Ada Brook|said\n"},
    {"\"It is safe,\" said 9/11 widow Ada Brook.",
     "direct|\"It is safe,\"|Ada Brook|said\n"},
    {"Two people briefed on the plan said the bridge was safe.",
     "indirect|the bridge was safe|Two people briefed on the plan|said\n"},
    /* a thought is no speech, nor is silence */
    {"Ada Brook hopes that the bridge is safe.", ""},
    {"Ada Brook declined to comment.", ""},
    /* scare quotes, titles, inches are none */
    {"They met at the \"Blue House\" in June.", ""},
    {"\"It is safe,\" he said on \"The Morning Hour.\" \"We know it.\"",
     "direct|\"It is safe,\" + \"We know it.\"|he|said\n"},
    {"The pipe is 5\" wide and 7\" long.", ""},
    /* clauses */
    {"Ada Brook said that the bridge was safe.",
     "indirect|that the bridge was safe|Ada Brook|said\n"},
    {"The bridge was safe, Ada Brook said.",
     "indirect|The bridge was safe|Ada Brook|said\n"},
    {"Ada Brook told reporters the bridge was safe.",
     "indirect|the bridge was safe|Ada Brook|told\n"},
    {"She promised to mend the bridge.",
     "indirect|to mend the bridge|She|promised\n"},
    {"Ada Brook said the bridge was \"as safe as a house.\"",
     "mixed|the bridge was \"as safe as a house.\"|Ada Brook|said\n"},
    {"Ada Brook called it \"a disgrace.\"",
     "mixed|\"a disgrace.\"|Ada Brook|called\n"},
    {"The driver, who, according to the police, fled the town, was found.",
     "indirect|fled the town|the police|according to\n"},
    /* a form of reporting that is a noun */
    {"The report was late and the claims were many.", ""},
};

/* Appends the text's bytes [span] to `out`. */
static void put(char *out, const nutgraf_article *a, nutgraf_span span)
{
    strncat(out, a->text + span.start, span.end - span.start);
}

static void put_quote(char *out, const nutgraf_article *a,
                      const nutgraf_quote *q)
{
    strcat(out, nutgraf_quote_kind_name(q->kind));
    strcat(out, "|");
    if (!q->part_count)
        put(out, a, q->span);
    for (size_t i = 0; i < q->part_count; i++) {
        if (i)
            strcat(out, " + ");
        put(out, a, q->parts[i]);
    }
    strcat(out, "|");
    put(out, a, q->speaker);
    strcat(out, "|");
    put(out, a, q->cue);
    strcat(out, "\n");
}

/* Analyses the text and prints its quotes the rows' way. */
static void quotes_of(struct plain *plain, const char *text, char *out)
{
    const nutgraf_article *a = analyze_plain(plain, text);

    out[0] = '\0';
    for (size_t i = 0; i < a->quote_count; i++)
        put_quote(out, a, &a->quotes[i]);
}

static void test_rows(void **state)
{
    struct plain plain;
    char out[4096];

    (void)state;
    open_plain(&plain, NUTGRAF_QUOTES);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        quotes_of(&plain, rows[i].text, out);
        if (strcmp(out, rows[i].expected) != 0)
            print_error("row %zu: %s\n", i, rows[i].text);
        assert_string_equal(out, rows[i].expected);
    }
    close_plain(&plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
