/*
 * link.h - between linking names into drafts of entities (link.c), deciding
 * whether two names may be one (alike.c) and writing the entities (record.c).
 */
#ifndef NG_FIND_ENTITY_LINK_H
#define NG_FIND_ENTITY_LINK_H

#include "find/entity/key.h"

#define NG_DRAFT_NONE UINT32_MAX

/* Types that can be one thing under different labels are linked together. */
enum ng_link_class { NG_LINK_PEOPLE, NG_LINK_BODIES, NG_LINK_GROUPS,
                     NG_LINK_OTHERS };

/* An entity being collected. Its key is that of its fullest name, by words. */
struct ng_draft {
    struct ng_key key;
    uint32_t best;     /* the name that is its fullest */
    uint32_t role;     /* the name that has its role, or NONE */
    uint32_t count;    /* mentions */
    uint32_t namesake; /* the entity before it with this surname + 1 */
    bool chained;      /* it is in its surname's chain */
    uint32_t votes[NG_ENTITY_TYPES];
    uint8_t class;     /* enum ng_link_class */
    uint8_t gender;
    char country[3];
};

struct ng_linker {
    struct ng_names *names;
    struct ng_map index; /* kind and hash -> draft + 1 */
    struct ng_draft *drafts;
    uint32_t count;
};

/* The class within which names of a type are linked. */
enum ng_link_class ng_link_class_of(nutgraf_entity_type type);

/* Could both be one person's name? Their surnames sound alike already. */
bool ng_same_person(const struct ng_key *a, const struct ng_key *b);

/* May a name be called by its words from `first` on: "Security Council" of the
 * "UN Security Council", not "England" of the "Bank of England"? */
bool ng_key_may_begin(const struct ng_key *key, unsigned first);

/* May it be called by its words before `end`: "Emirates" of the "Emirates
 * Airline"? */
bool ng_key_may_end(const struct ng_key *key, unsigned end);

/* Writes all drafts as entities, hints and mentions. Status: NO_MEMORY. */
ng_status ng_record_entities(struct ng_linker *l);

#endif
