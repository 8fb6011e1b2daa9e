/* evidence.c - one look at every token of the article. */
#include "find/entity/evidence.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "find/entity/entity.h"

/* Longest word that is folded; longer ones are hashed as they stand. */
#define MAX_WORD 96

uint64_t ng_word_hash(const struct ng_text *text, size_t token)
{
    struct ng_slice word = ng_token_text(text, token);
    char folded[MAX_WORD];
    size_t len = ng_utf8_fold(word, folded, sizeof folded);

    return len == SIZE_MAX ? ng_hash(word.ptr, word.len)
                           : ng_hash(folded, len);
}

/* True when token `i` lies in the paragraph's token range and is `word`. */
static bool is_word(const struct ng_text *text, size_t i, const char *word)
{
    return i < text->tokens.count && ng_token_is(text, i, word);
}

static bool is_one_of(const struct ng_text *text, size_t i,
                      const char *const *words, size_t count)
{
    for (size_t n = 0; n < count; n++)
        if (is_word(text, i, words[n]))
            return true;
    return false;
}

/* Speech that stands beside the name of a speaker. */
static bool is_saying(const struct ng_text *text, size_t i)
{
    static const char *const words[] = {"said", "says", "told", "added",
                                        "who", "say"};

    return i < text->tokens.count &&
           ng_text_token(text, i)->shape == NG_SHAPE_LOWER &&
           is_one_of(text, i, words, sizeof words / sizeof *words);
}

static bool is_locative(const struct ng_text *text, size_t i)
{
    static const char *const words[] = {"in", "at", "from", "near", "to"};

    return ng_text_token(text, i)->end - ng_text_token(text, i)->start <= 4 &&
           is_one_of(text, i, words, sizeof words / sizeof *words);
}

/* What stands before the word. */
static uint32_t look_left(const struct ng_text *text, size_t i)
{
    const struct ng_token *before = ng_text_token(text, i - 1);
    uint64_t tables = ng_token_tables(text, i - 1);
    uint32_t bits = 0;

    if (tables & NG_BIT(NG_TABLE_TITLES))
        bits |= NG_SEEN_TITLED;
    if (ng_is_capital(before)) {
        bits |= NG_SEEN_LAST;
        if (tables & NG_BIT(NG_TABLE_FORENAMES))
            bits |= NG_SEEN_SURNAME;
    } else if (before->kind == NG_TOKEN_WORD) {
        if (is_word(text, i - 1, "the"))
            bits |= NG_SEEN_THE;
        else if (is_locative(text, i - 1))
            bits |= NG_SEEN_IN;
        else if (is_saying(text, i - 1))
            bits |= NG_SEEN_SAYS;
    } else if (is_word(text, i - 1, "(")) {
        bits |= NG_SEEN_BRACKETS;
    }
    return bits;
}

/* What stands after the word. */
static uint32_t look_right(const struct ng_text *text, size_t i)
{
    const struct ng_token *after = ng_text_token(text, i + 1);
    uint32_t bits = 0;

    if (ng_is_capital(after)) {
        bits |= NG_SEEN_FIRST;
        if (ng_token_tables(text, i + 1) & NG_BIT(NG_TABLE_NAME_WORDS))
            bits |= NG_SEEN_HEADED;
    } else if (after->kind == NG_TOKEN_POSSESSIVE) {
        bits |= NG_SEEN_OWNER;
    } else if (is_saying(text, i + 1)) {
        bits |= NG_SEEN_SAYS;
    } else if (is_word(text, i + 1, ",") && i + 2 < text->tokens.count) {
        const struct ng_token *next = ng_text_token(text, i + 2);
        if (ng_token_tables(text, i + 2) & NG_BIT(NG_TABLE_COUNTRIES))
            bits |= NG_SEEN_COMMA_PLACE;
        if (next->kind == NG_TOKEN_NUMBER || is_word(text, i + 2, "who"))
            bits |= NG_SEEN_HE;
    }
    return bits;
}

/* Adds one capital to the word's bits. */
static uint32_t count_capital(uint32_t bits)
{
    uint32_t count = bits >> NG_SEEN_COUNT_SHIFT;

    if (count < 255)
        bits += UINT32_C(1) << NG_SEEN_COUNT_SHIFT;
    if (count + 1 >= 2)
        bits |= NG_SEEN_TWICE;
    if (count + 1 >= 4)
        bits |= NG_SEEN_OFTEN;
    return bits;
}

static ng_status note_capital(const struct ng_text *text, struct ng_map *map,
                              size_t i)
{
    uint32_t *bits = ng_map_add(map, ng_word_hash(text, i));

    if (!bits)
        return NUTGRAF_NO_MEMORY;
    *bits = count_capital(*bits);
    if (!(ng_text_token(text, i)->flags & NG_TOKEN_FIRST_WORD))
        *bits |= NG_SEEN_CAPITAL;
    if (i > 0)
        *bits |= look_left(text, i);
    if (i + 1 < text->tokens.count)
        *bits |= look_right(text, i);
    return NUTGRAF_OK;
}

ng_status ng_evidence_collect(const struct ng_text *text, struct ng_map *map)
{
    for (size_t i = 0; i < text->tokens.count; i++)
        if (ng_is_capital(ng_text_token(text, i)))
            NG_TRY(note_capital(text, map, i));
    for (size_t i = 0; i < text->tokens.count; i++) {
        const struct ng_token *t = ng_text_token(text, i);
        struct ng_slice word = ng_token_text(text, i);
        uint64_t hash;
        if (t->kind != NG_TOKEN_WORD || t->shape != NG_SHAPE_LOWER)
            continue;
        hash = ng_hash(word.ptr, word.len); /* lower case is folded */
        if (ng_map_get(map, hash))
            *ng_map_add(map, hash) |= NG_SEEN_LOWER;
    }
    return NUTGRAF_OK;
}
