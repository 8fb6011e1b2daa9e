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
    bool joined;         /* with a neighbour */
    struct ng_when when;
};

/* False for "may", "1500 people", "22-year-old" and the like. */
bool ng_date_plausible(const struct ng_text *text,
                       const struct ng_date_match *match,
                       const struct ng_date_found *found, uint32_t end);

/* Is "a week" at token `first` a rate, as in "four flights a week"? */
bool ng_date_is_rate(const struct ng_text *text, uint32_t first);

/* Fills when.cue, ahead and own from the words around the expression. */
void ng_date_read_cues(const struct ng_text *text,
                       const struct ng_paragraph *par,
                       struct ng_date_found *found);

#endif
