/* trainer: orders a pass, distorts its pictures, and steps after each or after a batch. */
#include "trainer.h"

#include <stdlib.h>
#include <string.h>

#include "../../base/random.h"
#include "../../model/weights.h"
#include "adam.h"
#include "gradient.h"
#include "levenberg.h"
#include "start.h"

enum { PART = 16, PARTS = 4, BATCH = PART * PARTS };

/* What one worker needs to itself. */
typedef struct worker_state {
    lenet5_activations activations;
    parameters_1998 gradient;
    gradient_1998_scratch *scratch;
} worker_state;

struct trainer_1998 {
    const recipe_1998 *recipe;
    lesson_1998 lesson;
    uint64_t seed;
    int passes, pass; /* in all, and made so far */
    size_t batch;     /* of the pass that is being made */
    workers *team;
    uint32_t *order;
    parameters_1998 parameters, rates;
    adam_state adam;
    parameters_1998 gradients[PARTS];
    float losses[PARTS];
    int worker_count;
    worker_state *worker_states;
};

static int allocate(trainer_1998 *t) {
    t->order = malloc(t->lesson.count * sizeof *t->order);
    t->worker_states = calloc((size_t)t->worker_count, sizeof *t->worker_states);
    if (t->order == NULL || t->worker_states == NULL) return 0;
    for (int i = 0; i < t->worker_count; i++)
        if ((t->worker_states[i].scratch = calloc(1, gradient_1998_scratch_size())) == NULL) return 0;
    return 1;
}

trainer_1998 *trainer_1998_start(const recipe_1998 *how, const lesson_1998 *what, uint64_t seed, int passes,
                                 workers *team, int worker_count) {
    trainer_1998 *t = calloc(1, sizeof *t);
    if (t == NULL) return NULL;
    t->recipe = how;
    t->lesson = *what;
    t->seed = seed;
    t->passes = passes;
    t->team = team;
    t->worker_count = worker_count;
    if (!allocate(t)) {
        trainer_1998_stop(t);
        return NULL;
    }
    for (uint32_t i = 0; i < t->lesson.count; i++) t->order[i] = i;
    start_1998(seed, &t->parameters);
    adam_start(&t->adam);
    return t;
}

void trainer_1998_stop(trainer_1998 *t) {
    if (t == NULL) return;
    for (int i = 0; i < t->worker_count && t->worker_states != NULL; i++) free(t->worker_states[i].scratch);
    free(t->worker_states);
    free(t->order);
    free(t);
}

const parameters_1998 *trainer_1998_result(const trainer_1998 *t) { return &t->parameters; }

/* False of NaN too. */
int trainer_1998_is_sound(const trainer_1998 *t) {
    const float *values = (const float *)(const void *)&t->parameters;
    const float most = WEIGHTS_LARGEST;
    int within = 1;
    for (int i = 0; i < LENET5_1998_PARAMETERS; i++) within &= values[i] >= -most && values[i] <= most;
    return within;
}

/* The paper doesn't say in which order it took its pictures: here in a new one each pass (R. Durstenfeld, "Algorithm
 * 235: Random permutation", CACM 7(7), 1964). */
static void shuffle(trainer_1998 *t) {
    random_stream stream = random_start(t->seed, (uint64_t)t->pass, UINT64_MAX);
    for (size_t i = t->lesson.count; i > 1; i--) {
        const size_t other = random_below(&stream, (uint32_t)i);
        const uint32_t swapped = t->order[i - 1];
        t->order[i - 1] = t->order[other];
        t->order[other] = swapped;
    }
}

/* The picture at a place of the pass, through the network; returns its label. */
static int look_at(const trainer_1998 *t, size_t place, lenet5_activations *a) {
    float varied[AUGMENT_AREA];
    const uint8_t *picture = t->lesson.pictures + (size_t)t->order[place] * AUGMENT_AREA;
    random_stream stream = random_start(t->seed, (uint64_t)t->pass, place);
    if (t->recipe->distorts) augment(&t->recipe->distortion, &stream, picture, varied);
    else
        for (int i = 0; i < AUGMENT_AREA; i++) varied[i] = (float)picture[i] / 255;
    lenet1998_frame(varied, a->input);
    lenet1998_forward(&t->parameters, NULL, a);
    return t->lesson.labels[t->order[place]];
}

static void add(const parameters_1998 *gradient, parameters_1998 *sum) {
    const float *restrict from = (const float *)(const void *)gradient;
    float *restrict to = (float *)(void *)sum;
    for (int i = 0; i < LENET5_1998_PARAMETERS; i++) to[i] += from[i];
}

/* From the pictures that the pass is about to see first. */
static void estimate_rates(trainer_1998 *t) {
    worker_state *own = &t->worker_states[0];
    memset(&t->rates, 0, sizeof t->rates);
    for (size_t i = 0; i < LEVENBERG_PICTURES; i++) {
        look_at(t, i, &own->activations);
        gradient_1998_curvature(&t->parameters, &own->activations, t->recipe->rubbish, own->scratch, &own->gradient);
        add(&own->gradient, &t->rates);
    }
    levenberg_rates(levenberg_rate(t->pass, t->recipe->learning_rate), t->recipe->mu, &t->rates);
}

static double pass_by_levenberg(trainer_1998 *t) {
    worker_state *own = &t->worker_states[0];
    double loss = 0;
    estimate_rates(t);
    for (size_t i = 0; i < t->lesson.count; i++) {
        const int label = look_at(t, i, &own->activations);
        loss += (double)gradient_1998(&t->parameters, &own->activations, label, t->recipe->rubbish, own->scratch,
                                      &own->gradient);
        levenberg_step(&t->rates, &own->gradient, &t->parameters);
    }
    return loss / (double)t->lesson.count;
}

/* The sum of 16 pictures' gradients. */
static void find_part_gradient(void *argument, int part, int worker) {
    trainer_1998 *t = argument;
    worker_state *own = &t->worker_states[worker];
    memset(&t->gradients[part], 0, sizeof t->gradients[part]);
    t->losses[part] = 0;
    for (size_t i = 0; i < PART; i++) {
        const int label = look_at(t, t->batch * BATCH + (size_t)part * PART + i, &own->activations);
        t->losses[part] +=
            gradient_1998(&t->parameters, &own->activations, label, t->recipe->rubbish, own->scratch, &own->gradient);
        add(&own->gradient, &t->gradients[part]);
    }
}

static double pass_by_adam(trainer_1998 *t) {
    const size_t batches = t->lesson.count / BATCH;
    double loss = 0;
    for (t->batch = 0; t->batch < batches; t->batch++) {
        const size_t step = (size_t)t->pass * batches + t->batch;
        workers_run(t->team, find_part_gradient, t, PARTS);
        for (int i = 1; i < PARTS; i++) add(&t->gradients[i], &t->gradients[0]);
        for (int i = 0; i < PARTS; i++) loss += (double)t->losses[i];
        adam_step(&t->adam, adam_rate(t->recipe->learning_rate, step, (size_t)t->passes * batches), 1.0f / (float)BATCH,
                  &t->gradients[0], &t->parameters);
    }
    return loss / (double)(batches * BATCH);
}

float trainer_1998_pass(trainer_1998 *t) {
    shuffle(t);
    const double loss = t->recipe->method == METHOD_ADAM ? pass_by_adam(t) : pass_by_levenberg(t);
    t->pass++;
    return (float)loss;
}
