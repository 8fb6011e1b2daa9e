/*
 * site.c - the name of the publication.
 *
 * In: the page's claims, its headline and its host. Out: one name.
 *
 * Pages call themselves by a name ("The Tern"), by letters ("TRN"), by a domain
 * ("tern.example"), by a section or by a line of copyright, and some not at
 * all. From the best to the poorest:
 *
 *     a claim in words that the host spells too   "Tern Post", tern-post.com
 *     the host in the table of news media
 *     the best claim in words
 *     a parent of the host in the table           "politics.tern.example"
 *     what stands behind the headline in <title>  "Ferry closes - The Tern"
 *     any claim, the host itself
 *
 * A subdomain may be a publication of its own, so a claim in words goes before
 * its parent's name. A claim that is the name of another medium in the table
 * goes before the host's, too: papers of one house share an address.
 */
#include "strip/site.h"

/* Claims that are looked at, and the longest name. */
enum { MAX_TRIES = 16, MAX_NAME = 80 };
/* A name that the host spells has so many bytes at least; "UK" is in many. */
enum { MIN_SPELLED = 5 };

static const struct ng_slice nothing = {"", 0};

/* The name of exactly this host in the table. */
static struct ng_slice known_host(const struct ng_lexicon *lexicon,
                                  struct ng_slice host)
{
    struct ng_row row =
        ng_table_find(lexicon, NG_TABLE_NEWS_SITES, host);

    return row.row ? ng_slice_of(ng_row_text(row, 1)) : nothing;
}

/* The name of the nearest parent in the table: of "politics.tern.example" that
 * of "tern.example". Each label is taken off once. */
static struct ng_slice known_parent(const struct ng_lexicon *lexicon,
                                    struct ng_slice host)
{
    size_t dot;

    while ((dot = ng_slice_find(host, NG_LIT("."), 0)) != SIZE_MAX) {
        struct ng_slice name;
        host = ng_slice_sub(host, dot + 1, host.len);
        name = known_host(lexicon, host);
        if (name.len)
            return name;
    }
    return nothing;
}

/* True for "faz.net": a domain is a poorer name than words. That is a dot with
 * two to four letters behind it at the end; "St. Paul" has a space there. */
static bool is_domain(struct ng_slice name)
{
    size_t dot = name.len;

    while (dot > 0 && ng_is_alpha(name.ptr[dot - 1]))
        dot--;
    return dot > 1 && name.ptr[dot - 1] == '.' && name.len - dot >= 2 &&
           name.len - dot <= 4;
}

/* True for a claim that can be a name at all: no address, no line of
 * copyright, no text. */
static bool is_name(const struct ng_claim *c)
{
    static const char *const others[] = {"://", "©", "copyright",
                                         "rights reserved", "版权"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ng_slice_find_nocase(c->text, ng_slice_of(others[i]), 0) !=
            SIZE_MAX)
            return false;
    return c->text.len < MAX_NAME;
}

/* The claims in words: the best one, and the best of those whose words make up
 * the host. Of "STN" and "Stone Post" for stone-post.com the second is
 * spelled. */
static void in_words(const struct ng_site_input *input, struct ng_slice *best,
                     struct ng_slice *spelled)
{
    *best = *spelled = nothing;
    for (size_t n = 0; n < MAX_TRIES && !spelled->len; n++) {
        const struct ng_claim *c =
            ng_facts_claim(input->facts, NG_FIELD_SITE, n);
        if (!c)
            break;
        if (!is_name(c) || is_domain(c->text))
            continue;
        if (c->text.len >= MIN_SPELLED && ng_has_words(input->host, c->text))
            *spelled = c->text;
        if (!best->len)
            *best = c->text;
    }
}

/* True for a name that the table has, of whatever host; with or without the
 * letters that stand in brackets behind it. */
static bool is_known(const struct ng_lexicon *lexicon, struct ng_slice name)
{
    size_t count = ng_table_count(lexicon, NG_TABLE_NEWS_SITES);

    for (size_t n = 0; n < count && name.len; n++) {
        struct ng_slice known = ng_slice_of(ng_row_text(
            ng_table_row(lexicon, NG_TABLE_NEWS_SITES, n), 1));
        if (ng_slice_starts_nocase(known, name) &&
            (known.len == name.len ||
             ng_slice_starts_nocase(ng_slice_sub(known, name.len, known.len),
                                    NG_LIT(" ("))))
            return true;
    }
    return false;
}

/* What a title's claim has behind the headline. */
static struct ng_slice behind_title(const struct ng_site_input *input)
{
    for (size_t n = 0; n < MAX_TRIES && input->title.len; n++) {
        const struct ng_claim *c =
            ng_facts_claim(input->facts, NG_FIELD_TITLE, n);
        struct ng_slice tail;
        if (!c)
            break;
        tail = ng_title_tail(c->text, input->title);
        if (tail.len && tail.len < MAX_NAME)
            return tail;
    }
    return nothing;
}

/* The first claim of any kind, a domain or a line of copyright. */
static struct ng_slice any_claim(const struct ng_site_input *input)
{
    for (size_t n = 0; n < MAX_TRIES; n++) {
        const struct ng_claim *c =
            ng_facts_claim(input->facts, NG_FIELD_SITE, n);
        if (!c)
            break;
        if (is_name(c))
            return c->text;
    }
    return nothing;
}

/* Goes down the ways of the head of this file; the first name wins. */
struct ng_slice ng_site_find(const struct ng_site_input *input)
{
    struct ng_slice words, name;

    in_words(input, &words, &name);
    if (!name.len && !is_known(input->lexicon, words))
        name = known_host(input->lexicon, input->host);
    if (!name.len)
        name = words;
    if (!name.len)
        name = known_parent(input->lexicon, input->host);
    if (!name.len)
        name = behind_title(input);
    if (!name.len)
        name = any_claim(input);
    return name.len ? name : input->host;
}
