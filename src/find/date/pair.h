/*
 * pair.h - two dates that share their words; see pair.c.
 */
#ifndef NG_FIND_DATE_PAIR_H
#define NG_FIND_DATE_PAIR_H

#include "find/date/filter.h"

/* The second of a pair that `a` begins: "April 24 and 25", "1915-17". */
bool ng_date_second_of(struct ng_date_items *items, struct ng_date_found *a,
                       struct ng_date_found *b);

/* The first of a pair that `b` ends: "between 60 and 90 days". */
bool ng_date_first_of(struct ng_date_items *items, uint32_t from,
                      struct ng_date_found *b, struct ng_date_found *a);

/* "Monday and Tuesday nights": makes a set of the weekday before `b`. */
void ng_date_share_part(const struct ng_text *text,
                        const struct ng_date_found *b, struct ng_when *a);

#endif
