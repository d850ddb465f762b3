/* flank: a digit among its neighbours → the picture of it that is made when it is cut out of its line.
 *
 * What neighbours and rules leave inside a digit's box belongs to it as little as it can be helped, but where it touches
 * the digit no choice of components takes it off: the network has to read past it.
 */
#ifndef LENET5_FLANK_H
#define LENET5_FLANK_H

#include <stddef.h>
#include <stdint.h>

#include "random.h"

typedef struct flank_scratch flank_scratch; /* working memory, the caller's, one a thread */
size_t flank_scratch_size(void);

enum { FLANK_DIGITS = 3 }; /* the one before, the digit itself, the one behind */

/* Writes the digits side by side, cuts the middle one out by its own box and normalises it. pictures: [28][28] each,
 * 0 paper … 255 ink, none of them blank. */
void flank_digit(random_stream *stream, const uint8_t pictures[FLANK_DIGITS][28 * 28], flank_scratch *scratch,
                 uint8_t picture[28 * 28]);

#endif
