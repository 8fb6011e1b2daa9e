/*
 * item.c - reads words, numbers and numeric forms as items.
 *
 * In: a token number. Out: one struct ng_date_item with everything the words
 * could be; rules decide later which it is. Longer readings go first: "twenty
 * three" is one number, "third quarter" one name, "10:30" one time, "new year's
 * eve" one holiday. Values stay with their rows of the table, because one word
 * can have several (see ng_date_item_word).
 */
#include "find/date/item.h"

/* The longest key of one of the two tables at token `at`: "day after
 * tomorrow" before "day", and "a number of" before "a". */
static size_t find_word(const struct ng_text *text, size_t at, size_t end,
                        struct ng_row *row)
{
    struct ng_row link;
    size_t words = ng_phrase_find(text, at, end, NG_TABLE_DATE_WORDS, row);
    size_t links = ng_phrase_find(text, at, end, NG_TABLE_DATE_LINKS, &link);

    if (links > words)
        *row = link;
    return links > words ? links : words;
}

/* Keeps a row of the word; more than the item has room for are dropped. */
static void add_word(struct ng_date_item *item, const struct ng_date_word *word)
{
    for (size_t i = 0; i + 1 < NG_ITEM_WORDS; i++)
        if (!item->words[i]) {
            item->words[i] = word;
            return;
        }
}

/* A word may be several things ("second" a unit and a number, "night" a unit
 * and a part of the day): who reads an item names the class that it was
 * taken for. */
const struct ng_date_word *ng_date_item_word(const struct ng_date_item *item,
                                             enum ng_date_class class)
{
    static const struct ng_date_word none = {0, "", 0};

    for (size_t i = 0; item->words[i]; i++)
        if (item->words[i]->classes & (UINT64_C(1) << class))
            return item->words[i];
    return &none;
}

/* Adds the classes of the rows of `table` that the item's word has. Numbers
 * go into a field of their own, since a number and a name can share a word. */
static void add_rows(const struct ng_date_kit *kit, unsigned table,
                     struct ng_date_item *item)
{
    for (size_t n = 0;; n++) {
        struct ng_row row = ng_lexicon_row(kit->lexicon, item->lex, table, n);
        const struct ng_date_word *word;
        if (!row.row)
            return;
        word = ng_date_word_of(kit, row);
        item->classes |= word->classes | NG_DC(LITERAL);
        if (word->classes & NG_DC(TIME))
            item->hour = (int8_t)word->code;
        if (word->classes & (NG_DC(NUM) | NG_DC(ORD) | NG_DC(ART) |
                             NG_DC(VAGUE))) {
            item->number = word->code;
        } else {
            add_word(item, word);
        }
    }
}

/* A key of several words, or one word with all its rows. A key of several
 * words has one meaning, and no literal of a rule can be one of its words. */
static void read_word(const struct ng_date_kit *kit,
                      const struct ng_text *text, size_t at, size_t end,
                      struct ng_date_item *item)
{
    struct ng_row row = {0};
    size_t words = find_word(text, at, end, &row);

    item->lex = ng_text_token(text, at)->lex;
    /* The key's own row; single words look at all rows of both tables. */
    if (words > 1) {
        const struct ng_date_word *word = ng_date_word_of(kit, row);
        item->end = (uint32_t)(at + words);
        item->classes = word->classes;
        item->number = word->code;
        item->lex = 0;
        add_word(item, word);
        return;
    }
    add_rows(kit, NG_TABLE_DATE_WORDS, item);
    add_rows(kit, NG_TABLE_DATE_LINKS, item);
}

/* From here on a number is no whole one to us, as doubles have gaps near it. */
#define MOST_WHOLE 1e15

/* The classes that a number has by its size and form: 5 may be a day, an
 * hour, a count; 1989 a year or a count; 1130 a time. Rules and filters
 * choose. */
static uint64_t number_classes(const struct ng_date_number *n)
{
    uint64_t classes = n->ordinal ? NG_DC(ORD) : NG_DC(NUM);
    bool whole = n->value >= 0 && n->value < MOST_WHOLE &&
                 n->value == (double)(long)n->value;
    bool plain = whole && (n->digits || n->spelled);

    /* A day may be an ordinal; the rest must be plain cardinals. */
    if (whole && n->value >= 1 && n->value <= 31 && n->digits <= 2)
        classes |= NG_DC(DAY);
    if (n->ordinal || !plain)
        return classes;
    if (n->value <= 24 && n->digits <= 2)
        classes |= NG_DC(HOUR);
    if (n->value <= 59 && (n->digits == 2 || n->spelled))
        classes |= NG_DC(MINUTE);
    if (n->digits == 2)
        classes |= NG_DC(YY);
    /* Years: four digits near ours, or words that only years are said in. */
    if ((n->digits == 4 && n->value >= 1000 && n->value < 2200) || n->year)
        classes |= NG_DC(YEAR);
    if (n->digits >= 1 && n->digits <= 5)
        classes |= NG_DC(BYEAR);
    if (n->digits >= 3 && n->digits <= 4 && n->value < 2400 &&
        (long)n->value % 100 < 60)
        classes |= NG_DC(HHMM);
    return classes;
}

/* "1990s", "'90s", "1990's": digits with a plural ending. Two digits are of
 * the twentieth century, as newspapers write them. */
static bool read_decade(const struct ng_text *text, size_t end,
                        const struct ng_date_number *n,
                        struct ng_date_item *item)
{
    size_t next = item->first + n->tokens;
    struct ng_slice ending;

    if (next >= end || !ng_date_glued(text, next) || n->value >= MOST_WHOLE ||
        (long)n->value % 10 || (n->digits != 4 && n->digits != 2))
        return false;
    ending = ng_token_text(text, next);
    if (!ng_slice_eq(ending, NG_LIT("s")) &&
        ng_text_token(text, next)->kind != NG_TOKEN_POSSESSIVE)
        return false;
    if (n->digits == 4 ? n->value < 1000 || n->value > 2200 : n->value < 20)
        return false;
    item->year = (int)n->value + (n->digits == 2 ? 1900 : 0);
    item->classes = NG_DC(DECADE);
    item->end = (uint32_t)next + 1;
    return true;
}

/* "third quarter", "third-quarter", "second half": one item, for they take
 * part in rules like a name. The ordinal must fit: no fifth quarter, no
 * third half. */
static void join_fraction(const struct ng_text *text, size_t end,
                          struct ng_date_item *item)
{
    size_t next = item->end;
    bool quarter;

    if (!(item->classes & NG_DC(ORD)) || next + 1 > end ||
        item->number < 1 || item->number > 4)
        return;
    /* "third-quarter" */
    if (next + 1 < end && ng_text_token(text, next)->kind == NG_TOKEN_DASH)
        next++;
    if (next >= end)
        return;
    quarter = ng_token_is(text, next, "quarter") ||
              ng_token_is(text, next, "quarters") ||
              ng_token_is(text, next, "qtr");
    if (!quarter && !(ng_token_is(text, next, "half") && item->number <= 2))
        return;
    item->month = (uint8_t)item->number;
    item->classes = quarter ? NG_DC(QUARTER) : NG_DC(HALF);
    item->lex = 0;
    item->end = (uint32_t)next + 1;
}

/* A number in digits or words, perhaps with what makes a decade or a quarter
 * of it. Several tokens have no literal meaning any more. */
static void read_number(const struct ng_date_kit *kit,
                        const struct ng_text *text, size_t end,
                        struct ng_date_item *item)
{
    struct ng_date_number n;
    size_t at = item->first;

    ng_date_number_read(kit, text, at, end, &n);
    if (!n.tokens || read_decade(text, end, &n, item))
        return;
    if (n.tokens > 1)
        item->lex = 0;
    item->number = n.value;
    item->spelled = n.spelled;
    item->classes |= number_classes(&n);
    item->end = (uint32_t)(at + n.tokens);
    join_fraction(text, end, item);
}

/* Numbers are tried as a form first ("10:30", "5/3/18"), then as a number;
 * words are looked up. A token that stands in no table costs one test. */
void ng_date_item_read(const struct ng_date_kit *kit,
                       const struct ng_text *text, size_t at, size_t end,
                       struct ng_date_item *item)
{
    uint64_t tables = NG_BIT(NG_TABLE_DATE_WORDS) | NG_BIT(NG_TABLE_DATE_LINKS);
    const struct ng_token *token = ng_text_token(text, at);
    const struct ng_packed_entry *entry =
        ng_lexicon_entry(text->lexicon, token->lex);

    *item = (struct ng_date_item){.first = (uint32_t)at,
                                  .end = (uint32_t)at + 1,
                                  .hour = -1,
                                  .minute = -1,
                                  .second = -1};
    item->possessive = token->kind == NG_TOKEN_POSSESSIVE;
    if (token->kind == NG_TOKEN_NUMBER) {
        bool form = ng_date_numeric(text, at, end, item);
        if (!form && ng_date_in_chain(text, at) &&
            !ng_date_is_mixed(text, at, end))
            return;
        if (!form || (item->classes & (NG_DC(NUMMD) | NG_DC(POINTTIME)) &&
                      item->end == at + 1))
            read_number(kit, text, end, item);
        return;
    }
    /* Most tokens leave here, with no class at all. */
    if (!((entry->tables | entry->starts) & tables))
        return;
    read_word(kit, text, at, end, item);
    if (item->classes & (NG_DC(NUM) | NG_DC(ORD)))
        read_number(kit, text, end, item);
}
