/* canvas: traces, filled outlines and textures → a small ink map → the engine's 28×28 picture of it.
 *
 * The ink map is one that a pen pad, a camera or a scanner would give.
 */
#ifndef LENET5_SYNTH_CANVAS_H
#define LENET5_SYNTH_CANVAS_H

#include "../digit/normalise/normalise.h"
#include "hand.h"

enum { DRAW_CANVAS = 64 }; /* pixels along each side, a multiple of 4 */

typedef struct draw_canvas {
    float ink[DRAW_CANVAS][DRAW_CANVAS]; /* 0 … 1 */
    uint8_t map[DRAW_CANVAS * DRAW_CANVAS];
    draw_box box; /* what is drawn on: the middle, at a random size */
} draw_canvas;

/* Empties the canvas and chooses the size of what will be drawn on it. */
void draw_canvas_clear(random_stream *stream, draw_canvas *canvas);

/* Scales the trace to the canvas's box and draws it with its pen. */
void draw_canvas_trace(draw_canvas *canvas, const draw_trace *trace);

/* Fills the closed outlines that the trace's strokes form (even-odd rule) instead. */
void draw_canvas_fill(draw_canvas *canvas, const draw_trace *trace);

/* Multiplies the ink by smooth noise between low and 1, of the given grain in pixels. */
void draw_canvas_shade(random_stream *stream, draw_canvas *canvas, float grain, float low);

/* Soft, thresholded or ragged edges, faint ink, as scanners and cameras give them; often none. */
void draw_canvas_scan(random_stream *stream, draw_canvas *canvas);

/* The normalised picture; false when there is no ink. */
bool draw_canvas_finish(draw_canvas *canvas, normalise_scratch *scratch, uint8_t picture[28 * 28]);

#endif
