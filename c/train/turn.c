#include "turn.h"

/* Left out: what resembles a digit when turned (0 always, 6 by a quarter, 6 and 9 by half, 2 and 5 mirrored …). */
static const turned TURNED[] = {
    {1, TURN_QUARTER}, {1, TURN_THREE_QUARTERS}, {2, TURN_QUARTER}, {2, TURN_THREE_QUARTERS},
    {3, TURN_QUARTER}, {3, TURN_THREE_QUARTERS}, {4, TURN_QUARTER}, {4, TURN_THREE_QUARTERS},
    {5, TURN_QUARTER}, {5, TURN_THREE_QUARTERS}, {7, TURN_QUARTER}, {7, TURN_THREE_QUARTERS},
    {8, TURN_QUARTER}, {9, TURN_QUARTER},        {9, TURN_THREE_QUARTERS},
    {3, TURN_MIRROR},  {7, TURN_MIRROR},         {3, TURN_HALF},    {4, TURN_HALF},
    {7, TURN_HALF},
};

turned turned_choose(random_stream *stream) {
    return TURNED[random_below(stream, sizeof TURNED / sizeof *TURNED)];
}

/* Where pixel x, y of the turned picture comes from. */
static int origin(turn how, int side, int x, int y) {
    const int right = side - 1 - x, below = side - 1 - y;
    switch (how) {
    case TURN_QUARTER: return right * side + y;
    case TURN_THREE_QUARTERS: return x * side + below;
    case TURN_HALF: return below * side + right;
    default: return y * side + right;
    }
}

void turn_picture(const uint8_t *from, int side, turn how, uint8_t *to) {
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) to[y * side + x] = from[origin(how, side, x, y)];
}
