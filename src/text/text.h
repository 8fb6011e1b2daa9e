/*
 * text.h - a paragraph's tokens and sentences, computed once, for all modules.
 *
 *     article text (bytes) -> tokens -> looked up in the lexicon -> sentences
 *
 * Everything is appended to two vectors of the run (all tokens, all sentences
 * of the article); a paragraph keeps its ranges in them.
 */
#ifndef NG_TEXT_TEXT_H
#define NG_TEXT_TEXT_H

#include "base/vector.h"
#include "model/lexicon.h"
#include "text/token.h"

/* Half-open range of tokens. */
struct ng_sentence {
    uint32_t first_token, token_end;
};

/* A paragraph of the article with its ranges; also what modules are handed. */
struct ng_paragraph {
    uint32_t start, end; /* bytes into the article's text */
    uint32_t first_token, token_end;
    uint32_t first_sentence, sentence_end;
    uint32_t first_date; /* dates counted before this one */
    uint32_t kind; /* nutgraf_paragraph_kind */
};

/* The text layer's view of an article. */
struct ng_text {
    const struct ng_lexicon *lexicon;
    struct ng_slice bytes;     /* the article's text so far */
    struct ng_vector tokens;    /* of struct ng_token */
    struct ng_vector sentences; /* of struct ng_sentence */
};

/* Tokenises bytes [par->start, par->end) and fills the paragraph's ranges.
 * Linear. Status: NO_MEMORY. */
ng_status ng_text_paragraph(struct ng_text *text, struct ng_paragraph *par);

static inline const struct ng_token *ng_text_token(const struct ng_text *text,
                                                   size_t i)
{
    return NG_AT(&text->tokens, struct ng_token, i);
}

/* The bytes of a token; of tokens [first, end) with what lies between. */
struct ng_slice ng_token_text(const struct ng_text *text, size_t token);
struct ng_slice ng_tokens_text(const struct ng_text *text, size_t first,
                               size_t end);

/* The tables in which a token's word stands, as NG_BIT()s. */
static inline uint64_t ng_token_tables(const struct ng_text *text, size_t token)
{
    return ng_lexicon_entry(text->lexicon, ng_text_token(text, token)->lex)
        ->tables;
}

/* The longest key of `table` that begins at token `first` and ends at or before
 * token `end`; `*row` is its row. Returns the number of tokens, 0 for none. The
 * words of a key may be separated by anything white or nothing. */
size_t ng_phrase_search(const struct ng_text *text, size_t first, size_t end,
                        unsigned table, struct ng_row *row);

/* The same. Inline is only the look at the first word's entry, which nearly
 * always says no. */
static inline size_t ng_phrase_find(const struct ng_text *text, size_t first,
                                    size_t end, unsigned table,
                                    struct ng_row *row)
{
    const struct ng_packed_entry *entry = ng_lexicon_entry(
        text->lexicon, ng_text_token(text, first)->lex);

    if ((entry->tables | entry->starts) & NG_BIT(table))
        return ng_phrase_search(text, first, end, table, row);
    row->row = NULL;
    return 0;
}

/* A phrase of a table: its length in tokens, its row. */
struct ng_phrase {
    size_t len;
    struct ng_row row;
};

/* The same for many tables at once, given as NG_BIT()s, and for phrases of two
 * words at least: fills `found[table]` for each table of the bits that it
 * returns. */
uint64_t ng_phrases_search(const struct ng_text *text, size_t first, size_t end,
                           uint64_t tables,
                           struct ng_phrase found[NG_TABLE_COUNT]);

/* True when the token's folded text equals the lower-case literal. The stop
 * that an abbreviation took along is ignored: "Gen." is "gen". Inline, since
 * the modules ask this of dozens of words and nearly always the length says
 * no. */
static inline bool ng_token_is(const struct ng_text *text, size_t token,
                               const char *folded)
{
    const struct ng_token *t = ng_text_token(text, token);
    size_t len = strlen(folded), own = t->end - t->start;

    if ((own != len &&
         !(own == len + 1 && (t->flags & NG_TOKEN_ABBREVIATION))) ||
        (text->bytes.ptr[t->start] | 0x20) != (*folded | 0x20))
        return false;
    return ng_slice_eq_nocase(
        (struct ng_slice){text->bytes.ptr + t->start, len},
        (struct ng_slice){folded, len});
}

#endif
