/* safetensors: any tensors in a safetensors file → the list. */
#ifndef LENET5_IMPORT_SAFETENSORS_H
#define LENET5_IMPORT_SAFETENSORS_H

#include "tensor.h"

/* Whether a file looks like one: a header's length, and a brace. */
int safetensors_is(const uint8_t *file, size_t length);
int safetensors_read(import_job *job);

#endif
