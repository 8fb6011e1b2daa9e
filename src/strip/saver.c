/*
 * saver.c - addresses and days out of the comments of saved copies.
 *
 * In: comments that reading kept (html.c, on_comment). Out: where the page came
 * from and the day it was saved, which no publication date can be after.
 *
 *     Page saved with SingleFile          saved from url=(0026)https://a.b/c
 *     url: https://news.example/story
 *     saved date: Sun Dec 01 2019 12:07:32 GMT+0100
 *
 * The article's own claims go before both.
 */
#include "strip/saver.h"

/* What stands behind `label`, up to the end of its line. */
static struct ng_slice line_after(struct ng_slice text, struct ng_slice label)
{
    size_t at = ng_slice_find_nocase(text, label, 0), end;

    if (at == SIZE_MAX)
        return (struct ng_slice){"", 0};
    at += label.len;
    for (end = at; end < text.len && text.ptr[end] != '\n'; end++)
        continue;
    return ng_slice_trim(ng_slice_sub(text, at, end));
}

/* The address at the front of a line; empty for "file:" and others that tell
 * nothing of the page. */
static struct ng_slice address_of(struct ng_slice line)
{
    size_t len = 0;

    if (!ng_slice_starts_nocase(line, NG_LIT("http://")) &&
        !ng_slice_starts_nocase(line, NG_LIT("https://")))
        return (struct ng_slice){"", 0};
    while (len < line.len && !ng_is_space(line.ptr[len]))
        len++;
    return ng_slice_sub(line, 0, len);
}

/* The address behind "saved from url=(0026)"; the number is its length, which
 * later edits made wrong often enough. */
static struct ng_slice browser_address(struct ng_slice comment)
{
    struct ng_slice line = line_after(comment, NG_LIT("saved from url="));
    size_t close = ng_slice_find(line, NG_LIT(")"), 0);

    if (ng_slice_starts_nocase(line, NG_LIT("(")) && close != SIZE_MAX)
        line = ng_slice_sub(line, close + 1, line.len);
    return address_of(line);
}

/* One comment; "saved date:" is in English whatever the browser's language. */
static void read_comment(struct ng_saver *saver, struct ng_slice comment,
                         bool single, const struct ng_lexicon *lexicon)
{
    struct ng_slice date = line_after(comment, NG_LIT("saved date:"));
    struct ng_stamp stamp;

    if (!saver->url.len)
        saver->url = single ? address_of(line_after(comment, NG_LIT("url:")))
                            : browser_address(comment);
    if (single && !saver->day[0] &&
        ng_stamp_read(lexicon, date, true, &stamp)) {
        memcpy(saver->day, stamp.text, 10);
        saver->day[10] = '\0';
    }
}

/* Pages saved twice have two comments: the first is the outermost. */
void ng_saver_read(struct ng_saver *saver, const struct ng_page *page,
                   const struct ng_lexicon *lexicon)
{
    *saver = (struct ng_saver){.url = {"", 0}};
    for (size_t i = 0; i < page->metas.count; i++) {
        const struct ng_meta *meta = NG_AT(&page->metas, struct ng_meta, i);
        if (meta->source == NG_META_COMMENT)
            read_comment(saver, meta->value,
                         ng_slice_eq(meta->key, NG_LIT("singlefile")),
                         lexicon);
    }
}
