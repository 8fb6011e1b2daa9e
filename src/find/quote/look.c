/*
 * look.c - the first look at a cue: can anything be said by it at all?
 *
 * "said", "claims", "order" stand in every sentence of news, and most of them
 * report nothing. To label a sentence costs a hundred times what a look at the
 * words beside the verb does, so trained weights of that look send the clear
 * cases away. They are the section "quote-look", with labels for nothing and
 * something.
 */
#include "find/quote/frame.h"

#include "base/hash.h"

/* A cue whose score is lower says nothing. Chosen on the development articles:
 * as low as costs them nothing. */
#define LEAST_SCORE (-1.5f)
/* How far from the cue marks of its sentence are looked for, in tokens. */
#define MAX_MARKS 120

/* What stands beside the cue, beyond its sentence. */
#define EDGE 63u

/* Are there words in marks in tokens [first, end)? */
static bool has_marks(const struct ng_quote_work *w, uint32_t first,
                      uint32_t end)
{
    for (uint32_t i = first; i < end; i = (i / 64 + 1) * 64) {
        uint64_t bits = w->inside[i / 64] >> i % 64;
        if (end - i < 64)
            bits &= (UINT64_C(1) << (end - i)) - 1;
        if (bits)
            return true;
    }
    return false;
}

/* Marks in the cue's sentence, or touching it: then it takes a second look. */
static bool is_beside_marks(const struct ng_quote_work *w,
                            const struct ng_cue *cue)
{
    uint32_t first = cue->within.first, end = cue->within.end;

    first -= first > 0;
    end += end < w->text->tokens.count;
    if (cue->at.first - first > MAX_MARKS)
        first = cue->at.first - MAX_MARKS;
    if (end - cue->at.first > MAX_MARKS)
        end = cue->at.first + MAX_MARKS;
    return has_marks(w, first, end);
}

/* A feature of a kind with up to three values; the labeller mixes the bits. */
static uint64_t feature(unsigned kind, uint64_t a, uint64_t b, uint64_t c)
{
    return ng_hash_mix((kind + 64) * 0x9E3779B97F4A7C15u + a) *
               0xD6E8FEB86659FD93u +
           b * 0xA0761D6478BD642Fu + c * 0xE7037ED1A0B428DBu;
}

/* The class of a token in the cue's sentence. */
static uint64_t class_in(const struct ng_quote_work *w,
                         const struct ng_cue *cue, uint32_t i)
{
    return i >= cue->within.first && i < cue->within.end ? w->word[i] : EDGE;
}

/* The word of a token in it; names and numbers are alike. */
static uint64_t word_in(const struct ng_quote_work *w,
                        const struct ng_cue *cue, uint32_t i)
{
    uint64_t class = class_in(w, cue, i);
    struct ng_slice text;

    if (class == EDGE || class == NG_WORD_NAME || class == NG_WORD_NUMBER)
        return class;
    text = ng_token_text(w->text, i);
    return ng_hash(text.ptr, text.len);
}

/* Whom the rules take for the speaker: nobody, or one left or right of the
 * cue, by what the head is. */
static uint64_t speaker_of(const struct ng_quote_work *w,
                           const struct ng_cue *cue)
{
    uint64_t side = cue->speaker.first > cue->at.first ? 2 : 1;
    uint32_t head;

    if (ng_range_empty(cue->speaker))
        return 0;
    head = ng_noun_head(w, cue->speaker);
    return side * 64 + w->word[head];
}

/* The verb with its neighbours, its class and form with theirs; the speaker. */
size_t ng_look_features(const struct ng_quote_work *w,
                              const struct ng_cue *cue,
                              uint64_t out[NG_LOOK_FEATURES])
{
    uint32_t first = cue->at.first, end = cue->at.end;
    uint64_t verb = cue->form ? cue->form->lemma : 0;
    uint64_t class = cue->class * 2u + cue->doubtful;
    uint64_t form = word_in(w, cue, first);
    uint64_t speaker = speaker_of(w, cue);
    uint64_t a = class_in(w, cue, first - 1), z = class_in(w, cue, end);

    out[0] = feature(1, verb, cue->doubtful, z);
    out[1] = feature(2, verb, a, 0);
    out[2] = feature(3, class, a, z);
    out[3] = feature(4, class, word_in(w, cue, first - 1), 0);
    out[4] = feature(5, class, word_in(w, cue, end), 0);
    out[5] = feature(6, class, speaker, z);
    out[6] = feature(7, verb, speaker, 0);
    out[7] = feature(8, class, z, class_in(w, cue, end + 1));
    out[8] = feature(9, class, a, class_in(w, cue, first - 2));
    out[9] = feature(10, form, word_in(w, cue, end), 0);
    out[10] = feature(11, class, word_in(w, cue, end + 1), z);
    out[11] = feature(12, form, 0, 0);
    return 12;
}

/* Thoughts without marks say nothing anyway (window.c). */
bool ng_look_applies(const struct ng_quote_work *w, const struct ng_cue *cue)
{
    return cue->class != NG_CUE_THINK && !is_beside_marks(w, cue);
}

/* Beside marks nothing is sent away; else the sum of the weights decides. */
bool ng_frame_look(const struct ng_labeller *look,
                   const struct ng_quote_work *w, const struct ng_cue *cue)
{
    uint64_t features[NG_LOOK_FEATURES];
    int32_t sums[NG_MAX_LABELS] = {0};
    size_t count;

    if (!ng_look_applies(w, cue))
        return cue->class != NG_CUE_THINK || is_beside_marks(w, cue);
    count = ng_look_features(w, cue, features);
    ng_labeller_prepare(look, features, count);
    ng_labeller_sum(look, features, count, sums);
    return look->scale * (float)(sums[NG_LOOK_SOMETHING] -
                                 sums[NG_LOOK_NOTHING]) >=
           LEAST_SCORE;
}
