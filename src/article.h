/*
 * article.h - the worker, and the read-only view of its run that callers get.
 */
#ifndef NG_ARTICLE_H
#define NG_ARTICLE_H

#include "run.h"

struct nutgraf_worker {
    struct ng_run run;
    nutgraf_allocator alloc; /* the caller's, copied */
    char *path;       /* owned: the current input's name */
    ng_status failed; /* first failure between begin and end */
};

/* Sorts the results and points run->article at them. Status: NO_MEMORY. */
ng_status ng_article_fill(struct ng_run *run);

#endif
