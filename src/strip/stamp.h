/*
 * stamp.h - publication dates as pages write them -> ISO 8601.
 *
 * Reads ISO 8601 in all its publishers' dialects, RFC 822, seconds since 1970,
 * "Nov. 3, 2019 5:04 p.m. EST", "3. November 2019", "03.11.2019",
 * "2019年11月3日", and the digits of other scripts. The date and time stay what the page says: nothing is moved
 * to another time zone.
 */
#ifndef NG_STRIP_STAMP_H
#define NG_STRIP_STAMP_H

#include "base/calendar.h"
#include "model/lexicon.h"

/* Longest text out, with terminator: "2019-11-03T17:04:05+00:00". */
#define NG_STAMP_ROOM 32

struct ng_stamp {
    struct ng_ymd date;
    char text[NG_STAMP_ROOM]; /* ISO 8601 */
    bool has_time;
    bool utc;   /* the time is in UTC, by "Z" or an offset of zero */
    bool vague; /* 03/04/2019: which is the month was guessed */
};

/* The first date in `text` (only its first few hundred bytes are looked at).
 * `month_first` settles "03/04/2019". False when there is none, or none
 * between 1900 and 2100. */
bool ng_stamp_read(const struct ng_lexicon *lexicon, struct ng_slice text,
                   bool month_first, struct ng_stamp *stamp);

/* The date in a web address's path: "/2019/11/03/", "/2019-11-03-",
 * "/20191103/". */
bool ng_stamp_in_url(struct ng_slice url, struct ng_stamp *stamp);

#endif
