/* scratch: the working memory of one picture. */
#ifndef LENET5_SYNTH_SCRATCH_H
#define LENET5_SYNTH_SCRATCH_H

#include "canvas.h"

struct draw_scratch {
    draw_figure figure, part; /* what is drawn, and what it is made of */
    draw_trace trace;
    draw_canvas canvas; /* the normaliser's memory follows */
};

/* Bytes before the normaliser's memory, a multiple of every type's alignment. */
static inline size_t draw_scratch_own(void) { return (sizeof(draw_scratch) + 15) / 16 * 16; }

static inline normalise_scratch *draw_scratch_normalise(draw_scratch *scratch) {
    return (normalise_scratch *)((unsigned char *)scratch + draw_scratch_own());
}

#endif
