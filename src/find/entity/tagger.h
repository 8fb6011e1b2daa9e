/*
 * tagger.h - names by the trained labeller.
 *
 *     segments -> features -> scores -> Viterbi -> names
 */
#ifndef NG_FIND_ENTITY_TAGGER_H
#define NG_FIND_ENTITY_TAGGER_H

#include "find/entity/entity.h"
#include "find/entity/features.h"
#include "model/labeller.h"
#include "model/memo.h"

/* Labels: 0 is "outside", then for each type a name's Begin, its Unit (a name
 * of one token), and in pairs its Inside and Last: in this order the labels that
 * may follow one another lie together, which Viterbi profits from. */
enum ng_bilou { NG_LABEL_B, NG_LABEL_I, NG_LABEL_L, NG_LABEL_U };
#define NG_ENTITY_LABELS (1 + 4 * NG_ENTITY_TYPES)
#define NG_LABEL_INNER (1 + 2 * NG_ENTITY_TYPES)

/* The label of a type's part. */
static inline unsigned ng_label(unsigned type, enum ng_bilou part)
{
    switch (part) {
    case NG_LABEL_B: return 1 + type;
    case NG_LABEL_U: return 1 + NG_ENTITY_TYPES + type;
    case NG_LABEL_I: return NG_LABEL_INNER + 2 * type;
    case NG_LABEL_L: return NG_LABEL_INNER + 2 * type + 1;
    }
    return 0;
}

/* The type and the part of a label that is not 0. */
static inline unsigned ng_label_type(unsigned label)
{
    return label < NG_LABEL_INNER ? (label - 1) % NG_ENTITY_TYPES
                                  : (label - NG_LABEL_INNER) / 2;
}

/* The inner labels alternate; the outer ones are first all B, then all U. */
static inline enum ng_bilou ng_label_part(unsigned label)
{
    if (label >= NG_LABEL_INNER)
        return (label - NG_LABEL_INNER) % 2 ? NG_LABEL_L : NG_LABEL_I;
    return label <= NG_ENTITY_TYPES ? NG_LABEL_B : NG_LABEL_U;
}

/* What the model holds for tagging. */
struct ng_tagger {
    struct ng_labeller labeller;
    struct ng_clusters clusters; /* section "clusters" */
    struct ng_clusters senses;   /* section "senses" */
    bool has_clusters, has_senses;
};

/* Finds the sections, of the weights "entity" or, when `open`, "entity-open";
 * false when the model has no such weights. */
bool ng_tagger_open(struct ng_tagger *tagger, const struct nutgraf_model *m,
                    bool open);

/* Finds the names of the whole article, with the weights that the run's options
 * want; `*tagged` is false when the model has none. Status: NO_MEMORY. */
ng_status ng_tag_by_weights(struct ng_names *names, bool *tagged);

#endif
