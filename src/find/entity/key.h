/*
 * key.h - a name reduced to what its spelling variants share.
 *
 * "Sergey Lavrov" and "Sergei Lavrov" have different words but equal sounds;
 * "L'Oréal" and "L'Oreal" have equal words. Keys are hashes, so that thousands
 * of names can be compared by looking them up.
 */
#ifndef NG_FIND_ENTITY_KEY_H
#define NG_FIND_ENTITY_KEY_H

#include "find/entity/entity.h"

/* Words of a name that are kept: of a longer one its first and its last. */
#define NG_KEY_WORDS 6

/* Formal names that a nickname can stand for: "Alex". */
#define NG_KEY_FORMAL 2

/* One word of a name. */
struct ng_key_word {
    uint64_t word;  /* folded, without diacritics */
    uint64_t stem;  /* the same without a last s: "Israelis", "Israeli" */
    uint64_t sound; /* the same for "Sergei", "Sergey"; "-ov", "-off" */
    uint32_t formal[NG_KEY_FORMAL]; /* of a nickname, "Bill": half of `word` */
    uint8_t letters;   /* how many it has */
    char initial;      /* folded first letter, or 0 */
    bool single : 1;   /* an initial: "V." */
    bool initials : 1; /* several: "J.K." */
    bool capital : 1;
    bool small : 1;    /* "of", "the", "and": not part of an acronym */
    bool known : 1;    /* alone a place, people, first name, organization */
    bool tail : 1;     /* "Airlines": left out where the name is known */
    bool suffix : 1;   /* "Jr.", "III": no surname */
};

struct ng_key {
    struct ng_key_word words[NG_KEY_WORDS]; /* of these `count` are set */
    unsigned count;
    uint64_t whole;   /* of all words in order */
    uint64_t sound;   /* of all sounds in order */
    uint64_t acronym; /* of the capitals' initials, 0 for a single word */
    uint64_t acronym_all; /* of all words' initials */
    uint64_t acronym_the; /* the same with "the" before: "TRD" */
    uint64_t letters; /* for "U.N." and "LRA": of its letters, else 0 */
};

/* Reads the key of tokens [first, end). */
void ng_key_read(const struct ng_text *text, size_t first, size_t end,
                 struct ng_key *key);

/* The hash of all words alone: key.whole without the rest. */
uint64_t ng_key_whole(const struct ng_text *text, size_t first, size_t end);

/* A hash of each word's letters in any order: equal for "Ministry" and
 * "Minsitry". */
uint64_t ng_key_bag(const struct ng_text *text, size_t first, size_t end);

/* True for a word that alone is a place, a people, a first name, a known
 * organization: never short for a longer name. */
bool ng_key_knows(const struct ng_text *text, size_t i);

/* The hash of words [first, end) of a key, which is that of a name made of
 * these words. */
uint64_t ng_key_part(const struct ng_key *key, unsigned first, unsigned end);

/* The same up to the plural of the last word. */
uint64_t ng_key_stem(const struct ng_key *key);

/* Takes "Jr." and "III" off a person's key. */
void ng_key_drop_suffix(struct ng_key *key);

#endif
