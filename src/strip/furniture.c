/* furniture.c - looks the first words of a block up. */
#include "strip/furniture.h"

#include "strip/wordset.h"

/* Longest phrase in words, and in bytes of its spelling. */
enum { MAX_WORDS = 5, MAX_PHRASE = 96 };

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

static enum ng_furniture class_of(const char *name)
{
    for (int i = 1; i < NG_FURNITURE_COUNT; i++)
        if (strcmp(name, ng_furniture_name((enum ng_furniture)i)) == 0)
            return (enum ng_furniture)i;
    return NG_FURNITURE_NONE;
}

uint16_t ng_furniture_class(const struct ng_lexicon *lexicon,
                            struct ng_slice text)
{
    char phrase[MAX_PHRASE];
    size_t ends[MAX_WORDS], len = 0, at = 0, words = 0;

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
        ends[words++] = len;
    }
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
