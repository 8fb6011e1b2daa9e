/*
 * entity.c - the entities module: its stages in order.
 *
 * In: the tokens and sentences of a whole article, each token looked up in the
 * lexicon. Out: run->entities, run->mentions and the hints (gender, plural) by
 * which the quotes module finds who "she" is.
 *
 * Names are tagged by the trained weights when the model holds some and by the
 * rules when it holds none, so a model made of the tables alone still works.
 * All later stages see only a sorted list of names and do not know which of
 * the two made it. Nothing happens by paragraph: "Erdogan" in the first line
 * is understood by "President Recep Tayyip Erdogan" in the ninth. Every stage
 * is linear in the number of tokens.
 */
#include "find/entity/tagger.h"

/* Grows by doubling, the old items stay in the arena until the article ends: no
 * list is freed, and the copies cost as much as the final list at most. Callers
 * add names in text order, which keeps the list sorted; a token number fits 32
 * bits because the text's byte offsets do. */
ng_status ng_names_add(struct ng_names *names, size_t first, size_t end,
                       nutgraf_entity_type type)
{
    if (names->count == names->room) {
        size_t room = names->room ? names->room * 2 : 64;
        struct ng_name *items =
            ng_arena_room(&names->run->doc, room, sizeof *items);
        if (!items)
            return NUTGRAF_NO_MEMORY;
        if (names->count)
            memcpy(items, names->items, names->count * sizeof *items);
        names->items = items;
        names->room = room;
    }
    names->items[names->count] = (struct ng_name){
        .first = (uint32_t)first, .end = (uint32_t)end, .type = (uint8_t)type};
    for (int t = 0; t < NG_ENTITY_TYPES; t++)
        names->items[names->count].odds[t] =
            t == (int)type ? 0 : -4 * NG_ODDS_UNIT;
    names->count++;
    return NUTGRAF_OK;
}

/* Classes are compared as text, as the tables hold them: a journalist can add
 * one without a new build of an enum. A row that was not found has no class. */
bool ng_row_is(struct ng_row row, unsigned column, const char *name)
{
    return row.row && strcmp(ng_row_text(row, column), name) == 0;
}

/* Letters from which a word in capitals is no acronym. */
#define SHOUTED 5

/* The words must be longer than acronyms are: "LRA" is no loud "Lra". */
bool ng_is_shouted(const struct ng_text *text, size_t first, size_t end)
{
    bool shouted = false;

    for (size_t i = first; i < end; i++) {
        const struct ng_token *t = ng_text_token(text, i);
        if (t->kind != NG_TOKEN_WORD)
            continue;
        if (t->shape != NG_SHAPE_UPPER)
            return false;
        shouted |= t->end - t->start >= SHOUTED;
    }
    return shouted;
}

/* A single word in capitals, or with some, that is no country; what stands
 * before the bracket is no person and no place, for "PARIS (AFP)" is two
 * things. */
bool ng_is_in_brackets(const struct ng_names *names, size_t n)
{
    const struct ng_text *text = &names->run->text;
    const struct ng_name *name = &names->items[n];
    const struct ng_name *before = n > 0 ? name - 1 : NULL;
    const struct ng_token *t = ng_text_token(text, name->first);

    return before && name->end - name->first == 1 &&
           before->end + 1 == name->first &&
           name->end < text->tokens.count &&
           (t->shape == NG_SHAPE_UPPER || t->shape == NG_SHAPE_MIXED) &&
           ng_token_is(text, before->end, "(") &&
           ng_token_is(text, name->end, ")") &&
           name->type != NUTGRAF_PERSON && name->type != NUTGRAF_GROUP &&
           before->type != NUTGRAF_PERSON && before->type != NUTGRAF_PLACE &&
           before->type != NUTGRAF_GROUP &&
           !(ng_token_tables(text, name->first) &
             NG_BIT(NG_TABLE_COUNTRIES));
}

/* Names need the whole article: nothing is done by paragraph, but the table of
 * modules wants a function here. */
static ng_status paragraph(struct ng_run *run, const struct ng_paragraph *par)
{
    (void)run;
    (void)par;
    return NUTGRAF_OK;
}

/* The stages, in an order that matters: types agree before roles are read,
 * because only people have roles; roles come before linking, because "Mrs
 * Clinton" and "Mr Clinton" are told apart by the gender that a title gives. */
static ng_status finish(struct ng_run *run)
{
    struct ng_names names = {run};
    bool tagged;

    NG_TRY(ng_tag_by_weights(&names, &tagged));
    if (!tagged)
        NG_TRY(ng_tag_by_rules(&names));
    NG_TRY(ng_mend_names(&names));
    NG_TRY(ng_agree_types(&names));
    ng_find_roles(&names);
    return ng_link_names(&names);
}

const struct ng_module ng_module_entity = {
    .name = "entities",
    .option = NUTGRAF_ENTITIES,
    .paragraph = paragraph,
    .finish = finish,
};
