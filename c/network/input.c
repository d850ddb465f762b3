#include "../simd/simd.h"
#include "network.h"

void network_frame(const uint8_t picture[LENET5_SIDE * LENET5_SIDE],
                   uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE]) {
    enum { BORDER = (LENET5_INPUT_SIDE - LENET5_SIDE) / 2 };
    memset(input, 0, LENET5_INPUT_SIDE * LENET5_INPUT_SIDE);
    SIMD_ROLLED
    for (int y = 0; y < LENET5_SIDE; y++)
        memcpy(&input[(y + BORDER) * LENET5_INPUT_SIDE + BORDER], &picture[y * LENET5_SIDE], LENET5_SIDE);
}

void network_input(const uint8_t picture[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                   float input[LENET5_INPUT_SIDE][LENET5_INPUT_SIDE]) {
    enum { LANES = 4 };
    float *to = &input[0][0];
    SIMD_ROLLED
    for (int i = 0; i < LENET5_INPUT_SIDE * LENET5_INPUT_SIDE; i += LANES) {
        f32x4_store(to + i, f32x4_from_bytes(picture + i) / f32x4_splat(255.0f));
    }
}
