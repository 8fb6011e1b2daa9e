/*
 * markup.c - see markup.h. Tags are cut as the HTML standard cuts them
 * (13.2.5), without its rarer corners.
 *
 * In: a page. Out: a page a third as long that reads the same.
 *
 * The loop is memchr for '<'; what begins there is a start tag, an end tag, a
 * comment, or just a '<', which is escaped. Everything that searches ahead
 * (the end of a comment, of a script, of a quote) may fail at the page's end;
 * that it failed is remembered per kind, so it fails once: "<!--<!--<!--" costs
 * its length. Where browsers would swallow the rest of the page, only scripts
 * and styles do here.
 *
 * `open` counts start tags not yet ended, per element. It never forgets what
 * libxml2 closes by itself, so it may be too high, which costs a look through
 * at most NG_MAX_DEPTH elements; never too low but for implied elements, whose
 * end tags do nothing.
 */
#include "read/markup.h"

#include <stdio.h>

#include <libxml/HTMLparser.h>

#include "base/swar.h"
#include "base/utf8.h"
#include "read/attributes.h"
#include "read/entity.h"
#include "read/tags.h"

/* What is fed at a time. */
#define CHUNK 16384
/* The longest names of Latin-1 entities: "frac12", "Ccedil". */
#define ENTITY_MAX 6
/* Attribute values beyond this are cut. */
#define VALUE_MAX NG_KEPT_BYTES
/* Names of elements that are remembered. */
#define KNOWN_TAGS 64
/* The longest name of an element. */
#define NAME_BYTES 16

/* A name of up to eight bytes, and what it is. */
struct known_tag {
    uint64_t name; /* as it stands in the page, zeros behind it */
    size_t len;    /* 0: none */
    const struct ng_tag_info *info;
};

struct squeezer {
    struct ng_slice page;
    size_t at;
    const struct ng_markup_sink *sink;
    size_t *offset;
    ng_status status;

    size_t starts; /* start tags since the last flush */
    size_t kept;   /* of these, whose attributes were kept */
    size_t flat;   /* open elements that were not passed on: too deep */
    uint32_t open[NG_TAG_INFO_MAX];  /* started and not ended, by number */
    uint64_t bare[NG_TAG_INFO_MAX];  /* the last 64 of these: 1 for each that
                                        was left out, newest lowest */
    bool endless[NG_TAG_INFO_MAX];   /* no end tag comes any more */
    bool comments_end; /* false once a comment was found that never ends */
    struct ng_quote_memo memo;
    struct known_tag known[KNOWN_TAGS];

    size_t len;
    char out[CHUNK];
};

/* Feeds what has been gathered. After a failure nothing more is fed, and the
 * main loop sees the status. */
static void flush(struct squeezer *s)
{
    if (s->len && s->status == NUTGRAF_OK)
        s->status = s->sink->feed(s->sink->user, s->out, s->len);
    s->len = 0;
    s->starts = s->kept = 0;
    *s->offset = s->at;
}

/* Gathers bytes; a full chunk goes out. */
static void put(struct squeezer *s, const char *bytes, size_t len)
{
    while (len) {
        size_t part = len < CHUNK - s->len ? len : CHUNK - s->len;
        memcpy(s->out + s->len, bytes, part);
        s->len += part;
        bytes += part;
        len -= part;
        if (s->len == CHUNK)
            flush(s);
    }
}

/* For tags and escapes, which are short constants. */
static void put_text(struct squeezer *s, const char *text)
{
    put(s, text, strlen(text));
}

/* Puts bytes, `special` written as `escape`: a quote inside a value that is
 * quoted anew, a '<' in text that holds no tags. Runs between two specials are
 * copied whole. */
static void put_escaped(struct squeezer *s, struct ng_slice text, char special,
                        const char *escape)
{
    while (text.len) {
        const char *hit = memchr(text.ptr, special, text.len);
        size_t len = hit ? (size_t)(hit - text.ptr) : text.len;
        put(s, text.ptr, len);
        if (!hit)
            return;
        put_text(s, escape);
        text = ng_slice_sub(text, len + 1, text.len);
    }
}

/* The first byte behind the next `c` from `from` on; the end without one. The
 * way in which all searches of this file move: one memchr each. */
static size_t behind(const struct squeezer *s, size_t from, char c)
{
    const char *hit =
        from < s->page.len ? memchr(s->page.ptr + from, c, s->page.len - from)
                           : NULL;

    return hit ? (size_t)(hit - s->page.ptr) + 1 : s->page.len;
}

/* Where something that never ends is cut: behind the next '>', or before the
 * next '<'. */
static size_t cut(const struct squeezer *s, size_t at)
{
    while (at < s->page.len && s->page.ptr[at] != '<')
        if (s->page.ptr[at++] == '>')
            break;
    return at;
}

/* Steps over a comment that begins at s->at: "<!--" has been seen. One that
 * never ends is cut soon, for what follows may be the article. */
static void skip_comment(struct squeezer *s)
{
    size_t start = s->at + 4, at = start;

    if (!s->comments_end) {
        s->at = cut(s, start);
        return;
    }
    for (;;) {
        const char *p;
        at = behind(s, at, '>');
        if (at >= s->page.len && s->page.ptr[s->page.len - 1] != '>')
            break;
        p = s->page.ptr + at - 1;
        if (at - 1 <= start + 1 && (at - 1 == start || p[-1] == '-')) {
            s->at = at; /* "<!-->", "<!--->" */
            return;
        }
        if (at >= start + 3 &&
            (memcmp(p - 2, "--", 2) == 0 ||
             (at >= start + 4 && memcmp(p - 3, "--!", 3) == 0))) {
            size_t end = p[-1] == '!' ? at - 4 : at - 3;
            s->at = at;
            s->status = s->sink->comment(s->sink->user,
                                         ng_slice_sub(s->page, start, end));
            return;
        }
        if (at >= s->page.len)
            break;
    }
    s->comments_end = false;
    s->at = cut(s, start);
}

/* True when `name` stands at byte `at` as a whole tag name: "</a" does not end
 * an <article>, so the name must be followed by white space, '/' or '>'. */
static bool name_at(const struct squeezer *s, size_t at, struct ng_slice name)
{
    struct ng_slice rest = ng_slice_sub(s->page, at, s->page.len);

    return ng_slice_starts_nocase(rest, name) &&
           (rest.len == name.len || ng_is_space(rest.ptr[name.len]) ||
            rest.ptr[name.len] == '/' || rest.ptr[name.len] == '>');
}

/* Finds "</name" from `from` on: its first byte, or SIZE_MAX, which is looked
 * for only once. With `nests`, pairs inside are stepped over: an <svg> in an
 * <svg>, a template in a template. The names are compared at each '<' only, so
 * a script full of "a</b" costs little. */
static size_t find_end(struct squeezer *s, const struct ng_tag_info *info,
                       size_t from)
{
    struct ng_slice name = ng_slice_of(info->name);
    bool *endless = &s->endless[ng_tag_number(info)];
    size_t depth = 1, at = from;

    if (*endless)
        return SIZE_MAX;
    while ((at = behind(s, at, '<')) < s->page.len) {
        if (s->page.ptr[at] == '/' && name_at(s, at + 1, name)) {
            if (--depth == 0)
                return at - 1;
        } else if (info->flags & NG_TAG_NESTS && name_at(s, at, name)) {
            depth++;
        }
    }
    *endless = true;
    return SIZE_MAX;
}

/* Puts one attribute, its value cut between characters. Entities in the value
 * are left as they are; libxml2 decodes them. Pages keep whole pictures in
 * attributes, but not in these. */
static void put_attribute(struct squeezer *s, enum ng_attribute attribute,
                          struct ng_slice value)
{
    if (value.len > VALUE_MAX) {
        value.len = VALUE_MAX;
        while (value.len &&
               ((unsigned char)value.ptr[value.len] & 0xC0) == 0x80)
            value.len--;
    }
    put(s, " ", 1);
    put_text(s, ng_attribute_name(attribute));
    put(s, "=\"", 2);
    put_escaped(s, value, '"', "&quot;");
    put(s, "\"", 1);
}

/* Which attributes are passed on, by element: the words that stripping reads,
 * and where an element carries metadata, its value. */
static uint32_t wanted_attributes(const struct ng_tag_info *info, uint32_t has)
{
    uint32_t wanted = NG_ATTR_BIT(NG_ATTR_CLASS) | NG_ATTR_BIT(NG_ATTR_ID) |
                      NG_ATTR_BIT(NG_ATTR_ROLE) | NG_ATTR_BIT(NG_ATTR_REL) |
                      NG_ATTR_BIT(NG_ATTR_ITEMPROP) |
                      NG_ATTR_BIT(NG_ATTR_HIDDEN) |
                      NG_ATTR_BIT(NG_ATTR_ARIA_HIDDEN);

    if (info->flags & NG_TAG_META)
        wanted = NG_ATTR_BIT(NG_ATTR_NAME) | NG_ATTR_BIT(NG_ATTR_PROPERTY) |
                 NG_ATTR_BIT(NG_ATTR_HTTP_EQUIV) |
                 NG_ATTR_BIT(NG_ATTR_ITEMPROP) | NG_ATTR_BIT(NG_ATTR_CONTENT);
    else if (info->flags & NG_TAG_LINK)
        wanted = NG_ATTR_BIT(NG_ATTR_REL) | NG_ATTR_BIT(NG_ATTR_ITEMPROP) |
                 NG_ATTR_BIT(NG_ATTR_HREF);
    if (info->tag == NG_TAG_HTML)
        wanted |= NG_ATTR_BIT(NG_ATTR_LANG) | NG_ATTR_BIT(NG_ATTR_XML_LANG);
    if (has & NG_ATTR_BIT(NG_ATTR_ITEMPROP))
        wanted |= NG_ATTR_BIT(NG_ATTR_CONTENT) | NG_ATTR_BIT(NG_ATTR_HREF) |
                  NG_ATTR_BIT(NG_ATTR_DATETIME);
    if (info->tag == NG_TAG_TIME)
        wanted |= NG_ATTR_BIT(NG_ATTR_DATETIME);
    return wanted & has;
}

/* Room for a tag with nothing but a number, so that it is written piece by
 * piece without asking. */
static char *reserve_tag(struct squeezer *s)
{
    if (CHUNK - s->len < 2 * NAME_BYTES)
        flush(s);
    return s->out + s->len;
}

/* Writes a tag's beginning, "<" or "</", and its name; returns the end. */
static char *write_name(char *at, const struct ng_tag_info *info, bool end)
{
    *at++ = '<';
    if (end)
        *at++ = '/';
    memcpy(at, info->name, info->len);
    return at + info->len;
}

/* Puts a start tag whose attributes were kept under `number`, 0 for none. */
static void put_short(struct squeezer *s, const struct ng_tag_info *info,
                      uint32_t number)
{
    char digits[10], *at = write_name(reserve_tag(s), info, false);
    size_t count = 0;

    if (number) {
        memcpy(at, " " NG_KEPT_NAME "=", 3);
        for (at += 3; number; number /= 10)
            digits[count++] = (char)('0' + number % 10);
        while (count)
            *at++ = digits[--count];
        s->kept++;
    }
    *at++ = '>';
    s->len = (size_t)(at - s->out);
    if (s->kept == NG_KEPT_TAGS)
        flush(s);
}

/* Writes a start tag anew, in lower case, its attributes kept or every value in
 * double quotes: what libxml2 sees cannot be misunderstood. A style that hides
 * becomes the attribute `hidden`; of a link's address only its presence counts.
 */
static void put_start(struct squeezer *s, const struct ng_tag_info *info,
                      struct ng_attributes *a)
{
    uint32_t wanted, number;

    if (a->has & NG_ATTR_BIT(NG_ATTR_STYLE) &&
        ng_style_hides(a->value[NG_ATTR_STYLE])) {
        a->has |= NG_ATTR_BIT(NG_ATTR_HIDDEN);
        a->value[NG_ATTR_HIDDEN] = NG_LIT("style");
    }
    wanted = wanted_attributes(info, a->has);
    if (info->tag == NG_TAG_A && a->has & ~wanted & NG_ATTR_BIT(NG_ATTR_HREF)) {
        wanted |= NG_ATTR_BIT(NG_ATTR_HREF); /* that it is a link is enough */
        a->value[NG_ATTR_HREF].len = 0;
    }
    number = wanted ? ng_kept_add(s->sink->kept, wanted, a) : 0;
    if (number || !wanted) {
        put_short(s, info, number);
        return;
    }
    put(s, "<", 1);
    put(s, info->name, info->len);
    for (unsigned i = 0; i < NG_ATTR_COUNT && wanted >> i; i++)
        if (wanted >> i & 1)
            put_attribute(s, i, a->value[i]);
    put(s, ">", 1);
}

/* The name is the table's, so an end tag in capitals closes what libxml2 saw
 * opened in lower case. */
static void put_end(struct squeezer *s, const struct ng_tag_info *info)
{
    char *at = write_name(reserve_tag(s), info, true);

    *at++ = '>';
    s->len = (size_t)(at - s->out);
}

/* Steps over an element that is not for readers; s->at stands behind its start
 * tag. A script or style that never ends swallows the rest, as in browsers: a
 * page cut in the middle of a script ends there. Anything else that never ends
 * (a <select> that nobody closed) is read on, for the article may follow.
 * JSON-LD is handed to the sink on the way. */
static void skip_element(struct squeezer *s, const struct ng_tag_info *info,
                         const struct ng_attributes *a)
{
    size_t end = find_end(s, info, s->at);
    bool script = strcmp(info->name, "script") == 0;

    if (end == SIZE_MAX) {
        if (script || strcmp(info->name, "style") == 0)
            s->at = s->page.len;
        return;
    }
    if (script && a->has & NG_ATTR_BIT(NG_ATTR_TYPE) &&
        ng_slice_find_nocase(a->value[NG_ATTR_TYPE], NG_LIT("ld+json"), 0) !=
            SIZE_MAX)
        s->status = s->sink->json(s->sink->user,
                                  ng_slice_sub(s->page, s->at, end));
    s->at = behind(s, end, '>');
}

/* Passes a raw text element on, its text escaped: <title> and <xmp>. One that
 * never ends stops at the next tag: "<title>Oops <p>text" has its text. */
static void put_raw(struct squeezer *s, const struct ng_tag_info *info,
                    struct ng_attributes *a)
{
    size_t end = find_end(s, info, s->at), start = s->at;

    if (end == SIZE_MAX) { /* up to the next tag, then */
        end = behind(s, start, '<');
        if (end < s->page.len || s->page.ptr[end - 1] == '<')
            end--;
        s->at = end;
    } else {
        s->at = behind(s, end, '>');
    }
    put_start(s, info, a);
    put_escaped(s, ng_slice_sub(s->page, start, end), '<', "&lt;");
    put_end(s, info);
}

/* True when one more element may be opened in the parser. The count is that of
 * the last flush and all starts since; only when that may be too much is the
 * parser brought up to date and asked. */
static bool has_depth(struct squeezer *s)
{
    if (s->sink->depth(s->sink->user) + s->starts < NG_MAX_DEPTH)
        return true;
    flush(s);
    return s->sink->depth(s->sink->user) < NG_MAX_DEPTH;
}

/* True for inline elements that say nothing: <b>, <span style="color: red">.
 * They are a third of a page's tags, and are not passed on. */
static bool is_bare(const struct ng_tag_info *info,
                    const struct ng_attributes *a)
{
    const uint32_t telling =
        NG_ATTR_BIT(NG_ATTR_CLASS) | NG_ATTR_BIT(NG_ATTR_ID) |
        NG_ATTR_BIT(NG_ATTR_ITEMPROP) | NG_ATTR_BIT(NG_ATTR_REL) |
        NG_ATTR_BIT(NG_ATTR_ROLE) | NG_ATTR_BIT(NG_ATTR_HIDDEN) |
        NG_ATTR_BIT(NG_ATTR_STYLE);

    if (info->tag != NG_TAG_INLINE && info->tag != NG_TAG_SPAN)
        return false;
    return !(a->has & telling) ||
           ((a->has & telling) == NG_ATTR_BIT(NG_ATTR_STYLE) &&
            !ng_style_hides(a->value[NG_ATTR_STYLE]));
}

/* A start tag with content: passed on, left out because it says nothing, or
 * flattened because it is too deep: then only its borders remain, as <hr>, and
 * `flat` counts the way back up. */
static void open_element(struct squeezer *s, const struct ng_tag_info *info,
                         struct ng_attributes *a)
{
    if (s->flat || !has_depth(s)) {
        s->flat++;
        if (info->flags & NG_TAG_BLOCK)
            put_text(s, "<hr>");
        return;
    }
    s->open[ng_tag_number(info)]++;
    s->bare[ng_tag_number(info)] <<= 1;
    if (is_bare(info, a)) {
        s->bare[ng_tag_number(info)] |= 1;
        return;
    }
    s->starts++;
    put_start(s, info, a);
}

/* The tag name at s->at + `skip`. It ends at white space, '/' or '>' and may
 * hold anything else, as in browsers: "<custom-tag>", "<o:p>", "<p<b>". */
static struct ng_slice tag_name(const struct squeezer *s, size_t skip)
{
    size_t start = s->at + skip, at = start;

    while (at < s->page.len && !ng_is_space(s->page.ptr[at]) &&
           s->page.ptr[at] != '/' && s->page.ptr[at] != '>')
        at++;
    return ng_slice_sub(s->page, start, at);
}

/* The element of a name. Few names make up nearly all tags, and these are
 * known by their bytes; "DIV" and "div" are two of them. */
static const struct ng_tag_info *find_tag(struct squeezer *s,
                                          struct ng_slice name)
{
    struct known_tag *known;
    uint64_t key;

    if (!name.len || name.len > sizeof key ||
        s->page.ptr + s->page.len - name.ptr < (ptrdiff_t)sizeof key)
        return ng_tag_find(name);
    key = ng_eight(name.ptr) & (UINT64_MAX >> 8 * (sizeof key - name.len));
    known = &s->known[key * 0x9E3779B97F4A7C15u >> 58];
    if (known->name != key || known->len != name.len) {
        known->name = key;
        known->len = name.len;
        known->info = ng_tag_find(name);
    }
    return known->info;
}

/* Cuts a start tag and sends it its way, by what kind of element it is. A
 * template with a shadowrootmode is shown by browsers and thus read; <html> and
 * <body> are passed on once, because attributes of a second one would not
 * count. */
static void start_tag(struct squeezer *s)
{
    struct ng_slice name = tag_name(s, 1);
    const struct ng_tag_info *info = find_tag(s, name);
    struct ng_attributes a;

    s->at = ng_attributes_read(s->page, s->at + 1 + name.len, &s->memo, &a);
    if (info->flags & NG_TAG_SKIP &&
        !(a.has & NG_ATTR_BIT(NG_ATTR_SHADOWROOTMODE))) {
        skip_element(s, info, &a);
    } else if (info->flags & NG_TAG_RAW) {
        put_raw(s, info, &a);
    } else if (info->flags & NG_TAG_VOID) {
        if (info->flags & NG_TAG_PASS)
            put_start(s, info, &a);
    } else if (!(info->flags & NG_TAG_ONCE)) {
        open_element(s, info, &a);
    } else if (!s->open[ng_tag_number(info)]) {
        s->open[ng_tag_number(info)]++;
        s->starts++;
        put_start(s, info, &a);
    }
}

/* Cuts an end tag. It is passed on when its start was; "</p>" alone is a
 * border, as in browsers, and "</br>" a line break. Bits of `bare` follow the
 * stack of one element's start tags, 64 deep; beyond that an end tag is passed
 * on for a start that was left out, which does no harm as a rule: libxml2
 * passes over ends of what is not open. */
static void end_tag(struct squeezer *s)
{
    const struct ng_tag_info *info = find_tag(s, tag_name(s, 2));
    uint32_t *open = &s->open[ng_tag_number(info)];

    s->at = behind(s, s->at, '>');
    if (info->flags & (NG_TAG_VOID | NG_TAG_SKIP | NG_TAG_RAW | NG_TAG_ONCE)) {
        if (info->tag == NG_TAG_BR)
            put_text(s, "<br>");
        return;
    }
    if (s->flat) {
        s->flat--;
        if (info->flags & NG_TAG_BLOCK)
            put_text(s, "<hr>");
    } else if (*open) {
        bool left_out = s->bare[ng_tag_number(info)] & 1;
        s->bare[ng_tag_number(info)] >>= 1;
        --*open;
        if (!left_out)
            put_end(s, info);
    } else if (info->tag == NG_TAG_P) {
        put_text(s, "<hr>");
    }
}

/* Whatever begins with the '<' at s->at. "<!", "<?" and "</" before anything
 * but a letter are comments to a browser, up to the next '>': doctypes, PHP. */
static void markup(struct squeezer *s)
{
    struct ng_slice rest = ng_slice_sub(s->page, s->at, s->page.len);
    char c = rest.len > 1 ? rest.ptr[1] : '\0';

    if (ng_is_alpha(c)) {
        start_tag(s);
    } else if (c == '/' && rest.len > 2 && ng_is_alpha(rest.ptr[2])) {
        end_tag(s);
    } else if (rest.len >= 4 && memcmp(rest.ptr, "<!--", 4) == 0) {
        skip_comment(s);
    } else if (c == '!' || c == '?' || c == '/') {
        s->at = behind(s, s->at, '>');
    } else {
        put_text(s, "&lt;");
        s->at++;
    }
}

/* The length of the old entity name at the start of `text` that needs no
 * semicolon: "amp", "copy", all of Latin-1's; 0 for none. The longest counts,
 * as in the standard: "&notin" is "not" and "in". libxml2 has the names, and
 * those below U+0100 are just the ones that may go without. */
static size_t bare_entity(struct ng_slice text)
{
    char name[ENTITY_MAX + 1];
    size_t len = 0;

    while (len < text.len && len < ENTITY_MAX &&
           (ng_is_alpha(text.ptr[len]) || ng_is_digit(text.ptr[len]))) {
        name[len] = text.ptr[len];
        len++;
    }
    if (len < text.len && text.ptr[len] == ';')
        return 0;
    for (; len >= 2; len--) {
        const htmlEntityDesc *found;
        name[len] = '\0';
        found = htmlEntityLookup((const xmlChar *)name);
        if (found && found->value < 0x100)
            return len;
    }
    return 0;
}

/* Puts the entity whose name begins `text` as numbers, for libxml2 has only the
 * names of HTML 4: "&period;", "&NotEqualTilde;". Returns the bytes of name and
 * semicolon; 0 for no entity, and then nothing is put. */
static size_t put_named(struct squeezer *s, struct ng_slice text)
{
    char number[2 * 12 + 1];
    uint32_t codes[2];
    size_t len = 0;
    int written;

    while (len < text.len && len <= NG_ENTITY_MAX &&
           (ng_is_alpha(text.ptr[len]) || ng_is_digit(text.ptr[len])))
        len++;
    if (len >= text.len || text.ptr[len] != ';' ||
        !ng_entity_find(ng_slice_sub(text, 0, len), codes))
        return 0;
    written = codes[1] ? snprintf(number, sizeof number, "&#%u;&#%u;",
                                  (unsigned)codes[0], (unsigned)codes[1])
                       : snprintf(number, sizeof number, "&#%u;",
                                  (unsigned)codes[0]);
    put(s, number, (size_t)written);
    return len + 1;
}

/* Puts text; entities become numbers, and those that lack their semicolon get
 * it, for libxml2 insists on it: "AT&amp T", "&copy 2020". */
static void put_entities(struct squeezer *s, struct ng_slice text)
{
    while (text.len) {
        const char *hit = memchr(text.ptr, '&', text.len);
        size_t len = hit ? (size_t)(hit - text.ptr) : text.len, name;
        put(s, text.ptr, len);
        text = ng_slice_sub(text, len + (hit != NULL), text.len);
        if (!hit)
            break;
        name = put_named(s, text);
        if (!name) {
            put(s, "&", 1);
            name = bare_entity(text);
            put(s, text.ptr, name);
            put(s, ";", name > 0);
        }
        text = ng_slice_sub(text, name, text.len);
    }
}

/* Text between two tags; of white space alone, as much as means something. One
 * line end matters inside <pre> only, two of them are an empty line there;
 * elsewhere all of it is one space. */
static void put_between(struct squeezer *s, struct ng_slice text)
{
    size_t lines = 0, i = 0;

    if (!text.len)
        return;
    for (; i < text.len && ng_is_space(text.ptr[i]); i++)
        lines += text.ptr[i] == '\n';
    if (i < text.len)
        put_entities(s, text);
    else
        put_text(s, lines > 1 ? "\n\n" : lines ? "\n" : " ");
}

/* The main loop. `s` lies on the stack, without its 16 KiB buffer being
 * cleared. */
ng_status ng_markup_squeeze(struct ng_slice page,
                            const struct ng_markup_sink *sink, size_t *offset)
{
    struct squeezer s;

    memset(&s, 0, offsetof(struct squeezer, out));
    s.page = page;
    s.sink = sink;
    s.offset = offset;
    s.comments_end = true;
    while (s.at < page.len && s.status == NUTGRAF_OK) {
        size_t end = behind(&s, s.at, '<');
        bool tag = end < page.len || page.ptr[end - 1] == '<';
        end -= tag;
        put_between(&s, ng_slice_sub(page, s.at, end));
        s.at = end;
        if (tag)
            markup(&s);
    }
    flush(&s);
    return s.status;
}
