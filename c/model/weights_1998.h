/* weights_1998: a safetensors file ↔ the parameters of the network of 1998 and the rule that decides. */
#ifndef LENET5_MODEL_WEIGHTS_1998_H
#define LENET5_MODEL_WEIGHTS_1998_H

#include "parameters_1998.h"
#include "weights.h"

typedef struct rule_1998 {
    decide_rule decide;
    float rubbish; /* the loss's j: e^−j is to rubbish what e^−distance is to a digit */
    int is_calibrated;
} rule_1998;

/* As weights_read. Metadata "rubbish" where it is absent: 10; "reject_threshold": −rubbish, so that what is refused is
 * likelier rubbish than any digit. */
lenet5_status weights_1998_read(const void *file, size_t bytes, parameters_1998 *parameters, rule_1998 *rule,
                                lenet5_error *fault);

/* As weights_write. */
size_t weights_1998_write(const parameters_1998 *parameters, const weights_entry *metadata, size_t entries, void *file,
                          size_t capacity);

/* As weights_round: C1's weights to 8 bits, C3's to 7, C5's and F6's to 6; the others stay. */
void weights_1998_round(parameters_1998 *parameters);

#endif
