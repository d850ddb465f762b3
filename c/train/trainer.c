/* trainer: orders an epoch, prepares batches, sums their gradients and updates the parameters. */
#include "trainer.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../model/weights.h"
#include "loss.h"

enum {
    PARTS = RECIPE_BATCH / GRADIENT_LANES,
    SLICES = 8,     /* of the parameters, at the end of a step */
    POOL = 1 << 16, /* different pictures of a source, which take longer to make than to learn */
    NOT_MADE = -2   /* in place of a label */
};

/* A source's pictures, each made when it is first wanted; no two samples of an epoch share one. */
typedef struct pool {
    uint8_t (*pictures)[AUGMENT_AREA];
    int8_t *labels;
} pool;

/* One sample of an epoch before anything random: a source and the number of a picture in it or in its pool. */
typedef struct sample {
    uint32_t source : 4, index : 28;
} sample;

/* What one worker needs to itself. */
typedef struct worker_state {
    gradient_batch *batch;
    source_scratch *scratch;
} worker_state;

struct trainer {
    const recipe *recipe;
    const sources *sources;
    const teachers *teachers;
    uint64_t seed;
    workers *team;
    int worker_count;
    size_t parameters, done, steps, epoch_samples, ordered_epoch;
    float *state;
    sample *order;
    float *gradients[PARTS + TRAINER_BESIDE];
    float losses[PARTS];
    trainer_beside beside;
    worker_state worker_states[WORKERS_MOST];
    pool pools[SOURCE_COUNT]; /* of the recipe's sources but MNIST, whose pictures are taken as they are */
};

static void *allocate(size_t bytes) {
    void *memory = aligned_alloc(LENET5_ALIGNMENT, arena_part_size(bytes));
    if (memory != NULL) memset(memory, 0, bytes);
    return memory;
}

/* Samples of a source in an epoch. */
static size_t samples_from(const recipe *r, const sources *data, source s) {
    size_t mnist = source_count(data, SOURCE_MNIST, SOURCE_TRAIN) * (size_t)(r->repeats > 0 ? r->repeats : 1);
    if (s == SOURCE_MNIST) return mnist;
    if (s < SOURCE_SETS && source_count(data, s, SOURCE_TRAIN) == 0) return 0;
    float others = 0.0f;
    for (int i = 0; i < SOURCE_COUNT; i++)
        if (i != SOURCE_MNIST) others += r->share[i];
    return (size_t)((float)mnist * r->share[s] / (1.0f - others) + 0.5f);
}

static int allocate_pool(pool *p) {
    p->pictures = malloc(POOL * sizeof *p->pictures);
    p->labels = malloc(POOL);
    if (p->labels != NULL) memset(p->labels, NOT_MADE, POOL);
    return p->pictures != NULL && p->labels != NULL;
}

static int allocate_all(trainer *t) {
    size_t bytes = t->parameters * sizeof(float);
    t->state = allocate(3 * bytes);
    t->order = allocate(t->epoch_samples * sizeof(sample));
    if (t->state == NULL || t->order == NULL) return 0;
    for (int i = 0; i < PARTS; i++)
        if ((t->gradients[i] = allocate(bytes)) == NULL) return 0;
    for (int i = 0; i < t->worker_count; i++) {
        worker_state *own = &t->worker_states[i];
        own->batch = allocate(gradient_batch_size(&t->recipe->shape));
        own->scratch = allocate(source_scratch_size());
        if (own->batch == NULL || own->scratch == NULL) return 0;
        gradient_prepare(&t->recipe->shape, own->batch);
    }
    for (int s = SOURCE_MNIST + 1; s < SOURCE_COUNT; s++)
        if (samples_from(t->recipe, t->sources, (source)s) > 0 && !allocate_pool(&t->pools[s])) return 0;
    return 1;
}

trainer *trainer_start(const recipe *r, const sources *data, const teachers *ensemble, uint64_t seed, int epochs,
                       workers *team, int worker_count) {
    trainer *t = calloc(1, sizeof *t);
    if (t == NULL) return NULL;
    t->recipe = r;
    t->sources = data;
    t->teachers = ensemble;
    t->seed = seed;
    t->team = team;
    t->worker_count = worker_count;
    t->parameters = gradient_parameter_count(&r->shape);
    for (int s = 0; s < SOURCE_COUNT; s++) t->epoch_samples += samples_from(r, data, (source)s);
    t->steps = t->epoch_samples / RECIPE_BATCH * (size_t)epochs;
    t->ordered_epoch = SIZE_MAX;
    if (!allocate_all(t)) {
        trainer_stop(t);
        return NULL;
    }
    optimise_start(&r->shape, seed, t->state);
    trainer_begin_at(t, t->state);
    return t;
}

void trainer_stop(trainer *t) {
    if (t == NULL) return;
    for (int i = 0; i < t->worker_count; i++) {
        free(t->worker_states[i].batch);
        free(t->worker_states[i].scratch);
    }
    for (int i = 0; i < SOURCE_COUNT; i++) {
        free(t->pools[i].pictures);
        free(t->pools[i].labels);
    }
    for (int i = 0; i < PARTS + t->beside.parts; i++) free(t->gradients[i]);
    free(t->order);
    free(t->state);
    free(t);
}

size_t trainer_steps(const trainer *t) { return t->steps; }
size_t trainer_steps_per_epoch(const trainer *t) { return t->epoch_samples / RECIPE_BATCH; }
size_t trainer_done(const trainer *t) { return t->done; }
size_t trainer_parameters(const trainer *t) { return t->parameters; }
float *trainer_state(trainer *t) { return t->state; }

void trainer_begin_at(trainer *t, const float *parameters) {
    memmove(t->state, parameters, t->parameters * sizeof(float));
    memcpy(t->state + 2 * t->parameters, t->state, t->parameters * sizeof(float));
}

int trainer_add(trainer *t, const trainer_beside *beside) {
    t->beside = *beside;
    for (int i = PARTS; i < PARTS + beside->parts; i++)
        if ((t->gradients[i] = allocate(t->parameters * sizeof(float))) == NULL) return 0;
    return 1;
}

void trainer_end_at(trainer *t, const float *parameters) {
    trainer_begin_at(t, parameters);
    t->done = t->steps;
}

void trainer_continue(trainer *t, size_t done) { t->done = done; }
const float *trainer_result(const trainer *t) { return t->state + 2 * t->parameters; }

/* False of NaN too. */
static int all_within(const float *values, size_t count, float most) {
    int within = 1;
    for (size_t i = 0; i < count; i++) within &= values[i] >= -most && values[i] <= most;
    return within;
}

int trainer_is_sound(const trainer *t) {
    return all_within(t->state, 2 * t->parameters, FLT_MAX) &&
           all_within(trainer_result(t), t->parameters, WEIGHTS_LARGEST);
}

/* The samples of an epoch, shuffled (R. Durstenfeld, "Algorithm 235: Random permutation", CACM 7(7), 1964). Pools are
 * gone through in turn from one epoch to the next. */
static void order_epoch(trainer *t, size_t epoch) {
    size_t filled = 0;
    for (int s = 0; s < SOURCE_COUNT; s++) {
        size_t wanted = samples_from(t->recipe, t->sources, (source)s);
        size_t have = s == SOURCE_MNIST ? source_count(t->sources, SOURCE_MNIST, SOURCE_TRAIN) : POOL;
        for (size_t i = 0; i < wanted; i++) {
            size_t index = (epoch * wanted + i) % have;
            t->order[filled++] = (sample){(uint32_t)s & 15u, (uint32_t)index & 0xFFFFFFFu};
        }
    }
    random_stream stream = random_start(t->seed, epoch, UINT64_MAX);
    for (size_t i = filled; i > 1; i--) {
        size_t other = random_below(&stream, (uint32_t)i);
        sample swapped = t->order[i - 1];
        t->order[i - 1] = t->order[other];
        t->order[other] = swapped;
    }
    t->ordered_epoch = epoch;
}

/* One sample's picture and label. */
static int take(trainer *t, sample chosen, random_stream *stream, source_scratch *scratch,
                uint8_t picture[AUGMENT_AREA]) {
    source s = (source)chosen.source;
    pool *p = &t->pools[s];
    if (p->labels == NULL) return source_picture(t->sources, s, SOURCE_TRAIN, chosen.index, stream, scratch, picture);
    if (p->labels[chosen.index] == NOT_MADE) {
        random_stream own = random_start(t->seed, UINT64_MAX - (uint64_t)s, chosen.index);
        size_t have = source_count(t->sources, s, SOURCE_TRAIN), index = have > 0 ? chosen.index % have : 0;
        int label = source_picture(t->sources, s, SOURCE_TRAIN, index, &own, scratch, p->pictures[chosen.index]);
        p->labels[chosen.index] = (int8_t)label;
    }
    memcpy(picture, p->pictures[chosen.index], AUGMENT_AREA);
    return p->labels[chosen.index];
}

/* The teachers' mean posteriors for the batch's pictures. */
static void average_teachers(const trainer *t, gradient_batch *batch, float targets[GRADIENT_LANES][LOSS_CLASSES]) {
    float logits[GRADIENT_LANES][LENET5_CLASSES], posteriors[LOSS_CLASSES];
    memset(targets, 0, GRADIENT_LANES * sizeof *targets);
    for (int k = 0; k < t->teachers->count; k++) {
        gradient_forward(t->teachers->parameters[k], batch, logits);
        for (int i = 0; i < GRADIENT_LANES; i++) {
            loss_posteriors(logits[i], t->recipe->distillation_temperature, posteriors);
            for (int c = 0; c < LOSS_CLASSES; c++) targets[i][c] += posteriors[c] / (float)t->teachers->count;
        }
    }
}

/* Puts 16 samples of the epoch, from first on, into the batch. */
static void take_samples(trainer *t, size_t epoch, size_t first, worker_state *state, int labels[GRADIENT_LANES]) {
    for (int i = 0; i < GRADIENT_LANES; i++) {
        size_t place = first + (size_t)i;
        uint8_t picture[AUGMENT_AREA];
        float varied[AUGMENT_AREA];
        random_stream stream = random_start(t->seed, epoch, place);
        labels[i] = take(t, t->order[place], &stream, state->scratch, picture);
        augment(&t->recipe->augmentation, &stream, picture, varied);
        gradient_set_input(state->batch, i, varied);
    }
}

/* 16 samples' loss and gradient. */
static void find_part_gradient(void *argument, int part, int worker) {
    const float scale = 1.0f / (float)RECIPE_BATCH;
    trainer *t = argument;
    worker_state *state = &t->worker_states[worker];
    size_t per_epoch = trainer_steps_per_epoch(t);
    size_t first = t->done % per_epoch * RECIPE_BATCH + (size_t)part * GRADIENT_LANES;
    float logits[GRADIENT_LANES][LENET5_CLASSES], slopes[GRADIENT_LANES][LENET5_CLASSES];
    float targets[GRADIENT_LANES][LOSS_CLASSES], loss = 0.0f;
    int labels[GRADIENT_LANES];
    take_samples(t, t->done / per_epoch, first, state, labels);
    if (t->teachers->count > 0) average_teachers(t, state->batch, targets);
    gradient_forward(t->state, state->batch, logits);
    for (int i = 0; i < GRADIENT_LANES; i++) {
        loss += loss_map(logits[i], labels[i], scale, slopes[i]);
        if (t->teachers->count > 0)
            loss_distil(logits[i], targets[i], t->recipe->distillation_temperature, t->recipe->distillation, scale,
                        slopes[i]);
    }
    t->losses[part] = loss;
    gradient_backward(t->state, state->batch, slopes, t->gradients[part]);
}

/* The gradient of a part of the samples, or of the loss beside them. */
static void find_gradient(void *argument, int part, int worker) {
    trainer *t = argument;
    const trainer_beside *beside = &t->beside;
    if (part < PARTS) find_part_gradient(argument, part, worker);
    else
        beside->find(beside->argument, t->done, part - PARTS, worker, t->state, t->worker_states[worker].batch,
                     t->gradients[part]);
}

static void step_slice(void *argument, int slice, int worker) {
    trainer *t = argument;
    (void)worker;
    const optimisation *settings = &t->recipe->optimisation;
    size_t first = t->parameters * (size_t)slice / SLICES, last = t->parameters * (size_t)(slice + 1) / SLICES;
    float rate = optimise_rate(settings, t->done, t->steps, trainer_steps_per_epoch(t));
    const float *gradients[PARTS + TRAINER_BESIDE];
    const int parts = PARTS + t->beside.parts;
    for (int i = 0; i < parts; i++) gradients[i] = t->gradients[i];
    optimise_step(settings, rate, optimise_ema_decay(settings, t->steps), gradients, parts, first, last, t->state,
                  t->state + t->parameters, t->state + 2 * t->parameters);
}

float trainer_step(trainer *t) {
    size_t epoch = t->done / trainer_steps_per_epoch(t);
    if (t->ordered_epoch != epoch) order_epoch(t, epoch);
    workers_run(t->team, find_gradient, t, PARTS + t->beside.parts);
    workers_run(t->team, step_slice, t, SLICES);
    t->done++;
    float loss = 0.0f;
    for (int i = 0; i < PARTS; i++) loss += t->losses[i];
    return loss / (float)RECIPE_BATCH;
}
