/*
 * reader.c - pushed bytes -> documents.
 *
 *     bytes -> gzip level 0 -> gzip level 1 ... -> WARC parser, or a buffer
 *
 * Each level looks at the first two bytes that reach it: gzip's magic opens
 * the next level, anything else goes to the end of the chain. There the first
 * bytes decide between a stream of WARC records and one whole document.
 *
 * In: an input in any pieces, even byte by byte. Out: calls of `each`, one for
 * each document, an error in place of one that cannot be had. A whole document
 * is collected in one buffer, at most max_bytes of it; a WARC is never held as
 * a whole. Levels are a fixed array, so a gzip bomb inside a gzip bomb meets a
 * limit and no recursion; what is packed more often than MAX_LEVELS times is
 * read as it is and gives no text to speak of.
 */
#include "base/buffer.h"
#include "read/document.h"
#include "read/gunzip.h"
#include "read/mhtml.h"
#include "read/sniff.h"
#include "read/warc.h"
#include "read/webarchive.h"

/* gzip inside gzip inside gzip is as deep as we look. */
#define MAX_LEVELS 3
/* Bytes that tell a WARC: "WARC/". */
#define MARK_BYTES 5

/* One level of compression. */
struct level {
    struct ng_reader *reader;
    size_t index;
    unsigned char head[2]; /* the first bytes, until there are two */
    size_t head_len;
    bool decided, gzip;
    struct ng_gunzip gunzip;
};

enum mode {
    UNDECIDED, /* fewer than MARK_BYTES bytes so far, all in `bytes` */
    WHOLE,     /* one document, collected in `bytes` */
    WARC       /* a stream of records */
};

struct ng_reader {
    const nutgraf_allocator *alloc;
    struct ng_read_options options;
    ng_document_fn each;
    void *user;
    struct level levels[MAX_LEVELS];
    enum mode mode;
    struct ng_buffer bytes;   /* the document, unpacked */
    struct ng_buffer decoded; /* a MIME part of it */
    struct ng_warc warc;
    struct ng_error error; /* why the whole document cannot be had */
    bool cut;              /* the packed data ended or broke: only a first part
                              of the whole document is there */
};

static ng_status take_unpacked(void *user, const char *bytes, size_t len);

/* ------------------------------------------------------------ birth, death */

/* Levels know their reader, for zlib's callback gets the level alone. */
ng_status ng_reader_new(const nutgraf_allocator *alloc,
                        struct ng_reader **reader)
{
    struct ng_reader *r = ng_malloc(alloc, sizeof *r);

    *reader = r;
    if (!r)
        return NUTGRAF_NO_MEMORY;
    *r = (struct ng_reader){.alloc = alloc};
    ng_buffer_init(&r->bytes, alloc);
    ng_buffer_init(&r->decoded, alloc);
    ng_warc_init(&r->warc, alloc);
    for (size_t i = 0; i < MAX_LEVELS; i++) {
        r->levels[i] = (struct level){.reader = r, .index = i};
        ng_gunzip_init(&r->levels[i].gunzip, alloc, take_unpacked,
                       &r->levels[i]);
    }
    return NUTGRAF_OK;
}

/* Frees in the order of use; an input that was not ended is dropped. */
void ng_reader_free(struct ng_reader *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < MAX_LEVELS; i++)
        ng_gunzip_free(&r->levels[i].gunzip);
    ng_warc_free(&r->warc);
    ng_buffer_free(&r->bytes);
    ng_buffer_free(&r->decoded);
    ng_free(r->alloc, r);
}

/* Sets everything back; buffers keep their memory. With a format given, nothing
 * is sniffed but gzip, which is a wrapper of any format. */
ng_status ng_reader_begin(struct ng_reader *r,
                          const struct ng_read_options *options,
                          ng_document_fn each, void *user)
{
    r->options = *options;
    r->each = each;
    r->user = user;
    r->mode = options->format == NUTGRAF_FORMAT_WARC    ? WARC
              : options->format != NUTGRAF_FORMAT_AUTO ? WHOLE
                                                       : UNDECIDED;
    r->error = (struct ng_error){0};
    r->cut = false;
    ng_buffer_clear(&r->bytes);
    ng_buffer_clear(&r->decoded);
    ng_warc_begin(&r->warc, options->max_bytes, each, user);
    for (size_t i = 0; i < MAX_LEVELS; i++) {
        struct level *level = &r->levels[i];
        ng_gunzip_free(&level->gunzip);
        ng_gunzip_init(&level->gunzip, r->alloc, take_unpacked, level);
        level->head_len = 0;
        level->decided = level->gzip = false;
    }
    return NUTGRAF_OK;
}

/* -------------------------------------------------------- end of the chain */

/* Remembers why the document cannot be had; what comes after is not kept. The
 * first reason stays: what follows from it would only hide it. The offset is
 * that in the unpacked bytes. */
static void give_up(struct ng_reader *r, ng_status status, const char *what)
{
    if (r->error.status == NUTGRAF_OK)
        ng_error_set(&r->error, status, r->bytes.len, "%s", what);
}

/* The packed data of a whole document end or break here. What came out of them
 * is its first part and better than nothing; of nothing at all no article can
 * be made. */
static void cut_off(struct ng_reader *r, const char *what)
{
    r->cut = r->bytes.len > 0;
    if (!r->cut)
        give_up(r, NUTGRAF_MALFORMED, what);
}

/* Adds to the whole document. The buffer's memory is given back at once when
 * the limit is passed, since nothing will use it. */
static ng_status collect(struct ng_reader *r, const char *bytes, size_t len)
{
    if (r->error.status != NUTGRAF_OK)
        return NUTGRAF_OK;
    if (len > r->options.max_bytes ||
        r->bytes.len > r->options.max_bytes - len) {
        give_up(r, NUTGRAF_LIMIT, "the document is larger than the limit");
        ng_buffer_free(&r->bytes);
        return NUTGRAF_OK;
    }
    return ng_buffer_append(&r->bytes, bytes, len) ? NUTGRAF_OK
                                                   : NUTGRAF_NO_MEMORY;
}

/* Decides between WARC and a whole document, once enough bytes are there. The
 * bytes gathered so far go to the WARC parser first, so it sees the file from
 * its start. */
static ng_status decide(struct ng_reader *r)
{
    struct ng_slice head = ng_buffer_slice(&r->bytes);

    if (!ng_slice_starts_nocase(head, NG_LIT("WARC/"))) {
        r->mode = WHOLE;
        return NUTGRAF_OK;
    }
    r->mode = WARC;
    return ng_warc_feed(&r->warc, head.ptr, head.len);
}

/* Takes bytes at the end of the chain. The first MARK_BYTES are gathered before
 * anything is decided, so chunk borders cannot matter. An input that ends
 * before MARK_BYTES stays UNDECIDED and is a whole document at the end. */
static ng_status take_plain(struct ng_reader *r, const char *bytes, size_t len)
{
    if (r->mode == UNDECIDED) {
        size_t part = MARK_BYTES - r->bytes.len;
        part = part < len ? part : len;
        NG_TRY(collect(r, bytes, part));
        bytes += part;
        len -= part;
        if (r->bytes.len == MARK_BYTES)
            NG_TRY(decide(r));
    }
    if (!len)
        return NUTGRAF_OK;
    return r->mode == WARC ? ng_warc_feed(&r->warc, bytes, len)
                           : collect(r, bytes, len);
}

/* ------------------------------------------------------- levels of gzip */

/* Unpacks a piece; a broken member of a WARC costs its record only. After a
 * broken member the bytes behind the error are fed again: gunzip.c looks for
 * the next magic in them. */
static ng_status unpack(struct level *level, const char *bytes, size_t len)
{
    struct ng_reader *r = level->reader;

    for (;;) {
        ng_status status = ng_gunzip_feed(&level->gunzip, bytes, len);
        struct ng_slice rest;
        if (status != NUTGRAF_MALFORMED || !level->gunzip.broken)
            return status;
        if (r->mode != WARC) {
            cut_off(r, "the gzip data are broken");
            return NUTGRAF_OK;
        }
        NG_TRY(ng_warc_gap(&r->warc));
        rest = ng_gunzip_rest(&level->gunzip);
        bytes = rest.ptr;
        len = rest.len;
    }
}

/* Bytes that reach a level: its first two decide what it is. */
static ng_status level_feed(struct level *level, const char *bytes, size_t len);

/* Passes bytes of a level on: unpacked, or as they are to the end. With an
 * error set, or behind a cut, the rest of the input is of no use to anybody. */
static ng_status pass_on(struct level *level, const char *bytes, size_t len)
{
    struct ng_reader *r = level->reader;

    if (!len || r->cut || r->error.status != NUTGRAF_OK)
        return NUTGRAF_OK;
    return level->gzip ? unpack(level, bytes, len) : take_plain(r, bytes, len);
}

/* What a level unpacked goes to the next; the last level's goes to the end. */
static ng_status take_unpacked(void *user, const char *bytes, size_t len)
{
    struct level *level = user;
    struct ng_reader *r = level->reader;

    if (level->index + 1 < MAX_LEVELS)
        return level_feed(&r->levels[level->index + 1], bytes, len);
    return take_plain(r, bytes, len);
}

/* The level's first two bytes are there, or the input is over. A file of one
 * byte ends up here from end_levels. */
static ng_status level_decide(struct level *level)
{
    level->decided = true;
    level->gzip = level->head_len == 2 && level->head[0] == 0x1F &&
                  level->head[1] == 0x8B;
    return pass_on(level, (const char *)level->head, level->head_len);
}

/* Two bytes may come in two calls: they wait in `head`. */
static ng_status level_feed(struct level *level, const char *bytes, size_t len)
{
    while (!level->decided && len) {
        level->head[level->head_len++] = (unsigned char)*bytes++;
        len--;
        if (level->head_len == 2)
            NG_TRY(level_decide(level));
    }
    return pass_on(level, bytes, len);
}

/* Once the document is refused, its bytes are not even unpacked. */
ng_status ng_reader_feed(struct ng_reader *r, const void *bytes, size_t len)
{
    if (r->error.status != NUTGRAF_OK)
        return NUTGRAF_OK;
    return level_feed(&r->levels[0], bytes, len);
}

/* ------------------------------------------------------------------ the end */

/* Ends the levels from the outside in. A level that is no gzip ends the chain:
 * those behind it have seen nothing. */
static ng_status end_levels(struct ng_reader *r)
{
    for (size_t i = 0; i < MAX_LEVELS; i++) {
        struct level *level = &r->levels[i];
        if (!level->decided)
            NG_TRY(level_decide(level));
        if (!level->gzip)
            break;
        if (ng_gunzip_end(&level->gunzip) == NUTGRAF_OK)
            continue;
        if (r->mode == WARC)
            NG_TRY(ng_warc_gap(&r->warc));
        else if (!r->cut)
            cut_off(r, "the gzip data end too early");
    }
    return NUTGRAF_OK;
}

/* Files that we know and do not read. Better a sentence that says what to do
 * than an article of binary noise. */
static const char *unsupported(struct ng_slice bytes)
{
    if (ng_slice_starts_nocase(bytes, NG_LIT("filedesc://")))
        return "ARC files are not supported; convert them to WARC";
    return NULL;
}

/* What the whole document is: fills `doc`. The caller's format is believed;
 * with AUTO the order is: what we cannot read, a web archive, MIME, then markup
 * or plain text. */
static ng_status describe(struct ng_reader *r, char day[11],
                          struct ng_document *doc)
{
    struct ng_slice bytes = ng_buffer_slice(&r->bytes);
    nutgraf_format format = r->options.format;
    const char *problem = unsupported(bytes);

    doc->bytes = bytes;
    doc->size = bytes.len;
    if (format == NUTGRAF_FORMAT_AUTO && problem)
        return ng_error_set(&r->error, NUTGRAF_UNSUPPORTED, 0, "%s", problem);
    if (format == NUTGRAF_FORMAT_AUTO && ng_webarchive_sniff(bytes)) {
        if (ng_webarchive_read(bytes, doc) == NUTGRAF_OK)
            return NUTGRAF_OK;
        return ng_error_set(&r->error, NUTGRAF_MALFORMED, 0,
                            "the web archive holds no page");
    }
    if (format == NUTGRAF_FORMAT_MHTML ||
        (format == NUTGRAF_FORMAT_AUTO && ng_mhtml_sniff(bytes))) {
        ng_status status = ng_mhtml_read(bytes, &r->decoded, day, doc);
        if (status == NUTGRAF_OK || status == NUTGRAF_NO_MEMORY)
            return status;
        return ng_error_set(&r->error, status, 0,
                            "the MIME message holds no page");
    }
    doc->markup = ng_sniff_markup(bytes, &r->options);
    doc->format = doc->markup ? NUTGRAF_FORMAT_HTML : NUTGRAF_FORMAT_TEXT;
    return NUTGRAF_OK;
}

/* Hands on the one document of the input, or why there is none. An error
 * record tells the format as far as it is known: by option or by the name of
 * the file. */
static ng_status emit_whole(struct ng_reader *r)
{
    struct ng_document doc = {.format = r->options.format, .cut = r->cut};
    char day[11] = "";

    if (r->error.status == NUTGRAF_OK &&
        describe(r, day, &doc) == NUTGRAF_NO_MEMORY)
        return NUTGRAF_NO_MEMORY;
    if (r->error.status == NUTGRAF_OK)
        return r->each(r->user, &doc, NULL);
    if (doc.format == NUTGRAF_FORMAT_AUTO)
        doc.format = ng_sniff_markup((struct ng_slice){"", 0}, &r->options)
                         ? NUTGRAF_FORMAT_HTML
                         : NUTGRAF_FORMAT_TEXT;
    return r->each(r->user, &doc, &r->error);
}

/* The names that came with a document lie in header blocks, which stay; what is
 * cleared here is cleared again by whoever fills it next. */
void ng_reader_release(struct ng_reader *r)
{
    ng_buffer_clear(&r->bytes);
    ng_buffer_clear(&r->decoded);
    ng_warc_release(&r->warc);
}

/* The input is over. One of no bytes at all is one empty document. */
ng_status ng_reader_end(struct ng_reader *r)
{
    NG_TRY(end_levels(r));
    if (r->mode == WARC)
        return ng_warc_end(&r->warc);
    return emit_whole(r);
}
