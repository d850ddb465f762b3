/* canvas: rasterises traces and outlines, adds texture and scanner effects, and normalises. */
#include "canvas.h"

#include <string.h>

#include "../base/box.h"
#include "../base/simd/simd.h"

static const float THINNEST = 0.8f; /* radius in pixels */
enum { FAINTEST = 48 };             /* ink of a pixel that belongs to the box */

/* Mostly as large as a pad's or a camera's digits, sometimes as small as a scanned form's. */
void draw_canvas_clear(random_stream *stream, draw_canvas *canvas) {
    memset(canvas->ink, 0, sizeof canvas->ink);
    bool small = random_unit(stream) < 0.25f;
    float half = small ? random_between(stream, 9.0f, 17.0f) : random_between(stream, 17.0f, 30.0f);
    float x = (float)DRAW_CANVAS / 2 + random_between(stream, -0.5f, 0.5f);
    float y = (float)DRAW_CANVAS / 2 + random_between(stream, -0.5f, 0.5f);
    canvas->box = (draw_box){x - half, y - half, x + half, y + half};
}

/* --- strokes ---------------------------------------------------------------------------------------------------- */

typedef struct canvas_frame {
    float x, y, scale; /* canvas = origin + scale · trace */
} canvas_frame;

static canvas_frame fit(const draw_canvas *canvas, const draw_trace *trace) {
    draw_box box = {1e9f, 1e9f, -1e9f, -1e9f};
    for (int i = 0; i < trace->count; i++) {
        const draw_trace_point *point = &trace->point[i];
        box.left = float_min(box.left, point->x - point->radius);
        box.right = float_max(box.right, point->x + point->radius);
        box.top = float_min(box.top, point->y - point->radius);
        box.bottom = float_max(box.bottom, point->y + point->radius);
    }
    float size = float_max(float_max(box.right - box.left, box.bottom - box.top), 1);
    float scale = (canvas->box.right - canvas->box.left) / size;
    return (canvas_frame){(canvas->box.left + canvas->box.right - scale * (box.left + box.right)) / 2,
                          (canvas->box.top + canvas->box.bottom - scale * (box.top + box.bottom)) / 2, scale};
}

static int pixel(float place) { return (int)float_clamp(place, 0.0f, (float)DRAW_CANVAS); }

static f32x4 at_most_1(f32x4 x) { return -f32x4_max(-x, f32x4_splat(-1.0f)); }

/* A segment whose radius runs from a's to b's, with round ends, four pixels at a time. How far a pixel is inside is
 * taken from squares, (r² − d²) / 2r ≈ r − d near the edge, which saves a root a pixel. Twin of put_stroke() in
 * compose/line.c; to be merged at the next training. */
static void draw_segment(draw_canvas *canvas, draw_trace_point a, draw_trace_point b) {
    const f32x4 ramp = {0.5f, 1.5f, 2.5f, 3.5f};
    float x = b.x - a.x, y = b.y - a.y, reach = float_max(a.radius, b.radius) + 1;
    float per_square = 1 / (x * x + y * y + 1e-6f), growth = b.radius - a.radius;
    int left = pixel(float_min(a.x, b.x) - reach) & ~3, right = pixel(float_max(a.x, b.x) + reach + 1);
    int top = pixel(float_min(a.y, b.y) - reach), bottom = pixel(float_max(a.y, b.y) + reach + 1);
    for (int row = top; row < bottom; row++) {
        float *ink = canvas->ink[row];
        float down = (float)row + 0.5f - a.y;
        for (int column = left; column < right; column += 4) {
            f32x4 across = ((float)column - a.x) + ramp;
            f32x4 t = f32x4_relu(at_most_1((across * x + down * y) * per_square));
            f32x4 off_x = across - t * x, off_y = down - t * y, radius = a.radius + t * growth;
            f32x4 cover = 0.5f + (radius * radius - off_x * off_x - off_y * off_y) / (2 * radius);
            f32x4_store(&ink[column], f32x4_max(at_most_1(cover), f32x4_load(&ink[column])));
        }
    }
}

static draw_trace_point place(canvas_frame frame, const draw_trace_point *point) {
    return (draw_trace_point){.x = frame.x + frame.scale * point->x,
                              .y = frame.y + frame.scale * point->y,
                              .radius = float_max(frame.scale * point->radius, THINNEST),
                              .stroke = point->stroke};
}

void draw_canvas_trace(draw_canvas *canvas, const draw_trace *trace) {
    canvas_frame frame = fit(canvas, trace);
    for (int i = 0; i < trace->count; i++) {
        const draw_trace_point *from = &trace->point[i];
        const draw_trace_point *to = i + 1 < trace->count && from[1].stroke == from->stroke ? from + 1 : from;
        if (from->radius > 0 && to->radius > 0) draw_segment(canvas, place(frame, from), place(frame, to));
    }
}

/* --- areas ------------------------------------------------------------------------------------------------------ */

/* Toggles the pixels right of the edge from a to b in the rows that it crosses, with the share of the first pixel. */
static void toggle_edge(draw_canvas *canvas, draw_trace_point a, draw_trace_point b) {
    if (a.y > b.y) {
        draw_trace_point swap = a;
        a = b;
        b = swap;
    }
    for (int row = pixel(a.y + 0.5f); row < DRAW_CANVAS && (float)row + 0.5f < b.y; row++) {
        float y = (float)row + 0.5f;
        if (y < a.y) continue;
        float x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
        for (int column = pixel(x); column < DRAW_CANVAS; column++) {
            float share = float_clamp((float)(column + 1) - x, 0.0f, 1.0f), *ink = &canvas->ink[row][column];
            *ink = *ink + share - 2 * *ink * share;
        }
    }
}

void draw_canvas_fill(draw_canvas *canvas, const draw_trace *trace) {
    canvas_frame frame = fit(canvas, trace);
    for (int first = 0, i = 0; i < trace->count; i++) {
        const draw_trace_point *from = &trace->point[i];
        bool last = i + 1 == trace->count || from[1].stroke != from->stroke;
        toggle_edge(canvas, place(frame, from), place(frame, last ? &trace->point[first] : from + 1));
        first = last ? i + 1 : first;
    }
}

/* --- noise ------------------------------------------------------------------------------------------------------ */

enum { KNOTS = DRAW_CANVAS + 2 };

/* One row of random knots, [0, 1). */
static void fill_knots(random_stream *stream, float knot[KNOTS], int count) {
    for (int i = 0; i < count; i++) knot[i] = random_unit(stream);
}

void draw_canvas_shade(random_stream *stream, draw_canvas *canvas, float grain, float low) {
    float above[KNOTS], below[KNOTS];
    int count = (int)((float)DRAW_CANVAS / grain) + 2, band = -1;
    fill_knots(stream, below, count);
    for (int row = 0; row < DRAW_CANVAS; row++) {
        float y = (float)row / grain;
        for (; band < (int)y; band++) {
            memcpy(above, below, sizeof(float) * (size_t)count);
            fill_knots(stream, below, count);
        }
        for (int column = 0; column < DRAW_CANVAS; column++) {
            float x = (float)column / grain, u = x - (float)(int)x, v = y - (float)(int)y;
            const float *top = &above[(int)x], *bottom = &below[(int)x];
            float upper = top[0] + u * (top[1] - top[0]), lower = bottom[0] + u * (bottom[1] - bottom[0]);
            canvas->ink[row][column] *= low + (1 - low) * (upper + v * (lower - upper));
        }
    }
}

/* --- the scanner ------------------------------------------------------------------------------------------------ */

/* 3×3 mean of the inner pixels, as a lens or a resampling softens edges. */
static void blur(draw_canvas *canvas) {
    float above[DRAW_CANVAS], row_before[DRAW_CANVAS];
    memset(above, 0, sizeof above);
    for (int row = 1; row + 1 < DRAW_CANVAS; row++) {
        float *ink = canvas->ink[row], *next = canvas->ink[row + 1];
        memcpy(row_before, ink, sizeof row_before);
        for (int column = 1; column + 1 < DRAW_CANVAS; column++) {
            float sum = 0;
            for (int i = column - 1; i <= column + 1; i++) sum += above[i] + row_before[i] + next[i];
            ink[column] = sum * (1.0f / 9);
        }
        memcpy(above, row_before, sizeof above);
    }
}

static void threshold(random_stream *stream, draw_canvas *canvas, float level, float noise) {
    for (int row = 0; row < DRAW_CANVAS; row++)
        for (int column = 0; column < DRAW_CANVAS; column++) {
            float *ink = &canvas->ink[row][column];
            if (*ink > 0) *ink = *ink + noise * (random_unit(stream) - 0.5f) > level ? 1.0f : 0.0f;
        }
}

static void fade(draw_canvas *canvas, float strength) {
    for (int row = 0; row < DRAW_CANVAS; row++)
        for (int column = 0; column < DRAW_CANVAS; column++) canvas->ink[row][column] *= strength;
}

void draw_canvas_scan(random_stream *stream, draw_canvas *canvas) {
    bool small = canvas->box.right - canvas->box.left < 30; /* where a lens would leave nothing sharp */
    float kind = random_unit(stream), one = random_unit(stream), other = random_unit(stream);
    if (kind < 0.20f && !small) {
        blur(canvas);
    } else if (kind < 0.38f) {
        threshold(stream, canvas, 0.3f + 0.3f * one, 0.0f);
    } else if (kind < 0.52f) {
        if (!small) blur(canvas);
        threshold(stream, canvas, 0.2f + 0.2f * one, 0.1f + 0.3f * other);
    } else if (kind < 0.60f) {
        draw_canvas_shade(stream, canvas, 1.5f + 4.5f * one, 0.3f + 0.5f * other);
    } else if (kind < 0.68f) {
        fade(canvas, 0.6f + 0.4f * one);
    }
}

/* --- the picture ------------------------------------------------------------------------------------------------ */

/* The strongest ink is full ink, as in the map that a picture's pixels give. */
static float full_ink(const draw_canvas *canvas) {
    float most = 0;
    for (int row = 0; row < DRAW_CANVAS; row++)
        for (int column = 0; column < DRAW_CANVAS; column++) most = float_max(most, canvas->ink[row][column]);
    return most;
}

/* Fills the map; true when the row has ink enough to belong to the box. */
static bool map_row(const float ink[DRAW_CANVAS], float scale, uint8_t map[DRAW_CANVAS]) {
    unsigned char most = 0;
    for (int column = 0; column < DRAW_CANVAS; column++) {
        map[column] = (uint8_t)(int)(scale * ink[column] + 0.5f);
        most = map[column] > most ? map[column] : most;
    }
    return most >= FAINTEST;
}

static bool column_has_ink(const draw_canvas *canvas, int column) {
    bool found = false;
    for (int row = 0; row < DRAW_CANVAS; row++) found |= canvas->map[row * DRAW_CANVAS + column] >= FAINTEST;
    return found;
}

bool draw_canvas_finish(draw_canvas *canvas, normalise_scratch *scratch, uint8_t picture[28 * 28]) {
    int left = 0, right = DRAW_CANVAS, top = DRAW_CANVAS, bottom = 0;
    float most = full_ink(canvas);
    if (most <= 0) return false;
    for (int row = 0; row < DRAW_CANVAS; row++)
        if (map_row(canvas->ink[row], 255 / most, &canvas->map[row * DRAW_CANVAS])) {
            top = row < top ? row : top;
            bottom = row + 1;
        }
    while (!column_has_ink(canvas, left)) left++;
    while (!column_has_ink(canvas, right - 1)) right--;
    normalise_digit(canvas->map, DRAW_CANVAS, (pixel_box){left, top, right - left, bottom - top}, scratch, picture);
    return true;
}
