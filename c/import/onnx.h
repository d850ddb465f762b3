/* onnx: an ONNX model's initialisers → the list, and whether its nodes are LeNet-5's. */
#ifndef LENET5_IMPORT_ONNX_H
#define LENET5_IMPORT_ONNX_H

#include "tensor.h"

int onnx_is(const uint8_t *file, size_t length);
int onnx_read(import_job *job);

#endif
