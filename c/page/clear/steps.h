/* The steps of clear_map, in their order. Each says by drop[label − 1] = 1 which components go. */
#ifndef LENET5_PAGE_CLEAR_STEPS_H
#define LENET5_PAGE_CLEAR_STEPS_H

#include "clear.h"

typedef struct clear_state {
    ink_map *map;
    const page_rules *rules;
    int height; /* typical, of writing, pixels; 0: unknown */
    int taken;  /* rules erased and components dropped */
    uint8_t *drop;
    page_cleared *cleared;
} clear_state;

/* heights.c: sets height, and drops filled round spots, such as punched holes. */
void clear_measure(clear_state *s);

/* type.c: drops small type beside numbers. */
void clear_type(clear_state *s);

/* drawn.c: erases underlines and long rules from the plane, and drops what a rule crosses out. */
void clear_rules(clear_state *s);

/* stripes.c: of a map that is labelled anew, drops dotted upright rules and what is left of long ones. */
void clear_stripes(clear_state *s);

#endif
