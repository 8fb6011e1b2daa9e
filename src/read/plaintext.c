/* plaintext.c - paragraphs of plain text. */
#include "read/plaintext.h"

#include "base/utf8.h"
#include "read/textrun.h"

/* A text whose lines end near one column was wrapped by a program: the column
 * is one of these (mail 60-79, terminals 80, w3m and lynx up to 132). */
#define WRAP_MIN 50
#define WRAP_MAX 140
/* How far a full line may fall short of the column: the longest usual word. */
#define WRAP_SLACK 14
/* Lines looked at. */
#define WRAP_LINES 5000

/* The lines of the text, cut at all line ends. */
static bool next_line(struct ng_slice *rest, struct ng_slice *line)
{
    const unsigned char *b = (const unsigned char *)rest->ptr;
    size_t i = 0, skip = 0;

    if (!rest->len)
        return false;
    for (; i < rest->len; i++) {
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

static bool is_empty(struct ng_slice line)
{
    return ng_slice_trim(line).len == 0;
}

/* The column at which most long lines end, or 0: the longest length such that
 * few lines are longer. */
static size_t wrap_column(struct ng_slice text)
{
    size_t lengths[WRAP_MAX + 2] = {0}, lines = 0, beyond = 0;
    struct ng_slice line;

    while (lines < WRAP_LINES && next_line(&text, &line)) {
        size_t len = ng_utf8_count(line.len < 4 * WRAP_MAX
                                       ? line
                                       : ng_slice_sub(line, 0, 4 * WRAP_MAX));
        if (is_empty(line))
            continue;
        lengths[len > WRAP_MAX ? WRAP_MAX + 1 : len]++;
        lines++;
    }
    if (lengths[WRAP_MAX + 1] * 50 > lines)
        return 0;
    for (size_t column = WRAP_MAX; column >= WRAP_MIN; column--) {
        beyond += lengths[column];
        if (beyond * 50 > lines)
            return column + 1 <= WRAP_MAX ? column + 1 : WRAP_MAX;
    }
    return 0;
}

/* The length in code points of a line's first word. */
static size_t first_word(struct ng_slice line)
{
    size_t end = 0;

    line = ng_slice_trim(line);
    while (end < line.len && !ng_is_space(line.ptr[end]))
        end++;
    return ng_utf8_count(ng_slice_sub(line, 0, end));
}

/* True when the text was hard-wrapped: most lines that another follows would
 * have been too long with that one's first word. `*column` receives where. */
static bool is_wrapped(struct ng_slice text, size_t *column)
{
    struct ng_slice line, last = {"", 0};
    size_t inner = 0, filled = 0, lines = 0;

    *column = wrap_column(text);
    if (!*column)
        return false;
    while (lines++ < WRAP_LINES && next_line(&text, &line)) {
        if (last.len && !is_empty(line)) {
            size_t len = ng_utf8_count(last);
            inner++;
            filled += len + 1 + first_word(line) + 2 > *column &&
                      len + WRAP_SLACK >= *column;
        }
        last = is_empty(line) ? (struct ng_slice){"", 0} : line;
    }
    return inner >= 4 && filled * 10 >= inner * 6;
}

/* Ends the paragraph under way. */
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

/* The paragraphs, one by one. */
static ng_status add_paragraphs(struct ng_page *page, struct ng_textrun *run,
                                struct ng_slice text)
{
    struct ng_slice rest = text, line;
    size_t column;
    bool wrapped = is_wrapped(text, &column);
    uint64_t begin = 0;

    while (next_line(&rest, &line)) {
        bool empty = is_empty(line);
        if (!run->text.len)
            begin = (uint64_t)(line.ptr - text.ptr);
        if (!ng_textrun_add(run, line.ptr, line.len))
            return NUTGRAF_NO_MEMORY;
        run->space = true;
        if (empty || !wrapped ||
            ng_utf8_count(line) + WRAP_SLACK < column)
            NG_TRY(end_paragraph(page, run, begin));
    }
    return end_paragraph(page, run, begin);
}

ng_status ng_plaintext_parse(struct ng_page *page, struct ng_slice text)
{
    struct ng_textrun run = {0};
    ng_status status;

    page->markup = false;
    ng_buffer_init(&run.text, page->blocks.alloc);
    status = add_paragraphs(page, &run, text);
    ng_buffer_free(&run.text);
    return status;
}
