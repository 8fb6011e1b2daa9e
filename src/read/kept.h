/*
 * kept.h - attributes that go round libxml2.
 *
 *     <p class="lead" id=x>  ->  <p n=17>  ->  17 -> class "lead", id "x"
 *
 * libxml2 reads a value character by character, copies it, and hands it back as
 * it was, unless there is an entity in it. So markup.c keeps the values and
 * passes a number on; html.c finds them again by it. Tags stay in their order,
 * so a ring is enough.
 */
#ifndef NG_READ_KEPT_H
#define NG_READ_KEPT_H

#include "read/attributes.h"

enum {
    NG_KEPT_VALUES = 4,    /* tags with more go the long way */
    NG_KEPT_BYTES = 16384, /* as do longer values */
    NG_KEPT_TAGS = 256,    /* passed on at a time */
    NG_KEPT_ROOM = 512     /* under way */
};

/* Name of the attribute that holds the number. */
#define NG_KEPT_NAME "n"

/* The attributes of one tag; values in the order of their numbers. */
struct ng_kept {
    uint32_t number; /* 0: none yet */
    uint32_t has;    /* NG_ATTR_BIT()s */
    struct ng_slice value[NG_KEPT_VALUES];
};

/* Cleared in the beginning. */
struct ng_kept_ring {
    uint32_t last;  /* number of the last tag */
    uint32_t found; /* of the last one that came back */
    struct ng_kept tags[NG_KEPT_ROOM];
};

/* Keeps the attributes in `wanted` and returns their number, or 0 when they must
 * go through libxml2. */
uint32_t ng_kept_add(struct ng_kept_ring *ring, uint32_t wanted,
                     const struct ng_attributes *attributes);

/* The attributes with a number; none when there are no such. */
void ng_kept_find(struct ng_kept_ring *ring, uint32_t number,
                  struct ng_attributes *attributes);

#endif
