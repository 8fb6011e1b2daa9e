/*
 * features.h - what the labeller sees of a token.
 *
 * A name begins and ends near a capital. So only windows round capitals are
 * labelled at all: segments, runs of tokens that can be part of a name. The
 * trainer cuts its sentences by the same rule.
 *
 *     collect:  evidence per word over the whole article (one look per token)
 *     read:     what is known of each token of a segment and round it
 *     of:       the token's features, as hashes
 *
 * Features come in groups by what they look at. Those of a group are functions
 * of one number, its key: whoever sums weights may keep the sum of a group and
 * find it again by the key, for words come back.
 */
#ifndef NG_FIND_ENTITY_FEATURES_H
#define NG_FIND_ENTITY_FEATURES_H

#include "base/map.h"
#include "model/clusters.h"
#include "model/memo.h"
#include "text/text.h"

#define NG_GROUP_MAX 32     /* features of one token and group */
#define NG_SEGMENT_MAX 120  /* tokens */
#define NG_CONTEXT 3        /* tokens seen on both sides of a segment */
#define NG_WINDOW_MAX (NG_SEGMENT_MAX + 2 * NG_CONTEXT)
#define NG_GAZETTEER_MAX 10 /* table matches noted per token */

/* What a feature looks at. The group of joined words has no key that would
 * come back often. */
enum ng_feature_group {
    NG_GROUP_WORD_BEFORE_LAST, /* one word, wherever it stands */
    NG_GROUP_WORD_BEFORE,      /* a word and its matches of tables */
    NG_GROUP_WORD,
    NG_GROUP_WORD_AFTER,
    NG_GROUP_WORD_AFTER_NEXT,
    NG_GROUP_SHAPES,   /* of the word, its place, and both neighbours */
    NG_GROUP_TABLES,   /* matches of the word and both neighbours */
    NG_GROUP_EVIDENCE, /* of the word, from other places of the article */
    NG_GROUP_JOINED,   /* several of these */
    NG_GROUP_COUNT
};

#define NG_WORD_GROUPS 5u /* the first ones */

#define NG_FEATURES_MAX (NG_GROUP_COUNT * NG_GROUP_MAX) /* of one token */

/* What a spelling tells by itself, wherever it stands; kept from article to
 * article. What is looked at most comes first: a line of the cache. */
struct ng_word {
    _Alignas(NG_MEMO_ALIGN)
    uint64_t spelling; /* exact, with the token's kind */
    uint64_t word;     /* folded */
    uint64_t shape;    /* "Xx", "XX", "d", with lengths capped */
    uint64_t matches;  /* all of `match` as one number */
    struct ng_word_class class; /* what the word does in a sentence */
    struct ng_word_class sense; /* what it is about */
    uint16_t rows[NG_WORD_GROUPS]; /* of sums, the caller's own; 0 when new */
    bool capital;
    bool begins;       /* a phrase of tables may begin with it */
    bool whole;        /* all was read */
    uint64_t suffix[3]; /* 2, 3, 4 */
    uint16_t tables;      /* bit n: gazetteer n holds the word */
    uint16_t match_count; /* as many bits */
    uint64_t match[NG_GAZETTEER_MAX]; /* of these, as a name of one word */
};

/* Joins two hashes into one; the order of the operands matters, so "A before B"
 * is another feature than "B before A". Quick rather than good: the labeller
 * mixes again before it looks up. */
static inline uint64_t ng_mix(uint64_t a, uint64_t b)
{
    return (a ^ b) * 0x9E3779B97F4A7C15u + (a >> 29);
}

/* A token of a window: its word, and what depends on where it stands. */
struct ng_item {
    const struct ng_word *word;
    uint16_t *rows;        /* the word's */
    uint64_t matches;      /* all of `match` as one number */
    const uint64_t *match; /* the word's, or `own`: with phrases */
    uint32_t match_count;
    uint32_t evidence; /* of the word elsewhere in the article */
    uint64_t own[NG_GAZETTEER_MAX];
};

/* A segment with what stands round it. */
struct ng_window {
    const struct ng_text *text;
    size_t first, end;     /* tokens in `items` */
    struct ng_item *items; /* the caller's */
};

struct ng_features {
    const struct ng_text *text;
    const struct ng_clusters *clusters; /* or NULL */
    const struct ng_clusters *senses;   /* or NULL */
    struct ng_memo *words;  /* struct ng_word by spelling */
    struct ng_map evidence; /* word -> bits */
};

/* Makes the memory of words. Status: NO_MEMORY. */
ng_status ng_words_init(struct ng_memo *words, struct ng_arena *arena);

/* Begins an article: reads it for evidence. `f` has its pointers set and
 * the map's arena. Status: NO_MEMORY. */
ng_status ng_features_collect(struct ng_features *f);

/* The next segment at or after `*at` of a sentence that ends at `end`: sets
 * tokens [*first, *stop) and moves `*at`. False when there is none. */
bool ng_segment_next(const struct ng_text *text, size_t *at, size_t end,
                     size_t *first, size_t *stop);

/* The window of segment [first, end) of a sentence. `items` has room for all
 * of it, which is NG_CONTEXT tokens on either side at most. */
struct ng_window ng_window_of(const struct ng_text *text, size_t first,
                              size_t end, const struct ng_sentence *sentence,
                              struct ng_item *items);

/* Fills the items of a window. When the memory of words has no room for them
 * it forgets all others, and windows that were read before are void. */
void ng_features_read(struct ng_features *f, const struct ng_window *window);

/* The features of token `i` of a window; returns how many. */
size_t ng_features_of(const struct ng_window *w, size_t i,
                      uint64_t out[NG_FEATURES_MAX]);

/* Those of one group only. Tokens with equal keys have equal ones. */
size_t ng_features_group(const struct ng_window *w, size_t i,
                         enum ng_feature_group group,
                         uint64_t out[NG_GROUP_MAX]);

/* The key of a group of a token, 0 when it has no features; never for
 * NG_GROUP_JOINED. */
uint64_t ng_features_key(const struct ng_window *w, size_t i,
                         enum ng_feature_group group);

/* Where the word to which a group belongs keeps the number of the group's row;
 * NULL when there is no word, or phrases of tables count as well. */
uint16_t *ng_features_row(const struct ng_window *w, size_t i,
                          enum ng_feature_group group);

#endif
