#include <string.h>

#include "fine.h"

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

/* Adds one source row, averaged over the columns of each target column, times weight. In units of 1/to of a source
 * pixel, target i covers [i·from, (i + 1)·from) and source x covers [x·to, (x + 1)·to). */
static void add_row(const uint8_t *source, int from, int to, uint32_t weight, uint32_t *sum) {
    for (int i = 0, x; i < to; i++) {
        const int begin = i * from, end = begin + from;
        uint32_t total = 0;
        for (x = begin / to; x * to < end; x++) {
            total += (uint32_t)(smaller((x + 1) * to, end) - larger(x * to, begin)) * source[x];
        }
        sum[i] += weight * total;
    }
}

void normalise_average(const uint8_t *ink, int stride, ink_box box, int width, int height, uint32_t *row, uint8_t *to,
                       int to_stride) {
    const uint32_t area = (uint32_t)box.width * (uint32_t)box.height; /* 255 · area < 2³² */
    for (int j = 0; j < height; j++) {
        const int begin = j * box.height, end = begin + box.height;
        memset(row, 0, (size_t)width * sizeof *row);
        for (int y = begin / height; y * height < end; y++) {
            const int share = smaller((y + 1) * height, end) - larger(y * height, begin);
            const uint8_t *source = ink + (size_t)(box.y + y) * (size_t)stride + (size_t)box.x;
            add_row(source, box.width, width, (uint32_t)share, row);
        }
        for (int i = 0; i < width; i++) to[j * to_stride + i] = (uint8_t)((row[i] + area / 2) / area);
    }
}

/* Where target cell i of `to` has its centre among `from` source pixels: the pixel before it, and in *beyond how far on
 * towards the next one, in 1/256. */
static int before(int i, int from, int to, int *beyond) {
    const int at = larger((2 * i + 1) * from - to, 0);
    *beyond = at % (2 * to) * 128 / to;
    return smaller(at / (2 * to), from - 1);
}

void normalise_interpolate(const uint8_t *ink, int stride, ink_box box, int width, int height, uint8_t *to,
                           int to_stride) {
    const uint8_t *corner = ink + (size_t)box.y * (size_t)stride + (size_t)box.x;
    int left[FINE_SIDE], across[FINE_SIDE];
    for (int i = 0; i < width; i++) left[i] = before(i, box.width, width, &across[i]);
    for (int j = 0; j < height; j++) {
        int down;
        const int top = before(j, box.height, height, &down), bottom = smaller(top + 1, box.height - 1);
        const uint8_t *upper = corner + (size_t)top * (size_t)stride, *lower = corner + (size_t)bottom * (size_t)stride;
        for (int i = 0; i < width; i++) {
            const int right = smaller(left[i] + 1, box.width - 1);
            const int a = upper[left[i]] * (256 - across[i]) + upper[right] * across[i];
            const int b = lower[left[i]] * (256 - across[i]) + lower[right] * across[i];
            to[j * to_stride + i] = (uint8_t)((a * (256 - down) + b * down + (1 << 15)) >> 16);
        }
    }
}
