/* What stands around a digit, one kind after another. */
#include "steps.h"

static void erase(ink_map *map, const int32_t *gone) {
    for (int i = 0; i < map->width * map->height; i++) {
        if (map->label[i] != 0 && gone[map->label[i] - 1]) map->ink[i] = 0;
    }
}

static void label_again(ink_map *map, inkmap_scratch *scratch) {
    const int shrink = map->shrink;
    ink_label(scratch, map->width, map->height, map);
    map->shrink = shrink;
}

static int remove_found(ink_map *map, inkmap_scratch *scratch, int any) {
    if (!any) return 0;
    erase(map, scratch->number);
    label_again(map, scratch);
    return 1;
}

int around_remove_outlines(ink_map *map, inkmap_scratch *scratch, int sides) {
    return remove_found(map, scratch, around_find_outlines(map, scratch, sides));
}

int around_remove_underlines(ink_map *map, inkmap_scratch *scratch) {
    return remove_found(map, scratch, around_find_underlines(map, scratch));
}

int around_remove(ink_map *map, inkmap_scratch *scratch, int sides) {
    const int outlines = around_remove_outlines(map, scratch, sides);
    return around_remove_underlines(map, scratch) || outlines;
}
