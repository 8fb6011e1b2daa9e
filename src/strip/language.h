/*
 * language.h - which language a text is written in.
 *
 * Scripts that one language owns decide at once; Latin, Cyrillic and Arabic
 * script need common words (data/language-words.tsv). A short or doubtful text
 * is English: the modules know nothing else, so "not English" must be sure.
 */
#ifndef NG_STRIP_LANGUAGE_H
#define NG_STRIP_LANGUAGE_H

#include "strip/strip.h"

#define NG_LANGUAGE_ROOM 12

/* Rows of data/language-words.tsv that are looked at: it has fewer. */
#define NG_LANGUAGE_ROWS 2048

/* Writes the first subtag of the language of the kept blocks to `tag`. `claim`
 * is what the page says ("de-AT"), or empty: it settles doubtful cases. */
void ng_language_detect(const struct ng_lexicon *lexicon,
                        const struct ng_page *page,
                        const struct ng_verdict *verdicts,
                        struct ng_slice claim, char tag[NG_LANGUAGE_ROOM]);

#endif
