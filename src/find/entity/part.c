/*
 * part.c - what a word is in a noun phrase that may be a role, and the country
 * that a role tells.
 *
 * In: a token. Out: its part, by the tables of titles, of function words, of
 * verbs, and by its ending: "retired" is a modifier because offices.tsv has it,
 * "arrested" the end of a role because it ends like a verb.
 */
#include "find/entity/role.h"

/* Column 1 of a word's row in a table, "" for none. */
const char *ng_role_class_in(const struct ng_text *text, size_t i,
                            unsigned table)
{
    struct ng_row row;

    if (!(ng_token_tables(text, i) & NG_BIT(table)))
        return "";
    row = ng_lexicon_row(text->lexicon, ng_text_token(text, i)->lex, table, 0);
    return row.row ? ng_row_text(row, 1) : "";
}

/* The small words: joining ones, articles, and all others, which end a role. */
static enum ng_part part_of_function(const struct ng_text *text, size_t i,
                                     const char *class)
{
    static const char *const links[] = {"of",   "for", "at", "with",
                                        "from", "in",  "on", "to"};

    if (strcmp(class, "det") == 0 || ng_token_is(text, i, "another"))
        return NG_PART_DET;
    if (ng_token_is(text, i, "and"))
        return NG_PART_AND;
    for (size_t n = 0; n < sizeof links / sizeof *links; n++)
        if (ng_token_is(text, i, links[n]))
            return NG_PART_LINK;
    return NG_PART_END;
}

/* Endings of verbs and adverbs, which a role's modifiers do not have unless
 * offices.tsv says so: "retired", "acting". */
static bool ends_like_verb(struct ng_slice word)
{
    return word.len < 3 || ng_slice_ends_nocase(word, NG_LIT("ed")) ||
           ng_slice_ends_nocase(word, NG_LIT("ing")) ||
           ng_slice_ends_nocase(word, NG_LIT("ly"));
}

/* "operations", but not "business", "politics" or "analysis". */
static bool ends_like_plural(struct ng_slice word)
{
    return word.len > 3 && word.ptr[word.len - 1] == 's' &&
           !ng_slice_ends_nocase(word, NG_LIT("ss")) &&
           !ng_slice_ends_nocase(word, NG_LIT("us")) &&
           !ng_slice_ends_nocase(word, NG_LIT("sis")) &&
           !ng_slice_ends_nocase(word, NG_LIT("ics"));
}

/* True when a hyphen follows at once: "in" of "in-house". */
bool ng_role_hyphen_follows(const struct ng_text *text, size_t i)
{
    return i + 1 < text->tokens.count &&
           ng_text_token(text, i + 1)->kind == NG_TOKEN_DASH &&
           !(ng_text_token(text, i + 1)->flags & NG_TOKEN_SPACE_BEFORE);
}

/* A word that is in no table of titles. Behind a hyphen anything goes:
 * "London-based". */
static enum ng_part part_of_word(const struct ng_text *text, size_t i)
{
    const char *class = ng_role_class_in(text, i, NG_TABLE_FUNCTION_WORDS);
    const struct ng_token *t = ng_text_token(text, i);
    bool joined = i > 0 && !(t->flags & NG_TOKEN_SPACE_BEFORE) &&
                  ng_text_token(text, i - 1)->kind == NG_TOKEN_DASH;

    if (*class && (joined || ng_role_hyphen_follows(text, i)))
        return NG_PART_PLAIN; /* "in-house", "editor-in-chief" */
    if (*class)
        return part_of_function(text, i, class);
    if (t->shape != NG_SHAPE_LOWER)
        return ng_token_tables(text, i) & NG_BIT(NG_TABLE_STOPWORDS)
                   ? NG_PART_END
                   : NG_PART_CAPITAL;
    if (joined)
        return NG_PART_PLAIN;
    class = ng_role_class_in(text, i, NG_TABLE_FIGURE_NOUNS);
    if (strcmp(class, "verb") == 0 || strcmp(class, "stop") == 0 ||
        *ng_role_class_in(text, i, NG_TABLE_DATE_WORDS) ||
        (*ng_role_class_in(text, i, NG_TABLE_CUES) &&
         ng_office_read(text, i).class == NG_OFFICE_NONE))
        return NG_PART_END;
    if (ends_like_verb(ng_token_text(text, i)))
        return NG_PART_END;
    return ends_like_plural(ng_token_text(text, i)) ? NG_PART_PLURAL
                                                    : NG_PART_PLAIN;
}

/* "Then President Brook came": an adverb; "then-President" is none. */
static bool is_adverb(const struct ng_text *text, size_t i)
{
    return (ng_text_token(text, i)->flags & NG_TOKEN_FIRST_WORD) &&
           ng_token_is(text, i, "then") && i + 1 < text->tokens.count &&
           ng_text_token(text, i + 1)->kind != NG_TOKEN_DASH;
}

/* Marks first, then the tables of titles, then everything else. A verb of
 * offices.tsv may also be a small word: "to", "and". */
enum ng_part ng_role_part(const struct ng_text *text, size_t i)
{
    const struct ng_token *t = ng_text_token(text, i);

    if (t->kind == NG_TOKEN_POSSESSIVE)
        return NG_PART_JOINT;
    if (t->kind == NG_TOKEN_DASH)
        return t->flags & NG_TOKEN_SPACE_BEFORE ? NG_PART_END : NG_PART_JOINT;
    if (t->kind == NG_TOKEN_MARK && t->end - t->start == 1 &&
        text->bytes.ptr[t->start] == '&')
        return NG_PART_AND;
    if (t->kind == NG_TOKEN_ADDRESS)
        return NG_PART_CAPITAL; /* "Edmunds.com analyst" */
    if (t->kind != NG_TOKEN_WORD || is_adverb(text, i))
        return NG_PART_END;
    switch (ng_office_read(text, i).class) {
    case NG_OFFICE_POST:
    case NG_OFFICE_EXPERT:
    case NG_OFFICE_RANK: return NG_PART_POST;
    case NG_OFFICE_MODIFIER: return NG_PART_MODIFIER;
    case NG_OFFICE_HONORIFIC: return NG_PART_HONORIFIC;
    case NG_OFFICE_VERB: return part_of_function(
        text, i, ng_role_class_in(text, i, NG_TABLE_FUNCTION_WORDS));
    case NG_OFFICE_NONE: break;
    }
    return part_of_word(text, i);
}

/* The code in the longest row of these tables at token `i`, or ""; sets how
 * many tokens it has. An organization's name that is also a word of titles says
 * nothing alone: "Vice" is a publisher. */
static const char *code_at(const struct ng_text *text, size_t i, size_t end,
                           bool lands, size_t *len)
{
    static const unsigned tables[] = {NG_TABLE_GROUPS, NG_TABLE_ORGANIZATIONS,
                                      NG_TABLE_COUNTRIES};
    const char *code = ng_is_us(text, i, i + 1) ? "US" : "";

    *len = 1;
    for (size_t n = 0; n < (lands ? 3 : 2); n++) {
        struct ng_row row;
        size_t found;
        found = ng_phrase_find(text, i, end, tables[n], &row);
        if (found == 1 && tables[n] == NG_TABLE_ORGANIZATIONS &&
            ng_office_read(text, i).class != NG_OFFICE_NONE)
            continue;
        if (found && (found > *len || !*code)) {
            *len = found;
            code = ng_row_text(row, 2);
        }
    }
    return strlen(code) == 2 ? code : "";
}

/* What stands behind "to", "for" and "at" is where somebody works, not whose he
 * is. */
const char *ng_role_country(const struct ng_text *text,
                            const struct ng_role *role)
{
    bool expert = role->office.class == NG_OFFICE_EXPERT;
    const char *code = "";

    for (size_t i = role->first, len; i < role->end && !*code; i += len) {
        len = 1;
        if (ng_role_part(text, i) == NG_PART_LINK &&
            !ng_token_is(text, i, "of"))
            break;
        if (ng_is_capital(ng_text_token(text, i)))
            code = code_at(text, i, role->end, !expert, &len);
    }
    return code;
}
