/*
 * bytes.c - see bytes.h.
 *
 * Two kinds of memory: small blocks without which the program cannot go on
 * (paths, tables of threads), and output, whose size depends on the input. Only
 * the second kind tells its caller when there is none left.
 *
 * Buffers only grow; whoever holds one for long gives it back (output.c).
 */
#include "cli/bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The program has nothing sensible to do without its own few small blocks, so
 * it says so and ends. Size 0 asks for one byte, since realloc may answer NULL
 * to 0 and that would look like a failure. */
void *cli_realloc(void *ptr, size_t size)
{
    void *block = realloc(ptr, size ? size : 1);

    if (!block) {
        fputs("nutgraf: out of memory\n", stderr);
        exit(2);
    }
    return block;
}

/* A new block, not cleared. */
void *cli_alloc(size_t size)
{
    return cli_realloc(NULL, size);
}

/* A string of one's own. */
char *cli_copy(const char *text)
{
    return memcpy(cli_alloc(strlen(text) + 1), text, strlen(text) + 1);
}

/* Doubles the room, so that appending costs constant time per byte. A failure
 * leaves the buffer as it was: what was in it can still be written. */
bool cli_bytes_add(struct bytes *bytes, const char *from, size_t len)
{
    if (!len)
        return true;
    if (bytes->room - bytes->len < len) {
        size_t room = bytes->room ? bytes->room : 4096;
        char *ptr;
        while (room - bytes->len < len)
            room *= 2;
        ptr = realloc(bytes->ptr, room);
        if (!ptr)
            return false;
        bytes->ptr = ptr;
        bytes->room = room;
    }
    memcpy(bytes->ptr + bytes->len, from, len);
    bytes->len += len;
    return true;
}

/* The buffer is as good as new afterwards. */
void cli_bytes_free(struct bytes *bytes)
{
    free(bytes->ptr);
    *bytes = (struct bytes){0};
}
