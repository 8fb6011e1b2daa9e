/* reader.c - collects the pushed bytes and unpacks documents. */
#include "base/buffer.h"
#include "read/document.h"
#include "read/sniff.h"

struct ng_reader {
    const nutgraf_allocator *alloc;
    struct ng_read_options options;
    ng_document_fn each;
    void *user;
    struct ng_buffer bytes;
};

ng_status ng_reader_new(const nutgraf_allocator *alloc,
                        struct ng_reader **reader)
{
    *reader = ng_malloc(alloc, sizeof **reader);
    if (!*reader)
        return NUTGRAF_NO_MEMORY;
    **reader = (struct ng_reader){.alloc = alloc};
    ng_buffer_init(&(*reader)->bytes, alloc);
    return NUTGRAF_OK;
}

void ng_reader_free(struct ng_reader *reader)
{
    if (!reader)
        return;
    ng_buffer_free(&reader->bytes);
    ng_free(reader->alloc, reader);
}

ng_status ng_reader_begin(struct ng_reader *reader,
                          const struct ng_read_options *options,
                          ng_document_fn each, void *user)
{
    reader->options = *options;
    reader->each = each;
    reader->user = user;
    ng_buffer_clear(&reader->bytes);
    return NUTGRAF_OK;
}

ng_status ng_reader_feed(struct ng_reader *reader, const void *bytes,
                         size_t len)
{
    return ng_buffer_append(&reader->bytes, bytes, len) ? NUTGRAF_OK
                                                        : NUTGRAF_NO_MEMORY;
}

ng_status ng_reader_end(struct ng_reader *reader)
{
    struct ng_document doc = {.bytes = ng_buffer_slice(&reader->bytes),
                              .size = reader->bytes.len};

    doc.markup = ng_sniff_markup(doc.bytes, &reader->options);
    doc.format = doc.markup ? NUTGRAF_FORMAT_HTML : NUTGRAF_FORMAT_TEXT;
    return reader->each(reader->user, &doc, NULL);
}

