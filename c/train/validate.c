/* validate: logits of the validation pictures, error counts, temperature and reject threshold. */
#include "validate.h"

#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../base/maths/maths.h"

enum { VALIDATION_SEED = 5 };

/* Everything that one pass over a source needs. */
typedef struct pass {
    gradient_batch *batch;
    source_scratch *scratch;
} pass;

static void *allocate(size_t bytes) { return aligned_alloc(LENET5_ALIGNMENT, arena_part_size(bytes)); }

static void run(const pass *p, const float *parameters, const sources *all, source set, validation *out) {
    float logits[GRADIENT_LANES][LENET5_CLASSES];
    for (size_t first = 0; first < out->count; first += GRADIENT_LANES) {
        size_t lanes = out->count - first < GRADIENT_LANES ? out->count - first : GRADIENT_LANES;
        for (size_t i = 0; i < lanes; i++) {
            uint8_t picture[28 * 28];
            float input[28 * 28];
            random_stream stream = random_start(VALIDATION_SEED, (uint64_t)set, first + i);
            out->labels[first + i] = source_picture(all, set, SOURCE_VALIDATE, first + i, &stream, p->scratch, picture);
            for (int k = 0; k < 28 * 28; k++) input[k] = (float)picture[k] / 255.0f;
            gradient_set_input(p->batch, (int)i, input);
        }
        gradient_forward(parameters, p->batch, logits);
        memcpy(out->logits[first], logits, lanes * sizeof *logits);
    }
}

int validate(const gradient_shape *shape, const float *parameters, const sources *all, source set, validation *out) {
    *out = (validation){0};
    size_t count = set >= SOURCE_SETS ? VALIDATE_DRAWN : source_count(all, set, SOURCE_VALIDATE);
    if (count == 0) return 1;
    pass p = {allocate(gradient_batch_size(shape)), allocate(source_scratch_size())};
    out->logits = malloc(count * sizeof *out->logits);
    out->labels = malloc(count * sizeof *out->labels);
    int enough = p.batch != NULL && p.scratch != NULL && out->logits != NULL && out->labels != NULL;
    if (enough) {
        out->count = count;
        gradient_prepare(shape, p.batch);
        run(&p, parameters, all, set, out);
    } else {
        validation_free(out);
    }
    free(p.batch);
    free(p.scratch);
    return enough;
}

void validation_free(validation *v) {
    free(v->logits);
    free(v->labels);
    *v = (validation){0};
}

size_t validation_errors(const validation *v) {
    size_t errors = 0;
    for (size_t i = 0; i < v->count; i++) {
        int best = 0;
        for (int k = 1; k < LENET5_CLASSES; k++)
            if (v->logits[i][k] > v->logits[i][best]) best = k;
        errors += best != v->labels[i];
    }
    return errors;
}

/* Mean cross-entropy, nats. */
static double validation_loss(const validation *v, double temperature) {
    double sum = 0.0;
    for (size_t i = 0; i < v->count; i++) {
        float probabilities[LENET5_CLASSES];
        loss_softmax(v->logits[i], (float)temperature, probabilities);
        float p = probabilities[v->labels[i]];
        sum -= (double)maths_log(p > 1e-30f ? p : 1e-30f);
    }
    return sum / (double)v->count;
}

double validation_temperature(const validation *v) {
    const double ratio = 0.6180339887498949;
    double low = 0.25, high = 4.0;
    double a = high - ratio * (high - low), b = low + ratio * (high - low);
    double loss_a = validation_loss(v, a), loss_b = validation_loss(v, b);
    while (high - low > 1e-4) {
        if (loss_a < loss_b) {
            high = b;
            b = a;
            loss_b = loss_a;
            a = high - ratio * (high - low);
            loss_a = validation_loss(v, a);
        } else {
            low = a;
            a = b;
            loss_a = loss_b;
            b = low + ratio * (high - low);
            loss_b = validation_loss(v, b);
        }
    }
    return 0.5 * (low + high);
}

static double score(const float logits[LENET5_CLASSES]) {
    static const decide_rule NEUTRAL = {1.0f, 0.0f};
    lenet5_result result;
    decide(&NEUTRAL, logits, &result);
    return (double)result.score;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double validation_score(const validation *v, double share) {
    double *scores = malloc(v->count * sizeof *scores), found;
    if (scores == NULL) return 0.0;
    for (size_t i = 0; i < v->count; i++) scores[i] = score(v->logits[i]);
    qsort(scores, v->count, sizeof *scores, ascending);
    found = scores[(size_t)(share * (double)v->count)];
    free(scores);
    return found;
}

double validation_refused(const validation *v, double threshold) {
    size_t refused = 0;
    for (size_t i = 0; i < v->count; i++) refused += score(v->logits[i]) < threshold;
    return (double)refused / (double)v->count;
}
