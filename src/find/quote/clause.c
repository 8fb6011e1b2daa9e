/*
 * clause.c - speech without marks, or with a few words in marks.
 *
 * A cue that took no run whole takes a clause: after it ("said that ...",
 * "told reporters he ...", "urged them to ..."), or before it ("..., Smith
 * said", "..., according to Smith"). The content ends with its sentence, or
 * before the next cue that is coordinated with it.
 *
 * Comes in: the cues of a paragraph with their subjects, after direct.c has
 * taken those that own a whole run. Goes out: sayings with a content and, where
 * an attribution stands in the middle, a second part. There is no parse tree:
 * what may follow a cue is read off the classes of its next few tokens, and the
 * row of the cue in data/cues.tsv says which of these shapes the verb takes. A
 * verb that is absent from the table never reports a clause; only marks can
 * make one of it (cue.c). Every walk stays inside one sentence and is bounded
 * by the constants below, so the cost is linear in the tokens even when a
 * sentence holds thousands of cues.
 */
#include "find/quote/quote.h"

/* Longest way from a cue to the "that" of its clause, in tokens. */
#define MAX_TO_THAT 14
/* Longest sentence looked at, in tokens on either side of a cue. */
#define MAX_CONTENT 200
/* Nothing ends what was said before this many tokens. */
#define MIN_CONTENT 3

/* Without marks, stops and commas at the end; a quoted run stays whole. An
 * apostrophe or mark that opened no run is dropped with them. What comes back
 * may be `first`: nothing but marks was left. */
static uint32_t trim_end(const struct ng_quote_work *w, uint32_t first,
                         uint32_t end)
{
    while (end > first && !ng_run_at(w, end - 1)) {
        uint8_t word = w->word[end - 1];
        if (word != NG_WORD_STOP && word != NG_WORD_COMMA &&
            word != NG_WORD_DASH && word != NG_WORD_COLON &&
            word != NG_WORD_SEMICOLON && word != NG_WORD_QUOTE)
            break;
        end--;
    }
    return end;
}

/* Where the attribution of the later cue begins: its speaker or itself, with
 * the comma and conjunction before it. In "it failed, Smith later said" the
 * walk goes from "said" over "later" to "Smith". An inverted cue stands before
 * its speaker and is its own beginning. Never goes left of `first`. */
static uint32_t attribution_start(const struct ng_quote_work *w,
                                  const struct ng_cue *cue, uint32_t first)
{
    uint32_t i = cue->at.first;

    if (!cue->inverted && !ng_range_empty(cue->speaker) &&
        cue->speaker.first < i && cue->speaker.first > first)
        i = cue->speaker.first;
    while (i > first && (w->word[i - 1] == NG_WORD_ADV ||
                         w->word[i - 1] == NG_WORD_AUX))
        i--;
    return i;
}

/* "hoping", "saying"; of lower-case words. "sing" and "ring" are too short; a
 * name such as "Beijing" has another class and does not get here. */
static bool is_participle(const struct ng_quote_work *w, uint32_t i)
{
    struct ng_slice word = ng_token_text(w->text, i);

    return (w->word[i] == NG_WORD_PLAIN || w->word[i] == NG_WORD_CUE) &&
           word.len > 4 && memcmp(word.ptr + word.len - 3, "ing", 3) == 0;
}

/* Does the attribution by `cue`, which begins at `start`, end what was said
 * before it? After a comma or dash; after "and" when it is a finite verb. The
 * caller sees to it that start > 0. Verbs of thinking and showing mostly stand
 * inside what somebody says ("he said the vote, he hopes, ..."), so they never
 * end it. In "said he was tired and hoping" the participle goes on with the
 * same thought. */
static bool parts_contents(const struct ng_quote_work *w,
                           const struct ng_cue *cue, uint32_t start)
{
    uint8_t before = w->word[start - 1];

    if (cue->class == NG_CUE_SHOW || cue->class == NG_CUE_THINK)
        return false;
    if (before == NG_WORD_CONJ)
        return !is_participle(w, cue->at.first);
    return before == NG_WORD_COMMA || before == NG_WORD_DASH;
}

/* Does another thought begin at token i: ", but", ", hoping to", a dash,
 * somebody's direct quote? The words after a comma that end a thought are in
 * data/clause-ends.tsv. A run without an owner stays inside: it makes the
 * content a mixed one. A comma at the very end is left to trim_end. */
static bool ends_content(const struct ng_quote_work *w, uint32_t i,
                         uint32_t end)
{
    if (ng_run_at(w, i))
        return w->quoted[ng_run_at(w, i) - 1].owner != NG_QUOTE_NONE;
    if (w->word[i] != NG_WORD_COMMA || i + 1 == end)
        return false;
    return is_participle(w, i + 1) ||
           (ng_token_tables(w->text, i + 1) & NG_BIT(NG_TABLE_CLAUSE_ENDS));
}

/* The end of the content that begins at `first`, by `cue`. Three limits are
 * tried, and the nearest counts: the sentence's end (or MAX_CONTENT), the
 * attribution of a later cue, and the start of another thought. The first
 * MIN_CONTENT tokens are exempt from the last of them, or "said, but ..." would
 * be left with nothing. */
static uint32_t content_end(const struct ng_quote_work *w,
                            const struct ng_cue *cue, uint32_t first)
{
    uint32_t end = cue->within.end;
    const struct ng_cue *next = cue + 1;
    const struct ng_cue *last = w->cues + w->cue_count;

    if (end - first > MAX_CONTENT)
        end = first + MAX_CONTENT;
    for (; next < last && next->at.first < end; next++) {
        uint32_t start = attribution_start(w, next, first);
        if (start > first + 2 && parts_contents(w, next, start)) {
            end = start;
            if (w->word[end - 1] == NG_WORD_CONJ)
                end--;
            break;
        }
    }
    for (uint32_t i = first + MIN_CONTENT; i < end; i++)
        if (ends_content(w, i, end))
            end = i;
    return trim_end(w, first, end);
}

/* The "that" (whether, if) of the cue's clause, over a recipient, place and
 * day; NONE when a clause or the end comes first. "told reporters in Paris on
 * Tuesday that" is the longest kind of way: MAX_TO_THAT covers it. A
 * conjunction or a run on the way belongs to a content that has begun without
 * "that". */
static uint32_t find_that(const struct ng_quote_work *w, uint32_t first,
                          uint32_t end)
{
    for (uint32_t i = first; i < end && i - first < MAX_TO_THAT; i++) {
        uint8_t word = w->word[i];
        if (word == NG_WORD_THAT || word == NG_WORD_WHETHER)
            return i;
        if (word == NG_WORD_PRONOUN || word == NG_WORD_AUX ||
            word == NG_WORD_CUE || word == NG_WORD_STOP ||
            word == NG_WORD_CONJ || ng_run_at(w, i))
            break;
    }
    return NG_QUOTE_NONE;
}

/* Over "on Tuesday", "Tuesday", "later". Days stand between a verb and its
 * clause without a comma: "said on Tuesday it would". Stops at once when there
 * is none, so it may be called anywhere. */
static uint32_t skip_day(const struct ng_quote_work *w, uint32_t first,
                         uint32_t end)
{
    uint32_t i = first;

    while (i < end) {
        if (w->word[i] == NG_WORD_TIME || w->word[i] == NG_WORD_ADV)
            i++;
        else if (w->word[i] == NG_WORD_PREP && i + 1 < end &&
                 w->word[i + 1] == NG_WORD_TIME)
            i += 2;
        else
            break;
    }
    return i;
}

/* Where a prepositional phrase after the cue gives way to a clause: the next
 * subject pronoun. "said in an interview he would go" gives "he". A comma or an
 * auxiliary on the way means that no clause follows, as in "said in a
 * statement, which was". */
static uint32_t skip_phrase(const struct ng_quote_work *w, uint32_t first,
                            uint32_t end)
{
    for (uint32_t i = first; i < end && i - first < MAX_TO_THAT; i++) {
        if (w->word[i] == NG_WORD_PRONOUN)
            return i;
        if (w->word[i] == NG_WORD_COMMA || w->word[i] == NG_WORD_STOP ||
            w->word[i] == NG_WORD_AUX)
            break;
    }
    return NG_QUOTE_NONE;
}

/* What cannot begin a clause. */
#define NO_CLAUSE                                                       \
    (NG_BIT(NG_WORD_COMMA) | NG_BIT(NG_WORD_STOP) |                     \
     NG_BIT(NG_WORD_CLOSE) | NG_BIT(NG_WORD_DASH) | NG_BIT(NG_WORD_CONJ) | \
     NG_BIT(NG_WORD_SEMICOLON))

/* The first token of what the cue says to its right, or NONE. With "told" the
 * recipient is stepped over: "told the court he was". A preposition right after
 * the cue leads to a clause only with a subject pronoun, for in "spoke of the
 * old days" the rest is an object, not speech. */
static uint32_t content_start(const struct ng_quote_work *w,
                              const struct ng_cue *cue, uint32_t end)
{
    uint32_t i = cue->inverted ? cue->speaker.end : cue->at.end;
    uint32_t that = find_that(w, i, end);
    struct ng_range noun;

    if (that != NG_QUOTE_NONE)
        return that;
    i = skip_day(w, i, end);
    if (i >= end)
        return NG_QUOTE_NONE;
    if (cue->class == NG_CUE_TELL) {
        noun = ng_noun_right(w, i, end);
        if (!ng_range_empty(noun))
            i = skip_day(w, noun.end, end);
    }
    if (i >= end)
        return NG_QUOTE_NONE;
    if (w->word[i] == NG_WORD_PREP)
        return skip_phrase(w, i, end);
    if (w->word[i] == NG_WORD_COLON)
        return i + 1 < end ? i + 1 : NG_QUOTE_NONE;
    return NG_BIT(w->word[i]) & NO_CLAUSE ? NG_QUOTE_NONE : i;
}

/* A clause has a subject pronoun or an auxiliary; "his offer of help" is no
 * clause. Words in marks count as said anyway. A noun clause without either
 * ("said prices rose") is lost with this: the table's "*" lets it through for
 * verbs that hardly ever take an object, such as "said". */
static bool is_clause(const struct ng_quote_work *w, struct ng_range content)
{
    uint8_t first = w->word[content.first];

    if (first == NG_WORD_THAT || first == NG_WORD_WHETHER ||
        first == NG_WORD_TO || first == NG_WORD_SUB)
        return true;
    for (uint32_t i = content.first; i < content.end; i++)
        if (ng_run_at(w, i) || w->word[i] == NG_WORD_AUX ||
            w->word[i] == NG_WORD_PRONOUN)
            return true;
    return false;
}

/* What the content is to the cues' table. */
static uint8_t what_is(const struct ng_quote_work *w, struct ng_range content)
{
    uint8_t first = w->word[content.first];

    if (first == NG_WORD_THAT || first == NG_WORD_WHETHER)
        return NG_TAKES_THAT;
    if (first == NG_WORD_TO)
        return NG_TAKES_TO;
    return is_clause(w, content) ? NG_TAKES_CLAUSE : NG_TAKES_NOUN;
}

/* Does the cue take such a content, as its row says? Verbs of showing and
 * thinking take objects so often that a content which begins like one is
 * refused, whatever the row allows. */
static bool takes(const struct ng_quote_work *w, const struct ng_cue *cue,
                  struct ng_range content)
{
    uint8_t first = w->word[content.first];

    if (!cue->form)
        return false;
    if (cue->form->takes & NG_TAKES_ALL)
        return true;
    /* "shows Smith ahead", not "shows no signs" */
    if ((cue->class == NG_CUE_SHOW || cue->class == NG_CUE_THINK) &&
        (first == NG_WORD_DET || first == NG_WORD_QUANT ||
         first == NG_WORD_PLAIN))
        return false;
    return cue->form->takes & what_is(w, content);
}

/* The first unowned run inside the content and whether there is any. Runs that
 * somebody said already keep their owner. The walk jumps from run to run, so
 * each token is looked at once. */
static bool claim_runs(struct ng_quote_work *w, struct ng_range content,
                       uint32_t saying)
{
    bool any = false;

    for (uint32_t i = content.first; i < content.end;) {
        uint32_t n = ng_run_at(w, i);
        if (!n) {
            i++;
            continue;
        }
        any = true;
        if (w->quoted[n - 1].owner == NG_QUOTE_NONE)
            w->quoted[n - 1].owner = saying;
        i = w->quoted[n - 1].at.end;
    }
    return any;
}

/* Words in marks as the object of "called": the marks alone are the content
 * when nothing but "it", "a" stands before them. "described him as "a hero""
 * says "a hero" and not "him as". Where other words stand between ("called the
 * plan for the city "mad"") the content stays whole. */
static void shrink_to_run(const struct ng_quote_work *w,
                          struct ng_saying *s)
{
    uint32_t i = s->content.first;
    bool plain = true;

    while (i < s->content.end && !ng_run_at(w, i)) {
        if (w->word[i] != NG_WORD_OBJECT && w->word[i] != NG_WORD_DET &&
            w->word[i] != NG_WORD_PRONOUN)
            plain = false;
        i++;
    }
    if (!plain && !ng_token_is(w->text, i - 1, "as"))
        return;
    if (i == s->content.end || i == s->content.first)
        return;
    /* here only "it", "a", or "... as" stand before the run */
    s->content = w->quoted[ng_run_at(w, i) - 1].at;
    s->fragment = true;
}

/* A saying with the content; contents with a run are mixed. The order of the
 * quotes goes by their earliest token, be it the cue's or the content's. `more`
 * is empty but for the two sides of an inserted attribution. */
static void add_clause(struct ng_quote_work *w, struct ng_cue *cue,
                       struct ng_range content, struct ng_range more)
{
    uint32_t saying = w->saying_count;
    struct ng_saying *s = ng_saying_new(w, content.first);

    if (cue->at.first < s->start)
        s->start = cue->at.first;
    cue->used = true;
    s->cue = (uint32_t)(cue - w->cues);
    s->speaker = ng_speaker_words(w, cue->speaker);
    s->content = content;
    s->more = more;
    claim_runs(w, content, saying);
    claim_runs(w, more, saying);
    if (cue->class == NG_CUE_NAME)
        shrink_to_run(w, s);
}

/* The text of the sentence before the attribution, when it can be said. A comma
 * or a dash must part the two, for "the man Smith said" is no report;
 * "according to" needs none. `low` keeps it right of what an earlier cue of the
 * sentence has reported. */
static struct ng_range content_before(const struct ng_quote_work *w,
                                      const struct ng_cue *cue, uint32_t low)
{
    struct ng_range sentence = cue->within, content;
    uint32_t end = attribution_start(w, cue, sentence.first);

    content.first = sentence.first > low ? sentence.first : low;
    if (cue->class == NG_CUE_ACCORDING)
        end = cue->at.first;
    if (end <= content.first ||
        (w->word[end - 1] != NG_WORD_COMMA && w->word[end - 1] != NG_WORD_DASH
         && cue->class != NG_CUE_ACCORDING))
        return (struct ng_range){0, 0};
    content.end = trim_end(w, content.first, end);
    return content;
}

/* "who", "which", "that": the clause has no subject of its own. In "a man who,
 * police said, fled" the text before the attribution ends with such a word. */
bool ng_is_relative(const struct ng_quote_work *w, uint32_t i)
{
    return w->word[i] == NG_WORD_REL || w->word[i] == NG_WORD_THAT ||
           ng_token_is(w->text, i, "who");
}

/* Does the content begin with words that somebody said already? A clause that
 * begins with somebody's direct quote is that quote, told already. */
static bool is_taken(const struct ng_quote_work *w, uint32_t first)
{
    uint32_t n = ng_run_at(w, first);

    return n && w->quoted[n - 1].owner != NG_QUOTE_NONE;
}

/* The first comma in the range, or its end. The end of a relative clause, as
 * far as commas tell it. */
static uint32_t first_comma(const struct ng_quote_work *w, struct ng_range r)
{
    uint32_t i = r.first;

    while (i < r.end && w->word[i] != NG_WORD_COMMA)
        i++;
    return i;
}

/* "A, Smith said", "A, Smith said, B", "According to Smith, B". One word on the
 * left ("Yes, he said") is left alone: it is mostly an opening like
 * "Meanwhile,". */
static bool inserted(const struct ng_quote_work *w, const struct ng_cue *cue,
                     struct ng_range *said, struct ng_range *more)
{
    struct ng_range before = content_before(w, cue, 0), after = {0, 0};
    uint32_t end = cue->within.end;
    uint32_t i = cue->inverted && !ng_range_empty(cue->speaker)
                     ? cue->speaker.end : cue->at.end;

    i = skip_day(w, i, end);
    if (i < end && w->word[i] == NG_WORD_COMMA) {
        after.first = i + 1;
        after.end = content_end(w, cue, after.first);
    }
    if (!ng_range_empty(before) && ng_is_relative(w, before.end - 1) &&
        !ng_range_empty(after)) {
        /* "who, according to X, fled, was found": the relative clause only */
        before = (struct ng_range){0, 0};
        after.end = first_comma(w, after);
    }
    if (ng_range_empty(before)) {
        before = after;
        after = (struct ng_range){0, 0};
    }
    *said = before;
    *more = after;
    return !ng_range_empty(before) && before.end - before.first > 1;
}

/* "..., a survey found.", "..., media reported on Friday.": a comma, a speaker
 * and the verb end the sentence. A verb without an object there reports. */
bool ng_cue_closes(const struct ng_quote_work *w, const struct ng_cue *cue)
{
    uint32_t start = attribution_start(w, cue, cue->within.first);
    uint32_t end = skip_day(w, cue->at.end, cue->within.end);

    while (end < cue->within.end && w->word[end] == NG_WORD_STOP)
        end++;
    return end == cue->within.end && !cue->inverted && !cue->doubtful &&
           !ng_range_empty(cue->speaker) && start == cue->speaker.first &&
           start > cue->within.first && w->word[start - 1] == NG_WORD_COMMA;
}

/* Right of the cue first: in "X said that A, B said" A goes to X. */
bool ng_clause_guess(const struct ng_quote_work *w, const struct ng_cue *cue,
                     struct ng_range *said, struct ng_range *more)
{
    uint32_t end = cue->within.end;

    *more = (struct ng_range){0, 0};
    said->first = content_start(w, cue, end);
    if (cue->class == NG_CUE_ACCORDING || said->first == NG_QUOTE_NONE) {
        *said = *more;
        return (cue->class <= NG_CUE_ASK || cue->class == NG_CUE_ACCORDING ||
                (cue->class == NG_CUE_SHOW && ng_cue_closes(w, cue))) &&
               inserted(w, cue, said, more);
    }
    said->end = content_end(w, cue, said->first);
    return said->end > said->first + 1 && takes(w, cue, *said);
}

/* From left to right; `taken` is the end of what was said so far, since a cue
 * inside somebody's report belongs to that report. */
void ng_quote_clauses(struct ng_quote_work *w, uint32_t first_cue)
{
    uint32_t taken = 0;

    for (uint32_t c = first_cue; c < w->cue_count; c++) {
        struct ng_cue *cue = &w->cues[c];
        struct ng_range said = cue->said, more = cue->more;
        uint32_t last;
        if (cue->used || cue->at.first < taken ||
            (ng_range_empty(cue->speaker) && !cue->mixed))
            continue;
        if (cue->framed ? ng_range_empty(said)
                        : !ng_clause_guess(w, cue, &said, &more))
            continue;
        if (is_taken(w, said.first))
            continue;
        add_clause(w, cue, said, more);
        /* A cue that found its content hides all cues inside it from this
         * loop. */
        last = ng_range_empty(more) ? said.end : more.end;
        if (last > taken)
            taken = last;
    }
}
