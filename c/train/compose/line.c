/* line: places digits on a line, draws marks and noise, and cuts the line into pieces. */
#include "line.h"

#include <string.h>

#include "../../base/maths/maths.h"

enum { SIDE = 28, GLYPH = 96 };

/* A digit at its final size. */
typedef struct glyph {
    int width, height, strokes;
    uint8_t ink[GLYPH * GLYPH];
    uint8_t stroke[GLYPH * GLYPH]; /* that lies on top, from 1; 0 for paper, and in pictures everywhere */
} glyph;

/* Random numbers are drawn one statement after another, here and below: compilers differ in the order in which they
 * evaluate the parts of an initialiser and the arguments of a call. */
void compose_start(random_stream *stream, composition *line) {
    memset(line, 0, sizeof *line);
    line->hand.body = random_between(stream, 24, 48);
    line->hand.stretch = random_unit(stream) < 0.3f ? 1.0f : random_between(stream, 0.85f, 1.5f);
    line->hand.line = random_between(stream, 76, 84);
    line->hand.gap = random_between(stream, 0, 9);
    line->hand.touching = random_unit(stream) < 0.5f ? 0.0f : random_between(stream, 0.05f, 0.5f);
    if (random_unit(stream) < 0.35f) line->hand.joined = random_between(stream, 0.2f, 0.9f);
    line->hand.small = random_unit(stream) < 0.2f ? random_between(stream, 0.45f, 0.85f) : 1.0f;
    line->hand.radius = line->hand.body * random_between(stream, 0.035f, 0.08f);
    line->right = 8;
}

static pixel_box box_of(const uint8_t picture[SIDE * SIDE]) {
    int left = SIDE, right = 0, top = SIDE, bottom = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
        if (picture[i] < 48) continue;
        const int x = i % SIDE, y = i / SIDE;
        left = x < left ? x : left, right = x >= right ? x + 1 : right;
        top = y < top ? y : top, bottom = y + 1;
    }
    return (pixel_box){left, top, right - left, bottom - top};
}

static float ink_at(const uint8_t picture[SIDE * SIDE], int x, int y) {
    return x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0.0f : (float)picture[y * SIDE + x];
}

/* Twin of enlarge() in sources.c and resample() in augment.c, rounded otherwise; to be merged at the next training. */
static float bilinear(const uint8_t picture[SIDE * SIDE], float x, float y) {
    const int left = (int)(x + 1) - 1, top = (int)(y + 1) - 1;
    const float a = x - (float)left, b = y - (float)top;
    return (1 - b) * ((1 - a) * ink_at(picture, left, top) + a * ink_at(picture, left + 1, top)) +
           b * ((1 - a) * ink_at(picture, left, top + 1) + a * ink_at(picture, left + 1, top + 1));
}

/* The digit's box enlarged to the given height, its edges made as sharp again as they were before. */
static void enlarge(const uint8_t picture[SIDE * SIDE], pixel_box box, float height, float stretch, glyph *out) {
    const float scale = height / (float)box.height;
    *out = (glyph){.width = int_min((int)((float)box.width * scale * stretch) + 1, GLYPH), .height = (int)height + 1};
    for (int y = 0; y < out->height; y++) {
        for (int x = 0; x < out->width; x++) {
            const float u = (float)box.x - 0.5f + ((float)x + 0.5f) / (scale * stretch),
                        v = (float)box.y - 0.5f + ((float)y + 0.5f) / scale;
            const float value = (bilinear(picture, u, v) - 127.5f) * (scale > 1 ? scale : 1.0f) + 127.5f;
            out->ink[y * GLYPH + x] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
        }
    }
}

/* How far the glyph, with its top left corner at (x, y), may go left until it meets ink in some row. */
static int room_left(const composition *line, const glyph *g, int x, int y) {
    int room = x;
    for (int row = 0; row < g->height; row++) {
        int first = 0, free = 0;
        while (first < g->width && g->ink[row * GLYPH + first] < 128) first++;
        if (first == g->width || y + row < 0 || y + row >= COMPOSE_HEIGHT) continue;
        const uint8_t *ink = line->ink + (y + row) * COMPOSE_WIDTH;
        while (free < x + first && ink[x + first - free - 1] < 128) free++;
        if (free < room) room = free;
    }
    return room;
}

static int is_on_paper(int x, int y) { return x >= 0 && y >= 0 && x < COMPOSE_WIDTH && y < COMPOSE_HEIGHT; }

static void put_pixel(composition *line, int x, int y, int ink) {
    if (!is_on_paper(x, y) || ink == 0) return;
    const int at = y * COMPOSE_WIDTH + x;
    if (line->ink[at] >= 128 && ink >= 128 && line->owner[at] != line->tokens)
        line->second_owner[at] = (uint8_t)line->tokens;
    if (line->ink[at] >= ink) return;
    if (line->owner[at] != 0) line->token[line->owner[at] - 1].mass -= line->ink[at];
    line->ink[at] = (uint8_t)ink;
    line->owner[at] = (uint8_t)line->tokens;
    line->token[line->tokens - 1].mass += ink;
}

/* Notes which of a glyph's strokes lies on top of a pixel; 0 for what no pen wrote. */
static void put_stroke_number(composition *line, int x, int y, int ink, int stroke) {
    if (!is_on_paper(x, y) || ink < INK_ON_TOP) return;
    const int number = stroke == 0 ? 0 : (line->strokes + stroke - 1) % UINT8_MAX + 1;
    line->stroke[y * COMPOSE_WIDTH + x] = (uint8_t)number;
}

static int start_token(composition *line, lattice_kind kind, int digit) {
    if (line->tokens == COMPOSE_MAX_TOKENS) return 0;
    line->token[line->tokens++] = (compose_token){kind, digit, 0};
    return 1;
}

/* A stroke with round ends from (x0, y0) to (x1, y1). Twin of draw_segment() in synth/canvas.c and coverage() in
 * strokes/rasterise.c, rounded otherwise; to be merged at the next training. */
static void put_stroke(composition *line, float x0, float y0, float x1, float y1, float radius) {
    const float dx = x1 - x0, dy = y1 - y0, length2 = dx * dx + dy * dy + 1e-6f;
    const int left = (int)((x0 < x1 ? x0 : x1) - radius) - 1, right = (int)((x0 < x1 ? x1 : x0) + radius) + 2;
    const int top = (int)((y0 < y1 ? y0 : y1) - radius) - 1, bottom = (int)((y0 < y1 ? y1 : y0) + radius) + 2;
    for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
            const float px = (float)x + 0.5f - x0, py = (float)y + 0.5f - y0;
            float t = (px * dx + py * dy) / length2;
            t = t < 0 ? 0 : t > 1 ? 1 : t;
            const float ex = px - t * dx, ey = py - t * dy;
            const float ink = (radius + 0.5f - maths_sqrt(ex * ex + ey * ey)) * 255;
            put_pixel(line, x, y, ink <= 0 ? 0 : ink > 255 ? 255 : (int)ink);
        }
    }
    if (right > line->right) line->right = right;
}

/* The column of the first or last ink of a box near a row; −1 for none. */
static int edge_near(const composition *line, pixel_box box, int row, int last) {
    for (int i = 0; i < box.width; i++) {
        const int x = last ? box.x + box.width - 1 - i : box.x + i;
        for (int y = row - 1; y <= row + 1; y++) {
            if (y >= 0 && y < COMPOSE_HEIGHT && line->ink[y * COMPOSE_WIDTH + x] >= 128) return x;
        }
    }
    return -1;
}

/* The pen does not leave the paper between two digits: a stroke that belongs to neither. */
static void join(random_stream *stream, composition *line, pixel_box left, pixel_box right) {
    const float down =
        random_unit(stream) < 0.75f ? random_between(stream, 0.05f, 0.4f) : random_between(stream, 0.6f, 0.95f);
    const int y0 = left.y + (int)(down * (float)left.height);
    const int y1 = right.y + (int)((down + random_between(stream, -0.1f, 0.1f)) * (float)right.height);
    const int x0 = edge_near(line, left, y0, 1), x1 = edge_near(line, right, y1, 0);
    if (x0 < 0 || x1 < 0 || x1 < x0 || x1 - x0 > 2 * right.height || !start_token(line, LATTICE_NOISE, -1)) return;
    const float sag = random_between(stream, -0.05f, 0.15f) * line->hand.body, middle = 0.5f * (float)(x0 + x1);
    const float bend = 0.5f * (float)(y0 + y1) + sag, pen = line->hand.radius;
    put_stroke(line, (float)x0, (float)y0, middle, bend, pen);
    put_stroke(line, middle, bend, (float)x1, (float)y1, pen);
}

/* Puts a character with its top left corner at (x, y). */
static void put_glyph(composition *line, const glyph *g, int x, int y) {
    for (int row = 0; row < g->height; row++) {
        for (int column = 0; column < g->width; column++) {
            const int at = row * GLYPH + column;
            put_pixel(line, x + column, y + row, g->ink[at]);
            put_stroke_number(line, x + column, y + row, g->ink[at], g->stroke[at]);
        }
    }
    line->strokes += g->strokes;
    if (x + g->width > line->right) line->right = x + g->width;
}

/* A character on the line of the feet: beside the one before it, or against it. */
static void put_on_line(random_stream *stream, composition *line, const glyph *g) {
    int x = line->right + (int)(line->hand.gap * random_between(stream, 0.5f, 1.5f));
    const int y = (int)(line->hand.line + line->hand.body * random_between(stream, -0.08f, 0.08f)) - g->height;
    if (line->tokens > 1 && random_unit(stream) < line->hand.touching) {
        const float overlap = random_unit(stream) < 0.5f ? 0.0f : random_between(stream, 0.0f, 0.14f) * line->hand.body;
        x -= room_left(line, g, x, y) + (int)random_below(stream, 3) + (int)overlap;
        if (x < 0) x = 0;
    } else if (line->overhang > 0) {
        x -= int_min(line->overhang, int_max(room_left(line, g, x, y) - 2, 0));
    }
    put_glyph(line, g, x, y);
    line->overhang = 0;
    const pixel_box before = line->last;
    line->last = (pixel_box){x, y, g->width, g->height};
    line->digits++;
    if (before.width > 0 && random_unit(stream) < line->hand.joined) join(stream, line, before, line->last);
}

int compose_digit(random_stream *stream, composition *line, const uint8_t picture[SIDE * SIDE], int digit) {
    const pixel_box box = box_of(picture);
    glyph g;
    if (box.width <= 0 || line->right > COMPOSE_WIDTH - 2 * GLYPH ||
        !start_token(line, digit < 0 ? LATTICE_OTHER : LATTICE_DIGIT, digit))
        return 0;
    const float body = line->hand.body * random_between(stream, 0.82f, 1.18f);
    const float stretch = line->hand.stretch * random_between(stream, 0.9f, 1.1f);
    enlarge(picture, box, body * (line->digits >= 2 ? line->hand.small : 1.0f), stretch, &g);
    put_on_line(stream, line, &g);
    return 1;
}

/* Ink of a pen at (x, y) on its way between two points. */
static int pen_ink(float x, float y, float x0, float y0, float x1, float y1, float radius) {
    const float dx = x1 - x0, dy = y1 - y0, px = x - x0, py = y - y0;
    const float t = float_clamp((px * dx + py * dy) / (dx * dx + dy * dy + 1e-6f), 0, 1);
    const float ex = px - t * dx, ey = py - t * dy;
    return (int)float_clamp((radius + 0.5f - maths_sqrt(ex * ex + ey * ey)) * 255, 0, 255);
}

/* Strokes as a pen of that radius leaves them: points at the scale, widths times stretch, x + lean · height. */
static void draw_strokes(const lenet5_point *points, size_t count, compose_shape shape, float radius, glyph *out) {
    float left = 1e9f, right = -1e9f, top = 1e9f, bottom = -1e9f;
    const float across = shape.scale * shape.stretch, lean = shape.scale * shape.lean;
    for (size_t i = 0; i < count; i++) {
        const float x = across * points[i].x - lean * points[i].y, y = shape.scale * points[i].y;
        left = float_min(left, x), right = float_max(right, x), top = float_min(top, y), bottom = float_max(bottom, y);
    }
    const float edge = radius + 1;
    *out = (glyph){.width = int_min((int)(right - left + 2 * edge) + 1, GLYPH),
                   .height = int_min((int)(bottom - top + 2 * edge) + 1, GLYPH)};
    for (size_t i = 0; i < count; i++) {
        const lenet5_point *to = &points[i], *from = i > 0 && points[i - 1].stroke == to->stroke ? to - 1 : to;
        out->strokes += from == to;
        const float x0 = across * from->x - lean * from->y - left + edge, y0 = shape.scale * from->y - top + edge;
        const float x1 = across * to->x - lean * to->y - left + edge, y1 = shape.scale * to->y - top + edge;
        const int first = int_max((int)(float_min(x0, x1) - edge), 0), last = (int)(float_max(x0, x1) + edge) + 1;
        const int upper = int_max((int)(float_min(y0, y1) - edge), 0), lower = (int)(float_max(y0, y1) + edge) + 1;
        for (int y = upper; y < int_min(lower, out->height); y++) {
            for (int x = first; x < int_min(last, out->width); x++) {
                const int ink = pen_ink((float)x + 0.5f, (float)y + 0.5f, x0, y0, x1, y1, radius);
                if (ink > out->ink[y * GLYPH + x]) out->ink[y * GLYPH + x] = (uint8_t)ink;
                if (ink >= INK_ON_TOP) out->stroke[y * GLYPH + x] = (uint8_t)out->strokes;
            }
        }
    }
}

/* The height of strokes, and their longer side, in their unit. */
static float height_of(const lenet5_point *points, size_t count, float *longer) {
    float left = points[0].x, right = left, top = points[0].y, bottom = top;
    for (size_t i = 1; i < count; i++) {
        left = float_min(left, points[i].x), right = float_max(right, points[i].x);
        top = float_min(top, points[i].y), bottom = float_max(bottom, points[i].y);
    }
    *longer = float_max(float_max(right - left, bottom - top), 1e-3f);
    return bottom - top;
}

int compose_written(random_stream *stream, composition *line, const lenet5_point *points, size_t count, int digit) {
    glyph g;
    if (count == 0 || line->right > COMPOSE_WIDTH - 2 * GLYPH ||
        !start_token(line, digit < 0 ? LATTICE_OTHER : LATTICE_DIGIT, digit))
        return 0;
    float longer;
    const float height = height_of(points, count, &longer), radius = line->hand.radius;
    const float size =
        line->hand.body * random_between(stream, 0.85f, 1.15f) * (line->digits >= 2 ? line->hand.small : 1.0f);
    const float scale = float_min((size - 2 * radius) / float_max(height, 0.3f * longer), ((float)GLYPH - 8) / longer);
    const compose_shape shape = {scale, random_between(stream, 0.9f, 1.1f), line->hand.lean};
    draw_strokes(points, count, shape, radius, &g);
    put_on_line(stream, line, &g);
    return 1;
}

int compose_written_mark(random_stream *stream, composition *line, const lenet5_point *points, size_t count,
                         lattice_kind kind, compose_place place) {
    glyph g;
    if (count == 0 || line->right > COMPOSE_WIDTH - 2 * GLYPH || !start_token(line, kind, -1)) return 0;
    float longer;
    height_of(points, count, &longer);
    const float body = line->hand.body, radius = line->hand.radius * random_between(stream, 0.9f, 1.2f);
    const float scale = float_min(place.longer * body, (float)GLYPH - 8) / longer;
    draw_strokes(points, count, (compose_shape){scale, 1, line->hand.lean}, radius, &g);
    int x = line->right + 1 + (int)(line->hand.gap * random_between(stream, 0.2f, 1.5f));
    const int y = (int)(line->hand.line - place.middle * body) - g.height / 2;
    const int over = int_min(int_max(room_left(line, &g, x, y) - 3, 0), (int)(place.over * (float)g.width));
    x = int_max(x - over, 0);
    put_glyph(line, &g, x, y);
    line->last.width = 0;
    line->overhang = (int)(place.over * (float)g.width);
    return 1;
}

void compose_space(random_stream *stream, composition *line, float least, float most) {
    line->right += (int)(line->hand.body * random_between(stream, least, most));
    line->last.width = 0;
    line->overhang = 0;
}

/* A bar from (x, y) to the right, `length` long and rising by `rise`, a little bent. */
static void put_bar(random_stream *stream, composition *line, float x, float y, float length, float rise) {
    const float bend = random_between(stream, -0.08f, 0.08f) * length, middle = random_between(stream, 0.35f, 0.65f);
    const float u = x + middle * length, v = y - middle * rise - bend, pen = line->hand.radius;
    put_stroke(line, x, y, u, v, pen);
    put_stroke(line, u, v, x + length, y - rise, pen);
}

/* Two bars, each the hand's own way; sometimes the pen stays down between them. */
static void put_equals(random_stream *stream, composition *line, float x) {
    const float body = line->hand.body, length = body * random_between(stream, 0.25f, 0.8f);
    const float y = line->hand.line - body * random_between(stream, 0.1f, 0.7f);
    const float apart = body * random_between(stream, 0.15f, 0.32f);
    const float rise = length * random_between(stream, -0.1f, 0.4f);
    const float shift = length * random_between(stream, -0.2f, 0.2f);
    const float other = length * random_between(stream, 0.7f, 1.3f);
    const float left = shift < 0 ? x - shift : x, turn = length * random_between(stream, -0.1f, 0.1f);
    put_bar(stream, line, left, y, length, rise);
    put_bar(stream, line, left + shift, y - apart, other, rise + turn);
    if (random_unit(stream) < 0.1f)
        put_stroke(line, left, y, left + shift + other, y - apart - rise - turn, line->hand.radius);
}

/* Points and strokes of a mark, in bodies from its left end and the line's feet, y upwards. */
static void put_mark(random_stream *stream, composition *line, lattice_kind kind, float x) {
    const float body = line->hand.body, feet = line->hand.line, pen = line->hand.radius;
    const float size = random_between(stream, 0.7f, 1.3f), tilt = random_between(stream, -0.08f, 0.08f);
    switch (kind) {
    case LATTICE_POINT:
    case LATTICE_COMMA: {
        const float y = feet - body * random_between(stream, -0.05f, 0.12f);
        const float lean = kind == LATTICE_POINT ? 0.0f : random_between(stream, 0.1f, 0.4f);
        put_stroke(line, x + 0.5f * lean * body, y, x, y + lean * body, pen * size * (lean > 0 ? 1.0f : 1.3f));
        break;
    }
    case LATTICE_DASH: {
        const float length = body * random_between(stream, 0.3f, 1.2f), up = random_between(stream, 0.25f, 0.8f);
        put_bar(stream, line, x, feet - up * body, length, length * random_between(stream, -0.15f, 0.35f));
        break;
    }
    case LATTICE_EQUALS: put_equals(stream, line, x); break;
    case LATTICE_SLASH: {
        const float below = random_between(stream, -0.05f, 0.25f), above = random_between(stream, 0.9f, 1.3f);
        put_stroke(line, x, feet + below * body, x + 0.6f * size * body, feet - above * body, pen);
        break;
    }
    case LATTICE_DOLLAR: {
        static const float S[][2] = {{0.5f, 0.85f}, {0.3f, 0.97f},  {0.08f, 0.85f}, {0.08f, 0.65f},
                                     {0.45f, 0.4f}, {0.48f, 0.18f}, {0.25f, 0.02f}, {0.0f, 0.15f}};
        for (int i = 1; i < 8; i++) {
            put_stroke(line, x + S[i - 1][0] * size * body, feet - S[i - 1][1] * body, x + S[i][0] * size * body,
                       feet - S[i][1] * body, pen);
        }
        put_stroke(line, x + 0.24f * size * body, feet + 0.12f * body, x + (0.3f + tilt) * size * body,
                   feet - 1.12f * body, pen);
        break;
    }
    default: break;
    }
}

int compose_mark(random_stream *stream, composition *line, lattice_kind kind) {
    if (line->right > COMPOSE_WIDTH - 2 * GLYPH || !start_token(line, kind, -1)) return 0;
    line->last.width = 0;
    line->overhang = 0;
    put_mark(stream, line, kind,
             (float)line->right + line->hand.radius + line->hand.gap * random_between(stream, 0.3f, 1.5f) + 1);
    return 1;
}

void compose_noise(random_stream *stream, composition *line) {
    const int right = line->right;
    for (uint32_t specks = random_below(stream, 4); specks > 0 && start_token(line, LATTICE_NOISE, -1); specks--) {
        const float x = random_between(stream, 0, (float)right), y = random_between(stream, 20, COMPOSE_HEIGHT - 10);
        const float length = random_unit(stream) < 0.5f ? 0.0f : random_between(stream, 2, 12);
        const float down = random_between(stream, -2, 2), radius = random_between(stream, 0.5f, 1.8f);
        put_stroke(line, x, y, x + length, y + down, radius);
    }
    if (random_unit(stream) < 0.25f && start_token(line, LATTICE_NOISE, -1)) {
        const float y = line->hand.line + line->hand.body * random_between(stream, 0.1f, 0.4f);
        const float from = random_between(stream, 0, (float)right), to = random_between(stream, from, (float)right);
        put_stroke(line, from, y, to, y, random_between(stream, 0.4f, 1.2f));
    }
    line->right = right;
}

/* A line of dashes as rules and security paper leave them, from (x, y) to the column `to`. */
static void dashes(random_stream *stream, composition *line, float x, float y, float to, float slope, float radius) {
    const float longest = random_between(stream, 3, 24), widest = random_between(stream, 2, 20);
    while (x < to) {
        const float length = random_between(stream, 0.2f, 1) * longest;
        put_stroke(line, x, y, x + length, y + slope * length, radius);
        x += length + random_between(stream, 0.2f, 1) * widest;
        y += slope * length;
    }
}

void compose_paper(random_stream *stream, composition *line) {
    const int right = line->right;
    const float end = (float)right, body = line->hand.body;
    if (random_unit(stream) < 0.3f && start_token(line, LATTICE_NOISE, -1)) {
        const float y = line->hand.line + body * random_between(stream, -0.05f, 0.25f);
        const float slope = random_between(stream, -0.02f, 0.02f), radius = random_between(stream, 0.4f, 1.2f);
        dashes(stream, line, 0, y, end, slope, radius);
    }
    if (random_unit(stream) < 0.2f && start_token(line, LATTICE_NOISE, -1)) {
        for (uint32_t count = 1 + random_below(stream, 12); count > 0; count--) {
            const float y = line->hand.line - body * random_between(stream, -0.3f, 1.2f),
                        x = random_between(stream, 0, end);
            const float to = x + random_between(stream, 0, 2) * body, slope = random_between(stream, -0.4f, 0.4f);
            dashes(stream, line, x, y, to, slope, random_between(stream, 0.3f, 0.8f));
        }
    }
    line->right = right;
}

/* A plane of the line, in rows of that width. */
static void copy_rows(const uint8_t *from, int width, uint8_t *to) {
    for (int y = 0; y < COMPOSE_HEIGHT; y++) memcpy(to + y * width, from + y * COMPOSE_WIDTH, (size_t)width);
}

/* The line's ink, labelled. */
static ink_map map_of(const composition *line, inkmap_scratch *scratch) {
    enum { PAPER = 8 }; /* columns behind the last token */
    const int width = line->right + PAPER < COMPOSE_WIDTH ? line->right + PAPER : COMPOSE_WIDTH;
    static _Thread_local uint8_t stroke[COMPOSE_HEIGHT * COMPOSE_WIDTH];
    ink_map map;
    copy_rows(line->ink, width, ink_pixels(scratch));
    ink_label(scratch, width, COMPOSE_HEIGHT, &map);
    if (!line->has_lifts) return map;
    copy_rows(line->stroke, width, stroke);
    map.stroke = stroke;
    return map;
}

int compose_cut(const composition *line, float slant, inkmap_scratch *ink, segment_scratch *segment,
                segment_lines *lines, segment_line_image *image) {
    const ink_map map = map_of(line, ink);
    segment_find_lines(&map, 0, segment, lines);
    const int main = segment_main_line(&map, lines);
    if (main >= 0) segment_cut_line(&map, lines, main, slant, 0, segment, image);
    return main;
}
