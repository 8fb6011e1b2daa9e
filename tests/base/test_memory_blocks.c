/* test_memory_blocks.c - arena, buffer, vector. */
#include "cmocka_all.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/vector.h"

/* An allocator that always fails. */
static void *no_malloc(void *ctx, size_t size)
{
    (void)ctx;
    (void)size;
    return NULL;
}

static void *no_realloc(void *ctx, void *ptr, size_t size)
{
    (void)ctx;
    (void)ptr;
    (void)size;
    return NULL;
}

static void no_free(void *ctx, void *ptr)
{
    (void)ctx;
    assert_null(ptr);
}

static const nutgraf_allocator broke = {no_malloc, no_realloc, no_free, NULL};

/* Blocks are aligned, apart, and survive until the reset. */
static void test_arena(void **state)
{
    struct ng_arena arena;
    unsigned char *blocks[200];

    (void)state;
    ng_arena_init(&arena, &ng_alloc_default);
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < 200; i++) {
            blocks[i] = ng_arena_alloc(&arena, i * 37);
            assert_non_null(blocks[i]);
            assert_int_equal((uintptr_t)blocks[i] % sizeof(void *), 0);
            memset(blocks[i], (int)i, i * 37);
        }
        for (size_t i = 0; i < 200; i++)
            for (size_t b = 0; b < i * 37; b++)
                assert_int_equal(blocks[i][b], i);
        ng_arena_reset(&arena);
    }
    assert_string_equal(ng_arena_copy(&arena, ng_slice_of("twelve")), "twelve");
    assert_string_equal(ng_arena_printf(&arena, "%d-%s", 12, "x"), "12-x");
    assert_null(ng_arena_alloc(&arena, SIZE_MAX - 4));
    assert_null(ng_arena_array(&arena, SIZE_MAX / 2, 3));
    ng_arena_free(&arena);
}

/* Counts the blocks that are out. */
static void *count_malloc(void *ctx, size_t size)
{
    ++*(int *)ctx;
    return malloc(size);
}

static void *count_realloc(void *ctx, void *ptr, size_t size)
{
    *(int *)ctx += !ptr;
    return realloc(ptr, size);
}

static void count_free(void *ctx, void *ptr)
{
    --*(int *)ctx;
    free(ptr);
}

/* What a rewind left unused goes back, but for a few MiB; what is in use stays,
 * and a huge block does not outlive the reset. */
static void test_arena_trim(void **state)
{
    int out = 0, kept;
    nutgraf_allocator counting = {count_malloc, count_realloc, count_free, &out};
    struct ng_arena arena;
    struct ng_arena_mark mark;
    char *text;

    (void)state;
    ng_arena_init(&arena, &counting);
    text = ng_arena_copy(&arena, ng_slice_of("kept"));
    mark = ng_arena_mark(&arena);
    for (int i = 0; i < 50; i++)
        assert_non_null(ng_arena_room(&arena, 1000, 1000));
    ng_arena_rewind(&arena, mark);
    assert_true(out > 10);
    ng_arena_trim(&arena);
    kept = out;
    assert_in_range(kept, 1, 8);
    assert_string_equal(text, "kept");
    assert_non_null(ng_arena_alloc(&arena, 200000));
    assert_int_equal(out, kept); /* small ones do not ask again */
    assert_non_null(ng_arena_alloc(&arena, 100u << 20));
    ng_arena_reset(&arena);
    assert_in_range(out, 1, 8);
    assert_null(ng_arena_room(&arena, SIZE_MAX / 2, 3));
    ng_arena_free(&arena);
    assert_int_equal(out, 0);
}

/* After a rewind the same memory is handed out; earlier blocks stay. */
static void test_arena_rewind(void **state)
{
    struct ng_arena arena;
    struct ng_arena_mark mark;
    char *kept, *first;

    (void)state;
    ng_arena_init(&arena, &ng_alloc_default);
    kept = ng_arena_copy(&arena, ng_slice_of("kept"));
    mark = ng_arena_mark(&arena);
    first = ng_arena_alloc(&arena, 100);
    for (int i = 0; i < 20; i++)
        assert_non_null(ng_arena_alloc(&arena, 100000));
    ng_arena_rewind(&arena, mark);
    assert_ptr_equal(ng_arena_alloc(&arena, 100), first);
    assert_string_equal(kept, "kept");
    ng_arena_rewind(&arena, (struct ng_arena_mark){NULL, 0});
    assert_ptr_equal(ng_arena_alloc(&arena, 5), kept);
    ng_arena_free(&arena);
}

static void test_buffer(void **state)
{
    struct ng_buffer b;

    (void)state;
    ng_buffer_init(&b, &ng_alloc_default);
    assert_int_equal(ng_buffer_slice(&b).len, 0);
    for (int i = 0; i < 5000; i++)
        assert_true(ng_buffer_put(&b, (char)('a' + i % 26)));
    assert_true(ng_buffer_append(&b, "", 0));
    assert_int_equal(b.len, 5000);
    assert_int_equal(b.ptr[4999], 'a' + 4999 % 26);
    assert_int_equal(b.ptr[5000], 0);
    assert_false(ng_buffer_reserve(&b, SIZE_MAX - 10));
    assert_true(b.failed);
    assert_int_equal(b.len, 5000);
    ng_buffer_clear(&b);
    assert_false(b.failed);
    assert_int_equal(b.len, 0);
    ng_buffer_free(&b);
}

static void test_vector(void **state)
{
    struct ng_vector v;

    (void)state;
    ng_vector_init(&v, &ng_alloc_default, sizeof(uint32_t));
    for (uint32_t i = 0; i < 10000; i++) {
        uint32_t *item = ng_vector_push(&v);
        assert_int_equal(*item, 0);
        *item = i;
    }
    for (uint32_t i = 0; i < 10000; i++)
        assert_int_equal(*NG_AT(&v, uint32_t, i), i);
    assert_false(ng_vector_reserve(&v, SIZE_MAX / 2));
    ng_vector_clear(&v);
    assert_int_equal(*(uint32_t *)ng_vector_push(&v), 0);
    ng_vector_free(&v);
}

/* Without memory everything says so and nothing is freed twice. */
static void test_no_memory(void **state)
{
    struct ng_arena arena;
    struct ng_buffer b;
    struct ng_vector v;

    (void)state;
    ng_arena_init(&arena, &broke);
    ng_buffer_init(&b, &broke);
    ng_vector_init(&v, &broke, 8);
    assert_null(ng_arena_alloc(&arena, 1));
    assert_null(ng_arena_copy(&arena, ng_slice_of("x")));
    assert_null(ng_arena_printf(&arena, "x"));
    assert_false(ng_buffer_put(&b, 'x'));
    assert_true(b.failed);
    assert_null(ng_vector_push(&v));
    ng_arena_reset(&arena);
    ng_arena_free(&arena);
    ng_buffer_free(&b);
    ng_vector_free(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arena),     cmocka_unit_test(test_arena_rewind),
        cmocka_unit_test(test_buffer),    cmocka_unit_test(test_vector),
        cmocka_unit_test(test_arena_trim), cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
