/* Counts how often each grey or contrast occurs, in every step-th pixel. */
#include "../../base/simd/bytes.h"
#include "stages.h"

static int are_equal(const uint8_t *value, size_t count) {
    const u8x16 first = u8x16_splat(*value);
    u8x16 differ = {0};
    for (size_t i = 0; i < count; i += U8_LANES) differ |= u8x16_load(value + i) ^ first;
    return u8x16_is_zero(differ);
}

/* Plain paper is counted 16 samples at a time. Elsewhere neighbouring samples are alike, and one counter would wait for
 * itself: two take turns. */
void ink_add_to_histogram(const uint8_t *value, size_t count, size_t step, uint32_t histogram[256]) {
    uint32_t other[256] = {0};
    const size_t block = U8_LANES * step;
    for (size_t begin = 0; begin < count; begin += block) {
        const size_t end = count - begin < block ? count : begin + block;
        if (are_equal(value + begin, end - begin)) {
            histogram[value[begin]] += (uint32_t)((end - begin + step - 1) / step);
            continue;
        }
        for (size_t i = begin; i < end; i += 2 * step) {
            histogram[value[i]]++;
            if (i + step < end) other[value[i + step]]++;
        }
    }
    for (int v = 0; v < 256; v++) histogram[v] += other[v];
}
