/* neighbours: a digit between two others → the picture of it that is cut out of their line, for training.
 *
 * Ink of neighbours and ruled lines inside the box of a digit is removed where it is a component of its own; where it
 * touches the digit the network has to cope with it. Half of the pictures are cut out by the box of the digit, as the
 * boxes of forms are, the others along seams of the upright line image, as numbers are cut.
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
