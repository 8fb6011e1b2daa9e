/*
 * records.c - just as much JSON as the gold records need.
 *
 * In: a file with one object a line. Out: the text as UTF-8 and the spans, in
 * code points as the file has them. Keys in any order; those that are not ours
 * are stepped over with whatever stands behind them.
 *
 * This is no general parser: it reads files that the project's own tools
 * wrote, and ends the program at the first thing that it does not understand
 * rather than learn from half a record. Nesting is counted, not followed, so
 * no input can exhaust the stack. Linear in the line's length.
 */
#include "train/records.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* A record is made once and read into many times: its buffers keep their
 * room. */
void record_init(struct record *r)
{
    ng_buffer_init(&r->text, &ng_alloc_default);
    ng_buffer_init(&r->line, &ng_alloc_default);
    ng_vector_init(&r->spans, &ng_alloc_default, sizeof(struct record_span));
    r->scheme[0] = '\0';
}

/* Frees the buffers; the record may be used again after record_init. */
void record_free(struct record *r)
{
    ng_buffer_free(&r->text);
    ng_buffer_free(&r->line);
    ng_vector_free(&r->spans);
}

/* Ends the program: a trainer has nobody to hand an error to. */
static _Noreturn void die(const char *what)
{
    fprintf(stderr, "records: %s\n", what);
    exit(1);
}

/* Lines hold no other white space outside strings. */
static const char *skip_space(const char *at)
{
    while (*at == ' ' || *at == '\t')
        at++;
    return at;
}

/* The value of four hexadecimal digits; what is none of them ends the
 * number. */
static uint32_t read_hex(const char *at)
{
    char digits[5] = {0};

    memcpy(digits, at, 4);
    return (uint32_t)strtoul(digits, NULL, 16);
}

/* Reads the \uXXXX (or pair of them) at `at`; returns its end. */
static const char *read_unicode(const char *at, uint32_t *c)
{
    *c = read_hex(at + 2);
    at += 6;
    /* The first half of a pair: the character lies beyond the 16-bit ones. */
    if (*c >= 0xD800 && *c < 0xDC00 && at[0] == '\\' && at[1] == 'u') {
        *c = 0x10000 + ((*c - 0xD800) << 10) + (read_hex(at + 2) - 0xDC00);
        at += 6;
    }
    return at;
}

/* Reads the string that begins at the quotation mark `at` into `out` (which may
 * be NULL); returns the place after it. */
static const char *read_string(const char *at, struct ng_buffer *out)
{
    static const char codes[] = "\"\\/bfnrt", plain[] = "\"\\/\b\f\n\r\t";
    char bytes[4];

    for (at++; *at && *at != '"';) {
        const char *code;
        uint32_t c;
        size_t len = 1;
        if (*at != '\\') {
            bytes[0] = *at++;
        } else if (at[1] == 'u') {
            at = read_unicode(at, &c);
            len = ng_utf8_put(bytes, c);
        } else {
            code = at[1] ? strchr(codes, at[1]) : NULL;
            if (!code)
                die("a bad escape");
            bytes[0] = plain[code - codes];
            at += 2;
        }
        if (out && !ng_buffer_append(out, bytes, len))
            die("out of memory");
    }
    if (*at != '"')
        die("a string without an end");
    return at + 1;
}

/* Steps over any value; nesting is only counted. */
static const char *skip_value(const char *at)
{
    int depth = 0;

    for (; *at; at++) {
        if (*at == '"') {
            at = read_string(at, NULL) - 1;
        } else if (*at == '[' || *at == '{') {
            depth++;
        } else if (*at == ']' || *at == '}') {
            /* The bracket of the object or list that the value stands in: not
             * ours to step over. */
            if (depth-- == 0)
                return at;
        } else if (*at == ',' && depth == 0) {
            return at;
        }
    }
    return at;
}

/* Reads a short string into a fixed field. */
static const char *read_name(const char *at, char *name)
{
    struct ng_buffer b;

    if (*at != '"')
        return skip_value(at);
    ng_buffer_init(&b, &ng_alloc_default);
    at = read_string(at, &b);
    snprintf(name, RECORD_NAME, "%s", b.len ? b.ptr : "");
    ng_buffer_free(&b);
    return at;
}

/* Reads `"key": ` into `key`; returns the value's place, NULL at the object's
 * end. */
static const char *read_key(const char *at, char *key)
{
    at = skip_space(at);
    if (*at == ',')
        at = skip_space(at + 1);
    if (*at != '"')
        return NULL;
    at = skip_space(read_name(at, key));
    if (*at != ':')
        die("a key without a value");
    return skip_space(at + 1);
}

/* Reads one {"start", "end", "type"} and steps behind its bracket. */
static const char *read_span(const char *at, struct record_span *span)
{
    char key[RECORD_NAME];
    const char *value;

    for (at++; (value = read_key(at, key)) != NULL;) {
        if (strcmp(key, "type") == 0) {
            at = read_name(value, span->type);
            continue;
        }
        if (strcmp(key, "start") == 0)
            span->start = (uint32_t)strtoul(value, NULL, 10);
        else if (strcmp(key, "end") == 0)
            span->end = (uint32_t)strtoul(value, NULL, 10);
        at = skip_value(value);
    }
    return strchr(at, '}') + 1;
}

/* Reads the list of spans; `at` is its opening bracket. An empty list has
 * none. */
static const char *read_spans(const char *at, struct record *r)
{
    for (at = skip_space(at + 1); *at && *at != ']';
         at = skip_space(at + (*at == ','))) {
        struct record_span *span = ng_vector_push(&r->spans);
        if (!span)
            die("out of memory");
        at = read_span(at, span);
        at = skip_space(at);
    }
    return at + 1;
}

/* Appends the next line, without its end, to r->line. */
static bool read_line(struct record *r, FILE *file)
{
    int c;

    ng_buffer_clear(&r->line);
    while ((c = getc(file)) != EOF && c != '\n')
        if (!ng_buffer_put(&r->line, (char)c))
            die("out of memory");
    return c != EOF || r->line.len;
}

/* Walks over the object's keys; what the line lacks stays empty. */
void record_parse(struct record *r)
{
    char key[RECORD_NAME];
    const char *at, *value;

    ng_buffer_clear(&r->text);
    ng_vector_clear(&r->spans);
    r->scheme[0] = '\0';
    if (!r->line.len || r->line.ptr[0] != '{')
        die("a line that is no record");
    for (at = r->line.ptr + 1; (value = read_key(at, key)) != NULL;) {
        if (strcmp(key, "text") == 0)
            at = read_string(value, &r->text);
        else if (strcmp(key, "spans") == 0)
            at = read_spans(value, r);
        else if (strcmp(key, "scheme") == 0)
            at = read_name(value, r->scheme);
        else
            at = skip_value(value);
    }
}

/* An empty line is no record and ends the program, like any other line that is
 * none. */
bool record_next(struct record *r, FILE *file)
{
    if (!read_line(r, file))
        return false;
    record_parse(r);
    return true;
}
