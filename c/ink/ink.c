#include "ink.h"

#include "stages.h"

size_t ink_scratch_size(void) { return sizeof(ink_scratch); }

uint8_t *ink_pixels(ink_scratch *scratch) { return scratch->ink; }

void ink_extract(const uint8_t *rgba, int width, int height, ink_scratch *scratch, ink_map *map) {
    ink_plane_size size;
    const int shrink = ink_shrink(rgba, width, height, scratch, &size);
    ink_project(scratch, size);
    ink_subtract_paper(scratch, size);
    ink_threshold(scratch, size);
    ink_label(scratch, size.width, size.height, map);
    map->shrink = shrink;
}
