/* weights: the safetensors files inside the command, which the build embeds from weights/. */
#ifndef LENET5_HOSTS_COMMAND_WEIGHTS_H
#define LENET5_HOSTS_COMMAND_WEIGHTS_H

#include <stddef.h>

extern const unsigned char command_weights[];
extern const size_t command_weights_length;

extern const unsigned char command_weights_1998[];
extern const size_t command_weights_1998_length;

#endif
