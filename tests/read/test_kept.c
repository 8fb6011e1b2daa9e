/* test_kept.c - attributes that go round the parser, and those that must not. */
#include "cmocka_all.h"

#include "read/kept.h"

#define CLASS NG_ATTR_BIT(NG_ATTR_CLASS)
#define ID NG_ATTR_BIT(NG_ATTR_ID)

/* What was kept comes back under its number, and nothing else with it. */
static void test_round(void **state)
{
    static struct ng_kept_ring ring;
    struct ng_attributes in = {.has = CLASS | ID}, out;

    (void)state;
    in.value[NG_ATTR_CLASS] = NG_LIT("lead \"quoted\" caf\xC3\xA9");
    in.value[NG_ATTR_ID] = NG_LIT("");
    assert_int_equal(ng_kept_add(&ring, CLASS | ID, &in), 1);
    assert_int_equal(ng_kept_add(&ring, CLASS, &in), 2);
    ng_kept_find(&ring, 1, &out);
    assert_int_equal(out.has, CLASS | ID);
    assert_true(ng_slice_eq(out.value[NG_ATTR_CLASS], in.value[NG_ATTR_CLASS]));
    assert_int_equal(out.value[NG_ATTR_ID].len, 0);
    assert_non_null(out.value[NG_ATTR_ID].ptr);
    ng_kept_find(&ring, 2, &out);
    assert_int_equal(out.has, CLASS);
    ng_kept_find(&ring, 3, &out);
    assert_int_equal(out.has, 0);
}

/* References, control characters and tags with many attributes go the long way,
 * wherever in the value they stand. */
static void test_long_way(void **state)
{
    static struct ng_kept_ring ring;
    struct ng_attributes in = {.has = CLASS};
    char value[20];

    (void)state;
    for (size_t at = 0; at < sizeof value; at++)
        for (size_t c = 0; c < 3; c++) {
            memset(value, 'a', sizeof value);
            value[at] = "&\n\x01"[c];
            in.value[NG_ATTR_CLASS] = (struct ng_slice){value, sizeof value};
            assert_int_equal(ng_kept_add(&ring, CLASS, &in), 0);
        }
    for (size_t i = 0; i < NG_ATTR_COUNT; i++)
        in.value[i] = NG_LIT("plain");
    assert_int_equal(ng_kept_add(&ring, 0x1F, &in), 0);
    assert_int_equal(ng_kept_add(&ring, 0x0F, &in), 1);
}

/* A ring of tags that have not come back takes no more of them. */
static void test_full(void **state)
{
    static struct ng_kept_ring ring;
    struct ng_attributes in = {.has = CLASS}, out;
    char values[NG_KEPT_ROOM + 1];

    (void)state;
    for (uint32_t i = 0; i < NG_KEPT_ROOM; i++) {
        values[i] = (char)('a' + i % 26);
        in.value[NG_ATTR_CLASS] = (struct ng_slice){values + i, 1};
        assert_int_equal(ng_kept_add(&ring, CLASS, &in), i + 1);
    }
    assert_int_equal(ng_kept_add(&ring, CLASS, &in), 0);
    for (uint32_t i = 0; i < NG_KEPT_ROOM; i++) {
        ng_kept_find(&ring, i + 1, &out);
        assert_ptr_equal(out.value[NG_ATTR_CLASS].ptr, values + i);
    }
    assert_int_equal(ng_kept_add(&ring, CLASS, &in), NG_KEPT_ROOM + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round),
                                       cmocka_unit_test(test_long_way),
                                       cmocka_unit_test(test_full)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
