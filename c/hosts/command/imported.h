/* imported: a file of anyone's weights, brought into the engine's own form. */
#ifndef LENET5_HOSTS_COMMAND_IMPORTED_H
#define LENET5_HOSTS_COMMAND_IMPORTED_H

#include "../../import/report.h"
#include "file.h"

typedef struct imported {
    file_bytes weights; /* safetensors, as lenet5_load takes them */
    import_report report;
    report_outcome outcome;
    lenet5_error fault;
    void *memory; /* of the report */
} imported;

/* 1; or 0 with the fault, and what is known in the report. To be closed in either case. A file that is the engine's own
 * stays as it is, calibration and all, unless there are options. */
int imported_open(const file_bytes *from, const fold_options *options, imported *out);
void imported_close(imported *file);

#endif
