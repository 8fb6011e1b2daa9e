/*
 * document.c - one document's bytes -> a page.
 *
 * The two halves of reading meet here: charset.c makes text of the bytes,
 * html.c or plaintext.c makes blocks of the text. Whether it is markup was
 * decided by who cut the document out: the content type of a record, or
 * sniff.c.
 */
#include "read/charset.h"
#include "read/document.h"
#include "read/html.h"
#include "read/plaintext.h"

/* Nothing here fails but memory: bad bytes are counted in `parsed` and become a
 * diagnostic, and any bytes at all are some page. */
ng_status ng_document_parse(struct ng_page *page, const struct ng_document *doc,
                            const char *charset, struct ng_parsed *parsed,
                            struct ng_error *error)
{
    struct ng_charset_hints hints = {charset, doc->charset, doc->markup};
    struct ng_decoded decoded;

    (void)error;
    NG_TRY(ng_charset_read(page->arena, doc->bytes, &hints, &decoded));
    parsed->charset = decoded.charset->name;
    parsed->bad_bytes = decoded.bad;
    parsed->repaired = decoded.repaired;
    return doc->markup ? ng_html_parse(page, decoded.text)
                       : ng_plaintext_parse(page, decoded.text);
}

/* Decodes one name as UTF-8; a clean one stays where it is. */
static ng_status clean_name(struct ng_arena *arena, struct ng_slice *name)
{
    struct ng_decoded decoded = {0};

    if (!name->len)
        return NUTGRAF_OK;
    NG_TRY(ng_charset_decode(arena, ng_charset_find(NG_LIT("utf-8")), *name,
                             &decoded));
    *name = decoded.text;
    return NUTGRAF_OK;
}

/* `saved` needs none of it: it is read as a date or not at all. */
ng_status ng_document_clean(struct ng_arena *arena, struct ng_document *doc)
{
    NG_TRY(clean_name(arena, &doc->url));
    return clean_name(arena, &doc->record);
}
