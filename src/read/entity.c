/*
 * entity.c - looks up what "&name;" stands for.
 *
 * libxml2 knows the 252 names of HTML 4; the standard has 2125 today, and
 * editors write "&period;", "&lpar;" and "&apos;". The table is made by
 * tools/make_entities.py, sorted by bytes; a look-up is a binary search.
 */
#include "read/entity.h"

struct entity {
    char name[NG_ENTITY_MAX + 1];
    uint32_t codes[2];
};

static const struct entity entities[] = {
#include "read/entity_names.inc"
};

/* Below zero when the entity's name comes before `name`, in the order of bytes:
 * a name comes after its own beginning. */
static int compare(const struct entity *entity, struct ng_slice name)
{
    int order = strncmp(entity->name, name.ptr, name.len);

    return order ? order : entity->name[name.len] != '\0';
}

/* Half of the table less with each step: eleven comparisons. */
bool ng_entity_find(struct ng_slice name, uint32_t codes[2])
{
    size_t low = 0, high = sizeof entities / sizeof *entities;

    if (!name.len || name.len > NG_ENTITY_MAX)
        return false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(&entities[middle], name);
        if (!order) {
            codes[0] = entities[middle].codes[0];
            codes[1] = entities[middle].codes[1];
            return true;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}
