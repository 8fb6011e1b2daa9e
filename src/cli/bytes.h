/*
 * bytes.h - the program's memory: a growing buffer, and an allocator that ends
 * the program when there is none left (the library never does; its failures
 * become error records).
 */
#ifndef NG_CLI_BYTES_H
#define NG_CLI_BYTES_H

#include <stdbool.h>
#include <stddef.h>

/* malloc and realloc that print a sentence and exit with 2 instead of NULL. */
void *cli_alloc(size_t size);
void *cli_realloc(void *ptr, size_t size);
char *cli_copy(const char *text);

/* Bytes on their way out. Zero-initialise. */
struct bytes {
    char *ptr; /* owned */
    size_t len, room;
};

/* Appends; false when there is no memory: nothing was appended then. */
bool cli_bytes_add(struct bytes *bytes, const char *from, size_t len);
void cli_bytes_free(struct bytes *bytes);

#endif
