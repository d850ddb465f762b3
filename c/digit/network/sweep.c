/* The network at every place along a line image, S4 computed once for windows that overlap. */
#include "sweep.h"

#include <string.h>

/* A window has 5 columns of S4; the next window that shares none of them is this far away. */
enum { COLUMNS = 5, BLOCK = COLUMNS * SWEEP_STRIDE, ROWS = 16 * 5 /* of S4: maps and their rows */ };

/* The columns of S4 from the window that begins at `left`; beyond the picture is paper. */
static void features(const network *net, network_scratch *scratch, const uint8_t *picture, int width, int left,
                     lenet5_activations *a, float columns[ROWS][COLUMNS]) {
    for (int y = 0; y < LENET5_INPUT_SIDE; y++)
        for (int x = 0; x < LENET5_INPUT_SIDE; x++)
            a->input[y][x] = left + x < width ? (float)picture[y * width + left + x] / 255.0f : 0.0f;
    network_features(net, scratch, a);
    memcpy(columns, a->s4, sizeof a->s4);
}

void network_sweep(const network *net, network_scratch *scratch, const uint8_t *picture, int width,
                   lenet5_activations *a, float logits[][LENET5_CLASSES]) {
    const int places = sweep_places(width);
    float here[ROWS][COLUMNS], next[ROWS][COLUMNS];
    features(net, scratch, picture, width, 0, a, next);
    for (int place = 0; place < places; place++) {
        const int first = place % COLUMNS;
        if (first == 0) {
            memcpy(here, next, sizeof here);
            features(net, scratch, picture, width, place * SWEEP_STRIDE + BLOCK, a, next);
        }
        float(*s4)[COLUMNS] = a->s4[0];
        for (int row = 0; row < ROWS; row++)
            for (int x = 0; x < COLUMNS; x++)
                s4[row][x] = first + x < COLUMNS ? here[row][first + x] : next[row][first + x - COLUMNS];
        network_classify(net, a);
        memcpy(logits[place], a->logits, sizeof a->logits);
    }
}
