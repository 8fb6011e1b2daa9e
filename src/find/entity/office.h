/*
 * office.h - what a word is in a person's title: "minister" an office, "Gen." a
 * rank, "foreign" a modifier, "met" the end of it.
 *
 * Two tables say so: titles.tsv, which the labeller sees too and which changes
 * only with its weights, and offices.tsv, which may grow at any time.
 */
#ifndef NG_FIND_ENTITY_OFFICE_H
#define NG_FIND_ENTITY_OFFICE_H

#include "run.h"

enum ng_office_class {
    NG_OFFICE_NONE,
    NG_OFFICE_MODIFIER,  /* "foreign", "former": part of a title */
    NG_OFFICE_HONORIFIC, /* "Mr", "King" */
    NG_OFFICE_RANK,      /* "Gen.": a title, if a small one */
    NG_OFFICE_POST,      /* "minister": alone a role */
    NG_OFFICE_EXPERT,    /* "scholar": the same; its country is its subject */
    NG_OFFICE_VERB       /* "met": looks like a word of a title, is none */
};

/* One word's part in a title. */
struct ng_office {
    enum ng_office_class class;
    bool plural;       /* "ministers" */
    uint8_t gender;    /* enum ng_gender: "Queen", "spokesman" */
    const char *means; /* the office's other name, "" for none: "Gov." */
};

/* Looks token `i` up, a plural under its singular. */
struct ng_office ng_office_read(const struct ng_text *text, size_t i);

/* True for a word that alone makes a role. */
static inline bool ng_office_is_role(enum ng_office_class class)
{
    return class == NG_OFFICE_POST || class == NG_OFFICE_EXPERT ||
           class == NG_OFFICE_RANK;
}

/* True when tokens `a` and `b` name the same office: equal words, one the
 * other's plural, or both with one other name ("Gov.", "governor"). */
bool ng_office_same(const struct ng_text *text, size_t a, size_t b);

#endif
