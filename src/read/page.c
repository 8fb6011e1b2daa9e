/*
 * page.c - the page's lists, and the one way to add a meta.
 *
 * The lists keep their memory from page to page; what they point to lies in the
 * document's arena and goes with it.
 */
#include "read/page.h"

/* Borrows the arena; allocates nothing yet. */
void ng_page_init(struct ng_page *page, const nutgraf_allocator *alloc,
                  struct ng_arena *arena)
{
    *page = (struct ng_page){.arena = arena};
    ng_vector_init(&page->elements, alloc, sizeof(struct ng_element));
    ng_vector_init(&page->blocks, alloc, sizeof(struct ng_block));
    ng_vector_init(&page->metas, alloc, sizeof(struct ng_meta));
}

/* The arena is its owner's to free. */
void ng_page_free(struct ng_page *page)
{
    ng_vector_free(&page->elements);
    ng_vector_free(&page->blocks);
    ng_vector_free(&page->metas);
}

/* Empties the lists for the next document. */
void ng_page_clear(struct ng_page *page)
{
    ng_vector_clear(&page->elements);
    ng_vector_clear(&page->blocks);
    ng_vector_clear(&page->metas);
    page->markup = false;
}

/* A copy in the page's arena, white space collapsed if `collapse`. NULL in
 * `ptr` means that there was no memory; an empty text is a copy of length 0. */
static struct ng_slice keep(struct ng_page *page, struct ng_slice text,
                            bool collapse)
{
    char *copy = ng_arena_copy(page->arena, ng_slice_trim(text));
    struct ng_slice kept = {copy, copy ? strlen(copy) : 0};
    size_t len = 0;

    if (!copy || !collapse)
        return kept;
    for (size_t i = 0; i < kept.len; i++)
        if (!ng_is_space(copy[i]))
            copy[len++] = copy[i];
        else if (copy[len - 1] != ' ')
            copy[len++] = ' ';
    copy[len] = '\0';
    kept.len = len;
    return kept;
}

/* Keys keep their spelling ("og:title"), values lose their line breaks. */
bool ng_page_add_meta(struct ng_page *page, enum ng_meta_source source,
                      struct ng_slice key, struct ng_slice value)
{
    struct ng_meta *meta = ng_vector_push(&page->metas);

    if (!meta)
        return false;
    meta->source = source;
    meta->key = keep(page, key, false);
    meta->value = keep(page, value, true);
    meta->block = (uint32_t)page->blocks.count;
    return meta->key.ptr && meta->value.ptr;
}
