/* test_number.c - the reading of numbers, row by row, and there and back. */
#include "cmocka_all.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "find/number/number.h"
#include "model/model.h"

/* Tokens of one text, with the words of the linked-in model. */
struct fixture {
    nutgraf_model *model;
    struct ng_text text;
    struct ng_paragraph paragraph;
};

static void open_model(struct fixture *f)
{
    memset(f, 0, sizeof *f);
    assert_int_equal(nutgraf_model_open(NULL, &f->model), NUTGRAF_OK);
    f->text.lexicon = &f->model->lexicon;
    ng_vector_init(&f->text.tokens, &ng_alloc_default,
                   sizeof(struct ng_token));
    ng_vector_init(&f->text.sentences, &ng_alloc_default,
                   sizeof(struct ng_sentence));
}

static void close_model(struct fixture *f)
{
    ng_vector_free(&f->text.tokens);
    ng_vector_free(&f->text.sentences);
    nutgraf_model_free(f->model);
}

/* Reads the number at the start of `line`; returns the tokens it took and the
 * bytes in `*len`. */
static size_t read_line(struct fixture *f, const char *line,
                        struct ng_number *number, size_t *len)
{
    size_t taken;

    ng_vector_clear(&f->text.tokens);
    ng_vector_clear(&f->text.sentences);
    f->text.bytes = ng_slice_of(line);
    f->paragraph = (struct ng_paragraph){.end = (uint32_t)strlen(line)};
    assert_int_equal(ng_text_paragraph(&f->text, &f->paragraph), NUTGRAF_OK);
    taken = ng_number_read(&f->text, 0, f->paragraph.token_end, number);
    *len = taken ? ng_text_token(&f->text, taken - 1)->end : 0;
    return taken;
}

#define CARDINAL NG_NUMBER_CARDINAL
#define ORDINAL NG_NUMBER_ORDINAL
#define FRACTION NG_NUMBER_FRACTION
#define VAGUE NG_NUMBER_VAGUE

static void test_rows(void **state)
{
    static const struct {
        const char *text, *number;
        enum ng_number_kind kind;
        double value;
    } rows[] = {
        {"7 boats", "7", CARDINAL, 7},
        {"1,250 boats", "1,250", CARDINAL, 1250},
        {"12,34,567 voters", "12,34,567", CARDINAL, 1234567},
        {"98 765 voters", "98 765", CARDINAL, 98765},
        {"3 141 592.5 litres", "3 141 592.5", CARDINAL, 3141592.5},
        {"1.250.000 Stimmen", "1.250.000", CARDINAL, 1250000},
        {"1.250,75 euro", "1.250,75", CARDINAL, 1250.75},
        {"0,5 per cent", "0,5", CARDINAL, 0.5},
        {".5 of it", ".5", CARDINAL, 0.5},
        {"2.5 million", "2.5 million", CARDINAL, 2500000},
        {"1.356 billion", "1.356 billion", CARDINAL, 1356000000},
        {"4.35bn", "4.35bn", CARDINAL, 4350000000},
        {"90k followers", "90k", CARDINAL, 90000},
        {"3.2 mn tonnes", "3.2 mn", CARDINAL, 3200000},
        {"15 lakh", "15 lakh", CARDINAL, 1500000},
        {"2 crore people", "2 crore", CARDINAL, 20000000},
        {"1 lakh crore", "1 lakh crore", CARDINAL, 1e12},
        {"3 dozen eggs", "3 dozen", CARDINAL, 36},
        {"7e3 cells", "7e3", CARDINAL, 7000},
        {"1.5e-3 g", "1.5e-3", CARDINAL, 0.0015},
        {"4.1x10^-2 g", "4.1x10^-2", CARDINAL, 0.041},
        {"three", "three", CARDINAL, 3},
        {"Nineteen of", "Nineteen", CARDINAL, 19},
        {"forty-two", "forty-two", CARDINAL, 42},
        {"forty two men", "forty two", CARDINAL, 42},
        {"one hundred and five", "one hundred and five", CARDINAL, 105},
        {"a hundred", "a hundred", CARDINAL, 100},
        {"seven hundred thousand", "seven hundred thousand", CARDINAL, 700000},
        {"two million three hundred thousand and six",
         "two million three hundred thousand and six", CARDINAL, 2300006},
        {"two thousand million", "two thousand million", CARDINAL, 2e9},
        {"6 thousand 2 hundred and 14", "6 thousand 2 hundred and 14",
         CARDINAL, 6214},
        {"nineteen eighty-four", "nineteen eighty-four", CARDINAL, 1984},
        {"one thirty-five", "one thirty-five", CARDINAL, 135},
        {"five point two five", "five point two five", CARDINAL, 5.25},
        {"1e30 point five", "1e30", CARDINAL, 1e30},
        {"9000000000 point 123456789", "9000000000", CARDINAL, 9e9},
        {"zero point zero four", "zero point zero four", CARDINAL, 0.04},
        {"three point one million", "three point one million", CARDINAL,
         3100000},
        {"a dozen eggs", "a dozen", CARDINAL, 12},
        {"two crore five lakh", "two crore five lakh", CARDINAL, 20500000},
        {"half a million", "half a million", FRACTION, 500000},
        {"half a dozen", "half a dozen", FRACTION, 6},
        {"half-a-million", "half-a-million", FRACTION, 500000},
        {"half of them", "half", FRACTION, 0.5},
        {"a quarter of a million", "a quarter of a million", FRACTION, 250000},
        {"three quarters of them", "three quarters", FRACTION, 0.75},
        {"two-thirds", "two-thirds", FRACTION, 2.0 / 3},
        {"a third of voters", "a third", FRACTION, 1.0 / 3},
        {"one fifth", "one fifth", FRACTION, 0.2},
        {"four twenty-firsts", "four twenty-firsts", FRACTION, 4.0 / 21},
        {"six and a half", "six and a half", FRACTION, 6.5},
        {"six and a half million", "six and a half million", FRACTION, 6.5e6},
        {"a million and a half", "a million and a half", FRACTION, 1.5e6},
        {"two and three quarters", "two and three quarters", FRACTION, 2.75},
        {"4 3/4 inches", "4 3/4", FRACTION, 4.75},
        {"4½ inches", "4½", FRACTION, 4.5},
        {"¾ of", "¾", FRACTION, 0.75},
        {"5/8 inch", "5/8", FRACTION, 0.625},
        {"third", "third", ORDINAL, 3},
        {"twenty-ninth", "twenty-ninth", ORDINAL, 29},
        {"one hundred and second", "one hundred and second", ORDINAL, 102},
        {"three hundredth", "three hundredth", ORDINAL, 300},
        {"43rd", "43rd", ORDINAL, 43},
        {"1,000th", "1,000th", ORDINAL, 1000},
        {"dozens of", "dozens", VAGUE, 12},
        {"hundreds of people", "hundreds", VAGUE, 100},
        {"tens of thousands of", "tens of thousands", VAGUE, 10000},
        {"hundreds of millions", "hundreds of millions", VAGUE, 1e8},
        /* two numbers, of which the first is read */
        {"2 million and 500,000", "2 million", CARDINAL, 2e6},
        {"4000 3 hundred", "4000", CARDINAL, 4000},
        {"five and six", "five", CARDINAL, 5},
        {"two, three", "two", CARDINAL, 2},
        {"three hundred and a few", "three hundred", CARDINAL, 300},
        /* none */
        {"1,2,3", "", CARDINAL, 0},
        {"1.2.3", "", CARDINAL, 0},
        {"a third man", "", CARDINAL, 0},
        {"a man", "", CARDINAL, 0},
        {"tens of them", "", CARDINAL, 0},
        {"and five", "", CARDINAL, 0},
        {"k", "", CARDINAL, 0},
        {"1e999999", "", CARDINAL, 0},
        {"1e999", "", CARDINAL, 0},
    };
    struct fixture f;

    (void)state;
    open_model(&f);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_number n;
        size_t len;
        read_line(&f, rows[i].text, &n, &len);
        if (len != strlen(rows[i].number) ||
            (len && (n.kind != rows[i].kind ||
                     fabs(n.value - rows[i].value) >
                         1e-12 * fabs(rows[i].value))))
            fail_msg("\"%s\": %zu bytes, kind %d, %.17g", rows[i].text, len,
                     (int)n.kind, n.value);
    }
    close_model(&f);
}

/* ------------------------------------------------------- there and back */

static const char *const small_words[] = {
    "zero",    "one",     "two",       "three",    "four",
    "five",    "six",     "seven",     "eight",    "nine",
    "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
static const char *const ten_words[] = {"",      "",      "twenty", "thirty",
                                        "forty", "fifty", "sixty",  "seventy",
                                        "eighty", "ninety"};

/* Appends a number below 1000 in words; British wording has an "and". */
static void spell_below_thousand(char *out, unsigned n, bool british)
{
    if (n >= 100) {
        strcat(strcat(out, small_words[n / 100]), " hundred");
        n %= 100;
        if (n)
            strcat(out, british ? " and " : " ");
    }
    if (n >= 20) {
        strcat(out, ten_words[n / 10]);
        if (n % 10)
            strcat(strcat(out, "-"), small_words[n % 10]);
    } else if (n || !*out) {
        strcat(out, small_words[n]);
    }
}

static void spell(char *out, uint64_t n, bool british)
{
    static const struct {
        uint64_t value;
        const char *word;
    } scales[] = {{1000000000000, " trillion"},
                  {1000000000, " billion"},
                  {1000000, " million"},
                  {1000, " thousand"}};
    char part[200];

    *out = '\0';
    for (size_t i = 0; i < 4; i++) {
        if (n < scales[i].value)
            continue;
        *part = '\0';
        spell_below_thousand(part, (unsigned)(n / scales[i].value), british);
        if (*out)
            strcat(out, " ");
        strcat(strcat(out, part), scales[i].word);
        n %= scales[i].value;
    }
    if (n || !*out) {
        *part = '\0';
        spell_below_thousand(part, (unsigned)n, british);
        if (*out)
            strcat(out, british && n < 100 ? " and " : " ");
        strcat(out, part);
    }
}

/* Writes digits in groups of three. */
static void group(char *out, uint64_t n, const char *mark)
{
    char plain[32];
    size_t len = (size_t)snprintf(plain, sizeof plain, "%llu",
                                  (unsigned long long)n);

    *out = '\0';
    for (size_t i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0)
            strcat(out, mark);
        strcat(out, (char[]){plain[i], '\0'});
    }
}

/* Indian grouping: "12,34,567". */
static void group_indian(char *out, uint64_t n)
{
    char plain[32];
    size_t len = (size_t)snprintf(plain, sizeof plain, "%llu",
                                  (unsigned long long)n);

    *out = '\0';
    for (size_t i = 0; i < len; i++) {
        size_t left = len - i;
        if (i && left >= 3 && left % 2 == 1)
            strcat(out, ",");
        strcat(out, (char[]){plain[i], '\0'});
    }
}

/* Indian wording: "twelve lakh thirty-four thousand"; below 10^9. */
static void spell_indian(char *out, uint64_t n)
{
    static const struct {
        uint64_t value;
        const char *word;
    } scales[] = {{10000000, " crore"}, {100000, " lakh"}, {1000, " thousand"}};
    char part[200];

    *out = '\0';
    for (size_t i = 0; i < 3; i++) {
        if (n < scales[i].value)
            continue;
        *part = '\0';
        spell_below_thousand(part, (unsigned)(n / scales[i].value), false);
        if (*out)
            strcat(out, " ");
        strcat(strcat(out, part), scales[i].word);
        n %= scales[i].value;
    }
    if (n || !*out) {
        *part = '\0';
        spell_below_thousand(part, (unsigned)n, false);
        strcat(strcat(out, *out ? " " : ""), part);
    }
}

static void assert_reads(struct fixture *f, const char *line, uint64_t n)
{
    struct ng_number number;
    size_t len;

    read_line(f, line, &number, &len);
    if (len != strlen(line) || number.value != (double)n)
        fail_msg("\"%s\": %zu bytes, %.17g", line, len, number.value);
}

static void test_spelled_out(void **state)
{
    uint64_t seed = 20200216;
    char line[500];
    struct fixture f;

    (void)state;
    open_model(&f);
    for (unsigned i = 0; i < 30000; i++) {
        uint64_t n = i;
        if (i >= 3000) { /* any size up to 10^15 */
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            n = (seed >> 13) % 1000000000000000u;
            for (unsigned cut = (unsigned)(seed >> 60); cut; cut--)
                n /= 10;
        }
        spell(line, n, false);
        assert_reads(&f, line, n);
        spell(line, n, true);
        assert_reads(&f, line, n);
        group(line, n, ",");
        assert_reads(&f, line, n);
        group(line, n, "");
        assert_reads(&f, line, n);
        group(line, n, " ");
        assert_reads(&f, line, n);
        group(line, n, ".");
        if (n >= 1000000)
            assert_reads(&f, line, n);
        group_indian(line, n);
        assert_reads(&f, line, n);
        spell_indian(line, n % 1000000000);
        assert_reads(&f, line, n % 1000000000);
        spell(line, n, true);
        for (char *c = line; *c; c++)
            *c = *c == '-' ? ' ' : *c;
        assert_reads(&f, line, n);
    }
    assert_reads(&f, "one quadrillion", 1000000000000000);
    assert_reads(&f, "1,000,000,000,000,000", 1000000000000000);
    assert_reads(&f, "9007199254740992", 9007199254740992);
    close_model(&f);
}

/* Absurd lengths end, and stay finite. */
static void test_absurd(void **state)
{
    static char line[1000001];
    struct fixture f;
    struct ng_number n;
    size_t len;

    (void)state;
    open_model(&f);
    memset(line, '9', sizeof line - 1);
    assert_int_equal(read_line(&f, line, &n, &len), 0);
    line[1] = '.';
    assert_int_equal(read_line(&f, line, &n, &len), 1);
    assert_true(n.value > 9.9 && n.value <= 10);
    for (size_t i = 0; i + 8 <= sizeof line; i += 8)
        memcpy(line + i, "million ", 8);
    read_line(&f, line, &n, &len);
    assert_true(isfinite(n.value));
    close_model(&f);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_spelled_out),
        cmocka_unit_test(test_absurd),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
