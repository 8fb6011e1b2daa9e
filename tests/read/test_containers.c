/* test_containers.c - gzip, WARC and MIME, pushed in pieces of any size. */
#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/buffer.h"
#include "read/document.h"
#include "read/header.h"

/* What a reader handed out, one line per document: "format|record|url|saved|
 * charset|bytes" or "record error name". */
struct log {
    char text[4096];
    size_t len;
};

static ng_status note(void *user, const struct ng_document *doc,
                      const struct ng_error *error)
{
    struct log *log = user;
    char *out = log->text + log->len;
    size_t room = sizeof log->text - log->len;

    if (error)
        log->len += (size_t)snprintf(out, room, "%.*s error %s\n",
                                     (int)doc->record.len, doc->record.ptr,
                                     nutgraf_status_name(error->status));
    else
        log->len += (size_t)snprintf(
            out, room, "%s%s%s|%.*s|%.*s|%.*s|%.*s|%.*s\n",
            nutgraf_format_name(doc->format), doc->markup ? "" : "-plain",
            doc->cut ? "-cut" : "",
            (int)doc->record.len, doc->record.ptr, (int)doc->url.len,
            doc->url.ptr, (int)doc->saved.len, doc->saved.ptr,
            (int)doc->charset.len, doc->charset.ptr, (int)doc->bytes.len,
            doc->bytes.ptr);
    return NUTGRAF_OK;
}

/* Pushes `bytes` in pieces of `step` into the log. */
static void push(struct ng_slice bytes, const struct ng_read_options *options,
                 size_t step, struct log *log)
{
    struct ng_reader *reader;

    assert_int_equal(ng_reader_new(&ng_alloc_default, &reader), NUTGRAF_OK);
    assert_int_equal(ng_reader_begin(reader, options, note, log), NUTGRAF_OK);
    for (size_t i = 0; i < bytes.len; i += step)
        assert_int_equal(
            ng_reader_feed(reader, bytes.ptr + i,
                           bytes.len - i < step ? bytes.len - i : step),
            NUTGRAF_OK);
    assert_int_equal(ng_reader_end(reader), NUTGRAF_OK);
    ng_reader_free(reader);
}

/* The same log must come out whatever the pieces. */
static void expect(struct ng_slice bytes, const char *path, size_t max,
                   const char *expected)
{
    const struct ng_read_options options = {NUTGRAF_FORMAT_AUTO, path, max};
    static const size_t steps[] = {1 << 20, 7, 1};

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct log log = {.len = 0};
        push(bytes, &options, steps[i], &log);
        assert_string_equal(log.text, expected);
    }
}

static void add(struct ng_buffer *out, const char *text)
{
    assert_true(ng_buffer_append(out, text, strlen(text)));
}

/* One gzip member of `text` appended to `out`. */
static void add_member(struct ng_buffer *out, struct ng_slice text)
{
    unsigned char packed[8192];
    z_stream z = {0};

    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, 0), Z_OK);
    z.next_in = (unsigned char *)(uintptr_t)text.ptr;
    z.avail_in = (uInt)text.len;
    z.next_out = packed;
    z.avail_out = sizeof packed;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    assert_true(ng_buffer_append(out, (char *)packed, z.total_out));
    deflateEnd(&z);
}

static void test_whole(void **state)
{
    (void)state;
    expect(NG_LIT(""), "a.txt", 99, "text-plain|||||\n");
    expect(NG_LIT("WAR"), "a.txt", 99, "text-plain|||||WAR\n");
    expect(NG_LIT("<p>x"), "a.html", 99, "html|||||<p>x\n");
    expect(NG_LIT("5 < 6, he said"), NULL, 99,
           "text-plain|||||5 < 6, he said\n");
    expect(NG_LIT("0123456789"), NULL, 9, " error limit\n");
}

static void test_gzip(void **state)
{
    struct ng_buffer packed, twice;

    (void)state;
    ng_buffer_init(&packed, &ng_alloc_default);
    ng_buffer_init(&twice, &ng_alloc_default);
    add_member(&packed, NG_LIT("<p>one "));
    add_member(&packed, NG_LIT("two"));
    expect(ng_buffer_slice(&packed), "a.html.gz", 99, "html|||||<p>one two\n");
    add_member(&twice, ng_buffer_slice(&packed));
    expect(ng_buffer_slice(&twice), "a.html.gz", 99, "html|||||<p>one two\n");
    add(&packed, "junk");
    expect(ng_buffer_slice(&packed), "a.html.gz", 99, "html|||||<p>one two\n");
    /* a cut or broken file gives its first part, or an error if there is none */
    packed.len -= 10;
    expect(ng_buffer_slice(&packed), "a.html.gz", 99,
           "html-cut|||||<p>one two\n");
    expect((struct ng_slice){packed.ptr, 12}, "a.html.gz", 99,
           " error malformed\n");
    ng_buffer_free(&packed);
    ng_buffer_free(&twice);
}

#define RECORD(kind, uri, type, length, body)                                 \
    "WARC/1.0\r\nWARC-Type: " kind "\r\nWARC-Target-URI: " uri                \
    "\r\nWARC-Date: 2020-02-16T12:00:00Z\r\nContent-Type: " type              \
    "\r\nContent-Length: " length "\r\n\r\n" body "\r\n\r\n"
#define PAGE "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
#define GOOD                                                                  \
    RECORD("response", "http://a.example/1", "application/http", "67",        \
           PAGE "\r\n<p>Hello")
#define GOOD_SEEN                                                             \
    "warc|http://a.example/1|http://a.example/1|2020-02-16|utf-8|<p>Hello\n"

/* Skipped kinds, a bad length, junk between, then another good one. */
static void test_warc(void **state)
{
    static const char mixed[] = GOOD RECORD("request", "x", "application/http",
                                            "3", "abc")
        RECORD("response", "u", "application/http", "-5", "abc") "junk\r\n"
        GOOD;

    (void)state;
    expect(ng_slice_of(GOOD), "a.warc", 999, GOOD_SEEN);
    expect(ng_slice_of(mixed), "a.warc", 999,
           GOOD_SEEN "u error malformed\n" GOOD_SEEN);
    expect(ng_slice_of(mixed), "a.warc", 20,
           "http://a.example/1 error limit\nu error malformed\n"
           "http://a.example/1 error limit\n");
    expect(ng_slice_sub(ng_slice_of(GOOD), 0, sizeof GOOD - 10), "a.warc", 999,
           "http://a.example/1 error malformed\n");
}

static void test_warc_kinds(void **state)
{
    static const struct {
        const char *record, *seen;
    } rows[] = {
        {RECORD("resource", "<http://a.example/>", "text/html", "4", "<p>x"),
         "warc|http://a.example/|http://a.example/|2020-02-16||<p>x\n"},
        {RECORD("conversion", "u", "text/plain", "2", "hi"),
         "warc-plain|u|u|2020-02-16||hi\n"},
        {RECORD("resource", "u", "image/png", "4", "PNG!"), ""},
        {RECORD("response", "u", "application/http", "98",
                PAGE "Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n0\r\n"),
         "warc|u|u|2020-02-16|utf-8|<p>\n"},
        {RECORD("response", "u", "application/http", "83",
                PAGE "Content-Encoding: br\r\n\r\nxy"),
         "u error unsupported\n"},
        {RECORD("response", "u", "application/http", "34",
                "HTTP/1.1 404 Not Found\r\nX: y\r\n\r\nno"),
         ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect(ng_slice_of(rows[i].record), "a", 999, rows[i].seen);
}

/* A broken gzip member costs its own record only. */
static void test_warc_members(void **state)
{
    static const char one[] =
        RECORD("resource", "u", "text/html", "4", "<p>x");
    const struct ng_read_options options = {NUTGRAF_FORMAT_AUTO, "a", 999};
    struct log log = {.len = 0};
    struct ng_buffer packed;
    size_t first, good = 0;

    (void)state;
    ng_buffer_init(&packed, &ng_alloc_default);
    add_member(&packed, ng_slice_of(one));
    first = packed.len;
    add_member(&packed, ng_slice_of(one));
    packed.ptr[first + 40] ^= 0x7F;
    packed.ptr[first + 41] ^= 0x7F;
    add_member(&packed, ng_slice_of(one));
    push(ng_buffer_slice(&packed), &options, packed.len, &log);
    for (const char *at = log.text; (at = strstr(at, "|<p>x\n")) != NULL; at++)
        good++;
    assert_true(good >= 2);
    ng_buffer_free(&packed);
}

#define MULTI(boundary)                                                       \
    "From: <Saved by a browser>\r\nSnapshot-Content-Location: "               \
    "https://a.example/story\r\nDate: Sun, 16 Feb 2020 10:00:00 -0000\r\n"    \
    "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\t"             \
    "type=\"text/html\"; boundary=\"" boundary "\"\r\n\r\n"
#define SEEN "mhtml||https://a.example/story|2020-02-16|"

static void test_mhtml(void **state)
{
    static const struct {
        const char *message, *seen;
    } rows[] = {
        {MULTI("B") "--B\r\nContent-Type: text/html; charset=utf-8\r\n"
                    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                    "<p>caf=C3=A9 and=\r\n more\r\n--B\r\n"
                    "Content-Type: image/png\r\n\r\nPNG\r\n--B--\r\n",
         SEEN "utf-8|<p>caf\xC3\xA9 and more\n"},
        {MULTI("B") "--B\r\nContent-Type: multipart/alternative; boundary=C"
                    "\r\n\r\n--C\r\nContent-Type: text/plain\r\n\r\nplain\r\n"
                    "--C\r\nContent-Type: text/html\r\nContent-Transfer-"
                    "Encoding: base64\r\n\r\nPHA+\r\neA==\r\n--C--\r\n--B--",
         SEEN "|<p>x\n"},
        {MULTI("B") "--B\r\nContent-Type: image/png\r\n\r\nx",
         " error malformed\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect(ng_slice_of(rows[i].message), "a.mht", 999, rows[i].seen);
}

/* A binary property list by hand: objects as given, a table of their places, a
 * trailer; one byte each for places and references, the first object is the
 * top. */
static void add_plist(struct ng_buffer *out, const struct ng_slice *objects,
                      unsigned char count)
{
    char tail[32] = {[6] = 1, [7] = 1, [15] = (char)count};
    char places[16];

    add(out, "bplist00");
    for (unsigned char i = 0; i < count; i++) {
        places[i] = (char)out->len;
        assert_true(ng_buffer_append(out, objects[i].ptr, objects[i].len));
    }
    tail[31] = (char)out->len;
    assert_true(ng_buffer_append(out, places, count));
    assert_true(ng_buffer_append(out, tail, sizeof tail));
}

/* Safari's web archive: the main resource's page, address and charset. */
#define OBJECT(bytes) {bytes, sizeof bytes - 1}
static const struct ng_slice archive[] = {
    OBJECT("\xD1\x01\x02"), /* { 1: 2 } */
    OBJECT("\x5F\x10\x0FWebMainResource"),
    OBJECT("\xD3\x03\x04\x05\x06\x07\x08"), /* { 3: 6, 4: 7, 5: 8 } */
    OBJECT("\x5F\x10\x0FWebResourceData"),
    OBJECT("\x5EWebResourceURL"),
    OBJECT("\x5F\x10\x1BWebResourceTextEncodingName"),
    OBJECT("\x4F\x10\x11<p>Ferry closes.\n"),
    OBJECT("\x5F\x10\x10https://a.test/b"),
    OBJECT("\x55UTF-8"),
};

static void test_webarchive(void **state)
{
    struct ng_buffer file;

    (void)state;
    ng_buffer_init(&file, &ng_alloc_default);
    add_plist(&file, archive, sizeof archive / sizeof *archive);
    expect(ng_buffer_slice(&file), "a.webarchive", 999,
           "html||https://a.test/b||UTF-8|<p>Ferry closes.\n\n");
    ng_buffer_clear(&file);
    add_plist(&file, archive, 1);
    expect(ng_buffer_slice(&file), "a.webarchive", 999, " error malformed\n");
    ng_buffer_free(&file);
}

/* No cut and no wrong byte reads beyond the file (the sanitizers look on) or
 * makes it loop; each gives a page or an error. */
static void test_bad_webarchive(void **state)
{
    static const unsigned char bytes[] = {0x00, 0x13, 0x7F, 0xDF, 0xFF};
    const struct ng_read_options options = {NUTGRAF_FORMAT_AUTO, "a", 9999};
    struct ng_buffer file;
    size_t pages = 0, errors = 0;

    (void)state;
    ng_buffer_init(&file, &ng_alloc_default);
    add_plist(&file, archive, sizeof archive / sizeof *archive);
    for (size_t i = 0; i < sizeof bytes * (file.len - 8); i++) {
        struct log log = {.len = 0};
        char *byte = &file.ptr[8 + i / sizeof bytes], before = *byte;
        *byte = (char)bytes[i % sizeof bytes];
        push(ng_buffer_slice(&file), &options, 999, &log);
        *byte = before;
        errors += strstr(log.text, " error malformed\n") != NULL;
        pages += strstr(log.text, "html||") != NULL;
    }
    assert_int_equal(pages + errors, sizeof bytes * (file.len - 8));
    assert_true(pages && errors);
    for (size_t len = 8; len < file.len; len++) {
        struct log log = {.len = 0};
        char *cut = malloc(len);
        assert_non_null(cut);
        memcpy(cut, file.ptr, len);
        push((struct ng_slice){cut, len}, &options, 999, &log);
        assert_non_null(strstr(log.text, " error malformed\n"));
        free(cut);
    }
    ng_buffer_free(&file);
}

/* Thousands of nested multiparts cost one pass and no stack. */
static void test_mhtml_nested(void **state)
{
    const struct ng_read_options options = {NUTGRAF_FORMAT_AUTO, "a", 9999999};
    struct log log = {.len = 0};
    struct ng_buffer all;

    (void)state;
    ng_buffer_init(&all, &ng_alloc_default);
    add(&all, MULTI("B"));
    for (int i = 0; i < 20000; i++)
        add(&all, "--B\r\nContent-Type: multipart/related; boundary=B\r\n\r\n");
    add(&all, "--B\r\nContent-Type: text/html\r\n\r\n<p>x");
    push(ng_buffer_slice(&all), &options, 65536, &log);
    assert_string_equal(log.text, SEEN "|<p>x\n");
    ng_buffer_free(&all);
}

/* An address with bytes that are no UTF-8; a clean one is not copied. */
static void test_bad_address(void **state)
{
    struct ng_document doc = {.url = NG_LIT("http://a.example/\xFF!"),
                              .record = NG_LIT("http://a.example/\xC3\xA9")};
    const char *record = doc.record.ptr;
    struct ng_arena arena;

    (void)state;
    ng_arena_init(&arena, &ng_alloc_default);
    assert_int_equal(ng_document_clean(&arena, &doc), NUTGRAF_OK);
    assert_true(ng_slice_eq(doc.url,
                            NG_LIT("http://a.example/\xEF\xBF\xBD!")));
    assert_ptr_equal(doc.record.ptr, record);
    ng_arena_free(&arena);
}

static void test_headers(void **state)
{
    struct ng_slice block = NG_LIT("A: 1\r\nContent-Type: text/html;\r\n"
                                   " charset=\"utf-8\"; x=y\r\n\r\nbody");
    struct ng_slice type;

    (void)state;
    assert_int_equal(ng_header_block(block), block.len - 4);
    type = ng_header_find(block, "content-type");
    assert_true(ng_slice_eq(ng_header_first(type), NG_LIT("text/html")));
    assert_true(ng_slice_eq(ng_header_param(type, "charset"),
                            NG_LIT("utf-8")));
    assert_true(ng_slice_eq(ng_header_param(type, "x"), NG_LIT("y")));
    assert_int_equal(ng_header_param(type, "z").len, 0);
    assert_int_equal(ng_header_find(block, "B").len, 0);
    assert_true(ng_header_block(NG_LIT("A: 1\r\n")) == SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),        cmocka_unit_test(test_gzip),
        cmocka_unit_test(test_warc),         cmocka_unit_test(test_warc_kinds),
        cmocka_unit_test(test_warc_members), cmocka_unit_test(test_mhtml),
        cmocka_unit_test(test_mhtml_nested), cmocka_unit_test(test_headers),
        cmocka_unit_test(test_bad_address),
        cmocka_unit_test(test_webarchive),
        cmocka_unit_test(test_bad_webarchive),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
