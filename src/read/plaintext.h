/*
 * plaintext.h - decoded plain text -> blocks, one per paragraph.
 */
#ifndef NG_READ_PLAINTEXT_H
#define NG_READ_PLAINTEXT_H

#include "read/page.h"

/* Fills `page` (cleared by the caller) from valid UTF-8. An empty line ends a
 * paragraph; so does every line end, unless the text is hard-wrapped: then the
 * lines of a paragraph are joined. Linear. Status: NO_MEMORY. */
ng_status ng_plaintext_parse(struct ng_page *page, struct ng_slice text);

#endif
