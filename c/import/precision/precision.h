/* precision: whether integers of 7 bits are fine enough for a network that was not trained for them. */
#ifndef LENET5_IMPORT_PRECISION_H
#define LENET5_IMPORT_PRECISION_H

#include "../../digit/network/network.h"

enum { PRECISION_DIGITS = 500 };

size_t precision_memory_size(void);

/* Draws PRECISION_DIGITS digits and reads each in integers and in floats: of how many the best digit differs. memory: of
 * precision_memory_size() bytes, aligned to LENET5_ALIGNMENT. */
int precision_changed(const network_parameters *parameters, void *memory);

#endif
