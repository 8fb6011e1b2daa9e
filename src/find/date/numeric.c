/*
 * numeric.c - dates and times written in digits and marks: "2020-02-14",
 * "5/3/18", "10:30", "2020-02-14T10:30Z".
 *
 * In: the bytes from a number token on. Out: an item that may span several
 * tokens. A form is at most three groups of digits with one mark between them,
 * and must not be part of a longer chain ("133-03-03-2020" is no date). Written
 * by hand rather than as patterns: the forms differ in which group may be what
 * more than in their shape, and a scan of bytes costs next to nothing.
 */
#include "find/date/item.h"

/* Groups of digits that begin at one byte. */
struct groups {
    int count;     /* 1 to 3 */
    char mark;     /* between them; 0 with one group */
    int value[3];
    int digits[3];
    size_t end;    /* byte after the last */
};

#define MAX_DIGITS 8
/* Bytes to look for more digits and marks to each side. */
#define MAX_CHAIN 24

/* What may stand between the groups of a date in digits. */
static bool is_mark(char c)
{
    return c == '-' || c == '/' || c == '.';
}

/* Reads digits at `*at`; returns their number, 0 when there are more than a
 * date can have. */
static int read_group(struct ng_slice bytes, size_t *at, int *value)
{
    size_t start = *at;

    *value = 0;
    while (*at < bytes.len && ng_is_digit(bytes.ptr[*at]) &&
           *at - start <= MAX_DIGITS)
        *value = *value * 10 + (bytes.ptr[(*at)++] - '0');
    return *at - start > MAX_DIGITS ? 0 : (int)(*at - start);
}

/* A letter or digit at byte `at`? */
static bool is_wordy(struct ng_slice bytes, size_t at)
{
    return at < bytes.len &&
           (ng_is_digit(bytes.ptr[at]) || ng_is_alpha(bytes.ptr[at]));
}

/* Does the chain of digits go on after byte `end`: "-2020", "/4"? A point
 * may end a sentence or a file's name ("2002-10-09.xlsx"), so only digits
 * count there. */
static bool goes_on(struct ng_slice bytes, size_t end)
{
    return end + 1 < bytes.len && is_mark(bytes.ptr[end]) &&
           (bytes.ptr[end] == '.' ? ng_is_digit(bytes.ptr[end + 1])
                                  : is_wordy(bytes, end + 1));
}

/* Reads the groups and refuses what is glued to more: serial numbers,
 * fractions of fractions, version numbers. */
static bool read_groups(struct ng_slice bytes, size_t at, struct groups *g)
{
    size_t start = at;

    *g = (struct groups){0};
    /* What stands before must not be part of the same chain or word. */
    if (start && (is_wordy(bytes, start - 1) ||
                  (start > 1 && is_mark(bytes.ptr[start - 1]) &&
                   is_wordy(bytes, start - 2) &&
                   bytes.ptr[start - 1] != '.' &&
                   ng_is_digit(bytes.ptr[start - 2]))))
        return false;
    for (;;) {
        g->digits[g->count] = read_group(bytes, &at, &g->value[g->count]);
        if (!g->digits[g->count++])
            return false;
        g->end = at;
        if (g->count == 3 || at + 1 >= bytes.len || !is_mark(bytes.ptr[at]) ||
            !ng_is_digit(bytes.ptr[at + 1]) ||
            (g->mark && bytes.ptr[at] != g->mark))
            break;
        g->mark = bytes.ptr[at++];
    }
    return !goes_on(bytes, g->end);
}

/* Years of two digits: 1950 to 2049. */
static int full_year(int year, int digits)
{
    if (digits > 2)
        return year;
    return year < 50 ? 2000 + year : 1900 + year;
}

/* Takes three fields if they are a day of the calendar. */
static bool set_ymd(struct ng_date_item *item, int year, int month, int day)
{
    if (year < 1000 || year > 2999 ||
        !ng_ymd_valid((struct ng_ymd){year, month, day}))
        return false;
    item->year = year;
    item->month = (uint8_t)month;
    item->day = (uint8_t)day;
    item->classes = NG_DC(NUMDATE);
    return true;
}

/* Three groups: year first, else month first as Americans write, unless only
 * the other order makes a date: "24/9/2019". With points the day stands
 * first, as in most of Europe. */
static bool three_groups(const struct groups *g, struct ng_date_item *item)
{
    int year;

    if (g->digits[0] == 4)
        return g->digits[1] <= 2 && g->digits[2] <= 2 &&
               set_ymd(item, g->value[0], g->value[1], g->value[2]);
    if (g->digits[0] > 2 || g->digits[1] > 2 ||
        (g->digits[2] != 4 && g->digits[2] != 2))
        return false;
    year = full_year(g->value[2], g->digits[2]);
    if (g->mark != '.' && set_ymd(item, year, g->value[0], g->value[1]))
        return true;
    return set_ymd(item, year, g->value[1], g->value[0]);
}

/* Takes a year and a month. */
static bool set_year_month(struct ng_date_item *item, int year, int month)
{
    if (year < 1500 || year > 2199 || month < 1 || month > 12)
        return false;
    item->year = year;
    item->month = (uint8_t)month;
    item->classes = NG_DC(NUMYM);
    return true;
}

/* Year and month in either order ("2015-03", "2/2013"), or month and day
 * ("2/15"), which needs a context to be no fraction. With a point it may be
 * a time that "pm" follows ("2.30pm"), never a date: prices and shares look
 * the same. */
static bool two_groups(const struct groups *g, struct ng_date_item *item)
{
    int a = g->value[0], b = g->value[1];

    /* Year and month, in either order; then month and day. */
    if (g->digits[0] == 4 && g->mark == '-' && b == a % 100 + 1)
        return false; /* "2007-08" are two years */
    if (g->digits[0] == 4 && g->digits[1] <= 2 && g->mark != '.')
        return set_year_month(item, a, b);
    if (g->digits[1] == 4 && g->digits[0] <= 2 && g->mark != '.')
        return set_year_month(item, b, a);
    if (g->digits[0] > 2 || g->digits[1] > 2 || g->mark == '-')
        return false;
    if (g->mark == '.' && g->digits[1] == 2 && a <= 24 && b < 60) {
        item->hour = (int8_t)a;
        item->minute = (int8_t)b;
        item->classes = NG_DC(POINTTIME);
    }
    if (!ng_ymd_valid((struct ng_ymd){2000, a, b})) {
        int swap = a;
        a = b;
        b = swap;
    }
    if (g->mark == '.' || !ng_ymd_valid((struct ng_ymd){2000, a, b}))
        return item->classes != 0;
    item->month = (uint8_t)a;
    item->day = (uint8_t)b;
    item->classes |= NG_DC(NUMMD);
    return true;
}

/* "20161016": eight digits that are a day of the last or this century. */
static bool one_group(const struct groups *g, struct ng_date_item *item)
{
    int v = g->value[0];

    return g->digits[0] == 8 && v / 10000 >= 1900 && v / 10000 <= 2100 &&
           set_ymd(item, v / 10000, v / 100 % 100, v % 100);
}

/* ":30", ":30:15", "h30" after an hour that ends at `*at`. Minutes have two
 * digits: "3:5" is a score. */
static bool read_clock(struct ng_slice bytes, size_t *at,
                       struct ng_date_item *item)
{
    size_t i = *at;
    int value;

    item->second = -1;
    if (i + 2 >= bytes.len || (bytes.ptr[i] != ':' && bytes.ptr[i] != 'h'))
        return false;
    i++;
    if (read_group(bytes, &i, &value) != 2 || value > 59)
        return false;
    item->minute = (int8_t)value;
    *at = i;
    if (i + 2 < bytes.len && bytes.ptr[i] == ':' &&
        ng_is_digit(bytes.ptr[i + 1])) {
        i++;
        if (read_group(bytes, &i, &value) != 2 || value > 60)
            return false;
        item->second = (int8_t)value;
        *at = i;
    }
    return !(*at < bytes.len && ng_is_digit(bytes.ptr[*at]));
}

/* "T10:30:00" behind an ISO date. The tokens in between are skipped by
 * bytes, for the scanner cuts "14T10" its own way. */
static void read_iso_time(struct ng_slice bytes, size_t *end,
                          struct ng_date_item *item)
{
    size_t at = *end + 1;
    int hour;

    if (*end + 3 >= bytes.len || bytes.ptr[*end] != 'T' ||
        read_group(bytes, &at, &hour) != 2 || hour > 24 ||
        !read_clock(bytes, &at, item))
        return;
    item->hour = (int8_t)hour;
    item->classes |= NG_DC(TIME);
    *end = at;
}

/* The first token that begins at or after byte `byte`. */
static size_t token_after(const struct ng_text *text, size_t at, size_t end,
                          size_t byte)
{
    while (at < end && ng_text_token(text, at)->start < byte)
        at++;
    return at;
}

/* Walks to both sides over digits and marks, at most MAX_CHAIN bytes. Two
 * marks make a chain; one is a range ("1914-1918"). */
bool ng_date_in_chain(const struct ng_text *text, size_t at)
{
    const struct ng_token *t = ng_text_token(text, at);
    struct ng_slice bytes = text->bytes;
    size_t start = t->start, end = t->end, marks = 0;

    for (; start > 1 && t->start - start < MAX_CHAIN &&
           is_mark(bytes.ptr[start - 1]) && ng_is_digit(bytes.ptr[start - 2]);
         marks++)
        for (start--; start && ng_is_digit(bytes.ptr[start - 1]);)
            start--;
    for (; end - t->end < MAX_CHAIN && end + 1 < bytes.len &&
           is_mark(bytes.ptr[end]) && ng_is_digit(bytes.ptr[end + 1]);
         marks++)
        for (end++; end < bytes.len && ng_is_digit(bytes.ptr[end]);)
            end++;
    return marks >= 2;
}

/* Time first, then forms by the number of their groups. */
bool ng_date_numeric(const struct ng_text *text, size_t at, size_t end,
                     struct ng_date_item *item)
{
    struct ng_slice bytes = ng_slice_sub(
        text->bytes, 0, ng_text_token(text, end - 1)->end);
    size_t start = ng_text_token(text, at)->start;
    struct groups g;
    bool found = false;

    if (!read_groups(bytes, start, &g))
        return false;
    /* A colon behind one or two digits is a clock, whatever follows. */
    if (g.count == 1 && g.digits[0] <= 2 && g.value[0] <= 24 &&
        read_clock(bytes, &g.end, item)) {
        item->hour = (int8_t)g.value[0];
        item->classes = NG_DC(TIME);
        found = true;
    } else {
        found = g.count == 3   ? three_groups(&g, item)
                : g.count == 2 ? two_groups(&g, item)
                               : one_group(&g, item);
        if (found && g.count == 3)
            read_iso_time(bytes, &g.end, item);
    }
    if (found)
        item->end = (uint32_t)token_after(text, at, end, g.end);
    return found;
}
