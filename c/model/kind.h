/* kind: the format of a file that was loaded as weights but is no safetensors file. */
#ifndef LENET5_MODEL_KIND_H
#define LENET5_MODEL_KIND_H

#include <stddef.h>
#include <stdint.h>

/* "an HTML page; …": what it is and what to do, or null when it is a safetensors file or unknown. */
const char *weights_kind(const uint8_t *bytes, size_t length);

#endif
