/*
 * role.h - between finding roles (role.c), reading the noun phrases that they
 * are (phrase.c) and telling the parts of these (part.c).
 */
#ifndef NG_FIND_ENTITY_ROLE_H
#define NG_FIND_ENTITY_ROLE_H

#include "find/entity/entity.h"
#include "find/entity/office.h"

/* How far a role reaches, in tokens. */
#define NG_ROLE_TOKENS 24

/* What a token is in a noun phrase that may be a role. */
enum ng_part {
    NG_PART_END,       /* nothing that a role holds: verbs, marks, "who" */
    NG_PART_POST,      /* "minister", "Gen.": a role by itself */
    NG_PART_MODIFIER,  /* "foreign", "former" */
    NG_PART_HONORIFIC, /* "Mr" */
    NG_PART_PLAIN,     /* another lower-case word: perhaps a noun */
    NG_PART_PLURAL,    /* "operations": or a verb, "operates" */
    NG_PART_CAPITAL,   /* a capital that no name was made of */
    NG_PART_LINK,      /* of, to, for, at, with, from, in, on */
    NG_PART_AND,
    NG_PART_DET,       /* the, a, his */
    NG_PART_JOINT      /* a hyphen inside a word, 's */
};

/* What was read of a role. */
struct ng_role {
    size_t first, end;     /* tokens; equal: none */
    size_t head;           /* its office: "minister" */
    struct ng_office office; /* of the head */
    bool definite;         /* begins behind "the" or a possessive */
    size_t phrase;         /* where the phrase began, article and all */
};

/* The part of token `i`. */
enum ng_part ng_role_part(const struct ng_text *text, size_t i);

/* Column 1 of token `i` in a table, "" for none. */
const char *ng_role_class_in(const struct ng_text *text, size_t i,
                             unsigned table);

/* True when a hyphen follows at once: "in" of "in-house". */
bool ng_role_hyphen_follows(const struct ng_text *text, size_t i);

/* The name that covers token `i`, or NULL; `near` is a name's number in whose
 * neighbourhood the search begins. */
const struct ng_name *ng_role_name_at(const struct ng_names *names,
                                      size_t near, size_t i);

/* Reads the role that ends right before token `end`, walking left: "Turkish
 * Foreign Ministry spokesman" [Hami Aksoy]. `near`: a name at or after `end`.
 * The gender of honorifics is noted even without a role. */
void ng_role_read_left(const struct ng_names *names, size_t near, size_t end,
                       struct ng_role *role);

/* Reads the role that begins at token `first`, article and all: "a China
 * scholar with the American Enterprise Institute". `near`: a name before it. */
void ng_role_read_right(const struct ng_names *names, size_t near,
                        size_t first, struct ng_role *role);

/* The country that a role tells: "Turkish Foreign Ministry spokesman" TR, but
 * nothing for "ambassador to Turkey" and "China scholar". */
const char *ng_role_country(const struct ng_text *text,
                            const struct ng_role *role);

#endif
