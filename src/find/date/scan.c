/*
 * scan.c - finds the expressions of a paragraph.
 *
 * In: tokens. Out: spans in run->dates, under-specified values in the state's
 * list. A scan stops at core words only, goes left over the words that may
 * belong to them, and takes the longest rule that begins there:
 *
 *     ... closed on [the morning of May 3, 2020], the ...
 *                    ^left end      ^core
 *
 * Then neighbours are joined ("Friday" + "10:30 am"), words before it are added
 * ("late" July, "the end of" 1990), and the second of a pair is found ("April
 * 24 and 25"). Every look is bounded, so a paragraph costs its length.
 */
#include "find/date/pair.h"

/* How many tokens an expression may begin before its core. */
#define MAX_LEFT 8
/* Joined neighbours at most. */
#define MAX_JOINS 3

struct scan {
    struct ng_run *run;
    struct ng_date_state *state;
    const struct ng_text *text;
    struct ng_date_items *items;
    uint32_t from;    /* token after the last expression */
    uint32_t untried; /* no expression that reaches it begins before it */
    uint32_t end;     /* token after the paragraph */
};

/* A number that could begin or be a date on its own: a year, a compact date,
 * one with a mark behind it ("10:30", "5/3/18"), two digits behind an
 * apostrophe. All other numbers are found from their neighbours. */
static bool is_core_number(const struct ng_text *text, uint32_t i)
{
    const struct ng_token *t = ng_text_token(text, i);
    uint32_t len = t->end - t->start;
    const char *bytes = text->bytes.ptr;
    char next = t->end < text->bytes.len ? bytes[t->end] : ' ';

    /* "2020", "20200214" */
    if (len == 4 || len == 8)
        return true;
    if (len > 10)
        return false;
    /* "10:30", "5/3/18", "2020-02", "8h00" */
    if (next == ':' || next == '/' || next == '-' || next == 'h')
        return true;
    if (len == 2 && t->start &&
        (bytes[t->start - 1] == '\'' || (signed char)bytes[t->start - 1] < 0))
        return true;
    return len >= 6 && memchr(bytes + t->start, '.', len) != NULL;
}

/* Cores are numbers of the above kind and words of the first table; names that
 * tell a text's first year are asked for in passing. One load and one test per
 * token: most tokens end here. */
static bool is_core(struct ng_date_state *state, const struct ng_text *text,
                    uint32_t i, uint32_t end)
{
    const struct ng_token *t = ng_text_token(text, i);
    const struct ng_packed_entry *entry;
    uint64_t tables;

    if (t->kind == NG_TOKEN_NUMBER)
        return is_core_number(text, i);
    entry = ng_lexicon_entry(text->lexicon, t->lex);
    tables = entry->tables | entry->starts;
    if (tables & NG_BIT(NG_TABLE_KNOWN_SINCE))
        ng_date_note_known(text, i, end, &state->since);
    return (tables & NG_BIT(NG_TABLE_DATE_WORDS)) != 0;
}

/* True for a token that an expression can contain: a word of either table, a
 * number with its ending, a possessive. */
static bool is_linking(const struct ng_text *text, uint32_t i)
{
    const struct ng_token *t = ng_text_token(text, i);
    uint64_t tables = NG_BIT(NG_TABLE_DATE_WORDS) | NG_BIT(NG_TABLE_DATE_LINKS);
    const struct ng_packed_entry *e = ng_lexicon_entry(text->lexicon, t->lex);

    if (i && t->kind == NG_TOKEN_WORD && ng_date_glued(text, i) &&
        ng_text_token(text, i - 1)->kind == NG_TOKEN_NUMBER)
        return true; /* "22" + "nd" */
    return t->kind == NG_TOKEN_NUMBER || t->kind == NG_TOKEN_POSSESSIVE ||
           ((e->tables | e->starts) & tables) != 0;
}

/* The leftmost token from which an expression with core `core` may begin:
 * back over linking tokens, never into the last expression, nor to a start
 * that an earlier core has tried: what did not reach that one does not reach
 * this. In "1/2/1/2/" every number is a core with eight starts to its left. */
static uint32_t left_end(const struct scan *scan, uint32_t core)
{
    uint32_t i = core;

    while (i > scan->untried && core - i < MAX_LEFT &&
           is_linking(scan->text, i - 1))
        i--;
    return i;
}

/* A new slot in the list of under-specified dates. Blocks are never moved or
 * freed one by one; they die when the last date is resolved. */
static struct ng_when *add_when(struct scan *scan)
{
    struct ng_date_state *state = scan->state;

    if (state->count % NG_WHEN_BLOCK == 0) {
        struct ng_when_block *block =
            ng_arena_alloc(&scan->run->scratch, sizeof *block);
        if (!block)
            return NULL;
        block->next = NULL;
        if (state->last)
            state->last->next = block;
        else
            state->first = block;
        state->last = block;
    }
    return &state->last->whens[state->count++ % NG_WHEN_BLOCK];
}

/* Pushes one expression: its span now, its value in finish(). Both lists grow
 * together, so the i-th value belongs to the i-th span for good. */
static ng_status add(struct scan *scan, const struct ng_date_found *found)
{
    nutgraf_date *date = ng_vector_push(&scan->run->dates);
    struct ng_when *when = add_when(scan);

    if (!date || !when)
        return NUTGRAF_NO_MEMORY;
    date->span.start = ng_text_token(scan->text, found->first)->start;
    date->span.end = ng_text_token(scan->text, found->end - 1)->end;
    date->value = "";
    *when = found->when;
    return NUTGRAF_OK;
}

/* "the third-quarter loss": with a hyphen the quarter is an adjective, and the
 * article belongs to the noun behind it. */
static void drop_article(const struct scan *scan,
                         const struct ng_date_match *match,
                         struct ng_date_found *found)
{
    const struct ng_date_item *last = &match->items[match->count - 1];

    if (match->count > 1 &&
        match->classes[match->count - 1] == NG_DC_QUARTER &&
        ng_token_is(scan->text, match->first, "the") &&
        last->end - last->first == 3 &&
        ng_text_token(scan->text, last->first + 1)->kind == NG_TOKEN_DASH)
        found->first++;
}

/* "can be used over three years" is no "more than three years" as "for over
 * three years" is: the word belongs to the amount only behind some. */
static void drop_over(const struct scan *scan, struct ng_date_found *found)
{
    static const char *const before[] = {"for",  "in",     "of",   "after",
                                         "last", "lasted", "took", "takes",
                                         "take", "spent",  "just", "with"};
    uint32_t i = found->first;

    if (found->op != NG_OP_SPAN || !ng_token_is(scan->text, i, "over"))
        return;
    for (size_t n = 0; i && n < sizeof before / sizeof *before; n++)
        if (ng_token_is(scan->text, i - 1, before[n]))
            return;
    found->first++;
    found->when.mod = NULL;
}

/* The expression that begins exactly at token `at`, if its surroundings
 * allow it. */
static bool find_at(struct scan *scan, uint32_t at, struct ng_date_found *found)
{
    struct ng_date_match match;

    if (!ng_date_match_at(scan->items, at, &match))
        return false;
    found->first = match.first;
    found->end = match.end;
    found->taken = match.taken;
    found->op = match.rule->op;
    found->single = match.count == 1;
    found->joined = false;
    drop_article(scan, &match, found);
    if (!ng_when_fill(&match, &found->when))
        return false;
    /* "that day" before any day: a demonstrative, no date. */
    if (found->op == NG_OP_SAME && !found->when.shift &&
        !found->when.how && !scan->state->count)
        return false;
    if (!ng_date_plausible(scan->text, &match, found, scan->end))
        return false;
    drop_over(scan, found);
    if (found->op == NG_OP_SPAN &&
        ng_date_is_age(scan->text, found->end, scan->end))
        found->end = found->taken = found->end + 2;
    if (found->op == NG_OP_SPAN && ng_date_is_rate(scan->text, found->first))
        found->when.kind = NG_WHEN_SET;
    return true;
}

/* Steps over ", at", "on", "around" between two parts of one expression:
 * "Friday, at 10:30", "8 p.m. on Friday". Gives the place behind the link, or
 * `i` where there is none; the caller tries to find something there. */
static uint32_t skip_link(const struct scan *scan, uint32_t i)
{
    if (i + 1 < scan->end && ng_token_is(scan->text, i, "local") &&
        ng_token_is(scan->text, i + 1, "time"))
        i += 2;
    if (i < scan->end && ng_token_is(scan->text, i, ","))
        i++;
    if (i < scan->end &&
        (ng_token_is(scan->text, i, "at") || ng_token_is(scan->text, i, "@") ||
         ng_token_is(scan->text, i, "on") ||
         ng_token_is(scan->text, i, "around")))
        i++;
    return i;
}

/* Copies the time fields of `b` that `a` lacks. A zone belongs to the clock
 * that it stands with. A part of the day that `a` has stays: "Friday night at
 * 8". */
static void join_time(struct ng_when *a, const struct ng_when *b)
{
    if (b->hour >= 0) {
        a->hour = b->hour;
        a->minute = b->minute;
        a->second = b->second;
        a->zone = b->zone;
        a->american = b->american;
        a->said |= b->said & NG_SAID_ZONE;
    }
    if (!a->part)
        a->part = b->part;
    a->evening |= b->evening;
}

/* Makes one of two neighbours when they say different things of one point: a
 * day and a time, a weekday and a month-day, an offset and what it counts
 * from ("two weeks before" + "May 13"). Two days are two dates. */
static bool join(struct ng_when *a, const struct ng_when *b)
{
    struct ng_when whole;

    /* "two weeks before" + "May 13" */
    if (a->kind == NG_WHEN_OFFSET && a->from == NG_FROM_NEXT) {
        if (b->kind != NG_WHEN_DATE || b->hour >= 0)
            return false;
        whole = *b;
        whole.kind = NG_WHEN_OFFSET;
        whole.from = NG_FROM_NEXT;
        whole.unit2 = b->unit;
        whole.unit = a->unit;
        whole.amount = a->amount;
        whole.direction = a->direction;
        whole.mod = a->mod;
        *a = whole;
        return true;
    }
    /* "the night of Friday" + "Oct. 23" */
    if (a->kind == NG_WHEN_DATE && a->weekday && !a->month && b->month &&
        b->day && b->kind == NG_WHEN_DATE && !b->weekday) {
        whole = *b;
        whole.weekday = a->weekday;
        join_time(&whole, a);
        *a = whole;
        return true;
    }
    if (ng_when_is_day(a) && ng_when_is_clock(b)) {
        join_time(a, b);
        return true;
    }
    /* "8 p.m." + "Friday": the day's fields with the time's. */
    if (ng_when_is_clock(a) && ng_when_is_day(b)) {
        whole = *b;
        join_time(&whole, a);
        *a = whole;
        return true;
    }
    return false;
}

/* "Friday the 26th at 4": a bare hour behind "at", before a mark. Anywhere
 * else a bare number is no time. */
static bool join_hour(struct scan *scan, uint32_t at,
                      struct ng_date_found *found)
{
    const struct ng_date_item *item;

    if (at >= scan->end || at == found->end ||
        ng_token_is(scan->text, at - 1, ",") ||
        ng_token_is(scan->text, at - 1, "on") || !ng_when_is_day(&found->when))
        return false;
    item = ng_date_items_at(scan->items, at);
    if (!(item->classes & NG_DC(HOUR)) ||
        (item->end < scan->end &&
         ng_text_token(scan->text, item->end)->kind != NG_TOKEN_STOP))
        return false;
    found->when.hour = (int8_t)item->number;
    found->end = found->taken = item->end;
    return true;
}

/* Joins neighbours as long as they fit; a few, for a list of dates is no
 * date. */
static void join_following(struct scan *scan, struct ng_date_found *found)
{
    struct ng_date_found next;

    for (int n = 0; n < MAX_JOINS; n++) {
        uint32_t at = skip_link(scan, found->end);
        if (join_hour(scan, at, found) || at >= scan->end ||
            !find_at(scan, at, &next) || next.op == NG_OP_NONE ||
            next.first != at || !join(&found->when, &next.when))
            return;
        found->end = next.end;
        found->taken = next.taken;
        found->joined = true;
    }
}

/* "Monday through Friday": the word that leads from one day to another. */
static bool is_span_mark(const struct ng_text *text, uint32_t i)
{
    return ng_text_token(text, i)->kind == NG_TOKEN_DASH ||
           ng_token_is(text, i, "to") || ng_token_is(text, i, "through") ||
           ng_token_is(text, i, "until") || ng_token_is(text, i, "till");
}

/* "two weeks after" what is no date: a duration, without the last word. The
 * gold of TempEval marks "two weeks" there too. */
static void settle_offset(struct ng_date_found *found)
{
    if (found->op != NG_OP_FROM || found->joined)
        return;
    found->when.kind = NG_WHEN_SPAN;
    found->end--;
    found->taken = found->end;
}

/* Is `when` something that "early" and "the end of" can be said of? Periods
 * are; "Later Thursday" keeps its adverb outside, as the corpora have it. */
static bool has_edges(const struct ng_when *when)
{
    if (when->kind != NG_WHEN_DATE || when->hour >= 0)
        return false;
    if (when->weekday && !(when->said & NG_SAID_SHIFT))
        return when->part != NULL;
    return !when->day || (when->said & NG_SAID_SHIFT) || when->part;
}

/* Adds "late", "mid-", "the end of", "early in" before the expression; with
 * a mod from the word's row. Rules could do it, but every rule would need
 * the same three optional elements. */
static void grow_left(struct scan *scan, struct ng_date_found *found)
{
    const struct ng_text *text = scan->text;
    uint32_t i = found->first;
    const struct ng_date_item *item;
    const char *value;

    if (!has_edges(&found->when) || i <= scan->from)
        return;
    if (i - 1 > scan->from && (ng_token_is(text, i - 1, "of") ||
                               ng_token_is(text, i - 1, "in") ||
                               ng_text_token(text, i - 1)->kind ==
                                   NG_TOKEN_DASH))
        i--;
    /* "of" belongs to nouns ("the end of"), nothing or a hyphen to adjectives
     * ("late", "mid-"). */
    item = ng_date_items_at(scan->items, i - 1);
    if (i - 1 < scan->from || !(item->classes & (NG_DC(EARLY) | NG_DC(EDGE))))
        return;
    if (ng_token_is(text, i, "of") != ((item->classes & NG_DC(EDGE)) != 0) &&
        i != found->first)
        return;
    if (i == found->first && (item->classes & NG_DC(EDGE)))
        return;
    value = ng_date_item_word(item, item->classes & NG_DC(EDGE) ? NG_DC_EDGE
                                                                : NG_DC_EARLY)
                ->value;
    found->when.mod = value[0] ? value : found->when.mod;
    found->first = i - 1;
    if (found->first > scan->from && ng_token_is(text, found->first - 1, "the"))
        found->first--;
}

/* Adds an expression, the first of a pair that it ends, and the second of one
 * that it begins. */
static ng_status add_with_second(struct scan *scan, struct ng_date_found *found)
{
    struct ng_date_state *state = scan->state;
    struct ng_date_found other;

    if (ng_date_first_of(scan->items, scan->from, found, &other))
        NG_TRY(add(scan, &other));
    else if (state->count && found->first == scan->from + 1)
        ng_date_share_part(scan->text, found,
                           &state->last->whens[(state->count - 1) %
                                               NG_WHEN_BLOCK]);
    if (!ng_date_second_of(scan->items, found, &other))
        return add(scan, found);
    NG_TRY(add(scan, found));
    found->end = other.end;
    return add(scan, &other);
}

/* The first expression that begins at or left of the core and reaches it. When
 * there is none, all starts up to the core are done with. Left to right, so the
 * longest start wins: "the morning of May 3" before "May 3". */
static bool find_around(struct scan *scan, uint32_t core,
                        struct ng_date_found *found)
{
    for (uint32_t i = left_end(scan, core); i <= core; i++)
        if (find_at(scan, i, found) && found->taken > core)
            return true;
    scan->untried = core + 1;
    return false;
}

/* One walk over the paragraph's tokens. After an expression the walk goes on
 * behind it, and nothing reaches back before it: 10^5 dates in one paragraph
 * cost 10^5 times one. */
ng_status ng_date_scan(struct ng_run *run, struct ng_date_state *state,
                       const struct ng_paragraph *par)
{
    struct scan scan = {run, state, &run->text, state->items,
                        par->first_token, par->first_token,
                        par->token_end};
    struct ng_date_found found;

    ng_date_items_init(state->items, state->kit, &run->text, par->token_end);
    for (uint32_t i = par->first_token; i < par->token_end; i++) {
        /* The cheap test first; most tokens end the round here. */
        if (!is_core(state, &run->text, i, par->token_end) ||
            !find_around(&scan, i, &found))
            continue;
        if (found.op != NG_OP_NONE) {
            join_following(&scan, &found);
            settle_offset(&found);
            grow_left(&scan, &found);
            ng_date_read_cues(&run->text, par, &found);
            found.when.range = found.first == scan.from + 1 &&
                               is_span_mark(&run->text, scan.from);
            NG_TRY(add_with_second(&scan, &found));
        }
        scan.from = scan.untried = found.end;
        i = found.end - 1;
    }
    return NUTGRAF_OK;
}
