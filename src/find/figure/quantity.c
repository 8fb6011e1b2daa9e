/*
 * quantity.c - a number with its sign and the currency before it.
 *
 *     "$ 1.2 billion", "Rs.500", "US$5m"   a sign, then a number
 *     "Rs500", "USD10m", "$US113"          sign and digits in one word
 *     "ringgit 42 million"                 a name, then a number
 *     "-5", "minus 1.4", "+3%"             a sign of arithmetic
 *     "a gallon of"                        one of a unit
 *
 * In comes a token that may begin a quantity, out goes one that has number,
 * value, currency and, through unit.c, what stands behind the number. The
 * forms are tried from the one with the most marks of money to the plain
 * number, each with a cheap test of the first token first; the first that fits
 * is taken.
 *
 * Which sign means which currency, and on which side of the number it stands,
 * is data/currency-signs.tsv. Letters glued to digits are no token of their
 * own, so their sign is looked up by its spelling. Nothing here looks back
 * beyond scan->floor but for the glue of a minus.
 */
#include "base/hash.h"
#include "find/figure/scan.h"

/* Letters before glued digits: "Rs500", "ZAR30". */
#define SIGN_LETTERS 5

/* Tries the phrases from the longest to the shortest; one counts only when it
 * ends right before `end`. At most end - first lookups, and callers bound that
 * with ng_scan_back. In "no more than 5" it finds "no more than" and not the
 * "more than" in it. */
size_t ng_phrase_before(const struct ng_figure_scan *scan, size_t first,
                        size_t end, unsigned table, struct ng_row *row)
{
    for (; first < end; first++)
        if (ng_phrase_find(scan->text, first, end, table, row) == end - first)
            return first;
    row->row = NULL;
    return end;
}

/* A sign that counts and no hyphen or dash: the number glued behind it,
 * nothing glued before it. So "-5" and "(-5" are negative, "10-5" and "F-16"
 * are not. A dash with space behind is one only as the first token: a cell
 * with nothing but "- 5". */
static bool is_minus(const struct ng_figure_scan *scan, size_t i)
{
    struct ng_slice s;

    if (ng_scan_kind(scan, i) != NG_TOKEN_DASH)
        return false;
    s = ng_token_text(scan->text, i);
    if (!ng_slice_eq(s, NG_LIT("-")) && !ng_slice_eq(s, NG_LIT("\u2212")) &&
        !ng_slice_eq(s, NG_LIT("\u2013")))
        return false;
    if (ng_scan_spaced(scan, i + 1))
        return i == scan->first; /* a cell with nothing but "- 5" */
    return ng_scan_spaced(scan, i) ||
           ng_scan_kind(scan, i - 1) == NG_TOKEN_MARK;
}

/* The sign of arithmetic before token q->first, which may be a currency's:
 * "-$5". Makes the value negative and widens the quantity; a plus widens only,
 * so that a change by sign can be seen later. Does nothing at the floor, where
 * the token before is another figure's. */
static void take_sign(const struct ng_figure_scan *scan, struct ng_quantity *q)
{
    size_t i = q->first;

    if (i <= scan->floor)
        return;
    i--;
    if (i > scan->floor && ng_scan_over_hyphen(scan, i) > i &&
        ng_scan_is(scan, i - 1, "minus"))
        i--; /* "minus-1.4" */
    if (is_minus(scan, i) || ng_scan_is(scan, i, "minus") ||
        ng_scan_is(scan, i, "negative")) {
        q->value = -q->value;
        q->first = i;
    } else if (ng_scan_is(scan, i, "+") && ng_scan_spaced(scan, i) &&
               !ng_scan_spaced(scan, i + 1)) {
        q->first = i;
    }
}

/* Letters behind digits and what they multiply by. */
struct scale_letters {
    const char *letters;
    double scale;
};

/* The scale letter of money, behind the digits: "$5m", "$5 mm", "$2t".
 * Elsewhere "m" is metres and "t" tonnes, so number words do not have these.
 * Only when no scale word has been read. */
static void take_money_letter(const struct ng_figure_scan *scan,
                              struct ng_quantity *q)
{
    static const struct scale_letters letters[] = {
        {"m", 1e6}, {"mm", 1e6}, {"b", 1e9}, {"t", 1e12}
    };
    size_t i = q->end;

    if (q->number.scale != 1 || !q->number.digits ||
        ng_scan_kind(scan, i) != NG_TOKEN_WORD)
        return;
    for (size_t n = 0; n < sizeof letters / sizeof *letters; n++) {
        if (!ng_scan_is(scan, i, letters[n].letters))
            continue;
        q->value *= letters[n].scale;
        q->number.scale = letters[n].scale;
        q->end = q->number_end = i + 1;
    }
}

/* The number was read and its sign stands before it, at token `at`: the
 * quantity is money of the sign's currency, with a scale letter if one
 * follows. */
static void become_money(const struct ng_figure_scan *scan, size_t at,
                         struct ng_row row, struct ng_quantity *q)
{
    q->first = at;
    q->kind = NUTGRAF_MONEY;
    q->unit = ng_row_text(row, 1);
    q->sign_before = true;
    take_money_letter(scan, q);
}

/* Reads the number at token `at` (digits from byte `skip` of it) into the
 * quantity. False when there is none; then q->number is not to be used. */
static bool take_number(const struct ng_figure_scan *scan, size_t at,
                        size_t skip, struct ng_quantity *q)
{
    size_t taken = skip ? ng_number_read_inside(scan->text, at, skip, scan->end,
                                                &q->number)
                        : ng_number_read(scan->text, at, scan->end, &q->number);

    if (!taken)
        return false;
    q->number_first = at;
    q->number_end = q->end = at + taken;
    q->value = q->number.value;
    return true;
}

/* A currency sign at token `at` that may stand before a number: "$", "US$",
 * "Rs.", "EUR". Returns the tokens it takes, 0 for none. Signs marked
 * "attached-before" need the number glued behind them; those marked "after"
 * ("p") never count here. */
static size_t sign_at(const struct ng_figure_scan *scan, size_t at,
                      struct ng_row *row)
{
    const char *place;
    size_t taken = ng_phrase_find(scan->text, at, scan->end,
                                  NG_TABLE_CURRENCY_SIGNS, row);

    if (!taken)
        return 0;
    if (taken == 2 && ng_scan_spaced(scan, at + 1) &&
        (ng_text_token(scan->text, at)->flags & NG_TOKEN_FIRST_WORD) &&
        ng_scan_is(scan, at, "a"))
        return 0; /* "A $5 stamp": the article */
    place = ng_row_text(*row, 3);
    if (strcmp(place, "before") == 0 || strcmp(place, "both") == 0)
        return taken;
    if (strcmp(place, "attached-before") == 0 &&
        !ng_scan_spaced(scan, at + taken))
        return taken;
    return 0;
}

/* A sign, then a number: "$ 1.2 billion", "Rs. 500", "Rs.500", "$-5". Neither
 * "a" nor an ordinal is an amount. A number in words goes with a true sign
 * only, since signs of letters are words too, above all in headlines. */
static bool read_signed_money(const struct ng_figure_scan *scan, size_t at,
                              struct ng_quantity *q)
{
    struct ng_row row;
    size_t taken = sign_at(scan, at, &row), i = at + taken;

    if (!taken || i >= scan->end)
        return false;
    if (ng_scan_kind(scan, i) == NG_TOKEN_STOP && !ng_scan_spaced(scan, i) &&
        ng_scan_kind(scan, i + 1) == NG_TOKEN_NUMBER &&
        ng_scan_kind(scan, i - 1) != NG_TOKEN_CURRENCY)
        i++; /* "Rs.500": the stop is the sign's */
    if (ng_scan_kind(scan, i) == NG_TOKEN_DASH && !ng_scan_spaced(scan, i) &&
        !ng_scan_spaced(scan, i + 1))
        i++; /* "$-5" */
    if (!take_number(scan, i, 0, q) || q->number.article ||
        q->number.kind == NG_NUMBER_ORDINAL)
        return false;
    if (!q->number.digits && ng_scan_kind(scan, at) != NG_TOKEN_CURRENCY)
        return false;
    become_money(scan, at, row, q);
    return true;
}

/* The sign of exactly this spelling; row NULL for none. The lexicon's key is
 * made of the folded tokens ("US$" is "us $"), then all rows under it are
 * compared with the text itself. What is too long for the key is no sign. */
static struct ng_row sign_row(const struct ng_lexicon *lexicon,
                              struct ng_slice sign)
{
    char key[4 * SIGN_LETTERS];
    size_t len = 0, at = 0, more;
    struct ng_token token;
    struct ng_row row;
    uint32_t entry;

    while (ng_token_scan(sign, at, &token)) { /* "US$" is the key "us $" */
        at = token.end;
        if (len)
            key[len++] = ' ';
        more = ng_token_fold(ng_slice_sub(sign, token.start, token.end),
                             key + len, sizeof key - 1 - len);
        if (more == SIZE_MAX)
            return (struct ng_row){lexicon, NULL};
        len += more;
    }
    entry = ng_lexicon_find(lexicon, (struct ng_slice){key, len},
                            ng_hash(key, len));
    for (size_t n = 0;; n++) {
        row = ng_lexicon_row(lexicon, entry, NG_TABLE_CURRENCY_SIGNS, n);
        if (!row.row || ng_slice_eq(sign, ng_slice_of(ng_row_text(row, 0))))
            return row;
    }
}

/* The scale that letters behind glued digits mean: "USD10m"; 0 for letters
 * that mean none ("B12x"). A list of its own: glued behind money, "b" and "m"
 * mean more than in running text. */
static double glued_scale(struct ng_slice letters)
{
    static const struct scale_letters rows[] = {
        {"k", 1e3},       {"m", 1e6},   {"mn", 1e6},  {"mln", 1e6},
        {"million", 1e6}, {"bn", 1e9},  {"b", 1e9},   {"bln", 1e9},
        {"billion", 1e9}, {"tn", 1e12}, {"trillion", 1e12},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (ng_slice_eq_nocase(letters, ng_slice_of(rows[i].letters)))
            return rows[i].scale;
    return 0;
}

/* Sets number and value of sign, digits and scale in one word. There is no
 * token for the digits, so they are added up here; they are whole and
 * ungrouped, as marks would have ended the word. */
static void take_glued(size_t at, struct ng_slice digits, double scale,
                       struct ng_quantity *q)
{
    q->number = (struct ng_number){.scale = scale, .digits = true};
    for (size_t i = 0; i < digits.len; i++)
        q->number.value = q->number.value * 10 + (digits.ptr[i] - '0');
    q->number.value *= scale;
    q->value = q->number.value;
    q->number_first = at;
    q->number_end = q->end = at + 1;
}

/* "Rs500", "Dh5,000", "USD10m": letters, digits and at most a scale.
 * Everything must fit: the letters are a sign that may stand before, what
 * follows the digits is a scale or nothing. A single letter with few digits is
 * rather the name of a road or a vitamin and needs grouping or a scale. */
static bool read_glued_money(const struct ng_figure_scan *scan, size_t at,
                             struct ng_quantity *q)
{
    struct ng_slice word = ng_token_text(scan->text, at), sign;
    struct ng_row row;
    const char *place;
    size_t len = 0, digits;
    double scale;

    while (len < word.len && !ng_is_digit(word.ptr[len]))
        len++;
    if (!len || len > SIGN_LETTERS || len == word.len)
        return false;
    digits = len;
    while (digits < word.len && ng_is_digit(word.ptr[digits]))
        digits++;
    scale = digits < word.len
                ? glued_scale(ng_slice_sub(word, digits, word.len))
                : 1;
    if (!scale)
        return false;
    sign = ng_slice_sub(word, 0, len);
    row = sign_row(scan->text->lexicon, sign);
    if (!row.row)
        return false;
    place = ng_row_text(row, 3);
    if (strcmp(place, "after") == 0 || strcmp(place, "attached") == 0)
        return false;
    if (scale == 1 && !take_number(scan, at, len, q))
        return false;
    if (scale > 1)
        take_glued(at, ng_slice_sub(word, len, digits), scale, q);
    if (len == 1 && !q->number.grouped && q->number.scale == 1 &&
        word.len < 4)
        return false; /* "N7" is a road */
    become_money(scan, at, row, q);
    return true;
}

/* "$US113", "$A5": the letters stand behind the sign. Turns them around
 * ("US$") and looks that up; three letters at most, as in currency codes. The
 * digits are those of the second token. */
static bool read_turned_sign(const struct ng_figure_scan *scan, size_t at,
                             struct ng_quantity *q)
{
    char sign[SIGN_LETTERS + 1];
    struct ng_slice word;
    struct ng_row row;
    size_t len = 0;

    if (!ng_scan_is(scan, at, "$") ||
        ng_scan_kind(scan, at + 1) != NG_TOKEN_WORD ||
        ng_scan_spaced(scan, at + 1))
        return false;
    word = ng_token_text(scan->text, at + 1);
    for (; len < word.len && len < 3 && ng_is_alpha(word.ptr[len]); len++)
        sign[len] = word.ptr[len];
    if (len == word.len || !ng_is_digit(word.ptr[len]))
        return false;
    sign[len] = '$';
    row = sign_row(scan->text->lexicon, (struct ng_slice){sign, len + 1});
    if (!row.row || !take_number(scan, at + 1, len, q))
        return false;
    become_money(scan, at, row, q);
    return true;
}

/* A currency's name before the number: "ringgit 42 million", "Malaysian
 * ringgit 42". Needs two words or a scale, as a name of one word before a
 * plain number may be anything: "won 7". Only names worth one of the currency
 * stand before. */
static bool read_named_money(const struct ng_figure_scan *scan, size_t at,
                             struct ng_quantity *q)
{
    struct ng_row row;
    size_t taken = ng_phrase_find(scan->text, at, scan->end,
                                  NG_TABLE_CURRENCIES, &row);

    if (!taken || at + taken >= scan->end ||
        ng_scan_kind(scan, at + taken) != NG_TOKEN_NUMBER ||
        strcmp(ng_row_text(row, 2), "1") != 0 ||
        !take_number(scan, at + taken, 0, q) ||
        q->number.kind != NG_NUMBER_CARDINAL)
        return false;
    if (taken < 2 && q->number.scale == 1)
        return false;
    q->first = at;
    q->kind = NUTGRAF_MONEY;
    q->unit = ng_row_text(row, 1);
    q->sign_before = true;
    return true;
}

/* "a gallon of", "a pound": one of a unit, told by its article and an "of"
 * behind, or by being the whole text as in a cell. Not right behind a figure,
 * where it is what the figure is counted by: "$5 a gallon". */
static bool read_article_unit(const struct ng_figure_scan *scan, size_t at,
                              struct ng_quantity *q)
{
    struct ng_row row, money;
    size_t taken, end;
    bool whole;

    if ((!ng_scan_is(scan, at, "a") && !ng_scan_is(scan, at, "an")) ||
        at + 1 >= scan->end || (at == scan->floor && scan->last))
        return false;
    taken = ng_phrase_find(scan->text, at + 1, scan->end, NG_TABLE_UNITS, &row);
    end = at + 1 + taken;
    whole = at == scan->first && end == scan->end;
    if (!taken) {
        taken = ng_phrase_find(scan->text, at + 1, scan->end,
                               NG_TABLE_CURRENCIES, &money);
        end = at + 1 + taken;
        whole = at == scan->first && end == scan->end;
        if (!taken || !whole || strcmp(ng_row_text(money, 2), "1") != 0)
            return false;
        q->kind = NUTGRAF_MONEY;
        q->unit = ng_row_text(money, 1);
    } else {
        if (strcmp(ng_row_text(row, 2), "measure") != 0 ||
            (!whole && !ng_scan_is(scan, end, "of")) ||
            ng_scan_is(scan, end + 1, "a") || ng_scan_is(scan, end + 1, "an"))
            return false;
        q->kind = NUTGRAF_MEASURE;
        q->unit = ng_row_text(row, 1);
    }
    q->number = (struct ng_number){.value = 1, .scale = 1, .article = true};
    q->value = 1;
    q->number_first = q->first = at;
    q->number_end = at + 1;
    q->end = end;
    return true;
}

/* "doubled", "threefold", "10-fold": what something was multiplied by. */
static bool take_multiple(const struct ng_figure_scan *scan,
                          struct ng_quantity *q)
{
    size_t i = ng_scan_over_hyphen(scan, q->end);

    if (q->number.kind == NG_NUMBER_CARDINAL && ng_scan_is(scan, i, "fold")) {
        q->number.kind = NG_NUMBER_FOLD;
        q->end = q->number_end = i + 1;
    }
    return q->number.kind == NG_NUMBER_MULTIPLE ||
           q->number.kind == NG_NUMBER_FOLD;
}

/* May money begin at this token? Asks the table bits of its entry; `starts`
 * has those of phrases that begin with it. */
static bool may_be_sign(const struct ng_text *text, const struct ng_token *t)
{
    const struct ng_packed_entry *entry;

    if (t->kind == NG_TOKEN_CURRENCY)
        return true;
    if (t->kind != NG_TOKEN_WORD && t->kind != NG_TOKEN_MARK)
        return false;
    entry = ng_lexicon_entry(text->lexicon, t->lex);
    return (entry->tables | entry->starts) & NG_BIT(NG_TABLE_CURRENCY_SIGNS);
}

/* Money first, from the surest form on; then any number, whose kind follows
 * from its grammar: ordinal, ratio for a fraction without a scale ("half a
 * million" is a cardinal), else cardinal. The sign comes after the number, so
 * that it stands before the currency; units last. Ordinals take no unit: "the
 * fifth mile". */
ng_status ng_quantity_read(struct ng_figure_scan *scan, size_t at,
                           struct ng_quantity *q, bool *found)
{
    const struct ng_token *token = ng_text_token(scan->text, at);

    *q = (struct ng_quantity){.first = at, .kind = NUTGRAF_CARDINAL};
    *found = true;
    if (may_be_sign(scan->text, token) &&
        (read_signed_money(scan, at, q) || read_turned_sign(scan, at, q))) {
        take_sign(scan, q);
        return ng_unit_read(scan, q);
    }
    if (token->kind == NG_TOKEN_WORD && read_glued_money(scan, at, q)) {
        take_sign(scan, q);
        return ng_unit_read(scan, q);
    }
    if (token->kind == NG_TOKEN_WORD && read_named_money(scan, at, q))
        return ng_unit_read(scan, q);
    if (!take_number(scan, at, 0, q)) {
        *found = read_article_unit(scan, at, q);
        return NUTGRAF_OK;
    }
    q->first = at;
    if (take_multiple(scan, q)) {
        q->kind = NUTGRAF_RATIO;
        return NUTGRAF_OK;
    }
    if (q->number.kind == NG_NUMBER_ORDINAL)
        q->kind = NUTGRAF_ORDINAL;
    else if (q->number.kind == NG_NUMBER_FRACTION && q->number.scale == 1)
        q->kind = NUTGRAF_RATIO;
    take_sign(scan, q);
    return q->kind == NUTGRAF_ORDINAL ? NUTGRAF_OK : ng_unit_read(scan, q);
}
