/* Colour → one channel in which ink and paper differ most.
 *
 * The axis is the first principal component of the colour differences between pixels a small way apart: those are
 * large where ink begins, in the direction from the paper's colour to the ink's, whatever the two are. */
#include "../maths/maths.h"
#include "stages.h"

enum { SAMPLES = 1 << 14 };

typedef struct axis {
    int weight[3]; /* absolute values add up to 256 */
    int offset;    /* brings the projection of 0 … 255 into 0 … 255 */
} axis;

static void add_difference(const ink_scratch *scratch, size_t from, size_t to, int64_t scatter[3][3]) {
    int d[3];
    for (int c = 0; c < 3; c++) d[c] = scratch->plane[c][to] - scratch->plane[c][from];
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) scatter[i][j] += d[i] * d[j];
    }
}

static void scatter_of(const ink_scratch *scratch, ink_plane_size size, int64_t scatter[3][3]) {
    const int shorter = size.width < size.height ? size.width : size.height;
    const int reach = 1 + shorter / 32;
    const size_t pixels = (size_t)size.width * (size_t)size.height, step = 1 + pixels / SAMPLES;
    for (size_t at = 0; at < pixels; at += step) {
        const int x = (int)(at % (size_t)size.width), y = (int)(at / (size_t)size.width);
        if (x + reach < size.width) add_difference(scratch, at, at + (size_t)reach, scatter);
        if (y + reach < size.height) add_difference(scratch, at, at + (size_t)reach * (size_t)size.width, scatter);
    }
}

/* Power iteration from the direction of grey; v is left there when the scatter is zero. */
static void principal_direction(int64_t scatter[3][3], float v[3]) {
    for (int c = 0; c < 3; c++) v[c] = 1.0F;
    for (int round = 0; round < 32; round++) {
        float next[3], length = 0.0F;
        for (int i = 0; i < 3; i++) {
            next[i] = 0.0F;
            for (int j = 0; j < 3; j++) next[i] += (float)scatter[i][j] * v[j];
            length += next[i] * next[i];
        }
        if (length <= 0.0F) return;
        length = maths_sqrt(length);
        for (int i = 0; i < 3; i++) v[i] = next[i] / length;
    }
}

static axis axis_along(const float v[3]) {
    axis result = {{0, 0, 0}, 0};
    float total = 0.0F, sum = 0.0F;
    for (int c = 0; c < 3; c++) {
        total += v[c] < 0.0F ? -v[c] : v[c];
        sum += v[c];
    }
    const float scale = (sum < 0.0F ? -256.0F : 256.0F) / total;
    int largest = 0, used = 0;
    for (int c = 0; c < 3; c++) {
        const float weight = v[c] * scale;
        result.weight[c] = (int)(weight < 0.0F ? weight - 0.5F : weight + 0.5F);
        used += result.weight[c] < 0 ? -result.weight[c] : result.weight[c];
        if ((v[c] < 0.0F ? -v[c] : v[c]) > (v[largest] < 0.0F ? -v[largest] : v[largest])) largest = c;
    }
    result.weight[largest] += result.weight[largest] < 0 ? used - 256 : 256 - used;
    for (int c = 0; c < 3; c++) {
        if (result.weight[c] < 0) result.offset -= 255 * result.weight[c];
    }
    return result;
}

static void project(ink_scratch *scratch, size_t pixels, axis along) {
    for (size_t i = 0; i < pixels; i++) {
        const int value = along.offset + along.weight[0] * scratch->plane[0][i] +
                          along.weight[1] * scratch->plane[1][i] + along.weight[2] * scratch->plane[2][i];
        scratch->grey[i] = (uint8_t)(value >> 8);
    }
}

/* Otsu's threshold: the grey at which the two classes' means are farthest apart, weighted with their sizes. */
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

/* Whether the paper is the dark part: by how much of the border and of the whole is dark. */
static int paper_is_dark(const ink_scratch *scratch, ink_plane_size size) {
    const size_t pixels = (size_t)size.width * (size_t)size.height;
    uint32_t histogram[256] = {0};
    for (size_t i = 0; i < pixels; i++) histogram[scratch->grey[i]]++;
    const int threshold = otsu(histogram);
    uint64_t dark = 0, border = 0, border_dark = 0;
    for (int v = 0; v < threshold; v++) dark += histogram[v];
    for (int y = 0; y < size.height; y++) {
        const int whole_row = y == 0 || y == size.height - 1;
        const int step = whole_row || size.width == 1 ? 1 : size.width - 1;
        for (int x = 0; x < size.width; x += step) {
            border++;
            border_dark += scratch->grey[(size_t)y * (size_t)size.width + (size_t)x] < threshold;
        }
    }
    return (float)dark / (float)pixels + (float)border_dark / (float)border > 1.0F;
}

void ink_project(ink_scratch *scratch, ink_plane_size size) {
    const size_t pixels = (size_t)size.width * (size_t)size.height;
    int64_t scatter[3][3] = {{0}};
    float direction[3];
    scatter_of(scratch, size, scatter);
    principal_direction(scatter, direction);
    project(scratch, pixels, axis_along(direction));
    if (!paper_is_dark(scratch, size)) return;
    for (size_t i = 0; i < pixels; i++) scratch->grey[i] = (uint8_t)(255 - scratch->grey[i]);
}
