/*
 * declared.c - the charset that a page says it has: the prescan of the HTML
 * standard (13.2.3.2), with a longer look, for many pages declare late.
 *
 * In: the beginning of a page. Out: a charset, or NULL when none is declared.
 * The bytes are read as if they were ASCII, which is near enough for every
 * charset that can be declared this way. Only a hint: charset.c weighs it
 * against the bytes. The cost is bounded by DECLARATION_BYTES.
 */
#include "read/attributes.h"
#include "read/charset.h"

/* How many bytes are looked at; browsers look at 1,024. */
#define DECLARATION_BYTES 16384

/* The standard's "extracting a character encoding from a meta element": the
 * word may stand anywhere, quotes are optional, white space is allowed around
 * the '='. */
struct ng_slice ng_charset_parameter(struct ng_slice text)
{
    const struct ng_slice key = NG_LIT("charset");
    size_t at = 0, end;
    char quote = 0;

    while ((at = ng_slice_find_nocase(text, key, at)) != SIZE_MAX) {
        at += key.len;
        while (at < text.len && ng_is_space(text.ptr[at]))
            at++;
        if (at < text.len && text.ptr[at] == '=')
            break;
    }
    if (at == SIZE_MAX)
        return (struct ng_slice){"", 0};
    at++;
    while (at < text.len && ng_is_space(text.ptr[at]))
        at++;
    if (at < text.len && (text.ptr[at] == '"' || text.ptr[at] == '\''))
        quote = text.ptr[at++];
    for (end = at; end < text.len; end++)
        if (quote ? text.ptr[end] == quote
                  : ng_is_space(text.ptr[end]) || text.ptr[end] == ';')
            break;
    return ng_slice_sub(text, at, end);
}

/* What a <meta> with these attributes declares. */
static const struct ng_charset *meta_charset(const struct ng_attributes *a)
{
    const uint32_t equiv = NG_ATTR_BIT(NG_ATTR_HTTP_EQUIV) |
                           NG_ATTR_BIT(NG_ATTR_CONTENT);

    if (a->has & NG_ATTR_BIT(NG_ATTR_CHARSET))
        return ng_charset_find(a->value[NG_ATTR_CHARSET]);
    if ((a->has & equiv) != equiv ||
        !ng_slice_eq_nocase(ng_slice_trim(a->value[NG_ATTR_HTTP_EQUIV]),
                            NG_LIT("content-type")))
        return NULL;
    return ng_charset_find(
        ng_charset_parameter(a->value[NG_ATTR_CONTENT]));
}

/* encoding="..." of an XML declaration at the very start: XHTML saved by old
 * tools often has no other. A colon-free scan is enough, for nothing else in
 * the declaration contains the word. */
static const struct ng_charset *xml_charset(struct ng_slice head)
{
    const struct ng_slice key = NG_LIT("encoding");
    size_t end = ng_slice_find(head, NG_LIT(">"), 0), at, close;
    char quote;

    if (!ng_slice_starts_nocase(head, NG_LIT("<?xml")) || end == SIZE_MAX)
        return NULL;
    head.len = end;
    at = ng_slice_find(head, key, 0);
    if (at == SIZE_MAX)
        return NULL;
    at += key.len;
    while (at < head.len && (ng_is_space(head.ptr[at]) || head.ptr[at] == '='))
        at++;
    if (at >= head.len)
        return NULL;
    quote = head.ptr[at];
    close = at + 1;
    while (close < head.len && head.ptr[close] != quote)
        close++;
    return ng_charset_find(ng_slice_sub(head, at + 1, close));
}

/* A page that could be read this far is not UTF-16, whatever it says: the
 * standard's own rule, and x-user-defined is windows-1252 to it. */
static const struct ng_charset *ascii_compatible(
    const struct ng_charset *charset)
{
    if (charset && charset->kind == NG_CHARSET_WIDE)
        return ng_charset_find(NG_LIT("utf-8"));
    if (charset && charset->kind == NG_CHARSET_USER)
        return ng_charset_find(NG_LIT("windows-1252"));
    return charset;
}

/* Comments are stepped over: a commented-out <meta> declares nothing. Scripts
 * are not, as the standard has it: a script that writes a <meta> is rare, and a
 * '<' before "meta" in one rarer. */
const struct ng_charset *ng_charset_declared(struct ng_slice bytes)
{
    struct ng_slice head = {
        bytes.ptr, bytes.len < DECLARATION_BYTES ? bytes.len
                                                 : DECLARATION_BYTES};
    struct ng_quote_memo memo = {0};
    const struct ng_charset *found = xml_charset(ng_slice_trim(head));
    size_t at = 0;

    while (!found && (at = ng_slice_find(head, NG_LIT("<"), at)) != SIZE_MAX) {
        struct ng_slice rest = ng_slice_sub(head, at, head.len);
        struct ng_attributes a;
        at++;
        if (ng_slice_starts_nocase(rest, NG_LIT("<!--"))) {
            size_t end = ng_slice_find(head, NG_LIT("-->"), at + 1);
            if (end != SIZE_MAX)
                at = end + 3;
        } else if (ng_slice_starts_nocase(rest, NG_LIT("<meta")) &&
                   rest.len > 5 &&
                   (ng_is_space(rest.ptr[5]) || rest.ptr[5] == '/')) {
            at = ng_attributes_read(head, at + 4, &memo, &a);
            found = meta_charset(&a);
        }
    }
    return ascii_compatible(found);
}
