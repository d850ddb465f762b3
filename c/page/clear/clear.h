/* clear: an ink map → the same without what isn't writing: long rules and underlines, punched holes, ovals around a
 * number; and without what is crossed out. */
#ifndef LENET5_PAGE_CLEAR_H
#define LENET5_PAGE_CLEAR_H

#include "../../digit/inkmap/inkmap.h"
#include "../rules/rules.h"

/* What was taken from the map. */
typedef struct page_cleared {
    int cancelled; /* components that are crossed out */
    int type;      /* components that are small type */
    /* Around what is perhaps no whole digit any more: crossed out with others, or without its base; width 0: none. */
    pixel_box joined;
    pixel_box crossed; /* around all that is crossed out; width 0: nothing is */
} page_cleared;

enum { CLEAR_COMPONENTS = 1 << 12 /* a map with more of them is left as it is */ };

/* Clears a map and labels it anew in scratch, which it lies in. rules: of the same plane; those that are print are gone
 * already. */
void clear_map(ink_map *map, inkmap_scratch *scratch, const page_rules *rules, page_cleared *out);

#endif
