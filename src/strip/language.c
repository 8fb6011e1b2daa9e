/*
 * language.c - counts common words and scripts.
 *
 * In: the kept blocks' first 8 KB and what the page claims ("de-AT"). Out: the
 * first subtag of the text's language, "en" whenever there is doubt. Text that
 * is plainly English is not read beyond its first kilobyte.
 *
 * Two counts decide. Letters by script: Greek, Thai or Hangul name their
 * language at once. Common words by language, from data/language-words.tsv,
 * where a row is a word with all languages that write it so: "ada" speaks for
 * Indonesian and Malay. A script that several languages share gives its
 * commonest language, unless words or the claim name another of the same
 * family.
 *
 * Claims alone are not believed: templates say lang="en" on German pages and
 * the reverse. A claim needs some words on its side, or a text with hardly any
 * known word. English is favoured (another language needs twice its words),
 * because calling English foreign costs the article everything that follows.
 *
 * Cost: linear in the 8 KB; a word costs one look-up.
 */
#include "strip/language.h"

#include <stdio.h>

#include "base/utf8.h"
#include "strip/words.h"

/* So many bytes of the article are looked at. */
enum { MAX_LOOK = 8 * 1024 };
/* After so many bytes the answer may be plain: so many English words, and less
 * than half as many of any other language. */
enum { FIRST_LOOK = 1024, PLAIN_WORDS = 40 };
/* Languages in the table. */
enum { MAX_LANGUAGES = 64 };
/* Common words that must speak for another language: without the page's claim,
 * and with it. */
enum { MIN_WORDS = 12, MIN_CLAIMED = 3 };
/* Words that are looked up together. */
enum { LOOKUPS = 32 };

/* Scripts that matter; letters are counted by script. */
enum script { LATIN, CYRILLIC, GREEK, ARABIC, HEBREW, HAN, KANA, HANGUL,
              DEVANAGARI, BENGALI, TAMIL, TELUGU, THAI, GEORGIAN, ARMENIAN,
              SCRIPT_COUNT };

/* What was counted. Words are counted by the row that they have in the table,
 * and rows noted in the order in which they first came. */
struct tally {
    const struct ng_lexicon *lexicon;
    size_t letters[SCRIPT_COUNT];
    size_t bytes;
    uint16_t times[NG_LANGUAGE_ROWS]; /* by row */
    uint16_t rows[NG_LANGUAGE_ROWS];
    size_t row_count;
    char tags[MAX_LANGUAGES][4];
    size_t counts[MAX_LANGUAGES];
    size_t languages;
    struct ng_lookup pending[LOOKUPS];
    size_t pending_count;
};

/* Where scripts lie in Unicode, roughly: first and last code point. Extensions
 * that newspapers do not use are left out; what no range has is not counted. */
struct script_range {
    uint32_t first, last;
    enum script script;
};

/* Asked in this order: Latin with its accented letters comes first. */
static const struct script_range ranges[] = {
    {0x41, 0x24F, LATIN},       {0x370, 0x3FF, GREEK},
    {0x400, 0x52F, CYRILLIC},   {0x530, 0x58F, ARMENIAN},
    {0x590, 0x5FF, HEBREW},     {0x600, 0x6FF, ARABIC},
    {0x900, 0x97F, DEVANAGARI}, {0x980, 0x9FF, BENGALI},
    {0xB80, 0xBFF, TAMIL},      {0xC00, 0xC7F, TELUGU},
    {0xE00, 0xE7F, THAI},       {0x10A0, 0x10FF, GEORGIAN},
    {0x1E00, 0x1EFF, LATIN},    {0x3040, 0x30FF, KANA},
    {0x3400, 0x9FFF, HAN},      {0xAC00, 0xD7AF, HANGUL},
};

/* Counts a letter beyond ASCII for its script. The ranges are asked in turn:
 * Latin, first of them, settles most texts in one step. */
static void count_letter(struct tally *t, uint32_t c)
{
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i].first && c <= ranges[i].last) {
            t->letters[ranges[i].script]++;
            return;
        }
}

/* Adds `times` to the language `tag`, which gets a slot when it is new. The slots
 * are cleared and one byte longer than a tag, so tags end with a zero. */
static void count_language(struct tally *t, struct ng_slice tag, size_t times)
{
    size_t i = 0;

    if (tag.len > 3)
        return;
    while (i < t->languages &&
           !ng_slice_eq(ng_slice_of(t->tags[i]), tag))
        i++;
    if (i == t->languages) {
        if (i == MAX_LANGUAGES)
            return;
        memcpy(t->tags[i], tag.ptr, tag.len);
        t->languages++;
    }
    t->counts[i] += times;
}

/* Gives each row's points to the languages that it lists, by commas. Rows come
 * in the order of the text, so of two languages with as many points the one
 * that spoke first has the first slot. */
static void count_languages(struct tally *t)
{
    for (size_t i = 0; i < t->row_count; i++) {
        struct ng_row row = ng_table_row(t->lexicon, NG_TABLE_LANGUAGE_WORDS,
                                         t->rows[i]);
        struct ng_slice tags = ng_slice_of(ng_row_text(row, 1));
        while (tags.len) {
            size_t end = ng_slice_find(tags, NG_LIT(","), 0);
            if (end == SIZE_MAX)
                end = tags.len;
            count_language(t, ng_slice_sub(tags, 0, end),
                           t->times[t->rows[i]]);
            tags = ng_slice_sub(tags, end + (end < tags.len), tags.len);
        }
    }
}

/* Counts the row of a word that was looked up. */
static void count_entry(struct tally *t, uint32_t entry)
{
    struct ng_row row =
        ng_lexicon_row(t->lexicon, entry, NG_TABLE_LANGUAGE_WORDS, 0);
    size_t n;

    if (!row.row)
        return;
    n = ng_row_number(row);
    if (n < NG_LANGUAGE_ROWS && t->times[n]++ == 0)
        t->rows[t->row_count++] = (uint16_t)n;
}

/* Ends the look-ups under way and counts their words. */
static void count_pending(struct tally *t)
{
    ng_lookup_end(t->lexicon, t->pending, t->pending_count);
    for (size_t i = 0; i < t->pending_count; i++)
        count_entry(t, t->pending[i].entry);
    t->pending_count = 0;
}

/* Looks a word up; `room` bytes can be read. Words are counted in their order,
 * so one that cannot wait ends the waiting of those before it. */
static void count_word(struct tally *t, struct ng_slice word, size_t room)
{
    if (ng_lookup_begin(t->lexicon, word, room,
                        &t->pending[t->pending_count])) {
        if (++t->pending_count == LOOKUPS)
            count_pending(t);
        return;
    }
    count_pending(t);
    count_entry(t, ng_lexicon_word(t->lexicon, word, room));
}

/* Counts the letters of one block by their scripts. The first loop has no
 * branch, so that the compiler makes vectors of it; most texts need no other.
 * The block may be cut in the middle of a character, which costs one letter at
 * most. */
static void count_letters(struct tally *t, struct ng_slice text)
{
    uint32_t latin = 0;
    unsigned char all = 0;

    for (size_t i = 0; i < text.len; i++) {
        all |= (unsigned char)text.ptr[i];
        latin += ng_is_alpha(text.ptr[i]);
    }
    t->letters[LATIN] += latin;
    for (size_t i = 0; all >= 0x80 && i < text.len;)
        if ((unsigned char)text.ptr[i] < 0x80)
            i++;
        else
            count_letter(t, ng_utf8_next(text, &i));
}

/* Counts letters and words of one block in two passes, since a letter is a
 * code point and a word a run of bytes. Words beyond 24 bytes are never common
 * ones. */
static void count_text(struct tally *t, struct ng_slice text)
{
    struct ng_words words = ng_words_of(text);
    size_t start, end = 0;

    count_letters(t, text);
    while (ng_words_next(&words, &start, &end))
        if (end - start <= 24)
            count_word(t, ng_slice_sub(text, start, end), text.len - start);
    t->bytes += text.len;
}

/* Points of one language; 0 for one that never came up. */
static size_t count_of(const struct tally *t, struct ng_slice tag)
{
    for (size_t i = 0; i < t->languages; i++)
        if (ng_slice_eq(ng_slice_of(t->tags[i]), tag))
            return t->counts[i];
    return 0;
}

/* The language that owns the text's script; NULL for Latin, for a handful of
 * letters, and for a script with less than two fifths of them. For a script
 * that languages share one of them stands in: Russian, Arabic, Hindi, Chinese.
 */
static const char *by_script(const struct tally *t)
{
    static const char *const owners[SCRIPT_COUNT] = {
        [GREEK] = "el", [HEBREW] = "he",  [HAN] = "zh",      [KANA] = "ja",
        [HANGUL] = "ko", [DEVANAGARI] = "hi", [BENGALI] = "bn", [TAMIL] = "ta",
        [TELUGU] = "te", [THAI] = "th",   [GEORGIAN] = "ka", [ARMENIAN] = "hy",
        [CYRILLIC] = "ru", [ARABIC] = "ar",
    };
    size_t all = 0;
    int best = 0;

    for (int s = 0; s < SCRIPT_COUNT; s++) {
        all += t->letters[s];
        if (t->letters[s] > t->letters[best])
            best = s;
    }
    if (best == LATIN || all < 8 || t->letters[best] * 10 < all * 4)
        return NULL;
    /* Japanese is mostly Han by letters, but no Japanese text lacks kana, and
     * a Chinese one quotes a brand at most. */
    if (best == HAN && t->letters[KANA] * 20 > t->letters[HAN])
        return "ja";
    return owners[best];
}

/* The first subtag of the claim in lower case ("de_AT" gives "de"); empty when
 * it is none: "english" and "x" are not tags. Both written forms of Norwegian
 * are "no", as in the table of words. */
static struct ng_slice claim_tag(struct ng_slice claim, char out[4])
{
    size_t len = 0;

    while (len < claim.len && len < 3 && ng_is_alpha(claim.ptr[len])) {
        out[len] = ng_lower(claim.ptr[len]);
        len++;
    }
    if (len < 2 || (len < claim.len && ng_is_alpha(claim.ptr[len])))
        len = 0;
    if (len == 2 && (memcmp(out, "nb", 2) == 0 || memcmp(out, "nn", 2) == 0))
        memcpy(out, "no", 2);
    return (struct ng_slice){out, len};
}

/* True when the owner's script is also the claim's: then Cyrillic alone says
 * nothing against "uk". An empty claim shares with nobody. */
static bool shares_script(const char *owner, struct ng_slice claim)
{
    static const char *const families[] = {"ru uk bg sr mk be kk mn ky tg",
                                           "ar fa ur ps ckb ku", "hi mr ne",
                                           "zh ja", "bn as", "he yi"};

    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        struct ng_slice family = ng_slice_of(families[i]);
        if (ng_slice_find(family, ng_slice_of(owner), 0) != SIZE_MAX &&
            claim.len &&
            ng_slice_find(family, claim, 0) != SIZE_MAX)
            return true;
    }
    return false;
}

/* The language with the most common words, when they are many and twice as
 * many as English ones; the claim's when it comes near that (related languages
 * share their commonest words: Danish and Norwegian); else English. */
static struct ng_slice by_words(const struct tally *t, struct ng_slice claim)
{
    size_t best = SIZE_MAX, english = count_of(t, NG_LIT("en"));
    size_t claimed = count_of(t, claim);

    for (size_t i = 0; i < t->languages; i++)
        if (best == SIZE_MAX || t->counts[i] > t->counts[best])
            best = i;
    /* No known word at all: the claim's language may be one that the table
     * lacks, but a line or two may lack common words in any language. */
    if (best == SIZE_MAX)
        return claim.len && t->bytes > 200 ? claim : NG_LIT("en");
    if (claim.len && claimed >= MIN_CLAIMED && claimed > 2 * english &&
        claimed * 4 >= t->counts[best] * 3)
        return claim;
    if (t->counts[best] >= MIN_WORDS && t->counts[best] > 2 * english)
        return ng_slice_of(t->tags[best]);
    /* A language that the table lacks: long text, hardly a known word. */
    if (claim.len && t->bytes > 1000 && english * 100 < t->bytes &&
        !ng_slice_eq(claim, NG_LIT("en")) && !claimed)
        return claim;
    return NG_LIT("en");
}

/* Is the text so far so English that the rest will not change it? An English
 * article has some 70 of the table's words in a kilobyte. If not, the languages'
 * points are forgotten and counted anew at the end. */
static bool is_plainly_english(struct tally *t)
{
    size_t english, others = 0;

    count_pending(t);
    count_languages(t);
    english = count_of(t, NG_LIT("en"));
    for (size_t i = 0; i < t->languages; i++)
        if (t->counts[i] > others && strcmp(t->tags[i], "en") != 0)
            others = t->counts[i];
    if (english >= PLAIN_WORDS && english > 2 * others &&
        t->letters[LATIN] * 4 > t->bytes * 3)
        return true;
    memset(t->tags, 0, sizeof t->tags);
    memset(t->counts, 0, sizeof t->counts);
    t->languages = 0;
    return false;
}

/* Counts what is kept; true when there is no need to ask what was counted. Menus
 * and cookie notices are often in another language than the article, so what
 * was dropped is not read. */
static bool count_page(struct tally *t, const struct ng_page *page,
                       const struct ng_verdict *verdicts)
{
    bool asked = false;

    for (size_t i = 0; i < page->blocks.count && t->bytes < MAX_LOOK; i++) {
        struct ng_slice text = ng_page_block(page, i)->text;
        if (!verdicts[i].keep)
            continue;
        if (text.len > MAX_LOOK - t->bytes)
            text.len = MAX_LOOK - t->bytes;
        count_text(t, text);
        if (!asked && t->bytes >= FIRST_LOOK) {
            asked = true;
            if (is_plainly_english(t))
                return true;
        }
    }
    count_pending(t);
    count_languages(t);
    return false;
}

/* Script first, then words. Where the script has an owner, words may still
 * name another language of its family (Ukrainian without a claim); where the
 * claim is of the same family, it is taken at its word. */
void ng_language_detect(const struct ng_lexicon *lexicon,
                        const struct ng_page *page,
                        const struct ng_verdict *verdicts,
                        struct ng_slice claim, char tag[NG_LANGUAGE_ROOM])
{
    struct tally t = {.lexicon = lexicon};
    char room[4];
    struct ng_slice said = claim_tag(claim, room), found;
    const char *owner;

    if (count_page(&t, page, verdicts)) {
        memcpy(tag, "en", sizeof "en");
        return;
    }
    owner = by_script(&t);
    if (owner && !shares_script(owner, said)) {
        found = by_words(&t, said);
        if (found.len == 2 && memcmp(found.ptr, "en", 2) != 0 &&
            shares_script(owner, found))
            owner = NULL;
    } else {
        found = owner ? said : by_words(&t, said);
        owner = NULL;
    }
    if (owner)
        found = ng_slice_of(owner);
    snprintf(tag, NG_LANGUAGE_ROOM, "%.*s", (int)found.len, found.ptr);
}
