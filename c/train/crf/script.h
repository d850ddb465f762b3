/* script: random content of a line, as people write it, composed into ink. */
#ifndef LENET5_TRAIN_CRF_SCRIPT_H
#define LENET5_TRAIN_CRF_SCRIPT_H

#include "../compose/line.h"
#include "../sources.h"

/* A whole line as people write them: an amount, a ZIP code or a row of digits, of pictures that no training saw, with
 * marks and noise; now and then letters. */
void compose_line(random_stream *stream, const sources *digits, source_scratch *scratch, draw_scratch *drawing,
                  composition *line);

#endif
