/*
 * byline.c - names out of authors' lines.
 *
 * In: a line that a page gives for its authors, claimed ("By Jane Roe and John
 * Doe, Reuters") or merely visible. Out: at most NG_MAX_AUTHORS slices of that
 * line, one per name, nothing copied.
 *
 * A line is peeled from the left: words before a name, the name up to the next
 * mark of a list, what hangs on the name's end, then the rest again. What is
 * left must pass for a name by its length and first words alone; no list of
 * first names is asked, since bylines are in any language. Claims are believed
 * that far. Visible lines are not: "By the numbers" must fail, so there every
 * word has to be capitalised. The site's own name is kept as a name but not
 * counted as a person, which lets the caller go on to a better source.
 *
 * Cost: the line times the number of marks; lines are cut at a constant
 * length.
 */
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

/* Steps over one opener: "By Jane Roe" gives "Jane Roe". The first of the
 * table that fits wins, so "by: " is asked after "by " without harm. A text
 * that is longer than what comes back had an opener, which find_above relies
 * on. */
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

/* Finds the earliest mark of a list: "Jane Roe and John Doe" ends its first
 * name at " and ". `*next` is where the next name begins, behind the mark;
 * both are the text's end when it holds one name. The words among the marks
 * have spaces around them, or "Anderson" would fall into pieces. */
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

/* True for a word that names a month. */
static bool is_month(const struct ng_byline *byline, struct ng_slice word)
{
    return byline->lexicon &&
           ng_table_find(byline->lexicon, NG_TABLE_MONTH_NAMES, word).row;
}

/* Cuts a date behind a name, "Jane Roe Feb 6", "Jane Roe 6 Feb": from the first
 * word that begins with a digit, and a month before it. */
static struct ng_slice cut_date(const struct ng_byline *byline,
                                struct ng_slice name)
{
    size_t at = 0, before = 0;

    for (size_t i = 1; i < name.len && !at; i++)
        if (name.ptr[i - 1] == ' ' && ng_is_digit(name.ptr[i]))
            at = i - 1;
        else if (name.ptr[i - 1] == ' ')
            before = i;
    if (!at)
        return name;
    if (before && is_month(byline, ng_slice_sub(name, before, at)))
        at = before;
    return ng_slice_trim(ng_slice_sub(name, 0, at));
}

/* Cuts what follows a name: "(Reuters)", " - Washington", " for the Times";
 * and loose marks at the end. A full stop stays behind a capital: "John F." is
 * an initial, "John Doe." a line's end. */
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

/* True for what may be a name by its size and its first word: "Updated 3 Nov"
 * and "Staff Writer" stand where names stand and are none, nor is anything
 * with a slash or an at sign (addresses, handles), an opening bracket at its
 * front or no letter at all (an editor's number). */
static bool is_name(struct ng_slice name)
{
    size_t words = 1, letters = 0;

    if (name.len < 2 || name.len > MAX_NAME_BYTES || name.ptr[0] == '(')
        return false;
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
        if (ng_slice_starts_nocase(name, ng_slice_of(closers[i])))
            return false;
    for (size_t i = 0; i < name.len; i++) {
        /* Counted by spaces: pieces are trimmed and white space is collapsed,
         * so there is one more word than spaces. */
        words += name.ptr[i] == ' ';
        letters += ng_is_alpha(name.ptr[i]) ||
                   (unsigned char)name.ptr[i] >= 0x80;
        if (name.ptr[i] == '/' || name.ptr[i] == '\\' || name.ptr[i] == '@')
            return false;
    }
    return letters && words <= MAX_NAME_WORDS;
}

/* True for names that are probably none: a login ("jroe", all lower case),
 * "admin", or the site's name in either direction, since "BBC" may sign for a
 * site called "BBC News". Bytes beyond ASCII count as capitals: Chinese and
 * Arabic names have no case. */
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

/* Adds a name unless it is there with other case or marks: a page often gives
 * its author in the head, in JSON-LD and in the text. */
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

/* Where the pieces go on behind `next`. A bracket that the piece opened and did
 * not close is stepped over: "Jane Roe (Image: Press, Library), John Doe". */
static size_t skip_bracket(struct ng_slice line, size_t end, size_t next)
{
    size_t open = ng_slice_find(ng_slice_sub(line, 0, end), NG_LIT("("), 0);
    size_t close;

    if (open == SIZE_MAX)
        return next;
    close = ng_slice_find(line, NG_LIT(")"), open);
    return close == SIZE_MAX || close < end ? next : close + 1;
}

/* Peels names off the line until it or the room is used up. A piece that is no
 * name ("Senior Editor") is skipped, not an end: names may follow. Web
 * addresses of author pages ("https://.../jane-roe") are refused whole, and
 * ", The Daily Tern" is where a person's name was left empty. */
void ng_byline_add(struct ng_byline *byline, struct ng_slice line)
{
    line = ng_slice_trim(line);
    if (ng_slice_starts_nocase(line, NG_LIT("http")) ||
        ng_slice_starts_nocase(line, NG_LIT(",")))
        return;
    if (line.len > MAX_AUTHORS_LINE)
        line.len = MAX_AUTHORS_LINE;
    while (line.len && byline->count < NG_MAX_AUTHORS) {
        size_t next, end;
        struct ng_slice name;
        line = skip_openers(line);
        end = cut_name(line, &next);
        name = cut_tail(ng_slice_trim(ng_slice_sub(line, 0, end)));
        name = cut_date(byline, name);
        next = skip_bracket(line, end, next);
        if (is_name(name))
            add_name(byline, name);
        /* The mark may be the last thing of the line: then nothing follows,
         * and `next` is the length. */
        if (next >= line.len)
            break;
        line = ng_slice_trim(ng_slice_sub(line, next, line.len));
    }
}

/* True when a name has two to five capitalised words. Words of up to three
 * bytes may be small, particles such as "van", "de" and "al"; "The best of
 * summer" fails by "best", "Reuters" alone for being one word. */
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

/* Works on a copy: the names are taken over up to the first that is not
 * capitalised, because from there on the line is a sentence. Names that were
 * there before are not judged again. */
void ng_byline_try(struct ng_byline *byline, struct ng_slice line)
{
    struct ng_byline names = *byline;

    ng_byline_add(&names, line);
    for (size_t i = byline->count; i < names.count; i++)
        if (!is_capitalised(names.names[i]))
            names.count = i;
    *byline = names;
}

/* Looks for an opener at the start of the lines below the headline (of the
 * first lines when there is none). A line that ends a sentence is the
 * article's own text: "By Monday the river had risen." */
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

/* Looks for "More from Jane Roe" in the last lines of the page that are no
 * part of the article. Backwards, since such a line stands nearer to the end
 * than to the text; 40 lines of the dropped and kept ones are enough. */
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

/* Above the text first. Below it only in plain text: pages with markup name
 * their authors in claims, and there "more from" mostly leads to others. */
void ng_byline_visible(struct ng_byline *byline, const struct ng_view *view,
                       const struct ng_title *title,
                       const struct ng_verdict *verdicts)
{
    find_above(byline, view, title->block);
    if (!byline->count && !view->page->markup)
        find_below(byline, view, verdicts);
}
