/*
 * model.h - the packed knowledge, opened once, read-only, shared by threads.
 */
#ifndef NG_MODEL_MODEL_H
#define NG_MODEL_MODEL_H

#include "base/slice.h"
#include "base/status.h"
#include "model/labeller.h"
#include "model/lexicon.h"
#include "model/trees.h"

struct nutgraf_model {
    const unsigned char *bytes; /* the whole file: linked in, or owned */
    size_t len;
    void *owned; /* to free; NULL when linked in */
    struct ng_lexicon lexicon;
    /* Which blocks are the article; label_count 0: the model has none. */
    struct ng_labeller strip_html, strip_text;
    struct ng_trees trees_html, trees_text;
};

/* The bytes of a section by name; false when there is none. */
bool ng_model_section(const struct nutgraf_model *model, const char *name,
                      struct ng_slice *bytes);

#endif
