/* document.c - one document's bytes -> a page. */
#include "read/charset.h"
#include "read/document.h"
#include "read/html.h"
#include "read/plaintext.h"

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
