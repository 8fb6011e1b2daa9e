/* page.c - the page's lists. */
#include "read/page.h"

void ng_page_init(struct ng_page *page, const nutgraf_allocator *alloc,
                  struct ng_arena *arena)
{
    *page = (struct ng_page){.arena = arena};
    ng_vector_init(&page->elements, alloc, sizeof(struct ng_element));
    ng_vector_init(&page->blocks, alloc, sizeof(struct ng_block));
    ng_vector_init(&page->metas, alloc, sizeof(struct ng_meta));
}

void ng_page_free(struct ng_page *page)
{
    ng_vector_free(&page->elements);
    ng_vector_free(&page->blocks);
    ng_vector_free(&page->metas);
}

void ng_page_clear(struct ng_page *page)
{
    ng_vector_clear(&page->elements);
    ng_vector_clear(&page->blocks);
    ng_vector_clear(&page->metas);
    page->markup = false;
}
