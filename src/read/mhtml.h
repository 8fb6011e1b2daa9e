/*
 * mhtml.h - the page inside a browser's .mhtml, or a mail with an HTML part.
 *
 * One pass over the lines with a stack of boundaries: no recursion, however the
 * parts are nested. Own code rather than a MIME library: GMime needs GLib, which
 * aborts the process when memory runs out and costs a quarter of our start-up;
 * what a saved page uses of MIME is small. Source: RFC 2045-2047, 2557.
 */
#ifndef NG_READ_MHTML_H
#define NG_READ_MHTML_H

#include "base/buffer.h"
#include "read/document.h"

/* Does it begin like a MIME message with parts? */
bool ng_mhtml_sniff(struct ng_slice bytes);

/* Finds the page: the first HTML part, else the first plain text part. Fills
 * `doc` (bytes, markup, charset, url, saved); the decoded part goes to
 * `decoded`. `day` gets the text behind doc->saved. Statuses: MALFORMED when
 * there is no such part, NO_MEMORY. */
ng_status ng_mhtml_read(struct ng_slice bytes, struct ng_buffer *decoded,
                        char day[11], struct ng_document *doc);

#endif
