/*
 * marks.c - runs inside double quotation marks, one pass over a paragraph.
 *
 * A mark opens or closes by what it is and by the white space around it, so
 * that reversed marks (”Fear. ...“), mismatched ones (“...") and doubled
 * apostrophes (''...'') are read as meant. A run that is never closed ends with
 * its paragraph.
 */
#include "find/quote/quote.h"

#include "base/utf8.h"

enum mark { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_STRAIGHT };

/* The double mark that begins at token i and its number of tokens. */
static enum mark mark_at(const struct ng_quote_work *w, uint32_t i,
                         uint32_t end, uint32_t *tokens)
{
    struct ng_slice bytes = w->text->bytes;
    const struct ng_token *t = ng_work_token(w, i), *next = t + 1;
    size_t at = t->start;
    uint32_t c;

    *tokens = 1;
    if (t->kind != NG_TOKEN_QUOTE)
        return MARK_NONE;
    c = ng_utf8_next(bytes, &at);
    switch (c) {
    case '"': return MARK_STRAIGHT;
    case 0x201C:
    case 0x201E:
    case 0x201F:
    case 0xAB: return MARK_OPEN;
    case 0x201D:
    case 0xBB: return MARK_CLOSE;
    case '\'':
    case '`':
    case 0x2018:
    case 0x2019: break;
    default: return MARK_NONE;
    }
    at = next->start;
    if (i + 1 >= end || next->kind != NG_TOKEN_QUOTE || next->start != t->end ||
        ng_utf8_next(bytes, &at) != c)
        return MARK_NONE;
    *tokens = 2;
    return c == '\'' ? MARK_STRAIGHT : c == 0x2019 ? MARK_CLOSE : MARK_OPEN;
}

/* A token that has letters or digits. */
static bool is_word(const struct ng_token *t)
{
    return t->kind == NG_TOKEN_WORD || t->kind == NG_TOKEN_NUMBER ||
           t->kind == NG_TOKEN_ADDRESS || t->kind == NG_TOKEN_CURRENCY;
}

/* Does the mark of tokens [i, next) open a run, outside of any? */
static bool opens(const struct ng_quote_work *w, enum mark mark, uint32_t i,
                  uint32_t next, const struct ng_paragraph *par)
{
    const struct ng_token *t = ng_work_token(w, i);
    bool space_before = t->flags & NG_TOKEN_SPACE_BEFORE;
    uint8_t before;
    bool touches_next = next < par->token_end &&
        !(ng_work_token(w, next)->flags & NG_TOKEN_SPACE_BEFORE);

    if (mark == MARK_OPEN)
        return next < par->token_end;
    if (mark == MARK_CLOSE)
        return touches_next && space_before && is_word(t + (next - i));
    if (!touches_next)
        return false;
    if (space_before || i == par->first_token)
        return true;
    before = w->word[i - 1];
    return before == NG_WORD_DASH || before == NG_WORD_HYPHEN ||
           before == NG_WORD_OPEN || before == NG_WORD_COLON ||
           before == NG_WORD_SEMICOLON || before == NG_WORD_OTHER;
}

/* Does the mark of tokens [i, next) close the open run? Only an opening mark
 * that stands like one (space before, word after) does not. */
static bool closes(const struct ng_quote_work *w, enum mark mark, uint32_t i,
                   uint32_t next, uint32_t end)
{
    if (mark != MARK_OPEN)
        return true;
    return !(ng_work_token(w, i)->flags & NG_TOKEN_SPACE_BEFORE) &&
           (next >= end ||
            (ng_work_token(w, next)->flags & NG_TOKEN_SPACE_BEFORE) ||
            !is_word(ng_work_token(w, next)));
}

/* Longest title of a programme, a film, a book, in words. */
#define MAX_TITLE 10

/* True when the word before the run, if any, leads to a name rather than to
 * somebody's words. */
static bool leads_to_title(const struct ng_quote_work *w, uint32_t first)
{
    uint8_t before;

    if (!first || ng_work_token(w, first)->flags & NG_TOKEN_SENTENCE_START)
        return false;
    before = w->word[first - 1];
    return before == NG_WORD_PREP || before == NG_WORD_POSSESSIVE ||
           before == NG_WORD_DET || before == NG_WORD_NAME ||
           before == NG_WORD_CONJ || before == NG_WORD_PLAIN;
}

/* A run whose words are all capitalised but for the small ones. */
static bool is_title(const struct ng_quote_work *w, const struct ng_quoted *q)
{
    uint32_t names = 0, last = ng_quoted_last(w, q);

    if (q->words > MAX_TITLE || !leads_to_title(w, q->at.first))
        return false;
    for (uint32_t i = q->at.first; i < q->at.end; i++) {
        uint8_t word = w->word[i];
        const struct ng_token *t = ng_work_token(w, i);
        if (t->kind == NG_TOKEN_WORD && t->shape != NG_SHAPE_LOWER)
            names++;
        else if ((word == NG_WORD_STOP && i < last) ||
                 word == NG_WORD_PLAIN ||
                 word == NG_WORD_CUE || word == NG_WORD_PRONOUN ||
                 word == NG_WORD_AUX || word == NG_WORD_OBJECT)
            return false;
    }
    return names > 0;
}

/* Ends the run that begins at `first`: counts words, notes who covers what. */
static void add_run(struct ng_quote_work *w, uint32_t paragraph,
                    struct ng_range at, bool closed)
{
    uint32_t n = w->quoted_count;
    struct ng_quoted *q = &w->quoted[n], *before = n ? q - 1 : NULL;
    const struct ng_paragraph *par = ng_run_paragraph(w->run, paragraph);

    *q = (struct ng_quoted){.at = at, .paragraph = paragraph,
                            .owner = NG_QUOTE_NONE, .cue = NG_QUOTE_NONE,
                            .closed = closed};
    for (uint32_t i = at.first; i < at.end; i++)
        q->words += is_word(ng_work_token(w, i));
    if (!q->words)
        return;
    q->title = closed && is_title(w, q);
    q->goes_on = before && !before->closed && at.first == par->first_token &&
                 before->paragraph + 1 == paragraph;
    w->quoted_count++;
    for (uint32_t i = at.first; i < at.end; i++)
        ng_run_cover(w, i, n + 1);
}

/* Longest run in single marks, in tokens. */
#define MAX_SINGLE 300

/* The end of a run in single marks, the British way, that begins at token i;
 * NONE when there is none. Single marks are apostrophes as well ("the boys'",
 * "'em"), so the run must begin with a word after white space and end with a
 * comma, a stop or a call inside its mark, before the next double mark. */
static uint32_t single_end(const struct ng_quote_work *w, uint32_t i,
                           uint32_t end)
{
    const struct ng_token *t = ng_work_token(w, i);
    size_t at = t->start;
    uint32_t c = ng_utf8_next(w->text->bytes, &at);

    if (t->kind != NG_TOKEN_QUOTE || !(t->flags & NG_TOKEN_SPACE_BEFORE) ||
        i + 2 >= end || (t[1].flags & NG_TOKEN_SPACE_BEFORE) ||
        t[1].kind != NG_TOKEN_WORD ||
        (c != '\'' && c != 0x2018))
        return NG_QUOTE_NONE;
    for (uint32_t n = i + 2; n < end && n - i < MAX_SINGLE; n++) {
        uint32_t tokens;
        if (w->word[n] != NG_WORD_QUOTE)
            continue;
        if (mark_at(w, n, end, &tokens) != MARK_NONE)
            break;
        if (!(ng_work_token(w, n)->flags & NG_TOKEN_SPACE_BEFORE) &&
            (w->word[n - 1] == NG_WORD_COMMA || w->word[n - 1] == NG_WORD_STOP))
            return n + 1;
    }
    return NG_QUOTE_NONE;
}

/* Two states, inside and outside; whoever is inside ends at the first mark that
 * closes, so nested marks of the same kind are part of the run around them. */
void ng_quote_marks(struct ng_quote_work *w, uint32_t paragraph)
{
    const struct ng_paragraph *par = ng_run_paragraph(w->run, paragraph);
    uint32_t open = NG_QUOTE_NONE, next;

    for (uint32_t i = par->first_token; i < par->token_end; i = next) {
        uint32_t tokens;
        enum mark mark;
        next = i + 1;
        if (w->word[i] != NG_WORD_QUOTE)
            continue;
        mark = mark_at(w, i, par->token_end, &tokens);
        next = i + tokens;
        if (mark == MARK_NONE) {
            uint32_t last = open == NG_QUOTE_NONE
                                ? single_end(w, i, par->token_end)
                                : NG_QUOTE_NONE;
            if (last != NG_QUOTE_NONE) {
                add_run(w, paragraph, (struct ng_range){i, last}, true);
                next = last;
            }
            continue;
        }
        if (open == NG_QUOTE_NONE) {
            if (opens(w, mark, i, next, par))
                open = i;
        } else if (closes(w, mark, i, next, par->token_end)) {
            add_run(w, paragraph, (struct ng_range){open, next}, true);
            open = NG_QUOTE_NONE;
        }
    }
    if (open != NG_QUOTE_NONE)
        add_run(w, paragraph, (struct ng_range){open, par->token_end}, false);
}
