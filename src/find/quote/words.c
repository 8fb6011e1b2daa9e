/* words.c - what each token is to the grammar of reports. */
#include "find/quote/quote.h"

/* The classes of data/function-words.tsv by name. */
struct class_name {
    const char *name;
    enum ng_word word;
};

static const struct class_name classes[] = {
    {"pronoun", NG_WORD_PRONOUN}, {"object", NG_WORD_OBJECT},
    {"det", NG_WORD_DET},         {"prep", NG_WORD_PREP},
    {"quant", NG_WORD_QUANT},
    {"to", NG_WORD_TO},           {"that", NG_WORD_THAT},
    {"whether", NG_WORD_WHETHER}, {"conj", NG_WORD_CONJ},
    {"sub", NG_WORD_SUB},         {"rel", NG_WORD_REL},
    {"aux", NG_WORD_AUX},         {"neg", NG_WORD_NEG},
    {"adv", NG_WORD_ADV},         {"time", NG_WORD_TIME},
    {"noun", NG_WORD_PLAIN},
};

/* A class by its name in the table. */
static enum ng_word class_by_name(const char *name)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (strcmp(classes[i].name, name) == 0)
            return classes[i].word;
    return NG_WORD_OTHER;
}

/* Found once for a worker: the text has each of them a thousand times. */
const uint8_t *ng_quote_word_classes(const struct ng_lexicon *lexicon,
                                     struct ng_arena *arena)
{
    size_t count = ng_table_count(lexicon, NG_TABLE_FUNCTION_WORDS);
    uint8_t *list = ng_arena_array(arena, count + 1, sizeof *list);

    for (size_t n = 0; list && n < count; n++)
        list[n] = (uint8_t)class_by_name(ng_row_text(
            ng_table_row(lexicon, NG_TABLE_FUNCTION_WORDS, n), 1));
    return list;
}

/* The class of a function word. */
static enum ng_word function_word(const struct ng_quote_work *w, uint32_t lex)
{
    return (enum ng_word)w->classes[ng_row_number(ng_lexicon_row(
        w->text->lexicon, lex, NG_TABLE_FUNCTION_WORDS, 0))];
}

/* "quickly", but not "fly". */
static bool is_adverb(struct ng_slice word)
{
    return word.len > 4 && memcmp(word.ptr + word.len - 2, "ly", 2) == 0;
}

/* "May" and "Will" inside a sentence are names. */
static bool may_be_name(enum ng_word word)
{
    return word == NG_WORD_AUX || word == NG_WORD_ADV || word == NG_WORD_CONJ ||
           word == NG_WORD_NEG;
}

/* "Michael Every": a determiner right after a capitalised word. */
static bool goes_on_name(const struct ng_text *text, uint32_t i,
                         enum ng_word word)
{
    const struct ng_token *before = i ? ng_text_token(text, i - 1) : NULL;

    return (word == NG_WORD_QUANT || word == NG_WORD_DET) && before &&
           before->shape == NG_SHAPE_TITLE && before->kind == NG_TOKEN_WORD &&
           !(ng_token_tables(text, i - 1) & NG_BIT(NG_TABLE_FUNCTION_WORDS));
}

/* Function words by table, then names by shape, then cues, then adverbs. */
static enum ng_word class_of_word(const struct ng_quote_work *w, uint32_t i)
{
    const struct ng_text *text = w->text;
    const struct ng_token *t = ng_text_token(text, i);
    uint64_t tables = ng_token_tables(text, i);
    bool capital = t->shape != NG_SHAPE_LOWER;

    if (tables & NG_BIT(NG_TABLE_FUNCTION_WORDS)) {
        enum ng_word word = function_word(w, t->lex);
        bool inside = capital && !(t->flags & NG_TOKEN_FIRST_WORD);
        return inside && (may_be_name(word) || goes_on_name(text, i, word))
                   ? NG_WORD_NAME : word;
    }
    if (capital)
        return NG_WORD_NAME;
    if (tables & NG_BIT(NG_TABLE_CUES))
        return NG_WORD_CUE;
    return is_adverb(ng_token_text(text, i)) ? NG_WORD_ADV : NG_WORD_PLAIN;
}

/* The marks that matter to clauses. */
static enum ng_word class_of_mark(char c)
{
    switch (c) {
    case ',': return NG_WORD_COMMA;
    case ':': return NG_WORD_COLON;
    case ';': return NG_WORD_SEMICOLON;
    case '(':
    case '[': return NG_WORD_OPEN;
    case ')':
    case ']': return NG_WORD_CLOSE;
    case '&': return NG_WORD_NAME;
    case '/': return NG_WORD_HYPHEN; /* "9/11" */
    default: return NG_WORD_OTHER;
    }
}

/* A hyphen joins words; every other dash parts them. */
static enum ng_word class_of_dash(const struct ng_text *text, uint32_t i)
{
    const struct ng_token *t = ng_text_token(text, i);
    bool spaced = t->flags & NG_TOKEN_SPACE_BEFORE;

    if (i + 1 < text->tokens.count &&
        (ng_text_token(text, i + 1)->flags & NG_TOKEN_SPACE_BEFORE))
        spaced = true;
    return spaced || t->end - t->start > 1 ? NG_WORD_DASH : NG_WORD_HYPHEN;
}

/* Every later stage tests these bytes instead of the text. */
void ng_quote_classify(struct ng_quote_work *w)
{
    const struct ng_text *text = w->text;

    for (uint32_t i = 0; i < text->tokens.count; i++) {
        const struct ng_token *t = ng_text_token(text, i);
        enum ng_word word = NG_WORD_OTHER;
        switch ((enum ng_token_kind)t->kind) {
        case NG_TOKEN_WORD: word = class_of_word(w, i); break;
        case NG_TOKEN_NUMBER:
        case NG_TOKEN_CURRENCY: word = NG_WORD_NUMBER; break;
        case NG_TOKEN_POSSESSIVE:
            /* "he's said" */
            word = i && w->word[i - 1] == NG_WORD_PRONOUN ? NG_WORD_AUX
                                                          : NG_WORD_POSSESSIVE;
            break;
        case NG_TOKEN_ADDRESS: word = NG_WORD_NAME; break;
        case NG_TOKEN_QUOTE: word = NG_WORD_QUOTE; break;
        case NG_TOKEN_DASH: word = class_of_dash(text, i); break;
        case NG_TOKEN_STOP: word = NG_WORD_STOP; break;
        case NG_TOKEN_MARK:
            word = class_of_mark(text->bytes.ptr[t->start]);
            break;
        }
        w->word[i] = (uint8_t)word;
    }
}

/* Longest dateline, in tokens: "WASHINGTON, Feb. 3 (Agency) - ". */
#define MAX_DATELINE 16

/* What a dateline consists of, before its dash: places, days, an agency. */
#define DATELINE_WORDS                                                    \
    (NG_BIT(NG_WORD_NAME) | NG_BIT(NG_WORD_NUMBER) | NG_BIT(NG_WORD_TIME) | \
     NG_BIT(NG_WORD_COMMA) | NG_BIT(NG_WORD_OPEN) | NG_BIT(NG_WORD_CLOSE) | \
     NG_BIT(NG_WORD_HYPHEN))

/* The token after a dateline or a label that begins at `first`, which begins a
 * paragraph; `first` when there is none. It begins with a word in capitals, as
 * "ABERDEEN - Work" and "PARIS: Trains" do, or puts its agency in brackets,
 * "Geneva (Agency) - The". "Ada Brook - the mayor - said" has neither. */
uint32_t ng_quote_dateline(const struct ng_quote_work *w, uint32_t first,
                           uint32_t end)
{
    bool capitals = first < end && w->word[first] == NG_WORD_NAME &&
                    ng_work_token(w, first)->shape == NG_SHAPE_UPPER;
    uint32_t i = first;

    if (first == end || w->word[first] != NG_WORD_NAME)
        return first;
    while (i < end && i - first < MAX_DATELINE &&
           NG_BIT(w->word[i]) & DATELINE_WORDS)
        i++;
    if (i + 1 >= end || !(w->word[i] == NG_WORD_DASH ||
                          (w->word[i] == NG_WORD_COLON && capitals)))
        return first;
    return capitals || w->word[i - 1] == NG_WORD_CLOSE ? i + 1 : first;
}
