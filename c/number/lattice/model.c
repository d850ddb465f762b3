/* Scores of the symbols that an arc may be, from its features and the fitted parameters. */
#include "model.h"

void lattice_model_unpack(lattice_model *model) {
    float *parameter = &model->sharpness;
    for (int i = 0; i < LATTICE_MODEL_PARAMETERS; i++)
        parameter[i] = (float)lattice_fitted[i] / (float)LATTICE_MODEL_UNIT;
}

static float dot(const float *a, const float *b, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) sum += a[i] * b[i];
    return sum;
}

float lattice_model_digit(const lattice_model *model, int is_amount, int digit, const float ln_p[LENET5_CLASSES],
                          const float feature[LATTICE_FEATURES]) {
    const float read = model->sharpness * ln_p[digit];
    return is_amount ? read + dot(model->amount[digit], feature, LATTICE_FEATURES) : read;
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

void lattice_weigh(const lattice_model *model, int is_amount, lattice_arc *arc) {
    float hidden[LATTICE_HIDDEN], kind[LATTICE_KINDS];
    lattice_model_run(model, arc->feature, hidden, kind);
    for (int symbol = 0; symbol < LATTICE_SYMBOLS; symbol++) {
        arc->score[symbol] = kind[lattice_kind_of(symbol)];
        if (symbol >= LENET5_CLASSES) continue;
        arc->score[symbol] += lattice_model_digit(model, is_amount, symbol, arc->digit, arc->feature);
    }
}
