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

/* A small set of first and last byte and length, by which nearly all words that
 * have no capital anywhere are told without hashing them. */
#define SIGNS 4096u

struct signs {
    uint64_t bits[SIGNS / 64];
};

/* The place of a folded word in the set. */
static uint32_t sign_of(char first, char last, size_t len)
{
    return ((unsigned char)first * 37u + (unsigned char)last * 5u +
            (uint32_t)len * 769u) % SIGNS;
}

/* What a word is known by when its case does not matter. */
struct folded {
    uint64_t hash;
    uint32_t sign;
};

/* Longest word that is folded; longer ones are hashed as they stand. */
#define MAX_WORD 96

/* Letter by letter: "ÉCOLE" and "École" share their bits. A word longer than
 * the buffer is hashed as it stands: nothing is lost but the folding of words
 * that no article writes in two ways. */
static struct folded fold_any(struct ng_slice word)
{
    char bytes[MAX_WORD];
    size_t len = ng_utf8_fold(word, bytes, sizeof bytes);

    if (len != SIZE_MAX)
        word = (struct ng_slice){bytes, len};
    return (struct folded){ng_hash(word.ptr, word.len),
                           sign_of(word.ptr[0], word.ptr[word.len - 1],
                                   word.len)};
}

/* Nearly all words are at most sixteen bytes of ASCII, which are folded and
 * hashed in two registers, to the same number. */
static struct folded fold_word(const struct ng_text *text, size_t i)
{
    struct ng_slice word = ng_token_text(text, i);
    uint64_t pair[2];

    if (word.len > sizeof pair ||
        text->bytes.len - ng_text_token(text, i)->start < sizeof pair)
        return fold_any(word);
    memcpy(pair, word.ptr, sizeof pair);
    pair[0] = ng_keep_bytes(pair[0], word.len);
    pair[1] = word.len > 8 ? ng_keep_bytes(pair[1], word.len - 8) : 0;
    if ((pair[0] | pair[1]) & NG_EACH_BYTE(0x80))
        return fold_any(word);
    pair[0] = ng_lower_eight(pair[0]);
    pair[1] = ng_lower_eight(pair[1]);
    return (struct folded){
        ng_hash_pair(NG_HASH_START ^ word.len, pair[0], pair[1]),
        sign_of(ng_lower(word.ptr[0]), ng_lower(word.ptr[word.len - 1]),
                word.len)};
}

/* A word of at most eight bytes as a number, and that of a token: in small
 * letters, without the stop of an abbreviation; 0 when it is longer. */
#define NUMBER(word) number_of(word "\0\0\0\0\0\0\0")

static inline uint64_t number_of(const char *bytes)
{
    uint64_t w;

    memcpy(&w, bytes, sizeof w);
    return w;
}

static uint64_t token_number(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);
    size_t len = t->end - t->start - !!(t->flags & NG_TOKEN_ABBREVIATION);
    uint64_t w = 0;

    if (len > sizeof w)
        return 0;
    if (text->bytes.len - t->start >= sizeof w)
        w = ng_keep_bytes(number_of(text->bytes.ptr + t->start), len);
    else
        memcpy(&w, text->bytes.ptr + t->start, len);
    return ng_lower_eight(w);
}

/* Speech that stands beside the name of a speaker: "Aksoy said", "told
 * Reuters", and "who", which follows people. The quotes module has its own,
 * longer list; here a few frequent verbs suffice, for one hit per article sets
 * the bit. */
static bool is_saying(uint64_t word)
{
    return word == NUMBER("said") || word == NUMBER("says") ||
           word == NUMBER("told") || word == NUMBER("added") ||
           word == NUMBER("who") || word == NUMBER("say");
}

/* True for the words before places: "in Lagos", "from Ankara". */
static bool is_locative(uint64_t word)
{
    return word == NUMBER("in") || word == NUMBER("at") ||
           word == NUMBER("from") || word == NUMBER("near") ||
           word == NUMBER("to");
}

/* What a word without a capital says of the one behind it. */
static uint32_t small_word_before(uint64_t word)
{
    return word == NUMBER("the") ? NG_SEEN_THE
           : is_locative(word)   ? NG_SEEN_IN
           : is_saying(word)     ? NG_SEEN_SAYS
                                 : 0;
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
    uint32_t bits = tables & NG_BIT(NG_TABLE_TITLES) ? NG_SEEN_TITLED : 0;

    if (ng_is_capital(before))
        bits |= tables & NG_BIT(NG_TABLE_FORENAMES)
                    ? NG_SEEN_LAST | NG_SEEN_SURNAME
                    : NG_SEEN_LAST;
    else if (before->kind == NG_TOKEN_WORD)
        bits |= small_word_before(token_number(text, i - 1));
    else if (token_number(text, i - 1) == NUMBER("("))
        bits |= NG_SEEN_BRACKETS;
    return bits;
}

/* What stands behind the comma at token `i`: a country ("Lagos, Nigeria"), an
 * age ("Aksoy, 45,") or "who". */
static uint32_t look_beyond(const struct ng_text *text, size_t i)
{
    uint32_t bits = 0;

    if (i + 1 >= text->tokens.count)
        return 0;
    if (ng_token_tables(text, i + 1) & NG_BIT(NG_TABLE_COUNTRIES))
        bits |= NG_SEEN_COMMA_PLACE;
    if (ng_text_token(text, i + 1)->kind == NG_TOKEN_NUMBER ||
        token_number(text, i + 1) == NUMBER("who"))
        bits |= NG_SEEN_HE;
    return bits;
}

/* What stands after the word: another capital, and then perhaps a word that
 * types names ("Gulen Movement"), a possessive, a verb of saying in small
 * letters ("Say" in a headline begins too many other things), or a comma. */
static uint32_t look_right(const struct ng_text *text, size_t i)
{
    const struct ng_token *after = ng_text_token(text, i + 1);
    uint64_t word;

    if (ng_is_capital(after))
        return ng_token_tables(text, i + 1) & NG_BIT(NG_TABLE_NAME_WORDS)
                   ? NG_SEEN_FIRST | NG_SEEN_HEADED
                   : NG_SEEN_FIRST;
    if (after->kind == NG_TOKEN_POSSESSIVE)
        return NG_SEEN_OWNER;
    word = token_number(text, i + 1);
    if (after->shape == NG_SHAPE_LOWER)
        return is_saying(word) ? NG_SEEN_SAYS : 0;
    return word == NUMBER(",") ? look_beyond(text, i + 1) : 0;
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
                              size_t i, struct signs *signs)
{
    struct folded word = fold_word(text, i);
    uint32_t *bits = ng_map_add(map, word.hash);

    if (!bits)
        return NUTGRAF_NO_MEMORY;
    signs->bits[word.sign / 64] |= UINT64_C(1) << word.sign % 64;
    *bits = count_capital(*bits);
    if (!(ng_text_token(text, i)->flags & NG_TOKEN_FIRST_WORD))
        *bits |= NG_SEEN_CAPITAL;
    if (i > 0)
        *bits |= look_left(text, i);
    if (i + 1 < text->tokens.count)
        *bits |= look_right(text, i);
    return NUTGRAF_OK;
}

/* Takes a word in small letters into account, if it has a capital somewhere.
 * It is folded as it stands. */
static ng_status note_small(const struct ng_text *text, struct ng_map *map,
                            size_t i, const struct signs *signs)
{
    struct ng_slice word = ng_token_text(text, i);
    uint32_t sign =
        sign_of(word.ptr[0], word.ptr[word.len - 1], word.len);
    uint32_t *bits, seen;
    uint64_t hash;

    if (!(signs->bits[sign / 64] >> sign % 64 & 1))
        return NUTGRAF_OK;
    hash = ng_hash_near(word.ptr, word.len,
                        (size_t)(text->bytes.ptr + text->bytes.len -
                                 word.ptr));
    seen = ng_map_get(map, hash);
    if (!seen || (seen & NG_SEEN_LOWER))
        return NUTGRAF_OK;
    bits = ng_map_add(map, hash); /* may grow, though the key is there */
    if (!bits)
        return NUTGRAF_NO_MEMORY;
    *bits |= NG_SEEN_LOWER;
    return NUTGRAF_OK;
}

/* Capitals first, then small letters for the words that have a capital: "May"
 * the month or the prime minister, when the article also has "may". Words in
 * capitals throughout ("NATO") are capitals as well. */
ng_status ng_evidence_collect(const struct ng_text *text, struct ng_map *map)
{
    struct signs signs = {{0}};

    for (size_t i = 0; i < text->tokens.count; i++)
        if (ng_is_capital(ng_text_token(text, i)))
            NG_TRY(note_capital(text, map, i, &signs));
    for (size_t i = 0; i < text->tokens.count; i++) {
        const struct ng_token *t = ng_text_token(text, i);
        if (t->kind == NG_TOKEN_WORD && t->shape == NG_SHAPE_LOWER)
            NG_TRY(note_small(text, map, i, &signs));
    }
    return NUTGRAF_OK;
}
