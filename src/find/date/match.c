/*
 * match.c - a backtracking matcher of rules against items.
 *
 * In: a token. Out: the longest match that begins there, with the class that
 * each item was taken for. The depth is bounded by a rule's elements and the
 * breadth by its optional ones, so a match costs a constant. Sets of rules by
 * what the first two items can be leave one or two rules to try.
 */
#include "find/date/match.h"

/* A token number that no text has marks an empty slot. */
void ng_date_items_init(struct ng_date_items *items,
                        const struct ng_date_kit *kit,
                        const struct ng_text *text, uint32_t end)
{
    items->kit = kit;
    items->text = text;
    items->end = end;
    for (size_t i = 0; i < NG_ITEM_CACHE; i++)
        items->cache[i].first = UINT32_MAX;
}

/* Items are read where the scan asks for them and kept by token number
 * modulo the size: neighbours are asked for many times, far tokens once. */
const struct ng_date_item *ng_date_items_at(struct ng_date_items *items,
                                            uint32_t token)
{
    struct ng_date_item *item = &items->cache[token % NG_ITEM_CACHE];

    if (item->first != token)
        ng_date_item_read(items->kit, items->text, token, items->end, item);
    return item;
}

/* One attempt to match one rule. */
struct attempt {
    struct ng_date_items *items;
    const struct ng_date_rule *rule;
    uint8_t count; /* items taken */
    enum ng_date_class classes[NG_RULE_ELEMENTS];
    uint32_t tokens[NG_RULE_ELEMENTS]; /* where the items begin */
    bool context[NG_RULE_ELEMENTS];
};

/* Does the item fit the element, and as what class? Classes go before
 * literals, for ops read values by class: "earlier" as AGO, not as a word. */
static bool fits(const struct ng_rule_element *e,
                 const struct ng_date_item *item, enum ng_date_class *class)
{
    uint64_t common = e->classes & item->classes;

    *class = NG_DC_LITERAL;
    if (e->possessive)
        return item->possessive;
    if (common) {
        *class = (enum ng_date_class)__builtin_ctzll(common);
        return true;
    }
    if (!item->lex)
        return false;
    for (unsigned i = 0; i < NG_RULE_LITERALS && e->literals[i]; i++)
        if (e->literals[i] == item->lex)
            return true;
    return false;
}

/* Matches the rule's elements from `element` on at `token`; returns the
 * token after the match, 0 when there is none. Optional elements are taken
 * first and given back on failure. Depth: the elements of a rule; no input
 * can add to it. */
static uint32_t match_from(struct attempt *a, unsigned element, uint32_t token)
{
    const struct ng_rule_element *e = &a->rule->elements[element];
    const struct ng_date_item *item;
    uint8_t count = a->count;
    uint32_t end;

    if (element == a->rule->element_count)
        return token;
    /* Take the element here and try the rest behind it ... */
    if (token < a->items->end && count < NG_RULE_ELEMENTS) {
        item = ng_date_items_at(a->items, token);
        if ((!e->glued || ng_date_glued(a->items->text, token)) &&
            fits(e, item, &a->classes[count])) {
            a->tokens[count] = token;
            a->context[count] = e->context;
            a->count++;
            end = match_from(a, element + 1, item->end);
            if (end)
                return end;
            a->count = count;
        }
    }
    /* ... or leave it out, if it may be missing. */
    return e->optional ? match_from(a, element + 1, token) : 0;
}

/* Keeps an attempt that is longer than the best so far. Items of context
 * must be there but are no part of the expression: "in" of "in the morning". */
static void keep(struct attempt *a, uint32_t end, struct ng_date_match *match)
{
    bool open = false;

    match->rule = a->rule;
    match->count = 0;
    match->taken = end;
    for (unsigned i = 0; i < a->count; i++) {
        const struct ng_date_item *item =
            ng_date_items_at(a->items, a->tokens[i]);
        if (a->context[i])
            continue;
        if (!open)
            match->first = item->first;
        open = true;
        match->end = item->end;
        match->classes[match->count] = a->classes[i];
        match->items[match->count++] = *item;
    }
    /* ", 2020" that was not there: "the last week of April, they said" */
    while (match->count > 1 && ng_token_is(a->items->text, match->end - 1, ","))
        match->end = match->items[--match->count - 1].end;
}

/* The bits that the rule index knows an item by. */
static uint64_t bits_of(const struct ng_date_item *item)
{
    uint64_t bits = item->classes;

    if (item->lex)
        bits |= ng_date_literal_bit(item->lex);
    return item->possessive ? bits | NG_DC(LITERAL) : bits;
}

/* Adds the sets of all bits to `set`. */
static void add_sets(struct ng_rule_set *set, const struct ng_rule_set *sets,
                     uint64_t bits)
{
    for (; bits; bits &= bits - 1) {
        const struct ng_rule_set *more = &sets[__builtin_ctzll(bits)];
        for (size_t i = 0; i < NG_RULE_WORDS; i++)
            set->bits[i] |= more->bits[i];
    }
}

/* The rules that the item at `token` and the one behind it leave possible. */
static void find_candidates(struct ng_date_items *items, uint32_t token,
                            struct ng_rule_set *set)
{
    const struct ng_rule_index *index = &items->kit->index;
    const struct ng_date_item *item = ng_date_items_at(items, token);
    struct ng_rule_set next = index->alone;
    uint64_t bits = bits_of(item);
    uint32_t end = item->end;

    if (end < items->end)
        add_sets(&next, index->follows,
                 bits_of(ng_date_items_at(items, end)));
    *set = (struct ng_rule_set){{0}};
    add_sets(set, index->starts, bits);
    for (size_t i = 0; i < NG_RULE_WORDS; i++)
        set->bits[i] &= next.bits[i];
}

/* All rules that may begin here are tried; the first of equals wins because
 * later ones must be longer. */
bool ng_date_match_at(struct ng_date_items *items, uint32_t token,
                      struct ng_date_match *match)
{
    struct ng_rule_set set;
    uint32_t best = 0;
    struct attempt a;

    if (!ng_date_items_at(items, token)->classes)
        return false;
    find_candidates(items, token, &set);
    a.items = items;
    for (size_t word = 0; word < NG_RULE_WORDS; word++)
        for (uint64_t bits = set.bits[word]; bits; bits &= bits - 1) {
            uint32_t end;
            a.rule = &items->kit->rules[word * 64 +
                                        (size_t)__builtin_ctzll(bits)];
            a.count = 0;
            end = match_from(&a, 0, token);
            if (end > best) {
                best = end;
                keep(&a, end, match);
            }
        }
    return best != 0;
}
