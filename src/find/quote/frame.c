/*
 * frame.c - who says what by one cue, decided by trained weights.
 */
#include "find/quote/frame.h"

/* A number of the chain in units of the labeller's scale. */
static int32_t in_units(const struct ng_labeller *l, float value)
{
    return value <= NG_FORBIDDEN / 2 ? NG_FRAME_NEVER
                                     : (int32_t)(value / l->scale);
}

/* The chain in whole numbers, as the sums of weights are. */
static void read_chain(struct ng_frame_model *model)
{
    const struct ng_labeller *l = &model->labeller;

    for (size_t y = 0; y < NG_FRAME_LABELS; y++) {
        model->start[y] = in_units(l, l->start[y]);
        model->final[y] = in_units(l, l->final[y]);
        for (size_t x = 0; x < NG_FRAME_LABELS; x++)
            model->transitions[x][y] =
                in_units(l, l->transitions[x * NG_FRAME_LABELS + y]);
    }
}

/* Weights for another set of labels are refused. */
bool ng_frame_open(struct ng_frame_model *model, const struct nutgraf_model *m)
{
    struct ng_slice section, look;

    *model = (struct ng_frame_model){0};
    if (!ng_model_section(m, "quote", &section) ||
        !ng_model_section(m, "quote-look", &look) ||
        !ng_labeller_open(&model->labeller, section) ||
        !ng_labeller_open(&model->look, look) ||
        model->labeller.label_count != NG_FRAME_LABELS ||
        model->look.label_count != NG_LOOK_LABELS)
        return false;
    read_chain(model);
    return true;
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
 * before the cue counts. The decoder gives only legal sequences: each Inside
 * and Last has its Begin. */
static void read_labels(struct ng_cue *cue, const struct ng_frame_window *v,
                        const uint8_t *labels)
{
    struct ng_range speaker = {0, 0}, range;
    uint32_t first = 0;

    cue->said = cue->more = speaker;
    for (uint32_t i = 0; i < v->count; i++) {
        switch ((enum ng_frame_label)labels[i]) {
        case NG_FRAME_SAID_BEGIN: first = i; break;
        case NG_FRAME_SPEAKER_BEGIN:
        case NG_FRAME_SPEAKER_INSIDE:
            first = labels[i] == NG_FRAME_SPEAKER_BEGIN ? i : first;
            if (i + 1 < v->count && labels[i + 1] == NG_FRAME_SPEAKER_INSIDE)
                break;
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
 * Where the weights see nothing said by them, the rules decide; and where a
 * verb of reporting ends its sentence. */
static bool must_say(const struct ng_quote_work *w, const struct ng_cue *cue)
{
    if (cue->doubtful || ng_range_empty(cue->speaker))
        return false;
    return cue->class == NG_CUE_TELL ||
           (cue->form && cue->form->takes & NG_TAKES_ALL) ||
           ((cue->class == NG_CUE_SAY || cue->class == NG_CUE_SHOW) &&
            ng_cue_closes(w, cue));
}

/* "was found", "were shown". */
static bool is_passive(const struct ng_quote_work *w, const struct ng_cue *cue)
{
    static const char *const forms[] = {"was", "were", "is", "are", "been"};
    uint32_t i = cue->at.first;

    for (size_t n = 0; i && n < sizeof forms / sizeof *forms; n++)
        if (ng_token_is(w->text, i - 1, forms[n]))
            return true;
    return false;
}

/* True for labels that cannot be: a clause that ends with its "who"; words
 * before "was found", which is no report of them; "according to" with somebody
 * else than whom it names. Beside words in marks an empty answer stands: the
 * marks may be said by another cue. */
static bool is_nonsense(const struct ng_quote_work *w,
                        const struct ng_cue *cue, bool marks)
{
    bool said = !ng_range_empty(cue->said);

    if (said && !ng_run_at(w, cue->said.end - 1) &&
        ng_is_relative(w, cue->said.end - 1))
        return true;
    if (said && cue->class == NG_CUE_SHOW && cue->said.first < cue->at.first &&
        is_passive(w, cue))
        return true;
    return cue->class == NG_CUE_ACCORDING && (!marks || said) &&
           cue->speaker.first < cue->at.end;
}

/* Do two ranges share a token? */
static bool overlap(struct ng_range a, struct ng_range b)
{
    return a.first < b.end && b.first < a.end;
}

/* What is said by the rules instead, with the speaker whom they guess; nothing
 * where they see nothing. A speaker by the labels stays if the rules leave room
 * for it. */
static void say_by_rules(const struct ng_quote_work *w, struct ng_cue *cue,
                         struct ng_range guess)
{
    struct ng_range speaker = cue->speaker;

    cue->speaker = guess;
    if (!ng_clause_guess(w, cue, &cue->said, &cue->more))
        cue->said = cue->more = (struct ng_range){0, 0};
    if (!overlap(speaker, cue->said) && !overlap(speaker, cue->more))
        cue->speaker = speaker;
}

/* Decides one cue. A speaker whom the labels do not show is the rules' guess,
 * and so is what "said" says where they show nothing. */
static void decide(struct ng_quote_work *w, uint32_t number)
{
    struct ng_cue *cue = &w->cues[number];
    const struct ng_frame_window *v = &w->kept->window;
    struct ng_range guess = cue->speaker;
    uint8_t labels[NG_FRAME_ITEMS];
    bool mixed;

    if (!ng_frame_window(&w->kept->window, w, cue))
        return;
    ng_frame_labels(w->model, w->kept, labels);
    read_labels(cue, v, labels);
    if (is_nonsense(w, cue, v->runs != 0)) {
        cue->speaker = guess;
        say_by_rules(w, cue, guess);
    }
    if (!ng_noun_can_speak(w, cue->speaker)) {
        cue->speaker = guess;
        cue->speaker = ng_cue_speaker(w, cue);
    }
    if (ng_range_empty(cue->said) && must_say(w, cue))
        say_by_rules(w, cue,
                     cue->class == NG_CUE_ACCORDING ? guess : cue->speaker);
    mixed = has_plain(w, cue->said) || has_plain(w, cue->more);
    cue->mixed = claim_runs(w, number, cue->said, mixed);
    cue->mixed |= claim_runs(w, number, cue->more, mixed);
}

/* More cues than this have no frame in one sentence: it is none that anybody
 * wrote, and each frame costs a window. */
#define MAX_FRAMES 100

/* Once per cue, in text order. A cue without a frame says nothing of its own,
 * but may still say a whole run (direct.c). */
void ng_quote_frames(struct ng_quote_work *w, uint32_t first_cue)
{
    for (uint32_t c = first_cue; w->model && c < w->cue_count; c++) {
        struct ng_cue *cue = &w->cues[c];
        cue->framed = true;
        if (c >= first_cue + MAX_FRAMES &&
            w->cues[c - MAX_FRAMES].sentence == cue->sentence)
            continue;
        if (ng_frame_look(&w->model->look, w, cue))
            decide(w, c);
    }
}
