/*
 * charset.h - bytes of any charset -> valid UTF-8.
 *
 *     caller's wish | BOM | header | declaration in the page
 *         -> checked against the bytes -> detection -> decoded
 *
 * Names and labels are those of the WHATWG encoding standard.
 */
#ifndef NG_READ_CHARSET_H
#define NG_READ_CHARSET_H

#include "base/arena.h"

enum ng_charset_kind {
    NG_CHARSET_UTF8,
    NG_CHARSET_SINGLE,      /* one byte a character: a table of our own */
    NG_CHARSET_MULTI,       /* East Asian: ICU */
    NG_CHARSET_WIDE,        /* UTF-16, UTF-32: ICU */
    NG_CHARSET_REPLACEMENT, /* labels that the standard refuses to decode */
    NG_CHARSET_USER         /* x-user-defined */
};

struct ng_charset {
    const char *name; /* lower case */
    uint8_t kind;     /* enum ng_charset_kind */
    uint8_t table;    /* of NG_CHARSET_SINGLE */
    const char *icu;  /* ICU's name of it, or NULL */
};

/* The charset of a label in any case, white space around it ignored; NULL for
 * none. */
const struct ng_charset *ng_charset_find(struct ng_slice label);

/* The upper half of a single-byte charset: 128 code points, 0 for none. */
const uint16_t *ng_charset_table(const struct ng_charset *charset);

/* What is known of a document before its bytes are looked at. */
struct ng_charset_hints {
    const char *wish;      /* the caller's label, or NULL: believed */
    struct ng_slice label; /* from HTTP or MIME, or empty */
    bool markup;           /* look for a declaration in the page */
};

struct ng_decoded {
    const struct ng_charset *charset;
    struct ng_slice text; /* valid UTF-8 without NUL; may be the input itself */
    uint32_t bad;         /* U+FFFDs that stand for bad bytes, saturating */
    bool repaired;        /* double-encoded UTF-8 was undone */
};

/* The value of "charset=" in a content type, or an empty slice. */
struct ng_slice ng_charset_parameter(struct ng_slice content_type);

/* The charset that the page declares in its first bytes (<meta charset>,
 * http-equiv, XML declaration), or NULL. Slices of nothing; linear. */
const struct ng_charset *ng_charset_declared(struct ng_slice bytes);

/* The charset of `bytes`: never NULL. `*skip` is the length of the BOM. */
const struct ng_charset *ng_charset_choose(
    struct ng_slice bytes, const struct ng_charset_hints *hints, size_t *skip);

/* Decodes `bytes` from `charset` into the arena; linear. Status: NO_MEMORY. */
ng_status ng_charset_decode(struct ng_arena *arena,
                            const struct ng_charset *charset,
                            struct ng_slice bytes, struct ng_decoded *decoded);

/* Repairs text in which UTF-8 was encoded twice, and says so in `repaired`;
 * leaves all other text alone. Linear. Status: NO_MEMORY. */
ng_status ng_charset_repair(struct ng_arena *arena, struct ng_decoded *decoded);

/* All of it, with the repair of UTF-8 that was encoded twice. */
ng_status ng_charset_read(struct ng_arena *arena, struct ng_slice bytes,
                          const struct ng_charset_hints *hints,
                          struct ng_decoded *decoded);

#endif
