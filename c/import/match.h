/* match: a list of tensors → which of them are LeNet-5's, by their shapes, all different, and their names where
 * those of several copies (an optimiser's, an average's) have the same.
 */
#ifndef LENET5_IMPORT_MATCH_H
#define LENET5_IMPORT_MATCH_H

#include "../model/layout.h"
#include "tensor.h"

typedef struct import_match {
    import_tensor *tensors[LAYOUT_TENSORS]; /* of each role; null where it is missing */
} import_match;

/* Sets the verdict, role and order of job's tensors. 1, or 0 with the fault set when a role is missing or made of
 * what is no floats, or when the tensors are of a network that this engine does not run. */
int match_tensors(import_job *job, import_match *out);

#endif
