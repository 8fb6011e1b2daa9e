/*
 * link.c - names -> entities: which names mean one thing.
 *
 * In: names with type, role and gender, in text order. Out: drafts, of which
 * record.c makes run->entities in order of their first mention, run->mentions
 * and the hints.
 *
 * One pass in text order. Every entity is entered into a map under the hashes
 * of what later names may call it: its whole name, its sound, its last word (a
 * person's surname), its acronym, its end ("Security Council") and its
 * beginning ("Emirates"). A later name looks itself up: no name is ever
 * compared with all others, so 10^5 names cost 10^5 look-ups. Only people of
 * one surname are walked through, at most MAX_NAMESAKES of them.
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
#include "find/entity/link.h"

#include "base/hash.h"

/* Kinds of hash in the one map, mixed into the key. */
enum index_kind {
    BY_WHOLE = 1,
    BY_SOUND,
    BY_BAG,
    BY_LAST,
    BY_FIRST,
    BY_INNER,
    BY_ACRONYM,
    BY_LETTERS,
    BY_CODE, /* a country, a nation, a group's singular */
    BY_PART
};

/* People with one surname that are compared with a new name. */
#define MAX_NAMESAKES 8

#define NONE NG_DRAFT_NONE

/* A name on its way to an entity. */
struct candidate {
    uint32_t number; /* of the name */
    const struct ng_name *name;
    enum ng_link_class class;
    struct ng_key key;
    uint64_t code; /* of its country or nation, 0: none */
    uint64_t bag;  /* of its letters in any order, 0: not asked */
};

/* No default, so that a new type has to be given a class. */
enum ng_link_class ng_link_class_of(nutgraf_entity_type type)
{
    switch (type) {
    case NUTGRAF_PERSON: return NG_LINK_PEOPLE;
    case NUTGRAF_GROUP: return NG_LINK_GROUPS;
    case NUTGRAF_ORGANIZATION:
    case NUTGRAF_PLACE:
    case NUTGRAF_FACILITY: return NG_LINK_BODIES;
    case NUTGRAF_EVENT:
    case NUTGRAF_PRODUCT:
    case NUTGRAF_WORK:
    case NUTGRAF_LAW:
    case NUTGRAF_MISC: return NG_LINK_OTHERS;
    }
    return NG_LINK_OTHERS;
}

/* Kind, class and hash as one key of the map: an acronym "us" never meets the
 * word "us" of another kind. */
static uint64_t index_key(enum index_kind kind, unsigned class, uint64_t hash)
{
    return ng_hash_mix(hash + kind * 0x9E3779B97F4A7C15u + class);
}

/* Enters entity `e` under a hash; the latest one wins. For surnames the one
 * before it becomes its namesake: a chain from the latest person to the first,
 * in which everybody stands once. */
static ng_status enter(struct ng_linker *l, enum index_kind kind, uint64_t hash,
                       uint32_t e)
{
    struct ng_draft *d = &l->drafts[e];
    uint32_t *slot;

    if (!hash)
        return NUTGRAF_OK;
    slot = ng_map_add(&l->index, index_key(kind, d->class, hash));
    if (!slot)
        return NUTGRAF_NO_MEMORY;
    if (kind == BY_LAST) {
        if (d->chained && *slot)
            return NUTGRAF_OK;
        d->namesake = d->chained ? d->namesake : *slot;
        d->chained = true;
    }
    *slot = e + 1;
    return NUTGRAF_OK;
}

/* The entity under a hash, or NONE: the map holds numbers plus 1 and gives 0
 * for what is absent, and 0 - 1 is NONE. */
static uint32_t look(const struct ng_linker *l, enum index_kind kind,
                     unsigned class, uint64_t hash)
{
    return hash ? ng_map_get(&l->index, index_key(kind, class, hash)) - 1
                : NONE;
}

/* The person whom a name with this surname means, or NONE: of those who agree
 * the one named most often, since an article about one Biden names his son by
 * the full name. Of equals the latest, but with a title the first ("Vice
 * President Biden" after Joe and Hunter). Unless the title says the other
 * gender: "Mrs Clinton" is not Bill Clinton. */
static uint32_t find_namesake(const struct ng_linker *l,
                              const struct candidate *c)
{
    const struct ng_key *key = &c->key;
    uint32_t titled = c->name->role_weight == NG_ROLE_TITLE;
    uint32_t best = NONE;
    uint32_t e = look(l, BY_LAST, NG_LINK_PEOPLE,
                      key->words[key->count - 1].sound);

    for (int i = 0; e != NONE && i < MAX_NAMESAKES; i++) {
        const struct ng_draft *d = &l->drafts[e];
        bool clash =
            d->gender && c->name->gender && d->gender != c->name->gender;
        if (!clash && ng_same_person(&d->key, key) &&
            (best == NONE || d->count + titled > l->drafts[best].count))
            best = e;
        e = d->namesake - 1;
    }
    return best;
}

/* By the surname, which is the last word; then, for a single word, by the first
 * name ("Beyoncé", and names whose family name comes first: "Xi") and by a word
 * in between ("García" of "Gabriel García Márquez"). A full name may have a
 * word more behind what was its surname: "Daniel Ortega Saavedra". */
static uint32_t find_person(const struct ng_linker *l,
                            const struct candidate *c)
{
    const struct ng_key *key = &c->key;
    uint32_t e;

    if (!key->count)
        return NONE;
    /* a bare surname may have a newer owner */
    e = key->count > 1 ? look(l, BY_WHOLE, c->class, key->whole) : NONE;
    if (e == NONE)
        e = find_namesake(l, c);
    if (e == NONE && key->count == 1)
        e = look(l, BY_FIRST, c->class, key->words[0].word);
    if (e == NONE && key->count == 1)
        e = look(l, BY_INNER, c->class, key->words[0].word);
    if (e == NONE && key->count == 2)
        e = look(l, BY_PART, c->class, key->whole);
    return e;
}

/* By the acronym of a name before it, "LRA"; or, for "Lord's Resistance Army",
 * by letters that were seen before it, with and without its small words. */
static uint32_t find_acronym(const struct ng_linker *l,
                             const struct candidate *c)
{
    uint32_t e = look(l, BY_ACRONYM, c->class, c->key.letters);

    if (e == NONE)
        e = look(l, BY_LETTERS, c->class, c->key.acronym);
    if (e == NONE)
        e = look(l, BY_LETTERS, c->class, c->key.acronym_all);
    if (e == NONE)
        e = look(l, BY_LETTERS, c->class, c->key.acronym_the);
    return e;
}

/* Types whose names are called by a part of theirs. A place is not: "York" is
 * no short form of "New York". */
static bool has_parts(nutgraf_entity_type type)
{
    return type == NUTGRAF_ORGANIZATION || type == NUTGRAF_FACILITY ||
           type == NUTGRAF_PRODUCT || type == NUTGRAF_EVENT ||
           type == NUTGRAF_LAW;
}

/* A short name by a longer one before it, or a longer one by a short one before
 * it. Both must have the same type: "Chelsea" the quarter is no short form of
 * "Chelsea FC". Only what is first read as a place may be called like an
 * organization later: the "Indiana Statehouse". */
static uint32_t find_part(const struct ng_linker *l, const struct candidate *c)
{
    const struct ng_key *key = &c->key;
    uint32_t e = NONE;

    if (!has_parts(c->name->type))
        return NONE;
    e = look(l, BY_PART, c->class, key->whole);
    if (e != NONE && l->drafts[e].votes[NUTGRAF_PLACE])
        return e;
    for (unsigned i = 1; e == NONE && i < key->count; i++) {
        if (ng_key_may_begin(key, i))
            e = look(l, BY_WHOLE, c->class, ng_key_part(key, i, key->count));
        if (e == NONE && ng_key_may_end(key, i))
            e = look(l, BY_WHOLE, c->class, ng_key_part(key, 0, i));
    }
    return e != NONE && l->drafts[e].votes[c->name->type] ? e : NONE;
}

/* The entity that a name means, or NONE: the surest agreement first. Sounds and
 * letters in another order ("Foreign Minsitry") count only for names of several
 * words, single ones are alike by chance too often. */
static uint32_t find_entity(const struct ng_linker *l,
                            const struct candidate *c)
{
    uint32_t e;

    if (c->class == NG_LINK_PEOPLE)
        return find_person(l, c);
    e = look(l, BY_WHOLE, c->class, c->key.whole);
    if (e == NONE)
        e = look(l, BY_CODE, c->class, c->code);
    if (e == NONE && ng_is_in_brackets(l->names, c->number)) {
        e = l->names->items[c->number - 1].entity;
        return l->drafts[e].class == c->class ? e : NONE;
    }
    if (e == NONE && c->class != NG_LINK_GROUPS)
        e = find_acronym(l, c);
    if (e == NONE && c->class != NG_LINK_GROUPS)
        e = find_part(l, c);
    if (e == NONE && c->key.count > 1)
        e = look(l, BY_SOUND, c->class, c->key.sound);
    if (e == NONE && c->key.count > 1)
        e = look(l, BY_BAG, c->class, c->bag);
    return e;
}

/* A person is called by surname and first name, and by what stands between
 * them; a name of three words by its first two. */
static ng_status enter_person(struct ng_linker *l, uint32_t e,
                              const struct ng_key *key)
{
    if (!key->count)
        return NUTGRAF_OK;
    NG_TRY(enter(l, BY_LAST, key->words[key->count - 1].sound, e));
    if (key->count < 2)
        return NUTGRAF_OK;
    NG_TRY(enter(l, BY_FIRST, key->words[0].word, e));
    for (unsigned i = 1; i + 1 < key->count; i++)
        if (!key->words[i].single && key->words[i].capital)
            NG_TRY(enter(l, BY_INNER, key->words[i].word, e));
    if (key->count == 3)
        NG_TRY(enter(l, BY_PART, ng_key_part(key, 0, 2), e));
    return NUTGRAF_OK;
}

/* What else is called by its acronym, its parts and its code; letters are
 * entered for what comes first by its short name. */
static ng_status enter_thing(struct ng_linker *l, uint32_t e,
                             const struct candidate *c)
{
    const struct ng_key *key = &c->key;

    if (key->count > 1) {
        NG_TRY(enter(l, BY_SOUND, key->sound, e));
        NG_TRY(enter(l, BY_BAG, c->bag, e));
    }
    NG_TRY(enter(l, BY_CODE, c->code, e));
    if (c->class == NG_LINK_GROUPS)
        return NUTGRAF_OK;
    NG_TRY(enter(l, BY_ACRONYM, key->acronym, e));
    NG_TRY(enter(l, BY_ACRONYM, key->acronym_all, e));
    NG_TRY(enter(l, BY_ACRONYM, key->acronym_the, e));
    NG_TRY(enter(l, BY_LETTERS, key->letters, e));
    if (!has_parts(c->name->type) && c->name->type != NUTGRAF_PLACE)
        return NUTGRAF_OK;
    for (unsigned i = 1; i < key->count; i++) {
        if (ng_key_may_begin(key, i))
            NG_TRY(enter(l, BY_PART, ng_key_part(key, i, key->count), e));
        if (ng_key_may_end(key, i))
            NG_TRY(enter(l, BY_PART, ng_key_part(key, 0, i), e));
    }
    return NUTGRAF_OK;
}

/* Enters the entity under all that later names may call it. */
static ng_status enter_all(struct ng_linker *l, uint32_t e,
                           const struct candidate *c)
{
    NG_TRY(enter(l, BY_WHOLE, c->key.whole, e));
    return c->class == NG_LINK_PEOPLE ? enter_person(l, e, &c->key)
                                      : enter_thing(l, e, c);
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

/* Is the key a better name for the entity? More words are; of a group the form
 * without plural is: "Israeli" after "Israelis". */
static bool is_fuller(const struct ng_draft *d, const struct ng_key *key)
{
    if (d->class == NG_LINK_GROUPS && key->count && d->key.count == key->count)
        return key->whole != d->key.whole && key->whole == ng_key_stem(key) &&
               d->key.whole != ng_key_stem(&d->key);
    return key->count > d->key.count;
}

/* Is the role of a new mention better than the one that the entity has? A surer
 * one is, and of equals one that says the same and more: "US President" after
 * "President". */
static bool is_better_role(const struct ng_linker *l, const struct ng_draft *d,
                           const struct ng_name *name)
{
    const struct ng_text *text = &l->names->run->text;
    const struct ng_name *old;
    uint32_t length = name->role_end - name->role_first;

    if (!length)
        return false;
    if (d->role == NONE)
        return true;
    old = &l->names->items[d->role];
    if (old->role_weight != name->role_weight)
        return old->role_weight < name->role_weight;
    return length > old->role_end - old->role_first &&
           ng_slice_ends_nocase(
               ng_tokens_text(text, name->role_first, name->role_end),
               ng_tokens_text(text, old->role_first, old->role_end));
}

/* Counts a name as a mention of entity `e`. The best role, the first gender and
 * country that a mention tells are kept. The forename's gender comes after a
 * title's, which knows better. */
static void add_mention(struct ng_linker *l, uint32_t e, uint32_t n)
{
    struct ng_name *name = &l->names->items[n];
    struct ng_draft *d = &l->drafts[e];

    name->entity = e;
    d->count++;
    d->votes[name->type]++;
    if (is_better_role(l, d, name))
        d->role = n;
    if (!d->gender)
        d->gender = name->gender;
    if (!d->gender && d->class == NG_LINK_PEOPLE)
        d->gender = gender_of_forename(&l->names->run->text, name);
    if (!d->country[0])
        memcpy(d->country, name->country, sizeof d->country);
}

/* Copies a key, of its words those that are set. */
static void copy_key(struct ng_key *to, const struct ng_key *from)
{
    const size_t words = sizeof from->words;

    memcpy(to->words, from->words, from->count * sizeof *from->words);
    memcpy((char *)to + words, (const char *)from + words,
           sizeof *from - words);
}

/* The fullest name becomes the entity's name, among equals the first. */
static void take_name(struct ng_draft *d, const struct candidate *c)
{
    if (!is_fuller(d, &c->key))
        return;
    copy_key(&d->key, &c->key);
    d->best = c->number;
}

/* The same words again: "Dubai" is a better name than "DUBAI". */
static void take_quieter(struct ng_linker *l, uint32_t e, uint32_t n)
{
    const struct ng_text *text = &l->names->run->text;
    const struct ng_name *name = &l->names->items[n];
    struct ng_draft *d = &l->drafts[e];
    const struct ng_name *best = &l->names->items[d->best];

    if (best->hash == name->hash &&
        ng_is_shouted(text, best->first, best->end) &&
        !ng_is_shouted(text, name->first, name->end))
        d->best = n;
}

/* A country by its code, so that "the U.S." is "the United States"; 0 for what
 * is no country. Only whole names ("Turkish Airlines" is not Turkey), or what
 * follows "State of", "Republic of": peoples, cities and regions have the code
 * of a country without being it. */
static uint64_t country_code(const struct ng_text *text,
                             const struct ng_name *name)
{
    static const char *const states[] = {"state", "republic", "kingdom",
                                         "federation", "commonwealth"};
    size_t first = name->first;
    struct ng_row row;
    const char *code;

    for (size_t n = 0; n < sizeof states / sizeof *states; n++)
        if (name->end - first > 2 && ng_token_is(text, first, states[n]) &&
            ng_token_is(text, first + 1, "of"))
            first += 2;
    if (ng_is_us(text, first, name->end))
        return ng_hash("US", 2);
    if (ng_phrase_find(text, first, name->end, NG_TABLE_COUNTRIES, &row) !=
            name->end - first ||
        !ng_row_is(row, 1, "country"))
        return 0;
    code = ng_row_text(row, 2);
    return *code ? ng_hash(code, strlen(code)) : 0;
}

/* Letters by which the forms of a nation's name agree: "Turks" and "Turkish",
 * "Spaniards" and "Spanish", but not "English" and "British". */
#define NATION_LETTERS 3

/* A people by its code and first letters; other groups by their singular. */
static uint64_t group_code(const struct ng_text *text,
                           const struct ng_name *name,
                           const struct ng_key *key)
{
    struct ng_row row;
    const char *code, *word;

    if (ng_phrase_find(text, name->first, name->end, NG_TABLE_GROUPS, &row) !=
            name->end - name->first ||
        !ng_row_is(row, 1, "nation"))
        return ng_key_stem(key);
    code = ng_row_text(row, 2);
    word = ng_row_text(row, 0);
    if (!*code || strlen(word) < NATION_LETTERS)
        return ng_key_stem(key);
    return ng_hash_more(ng_hash(code, strlen(code)), word, NATION_LETTERS);
}

/* Reads all that is asked of a name. */
static void read_candidate(const struct ng_linker *l, uint32_t n,
                           struct candidate *c)
{
    const struct ng_text *text = &l->names->run->text;
    const struct ng_name *name = &l->names->items[n];

    c->number = n;
    c->name = name;
    c->class = ng_link_class_of(name->type);
    c->code = c->bag = 0;
    ng_key_read(text, name->first, name->end, &c->key);
    if (c->class == NG_LINK_PEOPLE)
        ng_key_drop_suffix(&c->key);
    else if (c->class == NG_LINK_BODIES)
        c->code = country_code(text, name);
    else if (c->class == NG_LINK_GROUPS)
        c->code = group_code(text, name, &c->key);
    if (c->class != NG_LINK_PEOPLE && c->key.count > 1)
        c->bag = ng_key_bag(text, name->first, name->end);
}

/* Begins an entity with its first name. Only the words of the key that there
 * are are copied: there are drafts by the ten thousand. */
static void begin_draft(struct ng_draft *d, const struct candidate *c)
{
    const size_t words = sizeof d->key.words;

    memset((char *)d + words, 0, sizeof *d - words);
    d->best = c->number;
    d->role = NONE;
    d->class = (uint8_t)c->class;
    copy_key(&d->key, &c->key);
}

/* True when nobody else in the article has the person's surname. */
static bool is_only_one(const struct ng_linker *l, uint32_t e)
{
    const struct ng_draft *d = &l->drafts[e];

    return d->key.count && !d->namesake &&
           look(l, BY_LAST, NG_LINK_PEOPLE,
                d->key.words[d->key.count - 1].sound) == e;
}

/* The entity that had these very words, or NONE: most names are found so,
 * without a look at their letters. A bare surname may have another owner. */
static uint32_t find_again(const struct ng_linker *l,
                           const struct ng_name *name)
{
    unsigned class = ng_link_class_of((nutgraf_entity_type)name->type);
    uint32_t e = look(l, BY_WHOLE, class, name->hash);

    if (e != NONE && class == NG_LINK_PEOPLE && name->end - name->first == 1 &&
        (!is_only_one(l, e) || name->gender))
        return NONE;
    return e;
}

/* Finds or makes the entity of a name. It is entered anew when the name has
 * another number of words than the entity's fullest one: only then can it be
 * called something that it was not called before. */
static ng_status link_name(struct ng_linker *l, uint32_t n)
{
    struct candidate c;
    uint32_t e = find_again(l, &l->names->items[n]);
    bool fuller;

    if (e != NONE) {
        take_quieter(l, e, n);
        add_mention(l, e, n);
        return NUTGRAF_OK;
    }
    read_candidate(l, n, &c);
    e = find_entity(l, &c);
    fuller = e == NONE || c.key.count != l->drafts[e].key.count;
    if (e == NONE) {
        e = l->count++;
        begin_draft(&l->drafts[e], &c);
    }
    add_mention(l, e, n);
    take_name(&l->drafts[e], &c);
    return fuller ? enter_all(l, e, &c) : NUTGRAF_OK;
}

/* One draft per name is room enough for any number of entities. Linking comes
 * before writing, because a late mention may have the fullest name or the only
 * role. */
static ng_status link_all(struct ng_linker *l)
{
    l->drafts = ng_arena_room(&l->names->run->scratch, l->names->count + 1,
                              sizeof *l->drafts);
    if (!l->drafts)
        return NUTGRAF_NO_MEMORY;
    for (uint32_t n = 0; n < l->names->count; n++)
        NG_TRY(link_name(l, n));
    return ng_record_entities(l);
}

/* Drafts and index are scratch: what stays is written by record.c. */
ng_status ng_link_names(struct ng_names *names)
{
    struct ng_arena *scratch = &names->run->scratch;
    struct ng_arena_mark mark = ng_arena_mark(scratch);
    struct ng_linker l = {names, {scratch}};
    ng_status status = link_all(&l);

    ng_arena_rewind(scratch, mark);
    return status;
}
