/* pens_vary: a person's strokes → the same as another hand would have them: wider or narrower, at another slant, zeros
 * with a slash, a bar or a dot.
 */
#ifndef LENET5_TRAIN_PENS_PENS_VARY_H
#define LENET5_TRAIN_PENS_PENS_VARY_H

#include <stddef.h>

#include "../../base/random.h"
#include "../../include/lenet5.h"

enum { PENS_VARY_ADDS = 2 }; /* at most so many points */

/* points: room for count + PENS_VARY_ADDS. Returns how many there are then. */
size_t pens_vary(random_stream *stream, char label, lenet5_point *points, size_t count);

#endif
