/*
 * holiday.c - the day of a holiday in a year, from its rule in
 * data/date-words.tsv:
 *
 *     12-25       a fixed day
 *     11w4n4+1    the day after the 4th Thursday (weekday 4) of November;
 *                 n-1 is the last
 *     easter-2    counted from Easter Sunday
 *     china+14    counted from another feast that follows the moon
 *     islam09-01  a month and day of the Islamic calendar
 */
#include <stdlib.h>

#include "find/date/date.h"
#include "find/date/moon.h"

/* Western Easter, after the anonymous Gregorian algorithm (Nature, 20 April
 * 1876; also in Meeus, Astronomical Algorithms, chapter 8). Letters as
 * there. */
static struct ng_ymd easter(int32_t year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int month = (h + l - 7 * m + 114) / 31;

    return (struct ng_ymd){year, month, (h + l - 7 * m + 114) % 31 + 1};
}

/* The n-th weekday of a month; n -1 is the last. The first lies within seven
 * days of the month's first day. */
static int64_t nth_weekday(int32_t year, int month, int weekday, int n)
{
    int64_t first = ng_day_of((struct ng_ymd){year, month, 1});
    int64_t day = first + (weekday - ng_weekday(first) + 7) % 7;

    if (n > 0)
        return day + 7 * (n - 1);
    while (ng_ymd_of(day + 7).month == month)
        day += 7;
    return day;
}

/* Easter Sunday as moon.h gives its feasts. */
static int64_t easter_day(int32_t year)
{
    return ng_day_of(easter(year));
}

/* Feasts that others are counted from. */
struct feast {
    const char *name;
    int64_t (*day)(int32_t year);
};

static const struct feast feasts[] = {
    {"easter", easter_day},
    {"china", ng_moon_new_year},
    {"diwali", ng_moon_diwali},
    {"orthodox", ng_moon_orthodox_easter},
    {"passover", ng_moon_passover},
    {"rosh", ng_moon_rosh_hashanah},
    {"hanukkah", ng_moon_hanukkah},
};

/* "easter-2": the day of the feast that the rule begins with, moved by its
 * number; false when it begins with none. */
static bool find_feast(const char *rule, int32_t year, int64_t *day)
{
    size_t len = strcspn(rule, "+-");

    for (size_t i = 0; i < sizeof feasts / sizeof *feasts; i++)
        if (strncmp(rule, feasts[i].name, len) == 0 && !feasts[i].name[len]) {
            *day = feasts[i].day(year) + atoi(rule + len);
            return true;
        }
    return false;
}

/* Reads the rule by its first characters; the tables' test covers every
 * form. */
bool ng_date_holiday(const char *rule, int32_t year, struct ng_ymd *date)
{
    int64_t day;
    char *rest;

    if (year < 1)
        return false;
    if (find_feast(rule, year, &day)) {
        *date = ng_ymd_of(day);
        return true;
    }
    if (strncmp(rule, "islam", 5) == 0 && strlen(rule) > 9) {
        day = ng_moon_islamic(year, atoi(rule + 5), atoi(rule + 8));
    } else if (ng_is_digit(rule[0]) && rule[2] == '-') {
        *date = (struct ng_ymd){year, atoi(rule), atoi(rule + 3)};
        return true;
    } else if (ng_is_digit(rule[0]) && rule[2] == 'w') {
        long n = strtol(rule + 5, &rest, 10);
        day = nth_weekday(year, atoi(rule), rule[3] - '0', (int)n) + atoi(rest);
    } else {
        return false;
    }
    *date = ng_ymd_of(day);
    return true;
}
