/*
 * metadata.h - claims and visible text -> the article's metadata.
 */
#ifndef NG_STRIP_METADATA_H
#define NG_STRIP_METADATA_H

#include "strip/title.h"

/* The article's address: the page's canonical one, the caller's, or the
 * container's; empty when nobody knows. */
struct ng_slice ng_metadata_url(const struct ng_facts *facts,
                                const struct ng_strip_input *input);

/* The host name in an address, without "www."; empty for none. */
struct ng_slice ng_metadata_host(struct ng_slice url);

/* Fills `metadata`; strings in the input's arena. Status: NO_MEMORY. */
ng_status ng_metadata_fill(struct ng_metadata *metadata,
                           const struct ng_view *view,
                           const struct ng_facts *facts,
                           const struct ng_title *title,
                           const struct ng_strip_input *input,
                           const struct ng_verdict *verdicts);

#endif
