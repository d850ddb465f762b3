/* Ten logits → probabilities by a calibrated softmax, and a digit or none by the reject threshold. */
#include "decide.h"

#include <string.h>

#include "../../base/maths/maths.h"

_Static_assert((int)MATHS_EACH == (int)LENET5_CLASSES, "maths_exp_each takes all classes at once");

/* The first of the largest. */
static int arg_max(const float values[LENET5_CLASSES]) {
    int best = 0;
    for (int i = 1; i < LENET5_CLASSES; i++)
        if (values[i] > values[best]) best = i;
    return best;
}

/* exponentials[i] = e^((logits[i] − peak) / temperature); their sum, which is at least 1. */
static float exponentiate(const float logits[LENET5_CLASSES], float peak, float temperature,
                          float exponentials[LENET5_CLASSES]) {
    float sum = 0;
    for (int i = 0; i < LENET5_CLASSES; i++) exponentials[i] = (logits[i] - peak) / temperature;
    maths_exp_each(exponentials);
    for (int i = 0; i < LENET5_CLASSES; i++) sum += exponentials[i];
    return sum;
}

void decide(const decide_rule *rule, const float logits[LENET5_CLASSES], lenet5_result *result) {
    int best = arg_max(logits);
    float peak = logits[best], exponentials[LENET5_CLASSES];

    result->score = peak + maths_log(exponentiate(logits, peak, 1, exponentials));
    float sum = exponentiate(logits, peak, rule->temperature, exponentials);
    for (int i = 0; i < LENET5_CLASSES; i++) result->probabilities[i] = exponentials[i] / sum;
    memcpy(result->logits, logits, sizeof result->logits);
    result->confidence = result->probabilities[best];
    int accepted = result->score >= rule->reject_threshold;
    result->status = accepted ? LENET5_OK : LENET5_NOT_A_DIGIT;
    result->digit = accepted ? best : -1;
}
