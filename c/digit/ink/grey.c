/* Colour → one channel in which ink and paper differ most.
 *
 * The axis is the first principal component of the colour differences between pixels a small way apart: those are
 * large where ink begins, in the direction from the paper's colour to the ink's, whatever the two are. */
#include <string.h>

#include "../../base/maths/maths.h"
#include "../../base/simd/bytes.h"
#include "stages.h"

typedef struct axis {
    int weight[3]; /* absolute values add up to 256 */
    int offset;    /* brings the projection of 0 … 255 into 0 … 255 */
} axis;

static i16x8 widened(const uint8_t *pixel) {
    uint32_t bytes;
    memcpy(&bytes, pixel, sizeof bytes);
    return (i16x8)u8x16_low((u8x16)(u32x4){bytes});
}

/* The products of the colours' differences, a to b and a to c, added to the rows of the scatter. */
static void add_differences(const uint8_t *a, const uint8_t *b, const uint8_t *c, u32x4 scatter[3]) {
    if (memcmp(a, b, 4) == 0 && memcmp(a, c, 4) == 0) return; /* paper, mostly */
    const i16x8 from = widened(a), d = widened(b) - from, e = widened(c) - from;
    const i16x8 pairs = __builtin_shufflevector(d, e, 0, 8, 1, 9, 2, 10, 3, 11);
    scatter[0] += i16x8_dot(pairs, __builtin_shufflevector(d, e, 0, 8, 0, 8, 0, 8, 0, 8));
    scatter[1] += i16x8_dot(pairs, __builtin_shufflevector(d, e, 1, 9, 1, 9, 1, 9, 1, 9));
    scatter[2] += i16x8_dot(pairs, __builtin_shufflevector(d, e, 2, 10, 2, 10, 2, 10, 2, 10));
}

/* At most 2 · COLOUR_SAMPLES differences: their products' sums fit 32 bits. */
static void scatter_of(const uint8_t *rgba, ink_size size, pixel_box content_box, u32x4 scatter[3]) {
    const int shorter = size.width < size.height ? size.width : size.height, reach = 1 + shorter / DIFFERENCE_SIDES;
    const size_t width = (size_t)size.width, step = 1 + width * (size_t)size.height / COLOUR_SAMPLES;
    const pixel_box box = ink_before(content_box, reach);
    for (int y = box.y; y < box.y + box.height; y++) {
        const size_t row = (size_t)y * width, end = row + (size_t)(box.x + box.width);
        const size_t below = y + reach < size.height ? (size_t)reach * width : 0; /* 0: no difference */
        for (size_t at = ink_first_sample(row + (size_t)box.x, step); at < end; at += step) {
            const size_t right = at + (size_t)reach < row + width ? (size_t)reach : 0;
            add_differences(rgba + 4 * at, rgba + 4 * (at + right), rgba + 4 * (at + below), scatter);
        }
    }
}

/* Power iteration from the direction of grey; v is left there when the scatter is zero. */
static void principal_direction(const u32x4 scatter[3], float v[3]) {
    for (int c = 0; c < 3; c++) v[c] = 1.0F;
    for (int round = 0; round < AXIS_ROUNDS; round++) {
        float next[3], length = 0.0F;
        for (int i = 0; i < 3; i++) {
            next[i] = 0.0F;
            for (int j = 0; j < 3; j++) next[i] += (float)(int32_t)scatter[i][j] * v[j];
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
        const u8x16 lanes = i16x8_narrow(low, high);
        if (pixels - i < U8_LANES) memcpy(grey + i, &lanes, pixels - i);
        else u8x16_store(grey + i, lanes);
    }
}

void ink_to_grey(const uint8_t *rgba, ink_scratch *scratch, ink_size size) {
    u32x4 scatter[3] = {{0}};
    float direction[3];
    const pixel_box content_box = scratch->content_box;
    const size_t width = (size_t)size.width;
    scatter_of(rgba, size, content_box, scatter);
    principal_direction(scatter, direction);
    const axis along = axis_along(direction);
    project_pixels(rgba, along, 1, scratch->grey);
    memset(scratch->grey, scratch->grey[0], width * (size_t)size.height);
    for (int y = content_box.y; y < content_box.y + content_box.height; y++) {
        const size_t at = (size_t)y * width + (size_t)content_box.x;
        project_pixels(rgba + 4 * at, along, (size_t)content_box.width, scratch->grey + at);
    }
}
