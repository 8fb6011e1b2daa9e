/*
 * records.h - gold records, one JSON object a line: a text and marked spans.
 *
 *     {"text": "...", "spans": [{"start": 3, "end": 9, "type": "person"}],
 *      "scheme": "voa"}
 *
 * Offsets count code points. Other keys are stepped over.
 */
#ifndef NG_TRAIN_RECORDS_H
#define NG_TRAIN_RECORDS_H

#include <stdio.h>

#include "base/buffer.h"
#include "base/vector.h"

#define RECORD_NAME 24

struct record_span {
    uint32_t start, end; /* code points, as the file has them */
    char type[RECORD_NAME];
};

struct record {
    struct ng_buffer text;  /* UTF-8 */
    struct ng_vector spans; /* of struct record_span */
    char scheme[RECORD_NAME];
    struct ng_buffer line; /* the raw line */
};

void record_init(struct record *record);
void record_free(struct record *record);

/* Reads the next record; false at the end of the file. A line that is no record
 * ends the program with a message. */
bool record_next(struct record *record, FILE *file);

/* Reads the record that stands in r->line. */
void record_parse(struct record *record);

#endif
