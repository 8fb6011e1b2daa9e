/*
 * entities.h - text inside metadata: JSON escapes and HTML character
 * references, which publishers nest in any order.
 */
#ifndef NG_STRIP_ENTITIES_H
#define NG_STRIP_ENTITIES_H

#include "base/arena.h"

/* `*text` = the JSON string body `raw` without escapes, character references,
 * tags and double white space; in `arena`, zero-terminated. Status: NO_MEMORY. */
ng_status ng_decode_json(struct ng_arena *arena, struct ng_slice raw,
                         struct ng_slice *text);

/* The same for text without JSON escapes. */
ng_status ng_decode_text(struct ng_arena *arena, struct ng_slice raw,
                         struct ng_slice *text);

#endif
