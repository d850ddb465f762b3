/* kind: what a file that is no safetensors file really is. */
#ifndef LENET5_MODEL_KIND_H
#define LENET5_MODEL_KIND_H

#include <stddef.h>
#include <stdint.h>

/* "an HTML page; …": what it is and what to do, or null when it is a safetensors file or unknown. */
const char *weights_kind(const uint8_t *bytes, size_t length);

#endif
