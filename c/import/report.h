/* report: what became of each tensor, as JSON; and the imported weights as a file of the engine's own.
 *
 *     {"container","tensors":[{"name","dtype","shape":[…],"verdict":"used"|"extra"|"wrong-shape"|"wrong-dtype",
 *      "as":a name of the engine's or null,"note":how it was turned or null}],"missing":[names],
 *      "options":{"mean","std","invert","activation","pooling","input":28|32|null},"arithmetic":"int8"|"float32"|null,
 *      "border","checked","changed","calibrated"}
 */
#ifndef LENET5_IMPORT_REPORT_H
#define LENET5_IMPORT_REPORT_H

#include "../base/writer.h"
#include "import.h"

/* What was found out about the parameters. */
typedef struct report_outcome {
    int checked, changed; /* digits read in integers and in floats, and how many of them otherwise; 0: none were */
    int is_calibrated;
} report_outcome;

void report_put_json(const import_report *report, const report_outcome *outcome, writer *to);

/* "used", "extra" …; how a used tensor was turned, or null. */
const char *report_verdict(const import_tensor *tensor);
const char *report_note(const import_tensor *tensor);

/* Writes the safetensors file of imported parameters to file [capacity]; its length, or 0 when it does not fit. */
size_t report_write_weights(const import_report *report, const network_parameters *parameters, void *file,
                            size_t capacity);

#endif
