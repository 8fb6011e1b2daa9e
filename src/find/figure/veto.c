/*
 * veto.c - numbers that are no figures.
 *
 *     "Section 427", "Falcon 9", "787 Dreamliner"   names
 *     "F-16", "COVID-19", "020-7946-0018"           codes
 *     "in 1984", "5 June"                           dates and years
 *     "catch 22", "the second half", "1."           idioms, lists
 *
 * In comes a quantity, out goes a yes or no and where to go on. Two rounds:
 * ng_figure_veto before ranges are read, for what can be no part of one;
 * ng_figure_veto_name after, for bare numbers only, as "2-1" behind a name is
 * a score. Money and percents pass both rounds unasked.
 *
 * The words are data/figure-vetoes.tsv (idiom, name, rank); capitals, glue and
 * the noun behind the number say the rest. All are tests of a few tokens to
 * each side. Caveat: a name in a headline with capitals everywhere cannot be
 * told from its surroundings, and a figure may be lost there rather than
 * invented.
 */
#include "find/figure/scan.h"

#include <math.h>

/* The longest phrases in tokens: idioms of figure-vetoes.tsv, bounds before a
 * year-like number, names of things that have numbers, bounds before "half". */
#define VETO_TOKENS 6
#define BOUND_TOKENS 4
#define NAME_TOKENS 3
#define HALF_TOKENS 3

/* Years that news write about. */
#define FIRST_YEAR 1500
#define LAST_YEAR 2100

/* Does a date overlap the tokens? scan->date only moves on, as dates and
 * numbers both come in the order of the text, so all calls together cost one
 * walk over the dates. `*date_end` is the first token behind the date, at
 * least `end`. */
bool ng_figure_in_date(struct ng_figure_scan *scan, size_t first, size_t end,
                       size_t *date_end)
{
    const struct ng_vector *dates = &scan->run->dates;
    uint32_t start = ng_text_token(scan->text, first)->start;
    uint32_t stop = ng_text_token(scan->text, end - 1)->end;

    while (scan->date < dates->count &&
           NG_AT(dates, nutgraf_date, scan->date)->span.end <= start)
        scan->date++;
    if (scan->date >= dates->count ||
        NG_AT(dates, nutgraf_date, scan->date)->span.start >= stop)
        return false;
    *date_end = end;
    while (*date_end < scan->end &&
           ng_text_token(scan->text, *date_end)->start <
               NG_AT(dates, nutgraf_date, scan->date)->span.end)
        (*date_end)++;
    return true;
}

/* "until at least | 2021": a word before the bound at token `at` that only
 * goes with years. */
static bool is_year_lead(const struct ng_figure_scan *scan, size_t at)
{
    return ng_scan_is(scan, at - 1, "until") ||
           ng_scan_is(scan, at - 1, "since");
}

/* "about 2,000 words", "1709 children": a year-like number that counts after
 * all. A bound before it says so, of several words or below any year, or a
 * single plural in lower case behind it. Words that stand before years ("in",
 * "since", "early") speak against the plural: "in 1984 children ...". */
static bool counts_things(const struct ng_figure_scan *scan,
                          const struct ng_quantity *q)
{
    static const char *const words[] = {"in",   "since", "by",   "until",
                                        "from", "early", "late", "mid",
                                        "the",  "year",  "its",  "his"};
    struct ng_noun noun;
    struct ng_row row;
    size_t at;

    if (q->kind != NUTGRAF_CARDINAL || q->unit || !q->number.digits ||
        q->first <= scan->first)
        return false;
    at = ng_phrase_before(scan,
                          ng_scan_back(q->first, scan->floor, BOUND_TOKENS),
                          q->first, NG_TABLE_FIGURE_BOUNDS, &row);
    if (row.row && (q->value < FIRST_YEAR || q->first - at > 1))
        /* "about 1000 came", "an average of 1500" */
        return !is_year_lead(scan, at);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ng_scan_is(scan, q->first - 1, words[i]))
            return false;
    noun = ng_noun_after(scan, q->end, q->value);
    return noun.plural && noun.end == noun.first + 1 &&
           ng_text_token(scan->text, noun.first)->shape == NG_SHAPE_LOWER;
}

/* Dates win where they overlap, but not over money, percents and measures, and
 * not over a number alone that counts things. A date longer than the number
 * (`longer`) always wins: "5 June". Of ratios only those before "of" stay
 * figures: "a quarter of". */
bool ng_figure_is_date(struct ng_figure_scan *scan, const struct ng_quantity *q,
                       size_t *date_end)
{
    bool longer;

    if (q->kind == NUTGRAF_MONEY || q->kind == NUTGRAF_PERCENT ||
        !ng_figure_in_date(scan, q->number_first, q->number_end, date_end))
        return false;
    longer = *date_end > q->number_end ||
             NG_AT(&scan->run->dates, nutgraf_date, scan->date)->span.start <
                 ng_text_token(scan->text, q->number_first)->start;
    if (q->kind == NUTGRAF_RATIO)
        return longer || !ng_scan_is(scan, q->end, "of");
    return longer || (q->kind != NUTGRAF_MEASURE && !counts_things(scan, q));
}

/* A bare number: a cardinal without unit and scale. Only those can be a
 * name's. */
static bool is_bare(const struct ng_quantity *q)
{
    return q->kind == NUTGRAF_CARDINAL && !q->unit &&
           q->number.kind == NG_NUMBER_CARDINAL && q->number.scale == 1;
}

/* "Section 427", "iPhone 11", "No. 5": a word or phrase of the table before
 * the number, over the stop of an abbreviation. Words of class "rank" ("top
 * 10") make a name only when no plural follows. */
static bool after_name_word(const struct ng_figure_scan *scan,
                            const struct ng_quantity *q)
{
    struct ng_row row;
    size_t end = q->first;

    if (end > scan->first && ng_scan_kind(scan, end - 1) == NG_TOKEN_STOP &&
        !ng_scan_spaced(scan, end - 1))
        end--;
    ng_phrase_before(scan, ng_scan_back(end, scan->first, NAME_TOKENS), end,
                     NG_TABLE_FIGURE_VETOES, &row);
    if (row.row && strcmp(ng_row_text(row, 1), "rank") == 0)
        return !ng_noun_after(scan, q->end, q->value).plural;
    return row.row && strcmp(ng_row_text(row, 1), "name") == 0;
}

/* "Falcon 9", "Channel Four": a capitalized word before, and behind no noun
 * that the number could count. The first word of a sentence has its capital
 * from there and says nothing; words of the noun table are no names. */
static bool after_capital(const struct ng_figure_scan *scan,
                          const struct ng_quantity *q)
{
    const struct ng_token *word;
    struct ng_noun noun;

    if (q->first <= scan->first ||
        ng_scan_kind(scan, q->first - 1) != NG_TOKEN_WORD ||
        q->number.grouped || q->number.decimal)
        return false;
    word = ng_text_token(scan->text, q->first - 1);
    if (word->shape == NG_SHAPE_LOWER ||
        (word->flags & NG_TOKEN_FIRST_WORD) ||
        ng_noun_class(scan->text, q->first - 1) != NG_NOUN_OPEN)
        return false;
    noun = ng_noun_after(scan, q->end, q->value);
    return noun.first == noun.end ||
           (!noun.plural && q->value != 1) ||
           ng_text_token(scan->text, noun.first)->shape != NG_SHAPE_LOWER;
}

/* Glued to letters or marks: "F-16", "COVID-19", "3D", "1990s", "#5", "10:30".
 * A dash before digits counts only with a word or number glued before it, so
 * that "-5" passes. Behind the number only letters count, and only when no
 * unit was made of them. */
static bool is_glued(const struct ng_figure_scan *scan,
                     const struct ng_quantity *q)
{
    size_t before = q->first - 1;

    if (q->first > scan->first && !ng_scan_spaced(scan, q->first)) {
        if (ng_scan_is(scan, before, "#") || ng_scan_is(scan, before, "/") ||
            ng_scan_is(scan, before, ":") || ng_scan_is(scan, before, "_"))
            return true;
        if (ng_scan_kind(scan, before) == NG_TOKEN_WORD)
            return true;
        if (q->number.digits && ng_scan_kind(scan, before) == NG_TOKEN_DASH &&
            !ng_scan_spaced(scan, before) && before > scan->first &&
            (ng_scan_kind(scan, before - 1) == NG_TOKEN_WORD ||
             ng_scan_kind(scan, before - 1) == NG_TOKEN_NUMBER))
            return true;
    }
    return q->number.digits && q->end == q->number_end &&
           ng_scan_kind(scan, q->end) == NG_TOKEN_WORD &&
           !ng_scan_spaced(scan, q->end);
}

/* "1." or "2)" at the start of a paragraph: its number in a list, with a stop
 * up to a hundred. */
static bool is_list_number(const struct ng_figure_scan *scan,
                           const struct ng_quantity *q)
{
    return q->number.digits && q->first == scan->paragraph->first_token &&
           q->end < scan->paragraph->token_end &&
           (ng_scan_is(scan, q->end, ")") ||
            (q->end + 1 < scan->paragraph->token_end &&
             ng_text_token(scan->text, q->end)->kind == NG_TOKEN_STOP &&
             q->value < 100));
}

/* Four digits between FIRST_YEAR and LAST_YEAR that the dates module did not
 * take: not at the start of the sentence, no plural behind. Behind a
 * lower-case word the dates module would have known a year, so there it counts
 * as a number. */
static bool is_year(const struct ng_figure_scan *scan,
                    const struct ng_quantity *q)
{
    struct ng_noun noun;
    struct ng_row row;
    size_t at;

    if (!q->number.digits || q->number.grouped || q->number.decimal ||
        q->value < FIRST_YEAR || q->value > LAST_YEAR)
        return false;
    at = ng_phrase_before(scan,
                          ng_scan_back(q->first, scan->floor, BOUND_TOKENS),
                          q->first, NG_TABLE_FIGURE_BOUNDS, &row);
    if (row.row && is_year_lead(scan, at))
        return true;
    if (q->first > scan->first &&
        ng_scan_kind(scan, q->first - 1) == NG_TOKEN_WORD &&
        ng_text_token(scan->text, q->first - 1)->shape == NG_SHAPE_LOWER)
        return false; /* the dates module knows these */
    noun = ng_noun_after(scan, q->end, q->value);
    return !noun.plural && q->first > scan->first;
}

/* "787 Dreamliner", "11 Pro Max", "737 Max jet": digits in front of a
 * capitalized word and of no plural. One stays a number: "1 Briton". */
static bool before_name(const struct ng_figure_scan *scan,
                        const struct ng_quantity *q)
{
    struct ng_noun noun;

    if (!q->number.digits || q->number.grouped || q->number.decimal ||
        q->value == 1)
        return false;
    noun = ng_noun_after(scan, q->end, q->value);
    if (noun.first == noun.end || noun.plural)
        return false;
    return noun.first == q->end &&
           ng_text_token(scan->text, noun.first)->shape != NG_SHAPE_LOWER;
}

/* "Prescott (4)": a number below a hundred alone in brackets behind a word, as
 * goals and ranks are given; it counts nothing that the text names. In square
 * brackets, "[20]", it is a note wherever it stands. */
static bool is_bracketed(const struct ng_figure_scan *scan,
                         const struct ng_quantity *q)
{
    if (q->number.digits && q->first > scan->first &&
        ng_scan_is(scan, q->first - 1, "[") && ng_scan_is(scan, q->end, "]"))
        return true;
    return q->number.digits && q->value < 100 && q->first > scan->first + 1 &&
           (ng_scan_is(scan, q->first - 1, "(") ||
            ng_scan_is(scan, q->first - 1, "[")) &&
           (ng_scan_is(scan, q->end, ")") || ng_scan_is(scan, q->end, "]"));
}

/* "half" alone is a share with "of" behind or a bound before it ("nearly
 * half"); "the second half" and "this half" never are. Told by an ordinal or
 * another number right before. All that a cell has stays a figure. */
static bool is_idle_half(const struct ng_figure_scan *scan,
                         const struct ng_quantity *q)
{
    struct ng_number number;
    struct ng_row row;

    if (q->kind != NUTGRAF_RATIO || q->unit ||
        q->number_end - q->number_first != 1 ||
        !ng_scan_is(scan, q->number_first, "half") ||
        (q->first == scan->first && q->end == scan->end))
        return false;
    if (q->first > scan->first &&
        (ng_number_read(scan->text, q->first - 1, q->first, &number) ||
         ng_scan_is(scan, q->first - 1, "this")))
        return true;
    if (ng_scan_is(scan, q->end, "of"))
        return false;
    ng_phrase_before(scan, ng_scan_back(q->first, scan->floor, HALF_TOKENS),
                     q->first, NG_TABLE_FIGURE_BOUNDS, &row);
    return !row.row;
}

/* "one" without a noun is a pronoun ("one should", "the one that"), unless it
 * is all there is. Digits never are. */
static bool is_pronoun_one(const struct ng_figure_scan *scan,
                           const struct ng_quantity *q)
{
    struct ng_noun noun;

    if (q->number.digits || q->value != 1 ||
        (q->first == scan->first && q->end == scan->end))
        return false;
    noun = ng_noun_after(scan, q->end, 1);
    return noun.first == noun.end;
}

/* "a few", "a couple" count nothing that one could compare, but "a few
 * hundred" and "a couple of" do. */
static bool is_idle_few(const struct ng_figure_scan *scan,
                        const struct ng_quantity *q)
{
    if (q->number.kind != NG_NUMBER_VAGUE || !q->number.article ||
        q->number.scale > 1 || (q->first == scan->first && q->end == scan->end))
        return false;
    return !ng_scan_is(scan, q->end, "of") ||
           !ng_scan_is(scan, q->end - 1, "couple");
}

/* "doubled down", "doubled up", "double-edged", "a double room": no
 * multiplication. The base form is a verb only behind "to" or a modal. */
static bool is_idle_multiple(const struct ng_figure_scan *scan,
                             const struct ng_quantity *q)
{
    static const char *const behind[] = {"down", "up", "as", "over", "back"};
    static const char *const before[] = {"to",   "will",  "would", "could",
                                         "can",  "may",   "might", "should",
                                         "must", "nearly", "almost"};
    struct ng_slice word;

    if (q->number.kind != NG_NUMBER_MULTIPLE)
        return false;
    word = ng_token_text(scan->text, q->number_first);
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        if (ng_scan_is(scan, q->end, behind[i]))
            return true;
    if (ng_scan_kind(scan, q->end) == NG_TOKEN_DASH ||
        ng_slice_ends_nocase(word, NG_LIT("d")) ||
        ng_slice_ends_nocase(word, NG_LIT("ing")))
        return ng_scan_kind(scan, q->end) == NG_TOKEN_DASH;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (q->first > scan->first &&
            ng_scan_is(scan, q->first - 1, before[i]))
            return false;
    return true;
}

/* An idiom of the table that covers the number: "catch 22", "24/7", "at one
 * point". It may begin up to VETO_TOKENS before the number; the leftmost that
 * reaches it counts. `*skip` is behind the idiom, so that none of its numbers
 * is read again. */
static bool in_idiom(const struct ng_figure_scan *scan,
                     const struct ng_quantity *q, size_t *skip)
{
    size_t first = ng_scan_back(q->first, scan->first, VETO_TOKENS);
    struct ng_row row;

    for (; first <= q->first; first++) {
        size_t taken = ng_phrase_find(scan->text, first, scan->end,
                                      NG_TABLE_FIGURE_VETOES, &row);
        if (taken && first + taken > q->first &&
            strcmp(ng_row_text(row, 1), "idiom") == 0) {
            *skip = first + taken > q->end ? first + taken : q->end;
            return true;
        }
    }
    return false;
}

/* "3:1", "a ratio of 16:9": one colon before a single digit, or behind a word
 * that says so. A name before it makes it a verse: "Genesis 1:1". */
static bool is_proportion(const struct ng_figure_scan *scan,
                          const struct ng_quantity *q, size_t end)
{
    size_t floor = ng_scan_back(q->first, scan->first, VETO_TOKENS);

    if (end != q->number_end + 2 || !ng_scan_is(scan, q->number_end, ":"))
        return false;
    for (size_t i = q->first; i > floor; i--)
        if (ng_scan_is(scan, i - 1, "ratio") || ng_scan_is(scan, i - 1, "odds"))
            return true;
    return ng_token_text(scan->text, end - 1).len == 1 &&
           !(q->first > scan->first &&
             ng_scan_kind(scan, q->first - 1) == NG_TOKEN_WORD &&
             ng_text_token(scan->text, q->first - 1)->shape != NG_SHAPE_LOWER);
}

/* "020-7946-0018", "3:1:2", "10:30": digits and marks without end. Two joints
 * of dash or slash, or one colon, make it a code; all of it is skipped, which
 * keeps a megabyte of "1-1-1-..." linear. */
static bool is_code(const struct ng_figure_scan *scan,
                    const struct ng_quantity *q, size_t *skip)
{
    size_t i = q->number_end, parts = 0;

    if (!q->number.digits || q->end != q->number_end)
        return false;
    while (i + 1 < scan->end && !ng_scan_spaced(scan, i) &&
           !ng_scan_spaced(scan, i + 1) &&
           ng_scan_kind(scan, i + 1) == NG_TOKEN_NUMBER &&
           (ng_scan_kind(scan, i) == NG_TOKEN_DASH ||
            ng_scan_is(scan, i, ":") || ng_scan_is(scan, i, "/"))) {
        parts += ng_scan_is(scan, i, ":") ? 2 : 1;
        i += 2;
    }
    if (parts < 2 || is_proportion(scan, q, i))
        return false;
    *skip = i;
    return true;
}

/* "787-9", "252-7": two numbers joined without being a range or a score. */
static bool is_joined(const struct ng_figure_scan *scan,
                      const struct ng_quantity *q)
{
    size_t next = ng_scan_over_hyphen(scan, q->number_end);

    return q->number.digits && next > q->number_end &&
           ng_scan_kind(scan, next) == NG_TOKEN_NUMBER &&
           !ng_scan_is(scan, next + 1, "/");
}

/* "he first came", "first reported by", "First, ...": an ordinal in words that
 * only says when. */
static bool is_adverb(const struct ng_figure_scan *scan,
                      const struct ng_quantity *q)
{
    enum ng_noun_class before = NG_NOUN_OPEN;

    if (q->kind != NUTGRAF_ORDINAL || q->number.digits)
        return false;
    if (q->first == scan->first)
        return q->end < scan->end && ng_scan_is(scan, q->end, ",");
    if (ng_scan_kind(scan, q->first - 1) == NG_TOKEN_WORD)
        before = ng_noun_class(scan->text, q->first - 1);
    return before != NG_NOUN_DET &&
           ng_scan_kind(scan, q->first - 1) != NG_TOKEN_POSSESSIVE &&
           ng_scan_kind(scan, q->end) == NG_TOKEN_WORD &&
           (ng_noun_class(scan->text, q->end) == NG_NOUN_VERB ||
            (ng_noun_is_participle(scan->text, q->end) &&
             ng_slice_ends_nocase(ng_token_text(scan->text, q->end),
                                  NG_LIT("ed"))));
}

/* "Law 10/59", "Resolution 3/12": digits and a slash behind a name. */
static bool is_numbered(const struct ng_figure_scan *scan,
                        const struct ng_quantity *q)
{
    const struct ng_token *word;

    if (q->kind != NUTGRAF_RATIO || !q->number.digits || q->unit ||
        q->number_end - q->number_first != 3 || q->first <= scan->first)
        return false;
    word = ng_text_token(scan->text, q->first - 1);
    return word->kind == NG_TOKEN_WORD && word->shape != NG_SHAPE_LOWER &&
           !(word->flags & NG_TOKEN_FIRST_WORD) &&
           ng_noun_class(scan->text, q->first - 1) == NG_NOUN_OPEN &&
           !ng_scan_is(scan, q->end, "of");
}

/* "between 14 and 30 July", "the 28 and 29 August": a day whose month stands
 * behind the next one. */
static bool is_day_before(const struct ng_figure_scan *scan,
                          const struct ng_quantity *q)
{
    struct ng_figure_scan ahead = *scan;
    size_t next = q->end + 1, date_end;

    if (!q->number.digits || q->value < 1 || q->value > 31 ||
        !(ng_scan_is(scan, q->end, "and") || ng_scan_is(scan, q->end, "or") ||
          ng_scan_is(scan, q->end, "to") ||
          ng_scan_kind(scan, q->end) == NG_TOKEN_DASH) ||
        ng_scan_kind(scan, next) != NG_TOKEN_NUMBER)
        return false;
    return ng_token_text(scan->text, next).len <= 2 &&
           ng_figure_in_date(&ahead, next, next + 1, &date_end) &&
           date_end > next + 1 &&
           (ng_token_tables(scan->text, next + 1) &
            NG_BIT(NG_TABLE_DATE_WORDS)) &&
           ng_text_token(scan->text, next + 1)->shape == NG_SHAPE_TITLE;
}

/* The round before ranges. Money and percents are always figures. `*skip` is
 * where to go on when true, by default behind the quantity. */
bool ng_figure_veto(struct ng_figure_scan *scan, const struct ng_quantity *q,
                    size_t *skip)
{
    *skip = q->end;
    if (q->kind == NUTGRAF_MONEY || q->kind == NUTGRAF_PERCENT)
        return false;
    return in_idiom(scan, q, skip) || is_code(scan, q, skip) ||
           is_glued(scan, q) || is_idle_half(scan, q) ||
           is_idle_multiple(scan, q) || is_idle_few(scan, q);
}

/* Digits without groups from here on are somebody's number in a register. */
#define IDENTIFIER_MIN 1e11

/* "672138506081275904": a number of an account, a message, a parcel. It counts
 * nothing unless a plural says so. */
static bool is_identifier(const struct ng_figure_scan *scan,
                          const struct ng_quantity *q)
{
    return q->value >= IDENTIFIER_MIN && q->number.digits &&
           !q->number.grouped && !q->number.decimal &&
           !(q->first == scan->first && q->end == scan->end) &&
           !ng_noun_after(scan, q->end, q->value).plural;
}

/* The round after ranges, on bare numbers only: what a range or score has
 * become is no name. */
bool ng_figure_veto_name(const struct ng_figure_scan *scan,
                         const struct ng_quantity *q)
{
    if (is_adverb(scan, q) || is_numbered(scan, q))
        return true;
    if (!is_bare(q))
        return false;
    return is_identifier(scan, q) || is_day_before(scan, q) ||
           is_joined(scan, q) ||
           after_name_word(scan, q) || after_capital(scan, q) ||
           is_list_number(scan, q) || is_year(scan, q) ||
           before_name(scan, q) || is_bracketed(scan, q) ||
           is_pronoun_one(scan, q);
}
