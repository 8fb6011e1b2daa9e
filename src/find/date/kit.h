/*
 * kit.h - the date tables, made ready once per worker.
 *
 *     data/date-words.tsv  words that can carry a date ("Friday", "ago")
 *     data/date-links.tsv  words that only join or modify ("the", "last")
 *     data/date-rules.tsv  which sequences of them are expressions
 *
 * A word is of one or more classes; a rule is a sequence of classes and literal
 * words. A scan begins at the words of the first table only, so that "the" and
 * "two" cost nothing on their own.
 */
#ifndef NG_FIND_DATE_KIT_H
#define NG_FIND_DATE_KIT_H

#include "run.h"

/* Classes of items; the tables spell them in small, rules in capital letters.
 * The order is that of class_names in kit.c. */
enum ng_date_class {
    NG_DC_LITERAL,   /* known to rules by its spelling only */
    NG_DC_MONTH,
    NG_DC_WEEKDAY,
    NG_DC_UNIT,      /* "weeks"; the code is an enum ng_unit letter */
    NG_DC_SHORTUNIT, /* "h": a unit only right behind a number */
    NG_DC_NUM,       /* cardinal number */
    NG_DC_ORD,       /* ordinal number */
    NG_DC_ART,       /* "a", "an": the number one before a unit */
    NG_DC_VAGUE,     /* "several": an unknown number */
    NG_DC_DAY,       /* number or ordinal from 1 to 31 */
    NG_DC_YEAR,      /* year of four digits, or in words */
    NG_DC_YY,        /* two digits that may be a year */
    NG_DC_BYEAR,     /* digits that may be a year when an era follows */
    NG_DC_HOUR,      /* 0 to 24 */
    NG_DC_MINUTE,    /* 0 to 59, two digits or in words */
    NG_DC_HHMM,      /* "1140": clock time without a colon */
    NG_DC_TIME,      /* "10:30", "8h00" */
    NG_DC_POINTTIME, /* "2.30": a time when "pm" follows */
    NG_DC_NUMDATE,   /* "2020-02-14", "5/3/18" */
    NG_DC_NUMMD,     /* "2/15": needs a context */
    NG_DC_NUMYM,     /* "2015-03", "2/2013" */
    NG_DC_PART,      /* part of a day */
    NG_DC_SEASON,
    NG_DC_HOLIDAY,
    NG_DC_REL,       /* "today", "tomorrow" */
    NG_DC_SHIFT,     /* "last", "next", "this" */
    NG_DC_EARLY,     /* "early", "late", "mid" */
    NG_DC_EDGE,      /* "beginning", "end" */
    NG_DC_APPROX,    /* "about", "more than" */
    NG_DC_EVERY,     /* "every", "each" */
    NG_DC_SETADV,    /* "daily" */
    NG_DC_REF,       /* "recently", "now" */
    NG_DC_AMPM,
    NG_DC_ZONE,
    NG_DC_DECADE,    /* "1990s", "nineties" */
    NG_DC_ERA,       /* "BC" */
    NG_DC_AGO,       /* "ago", "later" */
    NG_DC_QUARTER,   /* "third quarter", "Q3" */
    NG_DC_HALF,      /* "first half", "H2" */
    NG_DC_COUNT
};

#define NG_DC(class) (UINT64_C(1) << NG_DC_##class)

/* A row of a word table. */
struct ng_date_word {
    uint64_t classes; /* one NG_DC() bit */
    const char *value; /* its second column; the model's */
    int code;          /* the value as a number, or its first letter */
};

#define NG_RULE_ELEMENTS 14
#define NG_RULE_LITERALS 6

/* One place of a rule: any of the classes or of the literal words. */
struct ng_rule_element {
    uint64_t classes;
    uint32_t literals[NG_RULE_LITERALS]; /* lexicon entries, 0-terminated */
    bool optional;
    bool glued;   /* no white space before it */
    bool possessive; /* the token 's */
    bool context; /* must be there, is no part of the expression */
};

/* What a rule makes of its items; see rule_ops in kit.c. */
enum ng_rule_op {
    NG_OP_DATE,     /* fields of a calendar date */
    NG_OP_CLOCK,    /* time of day */
    NG_OP_REL,      /* today, tomorrow */
    NG_OP_SHIFT,    /* last week, this Friday, next May */
    NG_OP_OFFSET,   /* two years ago, three days later */
    NG_OP_NTH,      /* first Monday of May, last week of 2018 */
    NG_OP_SPAN,     /* duration */
    NG_OP_SET,      /* every week */
    NG_OP_REF,      /* PAST_REF and friends */
    NG_OP_CENTURY,
    NG_OP_SAME,     /* that day, the same month: the one last mentioned */
    NG_OP_FROM,     /* two weeks before: an offset from what follows */
    NG_OP_NONE      /* eats the words: no date */
};

struct ng_date_rule {
    uint8_t element_count;
    uint8_t op;           /* enum ng_rule_op */
    const char *arguments; /* "unit=Y", for the op; "" for none */
    struct ng_rule_element elements[NG_RULE_ELEMENTS];
};

/* As many rules fit into the sets below; the tests refuse a longer table. */
#define NG_RULE_WORDS 5

/* A set of rules, a bit each in the table's order. */
struct ng_rule_set {
    uint64_t bits[NG_RULE_WORDS];
};

/* Which rules can match is asked for by two bits, one of an item's NG_DC() bits
 * or ng_date_literal_bit()s and one of the item behind it. */
struct ng_rule_index {
    struct ng_rule_set starts[64];  /* by a bit of the first item */
    struct ng_rule_set follows[64]; /* by a bit of the second item */
    struct ng_rule_set alone;       /* rules that one item can be enough for */
};

struct ng_date_kit {
    const struct ng_lexicon *lexicon;
    struct ng_date_word *words, *links; /* parallel to the tables' rows */
    struct ng_date_rule *rules;
    size_t rule_count;
    struct ng_rule_index index;
};

/* Rules that begin with a literal word are found by a few bits of its entry, so
 * that most rules are passed over by one test. */
static inline uint64_t ng_date_literal_bit(uint32_t entry)
{
    return UINT64_C(1) << (NG_DC_COUNT + entry % (64 - NG_DC_COUNT));
}

/* The worker's kit, made at the first call. Status: NO_MEMORY. */
ng_status ng_date_kit_get(struct ng_run *run, const struct ng_date_kit **kit);

/* Name of a class as tables spell it; for messages of tests. */
const char *ng_date_class_name(enum ng_date_class class);

/* Compiles one rule line; false when it has an unknown class, op or word. */
bool ng_date_rule_compile(const struct ng_lexicon *lexicon, const char *pattern,
                          const char *action, struct ng_date_rule *rule);

/* Enters rule number `i` into the index. */
void ng_date_rule_enter(const struct ng_date_rule *rule, size_t i,
                        struct ng_rule_index *index);

/* The word behind a row of one of the two tables. */
const struct ng_date_word *ng_date_word_of(const struct ng_date_kit *kit,
                                           struct ng_row row);

#endif
