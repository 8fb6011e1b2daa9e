/*
 * stream.h - text as a stream of word numbers: what classes and vectors of
 * words are computed from. Plain text and gold records may be mixed; only the
 * text of a record is read.
 *
 *     struct stream s;
 *     stream_init(&s, fold);
 *     stream_read(&s, stdin);
 *     V = stream_choose(&s, max, min_count);
 */
#ifndef NG_TRAIN_STREAM_H
#define NG_TRAIN_STREAM_H

#include <stdio.h>

#include "base/vector.h"

/* A word: its spelling's hash, its count, and a number for the user. */
struct word {
    uint64_t hash;
    uint32_t count;
    uint32_t class;
};

struct stream {
    struct ng_vector numbers; /* of uint32_t: words, 0 where text breaks off */
    struct ng_vector words;   /* of struct word; 0 is the break */
    uint32_t *slots, room;    /* hash table: number of a word plus 1, or 0 */
    bool fold;                /* case does not count */
    bool joined;              /* lines of plain text are one up to an empty
                                 one, for text that was broken into lines */
};

void stream_init(struct stream *s, bool fold, bool joined);
void stream_free(struct stream *s);

/* Reads all of the file; may be called for several. */
void stream_read(struct stream *s, FILE *file);

/* Renumbers the words by frequency, the rarer ones together becoming the last
 * number, "rare": those seen less than `min_count` times or beyond `room`
 * numbers. Returns how many numbers there are. */
uint32_t stream_choose(struct stream *s, uint32_t room, uint32_t min_count);

static inline struct word *stream_word(const struct stream *s, size_t i)
{
    return NG_AT(&s->words, struct word, i);
}

/* Memory that is there, or the end of the program with a message: trainers
 * have nobody to hand an error to. */
void *stream_must(void *ptr);
void *stream_zeros(size_t count, size_t size);

/* The classes of the words as the section that ng_clusters_open reads: class
 * of word w, w from 1 to V - 2, is words[w].class + 1; `levels` are the middle
 * and then the coarse class of each class. Returns false when writing fails.
 * // levels [2][C + 1] */
bool stream_write_classes(const struct stream *s, const char *path, uint32_t C,
                          const uint16_t *levels);

#endif
