/*
 * plaintext.c - paragraphs of plain text.
 *
 * In: text with line ends of any kind. Out: a block per paragraph.
 *
 * Editors and browsers that save as text write a paragraph per line; mail
 * programs, terminals and text browsers wrap. Which of the two it is shows in
 * the lines themselves: in wrapped text nearly every line that another follows
 * is full, which is to say that the next line's first word would not have
 * fitted. Lengths alone don't tell: headlines in a list are of similar length,
 * and a page dumped by a text browser is mostly short menu lines with the
 * article in between.
 *
 * Two passes over at most WRAP_LINES lines find the column and decide; a third
 * cuts. Linear: a line's width is counted up to WRAP_MAX columns only, so one
 * line of 50 MB is looked at once.
 */
#include "read/plaintext.h"

#include "base/swar.h"
#include "base/utf8.h"
#include "read/textrun.h"

/* A text whose lines end near one column was wrapped by a program: the column
 * is one of these (mail 60-79, terminals 80, w3m and lynx up to 132). */
#define WRAP_MIN 50
#define WRAP_MAX 140
/* How far a full line may fall short of the column: the longest usual word. */
#define WRAP_SLACK 14
/* An indent of more is none of a paragraph. */
#define WRAP_INDENT 7
/* Lines looked at. */
#define WRAP_LINES 20000

/* How a text was wrapped. */
struct wrap {
    size_t column;   /* no line is wider, 0: not wrapped */
    bool hyphenated; /* words were cut: "govern-", "ment" */
};

/* Eight bytes of ASCII without a line end among them. */
static bool is_inside_line(uint64_t w)
{
    return !((w & NG_EACH_BYTE(0x80)) | ng_below(w, '\r' + 1));
}

/* Cuts the next line off, at any of the line ends that Unicode knows: LF, CR,
 * CRLF, VT, FF, NEL, U+2028, U+2029. */
static bool next_line(struct ng_slice *rest, struct ng_slice *line)
{
    const unsigned char *b = (const unsigned char *)rest->ptr;
    size_t i = 0, skip = 0;

    if (!rest->len)
        return false;
    for (; i < rest->len; i++) {
        while (rest->len - i > 8 && is_inside_line(ng_eight(rest->ptr + i)))
            i += 8;
        if (b[i] >= 0x0A && b[i] <= 0x0D)
            skip = b[i] == '\r' && i + 1 < rest->len && b[i + 1] == '\n' ? 2
                                                                         : 1;
        else if (b[i] == 0xC2 && b[i + 1] == 0x85)
            skip = 2;
        else if (b[i] == 0xE2 && b[i + 1] == 0x80 &&
                 (b[i + 2] == 0xA8 || b[i + 2] == 0xA9))
            skip = 3;
        if (skip)
            break;
    }
    *line = ng_slice_sub(*rest, 0, i);
    *rest = ng_slice_sub(*rest, i + skip, rest->len);
    return true;
}

/* White space alone is nothing, so a line of blanks parts paragraphs. */
static bool is_empty(struct ng_slice line)
{
    return ng_slice_trim(line).len == 0;
}

/* The columns that a line takes; any beyond WRAP_MAX are as good as one. A line
 * that begins far to the right belongs to a menu, not to a paragraph. */
static size_t width(struct ng_slice line)
{
    size_t columns = 0;

    for (size_t i = 0; i < line.len && line.ptr[i] == ' '; i++)
        if (i == WRAP_INDENT)
            return 0;
    while (line.len && ng_is_space(line.ptr[line.len - 1]))
        line.len--;
    for (size_t at = 0; at < line.len && columns <= WRAP_MAX;)
        if ((unsigned char)line.ptr[at] < 0x80) {
            columns++;
            at++;
        } else {
            columns += ng_char_is_cjk(ng_utf8_next(line, &at)) ? 2 : 1;
        }
    return columns <= WRAP_MAX ? columns : WRAP_MAX + 1;
}

/* The width that nearly no long line exceeds, or 0 when that is beyond
 * WRAP_MAX. Two in a hundred may: addresses and tables are not wrapped. */
static size_t wrap_column(struct ng_slice text)
{
    size_t widths[WRAP_MAX + 2] = {0}, lines = 0, total = 0, wider = 0;
    struct ng_slice line;

    while (lines++ < WRAP_LINES && next_line(&text, &line)) {
        size_t columns = width(line);
        widths[columns]++;
        total += columns >= WRAP_MIN;
    }
    for (size_t column = WRAP_MAX + 1; column >= WRAP_MIN; column--) {
        wider += widths[column];
        if (wider * 50 > total)
            return column <= WRAP_MAX ? column : 0;
    }
    return 0;
}

/* The width of a line's first word. */
static size_t first_word(struct ng_slice line)
{
    size_t end = 0;

    line = ng_slice_trim(line);
    while (end < line.len && !ng_is_space(line.ptr[end]))
        end++;
    return width(ng_slice_sub(line, 0, end));
}

/* True when `line` is so full that the first word of `next` did not fit. A line
 * far from the column is a paragraph's last, even if a very long word (an
 * address) begins the next. */
static bool is_full(struct ng_slice line, struct ng_slice next, size_t column)
{
    size_t columns = width(line);

    return columns + WRAP_SLACK >= column && columns <= column &&
           columns + 1 + first_word(next) > column;
}

/* True for "govern-": a letter and a hyphen at the end. */
static bool ends_cut(struct ng_slice line)
{
    return line.len > 1 && line.ptr[line.len - 1] == '-' &&
           (ng_is_alpha(line.ptr[line.len - 2]) ||
            (unsigned char)line.ptr[line.len - 2] >= 0x80);
}

/* A line of prose goes on in lower case, a list's next entry does not. */
static bool begins_upper(struct ng_slice line)
{
    line = ng_slice_trim(line);
    return line.len && line.ptr[0] >= 'A' && line.ptr[0] <= 'Z';
}

/* Was the text wrapped? Of the lines nearly as wide as the column that
 * another line follows, most are then full, and not all begin with a
 * capital as headlines do. */
static struct wrap find_wrap(struct ng_slice text)
{
    struct wrap wrap = {wrap_column(text), false};
    struct ng_slice line, last = {"", 0};
    size_t lines = 0, pairs = 0, full = 0, cut = 0, upper = 0;

    if (!wrap.column)
        return wrap;
    while (lines++ < WRAP_LINES && next_line(&text, &line)) {
        if (!is_empty(last) && !is_empty(line) &&
            width(last) * 10 >= wrap.column * 7) {
            bool is = is_full(last, line, wrap.column);
            pairs++;
            full += is;
            cut += is && ends_cut(last);
            upper += is && begins_upper(line);
        }
        last = line;
    }
    if (full < 3 || full * 2 < pairs || upper * 4 > full * 3)
        wrap.column = 0;
    wrap.hyphenated = cut * 20 > full;
    return wrap;
}

/* True when a line begins an item of a list. */
static bool begins_item(struct ng_slice line)
{
    line = ng_slice_trim(line);
    if (line.len < 2)
        return false;
    if (strchr("*+-", line.ptr[0]) && line.ptr[1] == ' ')
        return true;
    return ng_slice_starts_nocase(line, NG_LIT("\xE2\x80\xA2"));
}

/* Ends the paragraph under way. Plain text has no elements; every block is a
 * <p> to those that come after. */
static ng_status end_paragraph(struct ng_page *page, struct ng_textrun *run,
                               uint64_t offset)
{
    struct ng_slice text = ng_buffer_slice(&run->text);
    struct ng_block *block;

    run->space = false;
    if (!text.len)
        return NUTGRAF_OK;
    block = ng_vector_push(&page->blocks);
    if (!block)
        return NUTGRAF_NO_MEMORY;
    block->text.ptr = ng_arena_copy(page->arena, text);
    block->text.len = text.len;
    block->element = NG_NO_ELEMENT;
    block->tag = NG_TAG_P;
    block->offset = offset;
    run->text.len = 0;
    return block->text.ptr ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* Adds a line to the paragraph; true when `next` goes on with it. A hyphen that
 * cut a word goes; any other stays, with no space behind it. */
static bool add_line(struct ng_textrun *run, struct ng_slice line,
                     struct ng_slice next, const struct wrap *wrap)
{
    bool more = wrap->column && !is_empty(line) && !is_empty(next) &&
                is_full(line, next, wrap->column) && !begins_item(next);
    struct ng_slice head = ng_slice_trim(next);

    line = ng_slice_trim(line);
    if (more && ends_cut(line) && head.ptr[0] >= 'a' && head.ptr[0] <= 'z') {
        line.len -= wrap->hyphenated;
        ng_textrun_add(run, line.ptr, line.len);
        run->space = false;
        return true;
    }
    ng_textrun_add(run, line.ptr, line.len);
    run->space = true;
    return more;
}

/* The paragraphs, one by one. */
static ng_status add_paragraphs(struct ng_page *page, struct ng_textrun *run,
                                struct ng_slice text)
{
    struct ng_slice rest = text, line, next;
    struct wrap wrap = find_wrap(text);
    uint64_t begin = 0;
    bool more = next_line(&rest, &line);

    while (more) {
        bool goes_on;
        more = next_line(&rest, &next);
        if (!more)
            next = (struct ng_slice){"", 0};
        if (!run->text.len)
            begin = (uint64_t)(line.ptr - text.ptr);
        goes_on = add_line(run, line, next, &wrap);
        if (run->text.failed)
            return NUTGRAF_NO_MEMORY;
        if (!goes_on)
            NG_TRY(end_paragraph(page, run, begin));
        line = next;
    }
    return NUTGRAF_OK;
}

/* Soft hyphens and other unseen characters stay: text comes out as it went in
 * but for white space. */
ng_status ng_plaintext_parse(struct ng_page *page, struct ng_slice text)
{
    struct ng_textrun run = {.unseen = true}; /* as the author wrote it */
    ng_status status;

    page->markup = false;
    ng_buffer_init(&run.text, page->blocks.alloc);
    status = add_paragraphs(page, &run, text);
    ng_buffer_free(&run.text);
    return status;
}
