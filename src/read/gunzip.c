/*
 * gunzip.c - zlib's inflate, pushed, with the caller's allocator.
 *
 * In: packed bytes in any pieces. Out: unpacked pieces of at most PIECE bytes,
 * so that a bomb of a gigabyte never lies in memory; who takes them stops when
 * it has enough.
 *
 * Members follow one another in .warc.gz, one per record. Between two, anything
 * but the next magic is passed over: zeros of a tape, junk of a bad download.
 * After an error the same search finds the next sound member.
 */
#include "read/gunzip.h"

/* Unpacked bytes handed on at a time. */
#define PIECE 32768
/* zlib's window bits: 15, gzip wrapper only; 32 more: gzip or zlib. */
#define GZIP_ONLY (15 + 16)
#define GZIP_OR_ZLIB (15 + 32)

static const unsigned char magic[3] = {0x1F, 0x8B, 0x08};

/* zlib asks for items of a size; the product must not overflow. */
static voidpf zlib_alloc(voidpf alloc, uInt items, uInt size)
{
    size_t bytes;

    return ng_size_mul(items, size, &bytes)
               ? ng_malloc((const nutgraf_allocator *)alloc, bytes)
               : NULL;
}

/* The counterpart; zlib never frees NULL. */
static void zlib_free(voidpf alloc, voidpf ptr)
{
    ng_free((const nutgraf_allocator *)alloc, ptr);
}

/* Nothing is allocated before the first member begins: most inputs are not
 * packed, and three of these lie in every reader. */
void ng_gunzip_init(struct ng_gunzip *z, const nutgraf_allocator *alloc,
                    ng_bytes_fn out, void *user)
{
    *z = (struct ng_gunzip){.alloc = alloc, .out = out, .user = user};
}

/* Also resets: the same struct serves the next input after init. */
void ng_gunzip_free(struct ng_gunzip *z)
{
    if (z->open)
        inflateEnd(&z->stream);
    z->open = false;
}

/* Begins a member; its magic may have been read already. */
static ng_status begin_member(struct ng_gunzip *z, int window_bits)
{
    int result;

    if (z->open) {
        result = inflateReset2(&z->stream, window_bits);
    } else {
        z->stream = (z_stream){.zalloc = zlib_alloc, .zfree = zlib_free};
        /* zlib only hands the pointer back to the two calls above */
        memcpy(&z->stream.opaque, &z->alloc, sizeof z->alloc);
        result = inflateInit2(&z->stream, window_bits);
    }
    z->open |= result == Z_OK;
    z->in_member = result == Z_OK;
    z->broken = false;
    return result == Z_OK ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* Unpacks what lies in stream.next_in, to the member's end at most. */
static ng_status inflate_piece(struct ng_gunzip *z)
{
    char out[PIECE];

    do {
        int result;
        z->stream.next_out = (Bytef *)out;
        z->stream.avail_out = sizeof out;
        result = inflate(&z->stream, Z_NO_FLUSH);
        if (sizeof out > z->stream.avail_out)
            NG_TRY(z->out(z->user, out, sizeof out - z->stream.avail_out));
        if (result == Z_STREAM_END) {
            z->in_member = false;
            z->members++;
            return NUTGRAF_OK;
        }
        if (result == Z_MEM_ERROR)
            return NUTGRAF_NO_MEMORY;
        if (result != Z_OK && result != Z_BUF_ERROR) {
            z->in_member = false;
            z->broken = true;
            return NUTGRAF_MALFORMED;
        }
    } while (z->stream.avail_in || !z->stream.avail_out);
    return NUTGRAF_OK;
}

/* Feeds zlib bytes that are not in its input yet. */
static ng_status inflate_bytes(struct ng_gunzip *z, const void *bytes,
                               size_t len)
{
    z->stream.next_in = (z_const Bytef *)(uintptr_t)bytes;
    z->stream.avail_in = (uInt)len;
    return inflate_piece(z);
}

/* Looks for the next member in next_in, which may begin anywhere in a piece;
 * begins it when the magic is complete. */
static ng_status seek_member(struct ng_gunzip *z)
{
    while (z->stream.avail_in && z->matched < sizeof magic) {
        unsigned char c = *z->stream.next_in++;
        z->stream.avail_in--;
        if (c == magic[z->matched])
            z->matched++;
        else
            z->matched = c == magic[0];
    }
    if (z->matched == sizeof magic) {
        z_const Bytef *rest = z->stream.next_in;
        uInt len = z->stream.avail_in;
        z->matched = 0;
        NG_TRY(begin_member(z, GZIP_ONLY));
        NG_TRY(inflate_bytes(z, magic, sizeof magic));
        z->stream.next_in = rest;
        z->stream.avail_in = len;
    }
    return NUTGRAF_OK;
}

/* HTTP bodies: one member of any wrapper. Raw deflate, which some servers send
 * for "deflate", is what does not begin like the two others. */
static ng_status begin_any(struct ng_gunzip *z, const unsigned char *b)
{
    bool wrapped = (b[0] == magic[0] && b[1] == magic[1]) ||
                   ((b[0] & 0x0F) == 8 && (b[0] * 256 + b[1]) % 31 == 0);

    return begin_member(z, wrapped ? GZIP_OR_ZLIB : -15);
}

/* zlib counts in 32 bits, so pieces are a gigabyte at most. Inside a member its
 * bytes are unpacked, outside the next magic is looked for; an HTTP body has
 * one member, and what follows it is nobody's. */
ng_status ng_gunzip_feed(struct ng_gunzip *z, const char *bytes, size_t len)
{
    if (z->any_wrapper && !z->open && len >= 2)
        NG_TRY(begin_any(z, (const unsigned char *)bytes));
    while (len) {
        uInt part = len < 1u << 30 ? (uInt)len : 1u << 30;
        z->stream.next_in = (z_const Bytef *)(uintptr_t)bytes;
        z->stream.avail_in = part;
        bytes += part;
        len -= part;
        while (z->stream.avail_in) {
            if (z->in_member)
                NG_TRY(inflate_piece(z));
            else if (z->any_wrapper)
                return NUTGRAF_OK;
            else
                NG_TRY(seek_member(z));
        }
    }
    return NUTGRAF_OK;
}

/* What was not looked at when an error stopped the feed: the caller may report
 * the error and feed the rest. */
struct ng_slice ng_gunzip_rest(const struct ng_gunzip *z)
{
    return (struct ng_slice){(const char *)z->stream.next_in,
                             z->stream.avail_in};
}

/* A stream that ends inside a member was cut. */
ng_status ng_gunzip_end(struct ng_gunzip *z)
{
    return z->in_member || z->broken || !z->members ? NUTGRAF_MALFORMED
                                                    : NUTGRAF_OK;
}
