/*
 * date.h - what the files of the dates module share.
 *
 *     paragraph: tokens -> items -> rules -> struct ng_when, span    (scan.c)
 *     finish:    anchor (anchor.c) -> each value in order (resolve.c)
 *                -> TIMEX3 strings (timex.c)
 */
#ifndef NG_FIND_DATE_DATE_H
#define NG_FIND_DATE_DATE_H

#include "find/date/when.h"

/* Dates of an article per block of the list below. */
#define NG_WHEN_BLOCK 128

/* A list of under-specified dates, parallel to run->dates. */
struct ng_when_block {
    struct ng_when_block *next;
    struct ng_when whens[NG_WHEN_BLOCK];
};

/* run->state[NG_MODULE_DATE]; lives in run->doc. */
struct ng_date_state {
    const struct ng_date_kit *kit;
    struct ng_date_items *items;
    struct ng_when_block *first, *last; /* in the run's scratch */
    size_t count;
    struct ng_arena_mark before; /* them */
    int32_t since; /* the first year that the text can be of; 0: unknown */
};

/* scan.c: appends the dates of a paragraph to run->dates and the state. */
ng_status ng_date_scan(struct ng_run *run, struct ng_date_state *state,
                       const struct ng_paragraph *par);

/* known.c: raises `since` to the first year of which a text can be that has the
 * name at token `i`, if it is one that tells. */
void ng_date_note_known(const struct ng_text *text, uint32_t i, uint32_t end,
                        int32_t *since);

/* anchor.c: what the article's relative dates count from. */
struct ng_date_anchor {
    bool known;         /* the day; else only date.year may be, or nothing */
    int64_t day;
    struct ng_ymd date;
    nutgraf_anchor_from from;
};

void ng_date_find_anchor(const struct ng_run *run,
                         const struct ng_date_state *state,
                         struct ng_date_anchor *anchor);

/* Publishes the anchor in the run. */
ng_status ng_date_set_anchor(struct ng_run *run,
                             const struct ng_date_anchor *anchor);

/* resolve.c: carries what is known from one date to the next. */
struct ng_date_story {
    struct ng_date_anchor anchor;
    bool narrative; /* the text tells of another time than the anchor's */
    bool quarters;  /* the text is about business quarters */
    int32_t year;   /* the date last mentioned; 0: none yet */
    int month, day; /* 0: not said */
    int64_t quarter; /* last mentioned, counted from year 0; 0: none */
    int theme;       /* the quarter, 1 to 4, named most often; 0: none */
    int64_t reported; /* the latest of those that is not ahead; 0: none yet */
    int64_t figures;  /* the month last told without a day, from January of
                         year 0, and where it stands */
    uint32_t figures_first;
    struct ng_ymd last; /* the day last mentioned; year 0: none yet */
    uint32_t last_paragraph; /* where it stands */
    struct ng_ymd pinned;    /* the last date with its year said; year 0: none
                                that still holds */
    uint32_t pin_paragraph;  /* where it stands */
};

/* story.c: notes which year holds for the days behind `when`, before it is
 * resolved; then where the story is. */
void ng_date_pin(struct ng_date_story *story, const struct ng_when *when);
void ng_date_follow(struct ng_date_story *story, const struct ng_when *when);

/* Fills the holes of `when` from anchor and story. */
void ng_date_resolve(struct ng_date_story *story, struct ng_when *when);

/* holiday.c: the day of a holiday in a year; false for none. */
bool ng_date_holiday(const char *rule, int32_t year, struct ng_ymd *date);

/* timex.c: writes a resolved date into the result's strings, in `arena`. */
ng_status ng_date_format(struct ng_arena *arena, const struct ng_when *when,
                         nutgraf_date *date);

/* The next date of the list; begins with *block == NULL, *at == 0. */
struct ng_when *ng_date_next(const struct ng_date_state *state,
                             struct ng_when_block **block, size_t *at);

#endif
