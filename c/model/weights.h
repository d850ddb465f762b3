/* weights: a safetensors file ↔ the parameters of LeNet-5 and the decision rule.
 *
 * safetensors: 8 bytes little-endian header length, a JSON header { name: { dtype, shape, data_offsets } } with an
 * optional __metadata__ of strings, then the tensors' bytes. Read as hostile: sizes, names, shapes, dtypes, offsets,
 * overlaps, gaps and finite values are checked before anything is written.
 */
#ifndef LENET5_MODEL_WEIGHTS_H
#define LENET5_MODEL_WEIGHTS_H

#include <stddef.h>

#include "../digit/decide/decide.h"
#include "../include/lenet5.h"
#include "parameters.h"

/* A larger parameter is no trained network's, and refused; below it no sum of the forward pass can overflow: every
 * activation of a loaded network is finite. */
enum { WEIGHTS_LARGEST = 10000, WEIGHTS_LARGEST_BORDER = 10 };

/* LENET5_OK, or LENET5_BAD_WEIGHTS with fault->message set and nothing else written. Metadata "temperature" and
 * "reject_threshold" set the rule; where they are absent: temperature 1, nothing rejected. */
lenet5_status weights_read(const void *file, size_t bytes, network_parameters *parameters, decide_rule *rule,
                           lenet5_error *fault);

/* What else the metadata says. */
typedef struct weights_settings {
    network_options run; /* "float32_border": answers are made in float32, with this value around the 28×28 */
    int is_calibrated;   /* there is a temperature */
} weights_settings;

lenet5_status weights_read_settings(const void *file, size_t bytes, network_parameters *parameters, decide_rule *rule,
                                    weights_settings *settings, lenet5_error *fault);

/* One string of the file's __metadata__. */
typedef struct weights_entry {
    const char *key, *value; /* UTF-8 */
} weights_entry;

/* Writes a safetensors file of the parameters and metadata to file [capacity bytes]; returns its length, or 0 when it
 * does not fit. The header is padded with spaces so that the tensors are 8-byte aligned; entries keep their order. */
size_t weights_write(const network_parameters *parameters, const weights_entry *metadata, size_t entries, void *file,
                     size_t capacity);

/* Writes a safetensors file to another, whose tensors are each of the smallest type that holds their numbers exactly
 * (F8_E4M3, F16 or F32): the same parameters and metadata in fewer bytes. Returns its length, or 0 when it does not fit or
 * is none. */
size_t weights_pack(const void *file, size_t bytes, void *packed, size_t capacity);

/* Rounds each layer's weights, in place, to multiples of a power of two: C1's to 8 bits, C3's and F7's to 6, C5's and
 * F6's to 5, at the step of least squared error; biases stay. A file of such weights is what any reader of safetensors
 * knows, and compresses to a fifth: a float32 of 31 possible values has some four bits to say. It costs no validation
 * errors. */
void weights_round(network_parameters *parameters);

#endif
