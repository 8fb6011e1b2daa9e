/*
 * noun.c - the noun phrase around a number, without a parser.
 *
 * Words of closed classes (data/figure-nouns.tsv) and the endings of verbs end
 * a phrase; a number above one wants a plural for its head.
 */
#include "find/figure/scan.h"

/* Words of a phrase at most. */
#define NOUN_WORDS 8
/* How far before a change its subject is looked for. */
#define SUBJECT_TOKENS 16

enum ng_noun_class ng_noun_class(const struct ng_text *text, size_t token)
{
    static const char *const names[] = {"",       "stop",     "verb",
                                        "det",    "pronoun",  "noun",
                                        "plural", "singular", "modifier",
                                        "more",   "last"};
    const char *name;

    if (!(ng_token_tables(text, token) & NG_BIT(NG_TABLE_FIGURE_NOUNS)))
        return NG_NOUN_OPEN;
    name = ng_row_text(ng_lexicon_row(text->lexicon,
                                      ng_text_token(text, token)->lex,
                                      NG_TABLE_FIGURE_NOUNS, 0),
                       1);
    if (strcmp(name, "pronoun") == 0 &&
        ng_text_token(text, token)->shape == NG_SHAPE_UPPER)
        return NG_NOUN_OPEN; /* the US */
    for (size_t i = 1; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return (enum ng_noun_class)i;
    return NG_NOUN_OPEN;
}

static bool ends_with(struct ng_slice word, const char *ending)
{
    return ng_slice_ends_nocase(word, ng_slice_of(ending));
}

bool ng_noun_is_plural(const struct ng_text *text, size_t token)
{
    struct ng_slice word = ng_token_text(text, token);

    switch (ng_noun_class(text, token)) {
    case NG_NOUN_LAST:
    case NG_NOUN_PLURAL: return true;
    case NG_NOUN_STOP:
    case NG_NOUN_VERB:
    case NG_NOUN_DET:
    case NG_NOUN_PRONOUN:
    case NG_NOUN_SINGULAR:
    case NG_NOUN_MODIFIER:
    case NG_NOUN_MORE: return false;
    case NG_NOUN_NOUN:
    case NG_NOUN_OPEN: break;
    }
    return ng_text_token(text, token)->kind == NG_TOKEN_WORD && word.len > 2 &&
           ends_with(word, "s") && !ends_with(word, "ss") &&
           !ends_with(word, "us") && !ends_with(word, "'s");
}

/* A participle: "wounded", "arrested"; "-ing" counts when `ing`. */
static bool is_participle(const struct ng_text *text, size_t token)
{
    struct ng_slice word = ng_token_text(text, token);

    return ng_text_token(text, token)->shape == NG_SHAPE_LOWER &&
           word.len > 4 && (ends_with(word, "ed") || ends_with(word, "ing"));
}

static bool is_adverb(const struct ng_text *text, size_t token)
{
    struct ng_slice word = ng_token_text(text, token);

    return ng_text_token(text, token)->shape == NG_SHAPE_LOWER &&
           word.len > 4 && ends_with(word, "ly") && !ends_with(word, "family");
}

/* Can the token be a word of a noun phrase? */
static bool is_phrase_word(const struct ng_figure_scan *scan, size_t i)
{
    if (ng_scan_kind(scan, i) != NG_TOKEN_WORD)
        return false;
    if (ng_scan_over_hyphen(scan, i + 1) > i + 1 ||
        (i > scan->first && ng_scan_over_hyphen(scan, i - 1) > i - 1))
        return true; /* "sit-ups", "left-wing": any word goes in a compound */
    switch (ng_noun_class(scan->text, i)) {
    case NG_NOUN_STOP:
    case NG_NOUN_VERB:
    case NG_NOUN_DET:
    case NG_NOUN_PRONOUN: return false;
    case NG_NOUN_OPEN:
    case NG_NOUN_NOUN:
    case NG_NOUN_PLURAL:
    case NG_NOUN_SINGULAR:
    case NG_NOUN_MODIFIER:
    case NG_NOUN_LAST:
    case NG_NOUN_MORE: return true;
    }
    return false;
}

/* Does a verb in the third person end the phrase: "one man drives"? Only behind
 * a noun, before something that no noun begins. */
static bool looks_like_verb(const struct ng_figure_scan *scan, size_t i,
                            size_t first)
{
    if (i == first)
        return false;
    return ng_noun_is_plural(scan->text, i) &&
           ng_text_token(scan->text, i)->shape == NG_SHAPE_LOWER;
}

/* Steps over what may stand between a number and its noun: a hyphen, "more",
 * "of the", "of its 11,000". */
static size_t phrase_start(const struct ng_figure_scan *scan, size_t at,
                           bool *of)
{
    size_t i = ng_scan_over_hyphen(scan, at);
    struct ng_number number;

    *of = false;
    if (ng_scan_kind(scan, at) == NG_TOKEN_DASH &&
        !ng_scan_spaced(scan, at + 1) &&
        (ng_scan_is(scan, at + 1, "plus") || ng_scan_is(scan, at + 1, "odd") ||
         ng_scan_is(scan, at + 1, "strong")))
        i = at + 2; /* "200-odd people" */
    if (ng_scan_is(scan, i, "or") && (ng_scan_is(scan, i + 1, "so") ||
                                      ng_scan_is(scan, i + 1, "more")))
        i += 2;
    while (ng_scan_kind(scan, i) == NG_TOKEN_WORD &&
           ng_noun_class(scan->text, i) == NG_NOUN_MORE)
        i++;
    if (!ng_scan_is(scan, i, "of"))
        return i;
    *of = true;
    i++;
    while (ng_scan_kind(scan, i) == NG_TOKEN_WORD &&
           ng_noun_class(scan->text, i) == NG_NOUN_DET && i < at + 4)
        i++;
    i += ng_number_read(scan->text, i, scan->end, &number);
    return i;
}

/* Does the plural at `i` go on with the plural before it: "women soldiers"? A
 * word in -s behind a plural is a verb more often than not. */
static bool is_compound(const struct ng_figure_scan *scan, size_t i)
{
    return ng_noun_is_plural(scan->text, i) &&
           ng_noun_class(scan->text, i - 1) != NG_NOUN_LAST &&
           (ng_noun_class(scan->text, i - 1) == NG_NOUN_PLURAL ||
            ng_text_token(scan->text, i)->shape != NG_SHAPE_LOWER);
}

/* The end of the phrase that begins at `first`. With `plural` its head must be
 * a plural if there is one; `*found` tells whether there was. */
static size_t phrase_end(const struct ng_figure_scan *scan, size_t first,
                         bool of, bool plural, bool *found)
{
    size_t i = first, head_end = first;

    *found = false;
    for (; i < first + NOUN_WORDS; i++) {
        enum ng_token_kind kind = ng_scan_kind(scan, i);
        if (i >= scan->end)
            break;
        if (kind == NG_TOKEN_POSSESSIVE && i > first && of)
            continue; /* "two of Turkey's ministers" */
        if (kind == NG_TOKEN_DASH && i > first &&
            ng_scan_over_hyphen(scan, i) > i)
            continue;
        if (plural && !*found && i > first && ng_scan_is(scan, i, "and") &&
            is_phrase_word(scan, i + 1))
            continue; /* "460 Kia and Hyundai cars" */
        if (!is_phrase_word(scan, i) ||
            (i > first && is_adverb(scan->text, i)))
            break;
        if (*found && !is_compound(scan, i))
            break;
        if (!plural && looks_like_verb(scan, i, first))
            break;
        if (!plural && i > first && is_participle(scan->text, i) &&
            (!is_phrase_word(scan, i + 1) || ends_with(ng_token_text(
                                                 scan->text, i), "ed")))
            break;
        if (ng_noun_is_plural(scan->text, i) && plural)
            *found = true;
        head_end = i + 1;
    }
    return head_end;
}

/* Takes a participle off the end of a phrase that has no plural: "330 crew
 * aboard" is none, "two dozen injured" is. */
static size_t without_participle(const struct ng_figure_scan *scan,
                                 size_t first, size_t end)
{
    while (end > first + 1 && is_participle(scan->text, end - 1))
        end--;
    return end;
}

/* "3 cylinder engine", "60 basis point rise": without a plural, two or more
 * lower-case words behind a number above one count the words before the last. */
static bool is_attributive(const struct ng_figure_scan *scan, size_t first,
                           size_t end)
{
    if (end < first + 2)
        return false;
    for (size_t i = first; i < end; i++)
        if (ng_scan_kind(scan, i) != NG_TOKEN_WORD ||
            ng_text_token(scan->text, i)->shape != NG_SHAPE_LOWER)
            return false;
    return ng_noun_class(scan->text, end - 1) == NG_NOUN_OPEN ||
           ng_noun_class(scan->text, end - 1) == NG_NOUN_NOUN;
}

/* "a one bedroom flat": an article before a number of one token. */
static bool after_article(const struct ng_figure_scan *scan, size_t at)
{
    return at > scan->first + 1 && (ng_scan_is(scan, at - 2, "a") ||
                                    ng_scan_is(scan, at - 2, "an"));
}

struct ng_noun ng_noun_after(const struct ng_figure_scan *scan, size_t at,
                             double value)
{
    struct ng_noun noun = {at, at, false};
    bool of, found;
    size_t first = phrase_start(scan, at, &of), end;

    if (first >= scan->end)
        return noun;
    if (of && (ng_scan_is(scan, first, "them") ||
               ng_scan_is(scan, first, "us") ||
               ng_scan_is(scan, first, "whom") ||
               ng_scan_is(scan, first, "which")))
        return (struct ng_noun){first, first + 1, true};
    while (is_phrase_word(scan, first) == false &&
           ng_scan_kind(scan, first) == NG_TOKEN_WORD && of &&
           first < at + 5 && !ng_scan_is(scan, first, "and"))
        first++;
    if (ng_scan_kind(scan, at) == NG_TOKEN_DASH && first == at + 1 &&
        ng_scan_over_hyphen(scan, at) == first && is_phrase_word(scan, first))
        return (struct ng_noun){first, first + 1, false}; /* "three-set win" */
    end = phrase_end(scan, first, of, of || value != 1, &found);
    if (!found)
        end = without_participle(scan, first, end);
    if (!found && !of && (value > 1 || after_article(scan, at)) &&
        is_attributive(scan, first, end))
        end--;
    return (struct ng_noun){first, end, found};
}

struct ng_noun ng_noun_before(const struct ng_figure_scan *scan, size_t at)
{
    size_t floor = at - scan->floor > SUBJECT_TOKENS ? at - SUBJECT_TOKENS
                                                     : scan->floor;
    size_t end = at, first;

    while (end > floor && !is_phrase_word(scan, end - 1)) {
        if (ng_scan_kind(scan, end - 1) != NG_TOKEN_WORD)
            return (struct ng_noun){at, at, false};
        end--;
    }
    for (first = end; first > floor && end - first < NOUN_WORDS; first--) {
        if (!is_phrase_word(scan, first - 1) &&
            ng_scan_kind(scan, first - 1) != NG_TOKEN_POSSESSIVE)
            break;
    }
    return (struct ng_noun){first, end, false};
}
