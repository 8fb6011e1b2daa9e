/*
 * country.c - the country that a name tells, as an ISO 3166 code of two
 * letters.
 *
 * Four kinds of evidence, best first: the whole name stands in a table with a
 * code ("Lagos" NG, "Turkish" TR); it ends in a place ("University of Kabul");
 * a word or phrase in it is a country or a people ("Turkish Foreign
 * Ministry"). Organizations and
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

/* The code of a country, city or people that begins at token `i`; of a city
 * only with `cities`. */
static const char *code_at(const struct ng_text *text, size_t i, size_t end,
                           bool cities)
{
    struct ng_row row;
    const char *code;

    if (ng_is_us(text, i, i + 1))
        return "US";
    if (ng_phrase_find(text, i, end, NG_TABLE_COUNTRIES, &row) && !cities &&
        !ng_row_is(row, 1, "country"))
        return "";
    code = code_in(text, i, end, NG_TABLE_COUNTRIES, false);
    return *code ? code : code_in(text, i, end, NG_TABLE_GROUPS, false);
}

/* The code of the place that a name ends with after "of": "American University
 * of Kabul" lies in Afghanistan. */
static const char *code_of_seat(const struct ng_text *text, size_t first,
                                size_t end)
{
    for (size_t i = end; i > first + 1 && end - i < MAX_WORDS; i--)
        if (ng_token_is(text, i - 1, "of"))
            return i < end ? code_in(text, i, end, NG_TABLE_COUNTRIES, true)
                           : "";
    return "";
}

/* Whole names first, then the seat, then from left to right the phrases inside:
 * "South Korean Ministry of Defence" is found at its first word. Small words
 * are skipped. A law is often named after the city where it was signed, which
 * says nothing: "Vienna Convention". */
const char *ng_name_country(const struct ng_text *text, size_t first,
                            size_t end, nutgraf_entity_type type)
{
    static const unsigned tables[] = {NG_TABLE_COUNTRIES, NG_TABLE_GROUPS,
                                      NG_TABLE_ORGANIZATIONS, NG_TABLE_CITIES};
    const char *code = ng_is_us(text, first, end) ? "US" : "";

    for (size_t i = 0; i < sizeof tables / sizeof *tables && !*code; i++)
        code = code_in(text, first, end, tables[i], true);
    if (!*code && type != NUTGRAF_LAW)
        code = code_of_seat(text, first, end);
    for (size_t i = first; i < end && i - first < MAX_WORDS && !*code; i++)
        if (ng_is_capital(ng_text_token(text, i)))
            code = code_at(text, i, end, type != NUTGRAF_LAW);
    return code;
}
