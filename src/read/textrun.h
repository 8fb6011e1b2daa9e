/*
 * textrun.h - text on its way from a page into a block: white space collapsed,
 * what cannot be seen taken out.
 */
#ifndef NG_READ_TEXTRUN_H
#define NG_READ_TEXTRUN_H

#include "base/buffer.h"

/* Text under way. `space`: white space was seen since the last character and
 * is not written yet. `unseen`: as in plain text, soft hyphens and the like are
 * kept, and so are C1 controls that are no marks. */
struct ng_textrun {
    struct ng_buffer text;
    bool space, unseen;
};

/* Appends valid UTF-8. All white space (U+00A0 too) becomes one space, none at
 * the beginning; control characters, soft hyphens and zero-width spaces go;
 * C1 controls become what windows-1252 has in their place, for that is what
 * their writers meant. Joiners stay: Persian and emoji need them. */
bool ng_textrun_add(struct ng_textrun *run, const char *bytes, size_t len);

/* Code point that a C1 control (0x80..0x9F) stands for. */
uint32_t ng_windows_1252(unsigned char byte);

#endif
