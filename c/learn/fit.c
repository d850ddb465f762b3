/* fit: the change of one layer that makes it say what it ought to on what is taught, and what it said on the rest. */
#include <string.h>

#include "steps.h"

/* One layer, as it is and as it was. */
typedef struct fitted {
    int inputs, outputs;
    float *weight, *bias;
    const float *old_weight, *old_bias;
} fitted;

static fitted layer_of(learn_layer layer, const network_parameters *from, network_parameters *to) {
    if (layer == LEARN_F6)
        return (fitted){C5_OUTPUTS,   F6_OUTPUTS, &to->f6_weight[0][0], to->f6_bias, &from->f6_weight[0][0],
                        from->f6_bias};
    return (fitted){F6_OUTPUTS,  LENET5_CLASSES,         &to->f7_weight[0][0],
                    to->f7_bias, &from->f7_weight[0][0], from->f7_bias};
}

static void connect(const float *weight, const float *bias, const float *input, int inputs, int outputs,
                    float *output) {
    for (int o = 0; o < outputs; o++) {
        float sum = bias[o];
        for (int i = 0; i < inputs; i++) sum += weight[o * inputs + i] * input[i];
        output[o] = sum;
    }
}

void learn_forward(const network_parameters *parameters, const float c5[C5_OUTPUTS], float f6[F6_OUTPUTS],
                   float logits[LENET5_CLASSES]) {
    connect(&parameters->f6_weight[0][0], parameters->f6_bias, c5, C5_OUTPUTS, F6_OUTPUTS, f6);
    for (int i = 0; i < F6_OUTPUTS; i++) f6[i] = f6[i] > 0 ? f6[i] : 0;
    connect(&parameters->f7_weight[0][0], parameters->f7_bias, f6, F6_OUTPUTS, LENET5_CLASSES, logits);
}

/* How much a logit grows with each of F6's sums: through those alone that ReLU lets pass. */
static void slopes_of(const network_parameters *parameters, const float f6[F6_OUTPUTS],
                      float slopes[LENET5_CLASSES][F6_OUTPUTS]) {
    for (int k = 0; k < LENET5_CLASSES; k++)
        for (int i = 0; i < F6_OUTPUTS; i++) slopes[k][i] = f6[i] > 0 ? parameters->f7_weight[k][i] : 0;
}

/* The shortest change of F6's sums that changes the logits so: slopesᵀ · (slopes · slopesᵀ + damping)⁻¹ · change. */
static void shortest_step(float slopes[LENET5_CLASSES][F6_OUTPUTS], const float change[LENET5_CLASSES],
                          float step[F6_OUTPUTS]) {
    enum { N = LENET5_CLASSES };
    double product[N * N], share[N], trace = 0;
    for (int a = 0; a < N; a++) {
        share[a] = (double)change[a];
        for (int b = 0; b <= a; b++) {
            double sum = 0;
            for (int i = 0; i < F6_OUTPUTS; i++) sum += (double)slopes[a][i] * (double)slopes[b][i];
            product[a * N + b] = sum;
        }
        trace += product[a * N + a];
    }
    const double damping = LEARN_DAMPING * trace / (double)N + 1e-9; /* where none lets pass: no step */
    for (int a = 0; a < N; a++) product[a * N + a] += damping;
    cholesky_solve(product, N, share, 1);
    for (int i = 0; i < F6_OUTPUTS; i++) {
        double sum = 0;
        for (int k = 0; k < N; k++) sum += (double)slopes[k][i] * share[k];
        step[i] = (float)sum;
    }
}

/* Adds a sample's input to the matrix, and, where it has one, its target to the right side. */
static void add(learn_equations *to, const float *input, int inputs, double weight, const float *target, int outputs) {
    const int n = inputs + 1;
    for (int i = 0; i < n; i++) {
        const double value = weight * (i < inputs ? (double)input[i] : 1.0);
        double *row = to->matrix + i * n;
        if (value == 0) continue; /* as after ReLU most are */
        for (int j = 0; j < i; j++) row[j] += value * (double)input[j];
        row[i] += value * (i < inputs ? (double)input[i] : 1.0);
        if (target == NULL) continue;
        for (int o = 0; o < outputs; o++) to->right[i * outputs + o] += value * (double)target[o];
    }
}

/* What a layer says of a taught sample beside what it said before all learning, and what it still lacks. */
static void target_of(learn_layer layer, const fitted *fit, const network_parameters *parameters,
                      const learn_sample *sample, const decide_rule *rule, const float *input, const float *f6,
                      const float *logits, float target[F6_OUTPUTS]) {
    float change[LENET5_CLASSES], now[F6_OUTPUTS], before[F6_OUTPUTS], slopes[LENET5_CLASSES][F6_OUTPUTS];
    learn_target(rule, logits, sample->digit, change);
    if (layer == LEARN_F7) memcpy(target, change, sizeof change);
    else {
        slopes_of(parameters, f6, slopes);
        shortest_step(slopes, change, target);
    }
    connect(fit->weight, fit->bias, input, fit->inputs, fit->outputs, now);
    connect(fit->old_weight, fit->old_bias, input, fit->inputs, fit->outputs, before);
    for (int o = 0; o < fit->outputs; o++) target[o] += now[o] - before[o];
}

static void add_all(learn_layer layer, const fitted *fit, const network_parameters *parameters,
                    const learn_samples *samples, const decide_rule *rule, learn_equations *to) {
    float f6[F6_OUTPUTS], logits[LENET5_CLASSES], target[F6_OUTPUTS];
    for (int i = 0; i < samples->rehearsed_count; i++) {
        const learn_sample *sample = &samples->rehearsed[i];
        if (layer == LEARN_F7) learn_forward(parameters, sample->c5, f6, logits);
        add(to, layer == LEARN_F6 ? sample->c5 : f6, fit->inputs, sample->weight, NULL, fit->outputs);
    }
    for (int i = 0; i < samples->taught_count; i++) {
        const learn_sample *sample = &samples->taught[i];
        learn_forward(parameters, sample->c5, f6, logits);
        const float *input = layer == LEARN_F6 ? sample->c5 : f6;
        target_of(layer, fit, parameters, sample, rule, input, f6, logits, target);
        add(to, input, fit->inputs, sample->weight, target, fit->outputs);
    }
}

static void add_ridge(learn_equations *to, int n) {
    double trace = 0;
    for (int i = 0; i < n; i++) trace += to->matrix[i * n + i];
    for (int i = 0; i < n; i++) to->matrix[i * n + i] += LEARN_RIDGE * trace / n;
}

void learn_fit(learn_layer layer, const learn_samples *samples, const decide_rule *rule, const network_parameters *from,
               learn_equations *memory, network_parameters *parameters) {
    const fitted fit = layer_of(layer, from, parameters);
    const int n = fit.inputs + 1, outputs = fit.outputs;
    memset(memory, 0, sizeof *memory);
    add_all(layer, &fit, parameters, samples, rule, memory);
    add_ridge(memory, n);
    cholesky_solve(memory->matrix, n, memory->right, outputs);
    for (int o = 0; o < outputs; o++) {
        for (int i = 0; i < fit.inputs; i++)
            fit.weight[o * fit.inputs + i] =
                (float)((double)fit.old_weight[o * fit.inputs + i] + memory->right[i * outputs + o]);
        fit.bias[o] = (float)((double)fit.old_bias[o] + memory->right[fit.inputs * outputs + o]);
    }
}
