/*
 * moon.c - new moons, and the calendars that count by them.
 *
 * In: a year of our calendar. Out: a day number. Three kinds of reckoning:
 *
 *     astronomical  Chinese and Indian feasts, months of the Islamic calendar:
 *                   the instant of the new moon in their own time zone
 *     arithmetic    the Hebrew calendar: 235 months in 19 years
 *     computus      the Orthodox Easter, by the Julian calendar
 *
 * Instants are days and their fractions since the epoch of base/calendar.h, in
 * Greenwich time. Years are those of newspapers: good from about 1600 to 2400.
 */
#include "find/date/moon.h"

#include <math.h>

#include "base/calendar.h"

/* A new moon before this hour in Mecca begins the month with the next day. Of
 * 32 feasts from 2010 to 2025 28 were on the day that this gives, 4 one day
 * off. */
#define SIGHTED_HOUR 14

/* The Julian date of an instant that base/calendar.h counts as 0. */
static double julian_epoch(void)
{
    /* Noon of 2000-01-01 is JD 2451545.0; days begin at midnight. */
    return 2451544.5 - (double)ng_day_of((struct ng_ymd){2000, 1, 1});
}

/* The sine of an angle in degrees. */
static double sine(double degrees)
{
    return sin(degrees * 3.14159265358979323846 / 180);
}

/* The instant of new moon number k, counted from January 2000 (Meeus,
 * Astronomical Algorithms, chapter 49; the terms above some two minutes). */
static double new_moon(int k)
{
    double t = k / 1236.85;
    double e = 1 - 0.002516 * t;
    double sun = 2.5534 + 29.10535670 * k;
    double moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
    double node = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
    double jde = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t;

    jde += -0.40720 * sine(moon) + 0.17241 * e * sine(sun) +
           0.01608 * sine(2 * moon) + 0.01039 * sine(2 * node) +
           0.00739 * e * sine(moon - sun) - 0.00514 * e * sine(moon + sun) +
           0.00208 * e * e * sine(2 * sun) - 0.00111 * sine(moon - 2 * node) -
           0.00057 * sine(moon + 2 * node) +
           0.00056 * e * sine(2 * moon + sun) - 0.00042 * sine(3 * moon);
    return jde - julian_epoch();
}

/* The number of the new moon nearest to a day. */
static int nearest_moon(int64_t day)
{
    double jd = (double)day + julian_epoch();

    return (int)floor((jd - 2451550.09766) / 29.530588861 + 0.5);
}

/* The day of new moon k where clocks are `hours` ahead of Greenwich. */
static int64_t moon_day(int k, double hours)
{
    return (int64_t)floor(new_moon(k) + hours / 24);
}

/* The month with the winter solstice is the eleventh; the year begins two new
 * moons after its beginning. The one leap year of 2033 in which three lie
 * between is a month early here. */
int64_t ng_moon_new_year(int32_t year)
{
    double instant = 2451900.05952 + 365.24274049 * (year - 2001);
    int64_t solstice = (int64_t)floor(instant - julian_epoch() + 8 / 24.0);
    int k = nearest_moon(solstice);

    while (moon_day(k, 8) > solstice)
        k--;
    while (moon_day(k + 1, 8) <= solstice)
        k++;
    return moon_day(k + 2, 8);
}

/* A month begins on the evening on which the new crescent may be seen in Mecca;
 * its first day is the one after. Ramadan 1441 is the month behind new moon
 * 251, which dates all others. */
static int64_t islamic_day(int32_t year, int month, int day)
{
    int k = (year - 1441) * 12 + (month - 9) + 251;

    return (int64_t)floor(new_moon(k) + (3 + 24 - SIGHTED_HOUR) / 24.0) + day;
}

/* An Islamic year has 354 or 355 days, so its feasts come in every year of ours
 * and now and then twice. */
int64_t ng_moon_islamic(int32_t year, int month, int day)
{
    int64_t first = ng_day_of((struct ng_ymd){year, 1, 1}), found;
    int32_t islamic = (int32_t)((year - 622) * 33.0 / 32) - 1;

    while ((found = islamic_day(islamic, month, day)) < first)
        islamic++;
    return found;
}

/* The evening before the new moon that follows the middle of October, by the
 * 18th. */
int64_t ng_moon_diwali(int32_t year)
{
    int64_t from = ng_day_of((struct ng_ymd){year, 10, 18});
    int k = nearest_moon(from);

    while (moon_day(k, 5.5) < from)
        k++;
    return (int64_t)floor(new_moon(k) + (5.5 - 17.75) / 24);
}

/* Days from the calendar's epoch to the new moon that begins a Hebrew year,
 * with the first of the postponements (after Dershowitz and Reingold,
 * Calendrical Calculations, chapter on the Hebrew calendar). */
static int64_t hebrew_elapsed(int32_t year)
{
    int64_t months = (235 * (int64_t)year - 234) / 19;
    int64_t parts = 12084 + 13753 * months;
    int64_t day = 29 * months + parts / 25920;

    return (3 * (day + 1)) % 7 < 3 ? day + 1 : day;
}

/* The first day of a Hebrew year, with the other two postponements. */
static int64_t hebrew_new_year(int32_t year)
{
    int64_t before = hebrew_elapsed(year - 1), day = hebrew_elapsed(year);
    int64_t after = hebrew_elapsed(year + 1);
    int64_t first = ng_day_of((struct ng_ymd){1, 1, 1}) - 1 - 1373427;

    return first + day + (after - day == 356      ? 2
                          : day - before == 382 ? 1
                                                : 0);
}

int64_t ng_moon_rosh_hashanah(int32_t year)
{
    return hebrew_new_year(year + 3761);
}

/* From Passover to the next New Year the months never vary. */
int64_t ng_moon_passover(int32_t year)
{
    return hebrew_new_year(year + 3761) - 163;
}

/* The 25th of the third month; the second has a day more in long years. */
int64_t ng_moon_hanukkah(int32_t year)
{
    int64_t first = ng_moon_rosh_hashanah(year);
    int64_t days = ng_moon_rosh_hashanah(year + 1) - first;

    return first + 83 + (days % 10 == 5);
}

/* The Julian computus of Meeus, moved to our calendar. */
int64_t ng_moon_orthodox_easter(int32_t year)
{
    int a = year % 4, b = year % 7, c = year % 19;
    int d = (19 * c + 15) % 30, e = (2 * a + 4 * b - d + 34) % 7;
    int month = (d + e + 114) / 31, day = (d + e + 114) % 31 + 1;

    return ng_day_of((struct ng_ymd){year, month, day}) + year / 100 -
           year / 400 - 2;
}
