/*
 * furniture.c - looks the first words of a block up.
 *
 * In: a block's text. Out: the class of the longest phrase of
 * data/furniture.tsv that it begins with ("Share this article", "Read more:"),
 * or 0.
 *
 * Up to five words are spelt out with one space between them; then the longest
 * beginning that the table has wins, so that "follow us" beats "follow". Rows
 * marked "whole" count only when they are all of the text: "Sport" is a menu's
 * entry, "Sport is good for you" is not. Only beginnings are asked: furniture
 * says at once what it is, and an article may hold any words inside.
 *
 * Caveat: a word too long for the buffer ends the spelling, and the phrase
 * before it then counts as the whole text.
 *
 * Cost: at most five look-ups per block, and 96 bytes of words spelt out.
 */
#include "strip/furniture.h"

#include "strip/words.h"

/* Longest phrase in words, and in bytes of its spelling. */
enum { MAX_WORDS = 5, MAX_PHRASE = 96 };

/* The names are those of the table's second column and of the reasons that
 * `dropped` prints. NONE is what a block is called that no phrase explains. */
const char *ng_furniture_name(enum ng_furniture furniture)
{
    switch (furniture) {
    case NG_FURNITURE_NONE: return "furniture";
    case NG_FURNITURE_NAVIGATION: return "navigation";
    case NG_FURNITURE_SHARE: return "share";
    case NG_FURNITURE_RELATED: return "related";
    case NG_FURNITURE_COMMENT: return "comment";
    case NG_FURNITURE_FOOTER: return "footer";
    case NG_FURNITURE_COOKIE: return "cookie";
    case NG_FURNITURE_PROMO: return "promo";
    case NG_FURNITURE_BYLINE: return "byline";
    case NG_FURNITURE_CREDIT: return "credit";
    case NG_FURNITURE_COUNT: return NULL;
    }
    return NULL;
}

/* The class that a row names. Few, and asked only on a hit: a loop will do. */
static enum ng_furniture class_of(const char *name)
{
    for (int i = 1; i < NG_FURNITURE_COUNT; i++)
        if (strcmp(name, ng_furniture_name((enum ng_furniture)i)) == 0)
            return (enum ng_furniture)i;
    return NG_FURNITURE_NONE;
}

/* True when the word begins a phrase of the table, or is one. */
static bool begins_phrase(const struct ng_lexicon *lexicon,
                          struct ng_slice word, size_t room)
{
    const struct ng_packed_entry *entry =
        ng_lexicon_entry(lexicon, ng_lexicon_word(lexicon, word, room));

    return (entry->tables | entry->starts) & NG_BIT(NG_TABLE_FURNITURE);
}

/* Spells up to MAX_WORDS words out and notes where each ends, so that a shorter
 * beginning is the same buffer with an earlier end. A word that fills the buffer
 * ends the phrase without being counted: it can be no furniture. Returns the
 * words; 0 as well when the first begins no phrase, as in nearly all prose. */
static size_t spell(const struct ng_lexicon *lexicon, struct ng_slice text,
                    char phrase[MAX_PHRASE], size_t ends[MAX_WORDS])
{
    size_t len = 0, at = 0, words = 0;

    while (words < MAX_WORDS) {
        while (at < text.len && !ng_is_word_byte(text.ptr[at]))
            at++;
        if (at == text.len)
            break;
        if (len)
            phrase[len++] = ' ';
        while (at < text.len && len + 2 < MAX_PHRASE &&
               ng_is_word_byte(text.ptr[at]))
            phrase[len++] = text.ptr[at++];
        if (len + 2 >= MAX_PHRASE)
            break;
        if (!words && !begins_phrase(lexicon, (struct ng_slice){phrase, len},
                                     MAX_PHRASE))
            break;
        ends[words++] = len;
    }
    return words;
}

/* Longest first. The phrase counts as the whole text when it takes all words
 * that were spelt out and there was room for one more. */
uint16_t ng_furniture_class(const struct ng_lexicon *lexicon,
                            struct ng_slice text)
{
    char phrase[MAX_PHRASE] = "";
    size_t ends[MAX_WORDS];
    size_t words = spell(lexicon, text, phrase, ends);

    for (size_t n = words; n-- > 0;) {
        struct ng_row row = ng_table_find(lexicon, NG_TABLE_FURNITURE,
                                          (struct ng_slice){phrase, ends[n]});
        bool whole = n + 1 == words && words < MAX_WORDS;
        if (row.row && (whole || strcmp(ng_row_text(row, 2), "whole") != 0))
            return (uint16_t)(class_of(ng_row_text(row, 1)) |
                              (whole ? NG_FURNITURE_WHOLE : 0));
    }
    return 0;
}
