/* reader.c - collects the pushed bytes and unpacks documents. */
#include "base/buffer.h"
#include "read/document.h"

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
                              .format = NUTGRAF_FORMAT_TEXT,
                              .size = reader->bytes.len};

    return reader->each(reader->user, &doc, NULL);
}

bool ng_charset_known(const char *label)
{
    (void)label;
    return true;
}

/* Temporary: UTF-8 text, a paragraph a line. */
ng_status ng_document_parse(struct ng_page *page, const struct ng_document *doc,
                            const char *charset, struct ng_parsed *parsed,
                            struct ng_error *error)
{
    struct ng_slice rest = doc->bytes, line;

    (void)charset;
    (void)error;
    parsed->charset = "utf-8";
    while (ng_slice_next_line(&rest, &line)) {
        struct ng_block *block;
        line = ng_slice_trim(line);
        if (!line.len)
            continue;
        block = ng_vector_push(&page->blocks);
        if (!block)
            return NUTGRAF_NO_MEMORY;
        block->text.ptr = ng_arena_copy(page->arena, line);
        block->text.len = line.len;
        block->element = NG_NO_ELEMENT;
        if (!block->text.ptr)
            return NUTGRAF_NO_MEMORY;
    }
    return NUTGRAF_OK;
}
