/* ink: a picture's pixels → an ink map.
 *
 * Input: RGBA pixels of any size, polarity, paper and light. Output: how much ink each working pixel carries, with the
 * background, shadows, ruled lines and specks removed. A large picture is first shrunk by a whole factor (area average)
 * to at most INK_MAX_PIXELS working pixels. Transparent pixels are composited: over white, or over black where the
 * opaque content is light and the transparency would otherwise hide it.
 */
#ifndef LENET5_DIGIT_INK_H
#define LENET5_DIGIT_INK_H

#include <stddef.h>
#include <stdint.h>

#include "../inkmap/inkmap.h"

typedef struct ink_scratch ink_scratch; /* working memory, the caller's */

/* Takes it out of an arena; null from one that only counts. Maps are made in an inkmap_scratch of the same capacity at
 * least, which outlives this. */
ink_scratch *ink_take(arena *memory, ink_capacity capacity, inkmap_scratch *map);

/* A plane as a stage leaves it: [height][width][bytes]; 4 bytes are RGBA, 1 is grey. */
typedef struct ink_view {
    const char *stage;
    const uint8_t *plane;
    int width, height, bytes;
} ink_view;

/* Looks at the stages while they are at work: "working" (the picture, scaled down), "grey" (dark ink), "background"
 * (a pixel a cell), "contrast", "ink" and "unruled"; where the paper's grain is smoothed out, "grey" to "ink" come
 * again. */
typedef struct ink_observer {
    void (*see)(void *owner, const ink_view *view);
    void *owner;
} ink_observer;

/* Extracts the ink of rgba [height][width][4]; 1 ≤ width·height ≤ LENET5_MAX_PIXELS, and of working pixels what
 * scratch has room for (checked by the caller). The map lies in the inkmap_scratch and is valid until its next use.
 * A picture without ink gives components = 0. observer: null where nobody looks. */
void ink_extract(const uint8_t *rgba, int width, int height, ink_scratch *scratch, const ink_observer *observer,
                 ink_map *map);

#endif
