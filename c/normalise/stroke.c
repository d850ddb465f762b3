/* Stroke width: measured as 2 · area / perimeter, where the perimeter is the total variation of the grey picture;
 * changed through the distance to the nearest ink (thicker) or paper (thinner). */
#include "../maths/maths.h"
#include "fine.h"

/* Distances are squared and in 1/16 of a square fine pixel; FAR is farther than any that matters. */
enum { UNIT = 4, FAR = 1 << 14 };

static int smaller(int a, int b) { return a < b ? a : b; }

float normalise_stroke_width(const uint8_t fine[FINE_PIXELS]) {
    int64_t area = 0;
    float perimeter = 0.0F;
    for (int y = 1; y < FINE_STRIDE - 1; y++) {
        for (int x = 1; x < FINE_STRIDE - 1; x++) {
            const uint8_t *p = fine + y * FINE_STRIDE + x;
            const int dx = p[1] - p[-1], dy = p[FINE_STRIDE] - p[-FINE_STRIDE];
            area += *p;
            if (dx != 0 || dy != 0) perimeter += maths_sqrt((float)(dx * dx + dy * dy));
        }
    }
    return perimeter > 0.0F ? 4.0F * (float)area / perimeter : 0.0F; /* the differences span two pixels */
}

/* A pixel counts as ink from half ink on; or from half of the strongest, for hairlines that no fine pixel holds. */
static int half_ink(const uint8_t fine[FINE_PIXELS]) {
    int strongest = 0;
    for (int i = 0; i < FINE_PIXELS; i++) strongest = fine[i] > strongest ? fine[i] : strongest;
    return smaller(128, (strongest + 1) / 2);
}

static void shortest(const uint16_t *from, uint16_t *to, int step, int first, int last) {
    for (int i = first; i < last; i++) {
        int best = from[i];
        for (int k = 1; k <= FINE_REACH; k++) {
            const int square = UNIT * UNIT * k * k;
            best = smaller(best, from[i - k * step] + square);
            best = smaller(best, from[i + k * step] + square);
        }
        to[i] = (uint16_t)best;
    }
}

/* Squared Euclidean distance, up to FINE_REACH, to the nearest pixel that is ink (or that is paper). */
static void measure_distance(normalise_scratch *s, int threshold, int to_ink) {
    const int margin = FINE_REACH * FINE_STRIDE;
    for (int i = 0; i < FINE_PIXELS; i++) {
        s->distance[i] = s->columns[i] = (s->fine[i] >= threshold) == to_ink ? 0 : FAR;
    }
    shortest(s->distance, s->columns, FINE_STRIDE, margin, FINE_PIXELS - margin);
    shortest(s->columns, s->distance, 1, FINE_REACH, FINE_PIXELS - FINE_REACH);
}

static uint8_t covered(float inside) {
    return (uint8_t)(inside <= -0.5F ? 0.0F : inside >= 0.5F ? 255.0F : (inside + 0.5F) * 255.0F + 0.5F);
}

/* The middle of a stroke, where no neighbour is farther from the paper, outlives thinning. */
static int is_ridge(const uint16_t *distance, int at) {
    const int own = distance[at];
    return own >= distance[at - 1] && own >= distance[at + 1] && own >= distance[at - FINE_STRIDE] &&
           own >= distance[at + FINE_STRIDE];
}

/* Pixel centres at distance 1/2 lie on the edge. */
void normalise_change_strokes(normalise_scratch *s, float by) {
    const int thicker = by > 0.0F;
    const float edge = (thicker ? by : -by) + 0.5F;
    measure_distance(s, half_ink(s->fine), thicker);
    for (int i = FINE_STRIDE; i < FINE_PIXELS - FINE_STRIDE; i++) {
        if (!thicker && (s->fine[i] == 0 || is_ridge(s->distance, i))) continue;
        const float distance = maths_sqrt((float)s->distance[i]) / (float)UNIT;
        const uint8_t value = covered(thicker ? edge - distance : distance - edge);
        if (thicker ? value > s->fine[i] : value < s->fine[i]) s->fine[i] = value;
    }
}
