/*
 * collect.h - a sink that keeps what it is given, or fails after so many bytes.
 */
#ifndef NG_TESTS_WRITE_COLLECT_H
#define NG_TESTS_WRITE_COLLECT_H

#include <nutgraf/nutgraf.h>
#include <string.h>

struct collected {
    char text[16384];
    size_t len;
    size_t limit; /* 0: none; else the sink refuses what goes beyond */
};

static inline nutgraf_status collect(void *user, const char *bytes, size_t len)
{
    struct collected *c = user;

    if ((c->limit && c->len + len > c->limit) ||
        c->len + len >= sizeof c->text)
        return NUTGRAF_STOPPED;
    memcpy(c->text + c->len, bytes, len);
    c->len += len;
    c->text[c->len] = '\0';
    return NUTGRAF_OK;
}

#endif
