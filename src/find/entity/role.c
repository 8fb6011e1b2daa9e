/*
 * role.c - a person's title: before the name ("Turkish Foreign Ministry
 * spokesman Hami Aksoy"), after it (", the Kremlin's spokesman,"), before it
 * and a comma ("The Kremlin's spokesman, Dmitry Peskov, said"), or as what the
 * person is said to be ("Peskov is the Kremlin's spokesman").
 *
 * In: names with their types, the tables of titles. Out: for each person's name
 * the tokens of its role, a gender if the title tells one, and the country in
 * the role. Linking gives the best role of a person's mentions to the entity.
 *
 * phrase.c reads the phrases; here is where they may stand and whose they are.
 * What is before the name is surest, what somebody is said to be the weakest. A
 * plural belongs to all the names that "and" joins: "Senators Anna Brook and
 * George Smith". Each person costs a bounded number of tokens.
 */
#include "find/entity/role.h"

/* Stores the role of a name; a role that it has already stays. */
static void set_role(struct ng_names *names, struct ng_name *name,
                     const struct ng_role *role, enum ng_role_weight weight)
{
    const char *country = ng_role_country(&names->run->text, role);

    if (name->role_weight >= weight)
        return;
    name->role_first = (uint32_t)role->first;
    name->role_end = (uint32_t)role->end;
    name->role_weight = (uint8_t)weight;
    if (*country)
        memcpy(name->country, country, strlen(country) + 1);
    if (!name->gender && !role->office.plural)
        name->gender = role->office.gender;
}

/* True for what a title may be alone, but says less than any office. */
static enum ng_role_weight weight_of(const struct ng_role *role)
{
    return role->office.class == NG_OFFICE_RANK ? NG_ROLE_RANK : NG_ROLE_TITLE;
}

/* The token `i` is the one mark. */
static bool is_mark(const struct ng_text *text, size_t i, const char *mark)
{
    return i < text->tokens.count && ng_token_is(text, i, mark);
}

/* Gives a plural's role to the persons who are joined to name `n` on the right:
 * ", " and "and" alone stand between them. */
static void share_right(struct ng_names *names, size_t n,
                        const struct ng_role *role)
{
    const struct ng_text *text = &names->run->text;
    bool more = true;

    for (size_t m = n + 1; more && m < names->count; m++) {
        struct ng_name *next = &names->items[m];
        size_t i = names->items[m - 1].end;
        if (next->type != NUTGRAF_PERSON)
            return;
        if (is_mark(text, i, ","))
            i++;
        more = !is_mark(text, i, "and");
        if (!more)
            i++;
        if (i != next->first || i == names->items[m - 1].end)
            return;
        set_role(names, next, role, NG_ROLE_TITLE);
    }
}

/* How many names are looked at to the left of a plural's last person. */
#define MAX_SHARE 6

/* The same to the left, for "King and Weeks, both professors". A people before
 * a name is its own: "American Kevin King and Australian Timothy Weeks". */
static void share_left(struct ng_names *names, size_t n,
                       const struct ng_role *role)
{
    const struct ng_text *text = &names->run->text;
    size_t first = names->items[n].first;

    for (size_t m = n; m > 0 && n - m < MAX_SHARE; m--) {
        struct ng_name *before = &names->items[m - 1];
        size_t i = before->end;
        if (before->type == NUTGRAF_GROUP && before->end == first) {
            first = before->first;
            continue;
        }
        if (is_mark(text, i, ","))
            i++;
        if (is_mark(text, i, "and"))
            i++;
        if (before->type != NUTGRAF_PERSON || i != first ||
            i == before->end)
            return;
        set_role(names, before, role, NG_ROLE_TITLE);
        first = before->first;
    }
}

/* True where a plural's persons go on, or where each has his place: "Senators
 * Harry Reid of Nevada, Elizabeth Warren of"; not "one of its founders Brook
 * said". */
static bool goes_on(const struct ng_text *text, size_t i)
{
    return is_mark(text, i, ",") || is_mark(text, i, "and") ||
           is_mark(text, i, "of") || is_mark(text, i, "(");
}

/* "Turkish Foreign Ministry spokesman [Hami Aksoy]". The gender is kept even
 * when no role comes out: "Mrs Clinton". */
static void role_before(struct ng_names *names, size_t n)
{
    struct ng_name *name = &names->items[n];
    struct ng_role role;

    ng_role_read_left(names, n, name->first, &role);
    if (!role.office.plural)
        name->gender = role.office.gender;
    if (role.first == role.end ||
        (role.office.plural && !goes_on(&names->run->text, name->end)))
        return;
    set_role(names, name, &role, weight_of(&role));
    if (role.office.plural)
        share_right(names, n, &role);
}

/* True when the words that end before token `end` and their comma belong to a
 * person before them: "Peskov, the spokesman, [Lavrov]". */
static bool is_taken(const struct ng_names *names, size_t near,
                     const struct ng_role *role)
{
    const struct ng_name *before;

    if (role->phrase < 2 ||
        !is_mark(&names->run->text, role->phrase - 1, ","))
        return false;
    before = ng_role_name_at(names, near, role->phrase - 2);
    return before && before->type == NUTGRAF_PERSON;
}

/* "The Kremlin's spokesman, [Dmitry Peskov], said": the name stands between
 * commas, or before "who" or the sentence's end. */
static void role_before_comma(struct ng_names *names, size_t n)
{
    struct ng_name *name = &names->items[n];
    const struct ng_text *text = &names->run->text;
    struct ng_role role;
    size_t comma = name->first - 1;

    if (name->first == 0 || !is_mark(text, comma, ",") ||
        !(is_mark(text, name->end, ",") || is_mark(text, name->end, "who") ||
          is_mark(text, name->end, ".")))
        return;
    ng_role_read_left(names, n, comma, &role);
    if (role.first == role.end || role.office.plural ||
        role.phrase == comma || is_taken(names, n, &role))
        return;
    if (role.definite || ng_role_part(text, role.phrase) == NG_PART_DET)
        set_role(names, name, &role, NG_ROLE_TITLE);
}

/* The token behind ", 34," or " (34)", or `i`: an age between name and role. */
static size_t skip_age(const struct ng_text *text, size_t i)
{
    size_t total = text->tokens.count;

    if (i + 2 < total && is_mark(text, i, ",") &&
        ng_text_token(text, i + 1)->kind == NG_TOKEN_NUMBER &&
        is_mark(text, i + 2, ","))
        return i + 2;
    for (size_t n = i + 1; is_mark(text, i, "(") && n < total && n - i < 6; n++)
        if (is_mark(text, n, ")"))
            return n + 1;
    return i;
}

/* True where an apposition may end: at a mark, a sentence's end, "who". */
static bool is_border(const struct ng_text *text, size_t i)
{
    const struct ng_token *t;

    if (i >= text->tokens.count)
        return true;
    t = ng_text_token(text, i);
    if (t->flags & NG_TOKEN_SENTENCE_START)
        return true;
    if (t->kind == NG_TOKEN_WORD)
        return ng_token_is(text, i, "who") || ng_token_is(text, i, "whose") ||
               ng_token_is(text, i, "whom") ||
               ng_role_part(text, i) == NG_PART_LINK ||
               ng_role_part(text, i) == NG_PART_AND;
    return t->kind != NG_TOKEN_NUMBER && t->kind != NG_TOKEN_POSSESSIVE;
}

/* A dash between spaces opens an apposition as a comma does. */
static bool opens_apposition(const struct ng_text *text, size_t i)
{
    const struct ng_token *t;

    if (i + 1 >= text->tokens.count)
        return false;
    t = ng_text_token(text, i);
    return ng_token_is(text, i, ",") ||
           (t->kind == NG_TOKEN_DASH && (t->flags & NG_TOKEN_SPACE_BEFORE) &&
            (ng_text_token(text, i + 1)->flags & NG_TOKEN_SPACE_BEFORE));
}

/* "[Dmitry Peskov], the Kremlin's spokesman,": ends at a mark. An honorific
 * begins the next person of a list ("Brook, Mr Smith and"). */
static void role_after(struct ng_names *names, size_t n)
{
    struct ng_name *name = &names->items[n];
    const struct ng_text *text = &names->run->text;
    struct ng_role role;
    size_t at = skip_age(text, name->end);
    bool all;

    if (!opens_apposition(text, at))
        return;
    at++;
    all = is_mark(text, at, "both") || is_mark(text, at, "all");
    ng_role_read_right(names, n, at + all, &role);
    if (role.first == role.end || !is_border(text, role.end) ||
        (ng_role_part(text, role.first) == NG_PART_HONORIFIC &&
         ng_is_capital(ng_text_token(text, role.first))))
        return;
    set_role(names, name, &role, NG_ROLE_TITLE);
    if (role.office.plural)
        share_left(names, n, &role);
}

/* True for a role that says where or what else: "director of the museum",
 * "editor and contributor", or a profession with a word before it: "Leeds-based
 * reporter". */
static bool says_more(const struct ng_text *text, const struct ng_role *role)
{
    enum ng_part next = role->head + 1 < role->end
                            ? ng_role_part(text, role->head + 1)
                            : NG_PART_END;

    return next == NG_PART_LINK || next == NG_PART_AND ||
           (role->office.class == NG_OFFICE_EXPERT && role->head > role->first);
}

/* "[Peskov] is the spokesman of the Kremlin", "[Brook], who is a nurse". Other
 * predicates say too much that is no title: "he is the better candidate". */
static void role_said(struct ng_names *names, size_t n)
{
    static const char *const verbs[] = {"is", "was", "became", "remains"};
    struct ng_name *name = &names->items[n];
    const struct ng_text *text = &names->run->text;
    struct ng_role role;
    size_t at = name->end, v = 0;
    bool who;

    if (at + 2 >= text->tokens.count ||
        ng_text_token(text, at + 1)->kind != NG_TOKEN_WORD)
        return;
    who = is_mark(text, at, ",") && is_mark(text, at + 1, "who");
    if (who)
        at += 2;
    while (v < sizeof verbs / sizeof *verbs && !is_mark(text, at, verbs[v]))
        v++;
    if (v == sizeof verbs / sizeof *verbs || at + 2 >= text->tokens.count ||
        ng_role_part(text, at + 1) != NG_PART_DET)
        return;
    ng_role_read_right(names, n, at + 1, &role);
    if (role.first < role.end && !role.office.plural &&
        (who || says_more(text, &role)))
        set_role(names, name, &role, NG_ROLE_SAID);
}

/* A people right before a name tells its country: "American Kevin King". */
static void country_before(struct ng_names *names, size_t n)
{
    struct ng_name *name = &names->items[n];
    const struct ng_name *people = n > 0 ? name - 1 : NULL;
    const char *code;

    if (name->country[0] || !people || people->type != NUTGRAF_GROUP ||
        people->end != name->first)
        return;
    code = ng_name_country(&names->run->text, people->first, people->end,
                           NUTGRAF_GROUP);
    memcpy(name->country, code, strlen(code) + 1);
}

/* In the order of trust; only people have roles. */
void ng_find_roles(struct ng_names *names)
{
    for (size_t n = 0; n < names->count; n++) {
        if (names->items[n].type != NUTGRAF_PERSON)
            continue;
        role_before(names, n);
        role_before_comma(names, n);
        role_after(names, n);
        role_said(names, n);
        country_before(names, n);
    }
}
