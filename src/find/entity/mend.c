/*
 * mend.c - names set right after the labeller, by what the whole article and
 * the tables say.
 *
 * In: names in text order. Out: the same, some cut, split or added:
 *
 *   "DUBAI, United Arab Emirates"    a city and a country
 *   "White House Russia" [adviser]   an organization and a country
 *   "Turkish Foreign Ministers"      the people, and a plain plural
 *   "Boeing's Dreamliner"            two names, when Boeing has its own
 *   "Using Alvarez"                  a name, when Alvarez stands elsewhere
 *   "told TASS"                      a name that the labeller did not see,
 *                                    known from elsewhere or from the tables
 *
 * Two passes over names and tokens with one map: linear.
 */
#include "base/hash.h"
#include "find/entity/key.h"
#include "find/entity/office.h"

/* What the passes share. */
struct mending {
    const struct ng_names *old;
    const struct ng_text *text;
    struct ng_names out;
    struct ng_map known; /* name -> its type + 1, mentions above TYPE_MASK */
};

/* A known name's number: its type + 1 and how often it stands there. */
#define TYPE_MASK 0xFu
#define ONE_MENTION 0x10u

/* The type of a name that stands elsewhere in the article, or -1. */
static int known_as(const struct mending *m, size_t first, size_t end)
{
    return first < end
               ? (int)(ng_map_get(&m->known,
                                ng_key_whole(m->text, first, end)) &
                     TYPE_MASK) - 1
               : -1;
}

/* The whole of tokens [first, end) is in a table. */
static bool in_table(const struct ng_text *text, size_t first, size_t end,
                     unsigned table, struct ng_row *row)
{
    return first < end &&
           ng_phrase_find(text, first, end, table, row) == end - first;
}

/* A country or one of its states: not a city. */
static bool is_land(const struct ng_text *text, size_t first, size_t end)
{
    struct ng_row row;

    return ng_is_us(text, first, end) ||
           (in_table(text, first, end, NG_TABLE_COUNTRIES, &row) &&
            (ng_row_is(row, 1, "country") || ng_row_is(row, 1, "state")));
}

/* "Kiel, Germany" is a city and a country. Returns the comma, or 0. */
static size_t find_land(const struct mending *m, const struct ng_name *name)
{
    for (size_t i = name->first + 1; i + 1 < name->end; i++)
        if (ng_token_is(m->text, i, ",") && is_land(m->text, i + 1, name->end))
            return i;
    return 0;
}

/* "White House Russia": an organization of the tables and a country. Returns
 * the country's first token, or 0. */
static size_t find_topic(const struct mending *m, const struct ng_name *name)
{
    struct ng_row row;
    size_t len = ng_phrase_find(m->text, name->first, name->end,
                                NG_TABLE_ORGANIZATIONS, &row);

    if (len < 2 || name->first + len >= name->end ||
        !is_land(m->text, name->first + len, name->end))
        return 0;
    return name->first + len;
}

/* "Boeing's Dreamliner": the owner is a name elsewhere. Returns the 's, or 0.
 * Only of things: "Lord's Resistance Army" and "Queen's College" are called
 * so. */
static size_t find_owner(const struct mending *m, const struct ng_name *name)
{
    if (name->type != NUTGRAF_PRODUCT && name->type != NUTGRAF_WORK &&
        name->type != NUTGRAF_MISC && name->type != NUTGRAF_EVENT)
        return 0;
    for (size_t i = name->first + 1; i + 1 < name->end; i++)
        if (ng_text_token(m->text, i)->kind == NG_TOKEN_POSSESSIVE)
            return known_as(m, name->first, i) >= 0 ? i : 0;
    return 0;
}

/* "Turkish Foreign Ministers": a people and the plural of an office. Returns
 * the end of the people, or 0. */
static size_t find_people(const struct mending *m, const struct ng_name *name)
{
    struct ng_row row;
    size_t len, i;

    if (name->type == NUTGRAF_PERSON ||
        !ng_office_read(m->text, name->end - 1).plural)
        return 0;
    len = ng_phrase_find(m->text, name->first, name->end, NG_TABLE_GROUPS,
                         &row);
    if (!len || !ng_row_is(row, 1, "nation"))
        return 0;
    for (i = name->first + len; i < name->end; i++)
        if (ng_office_read(m->text, i).class == NG_OFFICE_NONE)
            return 0;
    return name->first + len;
}

/* "Using Alvarez" at a sentence's start: a verb or adverb and a name that
 * stands elsewhere. Returns the name's first token, or 0. */
static size_t find_start(const struct mending *m, const struct ng_name *name)
{
    struct ng_slice word = ng_token_text(m->text, name->first);
    uint64_t tables = ng_token_tables(m->text, name->first);
    bool common = ng_slice_ends_nocase(word, NG_LIT("ing")) ||
                  ng_slice_ends_nocase(word, NG_LIT("ly")) ||
                  (tables & (NG_BIT(NG_TABLE_FUNCTION_WORDS) |
                             NG_BIT(NG_TABLE_FIGURE_NOUNS)));

    if (name->end - name->first < 2 || !common ||
        ng_text_token(m->text, name->first)->shape != NG_SHAPE_TITLE ||
        ng_token_is(m->text, name->first, "the") ||
        (tables & NG_BIT(NG_TABLE_FORENAMES)) ||
        !(ng_text_token(m->text, name->first)->flags & NG_TOKEN_FIRST_WORD) ||
        known_as(m, name->first + 1, name->end) < 0)
        return 0;
    return name->first + 1;
}

/* True for a token with a small letter. */
static bool is_small(const struct ng_text *text, size_t i)
{
    return ng_text_token(text, i)->shape == NG_SHAPE_LOWER;
}

/* "Idlib de-" of "Idlib de-escalation": what hangs on a hyphen at the end is a
 * piece of a word. "Idlib province" is Idlib, where the article calls it so
 * elsewhere. Returns the end of the name without these. */
static size_t trim_end(const struct mending *m, const struct ng_name *name)
{
    size_t end = name->end;

    if (name->type == NUTGRAF_PLACE && end - name->first > 1 &&
        is_small(m->text, end - 1) && known_as(m, name->first, end - 1) >= 0)
        return end - 1;
    while (end - name->first > 1 &&
           ng_text_token(m->text, end - 1)->kind == NG_TOKEN_DASH) {
        end--;
        while (end - name->first > 1 && is_small(m->text, end - 1))
            end--;
    }
    return end;
}

/* Adds a name that was not there before. */
static ng_status add_piece(struct mending *m, size_t first, size_t end,
                           nutgraf_entity_type type)
{
    NG_TRY(ng_names_add(&m->out, first, end, type));
    m->out.items[m->out.count - 1].hash = ng_key_whole(m->text, first, end);
    return NUTGRAF_OK;
}

/* Adds a name as it was. */
static ng_status add_same(struct mending *m, const struct ng_name *name)
{
    NG_TRY(ng_names_add(&m->out, name->first, name->end,
                        (nutgraf_entity_type)name->type));
    m->out.items[m->out.count - 1].hash = name->hash;
    return NUTGRAF_OK;
}

/* Adds one name or the pieces that it is made of; one word has none. */
static ng_status add_mended(struct mending *m, const struct ng_name *name)
{
    nutgraf_entity_type type = (nutgraf_entity_type)name->type;
    size_t at;

    if (name->end - name->first == 1)
        return add_same(m, name);
    if (type == NUTGRAF_PLACE && (at = find_land(m, name)) != 0) {
        NG_TRY(add_piece(m, name->first, at, NUTGRAF_PLACE));
        return add_piece(m, at + 1, name->end, NUTGRAF_PLACE);
    }
    if ((at = find_topic(m, name)) != 0) {
        NG_TRY(add_piece(m, name->first, at, NUTGRAF_ORGANIZATION));
        return add_piece(m, at, name->end, NUTGRAF_PLACE);
    }
    if ((at = find_owner(m, name)) != 0) {
        NG_TRY(add_piece(m, name->first, at,
                            (nutgraf_entity_type)known_as(m, name->first,
                                                          at)));
        return add_piece(m, at + 1, name->end, type);
    }
    if ((at = find_people(m, name)) != 0)
        return add_piece(m, name->first, at, NUTGRAF_GROUP);
    if ((at = find_start(m, name)) != 0)
        return add_piece(m, at, name->end,
                            (nutgraf_entity_type)known_as(m, at, name->end));
    at = trim_end(m, name);
    return at == name->end ? add_same(m, name)
                           : add_piece(m, name->first, at, type);
}

/* Notes each name's type and number of mentions under its hash; the type of the
 * last one wins. */
static ng_status note_known(struct mending *m)
{
    for (size_t n = 0; n < m->old->count; n++) {
        struct ng_name *name = &m->old->items[n];
        uint32_t *slot;
        name->hash = ng_key_whole(m->text, name->first, name->end);
        slot = ng_map_add(&m->known, name->hash);
        if (!slot)
            return NUTGRAF_NO_MEMORY;
        *slot = (*slot & ~TYPE_MASK) + ONE_MENTION + name->type + 1;
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
static int table_type(const struct ng_text *text, size_t first, size_t end)
{
    const struct ng_token *t = ng_text_token(text, first);
    struct ng_row row;

    if (is_land(text, first, end))
        return NUTGRAF_PLACE;
    if (in_table(text, first, end, NG_TABLE_GROUPS, &row) &&
        ng_row_is(row, 1, "nation"))
        return NUTGRAF_GROUP;
    if ((t->flags & NG_TOKEN_FIRST_WORD) && end - first == 1 &&
        t->shape == NG_SHAPE_TITLE)
        return -1;
    if (in_table(text, first, end, NG_TABLE_ORGANIZATIONS, &row) ||
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
static int found_type(const struct mending *m, size_t first, size_t end)
{
    uint32_t known = ng_map_get(&m->known, ng_key_whole(m->text, first, end));

    if (known && (end - first > 1 || known >= 2 * ONE_MENTION))
        return (int)(known & TYPE_MASK) - 1;
    return table_type(m->text, first, end);
}

/* A dash between two words without spaces. */
static bool is_hyphen(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);

    return t->kind == NG_TOKEN_DASH && !(t->flags & NG_TOKEN_SPACE_BEFORE);
}

/* The end of the run of capitals from token `i` on, with numbers and hyphens
 * inside ("COP 27", "Reuters-Ipsos"); `i` for one that is too long, for "US$"
 * and for a common first word. */
static size_t run_end(const struct mending *m, size_t i, size_t end)
{
    const struct ng_token *t = ng_text_token(m->text, i);
    size_t last = i;

    if ((t->flags & NG_TOKEN_FIRST_WORD) &&
        (ng_token_tables(m->text, i) &
         (NG_BIT(NG_TABLE_STOPWORDS) | NG_BIT(NG_TABLE_FUNCTION_WORDS))))
        return i;
    while (last < end && last - i <= MAX_FOUND &&
           (may_name(m->text, last) ||
            (last > i && last + 1 < end && may_name(m->text, last + 1) &&
             is_hyphen(m->text, last))))
        last++;
    if (last - i > MAX_FOUND ||
        (last < end &&
         ng_text_token(m->text, last)->kind == NG_TOKEN_CURRENCY))
        return i;
    return last;
}

/* Looks at the run of capitals that begins at token `*i`, and steps behind
 * it. Only a whole run can be a name: "Bank" in "Bank Street" is none. */
static ng_status find_name(struct mending *m, size_t *i, size_t end)
{
    size_t first = *i, last = run_end(m, first, end);
    int type = last > first ? found_type(m, first, last) : -1;

    *i = last > first ? last : first + 1;
    return type < 0 ? NUTGRAF_OK
                    : add_piece(m, first, last,
                                   (nutgraf_entity_type)type);
}

/* Looks for names in the tokens between two names. */
static ng_status search_gap(struct mending *m, size_t first, size_t end)
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
static ng_status mend_all(struct mending *m)
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

ng_status ng_mend_names(struct ng_names *names)
{
    struct ng_run *run = names->run;
    struct ng_arena_mark mark = ng_arena_mark(&run->scratch);
    struct mending m = {names, &run->text, {run}, {&run->scratch}};
    ng_status status = mend_all(&m);

    ng_arena_rewind(&run->scratch, mark);
    if (status == NUTGRAF_OK)
        *names = m.out;
    return status;
}
