/* country.c - the country that a name tells. */
#include "find/entity/entity.h"

/* The code of the row that holds exactly tokens [first, first + len). */
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

const char *ng_name_country(const struct ng_text *text, size_t first,
                            size_t end)
{
    static const unsigned tables[] = {NG_TABLE_COUNTRIES, NG_TABLE_GROUPS,
                                      NG_TABLE_ORGANIZATIONS, NG_TABLE_CITIES};
    const char *code = "";

    for (size_t i = 0; i < sizeof tables / sizeof *tables && !*code; i++)
        code = code_in(text, first, end, tables[i], true);
    for (size_t i = first; i < end && i - first < MAX_WORDS && !*code; i++) {
        if (!ng_is_capital(ng_text_token(text, i)))
            continue;
        code = code_in(text, i, end, NG_TABLE_COUNTRIES, false);
        if (!*code)
            code = code_in(text, i, end, NG_TABLE_GROUPS, false);
    }
    return code;
}
