/* lenet1998: for lenet1998.test.js. stdin, floats in the host's order: the 60,000 parameters, 60 connections (0 off), an
 * input of 32×32 bytes as 0 … 255, the label, the loss's j. stdout: every layer's output, the loss, its gradient, its
 * diagonal second derivatives; where all connections are on. */
#include <stdio.h>
#include <stdlib.h>

#include "../../c/train/lenet1998/gradient.h"

enum { INPUT = LENET5_INPUT_SIDE * LENET5_INPUT_SIDE };

static int read_floats(float *to, size_t count) { return fread(to, sizeof *to, count, stdin) == count; }
static int write_floats(const void *from, size_t count) { return fwrite(from, sizeof(float), count, stdout) == count; }

int main(void) {
    static parameters_1998 parameters, derivative;
    static lenet5_activations a;
    static float switches[LENET5_1998_CONNECTIONS], picture[INPUT], label_and_rubbish[2];
    uint8_t connected[LENET5_1998_CONNECTIONS], bytes[INPUT];
    gradient_1998_scratch *scratch = calloc(1, gradient_1998_scratch_size());
    if (scratch == NULL || !read_floats(&parameters.c1_weight[0][0][0][0], LENET5_1998_PARAMETERS) ||
        !read_floats(switches, LENET5_1998_CONNECTIONS) || !read_floats(picture, INPUT) ||
        !read_floats(label_and_rubbish, 2))
        return 2;
    for (int i = 0; i < LENET5_1998_CONNECTIONS; i++) connected[i] = (uint8_t)switches[i];
    for (int i = 0; i < INPUT; i++) bytes[i] = (uint8_t)picture[i];

    const float rubbish = label_and_rubbish[1];
    lenet1998_input(bytes, a.input);
    lenet1998_forward(&parameters, connected, &a);
    if (!write_floats(&a, sizeof a / sizeof(float))) return 2;
    const float loss = gradient_1998(&parameters, &a, (int)label_and_rubbish[0], rubbish, scratch, &derivative);
    if (!write_floats(&loss, 1) || !write_floats(&derivative, LENET5_1998_PARAMETERS)) return 2;
    gradient_1998_curvature(&parameters, &a, rubbish, scratch, &derivative);
    free(scratch);
    return write_floats(&derivative, LENET5_1998_PARAMETERS) ? 0 : 2;
}
