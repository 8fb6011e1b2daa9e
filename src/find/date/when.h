/*
 * when.h - an under-specified date: what the words say, before the anchor.
 *
 *     scan: words -> struct ng_when -> resolve: anchor, context -> TIMEX3
 */
#ifndef NG_FIND_DATE_WHEN_H
#define NG_FIND_DATE_WHEN_H

#include "find/date/match.h"

enum ng_when_kind {
    NG_WHEN_DATE,   /* calendar fields, with holes; perhaps a time, perhaps
                       inside a period relative to now: "last week" */
    NG_WHEN_OFFSET, /* amount of units before or after a point */
    NG_WHEN_NTH,    /* "first Monday of May" */
    NG_WHEN_SPAN,   /* duration */
    NG_WHEN_SET,
    NG_WHEN_REF,    /* PAST_REF, PRESENT_REF, FUTURE_REF */
    NG_WHEN_SAME    /* "that day" */
};

/* Where an offset counts from. */
enum ng_when_from {
    NG_FROM_ANCHOR, /* "ago", "from now" */
    NG_FROM_STORY,  /* "earlier", "later": the date last mentioned, if any */
    NG_FROM_NEXT    /* "two weeks before May 13": the fields of this date */
};

/* Is a year spoken of as the text's own, as in "the 2016 race"? */
enum ng_own { NG_OWN_NOT, NG_OWN_PERHAPS, NG_OWN_SURELY };

/* Units: s second, n minute, h hour, N night, D day, K weekend, W week,
 * F fortnight, M month, Q quarter, H half-year, Y year, E decade, C century,
 * L millennium. */

/* An amount that is not said: "several". */
#define NG_MANY (-1.0)

/* Which numeric fields are said. */
#define NG_SAID_YEAR 0x01u
#define NG_SAID_SHIFT 0x02u
#define NG_SAID_AMOUNT 0x04u
#define NG_SAID_ZONE 0x08u

/* 0 or NULL: not said, unless a field tells otherwise. Strings are the
 * model's or static. */
struct ng_when {
    uint8_t kind; /* enum ng_when_kind */
    uint8_t said; /* NG_SAID_... */
    uint8_t from; /* enum ng_when_from */
    int8_t cue;   /* the clause looks back (-1), perhaps ahead (+1), ahead
                     (+2), or neither */
    bool ahead;   /* "by 2030": not yet */
    bool event;   /* the month of one: "the November election" */
    bool evening; /* "tonight" */
    uint8_t own;  /* enum ng_own */
    bool compared; /* beside figures of a quarter: "$2 a year ago" */
    bool rated;    /* beside a percentage: "rose 3% from a year earlier" */
    bool american; /* the zone has summer time by the American calendar: "ET" */
    bool range;    /* the end of a range that the date before it begins */
    bool alone;   /* a paragraph of its own */
    bool exact;   /* an offset of weeks and months to the day */
    bool units;   /* a unit in the plural */
    bool plural;  /* "Mondays", "nights" */
    uint32_t paragraph;  /* it stands in: its first token */
    uint32_t first;      /* its own first token */
    int32_t year;
    uint8_t month, day, weekday, week, quarter, half;
    uint8_t digits;      /* of the year: 4, 3 a decade, 2 a century */
    int8_t hour, minute, second; /* -1: not said */
    int8_t shift;        /* last -1, this 0, next +1 */
    int8_t direction;    /* of an offset */
    int8_t nth;          /* -1 the last */
    char how;            /* of a shift: 'p' previous, 'c' coming, 'w' the
                           weekend next to the anchor, 'n' the one after the
                           next, 'g' any, 's' the story's or the anchor's, 'r'
                           the quarter that is reported on,
                            0 plain */
    char unit;           /* a letter below, 0 none; with a shift the period
                            that the other fields lie in */
    char unit2;          /* of a second amount; what nth counts */
    int16_t zone;        /* minutes east of Greenwich */
    double amount, amount2;
    const char *part;    /* "MO" */
    const char *season;  /* "SU" */
    const char *holiday; /* its rule */
    const char *mod;     /* TIMEX3 mod */
    const char *ref;     /* "PAST_REF" */
};

/* Makes the value of a match; false when its items contradict each other
 * ("February 30"). */
bool ng_when_fill(const struct ng_date_match *match, struct ng_when *when);

/* What `when` says: bits that scan uses to join neighbours. */
bool ng_when_is_day(const struct ng_when *when);   /* one calendar day */
bool ng_when_is_clock(const struct ng_when *when); /* a time of no day */

#endif
