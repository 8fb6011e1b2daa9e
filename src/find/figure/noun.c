/*
 * noun.c - the noun phrase around a number, without a parser.
 *
 *     "2,000 of its 11,000 workers"     workers
 *     "three left-wing activists"       left-wing activists
 *     "460 Kia and Hyundai cars"        Kia and Hyundai cars
 *     "one man drives"                  man
 *
 * In comes the place behind a number, out goes a span of tokens, possibly
 * empty, and whether its head looks like a plural. Words of closed classes
 * (data/figure-nouns.tsv: stop, verb, det, pronoun ...) and the endings of
 * verbs end a phrase; a number above one wants a plural for its head, and the
 * first plural usually ends the phrase. Everything that is not in the table
 * counts as open, so names and rare words need no entry.
 *
 * Suffixes stand in for a part-of-speech tagger here: a phrase has eight words
 * at most, is read left to right, and costs a look at each word. What that
 * cannot do: plurals without -s that are not in the table, and verbs in -s
 * behind a plural ("12 dogs barks"), which is why a second plural is taken
 * only when it is capitalized or follows a plural of the table.
 */
#include "find/figure/scan.h"

/* Tokens of a phrase at most; hyphens and possessives count too. */
#define NOUN_WORDS 8

/* The class that a name in the table means, by the letters that tell it from
 * the others. */
static enum ng_noun_class class_of(const char *name)
{
    switch (*name) {
    case 's': return name[1] == 't' ? NG_NOUN_STOP : NG_NOUN_SINGULAR;
    case 'v': return NG_NOUN_VERB;
    case 'd': return NG_NOUN_DET;
    case 'p': return name[1] == 'r' ? NG_NOUN_PRONOUN : NG_NOUN_PLURAL;
    case 'n': return NG_NOUN_NOUN;
    case 'm': return name[2] == 'd' ? NG_NOUN_MODIFIER : NG_NOUN_MORE;
    case 'l': return NG_NOUN_LAST;
    default: return NG_NOUN_OPEN;
    }
}

/* The class of a token in figure-nouns.tsv, OPEN when it has none. A pronoun
 * all in capitals is none: tokens are folded in the lexicon, so "us" and "US"
 * are one entry. */
enum ng_noun_class ng_noun_class(const struct ng_text *text, size_t token)
{
    enum ng_noun_class class;

    if (!(ng_token_tables(text, token) & NG_BIT(NG_TABLE_FIGURE_NOUNS)))
        return NG_NOUN_OPEN;
    class = class_of(ng_row_text(ng_lexicon_row(text->lexicon,
                                                ng_text_token(text, token)->lex,
                                                NG_TABLE_FIGURE_NOUNS, 0),
                                 1));
    return class == NG_NOUN_PRONOUN &&
                   ng_text_token(text, token)->shape == NG_SHAPE_UPPER
               ? NG_NOUN_OPEN
               : class;
}

/* The word's ending, whatever its case: headlines are in capitals. */
static bool ends_with(struct ng_slice word, const char *ending)
{
    return ng_slice_ends_nocase(word, ng_slice_of(ending));
}

/* Does the word look like a plural? The table knows those without -s
 * ("people", "children") and singulars with it; for others an -s decides,
 * unless it is "-ss", "-us" or a possessive. Wrong for verbs in the third
 * person, which callers sort out by place. */
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

/* A participle in lower case by its ending: "wounded", "arrested", "fleeing".
 * Five letters at least keep "red", "bed" and "king" out; "wedding" passes,
 * which costs a noun now and then. */
bool ng_noun_is_participle(const struct ng_text *text, size_t token)
{
    struct ng_slice word = ng_token_text(text, token);

    return ng_text_token(text, token)->shape == NG_SHAPE_LOWER &&
           word.len > 4 && (ends_with(word, "ed") || ends_with(word, "ing"));
}

/* An adverb by its "-ly": it ends a phrase that has begun. The nouns with that
 * ending that are counted or change are few. */
bool ng_noun_is_adverb(const struct ng_text *text, size_t token)
{
    static const char *const nouns[] = {"family",   "supply",  "assembly",
                                        "monopoly", "anomaly", "rally",
                                        "reply",    "butterfly"};
    struct ng_slice word = ng_token_text(text, token);

    if (ng_text_token(text, token)->shape != NG_SHAPE_LOWER || word.len <= 4 ||
        !ends_with(word, "ly"))
        return false;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (ends_with(word, nouns[i]))
            return false;
    return true;
}

/* Can the token be a word of a noun phrase? Next to a hyphen any word can
 * ("sit-ups", "left-wing", "well-to-do"), otherwise all but the closed
 * classes. */
bool ng_noun_is_word(const struct ng_figure_scan *scan, size_t i)
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

/* Does a verb in the third person end the phrase: "one man drives"? Asked only
 * behind a number of one, whose noun is no plural: then a lower-case word in
 * -s behind the first word is taken for a verb. */
static bool looks_like_verb(const struct ng_figure_scan *scan, size_t i,
                            size_t first)
{
    if (i == first)
        return false;
    return ng_noun_is_plural(scan->text, i) &&
           ng_text_token(scan->text, i)->shape == NG_SHAPE_LOWER;
}

/* "737" in "400 737 Max jets", "900" in "A350-900 jets": a number that is part
 * of a name in the phrase. Plain digits, before a name or behind a hyphen. */
static bool is_name_number(const struct ng_figure_scan *scan, size_t i)
{
    struct ng_slice digits;

    if (ng_scan_kind(scan, i) != NG_TOKEN_NUMBER)
        return false;
    digits = ng_token_text(scan->text, i);
    for (size_t n = 0; n < digits.len; n++)
        if (!ng_is_digit(digits.ptr[n]))
            return false;
    if (i > scan->first && ng_scan_over_hyphen(scan, i - 1) == i)
        return true;
    if (ng_scan_over_hyphen(scan, i + 1) > i + 1 &&
        ng_scan_kind(scan, i + 2) == NG_TOKEN_NUMBER)
        return true; /* "787-9" */
    return digits.len > 1 && ng_scan_kind(scan, i + 1) == NG_TOKEN_WORD &&
           ng_scan_spaced(scan, i + 1) &&
           (ng_text_token(scan->text, i + 1)->shape == NG_SHAPE_TITLE ||
            ng_text_token(scan->text, i + 1)->shape == NG_SHAPE_MIXED) &&
           !(ng_token_tables(scan->text, i + 1) &
             (NG_BIT(NG_TABLE_UNITS) | NG_BIT(NG_TABLE_UNIT_SYMBOLS) |
              NG_BIT(NG_TABLE_DATE_WORDS)));
}

/* "of WeWork's 12,000 employees": over the owner when a number follows, which
 * the same noun is counted by. */
static size_t over_owner(const struct ng_figure_scan *scan, size_t at)
{
    struct ng_number number;
    size_t i = at, taken;

    while (i < at + 3 && ng_noun_is_word(scan, i))
        i++;
    if (i == at || ng_scan_kind(scan, i) != NG_TOKEN_POSSESSIVE)
        return at;
    taken = ng_number_read(scan->text, i + 1, scan->end, &number);
    return taken && !is_name_number(scan, i + 1) ? i + 1 + taken : at;
}

/* Steps over what may stand between a number and its noun: a hyphen, "-odd",
 * "or so", "more", "of the", "of its 11,000". `*of` tells whether "of" was
 * there: the noun is then the whole that the number is a part of, and a plural
 * even behind "one". Takes at most three determiners, which bounds the walk. */
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
    return over_owner(scan, i);
}

/* Does the plural at `i` go on with the plural before it: "women soldiers",
 * "sports Cars"? A lower-case word in -s behind a plural is a verb more often
 * than not; only a plural of the table before it, or a capital, says
 * otherwise. Class LAST always ends the phrase. */
static bool is_compound(const struct ng_figure_scan *scan, size_t i)
{
    return ng_noun_is_plural(scan->text, i) &&
           ng_noun_class(scan->text, i - 1) != NG_NOUN_LAST &&
           (ng_noun_class(scan->text, i - 1) == NG_NOUN_PLURAL ||
            ng_text_token(scan->text, i)->shape != NG_SHAPE_LOWER);
}

/* Does the phrase end before token `i`: a day ("jets Wednesday"), or a name
 * behind a common noun with nothing behind it ("the first time Smith had")? */
static bool begins_anew(const struct ng_figure_scan *scan, size_t i,
                        size_t first, bool plural)
{
    if (i == first || ng_text_token(scan->text, i)->shape != NG_SHAPE_TITLE ||
        ng_scan_kind(scan, i) != NG_TOKEN_WORD ||
        ng_scan_over_hyphen(scan, i - 1) == i)
        return false;
    if (ng_token_tables(scan->text, i) & NG_BIT(NG_TABLE_DATE_WORDS))
        return true;
    return !plural &&
           ng_text_token(scan->text, i - 1)->shape == NG_SHAPE_LOWER &&
           !ng_noun_is_word(scan, i + 1);
}

/* The end of the phrase that begins at `first`. With `plural` its head must be
 * a plural if there is one; `*found` tells whether there was. Walks on while
 * words fit, and returns the end of the last word that did, so that a trailing
 * "and" or hyphen is never part of it. */
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
            ng_noun_is_word(scan, i + 1))
            continue; /* "460 Kia and Hyundai cars" */
        if (is_name_number(scan, i)) {
            head_end = ng_scan_over_hyphen(scan, i - 1) == i && i > first
                           ? i + 1
                           : head_end;
            continue;
        }
        if (!ng_noun_is_word(scan, i) ||
            (i > first && ng_noun_is_adverb(scan->text, i)) ||
            begins_anew(scan, i, first, plural))
            break;
        /* The first plural is the head: "200 workers strike" ends here. */
        if (*found && !is_compound(scan, i))
            break;
        /* Behind one thing: "one woman died", "one man drives". */
        if (!plural && looks_like_verb(scan, i, first))
            break;
        if (!plural && i > first && ng_noun_is_participle(scan->text, i) &&
            ng_scan_over_hyphen(scan, i - 1) != i &&
            (!ng_noun_is_word(scan, i + 1) || ends_with(ng_token_text(
                                                 scan->text, i), "ed")))
            break;
        if (ng_noun_is_plural(scan->text, i) && plural)
            *found = true;
        head_end = i + 1;
    }
    return head_end;
}

/* Takes participles off the end of a phrase that has no plural, down to one
 * word: of "330 infantry stranded" the infantry is counted, while "two dozen
 * injured" has nothing but the participle and keeps it. */
static size_t without_participle(const struct ng_figure_scan *scan,
                                 size_t first, size_t end)
{
    while (end > first + 1 && ng_noun_is_participle(scan->text, end - 1))
        end--;
    return end;
}

/* "3 cylinder engine", "60 basis point rise": without a plural, two or more
 * lower-case words behind a number above one count the words before the last;
 * the last one is what they describe. A capital or a word of a closed class
 * anywhere says that this is not such a compound. */
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

/* "a one bedroom flat": an article before a number of one token says that
 * number and noun describe what comes next, even when the number is one. */
static bool after_article(const struct ng_figure_scan *scan, size_t at)
{
    return at > scan->first + 1 && (ng_scan_is(scan, at - 2, "a") ||
                                    ng_scan_is(scan, at - 2, "an"));
}

/* What an ordinal that ends before token `at` stands before: "third undisclosed
 * buyer", "second-highest sales volume". One thing, so a singular. */
struct ng_noun ng_noun_after_ordinal(const struct ng_figure_scan *scan,
                                     size_t at)
{
    size_t first = ng_scan_over_hyphen(scan, at);
    struct ng_number number;
    bool found;

    if (first == at && first < scan->end) { /* "the first two rows" */
        size_t taken = ng_number_read(scan->text, at, scan->end, &number);
        if (taken && number.kind == NG_NUMBER_CARDINAL)
            return ng_noun_after(scan, at + taken, number.value);
    }
    if (first > at && first < scan->end &&
        ends_with(ng_token_text(scan->text, first), "est"))
        first++;
    else if (first > at)
        return ng_noun_after(scan, at, 1); /* "first-team players" */
    if (first >= scan->end || !ng_noun_is_word(scan, first))
        return ng_noun_after(scan, at, 1); /* "the first of them" */
    return (struct ng_noun){
        first, phrase_end(scan, first, false, false, &found), false};
}

/* A phrase that nothing counts, at token `at`: "in the region's EPS". */
struct ng_noun ng_noun_phrase(const struct ng_figure_scan *scan, size_t at)
{
    bool found;
    size_t first = at;

    while (first < at + 2 && ng_scan_kind(scan, first) == NG_TOKEN_WORD &&
           ng_noun_class(scan->text, first) == NG_NOUN_DET)
        first++;
    return (struct ng_noun){
        first, phrase_end(scan, first, true, false, &found), false};
}

/* The phrase counted by the number that ends at token `at`. "of them", "of
 * whom" give the pronoun itself, hyphens give one word ("three-set win": set).
 * Behind "of" a few words that begin no phrase are stepped over; `value` 1
 * asks for a singular, anything else for a plural. */
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
    while (ng_noun_is_word(scan, first) == false &&
           ng_scan_kind(scan, first) == NG_TOKEN_WORD && of &&
           first < at + 5 && !ng_scan_is(scan, first, "and"))
        first++;
    if (ng_scan_kind(scan, at) == NG_TOKEN_DASH && first == at + 1 &&
        ng_scan_over_hyphen(scan, at) == first && ng_noun_is_word(scan, first))
        return (struct ng_noun){first, first + 1, false}; /* "three-set win" */
    end = phrase_end(scan, first, of, of || value != 1, &found);
    if (!found)
        end = without_participle(scan, first, end);
    if (!found && !of && (value > 1 || after_article(scan, at)) &&
        is_attributive(scan, first, end))
        end--;
    return (struct ng_noun){first, end, found};
}
