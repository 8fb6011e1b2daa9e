/*
 * names.c - the words that records print for the public enums.
 *
 * They are part of the record's schema: a word may be added with its enum
 * value, but never changed. Arrays are in the order of the enums: a number out
 * of range (a caller's mistake, or a newer header) gives NULL, as do the values
 * that mean "none".
 */
#include <nutgraf/nutgraf.h>

/* `names[i]`, or NULL for a value that no enum has. */
static const char *name_at(const char *const *names, size_t count, size_t i)
{
    return i < count ? names[i] : NULL;
}

#define NAME_AT(names, i) \
    name_at(names, sizeof(names) / sizeof *(names), (size_t)(i))

/* As --input takes it and source.format prints it. */
const char *nutgraf_format_name(nutgraf_format format)
{
    static const char *const names[] = {"auto", "html", "text", "mhtml",
                                        "warc"};
    return NAME_AT(names, format);
}

/* paragraphs[].kind. */
const char *nutgraf_paragraph_kind_name(nutgraf_paragraph_kind kind)
{
    static const char *const names[] = {"text",  "heading", "list",
                                        "quote", "caption", "table"};
    return NAME_AT(names, kind);
}

/* entities[].type, and the type column of entity rows. */
const char *nutgraf_entity_type_name(nutgraf_entity_type type)
{
    static const char *const names[] = {
        "person", "organization", "place", "facility", "group",
        "event",  "product",      "work",  "law",      "misc"};
    return NAME_AT(names, type);
}

/* quotes[].kind, and the type column of quote rows. */
const char *nutgraf_quote_kind_name(nutgraf_quote_kind kind)
{
    static const char *const names[] = {"direct", "indirect", "mixed"};
    return NAME_AT(names, kind);
}

/* dates[].type: TIMEX3's four, in lower case. */
const char *nutgraf_date_type_name(nutgraf_date_type type)
{
    static const char *const names[] = {"date", "time", "duration", "set"};
    return NAME_AT(names, type);
}

/* figures[].kind, and the type column of figure rows. */
const char *nutgraf_figure_kind_name(nutgraf_figure_kind kind)
{
    static const char *const names[] = {"cardinal", "ordinal", "percent",
                                        "money",    "measure", "age",
                                        "ratio",    "score"};
    return NAME_AT(names, kind);
}

/* figures[].change; no change has no name and is left out. */
const char *nutgraf_change_name(nutgraf_change change)
{
    static const char *const names[] = {NULL, "up", "down"};
    return NAME_AT(names, change);
}

/* anchor.from; without an anchor there is nothing to name. */
const char *nutgraf_anchor_from_name(nutgraf_anchor_from from)
{
    static const char *const names[] = {NULL,       "option",  "metadata",
                                        "dateline", "weekday", "body"};
    return NAME_AT(names, from);
}
