/*
 * match.h - rules against items, longest match first.
 */
#ifndef NG_FIND_DATE_MATCH_H
#define NG_FIND_DATE_MATCH_H

#include "find/date/item.h"

/* Items of one stretch of text, read when first asked for: a small cache that
 * moves along with the scan. */
#define NG_ITEM_CACHE 64

struct ng_date_items {
    const struct ng_date_kit *kit;
    const struct ng_text *text;
    uint32_t end; /* token after the paragraph */
    struct ng_date_item cache[NG_ITEM_CACHE];
};

void ng_date_items_init(struct ng_date_items *items,
                        const struct ng_date_kit *kit,
                        const struct ng_text *text, uint32_t end);
const struct ng_date_item *ng_date_items_at(struct ng_date_items *items,
                                            uint32_t token);

/* A rule's match: its items and which class each was taken for. */
struct ng_date_match {
    const struct ng_date_rule *rule;
    uint32_t first, end; /* tokens, context excluded */
    uint32_t taken;      /* tokens up to the end of trailing context */
    uint8_t count;
    enum ng_date_class classes[NG_RULE_ELEMENTS];
    struct ng_date_item items[NG_RULE_ELEMENTS];
};

/* The longest match that begins at `token`; among equals the rule that stands
 * first. False when there is none. */
bool ng_date_match_at(struct ng_date_items *items, uint32_t token,
                      struct ng_date_match *match);

#endif
