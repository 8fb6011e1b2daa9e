/* test_stamp.c - dates as pages write them. */
#include "cmocka_all.h"

#include "model/model.h"
#include "strip/stamp.h"

static void test_read(void **state)
{
    static const struct {
        const char *text;
        bool month_first;
        const char *expected; /* NULL: no date */
    } rows[] = {
        {"2019-11-03T17:04:05+00:00", false, "2019-11-03T17:04:05+00:00"},
        {"2019-11-03T17:04:05.123Z", false, "2019-11-03T17:04:05Z"},
        {"2019-11-03 17:04", false, "2019-11-03T17:04"},
        {"2019/11/3", false, "2019-11-03"},
        {"20191103", false, "2019-11-03"},
        {"1572800645", false, "2019-11-03"},
        {"Sun, 03 Nov 2019 17:04:05 GMT", false, "2019-11-03T17:04:05Z"},
        {"Nov. 3, 2019 5:04 p.m. EST", true, "2019-11-03T17:04-05:00"},
        {"Published November 3rd, 2019", true, "2019-11-03"},
        {"3. November 2019, 17:04 Uhr", false, "2019-11-03T17:04"},
        {"3 de noviembre de 2019", false, "2019-11-03"},
        {"03.11.2019", true, "2019-11-03"},
        {"03/11/2019", false, "2019-11-03"},
        {"03/11/2019", true, "2019-03-11"},
        {"25/11/2019", true, "2019-11-25"},
        {"2019年11月3日", false, "2019-11-03"},
        {"3 تشرين / نوفمبر 2019", false, NULL},
        {"3 أيلول / سبتمبر 2019", false, "2019-09-03"},
        {"৩ নভেম্বর ২০১৯", false, "2019-11-03"},
        {"٣/١١/٢٠١٩", false, "2019-11-03"},
        {"3 พฤศจิกายน 2562", false, "2019-11-03"},
        /* The solar Hijri calendar, with new year's days and a leap day. */
        {"12 آبان 1398", false, "2019-11-03"},
        {"1 فروردین 1399", false, "2020-03-20"},
        {"30 اسفند 1399", false, "2021-03-20"},
        {"1 فروردین 1400", false, "2021-03-21"},
        {"22 بهمن 1357", false, "1979-02-11"},
        {"31 مهر 1398", false, NULL},
        {"2019-02-30", false, NULL},
        {"1234", false, NULL},
        {"the ferry left at noon", false, NULL},
        {"", false, NULL},
    };
    nutgraf_model *model = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_stamp stamp;
        bool found = ng_stamp_read(&model->lexicon, ng_slice_of(rows[i].text),
                                   rows[i].month_first, &stamp);
        if (found != (rows[i].expected != NULL))
            fail_msg("%s: found %d", rows[i].text, found);
        if (found)
            assert_string_equal(stamp.text, rows[i].expected);
    }
}

static void test_url(void **state)
{
    struct ng_stamp stamp;

    (void)state;
    assert_true(ng_stamp_in_url(NG_LIT("https://a.example/2019/11/03/x"),
                                &stamp));
    assert_string_equal(stamp.text, "2019-11-03");
    assert_true(ng_stamp_in_url(NG_LIT("https://a.example/n-20191103.html"),
                                &stamp));
    assert_false(ng_stamp_in_url(NG_LIT("https://a.example/2019/13/03/x"),
                                 &stamp));
    assert_false(ng_stamp_in_url(NG_LIT("https://a.example/20191103456"),
                                 &stamp));
}

static int open_model(void **state)
{
    return nutgraf_model_open(NULL, (nutgraf_model **)state) != NUTGRAF_OK;
}

static int close_model(void **state)
{
    nutgraf_model_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_url),
    };

    return cmocka_run_group_tests(tests, open_model, close_model);
}
