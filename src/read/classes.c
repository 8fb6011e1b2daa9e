/*
 * classes.c - words of elements, made once for each list of values.
 *
 * In: attributes. Out: their words in lower case, and the two questions that
 * reading asks of them. Lists are known by a hash of their values: what finds
 * another list in its place takes it, so the memo never grows, and a page whose
 * lists are all different costs what it did without.
 */
#include "read/classes.h"

#include "base/hash.h"

/* Class before id before role: the strongest hint first, for a list that is too
 * long is cut at its end. */
static const enum ng_attribute parts[] = {NG_ATTR_CLASS, NG_ATTR_ID,
                                          NG_ATTR_ROLE, NG_ATTR_ITEMPROP,
                                          NG_ATTR_REL};
enum { PARTS = sizeof parts / sizeof *parts };

/* A list that is cut may end inside a character: gather mends that. */
size_t ng_classes_append(char words[NG_WORDS_MAX], size_t len,
                         struct ng_slice value)
{
    for (size_t i = 0; i < value.len && len < NG_WORDS_MAX; i++) {
        char c = value.ptr[i];
        if (!ng_is_space(c))
            words[len++] = ng_lower(c);
        else if (len && words[len - 1] != ' ')
            words[len++] = ' ';
    }
    if (len && len < NG_WORDS_MAX && words[len - 1] != ' ')
        words[len++] = ' ';
    return len;
}

/* The words of all values; returns their length. */
static size_t gather(const struct ng_attributes *a, char words[NG_WORDS_MAX])
{
    size_t len = 0;

    for (size_t i = 0; i < PARTS; i++)
        if (a->has & NG_ATTR_BIT(parts[i]))
            len = ng_classes_append(words, len, a->value[parts[i]]);
    if (len && words[len - 1] == ' ')
        return len - 1;
    while (len && ((unsigned char)words[len - 1] & 0xC0) == 0x80)
        len--; /* cut inside a character */
    return len && (unsigned char)words[len - 1] >= 0xC0 ? len - 1 : len;
}

/* True when one of four marks stands in the words. */
static bool has_mark(struct ng_slice words, const char *const marks[4])
{
    for (size_t i = 0; i < 4; i++)
        if (ng_slice_find(words, ng_slice_of(marks[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* Makes the words of a list. The author's marks are English, German and French;
 * stripping judges the text. */
static bool make(struct ng_classes *classes, struct ng_arena *arena,
                 const struct ng_attributes *a)
{
    static const char *const spoken[] = {"sr-only", "visually-hidden",
                                         "visuallyhidden", "screen-reader"};
    static const char *const author[] = {"author", "byline", "autor",
                                         "auteur"};
    char bytes[NG_WORDS_MAX];
    struct ng_slice words = {bytes, gather(a, bytes)};

    classes->words = (struct ng_slice){"", 0};
    if (words.len) {
        classes->words.ptr = ng_arena_copy(arena, words);
        classes->words.len = words.len;
    }
    classes->spoken = has_mark(words, spoken);
    classes->author = has_mark(words, author);
    return classes->words.ptr != NULL;
}

/* The hash takes in which attribute a value is of, and where it ends. */
const struct ng_classes *ng_classes_read(struct ng_classes_memo *memo,
                                         struct ng_arena *arena,
                                         const struct ng_attributes *a)
{
    static const struct ng_classes none = {0, {"", 0}, false, false};
    struct ng_classes *classes;
    uint64_t key = 0;

    for (size_t i = 0; i < PARTS; i++)
        if (a->has & NG_ATTR_BIT(parts[i]))
            key = ng_hash_more(key + i + 1, a->value[parts[i]].ptr,
                               a->value[parts[i]].len);
    if (!key)
        return &none;
    classes = &memo->known[key % NG_CLASSES_KNOWN];
    if (classes->key == key)
        return classes;
    classes->key = 0;
    if (!make(classes, arena, a))
        return NULL;
    classes->key = key;
    return classes;
}
