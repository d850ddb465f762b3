/* Colour → one channel in which ink and paper differ most.
 *
 * The axis is the first principal component of the colour differences between pixels a small way apart: those are
 * large where ink begins, in the direction from the paper's colour to the ink's, whatever the two are. */
#include <string.h>

#include "../maths/maths.h"
#include "../simd/bytes.h"
#include "stages.h"

enum { SAMPLES = 1 << 14 };

typedef struct axis {
    int weight[3]; /* absolute values add up to 256 */
    int offset;    /* brings the projection of 0 … 255 into 0 … 255 */
} axis;

/* Sums over at most 2 · SAMPLES differences: all fit 32 bits. */
static void add_difference(const uint8_t *from, const uint8_t *to, int32_t scatter[3][3]) {
    if (memcmp(from, to, 4) == 0) return; /* paper, mostly */
    int d[3];
    for (int c = 0; c < 3; c++) d[c] = to[c] - from[c];
    for (int i = 0; i < 3; i++) {
        for (int j = i; j < 3; j++) scatter[i][j] += d[i] * d[j];
    }
}

static void scatter_of(const uint8_t *rgba, ink_size size, int32_t scatter[3][3]) {
    const int shorter = size.width < size.height ? size.width : size.height;
    const int reach = 1 + shorter / 32, step = 1 + size.width * size.height / SAMPLES;
    const size_t pitch = 4 * (size_t)size.width;
    for (int y = 0, x = 0; y < size.height; y++, x -= size.width) {
        const uint8_t *row = rgba + (size_t)y * pitch;
        for (; x < size.width; x += step) {
            const uint8_t *pixel = row + 4 * (size_t)x;
            if (x + reach < size.width) add_difference(pixel, pixel + 4 * (size_t)reach, scatter);
            if (y + reach < size.height) add_difference(pixel, pixel + (size_t)reach * pitch, scatter);
        }
    }
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < i; j++) scatter[i][j] = scatter[j][i];
    }
}

/* Power iteration from the direction of grey; v is left there when the scatter is zero. */
static void principal_direction(int32_t scatter[3][3], float v[3]) {
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

/* Of 4 pixels, red and blue are the even bytes of 16-bit lanes, green the odd ones (with alpha, of weight 0). */
static i32x4 project_four(const uint8_t *rgba, i16x8 red_blue, i16x8 green, u32x4 offset) {
    const u16x8 pixels = u16x8_load(rgba);
    const u32x4 even = i16x8_dot((i16x8)(pixels & 255), red_blue), odd = i16x8_dot((i16x8)(pixels >> 8), green);
    return (i32x4)((even + odd + offset) >> 8);
}

static void project_pixels(const uint8_t *rgba, axis along, size_t pixels, uint8_t *grey) {
    const int16_t r = (int16_t)along.weight[0], g = (int16_t)along.weight[1], b = (int16_t)along.weight[2];
    const i16x8 red_blue = {r, b, r, b, r, b, r, b}, green = {g, 0, g, 0, g, 0, g, 0};
    const u32x4 offset = (u32x4){1, 1, 1, 1} * (uint32_t)along.offset;
    for (size_t i = 0; i < pixels; i += U8_LANES) {
        uint8_t rest[4 * U8_LANES] = {0};
        const uint8_t *from = rgba + 4 * i;
        if (pixels - i < U8_LANES) from = memcpy(rest, from, 4 * (pixels - i));
        const i16x8 low =
            i32x4_narrow(project_four(from, red_blue, green, offset), project_four(from + 16, red_blue, green, offset));
        const i16x8 high = i32x4_narrow(project_four(from + 32, red_blue, green, offset),
                                        project_four(from + 48, red_blue, green, offset));
        u8x16_store(grey + i, i16x8_narrow(low, high));
    }
}

void ink_project(const uint8_t *rgba, ink_scratch *scratch, ink_size size) {
    int32_t scatter[3][3] = {{0}};
    float direction[3];
    scatter_of(rgba, size, scatter);
    principal_direction(scatter, direction);
    project_pixels(rgba, axis_along(direction), (size_t)size.width * (size_t)size.height, scratch->grey);
}
