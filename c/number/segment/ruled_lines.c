/* Removes ruled lines above and below the digits from a line image: those that touch digits, so that they are part of
 * the digits' components. Where a stroke crosses one, the ink is higher than the line is thick, and stays. */
#include "deskew.h"
#include "tuning.h"

static int is_ink(const uint8_t *ink, int width, int x, int y) {
    return y >= 0 && y < SEGMENT_HEIGHT && ink[y * width + x] >= RULES_INK;
}

/* Removes the ink above and below (x, y) when it is as thin as a ruled line. */
static void remove_at(uint8_t *ink, int width, int x, int y) {
    int top = y, bottom = y + 1;
    while (is_ink(ink, width, x, top - 1)) top--;
    while (is_ink(ink, width, x, bottom)) bottom++;
    if (bottom - top > RULES_MAX_THICKNESS) return;
    for (int row = top - 1; row <= bottom; row++) {
        if (row >= 0 && row < SEGMENT_HEIGHT) ink[row * width + x] = 0;
    }
}

void segment_remove_rules(segment_scratch *scratch, int width) {
    uint8_t *ink = scratch->ink;
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        if (y >= RULES_FIRST_ROW && y < RULES_LAST_ROW) continue;
        for (int x = 0, from = 0; x <= width; x++) {
            if (x < width && is_ink(ink, width, x, y)) continue;
            for (int k = from; x - from >= RULES_MIN_LENGTH && k < x; k++) remove_at(ink, width, k, y);
            from = x + 1;
        }
    }
}
