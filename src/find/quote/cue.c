/*
 * cue.c - words of reporting, as verbs, with their subjects.
 *
 * Comes in: a paragraph whose tokens are classified (words.c) and whose runs
 * are known (marks.c). Goes out: its cues in text order, each with the noun
 * phrase that speaks, if one was found. A cue is a form of data/cues.tsv that
 * is a verb in its place, or, beside a quote that looks for its verb, any word
 * in "-ed". The subject is sought where English puts it: right of "according
 * to", right of a turned "said" after a comma, left of the verb, and at last at
 * the sentence's first noun phrase. A cue with a wrong subject costs one quote;
 * a noun taken for a verb costs a false one, so the tests for nouns come first.
 * Words inside marks are never cues.
 */
#include "find/quote/quote.h"

#include "base/hash.h"

/* Longest phrase after "According to", in tokens. */
#define MAX_SOURCE 40
/* A dateline's dash is among the first so many tokens. */
#define MAX_DATELINE 8

/* The classes of data/cues.tsv by name. */
struct class_name {
    const char *name;
    enum ng_cue_class class;
};

static const struct class_name classes[] = {
    {"say", NG_CUE_SAY},     {"tell", NG_CUE_TELL},   {"ask", NG_CUE_ASK},
    {"show", NG_CUE_SHOW},   {"think", NG_CUE_THINK}, {"name", NG_CUE_NAME},
    {"blame", NG_CUE_BLAME}, {"vow", NG_CUE_VOW},
    {"according", NG_CUE_ACCORDING},
};

/* A class by its name in the table. An unknown name gives a class that never
 * turns and ends no content. */
static uint8_t class_by_name(const char *name)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (strcmp(classes[i].name, name) == 0)
            return classes[i].class;
    return NG_CUE_THINK;
}

/* What the verb takes, by the letters of column 4. */
static uint8_t takes_by_letters(const char *letters)
{
    return (uint8_t)((strchr(letters, 't') ? NG_TAKES_THAT : 0) |
                     (strchr(letters, 'o') ? NG_TAKES_TO : 0) |
                     (strchr(letters, 'b') ? NG_TAKES_CLAUSE : 0) |
                     (strchr(letters, 'n') ? NG_TAKES_NOUN : 0) |
                     (letters[0] == '*' ? NG_TAKES_ALL : 0));
}

/* Read once, so that nothing is compared as text for a cue. */
const struct ng_cue_form *ng_cue_forms(const struct ng_lexicon *lexicon,
                                       struct ng_arena *arena)
{
    size_t count = ng_table_count(lexicon, NG_TABLE_CUES);
    struct ng_cue_form *list = ng_arena_array(arena, count + 1, sizeof *list);

    for (size_t n = 0; list && n < count; n++) {
        struct ng_row row = ng_table_row(lexicon, NG_TABLE_CUES, n);
        const char *lemma = ng_row_text(row, 2);
        list[n] = (struct ng_cue_form){
            .lemma = ng_hash(lemma, strlen(lemma)),
            .class = class_by_name(ng_row_text(row, 1)),
            .takes = takes_by_letters(ng_row_text(row, 4)),
            .noun = strcmp(ng_row_text(row, 3), "noun") == 0,
            .adds = strcmp(lemma, "add") == 0 ||
                    strcmp(lemma, "continue") == 0};
    }
    return list;
}

/* "claims", "reports": a noun as often as a verb. The table says so in its
 * column 3; regular nouns are not guessed from their form. */
static bool may_be_noun(const struct ng_quote_work *w, uint32_t i)
{
    struct ng_row row = ng_lexicon_row(
        w->text->lexicon, ng_work_token(w, i)->lex, NG_TABLE_CUES, 0);

    return row.row && w->forms[ng_row_number(row)].noun;
}

/* What may follow a verb of reporting, but hardly a noun. "reports the loss",
 * "claims he", "demands: ..."; after nouns stand prepositions, verbs and stops
 * instead. */
static bool follows_verb(uint8_t word)
{
    return word == NG_WORD_DET || word == NG_WORD_QUANT ||
           word == NG_WORD_THAT || word == NG_WORD_TO ||
           word == NG_WORD_PRONOUN || word == NG_WORD_OBJECT ||
           word == NG_WORD_WHETHER || word == NG_WORD_QUOTE ||
           word == NG_WORD_NAME || word == NG_WORD_NUMBER ||
           word == NG_WORD_COLON || word == NG_WORD_SUB;
}

/* A form of reporting that is a noun or an infinitive here: "the claim", "to
 * say", "his report", "Turkish demands complicate". A comma or stop after the
 * form speaks for a verb as well, as it ends "..., he claims." and the like.
 * The word before decides the rest: a determiner, a possessive or a preposition
 * makes a noun, "to" an infinitive, a hyphen a part of a compound
 * ("so-called"). */
static bool is_verb(const struct ng_quote_work *w, uint32_t i,
                    struct ng_range sentence)
{
    uint8_t before;

    if (may_be_noun(w, i) && i + 1 < sentence.end &&
        !follows_verb(w->word[i + 1]) && w->word[i + 1] != NG_WORD_COMMA &&
        w->word[i + 1] != NG_WORD_STOP)
        return false;
    if (i == sentence.first)
        return true;
    before = w->word[i - 1];
    return before != NG_WORD_DET && before != NG_WORD_POSSESSIVE &&
           before != NG_WORD_TO && before != NG_WORD_HYPHEN &&
           before != NG_WORD_PREP;
}

/* "adding", "calling". A participle after a comma has no subject of its own: it
 * shares that of the verb before it. */
static bool is_participle(const struct ng_quote_work *w, uint32_t i)
{
    struct ng_slice word = ng_token_text(w->text, i);

    return word.len > 4 && memcmp(word.ptr + word.len - 3, "ing", 3) == 0;
}

/* Over what may stand before the subject of a sentence: a dateline's dash, or
 * "On Feb. 14,", "Hours later,". The dash must come among the first
 * MAX_DATELINE tokens, "GENEVA (Agency) - The". A comma only ends an opening
 * that begins like one: "Smith, 45, said" has none. */
static uint32_t skip_opening(const struct ng_quote_work *w,
                             struct ng_range range)
{
    uint32_t i = range.first;

    for (uint32_t n = 0; n < MAX_DATELINE && i + n < range.end; n++)
        if (w->word[i + n] == NG_WORD_DASH) {
            i += n + 1;
            break;
        }
    while (i < range.end && w->word[i] == NG_WORD_CONJ)
        i++;
    for (uint32_t n = i; n < range.end && n - i < MAX_SOURCE; n++) {
        if (w->word[n] != NG_WORD_COMMA)
            continue;
        if (w->word[i] == NG_WORD_PREP || w->word[i] == NG_WORD_SUB ||
            w->word[i] == NG_WORD_ADV || w->word[i] == NG_WORD_TIME ||
            (n > i && w->word[n - 1] == NG_WORD_ADV) ||
            (n > i && w->word[n - 1] == NG_WORD_TIME))
            return n + 1;
        break;
    }
    return i;
}

/* No verb is known: the phrase that stands where subjects do is taken. Nothing
 * comes back from a sentence that begins with a mark, since what is quoted
 * there is no subject. */
struct ng_range ng_sentence_subject(const struct ng_quote_work *w,
                                    struct ng_range range)
{
    uint32_t first;

    if (ng_range_empty(range) || w->word[range.first] == NG_WORD_QUOTE)
        return (struct ng_range){0, 0};
    first = skip_opening(w, range);
    return ng_noun_right(w, first, range.end);
}

/* For "..., calling it": the speaker of the cue before in the sentence, or the
 * sentence's first noun phrase. "He left, adding that" and "Smith rose and
 * said" both end here. The cue before is trusted more than the sentence's
 * start, because it is nearer. */
static struct ng_range earlier_subject(const struct ng_quote_work *w,
                                       const struct ng_cue *cue,
                                       uint32_t first)
{
    const struct ng_cue *before = cue - 1;

    if (cue > w->cues && before->sentence == cue->sentence &&
        !ng_range_empty(before->speaker))
        return before->speaker;
    return ng_sentence_subject(w, (struct ng_range){first, cue->at.first});
}

/* The phrase after "according to": all of it, to the comma, where it opens a
 * sentence and has one. "According to a report by the agency, prices ..." takes
 * "a report by the agency". In the middle of a sentence the noun phrase is
 * enough, as a comma there may be far off. */
static struct ng_range source_right(const struct ng_quote_work *w,
                                    const struct ng_cue *cue,
                                    struct ng_range sentence)
{
    struct ng_range noun = ng_noun_right(w, cue->at.end, sentence.end);

    if (cue->at.first > sentence.first + 1)
        return noun;
    for (uint32_t i = cue->at.end;
         i < sentence.end && i - cue->at.end < MAX_SOURCE; i++)
        if (w->word[i] == NG_WORD_COMMA)
            return (struct ng_range){cue->at.end, i};
    return noun;
}

/* Is there a capitalised word? Tells "said police chief Lee" from "said
 * growth". */
static bool has_name(const struct ng_quote_work *w, struct ng_range range)
{
    for (uint32_t i = range.first; i < range.end; i++)
        if (w->word[i] == NG_WORD_NAME)
            return true;
    return false;
}

/* "..., said Smith": a comma before the cue and a noun phrase after it, with
 * which the clause ends. Only verbs of saying and telling turn. What follows
 * the noun phrase must end the clause: in "Friday, told reporters he" it goes
 * on, and the phrase is the recipient. A lower-case phrase without a name
 * ("growth slowed, said results") is not trusted. */
static bool try_turned(const struct ng_quote_work *w, struct ng_cue *cue,
                       struct ng_range sentence)
{
    struct ng_range noun;
    uint32_t i = cue->at.first;

    if (cue->class > NG_CUE_TELL || i <= sentence.first + 1 ||
        w->word[i - 1] != NG_WORD_COMMA || cue->at.end == sentence.end)
        return false;
    if (is_participle(w, i))
        return false;
    noun = ng_noun_right(w, cue->at.end, sentence.end);
    if (ng_range_empty(noun) || w->word[noun.first] == NG_WORD_OBJECT ||
        (w->word[noun.first] == NG_WORD_PLAIN && !has_name(w, noun)))
        return false;
    if (noun.end < sentence.end) {
        uint8_t next = w->word[noun.end];
        if (next != NG_WORD_COMMA && next != NG_WORD_STOP &&
            next != NG_WORD_PREP && next != NG_WORD_TIME &&
            next != NG_WORD_SEMICOLON && next != NG_WORD_OPEN &&
            next != NG_WORD_DASH && next != NG_WORD_REL &&
            next != NG_WORD_SUB)
            return false;
    }
    cue->speaker = noun;
    cue->inverted = true;
    return true;
}

/* Can the phrase be a speaker: neither "the" alone nor "this month"? */
bool ng_noun_can_speak(const struct ng_quote_work *w, struct ng_range noun)
{
    uint32_t head;
    uint8_t word;

    if (ng_range_empty(noun))
        return false;
    head = ng_noun_head(w, noun);
    word = w->word[head];
    return word != NG_WORD_DET && word != NG_WORD_TIME &&
           word != NG_WORD_NUMBER &&
           (word == NG_WORD_NAME || !(ng_token_tables(w->text, head) &
                                      NG_BIT(NG_TABLE_DATE_WORDS)));
}

/* Is the phrase surely one that speaks: a pronoun, or with a name as its head?
 * A phrase found by its place alone may have run over a verb ("the group raised
 * alarm"). */
static bool is_sure(const struct ng_quote_work *w, struct ng_range noun)
{
    return ng_noun_can_speak(w, noun) &&
           (w->word[noun.first] == NG_WORD_PRONOUN ||
            ng_mention_at(w, ng_noun_head(w, noun)) ||
            noun.end - noun.first <= 2);
}

/* The speaker of a cue whose content is known and whose speaker is not: the
 * phrase that the rules found, a name after the cue (said Smith), or the
 * speaker of the cue before. */
struct ng_range ng_cue_speaker(const struct ng_quote_work *w,
                               const struct ng_cue *cue)
{
    struct ng_range noun = cue->speaker;

    if (is_sure(w, noun))
        return noun;
    noun = ng_noun_right(w, cue->at.end, cue->within.end);
    if (cue->class <= NG_CUE_TELL && has_name(w, noun) && is_sure(w, noun) &&
        (noun.end == cue->within.end || w->word[noun.end] == NG_WORD_COMMA ||
         w->word[noun.end] == NG_WORD_STOP))
        return noun;
    noun = earlier_subject(w, cue, cue->within.first);
    return is_sure(w, noun) ? noun : (struct ng_range){0, 0};
}

/* Looks for the cue's speaker where its class and its place allow: after
 * "according to", after a turned "said", before the verb, and last at the
 * sentence's own subject. `clause` bounds the search to the left at the last
 * colon, "that" or run, so that the subject of one clause is not given to the
 * verb of the next. */
static void find_speaker(struct ng_quote_work *w, struct ng_cue *cue,
                         struct ng_range sentence, uint32_t clause)
{
    uint32_t low = clause < sentence.first ? sentence.first : clause;
    uint8_t before = cue->at.first > sentence.first
                         ? w->word[cue->at.first - 1] : NG_WORD_OTHER;

    if (cue->class == NG_CUE_ACCORDING) {
        cue->speaker = source_right(w, cue, sentence);
        cue->inverted = true;
        return;
    }
    if (try_turned(w, cue, sentence))
        return;
    if (before != NG_WORD_COMMA || !is_participle(w, cue->at.first))
        cue->speaker = ng_subject_left(w, low, cue->at.first);
    if (ng_range_empty(cue->speaker) &&
        (before == NG_WORD_CONJ || before == NG_WORD_COMMA ||
         before == NG_WORD_ADV))
        cue->speaker = earlier_subject(w, cue, sentence.first);
}

/* Adds the cue at tokens [i, i + count) of the sentence. Room was reserved for
 * every form of the table and every mark (quote.c). */
static struct ng_cue *add_cue(struct ng_quote_work *w, struct ng_range at,
                              uint32_t sentence, uint32_t paragraph)
{
    struct ng_cue *cue = &w->cues[w->cue_count++];

    *cue = (struct ng_cue){.at = at, .sentence = sentence,
                           .paragraph = paragraph};
    return cue;
}

/* Does the run that ends with token `last` end in a comma, a dash, a question
 * or a call, so that its sentence goes on? Before "he said" a quote hardly ever
 * ends with a full stop; where it does, the words after it begin a sentence of
 * their own. */
static bool ends_open(const struct ng_quote_work *w, uint32_t last)
{
    uint32_t i = ng_quoted_last(w, &w->quoted[ng_run_at(w, last) - 1]);
    char c = w->text->bytes.ptr[ng_work_token(w, i)->end - 1];

    return c == ',' || c == '!' || c == '?' || w->word[i] == NG_WORD_DASH;
}

/* A verb that no table knows, beside a quote that needs one: "...," she
 * confessed. "...," confessed Smith. There are hundreds of such verbs
 * ("quipped", "shrugged", "tweeted"), too many to list, and the marks say all
 * that a table could. At most four names or pronouns may stand between the run
 * and the verb; after a turned verb a name or a determiner must follow. */
static bool is_unknown_cue(const struct ng_quote_work *w, uint32_t i,
                           struct ng_range sentence)
{
    struct ng_slice word = ng_token_text(w->text, i);
    uint32_t first = i;
    uint8_t next = i + 1 < sentence.end ? w->word[i + 1] : NG_WORD_STOP;

    if (word.len < 4 || i < 3 ||
        memcmp(word.ptr + word.len - 2, "ed", 2) != 0)
        return false;
    while (first > sentence.first && i - first < 4 &&
           (w->word[first - 1] == NG_WORD_NAME ||
            w->word[first - 1] == NG_WORD_PRONOUN))
        first--;
    if (first == 0 || !ng_run_at(w, first - 1) || !ends_open(w, first - 1))
        return false;
    if (first == i)
        return next == NG_WORD_NAME || next == NG_WORD_DET;
    return next == NG_WORD_STOP || next == NG_WORD_COMMA ||
           next == NG_WORD_PREP || next == NG_WORD_TIME ||
           next == NG_WORD_ADV || next == NG_WORD_COLON ||
           (i + 1 < sentence.end && (ng_token_is(w->text, i + 1, "out") ||
                                     ng_token_is(w->text, i + 1, "back")));
}

/* Does the word stand in the table of cues, or begin a phrase there? */
static bool may_be_cue(const struct ng_quote_work *w, uint32_t i)
{
    const struct ng_packed_entry *entry = ng_lexicon_entry(
        w->text->lexicon, ng_work_token(w, i)->lex);

    return ((entry->tables | entry->starts) & NG_BIT(NG_TABLE_CUES)) != 0;
}

/* Where the sentence begins behind a dateline. What stands in one is not meant
 * by anything; a word before a colon may still be a label, "PENCE: ...". */
static uint32_t pass_dateline(struct ng_quote_work *w, struct ng_range sentence)
{
    uint32_t first = ng_quote_dateline(w, sentence.first, sentence.end);

    if (first > sentence.first && w->word[first - 1] == NG_WORD_DASH)
        memset(w->word + sentence.first, NG_WORD_OTHER,
               first - 1 - sentence.first);
    return first;
}

/* One pass over the tokens; `clause` is where the current clause begins. A run,
 * colon, semicolon or "that" begins a new clause. Phrases such as "according
 * to" count as one cue: the walk goes on behind them. */
void ng_quote_cues(struct ng_quote_work *w, uint32_t paragraph)
{
    const struct ng_paragraph *par = ng_run_paragraph(w->run, paragraph);

    for (uint32_t s = par->first_sentence; s < par->sentence_end; s++) {
        const struct ng_sentence *sentence =
            NG_AT(&w->text->sentences, struct ng_sentence, s);
        struct ng_range range = {sentence->first_token, sentence->token_end};
        uint32_t clause;
        if (s == par->first_sentence)
            range.first = pass_dateline(w, range);
        clause = range.first;
        for (uint32_t i = range.first; i < range.end; i++) {
            struct ng_row row;
            struct ng_cue *cue;
            size_t count;
            bool doubtful;
            if (ng_run_at(w, i) || w->word[i] == NG_WORD_COLON ||
                w->word[i] == NG_WORD_SEMICOLON || w->word[i] == NG_WORD_THAT)
                clause = i + 1;
            if (ng_run_at(w, i) || ng_work_token(w, i)->kind != NG_TOKEN_WORD)
                continue;
            if (w->word[i] == NG_WORD_PLAIN && is_unknown_cue(w, i, range)) {
                cue = add_cue(w, (struct ng_range){i, i + 1}, s, paragraph);
                cue->within = range;
                find_speaker(w, cue, range, clause);
                continue;
            }
            if (!may_be_cue(w, i))
                continue;
            count = ng_phrase_find(w->text, i, range.end, NG_TABLE_CUES, &row);
            if (!count || (w->word[i] != NG_WORD_CUE && count == 1) ||
                (i > range.first && w->word[i - 1] == NG_WORD_HYPHEN))
                continue;
            doubtful = !is_verb(w, i, range);
            if (doubtful && !w->model)
                continue;
            cue = add_cue(w, (struct ng_range){i, i + (uint32_t)count}, s,
                          paragraph);
            cue->within = range;
            cue->form = &w->forms[ng_row_number(row)];
            cue->class = cue->form->class;
            cue->doubtful = doubtful;
            find_speaker(w, cue, range, clause);
            i += (uint32_t)count - 1;
        }
    }
}
