/*
 * gunzip.h - gzip in push form, all members, by zlib.
 *
 * zlib rather than libarchive: it is push-native (libarchive pulls), takes our
 * allocator, and libxml2 brings it along anyway.
 */
#ifndef NG_READ_GUNZIP_H
#define NG_READ_GUNZIP_H

#include <zlib.h>

#include "base/alloc.h"
#include "base/slice.h"

typedef ng_status (*ng_bytes_fn)(void *user, const char *bytes, size_t len);

struct ng_gunzip {
    const nutgraf_allocator *alloc;
    ng_bytes_fn out; /* receives what is unpacked */
    void *user;
    z_stream stream;
    bool open;        /* stream is initialised */
    bool any_wrapper; /* zlib and raw deflate too, one member (HTTP) */
    bool in_member;   /* between a member's first and last byte */
    bool broken;      /* the current member was given up */
    unsigned matched; /* bytes of the next member's magic seen */
    uint64_t members; /* that ended well */
};

void ng_gunzip_init(struct ng_gunzip *z, const nutgraf_allocator *alloc,
                    ng_bytes_fn out, void *user);
void ng_gunzip_free(struct ng_gunzip *z);

/* Unpacks a piece. Between members everything up to the next member's magic is
 * skipped, as gzip skips trailing garbage. A broken member gives MALFORMED;
 * ng_gunzip_rest is then the unread rest of the piece, and feeding it goes on at
 * the next member. Other statuses: NO_MEMORY, and whatever `out` returned. */
ng_status ng_gunzip_feed(struct ng_gunzip *z, const char *bytes, size_t len);
struct ng_slice ng_gunzip_rest(const struct ng_gunzip *z);

/* The input is over: MALFORMED when it ends inside a member, or when there was
 * none at all. */
ng_status ng_gunzip_end(struct ng_gunzip *z);

#endif
