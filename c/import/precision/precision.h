/* precision: whether integers of 7 bits are fine enough for a network that was not trained for them. */
#ifndef LENET5_IMPORT_PRECISION_H
#define LENET5_IMPORT_PRECISION_H

#include "../report.h"

enum { PRECISION_DIGITS = 500 };

size_t precision_memory_size(void);

/* Draws PRECISION_DIGITS digits and reads each in integers and in floats: where the best digit of any differs, the
 * floats are to answer. Nothing to do where they are anyway. memory: of precision_memory_size() bytes, aligned to
 * LENET5_ALIGNMENT. */
void precision_choose(const network_parameters *parameters, void *memory, import_report *report,
                      report_outcome *outcome);

#endif
