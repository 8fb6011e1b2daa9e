/*
 * groups.h - blocks that stand alike on the page, and what their containers
 * hold altogether.
 */
#ifndef NG_STRIP_GROUPS_H
#define NG_STRIP_GROUPS_H

#include "strip/view.h"

/* Fills the group fields of a view whose blocks are measured and whose elements
 * are weighed. Linear. Status: NO_MEMORY. */
ng_status ng_view_group(struct ng_view *view);

/* Numbers the signatures in order of their first block: numbers[i] is that of
 * block i. // [blocks] Status: NO_MEMORY. */
ng_status ng_group_numbers(const struct ng_view *view, uint32_t *numbers);

#endif
