/*
 * role.c - a person's title: before the name ("Turkish Foreign Ministry
 * spokesman Hami Aksoy") or after it (", the Kremlin's spokesman,").
 *
 * In: names with their types, the table of titles. Out: for each person's name
 * the bytes of its role, a gender if the title tells one, and the country in
 * the role. Linking gives the first role of a person's mentions to the entity.
 *
 * A role is found by walking from the name over what can be part of a title,
 * not by patterns of whole titles: offices are named in too many ways. It must
 * hold a word that alone makes a role (class office or rank): "former" or "Mr"
 * is none. Other names inside a role ("Turkish Foreign Ministry") are taken
 * whole, a person's name ends the walk.
 *
 * Both walks are bounded by MAX_BEFORE and MAX_AFTER tokens; with the list of
 * names walked in step the cost is linear in the number of people's names.
 */
#include "find/entity/entity.h"

/* How far a role reaches, in tokens. */
#define MAX_BEFORE 12
#define MAX_AFTER 14

/* What a walk over the words of a role has met. */
struct role_words {
    const struct ng_text *text;
    bool office;    /* a word that alone makes a role */
    uint8_t gender; /* enum ng_gender */
};

/* The row of a title or of the singular of its plural: "Ministers", "Senators".
 * Only a final s is taken off, of words that keep four letters at least. */
struct ng_row ng_title_row(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);
    struct ng_row row =
        ng_lexicon_row(text->lexicon, t->lex, NG_TABLE_TITLES, 0);
    struct ng_slice word;
    char key[NG_KEY_MAX];

    if (row.row || t->kind != NG_TOKEN_WORD)
        return row;
    word = ng_token_text(text, i); /* "Ministers" */
    if (word.len < 5 || word.len >= NG_KEY_MAX ||
        word.ptr[word.len - 1] != 's')
        return row;
    memcpy(key, word.ptr, word.len - 1);
    return ng_table_find(text->lexicon, NG_TABLE_TITLES,
                         (struct ng_slice){key, word.len - 1});
}

/* The gender that a title's own ending tells: "spokeswoman", "Congressman". The
 * longer ending is tested first, since "woman" ends in "man"; "man" itself and
 * "human" are too short to be offices. */
static uint8_t gender_of_word(struct ng_slice word)
{
    if (ng_slice_ends_nocase(word, NG_LIT("woman")) ||
        ng_slice_ends_nocase(word, NG_LIT("actress")))
        return NG_GENDER_FEMALE;
    if (ng_slice_ends_nocase(word, NG_LIT("man")) && word.len > 5)
        return NG_GENDER_MALE;
    return NG_GENDER_UNKNOWN;
}

/* Takes a title word into account. A gender in the table ("Queen") beats what
 * was noted before; one that a word's ending tells only fills a gap. */
static void note_title(struct role_words *w, struct ng_row row, size_t i)
{
    const char *gender = ng_row_text(row, 2);

    if (ng_row_is(row, 1, "office") || ng_row_is(row, 1, "rank"))
        w->office = true;
    if (*gender == 'm')
        w->gender = NG_GENDER_MALE;
    else if (*gender == 'f')
        w->gender = NG_GENDER_FEMALE;
    else if (!w->gender)
        w->gender = gender_of_word(ng_token_text(w->text, i));
}

/* True for "Mr", which is no role but tells the gender: it is cut off the front
 * of a role, "Mr President" is "President". */
static bool is_plain_honorific(const struct ng_text *text, size_t i)
{
    static const char *const words[] = {"mr", "mrs", "ms", "miss", "mister"};

    for (size_t n = 0; n < sizeof words / sizeof *words; n++)
        if (ng_token_is(text, i, words[n]))
            return true;
    return false;
}

/* The words that join an office to its place: "Ambassador to Turkey", "head
 * of", "spokesman for". */
static bool is_link(const struct ng_text *text, size_t i)
{
    return ng_token_is(text, i, "of") || ng_token_is(text, i, "to") ||
           ng_token_is(text, i, "for");
}

/* True when the token may stand inside a role, left of its last word. All of
 * another name may, else only title words, their links and hyphens
 * ("vice-president", "secretary-general"); any other word ends the role: "said
 * spokesman Hami Aksoy". */
static bool joins_role(const struct ng_text *text, size_t i, bool in_name)
{
    const struct ng_token *t = ng_text_token(text, i);

    if (in_name)
        return true;
    if (t->kind == NG_TOKEN_DASH)
        return !(t->flags & NG_TOKEN_SPACE_BEFORE);
    if (t->kind == NG_TOKEN_POSSESSIVE)
        return true;
    return t->kind == NG_TOKEN_WORD &&
           (ng_title_row(text, i).row || is_link(text, i) ||
            ng_token_is(text, i, "and") || ng_token_is(text, i, "the"));
}

/* The name among those before `n` that covers token `i`, or NULL. Names are
 * sorted and do not overlap: `*at` walks down with `i`, so no search starts
 * afresh. */
static const struct ng_name *name_at(const struct ng_names *names, size_t *at,
                                     size_t i)
{
    while (*at > 0 && names->items[*at - 1].first > i)
        --*at;
    if (*at > 0 && names->items[*at - 1].end > i)
        return &names->items[*at - 1];
    return NULL;
}

/* Drops what a role cannot begin with: "and", "of", "the", "Mr", and marks.
 * Capital "Of" stays, it is part of a name. */
static size_t trim_start(const struct ng_text *text, size_t first, size_t end)
{
    while (first < end) {
        const struct ng_token *t = ng_text_token(text, first);
        bool small = t->shape == NG_SHAPE_LOWER &&
                     (is_link(text, first) ||
                      ng_token_is(text, first, "and"));
        if (t->kind == NG_TOKEN_WORD && !small &&
            !ng_token_is(text, first, "the") &&
            !is_plain_honorific(text, first))
            break;
        first++;
    }
    return first;
}

/* Stores tokens [first, end) as the name's role, and the first country that a
 * word of it names: "Turkish" gives TR to the spokesman. */
static void set_role(struct ng_names *names, struct ng_name *name,
                     size_t first, size_t end)
{
    const struct ng_text *text = &names->run->text;

    name->role_first = (uint32_t)first;
    name->role_end = (uint32_t)end;
    for (size_t i = first; i < end && !name->country[0]; i++) {
        const char *country = ng_name_country(text, i, i + 1);
        memcpy(name->country, country, strlen(country) + 1);
    }
}

/* The start of the sentence that token `i` lies in, or `i - limit`: a role
 * never reaches into the sentence before. */
static size_t left_limit(const struct ng_text *text, size_t i, size_t limit)
{
    size_t first = i;

    while (first > 0 && i - first < limit &&
           !(ng_text_token(text, first)->flags & NG_TOKEN_SENTENCE_START))
        first--;
    return first;
}

/* Walks left from the name over the words of its title. The gender is kept even
 * when no role comes out: "Mrs Clinton". Nearest to the name stands the office,
 * so before one was met another name may be taken only when it is the place of
 * an office further left. */
static void role_before(struct ng_names *names, size_t n)
{
    struct ng_name *name = &names->items[n];
    const struct ng_text *text = &names->run->text;
    struct role_words words = {text};
    size_t limit = left_limit(text, name->first, MAX_BEFORE);
    size_t first = name->first, at = n;

    while (first > limit) {
        const struct ng_name *inner = name_at(names, &at, first - 1);
        struct ng_row row;
        if (inner && inner->type == NUTGRAF_PERSON)
            break;
        /* A name that is no title itself, right before the person: a place only
         * behind a link, or else not ours. */
        if (inner && !words.office && !ng_title_row(text, first - 1).row) {
            if (inner->first <= limit || !is_link(text, inner->first - 1))
                break;
            first = inner->first; /* "Ambassador to Turkey" */
            continue;
        }
        if (!joins_role(text, first - 1, inner != NULL))
            break;
        row = ng_title_row(text, first - 1);
        if (row.row)
            note_title(&words, row, first - 1);
        first--;
    }
    name->gender = words.gender;
    first = trim_start(text, first, name->first);
    if (words.office && first < name->first)
        set_role(names, name, first, name->first);
}

/* Reads ", the Kremlin's spokesman," after the name. The role ends at the next
 * mark and must hold an office within its first seven words. An age (", 45,")
 * or a quotation there means that this is no role; nor is an honorific, which
 * begins the next person of a list (", Mr Smith and ..."). A modifier before
 * any office is not noted, for it may belong to something else. */
static void role_after(struct ng_names *names, size_t n)
{
    struct ng_name *name = &names->items[n];
    const struct ng_text *text = &names->run->text;
    struct role_words words = {text};
    size_t total = text->tokens.count, first = name->end + 1, i;

    if (first >= total || !ng_token_is(text, name->end, ","))
        return;
    if (ng_token_is(text, first, "the") || ng_token_is(text, first, "a") ||
        ng_token_is(text, first, "an"))
        first++;
    for (i = first; i < total && i - first < MAX_AFTER; i++) {
        const struct ng_token *t = ng_text_token(text, i);
        struct ng_row row = ng_title_row(text, i);
        if (t->flags & NG_TOKEN_SENTENCE_START)
            break;
        if (t->kind == NG_TOKEN_NUMBER || t->kind == NG_TOKEN_QUOTE)
            return;
        if (t->kind == NG_TOKEN_STOP || t->kind == NG_TOKEN_MARK)
            break;
        if (row.row && (words.office || !ng_row_is(row, 1, "modifier")))
            note_title(&words, row, i);
        /* Too far for "the long-serving chief spokesman": a clause of its
         * own. */
        if (!words.office && i - first > 6)
            return;
    }
    /* Ran to the bound without an end: no apposition either. */
    if (!words.office || i == first || i - first >= MAX_AFTER)
        return;
    if (ng_row_is(ng_title_row(text, first), 1, "honorific"))
        return;
    set_role(names, name, first, i);
    if (!name->gender)
        name->gender = words.gender;
}

/* A title before the name is the surer one; the text after is read only without
 * it. */
void ng_find_roles(struct ng_names *names)
{
    for (size_t n = 0; n < names->count; n++) {
        struct ng_name *name = &names->items[n];
        if (name->type != NUTGRAF_PERSON)
            continue;
        role_before(names, n);
        if (name->role_first == name->role_end)
            role_after(names, n);
    }
}
