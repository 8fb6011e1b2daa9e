/*
 * lexicon.c - look-ups in the packed word tables.
 *
 * The struct is laid over the model's bytes: nothing is parsed or copied when a
 * model is opened. Open addressing with linear probing, at most half full; a
 * slot holds the entry's number and 32 more bits of the hash, so a word that is
 * in no table is settled in one or two cache lines.
 */
#include "model/lexicon.h"

#include "base/hash.h"
#include "base/utf8.h"

/* Checks that every part lies inside the section. What the parts say of each
 * other is trusted: the checksum covers it, and our packer wrote it. */
bool ng_lexicon_open(struct ng_lexicon *lexicon, struct ng_slice section)
{
    const struct ng_lexicon_head *head =
        ng_slice_take(&section, 1, sizeof *head);

    if (!head || !head->slot_count || head->table_count != NG_TABLE_COUNT ||
        (head->slot_count & (head->slot_count - 1)))
        return false;
    lexicon->head = head;
    lexicon->slots =
        ng_slice_take(&section, head->slot_count, sizeof *lexicon->slots);
    lexicon->entries =
        ng_slice_take(&section, head->entry_count, sizeof *lexicon->entries);
    lexicon->refs = ng_slice_take(&section, head->ref_count, sizeof(uint32_t));
    lexicon->tables =
        ng_slice_take(&section, head->table_count, sizeof *lexicon->tables);
    lexicon->rows =
        ng_slice_take(&section, head->row_count, sizeof *lexicon->rows);
    lexicon->fields =
        ng_slice_take(&section, head->field_count, sizeof(uint32_t));
    lexicon->strings = ng_slice_take(&section, head->string_bytes, 1);
    return lexicon->slots && lexicon->entries && lexicon->refs &&
           lexicon->tables && lexicon->rows && lexicon->fields &&
           lexicon->strings;
}

/* The lower half of the hash chooses the slot, the upper is its tag. `key` is
 * folded and `hash` is ng_hash of it, which the scanner has at hand. Returns
 * the entry's number, 0 for a word of no table. */
uint32_t ng_lexicon_find(const struct ng_lexicon *lexicon, struct ng_slice key,
                         uint64_t hash)
{
    uint32_t mask = lexicon->head->slot_count - 1;
    uint32_t tag = (uint32_t)(hash >> 32);
    const struct ng_packed_slot *slots = lexicon->slots;

    for (uint32_t i = (uint32_t)hash & mask; slots[i].entry;
         i = (i + 1) & mask) {
        const struct ng_packed_entry *e =
            &lexicon->entries[slots[i].entry - 1];
        if (slots[i].tag == tag && e->key_len == key.len &&
            memcmp(lexicon->strings + e->key, key.ptr, key.len) == 0)
            return slots[i].entry;
    }
    return 0;
}

const struct ng_packed_entry ng_lexicon_nothing = {0};

/* Refs of all tables lie together in file order; an entry has a handful. `n`
 * counts the rows of this table only. A row of NULL is the end and may be asked
 * for its fields. */
struct ng_row ng_lexicon_row(const struct ng_lexicon *lexicon, uint32_t entry,
                             unsigned table, size_t n)
{
    const struct ng_packed_entry *e = ng_lexicon_entry(lexicon, entry);

    if (!(e->tables & NG_BIT(table)))
        return (struct ng_row){lexicon, NULL};
    for (uint32_t i = 0; i < e->ref_count; i++) {
        const struct ng_packed_row *row =
            &lexicon->rows[lexicon->refs[e->first_ref + i]];
        if (row->table == table && n-- == 0)
            return (struct ng_row){lexicon, row};
    }
    return (struct ng_row){lexicon, NULL};
}

/* For tables of "kind: list", and to walk any other. */
size_t ng_table_count(const struct ng_lexicon *lexicon, unsigned table)
{
    return lexicon->tables[table].row_count;
}

/* A table's rows lie together: the n-th is an addition. Beyond the end the row
 * is NULL, which ends a loop without a count. */
struct ng_row ng_table_row(const struct ng_lexicon *lexicon, unsigned table,
                           size_t n)
{
    const struct ng_packed_table *t = &lexicon->tables[table];

    return (struct ng_row){
        lexicon, n < t->row_count ? &lexicon->rows[t->first_row + n] : NULL};
}

/* Whether the caller must compare the spelling, too. */
bool ng_table_is_exact(const struct ng_lexicon *lexicon, unsigned table)
{
    return lexicon->tables[table].flags & NG_TABLE_FLAG_EXACT;
}

/* Columns that a table leaves out at the end read as empty, so a new column
 * does not touch old rows; "-" is how a table writes an empty one. */
const char *ng_row_text(struct ng_row row, unsigned column)
{
    const char *text;

    if (!row.row || column >= row.row->field_count)
        return "";
    text = row.lexicon->strings +
           row.lexicon->fields[row.row->first_field + column];
    return text[0] == '-' && !text[1] && column ? "" : text;
}

/* Folds as a whole, without a scanner (the model lies below the text layer): a
 * key with marks inside ("twenty-one") is found as tokens only. */
struct ng_row ng_table_find(const struct ng_lexicon *lexicon, unsigned table,
                            struct ng_slice phrase)
{
    char key[NG_KEY_MAX];
    size_t len = ng_utf8_fold(phrase, key, sizeof key);
    uint32_t entry;

    if (len == SIZE_MAX)
        return (struct ng_row){lexicon, NULL};
    entry = ng_lexicon_find(lexicon, (struct ng_slice){key, len},
                            ng_hash(key, len));
    return ng_lexicon_row(lexicon, entry, table, 0);
}
