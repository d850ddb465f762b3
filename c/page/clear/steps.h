/* The steps of clear_map, in their order. Each says by drop[label − 1] = 1 which components go. */
#ifndef LENET5_PAGE_CLEAR_STEPS_H
#define LENET5_PAGE_CLEAR_STEPS_H

#include "clear.h"

typedef struct clear_state {
    ink_map *map;
    const page_rules *rules;
    int height; /* typical, of writing, pixels; 0: unknown */
    int stroke; /* mean stroke width in 1/16 pixels */
    uint8_t *drop;
    page_cleared *cleared;
} clear_state;

/* heights.c: sets height and stroke. */
void clear_measure(clear_state *s);

/* Whether a component is a filled round spot, such as a punched hole, wider than strokes are. */
int clear_is_hole(const clear_state *s, const ink_component *part);

static inline int clear_touches_border(const ink_map *map, pixel_box box) {
    return box.x == 0 || box.y == 0 || box.x + box.width == map->width || box.y + box.height == map->height;
}

/* drawn.c: erases underlines and long rules from the plane, and drops what a rule crosses out. */
void clear_rules(clear_state *s);

#endif
