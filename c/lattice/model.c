#include "model.h"

static float dot(const float *a, const float *b, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) sum += a[i] * b[i];
    return sum;
}

void lattice_model_run(const lattice_model *model, const float feature[LATTICE_FEATURES], float hidden[LATTICE_HIDDEN],
                       float kind[LATTICE_KINDS]) {
    for (int h = 0; h < LATTICE_HIDDEN; h++) {
        const float sum = dot(model->hidden[h], feature, LATTICE_FEATURES);
        hidden[h] = sum > 0 ? sum : 0;
    }
    for (int k = 0; k < LATTICE_KINDS; k++) {
        kind[k] = dot(model->linear[k], feature, LATTICE_FEATURES) + dot(model->out[k], hidden, LATTICE_HIDDEN);
    }
}
