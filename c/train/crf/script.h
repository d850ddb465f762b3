/* script: random content of a line, as people write it, composed into ink. */
#ifndef LENET5_TRAIN_CRF_SCRIPT_H
#define LENET5_TRAIN_CRF_SCRIPT_H

#include "../compose/line.h"
#include "../sources.h"
#include "stock.h"

/* What lines are made of. */
typedef struct script_sources {
    const sources *digits;
    const stock *pens;
    source_part part; /* of the data sets' digits and of what is drawn */
    source_scratch *scratch;
    draw_scratch *drawing;
} script_sources;

/* A whole line as people write them: an amount, a ZIP code, a row of digits, a date, a telephone number …, of pictures
 * that no training saw or of one hand's strokes, with marks and noise; now and then letters, or a word beside it. */
void compose_line(random_stream *stream, const script_sources *from, composition *line);

#endif
