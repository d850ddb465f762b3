/* A part of a map's ink, read for itself. */
#ifndef LENET5_DIGIT_SEVERAL_PART_H
#define LENET5_DIGIT_SEVERAL_PART_H

#include "several.h"

/* A straight line down a box: column at + slope · row, in pixels from the box's corner. */
typedef struct cut {
    float at, slope;
} cut;

typedef enum part_side { PART_WHOLE, PART_LEFT, PART_RIGHT } part_side;

/* The ink of some components, or of all where labels is 0, in a box, on one side of a cut. */
typedef struct ink_part {
    const uint16_t *label; /* [labels] */
    int labels;
    pixel_box box;
    part_side side;
    cut line; /* unless it is whole */
} ink_part;

/* How much like a digit the part is, as the log-sum-exp of its logits; very little where it has no ink. box: of its ink.
 */
float part_read(const ink_map *map, const ink_part *p, const several_reader *reader, pixel_box *box);

/* Whether both parts may be digits by their heights. */
int part_is_as_high(pixel_box left, pixel_box right);

/* What a division into two found, if it is better than what was found before. */
void part_compare(several_parts *found, float left, float right);

#endif
