/*
 * features.h - what the labeller sees of a token.
 *
 * A name begins and ends near a capital. So only windows round capitals are
 * labelled at all: segments, runs of tokens that can be part of a name. The
 * trainer cuts its sentences by the same rule.
 *
 *     collect:  evidence per word over the whole article (one look per token)
 *     window:   what is known of each token of a segment and round it
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

#define NG_GROUP_MAX 64     /* features of one token and group */
#define NG_SEGMENT_MAX 120  /* tokens */
#define NG_CONTEXT 3        /* tokens seen on both sides of a segment */
#define NG_GAZETTEER_MAX 10 /* table matches noted per token */

/* What a feature looks at. The group of joined words has no key that would
 * come back often. */
enum ng_feature_group {
    NG_GROUP_WORD_BEFORE_LAST, /* one word, wherever it stands */
    NG_GROUP_WORD_BEFORE,
    NG_GROUP_WORD, /* the word itself and its place in the sentence */
    NG_GROUP_WORD_AFTER,
    NG_GROUP_WORD_AFTER_NEXT,
    NG_GROUP_SHAPES,   /* of the word and both neighbours */
    NG_GROUP_TABLES,   /* matches, neighbours' too, and the shape */
    NG_GROUP_EVIDENCE, /* of the word, from other places of the article */
    NG_GROUP_JOINED,   /* several of these */
    NG_GROUP_COUNT
};

#define NG_WORD_GROUPS 5u /* the first ones */

#define NG_FEATURES_MAX (NG_GROUP_COUNT * NG_GROUP_MAX) /* of one token */

/* What is known of one token, computed once per window. First what the word
 * tells by itself, then what depends on where it stands. */
struct ng_item {
    uint64_t spelling; /* exact, with the token's kind */
    uint64_t word;     /* folded */
    uint64_t shape;    /* "Xx", "XX", "d", with lengths capped */
    uint64_t suffix[3]; /* 2, 3, 4 */
    struct ng_word_class class; /* what the word does in a sentence */
    struct ng_word_class sense; /* what it is about */
    bool capital;
    uint32_t evidence; /* of the word elsewhere in the article */
    uint32_t gazetteers;
    uint64_t gazetteer[NG_GAZETTEER_MAX];
    struct ng_kept_word *kept; /* of its spelling, or NULL */
};

/* What is kept of a spelling from article to article: the item, read without
 * what depends on its place, and a row of sums for each group of one word. */
struct ng_kept_word {
    struct ng_item item;
    uint64_t keys[NG_WORD_GROUPS]; /* of what the rows hold; 0: nothing */
    int32_t sums[];                /* [NG_WORD_GROUPS][width] */
};

struct ng_features {
    const struct ng_text *text;
    const struct ng_clusters *clusters; /* or NULL */
    const struct ng_clusters *senses;   /* or NULL */
    struct ng_memo *words;  /* struct ng_kept_word by spelling, or NULL */
    struct ng_map evidence; /* word -> bits */
    size_t first, end;      /* tokens in `items` */
    struct ng_item items[NG_SEGMENT_MAX + 2 * NG_CONTEXT];
};

/* Begins an article. `arena` takes the evidence. */
void ng_features_init(struct ng_features *f, const struct ng_text *text,
                      const struct ng_clusters *clusters,
                      const struct ng_clusters *senses,
                      struct ng_arena *arena);

/* Reads the whole article for evidence. Status: NO_MEMORY. */
ng_status ng_features_collect(struct ng_features *f);

/* The next segment at or after `*at` of a sentence that ends at `end`: sets
 * tokens [*first, *stop) and moves `*at`. False when there is none. */
bool ng_segment_next(const struct ng_text *text, size_t *at, size_t end,
                     size_t *first, size_t *stop);

/* Prepares tokens [first, end), which lie in sentence [low, high). */
void ng_features_window(struct ng_features *f, size_t first, size_t end,
                        const struct ng_sentence *sentence);

/* The features of token `i` of the window; returns how many. */
size_t ng_features_of(const struct ng_features *f, size_t i,
                      uint64_t out[NG_FEATURES_MAX]);

/* Those of one group only. Tokens with equal keys have equal ones. */
size_t ng_features_group(const struct ng_features *f, size_t i,
                         enum ng_feature_group group,
                         uint64_t out[NG_GROUP_MAX]);

/* The key of a group of a token; never for NG_GROUP_JOINED. */
uint64_t ng_features_key(const struct ng_features *f, size_t i,
                         enum ng_feature_group group);

/* The kept word that a group of one word belongs to, or NULL. It may have been
 * taken over by another spelling: its keys tell. */
struct ng_kept_word *ng_features_kept(const struct ng_features *f, size_t i,
                                      enum ng_feature_group group);

#endif
