/* inkmap: how much ink each working pixel carries, and its connected components: what pictures and strokes become. */
#ifndef LENET5_DIGIT_INKMAP_H
#define LENET5_DIGIT_INKMAP_H

#include <stddef.h>
#include <stdint.h>

#include "../../base/arena.h"
#include "../../base/box.h"

enum { INK_MAX_PIXELS = 1 << 19 };

/* A component: its bounding box, how many pixels it has and the sum of their ink. */
typedef struct ink_component {
    pixel_box box;
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
    const uint8_t *stroke; /* null for pictures; of a pen's ink the stroke that lies on top, 1 … 255 in turns, or 0 */
    int left_out;          /* since ink_choose_digit: ink that a pen left on purpose is no part of the digit */
} ink_map;

/* Ink of a pixel that a stroke lies on top of. By hand: half of it. Up: gaps between the numbers of strokes. */
enum { INK_ON_TOP = 128 };

/* The largest maps that working memory is made for. */
typedef struct ink_capacity {
    int pixels;  /* working pixels, 1 … INK_MAX_PIXELS */
    int longest; /* the longer side, 1 … pixels */
} ink_capacity;

typedef struct inkmap_scratch inkmap_scratch; /* working memory, the caller's */

/* Takes it out of an arena; null from one that only counts. The same in memory of its own, aligned to
 * ARENA_ALIGNMENT. */
inkmap_scratch *inkmap_take(arena *memory, ink_capacity capacity);
size_t inkmap_scratch_size(ink_capacity capacity);
inkmap_scratch *inkmap_scratch_init(void *memory, ink_capacity capacity);

int inkmap_fits(const inkmap_scratch *scratch, int width, int height);

/* For ink that comes from elsewhere than a picture: ink_pixels is where width·height of them go, of a map that fits (as
 * they are when extracted); ink_label finds their components and fills the map. Components that reach half ink nowhere
 * are removed. */
uint8_t *ink_pixels(inkmap_scratch *scratch);
void ink_label(inkmap_scratch *scratch, int width, int height, ink_map *map);

/* Chooses the ink that forms one digit: sets every other component's ink and label to 0 and returns the box of what
 * remains, in working pixels; width 0 when nothing does. Of what is set to 0, left_out tells whether it was more than
 * dots beside the digit or in it: a dot over or under it, as of ? and ;, or something larger anywhere. */
pixel_box ink_choose_digit(ink_map *map, inkmap_scratch *scratch);

#endif
