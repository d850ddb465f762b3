/* normalise: the ink of one digit → the 28×28 picture that MNIST would have made of it.
 *
 * The method is MNIST's (LeCun et al. 1998, section III-A): the bounding box is scaled to fit 20×20 keeping the aspect
 * ratio, with anti-aliasing (area average), and placed so that the centre of mass is the centre of 28×28. In addition
 * the stroke width is measured and brought to MNIST's own, because a pen on a screen or a photo is thinner or fatter.
 * A picture that is already as MNIST's comes out as it went in.
 */
#ifndef LENET5_DIGIT_NORMALISE_H
#define LENET5_DIGIT_NORMALISE_H

#include <stddef.h>
#include <stdint.h>

#include "../../include/lenet5.h"
#include "../inkmap/inkmap.h"

enum { NORMALISE_SIDE = LENET5_SIDE, NORMALISE_BOX = 20 };

typedef struct normalise_scratch normalise_scratch; /* working memory, the caller's */
size_t normalise_scratch_size(void);

/* ink: [height][stride] bytes, 0 paper … 255 ink, of which box (inside it, not empty) holds one digit.
 * picture: [28][28], 0 paper … 255 ink. */
void normalise_digit(const uint8_t *ink, int stride, pixel_box box, normalise_scratch *scratch,
                     uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE]);

/* The same without a look at the strokes, for ink of a known pen whose box may hold paper at its edges. */
void normalise_plain(const uint8_t *ink, int stride, pixel_box box, uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE]);

#endif
