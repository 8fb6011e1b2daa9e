/*
 * text.c - tokens of a paragraph, their lexicon entries, phrases.
 *
 *     scan -> look up (folded, hashed) -> take the full stop along -> sentences
 *
 * Each token is looked up once, here; modules then test bits. Tokens are
 * written straight into the article's vector: 12 bytes each, no other
 * allocation.
 */
#include "text/text.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "text/sentence.h"

/* Words that are looked up together. */
#define LOOKUPS 32

/* The words as the author wrote them, marks of case and all. */
struct ng_slice ng_token_text(const struct ng_text *text, size_t token)
{
    return ng_tokens_text(text, token, token + 1);
}

/* White space between the tokens is part of it. */
struct ng_slice ng_tokens_text(const struct ng_text *text, size_t first,
                               size_t end)
{
    return ng_slice_sub(text->bytes, ng_text_token(text, first)->start,
                        ng_text_token(text, end - 1)->end);
}

/* The entry of one token's folded word, or 0; `room` bytes can be read from its
 * start. The stop that a word took along is no part of its key. What is longer
 * than any key is not looked up. */
static uint32_t look_up(const struct ng_text *text, struct ng_slice word,
                        size_t room)
{
    char key[NG_KEY_MAX];
    size_t len;

    if (word.ptr[word.len - 1] != '.' || word.len == 1)
        return ng_lexicon_word(text->lexicon, word, room);
    len = word.len < NG_KEY_MAX ? ng_token_fold(word, key, sizeof key)
                                : SIZE_MAX;
    return len == SIZE_MAX
               ? 0
               : ng_lexicon_find(text->lexicon, (struct ng_slice){key, len},
                                 ng_hash(key, len));
}

/* True for a word right before a full stop that is no "..": it may be a part of
 * the word. */
static bool may_take_stop(const struct ng_text *text,
                          const struct ng_token *word)
{
    struct ng_slice rest =
        ng_slice_sub(text->bytes, word->end, text->bytes.len);

    return word->kind == NG_TOKEN_WORD && rest.len && rest.ptr[0] == '.' &&
           rest.ptr[-1] != '.' && (rest.len == 1 || rest.ptr[1] != '.');
}

/* "Feb" + "." when the table knows the word, "J" + "." before a space: an
 * initial. Not before a second point ("etc..."), and never twice. */
static bool takes_stop(const struct ng_text *text, const struct ng_token *word)
{
    if (ng_lexicon_entry(text->lexicon, word->lex)->tables &
        NG_BIT(NG_TABLE_ABBREVIATIONS))
        return true;
    return word->end - word->start == 1 && word->shape == NG_SHAPE_TITLE &&
           text->bytes.len > word->end + 1 &&
           text->bytes.ptr[word->end + 1] == ' ';
}

/* Words whose look-up is under way. */
struct pending {
    struct ng_lookup lookups[LOOKUPS];
    struct ng_token *tokens[LOOKUPS];
    size_t count;
};

/* Ends the look-ups under way. They must end before the vector of tokens moves.
 */
static void end_lookups(const struct ng_text *text, struct pending *pending)
{
    ng_lookup_end(text->lexicon, pending->lookups, pending->count);
    for (size_t i = 0; i < pending->count; i++)
        pending->tokens[i]->lex = pending->lookups[i].entry;
    pending->count = 0;
}

/* Looks a fresh token up and lets it take its full stop along. Before a full
 * stop it must be known at once, elsewhere it may wait for others. */
static void finish_token(const struct ng_text *text, struct ng_slice bytes,
                         struct ng_token *token, struct pending *pending)
{
    struct ng_slice word = ng_slice_sub(bytes, token->start, token->end);
    size_t room = bytes.len - token->start;

    if (token->kind == NG_TOKEN_ADDRESS)
        return;
    if (may_take_stop(text, token)) {
        token->lex = look_up(text, word, room);
        if (takes_stop(text, token)) {
            token->end++;
            token->flags |= NG_TOKEN_ABBREVIATION;
        }
        return;
    }
    if (word.ptr[word.len - 1] == '.' ||
        !ng_lookup_begin(text->lexicon, word, room,
                         &pending->lookups[pending->count])) {
        token->lex = look_up(text, word, room);
        return;
    }
    pending->tokens[pending->count++] = token;
    if (pending->count == LOOKUPS)
        end_lookups(text, pending);
}

/* The first token counts as preceded by space even if the text before it is the
 * paragraph separator's last byte. When memory runs out the tokens made so far
 * stay; the article is given up anyway. */
ng_status ng_text_paragraph(struct ng_text *text, struct ng_paragraph *par)
{
    struct ng_slice bytes = ng_slice_sub(text->bytes, 0, par->end);
    struct ng_vector *tokens = &text->tokens;
    struct pending pending;
    size_t at = par->start;

    pending.count = 0;
    par->first_token = (uint32_t)tokens->count;
    for (;;) {
        struct ng_token *token;
        if (tokens->count == tokens->room) {
            end_lookups(text, &pending);
            if (!ng_vector_reserve(tokens, 1))
                return NUTGRAF_NO_MEMORY;
        }
        token = NG_AT(tokens, struct ng_token, tokens->count);
        if (!ng_token_scan(bytes, at, token))
            break;
        finish_token(text, bytes, token, &pending);
        if (at == par->start)
            token->flags |= NG_TOKEN_SPACE_BEFORE;
        at = token->end;
        tokens->count++;
    }
    end_lookups(text, &pending);
    par->token_end = (uint32_t)tokens->count;
    return ng_text_sentences(text, par);
}

/* Appends one word to a phrase key, with a space between words as the packer
 * does; SIZE_MAX when it does not fit, which ends the phrase. */
static size_t extend_key(const struct ng_text *text, size_t token, char *key,
                         size_t len)
{
    struct ng_slice word = ng_token_text(text, token);
    size_t more;

    if (len && len < NG_KEY_MAX)
        key[len++] = ' ';
    more = len < NG_KEY_MAX ? ng_token_fold(word, key + len, NG_KEY_MAX - len)
                            : SIZE_MAX;
    return more == SIZE_MAX ? SIZE_MAX : len + more;
}

/* Is the text spelled like the key, but for full stops of abbreviations ("lb.
 * ft", "12 MW.")? */
static bool is_spelled(struct ng_slice surface, struct ng_slice key)
{
    size_t n = 0;

    for (size_t i = 0; i < surface.len; i++) {
        if (n < key.len && surface.ptr[i] == key.ptr[n])
            n++;
        else if (surface.ptr[i] != '.')
            return false;
    }
    return n == key.len;
}

/* The row of `entry` whose spelling fits tokens [first, end), if the table
 * cares about spelling; else its first row. */
static struct ng_row fitting_row(const struct ng_text *text, uint32_t entry,
                                 unsigned table, size_t first, size_t end)
{
    struct ng_slice surface = ng_tokens_text(text, first, end);
    struct ng_row row = ng_lexicon_row(text->lexicon, entry, table, 0);

    if (!ng_table_is_exact(text->lexicon, table))
        return row;
    for (size_t n = 1; row.row; n++) {
        if (is_spelled(surface, ng_slice_of(ng_row_text(row, 0))))
            return row;
        row = ng_lexicon_row(text->lexicon, entry, table, n);
    }
    return row;
}

/* May a longer key than that of `entry` go on with token `i`? Its first letter
 * nearly always says no. Beyond ASCII, and of marks, nothing is asked. */
static inline bool may_go_on(const struct ng_text *text,
                             const struct ng_packed_entry *entry, size_t i)
{
    char c = text->bytes.ptr[ng_text_token(text, i)->start];

    return (entry->next & NG_NEXT_BIT(c)) ||
           !(ng_is_alpha(c) || ng_is_digit(c));
}

/* Walks word by word as long as the entry says that a longer key begins so;
 * most words begin none and cost one test. Longest match, so "New York Times"
 * wins over "New York". Bounded by NG_KEY_MAX bytes of key. */
size_t ng_phrase_search(const struct ng_text *text, size_t first, size_t end,
                        unsigned table, struct ng_row *row)
{
    uint32_t lex = ng_text_token(text, first)->lex;
    const struct ng_packed_entry *entry = ng_lexicon_entry(text->lexicon, lex);
    char key[NG_KEY_MAX];
    size_t len = 0, best = 0;

    row->row = NULL;
    for (size_t i = first; first < end;) {
        if (entry->tables & NG_BIT(table)) {
            struct ng_row r = fitting_row(text, lex, table, first, i + 1);
            if (r.row) {
                *row = r;
                best = i + 1 - first;
            }
        }
        if (++i == end || !(entry->starts & NG_BIT(table)) ||
            !may_go_on(text, entry, i))
            return best;
        if (!len)
            len = extend_key(text, first, key, 0);
        len = extend_key(text, i, key, len);
        if (len == SIZE_MAX)
            return best;
        lex = ng_lexicon_find(text->lexicon, (struct ng_slice){key, len},
                              ng_hash(key, len));
        entry = ng_lexicon_entry(text->lexicon, lex);
    }
    return 0;
}

/* The key grows word by word as long as one of the tables has a longer one that
 * begins so. */
uint64_t ng_phrases_search(const struct ng_text *text, size_t first, size_t end,
                           uint64_t tables,
                           struct ng_phrase found[NG_TABLE_COUNT])
{
    const struct ng_packed_entry *entry = ng_lexicon_entry(
        text->lexicon, ng_text_token(text, first)->lex);
    uint64_t open = tables & entry->starts, seen = 0;
    char key[NG_KEY_MAX];
    size_t len = 0;

    for (size_t i = first + 1;
         open && i < end && may_go_on(text, entry, i); i++) {
        uint32_t lex;
        if (!len)
            len = extend_key(text, first, key, 0);
        len = extend_key(text, i, key, len);
        if (len == SIZE_MAX)
            break;
        lex = ng_lexicon_find(text->lexicon, (struct ng_slice){key, len},
                              ng_hash(key, len));
        entry = ng_lexicon_entry(text->lexicon, lex);
        for (uint64_t bits = entry->tables & open; bits; bits &= bits - 1) {
            unsigned table = (unsigned)__builtin_ctzll(bits);
            struct ng_row row = fitting_row(text, lex, table, first, i + 1);
            if (!row.row)
                continue;
            found[table] = (struct ng_phrase){i + 1 - first, row};
            seen |= NG_BIT(table);
        }
        open &= entry->starts;
    }
    return seen;
}
