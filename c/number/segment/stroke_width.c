/* Brings the stroke width of a line image to what the network knows: one pen wrote the line, so that one width, 2 ·
 * area / perimeter as normalise has it for a single digit, is measured and changed for all of it. */
#include <string.h>

#include "../../base/maths/maths.h"
#include "deskew.h"
#include "tuning.h"

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
    } at[(2 * WIDTH_REACH + 1) * (2 * WIDTH_REACH + 1)]; /* share: of 256 */
} disc;

/* The pixels that an edge crosses when it moves by radius. */
static void make_disc(float radius, disc *out) {
    out->count = 0;
    for (int y = -WIDTH_REACH; y <= WIDTH_REACH; y++) {
        for (int x = -WIDTH_REACH; x <= WIDTH_REACH; x++) {
            const float covered = 1 + radius - maths_sqrt((float)(x * x + y * y));
            if (covered <= 0) continue;
            out->at[out->count].x = x;
            out->at[out->count].y = y;
            out->at[out->count++].share = covered > 1 ? 256 : (int)(covered * 256);
        }
    }
}

/* Grey dilation; invert: 0, or 255 to dilate the paper instead of the ink. */
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

_Static_assert((int)WIDTH_GAP_INK <= (int)SEAM_ENCLOSED, "for seams, the middle of a gap is paper");

/* Takes back the ink that thickening has put between two strokes beside each other: in the middle of a row's gap that was
 * paper, one pixel or two stay as they were. Where the gap leans by up to 45° they touch by corners at least. */
static void open_gaps(const uint8_t *before, int width, uint8_t *ink) {
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        int end = -1; /* of the ink on the left */
        for (int x = 0; x < width; x++) {
            if (before[y * width + x] < WIDTH_GAP_INK) continue;
            if (end >= 0 && x - end > 1 && x - end <= 2 * WIDTH_REACH) {
                const int left = y * width + (x + end) / 2, right = y * width + (x + end + 1) / 2;
                ink[left] = before[left], ink[right] = before[right];
            }
            end = x;
        }
    }
}

void segment_normalise_stroke_width(segment_scratch *scratch, int width) {
    const float measured = width_of(scratch->ink, width);
    if (measured == 0 || (measured >= WIDTH_THINNEST && measured <= WIDTH_THICKEST)) return;
    const int thin = measured < WIDTH_THINNEST;
    float change = 0.5f * (thin ? WIDTH_THINNEST + WIDTH_INSIDE - measured : measured - WIDTH_THICKEST + WIDTH_INSIDE);
    if (change > WIDTH_REACH - 1) change = WIDTH_REACH - 1;
    disc brush;
    make_disc(change, &brush);
    uint8_t *copy = (uint8_t *)scratch->down;
    memcpy(copy, scratch->ink, (size_t)(SEGMENT_HEIGHT * width));
    dilate(copy, width, &brush, thin ? 0 : 255, scratch->ink);
    if (thin) open_gaps(copy, width, scratch->ink);
}
