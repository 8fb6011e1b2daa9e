/*
 * test_memory.c - fails the n-th allocation, for every n, over each file named
 * on the command line. Whatever fails, the call says so or its output is the
 * usual one; nothing crashes or leaks; and the worker works afterwards.
 */
#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>

#include "whole/support.h"

/* An allocator that counts down to a failure, and keeps account of blocks. */
struct purse {
    size_t left;   /* allocations until the failure; SIZE_MAX: never */
    size_t blocks; /* not yet freed */
    size_t calls;
    bool failed;
};

/* True when this allocation is to fail. */
static bool refuses(struct purse *purse)
{
    purse->calls++;
    if (purse->left == SIZE_MAX || purse->left-- > 0)
        return false;
    purse->left = SIZE_MAX;
    purse->failed = true;
    return true;
}

static void *purse_malloc(void *ctx, size_t size)
{
    struct purse *purse = ctx;
    void *ptr = refuses(purse) ? NULL : malloc(size);

    purse->blocks += ptr != NULL;
    return ptr;
}

static void *purse_realloc(void *ctx, void *old, size_t size)
{
    struct purse *purse = ctx;
    void *ptr = refuses(purse) ? NULL : realloc(old, size);

    purse->blocks += ptr != NULL && old == NULL;
    return ptr;
}

static void purse_free(void *ctx, void *ptr)
{
    struct purse *purse = ctx;

    purse->blocks -= ptr != NULL;
    free(ptr);
}

/* One run from worker to output with a failure after `left` allocations. */
static nutgraf_status run_once(const nutgraf_model *model,
                               struct ng_slice bytes, struct purse *purse,
                               struct ng_buffer *out)
{
    nutgraf_allocator alloc = {purse_malloc, purse_realloc, purse_free, purse};
    nutgraf_options options = NUTGRAF_OPTIONS_DEFAULT;
    nutgraf_worker *worker;
    nutgraf_status status;

    options.allocator = &alloc;
    options.url = "https://courier.example/story";
    options.keep_dropped = true;
    status = nutgraf_worker_new(model, &options, &worker);
    if (status != NUTGRAF_OK) {
        assert_null(worker);
        return status;
    }
    status = analyse_pieces(worker, bytes, 1000, out);
    if (status == NUTGRAF_NO_MEMORY) {
        struct ng_buffer again;
        ng_buffer_init(&again, &ng_alloc_default);
        assert_string_equal(nutgraf_worker_error(worker), "out of memory");
        assert_int_equal(analyse_pieces(worker, bytes, 0, &again), NUTGRAF_OK);
        assert_true(again.len > 0);
        ng_buffer_free(&again);
    }
    nutgraf_worker_free(worker);
    return status;
}

/* Every n until a run needs fewer allocations. */
static void check_file(const nutgraf_model *model, const char *path)
{
    struct ng_buffer bytes = read_file(path), usual, out;
    struct purse purse = {.left = SIZE_MAX};

    ng_buffer_init(&usual, &ng_alloc_default);
    ng_buffer_init(&out, &ng_alloc_default);
    assert_int_equal(run_once(model, ng_buffer_slice(&bytes), &purse, &usual),
                     NUTGRAF_OK);
    assert_int_equal(purse.blocks, 0);
    for (size_t n = 0;; n++) {
        nutgraf_status status;
        purse = (struct purse){.left = n};
        ng_buffer_clear(&out);
        status = run_once(model, ng_buffer_slice(&bytes), &purse, &out);
        assert_int_equal(purse.blocks, 0);
        if (status == NUTGRAF_OK &&
            !ng_slice_eq(ng_buffer_slice(&usual), ng_buffer_slice(&out)))
            fail_msg("%s: without allocation %zu the output differs but the "
                     "status is OK", path, n);
        if (status != NUTGRAF_OK && status != NUTGRAF_NO_MEMORY)
            fail_msg("%s: without allocation %zu the status is %s", path, n,
                     nutgraf_status_name(status));
        if (!purse.failed)
            break;
    }
    ng_buffer_free(&bytes);
    ng_buffer_free(&usual);
    ng_buffer_free(&out);
}

static void test_files(void **state)
{
    char **paths = *state;
    nutgraf_model *model;

    assert_int_equal(nutgraf_model_open(NULL, &model), NUTGRAF_OK);
    for (; *paths; paths++)
        check_file(model, *paths);
    nutgraf_model_free(model);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_files, argv + 1),
    };

    (void)argc;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
