/* replay.c - runs a harness over files, for compilers without libFuzzer and to
 * look at a crash: fuzz_html_replay FILE... */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

#define MAX_BYTES ((size_t)16 << 20)

int main(int argc, char **argv)
{
    uint8_t *bytes = malloc(MAX_BYTES);

    if (!bytes)
        return 2;
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        size_t len;
        if (!file) {
            perror(argv[i]);
            free(bytes);
            return 2;
        }
        len = fread(bytes, 1, MAX_BYTES, file);
        fclose(file);
        LLVMFuzzerTestOneInput(bytes, len);
    }
    free(bytes);
    return 0;
}
