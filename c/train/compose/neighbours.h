/* neighbours: a digit among its neighbours → the picture of it that is made when it is cut out of its line.
 *
 * What neighbours and rules leave inside a digit's box belongs to it as little as it can be helped, but where it
 * touches the digit no choice of components takes it off: the network has to read past it. Half of the pictures are cut
 * out by the digit's own box, as forms are cut into fields, the others by the seams of their line, made upright, as
 * numbers are cut.
 */
#ifndef LENET5_TRAIN_COMPOSE_NEIGHBOURS_H
#define LENET5_TRAIN_COMPOSE_NEIGHBOURS_H

#include <stddef.h>
#include <stdint.h>

#include "../../base/random.h"

typedef struct neighbours_scratch neighbours_scratch; /* working memory, the caller's, one a thread */
size_t neighbours_scratch_size(void);

enum { NEIGHBOURS_DIGITS = 3 }; /* side by side */

/* Writes the digits, cuts one out and normalises it; returns its label, one of labels'. pictures: [28][28] each,
 * 0 paper … 255 ink, none of them blank. */
int neighbours_digit(random_stream *stream, const uint8_t pictures[NEIGHBOURS_DIGITS][28 * 28],
                     const int labels[NEIGHBOURS_DIGITS], neighbours_scratch *scratch, uint8_t picture[28 * 28]);

#endif
