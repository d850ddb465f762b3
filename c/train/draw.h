/* draw: pictures that the project makes itself, for training.
 *
 * Digits are drawn from stroke templates with style variants of the whole world (1 with flag and foot, crossed 7, open
 * and closed 4, curved and straight 9, looped 2, slashed 0 …), non-digits are letters, scribbles, pieces and pairs of
 * digits, textures. Every picture is a function of its stream alone, and is normalised as the engine normalises.
 */
#ifndef LENET5_DRAW_H
#define LENET5_DRAW_H

#include <stddef.h>
#include <stdint.h>

#include "random.h"

typedef struct draw_scratch draw_scratch; /* working memory, the caller's, one a thread */
size_t draw_scratch_size(void);

/* picture [28][28], 0 paper … 255 ink. */
void draw_digit(random_stream *stream, int digit, draw_scratch *scratch, uint8_t picture[28 * 28]);
void draw_outlier(random_stream *stream, draw_scratch *scratch, uint8_t picture[28 * 28]);

#endif
