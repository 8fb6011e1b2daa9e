/*
 * module.h - the interface of everything that finds something in an article.
 *
 * `paragraph` is called in document order, once per paragraph and module, with
 * the paragraph's tokens ready; `finish` once the whole article was seen: it
 * resolves, links and merges. Modules run in the order of modules.c, in both
 * phases, and may read what earlier ones wrote into the run.
 */
#ifndef NG_FIND_MODULE_H
#define NG_FIND_MODULE_H

#include "run.h"

struct ng_module {
    const char *name; /* "dates": as in options and diagnostics */
    unsigned option;  /* NUTGRAF_DATES: runs when the options have it */
    ng_status (*begin)(struct ng_run *run); /* may be NULL; new article */
    ng_status (*paragraph)(struct ng_run *run, const struct ng_paragraph *par);
    ng_status (*finish)(struct ng_run *run); /* may be NULL */
};

extern const struct ng_module ng_module_date;
extern const struct ng_module ng_module_figure;
extern const struct ng_module ng_module_entity;
extern const struct ng_module ng_module_quote;

/* Sets the run's anchor where the caller or the page told it; the dates module
 * finds it in the text, too. */
ng_status ng_date_told_anchor(struct ng_run *run);

/* One phase of every module that must run; see modules.c. */
ng_status ng_modules_begin(struct ng_run *run);
ng_status ng_modules_paragraph(struct ng_run *run,
                               const struct ng_paragraph *par);
ng_status ng_modules_finish(struct ng_run *run);

#endif
