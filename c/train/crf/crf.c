/* crf: fits the scoring model to composed lines by forward-backward and Adam. */
#include "crf.h"

#include <stdlib.h>
#include <string.h>

#include "../../base/maths/maths.h"
#include "example.h"
#include "passes.h"

enum { BATCH = 8 };

static const float STEP = 0.01f, DECAY = 1e-5f;

static void add_row(float *row, float x, const float *hidden, int units) {
    for (int h = 0; h < units; h++) row[h] += x * hidden[h];
}

static void add_gradient(const lattice_model *model, const example *e, const passes *p, int i,
                         lattice_model *gradient) {
    const example_arc *arc = &e->arc[i];
    float kind[LATTICE_KINDS] = {0};
    for (int s = 0; s < LATTICE_SYMBOLS; s++) {
        const float d = passes_slope(e, p, i, s);
        kind[lattice_kind_of(s)] += d;
        if (s >= LENET5_CLASSES) continue;
        gradient->sharpness += d * arc->digit[s];
        if (!e->is_amount) continue;
        for (int f = 0; f < LATTICE_FEATURES; f++) gradient->amount[s][f] += d * arc->feature[f];
    }
    float hidden[LATTICE_HIDDEN] = {0};
    for (int k = 0; k < LATTICE_KINDS; k++) {
        for (int f = 0; f < LATTICE_FEATURES; f++) gradient->linear[k][f] += kind[k] * arc->feature[f];
        for (int h = 0; h < lattice_units_of((lattice_kind)k); h++) {
            gradient->out[k][h] += kind[k] * p->hidden[i][h];
            hidden[h] += kind[k] * model->out[k][h];
        }
    }
    for (int h = 0; h < LATTICE_HIDDEN; h++) hidden[h] = p->hidden[i][h] > 0 ? hidden[h] : 0;
    for (int f = 0; f < LATTICE_FEATURES; f++) add_row(gradient->shape[f], arc->feature[f], hidden, LATTICE_HIDDEN);
    for (int f = 0; f < LATTICE_LOOK; f++)
        if (arc->look[f] > 0)
            add_row(gradient->look[f], lattice_pixel(arc->look[f]), hidden + LATTICE_PLAIN,
                    LATTICE_HIDDEN - LATTICE_PLAIN);
}

/* Adds the gradient of the loss −ln P(right paths) to `gradient`; returns the loss. */
static float learn(const lattice_model *model, const example *e, passes *p, lattice_model *gradient) {
    for (int i = 0; i < e->arcs; i++) passes_score(model, e, i, p);
    const float loss = passes_run(e, p);
    for (int i = 0; i < e->arcs; i++)
        if (passes_matter(e, p, i)) add_gradient(model, e, p, i, gradient);
    return loss;
}

/* Adam (Kingma, Ba, 2015). */
typedef struct optimiser {
    float first[LATTICE_MODEL_PARAMETERS], second[LATTICE_MODEL_PARAMETERS];
    float power1, power2;
} optimiser;

static void step(optimiser *o, float rate, const float *gradient, float *parameter) {
    o->power1 *= 0.9f;
    o->power2 *= 0.999f;
    for (int i = 0; i < LATTICE_MODEL_PARAMETERS; i++) {
        const float g = gradient[i] / (float)BATCH + DECAY * parameter[i];
        o->first[i] = 0.9f * o->first[i] + 0.1f * g;
        o->second[i] = 0.999f * o->second[i] + 0.001f * g * g;
        const float mean = o->first[i] / (1 - o->power1), square = o->second[i] / (1 - o->power2);
        parameter[i] -= rate * mean / (maths_sqrt(square) + 1e-8f);
    }
}

static void start_model(random_stream *stream, lattice_model *model) {
    memset(model, 0, sizeof *model);
    model->sharpness = 0.7f;
    for (int f = 0; f < LATTICE_FEATURES; f++)
        for (int h = 0; h < LATTICE_HIDDEN; h++) model->shape[f][h] = 0.3f * random_normal(stream);
    for (int p = 0; p < LATTICE_LOOK; p++)
        for (int h = 0; h < LATTICE_HIDDEN - LATTICE_PLAIN; h++) model->look[p][h] = 0.3f * random_normal(stream);
}

static void shuffle(random_stream *stream, int *order, int count) {
    for (int i = count - 1; i > 0; i--) {
        const int k = (int)random_below(stream, (uint32_t)i + 1), kept = order[i];
        order[i] = order[k];
        order[k] = kept;
    }
}

static void optimise(const example *examples, int count, const crf_options *options, int *order, passes *p,
                     lattice_model *model, crf_result *result) {
    static _Thread_local optimiser o;
    random_stream stream = random_start(options->seed, 0, 1);
    const int steps_per_epoch = count / BATCH, steps = options->epochs * steps_per_epoch;
    o = (optimiser){.power1 = 1, .power2 = 1};
    start_model(&stream, model);
    for (int i = 0; i < count; i++) order[i] = i;
    for (int epoch = 0, done = 0; epoch < options->epochs; epoch++) {
        double loss = 0;
        shuffle(&stream, order, count);
        for (int i = 0; i + BATCH <= count; i += BATCH, done++) {
            lattice_model gradient = {0};
            for (int k = 0; k < BATCH; k++) loss += (double)learn(model, &examples[order[i + k]], p, &gradient);
            step(&o, STEP * (1 - (float)done / (float)steps), &gradient.sharpness, &model->sharpness);
        }
        result->loss = loss / (double)(steps_per_epoch * BATCH);
        if (options->progress != NULL) options->progress("epoch", epoch + 1, options->epochs, result->loss);
    }
}

int crf_fit(const network *net, const decide_rule *rule, const sources *digits, const stock *strokes,
            const crf_options *options, lattice_model *model, crf_result *result) {
    passes *p = malloc(sizeof *p);
    example *examples = calloc((size_t)options->lines, sizeof *examples);
    int *order = malloc((size_t)options->lines * sizeof *order);
    int made = p != NULL && examples != NULL && order != NULL;
    *result = (crf_result){.lines = options->lines};
    if (made) {
        const example_options o = {.net = net,
                                   .rule = rule,
                                   .digits = digits,
                                   .strokes = strokes,
                                   .part = SOURCE_VALIDATE,
                                   .seed = options->seed,
                                   .lines = options->lines,
                                   .workers = options->workers};
        result->found = examples_make(&o, examples);
        made = result->found >= 0;
    }
    if (made && options->progress != NULL) options->progress("line", options->lines, options->lines, result->found);
    if (made) optimise(examples, result->found, options, order, p, model, result);
    examples_free(examples, options->lines);
    free(order), free(p);
    return made;
}
