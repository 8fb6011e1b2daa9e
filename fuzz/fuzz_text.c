/* fuzz_text.c - any bytes, taken for text. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    ng_fuzz_document(NUTGRAF_FORMAT_TEXT, bytes, len);
    return 0;
}
