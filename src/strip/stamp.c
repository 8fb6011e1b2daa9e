/*
 * stamp.c - publication dates as pages write them.
 *
 * In: the text of a claim or of a short line, "Published: 3 Nov 2019, 5.04
 * pm". Out: the first date in it as ISO 8601, with time and zone where they
 * follow.
 *
 * The text is cut into pieces (numbers, words, marks) on the fly; at each
 * piece every form is tried, from the most telling to the least. A form reads
 * on from its first piece and gives up at the first that does not fit; nothing
 * is undone but the position. The calendar check comes last, so "2019-13-45"
 * is refused by all. Then the time is looked for in the few bytes behind the
 * date.
 *
 * This reader is apart from the module that finds dates in prose: there a date
 * needs context and may be relative, here the text is known to be a date and
 * may be in any language of the month table or in a machine's format.
 *
 * Caveats: "03/04/2019" is a guess that the caller settles and `vague` admits.
 * An epoch number is taken as UTC, of which only the day is given.
 *
 * Cost: at most MAX_LOOK bytes are read, a constant number of times.
 */
#include "strip/stamp.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

/* A date stands near the front of the text that holds it. */
#define MAX_LOOK 240
/* Spaces and words ("um", "at", "|") between a date and its time. */
#define MAX_GAP 12

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100 };

/* A piece of the text: a number, a word, or a mark. */
struct piece {
    size_t start, end;
    uint64_t number;  /* of digits */
    size_t digits;    /* how many; 0: not a number */
    int month;        /* 1..12 when it is a month's name */
    bool persian;     /* of the solar Hijri calendar */
};

/* What reading a stamp carries along. */
struct look {
    const struct ng_lexicon *lexicon;
    struct ng_slice text;
    bool month_first;
    struct ng_stamp *stamp;
};

/* True for bytes of words: every byte beyond ASCII counts as a letter, which
 * keeps "février" in one piece without decoding. */
static bool is_letter_byte(char c)
{
    return ng_is_alpha(c) || (unsigned char)c >= 0x80;
}

/* The calendar unit that a character behind a number names in Chinese,
 * Japanese and Korean, as 'y', 'm', 'd', or 0. All of them are three bytes of
 * UTF-8. */
static char cjk_unit(struct ng_slice text, size_t at)
{
    static const struct {
        const char *text;
        char unit;
    } units[] = {
        {"年", 'y'}, {"月", 'm'}, {"日", 'd'}, {"号", 'd'},
        {"년", 'y'}, {"월", 'm'}, {"일", 'd'},
    };

    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (text.len - at >= 3 && memcmp(text.ptr + at, units[i].text, 3) == 0)
            return units[i].unit;
    return 0;
}

/* Notes the month that a word names in any language of the table. Words of one
 * or two letters are none, and long ones are not worth a look-up. */
static void read_month(const struct look *look, struct ng_slice word,
                       struct piece *p)
{
    struct ng_row row;

    if (word.len < 3 || word.len > 48)
        return;
    row = ng_table_find(look->lexicon, NG_TABLE_MONTH_NAMES, word);
    if (!row.row)
        return;
    p->month = (int)strtol(ng_row_text(row, 1), NULL, 10);
    p->persian = ng_row_text(row, 2)[0] != '\0';
}

/* Cuts the piece at `at`, white space skipped; false at the end. Numbers
 * longer than 15 digits keep their first 15 (no form takes them). A word ends
 * before a calendar unit; any other byte is a mark of its own. */
static bool next_piece(const struct look *look, size_t at, struct piece *p)
{
    struct ng_slice text = look->text;

    while (at < text.len && ng_is_space(text.ptr[at]))
        at++;
    *p = (struct piece){.start = at, .end = at};
    if (at == text.len)
        return false;
    if (ng_is_digit(text.ptr[at])) {
        while (p->end < text.len && ng_is_digit(text.ptr[p->end])) {
            if (p->digits++ < 15)
                p->number = p->number * 10 +
                            (uint64_t)(text.ptr[p->end] - '0');
            p->end++;
        }
    } else if (is_letter_byte(text.ptr[at])) {
        while (p->end < text.len && is_letter_byte(text.ptr[p->end]) &&
               !(p->end > at && cjk_unit(text, p->end)))
            p->end++;
        read_month(look, ng_slice_sub(text, at, p->end), p);
    } else {
        p->end++;
    }
    return true;
}

/* The piece as a single byte, or a zero when it is longer. Callers test for
 * zero where they use strchr, which finds the terminator too. */
static char mark_of(const struct look *look, const struct piece *p)
{
    return p->end == p->start + 1 ? look->text.ptr[p->start] : '\0';
}

/* The Thai calendar counts from the Buddha's death. */
enum { BUDDHIST_SHIFT = 543 };

/* Accepts year, month, day when they make a day of our times. Every form ends
 * here: 31 November and a placeholder such as the year 9999 are refused. On
 * refusal the stamp's date is untouched. */
static bool set_date(struct look *look, uint64_t year, uint64_t month,
                     uint64_t day)
{
    struct ng_ymd date;

    if (year >= FIRST_YEAR + BUDDHIST_SHIFT &&
        year <= LAST_YEAR + BUDDHIST_SHIFT)
        year -= BUDDHIST_SHIFT;
    if (year < FIRST_YEAR || year > LAST_YEAR || month > 12 || day > 31)
        return false;
    date = (struct ng_ymd){(int32_t)year, (int)month, (int)day};
    if (!ng_ymd_valid(date))
        return false;
    look->stamp->date = date;
    return true;
}

/* Years of the solar Hijri calendar that are read: 1921 to 2099. */
enum { PERSIAN_FIRST = 1300, PERSIAN_LAST = 1478, PERSIAN_NEW_YEAR = 1399 };

/* The same for the solar Hijri calendar of Iran: six months of 31 days, five of
 * 30, and one of 29 or 30. Leap years go by a cycle of 33 years, which is exact
 * from 1178 to 1633; counted from 1 Farvardin 1399, which was 20 March 2020. */
static bool set_persian(struct look *look, uint64_t year, uint64_t month,
                        uint64_t day)
{
    static const uint64_t leap_years = /* bit y % 33 */
        1u << 1 | 1u << 5 | 1u << 9 | 1u << 13 | 1u << 17 | 1u << 22 |
        1u << 26 | 1u << 30;
    int64_t days = ng_day_of((struct ng_ymd){2020, 3, 20});

    if (year < PERSIAN_FIRST || year > PERSIAN_LAST || !day ||
        day > (month < 7 ? 31 : 30))
        return false;
    for (uint64_t y = PERSIAN_NEW_YEAR; y < year; y++)
        days += 365 + (int64_t)(leap_years >> y % 33 & 1);
    for (uint64_t y = PERSIAN_NEW_YEAR; y > year; y--)
        days -= 365 + (int64_t)(leap_years >> (y - 1) % 33 & 1);
    days += (int64_t)((month - 1) * 31 - (month > 7 ? month - 7 : 0) + day - 1);
    look->stamp->date = ng_ymd_of(days);
    return true;
}

/* Sets the date of a month that was read as a word. */
static bool set_named(struct look *look, uint64_t year,
                      const struct piece *month, uint64_t day)
{
    return month->persian
               ? set_persian(look, year, (uint64_t)month->month, day)
               : set_date(look, year, (uint64_t)month->month, day);
}

/* "2019-11-03", "2019/11/3", "2019.11.03", "2019-Nov-03", "2019年11月3日", from a
 * year. The first mark must be of one of these sorts, a bare "2019 11 3" is
 * not read; what stands at the second is not compared with it. */
static bool read_year_first(struct look *look, const struct piece *year,
                            size_t *end)
{
    struct piece sep, month, sep2, day;
    char unit = cjk_unit(look->text, year->end);

    if (year->digits != 4 || !next_piece(look, year->end, &sep))
        return false;
    if (unit ? unit != 'y' : !strchr("-/.", mark_of(look, &sep)) ||
                             !mark_of(look, &sep))
        return false;
    if (!next_piece(look, sep.end, &month) ||
        !next_piece(look, month.end, &sep2) ||
        !next_piece(look, sep2.end, &day))
        return false;
    if (month.digits > 2 || day.digits > 2 || !day.digits ||
        !(month.digits || month.month))
        return false;
    /* Behind the day its unit is stepped over, so that the time is found. */
    *end = day.end + (unit && cjk_unit(look->text, day.end) ? 3 : 0);
    return set_date(look, year->number,
                    month.month ? (uint64_t)month.month : month.number,
                    day.number);
}

/* "20191103" and "20191103170405": a date without marks, alone or with hours
 * and minutes (and seconds) attached, which are dropped. Of "20191103T170405"
 * the date is this piece; the calendar tells it from other numbers of 8
 * digits. */
static bool read_compact(struct look *look, const struct piece *p, size_t *end)
{
    uint64_t n = p->number;

    if (p->digits == 14 || p->digits == 12)
        n /= p->digits == 14 ? 1000000 : 10000;
    else if (p->digits != 8)
        return false;
    *end = p->end;
    return set_date(look, n / 10000, n / 100 % 100, n % 100);
}

/* Seconds or milliseconds since 1970, as ten or thirteen digits that are all
 * of the text; inside a text such a number is an identifier. */
static bool read_epoch(struct look *look, const struct piece *p, size_t *end)
{
    uint64_t seconds = p->digits == 13 ? p->number / 1000 : p->number;
    struct ng_ymd date;

    if ((p->digits != 10 && p->digits != 13) || p->end != look->text.len ||
        p->start != 0)
        return false;
    date = ng_ymd_of((int64_t)(seconds / 86400));
    *end = p->end;
    return set_date(look, (uint64_t)date.year, (uint64_t)date.month,
                    (uint64_t)date.day);
}

/* "03.11.2019", "11/3/2019", "3-11-19": which is the month is told by the
 * numbers when one is above 12, by a dot (never month first), or by the
 * caller, who knows the page's country; only then the result is vague. Years
 * of two digits are of this century, since nothing older is saved from the
 * web. */
static bool read_numeric(struct look *look, const struct piece *a, size_t *end)
{
    struct piece sep, b, sep2, c;
    uint64_t year;
    bool month_first;
    char mark;

    if (!a->digits || a->digits > 2 || !next_piece(look, a->end, &sep) ||
        !next_piece(look, sep.end, &b) || !next_piece(look, b.end, &sep2) ||
        !next_piece(look, sep2.end, &c))
        return false;
    mark = mark_of(look, &sep);
    if (!mark || !strchr("./-", mark) || mark_of(look, &sep2) != mark ||
        !b.digits || b.digits > 2 || (c.digits != 4 && c.digits != 2))
        return false;
    year = c.digits == 4 ? c.number : 2000 + c.number;
    month_first = mark != '.' && look->month_first;
    if (a->number > 12 || b.number > 12)
        month_first = b.number > 12;
    else
        look->stamp->vague = mark != '.' && a->number != b.number;
    *end = c.end;
    return month_first ? set_date(look, year, a->number, b.number)
                       : set_date(look, year, b.number, a->number);
}

/* The first piece at or after `at` that is no ordinal ending, dot, comma,
 * apostrophe, hyphen or "de". At most three are stepped over, as in "3rd.,
 * 2019"; false when the fourth piece is one too. */
static bool next_solid(const struct look *look, size_t at, struct piece *p)
{
    static const char *const fillers[] = {"st", "nd", "rd", "th", "de",
                                          "del", "of", "er", "º"};

    for (int steps = 0; steps < 4 && next_piece(look, at, p); steps++) {
        struct ng_slice word = ng_slice_sub(look->text, p->start, p->end);
        bool filler = mark_of(look, p) && strchr(".,'-", mark_of(look, p));
        for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
            filler |= ng_slice_eq_nocase(word, ng_slice_of(fillers[i]));
        if (!filler)
            return true;
        at = p->end;
    }
    return false;
}

/* Steps over a month's second name: "24 نيسان / أبريل 2020". */
static void skip_twin(const struct look *look, struct piece *month)
{
    struct piece mark, twin;

    if (next_piece(look, month->end, &mark) && mark_of(look, &mark) == '/' &&
        next_piece(look, mark.end, &twin) && twin.month == month->month)
        month->end = twin.end;
}

/* "3 November 2019", "3. Nov. 2019", "3 de noviembre de 2019", "03-Nov-2019".
 * A year of four digits is required: "3 May 17:04" is no date of a known year.
 */
static bool read_day_month(struct look *look, const struct piece *day,
                           size_t *end)
{
    struct piece month, year;

    if (!day->digits || day->digits > 2 ||
        !next_solid(look, day->end, &month) || !month.month)
        return false;
    skip_twin(look, &month);
    if (!next_solid(look, month.end, &year) || year.digits != 4)
        return false;
    *end = year.end;
    return set_named(look, year.number, &month, day->number);
}

/* "Nov. 3, 2019", "November 3rd 2019": from the month's name. */
static bool read_month_day(struct look *look, const struct piece *month,
                           size_t *end)
{
    struct piece day, year;

    if (!month->month || !next_solid(look, month->end, &day) || !day.digits ||
        day.digits > 2 || !next_solid(look, day.end, &year) ||
        year.digits != 4)
        return false;
    *end = year.end;
    return set_named(look, year.number, month, day.number);
}

/* The offset that a zone's letters stand for; NULL when they are not known or
 * mean several zones ("IST"). "EST" and its like are read as North America's.
 */
static const char *zone_offset(struct ng_slice name)
{
    static const struct {
        const char *name, *offset;
    } zones[] = {
        {"Z", "Z"}, {"GMT", "Z"}, {"UTC", "Z"}, {"UT", "Z"},
        {"EST", "-05:00"}, {"EDT", "-04:00"}, {"CST", "-06:00"},
        {"CDT", "-05:00"}, {"MST", "-07:00"}, {"MDT", "-06:00"},
        {"PST", "-08:00"}, {"PDT", "-07:00"}, {"CET", "+01:00"},
        {"CEST", "+02:00"}, {"MEZ", "+01:00"}, {"MESZ", "+02:00"},
        {"EET", "+02:00"}, {"EEST", "+03:00"}, {"JST", "+09:00"},
        {"KST", "+09:00"}, {"AEST", "+10:00"}, {"AEDT", "+11:00"},
    };

    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (ng_slice_eq_nocase(name, ng_slice_of(zones[i].name)))
            return zones[i].offset;
    return NULL;
}

/* Reads a zone at `at` and writes it to `out` (room for 7); "" for none.
 * Letters by the table, else "+01:00", "+0100" or "+1". Offsets beyond 14
 * hours are no zones; a time then stays without one. */
static void read_zone(const struct look *look, size_t at, char *out)
{
    struct ng_slice text = look->text;
    struct piece p, minutes;
    const char *offset;
    char sign;

    out[0] = '\0';
    if (!next_piece(look, at, &p))
        return;
    offset = zone_offset(ng_slice_sub(text, p.start, p.end));
    sign = mark_of(look, &p);
    if (offset) {
        memcpy(out, offset, strlen(offset) + 1);
    } else if ((sign == '+' || sign == '-') && next_piece(look, p.end, &p)) {
        uint64_t hour = p.number, minute = 0;
        if (p.digits == 4) {
            hour = p.number / 100;
            minute = p.number % 100;
        } else if (p.end < text.len && text.ptr[p.end] == ':' &&
                   next_piece(look, p.end + 1, &minutes)) {
            minute = minutes.number;
        }
        if (p.digits && hour <= 14 && minute < 60)
            snprintf(out, 7, "%c%02u:%02u", sign, (unsigned)hour,
                     (unsigned)minute);
    }
}

/* "am", "a.m.", "PM" at `at`: the hour on the 24-hour clock; steps over it.
 * Twelve is the odd one: 12 am is 0, 12 pm is 12. "17:04 pm" is met and left
 * alone. */
static uint64_t read_half(const struct look *look, uint64_t hour, size_t *at)
{
    static const char *const forms[] = {"a.m.", "p.m.", "am", "pm"};
    struct ng_slice rest = ng_slice_sub(look->text, *at, look->text.len);
    size_t space = rest.len && rest.ptr[0] == ' ';

    rest = ng_slice_sub(rest, space, rest.len);
    for (size_t i = 0; i < 4; i++) {
        if (!ng_slice_starts_nocase(rest, ng_slice_of(forms[i])))
            continue;
        *at += space + strlen(forms[i]);
        if (i % 2)
            return hour < 12 ? hour + 12 : hour;
        return hour == 12 ? 0 : hour;
    }
    return hour;
}

/* The clock time that follows a date, "17:04", "5.04", "17h04", with seconds
 * and their fraction if they are there; false when none does. `clock[2]` is 60
 * for no seconds. Up to MAX_GAP bytes of words and marks may stand between:
 * "T", "um", "at", "|", ",". */
static bool read_time(const struct look *look, size_t at, unsigned clock[3],
                      size_t *end)
{
    struct piece p, q;
    size_t limit = at + MAX_GAP;
    bool seconds;

    while (next_piece(look, at, &p) && !p.digits && p.end < limit)
        at = p.end;
    if (!p.digits || p.digits > 2 || p.number > 23 || p.start > limit ||
        p.end == look->text.len || !strchr(":.h", look->text.ptr[p.end]) ||
        !next_piece(look, p.end + 1, &q) || q.digits != 2 || q.number > 59)
        return false;
    clock[0] = (unsigned)p.number;
    clock[1] = (unsigned)q.number;
    clock[2] = 60;
    *end = q.end;
    seconds = q.end < look->text.len && look->text.ptr[q.end] == ':';
    /* Seconds count only as two digits below 60; a fraction is stepped over,
     * so that the zone behind it is found. */
    if (seconds && next_piece(look, q.end + 1, &p) && p.digits == 2 &&
        p.number < 60) {
        clock[2] = (unsigned)p.number;
        *end = p.end;
        if (p.end < look->text.len && look->text.ptr[p.end] == '.' &&
            next_piece(look, p.end + 1, &q) && q.digits)
            *end = q.end;
    }
    return true;
}

/* Writes date, time and zone as ISO 8601, with as much precision as was given:
 * no seconds are made up, and a time without zone stays without one. */
static void write_stamp(struct look *look, size_t end)
{
    struct ng_stamp *s = look->stamp;
    unsigned clock[3];
    char zone[8];
    int len = snprintf(s->text, NG_STAMP_ROOM, "%04d-%02d-%02d",
                       (int)s->date.year, s->date.month, s->date.day);

    s->has_time = read_time(look, end, clock, &end);
    if (!s->has_time || len < 0)
        return;
    clock[0] = (unsigned)read_half(look, clock[0], &end);
    read_zone(look, end, zone);
    s->utc = strcmp(zone, "Z") == 0 || strcmp(zone, "+00:00") == 0;
    if (clock[2] < 60)
        snprintf(s->text + len, NG_STAMP_ROOM - (size_t)len,
                 "T%02u:%02u:%02u%s", clock[0], clock[1], clock[2], zone);
    else
        snprintf(s->text + len, NG_STAMP_ROOM - (size_t)len, "T%02u:%02u%s",
                 clock[0], clock[1], zone);
}

/* Tries every form at one piece; the end of the date when one fits, or 0. Year
 * first comes before the others as it cannot be misread; the order among the
 * rest does not matter much, since their numbers of digits differ. */
static size_t read_at(struct look *look, const struct piece *p)
{
    size_t end = 0;

    if (p->month && read_month_day(look, p, &end))
        return end;
    if (!p->digits)
        return 0;
    if (read_year_first(look, p, &end) || read_compact(look, p, &end) ||
        read_day_month(look, p, &end) || read_numeric(look, p, &end) ||
        read_epoch(look, p, &end))
        return end;
    return 0;
}

/* Copies text with the digits of any script as ASCII, "১৬" as "16": digits of a
 * script follow one another from its zero. Returns the length. */
static size_t plain_digits(struct ng_slice text, char out[MAX_LOOK])
{
    static const uint32_t zeros[] = {0x660,  0x6F0,  0x966,  0x9E6, 0xA66,
                                     0xAE6,  0xB66,  0xBE6,  0xC66, 0xCE6,
                                     0xD66,  0xE50,  0xED0,  0x1040, 0x17E0,
                                     0xFF10};
    size_t len = 0;

    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t c = ng_utf8_next(text, &at);
        size_t n = sizeof zeros / sizeof *zeros;
        while (c >= 0x660 && n > 0 && c - zeros[n - 1] > 9)
            n--;
        if (c >= 0x660 && n > 0) {
            /* Shorter than the bytes it stands for, so there is room. */
            out[len++] = (char)('0' + (c - zeros[n - 1]));
        } else {
            memcpy(out + len, text.ptr + start, at - start);
            len += at - start;
        }
    }
    return len;
}

/* From left to right, the first date wins: "Published 3 Nov 2019, updated 5
 * Nov 2019" is the 3rd. After a failure the next piece is tried, so the words
 * before the date ("Published on") need not be known. */
bool ng_stamp_read(const struct ng_lexicon *lexicon, struct ng_slice text,
                   bool month_first, struct ng_stamp *stamp)
{
    char plain[MAX_LOOK];
    struct look look = {lexicon, {plain, 0}, month_first, stamp};
    struct piece p;
    size_t at = 0;

    *stamp = (struct ng_stamp){0};
    if (text.len > MAX_LOOK)
        text.len = MAX_LOOK;
    look.text.len = plain_digits(text, plain);
    while (next_piece(&look, at, &p)) {
        size_t end = read_at(&look, &p);
        /* No date ends at byte 0, so 0 can mean none. */
        if (end) {
            write_stamp(&look, end);
            return true;
        }
        at = p.end;
    }
    return false;
}

/* The number of exactly `digits` digits at `at`, which is stepped over; false
 * at fewer. Whether more digits follow is asked by the caller. */
static bool url_number(struct ng_slice url, size_t *at, size_t digits,
                       uint64_t *number)
{
    *number = 0;
    if (*at + digits > url.len)
        return false;
    for (size_t i = *at; i < *at + digits; i++) {
        if (!ng_is_digit(url.ptr[i]))
            return false;
        *number = *number * 10 + (uint64_t)(url.ptr[i] - '0');
    }
    *at += digits;
    return true;
}

/* A date behind the mark at `at`: "/2019/11/03/", "-2019-11-03", "/20191103".
 * The same mark must stand in both places, or none in both; and no digit may
 * follow, or an article's number such as "/2019110355" would be a date. */
static bool url_date(struct ng_slice url, size_t at, struct ng_stamp *stamp)
{
    struct look look = {.stamp = stamp};
    uint64_t year, month, day;
    char mark;

    at++;
    if (!url_number(url, &at, 4, &year) || at == url.len)
        return false;
    mark = strchr("/-_", url.ptr[at]) ? url.ptr[at] : '\0';
    at += mark != '\0';
    if (!url_number(url, &at, 2, &month) || (mark && at == url.len))
        return false;
    if (mark && url.ptr[at++] != mark)
        return false;
    if (!url_number(url, &at, 2, &day) ||
        (at < url.len && ng_is_digit(url.ptr[at])))
        return false;
    return set_date(&look, year, month, day);
}

/* The first date at any mark of the address. Each place costs at most eleven
 * bytes, so the whole is linear. */
bool ng_stamp_in_url(struct ng_slice url, struct ng_stamp *stamp)
{
    *stamp = (struct ng_stamp){0};
    for (size_t at = 0; at < url.len; at++) {
        if (!strchr("/-_", url.ptr[at]) || !url_date(url, at, stamp))
            continue;
        snprintf(stamp->text, NG_STAMP_ROOM, "%04d-%02d-%02d",
                 (int)stamp->date.year, stamp->date.month, stamp->date.day);
        return true;
    }
    return false;
}
