/*
 * sniff.c - is it markup or plain text?
 *
 * The caller's word first, then the name, then the bytes: three known tags in
 * the first four kilobytes, or one right at the start. "a < b" in a text file
 * is no tag, and neither is "<someone@example.org>". The zeros of UTF-16 are
 * left out, for the charset is not known yet.
 */
#include "read/sniff.h"

#include "read/tags.h"

/* How far into a file tags are looked for. */
#define SNIFF_BYTES 4096
/* So many known tags there make it HTML. */
#define SNIFF_TAGS 3

/* "page.html.gz" counts as "page.html": the packing was taken off before. */
static bool has_suffix(const char *path, const char *const *suffixes)
{
    struct ng_slice name = ng_slice_of(path);

    if (!path)
        return false;
    if (ng_slice_ends_nocase(name, NG_LIT(".gz")))
        name.len -= 3;
    for (; *suffixes; suffixes++)
        if (ng_slice_ends_nocase(name, ng_slice_of(*suffixes)))
            return true;
    return false;
}

/* Counts start and end tags of known elements, without the zeros of UTF-16. A
 * name must be followed by '>' or white space, so "<a@b.c>" counts for nothing. */
static size_t count_tags(struct ng_slice head)
{
    char bytes[SNIFF_BYTES];
    size_t len = 0, count = 0;

    for (size_t i = 0; i < head.len; i++)
        if (head.ptr[i])
            bytes[len++] = head.ptr[i];
    for (size_t i = 0; i + 2 < len; i++) {
        size_t start = i + 1 + (bytes[i + 1] == '/'), end = start;
        if (bytes[i] != '<')
            continue;
        if (i + 9 <= len && ng_slice_eq_nocase((struct ng_slice){bytes + i, 9},
                                               NG_LIT("<!doctype")))
            return SNIFF_TAGS;
        while (end < len &&
               (ng_is_alpha(bytes[end]) || ng_is_digit(bytes[end])))
            end++;
        if (end > start && end < len &&
            (bytes[end] == '>' || ng_is_space(bytes[end])) &&
            ng_tag_number(ng_tag_find(
                (struct ng_slice){bytes + start, end - start})))
            count++;
    }
    return count;
}

/* A doctype is worth all three tags. */
bool ng_sniff_markup(struct ng_slice bytes,
                     const struct ng_read_options *options)
{
    static const char *const html[] = {".html", ".htm", ".xhtml", ".xht",
                                       ".shtml", ".xml", ".php", ".asp", NULL};
    static const char *const text[] = {".txt", ".text", ".md", NULL};
    struct ng_slice head = {bytes.ptr, bytes.len < SNIFF_BYTES ? bytes.len
                                                               : SNIFF_BYTES};
    size_t tags;

    if (options->format == NUTGRAF_FORMAT_HTML)
        return true;
    if (options->format == NUTGRAF_FORMAT_TEXT ||
        has_suffix(options->path, text))
        return false;
    if (has_suffix(options->path, html))
        return true;
    tags = count_tags(head);
    return tags >= SNIFF_TAGS ||
           (tags && ng_slice_starts_nocase(ng_slice_trim(head), NG_LIT("<")));
}
