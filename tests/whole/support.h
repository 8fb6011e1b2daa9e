/*
 * support.h - what the whole-program tests share: files, and runs of the
 * library that end in one JSON text.
 */
#ifndef NG_TESTS_WHOLE_SUPPORT_H
#define NG_TESTS_WHOLE_SUPPORT_H

#include <nutgraf/nutgraf.h>

#include "base/buffer.h"

/* Reads a whole file; fails the test when it cannot. */
struct ng_buffer read_file(const char *path);

/* Appends the article's JSON record to the ng_buffer `user`. */
nutgraf_status append_json(void *user, const nutgraf_article *article);

/* Feeds `bytes` in pieces of `piece` bytes (0: all at once) and appends the
 * records to `out`. Returns the first failure. */
nutgraf_status analyse_pieces(nutgraf_worker *worker, struct ng_slice bytes,
                              size_t piece, struct ng_buffer *out);

#endif
