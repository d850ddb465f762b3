/* rasterise: pen strokes → an ink map.
 *
 * The strokes' bounding box is scaled to a fixed working size, whatever the unit of the points, and drawn anti-aliased
 * with round caps and joins, at the stroke width that normalise expects; pressure changes the width a little.
 */
#ifndef LENET5_DIGIT_STROKES_RASTERISE_H
#define LENET5_DIGIT_STROKES_RASTERISE_H

#include <stddef.h>

#include "../../include/lenet5.h"
#include "../inkmap/inkmap.h"

/* From the points' unit to working pixels: working = (unit − (x, y)) · scale. */
typedef struct render_frame {
    double x, y, scale;
} render_frame;

/* A pen for one digit: the drawing's longer side with the pen's stroke, and the stroke's half width at a pressure of 0.5;
 * working pixels. The radius is from 0.5 to less than a quarter of longer_side. */
typedef struct render_pen {
    float longer_side, radius;
} render_pen;

enum { RENDER_SIDE = 170 }; /* working pixels: no digit is drawn wider or higher by these */

/* The pen that MNIST's strokes ask for; and a finer one, for drawings in which the digit is only a part. */
extern const render_pen RENDER_MNIST, RENDER_FINE;

/* Draws count ≥ 1 finite points (checked by the caller) into scratch; the map is as ink_extract gives it, its components
 * labelled. One point alone is a dot. 0, with nothing drawn, where scratch is too small; one with room for RENDER_SIDE ×
 * RENDER_SIDE never is for the two pens above. */
int render_strokes(const lenet5_point *points, size_t count, render_pen pen, inkmap_scratch *scratch, ink_map *map,
                   render_frame *frame);

/* The same for lines of digits: scaled by the height of the highest stroke. stroke[INK_MAX_PIXELS]: becomes the map's. 0,
 * with nothing drawn, where scratch is too small for them; one of INK_MAX_PIXELS, as long as they are, never is. */
int render_lines(const lenet5_point *points, size_t count, inkmap_scratch *scratch, uint8_t *stroke, ink_map *map,
                 render_frame *frame);

#endif
