/* strip.c - which blocks are the article. */
#include "strip/strip.h"

ng_status ng_strip(const struct ng_page *page,
                   const struct ng_strip_input *input,
                   struct ng_verdict *verdicts, struct ng_metadata *metadata)
{
    (void)input;
    (void)metadata;
    for (size_t i = 0; i < page->blocks.count; i++)
        verdicts[i] = (struct ng_verdict){true, NUTGRAF_PARAGRAPH_TEXT, NULL};
    return NUTGRAF_OK;
}
