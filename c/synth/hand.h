/* hand: a figure of control points → the trace of a pen in somebody's hand.
 *
 * Each call invents a hand (slant, proportions, unsteadiness, how corners are rounded, how strokes begin and end) and a
 * pen (width, nib, pressure), and writes the figure with them.
 */
#ifndef LENET5_SYNTH_HAND_H
#define LENET5_SYNTH_HAND_H

#include <stdbool.h>

#include "figure.h"

typedef struct draw_trace_point {
    float x, y;   /* in the figure's units */
    float radius; /* of the pen; 0 where it does not write */
    int stroke;
} draw_trace_point;

typedef struct draw_trace {
    int count;
    draw_trace_point point[DRAW_MAX_POINTS];
} draw_trace;

/* Bends the figure as the hand would, then traces it. */
void draw_hand_write(random_stream *stream, draw_figure *figure, draw_trace *trace);

/* The same without a pen of its own: every radius is given. */
void draw_hand_outline(random_stream *stream, draw_figure *figure, float radius, draw_trace *trace);

#endif
