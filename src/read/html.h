/*
 * html.h - a decoded HTML page -> blocks, elements, metas.
 */
#ifndef NG_READ_HTML_H
#define NG_READ_HTML_H

#include "read/page.h"

/* Fills `page` (cleared by the caller) from valid UTF-8 that lives as long as
 * the page: JSON-LD metas point into it. A block begins and ends at block-level
 * elements and at two <br>s; a table gives a block per cell. Nothing in a page
 * is an error. Linear. Status: NO_MEMORY. */
ng_status ng_html_parse(struct ng_page *page, struct ng_slice html);

#endif
