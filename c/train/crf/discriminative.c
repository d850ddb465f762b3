/* discriminative: chooses the arcs of each line that are trained on, and takes the derivative of the loss by their logits.
 */
#include "discriminative.h"

#include <stdlib.h>
#include <string.h>

#include "../../base/maths/maths.h"
#include "../../number/lattice/classify.h"
#include "../../number/lattice/tuning.h"
#include "said.h"

enum { LANES = GRADIENT_LANES };

/* The first of the random streams that steps take; the others are the trainer's. */
static const uint64_t STREAMS = UINT64_C(1) << 32;
static const float Q = 0.5f; /* of the generalised cross entropy: 0 is ln P, 1 the share read right */

/* A line and those of its arcs that are trained on. */
typedef struct lesson {
    example line;
    int arcs, arc[LANES];
} lesson;

/* What a worker needs to itself. */
typedef struct workplace {
    passes *passes;
    example_arc arc[LATTICE_MAX_ARCS];
} workplace;

struct discriminative {
    discriminative_options options;
    int lines;
    example *examples;
    lesson *lessons;
    workplace *workplaces[WORKERS_MOST];
};

static float magnitude(float x) { return x < 0 ? -x : x; }

/* By how much the scores of an arc change the line's loss. */
static float influence(const example *e, const passes *p, int arc) {
    float sum = 0;
    if (!passes_matter(e, p, arc)) return 0;
    for (int s = 0; s < LATTICE_SYMBOLS; s++) sum += magnitude(passes_slope(e, p, arc, s));
    return sum;
}

static void score_all(const lattice_model *model, const example *e, passes *p) {
    for (int i = 0; i < e->arcs; i++) passes_score(model, e, i, p);
}

/* The arcs of most influence, by insertion into a short sorted list. */
static lesson choose(const lattice_model *model, const example *e, passes *p) {
    lesson chosen = {.line = *e};
    float most[LANES];
    score_all(model, e, p);
    passes_run(e, p);
    for (int i = 0; i < e->arcs; i++) {
        const float own = influence(e, p, i);
        int at = chosen.arcs;
        if (own <= 0 || (at == LANES && own <= most[LANES - 1])) continue;
        at -= at == LANES;
        for (; at > 0 && most[at - 1] < own; at--) most[at] = most[at - 1], chosen.arc[at] = chosen.arc[at - 1];
        most[at] = own, chosen.arc[at] = i;
        chosen.arcs += chosen.arcs < LANES;
    }
    return chosen;
}

static int allocate_all(discriminative *d) {
    const example_options *options = &d->options.examples;
    d->examples = calloc((size_t)options->lines, sizeof *d->examples);
    d->lessons = calloc((size_t)options->lines, sizeof *d->lessons);
    if (d->examples == NULL || d->lessons == NULL) return 0;
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
    for (int i = 0; i < d->lines; i++)
        d->lessons[i] = choose(options->model, &d->examples[i], d->workplaces[0]->passes);
    return d;
}

void discriminative_stop(discriminative *d) {
    if (d == NULL) return;
    for (int i = 0; i < WORKERS_MOST; i++) {
        if (d->workplaces[i] != NULL) free(d->workplaces[i]->passes);
        free(d->workplaces[i]);
    }
    examples_free(d->examples, d->options.examples.lines);
    free(d->lessons), free(d);
}

int discriminative_lines(const discriminative *d) { return d->lines; }

/* A look at an arc's picture: every other time as it is, or else as one of the variants that are read in doubt. */
static void look_at(const uint8_t picture[LENET5_SIDE * LENET5_SIDE], random_stream *stream,
                    float input[LENET5_SIDE * LENET5_SIDE]) {
    enum { FRAME = LENET5_INPUT_SIDE, BORDER = (LENET5_INPUT_SIDE - LENET5_SIDE) / 2 };
    uint8_t framed[FRAME * FRAME], varied[FRAME * FRAME];
    const int variant = (int)random_below(stream, 2 * AUGMENT_VARIANTS);
    network_frame(picture, framed);
    if (variant < AUGMENT_VARIANTS) lattice_vary(framed, variant, varied);
    const uint8_t *from = variant < AUGMENT_VARIANTS ? varied : framed;
    for (int y = 0; y < LENET5_SIDE; y++)
        for (int x = 0; x < LENET5_SIDE; x++)
            input[y * LENET5_SIDE + x] = (float)from[(y + BORDER) * FRAME + x + BORDER] / 255;
}

/* Shows the arcs that are trained on to the network; lanes that are left over are blank. */
static void show(const lesson *l, random_stream *stream, gradient_batch *batch) {
    static const float BLANK[LENET5_SIDE * LENET5_SIDE];
    float input[LENET5_SIDE * LENET5_SIDE];
    for (int i = 0; i < l->arcs; i++) {
        look_at(l->line.picture[l->arc[i]], stream, input);
        gradient_set_input(batch, i, input);
    }
    for (int i = l->arcs; i < LANES; i++) gradient_set_input(batch, i, BLANK);
}

float discriminative_gradient(discriminative *d, int line, random_stream *stream, float scale, int worker,
                              const float *parameters, gradient_batch *batch, float *gradient) {
    const lattice_model *model = d->options.model;
    const decide_rule *rule = d->options.examples.rule;
    const lesson *l = &d->lessons[line];
    workplace *w = d->workplaces[worker];
    example e = l->line;
    float logits[LANES][LENET5_CLASSES], slopes[LANES][LENET5_CLASSES] = {{0}};
    said its[LANES];
    memcpy(w->arc, e.arc, (size_t)e.arcs * sizeof *w->arc);
    e.arc = w->arc;
    show(l, stream, batch);
    gradient_forward(parameters, batch, logits);
    for (int i = 0; i < l->arcs; i++) {
        its[i] = said_by(rule, logits[i]);
        said_describe(rule, &its[i], &w->arc[l->arc[i]]);
    }
    score_all(model, &e, w->passes);
    const float right = maths_exp(-Q * passes_run(&e, w->passes)); /* P^q */
    for (int i = 0; i < l->arcs; i++)
        said_slopes(rule, model, &e, w->passes, l->arc[i], &its[i], scale * right, slopes[i]);
    gradient_backward(parameters, batch, slopes, gradient);
    return (1 - right) / Q;
}

static float find(void *argument, size_t step, int part, int worker, const float *parameters, gradient_batch *batch,
                  float *gradient) {
    discriminative *d = argument;
    const float scale = d->options.how.weight / (float)RECIPE_BATCH;
    random_stream stream = random_start(d->options.examples.seed, STREAMS + step, (uint64_t)part);
    const int line = (int)random_below(&stream, (uint32_t)d->lines);
    return discriminative_gradient(d, line, &stream, scale, worker, parameters, batch, gradient);
}

trainer_beside discriminative_beside(discriminative *d) {
    return (trainer_beside){d->lines > 0 ? d->options.how.a_step : 0, find, d};
}
