/* name: what a tensor's name says about it, in the words of PyTorch's, Keras' and ONNX' programs. */
#ifndef LENET5_IMPORT_NAME_H
#define LENET5_IMPORT_NAME_H

#include "tensor.h"

typedef enum name_leaf { NAME_UNKNOWN, NAME_WEIGHT, NAME_BIAS } name_leaf;

/* The role (an index into LAYOUT) that a name says, or −1. three_full: the file has a third full layer, so that the
 * first of them is C5. */
int name_role(const char *name, int three_full);

/* Whether it is a third full layer's. */
int name_is_third_full(const char *name);

/* What the engine does not run and the name belongs to, as a phrase: "batch normalisation, …"; null when nothing. */
const char *name_of_foreign_layer(const char *name);

#endif
