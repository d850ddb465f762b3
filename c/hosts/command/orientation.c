/* orientation: finds the orientation tag of EXIF data and turns the pixels by it.
 *
 * Source: CIPA DC-008 (Exif 2.32), sections 4.5.4 and 4.6.2; TIFF 6.0 for the directory. */
#include "orientation.h"

#include <stdlib.h>
#include <string.h>

enum { UPRIGHT = 1, TIFF_HEADER = 8, ENTRY = 12, ORIENTATION_TAG = 0x0112 };

typedef struct tiff {
    const uint8_t *bytes;
    size_t length;
    int big_endian;
} tiff;

/* size bytes at an offset, 0 where it is outside. */
static uint32_t number(const tiff *t, size_t at, size_t size) {
    if (at > t->length || t->length - at < size) return 0;
    uint32_t value = 0;
    for (size_t i = 0; i < size; i++) value = value << 8 | t->bytes[at + (t->big_endian ? i : size - 1 - i)];
    return value;
}

int orientation_of(const uint8_t *exif, size_t length) {
    if (exif == NULL || length < TIFF_HEADER) return UPRIGHT;
    const tiff t = {exif, length, exif[0] == 'M'};
    size_t directory = number(&t, 4, 4), entries = number(&t, directory, 2);
    for (size_t i = 0; i < entries; i++) {
        size_t entry = directory + 2 + i * ENTRY;
        if (number(&t, entry, 2) != ORIENTATION_TAG) continue;
        uint32_t value = number(&t, entry + 8, 2);
        return value >= 1 && value <= 8 ? (int)value : UPRIGHT;
    }
    return UPRIGHT;
}

int orientation_apply(int orientation, uint8_t **rgba, int *width, int *height) {
    if (orientation == UPRIGHT) return 1;
    /* Values 5 … 8 exchange the axes; then the source is read from its right or its bottom edge. */
    int exchange = orientation >= 5;
    int from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    int from_bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    int w = exchange ? *height : *width, h = exchange ? *width : *height;
    uint8_t *turned = malloc((size_t)w * (size_t)h * 4);
    if (turned == NULL) return 0;
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            int sx = exchange ? y : x, sy = exchange ? x : y;
            if (from_right) sx = *width - 1 - sx;
            if (from_bottom) sy = *height - 1 - sy;
            size_t to = (size_t)y * (size_t)w + (size_t)x, from = (size_t)sy * (size_t)*width + (size_t)sx;
            memcpy(turned + 4 * to, *rgba + 4 * from, 4);
        }
    free(*rgba);
    *rgba = turned;
    *width = w;
    *height = h;
    return 1;
}
