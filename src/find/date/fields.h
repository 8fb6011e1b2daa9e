/*
 * fields.h - calendar arithmetic on the fields of a date; see fields.c.
 */
#ifndef NG_FIND_DATE_FIELDS_H
#define NG_FIND_DATE_FIELDS_H

#include "find/date/date.h"

/* Offsets by more units are too vague for the calendar. */
#define NG_MOST_UNITS 5000

/* Set a day, year, ISO week (of a day) or month (after January of year 0). */
void ng_when_set_day(struct ng_when *when, int64_t day);
void ng_when_set_year(struct ng_when *when, int32_t year);
void ng_when_set_week(struct ng_when *when, int64_t day);
void ng_when_set_month(struct ng_when *when, int64_t count);
void ng_when_set_quarter(struct ng_when *when, int64_t count);

/* The day of a weekday counted from day `base`; `shift` and `how` as in struct
 * ng_when. */
int64_t ng_weekday_from(int64_t base, int weekday, int shift, char how);

/* Resolves a period with a shift and the finer fields inside it: "last week",
 * "Monday of next week". */
void ng_when_resolve_inside(const struct ng_date_anchor *anchor,
                            struct ng_when *when);

/* The first month of a season, by its TIMEX3 code. */
int ng_season_month(const char *season);

/* The rule of the one feast in the table that is a month. */
#define NG_RAMADAN "islam09-01"

/* Puts a holiday of a known year on its day or weekend. */
void ng_when_set_holiday(struct ng_when *when);

/* Moves `base` by the offset's amount of units; `has_day` says whether its day
 * is known. */
void ng_when_offset(struct ng_ymd base, bool has_day, struct ng_when *when,
                    const struct ng_date_story *story);

#endif
