/*
 * weights.h - the file of trained weights, data/weights/NAME.bin: what the
 * trainer writes and the packer turns into a section for the labeller.
 *
 * After the head, in this order, numbers as the machine has them:
 *     float start[Y], final[Y], transitions[Y][Y]   T from row to column
 *     uint32_t keys[slot_count]     fingerprint, 0 for an empty slot
 *     uint32_t places[slot_count]   first pair * 64 + pairs - 1
 *     int16_t weights[pair_count]   in units of `scale`
 *     uint8_t labels[pair_count]
 *     char names[name_bytes]        Y zero-terminated names
 */
#ifndef NG_TOOLS_WEIGHTS_H
#define NG_TOOLS_WEIGHTS_H

#include "base/buffer.h"

#define WEIGHTS_MAGIC "nglabel1"

struct weights_head {
    char magic[8];
    uint32_t label_count; /* Y */
    uint32_t slot_count;  /* a power of two */
    uint32_t pair_count;
    uint32_t name_bytes;
    float scale;
    uint32_t reserved;
};

/* True when the file begins like one of weights. */
bool weights_are(struct ng_slice file);

/* Appends the labeller's section (model/labeller.h) to `out`. False when the
 * file is broken or memory runs out. */
bool weights_pack(struct ng_slice file, struct ng_buffer *out);

#endif
