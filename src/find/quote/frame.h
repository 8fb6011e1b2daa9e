/*
 * frame.h - who says what by one cue, decided by trained weights.
 *
 *     cue -> a first look -> items of its sentence -> features -> sums
 *         -> Viterbi -> the speaker's words, what is said
 *
 * The sentence is labelled once per cue, always in relation to it: the same
 * words are a speaker to one verb and part of what is said to another. A run
 * inside marks is one item whatever its length. The trainer makes its
 * sequences by the same functions.
 */
#ifndef NG_FIND_QUOTE_FRAME_H
#define NG_FIND_QUOTE_FRAME_H

#include "find/quote/quote.h"
#include "model/labeller.h"
#include "model/memo.h"

/* Items of a window at most, and how many of them before the cue. */
#define NG_FRAME_ITEMS 144
#define NG_FRAME_BEFORE 64
#define NG_FRAME_FEATURES 24 /* of one item, at most */

/* Labels: outside; then a speaker by Begin and Inside, what is said by Begin,
 * Inside, Last and Unit (a span of one item), since its end matters. */
enum ng_frame_label {
    NG_FRAME_OUTSIDE,
    NG_FRAME_SPEAKER_BEGIN,
    NG_FRAME_SAID_BEGIN,
    NG_FRAME_SAID_UNIT,
    NG_FRAME_SPEAKER_INSIDE,
    NG_FRAME_SAID_INSIDE,
    NG_FRAME_SAID_LAST,
    NG_FRAME_LABELS
};

/* Numbers in a row of weights: the labels, rounded up to whole vectors. */
#define NG_FRAME_WIDTH 8

/* Features of the verb, features that are cells, and all cells (group.c). */
#define NG_FRAME_VERBS 3
#define NG_FRAME_CELL_FEATURES 8
#define NG_FRAME_CELLS 62044u

/* The score of what cannot be, far below all sums of weights: 144 items have
 * some 20 features of 16 bits. */
#define NG_FRAME_NEVER (-(1 << 28))

/* Classes finer than enum ng_word, for items. */
enum ng_item_class {
    NG_ITEM_RUN = NG_WORD_QUOTE + 1, /* inside marks */
    NG_ITEM_TITLE,                   /* a title inside marks */
    NG_ITEM_PAST,                    /* "briefed" */
    NG_ITEM_PARTICIPLE,              /* "calling" */
    NG_ITEM_PLURAL,                  /* "prices", "rises" */
    NG_ITEM_EDGE,                    /* beyond the window */
    NG_ITEM_CLASSES
};

/* Values of an item's `mention`. */
#define NG_ITEM_MENTIONS 24

/* What the rules take an item for. */
enum ng_item_rule {
    NG_RULE_NONE,
    NG_RULE_SPEAKER,
    NG_RULE_SAID,
    NG_RULE_REFUSED,
    NG_RULE_CUE,
    NG_RULES
};

/* Labels and features of the first look at a cue. */
enum { NG_LOOK_NOTHING, NG_LOOK_SOMETHING, NG_LOOK_LABELS };
#define NG_LOOK_FEATURES 12

/* A token, or a run inside marks. */
struct ng_frame_item {
    uint32_t first, end; /* tokens */
    uint64_t outline;    /* what parts clauses between it and the cue */
    uint32_t word;       /* what is written, as a number */
    uint8_t class;       /* enum ng_word and finer ones */
    uint8_t mention;     /* type and place in a name, 0: none */
    uint8_t rule;        /* what the rules take it for */
    uint8_t trace;       /* the last two partings before it */
    uint8_t commas;      /* between it and the cue */
    uint8_t cues;        /* other cues between it and the cue */
};

/* The items around a cue; item `cue` holds its first token. */
struct ng_frame_window {
    const struct ng_quote_work *work;
    struct ng_frame_item items[NG_FRAME_ITEMS];
    uint32_t count, cue, cue_end;
    uint64_t lemma;    /* the cue's, as a hash */
    uint8_t cue_class; /* enum ng_cue_class */
    uint32_t last_word;    /* before the cue */
    uint8_t before, after; /* classes beside it */
    uint8_t form; /* of the cue: past, participle */
    uint8_t runs;      /* bit 0: a run before the cue, 1: one after it */
};

/* What the model holds for it. */
struct ng_frame_model {
    struct ng_labeller labeller; /* section "quote" */
    struct ng_labeller look;     /* section "quote-look" */
    /* in units of the labeller's scale; of illegal ones far below zero */
    int32_t start[NG_FRAME_WIDTH], final[NG_FRAME_WIDTH];
    int32_t transitions[NG_FRAME_LABELS][NG_FRAME_WIDTH];
};

/* score.c: what a worker keeps from cue to cue and from article to article. */
struct ng_frame_kept {
    struct ng_memo words; /* weights of words, for each side and neighbour */
    uint16_t *cells; /* [NG_FRAME_CELLS] number of its row + 1; 0: none */
    int16_t (*rows)[NG_FRAME_WIDTH]; /* weights of cells; first one of zeros */
    uint16_t row_count;
    struct ng_frame_window window; /* of the frame at work */
    /* of the window: rows of its cells, and of its words between two edges */
    uint16_t asked_cells[NG_FRAME_ITEMS][NG_FRAME_CELL_FEATURES];
    const int16_t *asked_words[NG_FRAME_ITEMS + 2];
    int32_t sums[NG_FRAME_ITEMS][NG_FRAME_WIDTH];
};

/* Takes all its memory at once. Status: NO_MEMORY. */
ng_status ng_frame_keep(struct ng_frame_kept *kept, struct ng_arena *arena);

/* Finds the sections; false when the model has no weights for quotes. */
bool ng_frame_open(struct ng_frame_model *model, const struct nutgraf_model *m);

/* look.c: can anything be said by the cue at all? */
bool ng_frame_look(const struct ng_labeller *look,
                   const struct ng_quote_work *w, const struct ng_cue *cue);

/* Is the cue one for the weights of the first look? If so, what they look at;
 * returns how many features. */
bool ng_look_applies(const struct ng_quote_work *w, const struct ng_cue *cue);
size_t ng_look_features(const struct ng_quote_work *w,
                        const struct ng_cue *cue,
                        uint64_t out[NG_LOOK_FEATURES]);

/* window.c: puts the items around the cue into the window. False for what is no
 * speech anyway: a thought ("hopes") without words in marks. */
bool ng_frame_window(struct ng_frame_window *window,
                     const struct ng_quote_work *w, const struct ng_cue *cue);

/* group.c: an item's place in relation to the cue. */
enum ng_frame_side { NG_FRAME_LEFT, NG_FRAME_RIGHT, NG_FRAME_CUE };

enum ng_frame_side ng_frame_side_of(const struct ng_frame_window *window,
                                    uint32_t i);

/* Where a word stands that counts for an item. */
enum ng_frame_place { NG_FRAME_PREVIOUS, NG_FRAME_ITSELF, NG_FRAME_NEXT };
#define NG_FRAME_PLACES 3u

/* Features come in groups by what they look at:
 *     verb     the cue, for all items of a side
 *     rules    what the rules take an item and the one before it for, and the
 *              verb
 *     near     the cue and an item close to it; none for all others
 *     word     one word, of the item or beside it
 *     cells    small numbers, counted through as one
 *     stretch  what parts clauses on the way to the cue: the same for all items
 *              between two such partings
 * Those of several features return how many. */
size_t ng_frame_verb(const struct ng_frame_window *v, enum ng_frame_side side,
                     uint64_t *out);
uint64_t ng_frame_rules(const struct ng_frame_window *v, uint8_t rule,
                        uint8_t before);
size_t ng_frame_near(const struct ng_frame_window *v, uint32_t i,
                     uint64_t *out);
uint64_t ng_frame_word(uint64_t word, enum ng_frame_side side,
                       enum ng_frame_place place);
void ng_frame_cells(const struct ng_frame_window *v, uint32_t i,
                    uint32_t out[NG_FRAME_CELL_FEATURES]);
uint64_t ng_frame_cell(uint32_t cell);
size_t ng_frame_stretch(const struct ng_frame_window *v, uint32_t i,
                        uint64_t *out);

/* The item at an offset from i; a standing one beyond the window. */
const struct ng_frame_item *ng_frame_neighbour(const struct ng_frame_window *v,
                                               uint32_t i, int offset);

/* All features of an item, for training. Items of the cue have just one. */
size_t ng_frame_features(const struct ng_frame_window *v, uint32_t i,
                         uint64_t out[NG_FRAME_FEATURES]);

/* score.c: the best labels of the items of kept->window. */
void ng_frame_labels(const struct ng_frame_model *model,
                     struct ng_frame_kept *kept,
                     uint8_t labels[NG_FRAME_ITEMS]);

#endif
