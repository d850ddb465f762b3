#include "ink.h"

#include "stages.h"

size_t ink_scratch_size(void) { return sizeof(ink_scratch); }

uint8_t *ink_pixels(ink_scratch *scratch) { return scratch->ink; }

void ink_extract(const uint8_t *rgba, int width, int height, ink_scratch *scratch, ink_map *map) {
    ink_size size;
    int shrink;
    const uint8_t *working = ink_shrink(rgba, width, height, scratch, &size, &shrink);
    ink_project(working, scratch, size);
    ink_lay_grid(scratch, size);
    const int reach = ink_find_polarity(scratch, size);
    const ink_paper paper = ink_subtract_paper(scratch, size, reach);
    ink_threshold(scratch, size, paper);
    ink_label(scratch, size.width, size.height, map);
    map->shrink = shrink;
}
