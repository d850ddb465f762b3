/* RGBA of any size → opaque RGBA of at most INK_MAX_PIXELS, by averaging blocks of factor × factor pixels.
 *
 * A block's rows are summed first, 16 bytes at a time along the picture, then its columns. Colours are weighted with
 * alpha, so that composition can follow. */
#include <string.h>

#include "../../base/simd/bytes.h"
#include "../../base/simd/simd.h"
#include "stages.h"

enum { CHUNK = 2048 }; /* source pixels at a time */

static int factor_for(int width, int height) {
    int factor = 1;
    while ((int64_t)((width + factor - 1) / factor) * ((height + factor - 1) / factor) > INK_MAX_PIXELS) factor++;
    return factor;
}

static int is_opaque(u8x16 all) { return (all[3] & all[7] & all[11] & all[15]) == 255; }

/* The sums of each byte down the rows; returns whether all pixels are opaque. */
static int sum_rows(const uint8_t *rgba, size_t pitch, int pixels, int rows, uint16_t *sum) {
    const size_t bytes = 4 * (size_t)pixels;
    u8x16 all = u8x16_splat(255);
    for (size_t i = 0; i < bytes; i += U8_LANES) {
        const size_t at = bytes - i < U8_LANES && bytes > U8_LANES ? bytes - U8_LANES : i; /* again, at the end */
        u16x8 low = {0}, high = {0};
        for (int row = 0; row < rows; row++) {
            const uint8_t *from = rgba + (size_t)row * pitch + at;
            u8x16 lanes = u8x16_splat(255);
            if (bytes < U8_LANES) memcpy(&lanes, from, bytes);
            else lanes = u8x16_load(from);
            all &= lanes;
            low += u8x16_low(lanes);
            high += u8x16_high(lanes);
        }
        u16x8_store(sum + at, low);
        u16x8_store(sum + at + 8, high);
    }
    return is_opaque(all);
}

static uint8_t divided(uint32_t sum, uint32_t by) { return (uint8_t)((sum + by / 2) / by); }

/* Average of one block whose rows are already summed and whose pixels are all opaque, rounded: the sums are far below
 * 2²⁴, and half a unit more keeps a product with the reciprocal away from whole numbers, so that it is exact. */
static void store_opaque(uint8_t *to, const uint16_t *sum, int columns, int rows) {
    const float area = (float)(columns * rows);
    i32x4 colour = {0};
    for (int i = 0; i < columns; i++)
        colour += (i32x4)__builtin_shufflevector(u16x8_load(sum + 4 * i), (u16x8){0}, 0, 8, 1, 9, 2, 10, 3, 11);
    const int half = columns * rows / 2;
    const f32x4 middle = __builtin_convertvector(colour + half, f32x4) + 0.5F;
    const i32x4 mean = __builtin_convertvector(middle * (1 / area), i32x4);
    const i16x8 narrow = i32x4_narrow(mean, mean);
    const u8x16 pixel = i16x8_narrow(narrow, narrow);
    memcpy(to, &pixel, 4);
}

/* The same of two blocks of 2 × 2 side by side, which most photographs are shrunk by. */
static void store_two_halves(uint8_t *to, const uint16_t *sum) {
    const u16x8 a = u16x8_load(sum), b = u16x8_load(sum + 8);
    const u16x8 left = __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11),
                right = __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15);
    const i16x8 mean = (i16x8)((left + right + 2) >> 2);
    const u8x16 pixels = i16x8_narrow(mean, mean);
    memcpy(to, &pixels, 8);
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

/* One row of blocks, whose rows are pitch bytes apart; returns whether all of it is opaque. */
static int shrink_band(const uint8_t *band, size_t pitch, int width, int rows, int factor, uint8_t *to) {
    uint16_t sum[4 * CHUNK + U8_LANES];
    const int chunk = CHUNK / factor * factor;
    int opaque = 1;
    for (int left = 0; left < width; left += chunk) {
        const int pixels = width - left < chunk ? width - left : chunk;
        const uint8_t *from = band + 4 * (size_t)left;
        const int chunk_is_opaque = sum_rows(from, pitch, pixels, rows, sum);
        opaque &= chunk_is_opaque;
        int x = 0;
        for (; factor == 2 && rows == 2 && chunk_is_opaque && x + 4 <= pixels; x += 4, to += 8)
            store_two_halves(to, sum + 4 * x);
        for (; x < pixels; x += factor, to += 4) {
            const int columns = pixels - x < factor ? pixels - x : factor;
            if (chunk_is_opaque) store_opaque(to, sum + 4 * x, columns, rows);
            else store_blended(to, from + 4 * (size_t)x, pitch, columns, rows);
        }
    }
    return opaque;
}

/* A block of one pixel: colours times alpha / 255, rounded. Four pixels at a time. */
static void weight_colours(const uint8_t *rgba, size_t pixels, uint8_t *to) {
    const u32x4 colours = {0xffffff, 0xffffff, 0xffffff, 0xffffff};
    for (size_t i = 0; i < pixels; i += 4) {
        u16x8 four = {0};
        if (pixels - i < 4) memcpy(&four, rgba + 4 * i, 4 * (pixels - i));
        else four = u16x8_load(rgba + 4 * i);
        const u32x4 alpha = (u32x4)four >> 24;
        u16x8 even = (four & 255) * (u16x8)(alpha | alpha << 16) + 128;
        u16x8 odd = (four >> 8) * (u16x8)(alpha | alpha << 16) + 128;
        even = (even + (even >> 8)) >> 8;
        odd = (odd + (odd >> 8)) >> 8;
        u32x4_store(to + 4 * i, ((u32x4)(even | odd << 8) & colours) | alpha << 24);
    }
}

/* Black is the ground behind transparent pixels when what is opaque is light throughout: white would hide it. */
static int is_on_white(const uint8_t *rgba, size_t pixels) {
    const i16x8 red_blue = {77, 29, 77, 29, 77, 29, 77, 29}, green = {150, 0, 150, 0, 150, 0, 150, 0};
    u32x4 dark = {0}, all = {0}; /* at most 255 · INK_MAX_PIXELS / 4 in each lane */
    for (size_t i = 0; i < pixels; i += 4) {
        const u16x8 four = u16x8_load(rgba + 4 * i);
        const u32x4 alpha = (u32x4)four >> 24;
        const u32x4 luma = (i16x8_dot((i16x8)(four & 255), red_blue) + i16x8_dot((i16x8)(four >> 8), green)) >> 8;
        dark += alpha & (u32x4)(2 * luma < alpha);
        all += alpha;
    }
    const uint32_t every = all[0] + all[1] + all[2] + all[3];
    return mass_exceeds((int64_t)dark[0] + dark[1] + dark[2] + dark[3], DARK_CONTENT, every) || every == 0;
}

/* Rounds up to 4 pixels: those behind the last become transparent first. */
static void composite(uint8_t *rgba, size_t pixels) {
    memset(rgba + 4 * pixels, 0, 4 * (-pixels % 4));
    if (!is_on_white(rgba, pixels)) return;
    for (size_t i = 0; i < pixels; i += 4) {
        const u32x4 four = u32x4_load(rgba + 4 * i), through = ~four >> 24;
        u8x16_store(rgba + 4 * i, u8x16_add((u8x16)four, (u8x16)(through | through << 8 | through << 16)));
    }
}

static int pixels_are_opaque(const uint8_t *rgba, size_t pixels) {
    uint8_t all = 255;
    for (size_t i = 0; i < pixels; i++) all &= rgba[4 * i + 3];
    return all == 255;
}

/* Marks the blocks of 16 pixels in a row that are not all as `first`; returns whether there are any. */
static int mark_content(const uint8_t *rgba, size_t width, u8x16 first, uint8_t *blocks, u8x16 *all) {
    u8x16 row = {0}, both = *all;
    for (size_t x = 0; x < width; x += U8_LANES) {
        const uint8_t *at = rgba + 4 * (x + U8_LANES <= width ? x : width - U8_LANES); /* some again, at the end */
        const u8x16 a = u8x16_load(at), b = u8x16_load(at + 16), c = u8x16_load(at + 32), d = u8x16_load(at + 48);
        const u8x16 differs = (a ^ first) | (b ^ first) | (c ^ first) | (d ^ first);
        both &= a & b & c & d;
        row |= differs;
        u8x16_store(blocks + x, u8x16_load(blocks + x) | differs);
    }
    *all = both;
    return !u8x16_is_zero(row);
}

static int whole_blocks(int columns) { return (columns + U8_LANES - 1) & -U8_LANES; }

/* The box of what is not as the first pixel, in whole blocks of columns; returns whether all pixels are opaque. For
 * pictures that are a block wide at least. */
static int find_content(const uint8_t *rgba, ink_size size, uint8_t *blocks, pixel_box *content_box) {
    const u32x4 four = u32x4_load(rgba);
    const u8x16 first = (u8x16)(u32x4){four[0], four[0], four[0], four[0]};
    int left = 0, right = whole_blocks(size.width), top = 0, bottom = 0;
    u8x16 all = u8x16_splat(255);
    memset(blocks, 0, (size_t)right);
    for (int y = 0; y < size.height; y++) {
        const uint8_t *row = rgba + 4 * (size_t)y * (size_t)size.width;
        if (!mark_content(row, (size_t)size.width, first, blocks, &all)) continue;
        if (bottom == 0) top = y;
        bottom = y + 1;
    }
    if (bottom == 0) right = 0;
    while (left < right && blocks[left] == 0) left++;
    while (left < right && blocks[right - 1] == 0) right--;
    left &= -U8_LANES;
    right = whole_blocks(right);
    *content_box = (pixel_box){left, top, (right < size.width ? right : size.width) - left, bottom - top};
    return is_opaque(all);
}

/* A part's rows, one after another. */
static const uint8_t *copy_rows(const uint8_t *first, size_t pitch, int width, int height, uint8_t *to) {
    const size_t bytes = 4 * (size_t)width;
    for (int y = 0; y < height; y++) memcpy(to + (size_t)y * bytes, first + (size_t)y * pitch, bytes);
    return to;
}

const uint8_t *ink_downscale(const ink_picture *picture, ink_scratch *scratch, ink_size *size, int *factor) {
    const int width = picture->region.width, height = picture->region.height;
    const size_t pitch = 4 * (size_t)picture->width;
    const uint8_t *rgba = picture->rgba + (size_t)picture->region.y * pitch + 4 * (size_t)picture->region.x;
    *factor = factor_for(width, height);
    size->width = (width + *factor - 1) / *factor;
    size->height = (height + *factor - 1) / *factor;
    const size_t pixels = (size_t)size->width * (size_t)size->height;
    scratch->content_box = (pixel_box){0, 0, size->width, size->height};
    if (*factor == 1) {
        if (width < picture->width) rgba = copy_rows(rgba, pitch, width, height, scratch->rgba);
        if (width < U8_LANES ? pixels_are_opaque(rgba, pixels)
                             : find_content(rgba, *size, scratch->column_low, &scratch->content_box))
            return rgba;
        weight_colours(rgba, pixels, scratch->rgba);
        composite(scratch->rgba, pixels);
        return scratch->rgba;
    }
    int opaque = 1;
    for (int y = 0; y < size->height; y++) {
        const int top = y * *factor, rows = height - top < *factor ? height - top : *factor;
        uint8_t *to = scratch->rgba + 4 * (size_t)y * (size_t)size->width;
        opaque &= shrink_band(rgba + (size_t)top * pitch, pitch, width, rows, *factor, to);
    }
    if (!opaque) composite(scratch->rgba, pixels);
    return scratch->rgba;
}
