/* modules.c - the list of modules and the phases over it. */
#include "find/module.h"

/* Struct copies would need constant initialisers: the list holds pointers. */
static const struct ng_module *const modules[NG_MODULE_COUNT] = {
    [NG_MODULE_DATE] = &ng_module_date,
    [NG_MODULE_FIGURE] = &ng_module_figure,
    [NG_MODULE_ENTITY] = &ng_module_entity,
    [NG_MODULE_QUOTE] = &ng_module_quote,
};

/* What else must run for a module: quotes need speakers and their day; figures
 * give way to dates. */
static unsigned with_needs(unsigned wanted)
{
    if (wanted & NUTGRAF_QUOTES)
        wanted |= NUTGRAF_ENTITIES | NUTGRAF_DATES;
    if (wanted & NUTGRAF_FIGURES)
        wanted |= NUTGRAF_DATES;
    return wanted;
}

static bool runs(const struct ng_run *run, size_t i)
{
    return with_needs(run->options.modules) & modules[i]->option;
}

ng_status ng_modules_begin(struct ng_run *run)
{
    for (size_t i = 0; i < NG_MODULE_COUNT; i++)
        if (runs(run, i) && modules[i]->begin)
            NG_TRY(modules[i]->begin(run));
    return NUTGRAF_OK;
}

ng_status ng_modules_paragraph(struct ng_run *run,
                               const struct ng_paragraph *par)
{
    for (size_t i = 0; i < NG_MODULE_COUNT; i++)
        if (runs(run, i))
            NG_TRY(modules[i]->paragraph(run, par));
    return NUTGRAF_OK;
}

ng_status ng_modules_finish(struct ng_run *run)
{
    for (size_t i = 0; i < NG_MODULE_COUNT; i++)
        if (runs(run, i) && modules[i]->finish)
            NG_TRY(modules[i]->finish(run));
    return NUTGRAF_OK;
}
