/* weights: the file of today's network, and the rule that its metadata sets. */
#include "weights.h"

#include <float.h>

#include "message.h"
#include "tensors.h"

static const tensors_form TODAY = {LAYOUT, LAYOUT_TENSORS, "today", "is no tensor of LeNet-5"};

lenet5_status weights_read(const void *file, size_t bytes, network_parameters *parameters, decide_rule *rule,
                           lenet5_error *fault) {
    weights_settings unused;
    return weights_read_settings(file, bytes, parameters, rule, &unused, fault);
}

lenet5_status weights_read_settings(const void *file, size_t bytes, network_parameters *parameters, decide_rule *rule,
                                    weights_settings *settings, lenet5_error *fault) {
    enum { TEMPERATURE, THRESHOLD, BORDER, COUNT };
    tensors_number numbers[COUNT] = {
        {"temperature", 1, 0}, {"reject_threshold", -FLT_MAX, 0}, {"float32_border", 0, 0}};
    tensors_found found;
    if (!tensors_read(&TODAY, file, bytes, numbers, COUNT, &found, fault)) return LENET5_BAD_WEIGHTS;
    const float border = numbers[BORDER].value, farthest = WEIGHTS_LARGEST_BORDER;
    if ((border < -farthest || border > farthest) && !message_begin(fault, "float32_border", "is beyond 10"))
        return LENET5_BAD_WEIGHTS;
    if (numbers[TEMPERATURE].value < FLT_MIN && !message_begin(fault, "temperature", "is not above 0"))
        return LENET5_BAD_WEIGHTS;
    tensors_copy(&TODAY, &found, parameters);
    *rule = (decide_rule){numbers[TEMPERATURE].value, numbers[THRESHOLD].value};
    *settings = (weights_settings){{numbers[BORDER].present, border}, numbers[TEMPERATURE].present};
    return LENET5_OK;
}

size_t weights_write(const network_parameters *parameters, const weights_entry *metadata, size_t entries, void *file,
                     size_t capacity) {
    return tensors_write(&TODAY, parameters, metadata, entries, file, capacity);
}

size_t weights_pack(const void *file, size_t bytes, void *packed, size_t capacity) {
    network_parameters parameters;
    tensors_found found;
    lenet5_error unused;
    if (!tensors_read(&TODAY, file, bytes, NULL, 0, &found, &unused)) return 0;
    tensors_copy(&TODAY, &found, &parameters);
    return tensors_pack(&TODAY, &found, &parameters, packed, capacity);
}
