/*
 * furniture.h - phrases that page furniture begins with or consists of.
 */
#ifndef NG_STRIP_FURNITURE_H
#define NG_STRIP_FURNITURE_H

#include "model/lexicon.h"

/* Classes of data/furniture.tsv, in the order of their names there. */
enum ng_furniture {
    NG_FURNITURE_NONE,
    NG_FURNITURE_NAVIGATION,
    NG_FURNITURE_SHARE,
    NG_FURNITURE_RELATED,
    NG_FURNITURE_COMMENT,
    NG_FURNITURE_FOOTER,
    NG_FURNITURE_COOKIE,
    NG_FURNITURE_PROMO,
    NG_FURNITURE_BYLINE,
    NG_FURNITURE_CREDIT, /* of a photograph */
    NG_FURNITURE_COUNT
};

/* What phrase of the table a text begins with; with the flag 16 added when the
 * text is the phrase alone (marks aside). */
uint16_t ng_furniture_class(const struct ng_lexicon *lexicon,
                            struct ng_slice text);
#define NG_FURNITURE_WHOLE 16u

/* The class without the flag. */
static inline enum ng_furniture ng_furniture_kind(uint16_t furniture)
{
    return (enum ng_furniture)(furniture & (NG_FURNITURE_WHOLE - 1));
}

/* Its name as `dropped` prints it; static. */
const char *ng_furniture_name(enum ng_furniture furniture);

#endif
