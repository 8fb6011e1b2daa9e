/*
 * words.c - what is known of the words of a window, before features are made.
 *
 * In: a window of tokens. Out: for each token an item, which points to its word
 * and adds what depends on the place: evidence, phrases of tables. A word is
 * read once per spelling and kept by the worker from article to article:
 * folding, shape, affixes, classes and its matches of tables.
 *
 * The numbers here are part of the trained weights: another order of
 * `gazetteers` or another shape asks for new training, as a template does
 * (features.c). Cost: linear in tokens; a phrase is bounded by the longest key.
 */
#include "base/hash.h"
#include "base/utf8.h"
#include "find/entity/entity.h"
#include "find/entity/features.h"

/* Spellings that are kept: 1.5 MB, of which a text touches what it has words
 * for. */
#define WORDS 8192

ng_status ng_words_init(struct ng_memo *words, struct ng_arena *arena)
{
    return ng_memo_init(words, WORDS, sizeof(struct ng_word), arena);
}

/* Where the last `count` characters begin; 0 when the word is shorter, so short
 * words are their own suffix. */
static size_t tail_start(struct ng_slice word, unsigned count)
{
    size_t at = word.len;

    while (count-- && at > 0)
        ng_utf8_prev(word, &at);
    return at;
}

/* What a character is to the shape. */
static uint32_t kind_of(uint32_t c)
{
    return ng_char_is_upper(c)   ? 1
           : ng_char_is_lower(c) ? 2
           : ng_char_is_digit(c) ? 3
                                 : c;
}

/* The word's shape: runs of capitals, small letters, digits and others; a run
 * of two or more counts as two. "Turkey" and "Iran" are Xxx, "NATO" XX,
 * "McCain" XxXxx, "2016" dd: few different values, so each is seen often in
 * training. */
static uint64_t shape_hash(struct ng_slice word)
{
    uint64_t hash = NG_HASH_START;
    uint32_t last = 0, run = 0;

    for (size_t at = 0; at < word.len;) {
        uint32_t kind;
        if (last == 2 && run >= 2 &&
            (unsigned char)(word.ptr[at] - 'a') < 26) { /* it goes on */
            at++;
            continue;
        }
        kind = kind_of(ng_utf8_next(word, &at));
        run = kind == last ? run + 1 : 1;
        last = kind;
        if (run <= 2)
            hash = ng_mix(hash, kind);
    }
    return hash;
}

/* The longest affix and fold buffer. */
#define MAX_FOLDED 96

/* What a word hashes to as it is spelled, and together with the kind of token
 * that it is. */
static uint64_t exact_hash(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);

    return ng_hash_near(text->bytes.ptr + t->start, t->end - t->start,
                        text->bytes.len - t->start);
}

static uint64_t spelling_of(const struct ng_text *text, size_t i)
{
    return ng_mix(exact_hash(text, i), ng_text_token(text, i)->kind + 1);
}

/* Asks for what read_more will look at. */
static void prefetch_more(const struct ng_features *f, size_t i,
                          const struct ng_word *word)
{
    uint32_t lex = ng_text_token(f->text, i)->lex;

    __builtin_prefetch(ng_lexicon_entry(f->text->lexicon, lex));
    if (f->clusters)
        ng_clusters_prefetch(f->clusters, exact_hash(f->text, i));
    if (f->senses)
        ng_clusters_prefetch(f->senses, word->word);
}

/* The class is that of the exact spelling, else of the folded word, so that
 * "GOVERNMENT" in a headline has the class of "government". */
static void read_classes(const struct ng_features *f, size_t i,
                         struct ng_word *out)
{
    if (f->clusters)
        out->class = ng_clusters_find(f->clusters, exact_hash(f->text, i));
    if (f->clusters && !out->class.fine)
        out->class = ng_clusters_find(f->clusters, out->word);
    if (f->senses)
        out->sense = ng_clusters_find(f->senses, out->word);
}

/* A table that is matched, with the column that tells a row's class. The place
 * in this list is part of the features. Surnames have no class: column 9 lies
 * beyond their last one and reads as "". */
struct gazetteer {
    unsigned table, column;
};

static const struct gazetteer gazetteers[] = {
    {NG_TABLE_CITIES, 1},        {NG_TABLE_COUNTRIES, 1},
    {NG_TABLE_FORENAMES, 1},     {NG_TABLE_GROUPS, 1},
    {NG_TABLE_NAME_WORDS, 1},    {NG_TABLE_ORGANIZATIONS, 1},
    {NG_TABLE_SURNAMES, 9},      {NG_TABLE_TITLES, 1},
    {NG_TABLE_KNOWN_NAMES, 1},   {NG_TABLE_FAMOUS_NAMES, 1},
};

#define GAZETTEERS (sizeof gazetteers / sizeof *gazetteers)
_Static_assert(GAZETTEERS <= NG_GAZETTEER_MAX, "a word may be in all tables");

/* The tables that a token may begin a match of. A small letter may begin only
 * one of titles, organizations and words of names: "reading" is no city. */
static uint64_t tables_of(bool capital)
{
    uint64_t tables = NG_BIT(NG_TABLE_TITLES) | NG_BIT(NG_TABLE_ORGANIZATIONS) |
                      NG_BIT(NG_TABLE_NAME_WORDS);

    for (size_t n = 0; capital && n < GAZETTEERS; n++)
        tables |= NG_BIT(gazetteers[n].table);
    return tables;
}

/* A match of table `n`: the hash of table and class of the row. */
static uint64_t match_of(size_t n, struct ng_row row)
{
    const char *class = ng_row_text(row, gazetteers[n].column);

    return ng_mix(n + 1, ng_hash(class, strlen(class)));
}

/* The place of a token in a match is part of it: alone, first, last or
 * between. */
enum { ALONE = 1, FIRST, LAST, BETWEEN };

/* Notes the tables that hold token `i` as a name of one word, and whether a
 * longer one may begin with it. */
static void read_matches(const struct ng_text *text, size_t i,
                         struct ng_word *out)
{
    const struct ng_packed_entry *entry =
        ng_lexicon_entry(text->lexicon, ng_text_token(text, i)->lex);
    uint64_t wanted = tables_of(out->capital);
    struct ng_row row;

    out->begins = entry->starts & wanted;
    for (size_t n = 0; (entry->tables & wanted) && n < GAZETTEERS; n++)
        if ((wanted & NG_BIT(gazetteers[n].table)) &&
            ng_phrase_find(text, i, i + 1, gazetteers[n].table, &row)) {
            uint64_t match = ng_mix(match_of(n, row), ALONE);
            out->tables |= (uint16_t)(1u << n);
            out->match[out->match_count++] = match;
            out->matches += match;
        }
}

/* What the letters of a token tell, wherever it stands. */
static void read_word(const struct ng_features *f, size_t i, uint64_t spelling,
                      struct ng_word *out)
{
    const struct ng_token *t = ng_text_token(f->text, i);
    struct ng_slice word = ng_token_text(f->text, i), folded;
    char bytes[MAX_FOLDED];
    size_t len = ng_utf8_fold(word, bytes, sizeof bytes);

    *out = (struct ng_word){.spelling = spelling,
                            .capital = ng_is_capital(t),
                            .matches = 1};
    /* Too long to be folded: a web address or a run of letters; it is taken as
     * it is. */
    folded = len == SIZE_MAX ? word : (struct ng_slice){bytes, len};
    out->word = ng_hash(folded.ptr, folded.len);
    out->shape = shape_hash(word);
    for (unsigned n = 0; n < 3 && t->kind == NG_TOKEN_WORD; n++) {
        size_t start = tail_start(folded, n + 2);
        out->suffix[n] = ng_hash(folded.ptr + start, folded.len - start);
    }
    prefetch_more(f, i, out);
}

/* What the tables of words and classes say. It was asked for and has come. */
static void read_more(const struct ng_features *f, size_t i,
                      struct ng_word *out)
{
    read_classes(f, i, out);
    read_matches(f->text, i, out);
    out->whole = true;
}

/* The word of a token; when the memo does not have it, its letters are read. */
static struct ng_word *get_word(struct ng_features *f, size_t i,
                                uint64_t spelling)
{
    bool known;
    uint32_t number = ng_memo_find(f->words, spelling, &known);
    struct ng_word *word = ng_memo_row(f->words, number);

    if (known)
        __builtin_prefetch(word);
    else
        read_word(f, i, spelling, word);
    return word;
}

/* ----------------------------------------------------------------- items */

/* A token keeps its first NG_GAZETTEER_MAX matches, one per table in most
 * cases; what is beyond is dropped, since the features are bounded too. */
static void add_match(struct ng_item *item, uint64_t match)
{
    if (item->match_count == NG_GAZETTEER_MAX)
        return;
    item->own[item->match_count++] = match;
    item->matches += match;
}

/* Adds a phrase of `len` tokens to each of them. Of "New York" one is a city's
 * first and one its last word; "York" may be a city alone as well, since
 * matches are looked for at each token. */
static void add_phrase(struct ng_item *items, size_t len, uint64_t match)
{
    for (size_t k = 0; k < len; k++)
        add_match(items + k, ng_mix(match, k == 0        ? FIRST
                                        : k + 1 < len ? BETWEEN
                                                      : LAST));
}

/* Adds the longest match of each table that begins at token `i`: the phrase
 * that was found, or the word alone. */
static void add_matches(const struct ng_window *w, size_t i, uint64_t phrases,
                        const struct ng_phrase *found)
{
    struct ng_item *item = w->items + (i - w->first);
    const uint64_t *alone = item->word->match;

    item->match = item->own;
    for (size_t n = 0; n < GAZETTEERS; n++) {
        bool is_alone = item->word->tables >> n & 1;
        unsigned table = gazetteers[n].table;
        if (phrases & NG_BIT(table))
            add_phrase(item, found[table].len,
                       match_of(n, found[table].row));
        else if (is_alone)
            add_match(item, *alone);
        alone += is_alone;
    }
}

/* Looks for matches at every token of the window. Most words begin no phrase
 * and stand in none: what tables say of them is known. */
static void read_phrases(const struct ng_window *w)
{
    uint64_t wanted[2] = {tables_of(false), tables_of(true)};

    for (size_t i = w->first; i < w->end; i++) {
        struct ng_item *item = w->items + (i - w->first);
        const struct ng_word *word = item->word;
        struct ng_phrase found[NG_TABLE_COUNT];
        uint64_t phrases =
            word->begins ? ng_phrases_search(w->text, i, w->end,
                                             wanted[word->capital], found)
                         : 0;
        if (phrases || item->match_count) {
            add_matches(w, i, phrases, found);
            continue;
        }
        item->match = word->match;
        item->match_count = word->match_count;
        item->matches = word->matches;
    }
}

/* What belongs to another sentence is never seen. */
struct ng_window ng_window_of(const struct ng_text *text, size_t first,
                              size_t end, const struct ng_sentence *sentence,
                              struct ng_item *items)
{
    return (struct ng_window){
        .text = text,
        .first = first > sentence->first_token + NG_CONTEXT
                     ? first - NG_CONTEXT
                     : sentence->first_token,
        .end = end + NG_CONTEXT < sentence->token_end ? end + NG_CONTEXT
                                                      : sentence->token_end,
        .items = items};
}

/* All spellings are hashed and asked for before the first is looked up, and all
 * words before the first is looked at. Evidence is asked for only with a
 * capital: small words never have any that the templates use. Phrases are
 * matched within the window alone, by the trainer too. */
void ng_features_read(struct ng_features *f, const struct ng_window *w)
{
    uint64_t spellings[NG_WINDOW_MAX];
    struct ng_word *words[NG_WINDOW_MAX];
    size_t count = w->end - w->first;

    if (!ng_memo_has_room(f->words, count))
        ng_memo_forget(f->words);
    for (size_t n = 0; n < count; n++) {
        spellings[n] = spelling_of(f->text, w->first + n);
        ng_memo_prefetch(f->words, spellings[n]);
    }
    for (size_t n = 0; n < count; n++)
        words[n] = get_word(f, w->first + n, spellings[n]);
    for (size_t n = 0; n < count; n++) {
        struct ng_item *item = &w->items[n];
        struct ng_word *word = words[n];
        if (!word->whole)
            read_more(f, w->first + n, word);
        item->word = word;
        item->rows = word->rows;
        item->matches = 1;
        item->match_count = 0;
        item->evidence =
            word->capital ? ng_map_get(&f->evidence, word->word) : 0;
    }
    read_phrases(w);
}
