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

/* Hashes one word. Doubled sounds count once ("Romanoff"), of neighbouring
 * vowels only the first ("Sergei", "Sergey" and "Sergeï" sound alike), and an h
 * counts only as the first letter ("Ghani", "Gani"). The first letter is the
 * word's initial, unless it is beyond ASCII. */
static void read_word(struct ng_slice text, struct ng_key_word *w)
{
    uint32_t last = 0;
    unsigned letters = 0;

    *w = (struct ng_key_word){NG_HASH_START, NG_HASH_START, 0};
    for (size_t at = 0; at < text.len;) {
        uint32_t raw = ng_utf8_next(text, &at), c = plain(raw), s;
        if (!c)
            continue;
        if (!letters++) {
            w->capital = ng_char_is_upper(raw);
            w->initial = c < 0x80 ? (char)c : 0;
        }
        w->word = add(w->word, c);
        s = sound_of(c);
        if (s != last && !(is_vowel(s) && is_vowel(last)) &&
            !(s == 'h' && letters > 1))
            w->sound = add(w->sound, s);
        last = s;
    }
    w->single = letters == 1;
}

/* Puts the word's hashes into those of the whole name, in order. When the name
 * has more than NG_KEY_WORDS words the last place is overwritten: its last
 * word, where a surname stands, is always kept. An acronym takes initials, once
 * of all words ("doj" for "Department of Justice") and once without the small
 * ones ("dj"). */
static void add_word(struct ng_key *key, const struct ng_key_word *w)
{
    key->whole = add(key->whole, (uint32_t)(w->word ^ w->word >> 32));
    key->sound = add(key->sound, (uint32_t)(w->sound ^ w->sound >> 32));
    if (w->initial)
        key->acronym_all = add(key->acronym_all, (uint32_t)w->initial);
    if (w->initial && !w->small)
        key->acronym = add(key->acronym, (uint32_t)w->initial);
    if (key->count < NG_KEY_WORDS)
        key->count++;
    key->words[key->count - 1] = *w;
}

/* The letters of "U.N." or "LRA" as the initials of an expansion hash: the same
 * steps as key.acronym takes for "Lord's Resistance Army", so that equal
 * numbers mean a match. */
static uint64_t hash_letters(struct ng_slice word)
{
    uint64_t hash = NG_HASH_START;

    for (size_t at = 0; at < word.len;) {
        uint32_t c = plain(ng_utf8_next(word, &at));
        if (c)
            hash = add(hash, c);
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
    *key = (struct ng_key){.whole = NG_HASH_START,
                           .sound = NG_HASH_START,
                           .acronym = NG_HASH_START,
                           .acronym_all = NG_HASH_START};
    for (size_t i = first; i < end; i++) {
        const struct ng_token *t = ng_text_token(text, i);
        struct ng_key_word w;
        if (t->kind != NG_TOKEN_WORD && t->kind != NG_TOKEN_NUMBER)
            continue;
        /* A leading article is no part of the name: "The New York Times". A
         * name that is nothing but "The" keeps it. */
        if (key->count == 0 && end - first > 1 && ng_token_is(text, i, "the"))
            continue;
        read_word(ng_token_text(text, i), &w);
        w.small = !w.capital;
        add_word(key, &w);
    }
    if (key->count < 2)
        key->acronym = key->acronym_all = 0;
    if (end - first == 1 &&
        ng_text_token(text, first)->shape == NG_SHAPE_UPPER)
        key->letters = hash_letters(ng_token_text(text, first));
}
