/* weights_1998: the file of the network of 1998, and the rule that its metadata sets. */
#include "weights_1998.h"

#include <float.h>

#include "message.h"
#include "round.h"
#include "tensors.h"

#define TENSOR(name, member, dimensions, ...)                                                                          \
    {                                                                                                                  \
        name, dimensions, {__VA_ARGS__}, sizeof(((parameters_1998 *)0)->member) / sizeof(float),                       \
            offsetof(parameters_1998, member)                                                                          \
    }

static const layout_tensor TENSORS[] = {
    TENSOR("c1.weight", c1_weight, 4, 6, 1, 5, 5),    TENSOR("c1.bias", c1_bias, 1, 6),
    TENSOR("s2.coefficient", s2_coefficient, 1, 6),   TENSOR("s2.bias", s2_bias, 1, 6),
    TENSOR("c3.weight", c3_weight, 3, 60, 5, 5),      TENSOR("c3.bias", c3_bias, 1, 16),
    TENSOR("s4.coefficient", s4_coefficient, 1, 16),  TENSOR("s4.bias", s4_bias, 1, 16),
    TENSOR("c5.weight", c5_weight, 4, 120, 16, 5, 5), TENSOR("c5.bias", c5_bias, 1, 120),
    TENSOR("f6.weight", f6_weight, 2, 84, 120),       TENSOR("f6.bias", f6_bias, 1, 84),
};
_Static_assert(sizeof TENSORS / sizeof *TENSORS == TENSORS_MOST, "there is room for all of them");

static const tensors_form OF_1998 = {TENSORS, TENSORS_MOST, "1998",
                                     "is no tensor of the network of 1998 (c1.weight ... f6.bias are due)"};

lenet5_status weights_1998_read(const void *file, size_t bytes, parameters_1998 *parameters, rule_1998 *rule,
                                lenet5_error *fault) {
    enum { TEMPERATURE, THRESHOLD, RUBBISH, COUNT };
    static const float USUAL = 10, LARGEST = 1000;
    tensors_number numbers[COUNT] = {{"temperature", 1, 0}, {"reject_threshold", 0, 0}, {"rubbish", USUAL, 0}};
    tensors_found found;
    if (!tensors_read(&OF_1998, file, bytes, numbers, COUNT, &found, fault)) return LENET5_BAD_WEIGHTS;
    const float temperature = numbers[TEMPERATURE].value, rubbish = numbers[RUBBISH].value;
    if (temperature < FLT_MIN && !message_begin(fault, "temperature", "is not above 0")) return LENET5_BAD_WEIGHTS;
    if ((rubbish < 0 || rubbish > LARGEST) && !message_begin(fault, "rubbish", "is not from 0 to 1000"))
        return LENET5_BAD_WEIGHTS;
    tensors_copy(&OF_1998, &found, parameters);
    rule->decide = (decide_rule){temperature, numbers[THRESHOLD].present ? numbers[THRESHOLD].value : -rubbish};
    rule->rubbish = rubbish;
    rule->is_calibrated = numbers[TEMPERATURE].present;
    return LENET5_OK;
}

size_t weights_1998_write(const parameters_1998 *parameters, const weights_entry *metadata, size_t entries, void *file,
                          size_t capacity) {
    return tensors_write(&OF_1998, parameters, metadata, entries, file, capacity);
}

void weights_1998_round(parameters_1998 *parameters) {
    round_layer(&parameters->c1_weight[0][0][0][0], 6 * 25, 8);
    round_layer(&parameters->c3_weight[0][0][0], 60 * 25, 7);
    round_layer(&parameters->c5_weight[0][0][0][0], 120 * 400, 6);
    round_layer(&parameters->f6_weight[0][0], 84 * 120, 6);
}
