/* One digit's ink → 28×28: box to 20 pixels, stroke width as MNIST's, centre of mass in the middle. */
#include "normalise.h"

#include <string.h>

#include "../../base/simd/bytes.h"
#include "fine.h"
#include "tuning.h"

enum { FINE_STEP = 12 /* of vectors that end with the row */ };

size_t normalise_scratch_size(void) { return sizeof(normalise_scratch); }

static int line_is_faint(const uint8_t *ink, int count, int step) {
    for (int i = 0; i < count; i++) {
        if (ink[(size_t)i * (size_t)step] >= HALF_INK) return 0;
    }
    return 1;
}

/* Cuts the faint fringe of blurred edges off, on each side: a sharp edge is at half ink. */
static pixel_box without_fringe(const uint8_t *ink, int stride, pixel_box box) {
    const int most = int_max(box.width, box.height) / FRINGE_SIDES;
    const uint8_t *corner = ink + (size_t)box.y * (size_t)stride + (size_t)box.x;
    int left = 0, right = box.width, top = 0, bottom = box.height;
    while (left < most && line_is_faint(corner + left, box.height, stride)) left++;
    while (box.width - right < most && line_is_faint(corner + right - 1, box.height, stride)) right--;
    while (top < most && line_is_faint(corner + (size_t)top * (size_t)stride, box.width, 1)) top++;
    while (box.height - bottom < most && line_is_faint(corner + (size_t)(bottom - 1) * (size_t)stride, box.width, 1)) {
        bottom--;
    }
    if (left >= right || top >= bottom) return box;
    return (pixel_box){box.x + left, box.y + top, right - left, bottom - top};
}

/* A box's side when its longer side becomes NORMALISE_BOX. */
static int side_for(int side, int longest) { return int_max(1, (2 * NORMALISE_BOX * side + longest) / (2 * longest)); }

static void draw_fine(const uint8_t *ink, int stride, pixel_box box, normalise_scratch *s) {
    const int longest = int_max(box.width, box.height);
    const int width = FINE * side_for(box.width, longest), height = FINE * side_for(box.height, longest);
    uint8_t *corner = s->fine + FINE_MARGIN * FINE_STRIDE + FINE_MARGIN;
    memset(s->fine, 0, sizeof s->fine);
    if (longest >= FINE_SIDE) normalise_average(ink, stride, box, width, height, corner, FINE_STRIDE);
    else normalise_interpolate(ink, stride, box, width, height, corner, FINE_STRIDE);
}

/* The highest bit of a byte says half ink. */
static pixel_box inked_box(const uint8_t fine[FINE_PIXELS]) {
    uint8_t columns[FINE_STRIDE + U8_LANES] = {0};
    int left = 0, right = FINE_STRIDE, top = FINE_STRIDE, bottom = 0;
    for (int y = 0; y < FINE_STRIDE; y++) {
        u8x16 row = {0};
        for (int x = 0; x + U8_LANES <= FINE_STRIDE; x += FINE_STEP) {
            const u8x16 ink = u8x16_load(fine + y * FINE_STRIDE + x) & HALF_INK;
            u8x16_store(columns + x, u8x16_load(columns + x) | ink);
            row |= ink;
        }
        if (!u8x16_is_zero(row)) top = int_min(top, y), bottom = y + 1;
    }
    while (left < right && columns[left] == 0) left++;
    while (right > left && columns[right - 1] == 0) right--;
    return (pixel_box){left, top, right - left, bottom - top};
}

/* How much strokes of the given width have to be changed on each side, so that after the digit, which becomes that much
 * larger or smaller, is brought to size again, they are as wide as `wanted`. Fine pixels, but for wanted. */
static float change_for(float width, float wanted) {
    const float change =
        (wanted * (float)FINE_SIDE - width * (float)NORMALISE_BOX) / (2.0F * ((float)NORMALISE_BOX - wanted));
    const float most = (float)FINE_REACH;
    return change > most ? most : change < -most ? -most : change;
}

/* The offset of a box that brings its centre of mass, sum/mass, to index 14 (which is where MNIST's own are: its 70,000
 * pictures tell, all but a few), with the whole box inside the picture. */
static int offset_for(int64_t sum, int64_t mass, int length) {
    const int64_t twice = NORMALISE_SIDE * mass - 2 * sum; /* 2·mass·(centre − position) */
    const int offset = (int)((twice + mass) / (2 * mass));
    return int_min(int_max(offset, 0), NORMALISE_SIDE - length);
}

static void place(const uint8_t small[NORMALISE_BOX * NORMALISE_BOX], int width, int height,
                  uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE]) {
    int64_t mass = 0, across = 0, down = 0;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            const int value = small[y * NORMALISE_BOX + x];
            mass += value;
            across += value * x;
            down += value * y;
        }
    }
    memset(picture, 0, NORMALISE_SIDE * NORMALISE_SIDE);
    if (mass == 0) return;
    const int left = offset_for(across, mass, width), top = offset_for(down, mass, height);
    for (int y = 0; y < height; y++) {
        memcpy(picture + (top + y) * NORMALISE_SIDE + left, small + y * NORMALISE_BOX, (size_t)width);
    }
}

void normalise_plain(const uint8_t *ink, int stride, pixel_box box, uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE]) {
    uint8_t small[NORMALISE_BOX * NORMALISE_BOX];
    const int longest = int_max(box.width, box.height);
    const int width = side_for(box.width, longest), height = side_for(box.height, longest);
    normalise_average(ink, stride, box, width, height, small, NORMALISE_BOX);
    place(small, width, height, picture);
}

void normalise_digit(const uint8_t *ink, int stride, pixel_box box, normalise_scratch *scratch,
                     uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE]) {
    box = without_fringe(ink, stride, box);
    draw_fine(ink, stride, box, scratch);
    const float width = normalise_stroke_width(scratch->fine), unit = (float)FINE;
    const int too_thin = width<THINNEST * unit, too_thick = width> THICKEST * unit;
    if (too_thin || too_thick) {
        normalise_change_strokes(scratch, change_for(width, too_thin ? THINNEST + INWARD : THICKEST - INWARD));
    }
    const pixel_box inked = inked_box(scratch->fine);
    const int is_seen = inked.width > 0; /* strokes far finer than a fine pixel leave none of it half black */
    if (!is_seen || (int_max(box.width, box.height) == NORMALISE_BOX && !too_thin && !too_thick)) {
        normalise_plain(ink, stride, box, picture);
    } else {
        normalise_plain(scratch->fine, FINE_STRIDE, inked, picture);
    }
}
