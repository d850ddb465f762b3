/* gather: the matched tensors, of any dtype and order → parameters. */
#ifndef LENET5_IMPORT_GATHER_H
#define LENET5_IMPORT_GATHER_H

#include "match.h"

/* 1, or 0 with the fault set: a tensor that is truncated or holds what is not finite, or orders that don't go
 * together. */
int gather_parameters(import_job *job, const import_match *match, network_parameters *out);

#endif
