/* entity.c - the entities module: its stages in order. */
#include "find/entity/tagger.h"

ng_status ng_names_add(struct ng_names *names, size_t first, size_t end,
                       nutgraf_entity_type type)
{
    if (names->count == names->room) {
        size_t room = names->room ? names->room * 2 : 64;
        struct ng_name *items =
            ng_arena_array(&names->run->doc, room, sizeof *items);
        if (!items)
            return NUTGRAF_NO_MEMORY;
        if (names->count)
            memcpy(items, names->items, names->count * sizeof *items);
        names->items = items;
        names->room = room;
    }
    names->items[names->count++] = (struct ng_name){
        .first = (uint32_t)first, .end = (uint32_t)end, .type = (uint8_t)type};
    return NUTGRAF_OK;
}

bool ng_row_is(struct ng_row row, unsigned column, const char *name)
{
    return row.row && strcmp(ng_row_text(row, column), name) == 0;
}

bool ng_is_capital(const struct ng_token *t)
{
    return t->kind == NG_TOKEN_WORD && t->shape != NG_SHAPE_LOWER;
}

/* Names need the whole article: nothing is done by paragraph. */
static ng_status paragraph(struct ng_run *run, const struct ng_paragraph *par)
{
    (void)run;
    (void)par;
    return NUTGRAF_OK;
}

static ng_status finish(struct ng_run *run)
{
    struct ng_names names = {run};
    struct ng_tagger tagger;

    if (ng_tagger_open(&tagger, run->model))
        NG_TRY(ng_tag_by_weights(&names, &tagger));
    else
        NG_TRY(ng_tag_by_rules(&names));
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
