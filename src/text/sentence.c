/*
 * sentence.c - sentence borders by rule and abbreviation table.
 *
 * A stop ends a sentence when white space follows it (and the closing marks
 * behind it) and the next word is not in lower case. The stop of an
 * abbreviation is a part of the word first: only where the table allows it, and
 * a capitalised function word follows ("made in the U.S. The rest ..."), does
 * it end one too. Names after abbreviations ("Gen. Smith", "U.S. Army") are why
 * the next word must be a function word: a capital alone proves nothing in
 * news.
 *
 * Runs of closing and opening marks are stepped over once per stop, and hold no
 * stops themselves, so all of it is linear.
 */
#include "text/sentence.h"

/* A mark that may stand between a stop and the end of its sentence: it touches
 * the stop. */
static bool is_closer(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);
    char c = text->bytes.ptr[t->start];

    if (t->flags & NG_TOKEN_SPACE_BEFORE)
        return false;
    return t->kind == NG_TOKEN_QUOTE ||
           (t->kind == NG_TOKEN_MARK && (c == ')' || c == ']'));
}

/* A mark that may stand before the first word of a sentence; dashes too, with
 * which lists and dialogues begin. */
static bool is_opener(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);
    char c = text->bytes.ptr[t->start];

    return t->kind == NG_TOKEN_QUOTE || t->kind == NG_TOKEN_DASH ||
           (t->kind == NG_TOKEN_MARK && (c == '(' || c == '['));
}

/* What the stop of an abbreviation may be besides a part of it. */
enum stop_class {
    STOP_NEVER, /* no sentence ends here: titles, initials */
    STOP_MAYBE  /* one ends here when a usual first word follows */
};

/* The table's class of a word; what it does not know is an initial ("J.") or
 * an acronym ("U.S."). */
static enum stop_class stop_class(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);
    struct ng_row row = ng_lexicon_row(text->lexicon, t->lex,
                                       NG_TABLE_ABBREVIATIONS, 0);

    if (row.row)
        return strcmp(ng_row_text(row, 1), "never") == 0 ? STOP_NEVER
                                                         : STOP_MAYBE;
    return t->end - t->start == 2 ? STOP_NEVER : STOP_MAYBE;
}

/* A capitalised function word ("The", "He", "In"): the usual first word. */
static bool is_usual_start(const struct ng_text *text, size_t i)
{
    return ng_text_token(text, i)->shape == NG_SHAPE_TITLE &&
           (ng_token_tables(text, i) & NG_BIT(NG_TABLE_STOPWORDS));
}

/* Does a sentence end after token i, which is (or took along) a stop, when
 * the next sentence would begin at token `next`? A "next" that is no word or
 * number, or has no case at all (figures, Han), begins one after a real
 * stop. */
static bool ends_at(const struct ng_text *text, size_t i, size_t next,
                    size_t end)
{
    size_t word = next;
    const struct ng_token *t = ng_text_token(text, i);

    while (word < end && is_opener(text, word))
        word++;
    if (word == end)
        return true;
    if (t->kind == NG_TOKEN_STOP)
        return ng_text_token(text, word)->shape != NG_SHAPE_LOWER;
    return stop_class(text, i) == STOP_MAYBE && is_usual_start(text, word);
}

/* True for a stop or a word that took one along ("U.S.", "Feb."). */
static bool has_stop(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);

    return t->kind == NG_TOKEN_STOP || (t->flags & NG_TOKEN_ABBREVIATION);
}

/* The token after the sentence that begins at `first`; `end` at the latest,
 * with or without a stop: headings have none. */
static size_t sentence_end(const struct ng_text *text, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        size_t next = i + 1;
        if (!has_stop(text, i))
            continue;
        while (next < end && is_closer(text, next))
            next++;
        if (next == end)
            return end;
        if ((ng_text_token(text, next)->flags & NG_TOKEN_SPACE_BEFORE) &&
            ends_at(text, i, next, end))
            return next;
    }
    return end;
}

/* Marks the words of a sentence whose capital proves nothing: the first one,
 * and those after a colon, an opening mark or a stop inside it. A number or an
 * address in front takes the place: "5 Men" is odd and means something. */
static void mark_first_words(struct ng_text *text, size_t first, size_t end)
{
    bool pending = true;

    NG_AT(&text->tokens, struct ng_token, first)->flags |=
        NG_TOKEN_SENTENCE_START;
    for (size_t i = first; i < end; i++) {
        struct ng_token *t = NG_AT(&text->tokens, struct ng_token, i);
        char c = text->bytes.ptr[t->start];
        if (t->kind == NG_TOKEN_WORD && pending)
            t->flags |= NG_TOKEN_FIRST_WORD;
        if (t->kind == NG_TOKEN_WORD || t->kind == NG_TOKEN_NUMBER ||
            t->kind == NG_TOKEN_ADDRESS)
            pending = false;
        else if (c == ':' || t->kind == NG_TOKEN_STOP ||
                 (t->kind == NG_TOKEN_QUOTE &&
                  (t->flags & NG_TOKEN_SPACE_BEFORE)))
            pending = true;
    }
}

/* Every token lies in exactly one sentence; a paragraph of marks is one too. */
ng_status ng_text_sentences(struct ng_text *text, struct ng_paragraph *par)
{
    par->first_sentence = (uint32_t)text->sentences.count;
    for (size_t i = par->first_token; i < par->token_end;) {
        struct ng_sentence *s = ng_vector_push(&text->sentences);
        if (!s)
            return NUTGRAF_NO_MEMORY;
        s->first_token = (uint32_t)i;
        i = sentence_end(text, i, par->token_end);
        s->token_end = (uint32_t)i;
        mark_first_words(text, s->first_token, i);
    }
    par->sentence_end = (uint32_t)text->sentences.count;
    return NUTGRAF_OK;
}
