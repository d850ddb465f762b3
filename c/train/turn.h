/* turn: which digits, turned or mirrored in which way, are no digits any more. */
#ifndef LENET5_TURN_H
#define LENET5_TURN_H

#include <stdint.h>

#include "random.h"

typedef enum turn {
    TURN_QUARTER, /* clockwise */
    TURN_THREE_QUARTERS,
    TURN_HALF,
    TURN_MIRROR /* left and right */
} turn;

typedef struct turned {
    int digit;
    turn turn;
} turned;

/* Any of them. */
turned turned_choose(random_stream *stream);

/* from turned → to, both [side][side]. */
void turn_picture(const uint8_t *from, int side, turn how, uint8_t *to);

#endif
