/*
 * known.c - the first year of which a text can be.
 *
 * No text is older than the youngest thing that it names: an article on the
 * iPhone is none of 2004, one on "President Barack Obama" none of 2007. That
 * refuses years that the text only remembers. In: a token that may begin a
 * name. Out: a year. The names are in data/known-since.tsv.
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

/* Names need their capital: "twitter of birds". The longest name that begins
 * here counts. */
void ng_date_note_known(const struct ng_text *text, uint32_t i, uint32_t end,
                        int32_t *since)
{
    struct ng_row row;
    int32_t year;

    if (!ng_phrase_find(text, i, end, NG_TABLE_KNOWN_SINCE, &row))
        return;
    if (ng_row_text(row, 1)[0] == 'n' &&
        (ng_text_token(text, i)->shape == NG_SHAPE_LOWER || is_vice(text, i)))
        return;
    year = (int32_t)atoi(ng_row_text(row, 2));
    if (year > *since)
        *since = year;
}
