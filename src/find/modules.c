/*
 * modules.c - the list of modules and the phases over it.
 *
 * Modules run in the order of their enum, paragraph by paragraph, because each
 * may use what those before it found in the same paragraph: figures give way to
 * dates. Quotes do all their work at the end, when the entities are known. What
 * the caller did not ask for but another module needs runs too; which results
 * are printed is the writers' choice. A module without work at the beginning or
 * the end leaves its pointer NULL.
 */
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

/* A handful of bit operations for each paragraph, too little to keep. */
static bool runs(const struct ng_run *run, size_t i)
{
    return with_needs(run->options.modules) & modules[i]->option;
}

/* The first failure ends it: what was begun lies in the run's arenas and goes
 * with the article. */
ng_status ng_modules_begin(struct ng_run *run)
{
    for (size_t i = 0; i < NG_MODULE_COUNT; i++)
        if (runs(run, i) && modules[i]->begin)
            NG_TRY(modules[i]->begin(run));
    return NUTGRAF_OK;
}

/* Every module sees a paragraph before any sees the next one. */
ng_status ng_modules_paragraph(struct ng_run *run,
                               const struct ng_paragraph *par)
{
    for (size_t i = 0; i < NG_MODULE_COUNT; i++)
        if (runs(run, i))
            NG_TRY(modules[i]->paragraph(run, par));
    return NUTGRAF_OK;
}

/* In the same order as before, so quotes find entities and dates in their final
 * form. What a module kept in scratch from paragraph to paragraph it gives back
 * here, and the next one need not live beside it. */
ng_status ng_modules_finish(struct ng_run *run)
{
    for (size_t i = 0; i < NG_MODULE_COUNT; i++)
        if (runs(run, i) && modules[i]->finish) {
            NG_TRY(modules[i]->finish(run));
            ng_arena_trim(&run->scratch);
        }
    return NUTGRAF_OK;
}
