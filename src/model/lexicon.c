/*
 * lexicon.c - look-ups in the packed word tables.
 *
 * The struct is laid over the model's bytes: nothing is parsed or copied when a
 * model is opened. Open addressing with linear probing, at most half full; a
 * slot holds the entry's number and 12 more bits of the hash, so a word that is
 * in no table is settled in one cache line.
 */
#include "model/lexicon.h"

#include "base/hash.h"
#include "base/swar.h"
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

/* Are `len` bytes equal? Keys are short: two loads that may overlap settle
 * nearly all of them, without a call. */
static inline bool same_bytes(const char *a, const char *b, size_t len)
{
    uint64_t x[2], y[2];
    uint32_t s[2], t[2];

    if (len > 16)
        return memcmp(a, b, len) == 0;
    if (len >= 8) {
        memcpy(x, a, 8);
        memcpy(y, b, 8);
        memcpy(x + 1, a + len - 8, 8);
        memcpy(y + 1, b + len - 8, 8);
        return ((x[0] ^ y[0]) | (x[1] ^ y[1])) == 0;
    }
    if (len >= 4) {
        memcpy(s, a, 4);
        memcpy(t, b, 4);
        memcpy(s + 1, a + len - 4, 4);
        memcpy(t + 1, b + len - 4, 4);
        return ((s[0] ^ t[0]) | (s[1] ^ t[1])) == 0;
    }
    return !len || (a[0] == b[0] && a[len / 2] == b[len / 2] &&
                    a[len - 1] == b[len - 1]);
}

/* True when `key` is the key of an entry. */
static inline bool has_key(const struct ng_lexicon *lexicon, uint32_t entry,
                           struct ng_slice key)
{
    const struct ng_packed_entry *e = &lexicon->entries[entry - 1];

    return e->key_len == key.len &&
           same_bytes(lexicon->strings + e->key, key.ptr, key.len);
}

/* The lower half of the hash chooses the slot. `key` is folded and `hash` is
 * ng_hash of it, which the scanner has at hand. Returns the entry's number, 0
 * for a word of no table. */
uint32_t ng_lexicon_find(const struct ng_lexicon *lexicon, struct ng_slice key,
                         uint64_t hash)
{
    const uint32_t *slots = lexicon->slots;
    uint32_t mask = lexicon->head->slot_count - 1, tag = ng_slot(hash, 0);

    for (uint32_t i = (uint32_t)hash & mask; slots[i]; i = (i + 1) & mask)
        if (slots[i] - tag <= NG_SLOT_ENTRY &&
            has_key(lexicon, slots[i] - tag, key))
            return slots[i] - tag;
    return 0;
}

/* The entry of a word of any length, letter by letter. */
static uint32_t find_any(const struct ng_lexicon *lexicon,
                         struct ng_slice word)
{
    char key[NG_KEY_MAX];
    size_t len = ng_utf8_fold(word, key, sizeof key);

    if (len == SIZE_MAX)
        return 0;
    return ng_lexicon_find(lexicon, (struct ng_slice){key, len},
                           ng_hash(key, len));
}

/* Nearly all words are at most sixteen ASCII bytes: these are folded and hashed
 * in two registers, without a branch that depends on the word. */
bool ng_lookup_begin(const struct ng_lexicon *lexicon, struct ng_slice word,
                     size_t room, struct ng_lookup *lookup)
{
    uint64_t *key = lookup->key;

    if (word.len > sizeof lookup->key || room < sizeof lookup->key)
        return false;
    memcpy(key, word.ptr, sizeof lookup->key);
    key[0] = ng_keep_bytes(key[0], word.len);
    key[1] = word.len > 8 ? ng_keep_bytes(key[1], word.len - 8) : 0;
    if ((key[0] | key[1]) & NG_EACH_BYTE(0x80))
        return false;
    key[0] = ng_lower_eight(key[0]);
    key[1] = ng_lower_eight(key[1]);
    lookup->len = (uint32_t)word.len;
    lookup->hash = ng_hash_pair(NG_HASH_START ^ word.len, key[0], key[1]);
    __builtin_prefetch(lexicon->slots +
                       ((uint32_t)lookup->hash &
                        (lexicon->head->slot_count - 1)));
    return true;
}

/* The first slot with the tag of the hash, whatever its key; 0 for none. */
static uint32_t tagged_entry(const struct ng_lexicon *lexicon, uint64_t hash)
{
    const uint32_t *slots = lexicon->slots;
    uint32_t mask = lexicon->head->slot_count - 1, tag = ng_slot(hash, 0);
    uint32_t i = (uint32_t)hash & mask;

    while (slots[i] && slots[i] - tag > NG_SLOT_ENTRY)
        i = (i + 1) & mask;
    return slots[i] ? slots[i] - tag : 0;
}

/* Slot, entry and key of a word lie far apart in megabytes: three waits, one for
 * the other. So all words do the first step, then all the second. */
void ng_lookup_end(const struct ng_lexicon *lexicon, struct ng_lookup *lookups,
                   size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t entry = tagged_entry(lexicon, lookups[i].hash);
        lookups[i].entry = entry;
        if (entry)
            __builtin_prefetch(&lexicon->entries[entry - 1]);
    }
    for (size_t i = 0; i < count; i++)
        if (lookups[i].entry)
            __builtin_prefetch(lexicon->strings +
                               lexicon->entries[lookups[i].entry - 1].key);
    for (size_t i = 0; i < count; i++) {
        struct ng_lookup *l = &lookups[i];
        struct ng_slice key = {(const char *)l->key, l->len};
        if (l->entry && !has_key(lexicon, l->entry, key))
            l->entry = ng_lexicon_find(lexicon, key, l->hash);
    }
}

/* One word alone; the odd ones go letter by letter. */
uint32_t ng_lexicon_word(const struct ng_lexicon *lexicon, struct ng_slice word,
                         size_t room)
{
    struct ng_lookup lookup;

    if (!ng_lookup_begin(lexicon, word, room, &lookup))
        return find_any(lexicon, word);
    return ng_lexicon_find(
        lexicon, (struct ng_slice){(const char *)lookup.key, lookup.len},
        lookup.hash);
}

const struct ng_packed_entry ng_lexicon_nothing = {0};

/* The bits that are set; each step takes the lowest away. */
static uint32_t count_bits(uint64_t bits)
{
    uint32_t count = 0;

    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

/* An entry's refs lie in order of tables, and every table before this one has at
 * least one: they are stepped over at once. `n` counts the rows of this table
 * only. A row of NULL is the end and may be asked for its fields. */
struct ng_row ng_lexicon_row(const struct ng_lexicon *lexicon, uint32_t entry,
                             unsigned table, size_t n)
{
    const struct ng_packed_entry *e = ng_lexicon_entry(lexicon, entry);

    if (!(e->tables & NG_BIT(table)))
        return (struct ng_row){lexicon, NULL};
    for (uint32_t i = count_bits(e->tables & (NG_BIT(table) - 1));
         i < e->ref_count; i++) {
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

/* Rows of a table lie together, so their distance is their number. */
size_t ng_row_number(struct ng_row row)
{
    const struct ng_lexicon *lexicon = row.lexicon;

    return (size_t)(row.row - lexicon->rows) -
           lexicon->tables[row.row->table].first_row;
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
    return ng_lexicon_row(lexicon, find_any(lexicon, phrase), table, 0);
}
