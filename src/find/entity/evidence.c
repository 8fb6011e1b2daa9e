/*
 * evidence.c - one look at every token of the article.
 *
 * In: tokens. Out: a map from the folded word's hash to bits, one for each
 * kind of company in which the word was seen with a capital, and a count.
 *
 * "Gulen" alone at a sentence's start could be anything. That the article has
 * "Mr Gulen" elsewhere, or "Gulen said", or never "gulen" with a small letter,
 * settles it. The labeller gets these bits as features (put_evidence), the
 * trainer collects them with this very code: what a bit is worth is learned.
 *
 * The order of the two passes matters: small letters are noted only for words
 * that have a capital somewhere, so the map stays as small as the number of
 * different names. Neighbours are taken across the end of a sentence or a
 * paragraph; it costs a few false bits, but training sees the same ones.
 */
#include "find/entity/evidence.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "find/entity/entity.h"

/* Longest word that is folded; longer ones are hashed as they stand. */
#define MAX_WORD 96

/* Folds into a buffer on the stack, so that "GULEN" and "Gulen" share their
 * bits. A word longer than the buffer is hashed as it stands: nothing is lost
 * but the folding of words that no article writes in two ways. */
uint64_t ng_word_hash(const struct ng_text *text, size_t token)
{
    struct ng_slice word = ng_token_text(text, token);
    char folded[MAX_WORD];
    size_t len = ng_utf8_fold(word, folded, sizeof folded);

    return len == SIZE_MAX ? ng_hash(word.ptr, word.len)
                           : ng_hash(folded, len);
}

/* True when token `i` lies in the article and is `word`, written in small
 * letters; the text's own case does not matter. "(" and "," are words here
 * too. */
static bool is_word(const struct ng_text *text, size_t i, const char *word)
{
    return i < text->tokens.count && ng_token_is(text, i, word);
}

/* The same for a short list. Lists this short are searched one by one: callers
 * have rejected most tokens by their shape or length already. */
static bool is_one_of(const struct ng_text *text, size_t i,
                      const char *const *words, size_t count)
{
    for (size_t n = 0; n < count; n++)
        if (is_word(text, i, words[n]))
            return true;
    return false;
}

/* Speech that stands beside the name of a speaker: "Aksoy said", "told
 * Reuters", and "who", which follows people. Only small letters: "Say" in a
 * headline begins too many other things. The quotes module has its own, longer
 * list; here a few frequent verbs suffice, for one hit per article sets the
 * bit. */
static bool is_saying(const struct ng_text *text, size_t i)
{
    static const char *const words[] = {"said", "says", "told", "added",
                                        "who", "say"};

    return i < text->tokens.count &&
           ng_text_token(text, i)->shape == NG_SHAPE_LOWER &&
           is_one_of(text, i, words, sizeof words / sizeof *words);
}

/* True for the words before places: "in Lagos", "from Ankara". The length is
 * tested first, since most words are longer than any of these. */
static bool is_locative(const struct ng_text *text, size_t i)
{
    static const char *const words[] = {"in", "at", "from", "near", "to"};

    return ng_text_token(text, i)->end - ng_text_token(text, i)->start <= 4 &&
           is_one_of(text, i, words, sizeof words / sizeof *words);
}

/* What stands before the word: a title ("President Biden"), another capital,
 * and then perhaps a first name ("Hami Aksoy"), an article, a place's
 * preposition, a verb of saying or a bracket ("the Lord's Resistance Army
 * (LRA)"). A title with a capital gives two bits, TITLED and LAST; which one
 * counts is learned. */
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

/* What stands after the word: another capital, and then perhaps a word that
 * types names ("Gulen Movement"), a possessive, a verb of saying, or a comma
 * with a country ("Lagos, Nigeria"), an age ("Aksoy, 45,") or "who" behind
 * it. */
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

/* Adds one capital to the word's bits. The count sits in the upper byte and
 * stops at 255, so that the addition never spills; two and four have bits of
 * their own, because features test bits. */
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

/* Takes one place of a word with a capital into account. The first word of a
 * sentence does not set NG_SEEN_CAPITAL, for its capital proves nothing; what
 * stands beside it counts all the same ("Erdogan said ..."). */
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

/* Capitals first, then small letters for the words that have a capital: "May"
 * the month or the prime minister, when the article also has "may". Words in
 * capitals throughout ("NATO") are capitals as well. */
ng_status ng_evidence_collect(const struct ng_text *text, struct ng_map *map)
{
    for (size_t i = 0; i < text->tokens.count; i++)
        if (ng_is_capital(ng_text_token(text, i)))
            NG_TRY(note_capital(text, map, i));
    for (size_t i = 0; i < text->tokens.count; i++) {
        const struct ng_token *t = ng_text_token(text, i);
        struct ng_slice word = ng_token_text(text, i);
        uint32_t *bits;
        uint64_t hash;
        if (t->kind != NG_TOKEN_WORD || t->shape != NG_SHAPE_LOWER)
            continue;
        hash = ng_hash(word.ptr, word.len); /* lower case is folded */
        if (!ng_map_get(map, hash))
            continue;
        bits = ng_map_add(map, hash); /* may grow, though the key is there */
        if (!bits)
            return NUTGRAF_NO_MEMORY;
        *bits |= NG_SEEN_LOWER;
    }
    return NUTGRAF_OK;
}
