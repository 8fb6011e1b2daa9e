/*
 * saver.h - what programs that save pages write into them.
 */
#ifndef NG_STRIP_SAVER_H
#define NG_STRIP_SAVER_H

#include "strip/stamp.h"
#include "strip/strip.h"

/* Whence and when a copy was made; empty where it does not say. */
struct ng_saver {
    struct ng_slice url; /* in the page's arena */
    char day[11];        /* "YYYY-MM-DD" */
};

/* Reads the comment of SingleFile (address, day) and "saved from url=" of
 * browsers (address). The first of each counts. */
void ng_saver_read(struct ng_saver *saver, const struct ng_page *page,
                   const struct ng_lexicon *lexicon);

#endif
