/*
 * fuzz.h - what the harnesses share: one document through the whole library.
 */
#ifndef NG_FUZZ_FUZZ_H
#define NG_FUZZ_FUZZ_H

#include <nutgraf/nutgraf.h>

/* libFuzzer's entry point; each harness defines it. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Analyses the bytes as `format`, checks every span of what comes out, and
 * writes it with every writer. Stops the program when something is wrong. */
void ng_fuzz_document(nutgraf_format format, const uint8_t *bytes, size_t len);

#endif
