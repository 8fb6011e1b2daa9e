/*
 * map.c - open addressing, linear probing, at most half full.
 *
 * Keys are 64-bit hashes of what they stand for, and taken for the thing
 * itself: with a million keys two collide once in some thirty million articles,
 * and then two names share a count. Slots lie in an arena, so growing leaves
 * the old ones there until the article ends: twice the memory at worst, and
 * nothing to free.
 */
#include "base/map.h"

#include "base/hash.h"

#define FIRST_ROOM 64u

/* The slot of a key, or the empty one where it belongs. */
static struct ng_map_slot *find_slot(const struct ng_map *map, uint64_t key)
{
    uint32_t mask = map->room - 1;
    uint32_t i = (uint32_t)ng_hash_mix(key) & mask;

    while (map->slots[i].key && map->slots[i].key != key)
        i = (i + 1) & mask;
    return &map->slots[i];
}

/* Doubles the room and puts every key into its new place. */
static bool grow(struct ng_map *map)
{
    struct ng_map old = *map;

    map->room = old.room ? old.room * 2 : FIRST_ROOM;
    map->slots = map->room ? ng_arena_array(map->arena, map->room,
                                            sizeof *map->slots)
                           : NULL;
    if (!map->slots) {
        *map = old;
        return false;
    }
    for (uint32_t i = 0; i < old.room; i++)
        if (old.slots[i].key)
            *find_slot(map, old.slots[i].key) = old.slots[i];
    return true;
}

/* The value of a new key is 0. The pointer is good until the next add. */
uint32_t *ng_map_add(struct ng_map *map, uint64_t key)
{
    struct ng_map_slot *slot;

    key += !key; /* 0 marks an empty slot */
    if (map->count * 2 >= map->room && !grow(map))
        return NULL;
    slot = find_slot(map, key);
    if (!slot->key) {
        slot->key = key;
        map->count++;
    }
    return &slot->value;
}

/* 0 for a key that is not there: so values should begin at 1. */
uint32_t ng_map_get(const struct ng_map *map, uint64_t key)
{
    return map->room ? find_slot(map, key + !key)->value : 0;
}
