/*
 * topic.c - compares each block's words with those of the article.
 *
 * In: blocks, the densest run of prose among them. Out: per block the share of
 * its long words that the run's other blocks or the headline have too, the
 * share of the headline's words in it, of short words among all, and of the
 * description's word pairs.
 *
 * A teaser of another story shares few words with this one; a sentence has
 * short words in any language that puts spaces between them, a menu has few.
 *
 * Cost: each word is hashed twice at most; 16 to 32 bytes per word of the run.
 */
#include "strip/topic.h"

#include "base/hash.h"
#include "strip/wordset.h"

/* A word of so many bytes tells the topic; one of up to SHORT_WORD does not. */
enum { LONG_WORD = 5, SHORT_WORD = 3 };
/* Words of a block that are read. */
enum { MAX_BYTES = 2000 };

/* Words of the run: the first block that has it, or MANY. */
struct words {
    uint64_t *keys;
    uint32_t *blocks;
    size_t mask;
    uint8_t folded[256]; /* of each byte of words its small letter, else 0 */
};
#define MANY UINT32_MAX

/* What a byte is is asked for every byte of the page: once per value is
 * enough. */
static void fold_bytes(struct words *words)
{
    for (unsigned c = 0; c < 256; c++)
        words->folded[c] =
            ng_is_word_byte((char)c) ? (uint8_t)ng_lower((char)c) : 0;
}

/* Reads the next word; its bytes go to `len`. */
static bool next_word(const struct words *words, struct ng_slice text,
                      size_t *at, uint64_t *hash, size_t *len)
{
    const char *p = text.ptr + *at, *end = text.ptr + text.len, *start;
    uint64_t sum = 0;
    uint8_t c;

    while (p < end && !words->folded[(uint8_t)*p])
        p++;
    for (start = p; p < end && (c = words->folded[(uint8_t)*p]) != 0; p++)
        sum = (sum ^ c) * 0x100000001B3u + 7;
    *hash = sum;
    *at = (size_t)(p - text.ptr);
    *len = (size_t)(p - start);
    return p > start;
}

/* The slot of a word, or the empty one where it belongs. */
static size_t slot_of(const struct words *words, uint64_t hash)
{
    size_t i = (size_t)ng_hash_mix(hash) & words->mask;

    while (words->keys[i] && words->keys[i] != hash)
        i = (i + 1) & words->mask;
    return i;
}

/* Enters the long words of a block. */
static void add_words(struct words *words, struct ng_slice text, uint32_t block)
{
    uint64_t hash;
    size_t at = 0, len;

    while (next_word(words, text, &at, &hash, &len)) {
        size_t i;
        if (len < LONG_WORD)
            continue;
        hash += hash == 0;
        i = slot_of(words, hash);
        if (words->keys[i] && words->blocks[i] != block)
            words->blocks[i] = MANY;
        else if (!words->keys[i])
            words->blocks[i] = block;
        words->keys[i] = hash;
    }
}

/* True for the run's prose and the headline. */
static bool is_source(const struct ng_view *view, size_t i)
{
    return (view->blocks[i].in_run == 1 && view->blocks[i].prose) ||
           i == view->title;
}

/* The beginning of a block's text, as far as words are read. */
static struct ng_slice head_of(const struct ng_view *view, size_t i)
{
    struct ng_slice text = ng_page_block(view->page, i)->text;

    if (text.len > MAX_BYTES)
        text.len = MAX_BYTES;
    return text;
}

/* The words of all sources. */
static ng_status gather(const struct ng_view *view, struct words *words)
{
    size_t room = 64, bytes = 0, count = view->page->blocks.count;

    for (size_t i = 0; i < count; i++)
        if (is_source(view, i))
            bytes += head_of(view, i).len;
    while (room < bytes / LONG_WORD * 2)
        room *= 2;
    words->keys = ng_arena_array(view->page->arena, room, sizeof *words->keys);
    words->blocks =
        ng_arena_array(view->page->arena, room, sizeof *words->blocks);
    words->mask = room - 1;
    fold_bytes(words);
    if (!words->keys || !words->blocks)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (is_source(view, i))
            add_words(words, head_of(view, i), (uint32_t)i);
    return NUTGRAF_OK;
}

/* A bin of a share: nothing, then quarters. */
static uint8_t quarter(size_t part, size_t whole)
{
    return part ? (uint8_t)(1 + (part * 4 - 1) / whole) : 0;
}

/* Counts a block's words of each sort. */
static void measure(struct ng_view *view, const struct words *words, size_t i)
{
    struct ng_slice text = head_of(view, i);
    struct ng_block_view *b = &view->blocks[i];
    size_t at = 0, len, all = 0, longs = 0, known = 0, shorts = 0;
    uint64_t hash;

    while (next_word(words, text, &at, &hash, &len)) {
        size_t slot;
        all++;
        shorts += len <= SHORT_WORD;
        if (len < LONG_WORD)
            continue;
        longs++;
        slot = slot_of(words, hash + (hash == 0));
        known += words->keys[slot] && words->blocks[slot] != (uint32_t)i;
    }
    b->topic = longs ? (uint8_t)(1 + quarter(known, longs)) : 0;
    b->shorts = all ? (uint8_t)(1 + quarter(shorts, all)) : 0;
}

/* The run's words, then each block's against them, then the description's. */
ng_status ng_view_topic(struct ng_view *view, struct ng_slice description)
{
    struct words words;
    struct ng_wordset pairs;

    NG_TRY(gather(view, &words));
    for (size_t i = 0; i < view->page->blocks.count; i++)
        measure(view, &words, i);
    if (description.len < 40)
        return NUTGRAF_OK;
    NG_TRY(ng_wordset_pairs(&pairs, view->page->arena, description));
    for (size_t i = 0; i < view->page->blocks.count; i++)
        view->blocks[i].described =
            ng_wordset_thirds(&pairs, ng_page_block(view->page, i)->text);
    return NUTGRAF_OK;
}
