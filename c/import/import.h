/* import: anyone's weights for LeNet-5 → the engine's parameters, and a report of what became of each tensor.
 *
 * Files: safetensors; PyTorch's state dicts (ZIP files since 1.6, the format before, pickle.dump's); NumPy's .npz;
 * ONNX. All are hostile until parsed; nothing in them is run.
 */
#ifndef LENET5_IMPORT_IMPORT_H
#define LENET5_IMPORT_IMPORT_H

#include "../model/layout.h"
#include "fold.h"
#include "tensor.h"

/* Enough for every file of LeNet-5's weights, with an optimiser's state and some thousand numbers beside them. */
enum { IMPORT_MEMORY = 24 << 20 };

/* Of a file, in bytes; and what reading it may take beside two steps a byte, some seconds. */
enum { IMPORT_LARGEST = 1 << 28, IMPORT_STEPS = 1 << 28 };

typedef struct import_report {
    const char *container; /* "PyTorch's ZIP file"; null when it is none that can be read */
    const import_tensor *tensors;
    size_t count;
    int missing[LAYOUT_TENSORS]; /* roles without a tensor, of a file that could be read */
    fold_options options;        /* as they were applied */
    network_options run;
} import_report;

/* memory: IMPORT_MEMORY bytes, in which the report's tensors lie afterwards. side 0 in the options: what the file
 * says, else 32. LENET5_OK; or LENET5_BAD_WEIGHTS with fault->message set and *parameters undefined: the report
 * then has what was found out. */
lenet5_status import_weights(const void *file, size_t bytes, const fold_options *options, void *memory,
                             network_parameters *parameters, import_report *report, lenet5_error *fault);

/* Whether a file that could be imported is the engine's own, with its temperature, and is to stay as it is: there are
 * no options. Writes *parameters and *run. */
int import_is_own(const void *file, size_t bytes, const fold_options *options, network_parameters *parameters,
                  network_options *run);

/* What is wrong with options, as a phrase that begins with the option's name; null when nothing. */
const char *import_options_error(const fold_options *options);

#endif
