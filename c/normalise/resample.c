#include <string.h>

#include "fine.h"

static int smaller(int a, int b) { return a < b ? a : b; }

/* Adds one source row, averaged over the columns of each target column, times weight. In units of 1/to of a source
 * pixel, target i covers [i·from, (i + 1)·from) and source x covers [x·to, (x + 1)·to). */
static void add_row(const uint8_t *source, int from, int to, uint32_t weight, uint32_t *sum) {
    for (int i = 0, x = 0; i < to; i++) {
        const int64_t begin = (int64_t)i * from, end = begin + from;
        uint32_t total = 0;
        for (x = (int)(begin / to); (int64_t)x * to < end; x++) {
            const int64_t low = (int64_t)x * to > begin ? (int64_t)x * to : begin;
            const int64_t high = ((int64_t)x + 1) * to < end ? ((int64_t)x + 1) * to : end;
            total += (uint32_t)(high - low) * source[x];
        }
        sum[i] += weight * total;
    }
}

void normalise_average(const uint8_t *ink, int stride, ink_box box, int width, int height, uint32_t *row, uint8_t *to,
                       int to_stride) {
    const uint32_t area = (uint32_t)box.width * (uint32_t)box.height; /* 255 · area < 2³² */
    for (int j = 0; j < height; j++) {
        const int64_t begin = (int64_t)j * box.height, end = begin + box.height;
        memset(row, 0, (size_t)width * sizeof *row);
        for (int64_t y = begin / height; y * height < end; y++) {
            const int64_t low = y * height > begin ? y * height : begin;
            const int64_t high = (y + 1) * height < end ? (y + 1) * height : end;
            const uint8_t *source = ink + (size_t)(box.y + (int)y) * (size_t)stride + (size_t)box.x;
            add_row(source, box.width, width, (uint32_t)(high - low), row);
        }
        for (int i = 0; i < width; i++) to[j * to_stride + i] = (uint8_t)((row[i] + area / 2) / area);
    }
}

/* Where target cell i of `to` has its centre among `from` source pixels: the pixel before it, and how far on towards
 * the next one in units of 1/(2·to). */
static int before(int i, int from, int to, int *beyond) {
    const int at = (2 * i + 1) * from - to;
    *beyond = at < 0 ? 0 : at % (2 * to);
    return at < 0 ? 0 : smaller(at / (2 * to), from - 1);
}

void normalise_interpolate(const uint8_t *ink, int stride, ink_box box, int width, int height, uint8_t *to,
                           int to_stride) {
    const uint8_t *corner = ink + (size_t)box.y * (size_t)stride + (size_t)box.x;
    const int area = 4 * width * height;
    for (int j = 0; j < height; j++) {
        int down, across;
        const int top = before(j, box.height, height, &down), bottom = smaller(top + 1, box.height - 1);
        const uint8_t *upper = corner + (size_t)top * (size_t)stride, *lower = corner + (size_t)bottom * (size_t)stride;
        for (int i = 0; i < width; i++) {
            const int left = before(i, box.width, width, &across), right = smaller(left + 1, box.width - 1);
            const int a = upper[left] * (2 * width - across) + upper[right] * across;
            const int b = lower[left] * (2 * width - across) + lower[right] * across;
            to[j * to_stride + i] = (uint8_t)((a * (2 * height - down) + b * down + area / 2) / area);
        }
    }
}
