/* Rules above and below the digits that touch them, so that the components could not tell. Where a digit's stroke crosses
 * a rule, the ink is higher than a rule is thick, and stays. */
#include "deskew.h"

enum {
    LONGEST = 2 * SEGMENT_BODY, /* a run as long as that is no digit's own */
    THICKEST = 9,
    ABOVE = SEGMENT_MARGIN,
    BELOW = SEGMENT_MARGIN + SEGMENT_BODY - 5
};

static int is_ink(const uint8_t *ink, int width, int x, int y) {
    return y >= 0 && y < SEGMENT_HEIGHT && ink[y * width + x] >= 96;
}

/* Removes the ink above and below (x, y) when it is as thin as a rule. */
static void remove_at(uint8_t *ink, int width, int x, int y) {
    int top = y, bottom = y + 1;
    while (is_ink(ink, width, x, top - 1)) top--;
    while (is_ink(ink, width, x, bottom)) bottom++;
    if (bottom - top > THICKEST) return;
    for (int row = top - 1; row <= bottom; row++) {
        if (row >= 0 && row < SEGMENT_HEIGHT) ink[row * width + x] = 0;
    }
}

void segment_remove_rules(segment_scratch *scratch, int width) {
    uint8_t *ink = scratch->ink;
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        if (y >= ABOVE && y < BELOW) continue;
        for (int x = 0, from = 0; x <= width; x++) {
            if (x < width && is_ink(ink, width, x, y)) continue;
            for (int k = from; x - from >= LONGEST && k < x; k++) remove_at(ink, width, k, y);
            from = x + 1;
        }
    }
}
