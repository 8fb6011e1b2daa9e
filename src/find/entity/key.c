/*
 * key.c - hashes of names that their spelling variants share.
 *
 * In: the tokens of a name. Out: a key, which holds for each word a hash of
 * its letters and one of its sound, and for the whole name both of these and
 * its acronym. Two names are compared by comparing numbers, or looked up in a
 * map.
 *
 * Letters lose case and diacritics: "L'Oréal" is "L'Oreal". Sounds moreover
 * join the ways in which newspapers transcribe: "Sergei" and "Sergey",
 * "Romanov" and "Romanoff", "Mohammed" and "Muhammad". This is coarser than
 * spelling and finer than Soundex, which would join "Robert" with "Rupert". A
 * surname's sound alone never joins two full names: their first names must
 * agree (link.c).
 *
 * Only Latin letters up to U+017F have a plain form; letters of other scripts
 * stand for themselves. Hashes are FNV-1a over letters rather than bytes.
 * Cost: one step per character, no memory beyond the key.
 */
#include "find/entity/key.h"

#include "base/hash.h"
#include "base/utf8.h"

/* Latin letters with marks as the plain letters that newspapers write for them;
 * one character each, U+00C0 to U+017F. '*' stands for "not a plain letter":
 * the signs of multiplication and division. */
static const char plain_letters[] =
    "aaaaaaaceeeeiiiidnooooo*ouuuuyts" /* U+00C0 */
    "aaaaaaaceeeeiiiidnooooo*ouuuuyty" /* U+00E0 */
    "aaaaaaccccccccddddeeeeeeeeeegggg" /* U+0100 */
    "gggghhhhiiiiiiiiiiiijjkkklllllll" /* U+0120 */
    "lllnnnnnnnnnoooooooorrrrrrssssss" /* U+0140 */
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs"; /* U+0160 */

/* Bytes of a word in capitals that is read as an acronym: "U.S.", not
 * "COMMITTEE" in a headline. */
#define LONGEST_ACRONYM 6

/* The folded letter, or 0 for what is no letter or digit: the points of "U.N.",
 * the apostrophe of "O'Neill" and hyphens vanish from a key. */
static uint32_t plain(uint32_t c)
{
    c = ng_char_lower(c);
    if (c >= 0xC0 && c <= 0x17F) {
        char p = plain_letters[c - 0xC0];
        return p == '*' ? 0 : (uint32_t)p;
    }
    return ng_char_is_letter(c) || ng_char_is_digit(c) ? c : 0;
}

/* Of sounds and letters alike; y counts, for "Sergey" is "Sergei". */
static bool is_vowel(uint32_t c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/* The letter as it sounds in transcriptions: y and j as i, w and f as v, k and
 * q as c, z as s, and of the vowels o as u and e as a: "Osama" and "Usama",
 * "Mohammed" and "Muhammad". Other letters stand for themselves. */
static uint32_t sound_of(uint32_t c)
{
    switch (c) {
    case 'y':
    case 'j': return 'i';
    case 'w':
    case 'f': return 'v';
    case 'k':
    case 'q': return 'c';
    case 'z': return 's';
    case 'o': return 'u';
    case 'e': return 'a';
    default: return c;
    }
}

/* One step of FNV-1a, with a letter or a word's hash for the byte. */
static uint64_t add(uint64_t hash, uint32_t c)
{
    return (hash ^ c) * 0x100000001B3u;
}

/* Bytes of a word that count; the rest of a longer one is no name. */
#define SPELT_MAX 64

/* A word's plain letters. */
struct spelling {
    char letters[SPELT_MAX];
    size_t len;    /* bytes */
    uint32_t first; /* as it stands in the text */
};

/* Takes what is beyond ASCII as its plain letter or, if it has none, by the
 * three low bytes of its number. */
static void spell_other(struct spelling *s, uint32_t raw)
{
    uint32_t c = plain(raw);

    if (!c)
        return;
    if (!s->len)
        s->first = raw;
    s->letters[s->len++] = (char)c;
    if (c >= 0x80) {
        s->letters[s->len++] = (char)(c >> 8);
        s->letters[s->len++] = (char)(c >> 16);
    }
}

/* Spells a word: ASCII, which nearly all is, byte by byte. */
static void spell(struct ng_slice text, struct spelling *s)
{
    s->len = 0;
    s->first = 0;
    for (size_t at = 0; at < text.len && s->len + 3 <= SPELT_MAX;) {
        unsigned char c = (unsigned char)text.ptr[at];
        unsigned char lower = c | 0x20;
        if (c >= 0x80) {
            spell_other(s, ng_utf8_next(text, &at));
            continue;
        }
        at++;
        if (lower >= 'a' && lower <= 'z')
            c = lower;
        else if (c < '0' || c > '9')
            continue;
        if (!s->len)
            s->first = (unsigned char)text.ptr[at - 1];
        s->letters[s->len++] = (char)c;
    }
}

/* The hash of a spelling's sound. Doubled sounds count once ("Romanoff"), of
 * neighbouring vowels only the first ("Sergei", "Sergey" and "Sergeï" sound
 * alike), an h counts only as the first letter ("Ghani", "Gani"), and "Mc" is
 * "Mac". */
static uint64_t hash_sound(const struct spelling *s)
{
    char sound[SPELT_MAX + 1];
    size_t len = 0;
    uint32_t last = 0;

    for (size_t i = 0; i < s->len; i++) {
        uint32_t c = sound_of((unsigned char)s->letters[i]);
        if (i == 1 && s->letters[1] == 'c' && s->letters[0] == 'm')
            sound[len++] = 'a';
        if (c != last && !(is_vowel(c) && is_vowel(last)) &&
            !(c == 'h' && i > 0))
            sound[len++] = (char)c;
        last = c;
    }
    return ng_hash(sound, len);
}

/* Reads one word: hashes, initial, capital. The initial is none beyond
 * ASCII. */
static void read_word(struct ng_slice text, struct ng_key_word *w)
{
    struct spelling s;

    *w = (struct ng_key_word){0};
    spell(text, &s);
    w->word = w->stem = ng_hash(s.letters, s.len);
    if (s.len > 3 && s.letters[s.len - 1] == 's')
        w->stem = ng_hash(s.letters, s.len - 1);
    w->sound = hash_sound(&s);
    w->capital = ng_char_is_upper(s.first);
    w->initial = s.len && (unsigned char)s.letters[0] < 0x80 ? s.letters[0] : 0;
    w->single = s.len == 1;
    w->letters = (uint8_t)s.len;
}

/* The formal names of a nickname's row. */
static void read_formal(const struct ng_text *text, uint32_t lex,
                        struct ng_key_word *w)
{
    struct ng_row row = ng_lexicon_row(text->lexicon, lex,
                                       NG_TABLE_NICKNAMES, 0);

    for (unsigned n = 0; row.row && n < NG_KEY_FORMAL; n++) {
        const char *name = ng_row_text(row, n + 1);
        struct ng_key_word formal;
        if (!*name)
            continue;
        read_word(ng_slice_of(name), &formal);
        w->formal[n] = (uint32_t)formal.word;
    }
}

/* Words after a person's name that are no surname. */
static bool is_suffix(const struct ng_text *text, size_t i)
{
    static const char *const words[] = {"jr", "sr", "ii", "iii", "iv"};
    const struct ng_token *t = ng_text_token(text, i);

    if (t->end - t->start > 3)
        return false;
    for (size_t n = 0; n < sizeof words / sizeof *words; n++)
        if (ng_token_is(text, i, words[n]))
            return true;
    return false;
}

/* True for a word of name-tails.tsv that is left out: "Airlines". */
static bool is_tail(const struct ng_text *text, size_t i)
{
    return ng_row_is(ng_lexicon_row(text->lexicon, ng_text_token(text, i)->lex,
                                    NG_TABLE_NAME_TAILS, 0),
                     1, "tail");
}

/* Cities count too, and there are forty thousand: a word that is one may be
 * something else in this article, but it is a poor short form. */
bool ng_key_knows(const struct ng_text *text, size_t i)
{
    const uint64_t known =
        NG_BIT(NG_TABLE_COUNTRIES) | NG_BIT(NG_TABLE_CITIES) |
        NG_BIT(NG_TABLE_GROUPS) | NG_BIT(NG_TABLE_FORENAMES) |
        NG_BIT(NG_TABLE_ORGANIZATIONS);
    uint64_t tables = ng_token_tables(text, i);

    return (tables & known) != 0 ||
           ((tables & NG_BIT(NG_TABLE_NAME_TAILS)) && !is_tail(text, i));
}

/* What the tables say of a word: bit tests, and a row for a nickname. */
static void read_tables(const struct ng_text *text, size_t i,
                        struct ng_key_word *w)
{
    uint64_t tables = ng_token_tables(text, i);

    w->known = ng_key_knows(text, i);
    w->tail = (tables & NG_BIT(NG_TABLE_NAME_TAILS)) && is_tail(text, i);
    if (tables & NG_BIT(NG_TABLE_NICKNAMES))
        read_formal(text, ng_text_token(text, i)->lex, w);
    w->suffix = is_suffix(text, i);
}

/* Steps for one word's hash in that of a name. */
static uint64_t add_hash(uint64_t hash, uint64_t word)
{
    return add(hash, (uint32_t)(word ^ word >> 32));
}

/* Puts the word's hashes into those of the whole name, in order. When the name
 * has more than NG_KEY_WORDS words the last place is overwritten: its last
 * word, where a surname stands, is always kept. */
static void add_word(struct ng_key *key, const struct ng_key_word *w)
{
    key->whole = add_hash(key->whole, w->word);
    key->sound = add_hash(key->sound, w->sound);
    if (key->count < NG_KEY_WORDS)
        key->count++;
    key->words[key->count - 1] = *w;
}

/* Goes on with a hash by the letters of "U.N." or "LRA": the same steps as
 * key.acronym takes for the initials of "Lord's Resistance Army", so that equal
 * numbers mean a match. */
static uint64_t hash_letters(uint64_t hash, struct ng_slice word)
{
    for (size_t at = 0; at < word.len;) {
        uint32_t c = plain(ng_utf8_next(word, &at));
        if (c)
            hash = add(hash, c);
    }
    return hash;
}

/* Adds a word to the acronyms of a name: its initial, or all letters of what is
 * an acronym itself ("unsc" for the "UN Security Council"). */
static void add_initial(struct ng_key *key, const struct ng_key_word *w,
                        struct ng_slice word, bool upper)
{
    uint64_t *const acronyms[] = {&key->acronym_all, &key->acronym_the,
                                  &key->acronym};
    size_t count = w->small ? 2 : 3;

    for (size_t n = 0; n < count; n++) {
        if (upper && word.len <= LONGEST_ACRONYM)
            *acronyms[n] = hash_letters(*acronyms[n], word);
        else if (w->initial)
            *acronyms[n] = add(*acronyms[n], (uint32_t)w->initial);
    }
}

/* The letters of a token that count in a name: of "Edmunds.com" what stands
 * before the point, since the firm is called by it. */
static struct ng_slice letters_of(const struct ng_text *text, size_t i)
{
    struct ng_slice word = ng_token_text(text, i);

    if (ng_text_token(text, i)->kind == NG_TOKEN_ADDRESS) {
        const char *point = memchr(word.ptr, '.', word.len);
        if (point && point > word.ptr)
            word.len = (size_t)(point - word.ptr);
    }
    return word;
}

/* Marks, dashes and the possessive are no words of a name. */
static bool is_word(const struct ng_token *t)
{
    return t->kind == NG_TOKEN_WORD || t->kind == NG_TOKEN_NUMBER ||
           t->kind == NG_TOKEN_ADDRESS;
}

/* A leading article is no part of the name: "The New York Times". A name that
 * is nothing but "The" keeps it. */
static size_t skip_article(const struct ng_text *text, size_t first, size_t end)
{
    return end - first > 1 && ng_token_is(text, first, "the") ? first + 1
                                                              : first;
}

/* The same steps as ng_key_read takes, without sounds and tables: names are
 * compared by this number alone far more often than by their parts. */
uint64_t ng_key_whole(const struct ng_text *text, size_t first, size_t end)
{
    uint64_t hash = NG_HASH_START;

    for (size_t i = skip_article(text, first, end); i < end; i++) {
        struct spelling s;
        if (!is_word(ng_text_token(text, i)))
            continue;
        spell(letters_of(text, i), &s);
        hash = add_hash(hash, ng_hash(s.letters, s.len));
    }
    return hash;
}

/* Letters are added up within a word, words hashed in their order: a slip of
 * two letters changes nothing, two words turned round do. */
uint64_t ng_key_bag(const struct ng_text *text, size_t first, size_t end)
{
    uint64_t hash = NG_HASH_START;

    for (size_t i = skip_article(text, first, end); i < end; i++) {
        struct spelling s;
        uint64_t bag = 0;
        if (!is_word(ng_text_token(text, i)))
            continue;
        spell(letters_of(text, i), &s);
        for (size_t n = 0; n < s.len; n++)
            bag += ng_hash_mix((unsigned char)s.letters[n]);
        hash = add_hash(hash, bag);
    }
    return hash;
}

/* Only words and numbers count; "the", "'s" and marks do not, so "the
 * Kremlin's" and "Kremlin" share a key. A single word has no acronym, else
 * "Nigeria" would answer to "N"; and only a single word in capitals can be
 * one. */
void ng_key_read(const struct ng_text *text, size_t first, size_t end,
                 struct ng_key *key)
{
    key->count = 0; /* not the whole struct, which is large */
    key->whole = key->sound = NG_HASH_START;
    key->acronym = key->acronym_all = NG_HASH_START;
    key->acronym_the = add(NG_HASH_START, 't');
    key->letters = 0;
    for (size_t i = skip_article(text, first, end); i < end; i++) {
        const struct ng_token *t = ng_text_token(text, i);
        struct ng_key_word w;
        if (!is_word(t))
            continue;
        read_word(letters_of(text, i), &w);
        w.small = !w.capital;
        w.initials = t->shape == NG_SHAPE_UPPER && !w.single &&
                     memchr(text->bytes.ptr + t->start, '.',
                            t->end - t->start) != NULL;
        read_tables(text, i, &w);
        add_word(key, &w);
        add_initial(key, &w, ng_token_text(text, i),
                    t->shape == NG_SHAPE_UPPER);
    }
    if (key->count < 2)
        key->acronym = key->acronym_all = key->acronym_the = 0;
    if (end - first == 1 &&
        ng_text_token(text, first)->shape == NG_SHAPE_UPPER)
        key->letters =
            hash_letters(NG_HASH_START, ng_token_text(text, first));
}

/* Only for names of up to NG_KEY_WORDS words are all of them kept; a longer one
 * has no parts but its last word. */
uint64_t ng_key_part(const struct ng_key *key, unsigned first, unsigned end)
{
    uint64_t hash = NG_HASH_START;

    for (unsigned i = first; i < end; i++)
        hash = add_hash(hash, key->words[i].word);
    return hash;
}

/* Only the last word of a people's name has a plural: "South Koreans". */
uint64_t ng_key_stem(const struct ng_key *key)
{
    return key->count ? add_hash(ng_key_part(key, 0, key->count - 1),
                                 key->words[key->count - 1].stem)
                      : key->whole;
}

/* Nothing is left of a name that is only such a word, so one word stays. */
void ng_key_drop_suffix(struct ng_key *key)
{
    if (key->count < 2 || !key->words[key->count - 1].suffix)
        return;
    key->count--;
    key->whole = ng_key_part(key, 0, key->count);
}
