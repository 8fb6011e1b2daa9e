/*
 * title.c - finds the headline.
 *
 * In: the page's claims of a title and its headings; for plain text the lines
 * above the article. Out: the headline's words, and the block it stands in.
 *
 * The claims of the head ("Storm hits coast - World - Daily News") have the
 * words but also the site's name; the visible h1 is clean but may be the
 * site's logo or a section. Each checks the other: a heading whose words a
 * claim has is the headline. If none is claimed, one that shares enough words
 * is taken; and without any the claim itself, its tail of site and section cut
 * off.
 *
 * Texts are compared by their letters and digits alone, so that curly
 * quotation marks, dashes and doubled spaces make no difference; case is
 * folded for ASCII.
 *
 * Cost: a constant number of comparisons per heading, each over MAX_COMPARE
 * bytes; finding the claim's block looks at every block's length, seldom at
 * more.
 */
#include "strip/title.h"

#include "strip/words.h"

/* Comparisons look at so many bytes; no headline is longer. */
enum { MAX_COMPARE = 600 };
/* Parts that are cut off a title: "Headline - Section - Site". */
enum { MAX_SUFFIXES = 3 };
/* A plain text's headline: its place, words and bytes. */
enum { LINES_ABOVE = 14, MIN_WORDS = 4, MIN_BYTES = 20, MAX_BYTES = 170 };
/* Words of a kicker in front of a headline. */
enum { MAX_KICKER = 4 };
/* Claims that correct a visible headline. */
enum { MAX_CLAIMS = 4 };
/* Headings that are looked at. */
enum { MAX_HEADINGS = 12 };

/* Copies the letters and digits of `text` to `out`, ASCII in lower case. Bytes
 * beyond ASCII are copied as they are, but for general punctuation. Looks at
 * four times the room, since marks and spaces are left out. */
static struct ng_slice squeeze(struct ng_slice text, char out[MAX_COMPARE])
{
    size_t len = 0;

    if (text.len > 4 * MAX_COMPARE)
        text.len = 4 * MAX_COMPARE;
    for (size_t i = 0; i < text.len && len < MAX_COMPARE; i++) {
        char c = text.ptr[i];
        /* General punctuation (curly marks, dashes) counts as space. */
        if (c == '\xE2' && i + 2 < text.len && text.ptr[i + 1] == '\x80') {
            i += 2;
            continue;
        }
        if (ng_is_word_byte(c))
            out[len++] = ng_lower(c);
    }
    return (struct ng_slice){out, len};
}

/* Compares the squeezed texts, so spaces between words do not count either:
 * "Covid 19" is "Covid-19". */
bool ng_same_words(struct ng_slice a, struct ng_slice b)
{
    char left[MAX_COMPARE], right[MAX_COMPARE];

    return ng_slice_eq(squeeze(a, left), squeeze(b, right));
}

/* The same for a part. It may begin inside a word, and that is meant: the host
 * "dailynews.example" has the words "Daily News". An empty part is in nothing.
 */
bool ng_has_words(struct ng_slice whole, struct ng_slice part)
{
    char left[MAX_COMPARE], right[MAX_COMPARE];
    struct ng_slice a = squeeze(whole, left), b = squeeze(part, right);

    return b.len && b.len <= a.len && ng_slice_find(a, b, 0) != SIZE_MAX;
}

/* Counts words by their last bytes. A text without spaces counts as one. */
static size_t count_words(struct ng_slice text)
{
    size_t words = 0;

    for (size_t i = 0; i < text.len; i++)
        words += ng_is_word_byte(text.ptr[i]) &&
                 (i + 1 == text.len || !ng_is_word_byte(text.ptr[i + 1]));
    return words;
}

/* The separator between a headline and what publishers put behind it, the last
 * one, or the first for what they put in front; SIZE_MAX when there is none.
 * `*len` is its length. Spaces around a hyphen are part of the mark:
 * "Anglo-French" has none. */
static size_t separator(struct ng_slice text, bool first, size_t *len)
{
    static const char *const marks[] = {" | ", " - ", " – ", " — ", " · ",
                                        " « ", " » ", " • ", " :: ", " ‹ ",
                                        " / ", "｜", "| "};
    size_t best = SIZE_MAX;

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct ng_slice mark = ng_slice_of(marks[i]);
        size_t at = ng_slice_find(text, mark, 0);
        while (at != SIZE_MAX) {
            if (best == SIZE_MAX || (first ? at < best : at > best)) {
                best = at;
                *len = mark.len;
            }
            at = ng_slice_find(text, mark, at + 1);
        }
    }
    return best;
}

/* The whole tail or nothing: only what stands behind the last separator is
 * looked at, so "Storm - World - Daily News" gives nothing for "Storm". */
struct ng_slice ng_title_tail(struct ng_slice claim, struct ng_slice headline)
{
    size_t len = 0, at = separator(claim, false, &len);

    if (at == SIZE_MAX ||
        !ng_same_words(ng_slice_sub(claim, 0, at), headline))
        return (struct ng_slice){"", 0};
    return ng_slice_trim(ng_slice_sub(claim, at + len, claim.len));
}

/* True when the words are the site's name: found in the host ("dailynews.com")
 * or in one of its first claims, or the other way round ("Daily News - Home").
 */
static bool is_site(struct ng_slice words, const struct ng_facts *facts,
                    struct ng_slice host)
{
    if (ng_has_words(host, words) && words.len > 2)
        return true;
    for (size_t n = 0; n < 6; n++) {
        const struct ng_claim *c = ng_facts_claim(facts, NG_FIELD_SITE, n);
        if (!c)
            return false;
        if (ng_has_words(c->text, words) || ng_has_words(words, c->text))
            return true;
    }
    return false;
}

/* Cuts the site's name off a title's front: "Daily News - Storm hits coast". */
static struct ng_slice cut_site_before(struct ng_slice title,
                                       const struct ng_facts *facts,
                                       struct ng_slice host)
{
    size_t len = 0, at = separator(title, true, &len);
    struct ng_slice rest;

    if (at == SIZE_MAX || !is_site(ng_slice_sub(title, 0, at), facts, host))
        return title;
    rest = ng_slice_sub(title, at + len, title.len);
    return count_words(rest) >= MIN_WORDS ? rest : title;
}

/* Cuts the site's name, and a section in front of it, off a title, from the
 * end: "Storm hits coast | World | Daily News". A tail must be the site, or a
 * few words behind a bar and a headline that is long enough without them;
 * behind a hyphen it might be the headline's own second half. One word is
 * never left over. */
static struct ng_slice cut_site(struct ng_slice title,
                                const struct ng_facts *facts,
                                struct ng_slice host)
{
    for (int i = 0; i < MAX_SUFFIXES; i++) {
        size_t len = 0, at = separator(title, false, &len);
        struct ng_slice head, tail;
        if (at == SIZE_MAX)
            break;
        head = ng_slice_sub(title, 0, at);
        tail = ng_slice_sub(title, at + len, title.len);
        if (!is_site(tail, facts, host) &&
            !(title.ptr[at + len - 2] == '|' && count_words(tail) <= 4 &&
              count_words(head) >= MIN_WORDS))
            break;
        if (count_words(head) < 2)
            break;
        title = head;
    }
    return ng_slice_trim(cut_site_before(title, facts, host));
}

/* True when a claim of the head says the words of a heading, with or without
 * the site's name behind it. */
static bool is_claimed(struct ng_slice heading, const struct ng_facts *facts)
{
    for (size_t n = 0; n < 8; n++) {
        const struct ng_claim *c = ng_facts_claim(facts, NG_FIELD_TITLE, n);
        if (!c)
            return false;
        if (ng_has_words(c->text, heading))
            return true;
    }
    return false;
}

/* The share of a heading's words that some claim has, 0..1. Words below four
 * bytes are not counted: "the" and "of" are in every title. Heading and claim
 * are cut, or two texts of a megabyte would cost their product. */
static double claimed_share(struct ng_slice heading,
                            const struct ng_facts *facts)
{
    double best = 0;

    if (heading.len > MAX_COMPARE)
        heading.len = MAX_COMPARE;

    for (size_t n = 0; n < 4; n++) {
        const struct ng_claim *c = ng_facts_claim(facts, NG_FIELD_TITLE, n);
        size_t at = 0, all = 0, found = 0;
        struct ng_slice claim;
        if (!c)
            break;
        claim = c->text;
        if (claim.len > MAX_COMPARE)
            claim.len = MAX_COMPARE;
        while (at < heading.len) {
            size_t start;
            while (at < heading.len && !ng_is_word_byte(heading.ptr[at]))
                at++;
            start = at;
            while (at < heading.len && ng_is_word_byte(heading.ptr[at]))
                at++;
            if (at - start < 4)
                continue;
            all++;
            found += ng_slice_find_nocase(
                         claim, ng_slice_sub(heading, start, at), 0) !=
                     SIZE_MAX;
        }
        if (all && (double)found / (double)all > best)
            best = (double)found / (double)all;
    }
    return best;
}

/* Chooses among the page's h1 (else h2): the first that the head claims, else
 * the one that shares most words with it, and more than a third. Editors word
 * the two differently for search engines. An h2 must be claimed: there are
 * many of them, and teasers share words. */
static size_t find_heading(const struct ng_page *page,
                           const struct ng_facts *facts)
{
    size_t best = SIZE_MAX;
    double best_share = 0.34;

    for (int tag = NG_TAG_H1; tag <= NG_TAG_H2; tag++) {
        int seen = 0;
        for (size_t i = 0; i < page->blocks.count && seen < MAX_HEADINGS; i++) {
            const struct ng_block *b = ng_page_block(page, i);
            double share;
            if (b->tag != tag || b->text.len < 8)
                continue;
            seen++;
            if (is_claimed(b->text, facts) && count_words(b->text) > 1)
                return i;
            share = tag == NG_TAG_H1 ? claimed_share(b->text, facts) : 0;
            if (share > best_share) {
                best_share = share;
                best = i;
            }
        }
    }
    return best;
}

/* The first block that has the title's words, or SIZE_MAX. The length is
 * looked at first, which spares most blocks the comparison. */
static size_t find_block(const struct ng_page *page, struct ng_slice title)
{
    for (size_t i = 0; i < page->blocks.count; i++) {
        struct ng_slice text = ng_page_block(page, i)->text;
        if (text.len < 2 * title.len + 8 && ng_same_words(text, title))
            return i;
    }
    return SIZE_MAX;
}

/* True when the two best claims say the same, and something else than the
 * visible headline: then the page itself calls the article so. */
static bool agree(const struct ng_facts *facts, struct ng_slice heading,
                  struct ng_slice claim, struct ng_slice host)
{
    const struct ng_claim *second = ng_facts_claim(facts, NG_FIELD_TITLE, 1);

    /* "Ferry closes - The Tern" is the headline with a name that nobody
     * knows. */
    if (ng_title_tail(claim, heading).len)
        return false;
    return second && claim.len && !ng_same_words(claim, heading) &&
           ng_same_words(claim, cut_site(second->text, facts, host));
}

/* The page's `n`th claim of a title without the site's name; false when there
 * are no more, or enough were looked at. */
static bool claimed_title(const struct ng_facts *facts, struct ng_slice host,
                          size_t n, struct ng_slice *title)
{
    const struct ng_claim *c = ng_facts_claim(facts, NG_FIELD_TITLE, n);

    if (!c || n == MAX_CLAIMS)
        return false;
    *title = cut_site(c->text, facts, host);
    return true;
}

/* A headline without what a claim leaves out in front of it: of "Storm watch:
 * Ferry closes" and the claim "Ferry closes" the latter. Such kickers stand in
 * the heading but are no part of the headline. The rest must be behind a mark,
 * and of some words, or every heading that ends like a claim were cut. */
static struct ng_slice without_kicker(struct ng_slice heading,
                                      const struct ng_facts *facts,
                                      struct ng_slice host)
{
    struct ng_slice claim;

    for (size_t n = 0; claimed_title(facts, host, n, &claim); n++) {
        size_t at = heading.len > claim.len ? heading.len - claim.len : 0;
        struct ng_slice rest = ng_slice_sub(heading, at, heading.len);
        if (at > 2 && heading.ptr[at - 1] == ' ' &&
            strchr(":|-", heading.ptr[at - 2]) && ng_slice_eq(rest, claim) &&
            count_words(rest) >= MIN_WORDS &&
            count_words(ng_slice_sub(heading, 0, at)) <= MAX_KICKER)
            return rest;
    }
    return heading;
}

/* Words that the page's markup sets apart without a space, "Storm watchFerry
 * closes": a claim with the same letters has the spaces. */
static struct ng_slice well_spaced(struct ng_slice heading,
                                   const struct ng_facts *facts,
                                   struct ng_slice host)
{
    struct ng_slice claim;

    for (size_t n = 0; claimed_title(facts, host, n, &claim); n++)
        if (count_words(claim) > count_words(heading) &&
            ng_same_words(claim, heading))
            return claim;
    return heading;
}

/* The heading first. Its block is the headline's place even when the claims'
 * words are taken, since the article begins below it. */
ng_status ng_title_find(struct ng_title *title, const struct ng_page *page,
                        const struct ng_facts *facts, struct ng_slice host)
{
    size_t heading = find_heading(page, facts);
    struct ng_slice claim =
        cut_site(ng_facts_text(facts, NG_FIELD_TITLE), facts, host);

    *title = (struct ng_title){{NULL, 0}, SIZE_MAX};
    if (heading != SIZE_MAX) {
        title->block = heading;
        title->text = well_spaced(ng_page_block(page, heading)->text, facts,
                                  host);
        if (agree(facts, title->text, claim, host))
            title->text = claim;
        else
            title->text = without_kicker(title->text, facts, host);
        return NUTGRAF_OK;
    }
    title->text = claim;
    if (claim.len)
        title->block = find_block(page, claim);
    return NUTGRAF_OK;
}

/* True for a line that could be a headline: some words, not too many, no
 * phrase of furniture, no full stop at its end. A question or an exclamation
 * will do. */
static bool is_headline(const struct ng_view *view, size_t i)
{
    struct ng_slice text = ng_page_block(view->page, i)->text;
    const struct ng_block_view *b = &view->blocks[i];

    return text.len >= MIN_BYTES && text.len <= MAX_BYTES &&
           count_words(text) >= MIN_WORDS && !b->furniture &&
           (b->ending != NG_END_STOP || text.ptr[text.len - 1] != '.');
}

/* From the first kept line upwards to the nearest one that looks like a
 * headline. The classifier may or may not have kept the headline itself, so
 * the first kept line is asked too. */
void ng_title_above(struct ng_title *title, const struct ng_view *view,
                    const bool *keep)
{
    size_t first = 0, count = view->page->blocks.count;

    *title = (struct ng_title){{NULL, 0}, SIZE_MAX};
    while (first < count && !keep[first])
        first++;
    if (first == count)
        return;
    /* The first kept line is a headline only if an article follows it. */
    for (size_t back = first + 1 == count || !view->blocks[first + 1].prose;
         back <= LINES_ABOVE && back <= first; back++) {
        if (!is_headline(view, first - back))
            continue;
        title->block = first - back;
        title->text = ng_page_block(view->page, title->block)->text;
        return;
    }
}
