/*
 * rules.c - names by shape and gazetteer: what is used when the model holds no
 * trained weights.
 *
 * In: sentences. Out: names with a type. A name is a run of capitalised words
 * with small words between them ("Bank of England", "Ludwig van Beethoven");
 * titles and nationalities are cut off its front, and its words and the tables
 * tell its type.
 *
 * The rules find four names in five of a news article but type them worse than
 * the labeller (docs/design.md has the figures), for a type depends on what
 * stands round the name, and that takes more weighing than a list of rules can
 * do. They stay short for that reason: what they get wrong is a case for the
 * weights. Each token starts at most one run and a run has at most MAX_NAME
 * tokens, so the cost is linear.
 */
#include "find/entity/entity.h"

/* Longest name in tokens: a bound on every search. */
#define MAX_NAME 16

/* A run of capitalised words being typed. */
struct piece {
    const struct ng_text *text;
    size_t first, end;
};

/* A table and the type of the names that it holds. */
struct table_type {
    unsigned table;
    nutgraf_entity_type type;
};

/* One test of the word's own bits; phrases take ng_phrase_find. */
static bool in_table(const struct ng_text *text, size_t i, unsigned table)
{
    return ng_token_tables(text, i) & NG_BIT(table);
}

/* True when the word's row of name-words says this place ("head", "in"). A word
 * may have several rows: "Academy" comes first or as the head. `*row` is the
 * one that fits, for its type. */
static bool has_place(const struct ng_text *text, size_t i, const char *place,
                      struct ng_row *row)
{
    uint32_t lex = ng_text_token(text, i)->lex;

    for (size_t n = 0;; n++) {
        *row = ng_lexicon_row(text->lexicon, lex, NG_TABLE_NAME_WORDS, n);
        if (!row->row)
            return false;
        if (ng_row_is(*row, 2, place))
            return true;
    }
}

/* The type that a row of name-words names, by the names of the public enum;
 * what is none of them ("particle") is misc. */
static nutgraf_entity_type row_type(struct ng_row row)
{
    for (int t = 0; t < NG_ENTITY_TYPES; t++)
        if (ng_row_is(row, 1, nutgraf_entity_type_name(t)))
            return (nutgraf_entity_type)t;
    return NUTGRAF_MISC;
}

/* True when token `i` follows its neighbour without white space, as the parts
 * of "Suk-yeol" do. */
static bool is_joined(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);

    return !(t->flags & NG_TOKEN_SPACE_BEFORE);
}

/* True for a month or weekday, which is no name and ends one: "Biden Monday"
 * has two parts. The price is a woman called "April". */
static bool is_calendar(const struct ng_text *text, size_t i)
{
    struct ng_row row =
        ng_lexicon_row(text->lexicon, ng_text_token(text, i)->lex,
                       NG_TABLE_DATE_WORDS, 0);

    return ng_row_is(row, 1, "month") || ng_row_is(row, 1, "weekday");
}

/* The end of the run of capitals that begins at `first`. Between capitals one
 * token may stand: a hyphen without spaces, or a small word of names; after
 * "of" and "for" also "the". "for" joins only after a head word ("Center for",
 * but not "Clinton for"), "and" and "the" alone never, since they part two
 * names more often. */
static size_t run_end(const struct ng_text *text, size_t first, size_t limit)
{
    size_t end = first + 1;
    struct ng_row row;

    while (end < limit && end - first < MAX_NAME) {
        const struct ng_token *t = ng_text_token(text, end);
        size_t next = end + 1;
        if (ng_is_capital(t)) {
            if (is_calendar(text, end))
                break;
            end++;
            continue;
        }
        if (next < limit && ng_token_is(text, next, "the") &&
            (ng_token_is(text, end, "of") || ng_token_is(text, end, "for")))
            next++; /* "Center for the Study" */
        if (next >= limit || !ng_is_capital(ng_text_token(text, next)))
            break;
        if (t->kind == NG_TOKEN_DASH && is_joined(text, end) &&
            is_joined(text, next))
            end = next + 1;
        else if (t->kind == NG_TOKEN_WORD && has_place(text, end, "in", &row) &&
                 !ng_token_is(text, end, "and") &&
                 !ng_token_is(text, end, "the") &&
                 (!ng_token_is(text, end, "for") ||
                  has_place(text, end - 1, "head", &row)))
            end = next + 1;
        else
            break;
    }
    return end;
}

/* The type of a phrase that a gazetteer holds in full; false when none does.
 * Cities are not asked here: many are surnames and words as well, and come
 * last. */
static bool gazetteer_type(struct piece p, nutgraf_entity_type *type)
{
    static const struct table_type tables[] = {
        {NG_TABLE_ORGANIZATIONS, NUTGRAF_ORGANIZATION},
        {NG_TABLE_COUNTRIES, NUTGRAF_PLACE},
        {NG_TABLE_GROUPS, NUTGRAF_GROUP},
    };
    struct ng_row row;

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (ng_phrase_find(p.text, p.first, p.end, tables[i].table, &row) ==
            p.end - p.first) {
            *type = tables[i].type;
            return true;
        }
    return false;
}

/* The type that the words of the name tell: its head ("Gulen Movement"), its
 * first word ("Mount Etna"). The head stands last, but before "of" and "for" if
 * there is one: "Bank of England". A single word is never its own head. */
static bool word_type(struct piece p, nutgraf_entity_type *type)
{
    struct ng_row row;
    size_t head = p.end - 1;

    for (size_t i = p.first + 1; i < p.end; i++)
        if (ng_token_is(p.text, i, "of") || ng_token_is(p.text, i, "for")) {
            head = i - 1;
            break;
        }
    if (p.end - p.first > 1 && has_place(p.text, head, "head", &row)) {
        *type = row_type(row);
        return true;
    }
    if (p.end - p.first > 1 && has_place(p.text, p.first, "first", &row)) {
        *type = row_type(row);
        return true;
    }
    return false;
}

/* The surest evidence first: a table that holds the name, a head word, a first
 * name, a city. Without any, several words are most often a person, and one
 * word in capitals is an organization ("LRA"). */
static nutgraf_entity_type guess_type(struct piece p)
{
    nutgraf_entity_type type;
    const struct ng_token *t = ng_text_token(p.text, p.first);
    struct ng_row row;

    if (gazetteer_type(p, &type) || word_type(p, &type))
        return type;
    if (in_table(p.text, p.first, NG_TABLE_FORENAMES))
        return NUTGRAF_PERSON;
    if (ng_phrase_find(p.text, p.first, p.end, NG_TABLE_CITIES, &row) ==
        p.end - p.first)
        return NUTGRAF_PLACE;
    if (p.end - p.first == 1)
        return t->shape == NG_SHAPE_UPPER ? NUTGRAF_ORGANIZATION
                                          : NUTGRAF_PERSON;
    return NUTGRAF_PERSON;
}

/* Cuts titles and nationalities off the front: of "Turkish President Recep
 * Tayyip Erdogan" a group and a person are left. Each nationality becomes a
 * name of its own. What ends in a head word ("Turkish Foreign Ministry") stays
 * whole, hence the test before each cut. Every turn cuts a token at least or
 * returns. */
static ng_status cut_front(struct ng_names *names, struct piece *p)
{
    nutgraf_entity_type type;
    struct ng_row row;
    size_t len;

    while (p->first < p->end) {
        if (p->end - p->first > 1 && word_type(*p, &type))
            return NUTGRAF_OK;
        len = ng_phrase_find(p->text, p->first, p->end, NG_TABLE_COUNTRIES,
                             &row);
        /* Headlines: a country right before somebody's first name. */
        if (len && p->first + len < p->end &&
            in_table(p->text, p->first + len, NG_TABLE_FORENAMES)) {
            NG_TRY(ng_names_add(names, p->first, p->first + len,
                                NUTGRAF_PLACE));
            p->first += len;
        }
        len = ng_phrase_find(p->text, p->first, p->end, NG_TABLE_GROUPS, &row);
        if (len && p->first + len < p->end) {
            NG_TRY(ng_names_add(names, p->first, p->first + len,
                                NUTGRAF_GROUP));
            p->first += len;
        } else if (in_table(p->text, p->first, NG_TABLE_TITLES) ||
                   (in_table(p->text, p->first, NG_TABLE_STOPWORDS) &&
                    ng_text_token(p->text, p->first)->shape !=
                        NG_SHAPE_UPPER) ||
                   ng_text_token(p->text, p->first)->kind == NG_TOKEN_DASH) {
            p->first++;
        } else {
            return NUTGRAF_OK;
        }
    }
    return NUTGRAF_OK;
}

/* A capital at a sentence's start proves nothing by itself: true for a single
 * word there that no table holds and that has no capital elsewhere
 * ("Officials", but not "Erdogan" when he is named again). A word in capitals
 * or with one inside is no ordinary word. */
static bool is_doubtful(struct piece p, const struct ng_map *seen)
{
    const struct ng_token *t = ng_text_token(p.text, p.first);
    nutgraf_entity_type type;

    if (!(t->flags & NG_TOKEN_FIRST_WORD) || p.end - p.first > 1 ||
        t->shape != NG_SHAPE_TITLE)
        return false;
    return !gazetteer_type(p, &type) && !(t->lex && ng_map_get(seen, t->lex)) &&
           !in_table(p.text, p.first, NG_TABLE_FORENAMES);
}

/* Notes the words that have a capital in the middle of a sentence, by their
 * lexicon number: a word that the lexicon lacks is not noted, and is doubtful
 * at a sentence's start. A number is shorter than a hash of the word. */
static ng_status collect_capitals(const struct ng_text *text,
                                  struct ng_map *seen)
{
    for (size_t i = 0; i < text->tokens.count; i++) {
        const struct ng_token *t = ng_text_token(text, i);
        uint32_t *count;
        if (!t->lex || !ng_is_capital(t) || (t->flags & NG_TOKEN_FIRST_WORD))
            continue;
        count = ng_map_add(seen, t->lex);
        if (!count)
            return NUTGRAF_NO_MEMORY;
        ++*count;
    }
    return NUTGRAF_OK;
}

/* Takes the runs from left to right; a run is never entered twice, and what is
 * cut off its front was added already, so names stay sorted. */
static ng_status tag_sentence(struct ng_names *names, const struct ng_map *seen,
                              size_t first, size_t end)
{
    const struct ng_text *text = &names->run->text;

    for (size_t i = first; i < end; i++) {
        struct piece p = {text, i, 0};
        if (!ng_is_capital(ng_text_token(text, i)) || is_calendar(text, i))
            continue;
        p.end = run_end(text, i, end);
        i = p.end - 1;
        NG_TRY(cut_front(names, &p));
        if (p.first < p.end && !is_doubtful(p, seen))
            NG_TRY(ng_names_add(names, p.first, p.end, guess_type(p)));
    }
    return NUTGRAF_OK;
}

/* Capitals of the whole article first, since a doubtful first word may be
 * proved by a later sentence. */
ng_status ng_tag_by_rules(struct ng_names *names)
{
    const struct ng_text *text = &names->run->text;
    struct ng_map seen = {&names->run->doc};

    NG_TRY(collect_capitals(text, &seen));
    for (size_t i = 0; i < text->sentences.count; i++) {
        const struct ng_sentence *s =
            NG_AT(&text->sentences, struct ng_sentence, i);
        NG_TRY(tag_sentence(names, &seen, s->first_token, s->token_end));
    }
    return NUTGRAF_OK;
}
