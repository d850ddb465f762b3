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

/* Adds x times a row of weights: along the hidden layer, so that compilers can use vectors. */
static void add_row(float *hidden, float x, const float *row, int units) {
    for (int h = 0; h < units; h++) hidden[h] += x * row[h];
}

void lattice_model_run(const lattice_model *model, const float feature[LATTICE_FEATURES],
                       const uint8_t look[LATTICE_LOOK], float hidden[LATTICE_HIDDEN], float kind[LATTICE_KINDS]) {
    for (int h = 0; h < LATTICE_HIDDEN; h++) hidden[h] = 0;
    for (int i = 0; i < LATTICE_FEATURES; i++) add_row(hidden, feature[i], model->shape[i], LATTICE_HIDDEN);
    for (int i = 0; i < LATTICE_LOOK; i++)
        if (look[i] > 0)
            add_row(hidden + LATTICE_PLAIN, lattice_pixel(look[i]), model->look[i], LATTICE_HIDDEN - LATTICE_PLAIN);
    for (int h = 0; h < LATTICE_HIDDEN; h++) hidden[h] = hidden[h] > 0 ? hidden[h] : 0;
    for (int k = 0; k < LATTICE_KINDS; k++) {
        kind[k] = dot(model->linear[k], feature, LATTICE_FEATURES) +
                  dot(model->out[k], hidden, lattice_units_of((lattice_kind)k));
    }
}

void lattice_weigh(const lattice_model *model, int is_amount, lattice_arc *arc) {
    float hidden[LATTICE_HIDDEN], kind[LATTICE_KINDS];
    lattice_model_run(model, arc->feature, arc->look, hidden, kind);
    for (int symbol = 0; symbol < LATTICE_SYMBOLS; symbol++) {
        arc->score[symbol] = kind[lattice_kind_of(symbol)];
        if (symbol >= LENET5_CLASSES) continue;
        arc->score[symbol] += lattice_model_digit(model, is_amount, symbol, arc->digit, arc->feature);
    }
}
