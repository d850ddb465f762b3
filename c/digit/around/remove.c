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

static int remove_components(ink_map *map, inkmap_scratch *scratch,
                             int (*find)(const ink_map *map, inkmap_scratch *scratch)) {
    if (map->components < 2 || !find(map, scratch)) return 0;
    erase(map, scratch->number);
    label_again(map, scratch);
    return 1;
}

int around_remove(ink_map *map, inkmap_scratch *scratch) {
    const int outlines = remove_components(map, scratch, around_find_outlines);
    return remove_components(map, scratch, around_find_underlines) || outlines;
}
