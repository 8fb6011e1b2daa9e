/* test_clusters.c - the packed word classes: look-ups, broken sections. */
#include "cmocka_all.h"

#include <string.h>

#include "base/hash.h"
#include "model/clusters.h"
#include "model/model.h"

/* A section of four slots and two classes, as clusters.c of the tools packs
 * it. */
struct section {
    struct ng_clusters_head head;
    uint32_t keys[4];
    uint16_t fine[4];
    uint16_t middle[2], coarse[2];
};

static struct section make(const char *word)
{
    uint64_t hash = ng_hash(word, strlen(word));
    struct section s = {
        .head = {NG_CLUSTERS_MAGIC, 4, 2}, .middle = {0, 7}, .coarse = {0, 3}};
    uint32_t slot = (uint32_t)ng_hash_mix(hash) & 3;

    memcpy(s.head.magic, NG_CLUSTERS_MAGIC, sizeof s.head.magic);
    s.keys[slot] = ng_clusters_fingerprint(hash);
    s.fine[slot] = 1;
    return s;
}

static struct ng_slice bytes_of(const struct section *s)
{
    return (struct ng_slice){(const char *)s, sizeof *s};
}

static void test_find(void **state)
{
    struct section s = make("Lagos");
    struct ng_clusters clusters;
    struct ng_word_class class;

    (void)state;
    assert_true(ng_clusters_open(&clusters, bytes_of(&s)));
    class = ng_clusters_find(&clusters, ng_hash("Lagos", 5));
    assert_int_equal(class.fine, 1);
    assert_int_equal(class.middle, 7);
    assert_int_equal(class.coarse, 3);
    class = ng_clusters_find(&clusters, ng_hash("Abuja", 5));
    assert_int_equal(class.fine, 0);
}

static void test_broken(void **state)
{
    struct section s = make("Lagos");
    struct ng_clusters clusters;

    (void)state;
    for (size_t len = 0; len < sizeof s; len += 4)
        assert_false(ng_clusters_open(
            &clusters, (struct ng_slice){(const char *)&s, len}));
    s.head.slot_count = 3;
    assert_false(ng_clusters_open(&clusters, bytes_of(&s)));
    s = make("Lagos");
    s.head.magic[0] = 'x';
    assert_false(ng_clusters_open(&clusters, bytes_of(&s)));
    s = make("Lagos"); /* a class that is none is an unknown word */
    for (int i = 0; i < 4; i++)
        s.fine[i] = 9;
    assert_true(ng_clusters_open(&clusters, bytes_of(&s)));
    assert_int_equal(ng_clusters_find(&clusters, ng_hash("Lagos", 5)).fine, 0);
}

/* The classes that are built in were made with the hash that the library has
 * now: every text has these words, so an unknown one means a section that is
 * out of date and would stay silent. */
static void test_built_in(void **state)
{
    static const char *const words[] = {"the", "The", "government", "said"};
    struct ng_clusters clusters;
    struct ng_slice section;
    nutgraf_model *model;

    (void)state;
    assert_int_equal(nutgraf_model_open(NULL, &model), NUTGRAF_OK);
    assert_true(ng_model_section(model, "clusters", &section));
    assert_true(ng_clusters_open(&clusters, section));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_int_not_equal(
            ng_clusters_find(&clusters, ng_hash(words[i], strlen(words[i])))
                .fine,
            0);
    nutgraf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_built_in),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
