/*
 * group.c - what the labeller looks at, in groups.
 *
 * Most of what is said of an item are small numbers: its class, its distance
 * from the cue, what the rules take it for. Features of these alone are numbers
 * themselves, in one range (ng_frame_cells), so that score.c keeps their
 * weights in an array. Words, the verb and the way to the cue are hashes.
 */
#include "find/quote/frame.h"

#include "base/hash.h"

/* A feature of a kind with up to three values; the labeller mixes the bits. */
static uint64_t feature(unsigned kind, uint64_t a, uint64_t b, uint64_t c)
{
    return ng_hash_mix(kind * 0x9E3779B97F4A7C15u + a) * 0xD6E8FEB86659FD93u +
           b * 0xA0761D6478BD642Fu + c * 0xE7037ED1A0B428DBu;
}

/* Beyond the window stands an edge. */
const struct ng_frame_item *ng_frame_neighbour(const struct ng_frame_window *v,
                                               uint32_t i, int offset)
{
    static const struct ng_frame_item edge = {.class = NG_ITEM_EDGE, .word = 1};
    int64_t at = (int64_t)i + offset;

    return at < 0 || at >= v->count ? &edge : &v->items[at];
}

/* Which side of the cue an item is on. */
enum ng_frame_side ng_frame_side_of(const struct ng_frame_window *v, uint32_t i)
{
    return i < v->cue       ? NG_FRAME_LEFT
           : i < v->cue_end ? NG_FRAME_CUE
                            : NG_FRAME_RIGHT;
}

/* Items between an item beside the cue and the cue, plus one. */
static uint32_t away_of(const struct ng_frame_window *v, uint32_t i)
{
    return i < v->cue ? v->cue - i : i - v->cue_end + 1;
}

/* Distances that are told apart. */
static unsigned bucket(uint32_t away)
{
    return away < 5    ? away
           : away < 7  ? 5
           : away < 10 ? 6
           : away < 15 ? 7
           : away < 23 ? 8
                       : 9;
}

/* The verb with what follows it, its form with what stands before, the verb
 * itself. */
size_t ng_frame_verb(const struct ng_frame_window *v, enum ng_frame_side side,
                     uint64_t *out)
{
    out[0] = feature(1, v->lemma, side, v->after);
    out[1] = feature(2, v->cue_class * 8u + v->form, side * 64 + v->after,
                     v->last_word);
    out[2] = feature(8, v->lemma, side, 63);
    return 3;
}

/* The verb with what the rules say. */
uint64_t ng_frame_rules(const struct ng_frame_window *v, uint8_t rule,
                        uint8_t before)
{
    return feature(12, rule, v->lemma, before);
}

/* Two items on each side. */
size_t ng_frame_near(const struct ng_frame_window *v, uint32_t i, uint64_t *out)
{
    if (away_of(v, i) > 2)
        return 0;
    out[0] = feature(8, v->lemma, ng_frame_side_of(v, i), v->items[i].class);
    return 1;
}

/* A word as it stands on a side of the cue. */
uint64_t ng_frame_word(uint64_t word, enum ng_frame_side side,
                       enum ng_frame_place place)
{
    return feature(5 + place, side, word, 0);
}

/* Neighbours are told apart by fewer classes. */
enum coarse {
    COARSE_DET, COARSE_NAME, COARSE_NOUN, COARSE_FORM, COARSE_CUE,
    COARSE_PRONOUN, COARSE_PREP, COARSE_THAT, COARSE_CONJ, COARSE_AUX,
    COARSE_COMMA, COARSE_DASH, COARSE_STOP, COARSE_RUN, COARSE_COUNT
};

static const uint8_t coarse[NG_ITEM_CLASSES] = {
    [NG_WORD_NAME] = COARSE_NAME,         [NG_WORD_PLAIN] = COARSE_NOUN,
    [NG_WORD_NUMBER] = COARSE_DET,        [NG_WORD_CUE] = COARSE_CUE,
    [NG_WORD_PRONOUN] = COARSE_PRONOUN,   [NG_WORD_OBJECT] = COARSE_PRONOUN,
    [NG_WORD_DET] = COARSE_DET,           [NG_WORD_QUANT] = COARSE_DET,
    [NG_WORD_PREP] = COARSE_PREP,         [NG_WORD_TO] = COARSE_PREP,
    [NG_WORD_THAT] = COARSE_THAT,         [NG_WORD_WHETHER] = COARSE_THAT,
    [NG_WORD_CONJ] = COARSE_CONJ,         [NG_WORD_SUB] = COARSE_THAT,
    [NG_WORD_REL] = COARSE_THAT,          [NG_WORD_AUX] = COARSE_AUX,
    [NG_WORD_NEG] = COARSE_AUX,           [NG_WORD_ADV] = COARSE_AUX,
    [NG_WORD_TIME] = COARSE_NOUN,         [NG_WORD_DASH] = COARSE_DASH,
    [NG_WORD_COMMA] = COARSE_COMMA,       [NG_WORD_COLON] = COARSE_DASH,
    [NG_WORD_SEMICOLON] = COARSE_DASH,    [NG_WORD_OPEN] = COARSE_DASH,
    [NG_WORD_CLOSE] = COARSE_DASH,        [NG_WORD_STOP] = COARSE_STOP,
    [NG_WORD_QUOTE] = COARSE_RUN,         [NG_ITEM_RUN] = COARSE_RUN,
    [NG_ITEM_TITLE] = COARSE_NAME,        [NG_ITEM_PAST] = COARSE_FORM,
    [NG_ITEM_PARTICIPLE] = COARSE_FORM,   [NG_ITEM_PLURAL] = COARSE_NOUN,
    [NG_ITEM_EDGE] = COARSE_STOP,
};

/* Numbers of values. */
enum {
    SIDES = 2,
    BUCKETS = 10,
    PLACES = SIDES * BUCKETS,
    COUNTS = 16,  /* commas times cues */
    TRACES = 100, /* ten partings, squared */
    CLASSES = NG_ITEM_CLASSES,
    MENTIONS = NG_ITEM_MENTIONS,
    PAIRS = COARSE_COUNT * COARSE_COUNT
};

/* Where the cells of each feature begin. What changes least from item to item
 * comes first in a cell's number, so that the cells of a window are near one
 * another. */
enum {
    CELL_CLASS = 0,
    CELL_MENTION = CELL_CLASS + PLACES * CLASSES,
    CELL_COUNTS = CELL_MENTION + PLACES * MENTIONS,
    CELL_RULES = CELL_COUNTS + COUNTS * PLACES * CLASSES,
    CELL_TRACE = CELL_RULES + NG_RULES * NG_RULES * NG_RULES * SIDES * CLASSES,
    CELL_CUE = CELL_TRACE + TRACES * SIDES * CLASSES,
    CELL_AROUND = CELL_CUE + PAIRS * NG_RULES * NG_RULES,
    CELL_AFTER = CELL_AROUND + PAIRS * SIDES * CLASSES,
    CELL_END = CELL_AFTER + PAIRS * SIDES * CLASSES
};

_Static_assert(CELL_END == NG_FRAME_CELLS, "frame.h counts the cells");

/* Two classes, coarsely. */
static uint32_t pair(uint8_t a, uint8_t b)
{
    return (uint32_t)(coarse[a] * COARSE_COUNT + coarse[b]);
}

/* How far from the cue the item is, with its class, its name, the commas and
 * cues in between; what the rules take it and its neighbours for; the last
 * partings on the way; the cue's neighbours; its own, and the two after it. */
void ng_frame_cells(const struct ng_frame_window *v, uint32_t i,
                    uint32_t out[NG_FRAME_CELL_FEATURES])
{
    const struct ng_frame_item *item = &v->items[i];
    const struct ng_frame_item *a = ng_frame_neighbour(v, i, -1);
    const struct ng_frame_item *z = ng_frame_neighbour(v, i, 1);
    const struct ng_frame_item *next = ng_frame_neighbour(v, i, 2);
    uint32_t side = ng_frame_side_of(v, i);
    uint32_t where = side * BUCKETS + bucket(away_of(v, i));
    uint32_t class = side * CLASSES + item->class;
    uint32_t rules = item->rule * NG_RULES + a->rule;
    uint32_t counts = item->commas * 4u + item->cues;

    out[0] = CELL_CLASS + where * CLASSES + item->class;
    out[1] = CELL_MENTION + where * MENTIONS + item->mention;
    out[2] = CELL_COUNTS + (counts * PLACES + where) * CLASSES + a->class;
    out[3] = CELL_RULES + class +
             (rules * NG_RULES + z->rule) * SIDES * CLASSES;
    out[4] = CELL_TRACE + item->trace * SIDES * CLASSES + class;
    out[5] = CELL_CUE + pair(v->before, v->after) * NG_RULES * NG_RULES + rules;
    out[6] = CELL_AROUND + pair(a->class, z->class) * SIDES * CLASSES + class;
    out[7] = CELL_AFTER + pair(z->class, next->class) * SIDES * CLASSES + class;
}

/* The cell's number is all there is to it. */
uint64_t ng_frame_cell(uint32_t cell)
{
    return feature(3, cell, 0, 0);
}

/* With the kind of the cue, and with the marks beside it. */
size_t ng_frame_stretch(const struct ng_frame_window *v, uint32_t i,
                        uint64_t *out)
{
    enum ng_frame_side side = ng_frame_side_of(v, i);

    out[0] = feature(9, v->items[i].outline, side, v->cue_class);
    out[1] = feature(15, v->items[i].outline, side, v->runs);
    return 2;
}

/* Group after group. What is the cue itself is known; its one feature is there
 * for training to see. */
size_t ng_frame_features(const struct ng_frame_window *v, uint32_t i,
                         uint64_t out[NG_FRAME_FEATURES])
{
    enum ng_frame_side side = ng_frame_side_of(v, i);
    uint32_t cells[NG_FRAME_CELL_FEATURES];
    size_t count;

    if (side == NG_FRAME_CUE) {
        out[0] = feature(1, 0, side, 0);
        return 1;
    }
    count = ng_frame_verb(v, side, out);
    out[count++] = ng_frame_rules(v, v->items[i].rule,
                                  ng_frame_neighbour(v, i, -1)->rule);
    count += ng_frame_near(v, i, out + count);
    for (int offset = -1; offset <= 1; offset++)
        out[count++] = ng_frame_word(ng_frame_neighbour(v, i, offset)->word,
                                     side, (enum ng_frame_place)(offset + 1));
    ng_frame_cells(v, i, cells);
    for (size_t n = 0; n < NG_FRAME_CELL_FEATURES; n++)
        out[count++] = ng_frame_cell(cells[n]);
    return count + ng_frame_stretch(v, i, out + count);
}
