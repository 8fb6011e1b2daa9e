/*
 * facts.c - claims about the article, from metas and JSON-LD.
 *
 * In: the metas that reading collected (with JSON-LD as raw text among them).
 * Out: claims, sorted by field, then rank, then place; whoever wants a field
 * takes the first that it can use, so no source is ever chosen for all fields.
 *
 * Metas go through one table, data/meta-keys.tsv: source and key -> field and
 * rank. JSON-LD is scanned into a flat list of objects first (jsonld.c); the
 * one that looks most like the page's article speaks, the others are teasers,
 * crumbs and lists. Authors may be given as a string, an object, a list of
 * these, or by "@id" as a node that stands elsewhere in the graph: all four
 * are followed.
 *
 * Caveat: of several articles with equal scores the first wins, which is wrong
 * for the rare page that lists its teasers before itself.
 *
 * Cost: linear but for look-ups by "@id", whose number is bounded.
 */
#include "strip/facts.h"

#include <stdlib.h>

#include "strip/entities.h"
#include "strip/jsonld.h"

/* More claims than any honest page makes. */
#define MAX_CLAIMS 2048
/* How far JSON-LD's article is trusted, and the parts that stand in for it. */
enum { RANK_LD = 10, RANK_LD_CREATOR = 12, RANK_LD_LOOSE = 45 };
/* An article's authors that are looked up by "@id". */
#define MAX_REFERENCES 32

static const char *const field_names[NG_FIELD_COUNT] = {
    "title", "author",   "published", "modified",    "site",
    "url",   "language", "section",   "description", "body",
};

/* Appends a claim. Empty ones are left out, so that callers need not test what
 * they looked up. Beyond MAX_CLAIMS nothing is added: a hostile page may
 * repeat a <meta> a million times. */
static ng_status add_claim(struct ng_facts *facts, struct ng_claim claim)
{
    struct ng_claim *c;

    if (!claim.text.len || facts->claims.count >= MAX_CLAIMS)
        return NUTGRAF_OK;
    c = ng_vector_push(&facts->claims);
    if (!c)
        return NUTGRAF_NO_MEMORY;
    *c = claim;
    return NUTGRAF_OK;
}

/* The prefix that keys of a source have in the table, so that "author" may
 * mean one thing as a <meta> and another as an itemprop. NULL for the sources
 * that have no row there: JSON-LD has its own way, and what savers leave in
 * comments is about the copy, not the article. */
static const char *source_name(enum ng_meta_source source)
{
    switch (source) {
    case NG_META_NAME: return "meta";
    case NG_META_LINK: return "link";
    case NG_META_TITLE: return "title";
    case NG_META_LANG: return "lang";
    case NG_META_TIME: return "time";
    case NG_META_ITEMPROP: return "itemprop";
    case NG_META_AUTHOR: return "byline";
    case NG_META_JSONLD:
    case NG_META_COMMENT: return NULL;
    }
    return NULL;
}

/* Adds the claim that a row of the table makes of a meta: "og title" says
 * field "title" and how far it is trusted. A field name that is none of ours
 * claims nothing. */
static ng_status claim_rows(struct ng_facts *facts, const struct ng_meta *meta,
                            struct ng_row row, struct ng_arena *arena)
{
    struct ng_claim claim = {.block = meta->block};

    for (size_t field = 0; field < NG_FIELD_COUNT; field++) {
        if (strcmp(ng_row_text(row, 1), field_names[field]) != 0)
            continue;
        claim.field = (uint8_t)field;
        claim.rank = (uint8_t)strtol(ng_row_text(row, 2), NULL, 10);
        NG_TRY(ng_decode_text(arena, meta->value, &claim.text));
        return add_claim(facts, claim);
    }
    return NUTGRAF_OK;
}

/* Appends a meta's key to `out` the way the table spells it: lower case, one
 * space for every run of marks, so "og:title", "og.title" and "OG_Title" are
 * one key. It starts with a space, behind the source's name. Returns the
 * length; what is too long is cut and then simply not found. */
static size_t add_key(char *out, size_t len, struct ng_slice key)
{
    bool space = true;

    for (size_t i = 0; i < key.len && len + 2 < NG_KEY_MAX; i++) {
        bool solid = ng_is_alpha(key.ptr[i]) || ng_is_digit(key.ptr[i]);
        if (solid && space)
            out[len++] = ' ';
        if (solid)
            out[len++] = ng_lower(key.ptr[i]);
        space = !solid;
    }
    return len;
}

/* Looks one meta up as "meta og title", and else its source alone ("byline",
 * "lang"): sources whose every value means the same, whatever their key. */
static ng_status claim_meta(struct ng_facts *facts, const struct ng_meta *meta,
                            const struct ng_lexicon *lexicon,
                            struct ng_arena *arena)
{
    char key[NG_KEY_MAX];
    const char *source = source_name(meta->source);
    size_t len = source ? strlen(source) : 0;
    struct ng_row row = {lexicon, NULL};

    if (!source || !meta->value.len)
        return NUTGRAF_OK;
    memcpy(key, source, len);
    row = ng_table_find(lexicon, NG_TABLE_META_KEYS,
                        (struct ng_slice){key, add_key(key, len, meta->key)});
    if (!row.row)
        row = ng_table_find(lexicon, NG_TABLE_META_KEYS,
                            (struct ng_slice){key, len});
    return row.row ? claim_rows(facts, meta, row, arena) : NUTGRAF_OK;
}

/* Object `i` of the graph, typed: shorthand. */
static const struct ng_ld_object *ld_object(const struct ng_ld *ld, size_t i)
{
    return NG_AT(&ld->objects, struct ng_ld_object, i);
}

/* Value `i` of the graph, typed: shorthand. */
static const struct ng_ld_value *ld_value(const struct ng_ld *ld, size_t i)
{
    return NG_AT(&ld->values, struct ng_ld_value, i);
}

/* How much an object looks like the page's own article; 0 for none. The type
 * weighs most, then the place: at the root, or in an unnamed list such as
 * "@graph". Teasers of other articles stand deeper, below keys that are known.
 * A video or event on the page has a headline too, hence the malus. */
static int article_score(const struct ng_ld *ld, uint32_t i)
{
    const struct ng_ld_object *o = ld_object(ld, i);
    bool top = o->parent == NG_LD_ROOT || o->key == NG_LD_NONE;

    if (!(o->types & (NG_LD_ARTICLE | NG_LD_PAGE | NG_LD_POSTING)))
        return 0;
    return (o->types & NG_LD_ARTICLE ? 8 : 1) + (top ? 4 : 0) +
           (o->parent == NG_LD_ROOT ? 2 : 0) +
           (o->types & NG_LD_POSTING ? -1 : 0);
}

/* The page's article among the objects, or NG_LD_ROOT. The first of equals. */
static uint32_t find_article(const struct ng_ld *ld)
{
    uint32_t best = NG_LD_ROOT;
    int best_score = 0;

    for (uint32_t i = 0; i < ld->objects.count; i++) {
        int score = article_score(ld, i);
        if (score > best_score) {
            best_score = score;
            best = i;
        }
    }
    return best;
}

/* Objects of one "@id" that are asked for a name. */
enum { MAX_SAME_ID = 8 };

/* The name of the object that has "@id" `id` and a name. The article's own
 * reference to its author is an object with that "@id" too, without a name:
 * hence the loop. It is bounded, or a graph of n references to one id would
 * cost n squared. */
static struct ng_slice name_of_id(const struct ng_ld *ld, struct ng_slice id)
{
    int same = 0;

    for (size_t i = 0; i < ld->values.count && same < MAX_SAME_ID; i++) {
        const struct ng_ld_value *v = ld_value(ld, i);
        struct ng_slice name;
        if (v->key != NG_LD_ID || !ng_slice_eq(v->text, id))
            continue;
        same++;
        name = ng_ld_text(ld, v->object, NG_LD_NAME);
        if (name.len)
            return name;
    }
    return (struct ng_slice){NULL, 0};
}

/* Claims the names that `key` of `article` gives, in reading order: strings
 * ("author": "Jane Roe"), objects with a name, and references by "@id" whose
 * name stands elsewhere. `claim` has field and rank; its text is filled here.
 */
static ng_status claim_names(struct ng_facts *facts, const struct ng_ld *ld,
                             uint32_t article, enum ng_ld_key key,
                             struct ng_claim claim)
{
    int references = 0;

    for (size_t i = 0; i < ld->values.count; i++) {
        const struct ng_ld_value *v = ld_value(ld, i);
        const struct ng_ld_object *o = ld_object(ld, v->object);
        bool child = o->parent == article && o->key == key;
        claim.text = (struct ng_slice){NULL, 0};
        if (v->object == article && v->key == key)
            claim.text = v->text;
        else if (child && v->key == NG_LD_NAME)
            claim.text = v->text;
        /* An "@id" beside a name adds nothing, the name speaks for itself. */
        else if (child && v->key == NG_LD_ID && references++ < MAX_REFERENCES &&
                 !ng_ld_text(ld, v->object, NG_LD_NAME).len)
            claim.text = name_of_id(ld, v->text);
        NG_TRY(add_claim(facts, claim));
    }
    return NUTGRAF_OK;
}

/* Claims what the article object says of itself. Each key has an own distance
 * to the object's rank: "name" is often a section's, "dateCreated" the day of
 * a draft. An object of a looser type (a WebPage) is trusted less throughout.
 */
static ng_status claim_article(struct ng_facts *facts, const struct ng_ld *ld,
                               uint32_t article)
{
    static const struct {
        enum ng_ld_key key;
        uint8_t field, more; /* less trusted by so much */
    } keys[] = {
        {NG_LD_HEADLINE, NG_FIELD_TITLE, 0},
        {NG_LD_NAME, NG_FIELD_TITLE, 15},
        {NG_LD_PUBLISHED, NG_FIELD_PUBLISHED, 0},
        {NG_LD_CREATED, NG_FIELD_PUBLISHED, 25},
        {NG_LD_MODIFIED, NG_FIELD_MODIFIED, 0},
        {NG_LD_SECTION, NG_FIELD_SECTION, 0},
        {NG_LD_LANGUAGE, NG_FIELD_LANGUAGE, 20},
        {NG_LD_DESCRIPTION, NG_FIELD_DESCRIPTION, 10},
        {NG_LD_URL, NG_FIELD_URL, 20},
        {NG_LD_BODY, NG_FIELD_BODY, 0},
    };
    bool sure = ld_object(ld, article)->types & NG_LD_ARTICLE;
    uint8_t rank = sure ? RANK_LD : RANK_LD_LOOSE;

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct ng_claim claim = {.field = keys[i].field,
                                 .rank = (uint8_t)(rank + keys[i].more)};
        claim.text = ng_ld_text(ld, article, keys[i].key);
        NG_TRY(add_claim(facts, claim));
    }
    NG_TRY(claim_names(facts, ld, article, NG_LD_AUTHOR,
                       (struct ng_claim){.field = NG_FIELD_AUTHOR,
                                         .rank = rank}));
    NG_TRY(claim_names(facts, ld, article, NG_LD_CREATOR,
                       (struct ng_claim){.field = NG_FIELD_AUTHOR,
                                         .rank = RANK_LD_CREATOR}));
    return claim_names(facts, ld, article, NG_LD_PUBLISHER,
                       (struct ng_claim){.field = NG_FIELD_SITE,
                                         .rank = 20});
}

/* Claims the name of the first WebSite object: often the site's shortest name.
 * Others, if any, are partners and parents. */
static ng_status claim_sites(struct ng_facts *facts, const struct ng_ld *ld)
{
    for (uint32_t i = 0; i < ld->objects.count; i++) {
        struct ng_claim claim = {.field = NG_FIELD_SITE, .rank = 30};
        if (!(ld_object(ld, i)->types & NG_LD_SITE))
            continue;
        claim.text = ng_ld_text(ld, i, NG_LD_NAME);
        return add_claim(facts, claim);
    }
    return NUTGRAF_OK;
}

/* All scripts of the page make one graph: they refer to one another, and the
 * publisher may be in a script of its own. */
static ng_status claim_jsonld(struct ng_facts *facts, struct ng_ld *ld,
                              const struct ng_page *page)
{
    uint32_t article;

    for (size_t i = 0; i < page->metas.count; i++) {
        const struct ng_meta *meta = NG_AT(&page->metas, struct ng_meta, i);
        if (meta->source == NG_META_JSONLD)
            NG_TRY(ng_ld_scan(ld, meta->value));
    }
    article = find_article(ld);
    if (article != NG_LD_ROOT)
        NG_TRY(claim_article(facts, ld, article));
    return claim_sites(facts, ld);
}

/* Orders by field, rank, and place, which makes the order total: so any sort
 * of any C library gives the same. */
static int compare_claims(const void *left, const void *right)
{
    const struct ng_claim *a = left, *b = right;

    if (a->field != b->field)
        return a->field < b->field ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* JSON-LD first, then metas in page order; the order of finding settles equal
 * ranks. The graph is freed before its status is looked at; the claims' texts
 * are in the arena and outlive it. */
ng_status ng_facts_gather(struct ng_facts *facts, const struct ng_page *page,
                          const struct ng_lexicon *lexicon)
{
    struct ng_ld ld;
    ng_status status;

    ng_vector_init(&facts->claims, page->arena->alloc,
                   sizeof(struct ng_claim));
    ng_ld_init(&ld, page->arena);
    status = claim_jsonld(facts, &ld, page);
    ng_ld_free(&ld);
    NG_TRY(status);
    for (size_t i = 0; i < page->metas.count; i++)
        NG_TRY(claim_meta(facts, NG_AT(&page->metas, struct ng_meta, i),
                          lexicon, page->arena));
    for (size_t i = 0; i < facts->claims.count; i++)
        NG_AT(&facts->claims, struct ng_claim, i)->order = (uint32_t)i;
    if (facts->claims.count)
        qsort(facts->claims.items, facts->claims.count,
              sizeof(struct ng_claim), compare_claims);
    return NUTGRAF_OK;
}

/* Only the list is freed: texts are the arena's. */
void ng_facts_free(struct ng_facts *facts)
{
    ng_vector_free(&facts->claims);
}

/* Searches from the start for the field's first claim; the others follow it.
 * MAX_CLAIMS bounds the search, and a page asks a few dozen times. */
const struct ng_claim *ng_facts_claim(const struct ng_facts *facts,
                                      enum ng_field field, size_t n)
{
    for (size_t i = 0; i < facts->claims.count; i++) {
        const struct ng_claim *c = NG_AT(&facts->claims, struct ng_claim, i);
        if (c->field == field)
            return i + n < facts->claims.count && c[n].field == field ? c + n
                                                                     : NULL;
    }
    return NULL;
}

/* For fields that take any claim: section, description, language. */
struct ng_slice ng_facts_text(const struct ng_facts *facts,
                              enum ng_field field)
{
    const struct ng_claim *claim = ng_facts_claim(facts, field, 0);

    return claim ? claim->text : (struct ng_slice){NULL, 0};
}
