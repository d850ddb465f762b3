/* frame: from the working pixels of an ink map to the caller's unit. */
#ifndef LENET5_API_FRAME_H
#define LENET5_API_FRAME_H

#include "../digit/ink/ink.h"
#include "../include/lenet5.h"

/* unit = (x, y) + working · pitch, kept between left and right, top and bottom. */
typedef struct frame {
    double x, y;  /* of working (0, 0), −2³⁰ … 2³⁰ like all that is in the caller's unit */
    double pitch; /* units per working pixel, > 0 */
    int32_t left, top, right, bottom;
} frame;

/* Of a picture's map, whose last working row and column may be incomplete: boxes end with the picture. */
frame frame_of_picture(const ink_map *map, int width, int height);

/* Of strokes, whose map begins at (x, y) in their unit: boxes end with the map, rounded outwards. */
frame frame_of_strokes(const ink_map *map, double x, double y, double pitch);

/* Rounded outwards; all 0 for an empty one. */
lenet5_box frame_box(const frame *f, lenet5_box box);

/* Rounded down. */
lenet5_place frame_place(const frame *f, lenet5_place place);

/* All of a reading's boxes and outlines, in place. */
void frame_reading(const frame *f, lenet5_reading *reading);

#endif
