/* scratch: the working memory of one picture. */
#ifndef LENET5_SYNTH_SCRATCH_H
#define LENET5_SYNTH_SCRATCH_H

#include "../base/arena.h"
#include "canvas.h"

struct draw_scratch {
    draw_figure figure, part; /* what is drawn, and what it is made of */
    draw_trace trace;
    draw_canvas canvas; /* the normaliser's memory follows */
};

/* The scratch and, behind it, that of the normaliser. */
static inline size_t draw_scratch_total(void) {
    return arena_part_size(sizeof(draw_scratch)) + arena_part_size(normalise_scratch_size());
}

static inline normalise_scratch *draw_scratch_normalise(draw_scratch *scratch) {
    arena block = {(char *)scratch, 0};
    arena_take(&block, sizeof *scratch);
    return arena_take(&block, normalise_scratch_size());
}

#endif
