/* A box of ink → another size: exact area average, or bilinear interpolation. */
#include <string.h>

#include "../../base/simd/integer.h"
#include "fine.h"

enum { CHUNK = 512 }; /* source columns at a time */

static void add_row(const uint8_t *source, int columns, uint32_t share, uint32_t *sum) {
    typedef uint8_t u8x4 __attribute__((vector_size(4)));
    int x = 0;
    for (; x + 4 <= columns; x += 4) {
        u8x4 four;
        memcpy(&four, source + x, sizeof four);
        u32x4_store(sum + x, u32x4_load(sum + x) + share * __builtin_convertvector(four, u32x4));
    }
    for (; x < columns; x++) sum[x] += share * source[x];
}

/* sum[x]: the columns from x on, averaged over target row j of `height`. In units of 1/height of a source pixel,
 * target j covers [j·from, (j + 1)·from) and source y covers [y·height, (y + 1)·height). */
static void average_down(const uint8_t *ink, int stride, int from, int j, int height, int columns, uint32_t *sum) {
    const int begin = j * from, end = begin + from;
    memset(sum, 0, (size_t)columns * sizeof *sum);
    for (int y = begin / height; y * height < end; y++) {
        const int share = int_min((y + 1) * height, end) - int_max(y * height, begin);
        add_row(ink + (size_t)y * (size_t)stride, columns, (uint32_t)share, sum);
    }
}

/* value[x] becomes the sum of what lies before x; value[count] of all. */
static void accumulate(uint32_t *value, int count, uint32_t before) {
    for (int x = 0; x < count; x++) {
        const uint32_t own = value[x];
        value[x] = before;
        before += own;
    }
    value[count] = before;
}

/* One target row: what lies before each target's edge, then the differences, which are exact as all is modulo 2³². */
static void average_row(const uint8_t *ink, int stride, pixel_box box, int j, int width, int height, uint8_t *to) {
    uint32_t sum[CHUNK + 1], before = 0, last = 0;
    /* 255 · area < 2³², so that no quotient comes nearer to a whole number than 2⁻²⁵: the reciprocal decides none. */
    const double per_area = 1.0 / ((double)box.width * (double)box.height);
    const uint32_t half = (uint32_t)box.width * (uint32_t)box.height / 2;
    int i = 1, x = box.width / width, rest = box.width % width; /* target i begins at x + rest/width */
    for (int left = 0; left < box.width; left += CHUNK) {
        const int columns = int_min(box.width - left, CHUNK);
        average_down(ink + left, stride, box.height, j, height, columns, sum);
        accumulate(sum, columns, before);
        before = sum[columns];
        for (; i < width && x < left + columns; i++) {
            const uint32_t *at = sum + (x - left);
            const uint32_t edge = (uint32_t)width * at[0] + (uint32_t)rest * (at[1] - at[0]);
            to[i - 1] = (uint8_t)((edge - last + half + 0.5) * per_area);
            last = edge;
            x += box.width / width, rest += box.width % width;
            if (rest >= width) rest -= width, x++;
        }
    }
    to[width - 1] = (uint8_t)(((uint32_t)width * before - last + half + 0.5) * per_area);
}

void normalise_average(const uint8_t *ink, int stride, pixel_box box, int width, int height, uint8_t *to,
                       int to_stride) {
    const uint8_t *corner = ink + (size_t)box.y * (size_t)stride + (size_t)box.x;
    for (int j = 0; j < height; j++) average_row(corner, stride, box, j, width, height, to + j * to_stride);
}

/* Where target cell i of `to` has its centre among `from` source pixels: the pixel before it, and in *beyond how far on
 * towards the next one, in 1/256. */
static int before(int i, int from, int to, int *beyond) {
    const int at = int_max((2 * i + 1) * from - to, 0);
    *beyond = at % (2 * to) * 128 / to;
    return int_min(at / (2 * to), from - 1);
}

void normalise_interpolate(const uint8_t *ink, int stride, pixel_box box, int width, int height, uint8_t *to,
                           int to_stride) {
    const uint8_t *corner = ink + (size_t)box.y * (size_t)stride + (size_t)box.x;
    int left[FINE_SIDE], across[FINE_SIDE];
    for (int i = 0; i < width; i++) left[i] = before(i, box.width, width, &across[i]);
    for (int j = 0; j < height; j++) {
        int down;
        const int top = before(j, box.height, height, &down), bottom = int_min(top + 1, box.height - 1);
        const uint8_t *upper = corner + (size_t)top * (size_t)stride, *lower = corner + (size_t)bottom * (size_t)stride;
        for (int i = 0; i < width; i++) {
            const int right = int_min(left[i] + 1, box.width - 1);
            const int a = upper[left[i]] * (256 - across[i]) + upper[right] * across[i];
            const int b = lower[left[i]] * (256 - across[i]) + lower[right] * across[i];
            to[j * to_stride + i] = (uint8_t)((a * (256 - down) + b * down + (1 << 15)) >> 16);
        }
    }
}
