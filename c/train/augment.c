#include "augment.h"

#include <string.h>

#include "../maths/maths.h"

enum {
    SIDE = AUGMENT_SIDE,
    BORDER = 2, /* of paper around the picture, for what is sampled from outside it */
    PADDED = SIDE + 2 * BORDER,
    KNOTS = 8 /* of the displacement along each axis: enough for a distance of 6 pixels between them */
};

typedef float padded_picture[PADDED][PADDED];

/* source = matrix · (target − centre) + offset + displacement(target) */
typedef struct warp {
    float xx, xy, yx, yy, x, y;
    float spline[KNOTS][SIDE]; /* each knot's weight at every coordinate */
    float knot_x[KNOTS][KNOTS], knot_y[KNOTS][KNOTS];
} warp;

static float cubic_spline(float t)
{
    if (t < 0.0f)
        t = -t;
    if (t < 1.0f)
        return 2.0f / 3.0f - t * t * (1.0f - 0.5f * t);
    if (t < 2.0f)
        return (2.0f - t) * (2.0f - t) * (2.0f - t) * (1.0f / 6.0f);
    return 0.0f;
}

/* The inverse of rotation · shear · scale about the picture's centre, then the shift. */
static void draw_affine(const augmentation *strength, random_stream *stream, warp *w)
{
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
    w->x = 0.5f * (SIDE - 1) - shift_x;
    w->y = 0.5f * (SIDE - 1) - shift_y;
}

/* Random knots under a cubic B-spline: noise smoothed by a kernel whose standard deviation is the knots' distance / √3.
 * The B-spline's weights at one place have a sum of squares of 0.479 along an axis, averaged over places. */
static void draw_displacement(const augmentation *strength, random_stream *stream, warp *w)
{
    float amplitude = strength->elastic * random_between(stream, 0.25f, 1.0f);
    float distance = 1.7320508f * random_between(stream, strength->smooth_least, strength->smooth_most);
    float phase = distance * (1.0f + random_unit(stream));
    for (int knot = 0; knot < KNOTS; knot++)
        for (int x = 0; x < SIDE; x++)
            w->spline[knot][x] = cubic_spline(((float)x + phase) / distance - (float)knot);
    for (int i = 0; i < KNOTS; i++)
        for (int j = 0; j < KNOTS; j++) {
            w->knot_x[i][j] = amplitude / 0.479f * random_normal(stream);
            w->knot_y[i][j] = amplitude / 0.479f * random_normal(stream);
        }
}

/* Where every pixel of one row comes from, in coordinates of the padded picture. */
static void warp_row(const warp *w, int row, float source_x[SIDE], float source_y[SIDE])
{
    float v = (float)row - 0.5f * (SIDE - 1);
    float knot_x[KNOTS] = { 0 }, knot_y[KNOTS] = { 0 };
    for (int i = 0; i < KNOTS; i++)
        for (int j = 0; j < KNOTS; j++) {
            knot_x[j] += w->spline[i][row] * w->knot_x[i][j];
            knot_y[j] += w->spline[i][row] * w->knot_y[i][j];
        }
    for (int x = 0; x < SIDE; x++) {
        float u = (float)x - 0.5f * (SIDE - 1);
        source_x[x] = w->xx * u + w->xy * v + w->x + (float)BORDER;
        source_y[x] = w->yx * u + w->yy * v + w->y + (float)BORDER;
    }
    for (int j = 0; j < KNOTS; j++)
        for (int x = 0; x < SIDE; x++) {
            source_x[x] += w->spline[j][x] * knot_x[j];
            source_y[x] += w->spline[j][x] * knot_y[j];
        }
    for (int x = 0; x < SIDE; x++) {
        const float last = (float)(PADDED - 1) - 0.001f;
        source_x[x] = source_x[x] > 0.0f ? (source_x[x] < last ? source_x[x] : last) : 0.0f;
        source_y[x] = source_y[x] > 0.0f ? (source_y[x] < last ? source_y[x] : last) : 0.0f;
    }
}

/* Bilinear interpolation at every place of the warp. */
static void resample(const warp *w, padded_picture source, padded_picture target)
{
    for (int row = 0; row < SIDE; row++) {
        float source_x[SIDE], source_y[SIDE];
        warp_row(w, row, source_x, source_y);
        for (int x = 0; x < SIDE; x++) {
            int left = (int)source_x[x], top = (int)source_y[x];
            float fx = source_x[x] - (float)left, fy = source_y[x] - (float)top;
            const float *upper = &source[top][left], *lower = &source[top + 1][left];
            float above = upper[0] + fx * (upper[1] - upper[0]);
            float below = lower[0] + fx * (lower[1] - lower[0]);
            target[row + BORDER][x + BORDER] = above + fy * (below - above);
        }
    }
}

/* Averages each pixel with the largest (sign 1) or smallest (sign −1) of itself and its four neighbours. */
static void change_thickness(padded_picture picture, float sign)
{
    padded_picture before;
    memcpy(before, picture, sizeof before);
    for (int y = BORDER; y < BORDER + SIDE; y++)
        for (int x = BORDER; x < BORDER + SIDE; x++) {
            float most = sign * before[y][x];
            float up = sign * before[y - 1][x], down = sign * before[y + 1][x];
            float left = sign * before[y][x - 1], right = sign * before[y][x + 1];
            most = up > most ? up : most;
            most = down > most ? down : most;
            most = left > most ? left : most;
            most = right > most ? right : most;
            picture[y][x] = 0.5f * (before[y][x] + sign * most);
        }
}

static void change_contrast(padded_picture picture, float gain, float middle)
{
    for (int y = BORDER; y < BORDER + SIDE; y++)
        for (int x = BORDER; x < BORDER + SIDE; x++) {
            float v = gain * picture[y][x] + (1.0f - gain) * middle;
            picture[y][x] = v > 0.0f ? (v < 1.0f ? v : 1.0f) : 0.0f;
        }
}

/* Copies the picture into the middle of paper, moved by (dx, dy). */
static void place(const uint8_t from[AUGMENT_AREA], int dx, int dy, padded_picture to)
{
    memset(to, 0, sizeof(padded_picture));
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            to[y + BORDER + dy][x + BORDER + dx] = (float)from[y * SIDE + x] / 255.0f;
}

void augment(const augmentation *strength, random_stream *stream, const uint8_t from[AUGMENT_AREA], float to[AUGMENT_AREA])
{
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
        if (pen < strength->thicker)
            change_thickness(picture, 1.0f);
        else if (pen < strength->thicker + strength->thinner)
            change_thickness(picture, -1.0f);
        float gain = 1.0f + strength->contrast * random_unit(stream);
        change_contrast(picture, gain, 0.5f + random_between(stream, -strength->contrast_middle, strength->contrast_middle));
    }
    for (int y = 0; y < SIDE; y++)
        memcpy(to + y * SIDE, &picture[y + BORDER][BORDER], SIDE * sizeof(float));
}
