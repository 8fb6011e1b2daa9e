/*
 * known.c - the first year of which a text can be.
 *
 * No text is older than the youngest thing that it names: an article on the
 * iPhone is none of 2004, one on "President Barack Obama" none of 2007. That
 * refuses years that the text only remembers. In: a paragraph. Out: a year. One
 * test per token; the names are in data/known-since.tsv.
 */
#include "find/date/date.h"

#include <stdlib.h>

/* "Vice" before "President Biden", or "Vice-": another office. */
static bool is_vice(const struct ng_text *text, size_t i)
{
    if (i && ng_text_token(text, i - 1)->kind == NG_TOKEN_DASH)
        i--;
    return i && ng_token_is(text, i - 1, "vice");
}

/* The year of the name that begins at token `i`, 0 for none. Names need their
 * capital: "twitter of birds". */
static int32_t since_at(const struct ng_text *text, size_t i, size_t end)
{
    struct ng_row row;

    if (!ng_phrase_find(text, i, end, NG_TABLE_KNOWN_SINCE, &row))
        return 0;
    if (ng_row_text(row, 1)[0] == 'n' &&
        (ng_text_token(text, i)->shape == NG_SHAPE_LOWER || is_vice(text, i)))
        return 0;
    return (int32_t)atoi(ng_row_text(row, 2));
}

/* The latest of a paragraph's years; 0 when it names nothing that is known. */
int32_t ng_date_known_since(const struct ng_text *text,
                            const struct ng_paragraph *par)
{
    int32_t since = 0;

    for (size_t i = par->first_token; i < par->token_end; i++) {
        int32_t year = since_at(text, i, par->token_end);
        if (year > since)
            since = year;
    }
    return since;
}
