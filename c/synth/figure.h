/* figure: style templates → a figure of control points.
 *
 * A template is a line of text, so that the tables of styles can be read and mended: "52,2 18,40! 80,44 | 60,20 58,99"
 * gives the points of each stroke as x,y in percent of the figure's height (y downwards); '!' makes a point a corner,
 * every other one is passed smoothly; '|' lifts the pen. A style has one template or two with the same points, between
 * which every drawing takes its own place (a flag of any length, a head that is open or closed).
 */
#ifndef LENET5_SYNTH_FIGURE_H
#define LENET5_SYNTH_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

#include "draw.h"

enum { DRAW_MAX_CONTROLS = 160 };

typedef struct draw_control {
    float x, y;
    int stroke; /* 0, 1, … */
    bool corner;
} draw_control;

typedef struct draw_figure {
    int count, strokes;
    draw_control control[DRAW_MAX_CONTROLS];
} draw_figure;

typedef struct draw_style {
    draw_split split;
    int share;              /* how often, relative to the others of its table */
    const char *template_a; /* stroke template */
    const char *template_b; /* another with the same points, or null */
} draw_style;

typedef struct draw_table {
    const draw_style *styles;
    int count;
} draw_table;

/* A style of the table that belongs to the split; the table has at least one. */
const draw_style *draw_style_choose(random_stream *stream, draw_split split, draw_table table);

/* Replaces the figure by a drawing of the style, somewhere between its two templates. */
void draw_figure_read(random_stream *stream, const draw_style *style, draw_figure *figure);

/* Adds a control point; the pen is lifted before it when lift. Points beyond the capacity are dropped. */
void draw_figure_add(draw_figure *figure, float x, float y, bool lift, bool corner);

/* Appends the strokes of other, scaled and shifted. */
void draw_figure_append(draw_figure *figure, const draw_figure *other, float scale, float x, float y);

/* x, y ← (a·x + b·y, c·x + d·y) about the middle of the figure's box. */
void draw_figure_map(draw_figure *figure, float a, float b, float c, float d);

typedef struct draw_box {
    float left, top, right, bottom;
} draw_box;

draw_box draw_figure_box(const draw_figure *figure);

#endif
