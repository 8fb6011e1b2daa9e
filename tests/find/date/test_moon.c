/*
 * test_moon.c - feasts that follow the moon, against days that calendars and
 * newspapers gave. Eid is announced by councils: there a day more or less.
 */
#include "cmocka_all.h"

#include "base/calendar.h"
#include "find/date/moon.h"

struct feast {
    const char *day;
    int64_t (*find)(int32_t year);
};

static int64_t eid_al_fitr(int32_t year)
{
    return ng_moon_islamic(year, 10, 1);
}

static int64_t eid_al_adha(int32_t year)
{
    return ng_moon_islamic(year, 12, 10);
}

static const struct feast exact[] = {
    {"1985-02-20", ng_moon_new_year},     {"1996-02-19", ng_moon_new_year},
    {"2000-02-05", ng_moon_new_year},     {"2012-01-23", ng_moon_new_year},
    {"2015-02-19", ng_moon_new_year},     {"2018-02-16", ng_moon_new_year},
    {"2020-01-25", ng_moon_new_year},     {"2024-02-10", ng_moon_new_year},
    {"2017-10-19", ng_moon_diwali},       {"2019-10-27", ng_moon_diwali},
    {"2020-11-14", ng_moon_diwali},       {"2023-11-12", ng_moon_diwali},
    {"2018-09-10", ng_moon_rosh_hashanah},
    {"2019-09-30", ng_moon_rosh_hashanah},
    {"2020-09-19", ng_moon_rosh_hashanah},
    {"2024-10-03", ng_moon_rosh_hashanah},
    {"2016-04-23", ng_moon_passover},     {"2021-03-28", ng_moon_passover},
    {"2023-04-06", ng_moon_passover},     {"2024-04-23", ng_moon_passover},
    {"2016-12-25", ng_moon_hanukkah},     {"2018-12-03", ng_moon_hanukkah},
    {"2021-11-29", ng_moon_hanukkah},     {"2024-12-26", ng_moon_hanukkah},
    {"2016-05-01", ng_moon_orthodox_easter},
    {"2019-04-28", ng_moon_orthodox_easter},
    {"2023-04-16", ng_moon_orthodox_easter},
    {"2024-05-05", ng_moon_orthodox_easter},
};

static const struct feast announced[] = {
    {"2010-09-10", eid_al_fitr}, {"2013-08-08", eid_al_fitr},
    {"2016-07-06", eid_al_fitr}, {"2019-06-04", eid_al_fitr},
    {"2022-05-02", eid_al_fitr}, {"2024-04-10", eid_al_fitr},
    {"2011-11-06", eid_al_adha}, {"2015-09-24", eid_al_adha},
    {"2018-08-21", eid_al_adha}, {"2021-07-20", eid_al_adha},
    {"2023-06-28", eid_al_adha}, {"2025-06-06", eid_al_adha},
};

/* Days between what is computed and what was. */
static int64_t days_off(const struct feast *feast)
{
    struct ng_ymd date;

    assert_true(ng_parse_ymd(ng_slice_of(feast->day), &date));
    return feast->find(date.year) - ng_day_of(date);
}

static void test_feasts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof exact / sizeof *exact; i++)
        if (days_off(&exact[i]))
            fail_msg("%s is not found", exact[i].day);
    for (size_t i = 0; i < sizeof announced / sizeof *announced; i++)
        assert_in_range(days_off(&announced[i]) + 1, 0, 2);
}

/* Every feast lies in its year and its season, whatever the year. */
static void test_seasons(void **state)
{
    (void)state;
    for (int32_t year = 1600; year <= 2400; year++) {
        struct ng_ymd spring = ng_ymd_of(ng_moon_passover(year));
        struct ng_ymd winter = ng_ymd_of(ng_moon_new_year(year));
        struct ng_ymd autumn = ng_ymd_of(ng_moon_diwali(year));
        struct ng_ymd eid = ng_ymd_of(eid_al_fitr(year));
        assert_true(spring.year == year && spring.month >= 3 &&
                    spring.month <= 5);
        assert_true(winter.year == year && winter.month <= 2);
        assert_true(autumn.year == year && autumn.month >= 10 &&
                    autumn.month <= 11);
        assert_int_equal(eid.year, year);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_feasts),
        cmocka_unit_test(test_seasons),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
