/*
 * agree.c - one name, one type: a name that the article has often takes the
 * type of its majority where a single place was read otherwise.
 */
#include "find/entity/key.h"

/* How the mentions of one name were typed. */
struct ballot {
    uint32_t votes[NG_ENTITY_TYPES];
};

/* From how many votes a majority decides, and its share: three quarters. A name
 * can honestly be two things ("Jordan" the land and the man). */
#define MIN_VOTES 3

/* The type that wins, or `own`. */
static uint8_t winner(const struct ballot *b, uint8_t own)
{
    uint32_t total = 0, best = own;

    for (uint32_t t = 0; t < NG_ENTITY_TYPES; t++) {
        total += b->votes[t];
        if (b->votes[t] > b->votes[best])
            best = t;
    }
    return total >= MIN_VOTES && b->votes[best] * 4 >= total * 3
               ? (uint8_t)best
               : own;
}

ng_status ng_agree_types(struct ng_names *names)
{
    struct ng_arena *arena = &names->run->doc;
    struct ng_map map = {arena};
    struct ballot *ballots =
        ng_arena_array(arena, names->count + 1, sizeof *ballots);
    uint32_t *numbers =
        ng_arena_array(arena, names->count + 1, sizeof *numbers);

    if (!ballots || !numbers)
        return NUTGRAF_NO_MEMORY;
    for (size_t n = 0; n < names->count; n++) {
        const struct ng_name *name = &names->items[n];
        struct ng_key key;
        uint32_t *slot;
        ng_key_read(&names->run->text, name->first, name->end, &key);
        slot = ng_map_add(&map, key.whole);
        if (!slot)
            return NUTGRAF_NO_MEMORY;
        if (!*slot)
            *slot = (uint32_t)n + 1;
        numbers[n] = *slot;
        ballots[numbers[n]].votes[name->type]++;
    }
    for (size_t n = 0; n < names->count; n++)
        names->items[n].type =
            winner(&ballots[numbers[n]], names->items[n].type);
    return NUTGRAF_OK;
}
