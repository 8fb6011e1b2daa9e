/*
 * test_model.c - the lexicon, and model files that are not what they should be.
 * The first argument is the model that the build packed.
 */
#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "model/model.h"
#include "strip/language.h"

/* What to spoil in a copy of the file. */
enum spoil {
    SPOIL_NOTHING,
    SPOIL_BYTE,     /* a byte in the middle */
    SPOIL_MAGIC,
    SPOIL_VERSION,
    SPOIL_ORDER,
    SPOIL_END,      /* the last byte is missing */
    SPOIL_HALF,     /* half of it is missing */
    SPOIL_ALL,      /* empty */
    SPOIL_SECTIONS, /* more sections than bytes */
    SPOIL_TABLES    /* another number of tables, checksum right */
};

static struct ng_buffer read_model(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct ng_buffer b;
    char chunk[65536];
    size_t len;

    ng_buffer_init(&b, &ng_alloc_default);
    assert_non_null(file);
    while ((len = fread(chunk, 1, sizeof chunk, file)) > 0)
        assert_true(ng_buffer_append(&b, chunk, len));
    fclose(file);
    return b;
}

/* Makes the checksum right again. */
static void seal(struct ng_buffer *b)
{
    struct ng_model_header *header = (void *)b->ptr;

    header->checksum =
        ng_hash(b->ptr + sizeof *header, b->len - sizeof *header);
}

static void spoil(struct ng_buffer *b, enum spoil how)
{
    struct ng_model_header *header = (void *)b->ptr;
    struct ng_model_section *section = (void *)(b->ptr + sizeof *header);
    struct ng_lexicon_head *head = (void *)(b->ptr + section->offset);

    switch (how) {
    case SPOIL_NOTHING: break;
    case SPOIL_BYTE: b->ptr[b->len / 2] ^= 1; break;
    case SPOIL_MAGIC: header->magic[0] = 'x'; break;
    case SPOIL_VERSION: header->version++; break;
    case SPOIL_ORDER: header->order = 0x04030201u; break;
    case SPOIL_END: b->len--; break;
    case SPOIL_HALF: b->len /= 2; break;
    case SPOIL_ALL: b->len = 0; break;
    case SPOIL_SECTIONS:
        header->section_count = UINT32_MAX;
        seal(b);
        break;
    case SPOIL_TABLES:
        head->table_count++;
        seal(b);
        break;
    }
}

static void test_files(void **state)
{
    static const struct {
        enum spoil how;
        nutgraf_status status;
    } rows[] = {
        {SPOIL_NOTHING, NUTGRAF_OK},
        {SPOIL_BYTE, NUTGRAF_MALFORMED},
        {SPOIL_MAGIC, NUTGRAF_MALFORMED},
        {SPOIL_VERSION, NUTGRAF_UNSUPPORTED},
        {SPOIL_ORDER, NUTGRAF_UNSUPPORTED},
        {SPOIL_END, NUTGRAF_MALFORMED},
        {SPOIL_HALF, NUTGRAF_MALFORMED},
        {SPOIL_ALL, NUTGRAF_MALFORMED},
        {SPOIL_SECTIONS, NUTGRAF_MALFORMED},
        {SPOIL_TABLES, NUTGRAF_UNSUPPORTED},
    };
    static const char path[] = "test_model.tmp";

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_buffer bytes = read_model(*state);
        nutgraf_model *model = NULL;
        FILE *file = fopen(path, "wb");
        nutgraf_status status;
        assert_non_null(file);
        spoil(&bytes, rows[i].how);
        assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
        assert_int_equal(fclose(file), 0);
        status = nutgraf_model_open(path, &model);
        remove(path);
        if (status != rows[i].status)
            fail_msg("row %zu gives %s", i, nutgraf_status_name(status));
        assert_true((model != NULL) == (status == NUTGRAF_OK));
        nutgraf_model_free(model);
        ng_buffer_free(&bytes);
    }
    assert_int_equal(nutgraf_model_open("no/such/file", &(nutgraf_model *){0}),
                     NUTGRAF_IO);
    assert_int_equal(nutgraf_model_open(NULL, NULL), NUTGRAF_BAD_ARGUMENT);
}

/* The model in the library is the file that was packed. */
static void test_linked_in(void **state)
{
    struct ng_buffer bytes = read_model(*state);
    nutgraf_model *model;

    assert_int_equal(nutgraf_model_open(NULL, &model), NUTGRAF_OK);
    assert_int_equal(model->len, bytes.len);
    assert_memory_equal(model->bytes, bytes.ptr, bytes.len);
    nutgraf_model_free(model);
    ng_buffer_free(&bytes);
}

static void test_lexicon(void **state)
{
    nutgraf_model *model;
    const struct ng_lexicon *lexicon;
    struct ng_row row;

    (void)state;
    assert_int_equal(nutgraf_model_open(NULL, &model), NUTGRAF_OK);
    lexicon = &model->lexicon;
    row = ng_table_find(lexicon, NG_TABLE_ABBREVIATIONS, ng_slice_of("GEN"));
    assert_non_null(row.row);
    assert_string_equal(ng_row_text(row, 0), "gen");
    assert_string_equal(ng_row_text(row, 1), "never");
    assert_string_equal(ng_row_text(row, 99), "");
    row = ng_table_find(lexicon, NG_TABLE_STOPWORDS, ng_slice_of("gen"));
    assert_null(row.row);
    assert_string_equal(ng_row_text(row, 0), "");
    row = ng_table_find(lexicon, NG_TABLE_STOPWORDS, ng_slice_of(""));
    assert_null(row.row);
    assert_int_equal(ng_lexicon_entry(lexicon, 0)->tables, 0);
    for (size_t i = 0; i < ng_table_count(lexicon, NG_TABLE_STOPWORDS); i++) {
        row = ng_table_row(lexicon, NG_TABLE_STOPWORDS, i);
        assert_non_null(ng_table_find(lexicon, NG_TABLE_STOPWORDS,
                                      ng_slice_of(ng_row_text(row, 0)))
                            .row);
    }
    row = ng_table_row(lexicon, NG_TABLE_STOPWORDS, 1000000);
    assert_null(row.row);
    nutgraf_model_free(model);
}

/* Every table's rows are found again: alone, among many, and in capitals. Rows
 * of an entry come table by table, so the first of a table is found whatever
 * stands before it. */
static void test_look_ups(void **state)
{
    nutgraf_model *model;
    const struct ng_lexicon *lexicon;
    struct ng_lookup lookups[50];
    struct ng_row rows[50];
    size_t count = 0, all = 0;

    (void)state;
    assert_int_equal(nutgraf_model_open(NULL, &model), NUTGRAF_OK);
    lexicon = &model->lexicon;
    for (size_t i = 0; i < ng_table_count(lexicon, NG_TABLE_LANGUAGE_WORDS);
         i++) {
        char word[32] = "";
        struct ng_row row = ng_table_row(lexicon, NG_TABLE_LANGUAGE_WORDS, i);
        struct ng_slice key = ng_slice_of(ng_row_text(row, 0));
        assert_int_equal(ng_row_number(row), i);
        assert_true(key.len < sizeof word);
        memcpy(word, key.ptr, key.len);
        if (i % 2)
            word[0] = (char)(word[0] >= 'a' && word[0] <= 'z' ? word[0] - 32
                                                              : word[0]);
        key.ptr = word;
        assert_ptr_equal(
            ng_lexicon_row(lexicon, ng_lexicon_word(lexicon, key, sizeof word),
                           NG_TABLE_LANGUAGE_WORDS, 0).row, row.row);
        if (!ng_lookup_begin(lexicon, key, sizeof word, &lookups[count]))
            continue;
        rows[count++] = row;
        if (count < sizeof rows / sizeof *rows)
            continue;
        ng_lookup_end(lexicon, lookups, count);
        for (all += count; count-- > 0;)
            assert_ptr_equal(ng_lexicon_row(lexicon, lookups[count].entry,
                                            NG_TABLE_LANGUAGE_WORDS, 0).row,
                             rows[count].row);
        count = 0;
    }
    assert_true(all > 500);
    assert_true(ng_table_count(lexicon, NG_TABLE_LANGUAGE_WORDS) <=
                NG_LANGUAGE_ROWS);
    nutgraf_model_free(model);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_files, argv[1]),
        cmocka_unit_test_prestate(test_linked_in, argv[1]),
        cmocka_unit_test(test_lexicon),
        cmocka_unit_test(test_look_ups),
    };

    return argc == 2 ? cmocka_run_group_tests(tests, NULL, NULL) : 2;
}
