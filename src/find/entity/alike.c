/*
 * alike.c - whether two names may mean one thing, by their words alone.
 *
 * In: keys. People are one when their first names agree: by letters, sound,
 * initial or nickname. Other names are called by a part of theirs: the end
 * ("Security Council" for the "UN Security Council") or the beginning without
 * words that every firm has ("Emirates" for the "Emirates Airline").
 *
 * What a part must not be: a place, people or known organization of its own
 * ("England" in "Bank of England", "Virginia" in "West Virginia").
 */
#include "find/entity/link.h"

/* True when one name is a nickname of the other or both are of one: "Bill" of
 * "William", "Bob" and "Rob" of "Robert". */
static bool same_formal(const struct ng_key_word *a,
                        const struct ng_key_word *b)
{
    for (unsigned i = 0; i < NG_KEY_FORMAL; i++) {
        if (!a->formal[i])
            continue;
        if (a->formal[i] == (uint32_t)b->word)
            return true;
        for (unsigned n = 0; n < NG_KEY_FORMAL; n++)
            if (a->formal[i] == b->formal[n])
                return true;
    }
    return false;
}

/* Could the first names be one? An initial agrees with what begins with it
 * ("V. Putin"), else letters or sounds must be equal: "Sergei" and "Sergey"
 * Lavrov; or a nickname: "Bill" and "William" Burns. */
static bool first_words_agree(const struct ng_key *a, const struct ng_key *b)
{
    const struct ng_key_word *x = &a->words[0], *y = &b->words[0];

    if (x->single || y->single)
        return x->initial == y->initial;
    return x->word == y->word || x->sound == y->sound || same_formal(x, y) ||
           same_formal(y, x);
}

/* True when one name is the end of the other: "Javad Zarif" of "Mohammad Javad
 * Zarif". By letters, not by sound: here the first names differ already. */
static bool is_end_of(const struct ng_key *tail, const struct ng_key *whole)
{
    unsigned skip = whole->count - tail->count;

    if (tail->count >= whole->count)
        return false;
    for (unsigned i = 0; i < tail->count; i++)
        if (tail->words[i].word != whole->words[skip + i].word)
            return false;
    return true;
}

/* Initials run together or apart: "J.K. Rowling", "J. K. Rowling" and "Joanne
 * Rowling" have one first letter. A name of capitals with points is a single
 * token, whose letters the key has read as one word. */
static bool are_initials(const struct ng_key_word *a,
                         const struct ng_key_word *b)
{
    return a->initials && a->initial == b->initial;
}

/* From how many letters, of both together, names that sound alike are one:
 * "Assad" and "Asad" are, "Lee" and "Lai" are two families. */
#define MIN_SOUND 9

/* True for surnames that are equal, or long enough to trust their sound. */
static bool surnames_agree(const struct ng_key *a, const struct ng_key *b)
{
    const struct ng_key_word *x, *y;

    if (!a->count || !b->count)
        return false;
    x = &a->words[a->count - 1];
    y = &b->words[b->count - 1];
    return x->word == y->word ||
           x->letters + y->letters >= MIN_SOUND;
}

/* A bare surname agrees with everybody of that name; "Hillary Clinton" and
 * "Bill Clinton" do not agree. */
bool ng_same_person(const struct ng_key *a, const struct ng_key *b)
{
    if (a->count < 2 || b->count < 2)
        return surnames_agree(a, b);
    return first_words_agree(a, b) || is_end_of(a, b) || is_end_of(b, a) ||
           are_initials(&a->words[0], &b->words[0]) ||
           are_initials(&b->words[0], &a->words[0]);
}

/* One word must be a common noun for that ("Statehouse"); more words may hold
 * anything but a small word at their start. */
bool ng_key_may_begin(const struct ng_key *key, unsigned first)
{
    const struct ng_key_word *w = &key->words[first];

    if (first == 0 || first >= key->count || key->count == NG_KEY_WORDS)
        return false;
    if (w->small || key->words[first - 1].small)
        return false;
    return key->count - first > 1 || (!w->known && !w->tail);
}

/* All words from `end` on must be such as are left out. */
bool ng_key_may_end(const struct ng_key *key, unsigned end)
{
    if (end == 0 || end >= key->count || key->count == NG_KEY_WORDS)
        return false;
    for (unsigned i = end; i < key->count; i++)
        if (!key->words[i].tail && !key->words[i].small)
            return false;
    return !key->words[end - 1].small;
}
