/*
 * entity.h - the entities module, stage by stage.
 *
 *     tokens of the article -> tag  -> names (spans with a type)
 *                           -> role -> a person's title
 *                           -> link -> entities with their mentions
 *
 * All of it happens in finish(), because a name's evidence lies everywhere in
 * the article. Memory comes from the run's doc arena.
 */
#ifndef NG_FIND_ENTITY_ENTITY_H
#define NG_FIND_ENTITY_ENTITY_H

#include "base/map.h"
#include "find/module.h"

#define NG_ENTITY_TYPES 10

/* How sure it is that a role is the person's title. */
enum ng_role_weight {
    NG_ROLE_NONE,
    NG_ROLE_SAID,  /* "Brook is a nurse" */
    NG_ROLE_RANK,  /* "Gen. Brook" */
    NG_ROLE_TITLE  /* "nurse Anna Brook", "Brook, a nurse," */
};

/* Odds are logarithms, in these units to 1; worse ones than the least count as
 * the least: one mention never rules a type out. */
#define NG_ODDS_UNIT 128
#define NG_ODDS_LEAST (-9 * NG_ODDS_UNIT)

/* A name in the text: tokens [first, end). */
struct ng_name {
    uint64_t hash; /* of its words, set by mending */
    uint32_t first, end;
    uint32_t entity;                /* index, set by linking */
    uint32_t role_first, role_end; /* tokens; equal: none */
    uint8_t type;                   /* nutgraf_entity_type */
    uint8_t gender;                 /* enum ng_gender, from its title */
    uint8_t role_weight;            /* enum ng_role_weight */
    char country[3];                /* of its role or itself, or "" */
    int16_t odds[NG_ENTITY_TYPES];  /* of each type, 0 for the best one */
};

/* The names of the article while they are worked on. */
struct ng_names {
    struct ng_run *run;
    struct ng_name *items; /* in the doc arena, sorted by first token */
    size_t count, room;
};

/* Appends a name, with odds as of a name that was read without much doubt.
 * Status: NO_MEMORY. */
ng_status ng_names_add(struct ng_names *names, size_t first, size_t end,
                       nutgraf_entity_type type);

/* Finds the names of the whole article by shape and gazetteer. */
ng_status ng_tag_by_rules(struct ng_names *names);

/* Cuts, splits and adds names by what article and tables say. Status:
 * NO_MEMORY. */
ng_status ng_mend_names(struct ng_names *names);

/* Gives a name that stands often in the article one type. Status: NO_MEMORY. */
ng_status ng_agree_types(struct ng_names *names);

/* Reads the titles round each person's name: role and gender. */
void ng_find_roles(struct ng_names *names);

/* Joins names into entities and fills run->entities, hints and mentions. */
ng_status ng_link_names(struct ng_names *names);

/* The country of a name that stands in a gazetteer, or that has a word in it
 * that does ("Turkish Foreign Ministry"); "" when unknown. */
const char *ng_name_country(const struct ng_text *text, size_t first,
                            size_t end, nutgraf_entity_type type);

/* True when the tokens are "US" alone, in capitals. */
bool ng_is_us(const struct ng_text *text, size_t first, size_t end);

/* True when name `n` is a short form in brackets behind name `n` - 1: "Free
 * Aceh Movement (GAM)". */
bool ng_is_in_brackets(const struct ng_names *names, size_t n);

/* True for a row whose column `column` holds this class. */
bool ng_row_is(struct ng_row row, unsigned column, const char *name);

/* True for a name all in capitals that is no acronym: "WASHINGTON". */
bool ng_is_shouted(const struct ng_text *text, size_t first, size_t end);

/* Counts "Turkey", "NATO", "iPhone" and a lone "A"; a number is none. Whether
 * the capital proves anything, at a sentence's start for instance, is the
 * caller's question. */
static inline bool ng_is_capital(const struct ng_token *t)
{
    return t->kind == NG_TOKEN_WORD && t->shape != NG_SHAPE_LOWER;
}

#endif
