#include "layers.h"

size_t integer_scratch_size(void) { return sizeof(struct integer_scratch); }

void integer_forward(const integer_network *net, integer_scratch *scratch,
                     const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE], float logits[LENET5_CLASSES]) {
    integer_c1(net, input, scratch);
    integer_c3(net, scratch);
    integer_c5(net, scratch);
    integer_f6(net, scratch);
    integer_f7(net, scratch, logits);
}
