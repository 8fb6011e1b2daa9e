/* support.c - see support.h. */
#include "cmocka_all.h"

#include "whole/support.h"

#include <stdio.h>

struct ng_buffer read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct ng_buffer b;
    char chunk[65536];
    size_t len;

    ng_buffer_init(&b, &ng_alloc_default);
    if (!file)
        fail_msg("%s cannot be opened", path);
    while ((len = fread(chunk, 1, sizeof chunk, file)) > 0)
        assert_true(ng_buffer_append(&b, chunk, len));
    fclose(file);
    return b;
}

static nutgraf_status append(void *user, const char *bytes, size_t len)
{
    return ng_buffer_append(user, bytes, len) ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

nutgraf_status append_json(void *user, const nutgraf_article *article)
{
    return nutgraf_write_json(article, NULL, append, user);
}

nutgraf_status analyse_pieces(nutgraf_worker *worker, struct ng_slice bytes,
                              size_t piece, struct ng_buffer *out)
{
    nutgraf_status status = nutgraf_begin(worker, "test", append_json, out);
    nutgraf_status end;

    if (status != NUTGRAF_OK)
        return status;
    while (bytes.len && status == NUTGRAF_OK) {
        size_t len = piece && piece < bytes.len ? piece : bytes.len;
        status = nutgraf_feed(worker, bytes.ptr, len);
        bytes = ng_slice_sub(bytes, len, bytes.len);
    }
    end = nutgraf_end(worker);
    return status == NUTGRAF_OK ? end : status;
}
