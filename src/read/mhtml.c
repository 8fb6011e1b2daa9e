/*
 * mhtml.c - the page in a MIME message: .mhtml, .mht, a saved mail.
 *
 * In: the whole message. Out: the first HTML part, its encoding undone, with
 * its charset, address and the day of the save.
 *
 * One pass over the lines with a stack of at most MAX_DEPTH boundaries; a line
 * that begins with "--" is compared with each of them. Deeper multiparts are
 * read as leaves. Nothing recurses, so 20,000 nested multiparts cost their
 * bytes. The main page is the first HTML part in the files of Chrome, Edge,
 * Outlook and Word; frames and pictures follow it.
 *
 * A part that never ends goes to the end of the message, so a file that was cut
 * while saving still gives its page. Left out: resolving cid: links and frames,
 * since neither holds the text of an article.
 */
#include "read/mhtml.h"

#include <stdio.h>

#include "base/calendar.h"
#include "read/header.h"
#include "read/transfer.h"

/* Multiparts inside multiparts; saved pages have one or two levels. */
#define MAX_DEPTH 8
/* Where sniffing stops looking. */
#define SNIFF_BYTES 4096

/* A leaf of the message. */
struct part {
    struct ng_slice header, body;
};

/* The walk over the lines. */
struct walk {
    struct ng_slice bytes;
    struct ng_slice boundaries[MAX_DEPTH]; /* outermost first */
    size_t depth;
    struct part html, text; /* the first of each kind; ptr NULL: none yet */
};

/* A header line at the very start, and MIME's own lines near it. A text that
 * begins "Note: ..." has no MIME-Version. */
bool ng_mhtml_sniff(struct ng_slice bytes)
{
    struct ng_slice head = ng_slice_sub(
        bytes, 0, bytes.len < SNIFF_BYTES ? bytes.len : SNIFF_BYTES);
    struct ng_slice type;
    size_t i = 0;

    while (i < head.len && (ng_is_alpha(head.ptr[i]) || head.ptr[i] == '-'))
        i++;
    if (!i || i >= head.len || head.ptr[i] != ':')
        return false;
    type = ng_header_find(head, "Content-Type");
    return ng_header_find(head, "MIME-Version").len &&
           (ng_slice_starts_nocase(type, NG_LIT("multipart/")) ||
            ng_slice_starts_nocase(type, NG_LIT("text/html")));
}

/* ------------------------------------------------------------------- parts */

/* A part's content type without its parameters. */
static struct ng_slice type_of(struct ng_slice header)
{
    return ng_header_first(ng_header_find(header, "Content-Type"));
}

/* Keeps a leaf if it is the first of its kind. A part without a type is plain
 * text, as MIME has it. The plain text counts only in a message without any
 * HTML. */
static void keep_part(struct walk *w, struct part part)
{
    struct ng_slice type = type_of(part.header);

    if (!w->html.body.ptr &&
        (ng_slice_eq_nocase(type, NG_LIT("text/html")) ||
         ng_slice_eq_nocase(type, NG_LIT("application/xhtml+xml"))))
        w->html = part;
    else if (!w->text.body.ptr &&
             (!type.len || ng_slice_eq_nocase(type, NG_LIT("text/plain"))))
        w->text = part;
}

/* Begins a part at byte `at`: reads its header, pushes its boundary when it is
 * a multipart. Returns where its body begins. */
static size_t begin_part(struct walk *w, size_t at, struct part *part)
{
    struct ng_slice rest = ng_slice_sub(w->bytes, at, w->bytes.len);
    size_t len = ng_header_block(rest);
    struct ng_slice type, boundary;

    if (len == SIZE_MAX)
        len = rest.len;
    part->header = ng_slice_sub(rest, 0, len);
    part->body = ng_slice_sub(rest, len, len);
    type = ng_header_find(part->header, "Content-Type");
    boundary = ng_header_param(type, "boundary");
    if (ng_slice_starts_nocase(type, NG_LIT("multipart/")) && boundary.len &&
        w->depth < MAX_DEPTH)
        w->boundaries[w->depth++] = boundary;
    return at + len;
}

/* Which open boundary the line is, innermost first: its level, or -1. `*last`
 * says whether it closes the level. White space behind a boundary is allowed by
 * the standard and common in practice. */
static int boundary_level(const struct walk *w, struct ng_slice line,
                          bool *last)
{
    if (line.len < 2 || line.ptr[0] != '-' || line.ptr[1] != '-')
        return -1;
    line = ng_slice_sub(line, 2, line.len);
    while (line.len && ng_is_space(line.ptr[line.len - 1]))
        line.len--;
    for (size_t i = w->depth; i-- > 0;) {
        struct ng_slice b = w->boundaries[i];
        if (line.len < b.len || memcmp(line.ptr, b.ptr, b.len) != 0)
            continue;
        *last = line.len == b.len + 2 && line.ptr[b.len] == '-';
        if (*last || line.len == b.len)
            return (int)i;
    }
    return -1;
}

/* The body without the line end that belongs to the boundary after it. */
static struct ng_slice body_until(struct ng_slice bytes, size_t start,
                                  size_t end)
{
    if (end > start && bytes.ptr[end - 1] == '\n')
        end--;
    if (end > start && bytes.ptr[end - 1] == '\r')
        end--;
    return ng_slice_sub(bytes, start, end);
}

/* Walks all lines; every leaf goes to keep_part. It stops at the first HTML
 * part that is complete: pictures behind it, the larger half of such a file,
 * are never looked at. A boundary of an outer level ends the inner ones too. */
static void walk_parts(struct walk *w)
{
    struct part part;
    size_t start = begin_part(w, 0, &part), at = start;
    bool inside = true; /* in a part, not in an epilogue */

    while (at < w->bytes.len && !w->html.body.ptr) {
        const char *end = memchr(w->bytes.ptr + at, '\n', w->bytes.len - at);
        size_t next = end ? (size_t)(end - w->bytes.ptr) + 1 : w->bytes.len;
        bool last = false;
        int level = boundary_level(w, ng_slice_sub(w->bytes, at, next), &last);
        if (level < 0) {
            at = next;
            continue;
        }
        part.body = body_until(w->bytes, start, at);
        if (inside)
            keep_part(w, part);
        w->depth = (size_t)level + !last;
        inside = !last;
        if (inside)
            next = begin_part(w, next, &part);
        start = at = next;
    }
    part.body = ng_slice_sub(w->bytes, start, w->bytes.len);
    if (inside)
        keep_part(w, part);
}

/* ---------------------------------------------------------------- the page */

/* "Sun, 16 Feb 2020 10:00:00 -0000" -> "2020-02-16"; false if it is no day. */
static bool read_day(struct ng_slice text, char day[11])
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const char *comma = text.len ? memchr(text.ptr, ',', text.len) : NULL;
    char copy[64], name[4];
    struct ng_ymd date;
    const char *found;

    if (comma)
        text = ng_slice_sub(text, (size_t)(comma - text.ptr) + 1, text.len);
    snprintf(copy, sizeof copy, "%.*s", text.len < 60 ? (int)text.len : 60,
             text.ptr);
    if (sscanf(copy, "%d %3s %d", &date.day, name, &date.year) != 3)
        return false;
    found = strlen(name) == 3 ? strstr(months, name) : NULL;
    if (!found || (found - months) % 3)
        return false;
    date.month = (int)(found - months) / 3 + 1;
    if (date.year < 1990 || date.year > 9999 || !ng_ymd_valid(date))
        return false;
    snprintf(day, 11, "%04u-%02u-%02u", (unsigned)date.year % 10000,
             (unsigned)date.month % 100, (unsigned)date.day % 100);
    return true;
}

/* Decodes a part's body by its transfer encoding. "7bit", "8bit", "binary" and
 * unknown encodings are the bytes themselves, of which nothing is copied. */
static ng_status decode_part(const struct part *part, struct ng_buffer *decoded,
                             struct ng_slice *bytes)
{
    struct ng_slice how =
        ng_header_find(part->header, "Content-Transfer-Encoding");
    ng_status status;

    ng_buffer_clear(decoded);
    *bytes = part->body;
    if (ng_slice_eq_nocase(how, NG_LIT("quoted-printable")))
        status = ng_decode_quoted_printable(part->body, decoded);
    else if (ng_slice_eq_nocase(how, NG_LIT("base64")))
        status = ng_decode_base64(part->body, decoded);
    else
        return NUTGRAF_OK;
    *bytes = ng_buffer_slice(decoded);
    return status;
}

/* The page's address: the save's own header, else the part's. "file:" and
 * "cid:" addresses tell nothing of where the page came from. */
static struct ng_slice find_url(struct ng_slice header, struct ng_slice part)
{
    struct ng_slice url = ng_header_find(header, "Snapshot-Content-Location");

    if (!url.len)
        url = ng_header_find(part, "Content-Location");
    return url.len > 4 && ng_slice_starts_nocase(url, NG_LIT("http"))
               ? url
               : (struct ng_slice){"", 0};
}

/* Walks, chooses, decodes. A message without any readable part is MALFORMED; a
 * multipart whose boundary never comes is one leaf, and its text is read. */
ng_status ng_mhtml_read(struct ng_slice bytes, struct ng_buffer *decoded,
                        char day[11], struct ng_document *doc)
{
    struct walk w = {.bytes = bytes};
    size_t len = ng_header_block(bytes);
    struct ng_slice header =
        ng_slice_sub(bytes, 0, len == SIZE_MAX ? bytes.len : len);
    const struct part *page;

    walk_parts(&w);
    page = w.html.body.ptr ? &w.html : &w.text;
    if (!page->body.ptr)
        return NUTGRAF_MALFORMED;
    NG_TRY(decode_part(page, decoded, &doc->bytes));
    doc->format = NUTGRAF_FORMAT_MHTML;
    doc->markup = page == &w.html;
    doc->charset = ng_header_param(ng_header_find(page->header, "Content-Type"),
                                   "charset");
    doc->url = find_url(header, page->header);
    if (read_day(ng_header_find(header, "Date"), day))
        doc->saved = ng_slice_of(day);
    return NUTGRAF_OK;
}
