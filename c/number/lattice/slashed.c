/* A slashed zero by the lines through it; see slashed.h. */
#include "slashed.h"

#include "tuning.h"

enum { SIDE = LENET5_INPUT_SIDE };

/* Lines across the picture that meet three strokes; along, across: from one pixel of a line to the next, and from line to
 * line. */
static int count_crossed(const uint8_t *input, int along, int across) {
    int crossed = 0;
    for (int line = 0; line < SIDE; line++) {
        int strokes = 0;
        for (int i = 1; i < SIDE; i++) {
            const uint8_t *at = input + line * across + i * along;
            strokes += at[0] >= SLASHED_INK && at[-along] < SLASHED_INK;
        }
        crossed += strokes == 3;
    }
    return crossed;
}

int slashed_is_zero(const uint8_t input[SIDE * SIDE]) {
    const int rows = count_crossed(input, 1, SIDE), columns = count_crossed(input, SIDE, 1);
    return rows >= SLASHED_LINES && columns >= SLASHED_LINES;
}
