/*
 * filter.h - what looks like a date and is none, and which way a clause looks.
 */
#ifndef NG_FIND_DATE_FILTER_H
#define NG_FIND_DATE_FILTER_H

#include "find/date/date.h"

/* An expression in the making. */
struct ng_date_found {
    uint32_t first, end; /* tokens */
    uint32_t taken;      /* with trailing context */
    uint8_t op;          /* enum ng_rule_op */
    bool single;         /* one item only */
    struct ng_when when;
};

/* False for "may", "1500 people", "22-year-old" and the like. */
bool ng_date_plausible(const struct ng_text *text,
                       const struct ng_date_match *match,
                       const struct ng_date_found *found, uint32_t end);

/* Which way the words around an expression look: -1 past, +1 ahead, 0. */
int ng_date_cue(const struct ng_text *text, const struct ng_paragraph *par,
                const struct ng_date_found *found);

#endif
