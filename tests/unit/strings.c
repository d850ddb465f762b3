/* strings: for strings.test.js. Composes lines of the digits that the project draws and walks each up and down along its
 * gradient.
 *
 *     strings weights.safetensors LINES
 *
 * Answers are a line of text for each line that can be read right and has a gradient: its loss, the square of its
 * gradient's length, the step, and the loss a step of length `STEP` up and down along the gradient.
 */
#include <math.h>
#include <string.h>

#include "../../c/train/crf/discriminative.h"
#include "network_file.h"

static const float STEP = 1e-3f;

/* What is walked with. */
typedef struct walk {
    discriminative *lines;
    gradient_batch *batch;
    float *start, *moved, *gradient, *unused;
    size_t count;
} walk;

/* The loss of a line where `by` times its gradient is added to the parameters. */
static float loss_at(walk *w, int line, float by, float *gradient) {
    random_stream stream = random_start(1, (uint64_t)line, 0);
    for (size_t i = 0; i < w->count; i++) w->moved[i] = w->start[i] + (by == 0 ? 0 : by * w->gradient[i]);
    return discriminative_gradient(w->lines, line, &stream, 1, 0, w->moved, w->batch, gradient);
}

static void try_line(walk *w, int line) {
    double square = 0;
    const float loss = loss_at(w, line, 0, w->gradient);
    for (size_t i = 0; i < w->count; i++) square += (double)w->gradient[i] * (double)w->gradient[i];
    if (square == 0) return;
    const float step = STEP / (float)sqrt(square);
    const float up = loss_at(w, line, step, w->unused), down = loss_at(w, line, -step, w->unused);
    printf("%.9g %.9g %.9g %.9g %.9g\n", (double)loss, square, (double)step, (double)up, (double)down);
}

int main(int argc, char **argv) {
    static stock nobody;
    static lattice_model model;
    static sources drawn;
    network_parameters *parameters = aligned(sizeof *parameters);
    network *net = aligned(network_size());
    FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
    decide_rule rule;
    if (parameters == NULL || net == NULL || !read_parameters(file, parameters, &rule)) return 2;
    network_pack(parameters, net);
    lattice_model_unpack(&model);
    const discriminative_options options = {.examples = {.net = net,
                                                         .rule = &rule,
                                                         .digits = &drawn,
                                                         .strokes = &nobody,
                                                         .model = &model,
                                                         .part = SOURCE_TRAIN,
                                                         .seed = 1,
                                                         .lines = (int)strtol(argv[2], NULL, 10),
                                                         .workers = 1}};
    walk w = {.lines = discriminative_start(&options),
              .batch = aligned(gradient_batch_size(&gradient_lenet5)),
              .start = (float *)(void *)parameters,
              .count = gradient_parameter_count(&gradient_lenet5)};
    w.moved = malloc(w.count * sizeof(float));
    w.gradient = malloc(w.count * sizeof(float));
    w.unused = malloc(w.count * sizeof(float));
    if (w.lines == NULL || w.batch == NULL || w.moved == NULL || w.gradient == NULL || w.unused == NULL) return 2;
    memset(w.batch, 0, gradient_batch_size(&gradient_lenet5));
    gradient_prepare(&gradient_lenet5, w.batch);
    for (int i = 0; i < discriminative_lines(w.lines); i++) try_line(&w, i);
    discriminative_stop(w.lines);
    free(w.moved), free(w.gradient), free(w.unused), free(w.batch), free(net), free(parameters);
    return 0;
}
