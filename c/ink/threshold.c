/* Contrast → ink: 0 at the top of the paper's own variation, 255 at the strength of the ink. */
#include <string.h>

#include "stages.h"

enum { LEAST_CONTRAST = 20 }; /* of 255: weaker ink is not told from paper */

static int otsu(const uint32_t histogram[256]) {
    uint64_t total = 0, sum = 0, below = 0, sum_below = 0;
    for (int v = 0; v < 256; v++) {
        total += histogram[v];
        sum += (uint64_t)v * histogram[v];
    }
    float best = -1.0F;
    int threshold = 128;
    for (int v = 0; v < 255; v++) {
        below += histogram[v];
        sum_below += (uint64_t)v * histogram[v];
        if (below == 0 || below == total) continue;
        const float gap = (float)sum_below / (float)below - (float)(sum - sum_below) / (float)(total - below);
        const float between = gap * gap * (float)below * (float)(total - below);
        if (between > best) best = between, threshold = v + 1;
    }
    return threshold;
}

/* The contrast that the given share (in 1/256) of the pixels from `from` upwards does not exceed. */
static int quantile(const uint32_t histogram[256], int from, int to, unsigned share) {
    uint64_t total = 0, seen = 0;
    for (int v = from; v < to; v++) total += histogram[v];
    for (int v = from; v < to; v++) {
        seen += histogram[v];
        if (256 * seen >= total * share) return v;
    }
    return to - 1;
}

void ink_threshold(ink_scratch *scratch, ink_plane_size size) {
    const size_t pixels = (size_t)size.width * (size_t)size.height;
    uint32_t histogram[256] = {0};
    for (size_t i = 0; i < pixels; i++) histogram[scratch->contrast[i]]++;
    const int between = otsu(histogram);
    const int texture = quantile(histogram, 0, between, 230), strength = quantile(histogram, between, 256, 200);
    if (strength < LEAST_CONTRAST || strength < 2 * texture) {
        memset(scratch->ink, 0, pixels);
        return;
    }
    const int full = strength > 245 ? 255 : strength;
    for (size_t i = 0; i < pixels; i++) {
        const int value = (scratch->contrast[i] - texture) * 255 / (full - texture);
        scratch->ink[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
}
