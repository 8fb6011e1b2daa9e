/*
 * score.c - sums of weights for the items of a window, and their best labels.
 *
 *     sums[i] = verb[side] + rules[i] + word[i-1] + word[i] + word[i+1]
 *               + cells[i] + stretch[i] + near[i]
 *
 * Each term is the weights of one group of features (group.c). Those of words
 * and cells are kept by the worker, since they come back; what is kept is a
 * function of its key, so that the time alone depends on what came before. The
 * others are asked for together, before the first of them is added. Sums are
 * whole numbers in units of the weights' scale, and so is what Viterbi adds up.
 */
#include "find/quote/frame.h"

/* Words that are kept, 0.4 MB. */
#define MAX_WORDS 4096

/* Sides with words of their own. */
#define SIDES 2u

/* Rows of weights are cleared by who fills them. */
ng_status ng_frame_keep(struct ng_frame_kept *kept, struct ng_arena *arena)
{
    kept->cells = ng_arena_array(arena, NG_FRAME_CELLS, sizeof *kept->cells);
    kept->rows = ng_arena_room(arena, NG_FRAME_CELLS + 2, sizeof *kept->rows);
    if (!kept->cells || !kept->rows)
        return NUTGRAF_NO_MEMORY;
    memset(kept->rows[0], 0, sizeof *kept->rows);
    kept->row_count = 1;
    return ng_memo_init(&kept->words, MAX_WORDS,
                        SIDES * NG_FRAME_PLACES * sizeof *kept->rows, arena);
}

/* Adds a row of weights to sums. */
static inline void add(int32_t *restrict sums, const int16_t *restrict row)
{
    for (size_t y = 0; y < NG_FRAME_WIDTH; y++)
        sums[y] += row[y];
}

/* Adds a row of sums. */
static inline void add_sums(int32_t *restrict sums, const int32_t *restrict row)
{
    for (size_t y = 0; y < NG_FRAME_WIDTH; y++)
        sums[y] += row[y];
}

/* The weights of one prepared feature as a row: each is of 16 bits. */
static void fill(const struct ng_labeller *l, uint64_t prepared, int16_t *row)
{
    int32_t sums[NG_FRAME_WIDTH] = {0};

    ng_labeller_sum(l, &prepared, 1, sums);
    for (size_t y = 0; y < NG_FRAME_WIDTH; y++)
        row[y] = (int16_t)sums[y];
}

/* The rows of a word: // [SIDES][NG_FRAME_PLACES][NG_FRAME_WIDTH] */
static const int16_t *word_rows(const struct ng_labeller *l,
                                struct ng_frame_kept *kept, uint64_t word)
{
    uint64_t features[SIDES * NG_FRAME_PLACES];
    bool known;
    uint32_t number = ng_memo_find(&kept->words, word, &known);
    int16_t *rows = ng_memo_row(&kept->words, number);

    if (known)
        return rows;
    for (unsigned n = 0; n < SIDES * NG_FRAME_PLACES; n++)
        features[n] = ng_frame_word(word, n / NG_FRAME_PLACES,
                                    n % NG_FRAME_PLACES);
    ng_labeller_prepare(l, features, SIDES * NG_FRAME_PLACES);
    for (unsigned n = 0; n < SIDES * NG_FRAME_PLACES; n++)
        fill(l, features[n], rows + n * NG_FRAME_WIDTH);
    return rows;
}

/* Finds the rows of the words of all items, and of the edges beside them. */
static void ask_words(const struct ng_labeller *l, struct ng_frame_kept *kept)
{
    const struct ng_frame_window *v = &kept->window;

    if (!ng_memo_has_room(&kept->words, v->count + 2))
        ng_memo_forget(&kept->words);
    for (uint32_t i = 0; i < v->count; i++)
        ng_memo_prefetch(&kept->words, v->items[i].word);
    for (uint32_t n = 0; n < v->count + 2; n++) {
        kept->asked_words[n] =
            word_rows(l, kept, ng_frame_neighbour(v, n, -1)->word);
        __builtin_prefetch(kept->asked_words[n]);
        __builtin_prefetch(kept->asked_words[n] +
                           NG_FRAME_PLACES * NG_FRAME_WIDTH);
    }
}

_Static_assert(NG_FRAME_CELLS < UINT16_MAX, "rows are counted by 16 bits");

/* The row of a cell, made when it is first used. Most cells have no weights at
 * all: these share row 0, so that the rows in use lie close together. */
static uint16_t cell_row(const struct ng_labeller *l,
                         struct ng_frame_kept *kept, uint32_t cell)
{
    static const int16_t zeros[NG_FRAME_WIDTH];

    if (!kept->cells[cell]) {
        uint64_t feature = ng_frame_cell(cell);
        int16_t *row = kept->rows[kept->row_count];
        ng_labeller_prepare(l, &feature, 1);
        fill(l, feature, row);
        kept->cells[cell] =
            memcmp(row, zeros, sizeof zeros) ? ++kept->row_count : 1;
    }
    return (uint16_t)(kept->cells[cell] - 1);
}

/* Numbers the cells of all items and asks for their weights. */
static void ask_cells(const struct ng_labeller *l, struct ng_frame_kept *kept)
{
    const struct ng_frame_window *v = &kept->window;

    for (uint32_t i = 0; i < v->count; i++) {
        uint32_t cells[NG_FRAME_CELL_FEATURES];
        if (ng_frame_side_of(v, i) == NG_FRAME_CUE)
            continue;
        ng_frame_cells(v, i, cells);
        for (size_t n = 0; n < NG_FRAME_CELL_FEATURES; n++) {
            kept->asked_cells[i][n] = cell_row(l, kept, cells[n]);
            __builtin_prefetch(kept->rows[kept->asked_cells[i][n]]);
        }
    }
}

/* Adds the cells and words of all items. The sums of one stay in registers. */
static void add_rows(struct ng_frame_kept *kept)
{
    const struct ng_frame_window *v = &kept->window;

    for (uint32_t i = 0; i < v->count; i++) {
        enum ng_frame_side side = ng_frame_side_of(v, i);
        int32_t sums[NG_FRAME_WIDTH] = {0};
        if (side == NG_FRAME_CUE)
            continue;
        for (size_t n = 0; n < NG_FRAME_CELL_FEATURES; n++)
            add(sums, kept->rows[kept->asked_cells[i][n]]);
        for (size_t n = 0; n < NG_FRAME_PLACES; n++)
            add(sums, kept->asked_words[i + n] +
                          (side * NG_FRAME_PLACES + n) * NG_FRAME_WIDTH);
        add_sums(kept->sums[i], sums);
    }
}

/* Features of a window that are asked for together, each with the row of sums
 * that it goes to: those of the verb on both sides, of what the rules say, two
 * for a stretch, of four items near the cue. */
#define MAX_ASKED                                                  \
    (SIDES * NG_FRAME_VERBS + NG_RULES * NG_RULES + 2 * NG_FRAME_ITEMS + 4)

struct asked {
    uint64_t features[MAX_ASKED];
    int32_t *rows[MAX_ASKED];
    size_t count;
    int32_t verb[SIDES][NG_FRAME_WIDTH];
    int32_t rules[NG_RULES][NG_RULES][NG_FRAME_WIDTH];
    int32_t stretches[NG_FRAME_ITEMS][NG_FRAME_WIDTH]; /* at their first item */
};

/* Says that the last `count` features go to a row. */
static void put(struct asked *asked, size_t count, int32_t *row)
{
    while (count--)
        asked->rows[asked->count++] = row;
}

/* A row that is not cleared yet, made empty. */
static int32_t *cleared(int32_t row[NG_FRAME_WIDTH])
{
    return memset(row, 0, NG_FRAME_WIDTH * sizeof *row);
}

/* Does another stretch begin at item i? */
static bool begins_stretch(const struct ng_frame_window *v, uint32_t i)
{
    return i == 0 || i == v->cue_end ||
           v->items[i].outline != v->items[i - 1].outline;
}

/* Makes the features and looks their weights up. */
static void ask(const struct ng_labeller *l, struct ng_frame_kept *kept,
                struct asked *asked)
{
    const struct ng_frame_window *v = &kept->window;
    bool known[NG_RULES][NG_RULES] = {{false}};
    uint64_t *out = asked->features;

    asked->count = 0;
    for (unsigned n = 0; n < SIDES; n++)
        put(asked, ng_frame_verb(v, n, out + asked->count),
            cleared(asked->verb[n]));
    for (uint32_t i = 0; i < v->count; i++) {
        uint8_t rule = v->items[i].rule;
        uint8_t before = ng_frame_neighbour(v, i, -1)->rule;
        if (ng_frame_side_of(v, i) == NG_FRAME_CUE)
            continue;
        if (!known[rule][before]) {
            out[asked->count] = ng_frame_rules(v, rule, before);
            put(asked, 1, cleared(asked->rules[rule][before]));
            known[rule][before] = true;
        }
        if (begins_stretch(v, i))
            put(asked, ng_frame_stretch(v, i, out + asked->count),
                cleared(asked->stretches[i]));
        put(asked, ng_frame_near(v, i, out + asked->count), kept->sums[i]);
    }
    ng_labeller_prepare(l, out, asked->count);
    ng_labeller_find(l, out, asked->count);
}

/* Adds what was asked for. */
static void add_asked(const struct ng_labeller *l, struct ng_frame_kept *kept,
                      const struct asked *asked)
{
    const struct ng_frame_window *v = &kept->window;
    uint32_t stretch = 0;

    for (size_t n = 0; n < asked->count; n++)
        ng_labeller_sum_found(l, asked->features + n, 1, asked->rows[n]);
    for (uint32_t i = 0; i < v->count; i++) {
        uint8_t before = ng_frame_neighbour(v, i, -1)->rule;
        if (begins_stretch(v, i))
            stretch = i;
        if (ng_frame_side_of(v, i) == NG_FRAME_CUE)
            continue;
        add_sums(kept->sums[i], asked->verb[ng_frame_side_of(v, i)]);
        add_sums(kept->sums[i], asked->rules[v->items[i].rule][before]);
        add_sums(kept->sums[i], asked->stretches[stretch]);
    }
}

/* Adds all terms of all items. */
static void sum_items(const struct ng_labeller *l, struct ng_frame_kept *kept)
{
    const struct ng_frame_window *v = &kept->window;
    struct asked asked;

    memset(kept->sums, 0, v->count * sizeof *kept->sums);
    ask_words(l, kept);
    ask_cells(l, kept);
    ask(l, kept, &asked);
    add_rows(kept);
    add_asked(l, kept, &asked);
}

/* One step of Viterbi: value[y] = sums[y] + max over x of before[x] + T[x][y].
 * Five labels end a part or lie outside, and the first four may follow them; a
 * speaker goes on after two labels, what is said after two others. The first
 * label wins a tie. */
static void step(const struct ng_frame_model *model, const int32_t *before,
                 const int32_t *sums, int32_t *value, int32_t *back)
{
    static const uint8_t ends[] = {
        NG_FRAME_OUTSIDE, NG_FRAME_SPEAKER_BEGIN, NG_FRAME_SAID_UNIT,
        NG_FRAME_SPEAKER_INSIDE, NG_FRAME_SAID_LAST};

    for (size_t y = 0; y < 4; y++) {
        value[y] = before[0] + model->transitions[0][y];
        back[y] = 0;
    }
    for (size_t k = 1; k < sizeof ends; k++) {
        const int32_t *row = model->transitions[ends[k]];
        int32_t start = before[ends[k]];
        for (size_t y = 0; y < 4; y++) {
            int32_t through = start + row[y];
            back[y] = through > value[y] ? ends[k] : back[y];
            value[y] = through > value[y] ? through : value[y];
        }
    }
    for (size_t y = 4; y < NG_FRAME_LABELS; y++) {
        size_t x = y == NG_FRAME_SPEAKER_INSIDE ? NG_FRAME_SPEAKER_BEGIN
                                                : NG_FRAME_SAID_BEGIN;
        size_t other = y == NG_FRAME_SPEAKER_INSIDE ? NG_FRAME_SPEAKER_INSIDE
                                                    : NG_FRAME_SAID_INSIDE;
        int32_t first = before[x] + model->transitions[x][y];
        int32_t second = before[other] + model->transitions[other][y];
        back[y] = (int32_t)(second > first ? other : x);
        value[y] = second > first ? second : first;
    }
    for (size_t y = 0; y < NG_FRAME_LABELS; y++)
        value[y] += sums[y];
}

/* The cue itself lies outside whatever is said by it. */
static void shut(int32_t value[NG_FRAME_WIDTH])
{
    for (size_t y = 1; y < NG_FRAME_LABELS; y++)
        value[y] = NG_FRAME_NEVER;
}

/* Viterbi over the items, with the cue outside. */
static void decode(const struct ng_frame_model *model,
                   const struct ng_frame_kept *kept, uint8_t *labels)
{
    const struct ng_frame_window *v = &kept->window;
    int32_t values[2][NG_FRAME_WIDTH] = {{0}};
    int32_t back[NG_FRAME_ITEMS][NG_FRAME_WIDTH];
    int32_t *value = values[0];
    int32_t y = 0;

    for (size_t k = 0; k < NG_FRAME_LABELS; k++)
        value[k] = model->start[k] + kept->sums[0][k];
    if (v->cue == 0)
        shut(value);
    for (uint32_t i = 1; i < v->count; i++) {
        const int32_t *before = value;
        value = values[i % 2];
        step(model, before, kept->sums[i], value, back[i]);
        if (i >= v->cue && i < v->cue_end)
            shut(value);
    }
    for (int32_t k = 0; k < NG_FRAME_LABELS; k++)
        if (value[k] + model->final[k] > value[y] + model->final[y])
            y = k;
    for (uint32_t i = v->count; i-- > 0; y = back[i][y])
        labels[i] = (uint8_t)y;
}

void ng_frame_labels(const struct ng_frame_model *model,
                     struct ng_frame_kept *kept,
                     uint8_t labels[NG_FRAME_ITEMS])
{
    sum_items(&model->labeller, kept);
    decode(model, kept, labels);
}
