/* augment: one picture → a random variation of it, of the kind that writers, pens and scanners make.
 *
 * Rotation, scale, shear and shift (affine), a smooth random displacement (elastic; P. Simard, D. Steinkraus, J. Platt,
 * "Best Practices for Convolutional Neural Networks Applied to Visual Document Analysis", ICDAR 2003), stroke thickness
 * and contrast, in that order.
 */
#ifndef LENET5_TRAIN_AUGMENT_H
#define LENET5_TRAIN_AUGMENT_H

#include <stdint.h>

#include "../base/random.h"
#include "../include/lenet5.h"

enum { AUGMENT_SIDE = LENET5_SIDE, AUGMENT_AREA = AUGMENT_SIDE * AUGMENT_SIDE };
_Static_assert((int)AUGMENT_AREA == 28 * 28, "the pictures of sources and of synth");

/* How strong: each amount is drawn evenly from its range. */
typedef struct augmentation {
    float clean;    /* share of the pictures that are only shifted, by whole pixels, at most 1 */
    float rotation; /* ± radians */
    float scale;    /* width and height, each times 1 ± this */
    float shear;    /* ± horizontal pixels per vertical pixel */
    float shift;    /* ± pixels along each axis */
    float elastic;  /* largest root mean square of the displacement along each axis, pixels; least: a quarter of it */
    float smooth_least, smooth_most; /* standard deviation of the displacement's smoothing, pixels */
    float thicker, thinner;          /* share of the pictures averaged with their 3×3-cross maximum or minimum */
    float contrast;        /* ink value v becomes g·v + (1 − g)·m, within 0 … 1: g from 1 to 1 + this, */
    float contrast_middle; /* m from 0.5 − this to 0.5 + this */
} augmentation;

/* from [28][28]: 0 paper … 255 ink; to: 0 … 1. */
void augment(const augmentation *strength, random_stream *stream, const uint8_t from[AUGMENT_AREA],
             float to[AUGMENT_AREA]);

#endif
