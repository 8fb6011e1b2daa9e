/*
 * sniff.h - what an input is, by its first bytes and its name.
 */
#ifndef NG_READ_SNIFF_H
#define NG_READ_SNIFF_H

#include "read/document.h"

/* True when bytes should be parsed as HTML: the caller says so, the path ends
 * in .html and the like, or tags are found near the beginning. */
bool ng_sniff_markup(struct ng_slice bytes,
                     const struct ng_read_options *options);

#endif
