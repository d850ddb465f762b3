/* Contrast → ink: 0 near the top of the paper's own variation, 255 at the strength of the ink. */
#include <string.h>

#include "../../base/simd/bytes.h"
#include "stages.h"

/* Otsu's threshold over the values from `from` upwards: where the two classes' means are farthest apart, weighted with
 * their sizes. */
static int otsu(const uint32_t histogram[256], int from) {
    uint64_t total = 0, sum = 0, below = 0, sum_below = 0;
    for (int v = from; v < 256; v++) {
        total += histogram[v];
        sum += (uint64_t)v * histogram[v];
    }
    float best = -1.0F;
    int threshold = from;
    for (int v = from; v < 255; v++) {
        below += histogram[v];
        sum_below += (uint64_t)v * histogram[v];
        if (below == 0 || below == total) continue;
        const float gap = (float)sum_below / (float)below - (float)(sum - sum_below) / (float)(total - below);
        const float between = gap * gap * (float)below * (float)(total - below);
        if (between > best) best = between, threshold = v + 1;
    }
    return threshold;
}

/* The contrast that of_256 of 256 parts of the pixels from `from` upwards do not exceed. */
static int quantile(const uint32_t histogram[256], int from, unsigned of_256) {
    uint64_t total = 0, seen = 0;
    for (int v = from; v < 256; v++) total += histogram[v];
    for (int v = from; v < 256; v++) {
        seen += histogram[v];
        if (256 * seen >= total * of_256) return v;
    }
    return 255;
}

static int largest_difference(const uint8_t *a, const uint8_t *b, size_t count) {
    u8x16 largest = {0};
    size_t i = 0;
    for (; i + U8_LANES <= count; i += U8_LANES) {
        const u8x16 from = u8x16_load(a + i), to = u8x16_load(b + i);
        largest = u8x16_max(largest, u8x16_max(u8x16_subtract(from, to), u8x16_subtract(to, from)));
    }
    int result = u8x16_largest(largest);
    for (; i < count; i++) result = int_max(result, a[i] > b[i] ? a[i] - b[i] : b[i] - a[i]);
    return result;
}

/* The largest step of grey within a 100th of the picture; two pixels at least, which a blurred stroke's edge takes. */
static int sharpest_step(const ink_scratch *scratch, ink_size size) {
    const size_t width = (size_t)size.width, height = (size_t)size.height;
    const size_t reach = EDGE_PIXELS + (size_t)int_min(size.width, size.height) / EDGE_SIDES;
    int sharpest = 0;
    for (size_t y = 0; y < height; y++) {
        const uint8_t *row = scratch->grey + y * width;
        if (width > reach) sharpest = int_max(sharpest, largest_difference(row, row + reach, width - reach));
        if (y + reach < height) sharpest = int_max(sharpest, largest_difference(row, row + reach * width, width));
    }
    return sharpest;
}

/* Weak contrast is ink only if it has sharp edges; a shadow's end has none. */
static int has_edges(const ink_scratch *scratch, ink_size size, int strength) {
    return strength >= WEAK_CONTRAST || reaches(sharpest_step(scratch, size), EDGE_STEP, strength);
}

void ink_remove_faint(ink_scratch *scratch, ink_size size, int near_ink) {
    uint8_t *near = scratch->rgba; /* no longer needed */
    uint8_t *ink = scratch->ink;
    uint8_t *column = scratch->column_low + U8_LANES;
    const size_t width = (size_t)size.width, height = (size_t)size.height;
    for (size_t y = 0; y < height; y++) {
        const uint8_t *row = ink + y * width;
        const uint8_t *above = y > 0 ? row - width : row, *below = y + 1 < height ? row + width : row;
        for (size_t x = 0; x < width; x += U8_LANES) {
            const u8x16 outer = u8x16_max(u8x16_load(above + x), u8x16_load(below + x));
            u8x16_store(column + x, u8x16_max(outer, u8x16_load(row + x)));
        }
        column[-1] = column[width] = 0;
        for (size_t x = 0; x < width; x += U8_LANES) {
            const u8x16 outer = u8x16_max(u8x16_load(column + x - 1), u8x16_load(column + x + 1));
            u8x16_store(near + y * width + x, u8x16_max(outer, u8x16_load(column + x)));
        }
    }
    for (size_t i = 0; i < width * height; i += U8_LANES) {
        const u8x16 faint = (u8x16)(u8x16_load(near + i) < (uint8_t)near_ink);
        u8x16_store(ink + i, u8x16_load(ink + i) & ~faint);
    }
}

/* Ink 0 up to `zero`, 255 from `full` on. Most pixels are paper, 16 in a row. */
static void scale_contrast(ink_scratch *scratch, size_t pixels, int zero, int full) {
    const uint8_t *contrasts = scratch->contrast;
    uint8_t *ink = scratch->ink;
    uint8_t ink_of[256];
    if (zero == 0 && full == 255) {
        memcpy(ink, contrasts, pixels);
        return;
    }
    for (int v = 0; v < 256; v++) ink_of[v] = (uint8_t)int_min(int_max((v - zero) * 255 / (full - zero), 0), 255);
    const u8x16 paper = u8x16_splat((uint8_t)int_max(zero, 0));
    for (size_t i = 0; i < pixels; i += U8_LANES) {
        const u8x16 contrast = u8x16_load(contrasts + i);
        u8x16_store(ink + i, u8x16_splat(0));
        if (u8x16_is_zero(u8x16_subtract(contrast, paper))) continue;
        for (size_t k = i; k < i + U8_LANES; k++) ink[k] = ink_of[contrasts[k]];
    }
}

ink_verdict ink_threshold(ink_scratch *scratch, ink_size size, int is_page, ink_background background) {
    const size_t pixels = (size_t)size.width * (size_t)size.height;
    const int has_noise = background.texture > PLAIN_TEXTURE || !background.level;
    scratch->faint = 0;
    scratch->has_faint = has_noise && is_page && int_min(size.width, size.height) >= THIN_SIDE;
    uint32_t histogram[256] = {0};
    ink_add_to_histogram(scratch->contrast, pixels, 1 + pixels / CONTRAST_SAMPLES, histogram);
    const int between = otsu(histogram, background.texture + 1),
              strength = quantile(histogram, between, STRENGTH_QUANTILE);
    if (strength < LEAST_CONTRAST || !reaches(strength, CLEAR_OF_TEXTURE, background.texture) ||
        !has_edges(scratch, size, strength)) {
        memset(scratch->ink, 0, pixels);
        return INK_NONE;
    }
    const int rough =
        share_of(ZERO_TEXTURE, background.texture); /* a crop full of ink makes its paper look rougher than it is */
    const int zero = int_min(int_max(share_of(ZERO_STRENGTH, strength), rough), ZERO_TEXTURES * background.texture);
    const int strongest = quantile(histogram, between, STRONGEST_QUANTILE);
    const int full = background.texture == 0
                         ? (strongest >= BLACK_CONTRAST ? 255 : strongest)
                         : strength - int_min(share_of(FULL_BELOW, strength), FULL_TEXTURES * background.texture);
    scale_contrast(scratch, pixels, zero, full);
    ink_remove_faint(scratch, size, !has_noise ? RING_INK : scratch->has_faint ? THIN_INK : HALF_INK);
    scratch->faint =
        int_max(FAINT_TEXTURES * background.texture, int_max(LEAST_CONTRAST, share_of(FAINT_STRENGTH, strength)));
    return reaches(strength, DOUBTFUL_TEXTURE, background.texture) ? INK_CLEAR : INK_DOUBTFUL;
}
