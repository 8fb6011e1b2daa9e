/*
 * entity.h - the named character references of HTML: "hellip", "NotEqualTilde".
 */
#ifndef NG_READ_ENTITY_H
#define NG_READ_ENTITY_H

#include <stdint.h>

#include "base/slice.h"

/* The longest name is "CounterClockwiseContourIntegral". */
#define NG_ENTITY_MAX 31

/* The one or two characters that a name stands for, without "&" and ";"; the
 * second is 0 where there is one only. Case counts. False for no such name. */
bool ng_entity_find(struct ng_slice name, uint32_t codes[2]);

#endif
