/*
 * sentence.h - where sentences begin and end.
 */
#ifndef NG_TEXT_SENTENCE_H
#define NG_TEXT_SENTENCE_H

#include "text/text.h"

/* Appends the paragraph's sentences and marks their first tokens and words.
 * A sentence ends at a stop (and the closing marks after it) that white space
 * and anything but a lower-case word follow; an abbreviation's stop ends one
 * only where the table says it may and a usual first word follows. */
ng_status ng_text_sentences(struct ng_text *text, struct ng_paragraph *par);

#endif
