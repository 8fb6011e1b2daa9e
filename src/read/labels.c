/*
 * labels.c - the labels and names of the WHATWG encoding standard, with UTF-32,
 * which it leaves out.
 *
 * A label is looked up among 228, a name that is no label (utf-32) among 41.
 * The single-byte tables are numbered in the order in which
 * tools/make_single_byte.py prints them; ISO-8859-8-I shares that of
 * ISO-8859-8, for the order of Hebrew letters is the text's affair.
 */
#include <stdlib.h>

#include "read/charset.h"
#include "read/document.h"

/* Longest label of the table. */
#define LABEL_MAX 32

static const struct ng_charset charsets[] = {
    {"utf-8", NG_CHARSET_UTF8, 0, NULL},
    {"ibm866", NG_CHARSET_SINGLE, 0, NULL},
    {"iso-8859-2", NG_CHARSET_SINGLE, 1, NULL},
    {"iso-8859-3", NG_CHARSET_SINGLE, 2, NULL},
    {"iso-8859-4", NG_CHARSET_SINGLE, 3, NULL},
    {"iso-8859-5", NG_CHARSET_SINGLE, 4, NULL},
    {"iso-8859-6", NG_CHARSET_SINGLE, 5, NULL},
    {"iso-8859-7", NG_CHARSET_SINGLE, 6, NULL},
    {"iso-8859-8", NG_CHARSET_SINGLE, 7, NULL},
    {"iso-8859-8-i", NG_CHARSET_SINGLE, 7, NULL},
    {"iso-8859-10", NG_CHARSET_SINGLE, 8, NULL},
    {"iso-8859-13", NG_CHARSET_SINGLE, 9, NULL},
    {"iso-8859-14", NG_CHARSET_SINGLE, 10, NULL},
    {"iso-8859-15", NG_CHARSET_SINGLE, 11, NULL},
    {"iso-8859-16", NG_CHARSET_SINGLE, 12, NULL},
    {"koi8-r", NG_CHARSET_SINGLE, 13, NULL},
    {"koi8-u", NG_CHARSET_SINGLE, 14, NULL},
    {"macintosh", NG_CHARSET_SINGLE, 15, NULL},
    {"windows-874", NG_CHARSET_SINGLE, 16, NULL},
    {"windows-1250", NG_CHARSET_SINGLE, 17, NULL},
    {"windows-1251", NG_CHARSET_SINGLE, 18, NULL},
    {"windows-1252", NG_CHARSET_SINGLE, 19, NULL},
    {"windows-1253", NG_CHARSET_SINGLE, 20, NULL},
    {"windows-1254", NG_CHARSET_SINGLE, 21, NULL},
    {"windows-1255", NG_CHARSET_SINGLE, 22, NULL},
    {"windows-1256", NG_CHARSET_SINGLE, 23, NULL},
    {"windows-1257", NG_CHARSET_SINGLE, 24, NULL},
    {"windows-1258", NG_CHARSET_SINGLE, 25, NULL},
    {"x-mac-cyrillic", NG_CHARSET_SINGLE, 26, NULL},
    {"gbk", NG_CHARSET_MULTI, 0, "gb18030"},
    {"gb18030", NG_CHARSET_MULTI, 0, "gb18030"},
    {"big5", NG_CHARSET_MULTI, 0, "Big5-HKSCS"},
    {"euc-jp", NG_CHARSET_MULTI, 0, "EUC-JP"},
    {"iso-2022-jp", NG_CHARSET_MULTI, 0, "ISO-2022-JP"},
    {"shift_jis", NG_CHARSET_MULTI, 0, "windows-31j"},
    {"euc-kr", NG_CHARSET_MULTI, 0, "windows-949"},
    {"replacement", NG_CHARSET_REPLACEMENT, 0, NULL},
    {"utf-16be", NG_CHARSET_WIDE, 0, "UTF-16BE"},
    {"utf-16le", NG_CHARSET_WIDE, 0, "UTF-16LE"},
    {"x-user-defined", NG_CHARSET_USER, 0, NULL},
    {"utf-32be", NG_CHARSET_WIDE, 0, "UTF-32BE"},
    {"utf-32le", NG_CHARSET_WIDE, 0, "UTF-32LE"},
};

struct label {
    const char *name;
    uint8_t charset; /* index */
};

/* Sorted by name. */
static const struct label labels[] = {
#include "read/labels.inc"
};

/* By charset number: see tools/make_single_byte.py. */
static const uint16_t tables[][128] = {
#include "read/single_byte.inc"
};

/* The key is already lower case, as the table is. */
static int compare(const void *key, const void *item)
{
    return strcmp(key, ((const struct label *)item)->name);
}

/* Labels are matched without regard to case and to white space around them, and
 * otherwise exactly: "utf_8" is none. */
const struct ng_charset *ng_charset_find(struct ng_slice label)
{
    char name[LABEL_MAX + 1];
    const struct label *found;

    label = ng_slice_trim(label);
    if (!label.len || label.len > LABEL_MAX)
        return NULL;
    for (size_t i = 0; i < label.len; i++)
        name[i] = ng_lower(label.ptr[i]);
    name[label.len] = '\0';
    found = bsearch(name, labels, sizeof labels / sizeof *labels,
                    sizeof *labels, compare);
    if (found)
        return &charsets[found->charset];
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
        if (strcmp(charsets[i].name, name) == 0)
            return &charsets[i];
    return NULL;
}

/* Only for NG_CHARSET_SINGLE. */
const uint16_t *ng_charset_table(const struct ng_charset *charset)
{
    return tables[charset->table];
}

/* For checking an option before any document is read. */
bool ng_charset_known(const char *label)
{
    return ng_charset_find(ng_slice_of(label)) != NULL;
}
