/*
 * mend.c - names set right after the labeller, by what the whole article and
 * the tables say.
 *
 * In: names in text order. Out: the same, some cut in two (cut.c), and those
 * that the labeller did not see but that stand elsewhere in the article or in
 * the tables: "told TASS".
 *
 * Two passes over names and tokens with one map: linear.
 */
#include "find/entity/mend.h"

#include "base/hash.h"

/* One look-up; the type is that of the name's last mention. */
int ng_known_as(const struct ng_mending *m, size_t first, size_t end)
{
    return first < end
               ? (int)(ng_map_get(&m->known,
                                  ng_key_whole(m->text, first, end)) &
                       NG_KNOWN_TYPE) - 1
               : -1;
}

/* A phrase that begins like the row but is longer or shorter is none. */
bool ng_is_row(const struct ng_text *text, size_t first, size_t end,
               unsigned table, struct ng_row *row)
{
    return first < end &&
           ng_phrase_find(text, first, end, table, row) == end - first;
}

/* Capitals and regions have a country's code without being it. */
bool ng_is_land(const struct ng_text *text, size_t first, size_t end)
{
    struct ng_row row;

    return ng_is_us(text, first, end) ||
           (ng_is_row(text, first, end, NG_TABLE_COUNTRIES, &row) &&
            (ng_row_is(row, 1, "country") || ng_row_is(row, 1, "state")));
}

/* Adds a name that was not there before. */
static ng_status add_piece(struct ng_mending *m, size_t first, size_t end,
                           int type)
{
    if (type < 0 || first >= end)
        return NUTGRAF_OK;
    NG_TRY(ng_names_add(&m->out, first, end, (nutgraf_entity_type)type));
    m->out.items[m->out.count - 1].hash = ng_key_whole(m->text, first, end);
    return NUTGRAF_OK;
}

/* The end of "Edmunds.com", of which the labeller sees only "Edmunds". */
static size_t site_end(const struct ng_mending *m, const struct ng_name *name)
{
    static const char *const domains[] = {"com", "org", "net"};
    size_t end = name->end;

    if (end + 1 >= m->text->tokens.count ||
        ng_text_token(m->text, end)->kind != NG_TOKEN_STOP ||
        ((ng_text_token(m->text, end)->flags |
          ng_text_token(m->text, end + 1)->flags) & NG_TOKEN_SPACE_BEFORE))
        return end;
    for (size_t n = 0; n < sizeof domains / sizeof *domains; n++)
        if (ng_token_is(m->text, end + 1, domains[n]))
            return end + 2;
    return end;
}

/* Adds one name or the pieces that it is made of; one word has none. */
static ng_status add_mended(struct ng_mending *m, const struct ng_name *name)
{
    size_t site = site_end(m, name);
    struct ng_cut cut;

    if (site != name->end)
        return add_piece(m, name->first, site, NUTGRAF_ORGANIZATION);
    if (name->end - name->first > 1 && ng_cut_name(m, name, &cut)) {
        NG_TRY(add_piece(m, name->first, cut.end, cut.left));
        return add_piece(m, cut.start, name->end, cut.right);
    }
    NG_TRY(ng_names_add(&m->out, name->first, name->end,
                        (nutgraf_entity_type)name->type));
    m->out.items[m->out.count - 1] = *name;
    return NUTGRAF_OK;
}

/* Notes each name's type and number of mentions under its hash; the type of the
 * last one wins. */
static ng_status note_known(struct ng_mending *m)
{
    for (size_t n = 0; n < m->old->count; n++) {
        struct ng_name *name = &m->old->items[n];
        uint32_t *slot;
        name->hash = ng_key_whole(m->text, name->first, name->end);
        slot = ng_map_add(&m->known, name->hash);
        if (!slot)
            return NUTGRAF_NO_MEMORY;
        *slot = (*slot & ~NG_KNOWN_TYPE) + NG_KNOWN_ONCE + name->type + 1;
    }
    return NUTGRAF_OK;
}

/* The longest name, in tokens, that is looked for where the labeller saw
 * none. */
#define MAX_FOUND 5

/* "REUTERS" of a photograph's line, which the table has as "Reuters". */
static bool is_shouted_known(const struct ng_text *text, size_t first,
                             size_t end)
{
    return end - first == 1 && ng_is_shouted(text, first, end) &&
           ng_lexicon_row(text->lexicon, ng_text_token(text, first)->lex,
                          NG_TABLE_ORGANIZATIONS, 0).row != NULL;
}

/* The type of a name of the tables that means one thing, or -1. A sentence may
 * begin with the word "Time". */
int ng_table_type(const struct ng_text *text, size_t first, size_t end)
{
    const struct ng_token *t = ng_text_token(text, first);
    struct ng_row row;

    if (ng_is_land(text, first, end))
        return NUTGRAF_PLACE;
    if (ng_is_row(text, first, end, NG_TABLE_GROUPS, &row) &&
        ng_row_is(row, 1, "nation"))
        return NUTGRAF_GROUP;
    if ((t->flags & NG_TOKEN_FIRST_WORD) && end - first == 1 &&
        t->shape == NG_SHAPE_TITLE)
        return -1;
    if (ng_is_row(text, first, end, NG_TABLE_ORGANIZATIONS, &row) ||
        is_shouted_known(text, first, end))
        return NUTGRAF_ORGANIZATION;
    return -1;
}

/* True for a token that could be part of a name. */
static bool may_name(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);

    return ng_is_capital(t) || t->kind == NG_TOKEN_NUMBER;
}

/* The type of the name that tokens [first, end) are, or -1. A word alone must
 * stand elsewhere twice. */
static int found_type(const struct ng_mending *m, size_t first, size_t end)
{
    uint32_t known = ng_map_get(&m->known, ng_key_whole(m->text, first, end));

    if (known && (end - first > 1 || known >= 2 * NG_KNOWN_ONCE))
        return (int)(known & NG_KNOWN_TYPE) - 1;
    return ng_table_type(m->text, first, end);
}

/* A dash between two words without spaces. */
static bool is_hyphen(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);

    return t->kind == NG_TOKEN_DASH && !(t->flags & NG_TOKEN_SPACE_BEFORE);
}

/* A common first word, which is no part of the run behind it: "The". */
static bool is_opener(const struct ng_text *text, size_t i)
{
    return (ng_text_token(text, i)->flags & NG_TOKEN_FIRST_WORD) &&
           (ng_token_tables(text, i) & (NG_BIT(NG_TABLE_STOPWORDS) |
                                        NG_BIT(NG_TABLE_FUNCTION_WORDS)));
}

/* The end of the run of capitals from token `i` on, with numbers and hyphens
 * inside: "COP 27", "Reuters-Ipsos". */
static size_t run_end(const struct ng_text *text, size_t i, size_t end)
{
    size_t last = i + 1;

    while (last < end &&
           (may_name(text, last) ||
            (last + 1 < end && may_name(text, last + 1) &&
             is_hyphen(text, last))))
        last++;
    return last;
}

/* Looks at the run of capitals that begins at token `*i`, and steps behind
 * it. Only a whole run can be a name: "Bank" in "Bank Street" is none, nor is
 * "US" in "US$". */
static ng_status find_name(struct ng_mending *m, size_t *i, size_t end)
{
    size_t first = *i, last;
    int type = -1;

    if (is_opener(m->text, first)) {
        ++*i;
        return NUTGRAF_OK;
    }
    last = *i = run_end(m->text, first, end);
    if (last - first <= MAX_FOUND &&
        !(last < m->text->tokens.count &&
          ng_text_token(m->text, last)->kind == NG_TOKEN_CURRENCY))
        type = found_type(m, first, last);
    return add_piece(m, first, last, type);
}

/* Looks for names in the tokens between two names. */
static ng_status search_gap(struct ng_mending *m, size_t first, size_t end)
{
    for (size_t i = first; i < end;) {
        const struct ng_token *t = ng_text_token(m->text, i);
        if (t->kind != NG_TOKEN_WORD || !ng_is_capital(t)) {
            i++;
            continue;
        }
        NG_TRY(find_name(m, &i, end));
    }
    return NUTGRAF_OK;
}

/* Names and the gaps between them, in text order. */
static ng_status mend_all(struct ng_mending *m)
{
    size_t at = 0;

    NG_TRY(note_known(m));
    for (size_t n = 0; n < m->old->count; n++) {
        NG_TRY(search_gap(m, at, m->old->items[n].first));
        NG_TRY(add_mended(m, &m->old->items[n]));
        at = m->old->items[n].end;
    }
    return search_gap(m, at, m->text->tokens.count);
}

/* The list is made anew, for a cut makes it longer; the map is scratch. */
ng_status ng_mend_names(struct ng_names *names)
{
    struct ng_run *run = names->run;
    struct ng_arena_mark mark = ng_arena_mark(&run->scratch);
    struct ng_mending m = {names, &run->text, {run}, {&run->scratch}};
    ng_status status = mend_all(&m);

    ng_arena_rewind(&run->scratch, mark);
    if (status == NUTGRAF_OK)
        *names = m.out;
    return status;
}
