/*
 * phrase.c - the noun phrases that are roles, read from either end.
 *
 * In: tokens, the article's names, a place. Out: the tokens of a role, its head
 * and what the head says of gender and number.
 *
 * There is no parser. A role is walked over word by word; every word is a post,
 * a modifier, part of a name, a small word that joins them, or the end. What is
 * known is taken at once. Lower-case words that no table knows ("math" in
 * "school math teacher") may be nouns or verbs: endings of verbs, verbs of the
 * tables and function words end the role, others are taken when a head stands
 * right of them. Both walks are bounded by NG_ROLE_TOKENS.
 */
#include "find/entity/role.h"

/* Names are sorted and do not overlap; a role's lie next to the person's. */
const struct ng_name *ng_role_name_at(const struct ng_names *names,
                                      size_t near, size_t i)
{
    size_t n = near;

    while (n > 0 && names->items[n].first > i)
        n--;
    while (n + 1 < names->count && names->items[n + 1].first <= i)
        n++;
    return n < names->count && names->items[n].first <= i &&
                   i < names->items[n].end
               ? &names->items[n]
               : NULL;
}

/* ---------------------------------------------------------------- leftwards */

/* A walk to the left, from the person's name. */
struct walk {
    const struct ng_names *names;
    const struct ng_text *text;
    size_t near;      /* a name near by */
    size_t at;        /* tokens from here on are read */
    size_t low;       /* the walk ends here at the latest */
    size_t loose;     /* unknown words since the last sure one */
    bool between;     /* words between a link and the person: "Health" */
    bool complement;  /* they are the link's: "of Health" */
    struct ng_role *role;
};

/* More unknown words in a row than this are no modifiers. */
#define MAX_LOOSE 3

/* Takes all tokens from `first` on into the role. */
static void take(struct walk *w, size_t first)
{
    w->at = first;
    w->loose = 0;
    w->role->first = first;
}

/* A post is the head when none was met; the role ends behind it, or behind the
 * words that a link joins to it. False when other words stand between it and
 * the person: "her chief rival [Bernie Sanders]". */
static bool take_post(struct walk *w, size_t i)
{
    struct ng_role *role = w->role;

    if (role->head == SIZE_MAX) {
        if (w->loose)
            return false;
        role->head = i;
        role->office = ng_office_read(w->text, i);
        if (!w->complement)
            role->end = i + 1;
    } else if (!role->office.gender) {
        role->office.gender = ng_office_read(w->text, i).gender;
    }
    take(w, i);
    return true;
}

/* A name to the left. An owner ("Trump's lawyer") is taken; another person ends
 * the role. "Turkish Foreign Ministers", read as one name, has its head in it.
 * Before any head a name is taken only behind a link: "Ambassador to
 * Turkey". */
static bool take_name(struct walk *w, const struct ng_name *inner)
{
    size_t last = inner->end - 1;
    bool owner = inner->end < w->names->run->text.tokens.count &&
                 ng_role_part(w->text, inner->end) == NG_PART_JOINT &&
                 ng_text_token(w->text, inner->end)->kind ==
                     NG_TOKEN_POSSESSIVE;

    if (inner->type == NUTGRAF_PERSON && !(owner && w->role->head != SIZE_MAX))
        return false;
    if (w->role->head == SIZE_MAX) {
        if (ng_role_part(w->text, last) == NG_PART_POST) {
            if (!take_post(w, last))
                return false;
            take(w, inner->first);
            return true;
        }
        w->between |= inner->type != NUTGRAF_GROUP;
        w->at = inner->first;
        return w->between;
    }
    take(w, inner->first);
    return true;
}

/* A word that no table of titles has. Left of a head it is taken when the walk
 * goes on to something sure or ends well; without a head it may be what a link
 * joins ("minister of health"). */
static bool take_loose(struct walk *w, size_t i, bool capital)
{
    if (w->role->head != SIZE_MAX && ng_is_shouted(w->text, i, i + 1) &&
        !ng_is_shouted(w->text, w->role->head, w->role->head + 1))
        return false; /* a headline's "EXPLOSION Turkish President" */
    if (w->role->head != SIZE_MAX && capital) {
        take(w, i);
        return true;
    }
    w->at = i;
    w->between = true;
    return ++w->loose <= MAX_LOOSE;
}

/* "of" before words that were read without a head ("minister of [health]"): a
 * post must stand left of it, else the words belong to nothing. Right before
 * the person it makes him the complement: "ally of [Vladimir Putin]". With a
 * head: "Department of Health official" goes on when a capital is left of
 * it. */
static bool take_link(struct walk *w, size_t i)
{
    enum ng_part left;

    if (i <= w->low)
        return false;
    left = ng_role_part(w->text, i - 1);
    if (w->role->head != SIZE_MAX) {
        if (left != NG_PART_CAPITAL || !ng_token_is(w->text, i, "of"))
            return false;
        w->at = i;
        return true;
    }
    if (left != NG_PART_POST || !w->between ||
        !(ng_token_is(w->text, i, "of") || ng_token_is(w->text, i, "to") ||
          ng_token_is(w->text, i, "for")))
        return false;
    w->at = i;
    w->complement = true;
    w->loose = 0;
    return true;
}

/* "and" joins two posts ("CEO and co-founder"), two modifiers ("foreign and
 * defence minister"), two nouns behind a link ("of trade and industry"). Before
 * a name it joins two people: "the chancellor and French President". */
static bool take_and(struct walk *w, size_t i)
{
    enum ng_part left;

    if (i <= w->low)
        return false;
    left = ng_role_part(w->text, i - 1);
    if (w->role->head == SIZE_MAX) {
        if (left != NG_PART_PLAIN && left != NG_PART_CAPITAL &&
            left != NG_PART_MODIFIER)
            return false;
        w->at = i;
        return true;
    }
    if ((left != NG_PART_POST && left != NG_PART_MODIFIER) ||
        ng_role_name_at(w->names, w->near, w->role->first))
        return false;
    w->at = i;
    return true;
}

/* One step to the left; false at the end of the role. */
static bool step_left(struct walk *w)
{
    size_t i = w->at - 1;
    const struct ng_name *inner = ng_role_name_at(w->names, w->near, i);
    enum ng_part part;

    if (inner && inner->end <= i + 1)
        return inner->first >= w->low && take_name(w, inner);
    part = ng_role_part(w->text, i);
    switch (part) {
    case NG_PART_POST: return take_post(w, i);
    case NG_PART_MODIFIER:
        if (w->role->head != SIZE_MAX)
            take(w, i);
        w->between = true;
        w->at = i;
        return true;
    case NG_PART_HONORIFIC:
        if (!w->role->office.gender)
            w->role->office.gender = ng_office_read(w->text, i).gender;
        w->at = i;
        return true;
    case NG_PART_PLURAL:
        if (w->role->head != SIZE_MAX)
            return false;
        return take_loose(w, i, false);
    case NG_PART_PLAIN:
    case NG_PART_CAPITAL: return take_loose(w, i, part == NG_PART_CAPITAL);
    case NG_PART_LINK: return take_link(w, i);
    case NG_PART_AND: return take_and(w, i);
    case NG_PART_JOINT: w->at = i; return i > w->low;
    case NG_PART_DET: /* "head of the agency" */
        if (w->role->head != SIZE_MAX || !w->between || i <= w->low ||
            ng_role_part(w->text, i - 1) != NG_PART_LINK)
            return false;
        w->at = i;
        return true;
    case NG_PART_END: return false;
    }
    return false;
}

/* True when the token before loose words makes a verb of the first: "to
 * investigate political rival", "he", "will", a name. */
static bool begins_verb(const struct walk *w, size_t i)
{
    const char *class = ng_role_class_in(w->text, i, NG_TABLE_FUNCTION_WORDS);

    return ng_role_name_at(w->names, w->near, i) ||
           strcmp(class, "to") == 0 || strcmp(class, "pronoun") == 0 ||
           strcmp(class, "aux") == 0 || strcmp(class, "neg") == 0 ||
           strcmp(class, "rel") == 0 || strcmp(class, "adv") == 0;
}

/* A dash between two words without spaces. */
static bool is_hyphen(const struct ng_text *text, size_t i)
{
    return ng_role_part(text, i) == NG_PART_JOINT &&
           ng_text_token(text, i)->kind == NG_TOKEN_DASH;
}

/* What stands left of the role: an article makes it definite or not; loose
 * words are modifiers, unless the first of them is a verb. */
static void finish_left(struct walk *w)
{
    struct ng_role *role = w->role;
    enum ng_part part;

    if (w->at == 0) {
        role->first = w->loose ? w->at : role->first;
        role->phrase = role->first;
        return;
    }
    part = ng_role_part(w->text, w->at - 1);
    if (w->loose && w->loose <= MAX_LOOSE && !begins_verb(w, w->at - 1) &&
        ng_role_part(w->text, w->at) == NG_PART_PLAIN)
        role->first = w->at;
    if (role->first < role->head &&
        ng_role_part(w->text, role->first) == NG_PART_JOINT)
        role->first++;
    role->phrase = role->first;
    if (part == NG_PART_DET && role->first == w->at) {
        role->definite = !ng_token_is(w->text, w->at - 1, "a") &&
                         !ng_token_is(w->text, w->at - 1, "an");
        role->phrase = w->at - 1;
    }
}

/* True when the token is an owner's mark inside the role: "Russia's". */
static bool has_owner(const struct ng_text *text, const struct ng_role *role)
{
    for (size_t i = role->first; i < role->head; i++)
        if (ng_text_token(text, i)->kind == NG_TOKEN_POSSESSIVE)
            return true;
    return false;
}

/* Nothing is read when the word before the person ends a role, as for most
 * names. The walk never leaves the sentence. */
void ng_role_read_left(const struct ng_names *names, size_t near, size_t end,
                       struct ng_role *role)
{
    const struct ng_text *text = &names->run->text;
    struct walk w = {names, text, near, end, end, 0, false, false, role};

    *role = (struct ng_role){end, end, SIZE_MAX, {.means = ""}, false, end};
    if (end == 0 || (ng_role_part(text, end - 1) == NG_PART_END &&
                     !ng_role_name_at(names, near, end - 1)))
        return;
    while (w.low > 0 && end - w.low < NG_ROLE_TOKENS &&
           !(ng_text_token(text, w.low)->flags & NG_TOKEN_SENTENCE_START))
        w.low--;
    if (end < text->tokens.count &&
        (ng_text_token(text, end)->flags & NG_TOKEN_SENTENCE_START))
        w.low = end;
    while (w.at > w.low && step_left(&w))
        ;
    if (role->head == SIZE_MAX) {
        role->first = role->end = end;
        return;
    }
    finish_left(&w);
    role->definite |= has_owner(text, role);
    if (role->first > 0 && is_hyphen(text, role->first - 1))
        role->first = role->end = end; /* "winner" of "Oscar-winner" */
}

/* --------------------------------------------------------------- rightwards */

/* True for "19" and "th" of "19th-century". */
static bool is_of_ordinal(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);

    if (t->kind == NG_TOKEN_NUMBER)
        return i + 1 < text->tokens.count &&
               ng_text_token(text, i + 1)->kind == NG_TOKEN_WORD &&
               !(ng_text_token(text, i + 1)->flags & NG_TOKEN_SPACE_BEFORE);
    return t->kind == NG_TOKEN_WORD && ng_role_hyphen_follows(text, i) &&
           !(t->flags & NG_TOKEN_SPACE_BEFORE);
}

/* Reads a noun phrase from token `*at` on: names, posts, modifiers, nouns. Sets
 * `*at` behind it and returns the token of its last word, SIZE_MAX for none. A
 * person is part of it only as an owner. */
static size_t read_nouns(const struct ng_names *names, size_t near, size_t *at,
                         size_t high)
{
    const struct ng_text *text = &names->run->text;
    size_t last = SIZE_MAX;

    while (*at < high) {
        const struct ng_name *inner = ng_role_name_at(names, near, *at);
        enum ng_part part = ng_role_part(text, *at);
        if (inner) {
            bool owner = inner->end < high &&
                         ng_text_token(text, inner->end)->kind ==
                             NG_TOKEN_POSSESSIVE;
            if (inner->type == NUTGRAF_PERSON && !owner)
                return SIZE_MAX;
            *at = inner->end;
            last = inner->end - 1;
            continue;
        }
        if (part == NG_PART_END && is_of_ordinal(text, *at))
            part = NG_PART_PLAIN;
        if (part == NG_PART_END || part == NG_PART_LINK ||
            part == NG_PART_AND || part == NG_PART_DET)
            break;
        if (part != NG_PART_JOINT)
            last = *at;
        ++*at;
    }
    return last;
}

/* Steps over "34-year-old " before a role. */
static size_t skip_age(const struct ng_text *text, size_t i, size_t high)
{
    if (i + 5 < high && ng_text_token(text, i)->kind == NG_TOKEN_NUMBER &&
        ng_text_token(text, i + 1)->kind == NG_TOKEN_DASH &&
        ng_token_is(text, i + 2, "year"))
        return i + 5;
    return i;
}

/* Reads "[the] Kremlin's spokesman": the phrase's last word must be a post.
 * Sets the head of the role; returns its end, or `first`. */
static size_t read_post(const struct ng_names *names, size_t near, size_t first,
                        size_t high, struct ng_role *role)
{
    const struct ng_text *text = &names->run->text;
    size_t at = first, last;

    if (at < high && ng_role_part(text, at) == NG_PART_DET)
        at++;
    at = skip_age(text, at, high);
    if (role->head == SIZE_MAX)
        role->first = at;
    last = read_nouns(names, near, &at, high);
    /* "labour and civil rights activist" */
    if (last != SIZE_MAX && ng_role_part(text, last) != NG_PART_POST &&
        at < high && ng_role_part(text, at) == NG_PART_AND) {
        at++;
        last = read_nouns(names, near, &at, high);
    }
    if (last == SIZE_MAX || ng_role_part(text, last) != NG_PART_POST ||
        last + 1 != at)
        return first;
    if (role->head == SIZE_MAX) {
        role->head = last;
        role->office = ng_office_read(text, last);
    }
    return at;
}

/* Reads what a link joins to the head: "of the agency and its bureau", "with
 * the American Enterprise Institute"; returns its end, or `at`. A place in the
 * second link is left out: "fellow at the institute [in Washington]". */
static size_t read_complement(const struct ng_names *names, size_t near,
                              size_t at, size_t high)
{
    const struct ng_text *text = &names->run->text;
    size_t end = at, i = at;

    for (int links = 0; links < 3 && i < high; links++) {
        bool of = ng_token_is(text, i, "of");
        if (ng_role_part(text, i) != NG_PART_LINK || (links && !of))
            break;
        i++;
        if (i < high && ng_role_part(text, i) == NG_PART_DET)
            i++;
        if (read_nouns(names, near, &i, high) == SIZE_MAX)
            break;
        end = i;
        if (i + 1 < high && ng_role_part(text, i) == NG_PART_AND) {
            size_t next = i + 1;
            if (ng_role_part(text, next) != NG_PART_DET &&
                read_nouns(names, near, &next, high) != SIZE_MAX)
                end = i = next;
        }
    }
    return end;
}

/* Post, complement, and further posts: "CEO and co-founder of the firm". */
void ng_role_read_right(const struct ng_names *names, size_t near,
                        size_t first, struct ng_role *role)
{
    const struct ng_text *text = &names->run->text;
    size_t high = text->tokens.count, at, next;

    if (high - first > NG_ROLE_TOKENS)
        high = first + NG_ROLE_TOKENS;
    for (at = first + 1; at < high; at++)
        if (ng_text_token(text, at)->flags & NG_TOKEN_SENTENCE_START)
            high = at;
    *role = (struct ng_role){first, first, SIZE_MAX, {.means = ""}, false,
                             first};
    at = read_post(names, near, first, high, role);
    if (at == first) {
        role->first = role->end = first;
        return;
    }
    role->definite = ng_token_is(text, first, "the") ||
                     has_owner(text, role);
    at = read_complement(names, near, at, high);
    while (at + 1 < high && ng_role_part(text, at) == NG_PART_AND) {
        next = read_post(names, near, at + 1, high, role);
        if (next == at + 1)
            break;
        at = read_complement(names, near, next, high);
    }
    while (at > role->head + 1 && is_hyphen(text, at - 1))
        at--; /* of a name that goes on: "Metro-Goldwyn-[Mayer]" */
    role->end = at;
}
