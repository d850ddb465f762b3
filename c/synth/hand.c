/* hand: the random traits of one writer and one pen, and how they change a figure's strokes. */
#include "hand.h"

#include "../base/box.h"
#include "../base/maths/maths.h"

static const float STEP = 3.2f; /* between trace points, in the figure's units */

typedef struct hand_traits {
    float slant, aspect, rotation; /* shear, width over the template's, radians */
    float top, waist, bend, rise;  /* how the figure's proportions change over its height and width */
    float jitter;                  /* of control points, in units */
    float tremor, tremor_wave;     /* amplitude in units, wave length in trace points */
    float length;                  /* how far strokes overshoot or stop short, in units (standard deviation) */
    float hook, ligature;          /* probability of a hook at a stroke's end, of no lift between two strokes */
    int rounding;                  /* smoothing passes */
} hand_traits;

typedef struct pen_traits {
    float radius;
    float pressure, pressure_wave; /* relative amplitude, wave length in trace points */
    float nib, nib_x, nib_y;       /* thinning along the direction (nib_x, nib_y) */
    float taper;                   /* radius at a stroke's end over the usual one */
    float taper_length;            /* in trace points */
    float gap;                     /* probability that the pen misses once in a stroke */
} pen_traits;

/* Normal, but never further than two and a half standard deviations. */
static float about(random_stream *stream, float mean, float deviation) {
    return mean + deviation * float_clamp(random_normal(stream), -2.5f, 2.5f);
}

static hand_traits hand_of(random_stream *stream) {
    bool shaky = random_chance(stream, 0.15f), careless = random_chance(stream, 0.3f);
    hand_traits hand;
    hand.slant = about(stream, 0.10f, 0.18f);
    hand.aspect = maths_exp(about(stream, 0.0f, 0.19f));
    hand.rotation = about(stream, 0.0f, 0.07f);
    hand.top = about(stream, 0.0f, 0.10f);
    hand.waist = about(stream, 0.0f, 0.06f);
    hand.bend = about(stream, 0.0f, 0.05f);
    hand.rise = about(stream, 0.0f, 0.05f);
    hand.jitter = careless ? random_between(stream, 2.4f, 5.0f) : random_between(stream, 0.5f, 2.6f);
    hand.tremor = shaky ? random_between(stream, 0.6f, 1.6f) : random_between(stream, 0.0f, 0.7f);
    hand.tremor_wave = random_between(stream, 2.0f, 8.0f);
    hand.length = random_between(stream, 0.0f, 4.0f);
    hand.hook = random_chance(stream, 0.25f) ? 0.35f : 0.02f;
    hand.ligature = random_chance(stream, 0.08f) ? 0.7f : 0.0f;
    hand.rounding = (int)random_below(stream, 5);
    return hand;
}

static pen_traits pen_of(random_stream *stream) {
    float angle = random_between(stream, 0.0f, 3.1415927f);
    pen_traits pen;
    pen.radius = float_clamp(4.2f * maths_exp(about(stream, 0.0f, 0.36f)), 1.5f, 8.0f);
    pen.pressure = random_between(stream, 0.0f, 0.28f);
    pen.pressure_wave = random_between(stream, 8.0f, 40.0f);
    pen.nib = random_chance(stream, 0.15f) ? random_between(stream, 0.2f, 0.6f) : random_between(stream, 0.0f, 0.12f);
    pen.nib_x = maths_cos(angle);
    pen.nib_y = maths_sin(angle);
    pen.taper = random_chance(stream, 0.4f) ? random_between(stream, 0.3f, 1.0f) : random_between(stream, 0.9f, 1.15f);
    pen.taper_length = random_between(stream, 2.0f, 12.0f);
    pen.gap = random_chance(stream, 0.08f) ? 0.6f : 0.0f;
    return pen;
}

/* --- the figure ------------------------------------------------------------------------------------------------- */

/* Changes the figure's proportions; u and v are −1 … 1 over its width and height. */
static void bend_figure(const hand_traits *hand, draw_figure *figure) {
    draw_box box = draw_figure_box(figure);
    float half_width = (box.right - box.left) / 2 + 1, half_height = (box.bottom - box.top) / 2 + 1;
    for (int i = 0; i < figure->count; i++) {
        draw_control *point = &figure->control[i];
        float u = (point->x - box.left) / half_width - 1, v = (point->y - box.top) / half_height - 1;
        float y = half_height * (v + hand->waist * (1 - v * v)) - half_width * hand->rise * u;
        float x = half_width * hand->aspect * u * (1 + hand->top * v) + half_height * hand->bend * v * v;
        point->x = x - hand->slant * y;
        point->y = y;
    }
    float cosine = maths_cos(hand->rotation), sine = maths_sin(hand->rotation);
    draw_figure_map(figure, cosine, -sine, sine, cosine);
}

static void jitter_figure(random_stream *stream, const hand_traits *hand, draw_figure *figure) {
    for (int i = 0; i < figure->count; i++) {
        figure->control[i].x += about(stream, 0.0f, hand->jitter);
        figure->control[i].y += about(stream, 0.0f, hand->jitter);
    }
}

static int stroke_end(const draw_figure *figure, int first) {
    int last = first;
    while (last + 1 < figure->count && figure->control[last + 1].stroke == figure->control[first].stroke) last++;
    return last;
}

/* Moves a stroke's end along its own direction. */
static void stretch_end(random_stream *stream, const hand_traits *hand, draw_control *end, const draw_control *before) {
    float x = end->x - before->x, y = end->y - before->y;
    float length = maths_sqrt(x * x + y * y);
    float change = float_clamp(about(stream, 0.0f, hand->length), -0.3f * length, 9.0f) / (length + 1);
    end->x += change * x;
    end->y += change * y;
}

static void stretch_figure(random_stream *stream, const hand_traits *hand, draw_figure *figure) {
    for (int first = 0; first < figure->count;) {
        int last = stroke_end(figure, first);
        if (last > first) {
            stretch_end(stream, hand, &figure->control[first], &figure->control[first + 1]);
            stretch_end(stream, hand, &figure->control[last], &figure->control[last - 1]);
        }
        first = last + 1;
    }
}

/* --- the trace -------------------------------------------------------------------------------------------------- */

static void trace_add(draw_trace *trace, float x, float y, int stroke) {
    if (trace->count < DRAW_MAX_POINTS)
        trace->point[trace->count++] = (draw_trace_point){.x = x, .y = y, .radius = 1, .stroke = stroke};
}

/* The length of a span's parameter: the square root of the chord (centripetal), so that curves neither loop nor
 * overshoot where control points are unevenly spaced (Yuksel, Schaefer, Keyser, "Parameterization and applications of
 * Catmull-Rom curves", 2011). */
static float span(const draw_control *a, const draw_control *b) {
    float x = b->x - a->x, y = b->y - a->y;
    return maths_sqrt(maths_sqrt(x * x + y * y) + 1e-3f);
}

typedef struct vector {
    float x, y;
} vector;

static vector slope(const draw_control *a, const draw_control *b) {
    float length = span(a, b);
    return (vector){(b->x - a->x) / length, (b->y - a->y) / length};
}

/* The tangent at b of the curve through a, b, c. */
static vector tangent(const draw_control *a, const draw_control *b, const draw_control *c) {
    float before = span(a, b), after = span(b, c);
    vector in = slope(a, b), out = slope(b, c);
    return (vector){(in.x * after + out.x * before) / (before + after),
                    (in.y * after + out.y * before) / (before + after)};
}

/* Cubic Hermite curve from a to b, without b itself. */
static void trace_span(draw_trace *trace, const draw_control *a, const draw_control *b, vector in, vector out) {
    float x = b->x - a->x, y = b->y - a->y, length = span(a, b);
    int steps = 1 + (int)(1.1f * maths_sqrt(x * x + y * y) / STEP);
    for (int i = 0; i < steps; i++) {
        float t = (float)i / (float)steps;
        float to = t * t * (3 - 2 * t), from_in = length * t * (1 - t) * (1 - t), from_out = length * t * t * (t - 1);
        trace_add(trace, a->x + to * x + from_in * in.x + from_out * out.x,
                  a->y + to * y + from_in * in.y + from_out * out.y, a->stroke);
    }
}

/* At a stroke's ends and at corners the curve runs out with vanishing curvature. */
static void trace_stroke(draw_trace *trace, const draw_control *control, int count) {
    for (int i = 0; i + 1 < count; i++) {
        const draw_control *a = &control[i], *b = &control[i + 1];
        bool starts = i == 0 || a->corner, ends = i + 2 == count || b->corner;
        vector chord = slope(a, b);
        vector in = starts ? chord : tangent(a - 1, a, b);
        vector out = ends ? chord : tangent(a, b, b + 1);
        if (starts && !ends) in = (vector){1.5f * chord.x - 0.5f * out.x, 1.5f * chord.y - 0.5f * out.y};
        if (ends && !starts) out = (vector){1.5f * chord.x - 0.5f * in.x, 1.5f * chord.y - 0.5f * in.y};
        trace_span(trace, a, b, in, out);
    }
    trace_add(trace, control[count - 1].x, control[count - 1].y, control[count - 1].stroke);
}

/* Corners become rounder with every pass; the ends stay. */
static void round_stroke(draw_trace_point *point, int count, int passes) {
    for (int pass = 0; pass < passes; pass++) {
        float x = point[0].x, y = point[0].y;
        for (int i = 1; i + 1 < count; i++) {
            float old_x = point[i].x, old_y = point[i].y;
            point[i].x = (x + 2 * old_x + point[i + 1].x) / 4;
            point[i].y = (y + 2 * old_y + point[i + 1].y) / 4;
            x = old_x;
            y = old_y;
        }
    }
}

/* A hook: the pen comes from, or leaves to, somewhere else than the stroke. */
static void trace_hook(random_stream *stream, draw_trace *trace, const draw_control *end, const draw_control *towards) {
    float x = towards->x - end->x, y = towards->y - end->y;
    float length = maths_sqrt(x * x + y * y) + 1;
    float along = random_between(stream, 2.0f, 8.0f) / length, aside = random_between(stream, -6.0f, 6.0f) / length;
    trace_add(trace, end->x + along * x - aside * y, end->y + along * y + aside * x, end->stroke);
}

static void trace_hand(random_stream *stream, const hand_traits *hand, const draw_figure *figure, draw_trace *trace) {
    trace->count = 0;
    for (int first = 0; first < figure->count;) {
        int last = stroke_end(figure, first), start = trace->count;
        const draw_control *control = figure->control;
        if (last > first + 1 && random_chance(stream, hand->hook))
            trace_hook(stream, trace, &control[first], &control[first + 1]);
        trace_stroke(trace, &control[first], last - first + 1);
        if (last > first + 1 && random_chance(stream, hand->hook))
            trace_hook(stream, trace, &control[last], &control[last - 1]);
        round_stroke(&trace->point[start], trace->count - start, hand->rounding);
        first = last + 1;
    }
}

/* Smooth noise: a random value every so many trace points, eased between them. */
typedef struct slow_noise {
    float before, after; /* the random values on both sides */
    float phase, step;   /* 0 … 1 between them; its growth a point */
} slow_noise;

static slow_noise noise_start(random_stream *stream, float length) {
    float before = random_between(stream, -1, 1), after = random_between(stream, -1, 1);
    return (slow_noise){before, after, random_unit(stream), 1 / length};
}

static float noise_next(random_stream *stream, slow_noise *noise) {
    noise->phase += noise->step;
    if (noise->phase >= 1) {
        noise->phase -= 1;
        noise->before = noise->after;
        noise->after = random_between(stream, -1, 1);
    }
    float t = noise->phase;
    return noise->before + (noise->after - noise->before) * t * t * (3 - 2 * t);
}

static void shake_trace(random_stream *stream, const hand_traits *hand, draw_trace *trace) {
    slow_noise x = noise_start(stream, hand->tremor_wave), y = noise_start(stream, hand->tremor_wave);
    for (int i = 0; i < trace->count; i++) {
        trace->point[i].x += hand->tremor * noise_next(stream, &x);
        trace->point[i].y += hand->tremor * noise_next(stream, &y);
    }
}

/* --- the pen ---------------------------------------------------------------------------------------------------- */

static float taper_at(const pen_traits *pen, int from_start, int from_end) {
    float near = (float)(from_start < from_end ? from_start : from_end) / pen->taper_length;
    return near < 1 ? pen->taper + (1 - pen->taper) * near : 1;
}

static float nib_at(const pen_traits *pen, const draw_trace_point *a, const draw_trace_point *b) {
    float x = b->x - a->x, y = b->y - a->y;
    float along = x * pen->nib_x + y * pen->nib_y;
    return 1 - pen->nib * along * along / (x * x + y * y + 1e-3f);
}

static void press_stroke(random_stream *stream, const pen_traits *pen, draw_trace_point *point, int count) {
    slow_noise pressure = noise_start(stream, pen->pressure_wave);
    for (int i = 0; i < count; i++) {
        const draw_trace_point *a = &point[i ? i - 1 : 0], *b = &point[i + 1 < count ? i + 1 : i];
        float press = 1 + pen->pressure * noise_next(stream, &pressure);
        point[i].radius = pen->radius * press * nib_at(pen, a, b) * taper_at(pen, i, count - 1 - i);
    }
    if (count > 16 && random_chance(stream, pen->gap)) {
        int gap = 4 + (int)random_below(stream, (uint32_t)count - 8);
        for (int i = 0; i <= (int)(2 * pen->radius / STEP) && gap + i < count - 4; i++) point[gap + i].radius = 0;
    }
}

static void press_trace(random_stream *stream, const pen_traits *pen, draw_trace *trace) {
    for (int first = 0; first < trace->count;) {
        int end = first;
        while (end < trace->count && trace->point[end].stroke == trace->point[first].stroke) end++;
        press_stroke(stream, pen, &trace->point[first], end - first);
        first = end;
    }
}

/* Sometimes the pen is not lifted between two strokes that are close. */
static void join_strokes(random_stream *stream, const hand_traits *hand, draw_figure *figure) {
    int joined = 0;
    for (int i = 1; i < figure->count; i++) {
        draw_control *point = &figure->control[i];
        const draw_control *before = point - 1;
        point->stroke -= joined;
        float x = point->x - before->x, y = point->y - before->y;
        if (point->stroke != before->stroke && x * x + y * y < 1600 && random_chance(stream, hand->ligature)) {
            point->stroke--;
            joined++;
        }
    }
    figure->strokes -= joined;
}

static void trace_figure(random_stream *stream, draw_figure *figure, draw_trace *trace) {
    hand_traits hand = hand_of(stream);
    jitter_figure(stream, &hand, figure);
    stretch_figure(stream, &hand, figure);
    bend_figure(&hand, figure);
    join_strokes(stream, &hand, figure);
    trace_hand(stream, &hand, figure, trace);
    shake_trace(stream, &hand, trace);
}

void draw_hand_write(random_stream *stream, draw_figure *figure, draw_trace *trace) {
    trace_figure(stream, figure, trace);
    pen_traits pen = pen_of(stream);
    press_trace(stream, &pen, trace);
}

void draw_hand_outline(random_stream *stream, draw_figure *figure, float radius, draw_trace *trace) {
    trace_figure(stream, figure, trace);
    for (int i = 0; i < trace->count; i++) trace->point[i].radius = radius;
}
