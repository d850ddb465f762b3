/* layout: the table of the ten tensors: name, shape, size and offset of each. */
#include "layout.h"

#define TENSOR(name, member, dimensions, ...)                                                                          \
    {                                                                                                                  \
        name, dimensions, {__VA_ARGS__}, sizeof(((network_parameters *)0)->member) / sizeof(float),                    \
            offsetof(network_parameters, member)                                                                       \
    }

const layout_tensor LAYOUT[LAYOUT_TENSORS] = {
    TENSOR("convnet.c1.weight", c1_weight, 4, 6, 1, 5, 5),
    TENSOR("convnet.c1.bias", c1_bias, 1, 6),
    TENSOR("convnet.c3.weight", c3_weight, 4, 16, 6, 5, 5),
    TENSOR("convnet.c3.bias", c3_bias, 1, 16),
    TENSOR("convnet.c5.weight", c5_weight, 4, 120, 16, 5, 5),
    TENSOR("convnet.c5.bias", c5_bias, 1, 120),
    TENSOR("fc.f6.weight", f6_weight, 2, 84, 120),
    TENSOR("fc.f6.bias", f6_bias, 1, 84),
    TENSOR("fc.f7.weight", f7_weight, 2, 10, 84),
    TENSOR("fc.f7.bias", f7_bias, 1, 10),
};
