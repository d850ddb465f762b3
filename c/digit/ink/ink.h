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

enum { INK_MAX_PIXELS = 1 << 19 };

typedef struct ink_box {
    int x, y, width, height;
} ink_box;

/* A component: its bounding box, how many pixels it has and the sum of their ink. */
typedef struct ink_component {
    ink_box box;
    int area;
    int64_t mass;
} ink_component;

/* ink[y * width + x]: 0 paper … 255 full ink (anti-aliased edges in between).
 * label[y * width + x]: 0 no ink, otherwise the number of the 8-connected component that the pixel belongs to. */
typedef struct ink_map {
    int width, height;              /* in working pixels; 0×0 when not extracted */
    int shrink;                     /* picture pixels per working pixel along each axis, ≥ 1 */
    int components;                 /* labels 1 … components */
    const ink_component *component; /* [components]; label n is component[n − 1] */
    uint8_t *ink;
    uint16_t *label;
} ink_map;

typedef struct ink_scratch ink_scratch; /* working memory, the caller's */
size_t ink_scratch_size(void);

/* Extracts the ink of rgba [height][width][4]; 1 ≤ width·height ≤ LENET5_MAX_PIXELS (checked by the caller). The map
 * points into scratch and is valid until its next use. A picture without ink gives components = 0. */
void ink_extract(const uint8_t *rgba, int width, int height, ink_scratch *scratch, ink_map *map);

/* For ink that comes from elsewhere than a picture: ink_pixels is where width·height ≤ INK_MAX_PIXELS of them go
 * (as they are when extracted), ink_label finds their components and fills the map. Components that reach half ink
 * nowhere are removed. */
uint8_t *ink_pixels(ink_scratch *scratch);
void ink_label(ink_scratch *scratch, int width, int height, ink_map *map);

/* Chooses the ink that forms one digit: sets every other component's ink and label to 0 and returns the box of what
 * remains, in working pixels; width 0 when nothing does. */
ink_box ink_choose_digit(ink_map *map, ink_scratch *scratch);

#endif
