/* scribble: random curves, grids, rings, blobs and textures, each by a generator of its own. */
#include "scribble.h"

#include "../base/maths/maths.h"

static const float TURN = 6.2831853f;

/* Random numbers are never drawn in two arguments of one call: compilers evaluate arguments in the order they like. */
typedef struct place {
    float x, y;
} place;

static place anywhere(random_stream *stream) {
    float x = random_between(stream, 0.0f, 100.0f), y = random_between(stream, 0.0f, 100.0f);
    return (place){x, y};
}

/* --- scribbles -------------------------------------------------------------------------------------------------- */

/* Points anywhere: a tangle that crosses itself. */
static void tangle(random_stream *stream, draw_figure *figure) {
    int points = random_whole(stream, 8, 22);
    for (int i = 0; i < points; i++) {
        place at = anywhere(stream);
        draw_figure_add(figure, at.x, at.y, random_chance(stream, 0.04f), false);
    }
}

/* A pen that wanders with slowly changing direction. */
static void wander(random_stream *stream, draw_figure *figure) {
    float x = 0, y = 0, angle = random_between(stream, 0, TURN), bend = random_between(stream, 0.8f, 1.8f);
    int points = random_whole(stream, 22, 48);
    for (int i = 0; i < points; i++) {
        draw_figure_add(figure, x, y, false, false);
        angle += bend * random_between(stream, -1.0f, 1.0f);
        x += 16 * maths_cos(angle);
        y += 16 * maths_sin(angle);
    }
}

static void zigzag(random_stream *stream, draw_figure *figure) {
    int teeth = random_whole(stream, 5, 14);
    float height = random_between(stream, 0.3f, 1.4f) * 100, drift = random_between(stream, -20, 20);
    bool pointed = random_chance(stream, 0.6f);
    for (int i = 0; i <= teeth; i++) {
        float along = (float)i / (float)teeth;
        float low = (i % 2 ? 1.0f : 0.0f) * random_between(stream, 0.7f, 1.1f);
        draw_figure_add(figure, 100 * along, height * low + drift * along, false, pointed);
    }
}

/* eeee or a coil, standing or lying. */
static void loops(random_stream *stream, draw_figure *figure) {
    int turns = random_whole(stream, 3, 6);
    float wide = random_between(stream, 12, 34), high = random_between(stream, 20, 60), advance = 100.0f / (float)turns;
    bool standing = random_chance(stream, 0.4f);
    for (int i = 0; i < 8 * turns; i++) {
        float angle = TURN * (float)i / 8;
        float x = advance * (float)i / 8 + wide * maths_cos(angle), y = high * maths_sin(angle);
        draw_figure_add(figure, standing ? y : x, standing ? x : y, false, false);
    }
}

static void dots(random_stream *stream, draw_figure *figure) {
    int count = random_whole(stream, 3, 24);
    for (int i = 0; i < count; i++) {
        place at = anywhere(stream);
        draw_figure_add(figure, at.x, at.y, true, false);
    }
}

/* Strokes here and there, all directions. */
static void sticks(random_stream *stream, draw_figure *figure) {
    int count = random_whole(stream, 4, 12);
    float length = random_between(stream, 15, 60);
    for (int i = 0; i < count; i++) {
        place at = anywhere(stream);
        float angle = random_between(stream, 0, TURN);
        draw_figure_add(figure, at.x, at.y, true, false);
        draw_figure_add(figure, at.x + length * maths_cos(angle), at.y + length * maths_sin(angle), false, false);
    }
}

/* Parallel lines along the unit vector (x, y). */
static void lines(random_stream *stream, draw_figure *figure, int count, float x, float y) {
    float gap = 100.0f / (float)count;
    for (int i = 0; i < count; i++) {
        float across = gap * ((float)i - (float)(count - 1) / 2), from = random_between(stream, -54, -44);
        float to = random_between(stream, 44, 54);
        draw_figure_add(figure, 50 + from * x - across * y, 50 + from * y + across * x, true, false);
        draw_figure_add(figure, 50 + to * x - across * y, 50 + to * y + across * x, false, false);
    }
}

static void ruled(random_stream *stream, draw_figure *figure) {
    bool upright = random_chance(stream, 0.6f);
    float angle = upright ? 0.25f * TURN * (float)random_whole(stream, 0, 1) : random_between(stream, 0, TURN);
    lines(stream, figure, random_whole(stream, 3, 7), maths_cos(angle), maths_sin(angle));
}

static void grid(random_stream *stream, draw_figure *figure) {
    lines(stream, figure, random_whole(stream, 2, 5), 1, 0);
    lines(stream, figure, random_whole(stream, 2, 5), 0, 1);
}

static void ring(random_stream *stream, draw_figure *figure, float x, float y, float radius) {
    float start = random_between(stream, 0, TURN);
    for (int i = 0; i <= 9; i++)
        draw_figure_add(figure, x + radius * maths_cos(start + TURN * (float)i / 9),
                        y + radius * maths_sin(start + TURN * (float)i / 9), i == 0, false);
}

static void target(random_stream *stream, draw_figure *figure) {
    int rings = random_whole(stream, 2, 4);
    for (int i = 0; i < rings; i++) ring(stream, figure, 50, 50, 50 * (float)(rings - i) / (float)rings);
}

static void bubbles(random_stream *stream, draw_figure *figure) {
    int count = random_whole(stream, 3, 6);
    for (int i = 0; i < count; i++) {
        place middle = anywhere(stream);
        ring(stream, figure, middle.x, middle.y, random_between(stream, 8, 30));
    }
}

static void spiral(random_stream *stream, draw_figure *figure) {
    float turns = random_between(stream, 2.2f, 4.5f), start = random_between(stream, 0, TURN);
    int points = (int)(9 * turns), sense = random_chance(stream, 0.5f) ? 1 : -1;
    for (int i = 0; i < points; i++) {
        float radius = 50 * ((float)i + 1) / (float)points, angle = start + (float)sense * TURN * (float)i / 9;
        draw_figure_add(figure, 50 + radius * maths_cos(angle), 50 + radius * maths_sin(angle), false, false);
    }
}

/* Filling strokes to and fro within a round field. */
static void hatching(random_stream *stream, draw_figure *figure) {
    int count = random_whole(stream, 7, 18);
    float slant = random_between(stream, -40, 40);
    for (int i = 0; i < count; i++) {
        float across = 2 * ((float)i + 0.5f) / (float)count - 1, reach = 50 * maths_sqrt(1 - across * across);
        float side = i % 2 ? reach : -reach, uneven = random_between(stream, -8, 8);
        draw_figure_add(figure, 50 + side + uneven, 50 + 50 * across + slant * side / 50, false, true);
    }
}

/* A signature: a wave whose height changes all the time. */
static void signature(random_stream *stream, draw_figure *figure) {
    int points = random_whole(stream, 12, 26);
    for (int i = 0; i < points; i++) {
        float most = random_chance(stream, 0.25f) ? 50.0f : 20.0f;
        float x = 160 * (float)i / (float)points + random_between(stream, -6, 6);
        float y = (i % 2 ? 1.0f : -1.0f) * random_between(stream, 4, most);
        draw_figure_add(figure, x, y, random_chance(stream, 0.05f), false);
    }
}

typedef void scribble(random_stream *stream, draw_figure *figure);

void draw_scribble(random_stream *stream, draw_split split, draw_figure *figure) {
    static scribble *const train[] = {
        tangle, tangle, wander, wander, zigzag, loops, dots, sticks, ruled, grid, target, bubbles,
    };
    static scribble *const held_out[] = {spiral, hatching, signature};
    figure->count = figure->strokes = 0;
    if (split == DRAW_TRAIN) train[random_below(stream, sizeof train / sizeof *train)](stream, figure);
    else held_out[random_below(stream, sizeof held_out / sizeof *held_out)](stream, figure);
}

/* --- striking out ----------------------------------------------------------------------------------------------- */

void draw_strike(random_stream *stream, draw_split split, draw_figure *figure) {
    static scribble *const held_out[] = {hatching, signature};
    static scribble *const train[] = {zigzag, tangle, loops};
    draw_figure over = {0};
    int kind = random_whole(stream, 0, 3);
    if (split == DRAW_HELD_OUT) held_out[kind % 2](stream, &over);
    else if (kind < 3) train[kind](stream, &over);
    else lines(stream, &over, random_whole(stream, 3, 5), 0.98f, -0.2f);
    draw_box under = draw_figure_box(figure), box = draw_figure_box(&over);
    float wide = box.right - box.left + 1, high = box.bottom - box.top + 1;
    float scale = random_between(stream, 0.8f, 1.1f) * 100 / (wide > high ? wide : high);
    draw_figure_append(figure, &over, scale, (under.left + under.right - scale * (box.left + box.right)) / 2,
                       (under.top + under.bottom - scale * (box.top + box.bottom)) / 2);
}

/* --- areas ------------------------------------------------------------------------------------------------------ */

void draw_blob(random_stream *stream, draw_figure *figure) {
    int points = random_whole(stream, 6, 16);
    float uneven = random_between(stream, 0.1f, 0.6f), flat = random_between(stream, 0.5f, 1.0f);
    figure->count = figure->strokes = 0;
    for (int i = 0; i < points; i++) {
        float angle = TURN * (float)i / (float)points, radius = 50 * (1 - uneven * random_unit(stream));
        draw_figure_add(figure, 50 + radius * maths_cos(angle), 50 + flat * radius * maths_sin(angle), false, false);
    }
    draw_figure_add(figure, figure->control[0].x, figure->control[0].y, false, false);
}

static void fill(draw_canvas *canvas) {
    for (int row = (int)canvas->box.top; row < (int)canvas->box.bottom; row++)
        for (int column = (int)canvas->box.left; column < (int)canvas->box.right; column++)
            canvas->ink[row][column] = 1;
}

static void cut(draw_canvas *canvas, float level) {
    for (int row = 0; row < DRAW_CANVAS; row++)
        for (int column = 0; column < DRAW_CANVAS; column++)
            canvas->ink[row][column] = canvas->ink[row][column] > level ? 1.0f : 0.0f;
}

static void grain(random_stream *stream, draw_canvas *canvas) {
    fill(canvas);
    float size = random_between(stream, 1.0f, 4.0f), low = random_between(stream, 0.0f, 0.3f);
    draw_canvas_shade(stream, canvas, size, low);
}

static void clouds(random_stream *stream, draw_canvas *canvas) {
    fill(canvas);
    draw_canvas_shade(stream, canvas, random_between(stream, 4.0f, 16.0f), 0);
    float size = random_between(stream, 1.0f, 3.0f), low = random_between(stream, 0.3f, 0.9f);
    draw_canvas_shade(stream, canvas, size, low);
}

static void patches(random_stream *stream, draw_canvas *canvas) {
    fill(canvas);
    draw_canvas_shade(stream, canvas, random_between(stream, 3.0f, 16.0f), 0);
    cut(canvas, random_between(stream, 0.35f, 0.65f));
}

static void specks(random_stream *stream, draw_canvas *canvas) {
    fill(canvas);
    draw_canvas_shade(stream, canvas, random_between(stream, 1.0f, 2.5f), 0);
    cut(canvas, random_between(stream, 0.5f, 0.85f));
}

/* Sine waves of any direction: stripes, weave, wood. */
static void stripes(random_stream *stream, draw_canvas *canvas) {
    float angle = random_between(stream, 0, TURN), period = random_between(stream, 5.0f, 24.0f);
    float x = TURN * maths_cos(angle) / period, y = TURN * maths_sin(angle) / period;
    float phase = random_between(stream, 0, TURN);
    fill(canvas);
    for (int row = 0; row < DRAW_CANVAS; row++)
        for (int column = 0; column < DRAW_CANVAS; column++)
            canvas->ink[row][column] *= 0.5f + 0.5f * maths_sin(x * (float)column + y * (float)row + phase);
    if (random_chance(stream, 0.5f)) cut(canvas, random_between(stream, 0.3f, 0.7f));
}

static void checks(random_stream *stream, draw_canvas *canvas) {
    int wide = random_whole(stream, 4, 14), high = random_whole(stream, 4, 14);
    fill(canvas);
    for (int row = 0; row < DRAW_CANVAS; row++)
        for (int column = 0; column < DRAW_CANVAS; column++)
            canvas->ink[row][column] *= (float)((row / high + column / wide) % 2);
}

/* Dark on one side, as where a hand's shadow ends. */
static void shadow(random_stream *stream, draw_canvas *canvas) {
    float angle = random_between(stream, 0, TURN), width = random_between(stream, 4, 40);
    float x = maths_cos(angle) / width, y = maths_sin(angle) / width, middle = (float)DRAW_CANVAS / 2;
    fill(canvas);
    for (int row = 0; row < DRAW_CANVAS; row++)
        for (int column = 0; column < DRAW_CANVAS; column++) {
            float depth = 0.5f + x * ((float)column - middle) + y * ((float)row - middle);
            canvas->ink[row][column] *= depth < 0 ? 0 : depth > 1 ? 1 : depth;
        }
    draw_canvas_shade(stream, canvas, 2.0f, random_between(stream, 0.4f, 1.0f));
}

typedef void texture(random_stream *stream, draw_canvas *canvas);

void draw_texture(random_stream *stream, draw_split split, draw_canvas *canvas) {
    static texture *const train[] = {grain, clouds, patches, specks, stripes};
    static texture *const held_out[] = {checks, shadow};
    if (split == DRAW_TRAIN) train[random_below(stream, sizeof train / sizeof *train)](stream, canvas);
    else held_out[random_below(stream, sizeof held_out / sizeof *held_out)](stream, canvas);
}
