#include "loss.h"

#include "../maths/maths.h"

void loss_softmax(const float logits[LENET5_CLASSES], float temperature, float probabilities[LENET5_CLASSES]) {
    float largest = logits[0], sum = 0.0f;
    for (int i = 1; i < LENET5_CLASSES; i++)
        if (logits[i] > largest) largest = logits[i];
    for (int i = 0; i < LENET5_CLASSES; i++) {
        probabilities[i] = maths_exp((logits[i] - largest) / temperature);
        sum += probabilities[i];
    }
    for (int i = 0; i < LENET5_CLASSES; i++) probabilities[i] /= sum;
}

float loss_cross_entropy(const float logits[LENET5_CLASSES], int label, float smoothing, float scale,
                         float gradient[LENET5_CLASSES]) {
    const float smallest = 1e-30f; /* whose logarithm is still finite */
    float probabilities[LENET5_CLASSES], loss = 0.0f;
    loss_softmax(logits, 1.0f, probabilities);
    for (int i = 0; i < LENET5_CLASSES; i++) {
        float target = (label == LOSS_NO_DIGIT ? 1.0f : smoothing) / (float)LENET5_CLASSES;
        if (i == label) target += 1.0f - smoothing;
        gradient[i] = scale * (probabilities[i] - target);
        if (target > 0.0f) loss -= target * maths_log(probabilities[i] > smallest ? probabilities[i] : smallest);
    }
    return loss;
}

void loss_distil(const float logits[LENET5_CLASSES], const float teacher[LENET5_CLASSES], float temperature, float share,
                 float scale, float gradient[LENET5_CLASSES]) {
    float student[LENET5_CLASSES];
    loss_softmax(logits, temperature, student);
    for (int i = 0; i < LENET5_CLASSES; i++)
        gradient[i] += share * (scale * temperature * (student[i] - teacher[i]) - gradient[i]);
}
