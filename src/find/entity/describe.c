/*
 * describe.c - from a description to the entity whose role or name has it.
 *
 * In: the tokens of a noun phrase. Its head ("minister") must be the head of a
 * person's role; its other words must not contradict the role: another country,
 * another ministry, a vice that only one of both has. Every word that both have
 * speaks for the person; of equals the one mentioned last before the phrase is
 * meant, as with surnames. Organizations and places are found by a word of
 * their name.
 */
#include "find/entity/describe.h"

#include "find/entity/entity.h"
#include "find/entity/office.h"

/* A description in parts. */
struct description {
    const struct ng_run *run;
    const struct ng_text *text;
    size_t first, head, end; /* tokens */
    struct ng_office office; /* of the head */
    const char *country;     /* that it names, or "" */
};

/* Small words that end the first noun phrase: "head of", "spokesman for". */
static bool ends_phrase(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);

    return t->kind == NG_TOKEN_MARK || t->kind == NG_TOKEN_STOP ||
           ng_token_is(text, i, "of") || ng_token_is(text, i, "for") ||
           ng_token_is(text, i, "at") || ng_token_is(text, i, "in") ||
           ng_token_is(text, i, "to") || ng_token_is(text, i, "with") ||
           ng_token_is(text, i, "from") || ng_token_is(text, i, "on") ||
           ng_token_is(text, i, "and");
}

/* The last word before a preposition, or `first`. */
static size_t head_of(const struct ng_text *text, size_t first, size_t end)
{
    size_t head = first;

    for (size_t i = first; i < end && !ends_phrase(text, i); i++)
        if (ng_text_token(text, i)->kind == NG_TOKEN_WORD)
            head = i;
    return head;
}

/* A deputy is not the one whom he stands for: these must stand in both. */
static bool is_lesser(const struct ng_text *text, size_t i)
{
    return ng_token_is(text, i, "vice") || ng_token_is(text, i, "deputy") ||
           ng_token_is(text, i, "assistant") || ng_token_is(text, i, "under");
}

/* True when tokens [first, end) hold the word of token `word`. */
static bool holds(const struct ng_text *text, size_t first, size_t end,
                  size_t word)
{
    for (size_t i = first; i < end; i++)
        if (ng_office_same(text, i, word))
            return true;
    return false;
}

/* The token of the role that is its head like the description's, or `end`:
 * "CEO" and "founder" both in "CEO and co-founder", but neither "president" in
 * "president's lawyer" nor "commission" in "head of the commission". */
static size_t find_head(const struct description *d, size_t first, size_t end)
{
    bool inside = false; /* an "of ..." phrase */

    for (size_t i = first; i < end; i++) {
        if (!inside && ng_office_same(d->text, i, d->head) &&
            (i + 1 == end || ends_phrase(d->text, i + 1)))
            return i;
        if (ends_phrase(d->text, i))
            inside = ng_text_token(d->text, i)->kind == NG_TOKEN_WORD &&
                     !ng_token_is(d->text, i, "and");
    }
    return end;
}

/* Agreement of the words before both heads: a count of common ones, or -1 when
 * they contradict. */
static int compare_words(const struct description *d, size_t role_first,
                         size_t role_head)
{
    const struct ng_text *text = d->text;
    int common = 0;
    bool own = false;

    for (size_t i = role_first; i < role_head; i++) {
        bool both = holds(text, d->first, d->head, i);
        if (is_lesser(text, i) && !both)
            return -1;
        common += both;
    }
    for (size_t i = d->first; i < d->head; i++) {
        if (ng_office_read(text, i).class != NG_OFFICE_MODIFIER ||
            ng_token_is(text, i, "former") || ng_token_is(text, i, "then"))
            continue;
        if (!holds(text, role_first, role_head, i))
            own = true;
        if (is_lesser(text, i) && own)
            return -1;
    }
    /* "the foreign minister", "Defense Minister": each has what the other
     * lacks. */
    if (own && role_head > role_first && common == 0 &&
        ng_office_read(text, role_head - 1).class == NG_OFFICE_MODIFIER)
        return -1;
    return common;
}

/* How well a person fits: 0 not at all, else 1 and more. */
static int fits_person(const struct description *d, uint32_t entity)
{
    const nutgraf_entity *e =
        NG_AT(&d->run->entities, nutgraf_entity, entity);
    const struct ng_entity_hint *hint =
        NG_AT(&d->run->hints, struct ng_entity_hint, entity);
    size_t head = find_head(d, hint->role_first, hint->role_end);
    int common;

    if (head == hint->role_end)
        return 0;
    if (d->office.gender && hint->gender && d->office.gender != hint->gender)
        return 0;
    if (*d->country && e->country && strcmp(d->country, e->country) != 0)
        return 0;
    common = compare_words(d, hint->role_first, head);
    return common < 0 ? 0 : 1 + common + (*d->country && e->country);
}

/* The same for what is no person: the head stands in the mention's name, as
 * the name's last word or before "of". */
static int fits_body(const struct description *d, const struct ng_mention *m)
{
    for (size_t i = m->first_token; i < m->token_end; i++)
        if ((i + 1 == m->token_end || ends_phrase(d->text, i + 1)) &&
            ng_office_same(d->text, i, d->head))
            return 1;
    return 0;
}

/* A mention's fit; people come first, so theirs weighs more. */
static int fits(const struct description *d, const struct ng_mention *m)
{
    const nutgraf_entity *e =
        NG_AT(&d->run->entities, nutgraf_entity, m->entity);

    if (e->type == NUTGRAF_PERSON)
        return 100 * fits_person(d, m->entity);
    return fits_body(d, m);
}

/* Mentions that begin before token `first`; they are sorted. */
static size_t mentions_before(const struct ng_run *run, size_t first)
{
    size_t low = 0, high = run->mentions.count;

    while (low < high) {
        size_t mid = (low + high) / 2;
        if (NG_AT(&run->mentions, struct ng_mention, mid)->first_token < first)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The best mention before the phrase, the nearest among equals; then after it.
 * Mentions inside the phrase ("the Kremlin's spokesman") are words of it. */
static int32_t search(const struct description *d)
{
    const struct ng_vector *mentions = &d->run->mentions;
    size_t from = mentions_before(d->run, d->first), best = SIZE_MAX;
    int most = 0, fit;

    for (size_t n = from; n > 0 && from - n < NG_DESCRIBE_BACK; n--) {
        fit = fits(d, NG_AT(mentions, struct ng_mention, n - 1));
        if (fit > most) {
            most = fit;
            best = n - 1;
        }
    }
    for (size_t n = mentions_before(d->run, d->end), to = n; !most &&
         to < mentions->count && to - n < NG_DESCRIBE_AHEAD; to++) {
        fit = fits(d, NG_AT(mentions, struct ng_mention, to));
        if (fit) {
            most = fit;
            best = to;
        }
    }
    return most ? (int32_t)NG_AT(mentions, struct ng_mention, best)->entity
                : -1;
}

/* A country in any word of the phrase must be the entity's. Without hints (the
 * entities module did not run) nobody is described. */
int32_t ng_entity_described(const struct ng_run *run, size_t first, size_t end)
{
    struct description d = {run, &run->text, first, first, end, {0}, ""};

    if (first >= end || run->hints.count < run->entities.count)
        return -1;
    d.head = head_of(d.text, first, end);
    if (ng_text_token(d.text, d.head)->kind != NG_TOKEN_WORD)
        return -1;
    d.office = ng_office_read(d.text, d.head);
    if (d.office.plural || d.office.class == NG_OFFICE_HONORIFIC)
        return -1;
    for (size_t i = first; i < end && !*d.country; i++)
        if (ng_is_capital(ng_text_token(d.text, i)))
            d.country = ng_name_country(d.text, i, i + 1, NUTGRAF_PLACE);
    return search(&d);
}
