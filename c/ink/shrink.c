/* RGBA of any size → planes of at most INK_MAX_PIXELS, by averaging blocks of factor × factor pixels.
 *
 * A block's rows are summed first, byte by byte along the picture (which compilers vectorise), then its columns: the
 * work for a source pixel is four additions. Colours are weighted with alpha, so that composition can follow. */
#include <string.h>

#include "stages.h"

enum { CHUNK = 2048, MAX_FACTOR = 64 }; /* source pixels at a time; 32 suffices for LENET5_MAX_PIXELS */

static int factor_for(int width, int height) {
    int factor = 1;
    while ((int64_t)((width + factor - 1) / factor) * ((height + factor - 1) / factor) > INK_MAX_PIXELS) factor++;
    return factor;
}

static void sum_rows(const uint8_t *rgba, size_t pitch, int pixels, int rows, uint16_t *restrict sum) {
    const int bytes = 4 * pixels;
    memset(sum, 0, (size_t)bytes * sizeof *sum);
    for (int row = 0; row < rows; row++) {
        const uint8_t *restrict from = rgba + (size_t)row * pitch;
        for (int i = 0; i < bytes; i++) sum[i] = (uint16_t)(sum[i] + from[i]);
    }
}

static int is_opaque(const uint16_t *sum, int pixels, int rows) {
    const int full = 255 * rows;
    int missing = 0;
    for (int i = 0; i < pixels; i++) missing |= full - sum[4 * i + 3];
    return missing == 0;
}

static unsigned divided(uint32_t sum, uint32_t by) { return (sum + by / 2) / by; }

/* Average of one block whose rows are already summed and whose pixels are all opaque. */
static void store_opaque(ink_scratch *scratch, size_t at, const uint16_t *sum, int columns, int rows) {
    const uint32_t area = (uint32_t)(columns * rows);
    uint32_t red = 0, green = 0, blue = 0;
    for (int i = 0; i < columns; i++) {
        red += sum[4 * i];
        green += sum[4 * i + 1];
        blue += sum[4 * i + 2];
    }
    scratch->plane[0][at] = (uint8_t)divided(red, area);
    scratch->plane[1][at] = (uint8_t)divided(green, area);
    scratch->plane[2][at] = (uint8_t)divided(blue, area);
    scratch->plane[3][at] = 255;
}

static void store_blended(ink_scratch *scratch, size_t at, const uint8_t *rgba, size_t pitch, int columns, int rows) {
    const uint32_t area = (uint32_t)(columns * rows);
    uint32_t colour[3] = {0, 0, 0}, alpha = 0; /* at most 64·64·255² < 2³² */
    for (int row = 0; row < rows; row++) {
        const uint8_t *pixel = rgba + (size_t)row * pitch;
        for (int i = 0; i < columns; i++, pixel += 4) {
            for (int c = 0; c < 3; c++) colour[c] += (uint32_t)(pixel[c] * pixel[3]);
            alpha += pixel[3];
        }
    }
    for (int c = 0; c < 3; c++) scratch->plane[c][at] = (uint8_t)divided(colour[c], 255 * area);
    scratch->plane[3][at] = (uint8_t)divided(alpha, area);
}

/* One row of blocks; returns whether all of it is opaque. */
static int shrink_band(const uint8_t *band, int width, int rows, int factor, ink_scratch *scratch, size_t at) {
    uint16_t sum[4 * CHUNK];
    const size_t pitch = 4 * (size_t)width;
    const int chunk = CHUNK / factor * factor;
    int opaque = 1;
    for (int left = 0; left < width; left += chunk) {
        const int pixels = width - left < chunk ? width - left : chunk;
        const uint8_t *from = band + 4 * (size_t)left;
        sum_rows(from, pitch, pixels, rows, sum);
        const int chunk_is_opaque = is_opaque(sum, pixels, rows);
        opaque &= chunk_is_opaque;
        for (int x = 0; x < pixels; x += factor, at++) {
            const int columns = pixels - x < factor ? pixels - x : factor;
            if (chunk_is_opaque) store_opaque(scratch, at, sum + 4 * x, columns, rows);
            else store_blended(scratch, at, from + 4 * (size_t)x, pitch, columns, rows);
        }
    }
    return opaque;
}

/* Black is the ground behind transparent pixels when what is opaque is light throughout: white would hide it. */
static unsigned ground_for(const ink_scratch *scratch, size_t pixels) {
    uint64_t dark = 0, all = 0;
    for (size_t i = 0; i < pixels; i++) {
        const unsigned alpha = scratch->plane[3][i];
        const unsigned luma = (scratch->plane[0][i] * 77U + scratch->plane[1][i] * 150U + scratch->plane[2][i] * 29U) >> 8;
        all += alpha;
        if (2 * luma < alpha) dark += alpha;
    }
    return 50 * dark > all || all == 0 ? 255 : 0;
}

static void composite(ink_scratch *scratch, size_t pixels) {
    if (ground_for(scratch, pixels) == 0) return; /* premultiplied is composited over black already */
    for (int c = 0; c < 3; c++) {
        for (size_t i = 0; i < pixels; i++) {
            const unsigned value = scratch->plane[c][i] + 255U - scratch->plane[3][i];
            scratch->plane[c][i] = (uint8_t)(value > 255 ? 255 : value);
        }
    }
}

int ink_shrink(const uint8_t *rgba, int width, int height, ink_scratch *scratch, ink_plane_size *size) {
    const int factor = factor_for(width, height);
    size->width = (width + factor - 1) / factor;
    size->height = (height + factor - 1) / factor;
    int opaque = 1;
    for (int y = 0; y < size->height; y++) {
        const int top = y * factor, rows = height - top < factor ? height - top : factor;
        const uint8_t *band = rgba + 4 * (size_t)top * (size_t)width;
        opaque &= shrink_band(band, width, rows, factor, scratch, (size_t)y * (size_t)size->width);
    }
    if (!opaque) composite(scratch, (size_t)size->width * (size_t)size->height);
    return factor;
}
