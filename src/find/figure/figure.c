/* figure.c - the figures module. */
#include "find/module.h"

static ng_status paragraph(struct ng_run *run, const struct ng_paragraph *par)
{
    (void)run;
    (void)par;
    return NUTGRAF_OK;
}

const struct ng_module ng_module_figure = {
    .name = "figures",
    .option = NUTGRAF_FIGURES,
    .paragraph = paragraph,
};
