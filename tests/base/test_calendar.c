/* test_calendar.c - days, weekdays and ISO weeks. */
#include "cmocka_all.h"

#include "base/calendar.h"

/* Day numbers of dates known from elsewhere. */
static void test_known_days(void **state)
{
    static const struct {
        struct ng_ymd date;
        int64_t day;
        int weekday, week;
        int32_t week_year;
    } rows[] = {
        {{1970, 1, 1}, 0, 4, 1, 1970},
        {{2000, 2, 29}, 11016, 2, 9, 2000},
        {{2020, 2, 16}, 18308, 7, 7, 2020},
        {{2021, 1, 3}, 18630, 7, 53, 2020},
        {{2019, 12, 30}, 18260, 1, 1, 2020},
        {{1600, 3, 1}, -135080, 3, 9, 1600},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t year;
        assert_int_equal(ng_day_of(rows[i].date), rows[i].day);
        assert_int_equal(ng_weekday(rows[i].day), rows[i].weekday);
        assert_int_equal(ng_iso_week(rows[i].day, &year), rows[i].week);
        assert_int_equal(year, rows[i].week_year);
    }
}

/* Every day of eight centuries comes back from its date, one after another. */
static void test_round_trip(void **state)
{
    (void)state;
    for (int64_t day = ng_day_of((struct ng_ymd){1600, 1, 1});
         day < ng_day_of((struct ng_ymd){2400, 1, 1}); day++) {
        struct ng_ymd date = ng_ymd_of(day);
        int32_t year;
        int week = ng_iso_week(day, &year);
        assert_true(ng_ymd_valid(date));
        assert_int_equal(ng_day_of(date), day);
        assert_int_equal(ng_iso_week_start(year, week) + ng_weekday(day) - 1,
                         day);
    }
}

static void test_parse(void **state)
{
    struct ng_ymd date;

    (void)state;
    assert_true(ng_parse_ymd(ng_slice_of("2020-02-29T10:00"), &date));
    assert_int_equal(date.day, 29);
    assert_false(ng_parse_ymd(ng_slice_of("2019-02-29"), &date));
    assert_false(ng_parse_ymd(ng_slice_of("2019-2-9"), &date));
    assert_false(ng_parse_ymd(ng_slice_of("2019-02-011"), &date));
    assert_false(ng_parse_ymd(ng_slice_of(""), &date));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_days),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_parse),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
