/*
 * webarchive.c - the main resource of a Safari web archive.
 *
 * In: the whole file. Out: its page, as it was sent: bytes, charset, address.
 *
 * A binary property list is a heap of objects, a table of their places, and at
 * the very end a trailer that tells the sizes of both:
 *
 *     "bplist00"  objects  table of offsets  trailer (32 bytes)
 *
 * An object begins with a byte of type and count; a dictionary is a row of
 * references to keys and a row of references to values. Every number in the
 * file is a claim: places and counts are checked against the file's length
 * before they are used, and since only named keys are followed, from the top
 * down and never back, no file can make this loop or recurse.
 */
#include "read/webarchive.h"

#define MAGIC NG_LIT("bplist00")
#define TRAILER_BYTES 32
/* A dictionary of a web archive has six keys; more than these are not looked
 * at. */
#define MAX_KEYS 64

/* Types of objects, the high half of their first byte. */
enum { TYPE_INT = 0x1, TYPE_DATA = 0x4, TYPE_ASCII = 0x5, TYPE_DICT = 0xD };

/* The file and what its trailer says. */
struct plist {
    struct ng_slice bytes; /* without the trailer */
    uint64_t count;        /* of objects */
    uint64_t table;        /* where their places stand */
    size_t place_size, ref_size; /* bytes of a place, of a reference */
};

/* An object: its type, how many of what, and where they begin. */
struct object {
    unsigned type;
    uint64_t count;
    size_t start;
};

bool ng_webarchive_sniff(struct ng_slice bytes)
{
    return bytes.len >= MAGIC.len &&
           memcmp(bytes.ptr, MAGIC.ptr, MAGIC.len) == 0;
}

/* A number of `size` bytes at `at`, the highest byte first; false beyond the
 * end. The test cannot overflow, whatever the file says. */
static bool read_number(struct ng_slice bytes, uint64_t at, size_t size,
                        uint64_t *number)
{
    if (size > 8 || at > bytes.len || size > bytes.len - at)
        return false;
    *number = 0;
    for (size_t i = 0; i < size; i++)
        *number = *number << 8 | (unsigned char)bytes.ptr[at + i];
    return true;
}

/* Reads the trailer: six unused bytes, two sizes, then three numbers: count,
 * top object, place of the table. */
static bool open_plist(struct plist *p, struct ng_slice file, uint64_t *top)
{
    struct ng_slice trailer;
    uint64_t place_size, ref_size;

    if (file.len < MAGIC.len + TRAILER_BYTES)
        return false;
    p->bytes = ng_slice_sub(file, 0, file.len - TRAILER_BYTES);
    trailer = ng_slice_sub(file, file.len - TRAILER_BYTES, file.len);
    if (!read_number(trailer, 6, 1, &place_size) ||
        !read_number(trailer, 7, 1, &ref_size) ||
        !read_number(trailer, 8, 8, &p->count) ||
        !read_number(trailer, 16, 8, top) ||
        !read_number(trailer, 24, 8, &p->table))
        return false;
    p->place_size = (size_t)place_size;
    p->ref_size = (size_t)ref_size;
    return place_size >= 1 && place_size <= 8 && ref_size >= 1 &&
           ref_size <= 8 && p->count <= file.len && p->table <= file.len;
}

/* The object of a number. A count of 15 or more stands behind the first byte as
 * an integer object of its own. What it counts must lie in the file. */
static bool read_object(const struct plist *p, uint64_t number,
                        struct object *o)
{
    uint64_t at, marker, size;

    if (number >= p->count ||
        !read_number(p->bytes, p->table + number * p->place_size,
                     p->place_size, &at) ||
        !read_number(p->bytes, at, 1, &marker))
        return false;
    o->type = (unsigned)marker >> 4;
    o->count = marker & 0xF;
    o->start = (size_t)at + 1;
    if (o->count == 0xF) {
        if (!read_number(p->bytes, o->start, 1, &marker) ||
            marker >> 4 != TYPE_INT)
            return false;
        size = UINT64_C(1) << (marker & 0xF);
        if (size > 8 ||
            !read_number(p->bytes, o->start + 1, (size_t)size, &o->count))
            return false;
        o->start += 1 + (size_t)size;
    }
    return o->count <= p->bytes.len - o->start;
}

/* The bytes of a text or of data; other types have none. */
static struct ng_slice object_bytes(const struct plist *p,
                                    const struct object *o)
{
    if (o->type != TYPE_ASCII && o->type != TYPE_DATA)
        return (struct ng_slice){NULL, 0};
    return ng_slice_sub(p->bytes, o->start, o->start + (size_t)o->count);
}

/* The value of a key of a dictionary, false if it has no such key. */
static bool find_value(const struct plist *p, const struct object *dict,
                       struct ng_slice key, struct object *value)
{
    uint64_t keys = dict->count < MAX_KEYS ? dict->count : MAX_KEYS;

    for (uint64_t i = 0; dict->type == TYPE_DICT && i < keys; i++) {
        struct object name;
        uint64_t ref;
        if (!read_number(p->bytes, dict->start + i * p->ref_size, p->ref_size,
                         &ref) ||
            !read_object(p, ref, &name))
            return false;
        if (!ng_slice_eq(object_bytes(p, &name), key))
            continue;
        return read_number(p->bytes,
                           dict->start + (dict->count + i) * p->ref_size,
                           p->ref_size, &ref) &&
               read_object(p, ref, value);
    }
    return false;
}

/* The text or data of a key, empty when it is not there. */
static struct ng_slice find_bytes(const struct plist *p,
                                  const struct object *dict,
                                  struct ng_slice key)
{
    struct object value;

    if (!find_value(p, dict, key, &value))
        return (struct ng_slice){"", 0};
    return object_bytes(p, &value);
}

/* Six look-ups. A main resource that says it is plain text is read as such;
 * whatever else has the bytes of a page is taken for one. */
ng_status ng_webarchive_read(struct ng_slice bytes, struct ng_document *doc)
{
    struct plist p;
    struct object top, page, data;
    struct ng_slice type;
    uint64_t number;

    if (!ng_webarchive_sniff(bytes) || !open_plist(&p, bytes, &number) ||
        !read_object(&p, number, &top) ||
        !find_value(&p, &top, NG_LIT("WebMainResource"), &page) ||
        !find_value(&p, &page, NG_LIT("WebResourceData"), &data) ||
        data.type != TYPE_DATA)
        return NUTGRAF_MALFORMED;
    type = find_bytes(&p, &page, NG_LIT("WebResourceMIMEType"));
    doc->bytes = object_bytes(&p, &data);
    doc->markup = !ng_slice_eq_nocase(type, NG_LIT("text/plain"));
    doc->format = doc->markup ? NUTGRAF_FORMAT_HTML : NUTGRAF_FORMAT_TEXT;
    doc->charset = find_bytes(&p, &page, NG_LIT("WebResourceTextEncodingName"));
    doc->url = find_bytes(&p, &page, NG_LIT("WebResourceURL"));
    return NUTGRAF_OK;
}
