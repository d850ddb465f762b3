/* loss: posteriors with a rubbish class, cross-entropy and distillation. */
#include "loss.h"

#include "../base/maths/maths.h"

/* e^((logit − m) / temperature), where m is the maximum of the logits and `largest`; returns m. */
static float exponentiate(const float logits[LENET5_CLASSES], float temperature, float largest,
                          float exponentials[LENET5_CLASSES]) {
    for (int i = 0; i < LENET5_CLASSES; i++)
        if (logits[i] > largest) largest = logits[i];
    for (int i = 0; i < LENET5_CLASSES; i++) exponentials[i] = maths_exp((logits[i] - largest) / temperature);
    return largest;
}

static void divide_by_sum(float *values, int count) {
    float sum = 0.0f;
    for (int i = 0; i < count; i++) sum += values[i];
    for (int i = 0; i < count; i++) values[i] /= sum;
}

void loss_softmax(const float logits[LENET5_CLASSES], float temperature, float probabilities[LENET5_CLASSES]) {
    exponentiate(logits, temperature, logits[0], probabilities);
    divide_by_sum(probabilities, LENET5_CLASSES);
}

void loss_posteriors(const float logits[LENET5_CLASSES], float temperature, float posteriors[LOSS_CLASSES]) {
    const float rubbish = 0.0f, largest = exponentiate(logits, temperature, rubbish, posteriors);
    posteriors[LENET5_CLASSES] = maths_exp((rubbish - largest) / temperature);
    divide_by_sum(posteriors, LOSS_CLASSES);
}

float loss_map(const float logits[LENET5_CLASSES], int label, float scale, float gradient[LENET5_CLASSES]) {
    const float smallest = 1e-30f; /* whose logarithm is still finite */
    float posteriors[LOSS_CLASSES];
    loss_posteriors(logits, 1.0f, posteriors);
    for (int i = 0; i < LENET5_CLASSES; i++) gradient[i] = scale * (posteriors[i] - (i == label ? 1.0f : 0.0f));
    const float right = posteriors[label == LOSS_NO_DIGIT ? LENET5_CLASSES : label];
    return -maths_log(right > smallest ? right : smallest);
}

void loss_distil(const float logits[LENET5_CLASSES], const float teacher[LOSS_CLASSES], float temperature, float share,
                 float scale, float gradient[LENET5_CLASSES]) {
    float student[LOSS_CLASSES];
    loss_posteriors(logits, temperature, student);
    for (int i = 0; i < LENET5_CLASSES; i++)
        gradient[i] += share * (scale * temperature * (student[i] - teacher[i]) - gradient[i]);
}
