/* ink: a picture's pixels → an ink map.
 *
 * Input: RGBA pixels of any size, polarity, paper and light. Output: how much ink each working pixel carries, with
 * the paper, its shadows, its rules and specks gone. A large picture is first shrunk by a whole factor (area average)
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

/* Extracts the ink of rgba [height][width][4]; 1 ≤ width·height ≤ LENET5_MAX_PIXELS, and of working pixels what scratch has
 * room for (checked by the caller). The map lies in the inkmap_scratch and is valid until its next use. A picture without
 * ink gives components = 0. */
void ink_extract(const uint8_t *rgba, int width, int height, ink_scratch *scratch, ink_map *map);

#endif
