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

/* The part of rgba [height][width][4] that is looked at: a region inside of it. is_page: numbers and what else
 * stands on a page rather than one digit, whose strokes may be as broad as what lies around a page. */
typedef struct ink_picture {
    const uint8_t *rgba;
    int width, height;
    pixel_box region;
    int is_page;
} ink_picture;

static inline ink_picture ink_whole_picture(const uint8_t *rgba, int width, int height) {
    return (ink_picture){rgba, width, height, {0, 0, width, height}, 0};
}

/* Doubtful ink has hardly more contrast than the paper's texture: it is kept only if a component is large. */
typedef enum ink_verdict { INK_NONE, INK_DOUBTFUL, INK_CLEAR } ink_verdict;

/* Ink whose ruled lines are still there. ink: [height][width] 0 paper … 255, in the inkmap_scratch. */
typedef struct ink_draft {
    uint8_t *ink;
    int width, height, shrink;
    int is_smoothed;   /* strokes and lines are a pixel wider */
    float stroke;      /* of a page: mean width of its strokes, print included, pixels; 0 without ink */
    uint8_t *contrast; /* [height][width]: how much darker than paper, as long as ink is valid */
    int faint;         /* the contrast from which on something may be a faint rule that is no ink; 0 for INK_NONE */
    ink_verdict verdict;
} ink_draft;

/* The ink of a picture's region; 1 ≤ width·height ≤ LENET5_MAX_PIXELS, and of working pixels what scratch has room for
 * (checked by the caller). It is valid until the inkmap_scratch's next use. observer: null where nobody looks. */
void ink_find(const ink_picture *picture, ink_scratch *scratch, const ink_observer *observer, ink_draft *draft);

/* A draft, from which the caller may have taken ink, → a map without ruled lines. The map lies in the inkmap_scratch and
 * is valid until its next use. A picture without ink gives components = 0. */
void ink_finish(const ink_draft *draft, ink_scratch *scratch, const ink_observer *observer, ink_map *map);

/* Both, of a whole picture. */
void ink_extract(const uint8_t *rgba, int width, int height, ink_scratch *scratch, const ink_observer *observer,
                 ink_map *map);

#endif
