/* fuzz_html.c - any bytes, taken for HTML. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    ng_fuzz_document(NUTGRAF_FORMAT_HTML, bytes, len);
    return 0;
}
