/*
 * frame.c - who says what by one cue, decided by trained weights.
 */
#include "find/quote/frame.h"

/* Weights for another set of labels are refused. */
bool ng_frame_open(struct ng_frame_model *model, const struct nutgraf_model *m)
{
    struct ng_slice section;

    *model = (struct ng_frame_model){0};
    return ng_model_section(m, "quote", &section) &&
           ng_labeller_open(&model->labeller, section) &&
           model->labeller.label_count == NG_FRAME_LABELS;
}

/* The features of an item, waiting for their weights to come into the cache. */
struct pending {
    uint64_t features[NG_FRAME_FEATURES];
    size_t count;
};

/* Makes the features of item i and asks for their weights. */
static void prepare_item(const struct ng_frame_window *v,
                         const struct ng_labeller *l, uint32_t i,
                         struct pending *pending)
{
    pending->count = ng_frame_features(v, i, pending->features);
    ng_labeller_prepare(l, pending->features, pending->count);
}

/* Scores every item. What is the same for all items of a side is added up once;
 * the next item's features are made while one's weights are on their way. */
static void score_items(const struct ng_frame_window *v,
                        const struct ng_labeller *l, float *scores)
{
    int32_t sides[NG_FRAME_SIDES][NG_MAX_LABELS] = {{0}};
    struct pending pending[2];

    for (unsigned side = 0; side < NG_FRAME_SIDES; side++) {
        pending[0].count =
            ng_frame_side_features(v, side, pending[0].features);
        ng_labeller_prepare(l, pending[0].features, pending[0].count);
        ng_labeller_sum(l, pending[0].features, pending[0].count,
                        sides[side]);
    }
    prepare_item(v, l, 0, &pending[0]);
    for (uint32_t i = 0; i < v->count; i++, scores += NG_FRAME_LABELS) {
        int32_t sums[NG_MAX_LABELS];
        memcpy(sums, sides[ng_frame_side_of(v, i)],
               l->width * sizeof *sums);
        if (i + 1 < v->count)
            prepare_item(v, l, i + 1, &pending[(i + 1) % 2]);
        ng_labeller_sum(l, pending[i % 2].features, pending[i % 2].count,
                        sums);
        ng_labeller_scores(l, sums, scores);
    }
}

/* Without stops and commas at its end; runs stay whole. */
static uint32_t trimmed_end(const struct ng_quote_work *w,
                            struct ng_range range)
{
    uint32_t end = range.end;

    while (end > range.first && !ng_run_at(w, end - 1) &&
           (w->word[end - 1] == NG_WORD_STOP ||
            w->word[end - 1] == NG_WORD_COMMA ||
            w->word[end - 1] == NG_WORD_DASH ||
            w->word[end - 1] == NG_WORD_QUOTE))
        end--;
    return end;
}

/* The tokens of items [first, end). */
static struct ng_range span_of(const struct ng_frame_window *v, uint32_t first,
                               uint32_t end)
{
    struct ng_range range = {v->items[first].first, v->items[end - 1].end};

    range.end = trimmed_end(v->work, range);
    return range;
}

/* Adds a span of what is said; the third part and later ones are dropped. */
static void add_said(struct ng_cue *cue, struct ng_range range)
{
    if (ng_range_empty(cue->said))
        cue->said = range;
    else if (ng_range_empty(cue->more))
        cue->more = range;
}

/* The speaker, and the first two parts of what is said. Of two speakers the one
 * before the cue counts. The decoder gives only legal sequences: each Last has
 * its Begin. */
static void read_labels(struct ng_cue *cue, const struct ng_frame_window *v,
                        const uint8_t *labels)
{
    struct ng_range speaker = {0, 0}, range;
    uint32_t first = 0;

    cue->said = cue->more = speaker;
    for (uint32_t i = 0; i < v->count; i++) {
        switch ((enum ng_frame_label)labels[i]) {
        case NG_FRAME_SPEAKER_BEGIN:
        case NG_FRAME_SAID_BEGIN: first = i; break;
        case NG_FRAME_SPEAKER_UNIT:
        case NG_FRAME_SPEAKER_LAST:
            first = labels[i] == NG_FRAME_SPEAKER_UNIT ? i : first;
            range = span_of(v, first, i + 1);
            if (ng_range_empty(speaker) || range.first <= cue->at.first)
                speaker = range;
            break;
        case NG_FRAME_SAID_UNIT:
        case NG_FRAME_SAID_LAST:
            first = labels[i] == NG_FRAME_SAID_UNIT ? i : first;
            add_said(cue, span_of(v, first, i + 1));
            break;
        case NG_FRAME_OUTSIDE:
        case NG_FRAME_SPEAKER_INSIDE:
        case NG_FRAME_SAID_INSIDE:
        case NG_FRAME_LABELS: break;
        }
    }
    cue->speaker = speaker;
}

/* Tells the runs inside a part which cue says them; true when there are any. */
static bool claim_runs(struct ng_quote_work *w, uint32_t cue,
                       struct ng_range part, bool mixed)
{
    bool any = false;

    for (uint32_t i = part.first; i < part.end; i++) {
        uint32_t n = ng_run_at(w, i);
        struct ng_quoted *q = n ? &w->quoted[n - 1] : NULL;
        if (!q)
            continue;
        any = true;
        if (q->cue == NG_QUOTE_NONE) {
            q->cue = cue;
            q->mixed = mixed;
        }
        i = q->at.end - 1;
    }
    return any;
}

/* Are there words outside marks in the part? */
static bool has_plain(const struct ng_quote_work *w, struct ng_range part)
{
    for (uint32_t i = part.first; i < part.end; i++)
        if (!ng_run_at(w, i) && w->word[i] != NG_WORD_QUOTE &&
            w->word[i] != NG_WORD_COMMA && w->word[i] != NG_WORD_STOP)
            return true;
    return false;
}

/* "said", "told" with a subject: verbs that hardly ever do anything but report.
 * Where the weights see nothing said by them, the rules decide. */
static bool must_say(const struct ng_cue *cue)
{
    return !cue->doubtful && !ng_range_empty(cue->speaker) &&
           (cue->class == NG_CUE_TELL || ng_row_text(cue->row, 4)[0] == '*');
}

/* Do two ranges share a token? */
static bool overlap(struct ng_range a, struct ng_range b)
{
    return a.first < b.end && b.first < a.end;
}

/* True for labels that cannot be: a cue that is said by itself, or "according
 * to" with somebody else than whom it names. Beside words in marks an empty
 * answer stands: the marks may be said by another cue. */
static bool is_nonsense(const struct ng_cue *cue, bool marks)
{
    return overlap(cue->said, cue->at) || overlap(cue->more, cue->at) ||
           (cue->class == NG_CUE_ACCORDING &&
            (!marks || !ng_range_empty(cue->said)) &&
            cue->speaker.first < cue->at.end);
}

/* What is said by the rules instead; nothing where they see nothing. */
static void say_by_rules(const struct ng_quote_work *w, struct ng_cue *cue)
{
    if (!ng_clause_guess(w, cue, &cue->said, &cue->more))
        cue->said = cue->more = (struct ng_range){0, 0};
}

/* Decides one cue whose window is filled. A speaker whom the labels do not show
 * is the rules' guess, and so is what "said" says where they show nothing. */
static ng_status decide(struct ng_quote_work *w, uint32_t number)
{
    struct ng_cue *cue = &w->cues[number];
    struct ng_range guess = cue->speaker;
    uint8_t labels[NG_FRAME_ITEMS];
    bool mixed;

    score_items(w->window, &w->model->labeller, w->scores);
    NG_TRY(ng_labeller_decode(&w->model->labeller, w->scores,
                              w->window->count, labels, &w->run->scratch));
    read_labels(cue, w->window, labels);
    if (is_nonsense(cue, w->window->runs != 0)) {
        cue->speaker = guess;
        say_by_rules(w, cue);
    }
    if (!ng_noun_can_speak(w, cue->speaker)) {
        cue->speaker = guess;
        cue->speaker = ng_cue_speaker(w, cue);
    }
    if (ng_range_empty(cue->said) && must_say(cue))
        say_by_rules(w, cue);
    mixed = has_plain(w, cue->said) || has_plain(w, cue->more);
    cue->mixed = claim_runs(w, number, cue->said, mixed);
    cue->mixed |= claim_runs(w, number, cue->more, mixed);
    return NUTGRAF_OK;
}

/* More cues than this have no frame in one sentence: it is none that anybody
 * wrote, and each frame costs a window. */
#define MAX_FRAMES 100

/* Once per cue, in text order. A cue without a frame says nothing of its own,
 * but may still say a whole run (direct.c). */
ng_status ng_quote_frames(struct ng_quote_work *w, uint32_t first_cue)
{
    if (!w->model)
        return NUTGRAF_OK;
    for (uint32_t c = first_cue; c < w->cue_count; c++) {
        struct ng_cue *cue = &w->cues[c];
        cue->framed = true;
        if (c >= first_cue + MAX_FRAMES &&
            w->cues[c - MAX_FRAMES].sentence == cue->sentence)
            continue;
        if (ng_frame_window(w->window, w, cue))
            NG_TRY(decide(w, c));
    }
    return NUTGRAF_OK;
}
