/* A known answer, by which a build that calculates otherwise is told. */
#include <string.h>

#include "objects.h"

enum { CHECK_SIDE = 36 };

/* Lehmer's generator with the multiplier of Park and Miller. */
static int32_t next_random(uint32_t *state) {
    *state = (uint32_t)(*state * (uint64_t)48271 % 2147483647);
    return (int32_t)*state - (1 << 30);
}

/* A dark arc on light paper, lit from one side. */
static void paint_check(uint8_t rgba[CHECK_SIDE][CHECK_SIDE][4]) {
    for (int y = 0; y < CHECK_SIDE; y++)
        for (int x = 0; x < CHECK_SIDE; x++) {
            int across = 2 * x - CHECK_SIDE, down = 2 * y - CHECK_SIDE, distance = across * across + 2 * down * down;
            int dark = distance > 300 && distance < 700 && across > -12 ? 170 : 0;
            memset(rgba[y][x], 255, 4);
            memset(rgba[y][x], 230 - x / 2 - dark, 3);
        }
}

lenet5_status lenet5_check(lenet5 *net, lenet5_context *context) {
    static const uint32_t EXPECTED = 1267233370u;
    uint8_t rgba[CHECK_SIDE][CHECK_SIDE][4];
    lenet5_result result;
    uint32_t state = 1, sum = 0;
    if (!context_holds(context, CHECK_SIDE, CHECK_SIDE)) return LENET5_NO_MEMORY;
    float *parameters = (float *)&net->parameters;
    for (int i = 0; i < LENET5_PARAMETERS; i++) parameters[i] = (float)next_random(&state) / (1 << 30) / 4;
    net->rule = (decide_rule){1, 0};
    network_pack(&net->parameters, network_of(net));
    paint_check(rgba);
    lenet5_predict(net, context, &rgba[0][0][0], CHECK_SIDE, CHECK_SIDE, &result);
    for (size_t i = 0; i < sizeof result; i++) sum = sum * 16777619 + ((const uint8_t *)&result)[i];
    return sum == EXPECTED ? LENET5_OK : LENET5_WRONG_MACHINE;
}
