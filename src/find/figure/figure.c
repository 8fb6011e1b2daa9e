/*
 * figure.c - the figures module: from sentences to run->figures.
 *
 * In comes a paragraph whose tokens have their lexicon entries and whose dates
 * are known, out go the figures of its sentences, in the order of the text.
 * This is the only file of the folder that writes to run->figures; the others
 * answer questions about a quantity (see scan.h for who asks what in which
 * order).
 *
 * The loop walks over the tokens once. may_begin() turns nearly all of them
 * down after a look at two words of flags; for the rest a quantity is read,
 * and then either skipped as no figure or completed and pushed. Every step
 * goes at least one token further and looks at a bounded number of tokens
 * around the number, so a paragraph of a hundred thousand numbers costs linear
 * time.
 *
 * The order matters: ages before dates ("a 22-year-old" is an age, "22 years"
 * a duration), idioms before ranges, and names and years after ranges, since
 * "2-1" behind a capitalized team is a score and no name.
 */
#include "find/figure/scan.h"

#include <math.h>

/* "aged 22", "age 22", "ages 5", "the age of 22": a bare number of at most 120
 * right behind the word. Units or another kind say that the number is not an
 * age: "age 22%". */
static bool age_before(const struct ng_figure_scan *scan,
                       const struct ng_quantity *q)
{
    size_t i = q->first;

    if (q->unit || q->kind != NUTGRAF_CARDINAL || q->value > 120)
        return false;
    if (i > scan->floor && ng_scan_is(scan, i - 1, "of"))
        return i - 1 > scan->floor && ng_scan_is(scan, i - 2, "age");
    return i > scan->floor &&
           (ng_scan_is(scan, i - 1, "aged") || ng_scan_is(scan, i - 1, "age") ||
            ng_scan_is(scan, i - 1, "ages"));
}

/* "Mary Jones, 44, a teacher": a name, then commas around whole digits. The
 * last item of a list may look the same, hence the narrow range of 5 to 110
 * and the capital before the first comma; a stop may stand for the second
 * one. */
static bool age_between_commas(const struct ng_figure_scan *scan,
                               const struct ng_quantity *q)
{
    const struct ng_token *name;

    if (q->unit || q->kind != NUTGRAF_CARDINAL || !q->number.digits ||
        q->number.decimal || q->value < 5 || q->value > 110 ||
        q->first < scan->first + 2 || !ng_scan_is(scan, q->first - 1, ",") ||
        !(ng_scan_is(scan, q->end, ",") || ng_scan_is(scan, q->end, ".")))
        return false;
    name = ng_text_token(scan->text, q->first - 2);
    return name->kind == NG_TOKEN_WORD && name->shape != NG_SHAPE_LOWER;
}

/* "he was 22", "when she turns 60,": a bare number behind a pronoun and a form
 * of "be", or behind "turned", with nothing that it could count. */
static bool age_of_pronoun(const struct ng_figure_scan *scan,
                           const struct ng_quantity *q)
{
    size_t i = q->first;
    bool turned;

    if (q->unit || q->kind != NUTGRAF_CARDINAL || q->number.decimal ||
        q->number.scale != 1 || q->value < 1 || q->value > 120 ||
        i < scan->floor + 2 ||
        (ng_scan_kind(scan, q->end) == NG_TOKEN_WORD &&
         !ng_scan_is(scan, q->end, "and") && !ng_scan_is(scan, q->end, "when")))
        return false;
    if (ng_scan_kind(scan, q->end) == NG_TOKEN_DASH)
        return false;
    if (ng_scan_is(scan, i - 1, "just") || ng_scan_is(scan, i - 1, "only") ||
        ng_scan_is(scan, i - 1, "now") || ng_scan_is(scan, i - 1, "about"))
        i--;
    turned = ng_scan_is(scan, i - 1, "turned") ||
             ng_scan_is(scan, i - 1, "turns");
    if (!turned && !ng_scan_is(scan, i - 1, "was") &&
        !ng_scan_is(scan, i - 1, "is"))
        return false;
    return i >= scan->floor + 2 &&
           (ng_scan_is(scan, i - 2, "he") || ng_scan_is(scan, i - 2, "she") ||
            ng_scan_is(scan, i - 2, "who") ||
            (turned && ng_scan_is(scan, i - 2, "i")));
}

/* "22-year-old", "six months old", "12 years of age", "87 yo". The unit of
 * time was read as a duration before; the words behind it make it an age, and
 * q->end moves over them. Asked before dates and vetoes, which would take the
 * duration. */
static bool age_after(const struct ng_figure_scan *scan, struct ng_quantity *q)
{
    size_t i = ng_scan_over_hyphen(scan, q->end);

    if (q->duration && (ng_scan_is(scan, i, "old") ||
                        ng_scan_is(scan, i, "olds"))) {
        q->end = i + 1;
        return true;
    }
    if (q->duration && ng_scan_is(scan, i, "of") &&
        ng_scan_is(scan, i + 1, "age")) {
        q->end = i + 2;
        return true;
    }
    if (!q->unit && q->number.digits && ng_scan_is(scan, i, "yo")) {
        q->end = i + 1;
        q->unit = "a";
        return true;
    }
    return false;
}

/* Makes `q` an age when `told` (age_after has seen it and moved the end) or
 * when one of the weaker signs around a bare number says so; those have no
 * unit of their own, so years are set. False leaves `q` as it was. */
static bool take_age(const struct ng_figure_scan *scan, struct ng_quantity *q,
                     bool told)
{
    if (!told && !age_after(scan, q)) {
        if (!age_before(scan, q) && !age_between_commas(scan, q) &&
            !age_of_pronoun(scan, q))
            return false;
        q->unit = "a";
    }
    q->kind = NUTGRAF_AGE;
    return true;
}

/* The figure's numbers, unless a range or score has set them. A vague number
 * ("dozens", "a few hundred") is an open range from its lower end, never a
 * value. */
static void set_numbers(const struct ng_quantity *q, nutgraf_figure *figure)
{
    if (figure->has)
        return;
    if (q->number.kind == NG_NUMBER_VAGUE) {
        figure->has = NUTGRAF_HAS_LOW;
        figure->low = q->value;
        figure->bound = ">=";
        return;
    }
    figure->has = NUTGRAF_HAS_VALUE;
    figure->value = q->value;
}

/* Copies the noun phrase into the article's memory, where figures live; an
 * empty phrase is no failure and leaves figure->noun NULL. */
static ng_status set_noun(struct ng_figure_scan *scan, struct ng_noun noun,
                          nutgraf_figure *figure)
{
    if (noun.first == noun.end)
        return NUTGRAF_OK;
    figure->noun = ng_arena_copy(
        &scan->run->doc, ng_tokens_text(scan->text, noun.first, noun.end));
    return figure->noun ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* Sets the figure's noun: what it counts, else what the figure before is told
 * of when this one goes on with it, else what the change or the amount is told
 * of. */
static ng_status tell_noun(struct ng_figure_scan *scan,
                           const struct ng_quantity *q, struct ng_noun counted,
                           nutgraf_figure *figure)
{
    struct ng_noun noun = counted;

    if (noun.first == noun.end && scan->last) {
        const nutgraf_figure *last =
            NG_AT(&scan->run->figures, nutgraf_figure, scan->last - 1);
        if (last->noun && ng_same_subject(scan, q, last)) {
            figure->noun = last->noun;
            return NUTGRAF_OK;
        }
    }
    if (noun.first == noun.end && figure->change != NUTGRAF_CHANGE_NONE)
        noun = ng_change_subject(scan, q);
    if (noun.first == noun.end)
        noun = ng_amount_noun(scan, q);
    return set_noun(scan, noun, figure);
}

/* Completes the figure: bound, change, noun and span; then it goes into the
 * vector. A value beyond a double drops the figure silently, as JSON has no
 * word for it. Only counts have their noun behind them; tell_noun looks for
 * the others'. The bound is looked for behind the noun too, so the noun comes
 * first. */
static ng_status push(struct ng_figure_scan *scan, const struct ng_quantity *q,
                      nutgraf_figure *figure)
{
    struct ng_noun noun = {q->end, q->end, false};
    nutgraf_figure *slot;

    set_numbers(q, figure);
    if (!isfinite(figure->value) || !isfinite(figure->low) ||
        !isfinite(figure->high))
        return NUTGRAF_OK;
    if (q->kind == NUTGRAF_ORDINAL)
        noun = ng_noun_after_ordinal(scan, q->end);
    else if (q->number.kind == NG_NUMBER_MULTIPLE ||
             q->number.kind == NG_NUMBER_FOLD)
        noun.end = noun.first; /* they count nothing */
    else if (q->kind == NUTGRAF_CARDINAL || q->kind == NUTGRAF_RATIO ||
             (q->kind == NUTGRAF_AGE && q->duration)) /* not "aged 25" */
        noun = ng_noun_after(scan, q->end,
                             q->kind == NUTGRAF_AGE ? 1 : figure->value);
    ng_figure_bound(scan, q, noun.end, figure);
    ng_figure_change(scan, q, figure);
    ng_figure_inherit(scan, q, figure);
    NG_TRY(tell_noun(scan, q, noun, figure));
    scan->noun_first = noun.first;
    scan->noun_end = noun.end;
    figure->span.start = ng_text_token(scan->text, q->first)->start;
    figure->span.end = ng_text_token(scan->text, q->end - 1)->end;
    figure->kind = q->kind;
    figure->unit = q->unit;
    figure->per = q->per;
    slot = ng_vector_push(&scan->run->figures);
    if (!slot)
        return NUTGRAF_NO_MEMORY;
    *slot = *figure;
    scan->last = scan->run->figures.count;
    if (q->kind != NUTGRAF_ORDINAL)
        scan->change_floor = q->end;
    return NUTGRAF_OK;
}

/* Goes on from token `to`, but at least one further than `*at`, whatever a
 * veto has said: the loop over the sentence must end. Nothing looks back
 * beyond the new place. */
static void skip_to(struct ng_figure_scan *scan, size_t *at, size_t to)
{
    *at = to > *at ? to : *at + 1;
    scan->floor = *at;
}

/* Reads what begins at token `*at` and steps over it: quantity, smaller units,
 * vetoes, date or range, name; then it is a figure. `carried` gives a bare
 * number the unit of the one before it ("from 208 pounds to 193"). A date wins
 * over the number unless the two ends of a range show that it was none
 * ("between 1800 and 2500 people"). */
static ng_status read_at(struct ng_figure_scan *scan, size_t *at)
{
    nutgraf_figure figure = {0};
    struct ng_quantity q;
    size_t skip;
    bool found, age, date;

    NG_TRY(ng_quantity_read(scan, *at, &q, &found));
    if (!found) {
        ++*at;
        return NUTGRAF_OK;
    }
    if (scan->carried == *at && !q.unit && q.kind == NUTGRAF_CARDINAL) {
        q.unit = scan->carried_unit;
        q.kind = scan->carried_kind;
    }
    if (*at >= scan->noun_first && *at < scan->noun_end &&
        q.kind == NUTGRAF_CARDINAL && !q.unit && q.number.digits) {
        skip_to(scan, at, q.end); /* the 737 of "400 737 Max jets" */
        return NUTGRAF_OK;
    }
    NG_TRY(ng_compound_read(scan, &q));
    age = age_after(scan, &q);
    if (!age && ng_figure_veto(scan, &q, &skip)) {
        skip_to(scan, at, skip);
        return NUTGRAF_OK;
    }
    /* A date that is just this number may still be the lower end of a range;
     * one that is longer may not. */
    date = !age && ng_figure_is_date(scan, &q, &skip);
    if (!date || (skip == q.number_end && ng_range_is_told(scan, &q)))
        NG_TRY(ng_range_read(scan, &q, &figure));
    if (date && !(figure.has & NUTGRAF_HAS_HIGH) &&
        !(figure.has && q.kind == NUTGRAF_RATIO)) {
        skip_to(scan, at, skip);
        return NUTGRAF_OK;
    }
    *at = q.end;
    /* Durations are the dates module's unless they are ages. The number of a
     * name may be part of a subject: "the FTSE 100 rose". */
    age = take_age(scan, &q, age);
    if (!age && !q.duration && ng_figure_veto_name(scan, &q))
        return NUTGRAF_OK;
    if (age || !q.duration)
        NG_TRY(push(scan, &q, &figure));
    *at = q.end > *at ? q.end : *at;
    scan->floor = *at;
    return NUTGRAF_OK;
}

/* Longest word that may be sign, digits and scale: "USD100million". */
#define GLUED_BYTES 20

/* A word with digits at its end, or before a short scale: "Rs500", "USD10m",
 * "EUR5bn", "USD10million". Looks at four fixed places only, which is enough
 * to let every such word pass; what passes for nothing ("B12") is turned down
 * when the sign is not in the table. */
static bool ends_in_digits(const struct ng_text *text,
                           const struct ng_token *token)
{
    const char *last = text->bytes.ptr + token->end - 1;
    uint32_t len = token->end - token->start;

    return ng_is_digit(*last) ||
           (!token->lex && len > 2 && len < GLUED_BYTES &&
            (ng_is_digit(last[-1]) || (len > 3 && ng_is_digit(last[-2])) ||
             (len > 9 && ng_is_digit(last[-7]))));
}

/* An article begins a quantity only before a number word ("a million"), a
 * unit ("a gallon of"), a currency, or as the letter of a sign ("A$"). One
 * look at the next token keeps the most frequent word of English out of the
 * slow path. */
static bool article_may_begin(const struct ng_text *text, size_t i)
{
    const struct ng_token *next = ng_text_token(text, i) + 1;

    return i + 1 < text->tokens.count &&
           (next->kind == NG_TOKEN_CURRENCY ||
            (ng_token_tables(text, i + 1) &
             (NG_BIT(NG_TABLE_NUMBER_WORDS) | NG_BIT(NG_TABLE_UNITS) |
              NG_BIT(NG_TABLE_CURRENCIES))));
}

/* How many tokens before its number a currency may begin: "Hong Kong dollars
 * 5". */
#define CURRENCY_TOKENS 4

/* Letters of a sign or a currency's name count only before digits or a sign;
 * most are ordinary words ("new", "all", "US"). */
static bool digits_follow(const struct ng_text *text, size_t i, size_t end)
{
    size_t stop = end - i > CURRENCY_TOKENS ? i + CURRENCY_TOKENS + 1 : end;

    while (++i < stop) {
        enum ng_token_kind kind =
            (enum ng_token_kind)ng_text_token(text, i)->kind;
        if (kind == NG_TOKEN_NUMBER || kind == NG_TOKEN_CURRENCY)
            return true;
    }
    return false;
}

/* May a quantity begin at the token? Must be true for every start that
 * ng_quantity_read knows, and should be false for nearly everything else:
 * it is asked for each token of the article and decides the module's speed.
 * A look at the entry's table bits, and at single bytes of words not in a
 * table. */
static bool may_begin(const struct ng_text *text, size_t i, size_t end)
{
    const struct ng_token *token = ng_text_token(text, i);
    const struct ng_packed_entry *entry;

    if (token->kind != NG_TOKEN_WORD)
        return token->kind == NG_TOKEN_CURRENCY || ng_number_may_begin(text, i);
    entry = ng_lexicon_entry(text->lexicon, token->lex);
    if (entry->tables & NG_BIT(NG_TABLE_NUMBER_WORDS)) {
        char first = (char)(text->bytes.ptr[token->start] | 0x20);
        uint32_t len = token->end - token->start;
        if (first == 'a' && len <= 2)
            return article_may_begin(text, i);
        return first != 'a' || len != 3; /* "and" */
    }
    if ((entry->tables | entry->starts) & (NG_BIT(NG_TABLE_CURRENCY_SIGNS) |
                                           NG_BIT(NG_TABLE_CURRENCIES)))
        return digits_follow(text, i, end);
    return ends_in_digits(text, token);
}

/* The module's entry: each sentence by itself, so no number reaches over a
 * full stop. `floor` rises with each figure, `date` is a cursor into the
 * paragraph's dates that only moves on. Status: NO_MEMORY. */
static ng_status paragraph(struct ng_run *run, const struct ng_paragraph *par)
{
    struct ng_figure_scan scan = {
        .run = run,
        .text = &run->text,
        .paragraph = par,
        .date = par->first_date,
    };

    for (size_t s = par->first_sentence; s < par->sentence_end; s++) {
        const struct ng_sentence *sentence =
            NG_AT(&run->text.sentences, struct ng_sentence, s);
        scan.first = scan.floor = scan.change_floor = sentence->first_token;
        scan.last = 0;
        scan.noun_first = scan.noun_end = 0;
        scan.carried = 0;
        scan.end = sentence->token_end;
        for (size_t i = scan.first; i < scan.end;) {
            if (may_begin(scan.text, i, scan.end))
                NG_TRY(read_at(&scan, &i));
            else
                i++;
        }
    }
    return NUTGRAF_OK;
}

/* Whole numbers below this are exact as a double; 2^53 itself may be a rounded
 * neighbour. */
#define EXACT_MAX 9007199254740992.0

/* Says once per article that there are values beyond what a double holds
 * exactly; their texts are exact. */
static ng_status finish(struct ng_run *run)
{
    for (size_t i = 0; i < run->figures.count; i++) {
        const nutgraf_figure *f = NG_AT(&run->figures, nutgraf_figure, i);
        if (fabs(f->value) < EXACT_MAX && fabs(f->low) < EXACT_MAX &&
            fabs(f->high) < EXACT_MAX)
            continue;
        ng_diagnose(run, NUTGRAF_WARNING, SIZE_MAX,
                    "values beyond 2^53 are rounded; the text is exact");
        break;
    }
    return NUTGRAF_OK;
}

/* The module as run.c knows it; runs after the dates, whose spans it needs. */
const struct ng_module ng_module_figure = {
    .name = "figures",
    .option = NUTGRAF_FIGURES,
    .paragraph = paragraph,
    .finish = finish,
};
