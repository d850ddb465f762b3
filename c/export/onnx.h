/* onnx: parameters → an ONNX model (IR version 8, opset 13): input [batch,1,32,32], 0 paper … 1 ink → logits
 * [batch,10]. */
#ifndef LENET5_EXPORT_ONNX_H
#define LENET5_EXPORT_ONNX_H

#include "../base/writer.h"
#include "../digit/network/network.h"

void onnx_write(const network_parameters *parameters, writer *to);

#endif
