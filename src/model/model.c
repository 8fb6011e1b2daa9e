/*
 * model.c - opening and verifying a packed model.
 *
 * The built-in model is a constant of the library (cmake/embed.cmake) and opens
 * in microseconds: it is mapped with the program and its pages are read when
 * touched. A file comes from outside and is checked first: magic, byte order,
 * version, size, checksum, in this order, so that each mistake gets its own
 * status. The caller's allocator belongs to workers; a model is malloc's.
 */
#include "model/model.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"

/* The packed model that the build links in (see cmake/embed.cmake). */
extern const unsigned char ng_model_start[], ng_model_end[];

/* Reads a whole file into one block that the caller frees. Something without a
 * size (a pipe) is an error. Size 0 is a file that is too short, which verify
 * tells. */
static ng_status read_file(const char *path, unsigned char **bytes, size_t *len)
{
    FILE *file = fopen(path, "rb");
    ng_status status = NUTGRAF_IO;
    long size = -1;

    *bytes = NULL;
    if (!file)
        return NUTGRAF_IO;
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0) {
        rewind(file);
        *bytes = malloc((size_t)size + 1);
        status = *bytes ? NUTGRAF_OK : NUTGRAF_NO_MEMORY;
    }
    if (status == NUTGRAF_OK &&
        fread(*bytes, 1, (size_t)size, file) != (size_t)size)
        status = NUTGRAF_IO;
    fclose(file);
    if (status != NUTGRAF_OK)
        free(*bytes);
    *len = status == NUTGRAF_OK ? (size_t)size : 0;
    return status;
}

/* Checks all that a file from outside may have wrong. "Not ours" and "broken"
 * are MALFORMED, "another version or machine" is UNSUPPORTED. The header is
 * copied, since a file's bytes have no alignment to rely on. The checksum
 * covers all behind the header. */
static ng_status verify(const unsigned char *bytes, size_t len)
{
    struct ng_model_header header;

    if (len < sizeof header)
        return NUTGRAF_MALFORMED;
    memcpy(&header, bytes, sizeof header);
    if (memcmp(header.magic, NG_MODEL_MAGIC, sizeof header.magic) != 0)
        return NUTGRAF_MALFORMED;
    if (header.order != NG_MODEL_ORDER || header.version != NG_MODEL_VERSION)
        return NUTGRAF_UNSUPPORTED;
    if (header.size != len ||
        header.section_count >
            (len - sizeof header) / sizeof(struct ng_model_section) ||
        header.checksum != ng_hash((const char *)bytes + sizeof header,
                                   len - sizeof header))
        return NUTGRAF_MALFORMED;
    return NUTGRAF_OK;
}

/* Sections are few: a walk. One that reaches past the end is not there. */
bool ng_model_section(const struct nutgraf_model *model, const char *name,
                      struct ng_slice *bytes)
{
    const struct ng_model_header *header = (const void *)model->bytes;
    const struct ng_model_section *s =
        (const void *)(model->bytes + sizeof *header);

    for (uint32_t i = 0; i < header->section_count; i++, s++)
        if (strncmp(s->name, name, NG_SECTION_NAME) == 0 &&
            s->offset <= model->len && s->len <= model->len - s->offset) {
            *bytes = (struct ng_slice){(const char *)model->bytes + s->offset,
                                       (size_t)s->len};
            return true;
        }
    return false;
}

/* Opens the labeller in a section. A model may lack it; false when it is
 * there but broken. Without the section the labeller stays empty, as calloc
 * made it. */
static bool open_labeller(const struct nutgraf_model *model, const char *name,
                          struct ng_labeller *labeller)
{
    struct ng_slice section;

    return !ng_model_section(model, name, &section) ||
           ng_labeller_open(labeller, section);
}

/* The same for trees. */
static bool open_trees(const struct nutgraf_model *model, const char *name,
                       struct ng_trees *trees)
{
    struct ng_slice section;

    return !ng_model_section(model, name, &section) ||
           ng_trees_open(trees, section);
}

/* The lexicon is all that every model must have. Another number of tables means
 * that this library was built from other tables. */
static ng_status open_sections(struct nutgraf_model *model)
{
    struct ng_slice section;

    if (!ng_model_section(model, "lexicon", &section))
        return NUTGRAF_MALFORMED;
    return ng_lexicon_open(&model->lexicon, section) &&
                   open_labeller(model, "strip-html", &model->strip_html) &&
                   open_labeller(model, "strip-text", &model->strip_text) &&
                   open_trees(model, "trees-html", &model->trees_html) &&
                   open_trees(model, "trees-text", &model->trees_text)
               ? NUTGRAF_OK
               : NUTGRAF_UNSUPPORTED;
}

/* libxml2 before 2.14 wants xmlInitParser once before threads use it; it may be
 * called again. Everything is freed again when a later step fails. */
nutgraf_status nutgraf_model_open(const char *path, nutgraf_model **model)
{
    struct nutgraf_model *m;
    ng_status status = NUTGRAF_OK;

    if (!model)
        return NUTGRAF_BAD_ARGUMENT;
    *model = NULL;
    m = calloc(1, sizeof *m);
    if (!m)
        return NUTGRAF_NO_MEMORY;
    xmlInitParser();
    if (path) {
        unsigned char *bytes;
        status = read_file(path, &bytes, &m->len);
        m->bytes = m->owned = status == NUTGRAF_OK ? bytes : NULL;
        if (status == NUTGRAF_OK)
            status = verify(m->bytes, m->len);
    } else { /* the linker's own bytes need no checksum */
        m->bytes = ng_model_start;
        m->len = (size_t)(ng_model_end - ng_model_start);
    }
    if (status == NUTGRAF_OK)
        status = open_sections(m);
    if (status != NUTGRAF_OK) {
        nutgraf_model_free(m);
        return status;
    }
    *model = m;
    return NUTGRAF_OK;
}

/* The built-in bytes are not owned, so only files are freed. */
void nutgraf_model_free(nutgraf_model *model)
{
    if (!model)
        return;
    free(model->owned);
    free(model);
}
