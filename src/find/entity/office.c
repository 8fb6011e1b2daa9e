/*
 * office.c - words of titles, looked up.
 *
 * In: a token. Out: its class, number, gender and other name. A word in both
 * tables is what offices.tsv says, except that honorifics and modifiers of
 * titles.tsv stay what they are: "Chief" is an honorific there and a post here,
 * and the post is what a role needs.
 *
 * Plurals are looked up by their singular: "ministers", "secretaries",
 * "congressmen". Cost: one bit test for most words, at most three look-ups.
 */
#include "find/entity/office.h"

#include "base/hash.h"

/* The class that a row's column 1 names. The first letters of all classes
 * differ: honorific, office, expert, rank, modifier, verb. */
static enum ng_office_class class_of_row(struct ng_row row)
{
    switch (ng_row_text(row, 1)[0]) {
    case 'm': return NG_OFFICE_MODIFIER;
    case 'h': return NG_OFFICE_HONORIFIC;
    case 'r': return NG_OFFICE_RANK;
    case 'o': return NG_OFFICE_POST;
    case 'e': return NG_OFFICE_EXPERT;
    case 'v': return NG_OFFICE_VERB;
    default: return NG_OFFICE_NONE;
    }
}

/* The gender that a row tells, or the word's own ending: "spokeswoman",
 * "Congressman". The longer ending is tested first, since "woman" ends in
 * "man"; "man" itself and "human" are too short to be offices. */
static uint8_t gender_of(struct ng_row row, struct ng_slice word)
{
    const char *gender = ng_row_text(row, 2);

    if (*gender == 'm')
        return NG_GENDER_MALE;
    if (*gender == 'f' || ng_slice_ends_nocase(word, NG_LIT("woman")))
        return NG_GENDER_FEMALE;
    if (ng_slice_ends_nocase(word, NG_LIT("man")) && word.len > 5)
        return NG_GENDER_MALE;
    return NG_GENDER_UNKNOWN;
}

/* Fills what a row of either table says; a row that is absent says nothing. */
static void take_row(struct ng_office *office, struct ng_row row,
                     struct ng_slice word)
{
    if (!row.row)
        return;
    office->class = class_of_row(row);
    if (!office->gender)
        office->gender = gender_of(row, word);
    if (*ng_row_text(row, 3))
        office->means = ng_row_text(row, 3);
}

/* The rows of a word in both tables; the second one decides. */
static void take_rows(struct ng_office *office, const struct ng_text *text,
                      uint32_t lex, struct ng_slice word)
{
    take_row(office,
             ng_lexicon_row(text->lexicon, lex, NG_TABLE_TITLES, 0), word);
    take_row(office,
             ng_lexicon_row(text->lexicon, lex, NG_TABLE_OFFICES, 0), word);
}

/* The singular of a plural's folded form, in place; its length, 0 when the word
 * is no plural: "ministers", "secretaries", "coaches", "congressmen". Four
 * letters at least must stay. */
static size_t singular(char *word, size_t len)
{
    if (len >= 6 && memcmp(word + len - 3, "men", 3) == 0) {
        word[len - 2] = 'a';
        return len;
    }
    if (len < 5 || word[len - 1] != 's' || word[len - 2] == 's')
        return 0;
    if (len >= 7 && memcmp(word + len - 3, "ies", 3) == 0) {
        word[len - 3] = 'y';
        return len - 2;
    }
    if (len >= 7 && memcmp(word + len - 4, "ches", 4) == 0)
        return len - 2;
    return len - 1;
}

/* The rows of a plural's singular. */
static void take_plural(struct ng_office *office, const struct ng_text *text,
                        struct ng_slice word)
{
    char key[NG_KEY_MAX];
    size_t len = word.len < sizeof key
                     ? ng_token_fold(word, key, sizeof key)
                     : SIZE_MAX;

    len = len == SIZE_MAX ? 0 : singular(key, len);
    if (len == 0)
        return;
    take_rows(office, text,
              ng_lexicon_find(text->lexicon, (struct ng_slice){key, len},
                              ng_hash(key, len)),
              (struct ng_slice){key, len});
    office->plural = ng_office_is_role(office->class) ||
                     office->class == NG_OFFICE_HONORIFIC;
    if (!office->plural) /* "foreigns" is no word of a title */
        *office = (struct ng_office){.means = ""};
}

/* "5 pm" is no prime minister. */
static bool is_clock(const struct ng_text *text, size_t i)
{
    return ng_text_token(text, i)->shape == NG_SHAPE_LOWER &&
           ng_token_is(text, i, "pm");
}

/* A word that stands in a table itself is never looked up as a plural:
 * "sales". */
struct ng_office ng_office_read(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);
    struct ng_office office = {.means = ""};

    if (t->kind != NG_TOKEN_WORD || is_clock(text, i))
        return office;
    if (ng_token_tables(text, i) &
        (NG_BIT(NG_TABLE_TITLES) | NG_BIT(NG_TABLE_OFFICES)))
        take_rows(&office, text, t->lex, ng_token_text(text, i));
    else
        take_plural(&office, text, ng_token_text(text, i));
    return office;
}

/* Equal without case, or up to a plural's s: "minister", "Ministers". */
static bool same_word(struct ng_slice a, struct ng_slice b)
{
    if (a.len > b.len)
        return same_word(b, a);
    return ng_slice_starts_nocase(b, a) &&
           (a.len == b.len || (b.len == a.len + 1 && b.ptr[a.len] == 's'));
}

/* Words first, the tables only when they differ. */
bool ng_office_same(const struct ng_text *text, size_t a, size_t b)
{
    struct ng_office x, y;
    struct ng_slice word_a = ng_token_text(text, a);
    struct ng_slice word_b = ng_token_text(text, b);

    if (same_word(word_a, word_b))
        return true;
    x = ng_office_read(text, a);
    y = ng_office_read(text, b);
    if (*x.means && *y.means)
        return strcmp(x.means, y.means) == 0;
    return (*x.means && same_word(ng_slice_of(x.means), word_b)) ||
           (*y.means && same_word(ng_slice_of(y.means), word_a));
}
