/*
 * evidence.h - what an article says of a word in other places: whether it has
 * a small letter elsewhere, a title before it, a verb of saying after it.
 */
#ifndef NG_FIND_ENTITY_EVIDENCE_H
#define NG_FIND_ENTITY_EVIDENCE_H

#include "base/map.h"
#include "text/text.h"

/* The bits of a word. */
#define NG_SEEN_CAPITAL 0x1u   /* a capital that proves something */
#define NG_SEEN_LOWER 0x2u
#define NG_SEEN_TITLED 0x4u    /* after "Mr", "President" */
#define NG_SEEN_SURNAME 0x8u   /* after a first name */
#define NG_SEEN_FIRST 0x10u    /* begins a run of capitals */
#define NG_SEEN_LAST 0x20u     /* ends one */
#define NG_SEEN_IN 0x40u       /* after "in", "at", "from" */
#define NG_SEEN_SAYS 0x80u     /* before or after "said" */
#define NG_SEEN_THE 0x100u     /* after "the" */
#define NG_SEEN_HEADED 0x200u  /* in a run that ends in a head word */
#define NG_SEEN_OWNER 0x400u   /* before 's */
#define NG_SEEN_BRACKETS 0x800u
#define NG_SEEN_TWICE 0x1000u  /* two capitals at least */
#define NG_SEEN_OFTEN 0x2000u  /* four */
#define NG_SEEN_COMMA_PLACE 0x4000u /* "Lagos, Nigeria" */
#define NG_SEEN_HE 0x8000u     /* before "who" or an age */
#define NG_SEEN_BITS 16
#define NG_SEEN_COUNT_SHIFT 24 /* upper byte: capitals, saturating */

/* Fills the map: hash of the folded word -> bits, for every word that has a
 * capital somewhere. Status: NO_MEMORY. */
ng_status ng_evidence_collect(const struct ng_text *text, struct ng_map *map);

#endif
