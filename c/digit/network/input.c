/* 28×28 bytes → the 32×32 input with its border, as bytes and as floats. */
#include "../../base/simd/bytes.h"
#include "../../base/simd/simd.h"
#include "network.h"

/* A row is two vectors that overlap: to copy so few bytes, engines for wasm call a function. */
void network_frame(const uint8_t picture[LENET5_SIDE * LENET5_SIDE],
                   uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE]) {
    enum { BORDER = (LENET5_INPUT_SIDE - LENET5_SIDE) / 2, REST = LENET5_SIDE - U8_LANES };
    memset(input, 0, LENET5_INPUT_SIDE * LENET5_INPUT_SIDE);
    uint8_t *to = input + BORDER * LENET5_INPUT_SIDE + BORDER;
    SIMD_ROLLED
    for (int y = 0; y < LENET5_SIDE; y++, picture += LENET5_SIDE, to += LENET5_INPUT_SIDE) {
        u8x16_store(to, u8x16_load(picture));
        u8x16_store(to + REST, u8x16_load(picture + REST));
    }
}

/* A byte's 255th is the sum of two products, correctly rounded, which takes less time than a division. */
void network_input(const uint8_t picture[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                   float input[LENET5_INPUT_SIDE][LENET5_INPUT_SIDE]) {
    enum { LANES = 4 };
    static const float HIGH = 0x1.01p-8f, LOW = (float)(1.0 / 255 - 0x1.01p-8);
    float *to = &input[0][0];
    SIMD_ROLLED
    for (int i = 0; i < LENET5_INPUT_SIDE * LENET5_INPUT_SIDE; i += LANES, picture += LANES, to += LANES) {
        f32x4 values = f32x4_from_bytes(picture);
        f32x4_store(to, values * f32x4_splat(HIGH) + values * f32x4_splat(LOW));
    }
}
