/*
 * country.c - the country that a name tells, as an ISO 3166 code of two
 * letters.
 *
 * Three kinds of evidence, best first: the whole name stands in a table with a
 * code ("Lagos" NG, "Turkish" TR); or a word or phrase in it is a country or a
 * people ("Turkish Foreign Ministry", "Bank of England"). Organizations and
 * cities count only as whole names: "Paris" inside "Paris Hilton" or
 * "Washington" inside "Washington Post" says nothing.
 *
 * Which table a code comes from is a matter of trust, hence the fixed order.
 * The cost is bounded by MAX_WORDS phrase look-ups per name.
 */
#include "find/entity/entity.h"

/* "US" in capitals. It stands in no table, where keys are folded and would meet
 * every "us". */
bool ng_is_us(const struct ng_text *text, size_t first, size_t end)
{
    return end - first == 1 &&
           ng_text_token(text, first)->shape == NG_SHAPE_UPPER &&
           ng_token_is(text, first, "us");
}

/* The code of the longest row that begins at token `first`; with `whole` it
 * must cover all tokens to `end`. A row without a country ("Africa", code "-")
 * gives "", as does a phrase that is not there: callers test only for the empty
 * string. */
static const char *code_in(const struct ng_text *text, size_t first, size_t end,
                           unsigned table, bool whole)
{
    struct ng_row row;
    size_t len = ng_phrase_find(text, first, end, table, &row);
    const char *code = len && (!whole || len == end - first)
                           ? ng_row_text(row, 2)
                           : "";

    return strlen(code) == 2 ? code : "";
}

/* Words of a name that are searched for a country. */
#define MAX_WORDS 8

/* Whole names first, then from left to right the phrases inside: "South Korean
 * Ministry of Defence" is found at its first word, "Bank of England" at its
 * last. Small words are skipped, so the "of" of a name costs nothing. */
const char *ng_name_country(const struct ng_text *text, size_t first,
                            size_t end)
{
    static const unsigned tables[] = {NG_TABLE_COUNTRIES, NG_TABLE_GROUPS,
                                      NG_TABLE_ORGANIZATIONS, NG_TABLE_CITIES};
    const char *code = ng_is_us(text, first, end) ? "US" : "";

    for (size_t i = 0; i < sizeof tables / sizeof *tables && !*code; i++)
        code = code_in(text, first, end, tables[i], true);
    for (size_t i = first; i < end && i - first < MAX_WORDS && !*code; i++) {
        if (!ng_is_capital(ng_text_token(text, i)))
            continue;
        code = ng_is_us(text, i, i + 1)
                   ? "US"
                   : code_in(text, i, end, NG_TABLE_COUNTRIES, false);
        if (!*code)
            code = code_in(text, i, end, NG_TABLE_GROUPS, false);
    }
    return code;
}
