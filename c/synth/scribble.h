/* scribble: random figures and textures that need no template. */
#ifndef LENET5_SYNTH_SCRIBBLE_H
#define LENET5_SYNTH_SCRIBBLE_H

#include "canvas.h"

/* Replaces the figure by random curves, zigzags, loops, dots, lines (training), spirals, hatching, waves (held out). */
void draw_scribble(random_stream *stream, draw_split split, draw_figure *figure);

/* Adds strokes that strike the figure out: a cross, a zigzag, loops, bars. */
void draw_strike(random_stream *stream, draw_split split, draw_figure *figure);

/* A closed, irregular round outline. */
void draw_blob(random_stream *stream, draw_figure *figure);

/* Covers the canvas's box with noise, paper, stripes (training), checks, a shadow's edge (held out). */
void draw_texture(random_stream *stream, draw_split split, draw_canvas *canvas);

#endif
