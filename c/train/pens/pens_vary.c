#include "pens_vary.h"

#include <stdbool.h>

#include "../../base/maths/maths.h"

static const float STRETCH = 0.2f, SLANT = 0.2f;        /* widths times 1 ± STRETCH, x + y · ±SLANT */
static const float MARKED = 0.3f;                       /* share of the plain zeros that get a mark */
static const float CLEAR = 0.2f;                        /* of a plain zero's sides, from its middle: no ink */
enum { SLASH, UPRIGHT_BAR, LEVEL_BAR, DOT, BACKSLASH }; /* marks in a zero */
static const int MARKS[] = {SLASH,       SLASH,     SLASH,     SLASH, SLASH,    UPRIGHT_BAR,
                            UPRIGHT_BAR, LEVEL_BAR, LEVEL_BAR, DOT,   BACKSLASH};

typedef struct bounds {
    float left, top, right, bottom;
} bounds;

static bounds bounds_of(const lenet5_point *points, size_t count) {
    bounds b = {points[0].x, points[0].y, points[0].x, points[0].y};
    for (size_t i = 1; i < count; i++) {
        b.left = points[i].x < b.left ? points[i].x : b.left;
        b.right = points[i].x > b.right ? points[i].x : b.right;
        b.top = points[i].y < b.top ? points[i].y : b.top;
        b.bottom = points[i].y > b.bottom ? points[i].y : b.bottom;
    }
    return b;
}

static void shear(random_stream *stream, lenet5_point *points, size_t count) {
    const float width = 1 + random_between(stream, -STRETCH, STRETCH), slant = random_between(stream, -SLANT, SLANT);
    for (size_t i = 0; i < count; i++) points[i].x = width * points[i].x + slant * points[i].y;
}

static float within(float value, float low, float high) { return value < low ? low : value > high ? high : value; }

/* Does the way from a to b come near the middle of the unit square around (0, 0)? */
static bool passes(float ax, float ay, float bx, float by) {
    const float dx = bx - ax, dy = by - ay, length2 = dx * dx + dy * dy;
    const float along = length2 > 0 ? within(-(ax * dx + ay * dy) / length2, 0, 1) : 0;
    const float x = ax + along * dx, y = ay + along * dy;
    return x * x + y * y < CLEAR * CLEAR;
}

/* A ring around nothing. */
static bool is_plain(const lenet5_point *points, size_t count, bounds b) {
    const float width = b.right - b.left, height = b.bottom - b.top;
    if (width <= 0 || height <= 0) return false;
    for (size_t i = 0; i < count; i++) {
        const lenet5_point *to = &points[i], *from = i > 0 && points[i - 1].stroke == to->stroke ? to - 1 : to;
        if (passes((from->x - b.left) / width - 0.5f, (from->y - b.top) / height - 0.5f,
                   (to->x - b.left) / width - 0.5f, (to->y - b.top) / height - 0.5f))
            return false;
    }
    return true;
}

/* The direction of a mark, in radians from the right upwards. */
static float angle_of(random_stream *stream, int mark) {
    const float upright = 1.5708f;
    switch (mark) {
    case SLASH: return random_between(stream, 0.5f, 1.4f);
    case BACKSLASH: return upright + random_between(stream, 0.3f, 1.0f);
    case UPRIGHT_BAR: return upright + random_between(stream, -0.2f, 0.2f);
    default: return random_between(stream, -0.2f, 0.2f);
    }
}

/* From a mark that ends inside the ring to one that leaves it by as much as it is wide. */
static float half_length_of(random_stream *stream, int mark, float size) {
    return size * (mark == DOT ? random_between(stream, 0, 0.06f) : random_between(stream, 0.35f, 1.0f));
}

static size_t mark_zero(random_stream *stream, lenet5_point *points, size_t count, bounds b) {
    const int mark = MARKS[random_below(stream, sizeof MARKS / sizeof *MARKS)];
    const float width = b.right - b.left, height = b.bottom - b.top;
    const float angle = angle_of(stream, mark), half = half_length_of(stream, mark, 0.5f * (width + height));
    const float x = 0.5f * (b.left + b.right) + width * random_between(stream, -0.1f, 0.1f);
    const float y = 0.5f * (b.top + b.bottom) + height * random_between(stream, -0.1f, 0.1f);
    const float dx = half * maths_cos(angle), dy = half * maths_sin(angle);
    const int stroke = points[count - 1].stroke + 1;
    points[count] = (lenet5_point){x - dx, y + dy, 0.5f, stroke};
    points[count + 1] = (lenet5_point){x + dx, y - dy, 0.5f, stroke};
    return count + 2;
}

size_t pens_vary(random_stream *stream, char label, lenet5_point *points, size_t count) {
    const bounds before = bounds_of(points, count);
    if (label == '0' && is_plain(points, count, before) && random_unit(stream) < MARKED)
        count = mark_zero(stream, points, count, before);
    shear(stream, points, count);
    return count;
}
