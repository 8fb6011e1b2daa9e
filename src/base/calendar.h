/*
 * calendar.h - the proleptic Gregorian calendar in whole days.
 *
 * A day is the number of days since 1970-01-01. Algorithms: Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms".
 */
#ifndef NG_BASE_CALENDAR_H
#define NG_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct ng_ymd {
    int32_t year;
    int month; /* 1..12 */
    int day;   /* 1..31 */
};

int64_t ng_day_of(struct ng_ymd date);
struct ng_ymd ng_ymd_of(int64_t day);
int ng_month_days(int32_t year, int month);
bool ng_ymd_valid(struct ng_ymd date);

/* ISO 8601: 1 Monday .. 7 Sunday. */
int ng_weekday(int64_t day);

/* The ISO week of a day, and the year it belongs to. */
int ng_iso_week(int64_t day, int32_t *year);

/* The Monday of an ISO week. */
int64_t ng_iso_week_start(int32_t year, int week);

/* Reads "YYYY-MM-DD" at the start of `text` (more may follow); false when there
 * is none or no such day. */
bool ng_parse_ymd(struct ng_slice text, struct ng_ymd *date);

#endif
