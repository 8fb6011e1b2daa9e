/*
 * features.c - see features.h.
 *
 * In: a window of tokens. Out: for each token some fifty hashes, which the
 * labeller looks up. A feature is a hash of a template's number and what the
 * template looks at ("the word before is X"); no string is ever built.
 *
 * Two steps, for speed: what is costly and depends on one token alone
 * (folding, shape, affixes, class, tables, evidence) is computed once per
 * token and kept in an item, and of that what the word tells by itself is kept
 * from article to article; the templates then only mix numbers of up to five
 * items.
 *
 * The numbers are part of the trained weights. The order of the put() calls
 * numbers the templates, so a template that is moved, added or left out, a
 * table that changes its place in `gazetteers`, or another constant in mix()
 * asks for new training: old weights would be read under wrong names without
 * any error. Cost: linear in tokens, templates being a
 * fixed number.
 */
#include "find/entity/features.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "find/entity/entity.h"
#include "find/entity/evidence.h"

/* Nothing is allocated here: the map of evidence takes its first slots from
 * `arena` when a word is added. Without clusters the class templates stay
 * silent. */
void ng_features_init(struct ng_features *f, const struct ng_text *text,
                      const struct ng_clusters *clusters,
                      const struct ng_clusters *senses,
                      struct ng_arena *arena)
{
    f->text = text;
    f->clusters = clusters;
    f->senses = senses;
    f->words = NULL;
    f->evidence = (struct ng_map){arena};
    f->first = f->end = 0;
}

/* A step of its own, since it walks over all the article before the first
 * window can be prepared, and can fail. */
ng_status ng_features_collect(struct ng_features *f)
{
    return ng_evidence_collect(f->text, &f->evidence);
}

/* ----------------------------------------------------------------- items */

/* Joins two hashes into one; the order of the operands matters, so "A before B"
 * is another feature than "B before A". Quick rather than good: the labeller
 * mixes again before it looks up. */
static inline uint64_t mix(uint64_t a, uint64_t b)
{
    return (a ^ b) * 0x9E3779B97F4A7C15u + (a >> 29);
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

/* The word's shape: runs of capitals, small letters, digits and others; a run
 * of two or more counts as two. "Turkey" and "Iran" are Xxx, "NATO" XX,
 * "McCain" XxXxx, "2016" dd: few different values, so each is seen often in
 * training. */
static uint64_t shape_hash(struct ng_slice word)
{
    uint64_t hash = NG_HASH_START;
    unsigned last = 0, run = 0;

    for (size_t at = 0; at < word.len;) {
        uint32_t c = ng_utf8_next(word, &at);
        unsigned kind = ng_char_is_upper(c)   ? 1
                        : ng_char_is_lower(c) ? 2
                        : ng_char_is_digit(c) ? 3
                                              : c;
        run = kind == last ? run + 1 : 1;
        last = kind;
        if (run <= 2)
            hash = mix(hash, kind);
    }
    return hash;
}

/* The longest affix and fold buffer. */
#define MAX_FOLDED 96

/* What a spelling hashes to, with the kind of token it is. */
static uint64_t spelling_of(struct ng_slice word, const struct ng_token *t)
{
    return mix(ng_hash(word.ptr, word.len), t->kind + 1);
}

/* What one token tells by itself, wherever it stands. The class is that of the
 * exact spelling, else of the folded word, so that "GOVERNMENT" in a headline
 * has the class of "government". */
static void read_word(const struct ng_features *f, size_t i,
                      struct ng_item *item)
{
    const struct ng_token *t = ng_text_token(f->text, i);
    struct ng_slice word = ng_token_text(f->text, i), folded;
    char bytes[MAX_FOLDED];
    size_t len = ng_utf8_fold(word, bytes, sizeof bytes);

    *item = (struct ng_item){.capital = ng_is_capital(t)};
    /* Too long to be folded: a web address or a run of letters; it is taken as
     * it is. */
    folded = len == SIZE_MAX ? word : (struct ng_slice){bytes, len};
    item->spelling = spelling_of(word, t);
    item->word = ng_hash(folded.ptr, folded.len);
    item->shape = shape_hash(word);
    for (unsigned n = 0; n < 3 && t->kind == NG_TOKEN_WORD; n++) {
        size_t start = tail_start(folded, n + 2);
        item->suffix[n] = ng_hash(folded.ptr + start, folded.len - start);
    }
    if (f->clusters)
        item->class =
            ng_clusters_find(f->clusters, ng_hash(word.ptr, word.len));
    if (f->clusters && !item->class.fine)
        item->class = ng_clusters_find(f->clusters, item->word);
    if (f->senses)
        item->sense = ng_clusters_find(f->senses, item->word);
}

/* The kept word of a token, made when the memo does not have it. */
static struct ng_kept_word *keep_word(struct ng_features *f, size_t i)
{
    uint64_t key = spelling_of(ng_token_text(f->text, i),
                               ng_text_token(f->text, i));
    bool known;
    struct ng_kept_word *kept = ng_memo_row(f->words, key, &known);

    if (!known) {
        read_word(f, i, &kept->item);
        kept->item.kept = kept;
        memset(kept->keys, 0, sizeof kept->keys);
    }
    return kept;
}

/* Reads a token: by itself, from the memo if there is one, and then what the
 * article says of it elsewhere. Evidence is asked for only with a capital:
 * small words never have any that the templates use. */
static void read_item(struct ng_features *f, size_t i, struct ng_item *item)
{
    if (f->words)
        *item = keep_word(f, i)->item;
    else
        read_word(f, i, item);
    if (item->capital)
        item->evidence = ng_map_get(&f->evidence, item->word);
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

/* A token keeps its first NG_GAZETTEER_MAX matches, one per table in most
 * cases; what is beyond is dropped, since the features are bounded too. */
static void add_match(struct ng_item *item, uint64_t hash)
{
    if (item->gazetteers < NG_GAZETTEER_MAX)
        item->gazetteer[item->gazetteers++] = hash;
}

/* Notes the longest match of table `n` that begins at token `i`. Each token of
 * it gets a hash of table, class and its place in the match: alone, first, last
 * or between. Of "New York" one is a city's first and one its last word; "York"
 * may be a city alone as well, since matches are looked for at each token. */
static void match_table(struct ng_features *f, size_t i, size_t n)
{
    struct ng_row row;
    size_t len =
        ng_phrase_find(f->text, i, f->end, gazetteers[n].table, &row);
    const char *class = ng_row_text(row, gazetteers[n].column);
    uint64_t hash = mix(n + 1, ng_hash(class, strlen(class)));

    for (size_t k = 0; k < len; k++) {
        uint64_t place = len == 1 ? 1 : k == 0 ? 2 : k + 1 == len ? 3 : 4;
        add_match(&f->items[i + k - f->first], mix(hash, place));
    }
}

/* The tables that a token may begin a match of. A small letter may begin only
 * one of titles, organizations and words of names: "reading" is no city. */
static uint64_t tables_of(bool capital)
{
    uint64_t tables = NG_BIT(NG_TABLE_TITLES) | NG_BIT(NG_TABLE_ORGANIZATIONS) |
                      NG_BIT(NG_TABLE_NAME_WORDS);

    for (size_t n = 0; capital && n < sizeof gazetteers / sizeof *gazetteers;
         n++)
        tables |= NG_BIT(gazetteers[n].table);
    return tables;
}

/* Looks for matches at every token of the window. The lexicon entry of the
 * token tells in one word of bits which tables hold it or a phrase that begins
 * with it, so nearly all tokens cost a single test. */
static void match_gazetteers(struct ng_features *f)
{
    uint64_t wanted[2] = {tables_of(false), tables_of(true)};

    for (size_t i = f->first; i < f->end; i++) {
        const struct ng_packed_entry *entry = ng_lexicon_entry(
            f->text->lexicon, ng_text_token(f->text, i)->lex);
        uint64_t tables = (entry->tables | entry->starts) &
                          wanted[f->items[i - f->first].capital];
        for (size_t n = 0; tables && n < sizeof gazetteers / sizeof *gazetteers;
             n++)
            if (tables & NG_BIT(gazetteers[n].table))
                match_table(f, i, n);
    }
}

/* The window is the segment and NG_CONTEXT tokens on both sides, within the
 * sentence: what belongs to another sentence is never seen. Phrases are matched
 * within the window alone, by the trainer too. */
void ng_features_window(struct ng_features *f, size_t first, size_t end,
                        const struct ng_sentence *sentence)
{
    f->first = first > sentence->first_token + NG_CONTEXT
                   ? first - NG_CONTEXT
                   : sentence->first_token;
    f->end = end + NG_CONTEXT < sentence->token_end ? end + NG_CONTEXT
                                                    : sentence->token_end;
    for (size_t i = f->first; i < f->end; i++)
        read_item(f, i, &f->items[i - f->first]);
    match_gazetteers(f);
}

/* -------------------------------------------------------------- templates */

/* All that says "group" is one function for the compiler: what belongs to
 * other groups is left out when a group is asked for. */
#define TEMPLATE static inline __attribute__((always_inline))

/* Collects a token's features of one group. */
struct sink {
    uint64_t *out;
    size_t count;
    uint64_t template; /* number of the last template */
    enum ng_feature_group wanted;
};

/* Each call is the next template; a value of 0 is no feature, but is counted,
 * so that the numbers of later templates never depend on the text, nor on the
 * group that is wanted. Beyond NG_GROUP_MAX features are dropped. `group`
 * says what `value` is made of: no more than the group's key covers. */
TEMPLATE void put_in(struct sink *s, enum ng_feature_group group,
                     uint64_t value)
{
    s->template++;
    if (group == s->wanted && value && s->count < NG_GROUP_MAX)
        s->out[s->count++] = mix(s->template * 0xD6E8FEB86659FD93u, value);
}

/* Several values under one template, as a set: which of them came first makes
 * no difference. Counts as one template even when `count` is 0. */
TEMPLATE void put_all(struct sink *s, enum ng_feature_group group,
                      const uint64_t *values, size_t count)
{
    uint64_t template = s->template + 1;

    for (size_t i = 0; i < count; i++) {
        s->template = template - 1;
        put_in(s, group, values[i]);
    }
    s->template = template;
}

/* A template that joins what stands in several items: always right, never kept
 * for later. */
TEMPLATE void put(struct sink *s, uint64_t value)
{
    put_in(s, NG_GROUP_JOINED, value);
}

/* A template that looks at the spelling of the word at `offset` only. */
TEMPLATE void put_word(struct sink *s, int offset, uint64_t value)
{
    put_in(s, (enum ng_feature_group)(NG_GROUP_WORD + offset), value);
}

/* A pair of values as one; 0 when one of them is, so a missing part makes no
 * feature. The lowest bit is set, for a pair that happens to mix to 0. */
static inline uint64_t pair(uint64_t a, uint64_t b)
{
    return a && b ? mix(a, b) | 1 : 0;
}

/* The item at `offset` from token `i`; a standing item beyond the sentence,
 * whose word and shape say "edge". An offset before token 0 wraps round to a
 * huge place and is caught by the same test. */
static inline const struct ng_item *at(const struct ng_features *f, size_t i,
                                       int offset)
{
    static const struct ng_item edge = {.word = 1, .shape = 1};
    size_t place = i + (size_t)offset;

    return place >= f->first && place < f->end ? &f->items[place - f->first]
                                               : &edge;
}

/* Words: two on each side, and pairs with the neighbours. */
TEMPLATE void put_words(struct sink *s, const struct ng_features *f, size_t i)
{
    const struct ng_item *x = at(f, i, 0);

    for (int d = -2; d <= 2; d++)
        put_word(s, d, at(f, i, d)->word);
    put(s, pair(at(f, i, -1)->word, x->word));
    put(s, pair(x->word, at(f, i, 1)->word));
    put_word(s, 0, pair(x->word, x->shape));
}

/* Whether the token is its sentence's first word and whether white space stood
 * before it: a capital at the start or after a hyphen means less. */
static uint64_t place_of(const struct ng_features *f, size_t i)
{
    const struct ng_token *t = ng_text_token(f->text, i);

    return 1 + (t->flags & (NG_TOKEN_FIRST_WORD | NG_TOKEN_SPACE_BEFORE));
}

/* Shapes and suffixes. Suffixes of three letters tell "-stan" from "-ski" for
 * new words. */
TEMPLATE void put_shapes(struct sink *s, const struct ng_features *f, size_t i)
{
    const struct ng_item *x = at(f, i, 0);

    for (int d = -1; d <= 1; d++)
        put_word(s, d, at(f, i, d)->shape);
    put_in(s, NG_GROUP_SHAPES, pair(at(f, i, -1)->shape, x->shape));
    put_in(s, NG_GROUP_SHAPES, pair(x->shape, at(f, i, 1)->shape));
    put_in(s, NG_GROUP_SHAPES, pair(pair(at(f, i, -1)->shape, x->shape),
                                    at(f, i, 1)->shape));
    put_word(s, 0, pair(place_of(f, i), x->shape));
    put_all(s, NG_GROUP_WORD, x->suffix, 3);
    put_word(s, 0, pair(x->suffix[1], x->shape));
}

/* Word classes: "Nairobi" may never have been marked in training, its class of
 * cities has. Pairs are made of middle classes only: there are so many pairs of
 * fine ones that training sees most of them once. */
TEMPLATE void put_classes(struct sink *s, const struct ng_features *f,
                          size_t i)
{
    const struct ng_word_class *x = &at(f, i, 0)->class;
    const struct ng_word_class *before = &at(f, i, -1)->class;
    const struct ng_word_class *after = &at(f, i, 1)->class;

    for (int d = -1; d <= 1; d++) {
        put_word(s, d, at(f, i, d)->class.middle);
        put_word(s, d, at(f, i, d)->class.fine);
    }
    put(s, pair(before->middle, x->middle));
    put(s, pair(x->middle, after->middle));
    put(s, pair(before->middle, after->middle));
    put_word(s, 0, pair(x->middle, at(f, i, 0)->shape));
}

/* Senses: what the words round it are about, two on each side. */
TEMPLATE void put_senses(struct sink *s, const struct ng_features *f, size_t i)
{
    for (int d = -2; d <= 2; d++)
        put_word(s, d, at(f, i, d)->sense.middle);
    for (int d = -1; d <= 1; d++)
        put_word(s, d, at(f, i, d)->sense.fine);
}

/* The matches of a token, as one value: their sum, so the order in which
 * tables were tried does not matter. Starts at 1: a token without any is a
 * value too. */
static inline uint64_t all_matches(const struct ng_item *item)
{
    uint64_t sum = 1;

    for (uint32_t n = 0; n < item->gazetteers; n++)
        sum += item->gazetteer[n];
    return sum;
}

/* Each match of one token, as a feature of its own. */
TEMPLATE void put_matches(struct sink *s, const struct ng_item *item)
{
    put_all(s, NG_GROUP_TABLES, item->gazetteer, item->gazetteers);
}

/* Matches of the token and of its neighbours, each match by itself, then all of
 * a token at once: "in cities and in surnames" ("Lincoln") is another case
 * than either. Knowing what the tables do not hold helps as well. */
TEMPLATE void put_gazetteers(struct sink *s, const struct ng_features *f,
                             size_t i)
{
    const struct ng_item *x = at(f, i, 0);
    const struct ng_item *before = at(f, i, -1), *after = at(f, i, 1);

    put_matches(s, x);
    put_matches(s, before);
    put_matches(s, after);
    put_in(s, NG_GROUP_TABLES, pair(all_matches(x), x->shape));
    put_in(s, NG_GROUP_TABLES, pair(all_matches(before), all_matches(x)));
    put_in(s, NG_GROUP_TABLES, pair(all_matches(x), all_matches(after)));
}

/* True for the first word of a sentence, whose capital proves nothing. */
static bool is_first(const struct ng_features *f, size_t i)
{
    return ng_text_token(f->text, i)->flags & NG_TOKEN_FIRST_WORD;
}

/* Evidence from elsewhere in the article counts once a word stands twice, since
 * the bits of a single place only repeat its neighbours; the bit of small
 * letters counts always. First each bit, then all bits but the counts as one
 * value, then those of both neighbours: "Aksoy" is known to be titled when
 * "Hami" is read. */
TEMPLATE void put_evidence(struct sink *s, const struct ng_features *f,
                           size_t i)
{
    uint32_t bits = at(f, i, 0)->evidence;
    uint64_t values[NG_SEEN_BITS];
    size_t count = 0;

    put_in(s, NG_GROUP_EVIDENCE,
           bits ? 1 + ((bits & 3) << 1 | is_first(f, i)) : 0);
    for (unsigned b = 0; b < NG_SEEN_BITS; b++)
        if ((bits & NG_SEEN_TWICE) && (bits >> b & 1))
            values[count++] = b + 1;
    put_all(s, NG_GROUP_EVIDENCE, values, count);
    /* Without NG_SEEN_TWICE and NG_SEEN_OFTEN. */
    put_in(s, NG_GROUP_EVIDENCE,
           bits & NG_SEEN_TWICE ? (bits & 0xCFFF) + 1 : 0);
    put(s, at(f, i, 1)->evidence & NG_SEEN_TWICE
               ? 1 + (at(f, i, 1)->evidence & 0xFFFF) : 0);
    put(s, at(f, i, -1)->evidence & NG_SEEN_TWICE
               ? 1 + (at(f, i, -1)->evidence & 0xFFFF) : 0);
}

/* The constant first template lets each label have a weight of its own. The
 * templates follow in a fixed order, for it numbers them. */
TEMPLATE size_t collect(const struct ng_features *f, size_t i, uint64_t *out,
                        enum ng_feature_group wanted)
{
    struct sink s = {out, 0, 0, wanted};

    put_word(&s, 0, 1);
    put_words(&s, f, i);
    put_shapes(&s, f, i);
    put_classes(&s, f, i);
    put_senses(&s, f, i);
    put_gazetteers(&s, f, i);
    put_evidence(&s, f, i);
    return s.count;
}

/* A copy of all templates for each group, each with the rest left out. */
size_t ng_features_group(const struct ng_features *f, size_t i,
                         enum ng_feature_group group,
                         uint64_t out[NG_GROUP_MAX])
{
    switch (group) {
    case NG_GROUP_WORD_BEFORE_LAST:
        return collect(f, i, out, NG_GROUP_WORD_BEFORE_LAST);
    case NG_GROUP_WORD_BEFORE: return collect(f, i, out, NG_GROUP_WORD_BEFORE);
    case NG_GROUP_WORD: return collect(f, i, out, NG_GROUP_WORD);
    case NG_GROUP_WORD_AFTER: return collect(f, i, out, NG_GROUP_WORD_AFTER);
    case NG_GROUP_WORD_AFTER_NEXT:
        return collect(f, i, out, NG_GROUP_WORD_AFTER_NEXT);
    case NG_GROUP_SHAPES: return collect(f, i, out, NG_GROUP_SHAPES);
    case NG_GROUP_TABLES: return collect(f, i, out, NG_GROUP_TABLES);
    case NG_GROUP_EVIDENCE: return collect(f, i, out, NG_GROUP_EVIDENCE);
    case NG_GROUP_JOINED: return collect(f, i, out, NG_GROUP_JOINED);
    case NG_GROUP_COUNT: break;
    }
    return 0;
}

/* The groups one after another: for training, where nothing is kept. */
size_t ng_features_of(const struct ng_features *f, size_t i,
                      uint64_t out[NG_FEATURES_MAX])
{
    size_t count = 0;

    for (unsigned g = 0; g < NG_GROUP_COUNT; g++)
        count += ng_features_group(f, i, (enum ng_feature_group)g,
                                   out + count);
    return count;
}

/* The group's number goes in first, so that one table can keep the sums of all
 * groups. Each line holds all that the templates of a group look at. */
uint64_t ng_features_key(const struct ng_features *f, size_t i,
                         enum ng_feature_group group)
{
    const struct ng_item *x = at(f, i, 0);
    uint64_t key = mix(group + 1, NG_HASH_START);

    switch (group) {
    case NG_GROUP_WORD_BEFORE_LAST:
    case NG_GROUP_WORD_BEFORE:
    case NG_GROUP_WORD_AFTER:
    case NG_GROUP_WORD_AFTER_NEXT:
        return mix(key, at(f, i, (int)group - NG_GROUP_WORD)->spelling);
    case NG_GROUP_WORD: return mix(mix(key, x->spelling), place_of(f, i));
    case NG_GROUP_SHAPES:
        return mix(mix(mix(key, at(f, i, -1)->shape), x->shape),
                   at(f, i, 1)->shape);
    case NG_GROUP_TABLES:
        for (int d = -1; d <= 1; d++)
            key = mix(key, all_matches(at(f, i, d)));
        return mix(key, x->shape);
    case NG_GROUP_EVIDENCE:
        return mix(key, (uint64_t)(x->evidence & 0xFFFF) << 2 |
                            (x->evidence != 0) << 1 | is_first(f, i));
    case NG_GROUP_JOINED:
    case NG_GROUP_COUNT: break;
    }
    return key;
}

/* Beyond the sentence there is no word to keep. */
struct ng_kept_word *ng_features_kept(const struct ng_features *f, size_t i,
                                      enum ng_feature_group group)
{
    return at(f, i, (int)group - NG_GROUP_WORD)->kept;
}
