#include "trainer.h"

#include <stdlib.h>
#include <string.h>

#include "loss.h"

enum {
    PARTS = RECIPE_BATCH / BACKWARD_LANES,
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
    uint32_t from : 4, index : 28;
} sample;

/* What one worker needs to itself. */
typedef struct bench {
    backward_batch *batch;
    source_scratch *scratch;
} bench;

struct trainer {
    const recipe *how;
    const sources *from;
    const teachers *by;
    uint64_t seed;
    workers *team;
    int worker_count;
    size_t parameters, done, steps, epoch_samples, ordered_epoch;
    float *state;
    sample *order;
    float *gradients[PARTS];
    float losses[PARTS];
    bench benches[WORKERS_MOST];
    pool pools[SOURCE_COUNT]; /* of the recipe's sources but MNIST, whose pictures are taken as they are */
};

static void *allocate(size_t bytes) {
    void *memory =
        aligned_alloc(LENET5_ALIGNMENT, (bytes + LENET5_ALIGNMENT - 1) / LENET5_ALIGNMENT * LENET5_ALIGNMENT);
    if (memory) memset(memory, 0, bytes);
    return memory;
}

/* How many of an epoch's samples come from a source. */
static size_t samples_from(const recipe *how, const sources *from, source s) {
    size_t mnist = source_count(from, SOURCE_MNIST, SOURCE_TRAIN);
    if (s == SOURCE_MNIST) return mnist;
    if (s < SOURCE_SETS && source_count(from, s, SOURCE_TRAIN) == 0) return 0;
    float others = 0.0f;
    for (int i = 0; i < SOURCE_COUNT; i++)
        if (i != SOURCE_MNIST) others += how->share[i];
    return (size_t)((float)mnist * how->share[s] / (1.0f - others) + 0.5f);
}

static int allocate_pool(pool *p) {
    p->pictures = malloc(POOL * sizeof *p->pictures);
    p->labels = malloc(POOL);
    if (p->labels) memset(p->labels, NOT_MADE, POOL);
    return p->pictures && p->labels;
}

static int allocate_all(trainer *t) {
    size_t bytes = t->parameters * sizeof(float);
    if (!(t->state = allocate(3 * bytes)) || !(t->order = allocate(t->epoch_samples * sizeof(sample)))) return 0;
    for (int i = 0; i < PARTS; i++)
        if (!(t->gradients[i] = allocate(bytes))) return 0;
    for (int i = 0; i < t->worker_count; i++) {
        if (!(t->benches[i].batch = allocate(backward_batch_size(&t->how->shape)))) return 0;
        if (!(t->benches[i].scratch = allocate(source_scratch_size()))) return 0;
        backward_prepare(&t->how->shape, t->benches[i].batch);
    }
    for (int s = SOURCE_MNIST + 1; s < SOURCE_COUNT; s++)
        if (samples_from(t->how, t->from, (source)s) > 0 && !allocate_pool(&t->pools[s])) return 0;
    return 1;
}

trainer *trainer_start(const recipe *how, const sources *from, const teachers *by, uint64_t seed, int epochs,
                       workers *team, int worker_count) {
    trainer *t = calloc(1, sizeof *t);
    if (!t) return NULL;
    t->how = how;
    t->from = from;
    t->by = by;
    t->seed = seed;
    t->team = team;
    t->worker_count = worker_count;
    t->parameters = backward_parameter_count(&how->shape);
    for (int s = 0; s < SOURCE_COUNT; s++) t->epoch_samples += samples_from(how, from, (source)s);
    t->steps = t->epoch_samples / RECIPE_BATCH * (size_t)epochs;
    t->ordered_epoch = SIZE_MAX;
    if (!allocate_all(t)) {
        trainer_stop(t);
        return NULL;
    }
    optimise_start(&how->shape, seed, t->state);
    memcpy(t->state + 2 * t->parameters, t->state, t->parameters * sizeof(float));
    return t;
}

void trainer_stop(trainer *t) {
    if (!t) return;
    for (int i = 0; i < t->worker_count; i++) {
        free(t->benches[i].batch);
        free(t->benches[i].scratch);
    }
    for (int i = 0; i < SOURCE_COUNT; i++) {
        free(t->pools[i].pictures);
        free(t->pools[i].labels);
    }
    for (int i = 0; i < PARTS; i++) free(t->gradients[i]);
    free(t->order);
    free(t->state);
    free(t);
}

size_t trainer_steps(const trainer *t) { return t->steps; }
size_t trainer_steps_per_epoch(const trainer *t) { return t->epoch_samples / RECIPE_BATCH; }
size_t trainer_done(const trainer *t) { return t->done; }
size_t trainer_parameters(const trainer *t) { return t->parameters; }
float *trainer_state(trainer *t) { return t->state; }
void trainer_continue(trainer *t, size_t done) { t->done = done; }
const float *trainer_result(const trainer *t) { return t->state + 2 * t->parameters; }

/* The samples of an epoch, shuffled (R. Durstenfeld, "Algorithm 235: Random permutation", CACM 7(7), 1964). Pools are gone
 * through in turn from one epoch to the next. */
static void order_epoch(trainer *t, size_t epoch) {
    size_t filled = 0;
    for (int s = 0; s < SOURCE_COUNT; s++) {
        size_t wanted = samples_from(t->how, t->from, (source)s);
        size_t have = s == SOURCE_MNIST ? wanted : POOL;
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
static int take(trainer *t, sample from, random_stream *stream, source_scratch *scratch,
                uint8_t picture[AUGMENT_AREA]) {
    source s = (source)from.from;
    pool *p = &t->pools[s];
    if (!p->labels) return source_picture(t->from, s, SOURCE_TRAIN, from.index, stream, scratch, picture);
    if (p->labels[from.index] == NOT_MADE) {
        random_stream own = random_start(t->seed, UINT64_MAX - (uint64_t)s, from.index);
        size_t have = source_count(t->from, s, SOURCE_TRAIN), index = have > 0 ? from.index % have : 0;
        int label = source_picture(t->from, s, SOURCE_TRAIN, index, &own, scratch, p->pictures[from.index]);
        p->labels[from.index] = (int8_t)label;
    }
    memcpy(picture, p->pictures[from.index], AUGMENT_AREA);
    return p->labels[from.index];
}

/* The teachers' mean posteriors for the batch's pictures. */
static void ask_teachers(const trainer *t, backward_batch *batch, float answers[BACKWARD_LANES][LOSS_CLASSES]) {
    float logits[BACKWARD_LANES][LENET5_CLASSES], posteriors[LOSS_CLASSES];
    memset(answers, 0, BACKWARD_LANES * sizeof *answers);
    for (int k = 0; k < t->by->count; k++) {
        backward_forward(t->by->parameters[k], batch, logits);
        for (int i = 0; i < BACKWARD_LANES; i++) {
            loss_posteriors(logits[i], t->how->teaching_temperature, posteriors);
            for (int c = 0; c < LOSS_CLASSES; c++) answers[i][c] += posteriors[c] / (float)t->by->count;
        }
    }
}

/* Puts 16 samples of the epoch, from first on, into the batch. */
static void take_samples(trainer *t, size_t epoch, size_t first, bench *mine, int labels[BACKWARD_LANES]) {
    for (int i = 0; i < BACKWARD_LANES; i++) {
        size_t place = first + (size_t)i;
        uint8_t picture[AUGMENT_AREA];
        float varied[AUGMENT_AREA];
        random_stream stream = random_start(t->seed, epoch, place);
        labels[i] = take(t, t->order[place], &stream, mine->scratch, picture);
        augment(&t->how->augmentation, &stream, picture, varied);
        backward_set_input(mine->batch, i, varied);
    }
}

/* 16 samples' loss and gradient. */
static void learn_part(void *argument, int part, int worker) {
    const float scale = 1.0f / (float)RECIPE_BATCH;
    trainer *t = argument;
    bench *mine = &t->benches[worker];
    size_t per_epoch = trainer_steps_per_epoch(t);
    size_t first = t->done % per_epoch * RECIPE_BATCH + (size_t)part * BACKWARD_LANES;
    float logits[BACKWARD_LANES][LENET5_CLASSES], slopes[BACKWARD_LANES][LENET5_CLASSES];
    float answers[BACKWARD_LANES][LOSS_CLASSES], loss = 0.0f;
    int labels[BACKWARD_LANES];
    take_samples(t, t->done / per_epoch, first, mine, labels);
    if (t->by->count > 0) ask_teachers(t, mine->batch, answers);
    backward_forward(t->state, mine->batch, logits);
    for (int i = 0; i < BACKWARD_LANES; i++) {
        loss += loss_map(logits[i], labels[i], scale, slopes[i]);
        if (t->by->count > 0)
            loss_distil(logits[i], answers[i], t->how->teaching_temperature, t->how->teaching, scale, slopes[i]);
    }
    t->losses[part] = loss;
    backward_gradient(t->state, mine->batch, slopes, t->gradients[part]);
}

static void step_slice(void *argument, int slice, int worker) {
    trainer *t = argument;
    (void)worker;
    const optimisation *how = &t->how->optimisation;
    size_t first = t->parameters * (size_t)slice / SLICES, last = t->parameters * (size_t)(slice + 1) / SLICES;
    float rate = optimise_rate(how, t->done, t->steps, trainer_steps_per_epoch(t));
    const float *gradients[PARTS];
    for (int i = 0; i < PARTS; i++) gradients[i] = t->gradients[i];
    optimise_step(how, rate, gradients, PARTS, first, last, t->state, t->state + t->parameters,
                  t->state + 2 * t->parameters);
}

float trainer_step(trainer *t) {
    size_t epoch = t->done / trainer_steps_per_epoch(t);
    if (t->ordered_epoch != epoch) order_epoch(t, epoch);
    workers_run(t->team, learn_part, t, PARTS);
    workers_run(t->team, step_slice, t, SLICES);
    t->done++;
    float loss = 0.0f;
    for (int i = 0; i < PARTS; i++) loss += t->losses[i];
    return loss / (float)RECIPE_BATCH;
}
