/*
 * tags.h - what reading has to know of each HTML element.
 */
#ifndef NG_READ_TAGS_H
#define NG_READ_TAGS_H

#include "read/page.h"

/* Begins and ends a block of text. */
#define NG_TAG_BLOCK 0x01u
/* Has no content and no end tag. */
#define NG_TAG_VOID 0x02u
/* Names the kind of text below it: ng_block.tag. */
#define NG_TAG_KIND 0x04u
/* Its content is no text for readers: skipped up to its end tag. */
#define NG_TAG_SKIP 0x08u
/* As SKIP, and it may hold elements of its own kind. */
#define NG_TAG_NESTS 0x10u
/* Its content holds no tags: everything up to its end tag is text. */
#define NG_TAG_RAW 0x20u
/* A document has it once; later ones and its end tag are ignored. */
#define NG_TAG_ONCE 0x40u

/* VOID, and yet of use: line breaks and metadata. */
#define NG_TAG_PASS 0x80u

/* <meta> and <link>. */
#define NG_TAG_META 0x100u
#define NG_TAG_LINK 0x200u

/* Known elements have a number below this; 0 is for all others. */
#define NG_TAG_INFO_MAX 128

struct ng_tag_info {
    const char *name;
    uint8_t len;    /* of the name */
    uint8_t tag;    /* enum ng_tag */
    uint16_t flags; /* NG_TAG_... */
};

/* The entry of a name in any case; never NULL. */
const struct ng_tag_info *ng_tag_find(struct ng_slice name);

/* The entry's number, below NG_TAG_INFO_MAX. */
unsigned ng_tag_number(const struct ng_tag_info *info);

#endif
