/*
 * scan.h - what the files of the figures module share.
 *
 *     sentence -> quantities: number, unit, currency       (quantity.c)
 *              -> no figure after all? names, years, idioms   (veto.c)
 *              -> ranges, scores, ratios                     (range.c)
 *              -> bound and change                            (cues.c)
 *              -> the noun counted, the subject        (noun.c, subject.c)
 *              -> run->figures                              (figure.c)
 *
 * All of them look at a bounded number of tokens around the number.
 */
#ifndef NG_FIND_FIGURE_SCAN_H
#define NG_FIND_FIGURE_SCAN_H

#include "find/number/number.h"
#include "find/module.h"

/* The sentence being read. */
struct ng_figure_scan {
    struct ng_run *run;
    const struct ng_text *text;
    const struct ng_paragraph *paragraph;
    size_t first, end; /* its tokens */
    size_t floor;      /* the end of the last figure: nothing looks back
                          beyond it */
    size_t change_floor; /* the end of the last figure that is no ordinal */
    size_t date;       /* run->dates before this one end before the number */
    size_t last;       /* figures in the run after the sentence's last one; 0:
                          it has none yet */
    size_t noun_first, noun_end; /* the noun of the last figure; nothing in it
                                    is a count */
    size_t carried;    /* the number at this token has the unit of the one
                          before, "from 208 pounds to 193"; 0: none */
    const char *carried_unit;
    nutgraf_figure_kind carried_kind;
};

/* A number with what belongs to it. */
struct ng_quantity {
    size_t first, end; /* tokens, sign and unit included */
    size_t number_first, number_end; /* the number's own tokens */
    struct ng_number number;
    double value;         /* with its sign */
    nutgraf_figure_kind kind;
    const char *unit;     /* in the model or in run->doc, or NULL */
    const char *per;      /* in run->doc, or NULL */
    bool sign_before;     /* its currency or sign stands before it */
    bool duration;        /* its unit is one of time */
    bool hundredth;       /* money in cents, pence ... */
    bool bounded;         /* its bounds have become a range */
};

/* quantity.c: reads the quantity that begins at token `at`; `*found` tells.
 * Status: NO_MEMORY. */
ng_status ng_quantity_read(struct ng_figure_scan *scan, size_t at,
                           struct ng_quantity *q, bool *found);

/* unit.c: the unit, currency or percent sign behind the number of `q`, which it
 * fills; and what stands below the line ("a barrel"). */
ng_status ng_unit_read(struct ng_figure_scan *scan, struct ng_quantity *q);

/* compound.c: adds the smaller units that follow: "5 feet 2 inches", "20
 * dollars and 43 cents". */
ng_status ng_compound_read(struct ng_figure_scan *scan, struct ng_quantity *q);

/* range.c: is `q` the lower end of a range, or part of a score or ratio? Fills
 * the figure's numbers and widens `q`. */
ng_status ng_range_read(struct ng_figure_scan *scan, struct ng_quantity *q,
                        nutgraf_figure *figure);

/* range.c: do the words before `q` say that a range comes, or a dash behind? */
bool ng_range_is_told(const struct ng_figure_scan *scan,
                      const struct ng_quantity *q);

/* veto.c: true when the quantity is no figure: part of a name, a date, an
 * idiom, a list number. `*skip` is the token to go on from. */
bool ng_figure_veto(struct ng_figure_scan *scan, const struct ng_quantity *q,
                    size_t *skip);

/* veto.c: true when a bare number is part of a name, a year, a list number or
 * a pronoun; asked once ranges and scores are known. */
bool ng_figure_veto_name(const struct ng_figure_scan *scan,
                         const struct ng_quantity *q);

/* veto.c: true when a date of the paragraph overlaps the tokens. */
bool ng_figure_in_date(struct ng_figure_scan *scan, size_t first, size_t end,
                       size_t *date_end);

/* veto.c: true when the quantity is a date's. Dates win where they overlap, but
 * not over what has a currency or a unit, or counts things. */
bool ng_figure_is_date(struct ng_figure_scan *scan, const struct ng_quantity *q,
                       size_t *date_end);

/* cues.c: bound and change of the figure over the tokens of `q`; `after` is
 * where its noun phrase ends. */
void ng_figure_bound(const struct ng_figure_scan *scan,
                     const struct ng_quantity *q, size_t after,
                     nutgraf_figure *figure);
void ng_figure_change(const struct ng_figure_scan *scan,
                      const struct ng_quantity *q, nutgraf_figure *figure);

/* The classes of figure-changes.tsv. */
#define NG_CHANGE_VERB 0x01u
#define NG_CHANGE_SOME 0x02u
#define NG_CHANGE_BY 0x04u
#define NG_CHANGE_NOUN 0x08u
#define NG_CHANGE_AFTER 0x10u

/* cues.c: is the word at token `i` a change word of one of the classes? Sets
 * its direction only when it is. Safe at any index. */
bool ng_is_change(const struct ng_figure_scan *scan, size_t i,
                  unsigned classes, nutgraf_change *change);

/* cues.c: true when a verb of change ("rose", "cut") stands before token `at`
 * in its clause. */
bool ng_change_before(const struct ng_figure_scan *scan, size_t at);

/* cues.c: what a figure has of the one before: "lost 190 points, or 0.6%",
 * "more than 100 km (60 miles)". */
void ng_figure_inherit(const struct ng_figure_scan *scan,
                       const struct ng_quantity *q, nutgraf_figure *figure);

/* A noun phrase, half-open in tokens; empty when first == end. */
struct ng_noun {
    size_t first, end;
    bool plural; /* its head looks like a plural */
};

/* noun.c: the noun phrase that begins at token `at`, behind a number of `value`
 * ("2,000 of its 11,000 workers" too). */
struct ng_noun ng_noun_after(const struct ng_figure_scan *scan, size_t at,
                             double value);

/* noun.c: what an ordinal that ends before token `at` stands before. */
struct ng_noun ng_noun_after_ordinal(const struct ng_figure_scan *scan,
                                     size_t at);

/* noun.c: the phrase at token `at`, which nothing counts. */
struct ng_noun ng_noun_phrase(const struct ng_figure_scan *scan, size_t at);

/* noun.c: can the token be a word of a noun phrase; does it look like a
 * participle ("wounded") or an adverb ("sharply")? */
bool ng_noun_is_word(const struct ng_figure_scan *scan, size_t i);
bool ng_noun_is_participle(const struct ng_text *text, size_t token);
bool ng_noun_is_adverb(const struct ng_text *text, size_t token);

/* subject.c: what money, a share or a measure is said of, by the words behind
 * it and before it; empty when they do not say. */
struct ng_noun ng_amount_noun(const struct ng_figure_scan *scan,
                              const struct ng_quantity *q);

/* subject.c: what it is whose change `q` tells: "sales rose 3%", "a 3% drop in
 * sales", "cut the rate by 3%". */
struct ng_noun ng_change_subject(const struct ng_figure_scan *scan,
                                 const struct ng_quantity *q);

/* subject.c: does `q` go on with the amount before: "3% in May and 5% in
 * June"? */
bool ng_is_listed(const struct ng_figure_scan *scan,
                  const struct ng_quantity *q, const nutgraf_figure *last);

/* subject.c: does `q` tell another amount of what the figure before is told
 * of: "rose 3% to $84", "up from $80"? */
bool ng_same_subject(const struct ng_figure_scan *scan,
                     const struct ng_quantity *q, const nutgraf_figure *last);

/* noun.c: the class of a word in figure-nouns.tsv. */
enum ng_noun_class {
    NG_NOUN_OPEN, /* not in the table */
    NG_NOUN_STOP,
    NG_NOUN_VERB,
    NG_NOUN_DET,
    NG_NOUN_PRONOUN,
    NG_NOUN_NOUN,
    NG_NOUN_PLURAL,
    NG_NOUN_SINGULAR,
    NG_NOUN_MODIFIER,
    NG_NOUN_MORE,
    NG_NOUN_LAST
};
enum ng_noun_class ng_noun_class(const struct ng_text *text, size_t token);
bool ng_noun_is_plural(const struct ng_text *text, size_t token);

/* ---------------------------------------------- small tests on tokens */

/* The kind of token `i`; a stop outside the sentence, so that every search ends
 * there. */
static inline enum ng_token_kind ng_scan_kind(const struct ng_figure_scan *scan,
                                              size_t i)
{
    return i >= scan->first && i < scan->end
               ? (enum ng_token_kind)ng_text_token(scan->text, i)->kind
               : NG_TOKEN_STOP;
}

/* White space before token `i`? Both ends of the sentence count as such. */
static inline bool ng_scan_spaced(const struct ng_figure_scan *scan, size_t i)
{
    return i >= scan->end || i <= scan->first ||
           (ng_text_token(scan->text, i)->flags & NG_TOKEN_SPACE_BEFORE);
}

/* Is token `i` this word, given in lower case? False outside the sentence. */
static inline bool ng_scan_is(const struct ng_figure_scan *scan, size_t i,
                              const char *folded)
{
    return i >= scan->first && i < scan->end &&
           ng_token_is(scan->text, i, folded);
}

/* Over a hyphen with no white space around it. */
static inline size_t ng_scan_over_hyphen(const struct ng_figure_scan *scan,
                                         size_t i)
{
    return ng_scan_kind(scan, i) == NG_TOKEN_DASH && !ng_scan_spaced(scan, i) &&
                   !ng_scan_spaced(scan, i + 1)
               ? i + 1
               : i;
}

/* The token `max` before `at`, but not before `floor`: where a look back
 * begins. */
static inline size_t ng_scan_back(size_t at, size_t floor, size_t max)
{
    return at - floor > max ? at - max : floor;
}

/* The longest phrase of `table` that begins at token `first` or later and ends
 * right before token `end`; its row. Returns its first token, or `end`. */
size_t ng_phrase_before(const struct ng_figure_scan *scan, size_t first,
                        size_t end, unsigned table, struct ng_row *row);

#endif
