/*
 * webarchive.h - the page inside a web archive of Safari.
 *
 *     binary property list -> { WebMainResource: { WebResourceData, ... } }
 *
 * Read by a parser of our own rather than by libplist: that one builds a tree
 * of all pictures by recursion, with an allocator of its own; the page is six
 * look-ups in the file as it lies. Source: the format as Apple's
 * CFBinaryPList.c describes it.
 */
#ifndef NG_READ_WEBARCHIVE_H
#define NG_READ_WEBARCHIVE_H

#include "read/document.h"

/* Does it begin like a binary property list? */
bool ng_webarchive_sniff(struct ng_slice bytes);

/* Finds the page: fills `doc` (bytes, markup, charset, url, format) with slices
 * of `bytes`. Nothing is allocated; the cost is that of the page's dictionary.
 * Status: MALFORMED when there is none. */
ng_status ng_webarchive_read(struct ng_slice bytes, struct ng_document *doc);

#endif
