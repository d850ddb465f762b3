#include "../simd/bytes.h"
#include "../simd/simd.h"
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

/* Divides by 255, in no division's time: for bytes the sum of both products is the quotient, correctly rounded. */
static inline f32x4 share_of(i32x4 bytes) {
    static const float HIGH = 0x1.01p-8f, LOW = (float)(1.0 / 255 - 0x1.01p-8);
    f32x4 values = __builtin_convertvector(bytes, f32x4);
    return values * f32x4_splat(HIGH) + values * f32x4_splat(LOW);
}

void network_input(const uint8_t picture[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                   float input[LENET5_INPUT_SIDE][LENET5_INPUT_SIDE]) {
    float *to = &input[0][0];
    SIMD_ROLLED
    for (int i = 0; i < LENET5_INPUT_SIDE * LENET5_INPUT_SIDE; i += U8_LANES, picture += U8_LANES, to += U8_LANES) {
        u8x16 bytes = u8x16_load(picture);
        u16x8 half[2] = {u8x16_low(bytes), u8x16_high(bytes)};
        for (int k = 0; k < 2; k++) {
            f32x4_store(to + 8 * k, share_of((i32x4)__builtin_shufflevector(half[k], (u16x8){0}, 0, 8, 1, 9, 2, 10, 3, 11)));
            f32x4_store(to + 8 * k + 4,
                        share_of((i32x4)__builtin_shufflevector(half[k], (u16x8){0}, 4, 12, 5, 13, 6, 14, 7, 15)));
        }
    }
}
