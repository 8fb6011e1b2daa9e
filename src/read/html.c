/*
 * html.c - libxml2's push parser with our own handlers: no tree is built.
 *
 *     markup.c (small, harmless HTML) -> libxml2 -> start, text, end
 *         -> a stack of open elements, one block under way, captures
 *
 * In: valid UTF-8. Out: the page's elements, blocks and metas, in document
 * order, all strings in the page's arena but for JSON-LD, which stays where it
 * is.
 *
 * The stack holds for each open element what its descendants inherit: the
 * listed element and block they belong to, whether text is link text, hidden,
 * preformatted. A handler thus looks at the top only and never walks up, and
 * the cost of a page is that of its events. A block under way is a run of text
 * that ends at the next border; what it belongs to is taken down at its first
 * character, since "<div>a<p>b" must give "a" to the div.
 *
 * libxml2 guarantees that starts and ends are nested and balanced, whatever the
 * page says; it closes what is open at the end. Its error messages are off: to
 * format them would cost more than to parse.
 *
 * Tried: the tree (loses everything below 256 levels, and 42 instead of 51 MB a
 * second); handing libxml2 the page as it is (50 MB a second in all).
 */
#include "read/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>
#include <stdlib.h>

#include "read/attributes.h"
#include "read/capture.h"
#include "read/classes.h"
#include "read/markup.h"
#include "read/tags.h"
#include "read/textrun.h"

/* Names of elements that are remembered. */
#define KNOWN 64
/* How many elements above a <time> lend it their words. */
#define WORDS_ABOVE 4

/* An element that is open. */
struct open {
    const struct ng_tag_info *info;
    uint32_t element;  /* the innermost listed element, itself included */
    uint32_t block;    /* the innermost listed block-level element */
    uint16_t kind;     /* what ng_block.tag would be */
    uint8_t link;      /* inside <a href> */
    uint8_t unseen;    /* text here is not shown: hidden inline elements */
    uint8_t hidden;    /* some element above is hidden */
    uint8_t pre;       /* line ends count */
};

/* A name that libxml2 handed over, and what it is. */
struct known {
    const xmlChar *name;
    const struct ng_tag_info *info;
};

/* What the handlers share. */
struct builder {
    struct ng_page *page;
    htmlParserCtxtPtr parser;
    ng_status status;
    struct ng_vector open; /* of struct open */
    struct ng_textrun run; /* the block under way */
    struct ng_captures captures;
    struct ng_kept_ring kept;
    struct ng_classes_memo classes;
    size_t offset;         /* of the page, roughly where we are */
    struct known known[KNOWN];
    bool has_lang;
    char key[NG_WORDS_MAX]; /* words_above's answer */

    struct open at;        /* where the block under way began */
    uint32_t links, link_bytes;
    uint32_t brs;          /* <br>s since the last text */
    uint32_t brs_before;   /* of the block under way */
    uint32_t newlines;     /* in <pre>, since the last text */
    uint64_t begun;        /* offset of the block under way */
};

/* Remembers a failure and stops the parser. A handler cannot return a status,
 * so the first one waits here for on_feed to give it back. */
static void fail(struct builder *b, ng_status status)
{
    if (b->status == NUTGRAF_OK)
        b->status = status;
    b->parser->disableSAX = 1;
}

/* The innermost open element; outside of all, one that belongs to nothing. */
static const struct open *top(const struct builder *b)
{
    static const struct open outside = {
        .element = NG_NO_ELEMENT, .block = NG_NO_ELEMENT};

    return b->open.count ? NG_AT(&b->open, struct open, b->open.count - 1)
                         : &outside;
}

/* Ends the block under way, if it has text. White space that was due at its end
 * is forgotten, so no block begins or ends with a space; links that have no
 * text (pictures) are not counted for the block that comes next. */
static void end_block(struct builder *b)
{
    struct ng_slice text = ng_buffer_slice(&b->run.text);
    struct ng_block *block;

    ng_captures_space(&b->captures);
    b->run.space = false;
    if (!text.len) {
        b->links = 0;
        return;
    }
    block = ng_vector_push(&b->page->blocks);
    if (!block) {
        fail(b, NUTGRAF_NO_MEMORY);
        return;
    }
    block->text.ptr = ng_arena_copy(b->page->arena, text);
    block->text.len = text.len;
    block->element = b->at.block;
    block->tag = b->at.kind;
    block->br_before =
        (uint16_t)(b->brs_before < 0xFFFF ? b->brs_before : 0xFFFF);
    block->links = b->links;
    block->link_bytes = b->link_bytes;
    block->offset = b->begun;
    if (!block->text.ptr)
        fail(b, NUTGRAF_NO_MEMORY);
    b->run.text.len = 0;
    b->links = b->link_bytes = 0;
}

/* ------------------------------------------------------------ attributes */

/* The number that `digits` write. */
static uint32_t number_of(const char *digits)
{
    uint32_t number = 0;

    for (; ng_is_digit(*digits); digits++)
        number = number * 10 + (uint32_t)(*digits - '0');
    return number;
}

/* Finds the attributes that a tag's number stands for, or sorts the list of
 * names and values. Names come in lower case from markup.c. Of two attributes
 * with one name libxml2 and markup.c keep the first. */
static void read_values(struct builder *b, const xmlChar **atts,
                        struct ng_attributes *v)
{
    v->has = 0;
    if (atts && strcmp((const char *)atts[0], NG_KEPT_NAME) == 0 && atts[1]) {
        ng_kept_find(&b->kept, number_of((const char *)atts[1]), v);
        return;
    }
    for (; atts && *atts; atts += 2) {
        unsigned which = ng_attribute_find(ng_slice_of((const char *)atts[0]));
        if (which == NG_ATTR_COUNT)
            continue;
        v->has |= NG_ATTR_BIT(which);
        v->value[which] = ng_slice_of(atts[1] ? (const char *)atts[1] : "");
    }
}

/* The value of an attribute; its `ptr` is NULL when it isn't there. An
 * attribute without a value, such as "hidden", is there and has length 0. */
static struct ng_slice attribute(const struct ng_attributes *v,
                                 enum ng_attribute which)
{
    return v->has & NG_ATTR_BIT(which) ? v->value[which]
                                       : (struct ng_slice){NULL, 0};
}

/* ------------------------------------------------------------------ metas */

/* Adds a meta; copies both strings, white space in the value collapsed. */
static void add_meta(struct builder *b, enum ng_meta_source source,
                     struct ng_slice key, struct ng_slice value)
{
    if (!ng_page_add_meta(b->page, source, key, value))
        fail(b, NUTGRAF_NO_MEMORY);
}

/* <meta>: under each of its names, for pages write name and property and
 * itemprop on one tag. Without content it says nothing. */
static void on_meta(struct builder *b, const struct ng_attributes *v)
{
    static const enum ng_attribute keys[] = {NG_ATTR_NAME, NG_ATTR_PROPERTY,
                                             NG_ATTR_ITEMPROP,
                                             NG_ATTR_HTTP_EQUIV};
    struct ng_slice content = attribute(v, NG_ATTR_CONTENT);

    if (!content.len)
        return;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct ng_slice key = attribute(v, keys[i]);
        if (key.len)
            add_meta(b, NG_META_NAME, key, content);
    }
}

/* <link>: canonical, amphtml, author; and microdata's links. */
static void on_link(struct builder *b, const struct ng_attributes *v)
{
    struct ng_slice rel = attribute(v, NG_ATTR_REL);
    struct ng_slice prop = attribute(v, NG_ATTR_ITEMPROP);
    struct ng_slice href = attribute(v, NG_ATTR_HREF);

    if (rel.len && href.len)
        add_meta(b, NG_META_LINK, rel, href);
    if (prop.len && href.len)
        add_meta(b, NG_META_ITEMPROP, prop, href);
}

/* The language of the page. XHTML has it under xml:lang; a second <html> tag
 * never gets here. */
static void on_html(struct builder *b, const struct ng_attributes *v)
{
    struct ng_slice lang = attribute(v, NG_ATTR_LANG);

    if (!lang.len)
        lang = attribute(v, NG_ATTR_XML_LANG);
    if (lang.len && !b->has_lang) {
        b->has_lang = true;
        add_meta(b, NG_META_LANG, NG_LIT("lang"), lang);
    }
}

/* The words of an element and of the nearest ones above it that have some:
 * the key of a time. */
static struct ng_slice words_above(struct builder *b, uint32_t element)
{
    size_t len = 0;

    for (int i = 0; i < WORDS_ABOVE && element != NG_NO_ELEMENT; i++) {
        const struct ng_element *e =
            NG_AT(&b->page->elements, struct ng_element, element);
        len = ng_classes_append(b->key, len, e->words);
        element = e->parent;
    }
    return ng_slice_trim((struct ng_slice){b->key, len});
}

/* Begins the captures that an element asks for; those with a value in an
 * attribute are metas at once: <time datetime="2020-02-14">, <span
 * itemprop=datePublished content="...">. One element may be several. */
static void begin_captures(struct builder *b, const struct ng_tag_info *info,
                           const struct ng_attributes *v,
                           const struct ng_classes *classes)
{
    struct ng_slice prop = attribute(v, NG_ATTR_ITEMPROP);
    struct ng_slice content = attribute(v, NG_ATTR_CONTENT);
    struct ng_slice time = attribute(v, NG_ATTR_DATETIME);
    size_t depth = b->open.count;
    bool ok = true;

    if (info->tag == NG_TAG_TIME && time.len)
        add_meta(b, NG_META_TIME, words_above(b, top(b)->element),
                 time);
    else if (info->tag == NG_TAG_TIME)
        ok = ng_captures_begin(&b->captures, NG_META_TIME,
                               words_above(b, top(b)->element), depth);
    if (prop.len && (content.len || time.len))
        add_meta(b, NG_META_ITEMPROP, prop, content.len ? content : time);
    else if (prop.len)
        ok = ok && ng_captures_begin(&b->captures, NG_META_ITEMPROP, prop,
                                     depth);
    if (classes->author)
        ok = ok && ng_captures_begin(&b->captures, NG_META_AUTHOR,
                                     classes->words, depth);
    if (!ok)
        fail(b, NUTGRAF_NO_MEMORY);
}

/* --------------------------------------------------------------- handlers */

/* Lists an element, so that blocks below can name it. Without memory the parent
 * is given back: the handler goes on harmlessly until the failure is seen. Only
 * blocks and elements with words are listed: a bare <i> would never be asked
 * for. The depth fits in 16 bits, for markup.c bounds it. */
static uint32_t list_element(struct builder *b, const struct ng_tag_info *info,
                             struct ng_slice words, bool hidden)
{
    uint32_t parent = top(b)->element;
    struct ng_element *e = ng_vector_push(&b->page->elements);

    if (!e) {
        fail(b, NUTGRAF_NO_MEMORY);
        return parent;
    }
    e->parent = parent;
    e->tag = info->tag;
    e->depth = parent == NG_NO_ELEMENT
                   ? 0
                   : (uint16_t)(NG_AT(&b->page->elements, struct ng_element,
                                      parent)->depth + 1);
    e->hidden = hidden;
    e->words = words;
    return (uint32_t)b->page->elements.count - 1;
}

/* Pushes an element onto the stack: what it inherits, then what is its own.
 *
 * A hidden block is only flagged: menus that a script unfolds are hidden, but
 * so are articles behind a "read on" button, and stripping sees more than we
 * do. A hidden inline element's text is left out, or a word would be in the
 * middle of a sentence that no reader sees. aria-hidden inline text is shown
 * (drop caps).
 */
static void open_element(struct builder *b, const struct ng_tag_info *info,
                         const struct ng_attributes *v)
{
    const struct ng_classes *classes =
        ng_classes_read(&b->classes, b->page->arena, v);
    bool block = info->flags & NG_TAG_BLOCK, invisible, hidden;
    struct open next = *top(b), *o;

    if (!classes) {
        fail(b, NUTGRAF_NO_MEMORY);
        return;
    }
    invisible = attribute(v, NG_ATTR_HIDDEN).ptr || classes->spoken;
    hidden = invisible || ng_slice_eq_nocase(attribute(v, NG_ATTR_ARIA_HIDDEN),
                                             NG_LIT("true"));
    next.info = info;
    next.hidden |= block && hidden;
    next.unseen |= !block && invisible;
    if (block || classes->words.len)
        next.element = list_element(b, info, classes->words, next.hidden);
    if (block) {
        next.block = next.element;
        if (info->flags & NG_TAG_KIND)
            next.kind = info->tag;
    }
    if (info->tag == NG_TAG_A && attribute(v, NG_ATTR_HREF).ptr) {
        next.link = 1;
        b->links += !next.unseen;
    }
    next.pre |= info->tag == NG_TAG_PRE;
    o = ng_vector_push(&b->open);
    if (!o) {
        fail(b, NUTGRAF_NO_MEMORY);
        return;
    }
    *o = next;
    if (classes->words.len || info->tag == NG_TAG_TIME)
        begin_captures(b, info, v, classes);
}

/* <br>: white space, and two of them end the block, as old pages and mail
 * gateways write their paragraphs. */
static void on_br(struct builder *b)
{
    b->run.space = true;
    ng_captures_space(&b->captures);
    if (++b->brs == 2)
        end_block(b);
}

/* What has no content: metadata, line breaks, rules. Metadata counts wherever
 * it stands, for many pages have <meta> and <link> in their body. */
static void on_void(struct builder *b, const struct ng_tag_info *info,
                    const struct ng_attributes *v)
{
    if (info->flags & NG_TAG_META)
        on_meta(b, v);
    else if (info->flags & NG_TAG_LINK)
        on_link(b, v);
    else if (info->tag == NG_TAG_BR)
        on_br(b);
    else if (info->flags & NG_TAG_BLOCK)
        end_block(b);
}

/* The element of a name. libxml2 keeps each name once, so its address tells
 * whether it is the one that was looked up before. A collision in the small
 * table costs one search among the elements and nothing else, since the address
 * is compared. */
static const struct ng_tag_info *find_tag(struct builder *b,
                                          const xmlChar *name)
{
    struct known *known = &b->known[(uintptr_t)name / 8 % KNOWN];

    if (known->name != name) {
        known->name = name;
        known->info = ng_tag_find(ng_slice_of((const char *)name));
    }
    return known->info;
}

/* The parser's "start" event. Void elements are not pushed: libxml2 ends them
 * at once, and on_end passes over that. A block-level start tag ends the text
 * before it, so "one<p>two" gives two blocks. The title's capture begins after
 * the push, with the depth that its end will see. */
static void on_start(void *user, const xmlChar *name, const xmlChar **atts)
{
    struct builder *b = user;
    const struct ng_tag_info *info = find_tag(b, name);
    struct ng_attributes values, *v = &values;

    read_values(b, atts, v);
    if (info->flags & NG_TAG_VOID) {
        on_void(b, info, v);
        return;
    }
    if (info->flags & NG_TAG_BLOCK) {
        end_block(b);
        b->brs = 0;
    }
    if (info->tag == NG_TAG_HTML)
        on_html(b, v);
    open_element(b, info, v);
    if (info->tag == NG_TAG_TITLE &&
        !ng_captures_begin(&b->captures, NG_META_TITLE, NG_LIT("title"),
                           b->open.count))
        fail(b, NUTGRAF_NO_MEMORY);
}

/* The parser's "end" event, of the element on top. The text of a block goes
 * before its element is popped, since it belongs to that. With an empty stack
 * (after a failure) there is nothing to do. */
static void on_end(void *user, const xmlChar *name)
{
    struct builder *b = user;
    const struct ng_tag_info *info = find_tag(b, name);

    if (info->flags & NG_TAG_VOID || !b->open.count)
        return;
    if (info->flags & NG_TAG_BLOCK) {
        end_block(b);
        b->brs = 0;
    }
    if (!ng_captures_end(&b->captures, b->page, b->open.count))
        fail(b, NUTGRAF_NO_MEMORY);
    b->open.count--;
}

/* In <pre>, an empty line ends the block: wire copy is one <pre> of plain text
 * on some sites. `newlines` lives in the builder, since libxml2 may cut the
 * text anywhere. */
static void end_at_empty_line(struct builder *b, struct ng_slice text)
{
    size_t i = 0;

    for (; i < text.len && ng_is_space(text.ptr[i]); i++)
        if (text.ptr[i] == '\n' && ++b->newlines == 2)
            end_block(b);
    if (i < text.len)
        b->newlines = 0;
}

/* Adds text of one element to the block under way; its first character decides
 * what the block belongs to. The space before a link is not link text. */
static void add_text(struct builder *b, struct ng_slice text)
{
    const struct open *where = top(b);
    size_t before = b->run.text.len;

    if (!ng_textrun_add(&b->run, text.ptr, text.len))
        fail(b, NUTGRAF_NO_MEMORY);
    if (b->run.text.len == before)
        return;
    if (!before) {
        b->at = *where;
        b->brs_before = b->brs;
        b->begun = b->offset;
    }
    b->brs = 0;
    if (b->run.text.ptr[before] == ' ')
        before++; /* it stands before the link */
    if (where->link)
        b->link_bytes += (uint32_t)(b->run.text.len - before);
}

/* The parser's "characters" event. The title's text goes to its capture only,
 * for it is not on the page. */
static void on_text(void *user, const xmlChar *bytes, int len)
{
    struct builder *b = user;
    struct ng_slice text = {(const char *)bytes, (size_t)len};
    const struct open *where = top(b);

    if (where->unseen)
        return;
    if (!ng_captures_add(&b->captures, b->page, text))
        fail(b, NUTGRAF_NO_MEMORY);
    if (where->info && where->info->tag == NG_TAG_TITLE)
        return;
    if (!where->pre) {
        add_text(b, text);
        return;
    }
    while (text.len) { /* line by line */
        struct ng_slice line = text;
        const char *end = memchr(text.ptr, '\n', text.len);
        if (end)
            line.len = (size_t)(end - text.ptr) + 1;
        text = ng_slice_sub(text, line.len, text.len);
        end_at_empty_line(b, line);
        add_text(b, line);
        if (end && ng_slice_trim(line).len)
            b->newlines = 1;
    }
}

/* --------------------------------------------------- between squeeze and us */

/* A piece of the small page goes to libxml2, which calls the handlers above
 * before it returns. libxml2 counts in int; pieces are those of markup.c and
 * far smaller. */
static ng_status on_feed(void *user, const char *bytes, size_t len)
{
    struct builder *b = user;

    htmlParseChunk(b->parser, bytes, (int)len, 0);
    if (b->parser->errNo == XML_ERR_NO_MEMORY)
        return NUTGRAF_NO_MEMORY;
    return b->status;
}

/* What the filter bounds: the true depth, implied elements included. Asked
 * before a flush, it may lag behind by the tags that markup.c still holds,
 * which that file adds. */
static size_t on_depth(void *user)
{
    struct builder *b = user;

    return b->open.count;
}

/* JSON-LD stays where it is. The slice points into the page's text, which lives
 * as long as the page. */
static ng_status on_json(void *user, struct ng_slice text)
{
    struct builder *b = user;
    struct ng_meta *meta = ng_vector_push(&b->page->metas);

    if (!meta)
        return NUTGRAF_NO_MEMORY;
    meta->source = NG_META_JSONLD;
    meta->key = NG_LIT("application/ld+json");
    meta->value = text;
    meta->block = (uint32_t)b->page->blocks.count;
    return NUTGRAF_OK;
}

/* Keeps the comments of programs that save pages. "saved from
 * url=(0042)https://..." by old browsers, "Page saved with SingleFile" with
 * address and date. Only the first 200 bytes are searched: other comments may
 * be long. */
static ng_status on_comment(void *user, struct ng_slice text)
{
    struct builder *b = user;
    struct ng_slice head = {text.ptr, text.len < 200 ? text.len : 200};
    bool single = ng_slice_find_nocase(head, NG_LIT("saved with singlefile"),
                                       0) != SIZE_MAX;

    if (!single &&
        ng_slice_find_nocase(head, NG_LIT("saved from url="), 0) == SIZE_MAX)
        return NUTGRAF_OK;
    return ng_page_add_meta(b->page, NG_META_COMMENT,
                            single ? NG_LIT("singlefile")
                                   : NG_LIT("saved from"),
                            text)
               ? NUTGRAF_OK
               : NUTGRAF_NO_MEMORY;
}

/* A parser whose handlers are ours; NULL without memory. The encoding is told,
 * so that a <meta> cannot change it half way; no network, no DTD. A handler
 * that is not set is an event that costs nothing. */
static htmlParserCtxtPtr new_parser(struct builder *b)
{
    htmlSAXHandler sax;
    htmlParserCtxtPtr parser;

    memset(&sax, 0, sizeof sax);
    sax.startElement = on_start;
    sax.endElement = on_end;
    sax.characters = on_text;
    sax.ignorableWhitespace = on_text;
    sax.cdataBlock = on_text;
    parser = htmlCreatePushParserCtxt(&sax, b, NULL, 0, NULL,
                                      XML_CHAR_ENCODING_UTF8);
    if (!parser)
        return NULL;
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                   HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                   HTML_PARSE_IGNORE_ENC);
    return parser;
}

/* Runs the parser over the page; the builder is ready but for it. At the end
 * libxml2 gets an empty last piece and closes what is open. */
static ng_status parse(struct builder *b, struct ng_slice html)
{
    struct ng_markup_sink sink = {b,       on_feed,    on_depth,
                                  on_json, on_comment, &b->kept};
    ng_status status;

    b->parser = new_parser(b);
    if (!b->parser)
        return NUTGRAF_NO_MEMORY;
    status = ng_markup_squeeze(html, &sink, &b->offset);
    if (status == NUTGRAF_OK) {
        htmlParseChunk(b->parser, "", 0, 1);
        end_block(b);
        status = b->parser->errNo == XML_ERR_NO_MEMORY ? NUTGRAF_NO_MEMORY
                                                       : b->status;
    }
    if (b->parser->myDoc)
        xmlFreeDoc(b->parser->myDoc);
    htmlFreeParserCtxt(b->parser);
    return status;
}

/* Life and death of a builder around one page. */
ng_status ng_html_parse(struct ng_page *page, struct ng_slice html)
{
    const nutgraf_allocator *alloc = page->blocks.alloc;
    struct builder b = {.page = page};
    ng_status status;

    page->markup = true;
    ng_vector_init(&b.open, alloc, sizeof(struct open));
    ng_buffer_init(&b.run.text, alloc);
    ng_captures_init(&b.captures, alloc);
    status = parse(&b, html);
    ng_captures_free(&b.captures);
    ng_buffer_free(&b.run.text);
    ng_vector_free(&b.open);
    return status;
}
