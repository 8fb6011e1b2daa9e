/*
 * agree.c - one name, one type.
 *
 * A name that the article has often takes the type of its majority where a
 * single place was read otherwise: nine times "Al Jazeera" as an organization
 * and once, in a short headline, as a person.
 *
 * Names are one when the hashes of all their words are equal (key.whole), so
 * "L'Oréal" votes with "L'Oreal", but "Erdogan" not with "Recep Tayyip
 * Erdogan": surname and full name are joined only by linking, which comes
 * later and would spread a mistake over more mentions. Two passes over the
 * names and one map: linear in time, a ballot of 40 bytes per name in memory.
 */
#include "find/entity/key.h"

/* How the mentions of one name were typed: a count per nutgraf_entity_type. */
struct ballot {
    uint32_t votes[NG_ENTITY_TYPES];
};

/* From how many votes a majority decides, and its share: three quarters. A name
 * can honestly be two things ("Jordan" the land and the man). */
#define MIN_VOTES 3

/* The type that wins, or `own`. The search begins at `own`, so a tie changes
 * nothing; with fewer than MIN_VOTES mentions the labeller's reading of the
 * single place is the better witness. */
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

/* First all names vote, then all are told: a name changed early must not vote
 * twice. A ballot has the number of the first name that used it, plus 1, since
 * 0 is a new key of the map. */
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
        /* A hash that two different names share would only let them vote
         * together. */
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
