/* The fine grid: a digit drawn so that the longer side of its box is FINE_SIDE, on which its strokes are measured and
 * changed before the last reduction. */
#ifndef LENET5_DIGIT_NORMALISE_FINE_H
#define LENET5_DIGIT_NORMALISE_FINE_H

#include "normalise.h"

enum {
    FINE = 4, /* fine pixels per final pixel along each axis */
    FINE_SIDE = FINE * NORMALISE_BOX,
    FINE_REACH = 8,               /* strokes are thickened or thinned by at most this on each side */
    FINE_MARGIN = FINE_REACH + 2, /* paper around the digit, for what is thickened */
    FINE_STRIDE = FINE_SIDE + 2 * FINE_MARGIN,
    FINE_PIXELS = FINE_STRIDE * FINE_STRIDE
};

struct normalise_scratch {
    uint8_t fine[FINE_PIXELS + FINE_STRIDE]; /* the digit's box begins at (FINE_MARGIN, FINE_MARGIN) */
    int16_t distance[FINE_PIXELS + FINE_STRIDE], columns[FINE_PIXELS + FINE_STRIDE]; /* squared, see stroke_width.c */
};

/* resample.c: exact area average of a box to width × height, and bilinear interpolation to the same. */
void normalise_average(const uint8_t *ink, int stride, pixel_box box, int width, int height, uint8_t *to,
                       int to_stride);
void normalise_interpolate(const uint8_t *ink, int stride, pixel_box box, int width, int height, uint8_t *to,
                           int to_stride);

/* stroke_width.c: the mean width of the strokes on the fine grid, in fine pixels; and strokes changed by `by` fine
 * pixels on each side, thicker where it is positive, thinner where it is negative (|by| ≤ FINE_REACH). */
float normalise_stroke_width(const uint8_t fine[FINE_PIXELS]);
void normalise_change_strokes(normalise_scratch *scratch, float by);

#endif
