/*
 * jsonld.c - a scanner for JSON as people publish it.
 *
 * In: the text of each JSON-LD script of a page, one after the other. Out: one
 * flat list of objects (with parent, key and types) and one of the values
 * whose keys metadata asks for. Everything else is stepped over.
 *
 * No parser that insists on grammar: a third-party plug-in that forgets a
 * comma must not cost the page its date. Strings, brackets and colons are all
 * that is looked at; a string is a key when a colon follows. The stack of open
 * brackets is an array, arrays inherit object and key of what holds them, so
 * that the values of "author": ["A", "B"] both belong to the author.
 *
 * Caveats: numbers, true and null are ignored, no field needs them. Beyond
 * MAX_DEPTH brackets are only counted. An unescaped quotation mark inside a
 * string is taken for its end when one of JSON's marks happens to follow it.
 *
 * Cost: one pass, no recursion; memory bounded by MAX_OBJECTS and MAX_VALUES.
 */
#include "strip/jsonld.h"

#include "strip/entities.h"

/* Deeper nesting is read, but its objects are not kept apart. */
#define MAX_DEPTH 48
/* More objects or values than any article page has. */
#define MAX_OBJECTS 4096
#define MAX_VALUES 16384

/* An open bracket. */
struct frame {
    uint32_t object; /* the innermost object */
    uint8_t key;     /* of the value that comes next */
    bool array;
};

/* The scanner's state over one script: `stack` has the brackets that are open,
 * its bottom a frame for the script itself. */
struct scan {
    struct ng_ld *ld;
    struct ng_slice json;
    size_t at;
    struct frame stack[MAX_DEPTH];
    size_t depth;   /* frames in use */
    size_t ignored; /* open brackets beyond MAX_DEPTH */
};

/* Starts an empty graph; scripts are added by ng_ld_scan. */
void ng_ld_init(struct ng_ld *ld, struct ng_arena *arena)
{
    ld->arena = arena;
    ng_vector_init(&ld->objects, arena->alloc, sizeof(struct ng_ld_object));
    ng_vector_init(&ld->values, arena->alloc, sizeof(struct ng_ld_value));
}

/* Frees the lists; the texts are the arena's. */
void ng_ld_free(struct ng_ld *ld)
{
    ng_vector_free(&ld->objects);
    ng_vector_free(&ld->values);
}

/* What a key stands for; NONE for keys that nobody asks for. Case is ignored,
 * as publishers get it wrong ("datepublished"). Several spellings may mean one
 * thing ("author", "authors"). */
static enum ng_ld_key key_of(struct ng_slice name)
{
    static const struct {
        const char *name;
        enum ng_ld_key key;
    } keys[] = {
        {"@type", NG_LD_TYPE},
        {"@id", NG_LD_ID},
        {"headline", NG_LD_HEADLINE},
        {"name", NG_LD_NAME},
        {"author", NG_LD_AUTHOR},
        {"authors", NG_LD_AUTHOR},
        {"creator", NG_LD_CREATOR},
        {"publisher", NG_LD_PUBLISHER},
        {"datePublished", NG_LD_PUBLISHED},
        {"dateModified", NG_LD_MODIFIED},
        {"dateCreated", NG_LD_CREATED},
        {"articleSection", NG_LD_SECTION},
        {"inLanguage", NG_LD_LANGUAGE},
        {"description", NG_LD_DESCRIPTION},
        {"url", NG_LD_URL},
        {"mainEntityOfPage", NG_LD_MAIN_PAGE},
        {"articleBody", NG_LD_BODY},
    };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (ng_slice_eq_nocase(name, ng_slice_of(keys[i].name)))
            return keys[i].key;
    return NG_LD_NONE;
}

/* What schema.org's type names stand for here, by their ending: "NewsArticle"
 * and "ReportageNewsArticle" are articles, "NewsMediaOrganization" is an
 * organization. Full addresses ("http://schema.org/Person") end alike. 0 for
 * types that say nothing to us. */
static uint8_t type_of(struct ng_slice name)
{
    static const struct {
        const char *ending;
        uint8_t type;
    } types[] = {
        {"Article", NG_LD_ARTICLE},
        {"BlogPosting", NG_LD_ARTICLE},
        {"SocialMediaPosting", NG_LD_ARTICLE},
        {"Report", NG_LD_ARTICLE},
        {"Review", NG_LD_ARTICLE},
        {"Person", NG_LD_PERSON},
        {"Organization", NG_LD_ORGANIZATION},
        {"Corporation", NG_LD_ORGANIZATION},
        {"WebPage", NG_LD_PAGE},
        {"WebSite", NG_LD_SITE},
        {"VideoObject", NG_LD_POSTING},
        {"Posting", NG_LD_POSTING},
        {"Event", NG_LD_POSTING},
    };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (ng_slice_ends_nocase(name, ng_slice_of(types[i].ending)))
            return types[i].type;
    return 0;
}

/* The innermost open bracket. There is always one: the script's own frame is
 * never closed. */
static struct frame *top(struct scan *s)
{
    return &s->stack[s->depth - 1];
}

/* The first byte at or after `at` that is no white space, or the end. */
static size_t skip_space(struct ng_slice text, size_t at)
{
    while (at < text.len && ng_is_space(text.ptr[at]))
        at++;
    return at;
}

/* True when the quotation mark at `at` ends its string: in broken JSON marks
 * inside a string are not escaped, but only a real end is followed by one of
 * JSON's own marks. */
static bool ends_string(struct ng_slice json, size_t at)
{
    at = skip_space(json, at + 1);
    return at == json.len || strchr(",:]};", json.ptr[at]);
}

/* Cuts the raw string that begins after the mark at s->at; steps behind it. A
 * string without an end takes the rest of the script: there is nothing left
 * that could be told apart. Raw line ends inside are let through. */
static struct ng_slice take_string(struct scan *s)
{
    size_t start = s->at + 1, at = start;

    while (at < s->json.len) {
        if (s->json.ptr[at] == '\\' && at + 1 < s->json.len)
            at++;
        else if (s->json.ptr[at] == '"' && ends_string(s->json, at))
            break;
        at++;
    }
    s->at = at < s->json.len ? at + 1 : s->json.len;
    return ng_slice_sub(s->json, start, at);
}

/* Keeps a value that somebody may ask for: it must have an object and a known
 * key. A type is turned into bits of its object instead, since it is asked for
 * of every object. The rest is decoded at once, as few values come this far. */
static ng_status add_value(struct scan *s, struct ng_slice raw)
{
    const struct frame *f = top(s);
    struct ng_slice text;
    struct ng_ld_value *value;

    if (f->object == NG_LD_ROOT || f->key == NG_LD_NONE || !raw.len ||
        s->ld->values.count >= MAX_VALUES)
        return NUTGRAF_OK;
    if (f->key == NG_LD_TYPE) {
        NG_AT(&s->ld->objects, struct ng_ld_object, f->object)->types |=
            type_of(raw);
        return NUTGRAF_OK;
    }
    NG_TRY(ng_decode_json(s->ld->arena, raw, &text));
    if (!text.len)
        return NUTGRAF_OK;
    value = ng_vector_push(&s->ld->values);
    if (!value)
        return NUTGRAF_NO_MEMORY;
    *value = (struct ng_ld_value){f->object, f->key, text};
    return NUTGRAF_OK;
}

/* A string is a key when a colon follows it inside an object; else it is a
 * value of the key that came last. Below ignored brackets values would be
 * given to the wrong object, so they are dropped. */
static ng_status on_string(struct scan *s)
{
    struct ng_slice raw = take_string(s);
    size_t next = skip_space(s->json, s->at);
    struct frame *f = top(s);

    if (!f->array && next < s->json.len && s->json.ptr[next] == ':') {
        f->key = (uint8_t)key_of(raw);
        s->at = next + 1;
        return NUTGRAF_OK;
    }
    return s->ignored ? NUTGRAF_OK : add_value(s, raw);
}

/* Opens an object or an array, which inherits object and key. An object
 * becomes a child of the object around it under that key, and starts without a
 * key of its own. With too many objects the new one's values go to its parent.
 */
static ng_status open_bracket(struct scan *s, bool array)
{
    struct frame inner = *top(s);

    if (s->ignored || s->depth == MAX_DEPTH) {
        s->ignored++;
        return NUTGRAF_OK;
    }
    inner.array = array;
    if (!array && s->ld->objects.count < MAX_OBJECTS) {
        struct ng_ld_object *object = ng_vector_push(&s->ld->objects);
        if (!object)
            return NUTGRAF_NO_MEMORY;
        *object = (struct ng_ld_object){inner.object, inner.key, 0};
        inner.object = (uint32_t)(s->ld->objects.count - 1);
        inner.key = NG_LD_NONE;
    }
    s->stack[s->depth++] = inner;
    return NUTGRAF_OK;
}

/* Closes whatever is open, without asking whether it was the same kind: after
 * a slip of the publisher that would only lose more. Closing brackets without
 * an open one are passed over. */
static void close_bracket(struct scan *s)
{
    if (s->ignored)
        s->ignored--;
    else if (s->depth > 1)
        s->depth--;
}

/* The bottom frame is an array without object: a script may hold one object, a
 * list, or several objects in a row. on_string moves s.at itself; all other
 * bytes are one step. */
ng_status ng_ld_scan(struct ng_ld *ld, struct ng_slice json)
{
    struct scan s = {.ld = ld, .json = json, .depth = 1};

    s.stack[0] = (struct frame){NG_LD_ROOT, NG_LD_NONE, true};
    while (s.at < json.len) {
        char c = json.ptr[s.at];
        if (c == '"') {
            NG_TRY(on_string(&s));
            continue;
        }
        if (c == '{' || c == '[')
            NG_TRY(open_bracket(&s, c == '['));
        else if (c == '}' || c == ']')
            close_bracket(&s);
        s.at++;
    }
    return NUTGRAF_OK;
}

/* In reading order, so of "headline": ["A", "B"] the first is given. */
struct ng_slice ng_ld_text(const struct ng_ld *ld, uint32_t object,
                           enum ng_ld_key key)
{
    for (size_t i = 0; i < ld->values.count; i++) {
        const struct ng_ld_value *v =
            NG_AT(&ld->values, struct ng_ld_value, i);
        if (v->object == object && v->key == key)
            return v->text;
    }
    return (struct ng_slice){NULL, 0};
}
