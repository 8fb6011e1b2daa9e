/* token.c - the scanner. No state, no tables: the packer uses it for keys. */
#include "text/token.h"

#include "base/utf8.h"

/* What a character is to the scanner. */
enum class {
    SPACE,
    LETTER,
    DIGIT,
    APOSTROPHE,
    QUOTE,
    DASH,
    STOP,
    CURRENCY,
    OTHER
};

static enum class class_beyond_ascii(uint32_t c)
{
    if (ng_char_is_space(c))
        return SPACE;
    if (c == 0x2019)
        return APOSTROPHE;
    if (c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) ||
        c == 0x2039 || c == 0x203A || (c >= 0x300C && c <= 0x300F))
        return QUOTE;
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        return DASH;
    if (c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F)
        return STOP;
    if (c == 0xA2 || c == 0xA3 || c == 0xA5 || (c >= 0x20A0 && c <= 0x20CF))
        return CURRENCY;
    if (ng_char_is_letter(c) || c == 0xAD || c == 0x200D)
        return LETTER;
    return ng_char_is_digit(c) ? DIGIT : OTHER;
}

static enum class class_of(uint32_t c)
{
    if (c >= 0x80)
        return class_beyond_ascii(c);
    if (ng_is_alpha((char)c))
        return LETTER;
    if (ng_is_digit((char)c))
        return DIGIT;
    switch (c) {
    case '\'':
    case '`': return APOSTROPHE;
    case '"': return QUOTE;
    case '-': return DASH;
    case '.':
    case '!':
    case '?': return STOP;
    case '$': return CURRENCY;
    default: return ng_char_is_space(c) ? SPACE : OTHER;
    }
}

/* The class of the character at byte `at`, its end in `*end`; SPACE at the end
 * of the text. */
static enum class peek(struct ng_slice text, size_t at, size_t *end)
{
    *end = at;
    return at < text.len ? class_of(ng_utf8_next(text, end)) : SPACE;
}

/* Steps over a run of the same class; returns its end. */
static size_t run_end(struct ng_slice text, size_t at, enum class what)
{
    size_t end;

    while (at < text.len && peek(text, at, &end) == what)
        at = end;
    return at;
}

/* "U.S.", "a.m.", "U.N": single letters with points between them. Returns the
 * end, or `at` when there is no such thing. */
static size_t acronym_end(struct ng_slice text, size_t at)
{
    size_t i = at, end = at, letters = 0;

    while (i < text.len && ng_is_alpha(text.ptr[i])) {
        if (i + 1 < text.len && ng_is_alpha(text.ptr[i + 1]))
            return at; /* a longer word begins: "e.The" */
        letters++;
        end = ++i;
        if (i >= text.len || text.ptr[i] != '.')
            break;
        end = ++i;
    }
    return letters >= 2 ? end : at;
}

/* An apostrophe at `at` inside a word? Yes when a letter follows and it is not
 * a final 's. */
static bool joins_word(struct ng_slice text, size_t at, size_t *end)
{
    size_t after, next;

    if (peek(text, at, &after) != APOSTROPHE ||
        peek(text, after, &next) != LETTER)
        return false;
    if ((text.ptr[after] | 0x20) == 's') {
        enum class then = peek(text, next, &next);
        if (then != LETTER && then != DIGIT)
            return false;
    }
    *end = after;
    return true;
}

static size_t word_end(struct ng_slice text, size_t at)
{
    size_t end = at, next;

    for (;;) {
        enum class what = peek(text, end, &next);
        if (what == LETTER || what == DIGIT)
            end = next;
        else if (!joins_word(text, end, &end))
            return end;
    }
}

/* Digits with single points or commas between them. */
static size_t number_end(struct ng_slice text, size_t at)
{
    size_t end = run_end(text, at, DIGIT), next;

    while (end + 1 < text.len && (text.ptr[end] == '.' || text.ptr[end] == ',')
           && peek(text, end + 1, &next) == DIGIT)
        end = run_end(text, end + 1, DIGIT);
    return end;
}

/* True for what may stand in the middle of a web address. */
static bool is_address_char(char c)
{
    return !ng_is_space(c) && c != '<' && c != '>' && c != '"' &&
           (unsigned char)c < 0x80;
}

/* Reads a web address, mail address, @name or #tag that begins at `at`; returns
 * `at` when there is none. */
static size_t address_end(struct ng_slice text, size_t at)
{
    struct ng_slice rest = ng_slice_sub(text, at, text.len);
    size_t end = at;

    if (ng_slice_starts_nocase(rest, NG_LIT("http://")) ||
        ng_slice_starts_nocase(rest, NG_LIT("https://")) ||
        ng_slice_starts_nocase(rest, NG_LIT("www."))) {
        while (end < text.len && is_address_char(text.ptr[end]))
            end++;
        while (end > at && strchr(".,;:!?)'", text.ptr[end - 1]))
            end--;
        return end;
    }
    if ((rest.ptr[0] == '@' || rest.ptr[0] == '#') && rest.len > 1 &&
        (ng_is_alpha(rest.ptr[1]) || rest.ptr[1] == '_')) {
        end++;
        while (end < text.len && (ng_is_alpha(text.ptr[end]) ||
                                  ng_is_digit(text.ptr[end]) ||
                                  text.ptr[end] == '_'))
            end++;
    }
    return end;
}

static enum ng_shape shape_of(struct ng_slice word)
{
    unsigned upper = 0, lower = 0, first_upper = 0;

    for (size_t at = 0; at < word.len;) {
        bool first = at == 0;
        uint32_t c = ng_utf8_next(word, &at);
        bool is_upper = ng_char_is_upper(c);
        upper += is_upper;
        lower += !is_upper && ng_char_is_lower(c);
        first_upper |= first && is_upper;
    }
    if (!upper)
        return NG_SHAPE_LOWER;
    if (!lower)
        return upper > 1 ? NG_SHAPE_UPPER : NG_SHAPE_TITLE;
    return first_upper && upper == 1 ? NG_SHAPE_TITLE : NG_SHAPE_MIXED;
}

/* An apostrophe outside a word: a possessive, or a quotation mark. */
static void scan_apostrophe(struct ng_slice text, struct ng_token *token)
{
    size_t end, next, before = token->start;
    bool after_word = !(token->flags & NG_TOKEN_SPACE_BEFORE) && before &&
                      class_of(ng_utf8_prev(text, &before)) == LETTER;

    peek(text, token->start, &end);
    token->kind = NG_TOKEN_QUOTE;
    if (after_word && end < text.len && (text.ptr[end] | 0x20) == 's') {
        token->kind = NG_TOKEN_POSSESSIVE;
        end++;
    } else if (after_word && (text.ptr[before] | 0x20) == 's' &&
               peek(text, end, &next) == SPACE && end < text.len) {
        token->kind = NG_TOKEN_POSSESSIVE;
    }
    token->end = (uint32_t)end;
}

static void scan_word(struct ng_slice text, struct ng_token *token)
{
    size_t end = address_end(text, token->start);

    token->kind = end > token->start ? NG_TOKEN_ADDRESS : NG_TOKEN_WORD;
    if (end == token->start)
        end = acronym_end(text, token->start);
    if (end == token->start)
        end = word_end(text, token->start);
    token->end = (uint32_t)end;
    if (token->kind == NG_TOKEN_WORD)
        token->shape = (uint8_t)shape_of(
            ng_slice_sub(text, token->start, token->end));
}

/* One mark, or a run of stops or dashes. */
static void scan_mark(struct ng_slice text, enum class what, size_t end,
                      struct ng_token *token)
{
    size_t address = address_end(text, token->start);

    if (address > token->start) {
        token->kind = NG_TOKEN_ADDRESS;
        end = address;
    } else if (what == STOP || what == DASH) {
        token->kind = what == STOP ? NG_TOKEN_STOP : NG_TOKEN_DASH;
        end = run_end(text, end, what);
    } else {
        token->kind = what == QUOTE      ? NG_TOKEN_QUOTE
                      : what == CURRENCY ? NG_TOKEN_CURRENCY
                                         : NG_TOKEN_MARK;
    }
    token->end = (uint32_t)end;
}

bool ng_token_scan(struct ng_slice text, size_t at, struct ng_token *token)
{
    size_t start = run_end(text, at, SPACE), end;
    enum class what;

    if (start >= text.len)
        return false;
    *token = (struct ng_token){.start = (uint32_t)start};
    if (start > at || at == 0)
        token->flags = NG_TOKEN_SPACE_BEFORE;
    what = peek(text, start, &end);
    switch (what) {
    case LETTER: scan_word(text, token); break;
    case DIGIT:
        token->kind = NG_TOKEN_NUMBER;
        token->end = (uint32_t)number_end(text, start);
        break;
    case APOSTROPHE: scan_apostrophe(text, token); break;
    case SPACE:
    case QUOTE:
    case DASH:
    case STOP:
    case CURRENCY:
    case OTHER: scan_mark(text, what, end, token); break;
    }
    return true;
}

size_t ng_token_fold(struct ng_slice word, char *out, size_t room)
{
    size_t len = ng_utf8_fold(word, out, room);

    if (len != SIZE_MAX && len > 1 && out[len - 1] == '.' &&
        (ng_is_alpha(out[0]) || (unsigned char)out[0] >= 0x80))
        len--;
    return len;
}
