/*
 * kit.c - reads the date tables into structs.
 *
 * In: three tables of the model. Out: classes as bits and rules as arrays of
 * elements, compiled once per worker. A class is a bit in 64; a literal word is
 * the number of its lexicon entry; so matching compares integers only. A rule
 * that does not compile is left out here and fails the test of the tables.
 */
#include "find/date/kit.h"

#include <stdlib.h>

#include "base/hash.h"

static const char *const class_names[NG_DC_COUNT] = {
    "literal", "month",  "weekday", "unit",      "shortunit", "num",
    "ord",     "art",    "vague",   "day",       "year",      "yy",
    "byear",   "hour",   "minute",  "hhmm",      "time",      "pointtime",
    "numdate", "nummd",  "numym",   "part",      "season",    "holiday",
    "rel",     "shift",  "early",   "edge",      "approx",    "every",
    "setadv",  "ref",    "ampm",    "zone",      "decade",    "era",
    "ago",     "quarter", "half"};

/* Names of the ops, as the second column of the rules spells them. */
struct op_name {
    const char *name;
    enum ng_rule_op op;
};

static const struct op_name rule_ops[] = {
    {"date", NG_OP_DATE},   {"clock", NG_OP_CLOCK},     {"rel", NG_OP_REL},
    {"shift", NG_OP_SHIFT}, {"offset", NG_OP_OFFSET},   {"nth", NG_OP_NTH},
    {"span", NG_OP_SPAN},   {"set", NG_OP_SET},         {"ref", NG_OP_REF},
    {"century", NG_OP_CENTURY}, {"same", NG_OP_SAME},   {"from", NG_OP_FROM},
    {"none", NG_OP_NONE},
};

/* Tables and rules spell a class alike but for the case. */
const char *ng_date_class_name(enum ng_date_class class)
{
    return class_names[class];
}

/* The bit of a class name, in either case; 0 for an unknown one. Called while
 * tables are read only, so a walk over the names will do. */
static uint64_t class_bit(struct ng_slice name)
{
    for (unsigned i = 0; i < NG_DC_COUNT; i++)
        if (ng_slice_eq_nocase(name, ng_slice_of(class_names[i])))
            return UINT64_C(1) << i;
    return 0;
}

/* Reads the rows of one word table: key, class, value. Parsed once, so that an
 * item needs no string compares. The code is the value as a number, or its
 * first letter: "24" and "p" alike, so later stages test one integer. */
static struct ng_date_word *read_words(struct ng_run *run, unsigned table)
{
    const struct ng_lexicon *lexicon = &run->model->lexicon;
    size_t count = ng_table_count(lexicon, table);
    struct ng_date_word *words =
        ng_arena_array(&run->settings, count + 1, sizeof *words);

    for (size_t i = 0; words && i < count; i++) {
        struct ng_row row = ng_table_row(lexicon, table, i);
        const char *value = ng_row_text(row, 2);
        words[i].classes = class_bit(ng_slice_of(ng_row_text(row, 1)));
        words[i].value = value;
        words[i].code = ng_is_alpha(value[0]) ? value[0] : atoi(value);
    }
    return words;
}

/* Rows of a table lie side by side in the model, as their words do in the
 * kit: the same index serves both. */
const struct ng_date_word *ng_date_word_of(const struct ng_date_kit *kit,
                                           struct ng_row row)
{
    size_t at = (size_t)(row.row - kit->lexicon->rows) -
                kit->lexicon->tables[row.row->table].first_row;

    return row.row->table == NG_TABLE_DATE_WORDS ? &kit->words[at]
                                                 : &kit->links[at];
}

/* Cuts the part before the first of `ends` off `rest`; false at the end. An
 * empty part between two ends is a part as well, which no class and no word
 * matches. */
static bool next_part(struct ng_slice *rest, char ends, struct ng_slice *part)
{
    size_t len = 0;

    if (!rest->len)
        return false;
    while (len < rest->len && rest->ptr[len] != ends)
        len++;
    *part = ng_slice_sub(*rest, 0, len);
    *rest = ng_slice_sub(*rest, len + (len < rest->len), rest->len);
    return true;
}

/* Capitals are classes, everything else is the word itself. A slice of at least
 * one byte: an empty name reads the byte that ends it, which is no capital. */
static bool is_class_name(struct ng_slice name)
{
    return name.ptr[0] >= 'A' && name.ptr[0] <= 'Z';
}

/* "the|this?", "+UNIT", "[in|on]", "'s": one element of a rule. Literal
 * words become entries of the lexicon, so that matching compares numbers; a
 * word that no table has could never match, and is an error. */
static bool compile_element(const struct ng_lexicon *lexicon,
                            struct ng_slice text, struct ng_rule_element *e)
{
    struct ng_slice name;
    unsigned count = 0;

    if (text.len > 1 && text.ptr[text.len - 1] == '?') {
        e->optional = true;
        text.len--;
    }
    if (text.len > 2 && text.ptr[0] == '[') {
        e->context = true;
        text = ng_slice_sub(text, 1, text.len - 1);
    }
    if (text.len > 1 && text.ptr[0] == '+') {
        e->glued = true;
        text = ng_slice_sub(text, 1, text.len);
    }
    /* The scanner never cuts a lone 's as a word, so no table can have it. */
    e->possessive = ng_slice_eq(text, NG_LIT("'s"));
    if (e->possessive)
        return true;
    while (next_part(&text, '|', &name)) {
        /* Either a class or a word; an unknown one makes the rule invalid. */
        uint64_t bit = is_class_name(name) ? class_bit(name) : 0;
        uint32_t entry = is_class_name(name) ? 0 : ng_lexicon_find(
            lexicon, name, ng_hash(name.ptr, name.len));
        if (!bit && (!entry || count == NG_RULE_LITERALS))
            return false;
        e->classes |= bit;
        if (entry)
            e->literals[count++] = entry;
    }
    return true;
}

/* "offset from=story": the op, and its arguments as they stand; the op reads
 * them when a match is filled. */
static bool compile_action(const char *action, struct ng_date_rule *rule)
{
    struct ng_slice rest = ng_slice_of(action), name;

    if (!next_part(&rest, ' ', &name))
        return false;
    rule->arguments = rest.ptr;
    for (size_t i = 0; i < sizeof rule_ops / sizeof *rule_ops; i++)
        if (ng_slice_eq(name, ng_slice_of(rule_ops[i].name))) {
            rule->op = (uint8_t)rule_ops[i].op;
            return true;
        }
    return false;
}

/* A rule must have an element that is not optional, or it would match
 * nothing anywhere. */
bool ng_date_rule_compile(const struct ng_lexicon *lexicon, const char *pattern,
                          const char *action, struct ng_date_rule *rule)
{
    struct ng_slice rest = ng_slice_of(pattern), text;
    bool open = true; /* all elements so far are optional */

    *rule = (struct ng_date_rule){0};
    while (next_part(&rest, ' ', &text)) {
        struct ng_rule_element *e = &rule->elements[rule->element_count];
        if (rule->element_count == NG_RULE_ELEMENTS ||
            !compile_element(lexicon, text, e))
            return false;
        rule->element_count++;
        open = open && e->optional;
    }
    return !open && compile_action(action, rule);
}

/* The bits of all items that may fit an element. Several literals may share a
 * bit: a false hit costs one attempt. */
static uint64_t element_bits(const struct ng_rule_element *e)
{
    uint64_t bits = e->possessive ? NG_DC(LITERAL) : e->classes;

    for (unsigned n = 0; n < NG_RULE_LITERALS && e->literals[n]; n++)
        bits |= ng_date_literal_bit(e->literals[n]);
    return bits;
}

/* The bits of what may stand at element `at` of a rule: the elements from there
 * up to the first that must be there. `*open`: none of them must. */
static uint64_t bits_from(const struct ng_date_rule *rule, unsigned at,
                          bool *open)
{
    uint64_t bits = 0;

    for (*open = true; *open && at < rule->element_count; at++) {
        bits |= element_bits(&rule->elements[at]);
        *open = rule->elements[at].optional;
    }
    return bits;
}

/* Puts the rule into the sets of all bits. */
static void enter(struct ng_rule_set *sets, uint64_t bits, size_t rule)
{
    for (unsigned bit = 0; bit < 64; bit++)
        if (bits >> bit & 1)
            sets[bit].bits[rule / 64] |= UINT64_C(1) << rule % 64;
}

/* Any of the optional elements at the beginning or the first that must be there
 * can take the first item; what comes behind that one takes the second. */
void ng_date_rule_enter(const struct ng_date_rule *rule, size_t i,
                        struct ng_rule_index *index)
{
    uint64_t follows = 0;
    bool open;

    enter(index->starts, bits_from(rule, 0, &open), i);
    for (unsigned at = 0; at < rule->element_count; at++) {
        follows |= bits_from(rule, at + 1, &open);
        if (open)
            enter(&index->alone, 1, i);
        if (!rule->elements[at].optional)
            break;
    }
    enter(index->follows, follows, i);
}

/* Compiles the rules of the table, in its order. */
static ng_status read_rules(struct ng_run *run, struct ng_date_kit *kit)
{
    size_t count = ng_table_count(kit->lexicon, NG_TABLE_DATE_RULES);

    kit->rules = ng_arena_array(&run->settings, count + 1, sizeof *kit->rules);
    if (!kit->rules)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < count && kit->rule_count < 64 * NG_RULE_WORDS; i++) {
        struct ng_row row = ng_table_row(kit->lexicon, NG_TABLE_DATE_RULES, i);
        struct ng_date_rule *rule = &kit->rules[kit->rule_count];
        if (!ng_date_rule_compile(kit->lexicon, ng_row_text(row, 0),
                                  ng_row_text(row, 1), rule))
            continue; /* the tests refuse such a table */
        ng_date_rule_enter(rule, kit->rule_count++, &kit->index);
    }
    return NUTGRAF_OK;
}

/* Compiling is done once per worker; the settings' arena
 * keeps them from one article to the next. */
ng_status ng_date_kit_get(struct ng_run *run, const struct ng_date_kit **kit)
{
    struct ng_date_kit *made = run->kept[NG_MODULE_DATE];

    *kit = made;
    if (made)
        return NUTGRAF_OK;
    made = ng_arena_array(&run->settings, 1, sizeof *made);
    if (!made)
        return NUTGRAF_NO_MEMORY;
    made->lexicon = &run->model->lexicon;
    /* The two word tables, then the rules, which need the lexicon only. */
    made->words = read_words(run, NG_TABLE_DATE_WORDS);
    made->links = read_words(run, NG_TABLE_DATE_LINKS);
    if (!made->words || !made->links)
        return NUTGRAF_NO_MEMORY;
    NG_TRY(read_rules(run, made));
    *kit = run->kept[NG_MODULE_DATE] = made;
    return NUTGRAF_OK;
}
