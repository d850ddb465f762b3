/* currency: strokes of € £ ¥, which no collection of pens has: drawn, as different hands draw them. */
#ifndef LENET5_TRAIN_COMPOSE_CURRENCY_H
#define LENET5_TRAIN_COMPOSE_CURRENCY_H

#include <stddef.h>

#include "../../base/random.h"
#include "../../include/lenet5.h"
#include "../../number/lattice/arc.h"

enum { CURRENCY_MAX_POINTS = 32 };

/* kind: LATTICE_EURO, LATTICE_POUND or LATTICE_YEN. Returns the number of points; y downwards, about 1 high. */
size_t currency_strokes(random_stream *stream, lattice_kind kind, lenet5_point points[CURRENCY_MAX_POINTS]);

#endif
