/* Pen strokes → ink, anti-aliased, at the scale and stroke width that normalising expects. */
#include "rasterise.h"

#include <string.h>

#include "tuning.h"

const render_pen RENDER_MNIST = {LONGER_SIDE, NIB_RADIUS};
/* Its nib's middle goes where the other's goes. */
const render_pen RENDER_FINE = {LONGER_SIDE - 2 * (NIB_RADIUS - FINE_NIB_RADIUS), FINE_NIB_RADIUS};

typedef struct extent {
    float left, top, right, bottom;
} extent;

typedef struct nib {
    float x, y, radius;
} nib;

typedef struct canvas {
    uint8_t *ink, *stroke; /* stroke: null, or the number of the stroke on top */
    uint8_t number;        /* of the stroke that is drawn */
    int width, height;
} canvas;

static extent extent_of(const lenet5_point *points, size_t count) {
    extent e = {points[0].x, points[0].y, points[0].x, points[0].y};
    for (size_t i = 1; i < count; i++) {
        if (points[i].x < e.left) e.left = points[i].x;
        if (points[i].x > e.right) e.right = points[i].x;
        if (points[i].y < e.top) e.top = points[i].y;
        if (points[i].y > e.bottom) e.bottom = points[i].y;
    }
    return e;
}

/* A drawing that has no size to speak of (a dot, or numbers too small to be scaled) keeps the scale 1. */
static double scale_for(render_pen pen, extent e) {
    const double width = (double)e.right - (double)e.left, height = (double)e.bottom - (double)e.top;
    const double longer = width > height ? width : height;
    return longer < 1e-30 ? 1.0 : ((double)pen.longer_side - 2.0 * (double)pen.radius) / longer;
}

static float clamped(float value, float low, float high) { return value < low ? low : value > high ? high : value; }

static double edge_for(float radius) { return (double)MARGIN + (double)radius * (double)HEAVIEST; }

static nib nib_at(const lenet5_point *point, extent e, double scale, float radius) {
    const double edge = edge_for(radius);
    const float pressure = clamped(point->pressure, 0.0F, 1.0F);
    return (nib){(float)(((double)point->x - (double)e.left) * scale + edge),
                 (float)(((double)point->y - (double)e.top) * scale + edge),
                 radius * (LIGHTEST + PRESSURE_RANGE * pressure)};
}

/* Coverage 0 … 255 of the pixel centre (x, y) by the pen on its way from a to b, whose radius changes evenly. */
static int coverage(nib a, nib b, float inverse_length2, float x, float y) {
    const float dx = b.x - a.x, dy = b.y - a.y;
    const float t = clamped(((x - a.x) * dx + (y - a.y) * dy) * inverse_length2, 0.0F, 1.0F);
    const float ex = x - (a.x + t * dx), ey = y - (a.y + t * dy), radius = a.radius + t * (b.radius - a.radius);
    const float inside = (radius * radius - ex * ex - ey * ey) / (2.0F * radius); /* ≈ radius − distance */
    return (int)(clamped(inside + 0.5F, 0.0F, 1.0F) * 255.0F + 0.5F);
}

static int bounded(float value, int limit) { return value < 0.0F ? 0 : value > (float)limit ? limit : (int)value; }

/* Per row, only the columns near the segment are looked at. */
static void draw(canvas c, nib a, nib b) {
    const float reach = (a.radius > b.radius ? a.radius : b.radius) + 1.0F;
    const float dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    const float inverse = length2 > 0.0F ? 1.0F / length2 : 0.0F;
    const int top = bounded((a.y < b.y ? a.y : b.y) - reach, c.height);
    const int bottom = bounded((a.y < b.y ? b.y : a.y) + reach + 1.0F, c.height);
    for (int row = top; row < bottom; row++) {
        const float y = (float)row + 0.5F;
        float from = 0.0F, to = 1.0F; /* the part of the segment that is within reach of this row */
        if (dy > 1e-3F || dy < -1e-3F) {
            const float p = (y - reach - a.y) / dy, q = (y + reach - a.y) / dy;
            from = clamped(p < q ? p : q, 0.0F, 1.0F);
            to = clamped(p < q ? q : p, 0.0F, 1.0F);
        }
        const float u = a.x + from * dx, v = a.x + to * dx;
        const int left = bounded((u < v ? u : v) - reach, c.width);
        const int right = bounded((u < v ? v : u) + reach + 1.0F, c.width);
        const size_t start = (size_t)row * (size_t)c.width;
        for (int x = left; x < right; x++) {
            const size_t at = start + (size_t)x;
            const int value = coverage(a, b, inverse, (float)x + 0.5F, y);
            if (value > c.ink[at]) c.ink[at] = (uint8_t)value;
            if (c.stroke != NULL && value >= INK_ON_TOP) c.stroke[at] = c.number;
        }
    }
}

/* How the points come onto the canvas. */
typedef struct drawing {
    extent e;
    double scale;
    float radius, longest_dot; /* of the nib; of a dot's path, in the points' unit; below 0 for none */
} drawing;

static size_t stroke_end(const lenet5_point *points, size_t count, size_t from) {
    size_t to = from;
    while (to < count && points[to].stroke == points[from].stroke) to++;
    return to;
}

static int is_dot(const drawing *d, const lenet5_point *points, size_t count) {
    const extent e = extent_of(points, count);
    return e.right - e.left <= d->longest_dot && e.bottom - e.top <= d->longest_dot;
}

static void draw_stroke(canvas c, const drawing *d, const lenet5_point *points, size_t count) {
    nib last = nib_at(&points[0], d->e, d->scale, d->radius);
    draw(c, last, last);
    for (size_t i = 1; i < count; i++) {
        const nib next = nib_at(&points[i], d->e, d->scale, d->radius);
        draw(c, last, next);
        last = next;
    }
}

/* The pixels that a nib may reach. */
static pixel_box reach_of(canvas c, nib at) {
    const int left = bounded(at.x - at.radius, c.width), top = bounded(at.y - at.radius, c.height);
    return (pixel_box){left, top, bounded(at.x + at.radius + 1.0F, c.width) - left,
                       bounded(at.y + at.radius + 1.0F, c.height) - top};
}

/* Whether a nib stands on ink, rather than beside it. */
static int is_on_ink(canvas c, nib at) {
    const pixel_box box = reach_of(c, at);
    int all = 0, inked = 0;
    for (int y = box.y; y < box.y + box.height; y++)
        for (int x = box.x; x < box.x + box.width; x++) {
            const int covered = coverage(at, at, 0.0F, (float)x + 0.5F, (float)y + 0.5F);
            all += covered;
            inked += int_min(covered, c.ink[(size_t)y * (size_t)c.width + (size_t)x]);
        }
    return (float)inked > DOT_ON * (float)all;
}

/* Takes the ink from around a nib. */
static void clear_around(canvas c, nib at) {
    at.radius += DOT_GAP;
    const pixel_box box = reach_of(c, at);
    for (int y = box.y; y < box.y + box.height; y++)
        for (int x = box.x; x < box.x + box.width; x++) {
            const int outside = 255 - coverage(at, at, 0.0F, (float)x + 0.5F, (float)y + 0.5F);
            uint8_t *ink = &c.ink[(size_t)y * (size_t)c.width + (size_t)x];
            *ink = (uint8_t)int_min(*ink, outside);
        }
}

/* A dot that was set beside other strokes stays apart from them, whatever the nib's width. */
static void draw_dot(canvas c, const drawing *d, const lenet5_point *points, size_t count) {
    if (!is_on_ink(c, nib_at(&points[count / 2], d->e, d->scale, d->radius)))
        for (size_t i = 0; i < count; i++) clear_around(c, nib_at(&points[i], d->e, d->scale, d->radius));
    draw_stroke(c, d, points, count);
}

/* Dots last, so that no stroke is drawn over the paper around them. */
static void draw_strokes(canvas c, const drawing *d, const lenet5_point *points, size_t count) {
    for (int dots = 0; dots < 2; dots++) {
        c.number = 0; /* a stroke has the same one in both rounds */
        for (size_t from = 0, to = 0; from < count; from = to) {
            to = stroke_end(points, count, from);
            c.number = (uint8_t)(c.number % UINT8_MAX + 1);
            if (is_dot(d, points + from, to - from) != dots) continue;
            if (dots) draw_dot(c, d, points + from, to - from);
            else draw_stroke(c, d, points + from, to - from);
        }
    }
}

static int draw_all(const lenet5_point *points, size_t count, const drawing *d, inkmap_scratch *scratch,
                    uint8_t *stroke, ink_map *map, render_frame *frame) {
    const extent e = d->e;
    const double scale = d->scale, edge = edge_for(d->radius);
    const canvas c = {ink_pixels(scratch), stroke, 0,
                      (int)(((double)e.right - (double)e.left) * scale + 2.0 * edge + 1.0),
                      (int)(((double)e.bottom - (double)e.top) * scale + 2.0 * edge + 1.0)};
    if (!inkmap_fits(scratch, c.width, c.height)) return 0;
    memset(c.ink, 0, (size_t)c.width * (size_t)c.height);
    if (stroke != NULL) memset(stroke, 0, (size_t)c.width * (size_t)c.height);
    draw_strokes(c, d, points, count);
    *frame = (render_frame){(double)e.left - edge / scale, (double)e.top - edge / scale, scale};
    ink_label(scratch, c.width, c.height, map);
    map->stroke = stroke;
    return 1;
}

int render_strokes(const lenet5_point *points, size_t count, render_pen pen, inkmap_scratch *scratch, ink_map *map,
                   render_frame *frame) {
    const extent e = extent_of(points, count);
    const drawing d = {e, scale_for(pen, e), pen.radius, -1.0F};
    return draw_all(points, count, &d, scratch, NULL, map, frame);
}

static double height_of(const lenet5_point *points, size_t count) {
    const extent e = extent_of(points, count);
    return (double)e.bottom - (double)e.top;
}

static double highest_stroke(const lenet5_point *points, size_t count) {
    double highest = 0.0;
    for (size_t from = 0, to = 0; from < count; from = to) {
        to = stroke_end(points, count, from);
        const double height = height_of(points + from, to - from);
        if (height > highest) highest = height;
    }
    return highest;
}

int render_lines(const lenet5_point *points, size_t count, inkmap_scratch *scratch, uint8_t *stroke, ink_map *map,
                 render_frame *frame) {
    const extent e = extent_of(points, count);
    const double width = (double)e.right - (double)e.left, height = (double)e.bottom - (double)e.top;
    const double highest = highest_stroke(points, count), edges = 2.0 * edge_for(LINE_NIB_RADIUS) + 1.0;
    double scale =
        highest < 1e-30 ? scale_for(RENDER_MNIST, e) : ((double)LINE_HEIGHT - 2.0 * (double)LINE_NIB_RADIUS) / highest;
    while ((width * scale + edges) * (height * scale + edges) > (double)INK_MAX_PIXELS) scale *= SMALLER;
    const drawing d = {e, scale, LINE_NIB_RADIUS, DOT_EXTENT * (float)highest};
    return draw_all(points, count, &d, scratch, stroke, map, frame);
}
