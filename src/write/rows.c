/*
 * rows.c - an item a line, eight tab-separated columns.
 *
 * Each kind of item fills one `struct row` with borrowed pieces; put_row prints
 * the columns that are wanted, in the order in which they are wanted. So a kind
 * knows nothing of columns, colours and control characters, and the columns
 * know nothing of kinds.
 *
 * The last column holds whatever only some kinds have, as "key=value" pairs in
 * a fixed order: new facts can be added without a new column.
 *
 * Options are checked before the first byte leaves, so that a wrong column
 * gives a status and no half row. Nothing is copied: the pieces point into the
 * article or into buffers on the stack that live until the row is out. The cost
 * is that of the bytes printed.
 */
#include <stdlib.h>
#include <string.h>

#include "write/about.h"
#include "write/out.h"

enum column { PATH, KIND, START, END, TYPE, VALUE, TEXT, MORE, COLUMN_COUNT };

/* The most columns that options.fields may ask for. */
#define MAX_COLUMNS 32

/* The most "key=value" pairs of the column "more". */
#define MAX_MORE 8

/* A piece of text, borrowed. Empty: "-". */
struct piece {
    const char *ptr;
    size_t len;
};

/* One row in the making. */
struct row {
    const char *kind, *type;
    const nutgraf_span *span; /* NULL: no place in the text */
    struct piece value, text;
    struct {
        const char *key; /* NULL: the value stands alone */
        struct piece value;
    } more[MAX_MORE];
    size_t more_count;
};

struct rows {
    struct ng_out out;
    struct ng_cp_index index;
    struct ng_about about;
    const nutgraf_article *article;
    bool color;
    enum column columns[MAX_COLUMNS];
    size_t column_count;
    size_t count; /* rows printed */
};

/* ----------------------------------------------------------------- columns */

/* The column of a name of `len` bytes; COLUMN_COUNT when there is none.
 * Eight names: a walk is enough. An empty name, as in "path,,text", is none
 * of them. */
static enum column column_of(const char *name, size_t len)
{
    static const char *const names[COLUMN_COUNT] = {
        "path", "kind", "start", "end", "type", "value", "text", "more"};
    size_t i = 0;

    while (i < COLUMN_COUNT &&
           (strlen(names[i]) != len || memcmp(names[i], name, len) != 0))
        i++;
    return (enum column)i;
}

/* Reads "path,type,value"; NULL stands for all columns. A column may be asked
 * for twice. BAD_ARGUMENT for an unknown one lets a caller check a list before
 * there is any article. */
static nutgraf_status parse_fields(struct rows *rows, const char *fields)
{
    /* The order of the enum is that of the columns. */
    while (!fields && rows->column_count < COLUMN_COUNT) {
        rows->columns[rows->column_count] = (enum column)rows->column_count;
        rows->column_count++;
    }
    while (fields) {
        size_t len = strcspn(fields, ",");
        enum column column = column_of(fields, len);
        if (column == COLUMN_COUNT || rows->column_count == MAX_COLUMNS)
            return NUTGRAF_BAD_ARGUMENT;
        rows->columns[rows->column_count++] = column;
        fields = fields[len] ? fields + len + 1 : NULL;
    }
    return NUTGRAF_OK;
}

/* A field's text, or the sign for none. */
static void put_piece(struct rows *rows, struct piece piece)
{
    if (piece.len)
        ng_out_clean(&rows->out, piece.ptr, piece.len);
    else
        ng_out_put(&rows->out, "-", 1);
}

/* A string as a piece; NULL is empty. */
static struct piece piece_of(const char *text)
{
    return (struct piece){text, text ? strlen(text) : 0};
}

/* The article's words in a span; nothing for an absent one. */
static struct piece piece_at(const struct rows *rows, nutgraf_span span)
{
    return (struct piece){rows->article->text + span.start,
                          span.end - span.start};
}

/* A place in code points; `index` makes it constant time. Metadata and dropped
 * pieces have no place: "-". */
static void put_offset(struct rows *rows, const nutgraf_span *span, bool end)
{
    if (!span)
        ng_out_put(&rows->out, "-", 1);
    else
        ng_out_count(&rows->out, ng_cp_index_at(&rows->index, end ? span->end
                                                            : span->start));
}

/* "n=2; role=President", or "-". */
static void put_more(struct rows *rows, const struct row *row)
{
    for (size_t i = 0; i < row->more_count; i++) {
        if (i)
            ng_out_put(&rows->out, "; ", 2);
        if (row->more[i].key) {
            ng_out_text(&rows->out, row->more[i].key);
            ng_out_put(&rows->out, "=", 1);
        }
        ng_out_clean(&rows->out, row->more[i].value.ptr,
                     row->more[i].value.len);
    }
    if (!row->more_count)
        ng_out_put(&rows->out, "-", 1);
}

/* One field of a row. */
static void put_column(struct rows *rows, const struct row *row,
                       enum column column)
{
    switch (column) {
    case PATH:
        ng_out_path(&rows->out, &rows->article->source);
        break;
    case KIND:
        put_piece(rows, piece_of(row->kind));
        break;
    case START:
    case END:
        put_offset(rows, row->span, column == END);
        break;
    case TYPE:
        put_piece(rows, piece_of(row->type));
        break;
    case VALUE:
        put_piece(rows, row->value);
        break;
    case TEXT:
        put_piece(rows, row->text);
        break;
    case MORE:
        put_more(rows, row);
        break;
    case COLUMN_COUNT:
        break;
    }
}

/* Prints a row's wanted columns. Colours are set per field and never span a
 * tab, so that cut and awk work on coloured rows as well. A cell without a
 * colour of its own (the text) is printed plain. */
static void put_row(struct rows *rows, const struct row *row)
{
    static const char *const colors[COLUMN_COUNT] = {
        [PATH] = "\033[35m", [KIND] = "\033[36m",  [START] = "\033[32m",
        [END] = "\033[32m",  [TYPE] = "\033[33m",  [VALUE] = "\033[1m",
        [MORE] = "\033[2m"};

    for (size_t i = 0; i < rows->column_count; i++) {
        const char *color = rows->color ? colors[rows->columns[i]] : NULL;
        if (i)
            ng_out_put(&rows->out, "\t", 1);
        if (color)
            ng_out_text(&rows->out, color);
        put_column(rows, row, rows->columns[i]);
        if (color)
            ng_out_text(&rows->out, "\033[0m");
    }
    ng_out_put(&rows->out, "\n", 1);
    rows->count++;
}

/* Adds "key=value" to a row, unless the value is empty. The longest row, a
 * figure with all of its facts, has MAX_MORE pairs. */
static void add_more(struct row *row, const char *key, struct piece value)
{
    if (!value.len)
        return;
    row->more[row->more_count].key = key;
    row->more[row->more_count++].value = value;
}

/* ------------------------------------------------------------------- items */

/* A row of metadata: `value` is what is normalised, `text` what is words,
 * `from` where it was found; NULL what does not apply. */
static void put_meta_row(struct rows *rows, const char *type,
                         const char *value, const char *text, const char *from)
{
    struct row row = {.kind = "meta", .type = type};
    const char *words = text ? text : value;

    if (!words || !*words || !ng_about_words(&rows->about, words))
        return;
    row.value = piece_of(value);
    row.text = piece_of(text);
    add_more(&row, "from", piece_of(from));
    put_row(rows, &row);
}

/* A row whose text is words. */
static void put_meta_words(struct rows *rows, const char *type,
                           const char *words)
{
    put_meta_row(rows, type, NULL, words, NULL);
}

/* A row whose value is normalised. */
static void put_meta_value(struct rows *rows, const char *type,
                           const char *value)
{
    put_meta_row(rows, type, value, NULL, NULL);
}

/* What is known of the article as a whole, the title first. */
static void put_meta(struct rows *rows)
{
    const nutgraf_article *a = rows->article;

    put_meta_words(rows, "title", a->title);
    for (size_t i = 0; i < a->byline_count; i++)
        put_meta_words(rows, "byline", a->byline[i]);
    put_meta_value(rows, "published", a->published);
    put_meta_value(rows, "modified", a->modified);
    put_meta_words(rows, "site", a->site);
    put_meta_value(rows, "url", a->url);
    put_meta_value(rows, "language", a->language);
    put_meta_words(rows, "section", a->section);
    put_meta_words(rows, "description", a->description);
    put_meta_row(rows, "anchor", a->anchor_date, NULL,
                 nutgraf_anchor_from_name(a->anchor_from));
}

/* The row of an entity at one of its mentions. */
static void put_entity(struct rows *rows, const nutgraf_entity *e,
                       const nutgraf_span *mention)
{
    struct row row = {.kind = "entity", .span = mention};
    char digits[NG_NUMBER_ROOM];

    row.type = nutgraf_entity_type_name(e->type);
    row.value = piece_of(e->name);
    row.text = piece_at(rows, *mention);
    add_more(&row, "n",
             (struct piece){
                 digits, ng_number_text((double)e->mention_count, digits)});
    add_more(&row, "role", piece_of(e->role));
    add_more(&row, "country", piece_of(e->country));
    put_row(rows, &row);
}

/* A row per entity, where the text names it first. Entities come in that order.
 */
static void put_entities(struct rows *rows)
{
    const nutgraf_article *a = rows->article;

    for (size_t i = 0; i < a->entity_count; i++)
        if (ng_about_entity(&rows->about, i))
            put_entity(rows, &a->entities[i], a->entities[i].mentions);
}

/* A mention and whose it is, to be sorted. */
struct mention {
    const nutgraf_span *span;
    const nutgraf_entity *entity;
};

/* qsort order of mentions: their place; of two at one place the shorter. */
static int by_place(const void *a, const void *b)
{
    const nutgraf_span *x = ((const struct mention *)a)->span;
    const nutgraf_span *y = ((const struct mention *)b)->span;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

/* options.mentions: a row for each mention, in text order. Mentions lie with
 * their entities, so they are gathered and sorted by place; the size of the
 * list is known before it is made. */
static nutgraf_status put_mentions(struct rows *rows)
{
    const nutgraf_article *a = rows->article;
    struct mention *list;
    size_t count = 0, n = 0;

    for (size_t i = 0; i < a->entity_count; i++)
        count += a->entities[i].mention_count;
    list = malloc((count + 1) * sizeof *list);
    if (!list)
        return NUTGRAF_NO_MEMORY;
    for (size_t i = 0; i < a->entity_count; i++)
        for (size_t m = 0; m < a->entities[i].mention_count; m++)
            if (ng_about_entity(&rows->about, i))
                list[n++] = (struct mention){&a->entities[i].mentions[m],
                                             &a->entities[i]};
    qsort(list, n, sizeof *list, by_place);
    for (size_t i = 0; i < n; i++)
        put_entity(rows, list[i].entity, list[i].span);
    free(list);
    return NUTGRAF_OK;
}

/* A quote's speaker: the entity's name, else the words in the text. */
static struct piece speaker_of(const struct rows *rows, const nutgraf_quote *q)
{
    if (q->speaker_entity >= 0)
        return piece_of(rows->article->entities[q->speaker_entity].name);
    return piece_at(rows, q->speaker);
}

/* A row per quote. Its value is a name if one is known: rows can be sorted and
 * counted by speaker. */
static void put_quotes(struct rows *rows)
{
    for (size_t i = 0; i < rows->article->quote_count; i++) {
        const nutgraf_quote *q = &rows->article->quotes[i];
        struct row row = {.kind = "quote", .span = &q->span};
        if (!ng_about_quote(&rows->about, i))
            continue;
        row.type = nutgraf_quote_kind_name(q->kind);
        row.value = speaker_of(rows, q);
        row.text = piece_at(rows, q->span);
        add_more(&row, "cue", piece_at(rows, q->cue));
        add_more(&row, "date", piece_of(q->date));
        put_row(rows, &row);
    }
}

/* A date's days, "from..to", in a buffer of two ISO dates. Either end may be
 * open: "2020-02-01.." has no last day. */
static struct piece days_of(const nutgraf_date *d, char days[64])
{
    if (!d->from && !d->to)
        return (struct piece){"", 0};
    days[0] = '\0';
    strncat(days, d->from ? d->from : "", 30);
    strcat(days, "..");
    strncat(days, d->to ? d->to : "", 30);
    return piece_of(days);
}

/* A row per date: value is TIMEX3, the first of `more` its calendar days. */
static void put_dates(struct rows *rows)
{
    for (size_t i = 0; i < rows->article->date_count; i++) {
        const nutgraf_date *d = &rows->article->dates[i];
        struct row row = {.kind = "date", .span = &d->span};
        char days[64];
        if (!ng_about_date(&rows->about, i))
            continue;
        row.type = nutgraf_date_type_name(d->type);
        row.value = piece_of(d->value);
        row.text = piece_at(rows, d->span);
        add_more(&row, NULL, days_of(d, days));
        add_more(&row, "mod", piece_of(d->mod));
        put_row(rows, &row);
    }
}

/* A figure's numbers as text. */
struct numbers {
    char value[NG_NUMBER_ROOM], low[NG_NUMBER_ROOM], high[NG_NUMBER_ROOM];
    char parts[2 * NG_NUMBER_ROOM + 1];
};

/* Formats the numbers that a figure has; the others stay empty and get no
 * column. */
static void format_numbers(const nutgraf_figure *f, struct numbers *n)
{
    *n = (struct numbers){0};
    if (f->has & NUTGRAF_HAS_VALUE)
        ng_number_text(f->value, n->value);
    if (f->has & NUTGRAF_HAS_LOW)
        ng_number_text(f->low, n->low);
    if (f->has & NUTGRAF_HAS_HIGH)
        ng_number_text(f->high, n->high);
    if (f->has & NUTGRAF_HAS_PARTS) {
        size_t len = ng_number_text(f->parts[0], n->parts);
        n->parts[len++] = ':';
        ng_number_text(f->parts[1], n->parts + len);
    }
}

/* A row per figure. A range has no single number: its value is "-" and `more`
 * has both ends. */
static void put_figures(struct rows *rows)
{
    for (size_t i = 0; i < rows->article->figure_count; i++) {
        const nutgraf_figure *f = &rows->article->figures[i];
        struct row row = {.kind = "figure", .span = &f->span};
        struct numbers n;
        if (!ng_about_figure(&rows->about, i))
            continue;
        format_numbers(f, &n);
        row.type = nutgraf_figure_kind_name(f->kind);
        row.value = piece_of(n.value);
        row.text = piece_at(rows, f->span);
        add_more(&row, "low", piece_of(n.low));
        add_more(&row, "high", piece_of(n.high));
        add_more(&row, "parts", piece_of(n.parts));
        add_more(&row, "bound", piece_of(f->bound));
        add_more(&row, "unit", piece_of(f->unit));
        add_more(&row, "per", piece_of(f->per));
        add_more(&row, "noun", piece_of(f->noun));
        add_more(&row, "change", piece_of(nutgraf_change_name(f->change)));
        put_row(rows, &row);
    }
}

/* A row per piece of the page that is not the article: it has no place in the
 * text, and its reason as type. */
static void put_dropped(struct rows *rows)
{
    for (size_t i = 0; i < rows->article->dropped_count; i++) {
        const nutgraf_dropped *d = &rows->article->dropped[i];
        struct row row = {.kind = "dropped", .type = d->reason};
        if (!ng_about_words(&rows->about, d->text))
            continue;
        row.text = piece_of(d->text);
        put_row(rows, &row);
    }
}

/* ------------------------------------------------------------------ writer */

/* All rows of the kinds that are wanted. The order of the kinds is fixed and
 * told in the man page. */
static nutgraf_status put_kinds(struct rows *rows, unsigned kinds,
                                bool mentions)
{
    nutgraf_status status = NUTGRAF_OK;

    if (kinds & NUTGRAF_WRITE_META)
        put_meta(rows);
    if ((kinds & NUTGRAF_WRITE_ENTITIES) && mentions)
        status = put_mentions(rows);
    else if (kinds & NUTGRAF_WRITE_ENTITIES)
        put_entities(rows);
    if (kinds & NUTGRAF_WRITE_QUOTES)
        put_quotes(rows);
    if (kinds & NUTGRAF_WRITE_DATES)
        put_dates(rows);
    if (kinds & NUTGRAF_WRITE_FIGURES)
        put_figures(rows);
    if (kinds & NUTGRAF_WRITE_DROPPED)
        put_dropped(rows);
    return status;
}

/* A failed sink shows at ng_out_end: the pieces before are cheap to make in
 * vain, and no item has to look. */
nutgraf_status nutgraf_write_rows(const nutgraf_article *article,
                                  const nutgraf_write_options *options,
                                  nutgraf_sink sink, void *user, size_t *rows)
{
    static const nutgraf_write_options defaults = {0};
    const nutgraf_write_options *o = options ? options : &defaults;
    struct rows r = {.article = article, .color = o->color};
    nutgraf_status status = parse_fields(&r, o->fields);

    if (rows)
        *rows = 0;
    if (status != NUTGRAF_OK || article->error != NUTGRAF_OK)
        return status;
    ng_out_begin(&r.out, sink, user);
    status = ng_about_init(&r.about, article, o->who);
    if (status != NUTGRAF_OK)
        return status;
    status = ng_cp_index_init(&r.index, article);
    if (status == NUTGRAF_OK) {
        status = put_kinds(&r, o->kinds ? o->kinds : NUTGRAF_WRITE_DEFAULT,
                           o->mentions);
        if (status == NUTGRAF_OK)
            status = ng_out_end(&r.out);
        ng_cp_index_free(&r.index);
    }
    ng_about_free(&r.about);
    if (rows)
        *rows = r.count;
    return status;
}
