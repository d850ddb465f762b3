#include "ink.h"

#include <string.h>

#include "stages.h"

size_t ink_scratch_size(void) { return sizeof(ink_scratch); }

uint8_t *ink_pixels(ink_scratch *scratch) { return scratch->ink; }

/* Texture never holds together over half of the picture. */
static int holds_together(const ink_map *map) {
    const int shorter = map->width < map->height ? map->width : map->height;
    for (int i = 0; i < map->components; i++) {
        const ink_box box = map->component[i].box;
        if (2 * box.width > shorter || 2 * box.height > shorter) return 1;
    }
    return 0;
}

static void make_blank(ink_map *map) {
    const size_t pixels = (size_t)map->width * (size_t)map->height;
    memset(map->ink, 0, pixels);
    memset(map->label, 0, pixels * sizeof *map->label);
    map->components = 0;
}

void ink_extract(const uint8_t *rgba, int width, int height, ink_scratch *scratch, ink_map *map) {
    ink_size size;
    int shrink;
    const uint8_t *working = ink_shrink(rgba, width, height, scratch, &size, &shrink);
    ink_project(working, scratch, size);
    ink_lay_grid(scratch, size);
    const int reach = ink_find_polarity(scratch, size);
    const ink_paper paper = ink_subtract_paper(scratch, size, reach);
    const ink_verdict verdict = ink_threshold(scratch, size, paper);
    if (verdict != INK_NONE) ink_remove_rules(scratch, size);
    ink_label(scratch, size.width, size.height, map);
    if (verdict == INK_DOUBTFUL && !holds_together(map)) make_blank(map);
    map->shrink = shrink;
}
