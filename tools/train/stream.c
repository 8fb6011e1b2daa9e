/*
 * stream.c - see stream.h.
 *
 * In: lines of text, or of gold records. Out: numbers, and what each stands
 * for: a hash of the spelling, never the spelling itself. Words are cut by the
 * library's own scanner, so that what is learned of a word fits the words that
 * the tagger sees. Linear in the text; no randomness.
 */
#include "train/stream.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "model/clusters.h"
#include "text/token.h"
#include "train/records.h"

/* The longest word that is folded. */
#define MAX_FOLDED 96

/* Ends the program when memory has run out. */
void *stream_must(void *ptr)
{
    if (!ptr) {
        fprintf(stderr, "train: out of memory\n");
        exit(1);
    }
    return ptr;
}

/* Zeroed memory, at least one item, so that NULL always means failure. */
void *stream_zeros(size_t count, size_t size)
{
    if (count > SIZE_MAX / 2 / size) /* never: it quiets the compiler */
        count = 0;
    return stream_must(calloc(count ? count : 1, size));
}

/* Enters word `i` into the first free slot after its own. */
static void put_slot(struct stream *s, uint32_t i)
{
    uint32_t slot =
        (uint32_t)ng_hash_mix(stream_word(s, i)->hash) & (s->room - 1);

    while (s->slots[slot])
        slot = (slot + 1) & (s->room - 1);
    s->slots[slot] = i + 1;
}

/* Doubles the table and enters all words anew. */
static void grow(struct stream *s)
{
    s->room = s->room ? s->room * 2 : 1 << 16;
    free(s->slots);
    s->slots = stream_zeros(s->room, sizeof *s->slots);
    for (uint32_t i = 0; i < s->words.count; i++)
        put_slot(s, i);
}

/* The number of a word, made if it is new. */
static uint32_t number_of(struct stream *s, uint64_t hash)
{
    uint32_t slot;
    struct word *w;

    if (s->words.count * 2 >= s->room)
        grow(s);
    slot = (uint32_t)ng_hash_mix(hash) & (s->room - 1);
    for (; s->slots[slot]; slot = (slot + 1) & (s->room - 1))
        if (stream_word(s, s->slots[slot] - 1)->hash == hash)
            return s->slots[slot] - 1;
    w = stream_must(ng_vector_push(&s->words));
    *w = (struct word){.hash = hash};
    s->slots[slot] = (uint32_t)s->words.count;
    return (uint32_t)s->words.count - 1;
}

/* Word 0, the break, is made first: no word hashes to 1 but by chance. */
void stream_init(struct stream *s, bool fold, bool joined)
{
    *s = (struct stream){.fold = fold, .joined = joined};
    ng_vector_init(&s->numbers, &ng_alloc_default, sizeof(uint32_t));
    ng_vector_init(&s->words, &ng_alloc_default, sizeof(struct word));
    number_of(s, 1);
}

/* Frees all; the stream may be used again after stream_init. */
void stream_free(struct stream *s)
{
    ng_vector_free(&s->numbers);
    ng_vector_free(&s->words);
    free(s->slots);
}

/* Appends a word's number and counts it. */
static void append(struct stream *s, uint32_t number)
{
    stream_word(s, number)->count++;
    *(uint32_t *)stream_must(ng_vector_push(&s->numbers)) = number;
}

/* The hash of a token: of its spelling or its folded one. Numbers of one length
 * are one word: "2016" and "2017" stand in like places. */
static uint64_t hash_of(const struct stream *s, struct ng_slice line,
                        const struct ng_token *token)
{
    struct ng_slice word = {line.ptr + token->start,
                            token->end - token->start};
    char folded[MAX_FOLDED];
    size_t len;

    if (token->kind == NG_TOKEN_NUMBER)
        return 1000 + word.len;
    len = s->fold ? ng_utf8_fold(word, folded, sizeof folded) : SIZE_MAX;
    return len == SIZE_MAX ? ng_hash(word.ptr, word.len)
                           : ng_hash(folded, len);
}

/* Appends the tokens of a line, and a break when the line ends a text. */
static void read_line(struct stream *s, struct ng_slice line, bool breaks)
{
    struct ng_token token;
    size_t at = 0;

    while (ng_token_scan(line, at, &token)) {
        append(s, number_of(s, hash_of(s, line, &token)));
        at = token.end;
    }
    if (breaks)
        append(s, 0);
}

/* Reads the text of a gold record, line by line; empty ones are left out. */
static void read_record(struct stream *s, struct record *record)
{
    struct ng_slice rest, line;

    record_parse(record);
    rest = ng_buffer_slice(&record->text);
    while (ng_slice_next_line(&rest, &line))
        if (line.len)
            read_line(s, line, true);
}

/* A line that begins with "{" is a gold record. What the end of the file cuts
 * off ends there, too. */
void stream_read(struct stream *s, FILE *file)
{
    struct record record;
    int c;

    record_init(&record);
    do {
        struct ng_buffer *line = &record.line;
        ng_buffer_clear(line);
        while ((c = getc(file)) != EOF && c != '\n')
            if (!ng_buffer_put(line, (char)c))
                stream_must(NULL);
        if (line->len && line->ptr[0] == '{')
            read_record(s, &record);
        else
            read_line(s, ng_buffer_slice(line), !s->joined || !line->len);
    } while (c != EOF);
    if (s->joined)
        append(s, 0);
    record_free(&record);
}

/* ---------------------------------------------------------- the vocabulary */

/* A word's place in the order of counts. */
struct ranked {
    uint32_t count, number;
};

/* Most frequent first; among equals the one that came first, so the order is
 * total. */
static int by_count(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* Words 1 to n - 1 in the order of their counts. */
static struct ranked *rank_words(const struct stream *s, size_t n)
{
    struct ranked *ranks = stream_zeros(n, sizeof *ranks);

    for (size_t i = 1; i < n; i++)
        ranks[i - 1] = (struct ranked){stream_word(s, i)->count, (uint32_t)i};
    if (n > 1)
        qsort(ranks, n - 1, sizeof *ranks, by_count);
    return ranks;
}

/* Puts the words into their new places; the break stays 0. */
uint32_t stream_choose(struct stream *s, uint32_t room, uint32_t min_count)
{
    size_t n = s->words.count, kept = 1;
    struct ranked *ranks = rank_words(s, n);
    uint32_t *new_number = stream_zeros(n, sizeof *new_number);
    struct word *old = stream_zeros(n, sizeof *old);

    memcpy(old, s->words.items, n * sizeof *old);
    while (kept < room - 1 && kept < n && ranks[kept - 1].count >= min_count)
        kept++;
    for (size_t i = 1; i < n; i++) {
        size_t place = i < kept ? i : kept;
        new_number[ranks[i - 1].number] = (uint32_t)place;
        if (i < kept)
            *stream_word(s, place) = old[ranks[i - 1].number];
    }
    if (kept == n)
        stream_must(ng_vector_push(&s->words));
    /* No word hashes to 2 but by chance: it names "rare". */
    *stream_word(s, kept) = (struct word){.hash = 2};
    s->words.count = kept + 1;
    for (size_t i = 0; i < s->numbers.count; i++) {
        uint32_t *w = NG_AT(&s->numbers, uint32_t, i);
        *w = new_number[*w];
    }
    free(ranks);
    free(new_number);
    free(old);
    return (uint32_t)kept + 1;
}

/* ----------------------------------------------------------------- writing */

/* Classes are written plus 1, since 0 is that of unknown words; the break and
 * "rare" are left out. */
bool stream_write_classes(const struct stream *s, const char *path, uint32_t C,
                          const uint16_t *levels)
{
    struct ng_clusters_head head = {.class_count = C + 1};
    FILE *file = stream_must(fopen(path, "wb"));
    size_t V = s->words.count;
    uint32_t *keys;
    uint16_t *fine;
    bool written;

    memcpy(head.magic, NG_CLUSTERS_MAGIC, sizeof head.magic);
    for (head.slot_count = 16; head.slot_count < V + V / 3;)
        head.slot_count *= 2;
    keys = stream_zeros(head.slot_count, sizeof *keys);
    fine = stream_zeros(head.slot_count, sizeof *fine);
    for (size_t w = 1; w + 1 < V; w++) {
        uint64_t hash = stream_word(s, w)->hash;
        uint32_t slot = (uint32_t)ng_hash_mix(hash) & (head.slot_count - 1);
        while (keys[slot])
            slot = (slot + 1) & (head.slot_count - 1);
        keys[slot] = ng_clusters_fingerprint(hash);
        fine[slot] = (uint16_t)(stream_word(s, w)->class + 1);
    }
    written =
        fwrite(&head, sizeof head, 1, file) == 1 &&
        fwrite(keys, sizeof *keys, head.slot_count, file) == head.slot_count &&
        fwrite(fine, sizeof *fine, head.slot_count, file) == head.slot_count &&
        fwrite(levels, sizeof *levels, 2 * head.class_count, file) ==
            2 * head.class_count;
    free(keys);
    free(fine);
    return fclose(file) == 0 && written;
}
