/* The network in integers, layer by layer: what predictions are made with. */
#include "layers.h"

size_t int8_scratch_size(void) { return sizeof(struct int8_scratch); }

void int8_forward(const int8_network *net, int8_scratch *scratch,
                  const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE], float logits[LENET5_CLASSES]) {
    int8_c1_sparse(net, input, scratch);
    int8_c3(net, scratch);
    int8_c5(net, scratch);
    int8_f6(net, scratch);
    int8_f7(net, scratch, logits);
}
