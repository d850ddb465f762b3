/* Mends a line whose strokes a fax or a coarse scan has broken, by a grey closing (dilation, then erosion). What it adds to a
 * sound line stands between neighbours and in corners; breaks are everywhere, across and down. */
#include <string.h>

#include "deskew.h"
#include "tuning.h"

/* Grey dilation by three by three pixels; invert: 0, or 255 to dilate the paper instead of the ink. Rows run on into each other:
 * what one's end takes from the next one's start, erosion takes back. */
static void dilate(const uint8_t *from, int width, int invert, uint8_t *across, uint8_t *to) {
    const int end = SEGMENT_HEIGHT * width;
    for (int i = 0; i < end; i++) {
        const int left = i > 0 ? from[i - 1] ^ invert : 0, right = i + 1 < end ? from[i + 1] ^ invert : 0;
        across[i] = (uint8_t)int_max(from[i] ^ invert, int_max(left, right));
    }
    for (int i = 0; i < end; i++) {
        const int above = i >= width ? across[i - width] : 0, below = i + width < end ? across[i + width] : 0;
        to[i] = (uint8_t)(int_max(across[i], int_max(above, below)) ^ invert);
    }
}

/* Whether closing adds to that share of the lines of pixels with ink: to `count` rows or columns, which start `next` pixels
 * apart and have `length` pixels, `step` apart. */
static int are_broken(const uint8_t *ink, const uint8_t *closed, int count, int next, int length, int step,
                      share at_least) {
    int inked = 0, broken = 0;
    for (int i = 0; i < count; i++) {
        int mass = 0, added = 0;
        for (int k = 0, at = i * next; k < length; k++, at += step) {
            mass += ink[at];
            added += closed[at] - ink[at];
        }
        inked += mass > 0;
        broken += mass > 0 && reaches(added, BREAKS_ADDED, mass);
    }
    return inked > 0 && reaches(broken, at_least, inked);
}

void segment_mend_breaks(segment_scratch *scratch, int width) {
    uint8_t *across = (uint8_t *)scratch->down, *dilated = across + SEGMENT_LINE_PIXELS;
    uint8_t *closed = dilated + SEGMENT_LINE_PIXELS;
    dilate(scratch->ink, width, 0, across, dilated);
    dilate(dilated, width, 255, across, closed);
    if (are_broken(scratch->ink, closed, width, 1, SEGMENT_HEIGHT, width, BREAKS_COLUMNS) &&
        are_broken(scratch->ink, closed, SEGMENT_HEIGHT, width, width, 1, BREAKS_ROWS))
        memcpy(scratch->ink, closed, (size_t)(SEGMENT_HEIGHT * width));
}
