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
 * Cost: each word is hashed once; four bytes for each long one, and some 16 for
 * each of the run.
 */
#include "strip/topic.h"

#include "strip/words.h"
#include "strip/wordset.h"

/* A word of so many bytes tells the topic; one of up to SHORT_WORD does not. */
enum { LONG_WORD = 5, SHORT_WORD = 3 };
/* Words of a block that are read. */
enum { MAX_BYTES = 2000 };

/* A word of the run and the first block that has it, or MANY. */
struct slot {
    uint32_t word; /* half of a hash; 0: empty */
    uint32_t block;
};
#define MANY UINT32_MAX

/* The long words of all blocks, and those of the run. */
struct topic {
    uint32_t *words; /* of block i: from ends[i] to ends[i + 1] */
    uint32_t *ends;
    struct slot *slots;
    size_t mask;
};

/* The slot of a word, or the empty one where it belongs. */
static struct slot *slot_of(const struct topic *topic, uint32_t word)
{
    size_t i = (size_t)(word * UINT64_C(0x9E3779B97F4A7C15) >> 32) &
               topic->mask;

    while (topic->slots[i].word && topic->slots[i].word != word)
        i = (i + 1) & topic->mask;
    return &topic->slots[i];
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

/* Takes the memory: a long word and what parts it from the next are six bytes
 * at least, so the slots are at most two thirds full. */
static ng_status reserve(const struct ng_view *view, struct topic *topic)
{
    struct ng_arena *arena = view->page->arena;
    size_t count = view->page->blocks.count, bytes = count, sources = 0;
    size_t room = 64;

    for (size_t i = 0; i < count; i++) {
        bytes += head_of(view, i).len;
        sources += is_source(view, i) ? head_of(view, i).len + 1 : 0;
    }
    while (room < sources / 4)
        room *= 2;
    topic->mask = room - 1;
    topic->words = ng_arena_room(arena, bytes / (LONG_WORD + 1) + 1,
                                 sizeof *topic->words);
    topic->ends = ng_arena_room(arena, count + 1, sizeof *topic->ends);
    topic->slots = ng_arena_array(arena, room, sizeof *topic->slots);
    return topic->words && topic->ends && topic->slots ? NUTGRAF_OK
                                                       : NUTGRAF_NO_MEMORY;
}

/* A bin of a share: nothing, then quarters. */
static uint8_t quarter(size_t part, size_t whole)
{
    return part ? (uint8_t)(1 + (part * 4 - 1) / whole) : 0;
}

/* Reads a block: counts its words, of which the long ones are kept. */
static void read_block(struct ng_view *view, struct topic *topic, size_t i)
{
    struct ng_slice text = head_of(view, i);
    struct ng_words words = ng_words_of(text);
    size_t start, end = 0, all = 0, shorts = 0;
    uint32_t last = topic->ends[i];

    while (ng_words_next(&words, &start, &end)) {
        all++;
        shorts += end - start <= SHORT_WORD;
        if (end - start >= LONG_WORD) {
            uint32_t word = (uint32_t)ng_words_hash(text, start, end);
            topic->words[last++] = word + (word == 0);
        }
    }
    topic->ends[i + 1] = last;
    view->blocks[i].shorts = all ? (uint8_t)(1 + quarter(shorts, all)) : 0;
}

/* Enters the long words of a block of the run. */
static void add_block(struct topic *topic, size_t i)
{
    for (uint32_t n = topic->ends[i]; n < topic->ends[i + 1]; n++) {
        struct slot *slot = slot_of(topic, topic->words[n]);
        if (!slot->word)
            *slot = (struct slot){topic->words[n], (uint32_t)i};
        else if (slot->block != (uint32_t)i)
            slot->block = MANY;
    }
}

/* Counts the long words of a block that the run has elsewhere. */
static void compare_block(struct ng_view *view, const struct topic *topic,
                          size_t i)
{
    size_t longs = topic->ends[i + 1] - topic->ends[i], known = 0;

    for (uint32_t n = topic->ends[i]; n < topic->ends[i + 1]; n++) {
        const struct slot *slot = slot_of(topic, topic->words[n]);
        known += slot->word && slot->block != (uint32_t)i;
    }
    view->blocks[i].topic =
        longs ? (uint8_t)(1 + quarter(known, longs)) : 0;
}

/* All words, the run's again, then each block's against them, then the
 * description's. */
ng_status ng_view_topic(struct ng_view *view, struct ng_slice description)
{
    struct topic topic;
    struct ng_wordset pairs;
    size_t count = view->page->blocks.count;

    NG_TRY(reserve(view, &topic));
    topic.ends[0] = 0;
    for (size_t i = 0; i < count; i++)
        read_block(view, &topic, i);
    for (size_t i = 0; i < count; i++)
        if (is_source(view, i))
            add_block(&topic, i);
    for (size_t i = 0; i < count; i++)
        compare_block(view, &topic, i);
    if (description.len < 40)
        return NUTGRAF_OK;
    NG_TRY(ng_wordset_pairs(&pairs, view->page->arena, description));
    for (size_t i = 0; i < count; i++)
        view->blocks[i].described =
            ng_wordset_thirds(&pairs, ng_page_block(view->page, i)->text);
    return NUTGRAF_OK;
}
