/*
 * moon.h - feasts that follow the moon, in years of our calendar.
 *
 * Days are counted as in base/calendar.h. Feasts whose days councils announce
 * ("Eid al-Fitr") are computed by the rule that they mostly follow, and may be
 * a day off.
 */
#ifndef NG_FIND_DATE_MOON_H
#define NG_FIND_DATE_MOON_H

#include <stdint.h>

/* Lunar New Year, as in China. */
int64_t ng_moon_new_year(int32_t year);

/* The first time in `year` that a day of a month of the Islamic calendar (1
 * Muharram, 9 Ramadan ...) comes. */
int64_t ng_moon_islamic(int32_t year, int month, int day);

/* Diwali, the new moon of October or November, as in India. */
int64_t ng_moon_diwali(int32_t year);

/* Rosh Hashanah (autumn), Passover's first day (spring), the first day of
 * Hanukkah (winter). */
int64_t ng_moon_rosh_hashanah(int32_t year);
int64_t ng_moon_passover(int32_t year);
int64_t ng_moon_hanukkah(int32_t year);

/* Easter Sunday of the Orthodox churches. */
int64_t ng_moon_orthodox_easter(int32_t year);

#endif
