/*
 * token.c - the scanner. Stateless: the packer cuts the tables' keys with it,
 * so a key and the text that it must be found in are always cut alike.
 *
 *     byte -> class (a table for ASCII, utf8proc beyond) -> kind of token
 *
 * A token is decided by its first character; the scanner never goes back. Every
 * look ahead is either taken into the token or bounded by a constant, so the
 * whole is linear whatever the text holds. Nearly all words are ASCII: they are
 * walked over once, and the same loop collects what their shape needs. An
 * earlier version asked a function for the class of each character and cost 2.3
 * times as much.
 */
#include "text/token.h"

#include "base/swar.h"
#include "base/utf8.h"

/* The longest local part of a mail address (RFC 5321, 4.5.3.1.1). */
#define MAX_MAIL_NAME 64

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

/* What a byte adds to its class in the table below. */
enum {
    CLASS_BITS = 0x0F,
    UPPER = 0x10,
    LOWER = 0x20,
    IN_WORD = 0x40 /* letters and digits of ASCII */
};

#define S SPACE
#define U (LETTER | UPPER | IN_WORD)
#define L (LETTER | LOWER | IN_WORD)
#define D (DIGIT | IN_WORD)
#define O OTHER
#define A APOSTROPHE

/* ASCII: class and bits; bytes beyond are OTHER here, and in no word. */
static const uint8_t bytes[256] = {
    /* 00 */ O, O, O, O, O, O, O, O, O, S, S, S, S, S, O, O,
    /* 10 */ O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
    /* 20 */ S, STOP, QUOTE, O, CURRENCY, O, O, A, O, O, O, O, O, DASH, STOP, O,
    /* 30 */ D, D, D, D, D, D, D, D, D, D, O, O, O, O, O, STOP,
    /* 40 */ O, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
    /* 50 */ U, U, U, U, U, U, U, U, U, U, U, O, O, O, O, O,
    /* 60 */ A, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    /* 70 */ L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O,
    /* 80 */ O, O};

#undef S
#undef U
#undef L
#undef D
#undef O
#undef A

/* The marks that news writes are listed; letters and digits are left to the
 * Unicode categories. The soft hyphen and the zero width joiner stand inside
 * words. */
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

/* The class of a decoded character. */
static enum class class_of(uint32_t c)
{
    return c < 0x80 ? (enum class)(bytes[c] & CLASS_BITS)
                    : class_beyond_ascii(c);
}

/* The class of the character at byte `at`, its end in `*end`; SPACE at the end
 * of the text. */
static inline enum class peek(struct ng_slice text, size_t at, size_t *end)
{
    unsigned char c;

    *end = at;
    if (at >= text.len)
        return SPACE;
    c = (unsigned char)text.ptr[at];
    if (c < 0x80) {
        *end = at + 1;
        return (enum class)(bytes[c] & CLASS_BITS);
    }
    return class_beyond_ascii(ng_utf8_next(text, end));
}

/* Steps over a run of the same class, "..." or "--"; returns its end. */
static size_t run_end(struct ng_slice text, size_t at, enum class what)
{
    size_t end;

    while (at < text.len && peek(text, at, &end) == what)
        at = end;
    return at;
}

/* ASCII letters and digits. */
static bool is_alnum_at(struct ng_slice text, size_t at)
{
    return at < text.len && (bytes[(unsigned char)text.ptr[at]] & IN_WORD);
}

/* "U.S.", "a.m.", "U.N": single letters with points between them. Returns the
 * end, or `at` when there are fewer than two. A longer word stays outside:
 * "U.S.The" gives "U.S.". What was looked at is taken, so this is linear. */
static size_t acronym_end(struct ng_slice text, size_t at)
{
    size_t i = at, end = at, letters = 0;

    while (i < text.len && ng_is_alpha(text.ptr[i]) &&
           !(i + 1 < text.len && ng_is_alpha(text.ptr[i + 1]))) {
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

/* The end of a word of any script that goes on at `at`: letters, digits, and
 * apostrophes between letters. Combining marks are letters. */
static size_t word_end(struct ng_slice text, size_t at)
{
    size_t end = at, next;

    for (;;) {
        enum class what = peek(text, end, &next);
        if (what == LETTER || what == DIGIT)
            end = next;
        else if (what != APOSTROPHE || !joins_word(text, end, &end))
            return end;
    }
}

/* Digits with single points or commas between them: "1,200.5", but not the full
 * stop of "in 2020." nor the second comma of "1,,2". */
static size_t number_end(struct ng_slice text, size_t at)
{
    size_t end = run_end(text, at, DIGIT), next;

    while (end + 1 < text.len && (text.ptr[end] == '.' || text.ptr[end] == ',')
           && peek(text, end + 1, &next) == DIGIT)
        end = run_end(text, end + 1, DIGIT);
    return end;
}

/* True for what may stand in the middle of a web address: printable ASCII but
 * for what closes it in running text. */
static bool is_address_char(char c)
{
    return c > ' ' && c < 0x7F && c != '<' && c != '>' && c != '"';
}

/* A web address that begins at `at`; `at` when there is none. Marks at its end
 * belong to the sentence: "(see www.a.example)." It cannot shrink to nothing,
 * because the marks stop at the letters of its own beginning. */
static size_t web_end(struct ng_slice text, size_t at)
{
    struct ng_slice rest = ng_slice_sub(text, at, text.len);
    size_t end = at;

    if (!ng_slice_starts_nocase(rest, NG_LIT("http://")) &&
        !ng_slice_starts_nocase(rest, NG_LIT("https://")) &&
        !ng_slice_starts_nocase(rest, NG_LIT("www.")))
        return at;
    while (end < text.len && is_address_char(text.ptr[end]))
        end++;
    while (memchr(".,;:!?)'", text.ptr[end - 1], 8))
        end--;
    return end;
}

/* What joins the parts of a mail address's name. */
static bool is_mail_mark(char c)
{
    return c == '.' || c == '_' || c == '-' || c == '+';
}

/* "name@host.org" from `at` on, when the word up to `word` may begin one; else
 * `word`. The name is bounded, so a chain like "a-a-a-" costs a constant each.
 * Host labels are joined by single points or hyphens. */
static size_t mail_end(struct ng_slice text, size_t at, size_t word)
{
    size_t end = word;

    while (end < text.len && end - at < MAX_MAIL_NAME &&
           (is_alnum_at(text, end) || is_mail_mark(text.ptr[end])))
        end++;
    if (end >= text.len || text.ptr[end] != '@' || !is_alnum_at(text, end + 1))
        return word;
    for (end++; is_alnum_at(text, end); end++)
        while (is_alnum_at(text, end + 2) && memchr(".-", text.ptr[end + 1], 2))
            end += 2;
    return end;
}

/* "@name" or "#storm2024"; `at` when there is none, as in "# 5" and
 * "@ home". */
static size_t tag_end(struct ng_slice text, size_t at)
{
    size_t end = at + 1;

    if (end >= text.len ||
        !(ng_is_alpha(text.ptr[end]) || text.ptr[end] == '_'))
        return at;
    while (is_alnum_at(text, end) || (end < text.len && text.ptr[end] == '_'))
        end++;
    return end;
}

/* UPPER or LOWER of a character beyond ASCII, or 0. */
static unsigned case_of(uint32_t c)
{
    return ng_char_is_upper(c) ? UPPER : ng_char_is_lower(c) ? LOWER : 0;
}

/* The shape of a word from the case bits of its first character, and of all
 * others together. */
static enum ng_shape shape_from(unsigned first, unsigned others)
{
    static const uint8_t shapes[4][4] = {
        /* others:   none, UPPER, LOWER, both; first: */
        {NG_SHAPE_LOWER, NG_SHAPE_TITLE, NG_SHAPE_LOWER, NG_SHAPE_MIXED},
        {NG_SHAPE_TITLE, NG_SHAPE_UPPER, NG_SHAPE_TITLE, NG_SHAPE_MIXED},
        {NG_SHAPE_LOWER, NG_SHAPE_MIXED, NG_SHAPE_LOWER, NG_SHAPE_MIXED},
    };

    return (enum ng_shape)shapes[first / UPPER % 4][others / UPPER % 4];
}

/* The shape of a word of any script. */
static enum ng_shape shape_of(struct ng_slice word)
{
    unsigned first, others = 0;
    size_t at = 0;

    first = case_of(ng_utf8_next(word, &at));
    while (at < word.len)
        others |= case_of(ng_utf8_next(word, &at));
    return shape_from(first, others);
}

/* An apostrophe outside a word. After a letter, "'s" is a possessive
 * ("Turkey's"), and so is the lone one after a final s before a space
 * ("countries' aid"); a closing single mark after such a word ("the 'boss'")
 * looks the same and is taken for a possessive too. All others are quotation
 * marks. */
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

/* What a word that ends at `end` really is: the beginning of an acronym or of
 * an address. Looks twice only where the next character allows it. */
static size_t longer_word(struct ng_slice text, size_t start, size_t end,
                          struct ng_token *token)
{
    char first = ng_lower(text.ptr[start]);
    char after = end < text.len ? text.ptr[end] : ' ';
    size_t longer = end;

    if ((first == 'h' && after == ':') || (first == 'w' && after == '.'))
        longer = web_end(text, start);
    else if (after == '@' ||
             (is_mail_mark(after) && is_alnum_at(text, end + 1)))
        longer = mail_end(text, start, end);
    if (longer > end) {
        token->kind = NG_TOKEN_ADDRESS;
        return longer;
    }
    if (after == '.' && end == start + 1)
        longer = acronym_end(text, start);
    if (longer > end && text.ptr[longer - 1] == '.')
        token->flags |= NG_TOKEN_ABBREVIATION;
    return longer > end ? longer : end;
}

/* The end of a run of ASCII letters and digits; the case bits of all of them go
 * to `*bits`. Eight bytes at a time: a word is one step, whatever its length. */
static size_t plain_end(struct ng_slice text, size_t at, unsigned *bits)
{
    unsigned all = 0, one;

    while (text.len - at >= 8) {
        uint64_t w = ng_eight(text.ptr + at), letters = ng_letters(w);
        uint64_t rest = (letters | ng_digits(w)) ^ NG_EACH_BYTE(0x80);
        size_t count = rest ? (size_t)__builtin_ctzll(rest) / 8 : 8;
        letters = count < 8 ? letters & ((UINT64_C(1) << 8 * count) - 1)
                            : letters;
        all |= (letters & (w << 2) ? LOWER : 0) |
               (letters & ~(w << 2) ? UPPER : 0);
        at += count;
        if (rest) {
            *bits = all;
            return at;
        }
    }
    for (; at < text.len; at++) {
        one = bytes[(unsigned char)text.ptr[at]];
        if (!(one & IN_WORD))
            break;
        all |= one;
    }
    *bits = all;
    return at;
}

/* A word that only holds ASCII letters and digits, as nearly all do, is walked
 * over once; others go on with the slower functions. */
static void scan_word(struct ng_slice text, struct ng_token *token)
{
    size_t start = token->start, end, next;
    unsigned first = bytes[(unsigned char)text.ptr[start]], others;
    size_t plain = plain_end(text, start + (first & IN_WORD ? 1 : 0), &others);
    enum class after = peek(text, plain, &next);

    token->kind = NG_TOKEN_WORD;
    end = after == LETTER || after == DIGIT || after == APOSTROPHE
              ? word_end(text, plain)
              : plain;
    if (after != SPACE)
        end = longer_word(text, start, end, token);
    token->end = (uint32_t)end;
    if (token->kind == NG_TOKEN_ADDRESS)
        return;
    token->shape = (uint8_t)shape_from(first, others);
    if (end != plain)
        token->shape = (uint8_t)shape_of(ng_slice_sub(text, start, end));
}

/* One mark that ends at `end`, or a run of stops or dashes. */
static void scan_mark(struct ng_slice text, enum class what, size_t end,
                      struct ng_token *token)
{
    char first = text.ptr[token->start];
    size_t tag = first == '@' || first == '#' ? tag_end(text, token->start)
                                              : token->start;

    if (tag > token->start) {
        token->kind = NG_TOKEN_ADDRESS;
        end = tag;
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

/* One `switch` over the class of the first character that is not white. */
bool ng_token_scan(struct ng_slice text, size_t at, struct ng_token *token)
{
    size_t start = at, end;
    enum class what = peek(text, start, &end);

    while (what == SPACE && start < text.len) {
        start = end;
        what = peek(text, start, &end);
    }
    if (start >= text.len)
        return false;
    *token = (struct ng_token){.start = (uint32_t)start};
    if (start > at || at == 0)
        token->flags = NG_TOKEN_SPACE_BEFORE;
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

/* An acronym's last point is dropped ("U.S." and "U.S" are one key), and that
 * of a table's "Feb."; marks keep theirs. */
size_t ng_token_fold(struct ng_slice word, char *out, size_t room)
{
    size_t len = ng_utf8_fold(word, out, room);

    if (len != SIZE_MAX && len > 1 && out[len - 1] == '.' &&
        (ng_is_alpha(out[0]) || (unsigned char)out[0] >= 0x80))
        len--;
    return len;
}
