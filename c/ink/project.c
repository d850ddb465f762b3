/* Colour → one channel in which ink and paper differ most.
 *
 * The axis is the first principal component of the colour differences between pixels a small way apart: those are
 * large where ink begins, in the direction from the paper's colour to the ink's, whatever the two are. */
#include <string.h>

#include "../maths/maths.h"
#include "stages.h"

enum { SAMPLES = 1 << 14 };

typedef struct axis {
    int weight[3]; /* absolute values add up to 256 */
    int offset;    /* brings the projection of 0 … 255 into 0 … 255 */
} axis;

static void add_difference(const uint8_t *from, const uint8_t *to, int64_t scatter[3][3]) {
    int d[3];
    for (int c = 0; c < 3; c++) d[c] = to[c] - from[c];
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) scatter[i][j] += d[i] * d[j];
    }
}

static void scatter_of(const uint8_t *rgba, ink_size size, int64_t scatter[3][3]) {
    const int shorter = size.width < size.height ? size.width : size.height;
    const int reach = 1 + shorter / 32;
    const size_t pixels = (size_t)size.width * (size_t)size.height, step = 1 + pixels / SAMPLES;
    for (size_t at = 0; at < pixels; at += step) {
        const int x = (int)(at % (size_t)size.width), y = (int)(at / (size_t)size.width);
        const uint8_t *pixel = rgba + 4 * at;
        if (x + reach < size.width) add_difference(pixel, pixel + 4 * (size_t)reach, scatter);
        if (y + reach < size.height) add_difference(pixel, pixel + 4 * (size_t)reach * (size_t)size.width, scatter);
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

void ink_project(const uint8_t *rgba, ink_scratch *scratch, ink_size size) {
    const size_t pixels = (size_t)size.width * (size_t)size.height;
    int64_t scatter[3][3] = {{0}};
    float direction[3];
    scatter_of(rgba, size, scatter);
    principal_direction(scatter, direction);
    const axis along = axis_along(direction);
    uint8_t *restrict grey = scratch->grey;
    for (size_t i = 0; i < pixels; i++) {
        uint32_t pixel; /* little-endian, as wasm, x86 and Arm are: red in the low byte */
        memcpy(&pixel, rgba + 4 * i, sizeof pixel);
        const int red = (int)(pixel & 255), green = (int)(pixel >> 8 & 255), blue = (int)(pixel >> 16 & 255);
        grey[i] = (uint8_t)((along.offset + along.weight[0] * red + along.weight[1] * green + along.weight[2] * blue) >> 8);
    }
}
