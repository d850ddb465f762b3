/* targets: only what is missing to the margins is asked for. */
#include "../base/box.h"
#include "../base/maths/maths.h"
#include "steps.h"

int learn_answer(const decide_rule *rule, const float logits[LENET5_CLASSES]) {
    lenet5_result result;
    decide(rule, logits, &result);
    return result.digit;
}

/* No logit may be above this where there is no digit: the score is at most ln 10 more than the largest. */
static float ceiling(const decide_rule *rule) {
    return rule->reject_threshold - LEARN_SCORE_MARGIN - maths_log((float)LENET5_CLASSES) / 2;
}

int learn_target(const decide_rule *rule, const float logits[LENET5_CLASSES], int digit, float change[LENET5_CLASSES]) {
    int missing = 0;
    float own = digit < 0 ? 0 : float_max(logits[digit], rule->reject_threshold + LEARN_SCORE_MARGIN);
    for (int i = 0; i < LENET5_CLASSES; i++) {
        const float most = digit < 0 ? ceiling(rule) : own - LEARN_MARGIN;
        change[i] = (i == digit ? own : float_min(logits[i], most)) - logits[i];
        missing |= change[i] != 0;
    }
    return missing;
}
