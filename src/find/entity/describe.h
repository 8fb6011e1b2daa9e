/*
 * describe.h - whom a description means: "the governor", "the Kremlin's
 * spokesman", "the foreign minister", "the agency".
 *
 * For the modules that run after the entities (quotes: the speaker in "the
 * governor said"). Reads run->entities, run->hints and run->mentions.
 */
#ifndef NG_FIND_ENTITY_DESCRIBE_H
#define NG_FIND_ENTITY_DESCRIBE_H

#include "run.h"

/* The entity that the noun phrase of tokens [first, end) describes, as an index
 * into run->entities, or -1. With or without its article; what follows a
 * preposition ("the head of the agency") is read as part of it.
 *
 * A person is meant whose role has the same head noun ("governor" is "Gov.",
 * "chairwoman" is "chair"), whose country and modifiers do not contradict
 * ("the foreign minister" is no defence minister, "the president" no vice
 * president) and whose gender fits ("spokeswoman"). Without such a person, an
 * organization or place with the noun in its name ("the ministry" after
 * "Russian Foreign Ministry"). Among several the best agreeing one, then the
 * one mentioned last before `first`; failing that, the first after it. A plural
 * ("ministers") describes nobody.
 *
 * Looks at the NG_DESCRIBE_BACK mentions before and NG_DESCRIBE_AHEAD after:
 * constant time. */
int32_t ng_entity_described(const struct ng_run *run, size_t first,
                            size_t end);

#define NG_DESCRIBE_BACK 120
#define NG_DESCRIBE_AHEAD 30

#endif
