/*
 * link.c - names -> entities: which names mean one thing.
 *
 * In: names with type, role and gender, in text order. Out: run->entities in
 * order of their first mention, run->mentions in text order, the hints.
 *
 * One pass in text order. Every entity is entered into a map under the hashes
 * of what later names may call it: its whole name, its sound, its last word (a
 * person's surname), its acronym. A later name looks itself up: no name is
 * ever compared with all others, so 10^5 names cost 10^5 look-ups. Only people
 * of one surname are walked through, at most MAX_NAMESAKES of them.
 *
 * Reading in text order follows how articles are written: the full name first,
 * then the surname, and a bare surname means the person named last. The
 * reverse, a surname in the headline, works as well, since the surname was
 * entered and the fuller name finds it. What is joined is never parted again.
 *
 * Classes of types are kept apart: "Jordan" the man never meets Jordan the
 * land. The labels of organizations, places and facilities are one class,
 * because one building is often labelled as any of them.
 */
#include "base/hash.h"
#include "find/entity/key.h"

/* Kinds of hash in the one map, mixed into the key. */
enum index_kind {
    BY_WHOLE = 1,
    BY_SOUND,
    BY_LAST,
    BY_FIRST,
    BY_ACRONYM,
    BY_LETTERS,
    BY_COUNTRY
};

/* People with one surname that are compared with a new name. */
#define MAX_NAMESAKES 8

/* An entity being collected. Its key is that of its fullest name, by words. */
struct draft {
    struct ng_key key;    /* of its fullest name */
    uint32_t best;        /* the name that is its fullest */
    uint32_t role;        /* the name that has its role, or NONE */
    uint32_t count;       /* mentions */
    uint32_t namesake;    /* the entity before it with this surname + 1 */
    uint32_t first_hit;
    uint32_t votes[NG_ENTITY_TYPES];
    uint8_t class;        /* enum class_of_type */
    uint8_t gender;
    char country[3];
};

#define NONE UINT32_MAX

/* Types that can be one thing under different labels are linked together. */
enum class_of_type { PEOPLE, BODIES, GROUPS, OTHERS };

struct linker {
    struct ng_names *names;
    struct ng_map index;      /* kind and hash -> entity + 1 */
    struct draft *drafts;
    uint32_t count;
};

/* The class within which names of this type are linked; no default, so that a
 * new type has to be given one. */
static enum class_of_type class_of(nutgraf_entity_type type)
{
    switch (type) {
    case NUTGRAF_PERSON: return PEOPLE;
    case NUTGRAF_GROUP: return GROUPS;
    case NUTGRAF_ORGANIZATION:
    case NUTGRAF_PLACE:
    case NUTGRAF_FACILITY: return BODIES;
    case NUTGRAF_EVENT:
    case NUTGRAF_PRODUCT:
    case NUTGRAF_WORK:
    case NUTGRAF_LAW:
    case NUTGRAF_MISC: return OTHERS;
    }
    return OTHERS;
}

/* Kind, class and hash as one key of the map: an acronym "us" never meets the
 * word "us" of another kind. */
static uint64_t index_key(enum index_kind kind, unsigned class, uint64_t hash)
{
    return ng_hash_mix(hash + kind * 0x9E3779B97F4A7C15u + class);
}

/* Enters entity `e` under a hash; the latest one wins. For surnames the one
 * before it becomes its namesake: a chain from the latest person to the
 * first. */
static ng_status enter(struct linker *l, enum index_kind kind, uint64_t hash,
                       uint32_t e)
{
    uint32_t *slot = ng_map_add(
        &l->index, index_key(kind, l->drafts[e].class, hash));

    if (!slot)
        return NUTGRAF_NO_MEMORY;
    if (kind == BY_LAST && *slot != e + 1)
        l->drafts[e].namesake = *slot;
    *slot = e + 1;
    return NUTGRAF_OK;
}

/* The entity under a hash, or NONE: the map holds numbers plus 1 and gives 0
 * for what is absent, and 0 - 1 is NONE. */
static uint32_t look(const struct linker *l, enum index_kind kind,
                     unsigned class, uint64_t hash)
{
    return ng_map_get(&l->index, index_key(kind, class, hash)) - 1;
}

/* Could the first names be one? An initial agrees with what begins with it
 * ("V. Putin"), else letters or sounds must be equal: "Sergei" and "Sergey"
 * Lavrov. */
static bool first_words_agree(const struct ng_key *a, const struct ng_key *b)
{
    const struct ng_key_word *x = &a->words[0], *y = &b->words[0];

    if (x->single || y->single)
        return x->initial == y->initial;
    return x->word == y->word || x->sound == y->sound;
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

/* Could both be one person's name? Their surnames sound alike already. A bare
 * surname agrees with everybody of that name; "Hillary Clinton" and "Bill
 * Clinton" do not agree. */
static bool same_person(const struct ng_key *a, const struct ng_key *b)
{
    if (a->count < 2 || b->count < 2)
        return true;
    return first_words_agree(a, b) || is_end_of(a, b) || is_end_of(b, a);
}

/* The person whom a name with this surname means, or NONE. The one mentioned
 * last comes first; a bare surname takes it, unless its title says the other
 * gender: "Mrs Clinton" after "Bill Clinton" goes on to the next in the
 * chain. */
static uint32_t find_namesake(const struct linker *l, const struct ng_key *key,
                              const struct ng_name *name)
{
    uint32_t e = look(l, BY_LAST, PEOPLE, key->words[key->count - 1].sound);

    for (int i = 0; e != NONE && i < MAX_NAMESAKES; i++) {
        const struct draft *d = &l->drafts[e];
        bool clash = d->gender && name->gender && d->gender != name->gender;
        if (!clash && same_person(&d->key, key))
            return e;
        e = d->namesake - 1;
    }
    return NONE;
}

/* By the surname, which is the last word, then, for a single word, by the first
 * name: "Beyoncé", "Saddam", and names whose family name comes first ("Xi"). */
static uint32_t find_person(const struct linker *l, const struct ng_key *key,
                            const struct ng_name *name)
{
    uint32_t e;

    if (!key->count)
        return NONE;
    e = find_namesake(l, key, name);
    if (e == NONE && key->count == 1)
        e = look(l, BY_FIRST, PEOPLE, key->words[0].word);
    return e;
}

/* An organization or place by other means than its words: "LRA" by the acronym
 * of a name before it; "Lord's Resistance Army" by letters that were seen
 * before it, with and without its small words. */
static uint32_t find_body(const struct linker *l, const struct ng_key *key)
{
    uint32_t e = NONE;

    if (key->letters)
        e = look(l, BY_ACRONYM, BODIES, key->letters);
    if (e == NONE && key->acronym)
        e = look(l, BY_LETTERS, BODIES, key->acronym);
    if (e == NONE && key->acronym_all)
        e = look(l, BY_LETTERS, BODIES, key->acronym_all);
    return e;
}

/* A country by its code, so that "the U.S." is "the United States"; 0 for what
 * is no country. Only whole names: "Turkish Airlines" is not Turkey, and
 * peoples, cities and regions have the code of a country without being it. */
static uint64_t country_hash(const struct ng_text *text,
                             const struct ng_name *name)
{
    struct ng_row row;
    size_t len = ng_phrase_find(text, name->first, name->end,
                                NG_TABLE_COUNTRIES, &row);
    const char *code;

    if (len != name->end - name->first || !ng_row_is(row, 1, "country"))
        return 0;
    code = ng_row_text(row, 2);
    return *code ? ng_hash(code, strlen(code)) : 0;
}

/* The entity that a name means, or NONE: the surest agreement first. A sound
 * counts only for names of several words, single ones sound alike by chance too
 * often. */
static uint32_t find_entity(const struct linker *l, const struct ng_key *key,
                            const struct ng_name *name, uint64_t country)
{
    unsigned class = class_of(name->type);
    uint32_t e = look(l, BY_WHOLE, class, key->whole);

    if (class == PEOPLE) /* a bare surname may have a newer owner */
        return key->count > 1 && e != NONE ? e : find_person(l, key, name);
    if (e == NONE && country && class == BODIES)
        e = look(l, BY_COUNTRY, class, country);
    if (e == NONE && class == BODIES)
        e = find_body(l, key);
    if (e == NONE && key->count > 1)
        e = look(l, BY_SOUND, class, key->sound);
    return e;
}

/* Enters the entity under all that later names may call it. People have no
 * acronym, and only they a surname; letters are entered for organizations that
 * come first by their short name. */
static ng_status enter_all(struct linker *l, uint32_t e,
                           const struct ng_key *key, uint64_t country)
{
    unsigned class = l->drafts[e].class;

    NG_TRY(enter(l, BY_WHOLE, key->whole, e));
    if (key->count > 1 && class != PEOPLE)
        NG_TRY(enter(l, BY_SOUND, key->sound, e));
    if (class == PEOPLE && key->count)
        NG_TRY(enter(l, BY_LAST, key->words[key->count - 1].sound, e));
    if (class == PEOPLE && key->count > 1)
        NG_TRY(enter(l, BY_FIRST, key->words[0].word, e));
    if (class == BODIES && key->acronym)
        NG_TRY(enter(l, BY_ACRONYM, key->acronym, e));
    if (class == BODIES && key->acronym_all)
        NG_TRY(enter(l, BY_ACRONYM, key->acronym_all, e));
    if (class == BODIES && key->letters)
        NG_TRY(enter(l, BY_LETTERS, key->letters, e));
    if (class == BODIES && country)
        NG_TRY(enter(l, BY_COUNTRY, country, e));
    return NUTGRAF_OK;
}

/* The gender of a person's first name, when it is followed by another word:
 * alone it may be a surname ("Kelly"). Names of both genders tell none. */
static uint8_t gender_of_forename(const struct ng_text *text,
                                  const struct ng_name *name)
{
    struct ng_row row =
        ng_lexicon_row(text->lexicon, ng_text_token(text, name->first)->lex,
                       NG_TABLE_FORENAMES, 0);

    if (name->end - name->first < 2 || !row.row)
        return NG_GENDER_UNKNOWN;
    return ng_row_is(row, 1, "m")   ? NG_GENDER_MALE
           : ng_row_is(row, 1, "f") ? NG_GENDER_FEMALE
                                    : NG_GENDER_UNKNOWN;
}

/* Counts a name as a mention of entity `e`. The first role, gender and country
 * that a mention tells are kept; the fullest name becomes the entity's name,
 * among equals the first. The forename's gender comes after a title's, which
 * knows better. */
static void add_mention(struct linker *l, uint32_t e, uint32_t n,
                        const struct ng_key *key)
{
    const struct ng_text *text = &l->names->run->text;
    struct ng_name *name = &l->names->items[n];
    struct draft *d = &l->drafts[e];

    name->entity = e;
    d->count++;
    d->votes[name->type]++;
    if (d->role == NONE && name->role_first < name->role_end)
        d->role = n;
    if (!d->gender)
        d->gender = name->gender;
    if (!d->gender && d->class == PEOPLE)
        d->gender = gender_of_forename(text, name);
    if (!d->country[0])
        memcpy(d->country, name->country, sizeof d->country);
    if (key->count > d->key.count) {
        d->key = *key;
        d->best = n;
    }
}

/* Finds or makes the entity of a name. It is entered anew when the name has
 * another number of words than the entity's fullest one: only then can it be
 * called something that it was not called before. */
static ng_status link_name(struct linker *l, uint32_t n)
{
    const struct ng_text *text = &l->names->run->text;
    struct ng_name *name = &l->names->items[n];
    uint64_t country = country_hash(text, name);
    struct ng_key key;
    uint32_t e;
    bool fuller;

    ng_key_read(text, name->first, name->end, &key);
    e = find_entity(l, &key, name, country);
    fuller = e == NONE || key.count != l->drafts[e].key.count;
    if (e == NONE) {
        e = l->count++;
        l->drafts[e] = (struct draft){.key = key,
                                      .best = n,
                                      .role = NONE,
                                      .class = (uint8_t)class_of(name->type)};
    }
    add_mention(l, e, n, &key);
    return fuller ? enter_all(l, e, &key, country) : NUTGRAF_OK;
}

/* The type that most mentions have; at a tie the first in the enum. */
static nutgraf_entity_type best_type(const struct draft *d)
{
    int best = 0;

    for (int t = 1; t < NG_ENTITY_TYPES; t++)
        if (d->votes[t] > d->votes[best])
            best = t;
    return (nutgraf_entity_type)best;
}

/* Writes one entity; its mentions are filled in afterwards, the room for them
 * is made here since their number is known. All strings are copies in the
 * arena. A person's country is that of a role; other entities may tell theirs
 * by their own name. */
static ng_status write_entity(struct linker *l, const struct draft *d)
{
    struct ng_run *run = l->names->run;
    const struct ng_name *best = &l->names->items[d->best];
    nutgraf_entity *entity = ng_vector_push(&run->entities);
    struct ng_entity_hint *hint = ng_vector_push(&run->hints);
    const char *country = d->country;

    if (!entity || !hint)
        return NUTGRAF_NO_MEMORY;
    entity->type = best_type(d);
    entity->name = ng_arena_copy(
        &run->doc, ng_tokens_text(&run->text, best->first, best->end));
    entity->mentions = ng_arena_array(&run->doc, d->count,
                                      sizeof *entity->mentions);
    if (!entity->name || !entity->mentions)
        return NUTGRAF_NO_MEMORY;
    if (d->role != NONE) {
        const struct ng_name *n = &l->names->items[d->role];
        entity->role = ng_arena_copy(
            &run->doc,
            ng_tokens_text(&run->text, n->role_first, n->role_end));
        if (!entity->role)
            return NUTGRAF_NO_MEMORY;
        hint->role_first = n->role_first;
        hint->role_end = n->role_end;
    }
    if (!country[0] && entity->type != NUTGRAF_PERSON)
        country = ng_name_country(&run->text, best->first, best->end);
    if (country[0]) {
        entity->country = ng_arena_copy(&run->doc, ng_slice_of(country));
        if (!entity->country)
            return NUTGRAF_NO_MEMORY;
    }
    hint->gender = d->gender;
    hint->plural = entity->type == NUTGRAF_GROUP;
    return NUTGRAF_OK;
}

/* Writes the mentions, in text order, into their entities and the run. The
 * public struct holds its spans as const; the pointer is copied into one that
 * is not, which is right because this module made them. */
static ng_status write_mentions(struct linker *l)
{
    struct ng_run *run = l->names->run;

    for (size_t n = 0; n < l->names->count; n++) {
        const struct ng_name *name = &l->names->items[n];
        nutgraf_entity *entity =
            NG_AT(&run->entities, nutgraf_entity, name->entity);
        struct ng_mention *m = ng_vector_push(&run->mentions);
        nutgraf_span *spans;
        if (!m)
            return NUTGRAF_NO_MEMORY;
        memcpy(&spans, &entity->mentions, sizeof spans);
        *m = (struct ng_mention){
            .start = ng_text_token(&run->text, name->first)->start,
            .end = ng_text_token(&run->text, name->end - 1)->end,
            .first_token = name->first,
            .token_end = name->end,
            .entity = name->entity};
        spans[entity->mention_count++] = (nutgraf_span){m->start, m->end};
    }
    return NUTGRAF_OK;
}

/* One draft per name is room enough for any number of entities. Linking comes
 * before writing, because a late mention may have the fullest name or the only
 * role. */
ng_status ng_link_names(struct ng_names *names)
{
    struct linker l = {names, {&names->run->doc}};

    l.drafts = ng_arena_array(&names->run->doc, names->count + 1,
                              sizeof *l.drafts);
    if (!l.drafts)
        return NUTGRAF_NO_MEMORY;
    for (uint32_t n = 0; n < names->count; n++)
        NG_TRY(link_name(&l, n));
    for (uint32_t e = 0; e < l.count; e++)
        NG_TRY(write_entity(&l, &l.drafts[e]));
    return write_mentions(&l);
}
