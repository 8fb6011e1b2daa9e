/*
 * map.h - a hash map from 64-bit hashes to 32-bit values, in an arena.
 *
 *     struct ng_map map = {&run->doc};
 *     uint32_t *value = ng_map_add(&map, hash);   // 0 when new; NULL: no memory
 *     ng_map_get(&map, hash)                      // 0 when absent
 *
 * Keys are hashes: two words whose 64-bit hashes are equal are one word here.
 * Growing leaves the old slots in the arena, at most as much as is in use.
 */
#ifndef NG_BASE_MAP_H
#define NG_BASE_MAP_H

#include <stdint.h>

#include "base/arena.h"

struct ng_map_slot {
    uint64_t key; /* 0: empty */
    uint32_t value;
};

struct ng_map {
    struct ng_arena *arena;
    struct ng_map_slot *slots; /* in the arena */
    uint32_t count, room;      /* room is 0 or a power of two */
};

/* The value of a key, made 0 when it is new; NULL when out of memory. Valid
 * until the next ng_map_add. */
uint32_t *ng_map_add(struct ng_map *map, uint64_t key);

/* The value of a key, 0 when it is absent. */
uint32_t ng_map_get(const struct ng_map *map, uint64_t key);

#endif
