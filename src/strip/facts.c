/* facts.c - claims about the article, from metas and JSON-LD. */
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
 * mean one thing as a <meta> and another as an itemprop. */
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

/* Adds the claims that one row of the table makes of a meta. */
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
 * space for every run of marks. Returns the length; what is too long is cut. */
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

/* Looks one meta up as "meta og title", and its source alone for the sources
 * that have no keys. */
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

static const struct ng_ld_object *ld_object(const struct ng_ld *ld, size_t i)
{
    return NG_AT(&ld->objects, struct ng_ld_object, i);
}

static const struct ng_ld_value *ld_value(const struct ng_ld *ld, size_t i)
{
    return NG_AT(&ld->values, struct ng_ld_value, i);
}

/* How much an object looks like the page's own article. Teasers of other
 * articles stand deeper or say less. */
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

/* The page's article among the objects, or NG_LD_ROOT. */
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

/* The name of the object that has "@id" `id` and a name. */
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

/* Claims the names of the objects and strings that are `key` of `article`. */
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
        else if (child && v->key == NG_LD_ID && references++ < MAX_REFERENCES &&
                 !ng_ld_text(ld, v->object, NG_LD_NAME).len)
            claim.text = name_of_id(ld, v->text);
        NG_TRY(add_claim(facts, claim));
    }
    return NUTGRAF_OK;
}

/* Claims what the article object says of itself. */
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

/* Claims the names of WebSite objects: often the site's shortest name. */
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

/* All scripts of the page make one graph: they refer to one another. */
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

/* Orders by field, rank, and place (which makes the order total, so any sort
 * gives the same). */
static int compare_claims(const void *left, const void *right)
{
    const struct ng_claim *a = left, *b = right;

    if (a->field != b->field)
        return a->field < b->field ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

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

void ng_facts_free(struct ng_facts *facts)
{
    ng_vector_free(&facts->claims);
}

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

struct ng_slice ng_facts_text(const struct ng_facts *facts,
                              enum ng_field field)
{
    const struct ng_claim *claim = ng_facts_claim(facts, field, 0);

    return claim ? claim->text : (struct ng_slice){NULL, 0};
}
