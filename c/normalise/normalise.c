#include "normalise.h"

#include <string.h>

/* All work on shapes is done on a fine grid, FINE times the final one along each axis. */
enum { FINE = 4, SIDE = FINE * NORMALISE_BOX, HALF_INK = 128 };

struct normalise_scratch {
    uint8_t fine[SIDE * SIDE];
    uint32_t row[SIDE];
};

size_t normalise_scratch_size(void) { return sizeof(normalise_scratch); }

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

static int line_is_faint(const uint8_t *ink, int count, int step) {
    for (int i = 0; i < count; i++) {
        if (ink[(size_t)i * (size_t)step] >= HALF_INK) return 0;
    }
    return 1;
}

/* Cuts the faint fringe of blurred edges off, up to a 40th of the box on each side: its sharp edge is at half ink. A
 * box of 20, which is MNIST's own, is left alone. */
static ink_box without_fringe(const uint8_t *ink, int stride, ink_box box) {
    const int most = larger(box.width, box.height) / 40;
    const uint8_t *corner = ink + (size_t)box.y * (size_t)stride + (size_t)box.x;
    int left = 0, right = box.width, top = 0, bottom = box.height;
    while (left < most && line_is_faint(corner + left, box.height, stride)) left++;
    while (box.width - right < most && line_is_faint(corner + right - 1, box.height, stride)) right--;
    while (top < most && line_is_faint(corner + (size_t)top * (size_t)stride, box.width, 1)) top++;
    while (box.height - bottom < most && line_is_faint(corner + (size_t)(bottom - 1) * (size_t)stride, box.width, 1)) {
        bottom--;
    }
    if (left >= right || top >= bottom) return box;
    return (ink_box){box.x + left, box.y + top, right - left, bottom - top};
}

/* Adds one source row, averaged over the columns of each target column, times weight. In units of 1/to of a source
 * pixel, target i covers [i·from, (i + 1)·from) and source x covers [x·to, (x + 1)·to). */
static void add_row(const uint8_t *source, int from, int to, uint32_t weight, uint32_t *sum) {
    for (int i = 0; i < to; i++) {
        const int64_t begin = (int64_t)i * from, end = begin + from;
        uint32_t total = 0;
        for (int64_t x = begin / to; x * to < end; x++) {
            const int64_t low = x * to > begin ? x * to : begin, high = (x + 1) * to < end ? (x + 1) * to : end;
            total += (uint32_t)(high - low) * source[x];
        }
        sum[i] += weight * total;
    }
}

/* Exact area average of the box to width × height. Sums stay below 255 · 2¹⁹ · … < 2³². */
static void average_area(const uint8_t *ink, int stride, ink_box box, int width, int height, normalise_scratch *s) {
    const uint32_t area = (uint32_t)box.width * (uint32_t)box.height;
    for (int j = 0; j < height; j++) {
        const int64_t begin = (int64_t)j * box.height, end = begin + box.height;
        memset(s->row, 0, sizeof s->row);
        for (int64_t y = begin / height; y * height < end; y++) {
            const int64_t low = y * height > begin ? y * height : begin;
            const int64_t high = (y + 1) * height < end ? (y + 1) * height : end;
            const uint8_t *source = ink + (size_t)(box.y + (int)y) * (size_t)stride + (size_t)box.x;
            add_row(source, box.width, width, (uint32_t)(high - low), s->row);
        }
        for (int i = 0; i < width; i++) s->fine[j * SIDE + i] = (uint8_t)((s->row[i] + area / 2) / area);
    }
}

/* Where target cell i of `to` has its centre among `from` source pixels: the pixel before it, and how far on towards
 * the next one in units of 1/(2·to). */
static int before(int i, int from, int to, int *beyond) {
    const int at = larger((2 * i + 1) * from - to, 0);
    *beyond = at % (2 * to);
    return smaller(at / (2 * to), from - 1);
}

/* Bilinear enlargement. */
static void interpolate(const uint8_t *ink, int stride, ink_box box, int width, int height, normalise_scratch *s) {
    const uint8_t *corner = ink + (size_t)box.y * (size_t)stride + (size_t)box.x;
    for (int j = 0; j < height; j++) {
        int down, across;
        const int top = before(j, box.height, height, &down), bottom = smaller(top + 1, box.height - 1);
        for (int i = 0; i < width; i++) {
            const int left = before(i, box.width, width, &across), right = smaller(left + 1, box.width - 1);
            const uint8_t *upper = corner + (size_t)top * (size_t)stride, *lower = corner + (size_t)bottom * (size_t)stride;
            const int a = upper[left] * (2 * width - across) + upper[right] * across;
            const int b = lower[left] * (2 * width - across) + lower[right] * across;
            const int area = 4 * width * height;
            s->fine[j * SIDE + i] = (uint8_t)((a * (2 * height - down) + b * down + area / 2) / area);
        }
    }
}

/* Fine grid → the 20×20 box, blocks of FINE × FINE averaged. */
static void reduce(const uint8_t fine[SIDE * SIDE], uint8_t small[NORMALISE_BOX * NORMALISE_BOX]) {
    for (int y = 0; y < NORMALISE_BOX; y++) {
        for (int x = 0; x < NORMALISE_BOX; x++) {
            int sum = FINE * FINE / 2;
            for (int i = 0; i < FINE * FINE; i++) {
                sum += fine[(y * FINE + i / FINE) * SIDE + x * FINE + i % FINE];
            }
            small[y * NORMALISE_BOX + x] = (uint8_t)(sum / (FINE * FINE));
        }
    }
}

/* The offset of a box that brings its centre of mass, sum/mass, to index 14 (which is where MNIST's own are: its 70,000
 * pictures tell, all but a few), with the whole box inside the picture. */
static int offset_for(int64_t sum, int64_t mass, int length) {
    const int64_t twice = NORMALISE_SIDE * mass - 2 * sum; /* 2·mass·(centre − position) */
    const int offset = (int)((twice + mass) / (2 * mass));
    return smaller(larger(offset, 0), NORMALISE_SIDE - length);
}

static void place(const uint8_t small[NORMALISE_BOX * NORMALISE_BOX], int width, int height,
                  uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE]) {
    int64_t mass = 0, across = 0, down = 0;
    for (int y = 0; y < NORMALISE_BOX; y++) {
        for (int x = 0; x < NORMALISE_BOX; x++) {
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

void normalise_digit(const uint8_t *ink, int stride, ink_box box, normalise_scratch *scratch,
                     uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE]) {
    uint8_t small[NORMALISE_BOX * NORMALISE_BOX];
    box = without_fringe(ink, stride, box);
    const int longest = larger(box.width, box.height);
    const int width = larger(1, (2 * NORMALISE_BOX * box.width + longest) / (2 * longest));
    const int height = larger(1, (2 * NORMALISE_BOX * box.height + longest) / (2 * longest));
    memset(scratch->fine, 0, sizeof scratch->fine);
    if (longest >= SIDE || longest == NORMALISE_BOX) {
        average_area(ink, stride, box, FINE * width, FINE * height, scratch);
    } else {
        interpolate(ink, stride, box, FINE * width, FINE * height, scratch);
    }
    reduce(scratch->fine, small);
    place(small, width, height, picture);
}
