/* RGBA of any size → opaque RGBA of at most INK_MAX_PIXELS, by averaging blocks of factor × factor pixels.
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

static uint8_t divided(uint32_t sum, uint32_t by) { return (uint8_t)((sum + by / 2) / by); }

/* Average of one block whose rows are already summed and whose pixels are all opaque. */
static void store_opaque(uint8_t *to, const uint16_t *sum, int columns, int rows) {
    const uint32_t area = (uint32_t)(columns * rows);
    uint32_t colour[3] = {0, 0, 0};
    for (int i = 0; i < columns; i++) {
        for (int c = 0; c < 3; c++) colour[c] += sum[4 * i + c];
    }
    for (int c = 0; c < 3; c++) to[c] = divided(colour[c], area);
    to[3] = 255;
}

/* The same with colours weighted by alpha (premultiplied). */
static void store_blended(uint8_t *to, const uint8_t *rgba, size_t pitch, int columns, int rows) {
    const uint32_t area = (uint32_t)(columns * rows);
    uint32_t colour[3] = {0, 0, 0}, alpha = 0; /* at most 64·64·255² < 2³² */
    for (int row = 0; row < rows; row++) {
        const uint8_t *pixel = rgba + (size_t)row * pitch;
        for (int i = 0; i < columns; i++, pixel += 4) {
            for (int c = 0; c < 3; c++) colour[c] += (uint32_t)(pixel[c] * pixel[3]);
            alpha += pixel[3];
        }
    }
    for (int c = 0; c < 3; c++) to[c] = divided(colour[c], 255 * area);
    to[3] = divided(alpha, area);
}

/* One row of blocks; returns whether all of it is opaque. */
static int shrink_band(const uint8_t *band, int width, int rows, int factor, uint8_t *to) {
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
        for (int x = 0; x < pixels; x += factor, to += 4) {
            const int columns = pixels - x < factor ? pixels - x : factor;
            if (chunk_is_opaque) store_opaque(to, sum + 4 * x, columns, rows);
            else store_blended(to, from + 4 * (size_t)x, pitch, columns, rows);
        }
    }
    return opaque;
}

/* Black is the ground behind transparent pixels when what is opaque is light throughout: white would hide it. */
static unsigned ground_for(const uint8_t *rgba, size_t pixels) {
    uint64_t dark = 0, all = 0;
    for (size_t i = 0; i < pixels; i++) {
        const uint8_t *p = rgba + 4 * i;
        const unsigned luma = (p[0] * 77U + p[1] * 150U + p[2] * 29U) >> 8;
        all += p[3];
        if (2 * luma < p[3]) dark += p[3];
    }
    return 50 * dark > all || all == 0 ? 255 : 0;
}

static void composite(uint8_t *rgba, size_t pixels) {
    const unsigned ground = ground_for(rgba, pixels);
    for (size_t i = 0; i < pixels; i++) {
        uint8_t *p = rgba + 4 * i;
        const unsigned through = ground == 0 ? 0 : 255U - p[3];
        for (int c = 0; c < 3; c++) p[c] = (uint8_t)(p[c] + through > 255 ? 255 : p[c] + through);
    }
}

static int picture_is_opaque(const uint8_t *rgba, size_t pixels) {
    uint8_t all = 255;
    for (size_t i = 0; i < pixels; i++) all &= rgba[4 * i + 3];
    return all == 255;
}

const uint8_t *ink_shrink(const uint8_t *rgba, int width, int height, ink_scratch *scratch, ink_size *size,
                          int *factor) {
    *factor = factor_for(width, height);
    size->width = (width + *factor - 1) / *factor;
    size->height = (height + *factor - 1) / *factor;
    const size_t pixels = (size_t)size->width * (size_t)size->height;
    if (*factor == 1 && picture_is_opaque(rgba, pixels)) return rgba;
    int opaque = 1;
    for (int y = 0; y < size->height; y++) {
        const int top = y * *factor, rows = height - top < *factor ? height - top : *factor;
        const uint8_t *band = rgba + 4 * (size_t)top * (size_t)width;
        opaque &= shrink_band(band, width, rows, *factor, scratch->rgba + 4 * (size_t)y * (size_t)size->width);
    }
    if (!opaque) composite(scratch->rgba, pixels);
    return scratch->rgba;
}
