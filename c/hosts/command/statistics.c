/* statistics: counts errors and computes reject curve, calibration error and log-likelihood. */
#include "statistics.h"

#include <stdlib.h>

#include "../../base/maths/maths.h"

enum { BINS = 15 };
static const double REJECTS[REJECT_POINTS] = {0, 0.005, 0.01, 0.02, 0.05};

static int is_error(const judgement *j) { return j->guess != j->label; }

static int by_sureness(const void *a, const void *b) {
    const judgement *x = a, *y = b;
    if (x->sureness != y->sureness) return x->sureness < y->sureness ? 1 : -1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void count_all(const judgement *judgements, size_t length, statistics *out) {
    for (const judgement *j = judgements; j < judgements + length; j++) {
        int right = !is_error(j);
        out->errors += (size_t)!right;
        out->refused += (size_t)j->refused;
        out->errors_accepted += (size_t)(!right && !j->refused);
        out->of_digit[j->label]++;
        out->right_of_digit[j->label] += (size_t)right;
        if (j->guess >= 0) out->confusion[j->label][j->guess]++;
    }
}

/* sorted: by falling sureness, as below. */
static void fill_reject_curve(const judgement *sorted, size_t length, statistics *out) {
    for (int point = 0; point < REJECT_POINTS; point++) {
        size_t kept = length - (size_t)((double)length * REJECTS[point] + 0.5), errors = 0;
        for (size_t i = 0; i < kept; i++) errors += (size_t)is_error(&sorted[i]);
        out->reject_curve[point].reject = REJECTS[point];
        out->reject_curve[point].error = kept == 0 ? 0 : (double)errors / (double)kept;
    }
}

/* The least share that is rejected for the rest to have no larger a share of errors than STATISTICS_ERROR. */
static double least_reject(const judgement *sorted, size_t length) {
    size_t errors = 0, kept = 0;
    for (size_t i = 0; i < length; i++) {
        errors += (size_t)is_error(&sorted[i]);
        if ((double)errors <= STATISTICS_ERROR * (double)(i + 1)) kept = i + 1;
    }
    return (double)(length - kept) / (double)length;
}

static double calibration_error(const judgement *judgements, size_t length) {
    double confidence[BINS] = {0}, right[BINS] = {0}, error = 0;
    for (const judgement *j = judgements; j < judgements + length; j++) {
        int bin = (int)(j->confidence * (float)BINS);
        bin = bin < BINS ? bin : BINS - 1;
        confidence[bin] += (double)j->confidence;
        right[bin] += !is_error(j);
    }
    for (int bin = 0; bin < BINS; bin++) {
        double gap = confidence[bin] - right[bin];
        error += gap < 0 ? -gap : gap;
    }
    return error / (double)length;
}

static double negative_log_likelihood(const judgement *judgements, size_t length) {
    static const float LEAST = 1e-30f; /* what softmax rounds to 0 is not infinitely unlikely */
    double sum = 0;
    for (const judgement *j = judgements; j < judgements + length; j++)
        sum -= (double)maths_log(j->likelihood > LEAST ? j->likelihood : LEAST);
    return sum / (double)length;
}

void statistics_of(judgement *judgements, size_t count, statistics *out) {
    *out = (statistics){.count = count};
    qsort(judgements, count, sizeof *judgements, by_sureness);
    count_all(judgements, count, out);
    fill_reject_curve(judgements, count, out);
    out->reject_for_error = least_reject(judgements, count);
    out->ece = calibration_error(judgements, count);
    out->nll = negative_log_likelihood(judgements, count);
}
