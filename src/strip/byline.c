/* byline.c - names out of authors' lines. */
#include "strip/byline.h"

#include "base/utf8.h"

/* Names have so many words and bytes. */
enum { MAX_NAME_WORDS = 6, MAX_NAME_BYTES = 80 };
/* Bytes of an author's line that are looked at. */
enum { MAX_AUTHORS_LINE = 1500 };
/* Blocks after the headline that may be the byline. */
enum { LINES_BELOW_TITLE = 12, MAX_LINE = 160 };

/* Words in front of a name. */
static const char *const openers[] = {
    "by ",        "by: ",     "written by ", "posted by ", "von ",
    "par ",       "por ",     "door ",       "af ",        "av ",
    "text: ",     "text von ", "words by ",  "story by ",  "author: ",
    "autor: ",    "reported by ", "reporting by ", "a cura di ", "di ",
    "published by ", "by\xC2\xA0", "opinion by ", "analysis by ",
};

/* A piece that begins with one of these words is no name. */
static const char *const closers[] = {
    "updated", "published", "posted", "http", "www.", "@", "follow",
    "last ", "email", "contact", "staff writer", "senior ", "reporter",
    "editor", "correspondent", "contributor", "special to",
};

static struct ng_slice skip_openers(struct ng_slice text)
{
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        struct ng_slice opener = ng_slice_of(openers[i]);
        if (ng_slice_starts_nocase(text, opener))
            return ng_slice_trim(
                ng_slice_sub(text, opener.len, text.len));
    }
    return text;
}

/* The end of the first name in a list, and where the next one begins. */
static size_t cut_name(struct ng_slice text, size_t *next)
{
    static const char *const marks[] = {", ", ";", "|", "/", " and ", " und ",
                                        " et ", " & ", " y ", " og ", " och ",
                                        "、", "，", ",", " e ", " en ", " • ",
                                        " · ", " – ", " — ", " with "};
    size_t end = text.len;

    *next = text.len;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct ng_slice mark = ng_slice_of(marks[i]);
        size_t at = ng_slice_find_nocase(text, mark, 0);
        if (at < end) {
            end = at;
            *next = at + mark.len;
        }
    }
    return end;
}

/* Cuts what follows a name: "(Reuters)", " - Washington", " for the Times". */
static struct ng_slice cut_tail(struct ng_slice name)
{
    static const char *const marks[] = {" (", " [", " - ", " for ", " in ",
                                        " at ", "@", "<", " | ", " Updated",
                                        " Published", ":"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = ng_slice_find(name, ng_slice_of(marks[i]), 0);
        if (at != SIZE_MAX && at > 0)
            name = ng_slice_sub(name, 0, at);
    }
    name = ng_slice_trim(name);
    while (name.len && strchr(".,;:-*\"", name.ptr[name.len - 1]) &&
           !(name.len > 2 && name.ptr[name.len - 1] == '.' &&
             name.ptr[name.len - 2] >= 'A' && name.ptr[name.len - 2] <= 'Z'))
        name.len--;
    return name;
}

static bool is_name(struct ng_slice name)
{
    size_t words = 1;

    if (name.len < 2 || name.len > MAX_NAME_BYTES)
        return false;
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
        if (ng_slice_starts_nocase(name, ng_slice_of(closers[i])))
            return false;
    for (size_t i = 0; i < name.len; i++) {
        words += name.ptr[i] == ' ';
        if (name.ptr[i] == '/' || name.ptr[i] == '\\' || name.ptr[i] == '@')
            return false;
    }
    return words <= MAX_NAME_WORDS;
}

/* True for names that are probably none: the site's, a login's. */
static bool is_doubtful(const struct ng_byline *byline, struct ng_slice name)
{
    bool capital = false;

    for (size_t i = 0; i < name.len; i++)
        capital |= (name.ptr[i] >= 'A' && name.ptr[i] <= 'Z') ||
                   (unsigned char)name.ptr[i] >= 0x80;
    return !capital || ng_slice_eq_nocase(name, NG_LIT("admin")) ||
           ng_slice_eq_nocase(name, NG_LIT("name")) ||
           ng_has_words(byline->site, name) || ng_has_words(name, byline->site);
}

static void add_name(struct ng_byline *byline, struct ng_slice name)
{
    if (byline->count == NG_MAX_AUTHORS)
        return;
    for (size_t i = 0; i < byline->count; i++)
        if (ng_same_words(byline->names[i], name))
            return;
    byline->names[byline->count++] = name;
    byline->persons += !is_doubtful(byline, name);
}

void ng_byline_add(struct ng_byline *byline, struct ng_slice line)
{
    if (ng_slice_starts_nocase(line, NG_LIT("http")))
        return;
    line = ng_slice_trim(line);
    if (line.len > MAX_AUTHORS_LINE)
        line.len = MAX_AUTHORS_LINE;
    while (line.len && byline->count < NG_MAX_AUTHORS) {
        size_t next, end;
        struct ng_slice name;
        line = skip_openers(line);
        end = cut_name(line, &next);
        name = cut_tail(ng_slice_trim(ng_slice_sub(line, 0, end)));
        if (is_name(name))
            add_name(byline, name);
        if (next >= line.len)
            break;
        line = ng_slice_trim(ng_slice_sub(line, next, line.len));
    }
}

/* True when every word of a name begins with a capital, small particles aside.
 */
static bool is_capitalised(struct ng_slice name)
{
    size_t at = 0, words = 0;

    while (at < name.len) {
        size_t start = at;
        uint32_t c = ng_utf8_next(name, &at);
        bool upper = ng_char_is_upper(c);
        while (at < name.len && name.ptr[at] != ' ')
            at++;
        if (!upper && at - start > 3)
            return false;
        words += upper;
        at += at < name.len;
    }
    return words >= 2 && words <= 5;
}

void ng_byline_try(struct ng_byline *byline, struct ng_slice line)
{
    struct ng_byline names = *byline;

    ng_byline_add(&names, line);
    for (size_t i = byline->count; i < names.count; i++)
        if (!is_capitalised(names.names[i]))
            names.count = i;
    *byline = names;
}

/* "By Jane Roe" in the lines around the headline. */
static void find_above(struct ng_byline *byline, const struct ng_view *view,
                       size_t title)
{
    size_t start = title == SIZE_MAX ? 0 : title + 1;

    for (size_t i = start; i < start + LINES_BELOW_TITLE &&
                           i < view->page->blocks.count && !byline->count; i++) {
        struct ng_slice text = ng_page_block(view->page, i)->text;
        struct ng_slice rest = skip_openers(text);
        if (text.len <= MAX_LINE && rest.len < text.len &&
            view->blocks[i].ending != NG_END_STOP)
            ng_byline_try(byline, rest);
    }
}

/* "More from Jane Roe" and its like below the article. */
static void find_below(struct ng_byline *byline, const struct ng_view *view,
                       const struct ng_verdict *verdicts)
{
    static const char *const leads[] = {"more from ", "more by ",
                                        "more stories by ", "about ",
                                        "articles by ", "stories by "};
    size_t i = view->page->blocks.count;

    for (int seen = 0; i-- > 0 && seen < 40 && !byline->count; seen++) {
        struct ng_slice text = ng_page_block(view->page, i)->text;
        if (verdicts[i].keep || text.len > MAX_NAME_BYTES)
            continue;
        for (size_t n = 0; n < sizeof leads / sizeof *leads; n++) {
            struct ng_slice lead = ng_slice_of(leads[n]);
            if (ng_slice_starts_nocase(text, lead))
                ng_byline_try(byline, ng_slice_sub(text, lead.len, text.len));
        }
    }
}

void ng_byline_visible(struct ng_byline *byline, const struct ng_view *view,
                       const struct ng_title *title,
                       const struct ng_verdict *verdicts)
{
    find_above(byline, view, title->block);
    if (!byline->count && !view->page->markup)
        find_below(byline, view, verdicts);
}
