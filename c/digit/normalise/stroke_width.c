/* Stroke width: measured as 2 · area / perimeter, where the perimeter is the total variation of the grey picture;
 * changed through the distance to the nearest ink (thicker) or paper (thinner). */
#include "../../base/maths/maths.h"
#include "../../base/simd/bytes.h"
#include "fine.h"
#include "tuning.h"

enum { FAR = 1 << 10 }; /* farther than any squared distance that matters */

/* Nothing but paper from at − 1 to at + 16, here and in the rows above and below. */
static int is_paper(const uint8_t *at) {
    return u8x16_is_zero(u8x16_load(at - 1) | u8x16_load(at) | u8x16_load(at + 1) | u8x16_load(at - FINE_STRIDE) |
                         u8x16_load(at + FINE_STRIDE));
}

/* A float's sum depends on the order: row by row. */
float normalise_stroke_width(const uint8_t fine[FINE_PIXELS]) {
    int32_t area = 0;
    float perimeter = 0.0F;
    for (int i = FINE_STRIDE + 1; i < FINE_PIXELS - FINE_STRIDE - 1; i += U8_LANES) {
        if (is_paper(fine + i)) continue;
        for (const uint8_t *p = fine + i; p < fine + i + U8_LANES; p++) {
            const int dx = p[1] - p[-1], dy = p[FINE_STRIDE] - p[-FINE_STRIDE];
            area += *p;
            if (dx != 0 || dy != 0) perimeter += maths_sqrt((float)(dx * dx + dy * dy));
        }
    }
    return perimeter > 0.0F ? 4.0F * (float)area / perimeter : 0.0F; /* the differences span two pixels */
}

/* A pixel counts as ink from half ink on; or from half of the strongest, for hairlines that no fine pixel holds. */
static int half_ink(const uint8_t fine[FINE_PIXELS]) {
    u8x16 largest = {0};
    for (int i = 0; i < FINE_PIXELS; i += U8_LANES) largest = u8x16_max(largest, u8x16_load(fine + i));
    return int_min(HALF_INK, (u8x16_largest(largest) + 1) / 2);
}

static void shortest(const int16_t *from, int16_t *to, int step, int first, int last) {
    for (int i = first; i < last; i += 8) {
        i16x8 best = i16x8_load(from + i);
        for (int k = 1; k <= FINE_REACH; k++) {
            const i16x8 nearest = i16x8_min(i16x8_load(from + i - k * step), i16x8_load(from + i + k * step));
            best = i16x8_min(best, nearest + (int16_t)(k * k));
        }
        i16x8_store(to + i, best);
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
static int is_ridge(const int16_t *distance, int at) {
    const int own = distance[at];
    return own >= distance[at - 1] && own >= distance[at + 1] && own >= distance[at - FINE_STRIDE] &&
           own >= distance[at + FINE_STRIDE];
}

/* Pixel centres at distance 1/2 lie on the edge. */
void normalise_change_strokes(normalise_scratch *s, float by) {
    enum { NEAREST = (FINE_REACH + 1) * (FINE_REACH + 1) + 1 }; /* that no change reaches, squared */
    const int thicker = by > 0.0F;
    const float edge = (thicker ? by : -by) + 0.5F;
    uint8_t value[NEAREST + 1];
    for (int i = 0; i <= NEAREST; i++)
        value[i] = covered(thicker ? edge - maths_sqrt((float)i) : maths_sqrt((float)i) - edge);
    measure_distance(s, half_ink(s->fine), thicker);
    for (int i = FINE_STRIDE; i < FINE_PIXELS - FINE_STRIDE; i++) {
        if (!thicker && (s->fine[i] == 0 || is_ridge(s->distance, i))) continue;
        const uint8_t now = value[int_min(s->distance[i], NEAREST)];
        if (thicker ? now > s->fine[i] : now < s->fine[i]) s->fine[i] = now;
    }
}
