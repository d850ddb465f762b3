/* decide: ten logits → a digit, its confidence, or a reason to refuse.
 *
 * Two scores for two questions. "Is it a digit at all?": the log-sum-exp of the logits (the energy score of Liu et al.,
 * "Energy-based Out-of-distribution Detection", 2020), compared with a threshold. "Which digit, how sure?": softmax of
 * logits / temperature (Guo et al., "On Calibration of Modern Neural Networks", 2017). Both numbers belong to the
 * weights and are stored with them.
 */
#ifndef LENET5_DIGIT_DECIDE_H
#define LENET5_DIGIT_DECIDE_H

#include "../../include/lenet5.h"

typedef struct decide_rule {
    float temperature;      /* > 0, finite */
    float reject_threshold; /* score below it: LENET5_NOT_A_DIGIT; −FLT_MAX rejects nothing */
} decide_rule;

/* Sets status, digit, confidence, score, probabilities and logits of result; leaves box and picture. */
void decide(const decide_rule *rule, const float logits[LENET5_CLASSES], lenet5_result *result);

#endif
