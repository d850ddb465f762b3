/* The pen is the same along a line, so that its width is measured and brought to what the network knows for the whole
 * line image at once: measured as 2 · area / perimeter, as normalise does for a single digit. */
#include <string.h>

#include "../../base/maths/maths.h"
#include "deskew.h"

enum { REACH = 3 };

/* In pixels of the line image: twice the limits of normalise, whose digits are half as high. */
static const float THINNEST = 3.4f, THICKEST = 7.2f, INSIDE = 0.6f;

static float width_of(const uint8_t *ink, int width) {
    int64_t area = 0;
    float perimeter = 0;
    for (int y = 1; y < SEGMENT_HEIGHT - 1; y++) {
        for (int x = 1; x < width - 1; x++) {
            const uint8_t *p = ink + y * width + x;
            const int dx = p[1] - p[-1], dy = p[width] - p[-width];
            area += *p;
            if (dx != 0 || dy != 0) perimeter += maths_sqrt((float)(dx * dx + dy * dy));
        }
    }
    return perimeter > 0 ? 4 * (float)area / perimeter : 0;
}

typedef struct disc {
    int count;
    struct {
        int x, y, share;
    } at[(2 * REACH + 1) * (2 * REACH + 1)]; /* share: of 256 */
} disc;

/* The pixels that an edge moves over when it moves by radius. */
static void make_disc(float radius, disc *out) {
    out->count = 0;
    for (int y = -REACH; y <= REACH; y++) {
        for (int x = -REACH; x <= REACH; x++) {
            const float share = 1 + radius - maths_sqrt((float)(x * x + y * y));
            if (share <= 0) continue;
            out->at[out->count].x = x;
            out->at[out->count].y = y;
            out->at[out->count++].share = share > 1 ? 256 : (int)(share * 256);
        }
    }
}

/* invert: 255 to dilate the paper instead of the ink. */
static void dilate(const uint8_t *from, int width, const disc *brush, int invert, uint8_t *to) {
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        for (int x = 0; x < width; x++) {
            int most = 0;
            for (int i = 0; i < brush->count; i++) {
                const int u = x + brush->at[i].x, v = y + brush->at[i].y;
                if (u < 0 || v < 0 || u >= width || v >= SEGMENT_HEIGHT) continue;
                const int value = (from[v * width + u] ^ invert) * brush->at[i].share;
                most = value > most ? value : most;
            }
            to[y * width + x] = (uint8_t)((most >> 8) ^ invert);
        }
    }
}

void segment_normalise_stroke_width(segment_scratch *scratch, int width) {
    const float pen = width_of(scratch->ink, width);
    if (pen == 0 || (pen >= THINNEST && pen <= THICKEST)) return;
    const int thin = pen < THINNEST;
    float change = 0.5f * (thin ? THINNEST + INSIDE - pen : pen - THICKEST + INSIDE);
    if (change > REACH - 1) change = REACH - 1;
    disc brush;
    make_disc(change, &brush);
    uint8_t *copy = (uint8_t *)scratch->down;
    memcpy(copy, scratch->ink, (size_t)(SEGMENT_HEIGHT * width));
    dilate(copy, width, &brush, thin ? 0 : 255, scratch->ink);
}
