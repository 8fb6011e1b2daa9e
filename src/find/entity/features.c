/*
 * features.c - see features.h.
 *
 * In: a window of tokens. Out: for each token some fifty hashes, which the
 * labeller looks up. A feature is a hash of a template's number and what the
 * template looks at ("the word before is X"); no string is ever built.
 *
 * What is costly was done before (words.c): here the templates only mix numbers
 * of up to five items.
 *
 * The numbers are part of the trained weights. The order of the put() calls
 * numbers the templates, so a template that is moved, added or left out, or
 * another constant in ng_mix(), asks for new training: old weights would be
 * read under wrong names without any error. Cost: linear in tokens, templates
 * being a fixed number.
 */
#include "find/entity/features.h"

#include "base/hash.h"
#include "find/entity/evidence.h"

/* A step of its own, since it walks over all the article before the first
 * window can be prepared, and can fail. */
ng_status ng_features_collect(struct ng_features *f)
{
    return ng_evidence_collect(f->text, &f->evidence);
}

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
        s->out[s->count++] = ng_mix(s->template * 0xD6E8FEB86659FD93u, value);
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
    return a && b ? ng_mix(a, b) | 1 : 0;
}

/* The item at `offset` from token `i`; a standing item beyond the sentence,
 * whose word and shape say "edge". An offset before token 0 wraps round to a
 * huge place and is caught by the same test. */
static inline const struct ng_item *at(const struct ng_window *w, size_t i,
                                       int offset)
{
    static const struct ng_word word = {.word = 1, .shape = 1};
    static const struct ng_item edge = {.word = &word, .matches = 1};
    size_t place = i + (size_t)offset;

    return place >= w->first && place < w->end ? &w->items[place - w->first]
                                               : &edge;
}

/* The word at `offset` from token `i`. */
static inline const struct ng_word *word_at(const struct ng_window *w, size_t i,
                                            int offset)
{
    return at(w, i, offset)->word;
}

/* Words: two on each side, and pairs with the neighbours. */
TEMPLATE void put_words(struct sink *s, const struct ng_window *w, size_t i)
{
    const struct ng_word *x = word_at(w, i, 0);

    for (int d = -2; d <= 2; d++)
        put_word(s, d, word_at(w, i, d)->word);
    put(s, pair(word_at(w, i, -1)->word, x->word));
    put(s, pair(x->word, word_at(w, i, 1)->word));
    put_word(s, 0, pair(x->word, x->shape));
}

/* Whether the token is its sentence's first word and whether white space stood
 * before it: a capital at the start or after a hyphen means less. */
static uint64_t place_of(const struct ng_window *w, size_t i)
{
    const struct ng_token *t = ng_text_token(w->text, i);

    return 1 + (t->flags & (NG_TOKEN_FIRST_WORD | NG_TOKEN_SPACE_BEFORE));
}

/* Shapes and suffixes. Suffixes of three letters tell "-stan" from "-ski" for
 * new words. */
TEMPLATE void put_shapes(struct sink *s, const struct ng_window *w, size_t i)
{
    const struct ng_word *x = word_at(w, i, 0);

    for (int d = -1; d <= 1; d++)
        put_word(s, d, word_at(w, i, d)->shape);
    put_in(s, NG_GROUP_SHAPES, pair(word_at(w, i, -1)->shape, x->shape));
    put_in(s, NG_GROUP_SHAPES, pair(x->shape, word_at(w, i, 1)->shape));
    put_in(s, NG_GROUP_SHAPES,
           pair(pair(word_at(w, i, -1)->shape, x->shape),
                word_at(w, i, 1)->shape));
    put_in(s, NG_GROUP_SHAPES, pair(place_of(w, i), x->shape));
    put_all(s, NG_GROUP_WORD, x->suffix, 3);
    put_word(s, 0, pair(x->suffix[1], x->shape));
}

/* Word classes: "Nairobi" may never have been marked in training, its class of
 * cities has. Pairs are made of middle classes only: there are so many pairs of
 * fine ones that training sees most of them once. */
TEMPLATE void put_classes(struct sink *s, const struct ng_window *w,
                          size_t i)
{
    const struct ng_word_class *x = &word_at(w, i, 0)->class;
    const struct ng_word_class *before = &word_at(w, i, -1)->class;
    const struct ng_word_class *after = &word_at(w, i, 1)->class;

    for (int d = -1; d <= 1; d++) {
        put_word(s, d, word_at(w, i, d)->class.middle);
        put_word(s, d, word_at(w, i, d)->class.fine);
    }
    put(s, pair(before->middle, x->middle));
    put(s, pair(x->middle, after->middle));
    put(s, pair(before->middle, after->middle));
    put_word(s, 0, pair(x->middle, word_at(w, i, 0)->shape));
}

/* Senses: what the words round it are about, two on each side. */
TEMPLATE void put_senses(struct sink *s, const struct ng_window *w, size_t i)
{
    for (int d = -2; d <= 2; d++)
        put_word(s, d, word_at(w, i, d)->sense.middle);
    for (int d = -1; d <= 1; d++)
        put_word(s, d, word_at(w, i, d)->sense.fine);
}

/* Each match of the token at `offset`, as a feature of its own. */
TEMPLATE void put_matches(struct sink *s, const struct ng_window *w, size_t i,
                          int offset)
{
    const struct ng_item *item = at(w, i, offset);

    put_all(s, (enum ng_feature_group)(NG_GROUP_WORD + offset), item->match,
            item->match_count);
}

/* Matches of the token and of its neighbours, each match by itself, then all of
 * a token at once: "in cities and in surnames" ("Lincoln") is another case
 * than either. Knowing what the tables do not hold helps as well: all matches
 * are a sum that starts at 1, in which the order of tables does not matter. */
TEMPLATE void put_gazetteers(struct sink *s, const struct ng_window *w,
                             size_t i)
{
    uint64_t before = at(w, i, -1)->matches, after = at(w, i, 1)->matches;
    const struct ng_item *x = at(w, i, 0);

    put_matches(s, w, i, 0);
    put_matches(s, w, i, -1);
    put_matches(s, w, i, 1);
    put_word(s, 0, pair(x->matches, x->word->shape));
    put_in(s, NG_GROUP_TABLES, pair(before, x->matches));
    put_in(s, NG_GROUP_TABLES, pair(x->matches, after));
}

/* True for the first word of a sentence, whose capital proves nothing. */
static bool is_first(const struct ng_window *w, size_t i)
{
    return ng_text_token(w->text, i)->flags & NG_TOKEN_FIRST_WORD;
}

/* Evidence from elsewhere in the article counts once a word stands twice, since
 * the bits of a single place only repeat its neighbours; the bit of small
 * letters counts always. First each bit, then all bits but the counts as one
 * value, then those of both neighbours: "Aksoy" is known to be titled when
 * "Hami" is read. */
TEMPLATE void put_evidence(struct sink *s, const struct ng_window *w,
                           size_t i)
{
    uint32_t bits = at(w, i, 0)->evidence;
    uint64_t values[NG_SEEN_BITS];
    size_t count = 0;

    put_in(s, NG_GROUP_EVIDENCE,
           bits ? 1 + ((bits & 3) << 1 | is_first(w, i)) : 0);
    for (unsigned b = 0; b < NG_SEEN_BITS; b++)
        if ((bits & NG_SEEN_TWICE) && (bits >> b & 1))
            values[count++] = b + 1;
    put_all(s, NG_GROUP_EVIDENCE, values, count);
    /* Without NG_SEEN_TWICE and NG_SEEN_OFTEN. */
    put_in(s, NG_GROUP_EVIDENCE,
           bits & NG_SEEN_TWICE ? (bits & 0xCFFF) + 1 : 0);
    put(s, at(w, i, 1)->evidence & NG_SEEN_TWICE
               ? 1 + (at(w, i, 1)->evidence & 0xFFFF) : 0);
    put(s, at(w, i, -1)->evidence & NG_SEEN_TWICE
               ? 1 + (at(w, i, -1)->evidence & 0xFFFF) : 0);
}

/* The constant first template lets each label have a weight of its own. The
 * templates follow in a fixed order, for it numbers them. */
TEMPLATE size_t collect(const struct ng_window *w, size_t i, uint64_t *out,
                        enum ng_feature_group wanted)
{
    struct sink s = {out, 0, 0, wanted};

    put_word(&s, 0, 1);
    put_words(&s, w, i);
    put_shapes(&s, w, i);
    put_classes(&s, w, i);
    put_senses(&s, w, i);
    put_gazetteers(&s, w, i);
    put_evidence(&s, w, i);
    return s.count;
}

/* A copy of all templates for each group, each with the rest left out. */
size_t ng_features_group(const struct ng_window *w, size_t i,
                         enum ng_feature_group group,
                         uint64_t out[NG_GROUP_MAX])
{
    switch (group) {
    case NG_GROUP_WORD_BEFORE_LAST:
        return collect(w, i, out, NG_GROUP_WORD_BEFORE_LAST);
    case NG_GROUP_WORD_BEFORE: return collect(w, i, out, NG_GROUP_WORD_BEFORE);
    case NG_GROUP_WORD: return collect(w, i, out, NG_GROUP_WORD);
    case NG_GROUP_WORD_AFTER: return collect(w, i, out, NG_GROUP_WORD_AFTER);
    case NG_GROUP_WORD_AFTER_NEXT:
        return collect(w, i, out, NG_GROUP_WORD_AFTER_NEXT);
    case NG_GROUP_SHAPES: return collect(w, i, out, NG_GROUP_SHAPES);
    case NG_GROUP_TABLES: return collect(w, i, out, NG_GROUP_TABLES);
    case NG_GROUP_EVIDENCE: return collect(w, i, out, NG_GROUP_EVIDENCE);
    case NG_GROUP_JOINED: return collect(w, i, out, NG_GROUP_JOINED);
    case NG_GROUP_COUNT: break;
    }
    return 0;
}

/* The groups one after another: for training, where nothing is kept. */
size_t ng_features_of(const struct ng_window *w, size_t i,
                      uint64_t out[NG_FEATURES_MAX])
{
    size_t count = 0;

    for (unsigned g = 0; g < NG_GROUP_COUNT; g++)
        count += ng_features_group(w, i, (enum ng_feature_group)g,
                                   out + count);
    return count;
}

/* The group's number goes in first, so that one table can keep the sums of all
 * groups. Each line holds all that the templates of a group look at. */
uint64_t ng_features_key(const struct ng_window *w, size_t i,
                         enum ng_feature_group group)
{
    const struct ng_item *x = at(w, i, 0);
    int offset = (int)group - NG_GROUP_WORD;
    uint64_t key = ng_mix(group + 1, NG_HASH_START);

    switch (group) {
    case NG_GROUP_WORD_BEFORE_LAST:
    case NG_GROUP_WORD_AFTER_NEXT:
        return ng_mix(key, word_at(w, i, offset)->spelling);
    case NG_GROUP_WORD_BEFORE:
    case NG_GROUP_WORD:
    case NG_GROUP_WORD_AFTER:
        return ng_mix(ng_mix(key, word_at(w, i, offset)->spelling),
                   at(w, i, offset)->matches);
    case NG_GROUP_SHAPES:
        for (int d = -1; d <= 1; d++)
            key = ng_mix(key, word_at(w, i, d)->shape);
        return ng_mix(key, place_of(w, i));
    case NG_GROUP_TABLES:
        for (int d = -1; d <= 1; d++)
            key = ng_mix(key, at(w, i, d)->matches);
        return key;
    case NG_GROUP_EVIDENCE:
        return x->evidence ? ng_mix(key, (x->evidence & 0xFFFF) << 1 |
                                             is_first(w, i))
                           : 0;
    case NG_GROUP_JOINED:
    case NG_GROUP_COUNT: break;
    }
    return key;
}

/* Matches of a phrase are no matter of the word alone; two words away they do
 * not count. */
uint16_t *ng_features_row(const struct ng_window *w, size_t i,
                          enum ng_feature_group group)
{
    const struct ng_item *item = at(w, i, (int)group - NG_GROUP_WORD);
    bool near = group != NG_GROUP_WORD_BEFORE_LAST &&
                group != NG_GROUP_WORD_AFTER_NEXT;

    if (!item->rows || (near && item->match == item->own))
        return NULL;
    return item->rows + group;
}
