/*
 * direct.c - whole sentences in marks and who says them.
 *
 * The order of search: a cue right after the run ("...," Smith said), a cue
 * before it in its sentence (Smith said: "..."), the saying of the run before
 * it ("...," he said. "..."). What is left is looked at once the clauses are
 * known: it takes the speaker of a neighbour, or was no quote.
 *
 * Comes in: the runs and cues of one paragraph; goes out: an owner for each run
 * that was said, and sayings that list their runs. A run is looked at once,
 * from left to right, because the answer for one ("his first words went on
 * here") hangs on the one before. What lies between a run and its cue must be
 * next to nothing: the commonest mistake of such rules is to give a quote the
 * verb of a neighbour sentence, so each test below names what may stand in the
 * gap and refuses the rest. All searches end after MAX_AFTER or MAX_BEFORE
 * tokens.
 */
#include "find/quote/quote.h"

/* How far, in tokens, a cue may be from its run. */
#define MAX_AFTER 60
#define MAX_BEFORE 80

/* Shortest run that counts as a quote without a cue. Of runs of 6 words and
 * more 98% are quotes, see the odds in the annotators' sets. */
#define MIN_WORDS 6
#define MIN_WORDS_SENTENCE 3

/* Room was reserved: a run and a cue give one saying each at most. */
struct ng_saying *ng_saying_new(struct ng_quote_work *w, uint32_t start)
{
    struct ng_saying *s = &w->sayings[w->saying_count++];

    *s = (struct ng_saying){.cue = NG_QUOTE_NONE, .start = start,
                            .entity = -1};
    return s;
}

/* Over the opening marks; a nested mark at the start counts as one. */
uint32_t ng_quoted_first(const struct ng_quote_work *w,
                         const struct ng_quoted *q)
{
    uint32_t i = q->at.first;

    while (i + 1 < q->at.end && w->word[i] == NG_WORD_QUOTE)
        i++;
    return i;
}

/* Over the closing marks. */
uint32_t ng_quoted_last(const struct ng_quote_work *w,
                        const struct ng_quoted *q)
{
    uint32_t i = q->at.end - 1;

    while (i > q->at.first && w->word[i] == NG_WORD_QUOTE)
        i--;
    return i;
}

/* Cues are in text order: binary search. */
uint32_t ng_cue_from(const struct ng_quote_work *w, uint32_t token)
{
    uint32_t low = 0, high = w->cue_count;

    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (w->cues[mid].at.first < token)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Inside a run that is no title? A title in marks is part of the writer's
 * sentence, and searches go on across it. */
static bool is_quoted(const struct ng_quote_work *w, uint32_t i)
{
    return ng_run_at(w, i) && !w->quoted[ng_run_at(w, i) - 1].title;
}

/* The end of the text that belongs to the run after it: the next run, stop or
 * the paragraph's end. Marks of other kinds do not end it: an attribution may
 * be long, "said Smith (44), who leads the union". */
static uint32_t after_end(const struct ng_quote_work *w, uint32_t first,
                          uint32_t end)
{
    uint32_t i = first;

    while (i < end && i - first < MAX_AFTER && !is_quoted(w, i) &&
           w->word[i] != NG_WORD_STOP)
        i++;
    return i;
}

/* A word without capitals. */
static bool is_lower(const struct ng_quote_work *w, uint32_t i)
{
    return ng_work_token(w, i)->shape == NG_SHAPE_LOWER;
}

/* How a run ends, which says whether words after it can be its attribution. */
enum ending { ENDING_NONE, ENDING_COMMA, ENDING_STOP, ENDING_CALL };

/* Looks at the mark before the closing one, then at the one after it. A full
 * stop inside the marks ends the sentence as a rule, but with a question or a
 * call it may go on: "Why?" he asked. A comma behind the closing mark, the
 * British way, is seen by the second test. */
static enum ending ending_of(const struct ng_quote_work *w,
                             const struct ng_quoted *q, uint32_t end)
{
    uint32_t last = ng_quoted_last(w, q);
    char c = w->text->bytes.ptr[ng_work_token(w, last)->end - 1];

    if (w->word[last] == NG_WORD_COMMA || w->word[last] == NG_WORD_DASH)
        return ENDING_COMMA;
    if (q->at.end < end && (w->word[q->at.end] == NG_WORD_COMMA ||
                            w->word[q->at.end] == NG_WORD_DASH))
        return ENDING_COMMA;
    if (w->word[last] == NG_WORD_STOP || c == '.')
        return c == '.' ? ENDING_STOP : ENDING_CALL;
    return ENDING_NONE;
}

/* True when token i is an adverb or the like before an inverted cue: "as",
 * "also". */
static bool is_light(const struct ng_quote_work *w, uint32_t i)
{
    return w->word[i] == NG_WORD_ADV || w->word[i] == NG_WORD_AUX ||
           ng_token_is(w->text, i, "as");
}

/* "said Smith" at token `first`, right after a run. Between the run and "said"
 * only adverbs and auxiliaries may stand. An object pronoun after the cue, as
 * in told them, is a recipient and no speaker. */
static bool try_inverted(struct ng_quote_work *w, struct ng_cue *cue,
                         uint32_t first, uint32_t high)
{
    struct ng_range noun;

    for (uint32_t i = first; i < cue->at.first; i++)
        if (!is_light(w, i))
            return false;
    noun = ng_noun_right(w, cue->at.end, high);
    if (ng_range_empty(noun) || w->word[noun.first] == NG_WORD_OBJECT)
        return false;
    cue->speaker = noun;
    cue->inverted = true;
    return true;
}

/* "Smith, who was there, said" from token `first` on. Up to three light words
 * may precede the subject: "...," as later on Smith said. After a run that ends
 * with no mark at all ("a mess" Smith said was coming) only a pronoun is
 * trusted. */
static bool try_subject(struct ng_quote_work *w, struct ng_cue *cue,
                        uint32_t first, enum ending ending)
{
    struct ng_range noun = ng_subject_left(w, first, cue->at.first);
    uint32_t skipped = 0;

    if (ng_range_empty(noun))
        return false;
    for (uint32_t i = first; i < noun.first; i++) {
        if (w->word[i] != NG_WORD_ADV && w->word[i] != NG_WORD_COMMA &&
            w->word[i] != NG_WORD_TIME && !ng_token_is(w->text, i, "as"))
            return false;
        if (++skipped > 3)
            return false;
    }
    if (ending == ENDING_NONE && w->word[noun.first] != NG_WORD_PRONOUN)
        return false;
    cue->speaker = noun;
    cue->inverted = false;
    return true;
}

/* After a full stop inside the marks, capitalised words begin a sentence of
 * their own: an attribution only when nothing follows its cue. */
static bool is_own_sentence(const struct ng_quote_work *w,
                            const struct ng_cue *cue, uint32_t first,
                            uint32_t high, enum ending ending)
{
    uint32_t i = cue->at.end;

    if (ending != ENDING_STOP || is_lower(w, first))
        return false;
    while (i < high && w->word[i] == NG_WORD_TIME)
        i++;
    return i < high;
}

/* The cue after the run, or NONE. The first cue after the run that has a
 * speaker in the right place is it; one that has none is passed over ("...,"
 * the man accused of it said), but not "according to", which owns what stands
 * around it. */
static uint32_t cue_after(struct ng_quote_work *w, const struct ng_quoted *q)
{
    const struct ng_paragraph *par = ng_run_paragraph(w->run, q->paragraph);
    enum ending ending = ending_of(w, q, par->token_end);
    uint32_t first = q->at.end, high;

    if (first < par->token_end && (w->word[first] == NG_WORD_COMMA ||
                                   w->word[first] == NG_WORD_DASH))
        first++;
    high = after_end(w, first, par->token_end);
    for (uint32_t c = ng_cue_from(w, first);
         c < w->cue_count && w->cues[c].at.first < high; c++) {
        struct ng_cue *cue = &w->cues[c];
        if (cue->doubtful)
            continue;
        if (is_own_sentence(w, cue, first, high, ending))
            return NG_QUOTE_NONE;
        if (try_inverted(w, cue, first, high) ||
            try_subject(w, cue, first, ending))
            return c;
        if (cue->class == NG_CUE_ACCORDING)
            return NG_QUOTE_NONE;
    }
    return NG_QUOTE_NONE;
}

/* The words that begin a clause: none of them stands in a plain gap. */
#define CLAUSE_WORDS                                                        \
    (NG_BIT(NG_WORD_PRONOUN) | NG_BIT(NG_WORD_AUX) | NG_BIT(NG_WORD_THAT) | \
     NG_BIT(NG_WORD_WHETHER) | NG_BIT(NG_WORD_CUE) | NG_BIT(NG_WORD_STOP) | \
     NG_BIT(NG_WORD_NEG) | NG_BIT(NG_WORD_QUOTE))

/* True when nothing but a recipient, a place, a day stands between a cue and
 * the run: no clause has begun. */
static bool is_plain_gap(const struct ng_quote_work *w, struct ng_range gap)
{
    for (uint32_t i = gap.first; i < gap.end; i++)
        if (NG_BIT(w->word[i]) & CLAUSE_WORDS)
            return false;
    return true;
}

/* The start of the text before the run in its sentence. A run that begins a
 * sentence has nothing before it. Stops at the run before, whose attribution is
 * not this run's. */
static uint32_t before_start(const struct ng_quote_work *w,
                             const struct ng_quoted *q)
{
    const struct ng_paragraph *par = ng_run_paragraph(w->run, q->paragraph);
    uint32_t i = q->at.first;

    if (ng_work_token(w, i)->flags & NG_TOKEN_SENTENCE_START)
        return i;
    while (i > par->first_token && q->at.first - i < MAX_BEFORE &&
           !is_quoted(w, i - 1)) {
        i--;
        if (ng_work_token(w, i)->flags & NG_TOKEN_SENTENCE_START)
            break;
    }
    return i;
}

/* The run looks like a sentence: begins with a capital, ends with a stop. */
static bool is_sentence_like(const struct ng_quote_work *w,
                             const struct ng_quoted *q)
{
    uint32_t first = ng_quoted_first(w, q);

    return !is_lower(w, first) &&
           ending_of(w, q, q->at.end) != ENDING_NONE;
}

/* The cue before the run that takes it whole, or NONE. After a colon everything
 * is said by the last cue. Else the gap must be plain, and the run must follow
 * the cue or a comma at once or be a sentence: in said the "new deal" was off
 * it is a part of a clause. Verbs of naming and blaming take a run only when it
 * touches them. */
static uint32_t cue_before(const struct ng_quote_work *w,
                           const struct ng_quoted *q)
{
    uint32_t low = before_start(w, q), c = ng_cue_from(w, q->at.first);
    const struct ng_cue *cue;
    uint8_t before;

    if (low == q->at.first || c == 0)
        return NG_QUOTE_NONE;
    cue = &w->cues[--c];
    if (cue->at.first < low || cue->class == NG_CUE_ACCORDING)
        return NG_QUOTE_NONE;
    before = w->word[q->at.first - 1];
    if (before == NG_WORD_COLON)
        return c;
    if (!is_plain_gap(w, (struct ng_range){cue->at.end, q->at.first}))
        return NG_QUOTE_NONE;
    if (cue->class == NG_CUE_NAME || cue->class == NG_CUE_BLAME)
        return cue->at.end == q->at.first ? c : NG_QUOTE_NONE;
    if (before == NG_WORD_COMMA || cue->at.end == q->at.first ||
        is_sentence_like(w, q))
        return c;
    return NG_QUOTE_NONE;
}

/* Gives a run to a saying. */
static void own(struct ng_quote_work *w, uint32_t run, uint32_t saying)
{
    struct ng_saying *s = &w->sayings[saying];

    w->quoted[run].owner = saying;
    if (!s->runs++)
        s->first_run = run;
    s->last_run = run;
}

/* Gives a cue and its speaker to a saying. With NONE the saying stays without
 * one, which is right for quotes that a colon or a neighbour introduces. */
static void take_cue(struct ng_quote_work *w, struct ng_saying *s, uint32_t cue)
{
    s->cue = cue;
    if (cue == NG_QUOTE_NONE)
        return;
    w->cues[cue].used = true;
    s->carried = false;
    s->speaker = ng_speaker_words(w, w->cues[cue].speaker);
    if (w->cues[cue].at.first < s->start)
        s->start = w->cues[cue].at.first;
}

/* A new saying of one run; or the run that goes on over a paragraph's end joins
 * its beginning, and brings the cue along if there was none. Newspapers leave a
 * run open at a paragraph's end when the next paragraph goes on with it, so
 * both make one quote. */
static void add_direct(struct ng_quote_work *w, uint32_t run, uint32_t cue)
{
    const struct ng_quoted *q = &w->quoted[run];
    uint32_t saying = w->saying_count;

    if (q->goes_on && q[-1].owner != NG_QUOTE_NONE &&
        ng_range_empty(w->sayings[q[-1].owner].content)) {
        saying = q[-1].owner;
        if (w->sayings[saying].cue == NG_QUOTE_NONE)
            take_cue(w, &w->sayings[saying], cue);
        else if (cue != NG_QUOTE_NONE)
            w->cues[cue].used = true;
    } else {
        take_cue(w, ng_saying_new(w, q->at.first), cue);
    }
    own(w, run, saying);
}

/* "Smith is blunt: "..."", without a cue: the sentence's subject speaks. */
static bool add_introduced(struct ng_quote_work *w, uint32_t run)
{
    const struct ng_quoted *q = &w->quoted[run];
    struct ng_range range = {before_start(w, q), q->at.first};
    struct ng_range subject;

    if (ng_range_empty(range) || w->word[range.end - 1] != NG_WORD_COLON ||
        !(ng_work_token(w, range.first)->flags & NG_TOKEN_SENTENCE_START))
        return false;
    subject = ng_sentence_subject(w, range);
    if (ng_range_empty(subject))
        return false;
    add_direct(w, run, NG_QUOTE_NONE);
    w->sayings[w->quoted[run].owner].speaker = ng_speaker_words(w, subject);
    return true;
}

/* "Smith went on:" as a paragraph of its own, before that of the run: the last
 * cue of its last sentence, or just its subject. */
static void add_announced(struct ng_quote_work *w, uint32_t run)
{
    const struct ng_quoted *q = &w->quoted[run];
    const struct ng_paragraph *par = ng_run_paragraph(w->run, q->paragraph);
    const struct ng_sentence *last;
    uint32_t cue;

    if (q->at.first != par->first_token || q->paragraph == 0 || q->goes_on ||
        par[-1].first_sentence == par[-1].sentence_end ||
        w->word[par->first_token - 1] != NG_WORD_COLON)
        return;
    last = NG_AT(&w->text->sentences, struct ng_sentence,
                 par[-1].sentence_end - 1);
    cue = ng_cue_from(w, par->first_token);
    if (cue > 0 && w->cues[cue - 1].at.first >= last->first_token &&
        !w->cues[cue - 1].inverted) {
        add_direct(w, run, cue - 1);
    } else {
        struct ng_range range = {last->first_token, last->token_end};
        add_direct(w, run, NG_QUOTE_NONE);
        w->sayings[w->saying_count - 1].speaker =
            ng_speaker_words(w, ng_sentence_subject(w, range));
    }
}

/* The saying of the run before, if run n is the rest of it, or NONE. Titles in
 * between are skipped. Two runs are one quote when the second begins the
 * sentence right after the first, or when nothing but the first one's
 * attribution stands between them: "We came," she said, "and saw." */
static uint32_t rest_of(const struct ng_quote_work *w, uint32_t n)
{
    const struct ng_quoted *q = &w->quoted[n], *before;
    const struct ng_saying *s;
    uint32_t c, end;

    before = q - 1;
    while (before >= w->quoted && before->title)
        before--;
    if (before < w->quoted)
        return NG_QUOTE_NONE;
    if (before->owner == NG_QUOTE_NONE ||
        !ng_range_empty(w->sayings[before->owner].content))
        return NG_QUOTE_NONE;
    if (q->goes_on)
        return before->owner;
    if (before->paragraph != q->paragraph)
        return NG_QUOTE_NONE;
    s = &w->sayings[before->owner];
    c = ng_cue_from(w, before->at.end);
    if (before_start(w, q) == before->at.end &&
        ng_work_token(w, q->at.first)->flags & NG_TOKEN_SENTENCE_START)
        return before->owner;
    if (s->cue == NG_QUOTE_NONE || s->cue != c ||
        w->cues[c].at.first >= q->at.first)
        return NG_QUOTE_NONE;
    if (c + 1 < w->cue_count && w->cues[c + 1].at.first < q->at.first)
        return NG_QUOTE_NONE;
    /* nothing but the attribution between the two */
    end = after_end(w, w->cues[c].at.end, q->at.first);
    while (end < q->at.first && (w->word[end] == NG_WORD_STOP ||
                                 w->word[end] == NG_WORD_QUOTE))
        end++;
    return end == q->at.first ? before->owner : NG_QUOTE_NONE;
}

/* Words before the run in its sentence that belong to what is said: "He had
 * "wanted to be a pilot," his friend said". A colon or a capital inside the
 * marks speaks against it: then the words before the run are the writer's. */
static bool begins_inside(const struct ng_quote_work *w,
                          const struct ng_quoted *q)
{
    uint32_t low = before_start(w, q), c;
    uint8_t before;

    if (low == q->at.first || q->at.first == 0 || ng_run_at(w, low))
        return false;
    if (!(ng_work_token(w, low)->flags & NG_TOKEN_SENTENCE_START))
        return false;
    c = ng_cue_from(w, low);
    if (c < w->cue_count && w->cues[c].at.first < q->at.first)
        return false;
    before = w->word[q->at.first - 1];
    return before != NG_WORD_COLON &&
           is_lower(w, ng_quoted_first(w, q));
}

/* "He had "wanted to fly," his friend said": one saying, mixed. Earlier runs of
 * the same sentence fall to the saying as well. */
static void add_tail_mixed(struct ng_quote_work *w, uint32_t run, uint32_t cue)
{
    uint32_t low = before_start(w, &w->quoted[run]);
    struct ng_saying *s = ng_saying_new(w, low);

    s->cue = cue;
    w->cues[cue].used = true;
    s->speaker = ng_speaker_words(w, w->cues[cue].speaker);
    s->content = (struct ng_range){low, w->quoted[run].at.end};
    for (uint32_t n = run + 1; n-- > 0 && w->quoted[n].at.first >= low;)
        if (w->quoted[n].owner == NG_QUOTE_NONE)
            w->quoted[n].owner = w->saying_count - 1;
}

/* Lower-case words in marks, with a cue and the beginning of its clause before
 * them: "said it was "a mess,"". */
static bool is_embedded(const struct ng_quote_work *w,
                        const struct ng_quoted *q)
{
    uint32_t low = before_start(w, q), c = ng_cue_from(w, q->at.first);
    const struct ng_cue *cue = &w->cues[c] - 1;

    return low < q->at.first && c > 0 && cue->at.first >= low && !cue->used &&
           !ng_range_empty(cue->speaker) &&
           cue->class != NG_CUE_ACCORDING && is_lower(w, ng_quoted_first(w, q))
           && !is_plain_gap(w, (struct ng_range){cue->at.end, q->at.first});
}

/* "PENCE: ...": the label in capitals with which a run begins, as transcripts
 * have it; empty when there is none. */
static struct ng_range label_of(const struct ng_quote_work *w,
                                const struct ng_quoted *q)
{
    uint32_t first = ng_quoted_first(w, q), i = first;

    while (i < q->at.end && i - first < 3 &&
           ng_work_token(w, i)->shape == NG_SHAPE_UPPER)
        i++;
    if (i == first || i + 1 >= q->at.end || w->word[i] != NG_WORD_COLON)
        return (struct ng_range){0, 0};
    return (struct ng_range){first, i};
}

/* "..." -- Ann Roe: the name behind a dash that ends the line, as under pulled
 * quotes and letters; empty when there is none. */
static struct ng_range credit_of(const struct ng_quote_work *w,
                                 const struct ng_quoted *q)
{
    const struct ng_paragraph *par = ng_run_paragraph(w->run, q->paragraph);
    uint32_t i = q->at.end;
    struct ng_range noun;

    if (i + 1 >= par->token_end || w->word[i] != NG_WORD_DASH ||
        w->word[i + 1] != NG_WORD_NAME)
        return (struct ng_range){0, 0};
    noun = ng_noun_right(w, i + 1, par->token_end);
    if (noun.end < par->token_end && w->word[noun.end] != NG_WORD_STOP &&
        w->word[noun.end] != NG_WORD_COMMA && !ng_run_at(w, noun.end))
        return (struct ng_range){0, 0};
    return noun;
}

/* A run that names its speaker itself, inside or behind it. A label inside is
 * not said. */
static bool add_credited(struct ng_quote_work *w, uint32_t n)
{
    const struct ng_quoted *q = &w->quoted[n];
    struct ng_range label = label_of(w, q), name = label;
    struct ng_saying *s;

    if (ng_range_empty(label) && q->words >= MIN_WORDS_SENTENCE)
        name = credit_of(w, q);
    if (ng_range_empty(name))
        return false;
    s = ng_saying_new(w, q->at.first);
    s->speaker = ng_speaker_words(w, name);
    if (!ng_range_empty(label))
        s->content = (struct ng_range){label.end + 1, q->at.end};
    own(w, n, w->saying_count - 1);
    return true;
}

/* What the weights say of the run, if anything: true when it needs no rules. A
 * run of a mixed content is left to the clauses. */
static bool by_weights(struct ng_quote_work *w, uint32_t n)
{
    const struct ng_quoted *q = &w->quoted[n];

    if (q->cue == NG_QUOTE_NONE)
        return false;
    if (q->mixed)
        return !(ng_work_token(w, q->at.first)->flags &
                 NG_TOKEN_SENTENCE_START) || !is_sentence_like(w, q);
    if (!w->cues[q->cue].used) {
        if (ng_range_empty(w->cues[q->cue].speaker))
            cue_after(w, q);
        add_direct(w, n, q->cue);
        return true;
    }
    if (n && q[-1].owner != NG_QUOTE_NONE && q[-1].cue == q->cue) {
        own(w, n, q[-1].owner);
        return true;
    }
    return false;
}

/* Left to right; see the head of this file for the order of search. */
void ng_quote_direct(struct ng_quote_work *w, uint32_t first_run)
{
    for (uint32_t n = first_run; n < w->quoted_count; n++) {
        struct ng_quoted *q = &w->quoted[n];
        uint32_t cue, rest;
        if (q->title || add_credited(w, n) || by_weights(w, n))
            continue;
        cue = is_embedded(w, q) ? NG_QUOTE_NONE : cue_after(w, q);
        if (cue != NG_QUOTE_NONE && !w->cues[cue].used) {
            if (begins_inside(w, q))
                add_tail_mixed(w, n, cue);
            else
                add_direct(w, n, cue);
            continue;
        }
        rest = rest_of(w, n);
        if (rest != NG_QUOTE_NONE) {
            own(w, n, rest);
            continue;
        }
        cue = cue_before(w, q);
        if (cue != NG_QUOTE_NONE && !w->cues[cue].used)
            add_direct(w, n, cue);
        else if (!add_introduced(w, n))
            add_announced(w, n);
    }
}

/* Is a run without a cue speech? */
static bool is_speech(const struct ng_quote_work *w, const struct ng_quoted *q)
{
    bool begins = ng_work_token(w, q->at.first)->flags &
                  NG_TOKEN_SENTENCE_START;

    if (q->words >= MIN_WORDS)
        return true;
    return begins && q->words >= MIN_WORDS_SENTENCE && is_sentence_like(w, q);
}

/* Their speakers are carried over from a neighbour once all are known. */
void ng_quote_leftovers(struct ng_quote_work *w, uint32_t first_run)
{
    for (uint32_t n = first_run; n < w->quoted_count; n++) {
        struct ng_quoted *q = &w->quoted[n];
        uint32_t rest;
        if (q->owner != NG_QUOTE_NONE || q->title || !is_speech(w, q))
            continue;
        rest = rest_of(w, n);
        if (rest != NG_QUOTE_NONE) {
            own(w, n, rest);
            continue;
        }
        add_direct(w, n, NG_QUOTE_NONE);
        w->sayings[w->saying_count - 1].carried = true;
    }
}
