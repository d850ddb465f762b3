/* start: draws the initial weights, layer by layer. */
#include "start.h"

#include "../../base/random.h"

enum { KERNEL = KERNEL_SIDE * KERNEL_SIDE, SUBSAMPLING_INPUTS = 4 };

/* count numbers for a unit of as many inputs, and a bias. */
static void draw(random_stream *stream, float *numbers, int count, int inputs) {
    const float most = 2.4f / (float)(inputs + 1);
    for (int i = 0; i < count; i++) numbers[i] = random_between(stream, -most, most);
}

/* The inputs of a unit of a map of C3. */
static int inputs_of_c3(int map) {
    int inputs = 0;
    for (int i = 0; i < LENET5_1998_CONNECTIONS; i++) inputs += CONNECTIONS_1998[i].to == map ? KERNEL : 0;
    return inputs;
}

static void draw_c3(random_stream *stream, parameters_1998 *p) {
    for (int i = 0; i < LENET5_1998_CONNECTIONS; i++)
        draw(stream, &p->c3_weight[i][0][0], KERNEL, inputs_of_c3(CONNECTIONS_1998[i].to));
    for (int m = 0; m < C3_CHANNELS; m++) draw(stream, &p->c3_bias[m], 1, inputs_of_c3(m));
}

void start_1998(uint64_t seed, parameters_1998 *p) {
    random_stream stream = random_start(seed, UINT64_MAX, 0);
    draw(&stream, &p->c1_weight[0][0][0][0], C1_CHANNELS * KERNEL, KERNEL);
    draw(&stream, p->c1_bias, C1_CHANNELS, KERNEL);
    draw(&stream, p->s2_coefficient, C1_CHANNELS, SUBSAMPLING_INPUTS);
    draw(&stream, p->s2_bias, C1_CHANNELS, SUBSAMPLING_INPUTS);
    draw_c3(&stream, p);
    draw(&stream, p->s4_coefficient, C3_CHANNELS, SUBSAMPLING_INPUTS);
    draw(&stream, p->s4_bias, C3_CHANNELS, SUBSAMPLING_INPUTS);
    draw(&stream, &p->c5_weight[0][0][0][0], C5_OUTPUTS * C5_INPUTS, C5_INPUTS);
    draw(&stream, p->c5_bias, C5_OUTPUTS, C5_INPUTS);
    draw(&stream, &p->f6_weight[0][0], F6_OUTPUTS * C5_OUTPUTS, C5_OUTPUTS);
    draw(&stream, p->f6_bias, F6_OUTPUTS, C5_OUTPUTS);
}
