/* augment: warps a picture by a random affine and elastic map, then changes thickness and contrast. */
#include "augment.h"

#include <string.h>

#include "../base/maths/maths.h"

enum {
    SIDE = AUGMENT_SIDE,
    BORDER = 2,                 /* of paper around the picture, for what is sampled from outside it */
    PADDED = SIDE + 2 * BORDER, /* 32: rows of whole vectors */
    KNOTS = 8                   /* of the displacement along each axis: enough for 6 pixels between two */
};

typedef float padded_picture[PADDED * PADDED]; /* rows of PADDED */

/* source = matrix · (target − centre) + offset + displacement(target), all in coordinates of the padded picture. */
typedef struct warp {
    float xx, xy, yx, yy, x, y;
    float spline[KNOTS][PADDED]; /* each knot's weight at every coordinate */
    float knot_x[KNOTS][KNOTS], knot_y[KNOTS][KNOTS];
} warp;

static float cubic_spline(float t) {
    t = t < 0.0f ? -t : t;
    float rest = t < 2.0f ? 2.0f - t : 0.0f;
    float near = 2.0f / 3.0f - t * t * (1.0f - 0.5f * t), far = rest * rest * rest * (1.0f / 6.0f);
    return t < 1.0f ? near : far;
}

/* The inverse of rotation · shear · scale about the picture's centre, then the shift. */
static void draw_affine(const augmentation *strength, random_stream *stream, warp *w) {
    float angle = random_between(stream, -strength->rotation, strength->rotation);
    float width = 1.0f + random_between(stream, -strength->scale, strength->scale);
    float height = 1.0f + random_between(stream, -strength->scale, strength->scale);
    float shear = random_between(stream, -strength->shear, strength->shear);
    float shift_x = random_between(stream, -strength->shift, strength->shift);
    float shift_y = random_between(stream, -strength->shift, strength->shift);
    float c = maths_cos(angle), s = maths_sin(angle);
    w->xx = (c + shear * s) / width;
    w->xy = (s - shear * c) / width;
    w->yx = -s / height;
    w->yy = c / height;
    w->x = 0.5f * (PADDED - 1) - shift_x;
    w->y = 0.5f * (PADDED - 1) - shift_y;
}

/* Nearly normal, variance 1: the sum of four even numbers of 16 bits. */
static float bell(random_stream *stream) {
    uint64_t bits = random_bits(stream);
    int sum = (int)(bits & 0xFFFF) + (int)(bits >> 16 & 0xFFFF) + (int)(bits >> 32 & 0xFFFF) + (int)(bits >> 48);
    return (float)(sum - 2 * 0xFFFF) * (1.7320508f / 65536.0f);
}

/* Random knots under a cubic B-spline: noise smoothed by a kernel whose standard deviation is the knots' distance / √3.
 * The B-spline's weights at one place have a sum of squares of 0.479 along an axis, averaged over places. */
static void draw_displacement(const augmentation *strength, random_stream *stream, warp *w) {
    float amplitude = strength->elastic * random_between(stream, 0.25f, 1.0f) / 0.479f;
    float distance = 1.7320508f * random_between(stream, strength->smooth_least, strength->smooth_most);
    float phase = distance * (1.0f + random_unit(stream)) - (float)BORDER, per_pixel = 1.0f / distance;
    for (int knot = 0; knot < KNOTS; knot++)
        for (int x = 0; x < PADDED; x++)
            w->spline[knot][x] = cubic_spline(((float)x + phase) * per_pixel - (float)knot);
    for (int i = 0; i < KNOTS; i++)
        for (int j = 0; j < KNOTS; j++) {
            w->knot_x[i][j] = amplitude * bell(stream);
            w->knot_y[i][j] = amplitude * bell(stream);
        }
}

/* The coordinates from which each pixel of a row is sampled. */
static void warp_row(const warp *w, int row, float source_x[PADDED], float source_y[PADDED]) {
    const float middle = 0.5f * (PADDED - 1), last = (float)(PADDED - 1) - 0.001f;
    float v = (float)row - middle, knot_x[KNOTS] = {0}, knot_y[KNOTS] = {0};
    for (int i = 0; i < KNOTS; i++)
        for (int j = 0; j < KNOTS; j++) {
            knot_x[j] += w->spline[i][row] * w->knot_x[i][j];
            knot_y[j] += w->spline[i][row] * w->knot_y[i][j];
        }
    float start_x = w->xy * v + w->x, start_y = w->yy * v + w->y;
    for (int x = 0; x < PADDED; x++) {
        source_x[x] = w->xx * ((float)x - middle) + start_x;
        source_y[x] = w->yx * ((float)x - middle) + start_y;
    }
    for (int j = 0; j < KNOTS; j++)
        for (int x = 0; x < PADDED; x++) {
            source_x[x] += w->spline[j][x] * knot_x[j];
            source_y[x] += w->spline[j][x] * knot_y[j];
        }
    for (int x = 0; x < PADDED; x++) {
        source_x[x] = source_x[x] > 0.0f ? (source_x[x] < last ? source_x[x] : last) : 0.0f;
        source_y[x] = source_y[x] > 0.0f ? (source_y[x] < last ? source_y[x] : last) : 0.0f;
    }
}

/* Bilinear interpolation at the warped coordinates. Twin of bilinear() in compose/line.c; to be merged at the next
 * training. */
static void resample(const warp *w, const padded_picture source, padded_picture target) {
    for (int row = BORDER; row < BORDER + SIDE; row++) {
        float source_x[PADDED], source_y[PADDED];
        warp_row(w, row, source_x, source_y);
        for (int x = 0; x < PADDED; x++) {
            int left = (int)source_x[x], top = (int)source_y[x], at = top * PADDED + left;
            float fx = source_x[x] - (float)left, fy = source_y[x] - (float)top;
            float above = source[at] + fx * (source[at + 1] - source[at]);
            float below = source[at + PADDED] + fx * (source[at + PADDED + 1] - source[at + PADDED]);
            target[row * PADDED + x] = above + fy * (below - above);
        }
    }
    for (int row = BORDER; row < BORDER + SIDE; row++)
        for (int x = 0; x < BORDER; x++) target[row * PADDED + x] = target[row * PADDED + PADDED - 1 - x] = 0.0f;
}

/* Averages each pixel with the largest (sign 1) or smallest (sign −1) of itself and its four neighbours. */
static void change_thickness(padded_picture picture, float sign) {
    padded_picture before;
    for (int i = 0; i < PADDED * PADDED; i++) before[i] = sign * picture[i];
    for (int y = BORDER; y < BORDER + SIDE; y++) {
        const float *here = before + y * PADDED, *up = here - PADDED, *down = here + PADDED;
        for (int x = BORDER; x < BORDER + SIDE; x++) {
            float most = here[x];
            most = up[x] > most ? up[x] : most;
            most = down[x] > most ? down[x] : most;
            most = here[x - 1] > most ? here[x - 1] : most;
            most = here[x + 1] > most ? here[x + 1] : most;
            picture[y * PADDED + x] = 0.5f * sign * (here[x] + most);
        }
    }
}

/* Paper stays paper: gain is at least 1. */
static void change_contrast(padded_picture picture, float gain, float middle) {
    float shift = (1.0f - gain) * middle;
    for (int i = 0; i < PADDED * PADDED; i++) {
        float v = gain * picture[i] + shift;
        v = v > 0.0f ? v : 0.0f;
        picture[i] = v < 1.0f ? v : 1.0f;
    }
}

/* Copies the picture into the middle of paper, moved by (dx, dy). */
static void place(const uint8_t from[AUGMENT_AREA], int dx, int dy, padded_picture to) {
    memset(to, 0, sizeof(padded_picture));
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            to[(y + BORDER + dy) * PADDED + x + BORDER + dx] = (float)from[y * SIDE + x] / 255.0f;
}

void augment(const augmentation *strength, random_stream *stream, const uint8_t from[AUGMENT_AREA],
             float to[AUGMENT_AREA]) {
    padded_picture picture;
    if (random_unit(stream) < strength->clean) {
        int dx = (int)random_below(stream, 3) - 1, dy = (int)random_below(stream, 3) - 1;
        place(from, dx, dy, picture);
    } else {
        padded_picture source;
        warp w;
        place(from, 0, 0, source);
        draw_affine(strength, stream, &w);
        draw_displacement(strength, stream, &w);
        memset(picture, 0, sizeof picture);
        resample(&w, source, picture);
        float pen = random_unit(stream);
        if (pen < strength->thicker) change_thickness(picture, 1.0f);
        else if (pen < strength->thicker + strength->thinner) change_thickness(picture, -1.0f);
        float gain = 1.0f + strength->contrast * random_unit(stream);
        change_contrast(picture, gain,
                        0.5f + random_between(stream, -strength->contrast_middle, strength->contrast_middle));
    }
    for (int y = 0; y < SIDE; y++)
        memcpy(to + y * SIDE, picture + (y + BORDER) * PADDED + BORDER, SIDE * sizeof(float));
}
