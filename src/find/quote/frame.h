/*
 * frame.h - who says what by one cue, decided by trained weights.
 *
 *     cue -> items of its sentence -> features -> scores -> Viterbi
 *         -> the speaker's words, what is said
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

/* Items of a window at most, and how many of them before the cue. */
#define NG_FRAME_ITEMS 144
#define NG_FRAME_BEFORE 64
#define NG_FRAME_FEATURES 14

/* Labels: outside; then for the speaker and for what is said a Begin, a Unit (a
 * span of one item), and the Inside and Last in pairs, so that labels which may
 * follow one another lie close together. */
enum ng_frame_label {
    NG_FRAME_OUTSIDE,
    NG_FRAME_SPEAKER_BEGIN,
    NG_FRAME_SAID_BEGIN,
    NG_FRAME_SPEAKER_UNIT,
    NG_FRAME_SAID_UNIT,
    NG_FRAME_SPEAKER_INSIDE,
    NG_FRAME_SPEAKER_LAST,
    NG_FRAME_SAID_INSIDE,
    NG_FRAME_SAID_LAST,
    NG_FRAME_LABELS
};

/* A token, or a run inside marks. */
struct ng_frame_item {
    uint32_t first, end; /* tokens */
    uint64_t word;       /* what is written, as a hash */
    uint64_t outline;    /* what parts clauses between it and the cue */
    uint8_t class;       /* enum ng_word and finer ones */
    uint8_t mention;     /* type and place in a name, 0: none */
    uint8_t rule;        /* what the rules take it for */
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
    uint64_t last_word;    /* before the cue */
    uint8_t before, after; /* classes beside it */
    uint8_t form; /* of the cue: past, participle */
    uint8_t runs;      /* bit 0: a run before the cue, 1: one after it */
};

/* What the labels say. Empty ranges: nothing. */
struct ng_frame {
    struct ng_range speaker;
    struct ng_range said, more;
};

/* What the model holds for it. */
struct ng_frame_model {
    struct ng_labeller labeller; /* section "quote" */
};

/* Finds the sections; false when the model has no weights for quotes. */
bool ng_frame_open(struct ng_frame_model *model, const struct nutgraf_model *m);

/* Puts the items around the cue into the window. False for what is no speech
 * anyway: a thought ("hopes") without words in marks. */
bool ng_frame_window(struct ng_frame_window *window,
                     const struct ng_quote_work *w, const struct ng_cue *cue);

/* An item's place in relation to the cue. */
enum ng_frame_side {
    NG_FRAME_LEFT,
    NG_FRAME_RIGHT,
    NG_FRAME_CUE,
    NG_FRAME_SIDES
};

enum ng_frame_side ng_frame_side_of(const struct ng_frame_window *window,
                                    uint32_t i);

/* An item's features are those of its side and its own; both return how
 * many. */
size_t ng_frame_side_features(const struct ng_frame_window *window,
                              enum ng_frame_side side,
                              uint64_t out[NG_FRAME_FEATURES]);
size_t ng_frame_features(const struct ng_frame_window *window, uint32_t i,
                         uint64_t out[NG_FRAME_FEATURES]);

#endif
