/*
 * lexicon.h - every word table of data/ in one hash table.
 *
 * A word of the text is looked up once. Its entry says, as bits, in which
 * tables it stands (`tables`) and in which it begins a longer key (`starts`);
 * a module tests a bit and only then fetches the row. Table numbers are
 * NG_TABLE_... in the generated header ng_tables.h.
 */
#ifndef NG_MODEL_LEXICON_H
#define NG_MODEL_LEXICON_H

#include "base/slice.h"
#include "model/format.h"
#include "ng_tables.h"

/* Longest folded key in bytes. */
#define NG_KEY_MAX 128

#define NG_BIT(table) (UINT64_C(1) << (table))

/* Pointers into the model's bytes. */
struct ng_lexicon {
    const struct ng_lexicon_head *head;
    const uint32_t *slots;
    const struct ng_packed_entry *entries;
    const uint32_t *refs;
    const struct ng_packed_table *tables;
    const struct ng_packed_row *rows;
    const uint32_t *fields;
    const char *strings;
};

/* One row of a table; `row` NULL means none. Copied by value. */
struct ng_row {
    const struct ng_lexicon *lexicon;
    const struct ng_packed_row *row;
};

/* Lays the struct over a section; false when it does not fit its length. */
bool ng_lexicon_open(struct ng_lexicon *lexicon, struct ng_slice section);

/* The entry of a folded key, as a number > 0, or 0. `hash` is ng_hash(key). */
uint32_t ng_lexicon_find(const struct ng_lexicon *lexicon, struct ng_slice key,
                         uint64_t hash);

/* The entry of a word as it stands in the text, or 0: folds it first. `room`
 * bytes, at least its own, can be read from its start. */
uint32_t ng_lexicon_word(const struct ng_lexicon *lexicon, struct ng_slice word,
                         size_t room);

/* A word on its way through the table. */
struct ng_lookup {
    uint64_t key[2]; /* folded, zeros behind it */
    uint64_t hash;
    uint32_t len;
    uint32_t entry; /* set by ng_lookup_end */
};

/* The same for many words at once, which is faster: begin each as it comes, end
 * some dozens together. Begin is false for a word that is too long or not ASCII:
 * ng_lexicon_word takes it. */
bool ng_lookup_begin(const struct ng_lexicon *lexicon, struct ng_slice word,
                     size_t room, struct ng_lookup *lookup);
void ng_lookup_end(const struct ng_lexicon *lexicon, struct ng_lookup *lookups,
                   size_t count);

/* The entry that stands in no table. */
extern const struct ng_packed_entry ng_lexicon_nothing;

/* The entry behind a number that ng_lexicon_find gave; 0 gives an entry that
 * stands in no table. Inline, as every module asks it of every token. */
static inline const struct ng_packed_entry *ng_lexicon_entry(
    const struct ng_lexicon *lexicon, uint32_t entry)
{
    return entry ? &lexicon->entries[entry - 1] : &ng_lexicon_nothing;
}

/* Row `n` (0-based) of `entry` in `table`; row.row is NULL past the last. */
struct ng_row ng_lexicon_row(const struct ng_lexicon *lexicon, uint32_t entry,
                             unsigned table, size_t n);

/* Rows of a whole table, in the order of its file. */
size_t ng_table_count(const struct ng_lexicon *lexicon, unsigned table);
struct ng_row ng_table_row(const struct ng_lexicon *lexicon, unsigned table,
                           size_t n);

/* The place of a row in its table: ng_table_row's `n`. */
size_t ng_row_number(struct ng_row row);
bool ng_table_is_exact(const struct ng_lexicon *lexicon, unsigned table);

/* Column `column` as zero-terminated text, "" where the row has no such
 * column or it holds "-". Column 0 is the key as the table spells it. */
const char *ng_row_text(struct ng_row row, unsigned column);

/* Looks a single free-standing word or phrase up: folds it first. Row NULL
 * when the table lacks it. For code that has no tokens (metadata, charset). */
struct ng_row ng_table_find(const struct ng_lexicon *lexicon, unsigned table,
                            struct ng_slice phrase);

#endif
