/*
 * json.c - the record of schema nutgraf/1, one line.
 *
 *     put_record  the line          put_<thing>   the members of one thing
 *     put_list    "key":[...]       member_<type> "key":value
 *
 * Keys come in a fixed order, and each list in text order, so that the same
 * article always gives the same bytes. What does not apply is left out; a list
 * that was asked for and found nothing is []. The one state is whether a comma
 * is due: an opening bracket clears it, everything else sets it.
 *
 * Strings are UTF-8 already: only quotation marks, backslashes and control
 * characters need an escape, all else goes out in stretches as long as can be.
 *
 * Nothing is built in memory: each member goes to the sink's buffer as it is
 * made, so a record of a gigabyte needs as much room as one of a kilobyte.
 * Functions return nothing, since a sink that failed makes all later output a
 * no-op and is told once, at the end. A library for JSON would have to hold the
 * record as a tree first.
 */
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "write/about.h"
#include "write/out.h"

/* One record in the making. */
struct record {
    struct ng_out out;
    struct ng_cp_index index;
    struct ng_about about;
    const nutgraf_article *article;
    bool comma; /* a comma is due before the next member or element */
};

/* ------------------------------------------------------------- JSON basics */

/* Bytes that need an escape: control characters, '"' and '\\'. */
static const bool is_special[256] = {
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ['"'] = 1, ['\\'] = 1,
};

/* Bytes from the start that need no escape; four at a time, as long as it goes.
 */
static size_t plain_length(const char *text, size_t len)
{
    const unsigned char *b = (const unsigned char *)text;
    size_t at = 0;

    while (len - at >= 4 &&
           !(is_special[b[at]] | is_special[b[at + 1]] |
             is_special[b[at + 2]] | is_special[b[at + 3]]))
        at += 4;
    while (at < len && !is_special[b[at]])
        at++;
    return at;
}

/* The escape of one byte. Short ones for the four that text is full of, \u00XX
 * for the rest. */
static void put_escape(struct record *r, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    char escape[] = {'\\', 'u', '0', '0', hex[c / 16], hex[c % 16]};

    escape[1] = c == '\n'                ? 'n'
                : c == '\t'              ? 't'
                : c == '"' || c == '\\' ? (char)c
                                         : 'u';
    ng_out_put(&r->out, escape, escape[1] == 'u' ? 6 : 2);
}

/* A string's content: control characters, quotation marks and backslashes are
 * escaped, all else goes out as it is; "/" and characters beyond ASCII need no
 * escape. */
static void put_escaped(struct record *r, const char *text, size_t len)
{
    for (;;) {
        size_t plain = plain_length(text, len);
        ng_out_put(&r->out, text, plain);
        if (plain == len)
            return;
        put_escape(r, (unsigned char)text[plain]);
        text += plain + 1;
        len -= plain + 1;
    }
}

/* A string of known length, in quotation marks. */
static void put_string_len(struct record *r, const char *text, size_t len)
{
    ng_out_byte(&r->out, '"');
    put_escaped(r, text, len);
    ng_out_byte(&r->out, '"');
}

/* A comma, if one is due; the next will be. */
static void separate(struct record *r)
{
    if (r->comma)
        ng_out_byte(&r->out, ',');
    r->comma = true;
}

/* A member's key, with the comma that is due before it. */
static void put_key(struct record *r, const char *key)
{
    separate(r);
    ng_out_byte(&r->out, '"');
    ng_out_text(&r->out, key);
    ng_out_put(&r->out, "\":", 2);
}

/* '{' or '['; what follows needs no comma. */
static void open_with(struct record *r, char bracket)
{
    ng_out_byte(&r->out, bracket);
    r->comma = false;
}

/* '}' or ']'; what follows needs a comma. */
static void close_with(struct record *r, char bracket)
{
    ng_out_byte(&r->out, bracket);
    r->comma = true;
}

/* ----------------------------------------------------------------- members */

/* How many bytes from the start are valid UTF-8. */
static size_t valid_length(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len) {
        utf8proc_int32_t c;
        utf8proc_ssize_t step = 1;
        if ((unsigned char)text[at] >= 0x80)
            step = utf8proc_iterate((const utf8proc_uint8_t *)text + at,
                                    (utf8proc_ssize_t)(len - at), &c);
        if (step <= 0)
            break;
        at += (size_t)step;
    }
    return at;
}

/* A member whose value is a string of the library's, which is valid UTF-8; left
 * out when NULL. */
static void member_text(struct record *r, const char *key, const char *value)
{
    if (!value)
        return;
    put_key(r, key);
    put_string_len(r, value, strlen(value));
}

/* A member whose value is the caller's, or was made of it: a file's name may be
 * any bytes, and those that are no UTF-8 become U+FFFD each, for JSON has no
 * other way to write them. */
static void member_bytes(struct record *r, const char *key, const char *value)
{
    size_t len = value ? strlen(value) : 0;

    if (!value)
        return;
    put_key(r, key);
    ng_out_byte(&r->out, '"');
    while (len) {
        size_t valid = valid_length(value, len);
        put_escaped(r, value, valid);
        if (valid < len) {
            ng_out_put(&r->out, "\xEF\xBF\xBD", 3);
            valid++;
        }
        value += valid;
        len -= valid;
    }
    ng_out_byte(&r->out, '"');
}

/* A member whose value is any finite number. */
static void member_number(struct record *r, const char *key, double value)
{
    put_key(r, key);
    ng_out_number(&r->out, value);
}

/* A member that counts something. */
static void member_count(struct record *r, const char *key, uint64_t value)
{
    put_key(r, key);
    ng_out_count(&r->out, value);
}

/* "start" and "end" in code points. Ends are exclusive: text[start:end] is
 * right in languages that count code points. */
static void members_offsets(struct record *r, nutgraf_span span)
{
    member_count(r, "start", ng_cp_index_at(&r->index, span.start));
    member_count(r, "end", ng_cp_index_at(&r->index, span.end));
}

/* "start", "end" and "text". */
static void members_span(struct record *r, nutgraf_span span)
{
    members_offsets(r, span);
    put_key(r, "text");
    put_string_len(r, r->article->text + span.start, span.end - span.start);
}

/* "e7", by the entity's index. */
static void member_entity_id(struct record *r, const char *key, size_t index)
{
    put_key(r, key);
    ng_out_text(&r->out, "\"e");
    ng_out_count(&r->out, index + 1);
    ng_out_byte(&r->out, '"');
}

/* ------------------------------------------------------------------- parts */

/* "source": where the record comes from. An input that was never read has no
 * format and no charset. `bytes` is that of the document as it was unpacked. */
static void put_source(struct record *r)
{
    const nutgraf_source *s = &r->article->source;

    put_key(r, "source");
    open_with(r, '{');
    member_bytes(r, "path", s->path);
    if (s->format != NUTGRAF_FORMAT_AUTO) /* unknown: it was never read */
        member_text(r, "format", nutgraf_format_name(s->format));
    member_bytes(r, "charset", s->charset);
    member_count(r, "bytes", s->bytes);
    member_bytes(r, "record", s->record);
    close_with(r, '}');
}

/* What is known of the article as a whole. `byline` is always a list. */
static void put_metadata(struct record *r)
{
    const nutgraf_article *a = r->article;

    member_text(r, "title", a->title);
    put_key(r, "byline");
    open_with(r, '[');
    for (size_t i = 0; i < a->byline_count; i++) {
        separate(r);
        put_string_len(r, a->byline[i], strlen(a->byline[i]));
    }
    close_with(r, ']');
    member_text(r, "published", a->published);
    member_text(r, "modified", a->modified);
    member_text(r, "site", a->site);
    member_text(r, "url", a->url);
    member_text(r, "language", a->language);
    member_text(r, "section", a->section);
    member_text(r, "description", a->description);
    if (!a->anchor_date)
        return;
    put_key(r, "anchor");
    open_with(r, '{');
    member_text(r, "date", a->anchor_date);
    member_text(r, "from", nutgraf_anchor_from_name(a->anchor_from));
    close_with(r, '}');
}

/* Members of a paragraph; its text is text[start:end]. */
static void put_paragraph(struct record *r, size_t i)
{
    const nutgraf_paragraph *p = &r->article->paragraphs[i];

    members_offsets(r, p->span);
    member_text(r, "kind", nutgraf_paragraph_kind_name(p->kind));
}

/* Members of an entity, its mentions in text order. The id is the place in this
 * list among all entities, so it stays the same when --who leaves some out. */
static void put_entity(struct record *r, size_t i)
{
    const nutgraf_entity *e = &r->article->entities[i];

    member_entity_id(r, "id", i);
    member_text(r, "type", nutgraf_entity_type_name(e->type));
    member_text(r, "name", e->name);
    member_text(r, "role", e->role);
    member_text(r, "country", e->country);
    put_key(r, "mentions");
    open_with(r, '[');
    for (size_t m = 0; m < e->mention_count; m++) {
        separate(r);
        open_with(r, '{');
        members_span(r, e->mentions[m]);
        close_with(r, '}');
    }
    close_with(r, ']');
}

/* "parts": [[start, end], ...] of an interrupted quote. The words between the
 * parts ("he said") belong to the span and not to the parts. An uninterrupted
 * quote has none. */
static void put_parts(struct record *r, const nutgraf_quote *q)
{
    if (!q->part_count)
        return;
    put_key(r, "parts");
    open_with(r, '[');
    for (size_t i = 0; i < q->part_count; i++) {
        separate(r);
        open_with(r, '[');
        separate(r);
        ng_out_count(&r->out, ng_cp_index_at(&r->index, q->parts[i].start));
        separate(r);
        ng_out_count(&r->out, ng_cp_index_at(&r->index, q->parts[i].end));
        close_with(r, ']');
    }
    close_with(r, ']');
}

/* "speaker": its words, its entity, or both; null where the text does not
 * settle it. */
static void put_speaker(struct record *r, const nutgraf_quote *q)
{
    put_key(r, "speaker");
    if (q->speaker.start == q->speaker.end && q->speaker_entity < 0) {
        ng_out_text(&r->out, "null");
        return;
    }
    open_with(r, '{');
    if (q->speaker.start != q->speaker.end)
        members_span(r, q->speaker);
    if (q->speaker_entity >= 0)
        member_entity_id(r, "entity", (size_t)q->speaker_entity);
    close_with(r, '}');
}

/* Members of a quote. Ids count from 1 in text order. */
static void put_quote(struct record *r, size_t i)
{
    const nutgraf_quote *q = &r->article->quotes[i];

    put_key(r, "id");
    ng_out_text(&r->out, "\"q");
    ng_out_count(&r->out, i + 1);
    ng_out_byte(&r->out, '"');
    member_text(r, "kind", nutgraf_quote_kind_name(q->kind));
    members_span(r, q->span);
    put_parts(r, q);
    put_speaker(r, q);
    if (q->cue.start != q->cue.end) {
        put_key(r, "cue");
        open_with(r, '{');
        members_span(r, q->cue);
        close_with(r, '}');
    }
    member_text(r, "date", q->date);
}

/* Members of a date; what does not apply is left out. */
static void put_date(struct record *r, size_t i)
{
    const nutgraf_date *d = &r->article->dates[i];

    members_span(r, d->span);
    member_text(r, "type", nutgraf_date_type_name(d->type));
    member_text(r, "value", d->value);
    member_text(r, "mod", d->mod);
    member_text(r, "from", d->from);
    member_text(r, "to", d->to);
}

/* Members of a figure. `bound` is always there, because "=" is an answer. */
static void put_figure(struct record *r, size_t i)
{
    const nutgraf_figure *f = &r->article->figures[i];

    members_span(r, f->span);
    member_text(r, "kind", nutgraf_figure_kind_name(f->kind));
    if (f->has & NUTGRAF_HAS_VALUE)
        member_number(r, "value", f->value);
    if (f->has & NUTGRAF_HAS_LOW)
        member_number(r, "low", f->low);
    if (f->has & NUTGRAF_HAS_HIGH)
        member_number(r, "high", f->high);
    if (f->has & NUTGRAF_HAS_PARTS) {
        put_key(r, "parts");
        open_with(r, '[');
        separate(r);
        ng_out_number(&r->out, f->parts[0]);
        separate(r);
        ng_out_number(&r->out, f->parts[1]);
        close_with(r, ']');
    }
    member_text(r, "bound", f->bound ? f->bound : "=");
    member_text(r, "unit", f->unit);
    member_text(r, "per", f->per);
    member_text(r, "noun", f->noun);
    member_text(r, "change", nutgraf_change_name(f->change));
}

/* Members of a piece that was left out. */
static void put_dropped(struct record *r, size_t i)
{
    member_text(r, "text", r->article->dropped[i].text);
    member_text(r, "reason", r->article->dropped[i].reason);
}

/* A list of objects: `put` prints the members of the i-th, if `keep` (NULL:
 * all) finds that it is about options.who. One loop for all lists; a sink that
 * failed ends it early, for a list may have a million elements. */
static void put_list(struct record *r, const char *key, size_t count,
                     void (*put)(struct record *r, size_t i),
                     bool (*keep)(const struct ng_about *about, size_t i))
{
    put_key(r, key);
    open_with(r, '[');
    for (size_t i = 0; i < count && r->out.status == NUTGRAF_OK; i++) {
        if (keep && !keep(&r->about, i))
            continue;
        separate(r);
        open_with(r, '{');
        put(r, i);
        close_with(r, '}');
    }
    close_with(r, ']');
}

/* "error" in the place of an article: the code for programs, the sentence for
 * people. */
static void put_error(struct record *r)
{
    const nutgraf_article *a = r->article;

    put_key(r, "error");
    open_with(r, '{');
    member_text(r, "code", nutgraf_status_name(a->error));
    member_bytes(r, "message", a->error_message);
    member_count(r, "offset", a->error_offset);
    close_with(r, '}');
}

/* All that stands between "source" and the closing brace. The text is always
 * there, because offsets mean nothing without it. */
static void put_article(struct record *r, unsigned kinds)
{
    const nutgraf_article *a = r->article;

    put_metadata(r);
    put_key(r, "text");
    put_string_len(r, a->text, a->text_len);
    put_list(r, "paragraphs", a->paragraph_count, put_paragraph, NULL);
    if (kinds & NUTGRAF_WRITE_ENTITIES)
        put_list(r, "entities", a->entity_count, put_entity, ng_about_entity);
    if (kinds & NUTGRAF_WRITE_QUOTES)
        put_list(r, "quotes", a->quote_count, put_quote, ng_about_quote);
    if (kinds & NUTGRAF_WRITE_DATES)
        put_list(r, "dates", a->date_count, put_date, ng_about_date);
    if (kinds & NUTGRAF_WRITE_FIGURES)
        put_list(r, "figures", a->figure_count, put_figure, ng_about_figure);
    if (kinds & NUTGRAF_WRITE_DROPPED)
        put_list(r, "dropped", a->dropped_count, put_dropped, NULL);
}

/* The whole line. The schema comes first, so a reader can refuse what it does
 * not know after a few bytes. */
static void put_record(struct record *r, unsigned kinds)
{
    open_with(r, '{');
    member_text(r, "schema", NUTGRAF_SCHEMA);
    put_source(r);
    if (r->article->error == NUTGRAF_OK)
        put_article(r, kinds);
    else
        put_error(r);
    ng_out_text(&r->out, "}\n");
}

/* The code point index is made for an article only: an error record has no
 * text. */
nutgraf_status nutgraf_write_json(const nutgraf_article *article,
                                  const nutgraf_write_options *options,
                                  nutgraf_sink sink, void *user)
{
    struct record r = {.article = article};
    unsigned kinds = options && options->kinds ? options->kinds
                                               : NUTGRAF_WRITE_DEFAULT;
    nutgraf_status status =
        ng_about_init(&r.about, article, options ? options->who : NULL);

    if (status != NUTGRAF_OK)
        return status;
    ng_out_begin(&r.out, sink, user);
    if (article->error == NUTGRAF_OK)
        status = ng_cp_index_init(&r.index, article);
    if (status == NUTGRAF_OK) {
        put_record(&r, kinds);
        status = ng_out_end(&r.out);
        ng_cp_index_free(&r.index);
    }
    ng_about_free(&r.about);
    return status;
}
