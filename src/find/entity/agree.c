/*
 * agree.c - one name, one type.
 *
 * A name that the article has several times gets one type by all its mentions:
 * the labeller's odds are added up, so that nine clear readings of "Al Jazeera"
 * as an organization outvote one as a person, and one clear reading three that
 * hung in the balance. A table that has the whole name votes as well, as does a
 * last word that tells one type; an acronym and its expansion vote together.
 *
 * Names of a list are of one kind more often than not: in "Gulmarg, Batote and
 * Srinagar" each takes a part of its neighbours' odds, which tells most for
 * names that nobody knows.
 *
 * A lone word that is the surname of somebody named in full elsewhere is that
 * person, unless it is also a place, a first name or an organization of general
 * knowledge: "Warhol" beside "Andy Warhol", but not "Washington" beside "George
 * Washington".
 *
 * Names are one when the hashes of all their words are equal (name->hash), so
 * "L'Oréal" votes with "L'Oreal", but "Erdogan" not with "Recep Tayyip
 * Erdogan": those are joined only by linking, which comes later and would
 * spread a mistake over more mentions. Three passes over the names and one map:
 * linear in time, a ballot of 112 bytes per name in memory. Odds are whole
 * numbers, hence their sums the same in any order.
 */
#include "base/hash.h"
#include "find/entity/key.h"

/* How the mentions of one name were typed. */
struct ballot {
    int32_t votes[NG_ENTITY_TYPES]; /* odds of all mentions and of tables */
    int32_t listed[NG_ENTITY_TYPES]; /* odds of its neighbours in lists */
    bool read;     /* what follows is filled */
    bool lone;     /* one word that tables do not know */
    bool camel;    /* "WeWork": no person */
    uint8_t known; /* the type that the tables of names tell, or NO_TYPE */
    uint8_t head;  /* the type that its last word tells, or NO_TYPE */
    uint64_t hash; /* of the name */
    uint32_t ally; /* the ballot of its acronym or expansion, 0: none */
};

/* What a table, a last word and a full name weigh; the odds that a neighbour
 * in a list lends at worst, and the part of them that counts. Each was chosen
 * by six sets that training had not seen; none matters much. */
#define TABLE_VOTE (5 * NG_ODDS_UNIT)
#define SURNAME_VOTE (3 * NG_ODDS_UNIT)
#define LISTED_LEAST (-5 * NG_ODDS_UNIT)
#define LISTED_PART 4

#define NO_TYPE 0xFF

/* What the two passes share. */
struct poll {
    struct ng_names *names;
    struct ng_map map; /* name -> ballot + 1; surname -> 1 */
    struct ballot *ballots;
    uint32_t *numbers; /* of each name's ballot */
};

/* The map's key for a surname, apart from a name of that word. */
static uint64_t surname_key(uint64_t hash)
{
    return ng_hash_mix(hash + 1);
}

/* The map's key for an acronym or the initials of a name. */
static uint64_t acronym_key(uint64_t hash)
{
    return hash ? ng_hash_mix(hash + 2) : 0;
}

/* Makes two ballots allies, which vote together. */
static void ally(struct poll *p, uint32_t a, uint32_t b)
{
    if (a == b || p->ballots[a].ally || p->ballots[b].ally)
        return;
    p->ballots[a].ally = b;
    p->ballots[b].ally = a;
}

/* Three letters at least, or chance would make allies. */
#define MIN_ACRONYM 3

/* Notes a new name under its initials, or an acronym under its letters, and
 * looks for the other: "The Real Deal" (a work) and "TRD" (an organization) are
 * one thing and have one type. */
static ng_status note_acronym(struct poll *p, const struct ng_name *name,
                              uint32_t number)
{
    const struct ng_text *text = &p->names->run->text;
    const struct ng_token *t = ng_text_token(text, name->first);
    struct ng_key key;
    uint64_t hashes[3];

    if (name->type == NUTGRAF_PERSON ||
        (name->end - name->first == 1 &&
         (t->shape != NG_SHAPE_UPPER || t->end - t->start < MIN_ACRONYM)) ||
        name->end - name->first == 2)
        return NUTGRAF_OK;
    ng_key_read(text, name->first, name->end, &key);
    hashes[0] = acronym_key(key.count == 1 ? key.letters : key.acronym);
    hashes[1] = acronym_key(key.acronym_all);
    hashes[2] = acronym_key(key.acronym_the);
    for (size_t n = 0; n < sizeof hashes / sizeof *hashes; n++) {
        uint32_t *slot = hashes[n] ? ng_map_add(&p->map, hashes[n]) : NULL;
        if (hashes[n] && !slot)
            return NUTGRAF_NO_MEMORY;
        if (slot && *slot)
            ally(p, number, *slot);
        else if (slot)
            *slot = number;
    }
    return NUTGRAF_OK;
}

/* The type with the most votes, `own` at a tie. */
static uint8_t leader(const int32_t *votes, uint8_t own)
{
    uint8_t best = own;

    for (uint8_t t = 0; t < NG_ENTITY_TYPES; t++)
        if (votes[t] > votes[best])
            best = t;
    return best;
}

/* The type that wins, or `own` at a tie. */
static uint8_t winner(const struct poll *p, const struct ballot *b,
                      uint8_t own)
{
    const struct ballot *ally = &p->ballots[b->ally];
    int32_t sums[NG_ENTITY_TYPES];

    for (uint32_t t = 0; t < NG_ENTITY_TYPES; t++)
        sums[t] = b->votes[t] + b->listed[t] / LISTED_PART +
                  (b->ally ? ally->votes[t] : 0);
    if (b->lone && ng_map_get(&p->map, surname_key(b->hash)))
        sums[NUTGRAF_PERSON] += SURNAME_VOTE;
    return leader(sums, own);
}

/* Notes the surname of a person who is named in full. */
static ng_status note_surname(struct poll *p, const struct ng_name *name)
{
    uint32_t *slot;

    if (name->end - name->first < 2)
        return NUTGRAF_OK;
    slot = ng_map_add(&p->map,
                      surname_key(ng_key_whole(&p->names->run->text,
                                               name->end - 1, name->end)));
    if (!slot)
        return NUTGRAF_NO_MEMORY;
    *slot = 1;
    return NUTGRAF_OK;
}

/* The type that the last word of a name tells, when it tells one alone: "Geneva
 * Convention" is a law, "World Cup" an event, "Supreme Court" an organization.
 * Places and facilities are left to the labeller ("Cuban State", "National
 * Park"), as is a forum, which may meet or exist. */
static uint8_t head_type(const struct ng_text *text,
                         const struct ng_name *name)
{
    static const struct {
        const char *class;
        uint8_t type;
    } types[] = {{"law", NUTGRAF_LAW},
                 {"event", NUTGRAF_EVENT},
                 {"organization", NUTGRAF_ORGANIZATION}};
    uint32_t lex = ng_text_token(text, name->end - 1)->lex;
    unsigned heads = 0;
    uint8_t type = NO_TYPE;
    struct ng_row row;

    if (name->end - name->first < 2 ||
        ng_token_is(text, name->end - 1, "forum"))
        return NO_TYPE;
    for (size_t n = 0; (row = ng_lexicon_row(text->lexicon, lex,
                                             NG_TABLE_NAME_WORDS, n)).row;
         n++) {
        heads += ng_row_is(row, 2, "head");
        for (size_t t = 0; t < sizeof types / sizeof *types; t++)
            if (ng_row_is(row, 2, "head") && ng_row_is(row, 1, types[t].class))
                type = types[t].type;
    }
    return heads == 1 ? type : NO_TYPE;
}

/* What the tables say of the whole name; NO_TYPE when they say nothing or two
 * things: "Hindu" is a faith and a newspaper. An acronym ("GOP") is a party
 * rather than its people. */
static uint8_t known_type(const struct ng_text *text,
                          const struct ng_name *name)
{
    static const struct {
        uint8_t table, type;
    } tables[] = {{NG_TABLE_ORGANIZATIONS, NUTGRAF_ORGANIZATION},
                  {NG_TABLE_COUNTRIES, NUTGRAF_PLACE},
                  {NG_TABLE_GROUPS, NUTGRAF_GROUP}};
    bool upper = ng_text_token(text, name->first)->shape == NG_SHAPE_UPPER;
    unsigned found = 0;
    uint8_t type = NO_TYPE;
    struct ng_row row;

    for (size_t n = 0; n < sizeof tables / sizeof *tables; n++)
        if (!(upper && tables[n].type == NUTGRAF_GROUP) &&
            ng_phrase_find(text, name->first, name->end, tables[n].table,
                           &row) == name->end - name->first) {
            type = tables[n].type;
            found++;
        }
    return found == 1 ? type : NO_TYPE;
}

/* True for "WeWork" and "YouTube": a small letter before a capital. "McCain",
 * "DeSantis" and "O'Neill" have a short beginning that families' names have. */
static bool is_camel(const struct ng_text *text, size_t i)
{
    static const char *const starts[] = {"mc",  "mac", "de", "di", "du", "da",
                                         "la",  "le",  "lo", "van", "von", "al",
                                         "el", "fitz", "bin", "ben", "san"};
    struct ng_slice word = ng_token_text(text, i);
    size_t at = 1;

    if (ng_text_token(text, i)->shape != NG_SHAPE_MIXED)
        return false;
    while (at < word.len && word.ptr[at] >= 'a' && word.ptr[at] <= 'z')
        at++;
    if (at < 2 || at >= word.len || word.ptr[at] < 'A' || word.ptr[at] > 'Z')
        return false;
    for (size_t n = 0; n < sizeof starts / sizeof *starts; n++)
        if (strlen(starts[n]) == at &&
            ng_slice_starts_nocase(word, ng_slice_of(starts[n])))
            return false;
    return true;
}

/* Fills what all mentions of a name share. */
static void read_ballot(struct ballot *b, const struct ng_text *text,
                        const struct ng_name *name)
{
    b->read = true;
    b->hash = name->hash;
    b->known = known_type(text, name);
    b->head = head_type(text, name);
    b->camel = name->end - name->first == 1 && is_camel(text, name->first);
    b->lone = name->end - name->first == 1 && !ng_key_knows(text, name->first);
}

/* The votes of what is no mention: tables, or else a last word, which does not
 * count in a person's name ("Anna Law"). */
static void add_knowledge(struct ballot *b, const struct ng_name *name)
{
    uint8_t type = b->known != NO_TYPE              ? b->known
                   : name->type != NUTGRAF_PERSON ? b->head
                                                    : NO_TYPE;

    if (type != NO_TYPE)
        b->votes[type] += TABLE_VOTE;
    if (b->camel)
        b->votes[NUTGRAF_PERSON] -= TABLE_VOTE;
}

/* Counts one name. A ballot has the number of the first name that used it, plus
 * 1, since 0 is a new key of the map. A hash that two different names share
 * would only let them vote together. */
static ng_status vote(struct poll *p, uint32_t n)
{
    const struct ng_name *name = &p->names->items[n];
    const struct ng_text *text = &p->names->run->text;
    struct ballot *b;
    uint32_t *slot = ng_map_add(&p->map, name->hash);

    if (!slot)
        return NUTGRAF_NO_MEMORY;
    if (!*slot)
        *slot = n + 1;
    p->numbers[n] = *slot;
    b = &p->ballots[*slot];
    for (int t = 0; t < NG_ENTITY_TYPES; t++)
        b->votes[t] += name->odds[t];
    if (!b->read) {
        read_ballot(b, text, name);
        add_knowledge(b, name);
        NG_TRY(note_acronym(p, name, p->numbers[n]));
    }
    if (n > 0 && ng_is_in_brackets(p->names, n))
        ally(p, p->numbers[n], p->numbers[n - 1]);
    return name->type == NUTGRAF_PERSON ? note_surname(p, name) : NUTGRAF_OK;
}

/* True when only a comma, "and" or "or" stands between name `n` and the next,
 * with or without an article: "Iran, Iraq and the Emirates". */
static bool is_listed(const struct poll *p, size_t n)
{
    static const char *const links[] = {",", "and", "or", "&", "the"};
    const struct ng_text *text = &p->names->run->text;
    size_t first = p->names->items[n].end;
    size_t end = p->names->items[n + 1].first;

    if (end == first || end - first > 3 || ng_token_is(text, first, "the"))
        return false;
    for (size_t i = first; i < end; i++) {
        size_t k = 0;
        while (k < sizeof links / sizeof *links &&
               !ng_token_is(text, i, links[k]))
            k++;
        if (k == sizeof links / sizeof *links)
            return false;
    }
    return true;
}

/* Lends a ballot the odds of its neighbour. */
static void lend(struct ballot *to, const struct ballot *from)
{
    int32_t most = from->votes[leader(from->votes, 0)];

    for (int t = 0; t < NG_ENTITY_TYPES; t++) {
        int32_t odds = from->votes[t] - most;
        to->listed[t] += odds > LISTED_LEAST ? odds : LISTED_LEAST;
    }
}

/* Neighbours in lists, each to the other. */
static void share_lists(struct poll *p)
{
    for (size_t n = 0; n + 1 < p->names->count; n++) {
        struct ballot *a = &p->ballots[p->numbers[n]];
        struct ballot *b = &p->ballots[p->numbers[n + 1]];
        if (a == b || !is_listed(p, n))
            continue;
        lend(a, b);
        lend(b, a);
    }
}

/* First all names vote, then all are told: a name changed early must not vote
 * twice. */
static ng_status hold_poll(struct poll *p)
{
    struct ng_arena *scratch = &p->names->run->scratch;
    size_t count = p->names->count;

    p->ballots = ng_arena_array(scratch, count + 1, sizeof *p->ballots);
    p->numbers = ng_arena_room(scratch, count + 1, sizeof *p->numbers);
    if (!p->ballots || !p->numbers)
        return NUTGRAF_NO_MEMORY;
    for (uint32_t n = 0; n < count; n++)
        NG_TRY(vote(p, n));
    share_lists(p);
    for (size_t n = 0; n < count; n++)
        p->names->items[n].type = winner(p, &p->ballots[p->numbers[n]],
                                         p->names->items[n].type);
    return NUTGRAF_OK;
}

/* Ballots and map are scratch: only the types stay. */
ng_status ng_agree_types(struct ng_names *names)
{
    struct ng_arena *scratch = &names->run->scratch;
    struct ng_arena_mark mark = ng_arena_mark(scratch);
    struct poll p = {names, {scratch}};
    ng_status status = hold_poll(&p);

    ng_arena_rewind(scratch, mark);
    return status;
}
