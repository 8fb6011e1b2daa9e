/*
 * format.h - the bytes of a model file, shared by pack (writes) and model
 * (reads). Native byte order; a file of the other order is refused.
 *
 *     header | section table | sections, each aligned to NG_SECTION_ALIGN
 *
 * Section "lexicon", in this order, all uint32_t unless said:
 *
 *     lexicon head
 *     slots[slot_count]      open addressing; see ng_slot
 *     entries[entry_count]   struct ng_packed_entry, words of many tables first
 *     refs[ref_count]        rows of an entry, in order of their tables
 *     tables[table_count]    struct ng_packed_table, in order of their ids
 *     rows[row_count]        struct ng_packed_row, a table's rows together
 *     fields[field_count]    offsets into strings
 *     strings[string_bytes]  zero-terminated UTF-8, the keys first
 */
#ifndef NG_MODEL_FORMAT_H
#define NG_MODEL_FORMAT_H

#include <stdint.h>

#define NG_MODEL_MAGIC "nutgrafM"
#define NG_MODEL_VERSION 4u
#define NG_MODEL_ORDER 0x01020304u
#define NG_SECTION_NAME 24
#define NG_SECTION_ALIGN 64 /* a line of the cache */

struct ng_model_header {
    char magic[8];
    uint32_t version;
    uint32_t order;    /* NG_MODEL_ORDER as the writer's machine stores it */
    uint64_t size;     /* of the whole file */
    uint64_t checksum; /* ng_hash of everything after the header */
    uint32_t section_count;
    uint32_t reserved;
};

struct ng_model_section {
    char name[NG_SECTION_NAME]; /* zero-padded */
    uint64_t offset, len;       /* bytes from the start of the file */
};

struct ng_lexicon_head {
    uint32_t slot_count; /* a power of two */
    uint32_t entry_count, ref_count, table_count, row_count, field_count;
    uint32_t string_bytes;
    uint32_t reserved;
};

/* A slot of the hash table, 0 when it is free: in the lower bits an entry's
 * number + 1, above them the top of its key's hash, which rejects nearly all
 * wrong entries without a look at them. The bottom of the hash is its place. */
#define NG_SLOT_BITS 20
#define NG_SLOT_ENTRY ((UINT32_C(1) << NG_SLOT_BITS) - 1)
static inline uint32_t ng_slot(uint64_t hash, uint32_t entry)
{
    return (uint32_t)(hash >> (32 + NG_SLOT_BITS)) << NG_SLOT_BITS | entry;
}

struct ng_packed_entry {
    uint64_t tables; /* bit t: the key stands in table t */
    uint64_t starts; /* bit t: a longer key of table t begins with this one */
    uint32_t key;    /* offset into strings; folded, words joined by spaces */
    uint32_t first_ref;
    uint16_t key_len, ref_count;
    uint32_t next; /* NG_NEXT_BIT()s of the words that make longer keys of it */
};

/* A word's first byte as one of 32: small and capital letters are the same. */
#define NG_NEXT_BIT(byte) (UINT32_C(1) << ((unsigned char)(byte) & 31))

struct ng_packed_table {
    uint32_t name; /* offset into strings */
    uint32_t first_row, row_count;
    uint32_t flags; /* NG_TABLE_FLAG_... */
};

/* Keys match only in the very spelling of the table ("US" but not "us"). */
#define NG_TABLE_FLAG_EXACT 0x1u
/* Rows are walked in order; keys are not in the lexicon. */
#define NG_TABLE_FLAG_LIST 0x2u
/* Keys are not cut into words: "stuttgarter-zeitung.de" is one. */
#define NG_TABLE_FLAG_WHOLE 0x4u

struct ng_packed_row {
    uint32_t first_field;
    uint16_t field_count, table;
};

#endif
