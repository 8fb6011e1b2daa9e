/*
 * metadata.c - chooses among the claims, field by field.
 *
 * In: claims (facts.c), the page measured, its headline, which blocks were
 * kept. Out: the article's metadata, strings copied to the caller's arena, NULL
 * where nobody knows.
 *
 * Each field has its own way down from sure sources to poor ones:
 *
 *     published  sure claims > date in the address > other claims > in markup
 *                a visible line near the headline > the date of change
 *     byline     claims that name a person > visible "By ..." > any claim
 *     site       news media by host > claims in words > see site.c
 *     language   counted words, with the claim as a witness
 *
 * Dates are not moved to another zone and claims not merged, with one
 * exception: a claim of the same day may add the time that the best one lacks.
 *
 * Cost: a handful of looks at each of at most MAX_TRIES claims per field (all
 * of the byline's), and at the blocks around the headline.
 */
#include "strip/metadata.h"

#include "strip/byline.h"
#include "strip/language.h"
#include "strip/site.h"
#include "strip/stamp.h"

/* Claims of one field that are looked at. */
enum { MAX_TRIES = 16 };
/* Blocks on either side of the headline that may hold a visible date. */
enum { DATE_BEFORE = 4, DATE_AFTER = 14, MAX_DATE_LINE = 140 };

/* What the fields share. */
struct fill {
    struct ng_metadata *metadata;
    const struct ng_view *view;
    const struct ng_facts *facts;
    const struct ng_title *title;
    const struct ng_strip_input *input;
    const struct ng_verdict *verdicts;
    struct ng_arena *arena;
    struct ng_slice url, host;
};

/* Copies text for the metadata; an empty one leaves the field NULL. */
static ng_status keep_text(struct fill *f, const char **field,
                           struct ng_slice text)
{
    text = ng_slice_trim(text);
    if (!text.len)
        return NUTGRAF_OK;
    *field = ng_arena_copy(f->arena, text);
    return *field ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
}

/* True for absolute web addresses; canonical links are at times "/" or empty.
 */
static bool is_address(struct ng_slice text)
{
    return ng_slice_starts_nocase(text, NG_LIT("http://")) ||
           ng_slice_starts_nocase(text, NG_LIT("https://"));
}

/* The page's own claim first: a saved copy's or a mirror's address is what the
 * caller and the container know. Relative claims are passed over, there is no
 * base to resolve them against. */
struct ng_slice ng_metadata_url(const struct ng_facts *facts,
                                const struct ng_strip_input *input)
{
    for (size_t n = 0; n < MAX_TRIES; n++) {
        const struct ng_claim *c = ng_facts_claim(facts, NG_FIELD_URL, n);
        if (!c)
            break;
        if (is_address(c->text))
            return c->text;
    }
    if (input->url)
        return ng_slice_of(input->url);
    return input->document->url;
}

/* Between "://" and the first mark that can end a host: path, query, fragment
 * or port. "https://www.example.com:80/a" gives "example.com". */
struct ng_slice ng_metadata_host(struct ng_slice url)
{
    size_t at = ng_slice_find(url, NG_LIT("://"), 0), end;

    if (at == SIZE_MAX)
        return (struct ng_slice){"", 0};
    at += 3;
    for (end = at; end < url.len && !strchr("/?#:", url.ptr[end]); end++)
        continue;
    url = ng_slice_sub(url, at, end);
    return ng_slice_starts_nocase(url, NG_LIT("www."))
               ? ng_slice_sub(url, 4, url.len)
               : url;
}

/* True when the page's dates have the month first: American English, and
 * English that does not say which. The host's country overrules a template's
 * "en-US". */
static bool month_first(const struct fill *f)
{
    struct ng_slice lang = ng_facts_text(f->facts, NG_FIELD_LANGUAGE);

    if (ng_slice_ends_nocase(f->host, NG_LIT(".uk")) ||
        ng_slice_ends_nocase(f->host, NG_LIT(".au")) ||
        ng_slice_ends_nocase(f->host, NG_LIT(".in")))
        return false;
    return ng_slice_starts_nocase(lang, NG_LIT("en-us")) ||
           ng_slice_starts_nocase(lang, NG_LIT("en_us")) ||
           ng_slice_eq_nocase(lang, NG_LIT("en")) || !lang.len;
}

/* A day after the page was saved is no publication date but an event's or a
 * slip's. One day of grace for time zones. False when nobody knows the day of
 * saving. */
static bool is_future(const struct fill *f, const struct ng_stamp *stamp)
{
    struct ng_ymd saved;

    return f->input->document->saved.len &&
           ng_parse_ymd(f->input->document->saved, &saved) &&
           ng_day_of(stamp->date) > ng_day_of(saved) + 1;
}

/* The best claim of a date field that can be read and has at most rank
 * `worst`. A later claim of the same day may add the time: "2019-11-03" in
 * JSON-LD and "2019-11-03T17:04Z" in a <meta> make the latter. */
static bool claimed_date(const struct fill *f, enum ng_field field,
                         unsigned worst, struct ng_stamp *best)
{
    bool found = false;

    for (size_t n = 0; n < MAX_TRIES; n++) {
        const struct ng_claim *c = ng_facts_claim(f->facts, field, n);
        struct ng_stamp stamp;
        if (!c || c->rank > worst)
            break;
        if (!ng_stamp_read(f->input->lexicon, c->text, month_first(f),
                           &stamp) || is_future(f, &stamp))
            continue;
        if (!found)
            *best = stamp;
        /* The first ten bytes are the day: "2019-11-03". */
        else if (!best->has_time && stamp.has_time &&
                 memcmp(best->text, stamp.text, 10) == 0)
            *best = stamp;
        found = true;
        if (best->has_time)
            break;
    }
    return found;
}

/* A date in a short line near the headline, a few blocks before it or some
 * after ("Published 3 November 2019"). Longer lines are the text, whose dates
 * are the story's. The headline itself is left out: "What happened on 3 May
 * 2019". */
static bool visible_date(const struct fill *f, struct ng_stamp *stamp)
{
    size_t at = f->title->block, start, end;
    size_t count = f->view->page->blocks.count;

    if (at == SIZE_MAX)
        at = 0;
    start = at > DATE_BEFORE ? at - DATE_BEFORE : 0;
    end = at + DATE_AFTER < count ? at + DATE_AFTER : count;
    for (size_t i = start; i < end; i++) {
        struct ng_slice text = ng_page_block(f->view->page, i)->text;
        if (i != f->title->block && text.len <= MAX_DATE_LINE &&
            ng_stamp_read(f->input->lexicon, text, month_first(f), stamp) &&
            !is_future(f, stamp))
            return true;
    }
    return false;
}

/* Rank up to which a claim beats the date in the address. */
enum { SURE_RANK = 50, ANY_RANK = 255 };

/* A claim in UTC may fall on the day before or after the publisher's own: an
 * evening in New York is the next day in UTC. The address has the publisher's
 * day, which readers saw on the page; it is taken, without the hour. */
static void keep_local_day(const struct fill *f, struct ng_stamp *stamp)
{
    struct ng_stamp local;
    int64_t days;

    if (!stamp->has_time || !stamp->utc || !ng_stamp_in_url(f->url, &local))
        return;
    days = ng_day_of(local.date) - ng_day_of(stamp->date);
    if (days == 1 || days == -1)
        *stamp = local;
}

/* The address ("/2019/11/03/") stands between sure and poor claims: it is
 * seldom wrong but has no time. The date of change is the last resort for
 * publication, being never earlier than it. */
static ng_status fill_dates(struct fill *f)
{
    struct ng_stamp stamp;
    bool found = claimed_date(f, NG_FIELD_PUBLISHED, SURE_RANK, &stamp);

    if (found)
        keep_local_day(f, &stamp);
    if (!found)
        found = ng_stamp_in_url(f->url, &stamp) && !is_future(f, &stamp);
    if (!found)
        found = claimed_date(f, NG_FIELD_PUBLISHED, ANY_RANK, &stamp);
    if (!found && f->view->page->markup)
        found = visible_date(f, &stamp);
    if (!found)
        found = claimed_date(f, NG_FIELD_MODIFIED, ANY_RANK, &stamp);
    if (found)
        NG_TRY(keep_text(f, &f->metadata->published, ng_slice_of(stamp.text)));
    if (claimed_date(f, NG_FIELD_MODIFIED, ANY_RANK, &stamp))
        NG_TRY(keep_text(f, &f->metadata->modified, ng_slice_of(stamp.text)));
    return NUTGRAF_OK;
}

/* The site's name; see site.c. */
static ng_status fill_site(struct fill *f)
{
    struct ng_site_input input = {f->input->lexicon, f->facts, f->title->text,
                                  f->host};

    return keep_text(f, &f->metadata->site, ng_site_find(&input));
}

/* The language that the page says it is in, for the detector. */
static struct ng_slice claimed_language(const struct fill *f)
{
    return ng_facts_text(f->facts, NG_FIELD_LANGUAGE);
}

/* The detector has the last word. It looks at kept blocks only, so the
 * verdicts must be final. */
static ng_status fill_language(struct fill *f)
{
    char tag[NG_LANGUAGE_ROOM];

    ng_language_detect(f->input->lexicon, f->view->page, f->verdicts,
                       claimed_language(f), tag);
    return keep_text(f, &f->metadata->language, ng_slice_of(tag));
}

/* Ranks from here on are visible text, which names other articles' authors
 * too. */
enum { VISIBLE_RANK = 45 };
/* Blocks from the headline in which the article's own authors stand. */
enum { NEAR_TITLE = 20 };

/* True when a claim is the article's own by where it stands: in
 * machine-readable parts anywhere, as visible text only near the headline, or
 * when there is no headline to be near to. The sum avoids going below zero. */
static bool is_near_title(const struct fill *f, const struct ng_claim *c)
{
    size_t title = f->title->block;

    return c->rank < VISIBLE_RANK || title == SIZE_MAX ||
           (c->block + NEAR_TITLE > title && c->block < title + NEAR_TITLE);
}

/* Adds the names of the best source that names a person; with `anybody`, of
 * the best source that names anybody, be it the site itself. Claims of one
 * rank are one source and are added up: three authors are three claims. */
static void claimed_byline(const struct fill *f, struct ng_byline *byline,
                           bool anybody)
{
    unsigned rank = 0;

    for (size_t n = 0;; n++) {
        const struct ng_claim *c =
            ng_facts_claim(f->facts, NG_FIELD_AUTHOR, n);
        if (!c || (c->rank != rank &&
                   (byline->persons || (anybody && byline->count))))
            return;
        if (!is_near_title(f, c))
            continue;
        /* A new source: what the last one said named no person, so it is
         * dropped. */
        if (c->rank != rank)
            byline->count = 0;
        rank = c->rank;
        if (rank < VISIBLE_RANK)
            ng_byline_add(byline, c->text);
        else
            ng_byline_try(byline, c->text);
    }
}

/* Persons first: a source that names only the site waits for the others. The
 * third try takes it after all, as "Reuters" is then what the page signs with.
 * The site must be filled already. */
static ng_status fill_byline(struct fill *f)
{
    struct ng_byline byline = {.lexicon = f->input->lexicon,
                               .site = ng_slice_of(f->metadata->site)};

    claimed_byline(f, &byline, false);
    if (!byline.persons) {
        byline.count = 0;
        ng_byline_visible(&byline, f->view, f->title, f->verdicts);
    }
    if (!byline.persons) {
        byline.count = 0;
        claimed_byline(f, &byline, true);
    }
    if (!byline.count)
        return NUTGRAF_OK;
    f->metadata->byline = ng_arena_array(f->arena, byline.count,
                                         sizeof *f->metadata->byline);
    if (!f->metadata->byline)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < byline.count; i++)
        NG_TRY(keep_text(f, &f->metadata->byline[i], byline.names[i]));
    f->metadata->byline_count = byline.count;
    return NUTGRAF_OK;
}

/* Order matters twice: dates ask for the host, the byline for the site's name.
 */
ng_status ng_metadata_fill(struct ng_metadata *metadata,
                           const struct ng_view *view,
                           const struct ng_facts *facts,
                           const struct ng_title *title,
                           const struct ng_strip_input *input,
                           const struct ng_verdict *verdicts)
{
    struct fill f = {metadata, view, facts, title, input, verdicts,
                     input->arena, {NULL, 0}, {NULL, 0}};

    f.url = ng_metadata_url(facts, input);
    f.host = ng_metadata_host(f.url);
    NG_TRY(keep_text(&f, &metadata->title, title->text));
    NG_TRY(keep_text(&f, &metadata->url, f.url));
    NG_TRY(keep_text(&f, &metadata->section,
                     ng_facts_text(facts, NG_FIELD_SECTION)));
    NG_TRY(keep_text(&f, &metadata->description,
                     ng_facts_text(facts, NG_FIELD_DESCRIPTION)));
    NG_TRY(fill_dates(&f));
    NG_TRY(fill_site(&f));
    NG_TRY(fill_language(&f));
    return fill_byline(&f);
}
