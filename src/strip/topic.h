/*
 * topic.h - what a block's words say: are they those of the article?
 */
#ifndef NG_STRIP_TOPIC_H
#define NG_STRIP_TOPIC_H

#include "strip/view.h"

/* Fills the word fields of a view whose blocks are measured and placed.
 * `description` is the head's, or empty. Linear. Status: NO_MEMORY. */
ng_status ng_view_topic(struct ng_view *view, struct ng_slice description);

#endif
