/*
 * document.h - one article's bytes, out of whatever they came in.
 *
 *     pushed bytes -> (gzip) -> (WARC | MHTML | webarchive) -> documents
 *
 * A reader unpacks; ng_document_parse turns one document into a page.
 */
#ifndef NG_READ_DOCUMENT_H
#define NG_READ_DOCUMENT_H

#include "read/page.h"

/* Documents larger than this (options.max_bytes 0) are refused: spans are 32
 * bits, and a gzip bomb must end somewhere. */
#define NG_MAX_DOCUMENT ((size_t)256 * 1024 * 1024)

/* One document as unpacked. Slices live until the callback returns. */
struct ng_document {
    struct ng_slice bytes;  /* in its own charset */
    nutgraf_format format;  /* the container's kind or the sniffed one */
    bool markup;            /* parse as HTML (else as plain text) */
    bool cut;               /* only a first part: packed data ended or broke */
    struct ng_slice charset; /* label from a header or the caller, or empty */
    struct ng_slice url;    /* from the container, or empty */
    struct ng_slice record; /* name inside a container, or empty */
    struct ng_slice saved;  /* the day it was saved, "YYYY-MM-DD", or empty */
    uint64_t size;          /* bytes as read from the input */
};

typedef ng_status (*ng_document_fn)(void *user, const struct ng_document *doc,
                                    const struct ng_error *error);

/* What a reader has to know of the caller's wishes. */
struct ng_read_options {
    nutgraf_format format; /* AUTO: sniff */
    const char *path;      /* its suffix is a hint; may be NULL */
    size_t max_bytes;      /* of one document, unpacked */
};

struct ng_reader;

/* Makes a reader. One reader serves one worker, one input at a time. */
ng_status ng_reader_new(const nutgraf_allocator *alloc,
                        struct ng_reader **reader);
void ng_reader_free(struct ng_reader *reader);

/* Begins an input. `each` is called once per document, in order; when a
 * document cannot be had, `error` is not NULL and `doc` says which. A status
 * that `each` returns ends the input and comes back. `options` is copied, its
 * path borrowed until ng_reader_end. */
ng_status ng_reader_begin(struct ng_reader *reader,
                          const struct ng_read_options *options,
                          ng_document_fn each, void *user);
ng_status ng_reader_feed(struct ng_reader *reader, const void *bytes,
                         size_t len);
ng_status ng_reader_end(struct ng_reader *reader);

/* For `each`: the document's bytes are not looked at any more. Much memory goes
 * back before the modules ask for theirs; little stays for the next. */
void ng_reader_release(struct ng_reader *reader);

/* Makes `url` and `record` valid UTF-8, with U+FFFD for bad bytes: headers of
 * containers hold whatever bytes a crawler wrote. Status: NO_MEMORY. */
ng_status ng_document_clean(struct ng_arena *arena, struct ng_document *doc);

/* What ng_document_parse found besides the page. */
struct ng_parsed {
    const char *charset; /* WHATWG name it was decoded from; static or arena */
    uint32_t bad_bytes;  /* replaced by U+FFFD, saturating */
    bool repaired;       /* double-encoded UTF-8 was undone */
};

/* Decodes a document and fills `page` (cleared first; its arena takes the
 * text). `charset` (may be NULL) overrides detection. Statuses: NO_MEMORY,
 * LIMIT with `error` filled. Malformed bytes are never an error. */
ng_status ng_document_parse(struct ng_page *page, const struct ng_document *doc,
                            const char *charset, struct ng_parsed *parsed,
                            struct ng_error *error);

/* True when `label` is a charset label that the WHATWG standard lists. */
bool ng_charset_known(const char *label);

#endif
