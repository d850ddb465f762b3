#include "layers.h"

static float larger(float a, float b) { return a > b ? a : b; }

void layer_max_pool(const float *input, int maps, int side, float *output) {
    int rows = maps * side / 2; /* side is even, so that no pair of rows spans two maps */
    for (int row = 0; row < rows; row++) {
        const float *above = input + (size_t)(2 * row) * (size_t)side, *below = above + side;
        for (int x = 0; x < side; x += 2)
            *output++ = larger(larger(above[x], above[x + 1]), larger(below[x], below[x + 1]));
    }
}
