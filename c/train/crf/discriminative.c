/* discriminative: shows a line's arcs to the network and takes the derivative of the loss through them. */
#include "discriminative.h"

#include <stdlib.h>
#include <string.h>

#include "../../base/maths/maths.h"
#include "../../number/lattice/classify.h"
#include "../../number/lattice/tuning.h"
#include "said.h"

enum { LANES = GRADIENT_LANES };
_Static_assert((int)EXAMPLE_CHOSEN == (int)LANES, "a line's arcs that are trained on fill a batch");

/* The first of the random streams that steps take, none of those that the trainer or the composing take. */
static const uint64_t STREAMS = UINT64_C(1) << 32;
static const float Q = 0.5f; /* of the generalised cross entropy: 0 is ln P, 1 the share read right */

/* What a worker needs to itself. */
typedef struct workplace {
    passes *passes;
    example_arc arc[LATTICE_MAX_ARCS];
} workplace;

struct discriminative {
    discriminative_options options;
    int lines;
    example *examples;
    workplace *workplaces[WORKERS_MOST];
};

static int allocate_all(discriminative *d) {
    const example_options *options = &d->options.examples;
    d->examples = calloc((size_t)options->lines, sizeof *d->examples);
    if (d->examples == NULL) return 0;
    for (int i = 0; i < options->workers; i++) {
        workplace *w = d->workplaces[i] = calloc(1, sizeof *w);
        if (w == NULL || (w->passes = malloc(sizeof *w->passes)) == NULL) return 0;
    }
    return 1;
}

discriminative *discriminative_start(const discriminative_options *options) {
    discriminative *d = calloc(1, sizeof *d);
    if (d == NULL) return NULL;
    d->options = *options;
    if (!allocate_all(d) || (d->lines = examples_make(&options->examples, d->examples)) < 0) {
        discriminative_stop(d);
        return NULL;
    }
    return d;
}

void discriminative_stop(discriminative *d) {
    if (d == NULL) return;
    for (int i = 0; i < WORKERS_MOST; i++) {
        if (d->workplaces[i] != NULL) free(d->workplaces[i]->passes);
        free(d->workplaces[i]);
    }
    examples_free(d->examples, d->options.examples.lines);
    free(d);
}

int discriminative_lines(const discriminative *d) { return d->lines; }

/* A look at an arc's picture: every other time as it is, or else as one of the variants that are read in doubt. */
static void look_at(const uint8_t picture[LENET5_SIDE * LENET5_SIDE], random_stream *stream,
                    float input[LENET5_SIDE * LENET5_SIDE]) {
    enum { FRAME = LENET5_INPUT_SIDE, BORDER = (LENET5_INPUT_SIDE - LENET5_SIDE) / 2 };
    uint8_t framed[FRAME * FRAME], varied[FRAME * FRAME];
    const int variant = (int)random_below(stream, 2 * AUGMENT_VARIANTS), is_plain = variant >= AUGMENT_VARIANTS;
    network_frame(picture, framed);
    if (!is_plain) lattice_vary(framed, variant, varied);
    for (int y = 0; y < LENET5_SIDE; y++) {
        const uint8_t *row = (is_plain ? framed : varied) + (y + BORDER) * FRAME + BORDER;
        for (int x = 0; x < LENET5_SIDE; x++) input[y * LENET5_SIDE + x] = (float)row[x] / 255;
    }
}

/* Shows the arcs that are trained on to the network; lanes that are left over are blank. */
static void show(const example *e, random_stream *stream, gradient_batch *batch) {
    static const float BLANK[LENET5_SIDE * LENET5_SIDE];
    float input[LENET5_SIDE * LENET5_SIDE];
    for (int i = 0; i < e->chosen; i++) {
        look_at(e->picture[i], stream, input);
        gradient_set_input(batch, i, input);
    }
    for (int i = e->chosen; i < LANES; i++) gradient_set_input(batch, i, BLANK);
}

float discriminative_gradient(discriminative *d, int line, random_stream *stream, float scale, int worker,
                              const float *parameters, gradient_batch *batch, float *gradient) {
    const lattice_model *model = d->options.examples.model;
    const decide_rule *rule = d->options.examples.rule;
    workplace *w = d->workplaces[worker];
    example e = d->examples[line];
    float logits[LANES][LENET5_CLASSES], slopes[LANES][LENET5_CLASSES] = {{0}};
    said its[LANES];
    memcpy(w->arc, e.arc, (size_t)e.arcs * sizeof *w->arc);
    e.arc = w->arc;
    show(&e, stream, batch);
    gradient_forward(parameters, batch, logits);
    for (int i = 0; i < e.chosen; i++) {
        its[i] = said_by(rule, logits[i]);
        said_describe(rule, &its[i], &w->arc[e.choice[i]]);
    }
    for (int i = 0; i < e.arcs; i++) passes_score(model, &e, i, w->passes);
    const float right = maths_exp(-Q * passes_run(&e, w->passes)); /* P^q */
    for (int i = 0; i < e.chosen; i++)
        said_slopes(rule, model, &e, w->passes, e.choice[i], &its[i], scale * right, slopes[i]);
    gradient_backward(parameters, batch, slopes, gradient);
    return (1 - right) / Q;
}

static void find(void *argument, size_t step, int part, int worker, const float *parameters, gradient_batch *batch,
                 float *gradient) {
    discriminative *d = argument;
    const float scale = d->options.how.weight / (float)RECIPE_BATCH;
    random_stream stream = random_start(d->options.examples.seed, STREAMS + step, (uint64_t)part);
    const int line = (int)random_below(&stream, (uint32_t)d->lines);
    discriminative_gradient(d, line, &stream, scale, worker, parameters, batch, gradient);
}

trainer_beside discriminative_beside(discriminative *d) { return (trainer_beside){d->options.how.a_step, find, d}; }
