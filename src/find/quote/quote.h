/*
 * quote.h - the quotes module from inside.
 *
 *     tokens -> classes of words -> runs inside marks -> cues with subjects
 *            -> sayings (who, by which cue, which runs or which clause)
 *            -> entities and days -> run->quotes
 *
 * Everything lives in the run's scratch arena until `finish` is over; ranges
 * are half-open ranges of tokens of the whole article.
 */
#ifndef NG_FIND_QUOTE_H
#define NG_FIND_QUOTE_H

#include "find/module.h"

#define NG_QUOTE_NONE UINT32_MAX

/* What a token is to the grammar of reports; from data/function-words.tsv,
 * data/cues.tsv, the token's kind and shape. */
enum ng_word {
    NG_WORD_OTHER,
    NG_WORD_NAME,    /* capitalised, or an address */
    NG_WORD_PLAIN,   /* a lower-case content word */
    NG_WORD_NUMBER,
    NG_WORD_CUE,     /* a form that may report speech */
    NG_WORD_PRONOUN, /* of subjects: he, she, who */
    NG_WORD_OBJECT,  /* of objects: him, them */
    NG_WORD_DET,
    NG_WORD_QUANT,   /* some, many, two */
    NG_WORD_PREP,
    NG_WORD_TO,
    NG_WORD_THAT,
    NG_WORD_WHETHER,
    NG_WORD_CONJ,
    NG_WORD_SUB,
    NG_WORD_REL,
    NG_WORD_AUX,
    NG_WORD_NEG,
    NG_WORD_ADV,
    NG_WORD_TIME,
    NG_WORD_POSSESSIVE,
    NG_WORD_HYPHEN,
    NG_WORD_DASH,
    NG_WORD_COMMA,
    NG_WORD_COLON,
    NG_WORD_SEMICOLON,
    NG_WORD_OPEN,  /* ( [ */
    NG_WORD_CLOSE, /* ) ] */
    NG_WORD_STOP,
    NG_WORD_QUOTE
};

/* How a cue takes what was said; column 1 of data/cues.tsv. */
enum ng_cue_class {
    NG_CUE_SAY,
    NG_CUE_TELL,
    NG_CUE_ASK,
    NG_CUE_SHOW,
    NG_CUE_THINK,
    NG_CUE_NAME,
    NG_CUE_BLAME,
    NG_CUE_VOW,
    NG_CUE_ACCORDING
};

/* What a verb takes for what is said, as bits; column 4 of data/cues.tsv. */
enum ng_cue_takes {
    NG_TAKES_THAT = 1,   /* "that he came", "whether" */
    NG_TAKES_TO = 2,     /* "to come" */
    NG_TAKES_CLAUSE = 4, /* "he came" */
    NG_TAKES_NOUN = 8,   /* "the deal" */
    NG_TAKES_ALL = 16    /* these, and noun clauses without a verb we know */
};

/* A row of data/cues.tsv, read once for a worker. */
struct ng_cue_form {
    uint64_t lemma; /* as a hash */
    uint8_t class;  /* enum ng_cue_class */
    uint8_t takes;  /* NG_TAKES_... */
    bool noun;      /* "claims": a noun as often */
    bool adds;      /* "adds", "continues": goes on with what was said */
};

/* Half-open range of tokens; empty means none. */
struct ng_range {
    uint32_t first, end;
};

/* An outermost run inside quotation marks, within one paragraph. */
struct ng_quoted {
    struct ng_range at; /* marks included */
    uint32_t paragraph;
    uint32_t words;
    uint32_t owner; /* its saying, or NG_QUOTE_NONE */
    bool closed;    /* false: the paragraph's end is its end */
    bool title;     /* "Meet the Press": names something, says nothing */
    bool goes_on;   /* continues the unclosed run before it */
    uint32_t cue;   /* that says it by the weights, or NG_QUOTE_NONE */
    bool mixed;     /* that cue says more than what is in marks */
};

struct ng_cue {
    struct ng_range at;
    struct ng_range speaker; /* subject, or the noun phrase after it */
    struct ng_range said;    /* by the weights, and a second part */
    struct ng_range more;
    const struct ng_cue_form *form; /* NULL: a verb of no table */
    struct ng_range within;  /* its sentence, without a dateline */
    uint32_t sentence;       /* index into the text's sentences */
    uint32_t paragraph;
    uint8_t class;           /* enum ng_cue_class */
    bool inverted;           /* the speaker follows: "said Smith" */
    bool used;               /* by a saying */
    bool framed;             /* the weights have decided */
    bool mixed;              /* what it says holds words in marks */
    bool doubtful;           /* hardly a verb here: for the weights alone */
};

/* A quote in the making. */
struct ng_saying {
    struct ng_range speaker; /* words that name the speaker, or empty */
    struct ng_range content; /* of mixed and indirect; empty: direct */
    struct ng_range more;    /* its second part, or empty */
    uint32_t cue;            /* index, or NG_QUOTE_NONE */
    uint32_t first_run;      /* of a direct one: first and last run owned */
    uint32_t last_run;
    uint32_t runs;           /* how many */
    uint32_t start;          /* token, for the order */
    int32_t entity;          /* index, or -1 */
    uint32_t number;         /* before sorting: what runs call their owner */
    bool carried;            /* the speaker is that of the quote before */
    bool fragment;           /* words in marks inside a clause */
    const char *date;        /* the day, ISO, in the doc arena, or NULL */
};

struct ng_frame_model;
struct ng_frame_kept;

struct ng_quote_work {
    struct ng_run *run;
    const struct ng_text *text;
    const uint8_t *classes; /* [rows of data/function-words.tsv] */
    const struct ng_cue_form *forms; /* [rows of data/cues.tsv] */
    uint8_t *word;     /* [T] enum ng_word */
    uint64_t *inside;  /* [T] bits: a run covers it; ng_run_at asks */
    uint32_t *run_of;  /* [T] index + 1 of that run; elsewhere never touched */
    struct ng_quoted *quoted;
    uint32_t quoted_count;
    struct ng_cue *cues;
    uint32_t cue_count;
    struct ng_saying *sayings;
    uint32_t saying_count;
    const struct ng_frame_model *model; /* or NULL: rules alone */
    struct ng_frame_kept *kept;         /* what the frames work with */
};

/* quote.c: allocates the arrays and classifies the tokens; marks and cues of
 * one paragraph. For the module and the trainer. */
ng_status ng_quote_prepare(struct ng_quote_work *w);
void ng_quote_read(struct ng_quote_work *w, uint32_t paragraph);


/* words.c: the classes of the lexicon's function words; NULL without memory. */
const uint8_t *ng_quote_word_classes(const struct ng_lexicon *lexicon,
                                     struct ng_arena *arena);

/* words.c: fills `word`. */
void ng_quote_classify(struct ng_quote_work *w);

/* words.c: the token behind a dateline that begins with token `first` of a
 * paragraph; `first` when none does. */
uint32_t ng_quote_dateline(const struct ng_quote_work *w, uint32_t first,
                           uint32_t end);

/* cue.c: the rows of data/cues.tsv; NULL without memory. */
const struct ng_cue_form *ng_cue_forms(const struct ng_lexicon *lexicon,
                                       struct ng_arena *arena);

/* marks.c: finds the paragraph's runs and fills `run_of`. */
void ng_quote_marks(struct ng_quote_work *w, uint32_t paragraph);

/* speaker.c: the noun phrase that ends right before token `end` (not left of
 * `low`); the one that begins at `first` (not beyond `high`). Empty: none. */
struct ng_range ng_noun_left(const struct ng_quote_work *w, uint32_t low,
                             uint32_t end);
struct ng_range ng_noun_right(const struct ng_quote_work *w, uint32_t first,
                              uint32_t high);

/* The subject of the verb at `verb`, over helpers and appositions. */
struct ng_range ng_subject_left(const struct ng_quote_work *w, uint32_t low,
                                uint32_t verb);

/* The words of a noun phrase that stand for the speaker: the name inside it, or
 * the phrase itself. */
struct ng_range ng_speaker_words(const struct ng_quote_work *w,
                                 struct ng_range noun);

/* The token of the phrase that says what it is: "head" in "the head of it". */
uint32_t ng_noun_head(const struct ng_quote_work *w, struct ng_range noun);

/* True when the phrase names two speakers, joined by "and". */
bool ng_noun_is_joint(const struct ng_quote_work *w, struct ng_range noun);

/* cue.c: the cues of a paragraph, outside marks, with their subjects. */
void ng_quote_cues(struct ng_quote_work *w, uint32_t paragraph);

/* cue.c: can the phrase be a speaker? The best guess for a cue without one. */
bool ng_noun_can_speak(const struct ng_quote_work *w, struct ng_range noun);
struct ng_range ng_cue_speaker(const struct ng_quote_work *w,
                               const struct ng_cue *cue);

/* frame.c: speakers and contents of the cues [first_cue, cue_count) by the
 * weights, when the model has some. */
void ng_quote_frames(struct ng_quote_work *w, uint32_t first_cue);

/* clause.c: what the cue says by the rules, in one or two parts; true when its
 * verb takes such a content. */
bool ng_clause_guess(const struct ng_quote_work *w, const struct ng_cue *cue,
                     struct ng_range *said, struct ng_range *more);

/* clause.c: does the sentence end with the speaker and the cue, behind a comma?
 */
bool ng_cue_closes(const struct ng_quote_work *w, const struct ng_cue *cue);

/* clause.c: is token i "who", "which", "that": does it leave a clause without a
 * subject of its own? */
bool ng_is_relative(const struct ng_quote_work *w, uint32_t i);

/* referent.c: mentions that begin before byte `at`. */
size_t ng_mentions_before(const struct ng_quote_work *w, uint32_t at);

/* referent.c: the entity that the speaker's words mean, or -1; `last` is that
 * of the speaker before, or -1. */
int32_t ng_quote_referent(const struct ng_quote_work *w,
                          struct ng_range speaker, int32_t last);

/* The first noun phrase of a sentence, after its opening phrase. */
struct ng_range ng_sentence_subject(const struct ng_quote_work *w,
                                    struct ng_range range);

/* direct.c: sayings for the runs [first_run, quoted_count) of a paragraph that
 * have a cue of their own beside them. */
void ng_quote_direct(struct ng_quote_work *w, uint32_t first_run);

/* direct.c: sayings for those runs that are left and look like speech. */
void ng_quote_leftovers(struct ng_quote_work *w, uint32_t first_run);

/* clause.c: mixed and indirect speech of the cues [first_cue, cue_count). */
void ng_quote_clauses(struct ng_quote_work *w, uint32_t first_cue);

/* resolve.c: speakers of carried quotes, and the entities behind all. */
void ng_quote_resolve(struct ng_quote_work *w);

/* day.c: the days on which they spoke. Status: NO_MEMORY. */
ng_status ng_quote_days(struct ng_quote_work *w);

/* The last token inside the run, before its closing mark; the first one. */
uint32_t ng_quoted_last(const struct ng_quote_work *w,
                        const struct ng_quoted *q);
uint32_t ng_quoted_first(const struct ng_quote_work *w,
                         const struct ng_quoted *q);

/* The first cue at or after the token, as an index. */
uint32_t ng_cue_from(const struct ng_quote_work *w, uint32_t token);

/* The mention that covers the token, or NULL. */
const struct ng_mention *ng_mention_at(const struct ng_quote_work *w,
                                       uint32_t token);

/* Token i of the article; the shorthand of all files here. */
static inline const struct ng_token *ng_work_token(
    const struct ng_quote_work *w, uint32_t i)
{
    return ng_text_token(w->text, i);
}

/* The run that covers token i, as its index + 1; 0 for none. */
static inline uint32_t ng_run_at(const struct ng_quote_work *w, uint32_t i)
{
    return w->inside[i / 64] >> i % 64 & 1 ? w->run_of[i] : 0;
}

/* Notes that run `number`, an index + 1, covers token i. */
static inline void ng_run_cover(struct ng_quote_work *w, uint32_t i,
                                uint32_t number)
{
    w->inside[i / 64] |= UINT64_C(1) << i % 64;
    w->run_of[i] = number;
}

/* Nothing was found: such ranges are {0, 0}, or have run backwards. */
static inline bool ng_range_empty(struct ng_range r)
{
    return r.first >= r.end;
}

/* A new saying at token `start`, without speaker, cue and content. */
struct ng_saying *ng_saying_new(struct ng_quote_work *w, uint32_t start);

#endif
