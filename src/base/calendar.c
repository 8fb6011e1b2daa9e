/*
 * calendar.c - days <-> year, month, day; weekdays; ISO weeks.
 *
 * Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms" (2013): years
 * are shifted to begin in March, so that the leap day is the last of its year,
 * and grouped into eras of 400 years = 146097 days, inside which all is
 * arithmetic on small unsigned numbers. No table, no loop, exact for any
 * int32_t year. libc's mktime is no way: it reads the time zone, and the
 * library must not.
 */
#include "base/calendar.h"

/* yoe: year of the era, 0..399. doy: day of the year that began on March 1,
 * 0..365; (153 m + 2) / 5 is the number of days before month m of it.
 * 719468 is the day of 0000-03-01 counted back from 1970-01-01. */
int64_t ng_day_of(struct ng_ymd date)
{
    int64_t y = date.year - (date.month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 +
                  date.day - 1;

    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

/* The inverse: doe is the day of the era; the three corrections take out the
 * leap days before it, which leaves the year by division. */
struct ng_ymd ng_ymd_of(int64_t day)
{
    int64_t z = day + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int month = (int)(mp < 10 ? mp + 3 : mp - 9);

    return (struct ng_ymd){(int32_t)(yoe + era * 400 + (month <= 2)), month,
                           (int)(doy - (153 * mp + 2) / 5 + 1)};
}

/* `month` must be 1..12: callers check what they read first. */
int ng_month_days(int32_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

/* Feb. 30 and month 13 are what news pages really contain. */
bool ng_ymd_valid(struct ng_ymd date)
{
    return date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= ng_month_days(date.year, date.month);
}

/* The remainder is taken towards minus infinity: days before 1970 count too. */
int ng_weekday(int64_t day)
{
    int64_t shifted = (day + 3) % 7; /* 1970-01-01 was a Thursday */

    return (int)(shifted < 0 ? shifted + 7 : shifted) + 1;
}

/* January 4 always lies in week 1 (ISO 8601, 3.1.1.23). */
int64_t ng_iso_week_start(int32_t year, int week)
{
    int64_t fourth = ng_day_of((struct ng_ymd){year, 1, 4});

    return fourth - (ng_weekday(fourth) - 1) + (int64_t)(week - 1) * 7;
}

/* A week belongs to the year of its Thursday: 2021-01-03 is 2020-W53. */
int ng_iso_week(int64_t day, int32_t *year)
{
    int64_t thursday = day - (ng_weekday(day) - 1) + 3;

    *year = ng_ymd_of(thursday).year;
    return (int)((thursday - ng_day_of((struct ng_ymd){*year, 1, 1})) / 7) + 1;
}

/* Strict: two digits each, and no digit right after the day, so that
 * "2020-01-011" is no date. "2020-02-29T10:00" is 2020-02-29. */
bool ng_parse_ymd(struct ng_slice text, struct ng_ymd *date)
{
    static const char form[] = "dddd-dd-dd";
    const char *t = text.ptr;

    if (text.len < 10)
        return false;
    for (int i = 0; i < 10; i++)
        if (form[i] == 'd' ? !ng_is_digit(t[i]) : t[i] != form[i])
            return false;
    date->year = (t[0] - '0') * 1000 + (t[1] - '0') * 100 + (t[2] - '0') * 10 +
                 (t[3] - '0');
    date->month = (t[5] - '0') * 10 + (t[6] - '0');
    date->day = (t[8] - '0') * 10 + (t[9] - '0');
    return ng_ymd_valid(*date) && (text.len == 10 || !ng_is_digit(t[10]));
}
