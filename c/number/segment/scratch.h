/* The working memory of segment's files. */
#ifndef LENET5_NUMBER_SEGMENT_SCRATCH_H
#define LENET5_NUMBER_SEGMENT_SCRATCH_H

#include "segment.h"

enum {
    SEGMENT_LINE_PIXELS = SEGMENT_HEIGHT * SEGMENT_MAX_WIDTH,
    SEGMENT_MAX_SEAMS = 2 * SEGMENT_MAX_PIECES /* before those without ink between them are dropped */
};

struct segment_scratch {
    uint16_t label[SEGMENT_MAX_COMPONENTS];      /* of all lines, each line's from left to right */
    uint16_t order[SEGMENT_MAX_COMPONENTS];      /* components from left to right */
    uint8_t line[SEGMENT_MAX_COMPONENTS];        /* of each component, SEGMENT_MAX_LINES for none */
    uint8_t in_line[SEGMENT_MAX_COMPONENTS + 1]; /* by label: whether it belongs to the line at hand */
    uint8_t ink[SEGMENT_LINE_PIXELS];
    uint8_t cost[SEGMENT_LINE_PIXELS]; /* of a seam */
    uint16_t piece[SEGMENT_LINE_PIXELS];
    int32_t down[SEGMENT_LINE_PIXELS], up[SEGMENT_LINE_PIXELS]; /* least cost from the top, from the bottom */
    segment_seam seam[SEGMENT_MAX_SEAMS];
};

#endif
