/*
 * mend.h - between the passes that set names right (mend.c) and the rules by
 * which one name is cut (cut.c).
 */
#ifndef NG_FIND_ENTITY_MEND_H
#define NG_FIND_ENTITY_MEND_H

#include "find/entity/key.h"

/* What the passes share. */
struct ng_mending {
    const struct ng_names *old;
    const struct ng_text *text;
    struct ng_names out;
    struct ng_map known; /* name -> its type + 1, mentions above the mask */
};

/* A known name's number: its type + 1 and how often it stands there. */
#define NG_KNOWN_TYPE 0xFu
#define NG_KNOWN_ONCE 0x10u

/* A name in two: tokens from its first to `end`, and from `start` to its last.
 * A type of NG_CUT_OFF means that this piece is no name. */
struct ng_cut {
    size_t end, start;
    int left, right; /* nutgraf_entity_type */
};

#define NG_CUT_OFF (-1)

/* Cuts a name of several words; false when it is whole. */
bool ng_cut_name(const struct ng_mending *m, const struct ng_name *name,
                 struct ng_cut *cut);

/* The type of the name [first, end) elsewhere in the article, or -1. */
int ng_known_as(const struct ng_mending *m, size_t first, size_t end);

/* The type of tokens [first, end) by the tables, which hold them whole, or -1. */
int ng_table_type(const struct ng_text *text, size_t first, size_t end);

/* True when tokens [first, end) are a whole row of a table. */
bool ng_is_row(const struct ng_text *text, size_t first, size_t end,
               unsigned table, struct ng_row *row);

/* True for a country or one of its states: not a city. */
bool ng_is_land(const struct ng_text *text, size_t first, size_t end);

#endif
