/*
 * cut.c - a name of the labeller that is two, or less.
 *
 *   "DUBAI, United Arab Emirates"    a city and a country
 *   "White House Russia" [adviser]   an organization and a country
 *   "Peace Spring Operation and Libya"   the same behind "and"
 *   "GOP-dominated Legislature"      two names round an adjective
 *   "Anna Brook/Reuters"             a photographer and an agency
 *   "Turkish Foreign Ministers"      the people, and a plain plural
 *   "Boeing's Dreamliner"            two names, when Boeing has its own
 *   "Using Alvarez"                  a name, when Alvarez stands elsewhere
 *   [in] "January Toyota"            a date and a name
 *   "the Greens"                     the article is no part of the name
 *   "1967 Six-Day War"               the year is no part of the name
 *   "American Anna Brook"            the people, and a person
 *   "Idlib de-" [escalation]         a piece of a word at the end
 *
 * Each rule is a function that looks at one name; the first that cuts it wins.
 * All look at the name's own tokens only, of which there are few.
 */
#include "find/entity/mend.h"
#include "find/entity/office.h"

/* A rule: fills the cut, or false. */
typedef bool cut_rule(const struct ng_mending *m, const struct ng_name *name,
                      struct ng_cut *cut);

/* True for a token with a small letter. */
static bool is_small(const struct ng_text *text, size_t i)
{
    return ng_text_token(text, i)->shape == NG_SHAPE_LOWER;
}

/* True for the one character. */
static bool is_char(const struct ng_text *text, size_t i, char c)
{
    const struct ng_token *t = ng_text_token(text, i);

    return t->end - t->start == 1 && text->bytes.ptr[t->start] == c;
}

/* "Kiel, Germany" is a city and a country. */
static bool cut_land(const struct ng_mending *m, const struct ng_name *name,
                     struct ng_cut *cut)
{
    if (name->type != NUTGRAF_PLACE)
        return false;
    for (size_t i = name->first + 1; i + 1 < name->end; i++)
        if (is_char(m->text, i, ',') &&
            ng_is_land(m->text, i + 1, name->end)) {
            *cut = (struct ng_cut){i, i + 1, NUTGRAF_PLACE, NUTGRAF_PLACE};
            return true;
        }
    return false;
}

/* "White House Russia": an organization of the tables and a country. */
static bool cut_topic(const struct ng_mending *m, const struct ng_name *name,
                      struct ng_cut *cut)
{
    struct ng_row row;
    size_t len = ng_phrase_find(m->text, name->first, name->end,
                                NG_TABLE_ORGANIZATIONS, &row);

    if (len < 2 || name->first + len >= name->end ||
        !ng_is_land(m->text, name->first + len, name->end))
        return false;
    *cut = (struct ng_cut){name->first + len, name->first + len,
                           NUTGRAF_ORGANIZATION, NUTGRAF_PLACE};
    return true;
}

/* "Peace Spring Operation and Libya". Places stay: "North and South Korea". */
static bool cut_and_land(const struct ng_mending *m, const struct ng_name *name,
                         struct ng_cut *cut)
{
    if (name->type == NUTGRAF_PLACE)
        return false;
    for (size_t i = name->first + 2; i + 1 < name->end; i++)
        if (is_small(m->text, i) && ng_token_is(m->text, i, "and") &&
            ng_is_land(m->text, i + 1, name->end)) {
            *cut = (struct ng_cut){i, i + 1, name->type, NUTGRAF_PLACE};
            return true;
        }
    return false;
}

/* "GOP-dominated Legislature": the word behind the hyphen is a participle, a
 * capital follows. The first piece has the type that it has elsewhere. */
static bool cut_participle(const struct ng_mending *m,
                           const struct ng_name *name, struct ng_cut *cut)
{
    for (size_t i = name->first + 1; i + 2 < name->end; i++) {
        int left;
        if (ng_text_token(m->text, i)->kind != NG_TOKEN_DASH ||
            !is_small(m->text, i + 1) ||
            !ng_slice_ends_nocase(ng_token_text(m->text, i + 1),
                                  NG_LIT("ed")) ||
            !ng_is_capital(ng_text_token(m->text, i + 2)))
            continue;
        left = ng_known_as(m, name->first, i);
        *cut = (struct ng_cut){i, i + 2, left < 0 ? name->type : left,
                               name->type};
        return true;
    }
    return false;
}

/* "Anna Brook/Reuters", "Anna Brook/Pool": of a photograph. What stands behind
 * the stroke is a name when a table has it. */
static bool cut_credit(const struct ng_mending *m, const struct ng_name *name,
                       struct ng_cut *cut)
{
    struct ng_row row;

    if (!(ng_token_tables(m->text, name->first) & NG_BIT(NG_TABLE_FORENAMES)))
        return false;
    for (size_t i = name->first + 2; i + 1 < name->end; i++)
        if (is_char(m->text, i, '/')) {
            bool agency = ng_is_row(m->text, i + 1, name->end,
                                    NG_TABLE_ORGANIZATIONS, &row);
            *cut = (struct ng_cut){i, i + 1, NUTGRAF_PERSON,
                                   agency ? NUTGRAF_ORGANIZATION
                                          : NG_CUT_OFF};
            return true;
        }
    return false;
}

/* "Boeing's Dreamliner": the owner is a name elsewhere. Only of things: "Lord's
 * Resistance Army" and "Queen's College" are called so. */
static bool cut_owner(const struct ng_mending *m, const struct ng_name *name,
                      struct ng_cut *cut)
{
    if (name->type != NUTGRAF_PRODUCT && name->type != NUTGRAF_WORK &&
        name->type != NUTGRAF_MISC && name->type != NUTGRAF_EVENT)
        return false;
    for (size_t i = name->first + 1; i + 1 < name->end; i++)
        if (ng_text_token(m->text, i)->kind == NG_TOKEN_POSSESSIVE) {
            *cut = (struct ng_cut){i, i + 1, ng_known_as(m, name->first, i),
                                   name->type};
            return cut->left >= 0;
        }
    return false;
}

/* "Turkish Foreign Ministers": a people and the plural of an office. */
static bool cut_people(const struct ng_mending *m, const struct ng_name *name,
                       struct ng_cut *cut)
{
    struct ng_row row;
    size_t len;

    if (name->type == NUTGRAF_PERSON ||
        !ng_office_read(m->text, name->end - 1).plural)
        return false;
    len = ng_phrase_find(m->text, name->first, name->end, NG_TABLE_GROUPS,
                         &row);
    if (!len || !ng_row_is(row, 1, "nation"))
        return false;
    for (size_t i = name->first + len; i < name->end; i++)
        if (ng_office_read(m->text, i).class == NG_OFFICE_NONE)
            return false;
    *cut = (struct ng_cut){name->first + len, name->end, NUTGRAF_GROUP,
                           NG_CUT_OFF};
    return true;
}

/* True for "Brook": a family's name that is no head of other names
 * ("Church"). */
static bool is_surname(const struct ng_text *text, size_t i)
{
    uint64_t tables = ng_token_tables(text, i);

    return (tables & NG_BIT(NG_TABLE_SURNAMES)) &&
           !(tables & NG_BIT(NG_TABLE_NAME_WORDS));
}

/* "American Anna Brook": a people of the tables and a first name behind it; of
 * what is not read as a person a surname must follow and end it. */
static bool cut_citizen(const struct ng_mending *m, const struct ng_name *name,
                        struct ng_cut *cut)
{
    size_t second = name->first + 1;
    struct ng_row row;

    if (name->end - name->first < 3 ||
        (name->type != NUTGRAF_PERSON &&
         (name->end - name->first > 3 ||
          !is_surname(m->text, second + 1))) ||
        !ng_is_row(m->text, name->first, second, NG_TABLE_GROUPS, &row) ||
        !ng_row_is(row, 1, "nation") ||
        (ng_token_tables(m->text, name->first) &
         NG_BIT(NG_TABLE_FORENAMES)) ||
        !(ng_token_tables(m->text, second) & NG_BIT(NG_TABLE_FORENAMES)))
        return false;
    *cut = (struct ng_cut){second, second, NUTGRAF_GROUP, NUTGRAF_PERSON};
    return true;
}

/* "Using Alvarez" at a sentence's start: a verb or adverb and a name that
 * stands elsewhere. */
static bool cut_start(const struct ng_mending *m, const struct ng_name *name,
                      struct ng_cut *cut)
{
    const struct ng_token *t = ng_text_token(m->text, name->first);
    struct ng_slice word = ng_token_text(m->text, name->first);
    uint64_t tables = ng_token_tables(m->text, name->first);
    bool common = ng_slice_ends_nocase(word, NG_LIT("ing")) ||
                  ng_slice_ends_nocase(word, NG_LIT("ly")) ||
                  (tables & (NG_BIT(NG_TABLE_FUNCTION_WORDS) |
                             NG_BIT(NG_TABLE_FIGURE_NOUNS)));

    if (!common || t->shape != NG_SHAPE_TITLE ||
        !(t->flags & NG_TOKEN_FIRST_WORD) ||
        ng_token_is(m->text, name->first, "the") ||
        (tables & NG_BIT(NG_TABLE_FORENAMES)))
        return false;
    *cut = (struct ng_cut){name->first, name->first + 1, NG_CUT_OFF,
                           ng_known_as(m, name->first + 1, name->end)};
    return cut->right >= 0;
}

/* "In January Toyota said": a month behind a word that dates have, and a name.
 * "April Jones" is a name, and "in April Jones's book" is lost. */
static bool cut_month(const struct ng_mending *m, const struct ng_name *name,
                      struct ng_cut *cut)
{
    static const char *const before[] = {"in", "since", "until", "by", "last",
                                         "next", "this", "early", "late"};
    size_t month = name->first, n = 0;
    int type;

    if (month == 0 || name->end - month < 2 ||
        !ng_is_capital(ng_text_token(m->text, month + 1)) ||
        !(ng_token_tables(m->text, month) & NG_BIT(NG_TABLE_DATE_WORDS)) ||
        !ng_row_is(ng_lexicon_row(m->text->lexicon,
                                  ng_text_token(m->text, month)->lex,
                                  NG_TABLE_DATE_WORDS, 0), 1, "month"))
        return false;
    while (n < sizeof before / sizeof *before &&
           !ng_token_is(m->text, month - 1, before[n]))
        n++;
    if (n == sizeof before / sizeof *before)
        return false;
    type = ng_known_as(m, month + 1, name->end);
    if (type < 0)
        type = ng_table_type(m->text, month + 1, name->end);
    *cut = (struct ng_cut){month, month + 1, NG_CUT_OFF,
                           type < 0 ? name->type : type};
    return true;
}

/* "the Greens", "The Liberals": an article is no part of a name, except of a
 * title ("The Good Place") or a newspaper, whose article has a capital. */
static bool cut_article(const struct ng_mending *m, const struct ng_name *name,
                        struct ng_cut *cut)
{
    if (!ng_token_is(m->text, name->first, "the") ||
        (name->type != NUTGRAF_GROUP && !is_small(m->text, name->first)))
        return false;
    *cut = (struct ng_cut){name->first, name->first + 1, NG_CUT_OFF,
                           name->type};
    return true;
}

/* "1967 Six-Day War", "2014 election": four names out of five of this kind are
 * marked without their year in the training articles. */
static bool cut_year(const struct ng_mending *m, const struct ng_name *name,
                     struct ng_cut *cut)
{
    const struct ng_token *t = ng_text_token(m->text, name->first);

    if ((name->type != NUTGRAF_EVENT && name->type != NUTGRAF_LAW &&
         name->type != NUTGRAF_MISC) ||
        name->end - name->first < 3 || t->kind != NG_TOKEN_NUMBER ||
        t->end - t->start != 4 ||
        !ng_is_capital(ng_text_token(m->text, name->first + 1)))
        return false;
    *cut = (struct ng_cut){name->first, name->first + 1, NG_CUT_OFF,
                           name->type};
    return true;
}

/* "Idlib de-" of "Idlib de-escalation": what hangs on a hyphen at the end is a
 * piece of a word. "Idlib province" is Idlib, where the article calls it so
 * elsewhere. */
static bool cut_end(const struct ng_mending *m, const struct ng_name *name,
                    struct ng_cut *cut)
{
    size_t end = name->end;

    if (name->type == NUTGRAF_PLACE && is_small(m->text, end - 1) &&
        ng_known_as(m, name->first, end - 1) >= 0)
        end--;
    while (end - name->first > 1 &&
           ng_text_token(m->text, end - 1)->kind == NG_TOKEN_DASH) {
        end--;
        while (end - name->first > 1 && is_small(m->text, end - 1))
            end--;
    }
    *cut = (struct ng_cut){end, name->end, name->type, NG_CUT_OFF};
    return end != name->end;
}

/* The order matters little: few names are cut by more than one rule. What a
 * rule leaves is not cut again. */
bool ng_cut_name(const struct ng_mending *m, const struct ng_name *name,
                 struct ng_cut *cut)
{
    static cut_rule *const rules[] = {
        cut_land,  cut_topic,  cut_and_land, cut_participle, cut_credit,
        cut_owner, cut_people, cut_citizen,  cut_start,      cut_month,
        cut_article, cut_year, cut_end};

    for (size_t n = 0; n < sizeof rules / sizeof *rules; n++)
        if (rules[n](m, name, cut))
            return true;
    return false;
}
