/* render: pen strokes → an ink map.
 *
 * The strokes' bounding box is scaled to a fixed working size, whatever the unit of the points, and drawn anti-aliased
 * with round caps and joins, at the stroke width that normalise expects; pressure changes the width a little.
 */
#ifndef LENET5_RENDER_H
#define LENET5_RENDER_H

#include <stddef.h>
#include <stdint.h>

#include "../ink/ink.h"

/* The same layout as lenet5_point in lenet5.h. */
typedef struct render_point {
    float x, y, pressure;
    int32_t stroke;
} render_point;

/* From the points' unit to working pixels: working = (unit − origin) · scale. */
typedef struct render_frame {
    float x, y, scale;
} render_frame;

/* A pen for one digit: the drawing's longer side with the pen's stroke, and the stroke's half width at a pressure of 0.5;
 * working pixels. */
typedef struct render_pen {
    float longer_side, radius;
} render_pen;

/* Draws count ≥ 1 finite points (checked by the caller) into scratch; the map is as ink_extract gives it, its
 * components labelled. One point alone is a dot. */
void render_strokes(const render_point *points, size_t count, ink_scratch *scratch, ink_map *map, render_frame *frame);

/* The same with another pen, for training: longer_side ≤ 512, radius from 0.5 to less than a quarter of it. */
void render_strokes_by(render_pen by, const render_point *points, size_t count, ink_scratch *scratch, ink_map *map,
                       render_frame *frame);

/* The same for lines of digits: scaled by the height of the highest stroke. */
void render_lines(const render_point *points, size_t count, ink_scratch *scratch, ink_map *map, render_frame *frame);

#endif
