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
