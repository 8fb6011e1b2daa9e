/*
 * record.c - drafts -> run->entities, their hints, run->mentions.
 *
 * Entities stand in the order of their first mention, mentions in text order.
 * All strings are copies in the article's arena.
 */
#include "find/entity/link.h"

/* The type that most mentions have; at a tie the first in the enum. */
static nutgraf_entity_type best_type(const struct ng_draft *d)
{
    int best = 0;

    for (int t = 1; t < NG_ENTITY_TYPES; t++)
        if (d->votes[t] > d->votes[best])
            best = t;
    return (nutgraf_entity_type)best;
}

/* The entity's name: its fullest mention, or the table's spelling of one that
 * stands only in capitals ("REUTERS"). */
static struct ng_slice name_of(const struct ng_text *text,
                               const struct ng_name *best)
{
    struct ng_row row = {0};

    if (best->end - best->first == 1 &&
        ng_is_shouted(text, best->first, best->end))
        row = ng_lexicon_row(text->lexicon,
                             ng_text_token(text, best->first)->lex,
                             NG_TABLE_ORGANIZATIONS, 0);
    return row.row ? ng_slice_of(ng_row_text(row, 0))
                   : ng_tokens_text(text, best->first, best->end);
}

/* Writes one entity; its mentions are filled in afterwards, the room for them
 * is made here since their number is known. All strings are copies in the
 * arena. A person's country is that of a role; other entities may tell theirs
 * by their own name. */
static ng_status write_entity(struct ng_linker *l, const struct ng_draft *d)
{
    struct ng_run *run = l->names->run;
    const struct ng_name *best = &l->names->items[d->best];
    nutgraf_entity *entity = ng_vector_push(&run->entities);
    struct ng_entity_hint *hint = ng_vector_push(&run->hints);
    const char *country = d->country;

    if (!entity || !hint)
        return NUTGRAF_NO_MEMORY;
    entity->type = best_type(d);
    entity->name = ng_arena_copy(&run->doc, name_of(&run->text, best));
    entity->mentions = ng_arena_array(&run->doc, d->count,
                                      sizeof *entity->mentions);
    if (!entity->name || !entity->mentions)
        return NUTGRAF_NO_MEMORY;
    if (d->role != NG_DRAFT_NONE) {
        const struct ng_name *n = &l->names->items[d->role];
        entity->role = ng_arena_copy(
            &run->doc,
            ng_tokens_text(&run->text, n->role_first, n->role_end));
        if (!entity->role)
            return NUTGRAF_NO_MEMORY;
        hint->role_first = n->role_first;
        hint->role_end = n->role_end;
    }
    if (!country[0] && entity->type != NUTGRAF_PERSON)
        country = ng_name_country(&run->text, best->first, best->end,
                                  entity->type);
    if (country[0]) {
        entity->country = ng_arena_copy(&run->doc, ng_slice_of(country));
        if (!entity->country)
            return NUTGRAF_NO_MEMORY;
    }
    hint->gender = d->gender;
    hint->plural = entity->type == NUTGRAF_GROUP;
    return NUTGRAF_OK;
}

/* Writes the mentions, in text order, into their entities and the run. The
 * public struct holds its spans as const; the pointer is copied into one that
 * is not, which is right because this module made them. */
static ng_status write_mentions(struct ng_linker *l)
{
    struct ng_run *run = l->names->run;

    for (size_t n = 0; n < l->names->count; n++) {
        const struct ng_name *name = &l->names->items[n];
        nutgraf_entity *entity =
            NG_AT(&run->entities, nutgraf_entity, name->entity);
        struct ng_mention *m = ng_vector_push(&run->mentions);
        nutgraf_span *spans;
        if (!m)
            return NUTGRAF_NO_MEMORY;
        memcpy(&spans, &entity->mentions, sizeof spans);
        *m = (struct ng_mention){
            .start = ng_text_token(&run->text, name->first)->start,
            .end = ng_text_token(&run->text, name->end - 1)->end,
            .first_token = name->first,
            .token_end = name->end,
            .entity = name->entity};
        spans[entity->mention_count++] = (nutgraf_span){m->start, m->end};
    }
    return NUTGRAF_OK;
}

/* Entities first: the mentions fill the room that they make. */
ng_status ng_record_entities(struct ng_linker *l)
{
    for (uint32_t e = 0; e < l->count; e++)
        NG_TRY(write_entity(l, &l->drafts[e]));
    return write_mentions(l);
}
