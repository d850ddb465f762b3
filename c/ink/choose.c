/* Which components form the one digit. */
#include "stages.h"

static int gap_between(int a, int a_size, int b, int b_size) {
    if (a + a_size < b) return b - a - a_size;
    return b + b_size < a ? a - b - b_size : 0;
}

static ink_box united(ink_box a, ink_box b) {
    const int left = a.x < b.x ? a.x : b.x, top = a.y < b.y ? a.y : b.y;
    const int right = a.x + a.width > b.x + b.width ? a.x + a.width : b.x + b.width;
    const int bottom = a.y + a.height > b.y + b.height ? a.y + a.height : b.y + b.height;
    return (ink_box){left, top, right - left, bottom - top};
}

static int heaviest(const ink_map *map) {
    int best = 0;
    for (int i = 1; i < map->components; i++) {
        if (map->component[i].mass > map->component[best].mass) best = i;
    }
    return best;
}

static int belongs(const ink_component *part, const ink_component *main_part) {
    const int side = main_part->box.width > main_part->box.height ? main_part->box.width : main_part->box.height;
    const int across = gap_between(part->box.x, part->box.width, main_part->box.x, main_part->box.width);
    const int down = gap_between(part->box.y, part->box.height, main_part->box.y, main_part->box.height);
    return 50 * part->mass > main_part->mass && 4 * across <= side && 4 * down <= side;
}

ink_box ink_choose_digit(ink_map *map, ink_scratch *scratch) {
    ink_box box = {0, 0, 0, 0};
    if (map->components == 0) return box;
    const int main_part = heaviest(map);
    box = map->component[main_part].box;
    for (int i = 0; i < map->components; i++) {
        const int keep = i == main_part || belongs(&map->component[i], &map->component[main_part]);
        scratch->number[i] = keep;
        if (keep) box = united(box, map->component[i].box);
    }
    const size_t pixels = (size_t)map->width * (size_t)map->height;
    for (size_t i = 0; i < pixels; i++) {
        if (map->label[i] != 0 && !scratch->number[map->label[i] - 1]) map->label[i] = 0, map->ink[i] = 0;
    }
    return box;
}
