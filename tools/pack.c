/*
 * pack.c - the tables of data/ (and trained weights) -> one model file.
 *
 *     pack header OUT.h TABLE.tsv...
 *     pack model OUT.model TABLE.tsv... [--section NAME FILE]...
 *
 * A table is UTF-8 TSV. Lines that begin with "#" are comments; of these
 *
 *     # match: exact      keys match only in this very spelling
 *     # kind: list        rows are walked in order, not looked up
 *     # key: whole        the key is one word, whatever marks it has: a host
 *
 * are directives. The first column is the key; its words are cut by the
 * library's own scanner, so "twenty-one" is found however the text writes it.
 * Table numbers follow the order of the command line, which is that of the
 * file names. The output depends on nothing but the input's bytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "base/vector.h"
#include "model/format.h"
#include "text/token.h"
#include "weights.h"

#define MAX_TABLES 64
#define MAX_FIELDS 64
#define MAX_SECTIONS 16
#define KEY_MAX 128

/* A --section of the command line. */
struct section {
    const char *name, *path;
};

/* The lexicon as it grows: vectors of what the file will hold, in the formats
 * of model/format.h. Offsets rather than pointers everywhere, since vectors
 * move. */
struct packer {
    struct ng_vector entries, tables, rows, fields, slots, refs, links;
    struct ng_buffer keys, strings;
    uint32_t hash_room; /* of slots, a power of two */
    const char *file;   /* for messages */
    unsigned line;
};

/* A key's row, before refs are laid out: a key's rows may stand anywhere in the
 * files. */
struct link {
    uint32_t entry, row;
};

/* Ends the build with file and line, so that a bad row is found at once. */
static _Noreturn void die(const struct packer *p, const char *what)
{
    fprintf(stderr, "pack: %s:%u: %s\n", p->file ? p->file : "-", p->line,
            what);
    exit(1);
}

/* Appends a zeroed item. The pointer is good until the next push to that
 * vector. */
static void *push(struct packer *p, struct ng_vector *v)
{
    void *item = ng_vector_push(v);

    if (!item)
        die(p, "out of memory");
    return item;
}

/* Appends a string with its zero; returns its offset. Equal strings are
 * stored twice: tables are small, and a search for them would cost more than
 * it saves. */
static uint32_t add_string(struct packer *p, struct ng_buffer *strings,
                           struct ng_slice text)
{
    uint32_t at = (uint32_t)strings->len;

    if (!ng_buffer_append(strings, text.ptr, text.len) ||
        !ng_buffer_put(strings, '\0'))
        die(p, "out of memory");
    return at;
}

/* Entry 0 is a word that was added first; slots hold numbers plus 1. */
static struct ng_packed_entry *entry_at(struct packer *p, uint32_t i)
{
    return NG_AT(&p->entries, struct ng_packed_entry, i);
}

/* A slot of the hash table; 0 in it means empty. */
static uint32_t *slot_at(struct packer *p, uint32_t i)
{
    return NG_AT(&p->slots, uint32_t, i);
}

/* Puts entry `i` into the first free slot at or after its own; there is room. */
static void put_slot(struct packer *p, uint32_t i)
{
    struct ng_packed_entry *e = entry_at(p, i);
    uint64_t hash = ng_hash(p->keys.ptr + e->key, e->key_len);
    uint32_t mask = p->hash_room - 1;
    uint32_t slot = (uint32_t)hash & mask;

    while (*slot_at(p, slot))
        slot = (slot + 1) & mask;
    *slot_at(p, slot) = ng_slot(hash, i + 1);
}

/* Puts all entries in, in their order: the layout depends on the input alone. */
static void put_slots(struct packer *p)
{
    p->slots.count = 0;
    for (uint32_t i = 0; i < p->hash_room; i++)
        push(p, &p->slots);
    for (uint32_t i = 0; i < p->entries.count; i++)
        put_slot(p, i);
}

/* Doubles the slots when they are half full. */
static void grow_slots(struct packer *p)
{
    if (p->hash_room && p->entries.count * 2 < p->hash_room)
        return;
    p->hash_room = p->hash_room ? p->hash_room * 2 : 1024;
    put_slots(p);
}

/* The entry of a folded key, made if it is new. One word may be a key of many
 * tables: they share its entry, which is what makes one look-up per token
 * enough. */
static uint32_t entry_of(struct packer *p, struct ng_slice key)
{
    uint32_t mask, slot;
    struct ng_packed_entry *e;

    grow_slots(p);
    mask = p->hash_room - 1;
    slot = (uint32_t)ng_hash(key.ptr, key.len) & mask;
    for (; *slot_at(p, slot); slot = (slot + 1) & mask) {
        uint32_t i = (*slot_at(p, slot) & NG_SLOT_ENTRY) - 1;
        e = entry_at(p, i);
        if (e->key_len == key.len &&
            memcmp(p->keys.ptr + e->key, key.ptr, key.len) == 0)
            return i;
    }
    if (p->entries.count == NG_SLOT_ENTRY)
        die(p, "too many keys");
    e = push(p, &p->entries);
    e->key_len = (uint16_t)key.len;
    e->key = add_string(p, &p->keys, key);
    put_slot(p, (uint32_t)p->entries.count - 1);
    return (uint32_t)p->entries.count - 1;
}

/* Adds a key to a table, word by word: every shorter prefix learns that a
 * longer key begins with it. A full stop after a word belongs to the word. */
static void add_key(struct packer *p, unsigned table, struct ng_slice key,
                    uint32_t row)
{
    char folded[KEY_MAX];
    struct ng_token token;
    size_t len = 0, at = 0, words = 0;
    struct link *link;
    uint32_t entry = 0, before;

    while (ng_token_scan(key, at, &token)) {
        struct ng_slice word = ng_slice_sub(key, token.start, token.end);
        size_t more;
        at = token.end;
        /* "St." in a table and "St." in a text must fold alike; the text's
         * scanner keeps the point with an abbreviation, the fold drops it. */
        if (words && token.kind == NG_TOKEN_STOP &&
            !(token.flags & NG_TOKEN_SPACE_BEFORE))
            continue;
        /* What has been read so far is a shorter prefix: it learns that more
         * may follow, so that ng_phrase_find goes on. */
        if (words++) {
            entry_at(p, entry)->starts |= UINT64_C(1) << table;
            if (len == KEY_MAX)
                die(p, "the key is too long");
            folded[len++] = ' ';
        }
        more = len < KEY_MAX ? ng_token_fold(word, folded + len, KEY_MAX - len)
                             : SIZE_MAX;
        if (more == SIZE_MAX)
            die(p, "the key is too long");
        before = entry;
        entry = entry_of(p, (struct ng_slice){folded, len + more});
        if (len)
            entry_at(p, before)->next |= NG_NEXT_BIT(folded[len]);
        len += more;
    }
    if (!words)
        die(p, "the key is empty");
    entry_at(p, entry)->tables |= UINT64_C(1) << table;
    link = push(p, &p->links);
    *link = (struct link){entry, row};
}

/* Adds a key that is looked up in one piece, "stuttgarter-zeitung.de". */
static void add_whole_key(struct packer *p, unsigned table,
                          struct ng_slice key, uint32_t row)
{
    char folded[KEY_MAX];
    size_t len = ng_utf8_fold(key, folded, sizeof folded);
    struct link *link;
    uint32_t entry;

    if (!len || len == SIZE_MAX)
        die(p, "the key is empty or too long");
    entry = entry_of(p, (struct ng_slice){folded, len});
    entry_at(p, entry)->tables |= UINT64_C(1) << table;
    link = push(p, &p->links);
    *link = (struct link){entry, row};
}

/* Cuts a line at its tabs and stores the row. */
static void add_row(struct packer *p, unsigned table, struct ng_slice line)
{
    struct ng_packed_row *row = push(p, &p->rows);
    struct ng_slice key = line;
    unsigned flags;

    row->table = (uint16_t)table;
    row->first_field = (uint32_t)p->fields.count;
    /* The end of the line ends the last field, like a tab. */
    for (size_t start = 0, i = 0; i <= line.len; i++) {
        uint32_t *field;
        if (i < line.len && line.ptr[i] != '\t')
            continue;
        if (row->field_count == MAX_FIELDS)
            die(p, "too many columns");
        if (row->field_count++ == 0)
            key = ng_slice_sub(line, 0, i);
        field = push(p, &p->fields);
        *field = add_string(p, &p->strings, ng_slice_sub(line, start, i));
        start = i + 1;
    }
    flags = NG_AT(&p->tables, struct ng_packed_table, table)->flags;
    if (flags & NG_TABLE_FLAG_WHOLE)
        add_whole_key(p, table, key, (uint32_t)p->rows.count - 1);
    else if (!(flags & NG_TABLE_FLAG_LIST))
        add_key(p, table, key, (uint32_t)p->rows.count - 1);
}

/* A whole file, to be freed by the caller. */
static struct ng_buffer read_whole(struct packer *p, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct ng_buffer b;
    char chunk[65536];
    size_t len;

    p->file = path;
    p->line = 0;
    if (!file)
        die(p, "cannot be opened");
    ng_buffer_init(&b, &ng_alloc_default);
    while ((len = fread(chunk, 1, sizeof chunk, file)) > 0)
        if (!ng_buffer_append(&b, chunk, len))
            die(p, "out of memory");
    if (ferror(file))
        die(p, "cannot be read");
    fclose(file);
    return b;
}

/* "data/month-names.tsv" -> "month-names". */
static struct ng_slice table_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct ng_slice name = ng_slice_of(slash ? slash + 1 : path);

    if (ng_slice_ends_nocase(name, NG_LIT(".tsv")))
        name.len -= 4;
    return name;
}

/* A comment line that says how the table is used. */
static void read_directive(struct ng_packed_table *table, struct ng_slice line)
{
    if (ng_slice_find(line, NG_LIT("match: exact"), 0) == 2)
        table->flags |= NG_TABLE_FLAG_EXACT;
    if (ng_slice_find(line, NG_LIT("kind: list"), 0) == 2)
        table->flags |= NG_TABLE_FLAG_LIST;
    if (ng_slice_find(line, NG_LIT("key: whole"), 0) == 2)
        table->flags |= NG_TABLE_FLAG_WHOLE;
}

/* Reads one file: comments and directives, rows. A row's table is looked up
 * again for each line, since pushing may move the tables. Lines are counted for
 * messages. */
static void read_table(struct packer *p, unsigned number, const char *path)
{
    struct ng_buffer file = read_whole(p, path);
    struct ng_slice rest = ng_buffer_slice(&file), line;
    struct ng_packed_table *table = push(p, &p->tables);

    if (!ng_utf8_valid(rest))
        die(p, "is not valid UTF-8");
    table->name = add_string(p, &p->strings, table_name(path));
    table->first_row = (uint32_t)p->rows.count;
    while (ng_slice_next_line(&rest, &line)) {
        p->line++;
        table = NG_AT(&p->tables, struct ng_packed_table, number);
        if (line.len && line.ptr[0] == '#' &&
            (line.len == 1 || line.ptr[1] == ' '))
            read_directive(table, line);
        else if (ng_slice_trim(line).len)
            add_row(p, number, line);
    }
    table = NG_AT(&p->tables, struct ng_packed_table, number);
    table->row_count = (uint32_t)p->rows.count - table->first_row;
    ng_buffer_free(&file);
}

/* How many tables know a word, and where its entry stands. */
struct rank {
    uint32_t tables, entry;
};

/* qsort order: words of many tables first; of others the one made first. */
static int by_rank(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;

    if (x->tables != y->tables)
        return x->tables > y->tables ? -1 : 1;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
}

/* The ranks of all entries, sorted; to be freed by the caller. */
static struct ng_vector rank_entries(struct packer *p)
{
    struct ng_vector ranks;

    ng_vector_init(&ranks, &ng_alloc_default, sizeof(struct rank));
    for (uint32_t i = 0; i < p->entries.count; i++) {
        const struct ng_packed_entry *e = entry_at(p, i);
        struct rank *rank = push(p, &ranks);
        rank->entry = i;
        for (uint64_t bits = e->tables | e->starts; bits; bits &= bits - 1)
            rank->tables++;
    }
    qsort(ranks.items, ranks.count, ranks.size, by_rank);
    return ranks;
}

/* Sorts entries and keys by the number of their tables, since the commonest
 * words of news ("the", "Monday", "said") are those that many tables know: so
 * what texts ask for most lies together, in a tenth of the memory. */
static void sort_entries(struct packer *p)
{
    struct ng_vector ranks = rank_entries(p), sorted, numbers;
    struct ng_buffer keys;

    ng_vector_init(&sorted, p->entries.alloc, p->entries.size);
    ng_vector_init(&numbers, p->entries.alloc, sizeof(uint32_t));
    ng_buffer_init(&keys, p->entries.alloc);
    for (uint32_t i = 0; i < ranks.count; i++)
        push(p, &numbers);
    for (uint32_t i = 0; i < ranks.count; i++) {
        uint32_t old = NG_AT(&ranks, struct rank, i)->entry;
        struct ng_packed_entry *e = push(p, &sorted);
        *e = *entry_at(p, old);
        e->key = add_string(p, &keys, (struct ng_slice){p->keys.ptr + e->key,
                                                        e->key_len});
        *NG_AT(&numbers, uint32_t, old) = i;
    }
    for (size_t i = 0; i < p->links.count; i++) {
        struct link *link = NG_AT(&p->links, struct link, i);
        link->entry = *NG_AT(&numbers, uint32_t, link->entry);
    }
    ng_vector_free(&ranks);
    ng_vector_free(&numbers);
    ng_vector_free(&p->entries);
    ng_buffer_free(&p->keys);
    p->entries = sorted;
    p->keys = keys;
}

/* Keys come before all other strings of the file. */
static void join_strings(struct packer *p)
{
    uint32_t shift = (uint32_t)p->keys.len;

    for (size_t i = 0; i < p->fields.count; i++)
        *NG_AT(&p->fields, uint32_t, i) += shift;
    for (size_t i = 0; i < p->tables.count; i++)
        NG_AT(&p->tables, struct ng_packed_table, i)->name += shift;
}

/* Lays the links out as one run of refs per entry, rows in file order:
 * counts them, gives each entry its place, then fills, using ref_count as
 * the cursor. */
static void lay_refs(struct packer *p)
{
    uint32_t total = 0;

    for (size_t i = 0; i < p->links.count; i++)
        if (!++entry_at(p, NG_AT(&p->links, struct link, i)->entry)->ref_count)
            die(p, "a key with too many rows");
    for (uint32_t i = 0; i < p->entries.count; i++) {
        entry_at(p, i)->first_ref = total;
        total += entry_at(p, i)->ref_count;
        entry_at(p, i)->ref_count = 0;
    }
    for (uint32_t i = 0; i < total; i++)
        push(p, &p->refs);
    for (size_t i = 0; i < p->links.count; i++) {
        const struct link *link = NG_AT(&p->links, struct link, i);
        struct ng_packed_entry *e = entry_at(p, link->entry);
        *NG_AT(&p->refs, uint32_t, e->first_ref + e->ref_count++) = link->row;
    }
}

/* Appends bytes to the file's buffer; the build ends when memory does. */
static void append(struct packer *p, struct ng_buffer *out, const void *bytes,
                   size_t len)
{
    if (!ng_buffer_append(out, bytes, len))
        die(p, "out of memory");
}

/* All items of a vector as they lie in memory, which is the format of the
 * file. */
static void append_vector(struct packer *p, struct ng_buffer *out,
                          const struct ng_vector *v)
{
    append(p, out, v->items ? v->items : "", v->count * v->size);
}

/* Zero bytes up to a multiple of NG_SECTION_ALIGN. */
static void pad(struct packer *p, struct ng_buffer *out)
{
    static const char zeros[NG_SECTION_ALIGN];

    append(p, out, zeros,
           (NG_SECTION_ALIGN - out->len % NG_SECTION_ALIGN) %
               NG_SECTION_ALIGN);
}

/* The lexicon's section: its head, then the arrays in the order in which the
 * library takes them off (model/lexicon.c). */
static void append_lexicon(struct packer *p, struct ng_buffer *out)
{
    struct ng_lexicon_head head = {
        .slot_count = p->hash_room,
        .entry_count = (uint32_t)p->entries.count,
        .ref_count = (uint32_t)p->refs.count,
        .table_count = (uint32_t)p->tables.count,
        .row_count = (uint32_t)p->rows.count,
        .field_count = (uint32_t)p->fields.count,
        .string_bytes = (uint32_t)(p->keys.len + p->strings.len),
    };

    append(p, out, &head, sizeof head);
    append_vector(p, out, &p->slots);
    append_vector(p, out, &p->entries);
    append_vector(p, out, &p->refs);
    append_vector(p, out, &p->tables);
    append_vector(p, out, &p->rows);
    append_vector(p, out, &p->fields);
    append(p, out, p->keys.ptr, p->keys.len);
    append(p, out, p->strings.ptr, p->strings.len);
}

/* Ends the section that began at `start` and writes its place in the table. */
static void end_section(struct ng_buffer *out, size_t number, const char *name,
                        size_t start)
{
    struct ng_model_section section = {"", start, out->len - start};

    snprintf(section.name, sizeof section.name, "%s", name);
    memcpy(out->ptr + sizeof(struct ng_model_header) +
               number * sizeof section,
           &section, sizeof section);
}

/* Writes all bytes or ends the build: a half model would be worse than none. */
static void write_file(struct packer *p, const char *path, const char *bytes,
                       size_t len)
{
    FILE *file = fopen(path, "wb");

    p->file = path;
    if (!file || fwrite(bytes, 1, len, file) != len || fclose(file) != 0)
        die(p, "cannot be written");
}

/* Appends a section's bytes: trained weights in the labeller's form, others as
 * they are. */
static void append_section(struct packer *p, struct ng_buffer *out,
                           const struct section *section)
{
    struct ng_buffer bytes = read_whole(p, section->path);
    struct ng_slice file = ng_buffer_slice(&bytes);

    if (!weights_are(file))
        append(p, out, file.ptr, file.len);
    else if (!weights_pack(file, out))
        die(p, "weights that are broken");
    ng_buffer_free(&bytes);
}

/* Header, table of sections, then the sections, each at a multiple of
 * NG_SECTION_ALIGN so that its arrays can be used where they lie. The checksum covers all behind
 * the header, which is therefore written last. */
static void write_model(struct packer *p, const char *path,
                        const struct section *sections, size_t count)
{
    struct ng_model_header header = {
        .version = NG_MODEL_VERSION,
        .order = NG_MODEL_ORDER,
        .section_count = (uint32_t)count + 1,
    };
    struct ng_model_section blank = {0};
    struct ng_buffer out;
    size_t start;

    ng_buffer_init(&out, &ng_alloc_default);
    append(p, &out, &header, sizeof header);
    /* Room for the table of sections; end_section fills it in. */
    for (size_t i = 0; i <= count; i++)
        append(p, &out, &blank, sizeof blank);
    pad(p, &out);
    start = out.len;
    append_lexicon(p, &out);
    end_section(&out, 0, "lexicon", start);
    for (size_t i = 0; i < count; i++) {
        pad(p, &out);
        start = out.len;
        append_section(p, &out, &sections[i]);
        end_section(&out, i + 1, sections[i].name, start);
    }
    memcpy(header.magic, NG_MODEL_MAGIC, sizeof header.magic);
    header.size = out.len;
    header.checksum =
        ng_hash(out.ptr + sizeof header, out.len - sizeof header);
    memcpy(out.ptr, &header, sizeof header);
    write_file(p, path, out.ptr, out.len);
    ng_buffer_free(&out);
}

/* The enum of table numbers: "month-names.tsv" gives NG_TABLE_MONTH_NAMES.
 * Numbers follow the command line, as those of write_model do. */
static void write_header(struct packer *p, const char *path, char **tables,
                         int count)
{
    struct ng_buffer out;
    char line[200];

    ng_buffer_init(&out, &ng_alloc_default);
    append(p, &out, line,
           (size_t)snprintf(line, sizeof line,
                            "/* Generated by tools/pack.c from data/. */\n"
                            "#ifndef NG_TABLES_H\n#define NG_TABLES_H\n\n"
                            "enum ng_table_id {\n"));
    for (int i = 0; i < count; i++) {
        struct ng_slice name = table_name(tables[i]);
        char upper[80] = "";
        for (size_t c = 0; c < name.len && c < sizeof upper - 1; c++)
            upper[c] = name.ptr[c] == '-'     ? '_'
                       : ng_is_alpha(name.ptr[c]) ? (char)(name.ptr[c] & ~32)
                                                  : name.ptr[c];
        append(p, &out, line,
               (size_t)snprintf(line, sizeof line, "    NG_TABLE_%s,\n",
                                upper));
    }
    append(p, &out, line,
           (size_t)snprintf(line, sizeof line,
                            "    NG_TABLE_COUNT\n};\n\n#endif\n"));
    write_file(p, path, out.ptr, out.len);
    ng_buffer_free(&out);
}

/* Empty vectors with the sizes of their items. */
static void init(struct packer *p)
{
    const nutgraf_allocator *alloc = &ng_alloc_default;

    *p = (struct packer){0};
    ng_vector_init(&p->entries, alloc, sizeof(struct ng_packed_entry));
    ng_vector_init(&p->tables, alloc, sizeof(struct ng_packed_table));
    ng_vector_init(&p->rows, alloc, sizeof(struct ng_packed_row));
    ng_vector_init(&p->fields, alloc, sizeof(uint32_t));
    ng_vector_init(&p->slots, alloc, sizeof(uint32_t));
    ng_vector_init(&p->refs, alloc, sizeof(uint32_t));
    ng_vector_init(&p->links, alloc, sizeof(struct link));
    ng_buffer_init(&p->keys, alloc);
    ng_buffer_init(&p->strings, alloc);
}

/* Frees all, so that a leak checker has nothing to say about the build. */
static void clear(struct packer *p)
{
    ng_vector_free(&p->entries);
    ng_vector_free(&p->tables);
    ng_vector_free(&p->rows);
    ng_vector_free(&p->fields);
    ng_vector_free(&p->slots);
    ng_vector_free(&p->refs);
    ng_vector_free(&p->links);
    ng_buffer_free(&p->keys);
    ng_buffer_free(&p->strings);
}

/* Splits the arguments after OUT into tables, moved to the front of `argv`, and
 * sections. Returns the number of tables. */
static int read_arguments(struct packer *p, int argc, char **argv,
                          struct section *sections, size_t *section_count)
{
    int tables = 0;

    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--section") == 0) {
            if (i + 2 >= argc || *section_count == MAX_SECTIONS)
                die(p, "--section wants NAME FILE, and there is a limit");
            sections[(*section_count)++] =
                (struct section){argv[i + 1], argv[i + 2]};
            i += 2;
            continue;
        }
        /* A word's tables are the bits of one 64-bit number. */
        if (tables == MAX_TABLES)
            die(p, "more than 64 tables: merge some");
        argv[tables++] = argv[i];
    }
    return tables;
}

/* The header and the model are two commands, since the library is compiled
 * between them: the header needs only the names of the tables. */
int main(int argc, char **argv)
{
    struct section sections[MAX_SECTIONS];
    size_t section_count = 0;
    struct packer p;
    int tables;

    if (argc < 4 ||
        (strcmp(argv[1], "header") != 0 && strcmp(argv[1], "model") != 0)) {
        fprintf(stderr, "usage: pack header|model OUT TABLE.tsv... "
                        "[--section NAME FILE]...\n");
        return 2;
    }
    init(&p);
    tables = read_arguments(&p, argc - 3, argv + 3, sections, &section_count);
    if (strcmp(argv[1], "header") == 0) {
        write_header(&p, argv[2], argv + 3, tables);
    } else {
        for (int i = 0; i < tables; i++)
            read_table(&p, (unsigned)i, argv[3 + i]);
        sort_entries(&p);
        join_strings(&p);
        grow_slots(&p);
        put_slots(&p);
        lay_refs(&p);
        write_model(&p, argv[2], sections, section_count);
    }
    clear(&p);
    return 0;
}
